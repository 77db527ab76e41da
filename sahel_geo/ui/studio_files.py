"""Make the file that the export dialog describes."""
# ruff: noqa: PLC0415 - what makes decks is read when the first deck is asked for

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from sahel_geo.export.image import Snapshot
from sahel_geo.export.request import ExportRequest, Progress, export_map
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import ExportFormat
from sahel_geo.ui.studio import Purpose, Studio

if TYPE_CHECKING:
    from sahel_geo.export.deckplan import DeckRequest

_OFFICE = "application/vnd.openxmlformats-officedocument"

MEDIA_TYPES: Mapping[ExportFormat, str] = {
    ExportFormat.PNG: "image/png",
    ExportFormat.SVG: "image/svg+xml",
    ExportFormat.PDF: "application/pdf",
    ExportFormat.PPTX: f"{_OFFICE}.presentationml.presentation",
    ExportFormat.PPTX_PICTURE: f"{_OFFICE}.presentationml.presentation",
    ExportFormat.HTML: "text/html",
    ExportFormat.GIF: "image/gif",
    ExportFormat.MP4: "video/mp4",
    ExportFormat.GPKG: "application/geopackage+sqlite3",
    ExportFormat.GEOJSON: "application/geo+json",
    ExportFormat.CSV: "text/csv",
    ExportFormat.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
}
"""What a browser is told before the file is made."""


def make_file(
    dataset: Dataset, studio: Studio, request: ExportRequest, progress: Progress | None = None
) -> Snapshot:
    """
    Make the file.

    Parameters
    ----------
    dataset
        Everything there is.
    studio
        For what belongs to a deck alone.
    request
        What is asked for.
    progress
        Is told the share that is done; what it raises stops the work.

    Returns
    -------
    file
        To be downloaded.
    """
    if studio.purpose is Purpose.DECK:
        return _make_deck(dataset, studio, request, progress)
    return export_map(dataset, request, progress=progress)


def _make_deck(
    dataset: Dataset, studio: Studio, request: ExportRequest, progress: Progress | None
) -> Snapshot:
    from sahel_geo.export.deck import export_deck

    return export_deck(dataset, _deck_of(studio, request), progress=progress)


def _deck_of(studio: Studio, request: ExportRequest) -> "DeckRequest":
    from sahel_geo.export.deckplan import DeckRequest

    return DeckRequest(
        request,
        studio.cases(request.selection),
        studio.deck_by,
        native=studio.deck_native,
    )


def deck_titles(dataset: Dataset, studio: Studio, request: ExportRequest) -> list[str]:
    """
    Name the pages of the deck, in order; the first has the title of the map, and none here.

    Raises
    ------
    SahelGeoError
        When it would have too many.
    """
    from sahel_geo.export.deckplan import plan_deck

    return [page.title for page in plan_deck(dataset, _deck_of(studio, request))]


def key_of(dataset: Dataset, studio: Studio, request: ExportRequest) -> str:
    """Name all that a file is made of, to know whether one that was made still fits."""
    logo = sha256(request.design.logo or b"").hexdigest()  # its bytes are not in its `repr`
    deck = (studio.deck_by, studio.cases(request.selection), studio.deck_native)
    return repr((dataset.version, studio.purpose, deck, request, logo))

"""One way from a choice to a file, whatever its kind: for the dialog and for the command line."""
# ruff: noqa: PLC0415 - a renderer is imported when a file of its kind is asked for: help comes at once

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import NoReturn

from sahel_geo.analysis.filtering import choose_events, known_codes
from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.document import MapDocument
from sahel_geo.cartography.figure.page import Page
from sahel_geo.cartography.figure.paper import page_of
from sahel_geo.export.filmstyle import FilmStyle
from sahel_geo.export.image import Snapshot
from sahel_geo.export.kml import NOT_IN_XML
from sahel_geo.export.logo import MOST_LOGO_BYTES
from sahel_geo.export.stamp import Stamp, write_stamp
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.design import MOST_NAME, MOST_TITLE, PageDesign
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import Extent
from sahel_geo.model.selection import DroppedChoice, MapSelection, from_query, to_query
from sahel_geo.model.vocabulary import ExportFormat, PaperName

Progress = Callable[[float], None]
"""Is told the share of the work that is done, from 0 to 1; what it raises stops the work."""

PICTURES = frozenset({ExportFormat.PNG, ExportFormat.SVG, ExportFormat.PDF})
SLIDES = frozenset({ExportFormat.PPTX, ExportFormat.PPTX_PICTURE})
FILMS = frozenset({ExportFormat.GIF, ExportFormat.MP4})
ROWS = frozenset({ExportFormat.GPKG, ExportFormat.GEOJSON, ExportFormat.CSV, ExportFormat.XLSX})
"""Kinds of export by what makes them; HTML is a kind of its own."""

FILM_WIDTH_PX, FILM_DPI = 1280, 96

LIMITS = {
    "title": (MOST_TITLE, "title_too_long"),
    "subtitle": (MOST_TITLE, "subtitle_too_long"),
    "organisation": (MOST_NAME, "organisation_too_long"),
    "marking": (MOST_NAME, "marking_too_long"),
}
"""How many characters a text of a design may have, and the rule that a longer one breaks."""


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class ExportRequest:
    """
    What is asked for.

    `selection` names the language too. `extent` None fits what is shown, `zoom` None the extent.
    Of `width_px` and `width_mm` one at most; None takes what suits the paper, as for `dpi`.
    `film` matters for films, `design` for all that has a page. The same request of the same
    data gives the same bytes.
    """

    selection: MapSelection
    format: ExportFormat = ExportFormat.PNG
    design: PageDesign = field(default_factory=PageDesign)
    extent: Extent | None = None
    zoom: float | None = None
    width_px: int | None = None
    dpi: int | None = None
    width_mm: float | None = None
    film: FilmStyle = field(default_factory=FilmStyle)
    made_on: date = field(default_factory=_today)


def export_map(
    dataset: Dataset, request: ExportRequest, *, progress: Progress | None = None
) -> Snapshot:
    """
    Make the file that is asked for.

    Parameters
    ----------
    dataset
        Everything there is, with open cases as they may be shown.
    request
        What is asked for.
    progress
        Is told how far the work is; only films take long enough to tell of it more than once.
        What it raises stops the work and leaves nothing behind.

    Returns
    -------
    file
        With its stamp inside (see `stamp`).

    Raises
    ------
    SahelGeoError
        As `check_request` says; `nothing_to_export` for rows or a film of no event;
        `extent_outside` for an extent off the base map.
    """
    check_request(request)
    tell = progress or _tell_nobody
    tell(0.0)
    file = _export(dataset, request, tell)
    tell(1.0)
    return file


def _tell_nobody(_share: float) -> None:
    """Take no notice of how far the work is."""


def _export(dataset: Dataset, request: ExportRequest, progress: Progress) -> Snapshot:
    kind = request.format
    name = file_stem(dataset, request.selection)
    translator = Translator(request.selection.language, dataset.terms)
    if kind in ROWS | FILMS:
        _check_events(dataset, request.selection)
    if kind in ROWS:
        from sahel_geo.export.rows import export_rows

        return export_rows(dataset, request, translator, name=name)
    if kind in FILMS:
        from sahel_geo.export.animation import export_film

        return export_film(dataset, request, translator, name=name, progress=progress)
    if kind is ExportFormat.HTML:
        return _export_webpage(dataset, request, translator, name)
    document = compose_document(dataset, request, translator)
    if kind in PICTURES:
        return _export_picture(dataset, document, request, translator, name)
    return _export_slide(dataset, document, request, translator, name)


def _check_events(dataset: Dataset, selection: MapSelection) -> None:
    if not len(choose_events(dataset, selection)):
        _refuse("nothing_to_export")


def compose_document(
    dataset: Dataset, request: ExportRequest, translator: Translator
) -> MapDocument:
    """Compose the map of a request; what a preview draws is what the export draws."""
    return compose_map(
        dataset,
        request.selection,
        translator,
        extent=request.extent,
        zoom=request.zoom,
        made_on=request.made_on,
    )


def _export_picture(
    dataset: Dataset,
    document: MapDocument,
    request: ExportRequest,
    translator: Translator,
    name: str,
) -> Snapshot:
    from sahel_geo.cartography.composition.extras import compose_extras
    from sahel_geo.export.image import export_picture

    design = request.design
    return export_picture(
        document,
        page_of_request(request),
        translator,
        design,
        compose_extras(dataset, request.selection, translator, design),
        request.format,
        stamp_text(dataset, request),
        name,
    )


def _export_slide(
    dataset: Dataset,
    document: MapDocument,
    request: ExportRequest,
    translator: Translator,
    name: str,
) -> Snapshot:
    from sahel_geo.cartography.composition.extras import compose_extras
    from sahel_geo.cartography.figure.plan import plan_page
    from sahel_geo.export.slides import export_slide

    design = request.design
    extras = compose_extras(dataset, request.selection, translator, design)
    return export_slide(
        plan_page(document, page_of_request(request), translator, design, extras),
        document,
        design,
        stamp_text(dataset, request),
        translator,
        native=request.format is ExportFormat.PPTX,
        name=name,
    )


def _export_webpage(
    dataset: Dataset, request: ExportRequest, translator: Translator, name: str
) -> Snapshot:
    from sahel_geo.export.webpage import export_webpage

    return export_webpage(
        dataset,
        request.selection,
        request.design,
        request.extent,
        translator,
        stamp_text(dataset, request),
        name=name,
        made_on=request.made_on,
    )


def page_of_request(request: ExportRequest) -> Page:
    """
    Give the page of a request: its paper in the size and at the resolution asked for.

    A film for which no size is asked has 96 pixels to the inch, a wide one 1280 by 720 of them.
    """
    sizes = (request.width_px, request.dpi, request.width_mm)
    if request.format in FILMS and sizes == (None, None, None):
        is_wide = request.design.paper is PaperName.WIDE
        return page_of(
            request.design.paper, width_px=FILM_WIDTH_PX if is_wide else None, dpi=FILM_DPI
        )
    return page_of(
        request.design.paper,
        width_px=request.width_px,
        dpi=request.dpi,
        width_mm=request.width_mm,
    )


def check_request(request: ExportRequest) -> None:
    """
    Refuse what cannot be made well, before any work is done.

    Parameters
    ----------
    request
        What is asked for.

    Raises
    ------
    SahelGeoError
        `title_too_long` and its like; `text_not_plain`; `logo_not_ready` for a logo that did
        not come from `logo.read_logo`; `two_widths`; sizes as `paper.page_of` says.
    """
    design = request.design
    for name, (most, rule) in LIMITS.items():
        text = getattr(design, name) or ""
        if len(text) > most:
            _refuse(rule, most=most, got=len(text))
        if NOT_IN_XML.search(text):
            _refuse("text_not_plain")
    if design.logo is not None and len(design.logo) > MOST_LOGO_BYTES:
        _refuse("logo_not_ready")
    if request.width_px is not None and request.width_mm is not None:
        _refuse("two_widths")
    if request.format not in ROWS and request.format is not ExportFormat.HTML:
        page_of_request(request)


def _refuse(rule: str, **values: object) -> NoReturn:
    raise SahelGeoError(rule, **values)


def stamp_text(dataset: Dataset, request: ExportRequest) -> str:
    """Write the stamp of a request of some data."""
    return write_stamp(stamp_of(dataset, request))


def stamp_of(dataset: Dataset, request: ExportRequest) -> Stamp:
    """
    Give the stamp of a request.

    Parameters
    ----------
    dataset
        For the version of its files.
    request
        What is asked for.

    Returns
    -------
    stamp
        Of which `request_of` makes the request again. The screen's view is left out: `extent` and
        `zoom` say where the export looks. Rows have no page, so that theirs is the usual one.
    """
    query = to_query(request.selection)
    query.pop("view", None)
    return Stamp(
        kind=request.format,
        language=request.selection.language,
        data_version=dataset.version,
        made_on=request.made_on,
        query=query,
        design=PageDesign() if request.format in ROWS else request.design,
        extent=request.extent,
        zoom=request.zoom,
        width_px=request.width_px,
        dpi=request.dpi,
        width_mm=request.width_mm,
        options=request.film.to_options() if request.format in FILMS else {},
    )


def request_of(stamp: Stamp, dataset: Dataset) -> tuple[ExportRequest, tuple[DroppedChoice, ...]]:
    """
    Give the request that a stamp tells of.

    Parameters
    ----------
    stamp
        As it was read.
    dataset
        The data that the new export is made of: choices that they do not know are left out.

    Returns
    -------
    request, dropped
        What to export, and the choices that could not be kept; with data of the stamp's version
        there are none, and the export has the same bytes.
    """
    selection, dropped = from_query(stamp.query, known_codes(dataset))
    request = ExportRequest(
        selection=selection,
        format=stamp.kind,
        design=stamp.design,
        extent=stamp.extent,
        zoom=stamp.zoom,
        width_px=stamp.width_px,
        dpi=stamp.dpi,
        width_mm=stamp.width_mm,
        film=FilmStyle.from_options(stamp.options),
        made_on=stamp.made_on,
    )
    return request, dropped


def file_stem(dataset: Dataset, selection: MapSelection) -> str:
    """Name a file after the period, such as `sahel_2010-09-01_2010-10-31`."""
    days = selection.days(dataset.period)
    return f"sahel_{days.start}_{days.end}"


def draw_preview(dataset: Dataset, request: ExportRequest, document: MapDocument) -> bytes:
    """
    Draw the page of a request small: the same layout with the same words, in fewer pixels.

    Parameters
    ----------
    dataset
        Everything there is.
    request
        What is asked for. The preview of a film is its last picture; that of any other format is
        its page.
    document
        As `compose_document` gives it for the request: it is the same for every look, and takes
        longer to compose than some looks to draw.

    Returns
    -------
    picture
        PNG.
    """
    from sahel_geo.cartography.composition.extras import compose_extras
    from sahel_geo.export.image import render_preview

    translator = Translator(request.selection.language, dataset.terms)
    if request.format in FILMS:
        return _preview_film(dataset, request, translator)
    extras = compose_extras(dataset, request.selection, translator, request.design)
    return render_preview(document, page_of_request(request), translator, request.design, extras)


def _preview_film(dataset: Dataset, request: ExportRequest, translator: Translator) -> bytes:
    from sahel_geo.export.animation import draw_last_picture

    with BytesIO() as file:
        draw_last_picture(dataset, request, translator).save(file, format="PNG", compress_level=1)
        return file.getvalue()

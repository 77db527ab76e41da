"""What the reader chose in the export dialog, as one frozen value of the session.

It is part of no link and of no history: it says how an export looks, not what is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sahel_geo.analysis.timebins import TimeUnit
from sahel_geo.export.filmstyle import FilmStyle
from sahel_geo.export.request import ExportRequest
from sahel_geo.model.design import PageDesign
from sahel_geo.model.extent import Extent
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import DeckParts, ExportFormat, Furniture, Language, PaperName


class Purpose(StrEnum):
    """What is made, in the order in which it is offered."""

    PICTURE = "picture"
    SLIDE = "slide"
    DECK = "deck"
    PAGE = "page"
    FILM = "film"
    ROWS = "rows"


class SizeUnit(StrEnum):
    """How the size of a picture is given."""

    PAGE = "page"
    """As the page has it."""
    PIXELS = "pixels"
    MILLIMETRES = "millimetres"


FORMATS: Mapping[Purpose, tuple[ExportFormat, ...]] = {
    Purpose.PICTURE: (ExportFormat.PNG, ExportFormat.SVG, ExportFormat.PDF),
    Purpose.SLIDE: (ExportFormat.PPTX, ExportFormat.PPTX_PICTURE),
    Purpose.DECK: (ExportFormat.PPTX, ExportFormat.PDF),
    Purpose.PAGE: (ExportFormat.HTML,),
    Purpose.FILM: (ExportFormat.MP4, ExportFormat.GIF),
    Purpose.ROWS: (
        ExportFormat.XLSX,
        ExportFormat.CSV,
        ExportFormat.GPKG,
        ExportFormat.GEOJSON,
    ),
}
"""What each can be made as; the first is proposed."""

SLOW = frozenset({Purpose.DECK, Purpose.FILM})
"""What takes so long that it is made before it can be downloaded, with a bar that tells how far."""

STRIPS = frozenset({Furniture.CHART, Furniture.TABLE})
"""What decks have pages of their own for; a film always has its chart, and no table."""

FILM_STEPS = (TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH)


@dataclass(frozen=True)
class Studio:
    """
    The choices of the dialog.

    `formats` holds what was chosen for each purpose, `language` None is that of the page.
    Titles of `design` are None while they are the map's own. `film_cumulative` None is as the
    timeline plays, `deck_cases` None are the cases picked on the page.
    """

    purpose: Purpose = Purpose.PICTURE
    formats: tuple[tuple[Purpose, ExportFormat], ...] = ()
    language: Language | None = None
    design: PageDesign = field(default_factory=PageDesign)
    unit: SizeUnit = SizeUnit.PAGE
    width_px: int = 1920
    width_mm: int = 297
    dpi: int | None = None
    film: FilmStyle = field(default_factory=FilmStyle)
    film_cumulative: bool | None = None
    deck_by: DeckParts = DeckParts.NONE
    deck_cases: tuple[str, ...] | None = None
    deck_native: bool = True

    @property
    def format(self) -> ExportFormat:
        """The format chosen for the purpose, else the first that it can have."""
        return dict(self.formats).get(self.purpose, FORMATS[self.purpose][0])

    def with_format(self, chosen: ExportFormat) -> "Studio":
        """Choose a format for the purpose; those chosen for others stay."""
        formats = dict(self.formats) | {self.purpose: chosen}
        return replace(self, formats=tuple(sorted(formats.items())))

    def with_design(self, **changes: object) -> "Studio":
        """Change parts of the design."""
        return replace(self, design=replace(self.design, **changes))  # type: ignore[arg-type]

    def selection(self, shown: MapSelection) -> MapSelection:
        """Give what is exported of what the page shows: the same, in the export's language."""
        selection = replace(shown, language=self.language or shown.language)
        if self.purpose is Purpose.FILM and self.film_cumulative is not None:
            selection = replace(selection, is_cumulative=self.film_cumulative)
        return selection

    def cases(self, shown: MapSelection) -> tuple[str, ...]:
        """Give the cases that a deck has a slide for."""
        return shown.cases if self.deck_cases is None else self.deck_cases

    def request(
        self, shown: MapSelection, extent: Extent | None, *, made_on: date
    ) -> ExportRequest:
        """
        Ask for the export that the dialog describes.

        Parameters
        ----------
        shown
            What the page shows.
        extent
            What its map shows; None fits the events.
        made_on
            The day to print.
        """
        has_size = self.format is ExportFormat.PNG
        unit = self.unit if has_size else SizeUnit.PAGE
        return ExportRequest(
            selection=self.selection(shown),
            format=self.format,
            design=self._design_of_purpose(),
            extent=extent,
            zoom=None if shown.view is None else shown.view.zoom,
            width_px=self.width_px if unit is SizeUnit.PIXELS else None,
            width_mm=self.width_mm if unit is SizeUnit.MILLIMETRES else None,
            dpi=self.dpi if has_size and unit is not SizeUnit.PIXELS else None,
            film=self.film,
            made_on=made_on,
        )

    def _design_of_purpose(self) -> PageDesign:
        """Leave out of the design what the purpose has no place for: it stays chosen for others."""
        if self.purpose in {Purpose.PAGE, Purpose.ROWS}:
            return replace(self.design, paper=PaperName.WIDE)
        if self.purpose in {Purpose.DECK, Purpose.FILM}:
            return replace(self.design, furniture=self.design.furniture - STRIPS)
        return self.design

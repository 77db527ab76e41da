"""A briefing in one go: the map, its chart and main events, cases, countries or months, sources."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.rights import keep_back
from sahel_geo.cartography.cards.cases import CaseCards
from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.composition.extras import compose_chart, compose_table
from sahel_geo.cartography.document import MapDocument
from sahel_geo.cartography.extras import Extras
from sahel_geo.cartography.figure import draw
from sahel_geo.cartography.figure.layout import lay_out
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.plan import PagePlan, dress, plan_page
from sahel_geo.cartography.figure.saving import save_pdf_pages
from sahel_geo.cartography.figure.textpage import TextPage, draw_text_page
from sahel_geo.export.deckpages import (
    plan_case_page,
    plan_chart_page,
    plan_sources_page,
    story_of,
)
from sahel_geo.export.deckplan import DeckPage, DeckRequest, PageKind, plan_deck
from sahel_geo.export.deckstamp import deck_stamp
from sahel_geo.export.image import Snapshot, words_of
from sahel_geo.export.request import (
    Progress,
    check_request,
    compose_document,
    file_stem,
    page_of_request,
)
from sahel_geo.export.slidebase import SharedGround
from sahel_geo.export.slidefile import PPTX, Properties, Slide, write_slides
from sahel_geo.export.slides import locale_of, slide_of, slide_size, text_slide_of
from sahel_geo.export.stamp import write_stamp
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.design import PageDesign
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat, Furniture

PDF = "application/pdf"
TABLE_ROWS = 9


def export_deck(
    dataset: Dataset, deck: DeckRequest, *, progress: Progress | None = None
) -> Snapshot:
    """
    Make a deck.

    Parameters
    ----------
    dataset
        Everything there is, with open cases as they may be shown.
    deck
        What is asked for; the format of its request is PPTX or PDF.
    progress
        Is told the share of the pages that are made; what it raises stops the work and leaves
        nothing behind.

    Returns
    -------
    file
        With its stamp inside; the same request of the same data gives the same bytes.

    Raises
    ------
    SahelGeoError
        As `plan_deck` and `request.check_request` say.
    """
    check_request(deck.request)
    pages = plan_deck(dataset, deck)
    maker = _DeckMaker(dataset, deck, pages)
    tell = progress or _tell_nobody
    tell(0.0)
    name = f"{file_stem(dataset, deck.request.selection)}_deck"
    stamp = write_stamp(deck_stamp(dataset, deck))
    if deck.request.format is ExportFormat.PDF:
        content, kind, ending = maker.to_pdf(stamp, tell), PDF, "pdf"
    else:
        content, kind, ending = maker.to_pptx(stamp, tell), PPTX, "pptx"
    tell(1.0)
    return Snapshot(content, kind, f"{name}.{ending}")


def plan_pages(dataset: Dataset, deck: DeckRequest) -> Iterator[PagePlan | TextPage]:
    """Compose the pages of a deck one after the other, everything on them in its place."""
    pages = plan_deck(dataset, deck)
    maker = _DeckMaker(dataset, deck, pages)
    return (maker.plan(page) for page in pages)


def _tell_nobody(_share: float) -> None:
    """Take no notice of how far the work is."""


@dataclass(frozen=True, eq=False)
class _Parts:
    """The maps of countries or months, and the box on the page that they share."""

    documents: Mapping[DeckPage, MapDocument]
    box: Box


class _DeckMaker:
    """Composes the pages of one deck; all maps of its parts have one scale."""

    def __init__(self, dataset: Dataset, deck: DeckRequest, pages: tuple[DeckPage, ...]) -> None:
        self._dataset, self._deck, self._pages = dataset, deck, pages
        request = deck.request
        self._design, self._page = request.design, page_of_request(request)
        self._translator = Translator(request.selection.language, dataset.terms)
        self._overview = compose_document(dataset, request, self._translator)
        self._shared = SharedGround()

    def to_pptx(self, stamp: str, tell: Progress) -> bytes:
        slides = []
        for number, page in enumerate(self._pages, 1):
            slides.append(self._slide(page))
            tell(number / (len(self._pages) + 1))
        texts = dress(self._overview, self._design).texts
        properties = Properties(
            title=texts.title,
            subject=texts.subtitle,
            author=self._design.organisation,
            language=locale_of(self._translator),
            made_on=self._deck.request.made_on,
            stamp=stamp,
        )
        return write_slides(slides, slide_size(self._page, self._design.paper), properties)

    def to_pdf(self, stamp: str, tell: Progress) -> bytes:
        def figures() -> Iterator[Any]:
            for number, page in enumerate(self._pages):
                tell(number / (len(self._pages) + 1))
                plan = self.plan(page)
                yield draw(plan) if isinstance(plan, PagePlan) else draw_text_page(plan)

        with BytesIO() as file:
            words = words_of(dress(self._overview, self._design), stamp)
            save_pdf_pages(figures(), file, words)
            return file.getvalue()

    def _slide(self, page: DeckPage) -> Slide:
        plan = self.plan(page)
        if isinstance(plan, PagePlan):
            return slide_of(plan, native=self._deck.native, shared=self._shared)
        notes = f"{page.title}\n{self._notes}"
        return text_slide_of(plan, self._design.paper, self._translator, notes)

    @property
    def _notes(self) -> str:
        texts = self._overview.texts
        return f"{texts.subtitle}\n{texts.counts}\n{texts.data_date}\n{texts.made_on}"

    def plan(self, page: DeckPage) -> PagePlan | TextPage:
        """Compose a page and give everything on it its place."""
        composers: dict[PageKind, Callable[[DeckPage], PagePlan | TextPage]] = {
            PageKind.OVERVIEW: self._plan_overview,
            PageKind.CHART: self._plan_chart,
            PageKind.CASE: self._plan_case,
            PageKind.PART: self._plan_part,
            PageKind.SOURCES: self._plan_sources,
        }
        return composers[page.kind](page)

    def _plan_overview(self, _page: DeckPage) -> PagePlan:
        return plan_page(self._overview, self._page, self._translator, self._map_design)

    @property
    def _map_design(self) -> PageDesign:
        """The design without chart and table, which have a page of their own."""
        kept = self._design.furniture - {Furniture.CHART, Furniture.TABLE}
        return replace(self._design, furniture=kept)

    def _plan_chart(self, page: DeckPage) -> TextPage:
        shown = filter_dataset(self._dataset, page.selection)
        extras = Extras(
            compose_chart(shown, page.selection, self._translator),
            compose_table(shown, self._translator, most_rows=TABLE_ROWS),
        )
        return plan_chart_page(self._overview, extras, self._design, self._page, self._translator)

    def _plan_case(self, page: DeckPage) -> PagePlan:
        document = self._compose(page.selection)
        shown = filter_dataset(self._dataset, page.selection)
        card = CaseCards(shown, self._translator).case(f"case:{page.case_id}", page.case_id)
        assert card is not None
        story = story_of(card, self._translator)
        # the days and counts of a selection say less here than those of the case itself
        texts = replace(document.texts, title=page.title, subtitle=story.days, counts="")
        document = replace(document, texts=texts)
        return plan_case_page(document, self._translator, self._design, self._page, story)

    def _plan_part(self, page: DeckPage) -> PagePlan:
        parts = self._parts
        document = parts.documents[page]
        design = self._design_of_part(page)
        return plan_page(document, self._page, self._translator, design, map_box=parts.box)

    def _design_of_part(self, page: DeckPage) -> PageDesign:
        return replace(self._map_design, title=page.title, subtitle=None)

    @cached_property
    def _parts(self) -> "_Parts":
        """Compose the parts, and find the box that the maps of all of them have room for."""
        pages = [page for page in self._pages if page.kind is PageKind.PART]
        documents = {page: self._compose_part(page) for page in pages}
        boxes = [self._room_of(page, document) for page, document in documents.items()]
        box = Box(
            max(box.left for box in boxes),
            max(box.top for box in boxes),
            min(box.right for box in boxes),
            min(box.bottom for box in boxes),
        )
        return _Parts(documents, box)

    def _room_of(self, page: DeckPage, document: MapDocument) -> Box:
        design = self._design_of_part(page)
        return lay_out(dress(document, design), self._page, self._translator, design).map_box

    def _compose_part(self, page: DeckPage) -> MapDocument:
        request = self._deck.request
        return compose_map(
            self._dataset,
            page.selection,
            self._translator,
            extent=self._overview.extent,
            zoom=request.zoom,
            made_on=request.made_on,
        )

    def _compose(self, selection: MapSelection) -> MapDocument:
        made_on: date = self._deck.request.made_on
        return compose_map(self._dataset, selection, self._translator, made_on=made_on)

    def _plan_sources(self, page: DeckPage) -> TextPage:
        shown = filter_dataset(self._dataset, page.selection)
        shown = keep_back(shown)
        return plan_sources_page(self._overview, shown, self._design, self._page, self._translator)

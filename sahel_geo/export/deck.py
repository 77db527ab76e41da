"""A briefing in one go: the map, its chart and main events, cases, countries or months, sources."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Any

import pandas as pd

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import incidents_of
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
from sahel_geo.export.image import Snapshot, words_of
from sahel_geo.export.request import (
    ExportRequest,
    Progress,
    check_request,
    compose_document,
    file_stem,
    page_of_request,
    request_of,
    stamp_of,
)
from sahel_geo.export.slidefile import PPTX, Properties, Slide, write_slides
from sahel_geo.export.slidemap import SharedGround
from sahel_geo.export.slides import locale_of, slide_of, slide_size, text_slide_of
from sahel_geo.export.stamp import Stamp, write_stamp
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.design import PageDesign
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.period import Period
from sahel_geo.model.selection import DroppedChoice, MapSelection
from sahel_geo.model.vocabulary import ExportFormat, Furniture, LayerName

PDF = "application/pdf"
MOST_PAGES = 60
"""Pages of a deck; more would be made for minutes and read by no one."""
TABLE_ROWS = 9
CASE_LAYERS_LEFT_OUT = frozenset({LayerName.INCIDENTS})
"""What the map of a case leaves out: other incidents would hide its path."""


class DeckParts(StrEnum):
    """What a deck has a slide for, besides its cases."""

    NONE = "none"
    COUNTRY = "country"
    MONTH = "month"


class PageKind(StrEnum):
    """What a page of a deck shows."""

    OVERVIEW = "overview"
    CHART = "chart"
    CASE = "case"
    PART = "part"
    SOURCES = "sources"


@dataclass(frozen=True)
class DeckRequest:
    """
    What is asked for: an export (PPTX or PDF) of which a deck is made.

    `cases` have a page each, in this order. `native` is for PPTX: maps of shapes, else pictures.
    """

    request: ExportRequest
    cases: tuple[str, ...] = ()
    by: DeckParts = DeckParts.NONE
    native: bool = True


@dataclass(frozen=True)
class DeckPage:
    """A page of a deck, before it is composed."""

    kind: PageKind
    title: str
    selection: MapSelection
    case_id: str = ""


def plan_deck(dataset: Dataset, deck: DeckRequest) -> tuple[DeckPage, ...]:
    """
    Say which pages a deck has.

    Parameters
    ----------
    dataset
        Everything there is.
    deck
        What is asked for.

    Returns
    -------
    pages
        Overview, chart with the main events, a page for each case that the data have, for each
        country or month with an incident among those chosen, and the sources. Without incidents
        there is no chart.

    Raises
    ------
    SahelGeoError
        `deck_too_long` for more than `MOST_PAGES`; `flows_have_no_deck` for a map of movements
        added up.
    """
    selection = deck.request.selection
    if selection.flows is not None:
        rule = "flows_have_no_deck"
        raise SahelGeoError(rule)
    translator = Translator(selection.language, dataset.terms)
    shown = filter_dataset(dataset, selection)
    incidents = incidents_of(shown.events)
    pages = [DeckPage(PageKind.OVERVIEW, "", selection)]
    if len(incidents):
        title = translator.text("slides.deck.chart")
        pages.append(DeckPage(PageKind.CHART, title, selection))
    for case_id in dict.fromkeys(deck.cases):
        case = dataset.case(case_id)
        if case is not None:
            name = translator.data_text(case, "name").text
            pages.append(DeckPage(PageKind.CASE, name, _choose_case(selection, case_id), case_id))
    if deck.by is DeckParts.COUNTRY:
        pages += _country_pages(incidents, selection, translator)
    elif deck.by is DeckParts.MONTH:
        pages += _month_pages(incidents, selection, selection.days(dataset.period), translator)
    pages.append(DeckPage(PageKind.SOURCES, translator.text("slides.deck.sources"), selection))
    if len(pages) > MOST_PAGES:
        rule = "deck_too_long"
        raise SahelGeoError(rule, most=MOST_PAGES, got=len(pages))
    return tuple(pages)


def _choose_case(selection: MapSelection, case_id: str) -> MapSelection:
    """Choose a case alone, at all times: its path is told whole."""
    layers = selection.layers - CASE_LAYERS_LEFT_OUT | {LayerName.PATHS}
    return MapSelection(
        language=selection.language, cases=(case_id,), layers=layers,
        sites_by_year=selection.sites_by_year,
    )  # fmt: skip


def _country_pages(
    incidents: pd.DataFrame, selection: MapSelection, translator: Translator
) -> Iterator[DeckPage]:
    """Give a page for each country, those of most incidents first."""
    counts = incidents["country"].value_counts()
    for code in sorted(counts.index, key=lambda code: (-counts[code], code)):
        name = translator.term("country", code)
        yield DeckPage(PageKind.PART, name, replace(selection, countries=(code,)))


def _month_pages(
    incidents: pd.DataFrame, selection: MapSelection, days: Period, translator: Translator
) -> Iterator[DeckPage]:
    """Give a page for each month in which an incident may have begun."""
    earliest = pd.Timestamp(days.start)
    first = incidents["first_day"].where(incidents["first_day"] >= earliest, earliest)
    for month in sorted(set(first.dt.to_period("M"))):
        whole = Period(month.start_time.date(), month.end_time.date())
        window = whole.cut(days)
        if window is not None:
            name = translator.month(window.start)
            yield DeckPage(PageKind.PART, name, replace(selection, window=window))


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


def deck_stamp(dataset: Dataset, deck: DeckRequest) -> Stamp:
    """Give the stamp of a deck: that of its request, and what its pages are."""
    options = {
        "deck_cases": list(deck.cases),
        "deck_by": [deck.by.value],
        "deck_native": ["1" if deck.native else "0"],
    }
    return replace(stamp_of(dataset, deck.request), options=options)


def is_deck(stamp: Stamp) -> bool:
    """Tell whether a stamp is that of a deck."""
    return "deck_by" in stamp.options


def deck_of(stamp: Stamp, dataset: Dataset) -> tuple[DeckRequest, tuple[DroppedChoice, ...]]:
    """
    Give the deck that a stamp tells of.

    Returns
    -------
    deck, dropped
        What to export, and the choices that the data do not know.

    Raises
    ------
    SahelGeoError
        `bad_stamp` for parts that are none.
    """
    request, dropped = request_of(replace(stamp, options={}), dataset)
    options = stamp.options
    try:
        by = DeckParts(*options.get("deck_by", ["none"]))
    except (ValueError, TypeError) as error:
        rule = "bad_stamp"
        raise SahelGeoError(rule, name="deck_by", got=str(options["deck_by"])[:40]) from error
    native = list(options.get("deck_native", ["1"])) != ["0"]
    return DeckRequest(request, tuple(options.get("deck_cases", ())), by, native=native), dropped


class _DeckMaker:
    """Composes the pages of one deck; all maps of its parts have one scale."""

    def __init__(self, dataset: Dataset, deck: DeckRequest, pages: tuple[DeckPage, ...]) -> None:
        self._dataset, self._deck, self._pages = dataset, deck, pages
        request = deck.request
        self._design, self._page = request.design, page_of_request(request)
        self._translator = Translator(request.selection.language, dataset.terms)
        self._overview = compose_document(dataset, request, self._translator)
        self._part_box: Box | None = None
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
        design = replace(self._map_design, title=page.title, subtitle=None)
        document = self._compose_part(page)
        return plan_page(
            document, self._page, self._translator, design, map_box=self._box_of_parts()
        )

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

    def _box_of_parts(self) -> Box:
        """Give the box that the maps of all parts have room for, so that they have one scale."""
        if self._part_box is None:
            boxes = [self._room_of(page) for page in self._pages if page.kind is PageKind.PART]
            self._part_box = Box(
                max(box.left for box in boxes),
                max(box.top for box in boxes),
                min(box.right for box in boxes),
                min(box.bottom for box in boxes),
            )
        return self._part_box

    def _room_of(self, page: DeckPage) -> Box:
        design = replace(self._map_design, title=page.title, subtitle=None)
        document = dress(self._compose_part(page), design)
        return lay_out(document, self._page, self._translator, design).map_box

    def _plan_sources(self, page: DeckPage) -> TextPage:
        shown = filter_dataset(self._dataset, page.selection)
        return plan_sources_page(self._overview, shown, self._design, self._page, self._translator)

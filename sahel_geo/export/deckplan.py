"""Which pages a deck has: the map, its chart, cases, countries or months, sources."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import incidents_of
from sahel_geo.export.request import ExportRequest
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import DeckParts, LayerName

MOST_PAGES = 60
"""Pages of a deck; more would be made for minutes and read by no one."""
CASE_LAYERS_LEFT_OUT = frozenset({LayerName.INCIDENTS})
"""What the map of a case leaves out: other incidents would hide its path."""


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

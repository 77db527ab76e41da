"""Compose what may stand below an exported map: incidents over time, and the main events."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from sahel_geo.analysis.eventseries import count_by_bin
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.rights import count_kept_back, keep_back
from sahel_geo.analysis.summary import incidents_of
from sahel_geo.analysis.timebins import Days, TimeUnit, bin_edges, choose_unit
from sahel_geo.cartography.cards import date_words
from sahel_geo.cartography.composition.incidents import place_words
from sahel_geo.cartography.extras import ChartBar, ChartStrip, EventTable, Extras
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.design import PageDesign
from sahel_geo.model.period import Period, TimeCertainty
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import EventType, Furniture, GeoPrecision

MOST_BARS = 130
"""Bars of the strip at most: narrower ones are hair lines in print."""
MOST_ROWS = 5
SHORT_YEARS = 40
"""Of more years than this only each fifth or tenth is marked."""
MONTHS_MARKED_DAYS = 500
"""A period of so many days has its months marked, a longer one its years."""
DAYS_MARKED_DAYS = 45


def compose_extras(
    dataset: Dataset, selection: MapSelection, translator: Translator, design: PageDesign
) -> Extras:
    """
    Compose chart and table as far as a design has them.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        What the reader chose; both show its incidents, the chart over the days that are shown.
    translator
        The language of the words.
    design
        Its furniture says what is wanted.

    Returns
    -------
    extras
        None for what is switched off; also for a table without rows, and for both on a map of
        movements added up, which stands alone.
    """
    wanted = design.furniture & {Furniture.CHART, Furniture.TABLE}
    if not wanted or selection.flows is not None:
        return Extras()
    shown = filter_dataset(dataset, selection)
    return Extras(
        chart=compose_chart(shown, selection, translator) if Furniture.CHART in wanted else None,
        table=compose_table(shown, translator) if Furniture.TABLE in wanted else None,
    )


def compose_chart(shown: Dataset, selection: MapSelection, translator: Translator) -> ChartStrip:
    """
    Count the incidents shown by units of the calendar.

    Parameters
    ----------
    shown
        `filter_dataset(dataset, selection)`.

    Returns
    -------
    chart
        Bars of the days that the selection shows, cut as the timeline cuts them, only coarser
        where bars would be hair lines. An incident stands solid where it certainly happened, and
        hatched wherever it may have.
    """
    period = selection.days(shown.period)
    unit = choose_unit(period, most_bars=MOST_BARS)
    edges = bin_edges(period, most_bars=MOST_BARS)
    counts = count_by_bin(shown.events, edges, "event_type", tuple(EventType))
    kinds = tuple(kind for kind in EventType if (counts["code"] == kind).any())
    tables = {
        certainty: _table_of(counts.loc[counts["certainty"] == certainty], kinds, len(edges) - 1)
        for certainty in (TimeCertainty.CERTAIN, TimeCertainty.POSSIBLE)
    }
    certain, possible = tables[TimeCertainty.CERTAIN], tables[TimeCertainty.POSSIBLE]
    bars = tuple(
        ChartBar(tuple(map(int, solid)), tuple(map(int, hatched)))
        for solid, hatched in zip(certain, possible, strict=True)
    )
    top = max((bar.height for bar in bars), default=0)
    title = translator.text(f"design.chart.{unit}")
    if possible.any():
        title = translator.text("design.chart.with_possible", title=title)
    return ChartStrip(
        title=title,
        kinds=kinds,
        bars=bars,
        edges=tuple(float(share) for share in _shares(edges, period)),
        marks=tuple(_marks(period, unit, translator)),
        top=top,
        top_words=translator.number(top) if top else "",
    )


def _table_of(counts: pd.DataFrame, kinds: tuple[EventType, ...], bars: int) -> Any:
    """Spread counts over bars (rows) and kinds (columns)."""
    table = np.zeros((bars, len(kinds)), dtype=int)
    columns = counts["code"].map({str(kind): number for number, kind in enumerate(kinds)})
    table[counts["bin"].to_numpy(), columns.to_numpy(dtype=int)] = counts["count"].to_numpy()
    return table


def _shares(days: Days, period: Period) -> Any:
    """Give days as shares of a period, whose end is the day after its last."""
    start = np.datetime64(period.start, "D")
    return (days - start).astype("int64") / period.days


def _marks(period: Period, unit: TimeUnit, translator: Translator) -> Iterator[tuple[float, str]]:
    """Mark where years begin; in a short period its months or single days."""
    if unit is TimeUnit.DAY and period.days <= DAYS_MARKED_DAYS:
        for number in range(0, period.days, 7):
            day = period.start + timedelta(days=number)
            yield number / period.days, translator.day(day)
        return
    if period.days <= MONTHS_MARKED_DAYS:
        month = period.start.replace(day=1)
        while month <= period.end:
            start = max(month, period.start)
            yield (start - period.start).days / period.days, translator.month(month)
            month = (month + timedelta(days=32)).replace(day=1)
        return
    years = period.end.year - period.start.year
    step = 1 if years <= SHORT_YEARS else 10
    for year in range(period.start.year, period.end.year + 1):
        first = date(year, 1, 1)
        if year % step == 0 and first >= period.start:
            yield (first - period.start).days / period.days, str(year)


def compose_table(
    shown: Dataset, translator: Translator, *, most_rows: int = MOST_ROWS
) -> EventTable | None:
    """
    List the incidents with most deaths known; of as many deaths the later one first.

    Returns
    -------
    table
        Day, place, what happened and deaths, in the reader's language; None if there are none.
        An incident without a number of deaths stands after those with one, marked with a dash.
        Where no deaths are known at all, the table is one of the latest incidents, and says so.
    """
    kept_back = count_kept_back(shown)
    incidents = incidents_of(keep_back(shown).events)
    is_told = bool((incidents["fatalities"].fillna(0) > 0).any())
    certain = incidents["time_certainty"] == TimeCertainty.CERTAIN
    order = incidents.assign(is_certain=certain).sort_values(
        ["is_certain", "fatalities", "event_date", "event_id"],
        ascending=[False, False, False, True],
        na_position="last",
        kind="stable",
    )
    rows = tuple(_row(row, translator) for row in order.head(most_rows).to_dict("records"))
    if not rows:
        return None
    title = translator.text("design.table.title" if is_told else "design.table.latest")
    if kept_back:
        names = translator.listing([info.name for info in kept_back])
        title = f"{title}. {translator.text('sets.not_listed', names=names)}"
    return EventTable(
        title=title,
        headings=tuple(
            translator.text(f"design.table.{name}") for name in ("day", "place", "event", "deaths")
        ),
        rows=rows,
    )


def _row(row: dict[Any, Any], translator: Translator) -> tuple[str, ...]:
    deaths = row["fatalities"]
    return (
        date_words(row, translator),
        _place(row, translator),
        translator.data_text(row, "title").text,
        translator.text("design.table.unknown") if pd.isna(deaths) else translator.number(deaths),
    )


def _place(row: dict[Any, Any], translator: Translator) -> str:
    """Write place and country; of a place that is not disclosed only the country."""
    country = translator.term("country", row["country"])
    if row["geo_precision"] == GeoPrecision.UNDISCLOSED:
        return country
    place = place_words(row, translator).text
    return translator.text("design.table.at", place=place, country=country) if place else country

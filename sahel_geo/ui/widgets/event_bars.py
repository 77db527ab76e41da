"""A chart of incidents counted over time: stacked bars by kind of event or by country."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.analysis.eventseries import (
    OTHER,
    CodedIncidents,
    Counts,
    code_incidents,
    count_grid,
)
from sahel_geo.analysis.timebins import Days, TimeUnit
from sahel_geo.cartography import symbology
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.period import Period, TimeCertainty
from sahel_geo.model.vocabulary import EventType
from sahel_geo.ui.widgets.chart_axis import (
    ChartOfRows,
    DaysAxis,
    brush,
    chart_edges,
    chart_unit,
    days_axis,
    encode_days,
    span_ms,
    to_milliseconds,
    write_spec,
)

BARS_PX = 260
EDGE_PX = 0.8
"""Outline of what is only possible."""

ON_CANVAS = {"embedOptions": {"renderer": "canvas"}}
"""Hundreds of parts of bars as elements of the page would make every step of the period wait."""

HINTS = ("days", "kind", "incidents")
"""Columns of words that a hint shows."""

CERTAIN_OPACITY, POSSIBLE_OPACITY = 0.95, 0.35


@dataclass(frozen=True)
class Kind:
    """What is told apart: a code, its word and its colour."""

    code: str
    word: str
    color: str


@dataclass(frozen=True)
class BarsLook:
    """All of the chart but its rows."""

    kinds: tuple[Kind, ...]
    axis: DaysAxis
    incidents: str
    """The word beside the axis of counts."""
    hints: tuple[tuple[str, str], ...]
    """Columns of the hint, and their headings."""


def build_bars(
    events: pd.DataFrame, period: Period, window: Period, by: str, translator: Translator
) -> ChartOfRows:
    """
    Build the chart.

    Parameters
    ----------
    events
        Events of the whole period; its incidents are counted.
    period
        The time axis, first and last day included.
    window
        The days that stand out; what lies outside is pale.
    by
        `event_type` or `country`.
    translator
        The language of legend and hints.

    Returns
    -------
    chart
        Bars from the first day to the end of the last day of a bin, certain ones below.
    """
    coded = code_incidents(events, by)
    kinds = list_kinds(coded, by, translator)
    look = BarsLook(
        tuple(kinds),
        days_axis(period, by_rows=True),
        translator.text("chart.incidents"),
        tuple((name, translator.text(f"chart.{name}")) for name in HINTS),
    )
    return ChartOfRows(stack_bars(coded, period, window, kinds, translator), _write_bars(look))


@lru_cache(maxsize=64)
def _write_bars(look: BarsLook) -> dict[str, Any]:
    """Write the chart without its rows: most steps of the period need the one before again."""
    words = [kind.word for kind in look.kinds]
    colors = alt.Scale(domain=words, range=[kind.color for kind in look.kinds])
    legend = alt.Legend(orient="top", columns=4, labelLimit=240, symbolStrokeWidth=0)
    chart = (
        alt.Chart()
        .mark_rect(strokeWidth=EDGE_PX)
        .encode(
            x=encode_days("start", look.axis),
            x2="end",
            y=alt.Y(
                "low:Q",
                title=look.incidents,
                axis=alt.Axis(format="d", tickMinStep=1, labelColor=symbology.QUIET_INK),
                scale=alt.Scale(domainMin=0, nice=True),
            ),
            y2="high",
            color=alt.Color("kind:N", title=None, scale=colors, legend=legend),
            stroke=alt.Stroke("kind:N", title=None, scale=colors, legend=None),
            fillOpacity=alt.FillOpacity("fill:Q", scale=None, legend=None),
            strokeOpacity=alt.StrokeOpacity("edge:Q", scale=None, legend=None),
            tooltip=[alt.Tooltip(f"{name}:N", title=heading) for name, heading in look.hints],
        )
        .add_params(brush())
        .properties(height=BARS_PX, usermeta=ON_CANVAS)
    )
    return write_spec(chart)


def list_kinds(coded: CodedIncidents, by: str, translator: Translator) -> list[Kind]:
    """
    List what is told apart: all types of event there are, or the countries with most incidents.

    Parameters
    ----------
    coded
        Incidents of the whole period, coded by the same column.
    by
        `event_type` or `country`.
    translator
        The language of the words.

    Returns
    -------
    kinds
        In the order of the stack, from the bottom; the last may be all other countries.
    """
    counts = coded.totals
    if by == "event_type":
        return [
            Kind(kind.value, translator.term(by, kind), symbology.EVENT_COLORS[kind])
            for kind in EventType
            if kind in counts
        ]
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    most = ranked[: len(symbology.COUNTRY_COLORS)]
    colors = color_countries(most)
    kinds = [Kind(code, translator.term(by, code), colors[code]) for code in most]
    if len(ranked) > len(most):
        word = translator.text("chart.other_countries")
        kinds.append(Kind(OTHER, word, symbology.OTHER_COUNTRIES_COLOR))
    return kinds


def color_countries(codes: Sequence[str]) -> dict[str, str]:
    """
    Give each of a few countries a colour of its own, the same one in most charts.

    Parameters
    ----------
    codes
        As many as there are colours, at most.

    Returns
    -------
    colors
        By code. A country has the colour kept for it, and one that has none kept takes one whose
        country is not among `codes`.
    """
    kept = dict(zip(symbology.COLORED_COUNTRIES, symbology.COUNTRY_COLORS, strict=True))
    free = [color for code, color in kept.items() if code not in codes]
    others = dict(zip([code for code in codes if code not in kept], free, strict=False))
    return {code: kept.get(code) or others[code] for code in codes}


def stack_bars(
    coded: CodedIncidents,
    period: Period,
    window: Period,
    kinds: Sequence[Kind],
    translator: Translator,
) -> pd.DataFrame:
    """
    Count the incidents of each bin and pile the counts up; a bin that the window cuts is cut.

    Parameters
    ----------
    coded
        Incidents of the whole period, coded by what is told apart.
    period, window, translator
        As for `build_bars`.
    kinds
        What is told apart, from the bottom of the stack.

    Returns
    -------
    bars
        `start` and `end` in milliseconds since 1970 (UTC), `low` and `high` in incidents, `fill`
        and `edge` as opacities, and the words `days`, `kind` and `incidents` of the hint, each
        sent once. The last row is no bar: it has no height and spans the period, for the axis.
    """
    edges = chart_edges(period)
    codes = tuple(kind.code for kind in kinds if kind.code != OTHER)
    piles = _pile_up(count_grid(coded, edges, codes))
    parts = _cut_bins(edges, window)
    rows, part = np.nonzero(piles.bins[:, np.newaxis] == parts.bins)  # each count in its parts
    strength = np.where(parts.are_inside[part], 1.0, symbology.FAINT_OPACITY)
    possible = piles.are_possible[rows]
    start, end = span_ms(period)
    words = {kind.code: kind.word for kind in kinds}
    kind_words = [words.get(code, "") for code in (*codes, OTHER)]
    return pd.DataFrame(
        {
            "low": np.append(piles.low[rows], 0),
            "high": np.append(piles.high[rows], 0),
            "days": _word_once(_day_words(edges, chart_unit(period), translator), piles.bins[rows]),
            "kind": _word_once(kind_words, piles.kinds[rows]),
            "incidents": _word_once(_count_words(piles, translator), rows),
            "start": np.append(parts.starts[part], start),
            "end": np.append(parts.ends[part], end),
            "fill": np.append(
                np.where(possible, POSSIBLE_OPACITY, CERTAIN_OPACITY) * strength, 0.0
            ),
            "edge": np.append(np.where(possible, strength, 0.0), 0.0),
        }
    )


@dataclass(frozen=True, eq=False)
class _Piles:
    """Counts on top of each other in their bins, from the bottom; arrays of one length."""

    bins: npt.NDArray[np.intp]
    kinds: npt.NDArray[np.intp]
    are_possible: npt.NDArray[np.bool_]
    low: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]


def _pile_up(counts: Counts) -> _Piles:
    """Pile counts (bins, kinds, certain and possible) up, certain below possible."""
    # what is sure is read from the axis
    stack = counts.transpose(0, 2, 1)
    tops = stack.reshape(len(stack), -1).cumsum(axis=1).reshape(stack.shape)
    bins, sorts, kinds = np.nonzero(stack)
    high = tops[bins, sorts, kinds]
    return _Piles(bins, kinds, sorts == 1, high - stack[bins, sorts, kinds], high)


@dataclass(frozen=True, eq=False)
class _Parts:
    """Bins, cut where the window begins and ends; times in milliseconds since 1970 (UTC)."""

    bins: npt.NDArray[np.intp]
    starts: npt.NDArray[np.float64]
    ends: npt.NDArray[np.float64]
    are_inside: npt.NDArray[np.bool_]


def _cut_bins(edges: Days, window: Period) -> _Parts:
    """Cut the bins where the window begins and ends, and tell which parts are inside it."""
    inside = np.array([window.start, window.end + timedelta(days=1)], dtype="datetime64[D]")
    cuts = np.union1d(edges, inside[(inside > edges[0]) & (inside < edges[-1])])
    starts = cuts[:-1]
    return _Parts(
        np.searchsorted(edges, starts, side="right") - 1,
        to_milliseconds(starts),
        to_milliseconds(cuts[1:]),
        (starts >= inside[0]) & (starts < inside[1]),
    )


def _word_once(words: Sequence[str], numbers: npt.NDArray[np.intp]) -> pd.Categorical:
    """Say in each row one of a few words, by its number, and none in the last row of bars."""
    places = {word: place for place, word in enumerate(dict.fromkeys(words))}
    codes = np.array([places[word] for word in words], dtype=np.intp)[numbers]
    return pd.Categorical.from_codes(np.append(codes, -1), pd.Index([*places], dtype=object))


def _count_words(piles: _Piles, translator: Translator) -> list[str]:
    """Write each count in words; most numbers come many times, and writing one takes its time."""
    counts = (piles.high - piles.low).tolist()
    pairs = list(zip(piles.are_possible.tolist(), counts, strict=True))
    words = {
        (possible, count): translator.count(
            f"timeline.{TimeCertainty.POSSIBLE if possible else TimeCertainty.CERTAIN}", count
        )
        for possible, count in set(pairs)
    }
    return [words[pair] for pair in pairs]


def _day_words(edges: Days, unit: TimeUnit, translator: Translator) -> list[str]:
    days: list[date] = [edge.item() for edge in edges]
    if unit is TimeUnit.MONTH:
        return [translator.month(day) for day in days[:-1]]
    return [translator.days(first, after - timedelta(days=1)) for first, after in pairwise(days)]

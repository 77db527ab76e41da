"""A chart of incidents counted over time: stacked bars by kind of event or by country."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from sahel_geo.analysis.eventseries import OTHER, count_by_bin
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
    kinds = list_kinds(events, by, translator)
    look = BarsLook(
        tuple(kinds),
        days_axis(period, by_rows=True),
        translator.text("chart.incidents"),
        tuple((name, translator.text(f"chart.{name}")) for name in HINTS),
    )
    bars = stack_bars(events, period, window, by, kinds, translator)
    return ChartOfRows(_span_axis(bars, period), _write_bars(look))


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


def list_kinds(events: pd.DataFrame, by: str, translator: Translator) -> list[Kind]:
    """
    List what is told apart: all types of event there are, or the countries with most incidents.

    Parameters
    ----------
    events
        Events of the whole period.
    by
        `event_type` or `country`.
    translator
        The language of the words.

    Returns
    -------
    kinds
        In the order of the stack, from the bottom; the last may be all other countries.
    """
    counts = events.loc[events["is_incident"], by].value_counts()
    if by == "event_type":
        return [
            Kind(kind.value, translator.term(by, kind), symbology.EVENT_COLORS[kind])
            for kind in EventType
            if kind in counts.index
        ]
    ranked = sorted(counts.index, key=lambda code: (-counts[code], code))
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
    events: pd.DataFrame,
    period: Period,
    window: Period,
    by: str,
    kinds: list[Kind],
    translator: Translator,
) -> pd.DataFrame:
    """
    Count the incidents of each bin and pile the counts up; a bin that the window cuts is cut.

    Returns
    -------
    bars
        `start` and `end` in milliseconds since 1970 (UTC), `low` and `high` in incidents, `fill`
        and `edge` as opacities, and the words `days`, `kind` and `incidents` of the hint.
    """
    edges = chart_edges(period)
    codes = tuple(kind.code for kind in kinds if kind.code != OTHER)
    counts = count_by_bin(events, edges, by, codes)
    certain = counts["certainty"] == TimeCertainty.CERTAIN
    # certain below possible, so that what is sure is read from the axis
    counts = counts.assign(is_possible=~certain).sort_values(["bin", "is_possible"], kind="stable")
    high = counts.groupby("bin")["count"].cumsum()
    words = {kind.code: kind.word for kind in kinds}
    hints = _day_words(edges, chart_unit(period), translator)
    bars = pd.DataFrame(
        {
            "bin": counts["bin"],
            "certainty": counts["certainty"],
            "low": high - counts["count"],
            "high": high,
            "days": np.array(hints, dtype=object)[counts["bin"]],
            "kind": counts["code"].map(words),
            "incidents": _count_words(counts, translator),
        }
    )
    return bars.merge(_cut_bins(edges, window), on="bin").pipe(_set_opacities)


def _span_axis(bars: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Add a row that is no bar: it has no height and spans the period, for the axis."""
    start, end = span_ms(period)
    span = {"start": start, "end": end, "low": 0, "high": 0, "fill": 0.0, "edge": 0.0}
    rows = pd.concat([bars, pd.DataFrame([span])], ignore_index=True)
    # each word is sent once, not in every row
    return rows.astype(dict.fromkeys(HINTS, "category"))


def _cut_bins(edges: Days, window: Period) -> pd.DataFrame:
    """Cut the bins where the window begins and ends; give the parts, and which are inside it."""
    inside = np.array([window.start, window.end + timedelta(days=1)], dtype="datetime64[D]")
    cuts = np.union1d(edges, inside[(inside > edges[0]) & (inside < edges[-1])])
    starts = cuts[:-1]
    return pd.DataFrame(
        {
            "bin": np.searchsorted(edges, starts, side="right") - 1,
            "start": to_milliseconds(starts),
            "end": to_milliseconds(cuts[1:]),
            "is_inside": (starts >= inside[0]) & (starts < inside[1]),
        }
    )


def _set_opacities(bars: pd.DataFrame) -> pd.DataFrame:
    inside = bars["is_inside"].to_numpy()
    certain = (bars["certainty"] == TimeCertainty.CERTAIN).to_numpy()
    fill = np.where(certain, CERTAIN_OPACITY, POSSIBLE_OPACITY)
    edge = np.where(certain, 0.0, 1.0)
    strength = np.where(inside, 1.0, symbology.FAINT_OPACITY)
    bars = bars.assign(fill=fill * strength, edge=edge * strength)
    return bars.drop(columns=["bin", "certainty", "is_inside"])


def _count_words(counts: pd.DataFrame, translator: Translator) -> list[str]:
    """Write each count in words; most numbers come many times, and writing one takes its time."""
    pairs = list(zip(counts["certainty"], counts["count"].tolist(), strict=True))
    words = {pair: translator.count(f"timeline.{pair[0]}", pair[1]) for pair in set(pairs)}
    return [words[pair] for pair in pairs]


def _day_words(edges: Days, unit: TimeUnit, translator: Translator) -> list[str]:
    days: list[date] = [edge.item() for edge in edges]
    if unit is TimeUnit.MONTH:
        return [translator.month(day) for day in days[:-1]]
    return [translator.days(first, after - timedelta(days=1)) for first, after in pairwise(days)]

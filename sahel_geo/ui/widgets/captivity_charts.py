"""Charts of captivity: how long it lasts, in groups or over all, and how many are held when."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from sahel_geo.analysis.captivity import HeldCurve
from sahel_geo.analysis.survival import Survival
from sahel_geo.cartography import symbology
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.period import Period
from sahel_geo.ui.widgets.chart_axis import (
    ChartOfRows,
    DaysAxis,
    days_axis,
    encode_days,
    span_ms,
    to_milliseconds,
    write_spec,
)

CURVE_PX = 300
COLOR = symbology.PATH_COLOR
BAND_OPACITY, HELD_OPACITY = 0.18, 0.7
LANE_PX, GROUPS_FRAME_PX = 40, 50
WORDS_PX, WORDS_ABOVE_PX = 12, -11
DOT_AREA_PX2 = 70
Hints = tuple[tuple[str, str], ...]


def build_survival(survival: Survival, translator: Translator) -> ChartOfRows:
    """
    Build the curve of the share still held after so many days, with its interval as a band.

    Parameters
    ----------
    survival
        With at least one captivity.
    translator
        The language of axes and hints.

    Returns
    -------
    chart
        Steps: a share holds until the next end; where there is no interval, there is no band.
    """
    steps = survival.steps
    rows = pd.DataFrame(
        {
            "days": steps["days"],
            "share": steps["share"],
            "low": steps["low"],
            "high": steps["high"],
            "at_risk": steps["at_risk"],
        }
    )
    titles = (translator.text("case_page.days_axis"), translator.text("case_page.share_axis"))
    hints = (("at_risk", translator.text("case_page.at_risk")),)
    return ChartOfRows(rows, _write_survival(titles, hints))


@lru_cache(maxsize=8)
def _write_survival(titles: tuple[str, str], hints: Hints) -> dict[str, Any]:
    days_title, share_title = titles
    axis = alt.Axis(format="d", labelColor=symbology.QUIET_INK)
    x = alt.X("days:Q", title=days_title, axis=axis, scale=alt.Scale(domainMin=0, nice=False))
    share = alt.Axis(format=".0%", labelColor=symbology.QUIET_INK)
    y = alt.Y("share:Q", title=share_title, axis=share, scale=alt.Scale(domain=[0, 1]))
    tooltip = [
        alt.Tooltip("days:Q", title=days_title),
        alt.Tooltip("share:Q", title=share_title, format=".0%"),
        *(alt.Tooltip(f"{name}:Q", title=heading) for name, heading in hints),
    ]
    base = alt.Chart().encode(x=x)
    band = base.mark_area(interpolate="step-after", color=COLOR, opacity=BAND_OPACITY).encode(
        y=alt.Y("low:Q", title=share_title), y2="high"
    )
    line = base.mark_line(interpolate="step-after", color=COLOR, strokeWidth=2).encode(y=y)
    dots = base.mark_point(color=COLOR, filled=True, size=26, opacity=0.9).encode(
        y=y, tooltip=tooltip
    )
    return write_spec((band + line + dots).properties(height=CURVE_PX))


@dataclass(frozen=True)
class _GroupsLook:
    """All of the chart of groups but its rows."""

    title: str
    lanes: int


def build_groups(groups: pd.DataFrame, words: list[str], translator: Translator) -> ChartOfRows:
    """
    Build the chart of medians: for each group its words, a dot and the interval as a line.

    Parameters
    ----------
    groups
        `captivity.summarise_by`.
    words
        What is written above each line, in the order of the groups.
    translator
        The language of the axis.

    Returns
    -------
    chart
        An interval without an upper end runs to the end of the axis, one without a lower from 0.
    """
    bounds = groups[["median", "low", "high"]].astype("float64")
    longest = float(np.nanmax(bounds.to_numpy())) if bounds.notna().any(axis=None) else 1.0
    has_interval = bounds["low"].notna() | bounds["high"].notna()
    rows = pd.DataFrame(
        {
            "lane": range(len(groups)),
            "words": words,
            "median": bounds["median"],
            "low": bounds["low"].fillna(0).where(has_interval),
            "high": bounds["high"].fillna(longest).where(has_interval),
            "zero": 0,
        }
    )
    look = _GroupsLook(translator.text("case_page.median_axis"), len(groups))
    return ChartOfRows(rows, _write_groups(look))


@lru_cache(maxsize=16)
def _write_groups(look: _GroupsLook) -> dict[str, Any]:
    # short captivities matter as much as those of years: a root keeps both apart, and has a zero
    scale = alt.Scale(type="sqrt", domainMin=0, nice=True)
    axis = alt.Axis(format="d", labelColor=symbology.QUIET_INK, tickCount=6, labelOverlap=True)
    lane = alt.Y("lane:O", axis=None, scale=alt.Scale(domain=list(range(look.lanes))))
    base = alt.Chart().encode(y=lane)
    interval = base.mark_rule(color=COLOR, strokeWidth=2, opacity=0.55).encode(
        x=alt.X("low:Q", title=look.title, axis=axis, scale=scale), x2="high"
    )
    dots = base.mark_point(filled=True, color=COLOR, size=DOT_AREA_PX2, opacity=1).encode(
        x=alt.X("median:Q", title=look.title, scale=scale)
    )
    words = base.mark_text(
        align="left", dy=WORDS_ABOVE_PX, dx=2, fontSize=WORDS_PX, color=symbology.INK
    ).encode(x=alt.X("zero:Q", title=look.title, scale=scale), text="words:N")
    chart = (interval + dots + words).properties(height=LANE_PX * look.lanes + GROUPS_FRAME_PX)
    return write_spec(chart)


def build_held(curve: HeldCurve, translator: Translator) -> ChartOfRows:
    """
    Build the curve of people held on any day.

    Parameters
    ----------
    curve
        With at least one day.
    translator
        The language of axis and hints.

    Returns
    -------
    chart
        Bars, each up to the next day on which the number changes: full up to the fewest, pale up
        to the most, where the day of an end is uncertain.
    """
    days = curve.days
    start = to_milliseconds(days.index.to_series())
    period = Period(days.index[0].date(), days.index[-1].date())
    rows = pd.DataFrame(
        {
            "start": start,
            "end": [*start[1:], span_ms(period)[1]],
            "none": 0,
            "least": days["held_least"].to_numpy(),
            "most": days["held_most"].to_numpy(),
            "on": [translator.day(day.date()) for day in days.index],
        }
    )
    title = translator.text("case_page.held_axis")
    hints = tuple(
        (name, translator.text(f"case_page.held_{name}")) for name in ("on", "least", "most")
    )
    return ChartOfRows(rows, _write_held(days_axis(period), title, hints))


@lru_cache(maxsize=8)
def _write_held(axis: DaysAxis, title: str, hints: Hints) -> dict[str, Any]:
    tooltip = [alt.Tooltip(f"{name}:N", title=heading) for name, heading in hints]
    base = alt.Chart().encode(x2="end", tooltip=tooltip)
    people = alt.Axis(format="d", tickMinStep=1, labelColor=symbology.QUIET_INK)
    scale = alt.Scale(domainMin=0)
    certain = base.mark_rect(color=COLOR, opacity=HELD_OPACITY).encode(
        x=encode_days("start", axis),
        y=alt.Y("none:Q", title=title, axis=people, scale=scale),
        y2="least",
    )
    possible = base.mark_rect(color=COLOR, opacity=BAND_OPACITY).encode(
        x=alt.X("start:T", title=None), y=alt.Y("least:Q", title=title), y2="most"
    )
    return write_spec((certain + possible).properties(height=CURVE_PX))

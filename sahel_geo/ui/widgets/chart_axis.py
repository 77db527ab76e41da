"""The time axis that charts share, and the brush on it. Days are UTC, whatever the time zone."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.analysis.timebins import Days, TimeUnit, bin_edges, choose_unit
from sahel_geo.cartography import symbology
from sahel_geo.model.period import Period

BRUSH = "brush"
"""Name of the selection that a chart reports."""

NOT_SENT = {"config", "data", "datasets"}
TICKS = 8
DAYS_UP_TO, MONTHS_UP_TO = 1100, 3650
"""Days of a period whose axis names days, and months; one of a longer period names years."""


MOST_CHART_BARS = 75
"""Bars of the chart under the map: fewer than on the map's timeline, because the browser lays out
each with its parts anew on every step of the slider, and a wider bar is easier to hit."""


@dataclass(frozen=True)
class ChartOfRows:
    """A chart as Streamlit takes it: while only the rows change, a browser keeps the chart."""

    rows: pd.DataFrame
    spec: dict[str, Any]
    """Vega-Lite, without the rows."""


def write_spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Write a chart built without rows as Vega-Lite; sizes and fonts are left to Streamlit."""
    return _without_rows(chart.to_dict())


def _without_rows(part: dict[str, Any]) -> dict[str, Any]:
    """Drop sizes, and the empty table that altair names where it was given no rows."""
    kept = {name: words for name, words in part.items() if name not in NOT_SENT}
    if "layer" in kept:
        kept["layer"] = [_without_rows(layer) for layer in kept["layer"]]
    return kept


def chart_unit(period: Period) -> TimeUnit:
    """Choose what a bar of the chart stands for."""
    return choose_unit(period, most_bars=MOST_CHART_BARS)


def chart_edges(period: Period) -> Days:
    """Cut a period into the bars of the chart, see `bin_edges`."""
    return bin_edges(period, most_bars=MOST_CHART_BARS)


def to_milliseconds(days: "Days | pd.Series[pd.Timestamp]") -> npt.NDArray[np.float64]:
    """Write days as charts take them: milliseconds since 1970 of their first moment (UTC)."""
    return np.asarray(days).astype("datetime64[ms]").astype(np.float64)


@dataclass(frozen=True)
class DaysAxis:
    """How the axis of a period is written; periods that differ little have the same one."""

    format: str
    """How days are written, in D3's letters; numbered, so that all languages read them alike."""
    ticks: tuple[int, ...] | None
    """Milliseconds since 1970 of the days named, where each day is."""
    span: tuple[int, int] | None
    """Milliseconds since 1970 of its ends; None if the rows of the chart reach from end to end."""


def days_axis(period: Period, *, by_rows: bool = False) -> DaysAxis:
    """
    Choose the axis of a period, from the beginning of its first day to the end of its last.

    Parameters
    ----------
    period
        First and last day of the axis.
    by_rows
        The rows span the period, so the axis need not name it: the chart of another period is then
        the same chart with other rows, which a browser draws in half the time of a new chart.
    """
    days = [period.start + timedelta(days=n) for n in range(min(period.days, TICKS + 1))]
    ticks = tuple(_milliseconds(day) for day in days) if period.days <= TICKS else None
    return DaysAxis(_day_format(period.days), ticks, None if by_rows else span_ms(period))


def encode_days(column: str, axis: DaysAxis) -> alt.X:
    """Draw a column of milliseconds since 1970 along an axis of days."""
    return alt.X(
        f"{column}:T",
        title=None,
        scale=alt.Scale(type="utc", domain=list(axis.span or ()) or alt.Undefined, nice=False),
        axis=alt.Axis(
            format=axis.format,
            values=list(axis.ticks or ()) or alt.Undefined,
            tickCount=TICKS,
            labelOverlap=True,
            labelColor=symbology.QUIET_INK,
            grid=False,
        ),
    )


def span_ms(period: Period) -> tuple[int, int]:
    """Give the ends of a period's axis: its first moment and that of the day after it."""
    return _milliseconds(period.start), _milliseconds(period.end + timedelta(days=1))


def brush() -> alt.Parameter:
    """Make the brush: dragging along the axis chooses days."""
    return alt.selection_interval(name=BRUSH, encodings=["x"])


def _milliseconds(day: date) -> int:
    return int(np.datetime64(day, "ms").astype(np.int64))


def _day_format(days: int) -> str:
    if days <= DAYS_UP_TO:
        return "%Y-%m-%d"
    return "%Y-%m" if days <= MONTHS_UP_TO else "%Y"

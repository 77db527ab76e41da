"""The time axis that charts share, and the brush on it. Days are UTC, whatever the time zone."""

from datetime import date, timedelta

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.analysis.timebins import Days, TimeUnit, bin_edges, choose_unit
from sahel_geo.cartography import symbology
from sahel_geo.model.period import Period

BRUSH = "brush"
"""Name of the selection that a chart reports."""

TICKS = 8
DAYS_UP_TO, MONTHS_UP_TO = 1100, 3650
"""Days of a period whose axis names days, and months; one of a longer period names years."""


MOST_CHART_BARS = 75
"""Bars of the chart under the map: fewer than on the map's timeline, because the browser lays out
each with its parts anew on every step of the slider, and a wider bar is easier to hit."""


def chart_unit(period: Period) -> TimeUnit:
    """Choose what a bar of the chart stands for."""
    return choose_unit(period, most_bars=MOST_CHART_BARS)


def chart_edges(period: Period) -> Days:
    """Cut a period into the bars of the chart, see `bin_edges`."""
    return bin_edges(period, most_bars=MOST_CHART_BARS)


def to_milliseconds(days: "Days | pd.Series[pd.Timestamp]") -> npt.NDArray[np.float64]:
    """Write days as charts take them: milliseconds since 1970 of their first moment (UTC)."""
    return np.asarray(days).astype("datetime64[ms]").astype(np.float64)


def days_axis(column: str, period: Period, *, by_data: bool = False) -> alt.X:
    """
    Make the axis of a period, numbered so that all languages read it alike.

    Parameters
    ----------
    column
        Milliseconds since 1970.
    period
        First and last day of the axis.
    by_data
        The rows span the period, so the axis need not name it: the chart of another period is then
        the same chart of other rows, which a browser draws in half the time of a new chart.

    Returns
    -------
    axis
        From the beginning of the first day to the end of the last.
    """
    ends = alt.Undefined if by_data else span_ms(period)
    return alt.X(
        f"{column}:T",
        title=None,
        scale=alt.Scale(type="utc", domain=ends, nice=False),
        axis=alt.Axis(
            format=_day_format(period.days),
            values=[_milliseconds(period.start + timedelta(days=n)) for n in range(period.days)]
            if period.days <= TICKS
            else alt.Undefined,
            tickCount=TICKS,
            labelOverlap=True,
            labelColor=symbology.QUIET_INK,
            grid=False,
        ),
    )


def span_ms(period: Period) -> list[int]:
    """Give the ends of a period's axis: its first moment and that of the day after it."""
    return [_milliseconds(day) for day in (period.start, period.end + timedelta(days=1))]


def brush() -> alt.Parameter:
    """Make the brush: dragging along the axis chooses days."""
    return alt.selection_interval(name=BRUSH, encodings=["x"])


def _milliseconds(day: date) -> int:
    return int(np.datetime64(day, "ms").astype(np.int64))


def _day_format(days: int) -> str:
    if days <= DAYS_UP_TO:
        return "%Y-%m-%d"
    return "%Y-%m" if days <= MONTHS_UP_TO else "%Y"

"""Choose the calendar unit of a histogram over time, and cut a period into its bars.

The unit depends on the length of the period alone; the timeline in the browser (`days.js`) chooses
by the same rule. A histogram never has more than `MOST_BARS`, and fewer where that is asked for.
"""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

from sahel_geo.model.period import Period

Days = npt.NDArray[np.datetime64]

MOST_BARS = 400


class TimeUnit(StrEnum):
    """What one bar of a histogram over time stands for; always a whole unit of the calendar."""

    DAY = "day"
    WEEK = "week"
    """Monday to Sunday (ISO 8601)."""
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FIVE_YEARS = "five_years"
    """Begins in a year that five divides."""
    DECADE = "decade"
    CENTURY = "century"
    """Begins in a year that a hundred divides."""


LONGEST_DAYS = {
    TimeUnit.DAY: 120,
    TimeUnit.WEEK: 914,  # two and a half years: bars would be hair lines on a narrow screen
    TimeUnit.MONTH: 12_000,  # from here on, as many as MOST_BARS wherever the period begins
    TimeUnit.QUARTER: 36_000,
    TimeUnit.YEAR: 145_000,
    TimeUnit.FIVE_YEARS: 728_000,
    TimeUnit.DECADE: 1_456_000,
}
"""How many days a period may have to be counted by a unit; a longer one is counted by centuries."""

MONTHS = {TimeUnit.MONTH: 1, TimeUnit.QUARTER: 3}
YEARS = {TimeUnit.YEAR: 1, TimeUnit.FIVE_YEARS: 5, TimeUnit.DECADE: 10, TimeUnit.CENTURY: 100}

_FIRST_MONDAY = 4
"""5 January 1970 was a Monday, four days after the day 0 of numpy."""
_FIRST_YEAR = 1970


TYPICAL_DAYS = {
    TimeUnit.DAY: 1,
    TimeUnit.WEEK: 7,
    TimeUnit.MONTH: 30,
    TimeUnit.QUARTER: 91,
    TimeUnit.YEAR: 365,
    TimeUnit.FIVE_YEARS: 1826,
    TimeUnit.DECADE: 3652,
}
"""How many days a unit has, about."""


def choose_unit(period: Period, *, most_bars: int = MOST_BARS) -> TimeUnit:
    """
    Choose the finest unit that gives bars wide enough to be seen, by the period's length alone.

    Parameters
    ----------
    period
        The days of the histogram.
    most_bars
        About so many bars at most, where fewer than `MOST_BARS` are wanted.

    Returns
    -------
    unit
        One that cuts the period into `MOST_BARS` bars at most.
    """
    fitting = (
        unit
        for unit, longest in LONGEST_DAYS.items()
        if period.days <= longest and period.days <= TYPICAL_DAYS[unit] * most_bars
    )
    return next(fitting, TimeUnit.CENTURY)


def bin_starts(period: Period, unit: TimeUnit) -> Days:
    """
    Give the first day of every unit of the calendar that shares a day with a period.

    Parameters
    ----------
    period
        The days to cover, its first and last day included.
    unit
        What a bar stands for.

    Returns
    -------
    starts
        Rising days (`datetime64[D]`). The first may lie before the period's first day, since
        units are whole.
    """
    if unit in MONTHS:
        return _months_from(period, MONTHS[unit])
    if unit in YEARS:
        return _years_from(period, YEARS[unit])
    first, last = (int(day) for day in _days_of(period).astype("int64"))
    step = 7 if unit is TimeUnit.WEEK else 1
    offset = _FIRST_MONDAY if unit is TimeUnit.WEEK else 0
    start = (first - offset) // step * step + offset
    return np.arange(start, last + 1, step).astype("datetime64[D]")


def bin_edges(period: Period, *, most_bars: int = MOST_BARS) -> Days:
    """
    Cut a period into the bars of its histogram, in the unit of `choose_unit`.

    Parameters
    ----------
    period
        The days of the histogram.
    most_bars
        As in `choose_unit`.

    Returns
    -------
    edges
        The first day of each bar and the day after the last one (`datetime64[D]`): bar i has the
        days from `edges[i]` to the day before `edges[i + 1]`. The first and the last bar are cut
        to the period, so the first edge is its first day and the last edge the day after its end.
    """
    first, last = _days_of(period)
    starts = bin_starts(period, choose_unit(period, most_bars=most_bars))
    return np.append(np.maximum(starts, first), last + np.timedelta64(1, "D"))


def _months_from(period: Period, step: int) -> Days:
    first, last = (int(month) for month in _days_of(period).astype("M8[M]").astype("int64"))
    return np.arange(first // step * step, last + 1, step).astype("M8[M]").astype("M8[D]")


def _years_from(period: Period, step: int) -> Days:
    years = np.arange(period.start.year // step * step, period.end.year + 1, step)
    return (years - _FIRST_YEAR).astype("M8[Y]").astype("M8[D]")


def _days_of(period: Period) -> Days:
    return np.array([period.start, period.end], dtype="datetime64[D]")

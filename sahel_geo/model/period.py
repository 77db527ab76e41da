"""Days and runs of days, and the rule that an event is an interval.

A day that is known to the week or the month is an interval, never a sharp day; a period sorts
intervals into certain (inside), possible (overlapping) and out.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from sahel_geo.model.vocabulary import TimePrecision

WEEK_MARGIN = pd.Timedelta(days=3)
"""A date known to the week may be three days off either way."""


class TimeCertainty(StrEnum):
    """How an event stands to a period."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, order=True)
class Period:
    """A run of days; `start` and `end` both belong to it."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end < self.start:
            msg = f"A period cannot end before it starts, got {self.start} to {self.end}."
            raise ValueError(msg)

    @property
    def days(self) -> int:
        """How many days belong to the period, at least one."""
        return (self.end - self.start).days + 1

    def cut(self, whole: "Period") -> "Period | None":
        """Give the run of days that belong to both periods; None when they share no day."""
        start, end = max(self.start, whole.start), min(self.end, whole.end)
        return Period(start, end) if start <= end else None


def event_intervals(events: pd.DataFrame) -> pd.DataFrame:
    """
    Give the first and last day on which each event may have happened.

    Parameters
    ----------
    events
        `event_date`, `end_date` (may be missing) as days and `time_precision` (1, 2, 3).

    Returns
    -------
    intervals
        `first_day` and `last_day`, both inclusive, on the same index. With `end_date` the
        interval is event_date to end_date (three days wider each way at precision 2); without,
        it is the day, the day ± 3 days, or the calendar month at precision 1, 2 and 3.
    """
    start, end = events["event_date"], events["end_date"]
    has_end, precision = end.notna(), events["time_precision"]
    margin = WEEK_MARGIN * (precision == TimePrecision.WEEK).astype(int)
    first_day = start - margin
    last_day = end.where(has_end, start) + margin
    whole_month = (precision == TimePrecision.MONTH) & ~has_end
    month = start.dt.to_period("M")
    return pd.DataFrame(
        {
            "first_day": first_day.where(~whole_month, month.dt.start_time),
            "last_day": last_day.where(~whole_month, month.dt.end_time.dt.normalize()),
        },
        index=events.index,
    )

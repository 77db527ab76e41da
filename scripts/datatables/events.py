"""Join hostage steps and security events into one table sorted by date."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from datatables.rows import Row, TableError

EVENT_COLUMNS = (
    "event_id",
    "event_date",
    "end_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "title",
    "title_fr",
    "actor1",
    "actor2",
    "country",
    "admin1",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "fatalities",
    "case_id",
    "hostage_stage",
    "hostages",
    "summary",
    "confidence",
    "source",
    "source_url",
    "party",
    "joint_id",
    "location_fr",
    "summary_fr",
)


def join_events(steps: Sequence[Row], incidents: Sequence[Row]) -> list[Row]:
    """
    Join both tables, sorted by `event_date`.

    The sort is stable: rows of one day keep their order, hostage steps before other events. So
    a case's steps stay as they were as long as their own order never goes back in time.

    Parameters
    ----------
    steps
        Hostage steps in file order; within a case this order is the order of the case.
    incidents
        Security events in file order.

    Returns
    -------
    events
        All rows, none changed.

    Raises
    ------
    TableError
        If an `event_id` repeats, or a case's steps go back in time.
    """
    events = [*steps, *incidents]
    check_unique(events, "event_id")
    _check_steps_in_date_order(events)
    return sorted(events, key=lambda event: event["event_date"])


def check_unique(rows: Sequence[Row], column: str) -> None:
    """Raise `TableError` with every value of the column that stands in more than one row."""
    repeated = [value for value, count in Counter(row[column] for row in rows).items() if count > 1]
    if repeated:
        msg = f"{column}: expected each value once, got more of {', '.join(repeated)}."
        raise TableError(msg)


def _check_steps_in_date_order(events: Sequence[Row]) -> None:
    days_of_case: dict[str, list[str]] = defaultdict(list)
    for event in events:
        if event["case_id"] and event["hostage_stage"]:
            days_of_case[event["case_id"]].append(event["event_date"])
    for case_id, days in days_of_case.items():
        for earlier, later in pairwise(days):
            if later < earlier:
                msg = f"Case {case_id}: expected steps in date order, got {later} after {earlier}."
                raise TableError(msg)

"""Days, runs of days, and events whose day is only roughly known."""

import calendar
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.model.period import Period, event_intervals

DAYS = st.dates(date(2000, 1, 1), date(2029, 12, 31))


def make_dates(*rows):
    """Make the columns that say when: (event_date, end_date or None, time_precision) each."""
    return pd.DataFrame(
        {
            "event_date": pd.to_datetime([row[0] for row in rows]),
            "end_date": pd.to_datetime([row[1] for row in rows]),
            "time_precision": [row[2] for row in rows],
        }
    )


def interval(event_date, end_date, precision):
    row = event_intervals(make_dates((event_date, end_date, precision))).iloc[0]
    return row["first_day"].date().isoformat(), row["last_day"].date().isoformat()


def test_a_period_counts_its_first_and_its_last_day():
    assert Period(date(2012, 2, 28), date(2012, 3, 1)).days == 3
    assert Period(date(2012, 2, 28), date(2012, 2, 28)).days == 1


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="2013-01-02 to 2013-01-01"):
        Period(date(2013, 1, 2), date(2013, 1, 1))


YEAR_2012 = Period(date(2012, 1, 1), date(2012, 12, 31))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(date(2012, 3, 1), date(2012, 3, 31)), Period(date(2012, 3, 1), date(2012, 3, 31))),
        (Period(date(2011, 3, 1), date(2012, 3, 31)), Period(date(2012, 1, 1), date(2012, 3, 31))),
        (Period(date(1900, 1, 1), date(2100, 1, 1)), YEAR_2012),
        (Period(date(2012, 12, 31), date(2013, 5, 1)), Period(*[date(2012, 12, 31)] * 2)),
        (Period(date(2013, 1, 1), date(2013, 5, 1)), None),
        (Period(date(2011, 1, 1), date(2011, 12, 31)), None),
    ],
)
def test_a_period_is_cut_to_the_days_it_shares_with_another(period, expected):
    assert period.cut(YEAR_2012) == expected
    assert YEAR_2012.cut(period) == expected


@given(st.lists(DAYS, min_size=4, max_size=4), DAYS)
def test_a_day_is_in_the_cut_when_it_is_in_both_periods(days, day):
    first, second = Period(*sorted(days[:2])), Period(*sorted(days[2:]))
    cut = first.cut(second)
    in_both = all(period.start <= day <= period.end for period in (first, second))
    assert (cut is not None and cut.start <= day <= cut.end) == in_both


@pytest.mark.parametrize(
    ("end_date", "precision", "expected"),
    [
        (None, 1, ("2012-02-27", "2012-02-27")),
        (None, 2, ("2012-02-24", "2012-03-01")),
        (None, 3, ("2012-02-01", "2012-02-29")),
        ("2012-03-05", 1, ("2012-02-27", "2012-03-05")),
        ("2012-03-05", 2, ("2012-02-24", "2012-03-08")),
        ("2012-03-05", 3, ("2012-02-27", "2012-03-05")),
    ],
)
def test_an_event_may_have_happened_on_any_day_its_precision_allows(end_date, precision, expected):
    assert interval("2012-02-27", end_date, precision) == expected


def test_intervals_keep_the_index_of_their_events():
    dates = make_dates(("2012-02-27", None, 1), ("2012-05-01", None, 3)).set_axis([7, 4])
    intervals = event_intervals(dates)
    assert list(intervals.index) == [7, 4]
    assert list(intervals.columns) == ["first_day", "last_day"]


def test_no_events_have_no_intervals():
    assert event_intervals(make_dates(("2012-02-27", None, 1)).iloc[:0]).empty


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 800), st.integers(1, 3)), min_size=1))
def test_intervals_of_many_events_are_those_of_each_day_by_day(rows):
    given_rows = [
        (day, None if length is None else day + timedelta(length), precision)
        for day, length, precision in rows
    ]
    intervals = event_intervals(make_dates(*given_rows))
    for (day, end, precision), first, last in zip(
        given_rows, intervals["first_day"], intervals["last_day"], strict=True
    ):
        margin = timedelta(3 if precision == 2 else 0)
        expected = (day - margin, (end or day) + margin)
        if precision == 3 and end is None:
            month_length = calendar.monthrange(day.year, day.month)[1]
            expected = (day.replace(day=1), day.replace(day=month_length))
        assert (first.date(), last.date()) == expected

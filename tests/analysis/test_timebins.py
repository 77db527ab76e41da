"""A period is cut into whole units of the calendar, never into more bars than can be drawn."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from sahel_geo.analysis.timebins import (
    LONGEST_DAYS,
    MOST_BARS,
    TimeUnit,
    bin_edges,
    bin_starts,
    choose_unit,
)
from sahel_geo.model.period import Period

PANDAS_UNITS = {
    TimeUnit.DAY: "D",
    TimeUnit.WEEK: "W-SUN",
    TimeUnit.MONTH: "M",
    TimeUnit.QUARTER: "Q-DEC",
    TimeUnit.YEAR: "Y-DEC",
}


def period_of(start, days):
    return Period(start, start + timedelta(days - 1))


def draw_periods(seed, count, first=date(1700, 1, 1), span=190_000, longest=80_000):
    random = np.random.default_rng(seed)
    starts, lengths = random.integers(0, span, count), random.integers(1, longest, count)
    return [
        period_of(first + timedelta(int(s)), int(n)) for s, n in zip(starts, lengths, strict=True)
    ]


@pytest.mark.parametrize("unit", TimeUnit)
def test_a_unit_is_kept_up_to_its_longest_period_and_coarser_after_it(unit):
    longest = LONGEST_DAYS.get(unit)
    if longest is None:
        assert choose_unit(Period(date.min, date.max)) is unit
        return
    units = list(TimeUnit)
    coarser = units[units.index(unit) + 1]
    assert choose_unit(period_of(date(2, 1, 1), longest)) is unit
    assert choose_unit(period_of(date(2, 1, 1), longest + 1)) is coarser


@pytest.mark.parametrize("unit", LONGEST_DAYS)
def test_the_longest_period_of_a_unit_has_at_most_400_bars_wherever_it_begins(unit):
    longest = LONGEST_DAYS[unit]
    starts = np.linspace(1, date.max.toordinal() - longest, 200).astype(int)
    bars = [len(bin_edges(period_of(date.fromordinal(int(s)), longest))) - 1 for s in starts]
    assert max(bars) <= MOST_BARS


def test_all_the_years_there_are_still_have_few_bars():
    assert len(bin_edges(Period(date.min, date.max))) - 1 <= MOST_BARS


@pytest.mark.parametrize("unit", PANDAS_UNITS)
def test_bars_begin_where_pandas_has_the_calendar_begin(unit):
    for period in draw_periods(7, 25, longest=9_000):
        expected = pd.period_range(period.start, period.end, freq=PANDAS_UNITS[unit]).start_time
        starts = bin_starts(period, unit)
        assert starts.dtype == "datetime64[D]"
        assert np.array_equal(starts, expected.to_numpy().astype("datetime64[D]"))


def test_weeks_begin_on_a_monday():
    starts = bin_starts(Period(date(2012, 1, 1), date(2012, 1, 16)), TimeUnit.WEEK)
    assert list(starts.astype(str)) == ["2011-12-26", "2012-01-02", "2012-01-09", "2012-01-16"]


def test_five_years_decades_and_centuries_begin_in_round_years():
    period = Period(date(1903, 5, 1), date(1916, 1, 1))
    years = {
        unit: bin_starts(period, unit).astype("datetime64[Y]").astype(str) for unit in TimeUnit
    }
    assert list(years[TimeUnit.FIVE_YEARS]) == ["1900", "1905", "1910", "1915"]
    assert list(years[TimeUnit.DECADE]) == ["1900", "1910"]
    assert list(years[TimeUnit.CENTURY]) == ["1900"]


def test_edges_run_from_the_first_day_to_the_day_after_the_last():
    for period in draw_periods(11, 60):
        edges = bin_edges(period)
        assert edges[0] == np.datetime64(period.start)
        assert edges[-1] == np.datetime64(period.end) + 1
        assert (np.diff(edges).astype(int) > 0).all()
        assert len(edges) - 1 <= MOST_BARS


def test_the_first_and_the_last_bar_are_cut_to_the_period():
    edges = bin_edges(Period(date(2010, 9, 16), date(2013, 9, 15)))
    assert list(edges[:2].astype(str)) == ["2010-09-16", "2010-10-01"]
    assert list(edges[-2:].astype(str)) == ["2013-09-01", "2013-09-16"]


def test_one_day_is_one_bar():
    edges = bin_edges(period_of(date(2012, 2, 29), 1))
    assert list(edges.astype(str)) == ["2012-02-29", "2012-03-01"]


def test_the_29th_of_february_belongs_to_its_month():
    edges = bin_edges(Period(date(2011, 1, 1), date(2014, 12, 31))).astype(str)
    assert {"2012-02-01", "2012-03-01"} <= set(edges)
    assert len(edges) == 49

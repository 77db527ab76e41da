"""Figures are written as people read them, and a budget is kept or it is not."""

import pytest
from frames import growing_windows, moving_windows
from generator import SPAN
from python_steps import make_choices
from report import write_page
from results import (
    Row,
    Section,
    percentile_95,
    row_of_size,
    row_of_times,
    without_budgets,
    write_ms,
)


@pytest.mark.parametrize(
    ("milliseconds", "text"), [(7.26, "7.3 ms"), (283.4, "283 ms"), (17_712, "17.7 s")]
)
def test_a_time_is_written_in_the_unit_that_fits_it(milliseconds, text):
    assert write_ms(milliseconds) == text


def test_the_95th_percentile_of_a_hundred_values_is_near_the_top():
    assert percentile_95(range(101)) == 95
    assert percentile_95([3.0]) == 3.0


def test_a_budget_of_the_median_looks_at_the_median_only():
    row = row_of_times("step", [100, 200, 9000], p50_ms=300)
    assert (row.median, row.p95, row.is_kept) == ("200 ms", "9000 ms", True)
    assert row_of_times("step", [400, 400], p50_ms=300).is_kept is False


def test_a_budget_of_the_95th_percentile_looks_at_the_slowest():
    assert row_of_times("frame", [1.0] * 50 + [90.0] * 50, p95_ms=16).is_kept is False
    assert row_of_times("frame", [1.0] * 99 + [90.0], p95_ms=16).is_kept is True


def test_a_size_at_its_limit_keeps_the_budget():
    assert row_of_size("script", 60, "kB", most=60).is_kept is True
    assert row_of_size("script", 60.1, "kB", most=60).is_kept is False
    assert row_of_size("script", 60.1, "kB").is_kept is None


def test_what_was_not_measured_stays_a_failure_where_budgets_do_not_count():
    rows = without_budgets(
        [Row("a", "9 s", "", "≤ 1 s", False), Row("b", "not measured: x", is_kept=False)]
    )
    assert [row.is_kept for row in rows] == [None, False]


def test_the_page_counts_the_budgets_kept_and_has_a_line_for_each_row():
    rows = [Row("a", "1 ms", "2 ms", "p50 ≤ 3 ms", True), Row("b", "5 kB", "", "≤ 4 kB", False)]
    text = write_page([Section("Made data", "Note.", [*rows, Row("c", "6 MB")])], "- 2 cores", 11)
    assert "Budgets kept: 1 of 2." in text
    assert "| a | 1 ms | 2 ms | p50 ≤ 3 ms | yes |" in text
    assert "| b | 5 kB |  | ≤ 4 kB | **no** |" in text
    assert "| c | 6 MB |  |  |  |" in text


@pytest.mark.parametrize("make", [moving_windows, growing_windows])
def test_windows_sweep_the_whole_span_and_never_leave_it(make):
    windows = make(200)
    first, last = growing_windows(1)[0]
    assert last - first + 1 == SPAN.days
    assert len(set(windows)) == 200
    assert (windows[0][0], windows[-1][1]) == (first, last)
    assert all(first <= start <= end <= last for start, end in windows)


def test_no_choice_is_made_twice_so_that_no_cache_can_answer_it():
    choices = make_choices(SPAN, 40)
    assert len(set(choices)) == 40
    assert all(SPAN.start <= c.period.start <= c.period.end <= SPAN.end for c in choices)

"""Incidents counted by the bars of a histogram, code and certainty."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_cases, make_dataset, make_events

from sahel_geo.analysis.eventseries import OTHER, count_by_bin
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.timebins import bin_edges
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection

FIRST_DAY = date(2012, 1, 1)


def make_incidents(*rows, cases=None):
    cases = make_cases() if cases is None else cases
    dataset = make_dataset(events=make_events(*rows, cases=cases), cases=cases)
    return filter_dataset(dataset, MapSelection()).events


def count_by_loop(events, edges, by, codes=None):
    """Count bar by bar and day by day, as a reader would."""
    days = edges.astype(object)
    counts = Counter()
    for row in events.loc[events["is_incident"]].to_dict("records"):
        first, last = row["first_day"].date(), row["last_day"].date()
        code = row[by] if codes is None or row[by] in codes else OTHER
        for number, (start, after) in enumerate(pairwise(days)):
            if start <= first and last < after:
                counts[number, code, "certain"] += 1
            elif start <= last and first < after:
                counts[number, code, "possible"] += 1
    return dict(counts)


def as_counts(rows):
    columns = (rows[column].tolist() for column in ("bin", "code", "certainty", "count"))
    return {(bin_, code, word): count for bin_, code, word, count in zip(*columns, strict=True)}


DAYS = st.integers(-40, 400).map(lambda days: FIRST_DAY + timedelta(days))
ROWS = st.lists(
    st.builds(
        lambda day, length, precision, country, joint: {
            "event_date": day,
            "end_date": "" if length is None else day + timedelta(length),
            "time_precision": precision,
            "country": country,
            "joint_id": joint,
        },
        DAYS,
        st.none() | st.integers(0, 120),
        st.sampled_from((1, 1, 2, 3)),
        st.sampled_from(("MLI", "NER", "BFA", "DZA")),
        st.sampled_from(("", "", "", "one")),
    ),
    min_size=1,
    max_size=12,
)


@given(
    ROWS,
    st.lists(DAYS, min_size=2, max_size=8, unique=True).map(sorted),
    st.none() | st.just(("NER", "TCD", "MLI")),
)
def test_counts_are_those_of_a_loop_over_bars_and_events(rows, days, codes):
    events = make_incidents(*rows)
    edges = np.array(days, dtype="datetime64[D]")
    counts = count_by_bin(events, edges, "country", codes)
    assert as_counts(counts) == count_by_loop(events, edges, "country", codes)
    assert (counts["count"] > 0).all()


@given(ROWS)
def test_bars_of_one_day_hold_every_exact_day_certainly(rows):
    events = make_incidents(*rows)
    counts = count_by_bin(events, bin_edges(Period(FIRST_DAY, FIRST_DAY)), "event_type")
    assert as_counts(counts) == count_by_loop(
        events, np.array([FIRST_DAY, FIRST_DAY + timedelta(1)], dtype="datetime64[D]"), "event_type"
    )


def test_a_day_known_to_the_month_is_possible_in_each_of_its_weeks_and_certain_in_the_month():
    events = make_incidents({"event_date": "2012-01-10", "time_precision": 3})
    weeks = np.arange("2012-01-02", "2012-02-07", 7, dtype="datetime64[D]")
    assert count_by_bin(events, weeks, "country")["certainty"].tolist() == ["possible"] * 5
    month = np.array(["2012-01-01", "2012-02-01"], dtype="datetime64[D]")
    assert as_counts(count_by_bin(events, month, "country")) == {(0, "NER", "certain"): 1}


def test_reports_and_repeated_rows_are_not_counted():
    joint = {"joint_id": "market"}
    events = make_incidents(joint, joint, STEP | {"hostage_stage": "held"}, cases=make_cases({}))
    edges = bin_edges(Period(date(2012, 6, 1), date(2012, 6, 30)))
    assert count_by_bin(events, edges, "country")["count"].tolist() == [1]


def test_codes_that_are_not_asked_for_are_counted_together_last():
    rows = [{"country": code} for code in ("MLI", "NER", "NER", "BFA", "DZA")]
    events = make_incidents(*rows)
    day = bin_edges(Period(date(2012, 6, 15), date(2012, 6, 15)))
    counts = count_by_bin(events, day, "country", ("NER", "MLI"))
    assert as_counts(counts) == {
        (0, "NER", "certain"): 2, (0, "MLI", "certain"): 1, (0, OTHER, "certain"): 2
    }  # fmt: skip
    assert counts["code"].tolist() == ["NER", "MLI", OTHER]


@pytest.mark.parametrize("by", ["event_type", "country"])
def test_no_events_are_no_counts(by):
    events = make_incidents({}).iloc[:0]
    counts = count_by_bin(events, bin_edges(Period(FIRST_DAY, FIRST_DAY)), by)
    assert counts.empty
    assert list(counts.columns) == ["bin", "code", "certainty", "count"]


def test_days_a_century_before_and_after_are_counted():
    events = make_incidents({"event_date": "1903-05-01"}, {"event_date": "2099-12-31"})
    edges = bin_edges(Period(date(1903, 1, 1), date(2099, 12, 31)))
    assert as_counts(count_by_bin(events, edges, "country")) == {
        (0, "NER", "certain"): 1, (len(edges) - 2, "NER", "certain"): 1
    }  # fmt: skip


def test_counting_leaves_the_events_as_they_are(shipped):
    events = filter_dataset(shipped, MapSelection()).events
    before = events.copy()
    counts = count_by_bin(events, bin_edges(shipped.period), "country")
    assert events.equals(before)
    certain = counts.loc[counts["certainty"] == "certain", "count"].sum()
    assert 0 < certain <= events["is_incident"].sum()

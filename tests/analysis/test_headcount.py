"""How many people are held, day by day; at every date all who were abducted are somewhere."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_cases, make_dataset, make_events

from sahel_geo.analysis.headcount import COUNTS, HELD_COLUMNS, count_days

FIRST = pd.Timestamp("2010-09-16")
EMPTY = make_dataset()


def step(event_date, stage, hostages="", **more):
    return STEP | {"event_date": event_date, "hostage_stage": stage, "hostages": hostages} | more


def count(*steps, **case):
    """Count the days of one case; the Arlit seven unless it says otherwise."""
    cases = make_cases(case)
    abducted = step("2010-09-16", "abducted", 7)
    dataset = make_dataset(events=make_events(abducted, *steps, cases=cases), cases=cases)
    return count_days(dataset, ["arlit"])


def held(days):
    """Write the days shortly: the fewest and most people held, by day."""
    return {str(day.date()): (row["held_least"], row["held_most"]) for day, row in days.iterrows()}


def on(days, day):
    """Give the counts that hold on a day."""
    return days.loc[:day].iloc[-1]


def test_people_are_held_from_the_day_they_are_taken_until_the_day_they_are_free():
    days = count(
        step("2011-02-24", "released", 3, party="C"),
        step("2013-10-29", "released", 4),
        ended_on="2013-10-29",
        released=7,
        unaccounted=0,
    )
    assert held(days) == {"2010-09-16": (7, 7), "2011-02-24": (4, 4), "2013-10-29": (0, 0)}


def test_an_end_whose_day_is_uncertain_comes_between_its_first_and_last():
    days = count(step("2011-02-24", "released", 3, time_precision=2), released=3, unaccounted=4)
    assert held(days) == {"2010-09-16": (7, 7), "2011-02-21": (4, 7), "2011-02-27": (4, 4)}


def test_people_whose_fate_no_source_tells_are_shown_as_such_once_their_case_is_closed():
    days = count(
        step("2011-02-24", "released", 3), ended_on="2011-03-01", released=3, unaccounted=4
    )
    last = days.loc["2011-03-01"]
    assert dict(last) == {
        "held_least": 0, "held_most": 0, "ended_least": 3, "ended_most": 3,
        "fate_unknown": 4, "abducted": 7,
    }  # fmt: skip


def test_people_freed_in_unknown_number_are_free_when_their_case_is_closed():
    days = count(step("2011-02-24", "released"), ended_on="2011-03-01", released=7, unaccounted=0)
    assert held(days) == {"2010-09-16": (7, 7), "2011-03-01": (0, 0)}


def test_nobody_is_counted_without_a_case():
    days = count_days(EMPTY, ["none"])
    assert list(days.columns) == COUNTS
    assert days.empty


def make_stories():
    """Draw cases whose people are split into parties that end on days more or less certain."""
    party = st.tuples(
        st.one_of(st.none(), st.integers(0, 9)),  # people; None when no source says
        st.sampled_from(["released", "killed", "died", "escaped", "rescued", "held"]),
        st.integers(0, 300),  # day
        st.integers(0, 40),  # for how many days the day is uncertain
    )
    case = st.tuples(
        st.integers(0, 200),  # abducted on
        st.integers(1, 20),  # people
        st.integers(0, 9),  # unaccounted
        st.one_of(st.none(), st.integers(0, 300)),  # closed after
        st.lists(party, max_size=5),
    )
    return st.lists(case, min_size=1, max_size=4)


def make_stories_dataset(stories):
    cases, steps = [], []
    for number, (begun, people, unaccounted, closed_after, parties) in enumerate(stories):
        case_id, abducted_on = f"case-{number}", FIRST + pd.Timedelta(days=begun)
        ended_on = pd.NaT if closed_after is None else abducted_on + pd.Timedelta(days=closed_after)
        cases.append((case_id, abducted_on, ended_on, people, min(unaccounted, people)))
        steps.append((case_id, "abducted", people, abducted_on, abducted_on))
        for hostages, stage, day, width in parties:
            first = abducted_on + pd.Timedelta(days=day)
            steps.append((case_id, stage, hostages, first, first + pd.Timedelta(days=width)))
    names = ["case_id", "abducted_on", "ended_on", "hostages", "unaccounted"]
    table = pd.DataFrame(cases, columns=names).astype({"ended_on": "datetime64[us]"})
    rows = pd.DataFrame(steps, columns=HELD_COLUMNS).astype({"hostages": "Int64"})
    return replace(EMPTY, cases=table.set_index("case_id", drop=False), steps=rows)


def check_sums(days):
    for held_side, ended_side in (("held_most", "ended_least"), ("held_least", "ended_most")):
        total = days[held_side] + days[ended_side] + days["fate_unknown"]
        assert (total == days["abducted"]).all()
    assert (days >= 0).all(axis=None)
    assert (days["held_least"] <= days["held_most"]).all()
    assert days["abducted"].is_monotonic_increasing
    assert days.index.is_monotonic_increasing


@given(make_stories())
def test_at_every_date_all_who_were_abducted_are_held_ended_or_unaccounted(stories):
    dataset = make_stories_dataset(stories)
    days = count_days(dataset, dataset.cases.index)
    check_sums(days)


def test_shipped_people_add_up_on_every_day(shipped):
    days = count_days(shipped, shipped.cases.index)
    check_sums(days)
    assert days["abducted"].iloc[-1] == shipped.cases["hostages"].sum()


# Shipped cases, by the summaries of their rows


@pytest.mark.parametrize(
    ("case_id", "held_by_day"),
    [
        # three let go together in February 2011, the last four in October 2013, after 1,139 days
        ("arlit-2010", {"2010-09-16": 7, "2011-02-23": 7, "2011-02-24": 4, "2013-10-28": 4,
                        "2013-10-29": 0}),
        # the driver let go after about ten days, the other killed on 24 July
        ("germaneau-2010", {"2010-04-28": 2, "2010-04-29": 1, "2010-07-23": 1, "2010-07-24": 0}),
        # the driver freed in March, the two Canadians in April
        ("fowler-guay-2008", {"2008-12-14": 3, "2009-03-20": 3, "2009-03-21": 2,
                              "2009-04-20": 2, "2009-04-21": 0}),
        # the couple freed together, after 252 days with the first and the last
        ("ebner-kloiber-2008", {"2008-02-22": 2, "2008-10-29": 2, "2008-10-30": 0}),
    ],
)  # fmt: skip
def test_known_cases_are_held_as_their_sources_tell(shipped, case_id, held_by_day):
    days = count_days(shipped, [case_id])
    for day, people in held_by_day.items():
        counts = on(days, day)
        assert (counts["held_least"], counts["held_most"]) == (people, people), day
        assert counts["fate_unknown"] == 0


@pytest.mark.parametrize(
    ("case_id", "days_held"),
    [
        ("arlit-2010", 1139),
        ("germaneau-2010", 96),
        ("fowler-guay-2008", 128),
        ("ebner-kloiber-2008", 251),
    ],
)
def test_known_cases_are_held_for_as_many_days(shipped, case_id, days_held):
    days = count_days(shipped, [case_id])
    free = days.index[days["held_most"] == 0][0]
    assert (free - days.index[0]).days == days_held


@pytest.mark.parametrize(
    ("case_id", "people"),
    [
        ("arlit-2010", {"C": 3, "": 4}),
        ("germaneau-2010", {"A": 1, "": 1}),
        ("fowler-guay-2008", {"A": 1, "": 2}),
        ("ebner-kloiber-2008", {"": 2}),
    ],
)
def test_known_cases_end_branch_by_branch(shipped, case_id, people):
    steps = shipped.steps.loc[shipped.steps["case_id"] == case_id]
    ends = steps.loc[steps["hostage_stage"].isin(["released", "killed"])]
    assert dict(zip(ends["party"], ends["hostages"], strict=True)) == people

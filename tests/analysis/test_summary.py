"""The figures above the map."""

from datetime import date, timedelta

import pandas as pd
import pytest
from held_on import count_held
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_cases, make_dataset, make_events

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown, incidents_of, tell_highest_tolls
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import HostageStage

REPORTS = ["moved", "handed_over", "held", "proof_of_life", "returned"]
ENDS = ["released", "killed", "died", "escaped", "rescued"]


def count_whole(dataset, **choices):
    selection = MapSelection(**choices)
    return count_shown(dataset, filter_dataset(dataset, selection), selection)


def make_shown(*rows, cases=None):
    cases = make_cases() if cases is None else cases
    dataset = make_dataset(events=make_events(*rows, cases=cases), cases=cases)
    return filter_dataset(dataset, MapSelection()).events


@pytest.mark.parametrize("stage", HostageStage)
def test_a_step_is_an_incident_unless_it_only_reports_on_captives(stage):
    events = make_shown(STEP | {"hostage_stage": stage.value}, cases=make_cases({}))
    assert len(incidents_of(events)) == (0 if stage in REPORTS else 1)


def test_rows_of_one_real_event_count_once_with_its_highest_toll():
    events = make_shown(
        {"joint_id": "market", "fatalities": 3, "title": "First told"},
        {"joint_id": "market", "fatalities": 5},
        {"joint_id": "market"},
        {"fatalities": 2},
        {},
    )
    incidents = incidents_of(events)
    assert incidents["title"].iloc[0] == "First told"
    assert incidents["fatalities"].tolist() == [5, 2, pd.NA]
    assert list(incidents.columns) == list(events.columns)
    assert incidents["fatalities"].dtype == "Int64"
    assert events["fatalities"].tolist()[0] == 3


def test_a_real_event_that_one_case_only_reports_is_still_an_incident():
    events = make_shown(
        STEP | {"hostage_stage": "held", "joint_id": "video"},
        {"joint_id": "video", "title": "Video"},
        cases=make_cases({}),
    )
    assert list(incidents_of(events)["title"]) == ["Video"]


def test_a_toll_that_no_source_tells_stays_unknown():
    events = make_shown({"joint_id": "a"}, {"joint_id": "a"}, {"fatalities": 0})
    assert incidents_of(events)["fatalities"].tolist() == [pd.NA, 0]


def test_no_events_are_no_incidents():
    assert incidents_of(make_shown({}).iloc[:0]).empty


def test_counts_part_certain_from_possible_and_known_from_unknown_deaths():
    events = make_events(
        {"event_date": "2012-06-10", "fatalities": 4},
        {"event_date": "2012-06-10"},
        {"event_date": "2012-06-01", "time_precision": 3, "fatalities": 0},
        {"event_date": "2012-08-01", "fatalities": 100},
    )
    counts = count_whole(
        make_dataset(events=events), period=Period(date(2012, 6, 5), date(2012, 7, 1))
    )
    assert (counts.incidents_certain, counts.incidents_possible, counts.incidents) == (2, 1, 3)
    assert (counts.fatalities, counts.fatalities_unknown) == (4, 1)


def test_a_window_is_counted_and_its_last_day_tells_who_is_held():
    cases = make_cases({"abducted_on": "2012-03-01"})
    events = make_events(
        STEP | {"event_date": "2012-03-01", "hostage_stage": "abducted", "hostages": 7},
        {"event_date": "2012-06-10", "fatalities": 4},
        cases=cases,
    )
    dataset = make_dataset(events=events, cases=cases)
    year = Period(date(2012, 1, 1), date(2012, 12, 31))
    before = count_whole(dataset, period=year, window=Period(date(2012, 1, 1), date(2012, 2, 29)))
    assert (before.incidents, before.held_most) == (0, 0)
    june = count_whole(dataset, period=year, window=Period(date(2012, 6, 1), date(2012, 6, 30)))
    assert (june.incidents, june.fatalities, june.held_most) == (1, 4, 7)


def test_the_toll_of_a_joint_event_is_the_highest_that_any_row_shown_tells():
    events = make_shown(
        {"joint_id": "market", "fatalities": 3}, {"joint_id": "market", "fatalities": 5}, {}
    )
    told = tell_highest_tolls(events.iloc[:1], events)
    assert told["fatalities"].tolist() == [5]
    pd.testing.assert_frame_equal(tell_highest_tolls(events.iloc[2:], events), events.iloc[2:])


def test_nothing_shown_counts_as_nothing():
    counts = count_whole(make_dataset(), text="no such word")
    assert (counts.incidents, counts.fatalities, counts.held_most) == (0, 0, 0)


@pytest.fixture(scope="module")
def captivity():
    """Four people taken on 1 March 2012; one freed in May, day unknown; the last on 10 July."""
    cases = make_cases(
        {"case_id": "gao", "abducted_on": "2012-03-01", "ended_on": "2012-07-10",
         "hostages": 4, "released": 2, "unaccounted": 2}
    )  # fmt: skip
    of_case = STEP | {"case_id": "gao"}
    events = make_events(
        of_case | {"event_date": "2012-03-01", "hostage_stage": "abducted", "hostages": 4},
        of_case | {"event_date": "2012-04-01", "hostage_stage": "held", "hostages": 4},
        of_case
        | {
            "event_date": "2012-05-01",
            "time_precision": 3,
            "hostage_stage": "released",
            "hostages": 1,
        },
        of_case | {"event_date": "2012-07-10", "hostage_stage": "released", "hostages": 1},
        of_case | {"event_date": "2012-07-11", "hostage_stage": "returned", "hostages": 1},
        cases=cases,
    )
    return make_dataset(events=events, cases=cases)


@pytest.mark.parametrize(
    ("day", "held_least", "held_most", "fate_unknown"),
    [
        ("2012-02-29", 0, 0, 0),
        ("2012-03-01", 4, 4, 0),
        ("2012-04-30", 4, 4, 0),
        ("2012-05-01", 3, 4, 0),
        ("2012-05-30", 3, 4, 0),
        ("2012-05-31", 3, 3, 0),
        ("2012-07-09", 3, 3, 0),
        ("2012-07-10", 0, 0, 2),
        ("2020-01-01", 0, 0, 2),
    ],
)
def test_people_are_held_from_their_abduction_to_the_day_of_their_end(
    captivity, day, held_least, held_most, fate_unknown
):
    held = count_held(captivity.cases, captivity.steps, pd.Timestamp(day)).loc["gao"]
    found = (held["held_least"], held["held_most"], held["fate_unknown"])
    assert found == (held_least, held_most, fate_unknown)


def test_people_held_through_a_quiet_period_are_counted(captivity):
    quiet = Period(date(2012, 6, 1), date(2012, 6, 30))
    counts = count_whole(captivity, period=quiet)
    assert counts.incidents == 0
    assert (counts.held_least, counts.held_most) == (3, 3)


def test_people_of_cases_that_the_other_filters_leave_out_are_not_counted(captivity):
    quiet = Period(date(2012, 6, 1), date(2012, 6, 30))
    assert count_whole(captivity, period=quiet, countries=("BFA",)).held_most == 0
    assert count_whole(captivity, period=quiet, cases=("gao",)).held_most == 3


def test_people_freed_in_a_number_no_source_tells_are_held_until_their_case_ends():
    cases = make_cases(
        {"abducted_on": "2012-03-01", "ended_on": "2012-07-10", "hostages": 5, "released": 4,
         "unaccounted": 1}
    )  # fmt: skip
    events = make_events(
        STEP | {"event_date": "2012-03-01", "hostage_stage": "abducted", "hostages": 5},
        STEP | {"event_date": "2012-05-01", "hostage_stage": "released"},
        STEP | {"event_date": "2012-07-10", "hostage_stage": "released", "hostages": 1},
        cases=cases,
    )
    dataset = make_dataset(events=events, cases=cases)
    held = {
        day: count_held(cases, dataset.steps, pd.Timestamp(day)).loc["arlit"].to_dict()
        for day in ("2012-07-09", "2012-07-10")
    }
    nobody = dict.fromkeys(("held_least", "held_most", "ended_least", "ended_most"), 0)
    assert held["2012-07-09"] == nobody | {"held_least": 5, "held_most": 5, "fate_unknown": 0}
    assert held["2012-07-10"] == nobody | {"ended_least": 4, "ended_most": 4, "fate_unknown": 1}


ORIGIN = date(2012, 1, 1)
DAYS = st.integers(0, 400).map(lambda days: pd.Timestamp(ORIGIN + timedelta(days)))


@st.composite
def captivities(draw):
    """Draw cases whose ends add up, as the data's rules ask, with days that may be uncertain."""
    cases, steps = [], []
    for number in range(draw(st.integers(1, 3))):
        hostages = draw(st.integers(1, 9))
        abducted_on = draw(DAYS)
        left, last = hostages, abducted_on
        for _ in range(draw(st.integers(0, 4))):
            people = draw(st.integers(0, left))
            first = abducted_on + timedelta(draw(st.integers(0, 300)))
            last_day = first + timedelta(draw(st.integers(0, 40)))
            left, last = left - people, max(last, last_day)
            stage = draw(st.sampled_from([*ENDS, "held"]))
            left += people if stage == "held" else 0
            steps.append((f"case-{number}", stage, people, first, last_day))
        steps.append((f"case-{number}", "abducted", hostages, abducted_on, abducted_on))
        ended = left == 0 or draw(st.booleans())
        cases.append((f"case-{number}", abducted_on, last if ended else pd.NaT, hostages, left))
    columns = ["case_id", "abducted_on", "ended_on", "hostages", "unaccounted"]
    case_frame = pd.DataFrame(cases, columns=columns).astype({"ended_on": "datetime64[us]"})
    case_frame = case_frame.astype({"hostages": "Int64", "unaccounted": "Int64"})
    step_columns = ["case_id", "hostage_stage", "hostages", "first_day", "last_day"]
    step_frame = pd.DataFrame(steps, columns=step_columns).astype({"hostages": "Int64"})
    return case_frame.set_index("case_id", drop=False).rename_axis(None), step_frame


@given(captivities(), DAYS)
def test_held_and_ended_and_unknown_people_are_always_those_abducted(captivities, day):
    cases, steps = captivities
    held = count_held(cases, steps, day)
    abducted = cases["hostages"].where(cases["abducted_on"] <= day, 0)
    assert (held["held_most"] + held["ended_least"] + held["fate_unknown"] == abducted).all()
    assert (held["held_least"] + held["ended_most"] + held["fate_unknown"] == abducted).all()
    assert (held >= 0).all(axis=None)
    assert (held["held_least"] <= held["held_most"]).all()


@given(captivities())
def test_nobody_of_a_closed_case_is_held_once_every_uncertain_day_has_passed(captivities):
    cases, steps = captivities
    held = count_held(cases, steps, pd.Timestamp("2030-01-01"))
    closed = cases["ended_on"].notna()
    assert (held.loc[closed, "held_most"] == 0).all()
    assert (held.loc[~closed, "held_most"] == cases.loc[~closed, "unaccounted"]).all()


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2010-09-15", 0),
        ("2010-09-16", 7),
        ("2010-10-31", 7),
        ("2011-02-23", 7),
        ("2011-02-24", 4),
        ("2011-03-01", 4),
        ("2013-10-28", 4),
        ("2013-10-29", 0),
        ("2013-10-30", 0),
    ],
)
def test_of_the_seven_of_arlit_three_were_free_in_february_2011_and_all_in_october_2013(
    shipped, day, held
):
    counted = count_held(shipped.cases, shipped.steps, pd.Timestamp(day)).loc["arlit-2010"]
    assert (counted["held_least"], counted["held_most"]) == (held, held)
    assert counted["fate_unknown"] == 0


@pytest.mark.parametrize("year", range(2003, 2027))
def test_people_held_in_the_shipped_data_are_those_a_loop_over_the_steps_counts(shipped, year):
    day = pd.Timestamp(year, 6, 30)
    held = count_held(shipped.cases, shipped.steps, day)
    steps = shipped.steps.to_dict("records")
    for case_id, case in shipped.cases.iterrows():
        people = case["hostages"] if case["abducted_on"] <= day else 0
        if pd.notna(case["ended_on"]) and case["ended_on"] <= day:
            people -= case["unaccounted"]
        ends = [s for s in steps if s["case_id"] == case_id and s["hostage_stage"] in ENDS]
        gone = [s["hostages"] for s in ends if s["first_day"] <= day]
        surely_gone = [s["hostages"] for s in ends if s["last_day"] <= day]
        assert held.loc[case_id, "held_least"] == people - sum(gone), case_id
        assert held.loc[case_id, "held_most"] == people - sum(surely_gone), case_id


def test_figures_of_the_shipped_data_are_those_of_a_loop_over_its_rows(shipped):
    seen, deaths, unknown = set(), 0, 0
    for row in shipped.events.to_dict("records"):
        real = row["joint_id"] or row["event_id"]
        if row["hostage_stage"] in REPORTS or real in seen:
            continue
        seen.add(real)
        joint = shipped.events.loc[shipped.events["joint_id"] == real, "fatalities"].dropna()
        toll = max(
            [*joint, *([row["fatalities"]] if pd.notna(row["fatalities"]) else [])], default=None
        )
        deaths += toll or 0
        unknown += toll is None
    counts = count_whole(shipped)
    assert (counts.incidents, counts.incidents_possible) == (len(seen), 0)
    assert (counts.fatalities, counts.fatalities_unknown) == (deaths, unknown)

"""Choosing events, and with them the cases that are shown whole."""

import random
import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_cases, make_dataset, make_events

from sahel_geo.analysis.filtering import (
    choose_events,
    contains_words,
    filter_dataset,
    filter_steps,
    keep_rows,
    known_codes,
    sort_by_period,
    stand_for_incidents,
)
from sahel_geo.analysis.summary import count_chosen, count_shown, incidents_of
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Confidence, EventType

FIRST_DAY, LAST_DAY = date(2011, 1, 1), date(2013, 12, 31)
COUNTRIES = ("MLI", "NER", "BFA")
ACTORS = ("Police", "AQIM", "Military Forces of Niger", "Police Forces")
CASES = ("arlit", "gao", "hombori")
WORDS = ("Éléphant", "uranium", "ménaka", "l’otage", "GAO", "naïf")
SEARCHES = (
    "elephant",
    "MENAKA",
    "l'otage",
    "uran gao",
    "hombori",
    "œuvre",
    "naïf aqim",
    "x",
    "an",
    "é",
)


def make_random_rows(number):
    """Make rows that differ in everything a filter looks at, the same ones every time."""
    pick = random.Random(20100916)
    rows = []
    for _ in range(number):
        day = FIRST_DAY + timedelta(pick.randrange((LAST_DAY - FIRST_DAY).days))
        case = pick.choice(("", "", *CASES))
        is_step = case and pick.random() < 0.7
        rows.append(
            {
                "event_date": day,
                "end_date": pick.choice(("", "", day + timedelta(pick.randrange(90)))),
                "time_precision": pick.choice((1, 1, 2, 3)),
                "event_type": pick.choice(list(EventType)).value,
                "confidence": pick.choice(list(Confidence)).value,
                "country": pick.choice(COUNTRIES),
                "actor1": " / ".join(pick.sample(ACTORS, pick.choice((1, 1, 2)))),
                "actor2": pick.choice(("", *ACTORS)),
                "title": " ".join(pick.sample(WORDS, 2)),
                "summary_fr": pick.choice(("", *WORDS)),
                "location": pick.choice(("Gao", "Ménaka", "Arlit")),
                "case_id": case,
                "hostage_stage": pick.choice(("abducted", "held", "released")) if is_step else "",
                "joint_id": pick.choice(("", "", "", "", "one", "two", "three")),
            }
        )
    return rows


@pytest.fixture(scope="module")
def dataset():
    cases = make_cases(
        *(
            {"case_id": case, "name": f"Case of {case}", "name_fr": f"Affaire, œuvre {case}",
             "abducted_on": "2000-01-01"}
            for case in CASES
        )
    )  # fmt: skip
    return make_dataset(events=make_events(*make_random_rows(100), cases=cases), cases=cases)


@pytest.fixture(scope="module")
def rows(dataset):
    rows = dataset.events.to_dict("records")
    for row in rows:
        row["days"] = [day.date() for day in pd.date_range(row["first_day"], row["last_day"])]
    return rows


def ids(frame):
    return list(frame["event_id"])


def stands_to(row, period):
    """Sort a row into certain, possible or out (None), day by day."""
    inside = [period.start <= day <= period.end for day in row["days"]]
    return "certain" if all(inside) else "possible" if any(inside) else None


def bare(text):
    """Write a text in small letters without accents, not as the code does."""
    letters = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


def holds(row, text, cases):
    if not text:
        return True
    columns = ["title", "title_fr", "summary", "summary_fr", "location", "location_fr"]
    columns += ["admin1", "actor1", "actor2", "case_id"]
    texts = [row[column] for column in columns]
    if row["case_id"]:
        texts += [cases.loc[row["case_id"], "name"], cases.loc[row["case_id"], "name_fr"]]
    return all(any(bare(word) in bare(cell) for cell in texts) for word in text.split())


def passes(row, selection, cases):
    actors = {*row["actor1"].split(" / "), *row["actor2"].split(" / ")}
    return (
        (not selection.countries or row["country"] in selection.countries)
        and (not selection.event_types or row["event_type"] in selection.event_types)
        and (not selection.confidence or row["confidence"] in selection.confidence)
        and (not selection.cases or row["case_id"] in selection.cases)
        and (not selection.hostage_only or row["case_id"] != "")
        and (not selection.actors or bool(actors & set(selection.actors)))
        and holds(row, selection.text, cases)
    )


def some(values):
    return st.lists(st.sampled_from(list(values)), max_size=2).map(tuple)


DAYS = st.dates(FIRST_DAY - timedelta(40), LAST_DAY + timedelta(120))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
ONE_FILTER = st.one_of(
    st.builds(MapSelection, period=PERIODS),
    st.builds(MapSelection, window=PERIODS),
    st.builds(MapSelection, countries=some(COUNTRIES)),
    st.builds(MapSelection, event_types=some(EventType)),
    st.builds(MapSelection, actors=some(ACTORS)),
    st.builds(MapSelection, cases=some(CASES)),
    st.builds(MapSelection, confidence=some(Confidence)),
    st.builds(MapSelection, hostage_only=st.booleans()),
    st.builds(MapSelection, text=st.sampled_from(SEARCHES)),
)
SELECTIONS = st.builds(
    MapSelection,
    period=st.none() | PERIODS,
    window=st.none() | PERIODS,
    countries=some(COUNTRIES),
    event_types=some(EventType),
    actors=some(ACTORS),
    cases=some(CASES),
    confidence=some(Confidence),
    hostage_only=st.booleans(),
    text=st.sampled_from(("", "", *SEARCHES)),
)


@given(selection=ONE_FILTER | SELECTIONS)
def test_filters_keep_the_rows_that_a_loop_over_the_rows_keeps(dataset, rows, selection):
    period = selection.window or selection.period or dataset.period
    expected = [
        (row["event_id"], stands_to(row, period))
        for row in rows
        if stands_to(row, period) and passes(row, selection, dataset.cases)
    ]
    shown = filter_dataset(dataset, selection)
    assert (
        list(zip(shown.events["event_id"], shown.events["time_certainty"], strict=True)) == expected
    )


@given(selection=SELECTIONS)
def test_a_case_is_shown_whole_when_a_step_passes_or_it_is_picked(dataset, selection):
    shown = filter_dataset(dataset, selection)
    passing = set(shown.events.loc[shown.events["hostage_stage"] != "", "case_id"])
    wanted = passing | set(selection.cases)
    assert ids(shown.steps) == [
        event_id
        for event_id, case in zip(dataset.steps["event_id"], dataset.steps["case_id"], strict=True)
        if case in wanted
    ]


@given(selection=SELECTIONS)
def test_an_incident_stands_once_for_the_rows_of_one_event_that_pass_at_any_time(
    dataset, rows, selection
):
    seen, expected = set(), []
    for row in rows:
        stands = passes(row, selection, dataset.cases) and row["hostage_stage"] != "held"
        stands = stands and row["joint_id"] not in seen
        if stands and row["joint_id"]:
            seen.add(row["joint_id"])
        if stands and stands_to(row, selection.days(dataset.period)):
            expected.append(row["event_id"])
    assert ids(incidents_of(filter_dataset(dataset, selection).events)) == expected


@given(selection=SELECTIONS)
def test_filtering_keeps_columns_order_and_values_and_adds_two_columns(dataset, selection):
    events = filter_dataset(dataset, selection).events
    assert list(events.columns) == [*dataset.events.columns, "time_certainty", "is_incident"]
    kept = dataset.events.loc[dataset.events["event_id"].isin(events["event_id"])]
    pd.testing.assert_frame_equal(
        pd.DataFrame(events.drop(columns=["time_certainty", "is_incident"])), pd.DataFrame(kept)
    )
    assert events.crs == dataset.events.crs
    assert events["time_certainty"].dtype == "str"
    assert events["is_incident"].dtype == bool


@given(selection=SELECTIONS)
def test_the_steps_of_cases_that_pass_at_any_time_are_those_of_the_timeless_choice(
    dataset, selection
):
    timeless = filter_dataset(dataset, selection.timeless)
    assert ids(filter_steps(dataset, selection)) == ids(timeless.steps)


DAYS = st.dates(date(2010, 6, 1), date(2014, 6, 30))


@given(
    days=st.none() | st.tuples(DAYS, DAYS),
    kinds=st.sets(st.sampled_from(list(EventType)), max_size=2),
    countries=st.sets(st.sampled_from(COUNTRIES), max_size=2),
    some=st.tuples(st.integers(0, 300), st.integers(0, 300)),
)
def test_events_chosen_as_numbers_are_those_that_a_filtered_dataset_has(
    dataset, days, kinds, countries, some
):
    selection = MapSelection(
        period=days and Period(min(days), max(days)),
        event_types=tuple(sorted(kinds)),
        countries=tuple(sorted(countries)),
    )
    chosen, shown = choose_events(dataset, selection), filter_dataset(dataset, selection)
    columns = ["is_incident", "first_day", "country", "time_certainty"]
    start, stop = min(some), max(some)
    assert len(chosen) == len(shown.events)
    assert_equal(chosen.frame(), shown.events)
    assert_equal(chosen.frame(columns)[columns], shown.events[columns])
    assert_equal(chosen.part(start, stop), shown.events.iloc[start:stop])
    assert count_chosen(chosen, selection) == count_shown(dataset, shown, selection)


def assert_equal(one, other):
    pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other))


NUMBERS = st.integers(0, 99)
ONE_RUN_AND_SOME = st.tuples(NUMBERS, NUMBERS, st.lists(NUMBERS, max_size=3)).map(
    lambda run: [min(run[:2]) <= n <= max(run[:2]) or n in run[2] for n in range(100)]
)


@given(kept=st.lists(st.booleans(), min_size=100, max_size=100) | ONE_RUN_AND_SOME)
def test_rows_are_kept_alike_whether_they_stand_together_or_not(dataset, kept):
    truths = np.array(kept)
    pd.testing.assert_frame_equal(
        pd.DataFrame(keep_rows(dataset.events, np.flatnonzero(truths))),
        pd.DataFrame(dataset.events.loc[truths]),
    )


def certainties(events, period):
    return list(sort_by_period(events, period))


@given(period=PERIODS)
def test_what_is_certain_or_possible_is_shown_and_nothing_else(dataset, period):
    events = filter_dataset(dataset, MapSelection(period=period)).events
    assert set(events["time_certainty"]) <= {"certain", "possible"}
    certain = events.loc[events["time_certainty"] == "certain"]
    assert (certain["first_day"] >= pd.Timestamp(period.start)).all()
    assert (certain["last_day"] <= pd.Timestamp(period.end)).all()
    out = sort_by_period(dataset.events, period) == ""
    assert set(ids(dataset.events.loc[~out])) == set(ids(events))


@given(days=st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted))
def test_two_periods_that_touch_show_together_what_their_union_shows(dataset, days):
    first, last = Period(days[0], days[1]), Period(days[1] + timedelta(1), days[2] + timedelta(1))
    parts = [sort_by_period(dataset.events, period) for period in (first, last)]
    union = sort_by_period(dataset.events, Period(first.start, last.end))
    assert (((parts[0] != "") | (parts[1] != "")) == (union != "")).all()
    certain = [part == "certain" for part in parts]
    assert ((certain[0] | certain[1]) <= (union == "certain")).all()
    assert not (certain[0] & certain[1]).any()


def test_a_period_keeps_its_first_and_last_day():
    events = make_events(
        {"event_date": "2012-12-31"}, {"event_date": "2013-01-01"}, {"event_date": "2013-01-31"}
    )
    january = Period(date(2013, 1, 1), date(2013, 1, 31))
    assert certainties(events, january) == ["", "certain", "certain"]
    kept = filter_dataset(make_dataset(events=events), MapSelection(period=january)).events
    assert list(kept["event_date"].dt.day) == [1, 31]


def test_a_day_known_to_the_month_is_only_possible_in_a_part_of_it():
    events = make_events({"event_date": "2013-01-01", "time_precision": 3})
    half = Period(date(2013, 1, 15), date(2013, 3, 1))
    assert certainties(events, half) == ["possible"]
    assert certainties(events, Period(date(2013, 2, 1), date(2013, 3, 1))) == [""]


@pytest.mark.parametrize("years", [(1, 2), (1, 9999), (9998, 9999)])
def test_no_period_is_too_far_away(dataset, years):
    period = Period(date(years[0], 1, 1), date(years[1], 12, 31))
    expected = len(dataset.events) if years == (1, 9999) else 0
    assert len(filter_dataset(dataset, MapSelection(period=period)).events) == expected


def test_the_window_decides_what_is_shown_of_the_period():
    events = make_events({"event_date": "2013-01-10"}, {"event_date": "2013-02-10"})
    dataset = make_dataset(events=events)
    year = MapSelection(period=Period(date(2013, 1, 1), date(2013, 12, 31)))
    february = replace(year, window=Period(date(2013, 2, 1), date(2013, 2, 28)))
    assert ids(filter_dataset(dataset, february).events) == ids(events)[1:]
    assert ids(filter_dataset(dataset, year).events) == ids(events)


def test_what_stands_for_a_joint_event_does_not_change_while_a_window_moves():
    joint = {"joint_id": "release"}
    events = make_events(
        joint | {"event_date": "2013-01-10", "country": "MLI"},
        joint | {"event_date": "2013-02-10", "country": "NER"},
        joint | {"event_date": "2013-02-20", "country": "NER"},
    )
    dataset = make_dataset(events=events)
    whole = MapSelection(period=Period(date(2013, 1, 1), date(2013, 12, 31)))
    january = replace(whole, window=Period(date(2013, 1, 1), date(2013, 1, 31)))
    february = replace(whole, window=Period(date(2013, 2, 1), date(2013, 2, 28)))
    first, second, _ = ids(events)

    def incidents(selection):
        return ids(incidents_of(filter_dataset(dataset, selection).events))

    assert incidents(whole) == incidents(january) == [first]
    assert len(filter_dataset(dataset, february).events) == 2
    assert incidents(february) == []  # one event is never counted in two windows
    # where the first does not pass another choice, the next one stands for all
    assert incidents(replace(february, countries=("NER",))) == [second]


def test_a_step_that_only_reports_never_stands_for_a_joint_event():
    cases = make_cases({})
    events = make_events(
        STEP | {"hostage_stage": "held", "joint_id": "video"}, {"joint_id": "video"}, cases=cases
    )
    passes = np.ones(2, dtype=bool)
    assert list(stand_for_incidents(events, passes)) == [False, True]
    assert passes.all()


def test_a_case_picked_is_shown_whole_also_where_nothing_of_it_passes(dataset):
    selection = MapSelection(cases=("arlit",), period=Period(date(1990, 1, 1), date(1990, 1, 2)))
    shown = filter_dataset(dataset, selection)
    assert shown.events.empty
    assert ids(shown.steps) == ids(dataset.steps.loc[dataset.steps["case_id"] == "arlit"])


def test_an_event_related_to_a_case_does_not_show_its_path():
    cases = make_cases({})
    events = make_events(
        STEP | {"event_date": "2010-09-16"},
        {"event_date": "2010-09-22", "case_id": "arlit", "country": "BFA"},
        cases=cases,
    )
    shown = filter_dataset(
        make_dataset(events=events, cases=cases), MapSelection(countries=("BFA",))
    )
    assert len(shown.events) == 1
    assert shown.steps.empty


def test_filtering_leaves_the_dataset_as_it_is(dataset):
    before = dataset.events.copy()
    filter_dataset(dataset, MapSelection(countries=("MLI",), text="gao"))
    pd.testing.assert_frame_equal(pd.DataFrame(dataset.events), pd.DataFrame(before))


def finds(events, words):
    return list(contains_words(make_dataset(events=events).search_texts, words))


def test_a_search_looks_inside_words_and_signs_mean_themselves():
    events = make_events({"title": "Attack (claimed) on 5.5 km"}, {"title": "Attack 515 km"})
    assert finds(events, "5.5") == [True, False]
    assert finds(events, "(CLAIM") == [True, False]
    assert finds(events, "  ") == [True, True]


def test_no_word_is_found_across_two_columns():
    events = make_events({"title": "Raid in Ti", "location": "metrine"})
    assert finds(events, "timetrine") == [False]
    assert finds(events, "ti metrine") == [True]


def test_datasets_of_one_version_are_searched_each_in_its_own_words():
    one, other = (make_dataset(events=make_events({"title": title})) for title in ("Raid", "March"))
    assert one.version == other.version
    assert len(filter_dataset(one, MapSelection(text="raid")).events) == 1
    assert filter_dataset(other, MapSelection(text="raid")).events.empty
    again = filter_dataset(replace(one, events=other.events), MapSelection(text="raid"))
    assert again.events.empty


def test_actors_are_listed_once_each_and_sorted():
    events = make_events(
        {"actor1": "B / A", "actor2": "C"},
        {"actor1": "A", "actor2": ""},
        {"actor1": "a", "actor2": "C"},
    )
    dataset = make_dataset(events=events)
    assert dataset.actors == ("A", "B", "C", "a")
    assert replace(dataset, events=events.iloc[:0]).actors == ()


def test_a_link_is_checked_against_what_the_data_hold(dataset):
    known = known_codes(dataset)
    assert known.countries == frozenset(COUNTRIES)
    assert known.actors == frozenset(ACTORS)
    assert known.cases == frozenset(CASES)


def test_an_actor_is_not_found_in_the_name_of_another():
    events = make_events({"actor1": "Police Forces"}, {"actor1": "Army / Police"})
    dataset = make_dataset(events=events)
    assert ids(filter_dataset(dataset, MapSelection(actors=("Police",))).events) == [
        events["event_id"].iloc[1]
    ]

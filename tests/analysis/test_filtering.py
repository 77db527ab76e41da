"""Choosing events, and with them the cases that are shown whole."""

import random
import unicodedata
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_cases, make_dataset, make_events

from sahel_geo.analysis.filtering import (
    contains_words,
    filter_by_period,
    filter_dataset,
    fold,
    known_codes,
    list_actors,
)
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
    period = selection.period or dataset.period
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


@given(period=PERIODS)
def test_what_is_certain_or_possible_is_shown_and_nothing_else(dataset, period):
    events = filter_by_period(dataset.events, period)
    assert set(events["time_certainty"]) <= {"certain", "possible"}
    certain = events.loc[events["time_certainty"] == "certain"]
    assert (certain["first_day"] >= pd.Timestamp(period.start)).all()
    assert (certain["last_day"] <= pd.Timestamp(period.end)).all()
    assert list(events.columns) == [*dataset.events.columns, "time_certainty"]


@given(days=st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted))
def test_two_periods_that_touch_show_together_what_their_union_shows(dataset, days):
    first, last = Period(days[0], days[1]), Period(days[1] + timedelta(1), days[2] + timedelta(1))
    parts = [filter_by_period(dataset.events, period) for period in (first, last)]
    union = filter_by_period(dataset.events, Period(first.start, last.end))
    assert set(ids(parts[0])) | set(ids(parts[1])) == set(ids(union))
    certain = [set(ids(part.loc[part["time_certainty"] == "certain"])) for part in parts]
    assert certain[0] | certain[1] <= set(ids(union.loc[union["time_certainty"] == "certain"]))
    assert not certain[0] & certain[1]


def test_a_period_keeps_its_first_and_last_day():
    events = make_events(
        {"event_date": "2012-12-31"}, {"event_date": "2013-01-01"}, {"event_date": "2013-01-31"}
    )
    kept = filter_by_period(events, Period(date(2013, 1, 1), date(2013, 1, 31)))
    assert list(kept["event_date"].dt.day) == [1, 31]
    assert list(kept["time_certainty"]) == ["certain", "certain"]


def test_a_day_known_to_the_month_is_only_possible_in_a_part_of_it():
    events = make_events({"event_date": "2013-01-01", "time_precision": 3})
    half = filter_by_period(events, Period(date(2013, 1, 15), date(2013, 3, 1)))
    assert list(half["time_certainty"]) == ["possible"]
    assert filter_by_period(events, Period(date(2013, 2, 1), date(2013, 3, 1))).empty


@pytest.mark.parametrize("years", [(1, 2), (1, 9999), (9998, 9999)])
def test_no_period_is_too_far_away(dataset, years):
    period = Period(date(years[0], 1, 1), date(years[1], 12, 31))
    expected = len(dataset.events) if years == (1, 9999) else 0
    assert len(filter_by_period(dataset.events, period)) == expected


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


def test_a_search_looks_inside_words_and_signs_mean_themselves():
    events = make_events({"title": "Attack (claimed) on 5.5 km"}, {"title": "Attack 515 km"})
    cases = make_cases()
    assert list(contains_words(events, cases, "5.5")) == [True, False]
    assert list(contains_words(events, cases, "(CLAIM")) == [True, False]
    assert list(contains_words(events, cases, "  ")) == [True, True]


def test_no_word_is_found_across_two_columns():
    events = make_events({"title": "Raid in Ti", "location": "metrine"})
    assert not contains_words(events, make_cases(), "timetrine").any()


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ÉMEUTE", "emeute"), ("l’otage", "l'otage"), ("Straße", "strasse"), ("", "")],
)
def test_folding_drops_accents_and_capitals(text, folded):
    assert fold(text) == folded
    assert fold(fold(text)) == folded


def test_actors_are_listed_once_each_and_sorted():
    events = make_events(
        {"actor1": "B / A", "actor2": "C"},
        {"actor1": "A", "actor2": ""},
        {"actor1": "a", "actor2": "C"},
    )
    assert list_actors(events) == ("A", "B", "C", "a")
    assert list_actors(events.iloc[:0]) == ()


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

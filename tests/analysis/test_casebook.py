"""The table of hostage cases that lists and figures start from."""

from datetime import date

import pandas as pd
import pytest
from makers import STEP, make_cases, make_dataset, make_events

from sahel_geo.analysis.casebook import COLUMNS, UNKNOWN_CAPTOR, Spell, list_cases
from sahel_geo.model.vocabulary import Outcome

CLOSED = {"resolved": "yes", "unaccounted": "0", "released": "7", "outcome": "released"}
AQIM = "AQIM: Al Qaeda in the Islamic Maghreb"
TESSALIT = {"country": "MLI", "admin1": "Kidal", "longitude": 1.01, "latitude": 20.2}
SOMEWHERE = {"country": "MLI", "geo_precision": 4, "longitude": -2.0, "latitude": 20.0}


def make_casebook(*steps, **case):
    """List the one case `arlit` with steps that name what differs from a held step at Arlit."""
    cases = make_cases(case)
    first = {"hostage_stage": "abducted", "event_date": "2010-09-16", "hostages": 7}
    rows = [STEP | row for row in (first, *steps)]
    return list_cases(make_dataset(events=make_events(*rows, cases=cases), cases=cases))


def describe(*steps, **case):
    return make_casebook(*steps, **case).loc["arlit"]


@pytest.fixture(scope="module")
def casebook(shipped):
    return list_cases(shipped)


def test_a_closed_case_lasts_to_its_end():
    case = describe(
        {"hostage_stage": "released", "event_date": "2010-09-26", "hostages": 7},
        ended_on="2010-09-26",
        **CLOSED,
    )
    assert case["last_known_on"] == pd.Timestamp(2010, 9, 26)
    assert (case["days_held"], case["is_open"], case["is_censored"]) == (10, False, False)
    assert case["spells"] == (Spell(7, 10, Outcome.RELEASED),)


def test_an_open_case_is_known_up_to_the_last_day_of_its_last_report():
    case = describe({"event_date": "2010-10-01", "end_date": "2010-10-06"})
    assert pd.isna(case["ended_on"])
    assert (case["days_held"], case["is_open"], case["is_censored"]) == (20, True, True)
    assert case["spells"] == (Spell(7, 20, Outcome.UNRESOLVED),)


def test_people_of_no_known_fate_were_held_until_all_were_last_told_of():
    case = describe(
        {"event_date": "2010-09-20", "hostages": 7},
        {"event_date": "2010-09-26", "hostage_stage": "released", "hostages": 4, "party": "A"},
        ended_on="2010-09-26",
        released=4,
        unaccounted=3,
    )
    assert case["spells"] == (Spell(4, 10, Outcome.RELEASED), Spell(3, 4, Outcome.UNRESOLVED))
    assert (case["is_open"], case["is_censored"]) == (False, True)


def test_people_freed_without_a_number_are_free_when_their_case_is_closed():
    case = describe(
        {"hostage_stage": "released", "event_date": "2010-09-20", "party": "A"},
        {"hostage_stage": "killed", "event_date": "2010-09-26", "hostages": 1, "party": "B"},
        ended_on="2010-09-26",
        **CLOSED | {"released": 6, "killed": 1, "outcome": "mixed"},
    )
    assert case["spells"] == (Spell(1, 10, Outcome.KILLED), Spell(6, 10, Outcome.MIXED))


def test_an_end_known_to_the_month_does_not_outlast_its_case():
    case = describe(
        {
            "hostage_stage": "died",
            "event_date": "2010-09-01",
            "hostages": 7,
            "time_precision": 3,
        },
        ended_on="2010-09-20",
        **CLOSED | {"released": 0, "died": 7, "outcome": "died_in_captivity"},
    )
    assert case["spells"] == (Spell(7, 4, Outcome.DIED_IN_CAPTIVITY),)


def test_countries_are_those_of_captivity_in_order_and_not_of_the_way_home():
    case = describe(
        {"event_date": "2010-09-18"} | SOMEWHERE,
        {"event_date": "2010-10-01", "country": "DZA"},
        {"event_date": "2010-10-20", "hostage_stage": "returned", "country": "BFA"},
    )
    assert case["countries"] == ("NER", "MLI", "DZA")
    assert case["crossed_border"]


def test_the_days_to_a_border_are_those_to_the_first_report_from_abroad():
    case = describe({"event_date": "2010-09-18", "end_date": "2010-09-21"} | TESSALIT)
    assert (case["days_to_cross_least"], case["days_to_cross_most"]) == (2, 5)


def test_a_case_of_one_country_has_no_days_to_a_border():
    casebook = make_casebook({"event_date": "2010-09-18"})
    assert not casebook["crossed_border"].any()
    assert casebook["days_to_cross_least"].isna().all()


def test_kilometres_are_unknown_where_only_one_place_is_known():
    assert pd.isna(describe()["km_moved"])
    assert pd.isna(describe({"event_date": "2010-09-18"} | SOMEWHERE)["km_moved"])
    assert describe({"event_date": "2010-09-18"})["km_moved"] == 0
    moved = describe({"event_date": "2010-09-18"} | TESSALIT)
    assert moved["km_moved"] == pytest.approx(688, rel=0.01)


@pytest.mark.parametrize(
    ("actor", "captor"),
    [
        (AQIM, AQIM),
        ("GSPC: Salafist Group for Preaching and Combat", AQIM),
        ("Katiba Macina", "JNIM: Group for Support of Islam and Muslims"),
        ("Unidentified Armed Group (Niger)", UNKNOWN_CAPTOR),
        (f"{AQIM} / Ansar Dine", AQIM),
    ],
)
def test_the_captor_is_the_family_of_the_first_who_seized_them(actor, captor):
    cases = make_cases({})
    events = make_events(STEP | {"hostage_stage": "abducted", "actor1": actor}, cases=cases)
    assert list_cases(make_dataset(events=events, cases=cases))["captor"].tolist() == [captor]


def test_a_case_without_steps_is_listed_from_its_own_row():
    cases = make_cases({"nationalities": "FRA:5|MDG:1|TGO:1"})
    case = list_cases(make_dataset(cases=cases)).loc["arlit"]
    assert (case["days_held"], case["countries"], case["captor"]) == (0, (), UNKNOWN_CAPTOR)
    assert case["nationalities"] == ("FRA", "MDG", "TGO")
    assert case["nationals"] == (("FRA", 5), ("MDG", 1), ("TGO", 1))
    assert case["spells"] == (Spell(7, 0, Outcome.UNRESOLVED),)


def test_no_cases_give_an_empty_casebook_of_the_same_columns():
    casebook = list_cases(make_dataset())
    assert casebook.empty
    assert dict(casebook.dtypes.astype(str)) == COLUMNS


def test_cases_come_in_the_order_of_their_abduction(casebook, shipped):
    assert casebook["abducted_on"].is_monotonic_increasing
    assert set(casebook.index) == set(shipped.cases["case_id"])
    assert dict(casebook.dtypes.astype(str)) == COLUMNS


def test_the_spells_of_every_shipped_case_add_up_to_its_people(casebook):
    people = casebook["spells"].map(lambda spells: sum(spell.people for spell in spells))
    assert people.tolist() == casebook["hostages"].tolist()
    longest = casebook["spells"].map(lambda spells: max(spell.days for spell in spells))
    assert longest.tolist() == casebook["days_held"].tolist()


def test_six_shipped_cases_are_open_and_eleven_censored(casebook):
    assert casebook.index[casebook["is_open"]].tolist() == [
        "agadez-gretzmacher-2025",
        "agadez-abbt-2025",
        "kayes-cement-2025",
        "dosso-singh-2025",
        "niamey-rideout-2025",
        "kobri-2025",
    ]
    assert casebook["is_censored"].sum() == 11


@pytest.mark.parametrize(
    ("case_id", "days", "countries", "people"),
    [
        # seven taken on 16 September 2010: three freed on 24 February 2011, four on 29 October 2013
        ("arlit-2010", 1139, ("NER", "MLI", "DZA"), [(3, 161), (4, 1139)]),
        # two taken by 19 April 2010: the driver freed on the 29th, Germaneau killed on 24 July
        ("germaneau-2010", 96, ("NER", "MLI"), [(1, 10), (1, 96)]),
        # three taken on 14 December 2008: the driver freed on 21 March, both envoys on 21 April
        ("fowler-guay-2008", 128, ("NER", "MLI"), [(1, 97), (2, 128)]),
        # both taken on 22 February 2008, freed on 30 October
        ("ebner-kloiber-2008", 251, ("TUN", "MLI"), [(2, 251)]),
    ],
)
def test_known_cases_are_as_their_sources_tell(casebook, case_id, days, countries, people):
    case = casebook.loc[case_id]
    assert (case["days_held"], case["countries"]) == (days, countries)
    assert [(spell.people, spell.days) for spell in case["spells"]] == people


def test_the_days_of_known_cases_agree_with_the_calendar(casebook):
    arlit = casebook.loc["arlit-2010"]
    assert arlit["days_held"] == (date(2013, 10, 29) - date(2010, 9, 16)).days
    assert arlit["ended_on"].date() == date(2013, 10, 29)


def test_listing_leaves_the_dataset_as_it_is(shipped):
    steps, cases = shipped.steps.copy(), shipped.cases.copy()
    list_cases(shipped)
    pd.testing.assert_frame_equal(shipped.steps, steps)
    pd.testing.assert_frame_equal(shipped.cases, cases)

"""Figures of captivity."""

import pandas as pd
import pytest
from held_on import count_held
from makers import STEP, make_cases, make_dataset, make_events

from sahel_geo.analysis.captivity import (
    MASS_SEIZURE,
    SEVERAL,
    SUMMARY_COLUMNS,
    BorderFigure,
    Grouping,
    Unit,
    count_unended,
    estimate_all,
    held_curve,
    part_by_size,
    share_across_border,
    summarise_by,
)
from sahel_geo.analysis.casebook import list_cases

ENDED = {"released": 7, "unaccounted": 0, "resolved": "yes", "outcome": "released"}


def make_case_of(days, *, people=7, case_id="arlit", **case):
    """Make a case of so many days from 1 January 2010 on: a row, and its two steps."""
    until = pd.Timestamp(2010, 1, 1) + pd.Timedelta(days=days)
    row = {"case_id": case_id, "abducted_on": "2010-01-01", "ended_on": f"{until:%Y-%m-%d}"}
    row |= ENDED | {"hostages": people, "released": people} | case
    step = STEP | {"case_id": case_id, "hostages": people}
    steps = [
        step | {"hostage_stage": "abducted", "event_date": "2010-01-01"},
        step | {"hostage_stage": "released", "event_date": f"{until:%Y-%m-%d}"},
    ]
    return row, steps


def make_open_case(days, *, people=7, case_id="open", **case):
    """Make a case of which the last report, so many days on, is that its people are held."""
    row, steps = make_case_of(days, people=people, case_id=case_id, **case)
    row |= {"ended_on": "", "released": 0, "unaccounted": people, "resolved": "no"}
    row |= {"outcome": "unresolved"}
    return row, [steps[0], steps[1] | {"hostage_stage": "held"}]


def make_casebook(*cases):
    return list_cases(make_whole(*cases))


def make_whole(*cases):
    rows = make_cases(*(row for row, _ in cases))
    events = make_events(*(step for _, steps in cases for step in steps), cases=rows)
    return make_dataset(events=events, cases=rows)


def summarise(*cases, by=Grouping.SECTOR, unit=Unit.CASE):
    return summarise_by(make_casebook(*cases), by, unit).set_index("group")


@pytest.fixture(scope="module")
def casebook(shipped):
    return list_cases(shipped)


def test_the_median_of_a_group_is_that_of_its_cases_and_says_on_how_many_it_rests():
    groups = summarise(
        make_case_of(10, case_id="a", people=1),
        make_case_of(20, case_id="b", people=2),
        make_case_of(60, case_id="c", people=4),
        make_case_of(5, case_id="d", people=3, sector="aid"),
    )
    assert groups.loc["mining", ["cases", "people", "open", "median"]].tolist() == [3, 7, 0, 20]
    assert groups.loc["aid", ["cases", "people", "open", "median"]].tolist() == [1, 3, 0, 5]


def test_captives_count_each_with_their_own_days():
    row, (abducted, released) = make_case_of(100, people=5)
    first = released | {"event_date": "2010-01-11", "hostages": 3, "party": "A"}
    case = row, [abducted, first, released | {"hostages": 2}]
    assert summarise(case).loc["mining", "median"] == 100
    assert summarise(case, unit=Unit.CAPTIVE).loc["mining", "median"] == 10


def test_an_open_case_counts_as_held_up_to_its_last_known_day():
    groups = summarise(make_case_of(10, case_id="a"), make_open_case(50))
    group = groups.loc["mining"]
    assert group[["cases", "open", "unaccounted"]].tolist() == [2, 1, 0]
    assert group["median"] == 10
    alone = summarise(make_open_case(50)).loc["mining"]
    assert alone[["median", "low", "high"]].isna().all()


def test_captives_of_no_known_fate_are_told_apart_from_those_still_held():
    row, (abducted, released) = make_case_of(10, people=5, unaccounted=2, released=3)
    lost = row, [abducted, released | {"hostages": 3, "party": "A"}]
    casebook = make_casebook(lost, make_open_case(50, people=4))
    assert count_unended(casebook, Unit.CASE) == (1, 1)
    assert count_unended(casebook, Unit.CAPTIVE) == (4, 2)
    group = summarise_by(casebook, Grouping.SECTOR, Unit.CAPTIVE).loc[0]
    assert group[["people", "open", "unaccounted"]].tolist() == [9, 4, 2]


def test_captives_of_a_mass_seizure_stand_apart_and_its_case_does_not():
    cases = [
        make_case_of(3, case_id="mass", people=MASS_SEIZURE + 1),
        make_case_of(90, case_id="small", people=MASS_SEIZURE),
    ]
    by_captive = summarise_by(make_casebook(*cases), Grouping.SECTOR, Unit.CAPTIVE)
    assert by_captive[["is_mass", "people", "median"]].to_numpy().tolist() == [
        [False, 30, 90],
        [True, 31, 3],
    ]
    by_case = summarise_by(make_casebook(*cases), Grouping.SECTOR, Unit.CASE)
    assert by_case[["is_mass", "cases", "people"]].to_numpy().tolist() == [[False, 2, 61]]


def test_by_outcome_captives_are_grouped_by_their_own():
    row, (abducted, released) = make_case_of(100, people=5, released=4, killed=1, outcome="mixed")
    killed = released | {"event_date": "2010-01-11", "hostages": 1, "party": "A"}
    case = row, [abducted, killed | {"hostage_stage": "killed"}, released | {"hostages": 4}]
    assert summarise(case, by=Grouping.OUTCOME).index.tolist() == ["mixed"]
    groups = summarise(case, by=Grouping.OUTCOME, unit=Unit.CAPTIVE)
    assert groups["median"].to_dict() == {"released": 100, "killed": 10}


def test_a_case_counts_in_each_of_its_nationalities():
    case = make_case_of(10, nationalities="FRA:5|MDG:1|TGO:1")
    for unit in Unit:
        groups = summarise(case, by=Grouping.NATIONALITY, unit=unit)
        assert groups["people"].to_dict() == {"FRA": 5, "MDG": 1, "TGO": 1}
        assert set(groups["median"]) == {10}


def test_captives_of_several_nations_who_were_freed_apart_are_not_told_apart():
    row, (abducted, released) = make_case_of(100, nationalities="FRA:5|MDG:1|TGO:1")
    first = released | {"event_date": "2010-01-11", "hostages": 3, "party": "A"}
    case = row, [abducted, first, released | {"hostages": 4}]
    groups = summarise(case, by=Grouping.NATIONALITY, unit=Unit.CAPTIVE)
    assert groups["people"].to_dict() == {SEVERAL: 7}


def test_a_nationality_that_is_not_told_is_said_so():
    for unit in Unit:
        groups = summarise(make_case_of(10), by=Grouping.NATIONALITY, unit=unit)
        assert groups.index.tolist() == ["XXX"]


def test_no_cases_give_an_empty_summary_of_the_same_columns():
    for by in Grouping:
        for unit in Unit:
            groups = summarise_by(list_cases(make_dataset()), by, unit)
            assert groups.empty
            assert dict(groups.dtypes.astype(str)) == SUMMARY_COLUMNS
    assert estimate_all(list_cases(make_dataset()), Unit.CASE).n == 0
    assert count_unended(list_cases(make_dataset()), Unit.CASE) == (0, 0)


def test_the_share_across_a_border_rests_on_the_cases_that_have_steps():
    row, (abducted, released) = make_case_of(100, case_id="over")
    abroad = abducted | {"hostage_stage": "held", "event_date": "2010-01-03", "country": "MLI"}
    later = abroad | {"event_date": "2010-01-09", "end_date": "2010-01-12"}
    far_row, (far, _) = make_open_case(100, case_id="far")
    cases = [
        (row, [abducted, abroad, released]),
        make_case_of(10, case_id="here"),
        (far_row, [far, later | {"case_id": "far"}]),
        (make_case_of(5, case_id="untold")[0], []),
    ]
    figure = share_across_border(make_casebook(*cases))
    assert figure == BorderFigure(
        cases=3,
        open=1,
        crossed=2,
        median_days_least=5,
        median_days_most=6.5,
        soonest_days=2,
        latest_days=11,
    )
    assert figure.share == pytest.approx(2 / 3)


def test_without_cases_no_share_has_crossed_a_border():
    figure = share_across_border(list_cases(make_dataset()))
    assert (figure.cases, figure.crossed, figure.share) == (0, 0, None)
    assert (figure.median_days_least, figure.latest_days) == (None, None)


def test_the_curve_of_people_held_is_the_count_of_each_day(shipped):
    curve = held_curve(shipped)
    assert (curve.cases, curve.open) == (57, 6)
    assert curve.days.index.is_monotonic_increasing
    for day in ("2010-09-16", "2011-02-24", "2013-01-17", "2020-10-08", "2026-02-06"):
        held = count_held(shipped.cases, shipped.steps, pd.Timestamp(day)).sum()
        row = curve.days.loc[: pd.Timestamp(day)].iloc[-1]
        for column in ("held_least", "held_most", "fate_unknown"):
            assert row[column] == held[column], (day, column)


def test_the_curve_ends_on_the_last_day_of_the_data():
    dataset = make_whole(make_case_of(10), make_open_case(50))
    days = held_curve(dataset).days
    assert days.index[-1].date() == dataset.latest_day
    assert days["held_most"].tolist() == [14, 7, 7]


def test_the_curve_can_leave_mass_seizures_out():
    dataset = make_whole(make_case_of(3, case_id="mass", people=40), make_case_of(9))
    small, mass = part_by_size(list_cases(dataset))
    assert held_curve(dataset, small).days["held_most"].max() == 7
    assert held_curve(dataset, mass).days["held_most"].max() == 40


def test_nobody_is_held_without_cases():
    curve = held_curve(make_dataset())
    assert (len(curve.days), curve.cases, curve.open) == (0, 0, 0)


@pytest.mark.parametrize("by", Grouping)
def test_shipped_captives_are_each_in_one_group(casebook, by):
    groups = summarise_by(casebook, by, Unit.CAPTIVE)
    assert groups["people"].sum() == casebook["hostages"].sum()
    assert groups.loc[~groups["is_mass"], "people"].sum() == 145


@pytest.mark.parametrize("by", [Grouping.OUTCOME, Grouping.SECTOR, Grouping.CAPTOR])
def test_shipped_cases_are_each_in_one_group(casebook, by):
    groups = summarise_by(casebook, by, Unit.CASE)
    assert groups[["cases", "open", "unaccounted"]].sum().tolist() == [57, 6, 5]


def test_the_figures_of_the_shipped_cases_are_those_counted_by_hand(casebook):
    # the two rescues were of 9 days (Pendjari) and 68 (the ICRC's five)
    rescued = summarise_by(casebook, Grouping.OUTCOME, Unit.CASE).set_index("group").loc["rescued"]
    assert rescued[["cases", "people", "median"]].tolist() == [2, 7, 38.5]
    # killed: after 1 (Niamey), 126 (Raupach), 1707 (Stockly) days, and 1 (Woodman)
    killed = summarise_by(casebook, Grouping.OUTCOME, Unit.CASE).set_index("group").loc["killed"]
    assert killed[["cases", "people", "median"]].tolist() == [4, 5, 63.5]
    assert count_unended(casebook, Unit.CASE) == (6, 5)
    assert count_unended(casebook, Unit.CAPTIVE) == (12, 9)
    assert count_unended(casebook, Unit.CAPTIVE, is_mass=True) == (0, 36)


def test_the_curves_of_cases_and_captives_rest_on_all_of_them(casebook):
    assert estimate_all(casebook, Unit.CASE).n == 57
    assert estimate_all(casebook, Unit.CASE, is_mass=True).n == 57
    assert estimate_all(casebook, Unit.CAPTIVE).n == 145
    assert estimate_all(casebook, Unit.CAPTIVE, is_mass=True).n == 32 + 72 + 831

"""Whether a leg can be driven in its time."""

import pytest
from makers import STEP, make_events

from sahel_geo.analysis.driving import MOST_KMH, PACE_KMH, hours_between, judge_haste
from sahel_geo.analysis.movements import Leg, build_trajectories, read_steps

ARLIT = {"longitude": 7.39, "latitude": 18.74}
DAKAR = {"longitude": -17.44, "latitude": 14.69}


def make_leg(end_date="2011-01-01", **changes):
    """Make a leg of some 2,690 km, from Arlit on 1 January 2011 to Dakar."""
    start = STEP | ARLIT | {"event_date": "2011-01-01"}
    end = STEP | DAKAR | {"event_date": end_date} | changes
    steps = make_events(start, end).sort_values("row")
    return Leg(*read_steps(steps.to_dict("records")), through=())


def test_a_leg_has_all_hours_of_its_first_and_last_day():
    leg = make_leg("2011-01-03")
    assert hours_between(leg.start, leg.end) == 72


def test_a_leg_that_no_one_can_drive_in_its_days_says_why():
    leg = make_leg("2011-01-01")
    haste = judge_haste(leg)
    assert haste.most_hours == 24
    assert haste.length_km == pytest.approx(leg.length_km)
    assert haste.needed_kmh == pytest.approx(leg.length_km / 24)
    assert haste.needed_kmh > MOST_KMH


@pytest.mark.parametrize(
    "changes",
    [
        {"end_date": "2011-01-02"},
        {"end_date": "2011-01-01", "time_precision": 2},
        {"end_date": "2011-01-01", "geo_precision": 3},
    ],
)
def test_a_leg_is_not_doubted_if_any_reading_of_its_reports_can_be_driven(changes):
    assert judge_haste(make_leg(**changes)) is None


def test_a_place_that_is_near_another_may_be_nearer():
    assert judge_haste(make_leg()).length_km - judge_haste(
        make_leg(geo_precision=2)
    ).length_km == pytest.approx(25)


def test_days_that_stand_the_wrong_way_round_leave_no_time():
    haste = judge_haste(make_leg("2010-12-20"))
    assert (haste.most_hours, haste.needed_kmh) == (0, float("inf"))


def test_no_shipped_leg_is_doubted(shipped):
    legs = [leg for case in build_trajectories(shipped.steps) for leg in case.legs]
    assert [leg for leg in legs if judge_haste(leg)] == []


def test_the_pace_is_that_of_the_drive_it_is_taken_from():
    assert 1000 / 56 <= PACE_KMH < MOST_KMH

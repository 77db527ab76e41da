"""From dated steps to legs, fading ends and ways home."""

import math
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_events

from sahel_geo.analysis.movements import build_trajectories, find_stays, read_steps

PLACES = {
    "arlit": (7.39, 18.74),
    "timetrine": (-0.58, 19.33),
    "adrar": (1.23, 19.86),
    "gao": (-0.04, 16.27),
    "niamey": (2.11, 13.51),
    "somewhere": (-2.0, 20.0),
}


def make_path(*rows):
    """Make the trajectory of a case from (place, changes) rows; 'somewhere' is undisclosed."""
    events = make_events(
        *(
            STEP
            | {
                "event_date": f"2011-01-{day:02}",
                "longitude": PLACES[place][0],
                "latitude": PLACES[place][1],
                "geo_precision": 4 if place == "somewhere" else 1,
            }
            | changes
            for day, (place, changes) in enumerate(rows, start=1)
        )
    )
    (trajectory,) = build_trajectories(events)
    return trajectory


def legs_of(trajectory):
    """Write legs shortly: (from, steps in between, to) by their numbers."""
    return [
        (leg.start.number, tuple(step.number for step in leg.through), leg.end.number)
        for leg in trajectory.legs
    ]


def fades_of(trajectory):
    return [(fade.start and fade.start.number, fade.into.number) for fade in trajectory.fades]


def tails_of(trajectory):
    return [(tail.start.number, tail.end.number) for tail in trajectory.tails]


def test_two_known_places_make_a_leg():
    path = make_path(("arlit", {}), ("timetrine", {}), ("gao", {}))
    assert legs_of(path) == [(1, (), 2), (2, (), 3)]
    assert (path.fades, path.tails) == ((), ())


def test_steps_are_numbered_from_one_in_the_order_of_the_file():
    path = make_path(("arlit", {}), ("somewhere", {}), ("gao", {"party": "A"}))
    assert [step.number for step in path.steps] == [1, 2, 3]
    assert path.case_id == "arlit"


def test_an_undisclosed_place_between_known_ones_makes_one_uncertain_leg():
    path = make_path(("arlit", {}), ("somewhere", {}), ("somewhere", {}), ("timetrine", {}))
    assert legs_of(path) == [(1, (2, 3), 4)]
    assert not path.legs[0].is_certain
    assert path.fades == ()


def test_a_path_fades_out_into_an_undisclosed_place_at_its_end():
    path = make_path(("arlit", {}), ("gao", {}), ("somewhere", {}), ("somewhere", {}))
    assert legs_of(path) == [(1, (), 2)]
    assert fades_of(path) == [(2, 4)]


def test_a_case_that_was_never_at_a_known_place_has_no_line_at_all():
    path = make_path(("somewhere", {}), ("somewhere", {}))
    assert (path.legs, path.tails) == ((), ())
    assert fades_of(path) == [(None, 2)]


def test_an_undisclosed_beginning_is_left_out_of_the_path():
    path = make_path(("somewhere", {}), ("arlit", {}), ("gao", {}))
    assert legs_of(path) == [(2, (), 3)]


def test_two_steps_at_one_place_make_no_leg():
    path = make_path(("arlit", {}), ("arlit", {}), ("gao", {}), ("somewhere", {}), ("gao", {}))
    assert legs_of(path) == [(2, (), 3)]


@pytest.mark.parametrize("confidence", ["reported", "claimed", "disputed"])
@pytest.mark.parametrize("end", [0, 1])
def test_a_leg_is_certain_only_between_confirmed_reports(confidence, end):
    rows = [["arlit", {}], ["gao", {}]]
    assert make_path(*rows).legs[0].is_certain
    rows[end][1] = {"confidence": confidence}
    assert not make_path(*rows).legs[0].is_certain


def test_a_party_branches_off_at_the_last_step_of_all_and_the_trunk_goes_on_from_there():
    path = make_path(("arlit", {}), ("timetrine", {}), ("gao", {"party": "A"}), ("adrar", {}))
    assert legs_of(path) == [(1, (), 2), (2, (), 4), (2, (), 3)]


def test_a_party_goes_on_from_its_own_last_place():
    path = make_path(
        ("arlit", {}), ("gao", {"party": "A"}), ("adrar", {"party": "B"}),
        ("niamey", {"party": "A"}), ("timetrine", {"party": "B"}),
    )  # fmt: skip
    assert legs_of(path) == [(1, (), 2), (2, (), 4), (1, (), 3), (3, (), 5)]


def test_a_part_of_a_party_branches_off_from_the_party():
    path = make_path(
        ("arlit", {}), ("timetrine", {"party": "B"}), ("gao", {"party": "B1"}),
        ("adrar", {"party": "B"}),
    )  # fmt: skip
    assert legs_of(path) == [(1, (), 2), (2, (), 4), (2, (), 3)]


def test_a_part_of_a_party_that_was_only_at_undisclosed_places_comes_from_where_the_party_did():
    path = make_path(("arlit", {}), ("somewhere", {"party": "B"}), ("gao", {"party": "B1"}))
    assert legs_of(path) == [(1, (2,), 3)]


def test_a_part_of_a_party_that_no_row_tells_of_branches_off_the_trunk():
    path = make_path(("arlit", {}), ("gao", {"party": "B1"}))
    assert legs_of(path) == [(1, (), 2)]


def test_a_party_that_is_told_of_before_all_are_has_no_origin():
    path = make_path(("gao", {"party": "A"}), ("arlit", {}), ("adrar", {}))
    assert legs_of(path) == [(2, (), 3)]


def test_a_trunk_does_not_fade_when_parties_follow_all_its_people():
    rows = [
        ("arlit", {"hostages": 7}), ("somewhere", {"hostages": 7}),
        ("gao", {"party": "A", "hostages": 3}), ("adrar", {"party": "B", "hostages": 4}),
    ]  # fmt: skip
    assert fades_of(make_path(*rows)) == []
    assert fades_of(make_path(*rows[:3])) == [(1, 2)]


def test_a_trunk_does_not_fade_when_parties_follow_an_unknown_number():
    path = make_path(("arlit", {}), ("somewhere", {"hostages": 7}), ("gao", {"party": "A"}))
    assert fades_of(path) == []
    assert legs_of(path) == [(1, (2,), 3)]


def test_a_party_does_not_fade_when_its_people_are_later_told_of_with_all_the_others():
    rows = [
        ("arlit", {}), ("somewhere", {"party": "A"}), ("gao", {"party": "B"}), ("adrar", {}),
    ]  # fmt: skip
    assert fades_of(make_path(*rows)) == []
    assert fades_of(make_path(*rows[:3])) == [(1, 2)]


@pytest.mark.parametrize("stage", ["released", "killed", "died", "escaped", "rescued"])
def test_a_party_whose_captivity_ends_does_not_come_back_to_the_others(stage):
    path = make_path(
        ("arlit", {}), ("somewhere", {"party": "A", "hostage_stage": stage}), ("adrar", {})
    )
    assert fades_of(path) == [(1, 2)]


def test_freed_people_who_come_home_do_not_tell_where_a_party_went():
    path = make_path(
        ("arlit", {}),
        ("somewhere", {"party": "A"}),
        ("niamey", {"hostage_stage": "returned"}),
    )
    assert fades_of(path) == [(1, 2)]


def test_the_way_home_is_a_tail_and_never_a_leg():
    path = make_path(
        ("arlit", {}),
        ("gao", {"hostage_stage": "released"}),
        ("niamey", {"hostage_stage": "returned"}),
    )
    assert legs_of(path) == [(1, (), 2)]
    assert tails_of(path) == [(2, 3)]
    assert path.length_km == path.legs[0].length_km


def test_people_who_return_while_others_are_held_do_not_move_these():
    path = make_path(
        ("arlit", {}), ("gao", {}), ("niamey", {"hostage_stage": "returned"}), ("adrar", {})
    )
    assert legs_of(path) == [(1, (), 2), (2, (), 4)]


def test_a_return_to_an_undisclosed_place_or_to_the_same_is_not_drawn():
    released = ("gao", {"hostage_stage": "released"})
    for home in ("somewhere", "gao"):
        path = make_path(("arlit", {}), released, (home, {"hostage_stage": "returned"}))
        assert (tails_of(path), fades_of(path)) == ([], [])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ({"event_date": "2011-01-01"}, {"event_date": "2011-01-11"}, (10, 10)),
        ({"event_date": "2011-01-05", "time_precision": 2}, {"event_date": "2011-01-20"}, (12, 18)),
        ({"event_date": "2011-01-01", "time_precision": 3}, {"event_date": "2011-02-10"}, (10, 40)),
        ({"event_date": "2011-01-01"}, {"event_date": "2011-01-01", "time_precision": 3}, (0, 30)),
    ],
)
def test_gaps_are_ranges_of_days_when_a_day_is_uncertain(start, end, expected):
    assert make_path(("arlit", start), ("gao", end)).legs[0].gap_days == expected


def haversine_km(one, other):
    """Compute the distance on a sphere, which differs from the ellipsoid by less than 0.6 %."""
    longitude1, latitude1, longitude2, latitude2 = map(math.radians, (*one, *other))
    half = math.sin((latitude2 - latitude1) / 2) ** 2
    half += math.cos(latitude1) * math.cos(latitude2) * math.sin((longitude2 - longitude1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def test_lengths_are_kilometres_on_the_earth():
    path = make_path(("arlit", {}), ("timetrine", {}), ("gao", {}))
    expected = [
        haversine_km(PLACES["arlit"], PLACES["timetrine"]),
        haversine_km(PLACES["timetrine"], PLACES["gao"]),
    ]
    assert [leg.length_km for leg in path.legs] == pytest.approx(expected, rel=0.006)
    assert path.length_km == pytest.approx(sum(expected), rel=0.006)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(list(PLACES)),
        st.sampled_from(["", "", "A", "B", "B1"]),
        st.sampled_from(["moved", "held", "released", "returned"]),
        st.sampled_from(["confirmed", "claimed"]),
    ),
    min_size=1,
    max_size=9,
)


@pytest.fixture(scope="module")
def any_step():
    """A step to draw others from, since making rows is slow."""
    return make_events(STEP).iloc[[0]]


def draw_path(any_step, rows):
    frame = any_step.loc[any_step.index.repeat(len(rows))].reset_index(drop=True)
    columns = list(zip(*rows, strict=True))
    coordinates = [PLACES[place] for place in columns[0]]
    frame = frame.assign(
        event_id=[str(number) for number in range(len(rows))],
        longitude=[longitude for longitude, _ in coordinates],
        latitude=[latitude for _, latitude in coordinates],
        geo_precision=[4 if place == "somewhere" else 1 for place in columns[0]],
        party=list(columns[1]),
        hostage_stage=list(columns[2]),
        confidence=list(columns[3]),
    )
    (trajectory,) = build_trajectories(frame)
    return trajectory


@given(rows=STEPS)
def test_legs_join_different_known_places_in_the_order_of_time(any_step, rows):
    path = draw_path(any_step, rows)
    for leg in path.legs:
        assert leg.start.is_known_place
        assert leg.end.is_known_place
        assert not leg.start.is_return
        assert not leg.end.is_return
        assert leg.start.point != leg.end.point
        assert leg.length_km > 0
        assert leg.start.number < leg.end.number
        between = [leg.start.number, *(step.number for step in leg.through), leg.end.number]
        assert between == sorted(between)
        assert not any(step.is_known_place for step in leg.through)
        assert leg.is_certain <= (not leg.through)


@given(rows=STEPS)
def test_no_label_point_is_ever_the_end_of_a_line(any_step, rows):
    path = draw_path(any_step, rows)
    ends = [step for line in (*path.legs, *path.tails) for step in (line.start, line.end)]
    ends += [fade.start for fade in path.fades if fade.start]
    assert PLACES["somewhere"] not in {step.point for step in ends}
    assert all(not fade.into.is_known_place for fade in path.fades)


@given(rows=STEPS)
def test_no_leg_ends_twice_at_one_step_and_every_known_step_is_reached(any_step, rows):
    path = draw_path(any_step, rows)
    arrivals = [leg.end.number for leg in path.legs]
    assert len(arrivals) == len(set(arrivals))
    for step in path.steps:
        told = min(s.number for s in path.steps if s.party[:1] == step.party[:1])
        earlier = [s for s in path.steps if s.number < step.number and s.is_known_place]
        has_origin = any(not s.party and not s.is_return and s.number <= told for s in earlier)
        is_new = has_origin and step.point not in {s.point for s in earlier}
        if step.is_known_place and not step.is_return and is_new:
            assert step.number in arrivals


@given(rows=STEPS)
def test_a_trajectory_of_one_party_is_a_chain(any_step, rows):
    path = draw_path(any_step, [(place, "", stage, word) for place, _, stage, word in rows])
    for leg, following in zip(path.legs, path.legs[1:], strict=False):
        assert leg.end.point == following.start.point
    assert len(path.fades) <= 1


@pytest.fixture(scope="module")
def arlit(shipped):
    steps = shipped.steps.loc[shipped.steps["case_id"] == "arlit-2010"]
    (trajectory,) = build_trajectories(steps)
    return trajectory


def test_the_path_of_the_seven_of_arlit_is_that_of_the_table(arlit):
    trunk = [
        (1, (), 2),  # Arlit, towards In Abangharit
        (2, (3, 4, 5), 6),  # across an undisclosed part of the border to the Timetrine
        (7, (), 8),  # divided between Timetrine and Adrar
        (8, (), 9),  # claimed to be beyond the Algerian border
        (9, (12,), 13),  # the four left behind, by way of an undisclosed place, in Timetrine
        (13, (), 14),  # the Adrar
        (16, (), 17),  # said to be in Timbuktu
        (17, (), 18),  # in flight in the Tigharghar
        (18, (), 20),  # claimed to be in Algeria
        (20, (21,), 22),  # brought together near Anéfis, where they are freed
    ]
    assert legs_of(arlit) == [*trunk, (9, (), 10)]  # and the three freed in 2011
    assert tails_of(arlit) == [(23, 24), (10, 11)]
    assert fades_of(arlit) == []  # the two taken to the north-west were together again with all


def test_legs_of_arlit_are_as_long_and_as_certain_as_the_table_says(arlit):
    first, across, *_ = arlit.legs
    assert first.length_km == pytest.approx(170, abs=1)
    assert first.is_certain
    assert first.gap_days == (0, 0)
    assert across.start.point == (6.0497, 17.8792)
    assert across.end.point == (-0.5822, 19.3325)
    assert across.length_km == pytest.approx(718, abs=4)
    assert not across.is_certain
    assert across.gap_days == (10, 10)  # 16 to 26 September 2010


def test_each_shipped_case_has_one_trajectory_of_all_its_steps(shipped):
    trajectories = build_trajectories(shipped.steps)
    assert {path.case_id for path in trajectories} == set(shipped.cases.index)
    assert sum(len(path.steps) for path in trajectories) == len(shipped.steps)


def test_people_of_a_step_are_none_when_no_source_says(shipped):
    rows = shipped.steps.loc[shipped.steps["case_id"] == "arlit-2010"]
    steps = read_steps(rows.to_dict("records"))
    assert steps[0].hostages == 7
    assert steps[16].hostages is None


# -- where people are last known to be ---------------------------------------------------------

FIRST = date(2011, 1, 1)


def stays_of(path, ended_on=None):
    """Write stays shortly: (number of the step, first day, last day) as days of January 2011."""
    return [
        (stay.step.number, stay.first.day, stay.last and stay.last.day)
        for stay in find_stays(path.steps, ended_on)
    ]


def test_a_place_is_the_last_known_one_until_the_next_is_reported():
    path = make_path(("arlit", {}), ("gao", {"event_date": "2011-01-05"}))
    assert stays_of(path) == [(1, 1, 4), (2, 5, None)]


def test_a_report_of_an_undisclosed_place_leaves_the_last_known_one():
    path = make_path(("arlit", {}), ("somewhere", {}), ("somewhere", {}), ("gao", {}))
    assert stays_of(path) == [(1, 1, 3), (4, 4, None)]


def test_people_who_were_never_at_a_known_place_have_no_last_known_one():
    assert stays_of(make_path(("somewhere", {}), ("somewhere", {}))) == []
    assert stays_of(make_path(("gao", {"hostage_stage": "released"}))) == []


@pytest.mark.parametrize("stage", ["released", "rescued", "escaped", "killed", "died"])
def test_nobody_stays_anywhere_from_the_day_of_freedom_or_death(stage):
    path = make_path(
        ("arlit", {}), ("gao", {}), ("gao", {"hostage_stage": stage, "event_date": "2011-01-20"})
    )
    assert stays_of(path) == [(1, 1, 1), (2, 2, 19)]


def test_nobody_stays_anywhere_once_the_case_is_over():
    path = make_path(("arlit", {}), ("gao", {}))
    assert stays_of(path, date(2011, 1, 9)) == [(1, 1, 1), (2, 2, 8)]
    assert stays_of(path, date(2011, 1, 2)) == [(1, 1, 1)]


def test_a_party_stays_apart_from_the_others():
    path = make_path(
        ("arlit", {"hostages": 7}),
        ("gao", {"party": "A", "hostages": 3}),
        ("adrar", {"party": "A", "hostages": 3, "event_date": "2011-01-06"}),
    )
    assert stays_of(path) == [(1, 1, None), (1, 1, 1), (2, 2, 5), (3, 6, None)]


def test_nobody_is_left_where_all_went_on_as_parties():
    path = make_path(
        ("arlit", {"hostages": 7}),
        ("gao", {"party": "A", "hostages": 3, "event_date": "2011-01-06"}),
        ("adrar", {"party": "B", "hostages": 4, "event_date": "2011-01-08"}),
    )
    assert (1, 1, None) not in stays_of(path)
    held = {stay for stay in find_stays(path.steps, None) if stay.holds_on(date(2011, 1, 20))}
    assert {stay.step.number for stay in held} == {2, 3}


def test_a_party_told_of_again_with_all_the_others_is_where_they_are():
    path = make_path(
        ("arlit", {"hostages": 7}),
        ("gao", {"party": "A", "hostages": 3}),
        ("adrar", {"hostages": 7, "event_date": "2011-01-08"}),
    )
    held = {stay for stay in find_stays(path.steps, None) if stay.holds_on(date(2011, 1, 20))}
    assert {stay.step.number for stay in held} == {3}


def test_a_place_whose_day_is_uncertain_does_not_come_before_the_one_told_of_first():
    path = make_path(
        ("arlit", {"event_date": "2011-01-10"}),
        ("gao", {"event_date": "2011-01-12", "time_precision": 2}),
    )
    assert [stay.step.number for stay in find_stays(path.steps, None)] == [2]
    assert find_stays(path.steps, None)[0].first == date(2011, 1, 10)


def put_on_days(path, gaps):
    """Set the steps of a path on days of their own, each so many after the one before."""
    day, steps = FIRST, []
    for step, gap in zip(path.steps, gaps, strict=False):
        day += timedelta(gap)
        when = pd.Timestamp(day)
        steps.append(replace(step, first_day=when, last_day=when))
    return tuple(steps), day


GAPS = st.lists(st.integers(0, 20), min_size=9, max_size=9)


@given(rows=STEPS, gaps=GAPS, ended_after=st.integers(0, 60))
def test_no_stay_begins_or_lasts_when_the_case_is_over(any_step, rows, gaps, ended_after):
    steps, _ = put_on_days(draw_path(any_step, rows), gaps)
    ended_on = FIRST + timedelta(ended_after)
    for stay in find_stays(steps, ended_on):
        assert stay.first <= stay.last < ended_on
        assert stay.step.is_known_place
        assert stay.first >= stay.step.first_day.date()


@given(rows=STEPS, gaps=GAPS)
def test_people_of_one_party_stay_at_one_place_at_a_time_once_a_place_is_known(
    any_step, rows, gaps
):
    held = [(place, "", "held", word) for place, _, _, word in rows]
    steps, last_day = put_on_days(draw_path(any_step, held), gaps)
    known = [step.first_day.date() for step in steps if step.is_known_place]
    stays = find_stays(steps, None)
    for number in range((last_day - FIRST).days + 5):
        day = FIRST + timedelta(number)
        here = [stay for stay in stays if stay.holds_on(day)]
        assert len(here) == (1 if known and min(known) <= day else 0)
        if here:
            assert here[0].step.number == max(
                step.number
                for step in steps
                if step.is_known_place and step.first_day.date() <= day
            )


@pytest.mark.parametrize(
    ("day", "places"),
    [
        (date(2010, 9, 15), set()),
        (date(2010, 9, 16), {(6.0497, 17.8792)}),  # seen driving towards In Abangharit
        (date(2010, 9, 27), {(-0.5822, 19.3325)}),  # the Timetrine
        (date(2010, 10, 1), {(0.4, 19.6)}),  # split, on the way to the Adrar
        (date(2011, 2, 23), {(0.9, 21.3)}),
        (date(2012, 1, 1), {(1.23, 19.86)}),  # the Adrar, camp after camp
        (date(2013, 7, 1), {(0.5, 21.6)}),  # an envoy: all four in Algeria
        (date(2013, 10, 28), {(0.6011, 18.04)}),  # Anéfis, on the eve of their freedom
        (date(2013, 10, 29), set()),
        (date(2013, 12, 1), set()),
    ],
)
def test_the_seven_of_arlit_are_last_known_where_the_table_says(shipped, arlit, day, places):
    ended_on = shipped.case("arlit-2010")["ended_on"].date()
    stays = [stay for stay in find_stays(arlit.steps, ended_on) if stay.holds_on(day)]
    assert {stay.step.point for stay in stays} == places


def test_people_of_the_shipped_cases_of_one_party_stay_at_one_place_at_a_time(shipped):
    for path in build_trajectories(shipped.steps):
        if any(step.party for step in path.steps):
            continue
        stays = find_stays(path.steps, None)
        for one, following in pairwise(stays):
            assert one.last is not None, path.case_id
            assert one.last < following.first, path.case_id

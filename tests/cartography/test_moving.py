"""Movement paths in a window of days."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPoint, Point

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.cartography.composition.paths import compose_cases
from sahel_geo.cartography.document import Footprint
from sahel_geo.cartography.moving import (
    NUMBERED_CASES,
    MovingCase,
    TimedReach,
    color_cases,
    part_in,
    paths_in,
)
from sahel_geo.cartography.symbology import (
    CASE_COLORS,
    LEG_WIDTH_OF_MANY_PX,
    LEG_WIDTH_PX,
    PATH_COLOR,
    REACH,
)
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection

FIRST = date(2010, 1, 1)


def run(first, last):
    """Give a run of days, counted from `FIRST`."""
    return Period(FIRST + timedelta(first), FIRST + timedelta(last))


def make_moving(case_id="arlit", seen=(), *, is_picked=False):
    return MovingCase(case_id, case_id, is_picked, tuple(seen), (), (), (), (), ())


@pytest.fixture(scope="module")
def cases(shipped, english):
    shown = filter_dataset(shipped, MapSelection())
    return compose_cases(shown, (), english, AreaFinder.of(shipped))


days = st.integers(0, 400)
runs = st.tuples(days, days).map(lambda ends: run(min(ends), max(ends)))
edges = st.sets(st.integers(1, 400), max_size=12)


# -- the part of a leg -------------------------------------------------------------------------


@given(runs, edges)
def test_parts_of_windows_that_tile_the_days_of_a_leg_add_up_to_the_whole_leg(leg, cuts):
    first, last = (leg.start - FIRST).days, (leg.end - FIRST).days
    starts = [first, *sorted(cut for cut in cuts if first < cut <= last)]
    ends = [*(start - 1 for start in starts[1:]), last]
    parts = [part_in(leg, run(*window)) for window in zip(starts, ends, strict=True)]
    assert parts[0][0] == 0
    assert parts[-1][1] == pytest.approx(1)
    assert all(one[1] == pytest.approx(other[0]) for one, other in pairwise(parts))
    assert sum(end - start for start, end in parts) == pytest.approx(1)


@given(runs, runs)
def test_a_leg_has_a_part_in_a_window_exactly_when_they_share_a_day(leg, window):
    part = part_in(leg, window)
    assert (part is None) == (window.end < leg.start or leg.end < window.start)
    if part is not None:
        assert 0 <= part[0] < part[1] <= 1 + 1e-12


@given(runs, runs)
def test_a_leg_grows_as_a_cumulative_window_grows(leg, window):
    grown = Period(window.start, window.end + timedelta(1))
    part, more = part_in(leg, window), part_in(leg, grown)
    if part is not None:
        assert more[0] == part[0]
        assert more[1] >= part[1]


def test_a_leg_of_one_day_is_whole_on_that_day():
    assert part_in(run(5, 5), run(0, 10)) == (0.0, 1.0)
    assert part_in(run(5, 5), run(6, 10)) is None


def test_half_of_the_days_are_half_of_the_leg():
    assert part_in(run(0, 9), run(-3, 4)) == (0.0, 0.5)
    assert part_in(run(0, 9), run(5, 5)) == (0.5, 0.6)


# -- where captives can have been ---------------------------------------------------------------


def make_reaching(*days, is_picked=True):
    """Make a case with a reach for each run of days, named by its number."""
    areas = [Footprint(str(number), Point(0, 0), REACH, "") for number in range(len(days))]
    reaches = tuple(TimedReach(*pair) for pair in zip(areas, days, strict=True))
    return replace(make_moving("arlit", is_picked=is_picked), reaches=reaches)


def test_the_reach_between_two_reports_is_drawn_while_a_window_ends_between_them():
    case = make_reaching(run(3, 6), run(7, 9))
    shown = {
        day: [
            area.key for path in paths_in([case], run(0, 30), run(0, day)) for area in path.reaches
        ]
        for day in (2, 3, 6, 7, 9, 10)
    }
    assert shown == {2: [], 3: ["0"], 6: ["0"], 7: ["1"], 9: ["1"], 10: []}


def test_among_more_cases_than_are_numbered_no_reach_is_drawn():
    cases = [make_reaching(run(3, 6))] * (NUMBERED_CASES + 1)
    assert not any(path.reaches for path in paths_in(cases, run(0, 30), run(0, 4)))


def test_only_cases_that_are_picked_have_reaches(cases, picked_cases):
    assert not any(case.reaches for case in cases)
    assert any(case.reaches for case in picked_cases)


def test_every_reach_of_the_shipped_cases_holds_both_ends_of_its_leg(picked_cases):
    for case in picked_cases:
        legs = {leg.line.key: leg for leg in case.legs}
        for reach in case.reaches:
            leg = legs[reach.area.key]
            assert reach.area.area.covers(MultiPoint(leg.line.points))
            assert leg.days.start <= reach.days.start <= reach.days.end == leg.days.end


# -- which cases are shown ---------------------------------------------------------------------


def test_a_case_is_shown_when_a_step_that_passes_falls_into_the_window():
    case = make_moving(seen=(run(5, 6), run(20, 20)))
    shown = {day: bool(paths_in([case], run(0, 30), run(day, day))) for day in (4, 5, 6, 7, 20, 21)}
    assert shown == {4: False, 5: True, 6: True, 7: False, 20: True, 21: False}


def test_a_case_picked_by_name_is_always_shown():
    case = make_moving(is_picked=True)
    assert len(paths_in([case], run(0, 30), run(3, 4))) == 1


@given(runs)
def test_picked_cases_of_the_shipped_data_are_shown_whole_in_every_window(
    shipped, english, picked_cases, window
):
    paths = paths_in(picked_cases, shipped.period, window)
    assert [path.case_id for path in paths] == [case.case_id for case in picked_cases]
    for path, case in zip(paths, picked_cases, strict=True):
        assert [leg.key for leg in path.legs] == [leg.line.key for leg in case.legs]
        assert [mark.key for mark in path.steps] == [mark.mark.key for mark in case.marks]


@pytest.fixture(scope="module")
def picked_cases(shipped, english):
    selection = MapSelection(cases=("arlit-2010", *shipped.cases.index[:2]))
    shown = filter_dataset(shipped, selection)
    return compose_cases(shown, selection.cases, english, AreaFinder.of(shipped))


# -- colours, numbers, widths ------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, len(CASE_COLORS), len(CASE_COLORS) + 1])
def test_few_cases_of_a_period_have_a_colour_each_and_many_share_one(count):
    cases = [make_moving(f"case-{number}", [run(number, number)]) for number in range(count)]
    colors = list(color_cases(cases, run(0, 30)).values())
    own = list(CASE_COLORS[:count])
    assert colors == (own if count <= len(CASE_COLORS) else [PATH_COLOR] * count)


def test_cases_out_of_the_period_take_no_colour_from_those_in_it():
    cases = [make_moving(f"case-{n}", [run(n, n)]) for n in range(20)]
    assert list(color_cases(cases, run(10, 12))) == ["case-10", "case-11", "case-12"]
    assert color_cases(cases, run(10, 12))["case-10"] == CASE_COLORS[0]


@given(runs, runs)
def test_no_colour_changes_while_a_window_moves_through_a_period(period, window):
    cases = [
        make_moving(f"case-{number}", [run(37 * number, 37 * number + 20)]) for number in range(11)
    ]
    inside = window.cut(period) or Period(period.start, period.start)
    colors = color_cases(cases, period)
    for path in paths_in(cases, period, inside):
        assert path.color == colors[path.case_id]


@given(runs)
def test_numbers_words_and_areas_are_left_out_when_more_than_four_cases_are_shown(
    cases, shipped, window
):
    paths = paths_in(cases, shipped.period, window)
    numbered = len(paths) <= NUMBERED_CASES
    legs = [leg for path in paths for leg in path.legs]
    assert {leg.width_px for leg in legs} <= {LEG_WIDTH_PX if numbered else LEG_WIDTH_OF_MANY_PX}
    assert all(bool(mark.numbers) == numbered for path in paths for mark in path.steps)
    assert all(bool(fade.words) == numbered for path in paths for fade in path.fades)
    if not numbered:
        assert not any(path.footprints for path in paths)


@given(runs)
def test_what_is_drawn_of_a_path_in_a_window_is_what_its_days_say(cases, shipped, window):
    known = {case.case_id: case for case in cases}
    for path in paths_in(cases, shipped.period, window):
        case = known[path.case_id]
        for leg, timed in zip(path.legs, case.legs, strict=True):
            assert leg.part == part_in(timed.days, window)
            assert leg.faint == (timed.days.cut(window) is None)
        for mark, place in zip(path.steps, case.marks, strict=True):
            assert mark.faint == (not any(days.cut(window) for days in place.days))
            assert mark.is_last_known == any(stay.holds_on(window.end) for stay in place.stays)
        for drawn, timed in zip(
            (*path.tails, *path.fades), (*case.tails, *case.fades), strict=True
        ):
            assert drawn.faint == (timed.days.cut(window) is None)
        assert {path.color} >= {leg.color for leg in path.legs}


def test_the_last_known_place_of_the_seven_of_arlit_wanders(shipped, english):
    selection = MapSelection(cases=("arlit-2010",))
    shown = filter_dataset(shipped, selection)
    cases = compose_cases(shown, selection.cases, english, AreaFinder.of(shipped))

    def last_known(*day):
        window = Period(date(2010, 9, 1), date(*day))
        (path,) = paths_in(cases, shipped.period, window)
        return {(m.longitude, m.latitude) for m in path.steps if m.is_last_known}

    assert last_known(2010, 9, 15) == set()
    assert last_known(2010, 9, 16) == {(6.0497, 17.8792)}  # towards In Abangharit
    assert last_known(2010, 10, 1) == {(0.4, 19.6)}  # between the Timetrine and the Adrar
    assert last_known(2013, 12, 1) == set()  # free

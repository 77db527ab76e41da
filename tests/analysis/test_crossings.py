"""Which borders a leg crosses, on a base map of three countries side by side.

Aland lies west of 0°, Beland between 0° and 3°, Celand east of that; all between 10° and 20° north.
A degree along 15° north is some 107 km.
"""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from makers import STEP, make_areas, make_dataset, make_events

from sahel_geo.analysis.crossings import CountryFinder, Crossing, find_crossings
from sahel_geo.analysis.movements import Leg, read_steps
from sahel_geo.model.vocabulary import LayerFile

COUNTRIES = (("AAA", -5, 10, 0, 20), ("BBB", 0, 10, 3, 20), ("CCC", 3, 10, 8, 20))


def make_finder(*countries):
    areas = make_areas(*(countries or COUNTRIES))
    return CountryFinder.of(make_dataset(layers={LayerFile.COUNTRIES: areas}))


THREE = make_finder()
(SOMEWHERE,) = read_steps(make_events(STEP).to_dict("records"))


def make_leg(start, end):
    ends = [replace(SOMEWHERE, longitude=lon, latitude=lat) for lon, lat in (start, end)]
    return Leg(*ends, through=())


def cross(start, end, start_country, end_country, *through, finder=THREE):
    leg = make_leg(start, end)
    return find_crossings(leg, finder, start_country, end_country, through)


def borders_of(crossings):
    return [f"{crossing.from_country}>{crossing.to_country}" for crossing in crossings]


def test_a_point_lies_in_its_country_or_in_none():
    finder = THREE
    assert finder.country_at(-1, 15) == "AAA"
    assert finder.country_at(4, 15) == "CCC"
    assert finder.country_at(-9, 15) is None


def test_a_base_map_without_countries_knows_only_the_rows():
    finder = CountryFinder.of(make_dataset())
    assert finder.country_at(1, 15) is None
    crossings = cross((-1, 15), (1, 15), "AAA", "BBB", finder=finder)
    assert borders_of(crossings) == ["AAA>BBB"]


def test_borders_are_crossed_in_order_at_their_rough_places():
    crossings = cross((-1, 15), (4, 15), "AAA", "CCC")
    assert borders_of(crossings) == ["AAA>BBB", "BBB>CCC"]
    assert crossings[0].longitude == pytest.approx(0, abs=0.02)
    assert crossings[1].longitude == pytest.approx(3, abs=0.02)
    assert crossings[0].latitude == pytest.approx(15, abs=0.1)


def test_a_country_that_only_the_line_passes_through_is_not_told_of():
    crossings = cross((-1, 15), (4, 15), "AAA", "CCC")
    assert [crossing.is_told for crossing in crossings] == [False, False]
    crossings = cross((-1, 15), (4, 15), "AAA", "CCC", "BBB")
    assert [crossing.is_told for crossing in crossings] == [True, True]


def test_a_leg_within_a_country_crosses_nothing():
    assert cross((-1, 15), (-3, 12), "AAA", "AAA") == ()


def test_a_sliver_of_a_country_is_no_crossing():
    finder = make_finder(("AAA", -5, 10, 0, 20), ("BBB", 0, 10, 0.02, 20), ("CCC", 0.02, 10, 8, 20))
    assert borders_of(cross((-1, 15), (1, 15), "AAA", "CCC", finder=finder)) == ["AAA>CCC"]


def test_a_corner_of_a_country_nobody_tells_of_is_no_crossing():
    around = make_finder(("AAA", -5, 10, 0, 20), ("BBB", 0, 10, 1, 20), ("AAA", 1, 10, 8, 20))
    assert cross((-1, 15), (2, 15), "AAA", "AAA", finder=around) == ()
    told = cross((-1, 15), (2, 15), "AAA", "AAA", "BBB", finder=around)
    assert borders_of(told) == ["AAA>BBB", "BBB>AAA"]


def test_the_country_of_the_row_wins_at_a_rough_place_near_a_border():
    assert cross((0.2, 15), (-2, 15), "AAA", "AAA") == ()
    assert cross((-2, 15), (0.2, 15), "AAA", "AAA") == ()
    (crossing,) = cross((-0.2, 15), (2, 15), "BBB", "CCC")[:1]
    assert crossing.from_country == "BBB"


def test_two_places_on_one_side_in_rows_of_two_countries_still_cross():
    assert borders_of(cross((0.1, 15), (1, 15), "AAA", "BBB")) == ["AAA>BBB"]


def test_a_country_that_only_the_reports_name_is_crossed_at_no_place():
    crossings = cross((-1, 15), (-3, 15), "AAA", "AAA", "BBB", "BBB")
    assert crossings == (Crossing("AAA", "BBB", None, None), Crossing("BBB", "AAA", None, None))


def test_a_border_that_line_and_reports_share_keeps_its_place():
    crossings = cross((-1, 15), (1, 15), "AAA", "BBB", "CCC")
    assert borders_of(crossings) == ["AAA>CCC", "CCC>BBB"]
    crossings = cross((-1, 15), (1, 15), "AAA", "BBB", "BBB", "CCC")
    assert borders_of(crossings) == ["AAA>BBB", "BBB>CCC", "CCC>BBB"]
    assert [crossing.longitude is None for crossing in crossings] == [False, True, True]


def tenths(least, most):
    return st.integers(least * 10, most * 10).map(lambda number: number / 10)


places = st.tuples(tenths(-5, 8), tenths(10, 20))


@given(places, places, st.sampled_from("ABC"), st.sampled_from("ABC"))
def test_crossings_chain_from_the_country_of_one_end_to_that_of_the_other(start, end, one, other):
    assume(start != end)
    crossings = cross(start, end, one * 3, other * 3)
    chain = [one * 3, *(crossing.to_country for crossing in crossings)]
    assert [crossing.from_country for crossing in crossings] == chain[:-1]
    assert chain[-1] == other * 3
    assert all(crossing.from_country != crossing.to_country for crossing in crossings)

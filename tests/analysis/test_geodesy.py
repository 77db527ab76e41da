"""Distances and directions on the ellipsoid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.analysis.geodesy import azimuth_to, destination, distance_km

POINTS = st.tuples(st.floats(-18, 25), st.floats(4, 38))

ARLIT, NIAMEY = (7.3853, 18.7369), (2.1098, 13.5137)


def test_distances_are_kilometres_on_the_ellipsoid():
    # a degree of the equator, and of a meridian from 10° to 11° N, on WGS84
    assert distance_km((0.0, 0.0), (1.0, 0.0)) == pytest.approx(111.3195, abs=0.0001)
    assert distance_km((0.0, 10.0), (0.0, 11.0)) == pytest.approx(110.6112, abs=0.001)
    assert distance_km(ARLIT, NIAMEY) == distance_km(NIAMEY, ARLIT)


def test_directions_are_degrees_east_of_north():
    start = (2.0, 15.0)
    assert azimuth_to(start, (2.0, 16.0)) == pytest.approx(0)
    assert azimuth_to(start, (2.0, 14.0)) % 360 == pytest.approx(180)
    assert azimuth_to((2.0, 0.0), (3.0, 0.0)) == pytest.approx(90)


@given(POINTS, st.floats(-180, 180), st.floats(1, 1000))
def test_a_destination_lies_as_far_away_as_was_said(start, azimuth, length_km):
    end = destination(start, azimuth, length_km)
    assert distance_km(start, end) == pytest.approx(length_km, abs=1e-6)


@given(POINTS, POINTS)
def test_going_the_way_to_a_point_arrives_there(start, end):
    arrived = destination(start, azimuth_to(start, end), distance_km(start, end))
    assert arrived == pytest.approx(end, abs=1e-9)

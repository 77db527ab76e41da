import math

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.projection import WEB_METRES_PER_PX, fit_frame
from sahel_geo.model.extent import SAHEL, WINDOW, Extent

MAP_BOX = Box(50, 100, 1150, 750)


def edge_of(extent):
    share = np.linspace(0, 1, 50)
    west, south, east, north = extent.as_tuple()
    across, up = west + share * (east - west), south + share * (north - south)
    return np.concatenate(
        [np.column_stack([across, np.full(50, level)]) for level in (south, north)]
        + [np.column_stack([np.full(50, meridian), up]) for meridian in (west, east)]
    )


@given(st.floats(-18, 20), st.floats(4, 33), st.floats(0.2, 40), st.floats(0.2, 30))
def test_the_extent_lies_wholly_in_the_frame(west, south, width, height):
    extent = Extent(west, south, min(west + width, 25), min(south + height, 38))
    points = fit_frame(extent, MAP_BOX).to_page(edge_of(extent))
    assert (points >= (MAP_BOX.left - 0.01, MAP_BOX.top - 0.01)).all()
    assert (points <= (MAP_BOX.right + 0.01, MAP_BOX.bottom + 0.01)).all()


def test_the_extent_reaches_two_opposite_edges_of_the_frame():
    points = fit_frame(SAHEL, MAP_BOX).to_page(edge_of(SAHEL))
    span = points.max(axis=0) - points.min(axis=0)
    assert max(span / (MAP_BOX.width, MAP_BOX.height)) == pytest.approx(1, abs=1e-3)


def test_the_frame_does_not_leave_the_base_layers_when_it_can_be_moved():
    at_the_coast = Extent(-17.9, 14, -10, 28)
    bounds = fit_frame(at_the_coast, MAP_BOX).bounds
    # the corners may hang over a little, where meridians lean
    assert bounds.west >= WINDOW.west - 0.5
    assert bounds.east > 5


def test_a_length_on_the_page_is_true_at_the_middle():
    frame = fit_frame(SAHEL, MAP_BOX)
    longitude, latitude = SAHEL.centre
    ends = [(longitude - 1, latitude), (longitude + 1, latitude)]
    length = pyproj.Geod(ellps="WGS84").line_length(*zip(*ends, strict=True))
    first, last = frame.to_page(ends)
    assert math.dist(first, last) * frame.metres_per_px == pytest.approx(length, rel=1e-3)


def test_areas_are_true_everywhere():
    frame = fit_frame(SAHEL, MAP_BOX)
    for longitude, latitude in [(-12, 10), (15, 28)]:
        square = shapely.box(longitude, latitude, longitude + 1, latitude + 1)
        square = shapely.segmentize(square, 0.1)
        area, _ = pyproj.Geod(ellps="WGS84").geometry_area_perimeter(square)
        (drawn,), _ = frame.shapes_to_page([square])
        assert drawn.area * frame.metres_per_px**2 == pytest.approx(abs(area), rel=2e-3)


def test_the_page_leads_back_to_the_same_degrees():
    frame = fit_frame(SAHEL, MAP_BOX)
    degrees = [(2.1, 13.5), (-8.0, 12.6)]
    assert frame.to_degrees(frame.to_page(degrees)) == pytest.approx(np.array(degrees))


def test_the_zoom_is_that_of_a_web_map_of_equal_scale():
    frame = fit_frame(Extent(-1, -1, 1, 1), Box(0, 0, 100, 100))
    metres_per_px = WEB_METRES_PER_PX / 2**frame.zoom
    assert metres_per_px == pytest.approx(frame.metres_per_px)


def test_north_leans_inwards_on_both_sides_of_the_middle():
    frame = fit_frame(SAHEL, MAP_BOX)
    assert frame.north_at(MAP_BOX.left, 400) < 0 < frame.north_at(MAP_BOX.right, 400)


def test_what_lies_outside_the_frame_is_left_out():
    frame = fit_frame(Extent(0, 15, 5, 18), MAP_BOX)
    shapes, kept = frame.shapes_to_page([shapely.box(-15, 30, -10, 35), shapely.box(1, 16, 2, 17)])
    assert list(kept) == [1]
    assert len(shapes) == 1


def test_a_line_that_touches_the_frame_in_a_point_is_no_fault():
    frame = fit_frame(Extent(0, 15, 5, 18), MAP_BOX)
    west, south, *_ = frame.bounds.as_tuple()
    touching = shapely.LineString([(west - 1, south + 1), (west, south), (west - 1, south)])
    frame.shapes_to_page([shapely.MultiLineString([touching]), None, shapely.LineString()])

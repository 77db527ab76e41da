"""Rectangles of longitudes and latitudes."""

import math

import pytest

from sahel_geo.model.extent import SAHEL, WINDOW, Extent


def test_an_extent_is_west_south_east_north():
    extent = Extent(-5.0, 10.0, 3.0, 20.0)
    assert extent.as_tuple() == (-5.0, 10.0, 3.0, 20.0)
    assert extent.centre == (-1.0, 15.0)


@pytest.mark.parametrize("corner", [(-5.0, 10.0), (3.0, 20.0), (-5.0, 20.0), (3.0, 10.0)])
def test_points_on_the_edge_belong_to_an_extent(corner):
    assert Extent(-5.0, 10.0, 3.0, 20.0).contains(*corner)


@pytest.mark.parametrize("point", [(-5.01, 15.0), (3.01, 15.0), (0.0, 9.99), (0.0, 20.01)])
def test_points_beyond_an_edge_do_not(point):
    assert not Extent(-5.0, 10.0, 3.0, 20.0).contains(*point)


@pytest.mark.parametrize(
    "edges",
    [
        (3.0, 10.0, -5.0, 20.0),
        (-5.0, 20.0, 3.0, 10.0),
        (0.0, 10.0, 0.0, 20.0),
        (-5.0, -91.0, 3.0, 20.0),
        (-5.0, 10.0, 3.0, 91.0),
        (math.nan, 10.0, 3.0, 20.0),
        (-5.0, 10.0, 3.0, math.nan),
    ],
)
def test_an_extent_without_area_or_beyond_the_poles_is_refused(edges):
    with pytest.raises(ValueError, match="west < east, south < north"):
        Extent(*edges)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ((-1.0, 12.0, 1.0, 15.0), (-1.0, 12.0, 1.0, 15.0)),
        ((-180.0, -85.0, 180.0, 85.0), (-5.0, 10.0, 3.0, 20.0)),
        ((0.0, 0.0, 9.0, 11.0), (0.0, 10.0, 3.0, 11.0)),
        ((3.0, 10.0, 9.0, 20.0), None),
        ((-5.0, 20.0, 3.0, 30.0), None),
        ((100.0, 0.0, 110.0, 10.0), None),
    ],
)
def test_an_extent_is_cut_to_the_rectangle_it_shares_with_another(other, expected):
    extent = Extent(-5.0, 10.0, 3.0, 20.0)
    cut = extent.cut(Extent(*other))
    assert (cut and cut.as_tuple()) == expected
    assert Extent(*other).cut(extent) == cut


def test_a_fresh_page_looks_at_a_part_of_what_the_base_map_covers():
    assert WINDOW.contains(SAHEL.west, SAHEL.south)
    assert WINDOW.contains(SAHEL.east, SAHEL.north)

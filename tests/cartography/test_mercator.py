"""The screen's projection, against the formulas of PROJ."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from sahel_geo.cartography.mercator import FOOT_PX, FRAME_PX, ZOOM_STEP, to_pixels, view_of
from sahel_geo.model.extent import SAHEL, WINDOW, Extent
from sahel_geo.model.selection import MAX_ZOOM, MIN_ZOOM

TO_WEB_MERCATOR = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
HALF_WORLD_M = 20037508.342789244

longitudes = st.floats(WINDOW.west, WINDOW.east - 0.3)
latitudes = st.floats(WINDOW.south, WINDOW.north - 0.3)
spans = st.floats(0.2, 20)


def to_window(west, south, width, height):
    return Extent(west, south, min(west + width, WINDOW.east), min(south + height, WINDOW.north))


EXTENTS = st.builds(to_window, longitudes, latitudes, spans, spans)


@given(longitudes, latitudes, st.floats(MIN_ZOOM, MAX_ZOOM))
def test_pixels_are_those_of_web_mercator(longitude, latitude, zoom):
    x, y = to_pixels(np.array([longitude]), np.array([latitude]), zoom)
    east, north = TO_WEB_MERCATOR.transform(longitude, latitude)
    pixel_m = 2 * HALF_WORLD_M / (256 * 2**zoom)
    assert x[0] == pytest.approx((east + HALF_WORLD_M) / pixel_m, abs=1e-6)
    assert y[0] == pytest.approx((HALF_WORLD_M - north) / pixel_m, abs=1e-6)


@given(EXTENTS)
def test_a_view_shows_its_extent_above_the_timeline(extent):
    view = view_of(extent)
    edges = np.array([extent.west, extent.east, view.longitude])
    x, y = to_pixels(edges, np.array([extent.south, extent.north, view.latitude]), view.zoom)
    assert view.zoom % ZOOM_STEP == 0
    assert (x[0] + x[1]) / 2 == pytest.approx(x[2])
    assert y[2] - (y[0] + y[1]) / 2 == pytest.approx(FOOT_PX / 2)
    if view.zoom > MIN_ZOOM:
        assert x[1] - x[0] <= FRAME_PX[0] + 1e-6
        assert y[0] - y[1] <= FRAME_PX[1] + 1e-6


@given(EXTENTS)
def test_a_view_is_as_near_as_its_extent_allows(extent):
    view = view_of(extent)
    edges = np.array([extent.west, extent.east])
    x, y = to_pixels(edges, np.array([extent.south, extent.north]), view.zoom + ZOOM_STEP)
    is_larger = x[1] - x[0] > FRAME_PX[0] or y[0] - y[1] > FRAME_PX[1]
    assert is_larger or view.zoom == MAX_ZOOM


def test_the_whole_sahel_fits_the_frame():
    assert MIN_ZOOM < view_of(SAHEL).zoom < 6

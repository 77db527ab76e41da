"""The relief's tones: plain on plains, shaded on slopes, white on water."""

import io
import math

import numpy as np
import pytest
from geodata.relief import draw_land, shade, to_jpeg, warp_to_mercator
from geodata.window import EAST, NORTH, SOUTH, WEST
from PIL import Image
from shapely import box


def test_land_is_drawn_where_it_lies_in_the_window():
    land = draw_land([box(WEST, SOUTH, (WEST + EAST) / 2, (SOUTH + NORTH) / 2)], 100, 80)
    assert land[60, 20] == 1
    assert land[20, 20] == 0
    assert land[60, 80] == 0


def test_a_plain_has_one_tone_however_dark_the_source_and_water_is_white():
    land = np.ones((60, 120))
    land[:, 100:] = 0
    for darkness in (0.3, 0.8):
        tones = shade(np.full((60, 120), darkness), land)
        assert tones[30, 40] == pytest.approx(0.955)
        assert tones[30, 115] == 1


def test_a_dark_slope_is_darker_than_the_plain_around_it():
    source = np.full((60, 60), 0.6)
    source[30, 30] = 0.4
    tones = shade(source, np.ones((60, 60)))
    assert tones[30, 30] < tones[30, 10]


def test_mercator_keeps_the_width_and_stretches_the_north():
    rows = np.repeat(np.linspace(1, 0, 1020)[:, None], 1290, axis=1)
    warped = warp_to_mercator(rows)
    northings = [math.asinh(math.tan(math.radians(latitude))) for latitude in (SOUTH, 21, NORTH)]
    share_of_north = (northings[2] - northings[1]) / (northings[2] - northings[0])
    assert warped.shape[1] == 1290
    # Half of the latitudes lie north of 21° N, and take more than half of the height.
    assert warped[round(share_of_north * warped.shape[0]), 0] == pytest.approx(0.5, abs=0.002)


def test_white_stays_white_and_the_same_tones_give_the_same_bytes():
    tones = np.ones((16, 16))
    content = to_jpeg(tones)
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.getextrema() == ((255, 255), (255, 255), (255, 255))
    assert to_jpeg(tones) == content

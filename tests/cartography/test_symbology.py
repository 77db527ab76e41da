"""Colours that stay apart for every reader, and words that can be read.

Colour differences are CIEDE2000 between colours as they are drawn. How people with a colour-vision
deficiency see them is simulated after Machado, Oliveira and Fernandes (2009) at full severity, in
linear RGB. Contrast is that of WCAG 2.
"""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.cartography import symbology
from sahel_geo.cartography.symbology import (
    CASE_COLORS,
    COMMODITIES,
    EVENT_COLORS,
    EVENT_EDGE,
    EVENT_OPACITY,
    LAND,
    LAND_BACKGROUND,
    LETTERING,
    SEA,
    LabelKind,
    symbol_radius_px,
)
from sahel_geo.model.vocabulary import BorderKind, Commodity, EventType, RegionClass, RouteKind

VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""Machado et al. (2009), severity 1.0, for linear RGB."""

EVENT_DIFFERENCE = 15.0
"""Least CIEDE2000 between two kinds of event. About 2 is just noticed side by side in large fields;
small symbols apart from each other on a map need several times as much. Six hues that all keep 3:1
against the land reach little over 15 for all four visions at once."""

CASE_DIFFERENCE = 12.0
"""Paths are numbered and named as well, so that their colours may come closer."""

SYMBOL_CONTRAST = 3.0
"""WCAG 2.1, 1.4.11: graphics needed to understand the content."""

TEXT_CONTRAST = 4.5
"""WCAG 2.1, 1.4.3 AA: text of ordinary size."""

XYZ_OF_RGB = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
D65 = np.array([0.95047, 1.0, 1.08883])


def rgb(color):
    return np.array([int(color[start : start + 2], 16) for start in (1, 3, 5)]) / 255


def linear(channels):
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def over(color, opacity, ground):
    """Give the channels of a colour painted at an opacity over a ground."""
    return opacity * rgb(color) + (1 - opacity) * rgb(ground)


def lab(linear_rgb):
    ratios = XYZ_OF_RGB @ np.clip(linear_rgb, 0, 1) / D65
    f = np.where(ratios > 216 / 24389, np.cbrt(ratios), (24389 / 27 * ratios + 16) / 116)
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def difference(one, other):
    """Compute CIEDE2000 after Sharma, Wu and Dalal (2005)."""
    (lightness1, a1, b1), (lightness2, a2, b2) = one, other
    mean_chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    chroma1, chroma2 = math.hypot(stretch * a1, b1), math.hypot(stretch * a2, b2)
    hue1 = math.degrees(math.atan2(b1, stretch * a1)) % 360
    hue2 = math.degrees(math.atan2(b2, stretch * a2)) % 360
    turn = (hue2 - hue1 + 180) % 360 - 180 if chroma1 * chroma2 else 0.0
    d_hue = 2 * math.sqrt(chroma1 * chroma2) * math.sin(math.radians(turn / 2))
    lightness, chroma = (lightness1 + lightness2) / 2, (chroma1 + chroma2) / 2
    hue = (hue1 + turn / 2) % 360 if chroma1 * chroma2 else hue1 + hue2
    weight = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    light = (lightness - 50) ** 2
    d_l = (lightness2 - lightness1) / (1 + 0.015 * light / math.sqrt(20 + light))
    d_c = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    d_h = d_hue / (1 + 0.015 * chroma * weight)
    blue = 30 * math.exp(-(((hue - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * math.sin(math.radians(2 * blue))
    return math.sqrt(d_l**2 + d_c**2 + d_h**2 + rotation * d_c * d_h)


def least_difference(colors, vision):
    """Give the least difference of any two colours, with the two."""
    seen = {name: lab(VISIONS[vision] @ linear(channels)) for name, channels in colors.items()}
    return min(
        (difference(seen[one], seen[other]), one, other)
        for one, other in itertools.combinations(seen, 2)
    )


def luminance(channels):
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(channels))


def contrast(channels, ground):
    dark, light = sorted((luminance(channels), luminance(rgb(ground))))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_differences_are_those_of_the_published_test_data(one, other, expected):
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)
    assert difference(other, one) == pytest.approx(expected, abs=1e-4)


def test_contrast_is_that_of_the_web_guidelines():
    assert contrast(rgb("#000000"), "#ffffff") == pytest.approx(21)
    assert contrast(rgb("#767676"), "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("opacity", [1.0, EVENT_OPACITY], ids=["ring", "disc"])
def test_event_colours_stay_apart_for_every_vision(vision, opacity):
    drawn = {str(kind): over(color, opacity, EVENT_EDGE) for kind, color in EVENT_COLORS.items()}
    assert least_difference(drawn, vision) > (EVENT_DIFFERENCE,)


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_of_paths_stay_apart_for_every_vision(vision):
    drawn = {color: rgb(color) for color in CASE_COLORS}
    assert least_difference(drawn, vision) > (CASE_DIFFERENCE,)


@pytest.mark.parametrize("vision", VISIONS)
def test_colours_of_countries_in_charts_stay_apart_for_every_vision(vision):
    colors = (*symbology.COUNTRY_COLORS, symbology.OTHER_COUNTRIES_COLOR)
    assert least_difference({color: rgb(color) for color in colors}, vision) > (EVENT_DIFFERENCE,)
    assert len(symbology.COUNTRY_COLORS) == len(symbology.COLORED_COUNTRIES)


@pytest.mark.parametrize("kind", EventType)
def test_event_symbols_stand_out_from_the_land_without_help_of_their_white_edge(kind):
    assert contrast(over(EVENT_COLORS[kind], EVENT_OPACITY, EVENT_EDGE), LAND) >= SYMBOL_CONTRAST


@pytest.mark.parametrize("commodity", Commodity)
def test_mines_stand_out_from_the_land_and_no_two_commodities_look_alike(commodity):
    style = COMMODITIES[commodity]
    assert contrast(rgb(style.fill), LAND) >= SYMBOL_CONTRAST
    same_shape = [other for other, look in COMMODITIES.items() if look.shape == style.shape]
    for other in same_shape:
        fills = {commodity: rgb(style.fill), other: rgb(COMMODITIES[other].fill)}
        assert other == commodity or least_difference(fills, "normal") > (CASE_DIFFERENCE,)


@pytest.mark.parametrize("color", CASE_COLORS)
def test_the_number_on_a_step_can_be_read(color):
    assert contrast(rgb(symbology.STEP_TEXT), color) >= TEXT_CONTRAST
    assert contrast(rgb(color), LAND) >= TEXT_CONTRAST  # hollow marks have the number in colour


@pytest.mark.parametrize("kind", LabelKind)
def test_names_on_the_map_can_be_read_wherever_they_stand(kind):
    style = LETTERING[kind]
    grounds = {LAND, LAND_BACKGROUND, SEA, style.halo}
    if kind is LabelKind.WATER:
        grounds.add(symbology.LAKE.fill)
    for ground in grounds:
        assert contrast(rgb(style.color), ground) >= TEXT_CONTRAST, ground


@pytest.mark.parametrize("style", [symbology.FADE_WORDS, symbology.GAP_WORDS])
def test_words_beside_paths_can_be_read(style):
    for ground in (LAND, SEA, style.halo):
        assert contrast(rgb(style.color), ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("ink", [symbology.INK, symbology.QUIET_INK])
def test_words_around_the_map_can_be_read(ink):
    for ground in ("#ffffff", LAND, LAND_BACKGROUND, SEA):
        assert contrast(rgb(ink), ground) >= TEXT_CONTRAST


def test_international_borders_stand_out_and_those_of_regions_stay_behind():
    borders = {kind: contrast(rgb(style.color), LAND) for kind, style in symbology.BORDERS.items()}
    assert borders[BorderKind.INTERNATIONAL] >= SYMBOL_CONTRAST
    assert borders[BorderKind.DISPUTED] >= SYMBOL_CONTRAST
    assert borders[BorderKind.ADMIN1] < borders[BorderKind.INTERNATIONAL]


@pytest.mark.parametrize(
    ("styles", "codes"),
    [
        (EVENT_COLORS, EventType),
        (COMMODITIES, Commodity),
        (LETTERING, LabelKind),
        (symbology.BORDERS, BorderKind),
        (symbology.ROUTES, RouteKind),
        (symbology.REGIONS, RegionClass),
    ],
)
def test_every_code_has_its_look(styles, codes):
    assert set(styles) == set(codes)


def test_lines_that_are_disputed_or_approximate_are_never_solid():
    assert symbology.BORDERS[BorderKind.INTERNATIONAL].dash_px == ()
    for kind in (BorderKind.DISPUTED, BorderKind.BERM):
        assert symbology.BORDERS[kind].dash_px


def test_kinds_of_route_differ_by_their_dashes():
    assert len({style.dash_px for style in symbology.ROUTES.values()}) == len(RouteKind)


@given(st.integers(1, 23), st.integers(1, 23))
def test_the_area_of_a_symbol_grows_with_its_count_below_24(one, other):
    areas = {count: math.pi * symbol_radius_px(count) ** 2 for count in (one, other)}
    assert (areas[one] - areas[other]) == pytest.approx(64 * (one - other), abs=1e-6)


@given(st.integers(24, 10**6))
def test_a_symbol_never_outgrows_its_largest_radius(count):
    assert symbol_radius_px(count) == symbology.SYMBOL_MAX_RADIUS_PX

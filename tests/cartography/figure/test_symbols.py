import numpy as np
import pytest
from matplotlib.colors import to_hex

from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.projection import fit_frame
from sahel_geo.cartography.figure.symbols import (
    FADED_OPACITY,
    lay_out_symbols,
    marker_part,
    marker_path,
    sector,
    symbol_parts,
)
from sahel_geo.cartography.symbology import COMMODITIES, EVENT_COLORS, MarkerShape, MarkerStyle
from sahel_geo.model.extent import SAHEL
from sahel_geo.model.vocabulary import Commodity, EventType
from tests.cartography.figure.handmade_document import make_symbol

BATTLES, RIOTS = EventType.BATTLES, EventType.RIOTS
FRAME = fit_frame(SAHEL, Box(0, 0, 1000, 600))


def area_of(path):
    (polygon,) = path.to_polygons()
    x, y = polygon.T
    return abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2


def test_one_type_is_a_disc_in_its_colour():
    (disc,) = symbol_parts((0, 0), 10, ((BATTLES, 3),))
    assert to_hex(disc.fill) == EVENT_COLORS[BATTLES]
    assert disc.path.get_extents().width == pytest.approx(20, rel=0.01)


def test_the_ring_shows_the_mix_of_types_by_its_shares():
    _, battles, riots, middle = symbol_parts((0, 0), 10, ((BATTLES, 3), (RIOTS, 1)))
    assert to_hex(battles.fill) == EVENT_COLORS[BATTLES]
    assert to_hex(riots.fill) == EVENT_COLORS[RIOTS]
    assert area_of(battles.path) == pytest.approx(3 * area_of(riots.path), rel=0.01)
    assert to_hex(middle.fill) == EVENT_COLORS[BATTLES]


def test_a_sector_runs_clockwise_from_the_top():
    quarter = sector((0, 0), 10, 0.5, (0, 90)).get_extents()
    assert (quarter.x0, quarter.x1, quarter.y0, quarter.y1) == pytest.approx((0, 10, -10, 0))


def test_an_imprecise_place_is_hollow():
    disc, ring = symbol_parts((0, 0), 10, ((BATTLES, 1),), hollow=True)
    assert to_hex(disc.fill) == "#ffffff"
    assert to_hex(ring.fill) == EVENT_COLORS[BATTLES]
    assert area_of(ring.path) < 0.5 * area_of(disc.path)


@pytest.mark.parametrize("hollow", [False, True])
def test_what_is_only_possible_has_a_dashed_edge(hollow):
    certain = symbol_parts((0, 0), 10, ((BATTLES, 1),), hollow=hollow)
    possible = symbol_parts((0, 0), 10, ((BATTLES, 1),), hollow=hollow, possible_only=True)
    assert not any(part.dash_px for part in certain)
    assert possible[-1].dash_px
    assert to_hex(possible[-1].edge) == EVENT_COLORS[BATTLES]


def test_symbols_stand_at_their_places():
    symbols = [make_symbol(0, 16), make_symbol(5, 20)]
    discs = lay_out_symbols(FRAME, symbols)
    for symbol, disc in zip(symbols, discs, strict=True):
        (place,) = FRAME.to_page([(symbol.longitude, symbol.latitude)])
        assert disc.centre == pytest.approx(tuple(place))
        assert disc.radius == symbol.radius_px


def test_a_symbol_that_gives_way_to_another_stands_as_far_from_its_point_as_on_the_screen():
    (disc,) = lay_out_symbols(FRAME, [make_symbol(0, 16, hollow=True, offset_px=(17.5, -8.0))])
    ((x, y),) = FRAME.to_page([(0, 16)])
    assert disc.centre == pytest.approx((x + 17.5, y - 8.0))


@pytest.mark.parametrize("shape", MarkerShape)
def test_every_marker_has_about_its_full_width(shape):
    extent = marker_path(shape, (100, 50), 12).get_extents()
    assert max(extent.width, extent.height) == pytest.approx(12, rel=0.15)
    assert (extent.x0 + extent.x1) / 2 == pytest.approx(100, abs=1)
    assert (extent.y0 + extent.y1) / 2 == pytest.approx(50, abs=2)


@pytest.mark.parametrize("commodity", Commodity)
def test_a_hollow_marker_is_still_told_by_its_colour(commodity):
    style = COMMODITIES[commodity]
    filled, hollow = (marker_part((0, 0), style, hollow=hollow) for hollow in (False, True))
    assert to_hex(filled.fill) == style.fill
    assert to_hex(hollow.fill) == "#ffffff"
    assert to_hex(hollow.edge) in {style.fill, style.edge} - {"#ffffff"}


def test_a_faded_marker_is_paler():
    part = marker_part((0, 0), MarkerStyle(MarkerShape.SQUARE, "#2f2f2f"), faded=True)
    assert part.fill[3] == FADED_OPACITY

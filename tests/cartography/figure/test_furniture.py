import numpy as np
import pyproj
import pytest

from sahel_geo.cartography.figure import Page, to_figure
from sahel_geo.cartography.figure.furniture import LONGEST_BAR_PX, place_panel, scale_bar_km
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.placement import NO_COVER
from sahel_geo.cartography.figure.projection import fit_frame
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import SAHEL, Extent
from sahel_geo.model.vocabulary import Language
from tests.cartography.figure.handmade_document import make_document, words_of

MAP_BOX = Box(0, 0, 1000, 600)


@pytest.mark.parametrize("extent", [SAHEL, Extent(0, 15, 3, 17), Extent(7.3, 18.7, 7.4, 18.8)])
def test_the_scale_bar_is_round_and_true(extent):
    frame = fit_frame(extent, MAP_BOX)
    length_km = scale_bar_km(frame)
    pixels = length_km * 1000 / frame.metres_per_px
    assert LONGEST_BAR_PX / 2.6 < pixels <= LONGEST_BAR_PX
    x, y = MAP_BOX.centre
    ends = frame.to_degrees([(x - pixels / 2, y), (x + pixels / 2, y)])
    measured = pyproj.Geod(ellps="WGS84").line_length(ends[:, 0], ends[:, 1])
    assert measured == pytest.approx(length_km * 1000, rel=2e-3)


def test_the_panel_goes_to_the_corner_where_least_is_drawn():
    frame = fit_frame(SAHEL, MAP_BOX)
    first = place_panel(frame, NO_COVER)
    assert first.left < 100
    assert first.bottom > 500
    drawn = np.array([[first.left, first.top, first.right, first.bottom]])
    assert place_panel(frame, drawn).right > 900


def test_the_scale_bar_says_its_length_in_the_readers_language():
    near = make_document(extent=Extent(0, 15, 0.12, 15.06))
    words = words_of(to_figure(near, Page(), Translator(Language.FRENCH)), "map")
    assert {"0", "0,5", "1\u00a0km"} <= set(words)


def test_a_graticule_has_few_lines_at_every_scale(translator):
    for width in (0.5, 3, 12, 40):
        extent = Extent(-15, 10, -15 + width, 10 + width / 2)
        words = words_of(to_figure(make_document(extent=extent), Page(), translator), "sheet")
        meridians = [word for word in words if word.endswith(("W", "E")) or word == "0°"]
        assert 2 <= len(meridians) <= 10
        assert len(meridians) == len(set(meridians))

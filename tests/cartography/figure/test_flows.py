"""Movements added up between areas, as they are printed."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from sahel_geo.cartography.document import FlowArrow
from sahel_geo.cartography.figure.flows import arrow_parts, draw_flows, lay_out_flows
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.projection import fit_frame
from sahel_geo.cartography.symbology import FLOW_GAP_PX
from sahel_geo.model.extent import SAHEL

FRAME = fit_frame(SAHEL, Box(0, 0, 1000, 600))


def make_arrow(width_px, end=(8.0, 20.0)):
    return FlowArrow("flow:country:A>B", ((0.0, 15.0), end), 5, width_px, "5", "A to B")


def test_an_arrow_ends_just_before_its_area_and_its_head_is_wider_than_its_shaft():
    shaft, head = arrow_parts(np.array([(0.0, 0.0), (100.0, 0.0)]), 8.0)
    tip = head.vertices[0]
    assert tip == pytest.approx((100 - FLOW_GAP_PX, 0))
    assert shaft[0] == pytest.approx((0, 0))
    assert shaft[-1][0] < tip[0]
    assert np.ptp(head.vertices[:, 1]) > 8.0


@pytest.mark.parametrize("length", [0.5, 5.0, 20.0])
def test_a_short_arrow_still_points_its_way(length):
    shaft, head = arrow_parts(np.array([(0.0, 0.0), (length, 0.0)]), 14.0)
    assert 0 < shaft[-1][0] < head.vertices[0][0] < length


def test_thin_arrows_lie_above_wide_ones_each_as_wide_as_it_says():
    axes = Figure().add_axes((0, 0, 1, 1))
    draw_flows(axes, lay_out_flows(FRAME, [make_arrow(2.0), make_arrow(12.0, (-3.0, 21.0))]))
    flows = [artist for artist in axes.collections if artist.get_label() == "flows"]
    flows.sort(key=lambda artist: artist.get_zorder())
    widths = [artist.get_linewidths()[0] for artist in flows]
    assert widths[0] == pytest.approx(6 * widths[1])

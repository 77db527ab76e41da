"""Draw movements added up between areas: curved arrows as wide as many people."""

from collections.abc import Iterable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from sahel_geo.cartography.document import FlowArrow, PathLeg
from sahel_geo.cartography.figure.basemap import add_lines
from sahel_geo.cartography.figure.canvas import Depth
from sahel_geo.cartography.figure.legs import LegCurve
from sahel_geo.cartography.figure.projection import Floats, MapFrame
from sahel_geo.cartography.figure.symbols import Part, add_parts
from sahel_geo.cartography.symbology import (
    FLOW_COLOR,
    FLOW_GAP_PX,
    FLOW_HEAD_PX,
    FLOW_OPACITY,
    FLOW_WING_PX,
    LineStyle,
)

CASING_PX = 1.2
HEADS = 0.5
"""Heads lie this much above the lines, in depth."""


def lay_out_flows(frame: MapFrame, arrows: Iterable[FlowArrow]) -> list[LegCurve]:
    """Project the arrows: as legs, beside whose middle their words are set."""
    return [
        LegCurve(
            PathLeg(a.key, a.points, FLOW_COLOR, certain=True, words=a.words, width_px=a.width_px),
            frame.to_page(a.points),
        )
        for a in arrows
    ]


def draw_flows(axes: Axes, curves: Sequence[LegCurve]) -> None:
    """Draw arrows, the widest below, each ending in a head as wide as befits it."""
    for number, curve in enumerate(sorted(curves, key=lambda curve: -curve.leg.width_px)):
        shaft, head = arrow_parts(curve.points, curve.leg.width_px)
        depth = Depth.LEGS + HEADS * number / max(len(curves), 1)
        casing = LineStyle("#ffffff", curve.leg.width_px + 2 * CASING_PX, (), FLOW_OPACITY)
        add_lines(axes, [shaft], casing, depth, label="flow casings")
        line = LineStyle(FLOW_COLOR, curve.leg.width_px, (), FLOW_OPACITY)
        add_lines(axes, [shaft], line, depth, label="flows")
        part = Part(head, to_rgba(FLOW_COLOR, FLOW_OPACITY), to_rgba("white", FLOW_OPACITY), 0.6)
        add_parts(axes, [part], depth, label="flow heads")


def arrow_parts(points: Floats, width_px: float) -> tuple[Floats, Path]:
    """Part a curve into its shaft and its head, which ends just before the curve does."""
    length = float(np.hypot(*np.diff(points, axis=0).T).sum())
    seen = _cut(points, min(FLOW_GAP_PX, length / 4))
    shaft = _cut(seen, min(FLOW_HEAD_PX + width_px, length / 2))
    foot, tip = shaft[-1], seen[-1]
    across = np.array([foot[1] - tip[1], tip[0] - foot[0]])
    across *= (width_px / 2 + FLOW_WING_PX) / max(float(np.hypot(*across)), 1e-9)
    return shaft, Path(np.array([tip, foot + across, foot - across, tip]), closed=True)


def _cut(points: Floats, length_px: float) -> Floats:
    """Take so much off the end of a line."""
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    end = run[-1] - length_px
    last = [np.interp(end, run, points[:, axis]) for axis in (0, 1)]
    return np.vstack([points[run < end], last])

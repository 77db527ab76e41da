"""Draw the movement of cases: legs with arrowheads, tails home, and fades."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from sahel_geo.cartography.document import CasePath, PathFade, PathLeg, PathTail
from sahel_geo.cartography.figure.basemap import add_lines
from sahel_geo.cartography.figure.canvas import Depth, colors_of
from sahel_geo.cartography.figure.page import POINTS_PER_PX
from sahel_geo.cartography.figure.projection import Floats, MapFrame
from sahel_geo.cartography.figure.symbols import Part, add_parts
from sahel_geo.cartography.symbology import (
    FAINT_OPACITY,
    LEG_DASH_PX,
    LEG_WIDTH_PX,
    LineStyle,
)

CASING = LineStyle("#ffffff", LEG_WIDTH_PX + 2.0, (), 0.5)
"""A leg lies on a light band, so that it is told from roads and borders it crosses."""
ARROW_LENGTH_PX = 12.0
ARROW_HALF_WIDTH_PX = 5.2
LEAST_LEG_WITH_ARROW_PX = 26.0
"""On a shorter leg an arrowhead would only hide it; the numbers tell the way."""
BOW_PX = 14.0
"""Legs over the same stretch are bowed apart by this much, to be told from each other."""
MOST_BOWS = 3
CURVE_POINTS = 24
FADE_PIECE_PX = 4.0
FEWEST_FADE_PIECES = 8
SEEN_OF_FADE = 0.8
"""The last fifth of a fading line is too pale to be seen."""


@dataclass(frozen=True, eq=False)
class LegCurve:
    """A leg as it runs on the page, in CSS pixels."""

    leg: PathLeg
    points: Floats


def lay_out_legs(frame: MapFrame, paths: Iterable[CasePath]) -> list[LegCurve]:
    """Project the legs; those that run over the same stretch are bowed apart."""
    runs: Counter[frozenset[tuple[float, float]]] = Counter()
    curves = []
    for leg in (leg for path in paths for leg in path.legs):
        ends = frame.to_page([leg.points[0], leg.points[-1]])
        stretch = frozenset((round(x, 1), round(y, 1)) for x, y in ends.tolist())
        curves.append(LegCurve(leg, _bowed(ends, runs[stretch])))
        runs[stretch] += 1
    return curves


def _bowed(ends: Floats, number: int) -> Floats:
    """Run from end to end: the first straight, the next ones to alternate sides."""
    start, end = ends
    side = min((number + 1) // 2, MOST_BOWS) * (1 if number % 2 else -1)
    if number == 0 or np.allclose(start, end):
        return ends
    # the sides are those of the stretch, not of the direction of travel
    along = (end - start) * (1 if tuple(start) < tuple(end) else -1)
    length = float(np.hypot(*along))
    across = np.array([-along[1], along[0]]) / length
    middle = (start + end) / 2 + across * side * min(BOW_PX, length * 0.2) * 2
    share = np.linspace(0, 1, CURVE_POINTS)[:, np.newaxis]
    bowed = (1 - share) ** 2 * start + 2 * share * (1 - share) * middle + share**2 * end
    return np.asarray(bowed)


def draw_legs(axes: Axes, curves: Sequence[LegCurve]) -> None:
    """
    Draw legs with an arrowhead in their middle, solid or dashed as they are.

    What lies inside the window is drawn in full, the rest of a leg faintly below it.
    """
    faint = [curve for curve in curves if curve.leg.part != WHOLE]
    bright = [_travelled(curve) for curve in curves if curve.leg.part is not None]
    heads = [curve for curve in curves if _passes_middle(curve.leg)]
    pale_heads = [curve for curve in curves if not _passes_middle(curve.leg)]
    for depth, opacity, group, headed in (
        (0.0, FAINT_OPACITY, faint, pale_heads),
        (0.5, 1.0, bright, heads),
    ):
        _draw_group(axes, group, Depth.LEGS + depth, opacity)
        _draw_heads(axes, headed, Depth.LEGS + depth + 0.2, opacity)


WHOLE = (0.0, 1.0)


def _passes_middle(leg: PathLeg) -> bool:
    return leg.part is not None and leg.part[0] <= 0.5 <= leg.part[1]  # noqa: PLR2004


def _travelled(curve: LegCurve) -> LegCurve:
    """Cut a leg to the part that lies inside the window."""
    if curve.leg.part is None or curve.leg.part == WHOLE:
        return curve
    lengths = np.hypot(*np.diff(curve.points, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(lengths)])
    first, last = (share * run[-1] for share in curve.leg.part)
    between = run[(run > first) & (run < last)]
    at = np.concatenate([[first], between, [last]])
    points = np.column_stack([np.interp(at, run, curve.points[:, i]) for i in (0, 1)])
    return replace(curve, points=points)


def draw_leg(axes: Axes, points: Floats, color: str, *, certain: bool) -> None:
    """Draw one leg along points in CSS pixels of the page."""
    draw_legs(axes, [LegCurve(PathLeg("", (), color, certain=certain, words=""), points)])


def _draw_group(axes: Axes, curves: Sequence[LegCurve], depth: float, opacity: float) -> None:
    """Draw legs of one opacity: light bands, then lines."""
    styles: dict[LineStyle, list[Floats]] = {}
    casing = replace(CASING, opacity=CASING.opacity * opacity)
    for curve in curves:
        leg = curve.leg
        dash_px = () if leg.certain else LEG_DASH_PX
        style = LineStyle(leg.color, leg.width_px, dash_px, opacity)
        styles.setdefault(style, []).append(curve.points)
    add_lines(axes, [curve.points for curve in curves], casing, depth, label="casings")
    for style, lines in styles.items():
        add_lines(axes, lines, style, depth + 0.1, label="legs")


def _draw_heads(axes: Axes, curves: Sequence[LegCurve], depth: float, opacity: float) -> None:
    edge = to_rgba(CASING.color, CASING.opacity * opacity)
    heads = [(curve.leg.color, arrowhead(curve.points)) for curve in curves]
    parts = [Part(head, to_rgba(color, opacity), edge, 0.8) for color, head in heads if head]
    add_parts(axes, parts, depth, label="arrows")


def arrowhead(points: Floats) -> Path | None:
    """Give the arrowhead in the middle of a line, or None where it is too short for one."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    if lengths.sum() < LEAST_LEG_WITH_ARROW_PX:
        return None
    run = np.concatenate([[0.0], np.cumsum(lengths)])
    middle = run[-1] / 2
    at = np.array([middle - ARROW_LENGTH_PX / 2, middle + ARROW_LENGTH_PX / 2])
    back, tip = np.column_stack([np.interp(at, run, points[:, i]) for i in (0, 1)])
    across = np.array([back[1] - tip[1], tip[0] - back[0]])
    across *= ARROW_HALF_WIDTH_PX / max(float(np.hypot(*across)), 1e-9)
    notch = back + (tip - back) * 0.22
    return Path(np.array([tip, back + across, notch, back - across, tip]), closed=True)


@dataclass(frozen=True, eq=False)
class TailLine:
    """A way home as it runs on the page, in CSS pixels."""

    tail: PathTail
    points: Floats

    @property
    def style(self) -> LineStyle:
        """How it is stroked: paler outside the window."""
        style = self.tail.style
        return replace(style, opacity=style.opacity * FAINT_OPACITY) if self.tail.faint else style


@dataclass(frozen=True, eq=False)
class FadeLine:
    """A path end that dissolves, as it runs on the page, in CSS pixels."""

    fade: PathFade
    points: Floats

    @property
    def opacity(self) -> float:
        """Where it begins; it falls to nothing."""
        return FAINT_OPACITY if self.fade.faint else 1.0

    @property
    def seen(self) -> Floats:
        """The part that can be seen."""
        starts = _pieces(self.points)[:, 0]
        return np.asarray(starts[: round(len(starts) * SEEN_OF_FADE)])


def lay_out_tails(frame: MapFrame, paths: Iterable[CasePath]) -> list[TailLine]:
    """Project the ways home of freed people."""
    tails = (tail for path in paths for tail in path.tails)
    return [TailLine(tail, frame.to_page(tail.points)) for tail in tails]


def lay_out_fades(frame: MapFrame, paths: Iterable[CasePath]) -> list[FadeLine]:
    """Project the path ends that dissolve."""
    fades = (fade for path in paths for fade in path.fades)
    return [FadeLine(fade, frame.to_page(fade.points)) for fade in fades]


def draw_tails(axes: Axes, tails: Iterable[TailLine]) -> None:
    """Draw the ways home of freed people: thin, without arrow."""
    for line in tails:
        add_lines(axes, [line.points], line.style, Depth.TAILS, label="tails")


def draw_fades(axes: Axes, lines: Sequence[FadeLine]) -> None:
    """Draw path ends that dissolve, without tip or number."""
    _add_fading(
        axes,
        [line.points for line in lines],
        [line.fade.color for line in lines],
        [line.opacity for line in lines],
    )


def draw_fade(axes: Axes, points: Floats, color: str) -> None:
    """Draw a line whose opacity falls from full to nothing along it."""
    _add_fading(axes, [points], [color], [1.0])


def _add_fading(
    axes: Axes, lines: Sequence[Floats], colors: Sequence[str], opacities: Sequence[float]
) -> None:
    """Draw lines in short pieces, each paler than the one before."""
    if not lines:
        return
    pieces = [_pieces(points) for points in lines]
    inks = colors_of(axes)
    collection = LineCollection(
        [piece for line in pieces for piece in line],
        colors=[
            to_rgba(inks.of(color), float(share) * opacity)
            for line, color, opacity in zip(pieces, colors, opacities, strict=True)
            for share in np.linspace(1, 0, len(line))
        ],
        linewidths=LEG_WIDTH_PX * POINTS_PER_PX,
        capstyle="butt",
        zorder=Depth.LEGS,
        label="fades",
    )
    axes.add_collection(collection, autolim=False)


def _pieces(points: Floats) -> Floats:
    lengths = np.hypot(*np.diff(points, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(lengths)])
    count = max(round(run[-1] / FADE_PIECE_PX), FEWEST_FADE_PIECES)
    at = np.linspace(0, run[-1], count + 1)
    line = np.column_stack([np.interp(at, run, points[:, i]) for i in (0, 1)])
    return np.stack([line[:-1], line[1:]], axis=1)

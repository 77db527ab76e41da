"""Draw the steps of cases: numbered marks that stand clear of symbols and of each other."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from sahel_geo.cartography.document import CasePath, StepMark
from sahel_geo.cartography.figure.basemap import add_lines
from sahel_geo.cartography.figure.canvas import Depth
from sahel_geo.cartography.figure.lettering import measure, write
from sahel_geo.cartography.figure.page import Position
from sahel_geo.cartography.figure.projection import MapFrame
from sahel_geo.cartography.figure.symbols import Disc, Part, add_parts, circle
from sahel_geo.cartography.symbology import (
    LAST_KNOWN_GAP_PX,
    LAST_KNOWN_RING_PX,
    STEP_RADIUS_PX,
    STEP_TEXT,
    LineStyle,
    TextStyle,
)

STEP_LETTERING = TextStyle(STEP_TEXT, 10.5, bold=True, halo_px=0.0)
STEP_PADDING_PX = 4.0
DOT_RADIUS_PX = 3.2
REACH_PX = 110.0
"""Symbols farther from a step than this are not asked whether its number hides them."""
HOLLOW_STEP_EDGE_PX = 1.8
LEADER = LineStyle("#5b5f61", 1.0)
FAINT_STEP_OPACITY, FAINT_FILL = 0.5, 0.2
"""Numbers outside the period stay readable, though plainly paler."""


@dataclass(frozen=True)
class StepSpot:
    """Where the number of a step stands: at its place, or beside what is drawn there."""

    step: StepMark
    home: Position
    centre: Position
    half_width: float

    @property
    def half_height(self) -> float:
        """Half of the height of the mark."""
        return STEP_RADIUS_PX if self.step.numbers else DOT_RADIUS_PX


def lay_out_steps(
    frame: MapFrame,
    paths: Iterable[CasePath],
    discs: Sequence[Disc],
) -> list[StepSpot]:
    """
    Find a spot for every step mark.

    A number stands at its place unless a symbol or another number is there; then it touches
    what is there, on the first side that is free.

    Parameters
    ----------
    discs
        The event symbols.
    """
    spots: list[StepSpot] = []
    for step in (step for path in paths for step in path.steps):
        x, y = frame.to_page([(step.longitude, step.latitude)])[0]
        home = float(x), float(y)
        half_width = _half_width(step)
        spot = StepSpot(step, home, home, half_width)
        if step.numbers:
            near = [disc for disc in discs if math.dist(disc.centre, home) < REACH_PX]
            tries = [replace(spot, centre=centre) for centre in _spots(spot, near, spots)]
            hidden = [_hidden(tried, near, spots) for tried in tries]
            spot = tries[hidden.index(min(hidden))]
        spots.append(spot)
    return spots


def _half_width(step: StepMark) -> float:
    if not step.numbers:
        return DOT_RADIUS_PX
    return max(STEP_RADIUS_PX, measure(step.numbers, STEP_LETTERING) / 2 + STEP_PADDING_PX)


def _spots(spot: StepSpot, discs: Sequence[Disc], taken: Sequence[StepSpot]) -> list[Position]:
    """List the place itself and spots around what stands there, best first."""
    x, y = spot.home
    reach = max(
        [disc.radius for disc in discs if math.dist(disc.centre, spot.home) <= disc.radius]
        + [
            other.half_height
            for other in taken
            if math.dist(other.home, spot.home) < other.half_height
        ],
        default=STEP_RADIUS_PX * 0.7,
    )
    spots = [spot.home]
    for far in (0.0, STEP_RADIUS_PX * 2 + 1, STEP_RADIUS_PX * 4 + 2):
        for bearing in (45, 135, 315, 225, 0, 90, 180, 270):
            dx, dy = math.sin(math.radians(bearing)), -math.cos(math.radians(bearing))
            spots.append(
                (
                    x + dx * (reach + spot.half_width * 0.8 + far),
                    y + dy * (reach + STEP_RADIUS_PX * 0.8 + far),
                )
            )
    return spots


def _hidden(spot: StepSpot, discs: Sequence[Disc], taken: Sequence[StepSpot]) -> float:
    """Measure how far a spot runs into symbols and other marks, in CSS pixels; 0 is free."""
    x, y = spot.centre
    overlap = 0.0
    for disc in discs:
        beyond = max(abs(disc.centre[0] - x) - spot.half_width + STEP_RADIUS_PX, 0.0)
        gap = math.hypot(beyond, disc.centre[1] - y) - disc.radius - STEP_RADIUS_PX
        overlap += max(-gap - 3, 0.0)
    for other in taken:
        across = spot.half_width + other.half_width - abs(other.centre[0] - x)
        down = spot.half_height + other.half_height - abs(other.centre[1] - y)
        if across > 0 and down > 0:
            overlap += 3 * min(across, down)
    return overlap


def draw_steps(axes: Axes, spots: Sequence[StepSpot]) -> None:
    """Draw the numbered marks, and dots where a path is not numbered."""
    leaders = [np.array([spot.home, spot.centre]) for spot in spots if spot.centre != spot.home]
    add_lines(axes, leaders, LEADER, Depth.SYMBOLS - 1, label="leaders")
    dots = [spot for spot in spots if not spot.step.numbers]
    numbered = [spot for spot in spots if spot.step.numbers]
    # dots carry no number that a symbol could hide, so they lie with the legs below the symbols
    add_parts(axes, [_mark(spot) for spot in dots], Depth.SYMBOLS - 0.5, label="dots of steps")
    rings = [_ring(spot) for spot in spots if spot.step.is_last_known]
    add_parts(axes, rings, Depth.STEPS - 0.5, label="last known places")
    ordered = sorted(numbered, key=lambda spot: not spot.step.faint)
    add_parts(axes, [_mark(spot) for spot in ordered], Depth.STEPS, label="steps")
    for spot in ordered:
        hollow = spot.step.hollow or spot.step.faint
        style = replace(STEP_LETTERING, color=spot.step.color) if hollow else STEP_LETTERING
        write(
            axes, spot.step.numbers, spot.centre, style,
            align="center", vertical="center_baseline", depth=Depth.STEPS + 0.5,
            gid="step", clip_on=True,
        )  # fmt: skip


def _ring(spot: StepSpot) -> Part:
    """Build the ring round the last known place of people who are held."""
    outline = _pill(
        spot.centre, spot.half_width + LAST_KNOWN_GAP_PX, spot.half_height + LAST_KNOWN_GAP_PX
    )
    return Part(outline, to_rgba("white", 0.55), to_rgba(spot.step.color), LAST_KNOWN_RING_PX)


def _mark(spot: StepSpot) -> Part:
    """Build one mark: a disc, or a pill where its numbers are many."""
    step = spot.step
    color = _mixed(step.color, FAINT_STEP_OPACITY if step.faint else 1.0)
    outline = _pill(spot.centre, spot.half_width, spot.half_height)
    if step.hollow:
        return Part(outline, to_rgba("white"), color, HOLLOW_STEP_EDGE_PX)
    if step.faint:
        return Part(outline, _mixed(step.color, FAINT_FILL), color, 1.0)
    return Part(outline, color, to_rgba("white"), 1.0)


def _mixed(color: str, opacity: float) -> tuple[float, float, float, float]:
    """Mix a colour with white, so that lines under a pale mark do not show through."""
    red, green, blue, _ = (opacity * part + 1 - opacity for part in to_rgba(color))
    return red, green, blue, 1.0


def _pill(centre: Position, half_width: float, half_height: float) -> Path:
    """Give a circle drawn out sideways."""
    outline = circle((0.0, 0.0), half_height)
    around = np.asarray(outline.vertices)
    shift = np.sign(around.round(6)) * (half_width - half_height, 0)
    return Path(around + shift + centre, outline.codes)

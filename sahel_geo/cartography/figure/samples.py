"""Draw what stands beside the words of the legend, with the functions that draw the map."""

from collections.abc import Callable, Mapping

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from sahel_geo.cartography.document import LegendEntry, SampleKind, StepMark
from sahel_geo.cartography.figure.basemap import add_areas, add_lines
from sahel_geo.cartography.figure.canvas import Depth
from sahel_geo.cartography.figure.legs import draw_fade, draw_leg
from sahel_geo.cartography.figure.lettering import write
from sahel_geo.cartography.figure.page import Position
from sahel_geo.cartography.figure.projection import Floats, Shapes
from sahel_geo.cartography.figure.steps import DOT_RADIUS_PX, StepSpot, draw_steps
from sahel_geo.cartography.figure.symbols import (
    Disc,
    Part,
    add_parts,
    circle,
    draw_letter,
    marker_part,
    outer_ring,
    symbol_parts,
)
from sahel_geo.cartography.symbology import (
    EVENT_COLORS,
    INK,
    LAND,
    PATH_COLOR,
    QUIET_INK,
    STEP_RADIUS_PX,
    AreaStyle,
    LineStyle,
    MarkerStyle,
    TextStyle,
    symbol_radius_px,
)
from sahel_geo.cartography.theme import SHADOW
from sahel_geo.model.vocabulary import EventType

SAMPLE_WIDTH_PX = 34.0
MARKER_WIDTH_PX = 18.0
SWATCH_PX = (28.0, 13.0)
EVENT_RADIUS_PX = 6.5
NUMBER_ROOM_PX = 34.0
"""Beside the nested circles, for the counts they stand for."""
NUMBER = TextStyle(INK, 9.0, halo_px=0.0)
NESTED_EDGE = LineStyle(QUIET_INK, 0.9)
SWATCH_EDGE = LineStyle("#c9c4b8", 0.6)


def sample_size(entry: LegendEntry) -> tuple[float, float]:
    """Give width and height of a sample in CSS pixels; a line of mere text has none."""
    if entry.kind is SampleKind.TEXT:
        return 0.0, 0.0
    if entry.kind is SampleKind.EVENT_SIZES:
        largest = max((_radius(size, entry) for size in entry.sizes), default=0.0)
        return 2 * largest + NUMBER_ROOM_PX, 2 * largest + 4
    height = {SampleKind.STEP: 2 * STEP_RADIUS_PX + 1, SampleKind.RELIEF: SWATCH_PX[1] + 1}
    if isinstance(entry.style, MarkerStyle):
        return MARKER_WIDTH_PX, entry.style.size_px + 2
    return SAMPLE_WIDTH_PX, height.get(entry.kind, 2 * EVENT_RADIUS_PX + 1)


def draw_sample(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    """Draw the sample of a line of the legend around a point of the page."""
    _DRAWERS[entry.kind](axes, entry, centre)


def _draw_line(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    if isinstance(entry.style, LineStyle):
        inset = 0.0 if entry.style.dash_px else entry.style.width_px / 2  # its ends are round
        ends = _level(centre) + np.array([(inset, 0.0), (-inset, 0.0)])
        add_lines(axes, [ends], entry.style, Depth.LEGS)


def _draw_area(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    if isinstance(entry.style, AreaStyle):
        add_areas(axes, _swatch(centre), entry.style, Depth.LEGS)


def _draw_marker(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    if isinstance(entry.style, MarkerStyle):
        add_parts(axes, [marker_part(centre, entry.style)], Depth.SYMBOLS)


def _draw_event(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    parts = symbol_parts(
        centre,
        EVENT_RADIUS_PX,
        ((_type_of(entry.color), 1),),
        hollow=entry.kind is SampleKind.EVENT_HOLLOW,
        possible_only=entry.kind is SampleKind.EVENT_POSSIBLE,
    )
    add_parts(axes, parts, Depth.SYMBOLS)
    if entry.kind is SampleKind.EVENT:
        disc = Disc(centre, EVENT_RADIUS_PX)
        draw_letter(axes, _type_of(entry.color), disc, depth=Depth.SYMBOLS + 1)


def _draw_ring(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    disc = Part(circle(centre, EVENT_RADIUS_PX - 2.5), to_rgba(SWATCH_EDGE.color))
    ring = outer_ring(centre, EVENT_RADIUS_PX - 2.5, entry.color)
    add_parts(axes, [disc, *ring], Depth.SYMBOLS)


def _type_of(color: str) -> EventType:
    """Give the event type of a colour; a sample that stands for all types has the first."""
    types = {code.lower(): event_type for event_type, code in EVENT_COLORS.items()}
    return types.get(color.lower(), EventType.BATTLES)


def _draw_sizes(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    """Draw nested circles that share their foot, each with its count beside its top."""
    radii = {size: _radius(size, entry) for size in sorted(entry.sizes, reverse=True)}
    largest = max(radii.values(), default=0.0)
    left = centre[0] - (2 * largest + NUMBER_ROOM_PX) / 2
    foot = centre[1] + largest
    number_y = centre[1] - largest - NUMBER.size_px / 2
    for size, radius in radii.items():
        middle = left + largest, foot - radius
        number_y = max(foot - 2 * radius, number_y + NUMBER.size_px)
        outline = Part(circle(middle, radius), to_rgba("white", 0.6), to_rgba(QUIET_INK), 0.9)
        add_parts(axes, [outline], Depth.SYMBOLS)
        end = left + 2 * largest + 5
        leader = np.array([(middle[0], foot - 2 * radius), (end - 3, number_y), (end, number_y)])
        add_lines(axes, [leader], LineStyle(QUIET_INK, 0.5), Depth.SYMBOLS)
        write(axes, str(size), (end + 2, number_y), NUMBER, depth=Depth.FURNITURE)


def _radius(size: int, entry: LegendEntry) -> float:
    return symbol_radius_px(size, entry.capped_at)


def _draw_leg(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    certain = entry.kind is SampleKind.LEG
    draw_leg(axes, _level(centre), entry.color or PATH_COLOR, certain=certain)


def _draw_step(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    color = entry.color or PATH_COLOR
    step = StepMark("", 0.0, 0.0, "1", color, hollow=False, faint=False, name="")
    draw_steps(axes, [StepSpot(step, centre, centre, STEP_RADIUS_PX)])


def _draw_last_known(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    color = entry.color or PATH_COLOR
    step = StepMark("", 0.0, 0.0, "", color, hollow=False, faint=False, name="", is_last_known=True)
    draw_steps(axes, [StepSpot(step, centre, centre, DOT_RADIUS_PX)])


def _draw_fade(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    draw_fade(axes, _level(centre), entry.color or PATH_COLOR)


def _draw_relief(axes: Axes, entry: LegendEntry, centre: Position) -> None:  # noqa: ARG001 - one signature for all
    add_areas(axes, _swatch(centre), AreaStyle(LAND, 1.0, SWATCH_EDGE), Depth.LEGS)
    (x, y), (width, height) = centre, SWATCH_PX
    foot, top = y + height * 0.36, y - height * 0.34
    for peak, half in ((x - width * 0.18, 6.5), (x + width * 0.16, 5.0)):
        slope = np.array([(peak, top), (peak + half, foot), (peak - half * 0.1, foot), (peak, top)])
        add_parts(axes, [Part(Path(slope, closed=True), to_rgba(SHADOW, 0.4))], Depth.LEGS)


def _draw_nothing(axes: Axes, entry: LegendEntry, centre: Position) -> None:
    """Draw no sample: the words stand alone."""


def _level(centre: Position) -> Floats:
    x, y = centre
    return np.array([(x - SAMPLE_WIDTH_PX / 2, y), (x + SAMPLE_WIDTH_PX / 2, y)])


def _swatch(centre: Position) -> Shapes:
    (x, y), (width, height) = centre, SWATCH_PX
    swatch = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return np.array([swatch], dtype=object)


_DRAWERS: Mapping[SampleKind, Callable[[Axes, LegendEntry, Position], None]] = {
    SampleKind.LINE: _draw_line,
    SampleKind.AREA: _draw_area,
    SampleKind.MARKER: _draw_marker,
    SampleKind.EVENT: _draw_event,
    SampleKind.EVENT_HOLLOW: _draw_event,
    SampleKind.EVENT_POSSIBLE: _draw_event,
    SampleKind.EVENT_SIZES: _draw_sizes,
    SampleKind.EVENT_RING: _draw_ring,
    SampleKind.LEG: _draw_leg,
    SampleKind.LEG_UNCERTAIN: _draw_leg,
    SampleKind.STEP: _draw_step,
    SampleKind.LAST_KNOWN: _draw_last_known,
    SampleKind.FADE: _draw_fade,
    SampleKind.RELIEF: _draw_relief,
    SampleKind.TEXT: _draw_nothing,
}

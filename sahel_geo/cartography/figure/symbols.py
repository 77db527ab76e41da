"""Draw the symbols of places: incidents as proportional circles, sites as markers, and footprints.

A hollow symbol says that the place is imprecise; a dashed edge, that no incident there is
certainly inside the period.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from sahel_geo.cartography.document import Footprint, Marker, PlaceSymbol
from sahel_geo.cartography.figure.basemap import add_areas
from sahel_geo.cartography.figure.canvas import Depth, colors_of, dashes
from sahel_geo.cartography.figure.lettering import MIN_SIZE_PX, write
from sahel_geo.cartography.figure.page import POINTS_PER_PX, Position
from sahel_geo.cartography.figure.projection import MapFrame
from sahel_geo.cartography.symbology import (
    DATASET_RING_GAP_PX,
    DATASET_RING_PX,
    EVENT_COLORS,
    EVENT_EDGE,
    EVENT_OPACITY,
    INK,
    AreaStyle,
    MarkerShape,
    MarkerStyle,
    TextStyle,
)
from sahel_geo.cartography.theme import channels
from sahel_geo.model.vocabulary import EventType

Color: TypeAlias = tuple[float, float, float, float]
"""Red, green, blue, opacity, each from 0 to 1."""
NOTHING: Color = (0.0, 0.0, 0.0, 0.0)

HOLLOW_FILL = ("#ffffff", 0.72)
"""Inside a hollow symbol the map still shows."""
HOLLOW_RING_PX, LETTERED_RING_PX = 2.4, 1.2
RING_SHARE = 0.36
"""Part of the radius that the ring of types takes."""
RING_GAP_PX = 1.0
"""White line that parts the ring from the disc."""
EDGE_PX = 1.1
POSSIBLE_EDGE_PX = 1.5
POSSIBLE_DASH_PX = (2.6, 2.2)
POSSIBLE_OPACITY = 0.30
"""What only may have happened in the period is filled this lightly, within its dashed edge."""
FADED_OPACITY = 0.45
HOLLOW_MARKER_EDGE_PX = 1.8
MOST_RINGS = 1500
"""With more symbols than this the mix of types is not told: too small to read, slow to draw."""

LETTER_SHARE, LARGEST_LETTER_PX = 1.1, 13.0
"""Size of the letter in a symbol, in radii, and at most."""
MIDDLE_GREY = 0.55

Counts: TypeAlias = Sequence[tuple[EventType, int]]


def draw_footprints(axes: Axes, frame: MapFrame, footprints: Iterable[Footprint]) -> None:
    """Shade where imprecise places may lie: evenly, however many footprints overlap."""
    by_style: dict[AreaStyle, dict[bytes, shapely.Geometry]] = {}
    for item in footprints:
        by_style.setdefault(item.style, {})[item.area.wkb] = item.area
    for style, areas in by_style.items():
        outlines, _ = frame.shapes_to_page(list(areas.values()))
        shade, _ = frame.shapes_to_page([shapely.union_all(list(areas.values()))])
        without_edge, without_fill = replace(style, outline=None), replace(style, fill_opacity=0.0)
        add_areas(axes, shade, without_edge, Depth.FOOTPRINTS, label="footprints")
        if style.outline is not None:
            add_areas(axes, outlines, without_fill, Depth.FOOTPRINTS, label="footprint edges")


@dataclass(frozen=True)
class Disc:
    """Where a symbol stands on the page: centre and radius in CSS pixels."""

    centre: Position
    radius: float


def lay_out_symbols(frame: MapFrame, symbols: Sequence[PlaceSymbol]) -> list[Disc]:
    """
    Find where each symbol stands: at its point, or beside the one that would hide it.

    Returns
    -------
    discs
        In the order of the symbols.
    """
    places = frame.to_page([(symbol.longitude, symbol.latitude) for symbol in symbols])
    return [
        Disc((x + symbol.offset_px[0], y + symbol.offset_px[1]), symbol.radius_px)
        for symbol, (x, y) in zip(symbols, places.tolist(), strict=True)
    ]


def draw_symbols(axes: Axes, symbols: Sequence[PlaceSymbol], discs: Sequence[Disc]) -> None:
    """Draw incidents by place, the largest first so that a small one is never hidden."""
    pairs = sorted(zip(symbols, discs, strict=True), key=lambda pair: -pair[1].radius)
    with_rings = len(pairs) <= MOST_RINGS
    ring_px = LETTERED_RING_PX if colors_of(axes).letters else HOLLOW_RING_PX
    parts = [
        part
        for symbol, disc in pairs
        for part in (
            *symbol_parts(
                disc.centre,
                disc.radius,
                symbol.counts if with_rings else symbol.counts[:1],
                hollow=symbol.hollow,
                possible_only=symbol.possible_only,
                ring_px=ring_px,
            ),
            *outer_ring(disc.centre, disc.radius, symbol.ring),
        )
    ]
    add_parts(axes, parts, Depth.SYMBOLS, label="symbols")
    if colors_of(axes).letters:
        for number, (symbol, disc) in enumerate(pairs):
            write_letter(axes, symbol, disc, depth=Depth.SYMBOLS + 0.4 * (number + 1) / len(pairs))


def outer_ring(position: Position, radius: float, color: str) -> "list[Part]":
    """Build the ring of a dataset around a symbol; nothing without a colour."""
    if not color:
        return []
    outline = circle(position, radius + DATASET_RING_GAP_PX)
    return [
        Part(outline, NOTHING, to_rgba(EVENT_EDGE), DATASET_RING_PX + 1.2),
        Part(outline, NOTHING, to_rgba(color), DATASET_RING_PX),
    ]


def write_letter(axes: Axes, symbol: PlaceSymbol, disc: Disc, *, depth: float) -> None:
    """Write the letter of a symbol's first kind into it, where a theme has no colours for kinds."""
    open_middle = symbol.hollow or symbol.possible_only
    draw_letter(axes, symbol.counts[0][0], disc, depth=depth, open_middle=open_middle)


def draw_letter(
    axes: Axes, kind: EventType, disc: Disc, *, depth: float, open_middle: bool = False
) -> None:
    """Write the letter of a kind, if it has one, into a disc: dark on light or light on dark."""
    colors = colors_of(axes)
    if kind not in colors.letters:
        return
    red, green, blue = channels(colors.event(kind))
    is_light = open_middle or 0.3 * red + 0.59 * green + 0.11 * blue > MIDDLE_GREY
    color = INK if is_light else EVENT_EDGE
    size = min(max(disc.radius * LETTER_SHARE, MIN_SIZE_PX), LARGEST_LETTER_PX)
    write(
        axes, colors.letters[kind], disc.centre, TextStyle(color, size, bold=True, halo_px=0.0),
        align="center", vertical="center_baseline", depth=depth, gid="letter", clip_on=True,
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Part:
    """A closed outline with its fill and edge: what a symbol is put together from."""

    path: Path
    fill: Color
    edge: Color = NOTHING
    edge_px: float = 0.0
    dash_px: tuple[float, ...] = ()


def add_parts(axes: Axes, parts: Sequence[Part], depth: float, *, label: str = "") -> None:
    """Add the parts of many symbols as one collection, in their order."""
    if not parts:
        return
    colors = colors_of(axes)
    collection = PathCollection(
        [part.path for part in parts],
        facecolors=[colors.rgba(part.fill) for part in parts],
        edgecolors=[colors.rgba(part.edge) for part in parts],
        linewidths=[part.edge_px * POINTS_PER_PX for part in parts],
        linestyles=[dashes(part.dash_px, part.edge_px) for part in parts],
        zorder=depth,
        label=label,
    )
    axes.add_collection(collection, autolim=False)


def symbol_parts(
    position: Position,
    radius: float,
    counts: Counts,
    *,
    hollow: bool = False,
    possible_only: bool = False,
    ring_px: float = HOLLOW_RING_PX,
) -> list[Part]:
    """
    Build the symbol of a place: a disc in the colour of its first type, with a ring of the mix.

    Parameters
    ----------
    position, radius
        In CSS pixels of the page.
    counts
        Incidents by type, most first; one type has no ring.
    hollow
        Only the ring is coloured, the middle is open.
    possible_only
        Light fill and a dashed edge.
    ring_px
        Width of the ring of a hollow symbol.
    """
    colors = [EVENT_COLORS[event_type] for event_type, _ in counts]
    shares = np.array([count for _, count in counts], dtype=float)
    opacity = POSSIBLE_OPACITY if possible_only else EVENT_OPACITY
    outline = circle(position, radius)
    white = to_rgba(EVENT_EDGE)
    if hollow:
        width = min(ring_px / radius, 0.5)
        parts = [Part(outline, to_rgba(*HOLLOW_FILL), white, EDGE_PX)]
        parts += _ring(position, radius, width, colors, shares) if not possible_only else []
    elif len(colors) == 1:
        parts = [Part(outline, to_rgba(colors[0], opacity), white, EDGE_PX)]
    else:
        inner = circle(position, radius * (1 - RING_SHARE))
        parts = [
            Part(outline, to_rgba(*HOLLOW_FILL), white, EDGE_PX),
            *_ring(position, radius, RING_SHARE, colors, shares, opacity),
            Part(inner, to_rgba(colors[0], opacity), white, RING_GAP_PX),
        ]
    if possible_only:
        parts.append(Part(outline, NOTHING, to_rgba(colors[0]), POSSIBLE_EDGE_PX, POSSIBLE_DASH_PX))
    return parts


def _ring(
    position: Position,
    radius: float,
    width: float,
    colors: Sequence[str],
    shares: npt.NDArray[np.float64],
    opacity: float = 1.0,
) -> list[Part]:
    """Build the sectors of a ring, clockwise from the top; `width` is a part of the radius."""
    ends = np.cumsum(shares) / shares.sum() * 360
    starts = np.concatenate([[0.0], ends[:-1]])
    return [
        Part(sector(position, radius, width, (start, end)), to_rgba(color, opacity))
        for color, start, end in zip(colors, starts, ends, strict=True)
    ]


def circle(position: Position, radius: float) -> Path:
    """Give the outline of a circle."""
    unit = Path.unit_circle()
    return Path(np.asarray(unit.vertices) * radius + position, unit.codes)


def sector(position: Position, radius: float, width: float, bearings: tuple[float, float]) -> Path:
    """Give a sector of a ring between two bearings, degrees clockwise from the top of the page."""
    start, end = bearings
    steps = max(math.ceil((end - start) / 6), 1) + 1
    angles = np.radians(np.linspace(start, end, steps))
    arc = np.column_stack([np.sin(angles), -np.cos(angles)]) * radius
    vertices = np.concatenate([arc, arc[::-1] * (1 - width)]) + position
    return Path(np.concatenate([vertices, vertices[:1]]), closed=True)


_CORNERS = {
    MarkerShape.SQUARE: (4, 45.0, 2**0.5 / 2),
    MarkerShape.DIAMOND: (4, 0.0, 0.5),
    MarkerShape.TRIANGLE: (3, 0.0, 0.58),
    MarkerShape.TRIANGLE_DOWN: (3, 180.0, 0.58),
    MarkerShape.PENTAGON: (5, 0.0, 0.53),
    MarkerShape.HEXAGON: (6, 0.0, 0.54),
}
"""Corners, bearing of the first, and circumradius in full widths."""


def marker_path(shape: MarkerShape, position: Position, size_px: float) -> Path:
    """Give the outline of a marker of a full width, centred on a position."""
    if shape is MarkerShape.CIRCLE:
        return circle(position, size_px / 2)
    if shape is MarkerShape.STAR:
        unit = Path.unit_regular_star(5, innerCircle=0.42)
        return Path(np.asarray(unit.vertices) * (1, -1) * size_px * 0.55 + position, unit.codes)
    if shape is MarkerShape.CROSS:
        half = np.array([(1, 3), (1, 1), (3, 1), (3, -1), (1, -1), (1, -3)], dtype=float)
        around = np.concatenate([half, -half, half[:1]])
        return Path(around * size_px / 6 + position, closed=True)
    corners, bearing, radius = _CORNERS[shape]
    angles = np.radians(bearing + np.arange(corners + 1) * 360 / corners)
    around = np.column_stack([np.sin(angles), -np.cos(angles)]) * radius * size_px
    return Path(around + position, closed=True)


def marker_part(
    position: Position, style: MarkerStyle, *, hollow: bool = False, faded: bool = False
) -> Part:
    """Build a marker: filled, or only its outline; paler when faded."""
    opacity = FADED_OPACITY if faded else 1.0
    path = marker_path(style.shape, position, style.size_px)
    if hollow:
        fill, edge = to_rgba(*HOLLOW_FILL), to_rgba(_outline_color(style), opacity)
        return Part(path, fill, edge, HOLLOW_MARKER_EDGE_PX)
    return Part(path, to_rgba(style.fill, opacity), to_rgba(style.edge, opacity), style.edge_px)


def _outline_color(style: MarkerStyle) -> str:
    """Give the colour that tells a marker: its fill, unless that is nearly white."""
    return style.edge if sum(to_rgba(style.fill)[:3]) > sum(to_rgba(style.edge)[:3]) else style.fill


def draw_markers(axes: Axes, frame: MapFrame, markers: Sequence[Marker], depth: float) -> None:
    """Draw the markers of a layer, the faded ones below."""
    if not markers:
        return
    ordered = sorted(markers, key=lambda marker: not marker.faded)
    places = frame.to_page([(marker.longitude, marker.latitude) for marker in ordered])
    parts = [
        marker_part((x, y), marker.style, hollow=marker.hollow, faded=marker.faded)
        for marker, (x, y) in zip(ordered, places, strict=True)
    ]
    add_parts(axes, parts, depth, label="markers")

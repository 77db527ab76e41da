"""Pieces of a drawn sheet: outlines, words and pictures, in CSS pixels of the page.

A slide is made of shapes, not of ink. What stands around the map (legend, scale bar, chart, table)
is drawn once, by the print renderer, and read back as pieces for whoever builds shapes of it (see
`piecereader`): so a slide shows the very samples and places that the picture shows.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.path import Path
from PIL import Image

from sahel_geo.cartography.figure.lettering import LINE_HEIGHT
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.symbology import TextStyle

Floats: TypeAlias = npt.NDArray[np.float64]
LEAST_OVERHANG_PX = 0.5
"""What stands out less is not cut; an edge nearer than this to where it was cut is the cut's."""
SAME_PX = 0.75
"""Lines of one paragraph start within this much of each other."""
DETAIL_PX = 0.25
"""What an outline may lose of its points: less than is seen."""
MANY_POINTS = 150
"""More than a ring of types has; an outline of more is thinned out."""
ROUGH = "footprint"
"""What is drawn of areas whose edge says little: thinned out in any case."""
LEAST_RING = 4
"""Points of a triangle whose last is its first."""
AREA, LINE = 2, 1
"""Dimensions."""


def codes_of(path: Path) -> tuple[int, ...]:
    """Say how each point of a path is reached."""
    if path.codes is None:
        return (int(Path.MOVETO), *[int(Path.LINETO)] * (len(np.asarray(path.vertices)) - 1))
    return tuple(np.asarray(path.codes).tolist())


CIRCLE = codes_of(Path.unit_circle())


@dataclass(frozen=True, eq=False)
class OutlinePiece:
    """
    An area or a line, in CSS pixels of the page.

    `codes` say how each point is reached, in Matplotlib's numbers: 1 move, 2 line, 3 and 4 curves
    of two and three points, 79 back to the start. Colours are #rrggbb with an opacity; an opacity
    of 0 draws nothing.
    """

    name: str
    points: Floats
    codes: tuple[int, ...]
    fill: tuple[str, float]
    edge: tuple[str, float]
    edge_px: float
    dash_px: tuple[float, ...]
    depth: float
    hatched: bool = False
    """Filled with slanted lines in the colour of its edge."""

    @property
    def is_round(self) -> bool:
        """Whether it is a circle as Matplotlib draws one, or one drawn out sideways."""
        return self.codes == CIRCLE

    @property
    def curved(self) -> bool:
        """Whether any part of it is a curve."""
        return bool(set(self.codes) & {int(Path.CURVE3), int(Path.CURVE4)})

    @property
    def lines(self) -> list[Floats]:
        """Its parts, one for each time the pen is lifted; closed ones end as they begin."""
        starts = [number for number, code in enumerate(self.codes) if code == Path.MOVETO]
        runs = []
        for start, end in zip(starts, [*starts[1:], len(self.codes)], strict=True):
            run = self.points[start:end].copy()
            if self.codes[end - 1] == Path.CLOSEPOLY:
                run[-1] = run[0]
            elif self.fill[1]:
                run = np.concatenate([run, run[:1]])
            runs.append(run)
        return runs


@dataclass(frozen=True)
class TextPiece:
    """Words: `lines` below each other, the first at `position`; a paragraph is one piece."""

    lines: tuple[str, ...]
    position: tuple[float, float]
    """CSS pixels of the page; which part of the first line stands there is told by the next two."""
    align: str
    vertical: str
    angle: float
    style: TextStyle
    depth: float
    name: str = ""


@dataclass(frozen=True, eq=False)
class PicturePiece:
    """A picture that fills a box."""

    pixels: npt.NDArray[np.uint8]
    """Rows of red, green, blue and opacity."""
    box: Box
    depth: float
    name: str = ""

    def to_png(self) -> bytes:
        """Give the picture as a PNG."""
        with io.BytesIO() as content:
            Image.fromarray(self.pixels).save(content, "PNG")
            return content.getvalue()


Piece: TypeAlias = OutlinePiece | TextPiece | PicturePiece


def clip_piece(piece: OutlinePiece, box: Box) -> Iterator[OutlinePiece]:
    """
    Cut an outline of straight edges to a box, and thin it out if it has many points.

    Returns
    -------
    pieces
        None if nothing of it is left. An area that is cut comes as its fill and, apart, as what is
        left of its own edge: none is drawn where the box cuts it. Curves are given as they are.
    """
    low, high = piece.points.min(axis=0), piece.points.max(axis=0)
    beyond = (box.left - low[0], box.top - low[1], high[0] - box.right, high[1] - box.bottom)
    is_light = len(piece.points) < MANY_POINTS and not piece.name.startswith(ROUGH)
    is_inside = max(beyond) < LEAST_OVERHANG_PX
    if piece.curved or (is_inside and is_light):
        yield piece
    elif not piece.fill[1] and Path.CLOSEPOLY not in piece.codes:
        yield from _cut(piece, shapely.MultiLineString(_at_least(piece.lines, 2)), box)
    else:
        yield from _clip_area(piece, box, is_inside=is_inside)


def _clip_area(piece: OutlinePiece, box: Box, *, is_inside: bool) -> Iterator[OutlinePiece]:
    rings = [shapely.Polygon(ring) for ring in _at_least(piece.lines, LEAST_RING)]
    area = shapely.build_area(shapely.GeometryCollection(rings))
    if is_inside or not piece.edge[1]:
        yield from _cut(piece, area, box)
        return
    if piece.fill[1] or piece.hatched:
        # the edge's colour is that of the hatching, too
        yield from _cut(replace(piece, edge_px=0.0), area, box)
    edge = replace(piece, fill=(piece.fill[0], 0.0), hatched=False)
    yield from _cut(edge, shapely.boundary(area), box.grown(-LEAST_OVERHANG_PX))


def _at_least(runs: list[Floats], count: int) -> list[Floats]:
    return [run for run in runs if len(run) >= count]


def _cut(piece: OutlinePiece, shape: shapely.Geometry, box: Box) -> Iterator[OutlinePiece]:
    kept = shapely.clip_by_rect(shape, box.left, box.top, box.right, box.bottom)
    if shapely.get_dimensions(kept) == LINE:
        kept = shapely.line_merge(kept)
    kept = shapely.simplify(kept, DETAIL_PX)
    if not kept.is_empty:
        yield _with_shape(piece, kept)


def _with_shape(piece: OutlinePiece, shape: shapely.Geometry) -> OutlinePiece:
    parts = shapely.get_parts(shapely.get_parts(shape))
    is_area = shapely.get_dimensions(parts) == AREA
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(parts[is_area])]
    lines = [shapely.get_coordinates(line) for line in parts[shapely.get_dimensions(parts) == LINE]]
    last = Path.CLOSEPOLY if is_area.any() else Path.LINETO
    codes: list[int] = []
    for run in (*rings, *lines):
        codes += map(int, (Path.MOVETO, *[Path.LINETO] * (len(run) - 2), last))
    return replace(piece, points=np.concatenate([*rings, *lines]), codes=tuple(codes))


def join_lines(pieces: list[Piece]) -> list[Piece]:
    """Make one piece of the lines of a paragraph, which were drawn one after the other."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, TextPiece) and isinstance(last, TextPiece) and _goes_on(last, piece):
            joined[-1] = replace(last, lines=(*last.lines, *piece.lines))
        else:
            joined.append(piece)
    return joined


def _goes_on(last: TextPiece, piece: TextPiece) -> bool:
    """Tell whether a line stands right below the last one of a paragraph, in its lettering."""
    below = last.style.size_px * LINE_HEIGHT * len(last.lines)
    return (
        last.style == piece.style
        and last.angle == piece.angle == 0
        and (last.align, last.vertical) == (piece.align, piece.vertical)
        and abs(last.position[0] - piece.position[0]) < SAME_PX
        and abs(last.position[1] + below - piece.position[1]) < SAME_PX
    )

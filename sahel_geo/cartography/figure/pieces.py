"""Read a drawn sheet back as plain pieces: outlines, words and pictures.

A slide is made of shapes, not of ink. What stands around the map (legend, scale bar, chart, table)
is drawn once, by the print renderer, and read here for whoever builds shapes of it: so a slide
shows the very samples and places that the picture shows.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform
from PIL import Image

from sahel_geo.cartography.figure.lettering import HAIR_SPACE, HAIR_SPACE_EM, LINE_HEIGHT
from sahel_geo.cartography.figure.page import CSS_PX_PER_INCH, POINTS_PER_PX, Box
from sahel_geo.cartography.symbology import TextStyle

Floats: TypeAlias = npt.NDArray[np.float64]
LEAST_OVERHANG_PX = 0.5
SAME_PX = 0.75
"""Lines of one paragraph start within this much of each other."""
DETAIL_PX = 0.25
"""What an outline may lose of its points: less than is seen."""
MANY_POINTS = 150
"""More than a ring of types has; an outline of more is thinned out."""
ROUGH = "footprint"
"""What is drawn of areas whose edge says little: thinned out in any case."""


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
        return self.codes == _plain_codes(Path.unit_circle())

    @property
    def curved(self) -> bool:
        """Whether any part of it is a curve."""
        return bool(set(self.codes) & {int(Path.CURVE3), int(Path.CURVE4)})

    @property
    def lines(self) -> list[Floats]:
        """Its parts, one for each time the pen is lifted."""
        return _rings(self)


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


def read_pieces(figure: Figure, sheet: str) -> list[Piece]:
    """
    Read what was drawn on the sheets of a name, from the bottom up.

    Parameters
    ----------
    figure
        As `to_figure` gives it; nothing of it is changed.
    sheet
        The label of the axes, such as `legend`.

    Returns
    -------
    pieces
        Areas and lines are clipped to their sheet; lines of words that stand below each other in
        one lettering are one piece.
    """
    pieces: list[Piece] = []
    for axes in sorted(figure.axes, key=lambda axes: axes.get_zorder()):
        if axes.get_label() == sheet:
            pieces += PieceReader(figure, axes).read_new()
    return pieces


class PieceReader:
    """Reads what is drawn on one sheet, in CSS pixels of the page, as it is drawn."""

    def __init__(self, figure: Figure, axes: Axes) -> None:
        self._axes = axes
        self._per_px = figure.dpi / CSS_PX_PER_INCH
        self._height = figure.bbox.height
        corners = axes.bbox.get_points()
        (left, bottom), (right, top) = self._to_page(corners).tolist()
        self._box = Box(left, top, right, bottom)
        self._read: set[Artist] = set()

    def read_new(self) -> list[Piece]:
        """Read what was added to the sheet since it was last read, from the bottom up."""
        own: set[Artist] = {self._axes.patch, self._axes.xaxis, self._axes.yaxis}
        own.update(self._axes.spines.values())
        added = [
            artist
            for artist in self._axes.get_children()
            if artist not in own and artist not in self._read and artist.get_visible()
        ]
        self._read.update(added)
        pieces: list[Piece] = []
        for artist in sorted(added, key=lambda artist: artist.get_zorder()):
            pieces += self._pieces_of(artist)
        return _join_lines(pieces)

    def _pieces_of(self, artist: Artist) -> Iterator[Piece]:
        if isinstance(artist, Text):
            if artist.get_text().strip():
                yield self._read_text(artist)
        elif isinstance(artist, AxesImage):
            yield self._read_image(artist)
        elif isinstance(artist, Collection):
            yield from self._read_collection(artist)
        elif isinstance(artist, Patch):
            look = {
                "fill": artist.get_facecolor() if artist.get_fill() else (0, 0, 0, 0),
                "edge": artist.get_edgecolor(),
                "width": artist.get_linewidth(),
                "dashes": artist.get_linestyle(),
            }
            yield from self._outline(artist, artist.get_path(), artist.get_transform(), look)
        elif isinstance(artist, Line2D) and len(_points(artist.get_path())):
            look = {
                "fill": (0, 0, 0, 0),
                "edge": to_rgba(artist.get_color(), artist.get_alpha()),
                "width": artist.get_linewidth(),
                "dashes": artist.get_linestyle(),
            }
            yield from self._outline(artist, artist.get_path(), artist.get_transform(), look)

    def _read_collection(self, artist: Collection) -> Iterator[Piece]:
        fills, edges = artist.get_facecolor(), artist.get_edgecolor()
        widths, dashes = artist.get_linewidth(), artist.get_linestyle()
        for number, path in enumerate(artist.get_paths()):
            look = {
                "fill": _turn(fills, number, (0, 0, 0, 0)),
                "edge": _turn(edges, number, (0, 0, 0, 0)),
                "width": _turn(np.atleast_1d(widths).tolist(), number, 0.0),
                "dashes": _turn(dashes, number, "-"),
                "hatch": artist.get_hatch(),
            }
            yield from self._outline(artist, path, artist.get_transform(), look)

    def _outline(
        self, artist: Artist, path: Path, transform: Transform, look: dict[str, Any]
    ) -> Iterator[OutlinePiece]:
        if len(_points(path)) == 0:
            return
        points = self._to_page(transform.transform(_points(path)))
        width_px = float(look["width"]) / POINTS_PER_PX
        piece = OutlinePiece(
            name=_label(artist),
            points=points,
            codes=_plain_codes(path),
            fill=_split(look["fill"]),
            edge=_split(look["edge"]) if width_px else ("#000000", 0.0),
            edge_px=width_px,
            dash_px=_dashes_px(look["dashes"], width_px),
            depth=artist.get_zorder(),
            hatched=bool(look.get("hatch")),
        )
        if piece.fill[1] or piece.edge[1]:
            yield from self._clip(piece) if artist.get_clip_on() else (piece,)

    def _clip(self, piece: OutlinePiece) -> Iterator[OutlinePiece]:
        """Cut areas and lines of straight edges to the sheet; thin out those of many points."""
        box = self._box
        low, high = piece.points.min(axis=0), piece.points.max(axis=0)
        beyond = (box.left - low[0], box.top - low[1], high[0] - box.right, high[1] - box.bottom)
        is_light = len(piece.points) < MANY_POINTS and not piece.name.startswith(ROUGH)
        if piece.curved or (max(beyond) < LEAST_OVERHANG_PX and is_light):
            yield piece
            return
        rings = _rings(piece)
        if piece.fill[1] or Path.CLOSEPOLY in piece.codes:
            polygons = [shapely.Polygon(ring) for ring in rings if len(ring) >= 4]  # noqa: PLR2004
            shape = shapely.build_area(shapely.GeometryCollection(polygons))
        else:
            shape = shapely.MultiLineString([ring for ring in rings if len(ring) > 1])
        kept = shapely.simplify(
            shapely.clip_by_rect(shape, box.left, box.top, box.right, box.bottom), DETAIL_PX
        )
        if not kept.is_empty:
            yield _with_shape(piece, kept)

    def _read_text(self, artist: Text) -> TextPiece:
        place = self._to_page(artist.get_transform().transform([artist.get_position()]))[0]
        file = str(artist.get_fontproperties().get_file() or "")
        size_px = float(artist.get_fontsize()) / POINTS_PER_PX
        lettered = artist.get_text()
        hairs = lettered.count(HAIR_SPACE) / max(len(lettered.replace(HAIR_SPACE, "")) - 1, 1)
        style = TextStyle(
            to_hex(to_rgba(artist.get_color())),
            size_px,
            bold="Bold" in file or artist.get_fontweight() in ("bold", 700),
            italic="Oblique" in file,
            spacing_px=hairs * HAIR_SPACE_EM * size_px,
            halo_px=0.0,
        )
        return TextPiece(
            lines=tuple(lettered.replace(HAIR_SPACE, "").split("\n")),
            position=(float(place[0]), float(place[1])),
            align=artist.get_horizontalalignment(),
            vertical=artist.get_verticalalignment(),
            angle=artist.get_rotation(),
            style=style,
            depth=artist.get_zorder(),
            name=str(artist.get_gid() or ""),
        )

    def _read_image(self, artist: AxesImage) -> PicturePiece:
        left, right, bottom, top = artist.get_extent()
        corners = artist.axes.transData.transform([(left, top), (right, bottom)])
        (x, y), (x2, y2) = self._to_page(corners).tolist()
        pixels = artist.to_rgba(np.asarray(artist.get_array()), bytes=True, norm=False)
        box = Box(min(x, x2), min(y, y2), max(x, x2), max(y, y2))
        return PicturePiece(np.asarray(pixels), box, artist.get_zorder(), _label(artist))

    def _to_page(self, pixels: npt.ArrayLike) -> Floats:
        """Turn the figure's pixels, counted upwards, into CSS pixels of the page."""
        points = np.asarray(pixels, dtype=float)
        return np.column_stack([points[:, 0], self._height - points[:, 1]]) / self._per_px


def _plain_codes(path: Path) -> tuple[int, ...]:
    if path.codes is None:
        return (int(Path.MOVETO), *[int(Path.LINETO)] * (len(_points(path)) - 1))
    return tuple(np.asarray(path.codes).tolist())


def _points(path: Path) -> Floats:
    return np.asarray(path.vertices, dtype=float)


def _label(artist: Artist) -> str:
    label = str(artist.get_label() or "")
    return "" if label.startswith("_") else label


def _turn(values: Sequence[Any], number: int, otherwise: Any) -> Any:
    """Give the value whose turn it is: properties of a collection repeat."""
    return values[number % len(values)] if len(values) else otherwise


def _split(color: Any) -> tuple[str, float]:
    rgba = to_rgba(color)
    return to_hex(rgba[:3]), round(float(rgba[3]), 4)


def _dashes_px(dashes: Any, width_px: float) -> tuple[float, ...]:
    """Give a dash pattern in CSS pixels; Matplotlib has scaled those of collections already."""
    if isinstance(dashes, str):
        return {"--": (4 * width_px, 2 * width_px), ":": (width_px, 2 * width_px)}.get(dashes, ())
    _, lengths = dashes
    return tuple(float(length) / POINTS_PER_PX for length in lengths) if lengths else ()


def _rings(piece: OutlinePiece) -> list[Floats]:
    """Part an outline of straight edges where the pen is lifted; closed parts end as they begin."""
    starts = [number for number, code in enumerate(piece.codes) if code == Path.MOVETO]
    rings = []
    for start, end in zip(starts, [*starts[1:], len(piece.codes)], strict=True):
        ring = piece.points[start:end].copy()
        if piece.codes[end - 1] == Path.CLOSEPOLY:
            ring[-1] = ring[0]
        elif piece.fill[1]:
            ring = np.concatenate([ring, ring[:1]])
        rings.append(ring)
    return rings


def _with_shape(piece: OutlinePiece, shape: shapely.Geometry) -> OutlinePiece:
    parts = shapely.get_parts(shapely.get_parts(shape))
    is_area = shapely.get_dimensions(parts) == 2  # noqa: PLR2004 - an area
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(parts[is_area])]
    lines = [shapely.get_coordinates(line) for line in parts[shapely.get_dimensions(parts) == 1]]
    last = Path.CLOSEPOLY if is_area.any() else Path.LINETO
    codes: list[int] = []
    for run in (*rings, *lines):
        codes += map(int, (Path.MOVETO, *[Path.LINETO] * (len(run) - 2), last))
    return replace(piece, points=np.concatenate([*rings, *lines]), codes=tuple(codes))


def _join_lines(pieces: list[Piece]) -> list[Piece]:
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

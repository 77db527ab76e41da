"""Read what Matplotlib was told to draw on a sheet as plain pieces (see `pieces`)."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
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

from sahel_geo.cartography.figure.lettering import HAIR_SPACE, HAIR_SPACE_EM
from sahel_geo.cartography.figure.page import CSS_PX_PER_INCH, POINTS_PER_PX, Box
from sahel_geo.cartography.figure.pieces import (
    Floats,
    OutlinePiece,
    PicturePiece,
    Piece,
    TextPiece,
    clip_piece,
    codes_of,
    join_lines,
)
from sahel_geo.cartography.symbology import TextStyle


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
        return join_lines(pieces)

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
            codes=codes_of(path),
            fill=_split(look["fill"]),
            edge=_split(look["edge"]) if width_px else ("#000000", 0.0),
            edge_px=width_px,
            dash_px=_dashes_px(look["dashes"], width_px),
            depth=artist.get_zorder(),
            hatched=bool(look.get("hatch")),
        )
        if piece.fill[1] or piece.edge[1]:
            yield from clip_piece(piece, self._box) if artist.get_clip_on() else (piece,)

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

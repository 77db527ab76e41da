"""Turn pieces of the print renderer into shapes of a slide."""

import math
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from sahel_geo.cartography.figure.lettering import measure
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.pieces import OutlinePiece, Piece, TextPiece
from sahel_geo.cartography.figure.plan import PagePlan
from sahel_geo.cartography.figure.symbols import Disc
from sahel_geo.cartography.symbology import LineStyle, TextStyle
from sahel_geo.export.slidepaint import Paint, Stroke
from sahel_geo.export.slidepaths import CLOSE, CUBIC, QUADRATIC
from sahel_geo.export.slideshapes import Bounds, ShapeWriter
from sahel_geo.export.slidewords import Lettering, Side, Words

LINE_HEIGHT = 1.28
"""From one line of a paragraph to the next, in type sizes, as the print renderer sets them."""
BASELINE_EM = 0.36
"""From the middle of a line of capitals and small letters to its baseline."""
MOST_NAME = 60
ROUND_PX = 0.2
"""How far from a circle points may be to lie on it."""


def bounds_of(box: Box) -> Bounds:
    """Give a box of the page as the bounds of a shape."""
    return box.left, box.top, box.right, box.bottom


def lettering_of(style: TextStyle, *, halo: bool = True) -> Lettering:
    """Give a lettering of the print renderer, in inks already chosen, as that of a slide."""
    return Lettering(
        color=style.color,
        size_px=style.size_px,
        bold=style.bold,
        italic=style.italic,
        spacing_px=style.spacing_px,
        halo=style.halo if halo and style.halo_px else "",
        halo_px=style.halo_px if halo else 0.0,
    )


def stroke_of(style: LineStyle, *, arrow: bool = False) -> Stroke:
    """Give a line of the print renderer, in inks already chosen, as that of a slide."""
    return Stroke(Paint(style.color, style.opacity), style.width_px, style.dash_px, arrow)


def name_of(plan: PagePlan, key: str) -> str:
    """Give the name of a shape or a group in the language of a plan."""
    return plan.translator.text(f"slides.shapes.{key}")


def add_pieces(
    writer: ShapeWriter, pieces: Sequence[Piece], name: str, *, paper: str = "#ffffff"
) -> None:
    """
    Add pieces as shapes of their own; those of one look and name that follow each other as one.

    Parameters
    ----------
    name
        Of outlines that have no name of their own.
    paper
        Ground of hatched areas.
    """
    for key, run in groupby(pieces, key=_look):
        together = list(run)
        first = together[0]
        if key is not None and len(together) > 1 and isinstance(first, OutlinePiece):
            areas = [piece for piece in together if isinstance(piece, OutlinePiece)]
            _add_together(writer, areas, first.name or name, paper)
            continue
        for piece in together:
            add_piece(writer, piece, name, paper=paper)


def add_piece(writer: ShapeWriter, piece: Piece, name: str, *, paper: str = "#ffffff") -> None:
    """Add a piece as one shape."""
    if isinstance(piece, TextPiece):
        add_text(writer, piece)
    elif isinstance(piece, OutlinePiece):
        _add_outline(writer, piece, name, paper)


def add_text(writer: ShapeWriter, piece: TextPiece) -> None:
    """Add words as a text box; a paragraph of several lines can be rewritten as one."""
    style = piece.style
    width = max(measure(line, style) for line in piece.lines)
    step = style.size_px * LINE_HEIGHT
    x, y = piece.position
    middle = {
        "bottom": y - step / 2,
        "top": y + step / 2,
        "baseline": y - BASELINE_EM * style.size_px,
    }.get(piece.vertical, y)
    left = {"center": x - width / 2, "right": x - width}.get(piece.align, x)
    box = left, middle - step / 2, left + width, middle - step / 2 + step * len(piece.lines)
    words = paragraph_of(piece.lines, lettering_of(style), align=piece.align)
    writer.add_words(short_name(" ".join(piece.lines)), box, words, angle=piece.angle)


def paragraph_of(lines: Sequence[str], lettering: Lettering, *, align: str = "left") -> Words:
    """Give lines that were broken for their width as one paragraph, which breaks anew."""
    sides: dict[str, Side] = {"center": "center", "right": "right"}
    return Words(
        (" ".join(lines),),
        lettering,
        align=sides.get(align, "left"),
        anchor="top" if len(lines) > 1 else "center",
        line_height=LINE_HEIGHT,
        wraps=len(lines) > 1,
    )


def short_name(words: str) -> str:
    """Give words as the name of a shape, cut where they are long."""
    return words if len(words) <= MOST_NAME else words[: MOST_NAME - 1].rstrip() + "…"


def look_of(piece: OutlinePiece, paper: str) -> tuple[Paint | None, Stroke | None]:
    """Give fill and stroke of a piece, None where there is none."""
    fill = Paint(*piece.fill) if piece.fill[1] else None
    if piece.hatched:
        fill = Paint(piece.edge[0], hatched_on=paper)
    stroke = None
    if piece.edge[1] and piece.edge_px:
        stroke = Stroke(Paint(*piece.edge), piece.edge_px, piece.dash_px)
    return fill, stroke


def add_sector(writer: ShapeWriter, piece: OutlinePiece, disc: Disc, name: str) -> bool:
    """
    Add a piece as a part of a ring round a disc.

    Returns
    -------
    added
        False when it is none: its points do not lie on two circles around the disc's middle.
    """
    points = piece.points[:-1]
    half = len(points) // 2
    around = points - disc.centre
    away = np.hypot(*around.T)
    if len(points) % 2 or half < 2 or set(piece.codes) & {QUADRATIC, CUBIC}:  # noqa: PLR2004
        return False
    outer, inner = away[:half], away[half:]
    if np.ptp(outer) > ROUND_PX or np.ptp(inner) > ROUND_PX or not piece.fill[1]:
        return False
    bearings = np.degrees(np.unwrap(np.arctan2(around[:half, 0], -around[:half, 1])))
    start, end = float(bearings[0]), float(bearings[-1])
    radius = float(outer.mean())
    (x, y), thickness = disc.centre, 1 - float(inner.mean()) / radius
    box = x - radius, y - radius, x + radius, y + radius
    writer.add_ring(name, box, thickness, bearings=(start, end), fill=Paint(*piece.fill))
    return True


def _look(piece: Piece) -> object:
    """Give what pieces must share to be one shape; None for those that stay apart."""
    if isinstance(piece, OutlinePiece) and piece.name in ("bars", "graticule"):
        return piece.name, piece.fill, piece.edge, piece.hatched
    return None


def _add_together(
    writer: ShapeWriter, pieces: Sequence[OutlinePiece], name: str, paper: str
) -> None:
    fill, stroke = look_of(pieces[0], paper)
    points = np.concatenate([piece.points for piece in pieces])
    codes = [code for piece in pieces for code in piece.codes]
    writer.add_path(name, points, codes, fill=fill, stroke=stroke)


def _add_outline(writer: ShapeWriter, piece: OutlinePiece, name: str, paper: str) -> None:
    fill, stroke = look_of(piece, paper)
    (left, top), (right, bottom) = piece.points.min(axis=0), piece.points.max(axis=0)
    box = float(left), float(top), float(right), float(bottom)
    if piece.is_round:
        if math.isclose(right - left, bottom - top, abs_tol=ROUND_PX):
            writer.add_ellipse(name, box, fill=fill, stroke=stroke)
        else:
            corner = min(right - left, bottom - top) / 2
            writer.add_box(name, box, fill=fill, stroke=stroke, corner_px=float(corner))
    elif fill is None and stroke is not None and CLOSE not in piece.codes and not piece.curved:
        writer.add_lines(name, piece.lines, stroke)
    else:
        writer.add_path(name, piece.points, piece.codes, fill=fill, stroke=stroke)

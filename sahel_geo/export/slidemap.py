"""The map of a plan as shapes of a slide, grouped by layer, from the sea up to the names."""

from collections.abc import Sequence

from sahel_geo.cartography.figure.apart import (
    read_footprints,
    read_markers,
    read_steps,
    read_symbols,
)
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.pieces import OutlinePiece, Piece, TextPiece
from sahel_geo.cartography.figure.plan import PagePlan
from sahel_geo.cartography.figure.steps import StepSpot
from sahel_geo.cartography.symbology import INK
from sahel_geo.export.slidebase import SharedGround, add_base_map
from sahel_geo.export.slidelegs import add_fades, add_flows, add_paths, add_tails
from sahel_geo.export.slidepaint import Paint, Stroke
from sahel_geo.export.slidepieces import (
    add_piece,
    add_pieces,
    add_sector,
    bounds_of,
    lettering_of,
    look_of,
    name_of,
    short_name,
)
from sahel_geo.export.slideshapes import ShapeWriter
from sahel_geo.export.slidewords import Side, Words

NAME_LINE_HEIGHT = 1.12
DOT_EDGE_PX = 0.8


def add_map(
    writer: ShapeWriter,
    plan: PagePlan,
    *,
    ground_points: int,
    shared: SharedGround | None = None,
) -> None:
    """
    Add everything that lies on the map, in groups named in the plan's language.

    Parameters
    ----------
    ground_points
        Most points of land, waters, borders and areas together.
    shared
        Of slides whose base layers come from one dataset; what is there already is taken again.
    """
    shared = shared or SharedGround()
    add_base_map(writer, plan, most_points=ground_points, shared=shared)
    _add_markers(writer, plan)
    with writer.group(name_of(plan, "footprints")):
        add_pieces(writer, read_footprints(plan), name_of(plan, "footprint"))
    add_tails(writer, plan)
    add_paths(writer, plan)
    add_flows(writer, plan)
    add_fades(writer, plan)
    marks = read_steps(plan)
    dots = [(spot, pieces) for spot, pieces in marks if not spot.step.numbers]
    numbered = [(spot, pieces) for spot, pieces in marks if spot.step.numbers]
    _add_steps(writer, plan, "dots", dots)
    _add_symbols(writer, plan)
    _add_steps(writer, plan, "steps", numbered)
    _add_names(writer, plan)


def _add_markers(writer: ShapeWriter, plan: PagePlan) -> None:
    with writer.group(name_of(plan, "markers")):
        for marker, pieces in read_markers(plan):
            for piece in pieces:
                add_piece(writer, piece, marker.name)


def _add_steps(
    writer: ShapeWriter,
    plan: PagePlan,
    key: str,
    marks: Sequence[tuple[StepSpot, Sequence[Piece]]],
) -> None:
    with writer.group(name_of(plan, key)):
        for spot, pieces in marks:
            name = short_name(spot.step.name or spot.step.numbers or name_of(plan, key))
            outlines = [piece for piece in pieces if isinstance(piece, OutlinePiece)]
            words = [piece for piece in pieces if isinstance(piece, TextPiece)]
            if len(outlines) == 1:
                _add_mark(writer, outlines[0], words, name)
                continue
            with writer.group(name):
                for piece in outlines[:-1]:
                    add_piece(writer, piece, name_of(plan, "beside"))
                _add_mark(writer, outlines[-1], words, name)


def _add_mark(
    writer: ShapeWriter, piece: OutlinePiece, words: Sequence[TextPiece], name: str
) -> None:
    """Add a mark with its number inside the shape, so that both move together."""
    if not words:
        add_piece(writer, piece, name)
        return
    lettering = lettering_of(words[0].style)
    told = Words(words[0].lines, lettering, align="center", anchor="center")
    (left, top), (right, bottom) = piece.points.min(axis=0), piece.points.max(axis=0)
    box = float(left), float(top), float(right), float(bottom)
    fill, stroke = look_of(piece, "#ffffff")
    corner = float(bottom - top) / 2
    writer.add_box(name, box, fill=fill, stroke=stroke, corner_px=corner, words=told)


def _add_symbols(writer: ShapeWriter, plan: PagePlan) -> None:
    with writer.group(name_of(plan, "symbols")):
        for number, pieces in read_symbols(plan):
            symbol, disc = plan.document.symbols[number], plan.drawn.discs[number]
            name = short_name(symbol.name)
            if len(pieces) == 1:
                add_piece(writer, pieces[0], name)
                continue
            with writer.group(name):
                for piece in pieces:
                    is_ring = isinstance(piece, OutlinePiece) and add_sector(
                        writer, piece, disc, name
                    )
                    if not is_ring:
                        add_piece(writer, piece, name)


def _add_names(writer: ShapeWriter, plan: PagePlan) -> None:
    """Add the names that found room, beside the dots of towns."""
    ink, paper = plan.colors.of(INK), plan.colors.paper
    with writer.group(name_of(plan, "names")):
        for name in plan.names:
            block = name.block
            words = " ".join(block.lines)
            align: Side = "center"
            if name.dot is not None:
                (x, y), radius = name.dot.centre, name.dot.radius
                edge = Stroke(Paint(paper), DOT_EDGE_PX)
                box = Box(x - radius, y - radius, x + radius, y + radius)
                told = plan.translator.text("slides.shapes.dot", name=words)
                writer.add_ellipse(told, bounds_of(box), fill=Paint(ink), stroke=edge)
                away = name.centre[0] - x
                if abs(away) > block.width / 2:
                    align = "left" if away > 0 else "right"
            style = plan.colors.text(block.style)
            lines = tuple(line.upper() for line in block.lines) if style.uppercase else block.lines
            x, y = name.centre
            half_width, half_height = block.width / 2, block.height / 2
            box = Box(x - half_width, y - half_height, x + half_width, y + half_height)
            text = Words(
                lines,
                lettering_of(style),
                align=align,
                anchor="center",
                line_height=NAME_LINE_HEIGHT,
            )
            writer.add_words(short_name(words), bounds_of(box), text, angle=block.angle)

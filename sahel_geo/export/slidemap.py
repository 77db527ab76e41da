"""The map of a plan as shapes of a slide, grouped by layer, from the sea up to the names."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
import shapely

from sahel_geo.cartography.figure.apart import (
    read_footprints,
    read_markers,
    read_steps,
    read_symbols,
    relief_picture,
)
from sahel_geo.cartography.figure.flows import arrow_parts
from sahel_geo.cartography.figure.legs import CASING, LEAST_LEG_WITH_ARROW_PX, LegCurve
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.pieces import OutlinePiece, Piece, TextPiece
from sahel_geo.cartography.figure.plan import PagePlan
from sahel_geo.cartography.figure.projection import Floats
from sahel_geo.cartography.figure.steps import StepSpot
from sahel_geo.cartography.symbology import (
    FAINT_OPACITY,
    FLOW_COLOR,
    FLOW_OPACITY,
    INK,
    LEG_DASH_PX,
    AreaStyle,
    LineStyle,
)
from sahel_geo.export.slideground import SEAM_PX, GroundShape, lay_out_ground
from sahel_geo.export.slidepieces import (
    add_piece,
    add_pieces,
    add_sector,
    bounds_of,
    lettering_of,
    look_of,
    short_name,
)
from sahel_geo.export.slideshapes import Paint, ShapeWriter, Side, Stroke, Words
from sahel_geo.model.extent import WINDOW
from sahel_geo.model.vocabulary import LayerFile

FADE_PARTS = 8
HEAD_GAP_PX = 1.5
"""Between the tip of an arrow and the mark it leads to."""
NAME_LINE_HEIGHT = 1.12
DOT_EDGE_PX = 0.8
WHOLE = (0.0, 1.0)


@dataclass(eq=False)
class SharedGround:
    """Ground and relief of slides of one deck, by where their maps lie and how light they are."""

    grounds: dict[object, tuple[list[GroundShape], bytes | None]] = field(default_factory=dict)


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
    _add_ground(writer, plan, _ground_of(plan, ground_points, shared or SharedGround()))
    _add_markers(writer, plan)
    with writer.group(_name(plan, "footprints")):
        add_pieces(writer, read_footprints(plan), _name(plan, "footprint"))
    _add_tails(writer, plan)
    _add_paths(writer, plan)
    _add_flows(writer, plan)
    _add_fades(writer, plan)
    marks = read_steps(plan)
    dots = [(spot, pieces) for spot, pieces in marks if not spot.step.numbers]
    numbered = [(spot, pieces) for spot, pieces in marks if spot.step.numbers]
    _add_steps(writer, plan, "dots", dots)
    _add_symbols(writer, plan)
    _add_steps(writer, plan, "steps", numbered)
    _add_names(writer, plan)


def _name(plan: PagePlan, key: str) -> str:
    return plan.translator.text(f"slides.shapes.{key}")


# -- the ground ---------------------------------------------------------------------------------


def _ground_of(
    plan: PagePlan, most_points: int, shared: SharedGround
) -> tuple[list[GroundShape], bytes | None]:
    """Lay out the ground of a plan and its relief, unless a slide before had the same."""
    frame, layers = plan.frame, plan.document.layers
    files = tuple(getattr(layer, "file", "") for layer in layers)
    key = (frame.box, frame.west_m, frame.north_m, frame.metres_per_px, files, most_points)
    if key not in shared.grounds:
        language = plan.translator.language
        ground = lay_out_ground(frame, layers, language, most_points=most_points)
        land = [shape.runs for shape in ground if shape.file is LayerFile.COUNTRIES]
        shared.grounds[key] = ground, relief_picture(plan, land)
    return shared.grounds[key]


def _add_ground(
    writer: ShapeWriter, plan: PagePlan, laid_out: tuple[list[GroundShape], bytes | None]
) -> None:
    """Add sea, land, relief, waters, borders and areas."""
    ground, picture = laid_out
    box = bounds_of(plan.frame.box)
    with writer.group(_name(plan, "sea")):
        writer.add_box(_name(plan, "beyond"), box, fill=Paint(plan.colors.beyond))
        sheet, _ = plan.frame.shapes_to_page([shapely.box(*WINDOW.as_tuple())])
        sea = shapely.clip_by_rect(shapely.simplify(sheet[0], 0.2), *box)
        writer.add_outline(
            _name(plan, "sea"), [shapely.get_coordinates(sea)], fill=Paint(plan.colors.sea)
        )
    for file, run in groupby(ground, key=lambda shape: shape.file):
        shapes = list(run)
        with writer.group(_name(plan, f"layers.{file}")):
            for shape in shapes:
                _add_ground_shape(writer, plan, shape)
        if file is LayerFile.COUNTRIES and picture is not None:
            name = _name(plan, "relief")
            writer.add_picture(name, box, picture, words=name)


def _add_ground_shape(writer: ShapeWriter, plan: PagePlan, shape: GroundShape) -> None:
    name = shape.name
    if not name:
        key = f"values.{shape.value}"
        told = plan.translator.has(f"slides.shapes.{key}")
        name = _name(plan, key if told else f"layers.{shape.file}")
    if isinstance(shape.style, AreaStyle):
        _add_area(writer, plan, shape, plan.colors.area(shape.style), name)
    else:
        writer.add_lines(name, shape.runs, _stroke(plan.colors.line(shape.style)))


def _add_area(
    writer: ShapeWriter, plan: PagePlan, shape: GroundShape, style: AreaStyle, name: str
) -> None:
    """Add an area; one that the map cuts is a group of its fill and what is seen of its edge."""
    fill = Paint(style.fill, style.fill_opacity)
    if style.outline is None:
        stroke = Stroke(fill, SEAM_PX) if style.fill_opacity == 1 else None
        writer.add_outline(name, shape.runs, fill=fill, stroke=stroke)
    elif shape.edges is None:
        writer.add_outline(name, shape.runs, fill=fill, stroke=_stroke(style.outline))
    else:
        with writer.group(name):
            writer.add_outline(name, shape.runs, fill=fill)
            edge = plan.translator.text("slides.shapes.edge", name=name)
            writer.add_lines(edge, shape.edges, _stroke(style.outline))


def _stroke(style: LineStyle, *, arrow: bool = False) -> Stroke:
    return Stroke(Paint(style.color, style.opacity), style.width_px, style.dash_px, arrow)


def _add_markers(writer: ShapeWriter, plan: PagePlan) -> None:
    with writer.group(_name(plan, "markers")):
        for marker, pieces in read_markers(plan):
            for piece in pieces:
                add_piece(writer, piece, marker.name)


# -- paths --------------------------------------------------------------------------------------


def _add_tails(writer: ShapeWriter, plan: PagePlan) -> None:
    with writer.group(_name(plan, "tails")):
        for line in plan.drawn.tails:
            style = plan.colors.line(line.style)
            seen = _on_map(plan, line.points)
            writer.add_lines(short_name(line.tail.name), seen, _stroke(style))


def _add_paths(writer: ShapeWriter, plan: PagePlan) -> None:
    """Add the legs of each case as a group, each with an arrowhead at its end."""
    curves = iter(plan.drawn.curves)
    for path in plan.document.paths:
        with writer.group(plan.translator.text("slides.shapes.path", name=path.name)):
            for number, _ in enumerate(path.legs, 1):
                _add_leg(writer, plan, next(curves), number)


def _add_leg(writer: ShapeWriter, plan: PagePlan, curve: LegCurve, number: int) -> None:
    leg = curve.leg
    points, has_head = _to_mark(plan, curve.points)
    words = plan.translator.text("slides.shapes.leg", number=number, words=leg.words)
    dash = () if leg.certain else LEG_DASH_PX
    style = LineStyle(plan.colors.of(leg.color), leg.width_px, dash)
    band = plan.colors.line(CASING)
    part = leg.part
    has_head = has_head and _holds(plan, points[-1:])
    with writer.group(short_name(words)):
        faded = _faded(band, 1.0 if part else FAINT_OPACITY)
        writer.add_lines(_name(plan, "band"), _on_map(plan, points), faded)
        if part is None or part != WHOLE:
            faint = Paint(style.color, FAINT_OPACITY)
            ends_faint = part is None or part[1] < 1
            stroke = Stroke(faint, style.width_px, dash, arrow=has_head and ends_faint)
            writer.add_lines(_name(plan, "leg_outside"), _on_map(plan, points), stroke)
        if part is not None:
            bright = points if part == WHOLE else cut_line(points, *part)
            tip = has_head and part[1] == 1
            writer.add_lines(
                _name(plan, "leg_line"), _on_map(plan, bright), _stroke(style, arrow=tip)
            )


def _holds(plan: PagePlan, points: Floats) -> bool:
    """Tell whether all points lie on the map."""
    box = plan.frame.box
    inside = (points >= (box.left, box.top)) & (points <= (box.right, box.bottom))
    return bool(inside.all())


def _on_map(plan: PagePlan, line: Floats) -> list[Floats]:
    """Cut a line to the map: in one part, in several, or in none."""
    if _holds(plan, line):
        return [line]
    cut = shapely.clip_by_rect(shapely.LineString(line), *bounds_of(plan.frame.box))
    parts = shapely.get_parts(cut)
    parts = parts[shapely.get_dimensions(parts) == 1]
    return [shapely.get_coordinates(part) for part in parts]


def _faded(style: LineStyle, opacity: float) -> Stroke:
    return Stroke(Paint(style.color, style.opacity * opacity), style.width_px)


def _to_mark(plan: PagePlan, points: Floats) -> tuple[Floats, bool]:
    """Let a leg end before the mark or the symbol it leads to; tell whether it has an arrowhead."""
    length = _length(points)
    if length < LEAST_LEG_WITH_ARROW_PX:
        return points, False
    end, before = points[-1], points[-2]
    covered = 0.0
    for spot in plan.drawn.spots:
        if spot.centre == spot.home and math.dist(spot.home, end) < 1:
            covered = max(covered, _reach(spot, before - end))
    for disc in plan.drawn.discs:
        gap = disc.radius - math.dist(disc.centre, end)
        covered = max(covered, gap)
    left = length - covered - HEAD_GAP_PX
    if covered == 0 or left < LEAST_LEG_WITH_ARROW_PX / 2:
        return points, covered == 0
    return cut_line(points, 0.0, left / length), True


def _reach(spot: StepSpot, way: Floats) -> float:
    """Measure how far a mark reaches from its middle in a direction."""
    across, down = np.abs(way) / max(float(np.hypot(*way)), 1e-9)
    return float(
        min(spot.half_width / max(across, 1e-6), spot.half_height / max(down, 1e-6))
    )  # fmt: skip


def _length(points: Floats) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def cut_line(points: Floats, first: float, last: float) -> Floats:
    """Give the part of a line between two shares of its length."""
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    start, end = first * run[-1], last * run[-1]
    at = np.concatenate([[start], run[(run > start) & (run < end)], [end]])
    return np.column_stack([np.interp(at, run, points[:, axis]) for axis in (0, 1)])


def _add_flows(writer: ShapeWriter, plan: PagePlan) -> None:
    """Add movements between areas: a shaft as wide as many people, and its head."""
    color = plan.colors.of(FLOW_COLOR)
    paint = Paint(color, FLOW_OPACITY)
    flows = plan.document.flows.arrows if plan.document.flows else ()
    pairs = zip(flows, plan.drawn.arrows, strict=True)
    with writer.group(_name(plan, "flows")):
        for arrow, curve in sorted(pairs, key=lambda pair: -pair[1].leg.width_px):
            shaft, head = arrow_parts(curve.points, curve.leg.width_px)
            with writer.group(short_name(arrow.name)):
                stroke = Stroke(paint, curve.leg.width_px)
                writer.add_lines(_name(plan, "leg_line"), _on_map(plan, shaft), stroke)
                corners = np.asarray(head.vertices, dtype=float)[:-1]
                if _holds(plan, corners):
                    writer.add_outline(_name(plan, "head"), [corners], fill=paint)


def _add_fades(writer: ShapeWriter, plan: PagePlan) -> None:
    """Add path ends that dissolve: parts of a line, each paler than the one before."""
    with writer.group(_name(plan, "fades")):
        for line in plan.drawn.fades:
            color = plan.colors.of(line.fade.color)
            with writer.group(short_name(line.fade.words or _name(plan, "fade"))):
                for number in range(FADE_PARTS):
                    shares = number / FADE_PARTS, (number + 1) / FADE_PARTS
                    opacity = line.opacity * (1 - (number + 0.5) / FADE_PARTS)
                    stroke = Stroke(Paint(color, opacity), line.fade.width_px, (), arrow=False)
                    seen = _on_map(plan, cut_line(line.points, *shares))
                    writer.add_lines(_name(plan, "fade"), seen, stroke)


# -- marks, symbols, names ----------------------------------------------------------------------


def _add_steps(
    writer: ShapeWriter,
    plan: PagePlan,
    key: str,
    marks: Sequence[tuple[StepSpot, Sequence[Piece]]],
) -> None:
    with writer.group(_name(plan, key)):
        for spot, pieces in marks:
            name = short_name(spot.step.name or spot.step.numbers or _name(plan, key))
            outlines = [piece for piece in pieces if isinstance(piece, OutlinePiece)]
            words = [piece for piece in pieces if isinstance(piece, TextPiece)]
            if len(outlines) == 1:
                _add_mark(writer, outlines[0], words, name)
                continue
            with writer.group(name):
                for piece in outlines[:-1]:
                    add_piece(writer, piece, _name(plan, "beside"))
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
    with writer.group(_name(plan, "symbols")):
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
    with writer.group(_name(plan, "names")):
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

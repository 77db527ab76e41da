"""What moves on the map of a slide: legs with arrowheads, ways home, flows, ends that dissolve."""

import math

import numpy as np
import shapely

from sahel_geo.cartography.figure.flows import arrow_parts
from sahel_geo.cartography.figure.legs import CASING, LEAST_LEG_WITH_ARROW_PX, LegCurve
from sahel_geo.cartography.figure.plan import PagePlan
from sahel_geo.cartography.figure.projection import Floats
from sahel_geo.cartography.figure.steps import StepSpot
from sahel_geo.cartography.symbology import (
    FAINT_OPACITY,
    FLOW_COLOR,
    FLOW_OPACITY,
    LEG_DASH_PX,
    LineStyle,
)
from sahel_geo.export.slidepaint import Paint, Stroke
from sahel_geo.export.slidepieces import bounds_of, name_of, short_name, stroke_of
from sahel_geo.export.slideshapes import ShapeWriter

FADE_PARTS = 8
HEAD_GAP_PX = 1.5
"""Between the tip of an arrow and the mark it leads to."""
WHOLE = (0.0, 1.0)


def add_tails(writer: ShapeWriter, plan: PagePlan) -> None:
    """Add the ways home of freed people."""
    with writer.group(name_of(plan, "tails")):
        for line in plan.drawn.tails:
            style = plan.colors.line(line.style)
            seen = _on_map(plan, line.points)
            writer.add_lines(short_name(line.tail.name), seen, stroke_of(style))


def add_paths(writer: ShapeWriter, plan: PagePlan) -> None:
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
        writer.add_lines(name_of(plan, "band"), _on_map(plan, points), faded)
        if part is None or part != WHOLE:
            faint = Paint(style.color, FAINT_OPACITY)
            ends_faint = part is None or part[1] < 1
            stroke = Stroke(faint, style.width_px, dash, arrow=has_head and ends_faint)
            writer.add_lines(name_of(plan, "leg_outside"), _on_map(plan, points), stroke)
        if part is not None:
            bright = points if part == WHOLE else cut_line(points, *part)
            tip = has_head and part[1] == 1
            writer.add_lines(
                name_of(plan, "leg_line"), _on_map(plan, bright), stroke_of(style, arrow=tip)
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


def add_flows(writer: ShapeWriter, plan: PagePlan) -> None:
    """Add movements between areas: a shaft as wide as many people, and its head."""
    color = plan.colors.of(FLOW_COLOR)
    paint = Paint(color, FLOW_OPACITY)
    flows = plan.document.flows.arrows if plan.document.flows else ()
    pairs = zip(flows, plan.drawn.arrows, strict=True)
    with writer.group(name_of(plan, "flows")):
        for arrow, curve in sorted(pairs, key=lambda pair: -pair[1].leg.width_px):
            shaft, head = arrow_parts(curve.points, curve.leg.width_px)
            with writer.group(short_name(arrow.name)):
                stroke = Stroke(paint, curve.leg.width_px)
                writer.add_lines(name_of(plan, "leg_line"), _on_map(plan, shaft), stroke)
                corners = np.asarray(head.vertices, dtype=float)[:-1]
                if _holds(plan, corners):
                    writer.add_outline(name_of(plan, "head"), [corners], fill=paint)


def add_fades(writer: ShapeWriter, plan: PagePlan) -> None:
    """Add path ends that dissolve: parts of a line, each paler than the one before."""
    with writer.group(name_of(plan, "fades")):
        for line in plan.drawn.fades:
            color = plan.colors.of(line.fade.color)
            with writer.group(short_name(line.fade.words or name_of(plan, "fade"))):
                for number in range(FADE_PARTS):
                    shares = number / FADE_PARTS, (number + 1) / FADE_PARTS
                    opacity = line.opacity * (1 - (number + 0.5) / FADE_PARTS)
                    stroke = Stroke(Paint(color, opacity), line.fade.width_px, (), arrow=False)
                    seen = _on_map(plan, cut_line(line.points, *shares))
                    writer.add_lines(name_of(plan, "fade"), seen, stroke)

"""The base map of a plan as shapes of a slide: sea, land, relief, waters, borders and areas."""

from dataclasses import dataclass, field
from itertools import groupby

import shapely

from sahel_geo.cartography.document import ReliefLayer
from sahel_geo.cartography.figure.apart import relief_picture
from sahel_geo.cartography.figure.plan import PagePlan
from sahel_geo.cartography.symbology import AreaStyle
from sahel_geo.export.slideground import SEAM_PX, GroundShape, lay_out_ground
from sahel_geo.export.slidepaint import Paint, Stroke
from sahel_geo.export.slidepieces import bounds_of, name_of, short_name, stroke_of
from sahel_geo.export.slideshapes import ShapeWriter
from sahel_geo.model.extent import WINDOW
from sahel_geo.model.vocabulary import LayerFile


@dataclass(eq=False)
class SharedGround:
    """Ground and relief of slides of one deck, by where their maps lie and how light they are."""

    grounds: dict[object, tuple[list[GroundShape], bytes | None]] = field(default_factory=dict)


def add_base_map(
    writer: ShapeWriter, plan: PagePlan, *, most_points: int, shared: SharedGround
) -> None:
    """
    Add the base map of a plan, a group for each layer.

    Parameters
    ----------
    most_points
        Of land, waters, borders and areas together.
    shared
        What is there already is taken again; what is laid out anew is kept in it.
    """
    _add_ground(writer, plan, _ground_of(plan, most_points, shared))


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
    with writer.group(name_of(plan, "sea")):
        writer.add_box(name_of(plan, "beyond"), box, fill=Paint(plan.colors.beyond))
        sheet, _ = plan.frame.shapes_to_page([shapely.box(*WINDOW.as_tuple())])
        sea = shapely.clip_by_rect(shapely.simplify(sheet[0], 0.2), *box)
        writer.add_outline(
            name_of(plan, "sea"), [shapely.get_coordinates(sea)], fill=Paint(plan.colors.sea)
        )
    for file, run in groupby(ground, key=lambda shape: shape.file):
        shapes = list(run)
        with writer.group(_layer_name(plan, file)):
            for shape in shapes:
                _add_ground_shape(writer, plan, shape)
        if file is LayerFile.COUNTRIES and picture is not None:
            name = name_of(plan, "relief")
            writer.add_picture(name, box, picture, words=name)


def _layer_name(plan: PagePlan, file: str) -> str:
    """Name a layer; one that was brought in has the name that the legend gives it."""
    if plan.translator.has(f"slides.shapes.layers.{file}"):
        return name_of(plan, f"layers.{file}")
    layers = (layer for layer in plan.document.layers if not isinstance(layer, ReliefLayer))
    return short_name(next((layer.words for layer in layers if layer.file == file), file))


def _add_ground_shape(writer: ShapeWriter, plan: PagePlan, shape: GroundShape) -> None:
    name = shape.name
    if not name:
        key = f"values.{shape.value}"
        told = plan.translator.has(f"slides.shapes.{key}")
        name = name_of(plan, key) if told else _layer_name(plan, shape.file)
    if isinstance(shape.style, AreaStyle):
        _add_area(writer, plan, shape, plan.colors.area(shape.style), name)
    else:
        writer.add_lines(name, shape.runs, stroke_of(plan.colors.line(shape.style)))


def _add_area(
    writer: ShapeWriter, plan: PagePlan, shape: GroundShape, style: AreaStyle, name: str
) -> None:
    """Add an area; one that the map cuts is a group of its fill and what is seen of its edge."""
    fill = Paint(style.fill, style.fill_opacity)
    if style.outline is None:
        stroke = Stroke(fill, SEAM_PX) if style.fill_opacity == 1 else None
        writer.add_outline(name, shape.runs, fill=fill, stroke=stroke)
    elif shape.edges is None:
        writer.add_outline(name, shape.runs, fill=fill, stroke=stroke_of(style.outline))
    else:
        with writer.group(name):
            writer.add_outline(name, shape.runs, fill=fill)
            edge = plan.translator.text("slides.shapes.edge", name=name)
            writer.add_lines(edge, shape.edges, stroke_of(style.outline))

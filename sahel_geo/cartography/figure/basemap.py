"""Draw sea, land, relief, areas and lines: what lies under the events."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path as File
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgba
from matplotlib.image import AxesImage
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from PIL import Image

from sahel_geo.cartography.document import AreaLayer, Layer, LineLayer, ReliefLayer
from sahel_geo.cartography.figure.canvas import Depth, colors_of, stroke
from sahel_geo.cartography.figure.page import CSS_PX_PER_INCH, POINTS_PER_PX
from sahel_geo.cartography.figure.projection import MapFrame, Shapes
from sahel_geo.cartography.symbology import AreaStyle, LineStyle
from sahel_geo.model.extent import WINDOW
from sahel_geo.model.vocabulary import LayerFile, RasterFile

MESH_COLUMNS, MESH_ROWS = 40, 24
"""Cells in which the relief is bent to the projection; within a cell it is only stretched."""
SEAM_PX = 0.4
"""Filled areas without an outline are drawn this much wider, to close hairlines between them."""


def draw_sea(axes: Axes, frame: MapFrame) -> None:
    """Lay the sea over all that the base layers cover, and a neutral grey beyond."""
    box = frame.box
    beyond = [shapely.box(box.left, box.top, box.right, box.bottom)]
    colors = colors_of(axes)
    axes.add_patch(_patch(beyond, facecolor=colors.beyond, edgecolor="none", zorder=Depth.SEA - 1))
    window, _ = frame.shapes_to_page([shapely.box(*WINDOW.as_tuple())])
    axes.add_patch(_patch(window, facecolor=colors.sea, edgecolor="none", zorder=Depth.SEA))


def draw_layers(axes: Axes, frame: MapFrame, layers: Sequence[Layer], *, dpi: float) -> None:
    """
    Draw relief, areas and lines in the order of the document; markers are drawn by `symbols`.

    Relief is a shadow on the land: wherever it is named, it is laid over the countries and
    clipped to them, so that the sea stays flat.

    Parameters
    ----------
    dpi
        Of the export, for the resolution of the relief.
    """
    relief = next((layer for layer in layers if isinstance(layer, ReliefLayer)), None)
    for number, layer in enumerate(layers):
        depth = Depth.LAYERS + number
        if isinstance(layer, LineLayer):
            draw_lines(axes, frame, layer, depth)
        elif isinstance(layer, AreaLayer):
            shapes = draw_areas(axes, frame, layer, depth)
            if layer.file is LayerFile.COUNTRIES:
                _lay_relief(axes, frame, relief, shapes, dpi=dpi, depth=depth + 0.5)


def _lay_relief(
    axes: Axes,
    frame: MapFrame,
    relief: ReliefLayer | None,
    land: Shapes,
    *,
    dpi: float,
    depth: float,
) -> None:
    file = relief.pictures.get(RasterFile.RELIEF_PRINT) if relief else None
    if file is None or len(land) == 0:
        return
    shade = draw_relief(axes, frame, file, dpi=dpi)
    shade.set_zorder(depth)
    shade.set_clip_path(_compound(land), axes.transData)


def draw_areas(axes: Axes, frame: MapFrame, layer: AreaLayer, depth: float) -> Shapes:
    """Draw the polygons of a layer; give those drawn, in CSS pixels of the page."""
    shapes, kept = frame.shapes_to_page(layer.features.geometry.array)
    values = _style_values(layer, kept)
    for value, style in layer.styles.items():
        add_areas(axes, shapes[values == value], style, depth, label=str(layer.file))
    return shapes[np.isin(values, list(layer.styles))]


def add_areas(
    axes: Axes,
    shapes: Shapes,
    style: AreaStyle,
    depth: float,
    *,
    label: str = "",
) -> None:
    """Fill projected polygons in one style."""
    edge: dict[str, Any]
    if len(shapes) == 0:
        return
    style = colors_of(axes).area(style)
    fill = to_rgba(style.fill, style.fill_opacity)
    if style.outline is None:
        edge = {"edgecolor": fill, "linewidth": SEAM_PX * POINTS_PER_PX * (style.fill_opacity == 1)}
    else:
        edge = {"edgecolor": to_rgba(style.outline.color, style.outline.opacity)}
        edge |= stroke(style.outline)
    paths = [_compound([shape]) for shape in shapes]
    areas = PathCollection(paths, facecolor=fill, zorder=depth, label=label, **edge)
    axes.add_collection(areas, autolim=False)


def draw_lines(axes: Axes, frame: MapFrame, layer: LineLayer, depth: float) -> None:
    """Draw the lines of a layer, each value in its style."""
    shapes, kept = frame.shapes_to_page(layer.features.geometry.array)
    values = _style_values(layer, kept)
    for value, style in layer.styles.items():
        add_lines(axes, _line_parts(shapes[values == value]), style, depth, label=str(layer.file))


def add_lines(
    axes: Axes,
    lines: list[npt.NDArray[np.float64]],
    style: LineStyle,
    depth: float,
    *,
    label: str = "",
) -> None:
    """Stroke lines given as arrays of (x, y) in CSS pixels of the page."""
    if not lines:
        return
    color = to_rgba(colors_of(axes).of(style.color), style.opacity)
    collection = LineCollection(
        lines, colors=[color], zorder=depth, label=label, joinstyle="round", **stroke(style)
    )
    axes.add_collection(collection, autolim=False)


def draw_relief(axes: Axes, frame: MapFrame, file: File, *, dpi: float) -> AxesImage:
    """Lay the hill shading of the window as a shadow: dark where the picture is dark."""
    bent = warp_to_frame(_read_shading(file, file.stat().st_mtime_ns), frame, dpi=dpi)
    darkness = 1 - np.asarray(bent, dtype=np.float32) / 255
    colors = colors_of(axes)
    shadow = np.empty((*darkness.shape, 4), dtype=np.float32)
    shadow[..., :3] = to_rgba(colors.shadow)[:3]
    shadow[..., 3] = np.clip(darkness * colors.shadow_strength, 0, 1)
    box = frame.box
    image = AxesImage(
        axes, extent=(box.left, box.right, box.bottom, box.top), interpolation="nearest"
    )
    image.set_data(shadow)
    axes.add_image(image)
    return image


@lru_cache(maxsize=2)
def _read_shading(file: File, changed: int) -> Image.Image:  # noqa: ARG001 - a new time, a new file
    """Read a hill shading; kept, since every picture and preview needs it again."""
    with Image.open(file) as picture:
        return picture.convert("L")


def warp_to_frame(picture: Image.Image, frame: MapFrame, *, dpi: float) -> Image.Image:
    """
    Bend a picture of the window, in degrees, to the projection of a frame.

    Parameters
    ----------
    picture
        Covers `WINDOW` exactly, north up, equal degrees on both axes.
    dpi
        Resolution of the result.

    Returns
    -------
    picture
        Covers the frame's box; white beyond the window.
    """
    scale = dpi / CSS_PX_PER_INCH
    size = round(frame.box.width * scale), round(frame.box.height * scale)
    columns = np.linspace(0, size[0], MESH_COLUMNS + 1).round().astype(int)
    rows = np.linspace(0, size[1], MESH_ROWS + 1).round().astype(int)
    grid = np.stack(np.meshgrid(columns, rows), axis=-1)
    corner = np.array([frame.box.left, frame.box.top])
    degrees = frame.to_degrees(grid.reshape(-1, 2) / scale + corner)
    sheet = np.array([WINDOW.west, WINDOW.north])
    per_degree = np.array(
        [
            picture.width / (WINDOW.east - WINDOW.west),
            -picture.height / (WINDOW.north - WINDOW.south),
        ]
    )
    source = ((degrees - sheet) * per_degree).reshape(*grid.shape)
    cells = [
        (
            (int(columns[i]), int(rows[j]), int(columns[i + 1]), int(rows[j + 1])),
            tuple(source[[j, j + 1, j + 1, j], [i, i, i + 1, i + 1]].ravel().tolist()),
        )
        for j in range(MESH_ROWS)
        for i in range(MESH_COLUMNS)
    ]
    return picture.transform(
        size, Image.Transform.MESH, cells, resample=Image.Resampling.BICUBIC, fillcolor=255
    )


def _style_values(layer: AreaLayer | LineLayer, kept: npt.NDArray[np.intp]) -> Shapes:
    """Give, for each feature kept, the value its style goes by."""
    if layer.style_by is None:
        return np.full(len(kept), "", dtype=object)
    values = layer.features[layer.style_by].to_numpy(dtype=object)
    return np.asarray(values[kept], dtype=object)


def _line_parts(shapes: Shapes) -> list[npt.NDArray[np.float64]]:
    parts = shapely.get_parts(shapes)
    parts = shapely.get_parts(parts)
    lines = parts[shapely.get_dimensions(parts) == 1]
    return [shapely.get_coordinates(line) for line in lines]


def _rings(shapes: Iterable[shapely.Geometry]) -> Iterator[npt.NDArray[np.float64]]:
    """Give the rings of polygons, holes running the other way round than outlines."""
    polygons = shapely.get_parts(shapely.get_parts(np.asarray(list(shapes), dtype=object)))
    oriented = shapely.orient_polygons(polygons[shapely.get_dimensions(polygons) == 2])  # noqa: PLR2004 - an area
    for ring in shapely.get_rings(oriented):
        yield shapely.get_coordinates(ring)


def _compound(shapes: Iterable[shapely.Geometry]) -> Path:
    """Make one path of the rings of polygons."""
    rings = list(_rings(shapes))
    if not rings:
        return Path(np.empty((0, 2)))
    codes = []
    for ring in rings:
        ring_codes = np.full(len(ring), Path.LINETO, dtype=Path.code_type)
        ring_codes[0], ring_codes[-1] = Path.MOVETO, Path.CLOSEPOLY
        codes.append(ring_codes)
    return Path(np.concatenate(rings), np.concatenate(codes))


def _patch(shapes: Iterable[shapely.Geometry], **options: object) -> PathPatch:
    return PathPatch(_compound(shapes), **options)

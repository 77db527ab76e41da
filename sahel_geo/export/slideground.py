"""The ground of a slide: land, waters, borders and areas, thinned out so that shapes stay light.

Areas are simplified as a coverage, in the plane of the page: neighbours keep one border without
gaps, and the lines drawn on it keep the very points that the areas keep.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely

from sahel_geo.cartography.document import AreaLayer, Layer, LineLayer
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.projection import MapFrame
from sahel_geo.cartography.symbology import AreaStyle, LineStyle
from sahel_geo.model.vocabulary import Language, LayerFile

Floats: TypeAlias = npt.NDArray[np.float64]
Shapes: TypeAlias = npt.NDArray[np.object_]

MOST_POINTS = 20_000
"""Points of all shapes of a slide: more make the programs that open it slow."""
TOLERANCES_PX = (0.35, 0.7, 1.0, 1.5, 2.5, 4.0, 8.0, 16.0)
"""How far an outline may stray from its true course, in the order they are tried."""
SAME_PLACE_PX = 0.01
"""Points this near to each other are one point of two shapes."""
FAR = 1 << 32
"""More cells than a page is tall."""
EDGE_PX = 0.5
"""A line this near to the edge of the map is where the map ends, not where an area does."""
SEAM_PX = 0.4
"""Areas without an edge are drawn this much wider, to close hairlines between them."""
MOSTLY = 0.9
"""A line that has this share of its points on the edges of areas runs along them."""
AREA, LINE = 2, 1
"""Dimensions."""


@dataclass(frozen=True, eq=False)
class GroundShape:
    """One thing of the ground as it lies on the page."""

    file: str
    name: str
    """Of the feature; empty where several are one shape."""
    value: str
    """The value its style goes by, such as `international`."""
    style: AreaStyle | LineStyle
    runs: tuple[Floats, ...]
    """Rings of an area, or lines, in CSS pixels of the page."""
    edges: tuple[Floats, ...] | None = None
    """Of an area that the map cuts: what is seen of its own edge, to be drawn apart from its fill;
    None where the edge is that of `runs`."""


def lay_out_ground(
    frame: MapFrame, layers: Iterable[Layer], language: Language, *, most_points: int
) -> list[GroundShape]:
    """
    Project, simplify and cut the layers of a document.

    Parameters
    ----------
    frame
        Where the map lies on the page.
    layers
        Areas and lines are taken, in their order; relief and markers are left out.
    language
        Of the names of features.
    most_points
        Of all shapes together: outlines are made coarser until they have no more. The coarsest of
        `TOLERANCES_PX` is taken as it is.

    Returns
    -------
    shapes
        From the bottom up. Areas and rivers are shapes of their own, named; other lines of one
        style are one shape.
    """
    sheets = [
        _Sheet.of(layer, frame, language)
        for layer in layers
        if isinstance(layer, AreaLayer | LineLayer)
    ]
    sheets = [sheet for sheet in sheets if len(sheet.shapes)]
    for tolerance in TOLERANCES_PX:
        thinned = _simplify(sheets, tolerance)
        if sum(int(shapely.get_num_coordinates(shapes).sum()) for shapes in thinned) <= most_points:
            break
    return [
        shape
        for sheet, shapes in zip(sheets, thinned, strict=True)
        for shape in sheet.to_shapes(shapes, frame.box)
    ]


@dataclass(frozen=True, eq=False)
class _Sheet:
    """The features of a layer that reach into the map, projected."""

    layer: AreaLayer | LineLayer
    shapes: Shapes
    values: Sequence[str]
    names: Sequence[str]

    @classmethod
    def of(cls, layer: AreaLayer | LineLayer, frame: MapFrame, language: Language) -> "_Sheet":
        shapes, kept = frame.shapes_to_page(layer.features.geometry.array)
        rows = layer.features.iloc[kept]
        values = [""] * len(rows)
        if layer.style_by is not None:
            values = [str(value) for value in rows[layer.style_by]]
        names = [""] * len(rows)
        column = "name_fr" if language is Language.FRENCH and "name_fr" in rows else "name"
        if column in rows:
            plain = rows["name"].fillna("").astype(str)
            own = rows[column].fillna("").astype(str)
            names = [mine or name for mine, name in zip(own, plain, strict=True)]
        drawn = np.array([value in layer.styles for value in values], dtype=bool)
        chosen = np.flatnonzero(drawn).tolist()
        return cls(
            layer, shapes[drawn], [values[n] for n in chosen], [names[n] for n in chosen]
        )  # fmt: skip

    def to_shapes(self, shapes: Shapes, box: Box) -> Iterator[GroundShape]:
        """Give what the map shows: a shape for each area, and one for the lines of each name."""
        if isinstance(self.layer, AreaLayer):
            yield from self._to_areas(self.layer, shapes, box)
        else:
            yield from self._to_lines(self.layer, _cut(shapes, box))

    def _to_areas(self, layer: AreaLayer, shapes: Shapes, box: Box) -> Iterator[GroundShape]:
        for shape, value, name in zip(shapes, self.values, self.names, strict=True):
            style = layer.styles[value]
            edges = None
            if style.outline is None:
                # the seam ends where the map does
                runs = _rings(_cut(shape, box.grown(-SEAM_PX / 2)))
            else:
                runs = _rings(_cut(shape, box))
                edges = _own_edges(shape, box)
            if runs:
                yield GroundShape(layer.file, name, value, style, tuple(runs), edges)

    def _to_lines(self, layer: LineLayer, shapes: Shapes) -> Iterator[GroundShape]:
        together: dict[tuple[str, str], list[Floats]] = {}
        for shape, value, name in zip(shapes, self.values, self.names, strict=True):
            together.setdefault((value, name), []).extend(_lines(shape))
        for (value, name), runs in together.items():
            if runs:
                yield GroundShape(layer.file, name, value, layer.styles[value], tuple(runs))


def _simplify(sheets: Sequence[_Sheet], tolerance: float) -> list[Shapes]:
    """Thin out areas as coverages, lines along the edges of the land with them, others alone."""
    land = next((sheet for sheet in sheets if sheet.layer.file is LayerFile.COUNTRIES), None)
    edges = _Edges(land.shapes, _simplify_areas(land.shapes, tolerance)) if land else None
    thinned = []
    for sheet in sheets:
        if edges is not None and sheet is land:
            thinned.append(edges.thinned)
        elif isinstance(sheet.layer, AreaLayer):
            thinned.append(_simplify_areas(sheet.shapes, tolerance))
        else:
            alone = shapely.simplify(sheet.shapes, tolerance)
            thinned.append(alone if edges is None else edges.follow(sheet.shapes, alone))
    return thinned


def _simplify_areas(shapes: Shapes, tolerance: float) -> Shapes:
    """Thin out areas; those that overlap are no coverage and are thinned out one by one."""
    sound = shapely.make_valid(shapes)
    if shapely.coverage_is_valid(sound):
        return np.asarray(shapely.coverage_simplify(sound, tolerance), dtype=object)
    return np.asarray(shapely.simplify(sound, tolerance), dtype=object)


class _Edges:
    """The points of the land before and after it was thinned out."""

    def __init__(self, before: Shapes, after: Shapes) -> None:
        self.thinned = after
        self._all = _places(shapely.get_coordinates(before))
        self._kept = _places(shapely.get_coordinates(after))

    def follow(self, lines: Shapes, otherwise: Shapes) -> Shapes:
        """Thin out lines along the land's edges as these were; take the others as given."""
        parts, owners = shapely.get_parts(lines, return_index=True)
        points, runs = shapely.get_coordinates(parts, return_index=True)
        places = _places(points)
        on_edge = np.isin(places, self._all)
        is_end = np.flatnonzero(np.diff(runs, prepend=-1, append=-1))
        kept = np.isin(places, self._kept) | ~on_edge
        kept[is_end[:-1]] = kept[is_end[1:] - 1] = True
        count = np.bincount(owners[runs], minlength=len(lines))
        share = np.bincount(owners[runs], weights=on_edge, minlength=len(lines)) / count
        thinned = shapely.linestrings(points[kept], indices=runs[kept])
        followed = shapely.multilinestrings(thinned, indices=owners)
        return np.where(share >= MOSTLY, followed, otherwise)


def _places(points: Floats) -> npt.NDArray[np.int64]:
    """Give points as numbers that are equal where the points are one place."""
    x, y = np.rint(points / SAME_PLACE_PX).astype(np.int64).T
    return np.asarray(x * FAR + y)


def _cut(shapes: Any, box: Box) -> Any:
    """Cut a shape, or several, to a box."""
    return shapely.clip_by_rect(shapes, box.left, box.top, box.right, box.bottom)


def _own_edges(area: shapely.Geometry, box: Box) -> tuple[Floats, ...] | None:
    """Give what a map shows of an area's edge, if the map cuts the area; otherwise None."""
    left, top, right, bottom = shapely.bounds(area).tolist()
    if box.grown(-EDGE_PX).holds(Box(left, top, right, bottom)):
        return None
    inside = _cut(shapely.boundary(area), box.grown(-EDGE_PX))
    return tuple(_lines(shapely.line_merge(inside)))


def _rings(shape: shapely.Geometry) -> list[Floats]:
    """Give the rings of the areas that are left of a shape."""
    return _runs(shapely.get_rings(_parts(shape, AREA)))


def _lines(shape: shapely.Geometry) -> list[Floats]:
    """Give the lines that are left of a shape."""
    return _runs(_parts(shape, LINE))


def _parts(shape: shapely.Geometry, dimension: int) -> Shapes:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return np.asarray(parts[shapely.get_dimensions(parts) == dimension], dtype=object)


def _runs(parts: Shapes) -> list[Floats]:
    return [shapely.get_coordinates(part) for part in parts]

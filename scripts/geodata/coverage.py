"""A coverage: polygons that share their edges exactly, before and after simplification."""

from collections.abc import Sequence
from dataclasses import replace

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel

from geodata.geojson import round_geometry
from geodata.units import Unit
from geodata.window import build_window

# Degrees: the square root of the area that simplification may cut off at a vertex, about 1 km.
TOLERANCE = 0.009
# Square degrees: islets below about 12 km² are left out.
SMALLEST_ISLET = 0.001
# Square degrees: what is left of a unit that only touches the window.
SMALLEST_UNIT = 1e-5
# Degrees: how finely a label's place is searched, and rounded.
LABEL_TOLERANCE = 0.05
LABEL_DECIMALS = 2


class CoverageError(Exception):
    """The polygons do not share their edges exactly; nothing may be drawn from them."""


def build_coverage(units: Sequence[Unit]) -> list[Unit]:
    """
    Clean, simplify and clip units so that neighbours share every vertex of their edge.

    Parameters
    ----------
    units
        Units of which no two have the same id; small gaps and overlaps are mended.

    Returns
    -------
    units
        Units in the same order, clipped to the window, on the grid of 0.001 degree; those with
        nothing left are gone.

    Raises
    ------
    CoverageError
        If the result is not a valid coverage.
    """
    geometries = shapely.coverage_clean(
        [unit.geometry for unit in units], snapping_distance=1e-6, gap_width=1e-4
    )
    simplified = shapely.coverage_simplify(geometries, TOLERANCE, simplify_boundary=True)
    clipped = [_drop_islets(geometry).intersection(build_window()) for geometry in simplified]
    on_grid = [shapely.make_valid(round_geometry(geometry)) for geometry in clipped]
    # Rounding can make edges cross by one step of the grid.
    cleaned = shapely.coverage_clean(on_grid, snapping_distance=2e-4, gap_width=2e-3)
    final = [keep_polygons(round_geometry(geometry)) for geometry in cleaned]
    check_coverage(final)
    return [
        replace(unit, geometry=geometry)
        for unit, geometry in zip(units, final, strict=True)
        if geometry.area > SMALLEST_UNIT
    ]


def check_coverage(geometries: Sequence[BaseGeometry]) -> None:
    """Raise `CoverageError` if a polygon is invalid or an edge is not shared exactly."""
    if not all(geometry.is_valid for geometry in geometries):
        msg = "Expected valid polygons after rounding, got at least one that is not."
        raise CoverageError(msg)
    if not shapely.coverage_is_valid(geometries):
        msg = "Expected neighbours to share their edges exactly after rounding; some do not."
        raise CoverageError(msg)


def keep_polygons(geometry: BaseGeometry) -> MultiPolygon:
    """Keep the polygons of a geometry and drop the points and lines that clipping left."""
    return MultiPolygon([part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)])


def find_label_point(geometry: BaseGeometry) -> Point:
    """Find a point well inside the largest polygon, rounded to 0.01 degree where that fits."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    exact = polylabel(largest, min(LABEL_TOLERANCE, largest.length / 100))
    rounded = round_geometry(exact, LABEL_DECIMALS)
    return rounded if largest.contains(rounded) else round_geometry(exact)


def _drop_islets(geometry: BaseGeometry) -> MultiPolygon:
    parts = shapely.get_parts(geometry)
    kept = [part for part in parts if part.area > SMALLEST_ISLET]
    return MultiPolygon(kept or [max(parts, key=lambda part: part.area)])

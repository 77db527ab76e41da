"""Fit an extent into a rectangle of the page: Lambert azimuthal equal-area, centred on the view.

Directions and distances are true at the centre; over the whole Sahel the scale is off by at most
two per cent at the corners, so one scale bar serves the map.
"""

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from sahel_geo.cartography.figure.page import Box
from sahel_geo.model.extent import WINDOW, Extent

WEB_METRES_PER_PX = 156543.03392804097
"""Ground size of a CSS pixel of the web map at zoom 0 on the equator."""
EDGE_POINTS = 33
"""Points along a straight edge before it is bent by the projection."""
Floats: TypeAlias = npt.NDArray[np.float64]
Shapes: TypeAlias = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class MapFrame:
    """
    The rectangle of the page that the map fills, and the way from degrees to it.

    Attributes
    ----------
    box
        Where on the page, CSS pixels.
    projection
        Degrees (longitude, latitude) to metres and back.
    west_m, north_m
        Projected metres of the upper left corner of the box.
    metres_per_px
        Ground metres in a CSS pixel, true at the centre.
    bounds
        The least rectangle of degrees that holds the frame; clip layers to it before projecting.
    """

    box: Box
    projection: pyproj.Proj
    west_m: float
    north_m: float
    metres_per_px: float
    bounds: Extent

    def to_page(self, coordinates: npt.ArrayLike) -> Floats:
        """Turn (longitude, latitude) rows into (x, y) rows in CSS pixels of the page."""
        degrees = np.asarray(coordinates, dtype=float).reshape(-1, 2)
        x, y = self.projection(degrees[:, 0], degrees[:, 1])
        return np.column_stack(
            [
                self.box.left + (np.asarray(x) - self.west_m) / self.metres_per_px,
                self.box.top + (self.north_m - np.asarray(y)) / self.metres_per_px,
            ]
        )

    def to_degrees(self, positions: npt.ArrayLike) -> Floats:
        """Turn (x, y) rows in CSS pixels of the page into (longitude, latitude) rows."""
        pixels = np.asarray(positions, dtype=float).reshape(-1, 2)
        longitude, latitude = self.projection(
            self.west_m + (pixels[:, 0] - self.box.left) * self.metres_per_px,
            self.north_m - (pixels[:, 1] - self.box.top) * self.metres_per_px,
            inverse=True,
        )
        return np.column_stack([longitude, latitude])

    def shapes_to_page(self, shapes: Any) -> tuple[Shapes, npt.NDArray[np.intp]]:
        """
        Clip geometries to the frame, then project them.

        Parameters
        ----------
        shapes
            An array of geometries in degrees (longitude, latitude).

        Returns
        -------
        shapes, kept
            Geometries in CSS pixels of the page, and the positions in the input of those that
            reach into the frame. Long straight edges follow the curve they have in degrees.
        """
        bounds = self.bounds
        clipped = _clip(np.asarray(shapes, dtype=object), bounds)
        kept = np.flatnonzero(~shapely.is_empty(clipped) & ~shapely.is_missing(clipped))
        bent = shapely.segmentize(clipped[kept], (bounds.east - bounds.west) / EDGE_POINTS)
        return np.asarray(shapely.transform(bent, self.to_page), dtype=object), kept

    @property
    def zoom(self) -> float:
        """The zoom of a web map that has the same scale at the centre's latitude."""
        latitude = self.to_degrees([self.box.centre])[0, 1]
        ground = WEB_METRES_PER_PX * math.cos(math.radians(latitude))
        return math.log2(ground / self.metres_per_px)

    def north_at(self, x: float, y: float) -> float:
        """Degrees, anticlockwise from the top of the page, of the way to the north at a point."""
        longitude, latitude = self.to_degrees([(x, y)])[0]
        step_x, step_y = self.to_page([(longitude, latitude + 0.1)])[0]
        return math.degrees(math.atan2(x - step_x, y - step_y))


def fit_frame(extent: Extent, box: Box) -> MapFrame:
    """
    Fit an extent into a rectangle of the page.

    Parameters
    ----------
    extent
        What must be seen, wholly; degrees.
    box
        What the map fills, CSS pixels.

    Returns
    -------
    frame
        The shorter side is expanded evenly, or to one side where the base layers would end.
    """
    longitude, latitude = extent.centre
    projection = pyproj.Proj(proj="laea", lon_0=longitude, lat_0=latitude, ellps="WGS84")
    west, south, east, north = _bounds(_project(projection, _outline(extent)))
    metres_per_px = max((east - west) / box.width, (north - south) / box.height)
    width, height = metres_per_px * box.width, metres_per_px * box.height
    left, bottom = (west + east - width) / 2, (south + north - height) / 2
    bottom = _slide(bottom, height, _sheet_heights(projection), (south, north))
    left = _slide(left, width, _sheet_widths(projection, bottom, bottom + height), (west, east))
    frame_outline = _grid(left, bottom, left + width, bottom + height)
    bounds = _bounds(_project(projection, frame_outline, inverse=True))
    return MapFrame(box, projection, left, bottom + height, metres_per_px, Extent(*bounds))


def _clip(shapes: Shapes, bounds: Extent) -> Shapes:
    """Clip areas the fast way, and lines the sound way: the fast one may leave single points."""
    is_area = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - an area
    clipped = np.empty(len(shapes), dtype=object)
    clipped[is_area] = shapely.clip_by_rect(shapes[is_area], *bounds.as_tuple())
    clipped[~is_area] = shapely.intersection(shapes[~is_area], shapely.box(*bounds.as_tuple()))
    return clipped


def _slide(
    start: float, length: float, sheet: tuple[float, float], wanted: tuple[float, float]
) -> float:
    """Move a span back onto the sheet as far as what is wanted stays inside it."""
    overhang_before = max(sheet[0] - start, 0.0)
    overhang_after = max(start + length - sheet[1], 0.0)
    if overhang_before and overhang_after:
        return start
    return min(max(start + overhang_before - overhang_after, wanted[1] - length), wanted[0])


def _sheet_heights(projection: pyproj.Proj) -> tuple[float, float]:
    """Give the least and largest y, in metres, of the base layers on the central meridian."""
    longitude = projection(0, 0, inverse=True)[0]
    ends = _project(projection, np.array([(longitude, WINDOW.south), (longitude, WINDOW.north)]))
    return float(ends[0, 1]), float(ends[1, 1])


def _sheet_widths(projection: pyproj.Proj, bottom: float, top: float) -> tuple[float, float]:
    """Give the least and largest x, in metres, that base layers reach everywhere between two y."""
    _, latitudes = projection(np.zeros(2), np.array([bottom, top]), inverse=True)
    heights = np.linspace(float(latitudes[0]), float(latitudes[1]), EDGE_POINTS)
    west = _project(projection, np.column_stack([np.full(EDGE_POINTS, WINDOW.west), heights]))
    east = _project(projection, np.column_stack([np.full(EDGE_POINTS, WINDOW.east), heights]))
    return float(west[:, 0].max()), float(east[:, 0].min())


def _outline(extent: Extent) -> Floats:
    west, south, east, north = extent.as_tuple()
    return _grid(west, south, east, north)


def _grid(left: float, bottom: float, right: float, top: float) -> Floats:
    x, y = np.meshgrid(np.linspace(left, right, EDGE_POINTS), np.linspace(bottom, top, EDGE_POINTS))
    return np.column_stack([x.ravel(), y.ravel()])


def _project(projection: pyproj.Proj, points: Floats, *, inverse: bool = False) -> Floats:
    return np.column_stack(projection(points[:, 0], points[:, 1], inverse=inverse))


def _bounds(points: Floats) -> tuple[float, float, float, float]:
    (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
    return float(left), float(bottom), float(right), float(top)

"""The screen's projection, spherical Web Mercator: pixels of a place, view of an extent.

The world is 256 CSS pixels wide at zoom 0, twice as wide at each further zoom, y downwards.
"""

import math

import numpy as np
import numpy.typing as npt

from sahel_geo.model.extent import Extent
from sahel_geo.model.selection import MAX_ZOOM, MIN_ZOOM, MapView

WORLD_PX = 256
ZOOM_STEP = 0.25

FRAME_PX = (690, 560)
"""Width and height into which an extent is fitted: those of the map on a small laptop; a wider map
has its legend open in the room that is left."""

FOOT_PX = 138
"""What the timeline and the line of sources hide below that."""

Floats = npt.NDArray[np.float64]


def to_pixels(longitude: Floats, latitude: Floats, zoom: float) -> tuple[Floats, Floats]:
    """Give x and y of places (degrees, WGS84) in CSS pixels from the world's upper left corner."""
    width = WORLD_PX * 2**zoom
    y = np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))
    return width * (longitude / 360 + 0.5), width * (0.5 - y / (2 * np.pi))


def view_of(extent: Extent, frame_px: tuple[int, int] = FRAME_PX) -> MapView:
    """
    Find the view that shows an extent whole on a web map.

    Parameters
    ----------
    extent
        What must be seen.
    frame_px
        Width and height of the map's frame.

    Returns
    -------
    view
        With the extent in the middle of the part above the timeline, at the largest quarter zoom
        at which it fits.
    """
    top, bottom = _share_of_world(extent.north), _share_of_world(extent.south)
    width = (extent.east - extent.west) / 360
    zooms = [
        math.log2(pixels / (WORLD_PX * share))
        for pixels, share in zip(frame_px, (width, top - bottom), strict=True)
    ]
    zoom = min(max(math.floor(min(zooms) / ZOOM_STEP) * ZOOM_STEP, MIN_ZOOM), MAX_ZOOM)
    centre = (top + bottom) / 2 - FOOT_PX / 2 / (WORLD_PX * 2**zoom)
    middle = math.degrees(math.atan(math.sinh(centre * 2 * math.pi)))
    return MapView(extent.centre[0], middle, zoom)


def _share_of_world(latitude: float) -> float:
    """Give the share of the world's height between the equator and a latitude."""
    return math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)

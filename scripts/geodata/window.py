"""The window every layer and both relief pictures cover: the one place its bounds are written."""

from shapely import Polygon, box

WEST, SOUTH, EAST, NORTH = -18.0, 4.0, 25.0, 38.0


def build_window() -> Polygon:
    """Build the window as a polygon, in degrees of WGS84."""
    return box(WEST, SOUTH, EAST, NORTH)


def is_inside(longitude: float, latitude: float) -> bool:
    """Tell whether a point lies inside the window, its edges excluded."""
    return WEST < longitude < EAST and SOUTH < latitude < NORTH


def is_on_edge(start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Tell whether a segment of two (longitude, latitude) points runs along the window's edge."""
    edges = ((0, WEST), (0, EAST), (1, SOUTH), (1, NORTH))
    return any(start[axis] == value == end[axis] for axis, value in edges)

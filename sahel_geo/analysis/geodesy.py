"""Measure distances and directions on the WGS84 ellipsoid, never in degrees.

Points are (longitude, latitude) in degrees, lengths kilometres, directions degrees east of north.
"""

from typing import TypeAlias

from sahel_geo.model.extent import ELLIPSOID

Point: TypeAlias = tuple[float, float]


def distance_km(start: Point, end: Point) -> float:
    """Measure the geodesic between two points."""
    _, _, metres = ELLIPSOID.inv(*start, *end)
    return float(metres) / 1000


def azimuth_to(start: Point, end: Point) -> float:
    """Tell in which direction the geodesic to a point sets out."""
    azimuth, _, _ = ELLIPSOID.inv(*start, *end)
    return float(azimuth)


def destination(start: Point, azimuth: float, length_km: float) -> Point:
    """Find where a geodesic of a direction and a length ends."""
    longitude, latitude, _ = ELLIPSOID.fwd(*start, azimuth, length_km * 1000)
    return float(longitude), float(latitude)

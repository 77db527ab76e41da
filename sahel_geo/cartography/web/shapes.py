"""Points, days and areas as the map's files hold them."""

import shapely
from shapely import Geometry

POINT_DECIMALS = 4
AREA_DECIMALS = 3


def write_point(longitude: float, latitude: float) -> list[float]:
    """Write a place as [latitude, longitude] in degrees, to four decimals (11 m)."""
    return [round(latitude, POINT_DECIMALS), round(longitude, POINT_DECIMALS)]


class AreaTable:
    """Areas to three decimals (110 m), each written once, though footprints may share one."""

    def __init__(self) -> None:
        self.written: list[list[list[list[float]]]] = []
        self._numbers: dict[bytes, int] = {}

    def add(self, area: Geometry) -> int:
        """Give the number of an area: its rings, outer ones anticlockwise, holes clockwise."""
        known = shapely.to_wkb(area)
        if known not in self._numbers:
            self._numbers[known] = len(self.written)
            self.written.append(_write_rings(area))
        return self._numbers[known]


def _write_rings(area: Geometry) -> list[list[list[float]]]:
    # rings turn one way, so that overlapping areas filled as one path are shaded once (nonzero)
    parts = shapely.get_parts(shapely.orient_polygons(area))
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return [
        [[round(y, AREA_DECIMALS), round(x, AREA_DECIMALS)] for x, y in ring.coords]
        for ring in rings
    ]

"""Find the part of a country that a map shows, and where to write its name."""

from dataclasses import dataclass, field

import numpy as np
import shapely

from sahel_geo.cartography.figure.page import Box, Position
from sahel_geo.cartography.figure.projection import MapFrame, Shapes

LEAST_PART = 0.06
"""Share of the map that a country must fill to be named where its middle is out of view."""
DETAIL_PX = 4.0


@dataclass(frozen=True, eq=False)
class Countries:
    """The countries of the base map, in degrees."""

    shapes: Shapes = field(default_factory=lambda: np.empty(0, dtype=object))

    def part_in_view(self, longitude: float, latitude: float, frame: MapFrame) -> shapely.Geometry:
        """Give the part on the page of the country around a point; empty where there is none."""
        around = self.shapes[shapely.contains_xy(self.shapes, longitude, latitude)]
        if len(around) == 0:
            return shapely.Polygon()
        parts, _ = frame.shapes_to_page(around[:1])
        box = frame.box
        view = shapely.box(box.left, box.top, box.right, box.bottom)
        return shapely.intersection(shapely.make_valid(shapely.union_all(parts)), view)


def middle_of(part: shapely.Geometry, box: Box) -> Position | None:
    """Give the point of a country's part farthest from its edges; None if the part is small."""
    if part.area < LEAST_PART * box.width * box.height:
        return None
    centre = shapely.maximum_inscribed_circle(part.simplify(DETAIL_PX), tolerance=DETAIL_PX)
    x, y = shapely.get_coordinates(centre)[0].tolist()
    return x, y

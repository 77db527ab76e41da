"""Outlines of massifs: smoothed contour lines of a coarse elevation grid."""

import io
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import shapely
from contourpy import contour_generator
from shapely import Point, Polygon, affinity

from geodata.geojson import Feature
from geodata.packages import ELEVATION, read_member
from geodata.smoothing import BINOMIAL, Grid, blur
from geodata.window import EAST, NORTH, SOUTH, WEST

# The grid's cells are 5 minutes; a margin keeps contours whole at the window's edge.
_CELLS_PER_DEGREE = 12
_MARGIN_CELLS = 6
# How a stored byte becomes metres: 28 m steps from -450 m, 255 for the sea.
_METRES_PER_STEP, _LOWEST_METRES, _SEA = 28, -450, 255
_HIGHER_THAN_ANY_M = 9999
# Square degrees: smaller pieces of a contour are outliers of the massif.
_SMALLEST_PIECE = 0.06
# Degrees: close narrow valleys, cut off thin spurs, and give the outline back its size.
_CLOSE, _OPEN, _RESTORE = 0.12, -0.24, 0.14
_TOLERANCE = 0.02


@dataclass(frozen=True)
class Massif:
    """A massif: the contour to follow inside an ellipse of (longitude, latitude) degrees."""

    name: str
    name_fr: str
    contour_m: int
    centre: tuple[float, float]
    semi_axes: tuple[float, float]
    rotation_deg: float = 0


MASSIFS = (
    Massif("Aïr", "Aïr", 700, (8.6, 18.7), (1.7, 2.3)),
    Massif("Adrar des Ifoghas", "Adrar des Ifoghas", 480, (1.75, 19.4), (1.45, 2.0), -8),
    Massif("Ahaggar (Hoggar)", "Hoggar (Ahaggar)", 1050, (5.8, 23.1), (2.3, 1.7), 15),
    Massif("Tassili n'Ajjer", "Tassili n'Ajjer", 1000, (8.0, 25.4), (2.6, 0.95), -18),
    Massif("Tibesti", "Tibesti", 1000, (17.6, 21.2), (2.5, 2.5)),
    Massif("Ennedi", "Ennedi", 800, (22.5, 17.1), (1.6, 1.5)),
    Massif("Djado Plateau", "Plateau du Djado", 720, (12.7, 22.2), (1.9, 1.05), -30),
    Massif("Jebel Marra", "Djebel Marra", 1200, (24.3, 13.1), (1.1, 1.4)),
    Massif("Fouta Djallon", "Fouta-Djalon", 700, (-12.2, 11.3), (1.5, 1.6)),
    Massif("Jos Plateau", "Plateau de Jos", 900, (9.0, 9.7), (1.1, 1.1)),
    Massif("Mouydir", "Mouydir (Immidir)", 800, (4.1, 25.3), (1.35, 0.9)),
    Massif("Bandiagara Plateau", "Plateau de Bandiagara", 430, (-3.3, 14.7), (1.5, 0.9), 35),
)


def build_massifs(cache: Path) -> list[Feature]:
    """Build the outlines of the massifs, in the table's order."""
    longitudes, latitudes, heights_m = read_heights(cache)
    contours = contour_generator(longitudes, latitudes, heights_m, fill_type="OuterOffset")
    features = []
    for massif in MASSIFS:
        # Holes are not wanted at this scale: the outer ring alone is taken.
        found = contours.filled(massif.contour_m, _HIGHER_THAN_ANY_M)
        areas = [
            Polygon(ring[: int(ends[1])])
            for ring, ends in zip(found[0], found[1], strict=True)
            if ring is not None and ends is not None
        ]
        properties: dict[str, str | int | float | None] = {
            "name": massif.name,
            "name_fr": massif.name_fr,
            "kind": "massif",
            "contour_m": massif.contour_m,
        }
        features.append(Feature(properties, _outline(massif, areas)))
    return features


def read_heights(cache: Path) -> tuple[Grid, Grid, Grid]:
    """Read longitudes, latitudes (north first) and blurred heights in metres of the window."""
    content = read_member(ELEVATION, cache, "pvlib/data/Altitude.h5")
    with h5py.File(io.BytesIO(content)) as file:
        stored = file["Altitude"][:]
    rows = np.arange(
        int((90 - NORTH) * _CELLS_PER_DEGREE) - _MARGIN_CELLS,
        int((90 - SOUTH) * _CELLS_PER_DEGREE) + _MARGIN_CELLS,
    )
    columns = np.arange(
        int((WEST + 180) * _CELLS_PER_DEGREE) - _MARGIN_CELLS,
        int((EAST + 180) * _CELLS_PER_DEGREE) + _MARGIN_CELLS,
    )
    cells = stored[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    heights_m = np.where(cells == _SEA, 0, cells).astype(float) * _METRES_PER_STEP + _LOWEST_METRES
    latitudes = 90 - (rows + 0.5) / _CELLS_PER_DEGREE
    longitudes = -180 + (columns + 0.5) / _CELLS_PER_DEGREE
    return longitudes, latitudes, blur(blur(heights_m, BINOMIAL), BINOMIAL)


def _outline(massif: Massif, areas: list[Polygon]) -> Polygon:
    ellipse = affinity.rotate(
        affinity.scale(Point(massif.centre).buffer(1, 48), *massif.semi_axes), massif.rotation_deg
    )
    pieces: list[Polygon] = []
    for area in areas:
        inside = area.buffer(0).intersection(ellipse)
        pieces += [part for part in shapely.get_parts(inside) if part.area > _SMALLEST_PIECE]
    smoothed = shapely.union_all(pieces).buffer(_CLOSE).buffer(_OPEN).buffer(_RESTORE)
    largest = max(shapely.get_parts(smoothed), key=lambda part: part.area)
    return Polygon(shapely.simplify(largest, _TOLERANCE).exterior)

"""Draw meridians and parallels, with their degrees on the upper and the left edge of the map."""

import math
from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes

from sahel_geo.cartography.figure.basemap import add_lines
from sahel_geo.cartography.figure.canvas import Depth
from sahel_geo.cartography.figure.lettering import measure, write
from sahel_geo.cartography.figure.projection import Floats, MapFrame
from sahel_geo.cartography.symbology import QUIET_INK, LineStyle, TextStyle
from sahel_geo.i18n.catalog import Translator

GRID = LineStyle("#7d7a70", 0.5, (), 0.22)
DEGREES = TextStyle(QUIET_INK, 8.5, halo_px=0.0)
EDGE_GAP_PX = 3.0
STEPS_DEGREES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
MOST_LINES = 9
LINE_POINTS = 61


def draw_graticule(map_axes: Axes, sheet: Axes, frame: MapFrame, translator: Translator) -> None:
    """Draw the lines on the map, and their degrees beside it on the sheet."""
    lines = []
    box = frame.box
    for longitude, line in _meridians(frame):
        lines.append(line)
        x = _crossing(line[:, ::-1], box.top)
        words = _degrees(longitude, "east", "west", translator)
        half = measure(words, DEGREES) / 2
        if x is not None and box.left + half <= x <= box.right - half:
            place = (x, box.top - EDGE_GAP_PX)
            write(sheet, words, place, DEGREES, align="center", vertical="bottom")
    for latitude, line in _parallels(frame):
        lines.append(line)
        y = _crossing(line, box.left)
        half = DEGREES.size_px / 2
        if y is not None and box.top + half <= y <= box.bottom - half:
            words = _degrees(latitude, "north", "south", translator)
            write(sheet, words, (box.left - EDGE_GAP_PX, y), DEGREES, align="right")
    add_lines(map_axes, lines, GRID, Depth.GRATICULE, label="graticule")


def _meridians(frame: MapFrame) -> Iterator[tuple[float, Floats]]:
    bounds = frame.bounds
    along = np.linspace(bounds.south, bounds.north, LINE_POINTS)
    for longitude in _multiples(bounds.west, bounds.east, _step(frame)):
        points = np.column_stack([np.full(LINE_POINTS, longitude), along])
        yield longitude, frame.to_page(points)


def _parallels(frame: MapFrame) -> Iterator[tuple[float, Floats]]:
    bounds = frame.bounds
    along = np.linspace(bounds.west, bounds.east, LINE_POINTS)
    for latitude in _multiples(bounds.south, bounds.north, _step(frame)):
        points = np.column_stack([along, np.full(LINE_POINTS, latitude)])
        yield latitude, frame.to_page(points)


def _step(frame: MapFrame) -> float:
    """Give the least step, in degrees, that draws no more lines than can be told apart."""
    bounds = frame.bounds
    span = max(bounds.east - bounds.west, bounds.north - bounds.south)
    return next((step for step in STEPS_DEGREES if span / step <= MOST_LINES), STEPS_DEGREES[-1])


def _multiples(start: float, end: float, step: float) -> list[float]:
    first, last = math.ceil(start / step), math.floor(end / step)
    return [round(number * step, 6) for number in range(first, last + 1)]


def _crossing(line: Floats, at: float) -> float | None:
    """Give the second coordinate where a line reaches a value of the first, if it does."""
    order = np.argsort(line[:, 0])
    first, second = line[order, 0], line[order, 1]
    return float(np.interp(at, first, second)) if first[0] <= at <= first[-1] else None


def _degrees(value: float, positive: str, negative: str, translator: Translator) -> str:
    degrees = translator.number(abs(value))
    if value == 0:
        return translator.text("figure.degrees.zero", degrees=degrees)
    side = positive if value > 0 else negative
    return translator.text(f"figure.degrees.{side}", degrees=degrees)

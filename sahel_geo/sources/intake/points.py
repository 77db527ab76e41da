"""Write the points of shapes as columns of a table, so that events may come as a layer as well."""

from collections.abc import Iterator

import shapely

from sahel_geo.sources.intake.cells import Record
from sahel_geo.sources.intake.shapes import ShapeRows
from sahel_geo.sources.intake.table import FIRST_ROW, POINT_COLUMNS
from sahel_geo.sources.intake.texts import to_text

SAME_DEGREES = 1e-6
"""A shape's point and its columns are the same place within 0.1 m."""


def to_records(features: ShapeRows) -> Iterator[Record]:
    """
    Write features as rows of a table.

    Parameters
    ----------
    features
        Texts and shapes.

    Yields
    ------
    record
        The header, then a row for each feature: its texts, then `longitude` and `latitude` of its
        point in degrees (WGS84), empty for a shape that is none. Columns of these names that the
        file has are kept as they are written; a row where they say otherwise than the point breaks
        the rule `point_differs`.
    """
    names = list(features.names)
    added = [name for name in POINT_COLUMNS if name not in names]
    places = {name: (names + added).index(name) for name in POINT_COLUMNS}
    yield Record(1, [*names, *added])
    total = max(len(features.rows), 1)
    for number, (texts, shape) in enumerate(
        zip(features.rows, features.shapes, strict=True), start=1
    ):
        cells = [*texts, *[""] * len(added)]
        rule = ""
        values: tuple[tuple[str, str], ...] = ()
        for name, degrees in zip(POINT_COLUMNS, _to_point(shape), strict=False):
            told = cells[places[name]]
            if not told:
                cells[places[name]] = to_text(degrees)
            elif not _is_same(told, degrees):
                rule, values = "point_differs", (("expected", told), ("got", to_text(degrees)))
        yield Record(FIRST_ROW - 1 + number, cells, rule, number / total, values)


def _to_point(shape: shapely.Geometry | None) -> tuple[float, float] | tuple[()]:
    if shape is not None and shape.geom_type == "MultiPoint" and len(shape.geoms) == 1:
        shape = shape.geoms[0]
    if shape is None or shape.geom_type != "Point" or shape.is_empty:
        return ()
    return shape.x, shape.y


def _is_same(text: str, degrees: float) -> bool:
    try:
        return abs(float(text) - degrees) <= SAME_DEGREES
    except ValueError:
        return False

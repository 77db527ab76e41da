"""Make point layers from tables, and carry line and area layers over, with typed properties.

Empty cells become `null`, numbers become numbers; no column is left out and no value changed.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import shapely
from geodata.geojson import Feature

from datatables.rows import Row, TableError

# The researched positions have up to five decimals; a road's vertices three.
DECIMALS = 5
WHOLE_NUMBERS = ("geo_precision", "start_year", "end_year", "label_rank")
DECIMAL_NUMBERS = ("latitude", "longitude")


def to_points(rows: Sequence[Row]) -> list[Feature]:
    """Make a point of each row's `longitude` and `latitude` (WGS84), in the rows' order."""
    return [
        Feature(
            type_properties(row), shapely.Point(float(row["longitude"]), float(row["latitude"]))
        )
        for row in rows
    ]


def type_properties(row: Row) -> dict[str, str | int | float | None]:
    """Give each cell of a row its type: empty is `None`, the columns named above are numbers."""
    return {column: _to_value(column, cell) for column, cell in row.items()}


def read_features(file: Path) -> list[Feature]:
    """
    Read a GeoJSON layer of lines or areas.

    Parameters
    ----------
    file
        A FeatureCollection in WGS84 whose properties are texts.

    Returns
    -------
    features
        The same features in the same order, with typed properties.

    Raises
    ------
    TableError
        If a geometry is not valid.
    """
    collection = json.loads(file.read_text(encoding="utf-8"))
    features = [
        Feature(type_properties(feature["properties"]), shapely.geometry.shape(feature["geometry"]))
        for feature in collection["features"]
    ]
    for number, feature in enumerate(features, start=1):
        if not feature.geometry.is_valid:
            reason = shapely.is_valid_reason(feature.geometry)
            msg = f"{file.name}, feature {number}: expected a valid geometry, got {reason}."
            raise TableError(msg)
    return features


def _to_value(column: str, cell: str) -> str | int | float | None:
    if cell == "":
        return None
    if column in WHOLE_NUMBERS:
        return int(cell)
    if column in DECIMAL_NUMBERS:
        return float(cell)
    return cell

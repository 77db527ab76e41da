"""Turn features into GeoJSON text: compact, rounded, the same text for the same features."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

# 0.001 degree is about 110 m, ten times finer than a line of 1:10,000,000 can be.
DECIMALS = 3
COARSE_DECIMALS = 2


@dataclass(frozen=True)
class Feature:
    """A geometry (longitude, latitude, WGS84) and what is known of it; `None` means empty."""

    properties: Mapping[str, str | int | float | None]
    geometry: BaseGeometry


def round_geometry(geometry: BaseGeometry, decimals: int = DECIMALS) -> BaseGeometry:
    """Round all coordinates; the result can be invalid where a part is finer than the grid."""
    return shapely.transform(geometry, lambda points: np.round(points, decimals))


def round_number(value: float, decimals: int) -> float:
    """Round a number, giving an `int` for a whole one: `4` is shorter than `4.0`."""
    rounded = round(float(value), decimals)
    return int(rounded) if rounded.is_integer() else rounded


def to_geojson(name: str, features: Sequence[Feature], decimals: int = DECIMALS) -> str:
    """
    Write features as the text of a GeoJSON FeatureCollection, one feature to a line.

    Parameters
    ----------
    name
        The collection's `name`.
    features
        Features in the order wanted; polygons are turned to run counter-clockwise.
    decimals
        Decimals kept of the coordinates, in degrees.

    Returns
    -------
    text
        GeoJSON that ends in a line end.
    """
    lines = ",\n".join(_to_line(feature, decimals) for feature in features)
    head = f'{{"type":"FeatureCollection","name":{json.dumps(name)},"features":['
    return f"{head}\n{lines}\n]}}\n"


def _to_line(feature: Feature, decimals: int) -> str:
    geometry = mapping(shapely.orient_polygons(feature.geometry))
    content = {
        "type": "Feature",
        "properties": dict(feature.properties),
        "geometry": {
            "type": geometry["type"],
            "coordinates": _round_nested(geometry["coordinates"], decimals),
        },
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _round_nested(coordinates: Any, decimals: int) -> Any:
    if isinstance(coordinates, (list, tuple)):
        return [_round_nested(part, decimals) for part in coordinates]
    return round_number(coordinates, decimals)

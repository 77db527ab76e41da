"""Border lines: the shared edges of the coverage, each once, sorted by what they separate."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geodata.countries import has_admin1
from geodata.geojson import Feature
from geodata.units import Unit
from geodata.window import is_on_edge

Vertex = tuple[float, float]
Segment = tuple[Vertex, Vertex]
# A kind of line and the one or two countries it belongs to, in the order of their codes.
LineKey = tuple[str, str, str]

# Natural Earth marks the first two as disputed in this window, and no others. The third is not
# marked there; United Nations maps say that this boundary has not yet been determined.
DISPUTED = {
    ("DZA", "ESH"): (
        "border of Western Sahara, whose sovereignty is disputed",
        "frontière du Sahara occidental, dont la souveraineté est contestée",
    ),
    ("ESH", "MAR"): (
        "limit of Western Sahara along 27°40' N, not agreed between the parties",
        "limite du Sahara occidental sur 27°40' N, sans accord entre les parties",
    ),
    ("SDN", "SSD"): (
        "final boundary not yet determined",
        "frontière définitive pas encore fixée",
    ),
}
BERM_NOTE = ("sand wall, approximate de facto line", "mur de sable, ligne de fait approximative")


def build_borders(units: Sequence[Unit]) -> list[Feature]:
    """Build one feature for each kind of line and pair of countries; the window's edge is none."""
    lines: dict[LineKey, list[Segment]] = defaultdict(list)
    for segment, owners in sorted(_find_owners(units).items()):
        key = _classify(segment, owners)
        if key is not None:
            lines[key].append(segment)
    return [_to_border(key, lines[key]) for key in sorted(lines)]


def join_segments(segments: Iterable[Segment]) -> MultiLineString:
    """Join segments that touch into lines, always in the same order."""
    merged = shapely.line_merge(MultiLineString([LineString(segment) for segment in segments]))
    parts = sorted(shapely.get_parts(merged), key=lambda part: list(part.coords))
    return MultiLineString(parts)


def _find_owners(units: Sequence[Unit]) -> dict[Segment, list[Unit]]:
    owners: dict[Segment, list[Unit]] = defaultdict(list)
    for unit in units:
        for segment in _cut_into_segments(unit.geometry):
            owners[segment].append(unit)
    return owners


def _cut_into_segments(geometry: BaseGeometry) -> Iterable[Segment]:
    for polygon in shapely.get_parts(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            vertices = [(float(x), float(y)) for x, y in ring.coords]
            for start, end in pairwise(vertices):
                yield (start, end) if start < end else (end, start)


def _classify(segment: Segment, owners: Sequence[Unit]) -> LineKey | None:
    if len(owners) == 1:
        return None if is_on_edge(*segment) else ("coast", owners[0].country, "")
    first, second = sorted(unit.country for unit in owners)
    if first != second:
        return ("disputed" if (first, second) in DISPUTED else "international", first, second)
    if first == "ESH":
        return ("berm", first, second)
    return ("admin1", first, second) if has_admin1(first) else None


def _to_border(key: LineKey, segments: Sequence[Segment]) -> Feature:
    kind, country_a, country_b = key
    note, note_fr = None, None
    if kind == "disputed":
        note, note_fr = DISPUTED[country_a, country_b]
    elif kind == "berm":
        note, note_fr = BERM_NOTE
    properties = {
        "kind": kind,
        "country_a": country_a,
        "country_b": country_b or None,
        "note": note,
        "note_fr": note_fr,
    }
    return Feature(properties, join_segments(segments))

"""Rivers and lakes from Natural Earth, their names with accents and in both languages."""

from pathlib import Path

import shapely
from shapely import MultiLineString
from shapely.geometry.base import BaseGeometry

from geodata.geojson import Feature, round_geometry
from geodata.natural_earth import OCEAN_AND_LAKES, RIVERS, read_shapefile
from geodata.window import build_window

# Degrees, about 700 m: a third of the line's width at 1:10,000,000.
TOLERANCE = 0.006
_UNRANKED = 9

# The shapefile's table lost its accents. English and French name by the name found there.
_RIVER_NAMES = {
    "Aoukal?": ("Aoukalé", "Aoukalé"),
    "B?nou?": ("Benue", "Bénoué"),
    "Bago?": ("Bagoé", "Bagoé"),
    "Baoul?": ("Baoulé", "Baoulé"),
    "Benue": ("Benue", "Bénoué"),
    "Cess": ("Cestos", "Cestos"),
    "G?ba": ("Geba", "Geba"),
    "Gambia": ("Gambia", "Gambie"),
    "Kad??": ("Kadéï", "Kadéï"),
    "Komo?": ("Comoé", "Comoé"),
    "Mouhoun  (Black Volta)": ("Black Volta", "Mouhoun (Volta noire)"),
    "Nakanb? (White Volta)": ("White Volta", "Nakambé (Volta blanche)"),
    "Ou?m?": ("Ouémé", "Ouémé"),
    "Oum Er Rbia": ("Oum Er-Rbia", "Oum Er-Rbia"),
    "S?n?gal": ("Senegal", "Sénégal"),
    "Sous": ("Souss", "Souss"),
    "St. Paul": ("Saint Paul", "Saint-Paul"),
}
# At the window's edge, where a few kilometres of a river and its name would only disturb.
_RIVERS_LEFT_OUT = {"Guadiana", "Guadalquivir", "Uele", "Bomu", "Lua"}
_LAKE_NAMES = {
    "Kainji Reservoir": ("Kainji Reservoir", "Lac de Kainji"),
    "Lac de Buyo": ("Lake Buyo", "Lac de Buyo"),
    "Lac de Kossou": ("Lake Kossou", "Lac de Kossou"),
    "Lake Chad": ("Lake Chad", "Lac Tchad"),
    "Lake Dbo": ("Lake Débo", "Lac Débo"),
    "Lake Volta": ("Lake Volta", "Lac Volta"),
    "M'Bakaou Reservoir": ("Mbakaou Reservoir", "Lac de Mbakaou"),
}


def build_rivers(cache: Path) -> list[Feature]:
    """Build one feature for each river name and rank (1 the greatest), unnamed reaches last."""
    found = read_shapefile(cache, RIVERS)
    names = [name_river(name) for name in found["name"].fillna("")]
    ranks = found["scalerank"].fillna(_UNRANKED).astype(int)
    reaches: dict[tuple[str, str, int], list[BaseGeometry]] = {}
    for (name, name_fr), rank, geometry in zip(names, ranks, found.geometry, strict=True):
        if name not in _RIVERS_LEFT_OUT:
            reaches.setdefault((name, name_fr, rank), []).append(geometry)
    ordered = sorted(reaches, key=lambda river: (river[2], river[0] == "", river))
    features = [_to_river(river, reaches[river]) for river in ordered]
    return [feature for feature in features if not feature.geometry.is_empty]


def name_river(found: str) -> tuple[str, str]:
    """
    Give a river's English and French name.

    Raises
    ------
    ValueError
        If a name has lost its accents and is not in our table.
    """
    name = found.strip()
    names = _RIVER_NAMES.get(name, (name, name))
    if "?" in names[0]:
        msg = f"Rivers: expected every name with a lost accent in the table, got {name!r}."
        raise ValueError(msg)
    return names


def build_lakes(cache: Path) -> list[Feature]:
    """Build the lakes and reservoirs, the greatest first; a small one can have no name."""
    found = read_shapefile(cache, OCEAN_AND_LAKES)
    features = []
    # In this layer the columns of lakes are filled for lakes only.
    for lake in found[found["featurec_2"].notna()].itertuples():
        name, name_fr = _LAKE_NAMES.get(str(lake.name), (None, None))
        outline = _simplify(lake.geometry)
        properties = {
            "name": name,
            "name_fr": name_fr,
            "kind": lake.featurec_2.lower(),
            "rank": int(lake.scaleran_2),
        }
        features.append(Feature(properties, shapely.make_valid(outline)))
    return sorted(features, key=_lake_order)


def _lake_order(lake: Feature) -> tuple[int, str, tuple[float, ...]]:
    return int(lake.properties["rank"] or 0), str(lake.properties["name"]), lake.geometry.bounds


def _to_river(river: tuple[str, str, int], reaches: list[BaseGeometry]) -> Feature:
    name, name_fr, rank = river
    line = shapely.line_merge(shapely.union_all(reaches))
    properties = {"name": name or None, "name_fr": name_fr or None, "rank": rank}
    return Feature(properties, _keep_lines(_simplify(line)))


def _keep_lines(geometry: BaseGeometry) -> MultiLineString:
    """Round to the grid and drop the reaches that shrink to a point there."""
    reaches = shapely.get_parts(shapely.remove_repeated_points(round_geometry(geometry)))
    return MultiLineString([reach for reach in reaches if reach.length > 0])


def _simplify(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.simplify(geometry, TOLERANCE).intersection(build_window())

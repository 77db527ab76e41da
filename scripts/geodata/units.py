"""Admin-1 units: from Natural Earth's attributes to ours, with names and kinds put right."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.countries import COUNTRIES, FOREIGN_CODES, has_admin1
from geodata.natural_earth import Attributes


@dataclass(frozen=True)
class Unit:
    """
    A piece of land that is drawn as one: an admin-1 unit, or a whole background country.

    `unit_id` is unique; empty texts mean unknown. `approximate` says that its outline is partly
    ours or a de facto line.
    """

    unit_id: str
    country: str
    name: str
    name_fr: str
    kind: str
    geometry: BaseGeometry
    iso_3166_2: str = ""
    wikidata: str = ""
    approximate: bool = False


# Natural Earth is one level too deep in these two: its units are joined by their `region`.
BURKINA_FASO_REGIONS = (
    "Boucle du Mouhoun",
    "Cascades",
    "Centre",
    "Centre-Est",
    "Centre-Nord",
    "Centre-Ouest",
    "Centre-Sud",
    "Est",
    "Hauts-Bassins",
    "Nord",
    "Plateau-Central",
    "Sahel",
    "Sud-Ouest",
)
# One kind a country, as its own law names it; Natural Earth mixes translations of several dates.
_KINDS = {
    "DZA": "wilaya",
    "BEN": "department",
    "CAF": "prefecture",
    "GMB": "division",
    "LBY": "district",
    "NGA": "state",
    "SDN": "state",
    "TCD": "province",
    "TUN": "governorate",
}
_KINDS_OF_UNITS = {
    "CAF-BGF": "capital",
    "GMB-B": "capital",
    "GNB-BS": "capital",
    "MLI-BKO": "district",
    "NER-8": "capital",
    "MRT-NKC": "capital",
    "NGA-FC": "federal_territory",
}
# Names (English, French) that Natural Earth has wrong, outdated or oddly spelled.
_NAMES = {
    "CIV-05": ("Moyen-Comoé", "Moyen-Comoé"),
    "CIV-16": ("Agnéby", "Agnéby"),
    "CIV-19": ("Moyen-Cavally", "Moyen-Cavally"),
    "BEN-AK": ("Atakora", "Atacora"),
    "BEN-KO": ("Couffo", "Couffo"),
    "DZA-04": ("Oum El Bouaghi", "Oum El Bouaghi"),
    "DZA-11": ("Tamanrasset", "Tamanrasset"),
    "DZA-16": ("Algiers", "Alger"),
    "DZA-34": ("Bordj Bou Arréridj", "Bordj Bou Arréridj"),
    "GIN-B": ("Boké", "Boké"),
    "GMB-M": ("Central River", "Central River"),
    "GNB-BL": ("Bolama", "Bolama-Bijagos"),
    "GNB-GA": ("Gabú", "Gabú"),
    "LBY-AJ": ("Ajdabiya", "Ajdabiya"),
    "LBY-BU": ("Al Butnan", "Al Boutnan"),
    "LBY-GD": ("Ghadamis", "Ghadamès"),
    "LBY-JA": ("Al Jabal al Akhdar", "Djebel el-Akhdar"),
    "LBY-JI": ("Al Jifarah", "Djeffara"),
    "LBY-JU": ("Al Jufrah", "Al Djoufrah"),
    "LBY-KF": ("Al Kufrah", "Koufra"),
    "LBY-MB": ("Al Marqab", "Al Mourqoub"),
    "LBY-MI": ("Misratah", "Misrata"),
    "LBY-MQ": ("Murzuq", "Mourzouk"),
    "LBY-MZ": ("Mizdah", "Mizda"),
    "LBY-NQ": ("An Nuqat al Khams", "An Nouqat al Khams"),
    "LBY-QB": ("Al Qubbah", "Al Qoubba"),
    "LBY-SR": ("Surt", "Syrte"),
    "LBY-TN": ("Tajura' wa an Nawahi al Arba", "Tadjoura et An Nawahi al Arba"),
    "LBY-WD": ("Wadi al Hayaa", "Wadi al-Hayat"),
    "LBY-WS": ("Ash Shati'", "Wadi ach-Chati"),
    "LBY-ZA": ("Az Zawiyah", "Zaouïa"),
    "MLI-3": ("Sikasso", "Sikasso"),
    "MLI-6": ("Timbuktu", "Tombouctou"),
    "MRT-01": ("Hodh ech Chargui", "Hodh ech Chargui"),
    "MRT-02": ("Hodh el Gharbi", "Hodh el Gharbi"),
    "NGA-FC": ("Federal Capital Territory", "Territoire de la capitale fédérale"),
    "NGA-NA": ("Nasarawa", "Nasarawa"),
    "SDN-DE": ("Central Darfur", "Darfour central"),
    "SDN-DS": ("South Darfur", "Darfour du Sud"),
    "SDN-DW": ("West Darfur", "Darfour occidental"),
    "SDN-NO": ("Northern", "Nord"),
    "TCD-ND": ("N'Djamena", "N'Djamena"),
    "TGO-C": ("Centrale", "Centrale"),
    "TGO-K": ("Kara", "Kara"),
    "TGO-M": ("Maritime", "Maritime"),
    "TGO-P": ("Plateaux", "Plateaux"),
    "TGO-S": ("Savanes", "Savanes"),
    "TUN-13": ("Ben Arous", "Ben Arous"),
    "TUN-14": ("Manouba", "La Manouba"),
    "TUN-42": ("Kasserine", "Kasserine"),
    "TUN-43": ("Sidi Bouzid", "Sidi Bouzid"),
    "TUN-73": ("Kebili", "Kébili"),
    "CIV-18": ("Fromager", "Fromager"),
}
_GENERIC_WORD = re.compile(
    r"^(région|wilaya|préfecture|gouvernorat|province|district)\s+"
    r"(des\s|de la\s|de l'|du\s|de\s|d')?\s*",
    flags=re.IGNORECASE,
)


def to_unit(attributes: Attributes, geometry: BaseGeometry) -> Unit | None:
    """Give a Natural Earth unit our names and codes; `None` if its country is not in our table."""
    country = FOREIGN_CODES.get(attributes["adm0_a3"], attributes["adm0_a3"])
    if country not in COUNTRIES:
        return None
    if not has_admin1(country):
        whole = COUNTRIES[country]
        return Unit(country, country, whole.name, whole.name_fr, "", geometry)
    if country in {"BFA", "GIN"}:
        return _to_region(country, attributes, geometry)
    # "~" marks a code that Natural Earth made up.
    code = attributes["iso_3166_2"]
    unit_id = f"{country}-{code.split('-', 1)[1].strip('~')}"
    name, name_fr = _NAMES.get(unit_id, _clean_names(attributes))
    return Unit(
        unit_id,
        country,
        name,
        name_fr,
        _KINDS_OF_UNITS.get(unit_id, _KINDS.get(country, "region")),
        geometry,
        iso_3166_2="" if "~" in code else code,
        wikidata=attributes["wikidataid"] or "",
    )


def clean_french_name(name: str) -> str:
    """Strip the generic word that French names carry: "région de Gao" becomes "Gao"."""
    bare = _GENERIC_WORD.sub("", straighten(name)).strip()
    return bare.removeprefix("d'")


def straighten(name: str) -> str:
    """Give a name the straight apostrophe and the tight hyphen that all our files use."""
    return name.replace("\u2019", "'").replace("\u2018", "'").replace(" - ", "-")


def merge_units(units: Iterable[Unit]) -> list[Unit]:
    """
    Join the pieces that share a `unit_id`, sorted by it.

    A unit of several pieces has no Wikidata item, as each piece had its own.
    """
    pieces: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        pieces[unit.unit_id].append(unit)
    return [_merge_pieces(pieces[unit_id]) for unit_id in sorted(pieces)]


def _merge_pieces(pieces: list[Unit]) -> Unit:
    if len(pieces) == 1:
        return pieces[0]
    geometry = shapely.union_all([piece.geometry for piece in pieces])
    return replace(pieces[0], geometry=geometry, wikidata="")


def _to_region(country: str, attributes: Attributes, geometry: BaseGeometry) -> Unit:
    region = attributes["region"]
    if country == "BFA":
        code = f"BF-{BURKINA_FASO_REGIONS.index(region) + 1:02d}"
    else:
        code = attributes["region_cod"].replace(".", "-")
    unit_id = f"{country}-{code.split('-')[1]}"
    name, name_fr = _NAMES.get(unit_id, (region, region))
    return Unit(unit_id, country, name, name_fr, "region", geometry, iso_3166_2=code)


def _clean_names(attributes: Attributes) -> tuple[str, str]:
    name = straighten(attributes["name"])
    return name, clean_french_name(attributes["name_fr"] or name) or name

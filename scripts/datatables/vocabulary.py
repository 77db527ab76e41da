"""The vocabulary table: the researched words, and those that only the base map needs."""

from collections.abc import Sequence

from geodata.countries import COUNTRIES

from datatables.rows import Row, TableError

VOCABULARY_COLUMNS = ("kind", "code", "en", "fr")

_BASE_MAP_WORDS = {
    "country_status": {
        "state": ("State", "État"),
        "non_self_governing": (
            "Non-self-governing territory (United Nations list)",
            "Territoire non autonome (liste des Nations unies)",
        ),
    },
    "border_kind": {
        "international": ("International border", "Frontière internationale"),
        "disputed": ("Disputed or undetermined border", "Frontière contestée ou non fixée"),
        "berm": ("Sand wall (berm)", "Mur de sable (berme)"),
        "admin1": ("Regional boundary", "Limite régionale"),
        "coast": ("Coastline", "Trait de côte"),
    },
    "admin1_kind": {
        "region": ("Region", "Région"),
        "wilaya": ("Wilaya", "Wilaya"),
        "province": ("Province", "Province"),
        "department": ("Department", "Département"),
        "district": ("District", "District"),
        "state": ("State", "État"),
        "federal_territory": ("Federal territory", "Territoire fédéral"),
        "governorate": ("Governorate", "Gouvernorat"),
        "prefecture": ("Prefecture", "Préfecture"),
        "division": ("Division", "Division"),
        "capital": ("Capital", "Capitale"),
        "de_facto_zone": ("De facto zone", "Zone de fait"),
    },
    "natural_kind": {
        "lake": ("Lake", "Lac"),
        "reservoir": ("Reservoir", "Lac de barrage"),
        "massif": ("Massif", "Massif"),
        "plateau": ("Plateau", "Plateau"),
        "range": ("Mountain range", "Chaîne de montagnes"),
        "desert": ("Desert", "Désert"),
        "erg": ("Sand sea (erg)", "Erg"),
        "plain": ("Plain", "Plaine"),
        "basin": ("Basin", "Bassin"),
        "wetland": ("Wetland", "Zone humide"),
        "region": ("Natural region", "Région naturelle"),
        "oases": ("Oases", "Oasis"),
        "sea": ("Sea", "Mer"),
    },
}


def complete_vocabulary(words: Sequence[Row]) -> list[Row]:
    """
    Add the words of the base map to the researched vocabulary.

    Parameters
    ----------
    words
        Rows of `VOCABULARY_COLUMNS`.

    Returns
    -------
    words
        The rows given, then countries they lack and the base map's own kinds.

    Raises
    ------
    TableError
        If a country has another name here than on the base map, in either language.
    """
    known = {word["code"]: (word["en"], word["fr"]) for word in words if word["kind"] == "country"}
    added = []
    for country in COUNTRIES.values():
        names = (country.name, country.name_fr)
        if known.setdefault(country.code, names) != names:
            msg = f"country {country.code}: expected {names}, got {known[country.code]}."
            raise TableError(msg)
        if not any(word["code"] == country.code for word in words if word["kind"] == "country"):
            added.append(_to_row("country", country.code, names))
    for kind, codes in _BASE_MAP_WORDS.items():
        added += [_to_row(kind, code, names) for code, names in codes.items()]
    return [*words, *added]


def _to_row(kind: str, code: str, names: tuple[str, str]) -> Row:
    return dict(zip(VOCABULARY_COLUMNS, (kind, code, *names), strict=True))

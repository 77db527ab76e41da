"""Names of countries, as the datasets and their readers write them, onto ISO 3166-1 codes.

Known are the countries whose land the base map shows; a row elsewhere is off the map anyway. The
names are CLDR's in English and French (through Babel), those of the standard itself, and the
spellings of the datasets: ACLED ('Ivory Coast', 'Democratic Republic of Congo'), UCDP ('DR Congo
(Zaire)'), GTD ('Zaire', 'Republic of the Congo'), which their codebooks list. A name that is not
known stays as it came, so that the report can show it.
"""

import re
from collections.abc import Mapping
from functools import cache

import pandas as pd
from babel import Locale

from sahel_geo.model.searchtext import fold
from sahel_geo.model.vocabulary import Language

ISO_CODES: Mapping[str, tuple[str, str]] = {
    "BEN": ("BJ", "204"),
    "BFA": ("BF", "854"),
    "CAF": ("CF", "140"),
    "CIV": ("CI", "384"),
    "CMR": ("CM", "120"),
    "COD": ("CD", "180"),
    "COG": ("CG", "178"),
    "CPV": ("CV", "132"),
    "DZA": ("DZ", "012"),
    "EGY": ("EG", "818"),
    "ESH": ("EH", "732"),
    "ESP": ("ES", "724"),
    "ETH": ("ET", "231"),
    "GAB": ("GA", "266"),
    "GHA": ("GH", "288"),
    "GIB": ("GI", "292"),
    "GIN": ("GN", "324"),
    "GMB": ("GM", "270"),
    "GNB": ("GW", "624"),
    "GNQ": ("GQ", "226"),
    "GRC": ("GR", "300"),
    "ITA": ("IT", "380"),
    "LBR": ("LR", "430"),
    "LBY": ("LY", "434"),
    "MAR": ("MA", "504"),
    "MLI": ("ML", "466"),
    "MLT": ("MT", "470"),
    "MRT": ("MR", "478"),
    "NER": ("NE", "562"),
    "NGA": ("NG", "566"),
    "PRT": ("PT", "620"),
    "SDN": ("SD", "729"),
    "SEN": ("SN", "686"),
    "SLE": ("SL", "694"),
    "SSD": ("SS", "728"),
    "STP": ("ST", "678"),
    "TCD": ("TD", "148"),
    "TGO": ("TG", "768"),
    "TUN": ("TN", "788"),
}
"""The alpha-2 and numeric codes of ISO 3166-1 by its alpha-3 code."""

FORMER_NUMERIC = {"736": "SDN"}
"""Sudan's number until 2011, which older exports still carry."""

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "BFA": ("Burkina", "Upper Volta"),
    "CAF": ("CAR", "RCA", "Centrafrique"),
    "CIV": ("Ivory Coast", "Cote d Ivoire", "Cote dIvoire"),
    "COD": (
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
        "DR Congo",
        "DR Congo (Zaire)",
        "DRC",
        "Congo, DRC",
        "Congo, Democratic Republic of the",
        "Congo, The Democratic Republic of the",
        "République démocratique du Congo",
        "RD Congo",
        "RDC",
        "Zaire",
    ),
    "COG": (
        "Republic of Congo",
        "Republic of the Congo",
        "Congo",
        "Congo, Republic of the",
        "People's Republic of the Congo",
        "République du Congo",
    ),
    "CPV": ("Cabo Verde",),
    "ESH": ("Sahrawi Arab Democratic Republic",),
    "GMB": ("The Gambia", "Gambia, The"),
    "GNB": ("Guinea Bissau", "Guinée Bissau"),
    "GIN": ("Guinea-Conakry", "Guinée-Conakry"),
    "LBY": ("Libyan Arab Jamahiriya",),
    "SSD": ("S. Sudan", "Sud Soudan"),
    "TCD": ("Tchad",),
}
"""What the datasets, United Nations lists and readers' sheets also call them."""

ARTICLE = re.compile(r"^(?:republic of the |republic of |republique du |the |le |la |l')")


def read_countries(cells: "pd.Series[str]") -> "pd.Series[str]":
    """
    Give the code of each country named.

    Parameters
    ----------
    cells
        Names in English or French, or ISO 3166-1 codes: alpha-3, alpha-2 in capitals, numeric.

    Returns
    -------
    codes
        ISO 3166-1 alpha-3 on the same index; what is not known stays as it came.
    """
    names = cells.unique()
    return cells.map({name: find_country(str(name)) or str(name).strip() for name in names})


def find_country(name: str) -> str:
    """Give the alpha-3 code of a country by a name or code of it; empty if it is not known."""
    text = name.strip()
    if text.upper() in ISO_CODES:
        return text.upper()
    if text.isdigit():
        return _by_number().get(text.zfill(3), "")
    key = _key(text)
    return _by_alpha2().get(text, "") or _by_name().get(key) or _by_name().get(_bare(key), "")


@cache
def _by_number() -> Mapping[str, str]:
    return {number: code for code, (_, number) in ISO_CODES.items()} | FORMER_NUMERIC


@cache
def _by_alpha2() -> Mapping[str, str]:
    return {short: code for code, (short, _) in ISO_CODES.items()}


@cache
def _by_name() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for language in Language:
        territories = Locale(str(language)).territories
        names |= {_key(territories[short]): code for code, (short, _) in ISO_CODES.items()}
    names |= {_key(name): code for code, others in OTHER_NAMES.items() for name in others}
    return names


def _key(name: str) -> str:
    """Fold a name, its hyphens and stops made spaces."""
    return " ".join(re.sub(r"[-.,()]", " ", fold(name.replace("’", "'"))).split())


def _bare(key: str) -> str:
    """Leave out an article, or what a state is."""
    return ARTICLE.sub("", key)

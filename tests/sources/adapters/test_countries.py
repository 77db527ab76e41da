import json

import pandas as pd
import pytest

from sahel_geo.sources.adapters.countries import ISO_CODES, find_country, read_countries
from sahel_geo.sources.catalog import SHIPPED_DATA


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mali", "MLI"),
        ("mali", "MLI"),
        ("Tchad", "TCD"),
        ("Burkina-Faso", "BFA"),
        ("Côte d’Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("DR Congo (Zaire)", "COD"),
        ("Republic of the Congo", "COG"),
        ("République du Niger", "NER"),
        ("The Gambia", "GMB"),
        ("NER", "NER"),
        ("NE", "NER"),
        ("012", "DZA"),
        ("12", "DZA"),
        ("736", "SDN"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_name_and_by_code(name, code):
    assert find_country(name) == code


def test_niger_and_nigeria_and_the_guineas_are_not_confused():
    names = [
        "Niger",
        "Nigeria",
        "Guinea",
        "Guinea-Bissau",
        "Equatorial Guinea",
        "Guinée équatoriale",
    ]
    assert [find_country(name) for name in names] == ["NER", "NGA", "GIN", "GNB", "GNQ", "GNQ"]


def test_every_country_of_the_base_map_is_known_in_both_languages():
    layer = json.loads((SHIPPED_DATA / "geo" / "countries.geojson").read_text(encoding="utf-8"))
    for feature in layer["features"]:
        country = feature["properties"]
        assert country["country"] in ISO_CODES
        assert find_country(country["name"]) == country["country"]
        assert find_country(country["name_fr"]) == country["country"]


def test_what_is_not_known_stays_as_it_came():
    cells = pd.Series(["Mali", " Atlantis "], index=[2, 5], dtype="str")
    assert read_countries(cells).to_dict() == {2: "MLI", 5: "Atlantis"}

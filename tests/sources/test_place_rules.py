"""Points in the countries and regions that rows name."""

import pytest
from makers import make_areas, make_events

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.report import Severity
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.place_rules import check_regions, country_rule, distance_km

ENGLISH = Translator(Language.ENGLISH)
# one degree of longitude at 18.74 N is 105.4 km
COUNTRIES = make_areas(("NER", 5.0, 12.0, 15.0, 23.0), ("MLI", -5.0, 12.0, 5.0, 23.0))


def check_country(**row):
    events = make_events(row).set_index("row")
    return country_rule(COUNTRIES)("events.csv", events)


@pytest.mark.parametrize("longitude", ["7.39", "5.0", "4.91"])
def test_a_point_in_its_country_or_within_10_km_of_it_is_good(longitude):
    assert check_country(longitude=longitude) == []


def test_a_point_farther_off_than_10_km_is_wrong():
    (problem,) = check_country(longitude="4.5")
    assert ENGLISH.problem(problem) == (
        "events.csv, row 2: the point must be in NER or within 10\u00a0km of it, "
        "got a point 53\u00a0km away."
    )
    assert problem.severity is Severity.ERROR


def test_a_point_good_to_the_region_only_is_odd_when_off_its_country():
    (problem,) = check_country(longitude="4.5", geo_precision=3)
    assert problem.severity is Severity.WARNING


def test_a_label_point_may_lie_anywhere():
    assert check_country(longitude="-4.5", geo_precision=4) == []


def test_a_country_that_is_not_on_the_map_is_wrong():
    (problem,) = check_country(country="FRA")
    assert ENGLISH.problem(problem) == (
        "events.csv, row 2: the country must be one of the base map, got 'FRA'."
    )


def test_distances_are_true_on_the_ellipsoid():
    niger = COUNTRIES.geometry.iloc[0]
    # the arc of 1 degree of the meridian at 11.5 N on WGS84 is 110.62 km
    assert distance_km(niger, 10.0, 11.0) == pytest.approx(110.62, abs=0.15)


ADMIN1 = make_areas(("Agadez", 5.0, 16.0, 15.0, 23.0), ("Tahoua", 4.0, 13.0, 6.0, 16.0)).assign(
    country="NER", name_fr=["Agadès", "Tahoua"]
)


def find_odd_regions(**row):
    events = make_events(row).set_index("row")
    problems = check_regions("events.csv", events, ADMIN1)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [ENGLISH.problem(problem) for problem in problems]


@pytest.mark.parametrize("name", ["Agadez", "Agadès", "Tahoua|Agadez", "", "Unspecified"])
def test_a_region_may_be_named_in_either_language_or_several_or_none(name):
    assert find_odd_regions(admin1=name) == []


def test_a_region_that_the_base_map_does_not_have_is_odd():
    assert find_odd_regions(admin1="Agadez|Arlit") == [
        "events.csv, row 2: admin1 should be a region of the base map in NER, got 'Arlit'."
    ]


def test_a_name_known_in_another_country_is_not_known_here():
    assert find_odd_regions(country="MLI") == [
        "events.csv, row 2: admin1 should be a region of the base map in MLI, got 'Agadez'."
    ]


def test_a_point_outside_the_region_it_names_is_odd():
    assert find_odd_regions(latitude="15.5") == [
        "events.csv, row 2: the point should be in Agadez, got a point 55\u00a0km away."
    ]
    assert find_odd_regions(latitude="15.5", geo_precision=4) == []

"""Where an imprecise place may be."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_areas, make_dataset
from pyproj import Geod

from sahel_geo.analysis.areas import AreaFinder, disc
from sahel_geo.model.extent import WGS84
from sahel_geo.model.vocabulary import LayerFile

ADRAR_OF_MAURITANIA = shapely.box(-13, 19, -9, 22)
ADRAR_OF_ALGERIA = shapely.box(-3, 21, 2, 29)
KIDAL = shapely.box(0, 18, 4, 21)
GAO = shapely.box(-2, 15, 2, 18)


@pytest.fixture(scope="module")
def finder():
    regions = gpd.GeoDataFrame(
        {
            "admin1_id": ["MRT-07", "DZA-01", "MLI-8", "MLI-7"],
            "country": ["MRT", "DZA", "MLI", "MLI"],
            "name": ["Adrar", "Adrar", "Kidal", "Gao"],
            "name_fr": ["Adrar", "Adrar", "Kidal (fr)", "Gao"],
        },
        geometry=[ADRAR_OF_MAURITANIA, ADRAR_OF_ALGERIA, KIDAL, GAO],
        crs=WGS84,
    )
    countries = make_areas(("MLI", -12, 10, 4, 25))
    layers = {LayerFile.ADMIN1: regions, LayerFile.COUNTRIES: countries}
    return AreaFinder.of(make_dataset(layers=layers))


def test_a_region_is_found_by_its_name_and_its_country(finder):
    assert finder.named("MRT", "Adrar").equals(ADRAR_OF_MAURITANIA)
    assert finder.named("DZA", "Adrar").equals(ADRAR_OF_ALGERIA)
    assert finder.named("MLI", "Adrar") is None


def test_a_region_is_found_by_its_french_name_too(finder):
    assert finder.named("MLI", "Kidal (fr)").equals(KIDAL)
    assert finder.named("MLI", "Kidal").equals(KIDAL)


def test_several_regions_make_one_area(finder):
    assert finder.named("MLI", "Gao|Kidal").equals(shapely.union(GAO, KIDAL))
    assert finder.named("MLI", "Gao|Atlantis").equals(GAO)


def test_a_region_that_is_not_named_is_the_one_under_the_point(finder):
    assert finder.region_of("MLI", "", 1.0, 16.0).equals(GAO)
    assert finder.region_of("MLI", "Atlantis", 1.0, 16.0).equals(GAO)
    assert finder.region_of("MLI", "Kidal", 1.0, 16.0).equals(KIDAL)
    assert finder.region_of("MLI", "", 20.0, 5.0) is None


@pytest.mark.parametrize(
    ("country", "names", "point", "key"),
    [
        ("MLI", "Gao", (1.0, 16.0), "MLI:Gao"),
        ("MLI", "Gao", (1.0, 19.0), "MLI:Gao"),  # the name counts, wherever the point lies
        ("MLI", "Unspecified", (1.0, 16.0), "MLI:Unspecified:MLI-7"),
        ("MLI", "Unspecified", (1.0, 19.0), "MLI:Unspecified:MLI-8"),
        ("MLI", "Atlantis", (1.0, 16.0), "MLI:Atlantis:MLI-7"),
        ("MLI", "", (20.0, 5.0), "MLI:"),
    ],
)
def test_places_that_lie_in_one_region_share_its_key(finder, country, names, point, key):
    assert finder.region_key(country, names, *point) == key


def test_an_undisclosed_place_lies_in_the_regions_named_else_in_the_country(finder):
    assert finder.undisclosed("MLI", "Gao").equals(GAO)
    assert finder.undisclosed("MLI", "Unspecified").equals(shapely.box(-12, 10, 4, 25))
    assert finder.undisclosed("TCD", "") is None


def test_without_layers_no_area_is_found():
    finder = AreaFinder.of(make_dataset())
    assert finder.named("MLI", "Gao") is None
    assert finder.region_of("MLI", "Gao", 1.0, 16.0) is None
    assert finder.region_key("MLI", "Gao", 1.0, 16.0) == "MLI:Gao"
    assert finder.undisclosed("MLI", "Gao") is None


@settings(max_examples=25)
@given(st.floats(-18, 25), st.floats(4, 38), st.floats(1, 100))
def test_a_disc_is_as_large_as_a_circle_of_its_radius(longitude, latitude, radius_km):
    circle = disc(longitude, latitude, radius_km)
    center = {"proj": "laea", "lat_0": latitude, "lon_0": longitude, "ellps": "WGS84"}
    flat = gpd.GeoSeries([circle], crs=WGS84).to_crs(center)
    expected = 3.141592653589793 * radius_km**2
    assert flat.area.iloc[0] / 1e6 == pytest.approx(expected, rel=0.01)
    assert flat.centroid.iloc[0].distance(shapely.Point(0, 0)) < 0.001 * radius_km * 1000


def test_the_edge_of_a_disc_is_25_km_away_whatever_the_latitude():
    for latitude in (5.0, 20.0, 37.0):
        for longitude_of_edge, latitude_of_edge in disc(2.0, latitude).exterior.coords:
            metres = Geod(ellps="WGS84").inv(2.0, latitude, longitude_of_edge, latitude_of_edge)[2]
            assert metres == pytest.approx(25_000, abs=1)


def test_the_two_adrars_of_the_shipped_map_are_two_places(shipped):
    finder = AreaFinder.of(shipped)
    in_mauritania, in_algeria = finder.named("MRT", "Adrar"), finder.named("DZA", "Adrar")
    assert in_mauritania.contains(shapely.Point(-13.05, 20.52))  # Atar
    assert in_algeria.contains(shapely.Point(-0.29, 27.87))  # the town of Adrar
    assert not in_mauritania.intersects(in_algeria)


def test_every_region_that_the_shipped_events_name_is_on_the_shipped_map(shipped):
    finder = AreaFinder.of(shipped)
    named = {
        (country, name)
        for country, cell in zip(shipped.events["country"], shipped.events["admin1"], strict=True)
        for name in cell.split("|")
    }
    assert {
        pair for pair in named if finder.named(*pair) is None and pair[1] != "Unspecified"
    } == set()

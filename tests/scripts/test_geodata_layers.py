"""What the committed layers and tables promise to those who draw them."""

import csv
import json
from pathlib import Path

import pytest
import shapely
from datatables.events import EVENT_COLUMNS
from geodata.countries import COUNTRIES, FOCUS
from geodata.window import EAST, NORTH, SOUTH, WEST
from PIL import Image
from shapely.geometry import shape

DATA = Path(__file__).parents[2] / "data"
GEO = DATA / "geo"
COLUMNS = {
    "countries": "country iso2 name name_fr role status label_lon label_lat",
    "admin1": "admin1_id country iso_3166_2 name name_fr kind wikidata approximate"
    " label_lon label_lat",
    "borders": "kind country_a country_b note note_fr",
    "rivers": "name name_fr rank",
    "lakes": "name name_fr kind rank",
    "massifs": "name name_fr kind contour_m",
    "physical_labels": "name name_fr kind angle rank",
    "towns": "name name_fr country population rank capital geonames_id",
    "places": "place_id name name_fr kind country latitude longitude label_rank note note_fr"
    " source source_url",
    "mining_sites": "site_id name country admin1 latitude longitude geo_precision commodity"
    " operator owner_nationality status status_as_of start_year end_year summary name_fr"
    " summary_fr source source_url coord_basis",
    "routes": "route_id name name_fr kind certainty note note_fr source source_url",
    "tuareg_regions": "region_id feature_class name name_fr confederation countries basis"
    " basis_fr certainty source source_url",
}


def read_layer(name):
    features = json.loads((GEO / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return [(feature["properties"], shape(feature["geometry"])) for feature in features]


def read_table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def admin1():
    return read_layer("admin1")


@pytest.fixture(scope="module")
def countries():
    return {properties["country"]: geometry for properties, geometry in read_layer("countries")}


@pytest.fixture(scope="module")
def borders():
    return read_layer("borders")


@pytest.mark.parametrize("layer", COLUMNS)
def test_every_geometry_is_valid_has_coordinates_and_lies_in_the_window(layer):
    window = shapely.box(WEST, SOUTH, EAST, NORTH)
    for properties, geometry in read_layer(layer):
        assert geometry.is_valid, properties
        assert not geometry.is_empty, properties
        assert geometry.geom_type != "GeometryCollection", properties
        assert window.covers(geometry), properties


@pytest.mark.parametrize("layer", COLUMNS)
def test_every_feature_has_the_properties_of_its_layer_in_order(layer):
    for properties, _ in read_layer(layer):
        assert list(properties) == COLUMNS[layer].split()


@pytest.mark.parametrize("layer", COLUMNS)
def test_an_empty_property_is_null_and_never_an_empty_text(layer):
    assert not [properties for properties, _ in read_layer(layer) if "" in properties.values()]


@pytest.mark.parametrize("layer", COLUMNS)
def test_a_name_in_one_language_has_one_in_the_other(layer):
    for properties, _ in read_layer(layer):
        assert (properties.get("name") is None) == (properties.get("name_fr") is None)


def test_countries_share_their_edges_exactly(countries):
    assert shapely.coverage_is_valid(list(countries.values()))


def test_admin1_units_of_all_countries_share_their_edges_exactly(admin1):
    assert shapely.coverage_is_valid([geometry for _, geometry in admin1])


@pytest.mark.parametrize("code", [code for code in COUNTRIES if COUNTRIES[code].role == FOCUS])
def test_a_focus_country_is_the_union_of_its_admin1_units(code, admin1, countries):
    units = [geometry for properties, geometry in admin1 if properties["country"] == code]
    assert shapely.coverage_union_all(units).equals(countries[code])


def test_admin1_ids_are_unique_and_names_are_unique_within_a_country(admin1):
    ids = [properties["admin1_id"] for properties, _ in admin1]
    names = [(properties["country"], properties["name"]) for properties, _ in admin1]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)


def test_every_label_point_lies_in_its_own_polygon(admin1):
    for properties, geometry in [*admin1, *read_layer("countries")]:
        point = shapely.Point(properties["label_lon"], properties["label_lat"])
        assert geometry.contains(point), properties["name"]


def test_western_sahara_is_a_territory_of_its_own_up_to_its_parallel(countries):
    assert countries["ESH"].bounds[3] == pytest.approx(27.667)
    assert countries["MAR"].bounds[1] == pytest.approx(27.667)


def test_disputed_lines_and_the_berm_stand_apart_with_a_note_in_both_languages(borders):
    marked = {
        (properties["kind"], properties["country_a"], properties["country_b"])
        for properties, _ in borders
        if properties["note"] and properties["note_fr"]
    }
    assert marked == {
        ("berm", "ESH", "ESH"),
        ("disputed", "DZA", "ESH"),
        ("disputed", "ESH", "MAR"),
        ("disputed", "SDN", "SSD"),
    }


def test_international_borders_run_on_the_edges_of_both_countries(borders, countries):
    for properties, line in borders:
        if properties["kind"] in {"international", "disputed"}:
            for code in (properties["country_a"], properties["country_b"]):
                outline = countries[code].boundary
                assert outline.covers(shapely.Point(line.geoms[0].coords[0]))
                assert line.difference(outline).length == 0


def test_mali_says_which_of_its_regions_are_cut_approximately(admin1):
    approximate = {
        properties["name"]
        for properties, _ in admin1
        if properties["country"] == "MLI" and properties["approximate"]
    }
    assert approximate == {"Gao", "Ménaka", "Taoudénit", "Timbuktu"}


def test_no_town_stands_beside_a_place_of_the_same_name():
    places = {
        (properties["country"], name)
        for properties, _ in read_layer("places")
        for name in (properties["name"], properties["name_fr"])
    }
    towns = {(properties["country"], properties["name"]) for properties, _ in read_layer("towns")}
    assert not places & towns


def test_town_ranks_run_from_one_to_four_and_codes_are_known():
    for properties, _ in read_layer("towns"):
        assert properties["rank"] in {1, 2, 3, 4}
        assert properties["country"] in COUNTRIES


@pytest.mark.parametrize("name", ["relief_4326.jpg", "relief_3857.jpg"])
def test_the_relief_is_light_and_white_over_the_sea(name):
    with Image.open(GEO / name) as picture:
        grey = picture.convert("L")
        sea = grey.crop((0, int(grey.height * 0.85), 20, grey.height))
        assert sea.getextrema()[0] >= 253
        assert grey.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)) > 235


def test_each_relief_covers_the_window_in_its_own_projection():
    with (
        Image.open(GEO / "relief_4326.jpg") as plain,
        Image.open(GEO / "relief_3857.jpg") as warped,
    ):
        assert plain.width / plain.height == pytest.approx(
            (EAST - WEST) / (NORTH - SOUTH), abs=0.002
        )
        assert plain.width == warped.width
        assert warped.height > plain.height


def test_the_data_folder_is_below_eight_megabytes():
    assert sum(file.stat().st_size for file in DATA.rglob("*") if file.is_file()) < 8_000_000


def test_events_are_sorted_by_date_with_unique_ids_and_the_agreed_columns():
    events = read_table("events.csv")
    dates = [event["event_date"] for event in events]
    ids = [event["event_id"] for event in events]
    assert tuple(events[0]) == EVENT_COLUMNS
    assert dates == sorted(dates)
    assert len(set(ids)) == len(ids)


def test_every_case_has_an_abduction_among_its_steps():
    cases = {case["case_id"] for case in read_table("hostage_cases.csv")}
    abducted = {
        event["case_id"]
        for event in read_table("events.csv")
        if event["hostage_stage"] == "abducted"
    }
    assert cases == abducted


def test_every_actor_has_a_row_in_the_actors_table():
    known = {row["actor"] for row in read_table("actors.csv")}
    named = {
        actor
        for event in read_table("events.csv")
        for cell in (event["actor1"], event["actor2"])
        for actor in cell.split(" / ")
        if actor
    }
    assert named <= known


@pytest.mark.parametrize(
    ("layer", "column", "kind"),
    [
        ("countries", "country", "country"),
        ("countries", "status", "country_status"),
        ("admin1", "kind", "admin1_kind"),
        ("borders", "kind", "border_kind"),
        ("lakes", "kind", "natural_kind"),
        ("massifs", "kind", "natural_kind"),
        ("physical_labels", "kind", "natural_kind"),
        ("towns", "country", "country"),
        ("places", "kind", "place_kind"),
        ("mining_sites", "commodity", "commodity"),
        ("mining_sites", "status", "site_status"),
        ("routes", "kind", "route_kind"),
        ("routes", "certainty", "certainty"),
        ("tuareg_regions", "feature_class", "feature_class"),
    ],
)
def test_every_code_of_a_layer_has_words_in_both_languages(layer, column, kind):
    words = {
        row["code"]
        for row in read_table("vocabulary.csv")
        if row["kind"] == kind and row["en"] and row["fr"]
    }
    codes = {properties[column] for properties, _ in read_layer(layer)} - {None}
    assert codes <= words


def test_a_country_has_the_same_names_on_the_map_and_in_the_vocabulary():
    words = {
        row["code"]: (row["en"], row["fr"])
        for row in read_table("vocabulary.csv")
        if row["kind"] == "country"
    }
    for properties, _ in read_layer("countries"):
        assert words[properties["country"]] == (properties["name"], properties["name_fr"])

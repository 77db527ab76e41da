"""A hostage case as GeoJSON, KML, GeoPackage and table: each is opened again."""

import csv
import io
import json
from itertools import pairwise
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from makers import make_cases, make_dataset, make_events, make_step

from sahel_geo.analysis.care import blur_open_cases
from sahel_geo.analysis.movements import build_trajectories
from sahel_geo.export.casefacts import write_day
from sahel_geo.export.casefile import MEDIA_TYPES, CaseFormat, export_case
from sahel_geo.export.caselayers import build_case_layers
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.vocabulary import Language

KML = {"kml": "http://www.opengis.net/kml/2.2"}
ENGLISH = Translator(Language.ENGLISH)
ARLIT = "arlit-2010"


@pytest.fixture(scope="module")
def arlit(shipped, english):
    """The file of the Arlit case, of each kind."""
    return {kind: export_case(shipped, ARLIT, kind, english) for kind in CaseFormat}


@pytest.fixture(scope="module")
def arlit_package(arlit, tmp_path_factory):
    file = tmp_path_factory.mktemp("case") / "arlit.gpkg"
    file.write_bytes(arlit[CaseFormat.GPKG].content)
    return file


@pytest.fixture(scope="module")
def arlit_path(shipped):
    (trajectory,) = build_trajectories(shipped.steps.loc[shipped.steps["case_id"] == ARLIT])
    return trajectory


def rows_of(shipped, case_id=ARLIT):
    return shipped.steps.loc[shipped.steps["case_id"] == case_id].to_dict("records")


def read_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def features_of(content, layer):
    features = json.loads(content, parse_constant=pytest.fail)["features"]
    return [feature for feature in features if feature["properties"]["layer"] == layer]


def find_folders(content):
    """Give the placemarks of a KML by the name of their folder."""
    root = ET.fromstring(content)
    return {
        folder.findtext("kml:name", namespaces=KML): folder.findall("kml:Placemark", KML)
        for folder in root.findall("kml:Document/kml:Folder", KML)
    }


def make_case_dataset(*rows, **case):
    cases = make_cases(case)
    return make_dataset(events=make_events(*rows, cases=cases), cases=cases)


# -- every kind --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_a_file_is_named_after_its_case_and_of_its_kind(arlit, kind):
    assert arlit[kind].file_name == f"arlit-2010.{kind}"
    assert arlit[kind].media_type == MEDIA_TYPES[kind]


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_the_same_case_gives_the_same_bytes(shipped, english, arlit, kind):
    assert export_case(shipped, ARLIT, kind, english).content == arlit[kind].content


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_a_case_that_nothing_names_is_an_error(shipped, english, kind):
    with pytest.raises(SahelGeoError) as caught:
        export_case(shipped, "nobody", kind, english)
    assert str(caught.value) == "unknown_case: {'got': 'nobody'}"


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_every_shipped_case_can_be_taken_along(shipped, english, kind):
    for case_id in list(shipped.cases.index)[::7]:
        assert export_case(shipped, case_id, kind, english).content


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_a_case_without_steps_is_a_file_without_rows(kind):
    dataset = make_dataset(cases=make_cases({}))
    content = export_case(dataset, "arlit", kind, ENGLISH).content
    if kind is CaseFormat.GEOJSON:
        assert json.loads(content)["features"] == []
    if kind is CaseFormat.CSV:
        assert read_csv(content) == []


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_steps_of_a_case_that_no_row_describes_are_written_under_its_id(kind):
    dataset = make_dataset(events=make_events(make_step(), make_step(latitude=17, longitude=5)))
    assert export_case(dataset, "arlit", kind, ENGLISH).content


@pytest.mark.parametrize("case_id", ["../../etc/passwd", 'a"b\r\nc', "..."])
def test_a_file_name_holds_nothing_of_a_case_id_that_could_mean_more(case_id):
    dataset = make_case_dataset(make_step(case_id=case_id), case_id=case_id)
    name = export_case(dataset, case_id, CaseFormat.CSV, ENGLISH).file_name
    assert not set(name) & set('/\\"\r\n')
    assert not name.startswith(".")


# -- layers ------------------------------------------------------------------------------------


def test_a_gis_reads_the_three_layers_of_a_package(arlit_package):
    layers = dict(pyogrio.list_layers(arlit_package))
    assert layers == {"steps": "Point", "legs": "LineString", "footprints": "MultiPolygon"}
    for layer in layers:
        rows = gpd.read_file(arlit_package, layer=layer)
        assert rows.crs.to_epsg() == 4326
        assert len(rows) > 0
        assert set(rows["case_id"]) == {ARLIT}


def test_a_package_tells_its_version_licence_and_sources(shipped, arlit_package):
    told = pyogrio.read_info(arlit_package, layer="steps")["dataset_metadata"]
    assert told["version"] == shipped.version
    assert "MIT licence" in told["licence"]
    assert "Natural Earth (public domain)" in told["sources"]
    assert told["outcome"] == "Released"


def test_reports_have_their_point_unless_their_place_was_never_disclosed(shipped, arlit):
    told = rows_of(shipped)
    features = features_of(arlit[CaseFormat.GEOJSON].content, "steps")
    assert [feature["properties"]["event_id"] for feature in features] == [
        row["event_id"] for row in told
    ]
    for feature, row in zip(features, told, strict=True):
        if row["geo_precision"] == 4:
            assert feature["geometry"] is None
        else:
            point = [row["longitude"], row["latitude"]]
            assert feature["geometry"] == {"type": "Point", "coordinates": point}
        assert not {"longitude", "latitude"} & set(feature["properties"])
        assert feature["properties"]["last_day"] == write_day(row["last_day"])


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_no_file_holds_the_label_point_of_an_undisclosed_place(kind):
    hidden = {"latitude": "19.8765", "longitude": "-1.2345", "geo_precision": 4}
    dataset = make_case_dataset(make_step(**hidden), make_step(), make_step(**hidden))
    content = export_case(dataset, "arlit", kind, ENGLISH).content
    assert b"19.8765" not in content
    assert b"1.2345" not in content
    if kind is not CaseFormat.GPKG:  # numbers of a package are binary
        assert b"18.74" in content


def test_no_row_of_a_package_is_at_the_label_point_of_an_undisclosed_place(shipped, arlit_package):
    labels = {
        (row["longitude"], row["latitude"]) for row in rows_of(shipped) if row["geo_precision"] == 4
    }
    assert labels
    for layer in ("steps", "legs"):
        shapes = gpd.read_file(arlit_package, layer=layer).geometry.dropna()
        assert not labels & set(map(tuple, shapes.get_coordinates().to_numpy()))


def test_legs_are_those_of_the_trajectory(arlit_path, arlit_package):
    rows = gpd.read_file(arlit_package, layer="legs").to_dict("records")
    assert len(rows) == len(arlit_path.legs) > 3
    for row, leg in zip(rows, arlit_path.legs, strict=True):
        assert (row["from_report"], row["to_report"]) == (leg.start.number, leg.end.number)
        assert row["length_km"] == pytest.approx(leg.length_km, abs=0.05)
        assert (row["gap_days_least"], row["gap_days_most"]) == leg.gap_days
        assert row["certain"] == leg.is_certain
        assert list(row["geometry"].coords) == [leg.start.point, leg.end.point]


def test_a_leg_tells_the_borders_it_crosses_and_what_it_leads_through(arlit):
    leg = features_of(arlit[CaseFormat.GEOJSON].content, "legs")[1]["properties"]
    assert leg["borders"] == "Niger → Mali"
    assert leg["through_reports"] == "3–5"
    assert leg["certain_words"] == "Less certain, or through an undisclosed place"


@pytest.mark.parametrize("layer", ["steps", "legs", "footprints"])
def test_every_row_names_its_sources(arlit, layer):
    for feature in features_of(arlit[CaseFormat.GEOJSON].content, layer):
        names, links = (feature["properties"][name] for name in ("source", "source_url"))
        assert names
        assert links.startswith("http")
        assert len(names.split("|")) == len(links.split("|"))


def test_footprints_are_areas_with_their_reason_and_reports(shipped, arlit, english):
    features = features_of(arlit[CaseFormat.GEOJSON].content, "footprints")
    imprecise = [row for row in rows_of(shipped) if row["geo_precision"] > 1]
    told = {feature["properties"]["reports"]: feature for feature in features}
    assert len(told) == len(features) < len(imprecise)  # those of one area share a row
    for feature in features:
        precision = feature["properties"]["geo_precision"]
        assert feature["properties"]["reason"] == english.text(f"explain.geo_precision_{precision}")
        assert feature["geometry"]["type"] == "MultiPolygon"
    areas = {feature["properties"]["area"] for feature in features}
    assert "somewhere in northern Mali" in areas


def test_outer_rings_turn_against_the_clock_as_geojson_asks(arlit):
    for feature in features_of(arlit[CaseFormat.GEOJSON].content, "footprints"):
        for outer, *_ in feature["geometry"]["coordinates"]:
            doubled = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(outer))
            assert doubled < 0


# -- KML ---------------------------------------------------------------------------------------


def test_a_kml_lists_undisclosed_places_in_a_folder_of_their_own_without_geometry(shipped, arlit):
    folders = find_folders(arlit[CaseFormat.KML].content)
    assert list(folders) == [
        "Reports",
        "Between reports (straight lines, not routes)",
        "Where imprecise reports may have been",
        "Reports whose place is not disclosed",
    ]
    reports, *_, hidden = folders.values()
    precisions = [row["geo_precision"] for row in rows_of(shipped)]
    assert len(hidden) == precisions.count(4) > 0
    assert len(reports) == len(precisions) - len(hidden)
    shapes = ("Point", "LineString", "Polygon", "MultiGeometry")
    for placemark in hidden:
        assert not [shape for shape in shapes if placemark.find(f".//kml:{shape}", KML) is not None]
    assert all(placemark.find("kml:Point", KML) is not None for placemark in reports)


def test_a_gis_reads_the_kml(arlit, tmp_path, arlit_path):
    file = tmp_path / "arlit.kml"
    file.write_bytes(arlit[CaseFormat.KML].content)
    legs = gpd.read_file(file, layer="Between reports (straight lines, not routes)")
    assert len(legs) == len(arlit_path.legs)
    assert set(legs.geom_type) == {"LineString"}


def test_markup_and_signs_that_xml_cannot_hold_are_only_text():
    rows = make_step(title='<b>&amp; "x"</b>', location="]]>"), make_step(latitude=17, longitude=5)
    dataset = make_case_dataset(*rows, name="A & <B>")
    dataset.steps.loc[dataset.steps.index[1], "title"] = "bell \x07 and \ufffe end"
    root = ET.fromstring(export_case(dataset, "arlit", CaseFormat.KML, ENGLISH).content)
    names = [element.text for element in root.iter(f"{{{KML['kml']}}}name")]
    assert "A & <B>" in names
    assert '1. <b>&amp; "x"</b>' in names
    assert "2. bell  and  end" in names


def test_a_placemark_has_its_days(shipped, arlit):
    first = find_folders(arlit[CaseFormat.KML].content)["Reports"][0]
    assert first.findtext("kml:TimeSpan/kml:begin", namespaces=KML) == "2010-09-16"
    assert first.findtext("kml:TimeSpan/kml:end", namespaces=KML) == "2010-09-16"


# -- the table ---------------------------------------------------------------------------------


def test_a_table_has_a_row_for_each_report_and_no_place_for_an_undisclosed_one(shipped, arlit):
    rows = read_csv(arlit[CaseFormat.CSV].content)
    told = rows_of(shipped)
    assert [row["event_id"] for row in rows] == [row["event_id"] for row in told]
    for row, step in zip(rows, told, strict=True):
        if step["geo_precision"] == 4:
            assert (row["longitude"], row["latitude"]) == ("", "")
        else:
            assert float(row["longitude"]) == step["longitude"]
            assert float(row["latitude"]) == step["latitude"]
        assert row["hostages"] == ("" if pd.isna(step["hostages"]) else str(step["hostages"]))
        assert row["data_version"] == shipped.version
        assert "MIT licence" in row["credit"]


def test_cells_that_a_spreadsheet_would_run_are_quoted():
    dataset = make_case_dataset(
        make_step(title="=1+1", location="@here", case_id="-x"), case_id="-x"
    )
    (row,) = read_csv(export_case(dataset, "-x", CaseFormat.CSV, ENGLISH).content)
    assert (row["title"], row["location"], row["case_id"]) == ("'=1+1", "'@here", "'-x")


# -- words and care ----------------------------------------------------------------------------


def test_words_are_the_readers_and_codes_stay(shipped, french):
    content = export_case(shipped, ARLIT, CaseFormat.GEOJSON, french).content
    first = features_of(content, "steps")[0]["properties"]
    assert (first["stage"], first["stage_words"]) == ("abducted", "Enlèvement")
    assert first["date"] == "16 septembre 2010"
    assert json.loads(content)["language"] == "fr"
    assert json.loads(content)["case"]["outcome"] == "Libération"


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_an_open_case_shown_to_its_country_tells_no_place(shipped, english, kind):
    open_case = "agadez-abbt-2025"
    content = export_case(blur_open_cases(shipped), open_case, kind, english).content
    for detail in ("Dagamanet", "In Gall", "16.9733", "7.9911", "Ansongo"):
        assert detail.encode() not in content
    assert (b"7.9911" in export_case(shipped, open_case, CaseFormat.CSV, english).content) is True


def test_an_open_case_has_reports_without_points_and_its_countries_as_footprints(shipped, english):
    layers = build_case_layers(blur_open_cases(shipped), "agadez-abbt-2025", english)
    assert layers.steps.geometry.isna().all()
    assert layers.legs.empty
    assert list(layers.footprints["area"]) == ["somewhere in Niger", "somewhere in Mali"]
    assert set(layers.footprints["reason"]) == {english.text("care.withheld")}

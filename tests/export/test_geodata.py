"""The events shown as files for a spreadsheet or a GIS."""

import csv
import io
import json

import geopandas as gpd
import pandas as pd
import pytest
from makers import make_dataset, make_events

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.export.geodata import defuse, export_csv, export_geojson
from sahel_geo.model.schema import EVENT_COLUMNS
from sahel_geo.model.selection import MapSelection


def read_csv(file):
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))


def make_shown(*rows):
    return filter_dataset(make_dataset(events=make_events(*rows)), MapSelection()).events


@pytest.fixture(scope="module")
def shown(shipped):
    return filter_dataset(shipped, MapSelection(countries=("NER", "MLI"))).events


def test_a_table_read_again_holds_the_rows_shown(shown):
    file = export_csv(shown, name="sahel")
    rows = read_csv(file)
    assert (file.media_type, file.file_name) == ("text/csv", "sahel.csv")
    assert len(rows) == len(shown) > 100
    assert list(rows[0]) == [*EVENT_COLUMNS, "time_certainty"]
    for row, event in zip(rows, shown.to_dict("records"), strict=True):
        for column in EVENT_COLUMNS:
            value = event[column]
            if isinstance(value, pd.Timestamp):
                assert row[column] == f"{value:%Y-%m-%d}"
            elif pd.isna(value):
                assert row[column] == ""
            elif isinstance(value, str):
                assert row[column].removeprefix("'") == value.removeprefix("'")
            else:
                assert float(row[column]) == value


def test_a_table_is_read_by_spreadsheets_in_its_letters(shown):
    content = export_csv(shown, name="sahel").content
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Ménaka".encode() in content
    assert content.count(b"\r\n") >= len(shown) + 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(start):
    assert defuse(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", ["", "Arlit", "1+1", "a=b", -3.5, None, 0])
def test_other_cells_stay_as_they_are(value):
    assert defuse(value) == value


def test_texts_that_look_like_formulas_are_quoted_and_numbers_stay_numbers():
    events = make_shown({"title": "=HYPERLINK(1)", "actor1": "@sum", "longitude": -5.5})
    (row,) = read_csv(export_csv(events, name="sahel"))
    assert row["title"] == "'=HYPERLINK(1)"
    assert row["actor1"] == "'@sum"
    assert row["longitude"] == "-5.5"


def test_columns_we_do_not_know_are_carried_through_with_their_names_defused():
    events = make_shown({"summary": 'Line one\nline two, with "quotes"'}).assign(note="ours")
    events = events.rename(columns={"note": "=cmd()"})
    (row,) = read_csv(export_csv(events, name="sahel"))
    assert row["'=cmd()"] == "ours"
    assert row["summary"] == 'Line one\nline two, with "quotes"'
    (feature,) = json.loads(export_geojson(events, name="sahel").content)["features"]
    assert feature["properties"]["=cmd()"] == "ours"


def test_an_unknown_toll_is_an_empty_cell_and_none_is_a_nought():
    rows = read_csv(export_csv(make_shown({}, {"fatalities": 0}, {"fatalities": 12}), name="x"))
    assert [row["fatalities"] for row in rows] == ["", "0", "12"]


def test_features_have_their_place_unless_it_was_never_disclosed(shown):
    file = export_geojson(shown, name="sahel")
    assert (file.media_type, file.file_name) == ("application/geo+json", "sahel.geojson")
    features = json.loads(file.content)["features"]
    for feature, event in zip(features, shown.to_dict("records"), strict=True):
        assert feature["id"] == event["event_id"]
        if event["geo_precision"] == 4:
            assert feature["geometry"] is None
        else:
            point = [event["longitude"], event["latitude"]]
            assert feature["geometry"] == {"type": "Point", "coordinates": point}
        assert not {"longitude", "latitude", "row", "first_day"} & set(feature["properties"])
        assert feature["properties"]["event_date"] == f"{event['event_date']:%Y-%m-%d}"


def test_geojson_is_strict_json_without_nan():
    content = export_geojson(make_shown({}), name="sahel").content
    parsed = json.loads(content, parse_constant=pytest.fail)
    (feature,) = parsed["features"]
    assert feature["properties"]["fatalities"] is None
    assert feature["properties"]["end_date"] is None
    assert feature["properties"]["geo_precision"] == 1


def test_a_gis_reads_the_features(shown, tmp_path):
    file = tmp_path / "sahel.geojson"
    file.write_bytes(export_geojson(shown, name="sahel").content)
    frame = gpd.read_file(file)
    assert len(frame) == len(shown)
    assert frame.crs.to_epsg() == 4326
    assert int(frame.geometry.isna().sum()) == int((shown["geo_precision"] == 4).sum())
    assert list(frame["event_id"]) == list(shown["event_id"])


def test_nothing_shown_is_still_a_file(shown):
    nothing = shown.iloc[:0]
    assert read_csv(export_csv(nothing, name="x")) == []
    assert export_csv(nothing, name="x").content.decode("utf-8-sig").startswith("event_id,")
    assert json.loads(export_geojson(nothing, name="x").content)["features"] == []


def test_exporting_leaves_the_events_as_they_are(shown):
    before = pd.DataFrame(shown).copy()
    export_csv(shown, name="x")
    export_geojson(shown, name="x")
    pd.testing.assert_frame_equal(pd.DataFrame(shown), before)

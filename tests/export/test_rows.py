"""Rows leave with what must be known of them."""

import csv
import io
import json
import sqlite3
from dataclasses import replace
from datetime import date, datetime

import geopandas as gpd
import openpyxl
import pyogrio
import pytest
from makers import make_dataset, make_events

from sahel_geo.export.request import ExportRequest, export_map
from sahel_geo.export.stamp import STAMP_COLUMN, read_stamp
from sahel_geo.model.schema import EVENT_COLUMNS
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat, Language

MADE_ON = date(2026, 11, 22)


@pytest.fixture(scope="module")
def dataset():
    return make_dataset(
        events=make_events(
            {"title": "=1+1", "fatalities": "3"},
            {"title": "Enlèvement – خطف", "event_date": "2013-01-02"},
            {"title": "@x", "geo_precision": "4", "event_date": "2013-01-03"},
        )
    )


def export(dataset, kind, language=Language.ENGLISH):
    request = ExportRequest(MapSelection(language=language), kind, made_on=MADE_ON)
    return export_map(dataset, request).content


def open_book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_workbook_has_its_rows_and_what_must_be_known_of_them(dataset):
    book = open_book(export(dataset, ExportFormat.XLSX))
    rows, about = book.worksheets
    assert (rows.title, about.title) == ("Events", "About this file")
    header, *cells = rows.values
    assert list(header) == [*EVENT_COLUMNS, "time_certainty"]
    table = [dict(zip(header, row, strict=True)) for row in cells]
    assert [row["title"] for row in table] == ["'=1+1", "Enlèvement – خطف", "'@x"]
    assert [row["event_date"] for row in table][1] == datetime(2013, 1, 2)  # noqa: DTZ001
    assert (table[0]["fatalities"], table[1]["fatalities"]) == (3, None)
    assert rows.freeze_panes == "A2"
    assert all(9 <= column.width <= 48 for column in rows.column_dimensions.values())
    told = dict(about.values)
    assert told["Counts"].startswith("3 incidents")
    assert told["Rows"].startswith("3 rows")
    assert told["Places"].startswith("The place of 1 row")
    assert dataset.version in told["Data"]
    assert {"Dates and filters", "Sources", "Licence", "Disclaimer", "Made"} <= set(told)


def test_no_cell_of_a_workbook_is_a_formula(dataset):
    for sheet in open_book(export(dataset, ExportFormat.XLSX)).worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert kinds <= {"s", "inlineStr", "n", "d"}


def test_a_workbook_in_french_names_its_sheets_so(dataset):
    book = open_book(export(dataset, ExportFormat.XLSX, Language.FRENCH))
    assert book.sheetnames == ["Événements", "À propos de ce fichier"]


def test_a_sign_that_no_workbook_can_hold_is_left_out(dataset):
    events = dataset.events.copy()
    events["title"] = (
        events["title"].astype(object).where(events.index != events.index[0], "a\x0bb")
    )
    book = open_book(export(replace(dataset, events=events), ExportFormat.XLSX))
    assert "ab" in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]


def test_a_geopackage_has_points_and_a_table_of_metadata(dataset, tmp_path):
    file = tmp_path / "rows.gpkg"
    file.write_bytes(export(dataset, ExportFormat.GPKG))
    assert [name for name, _ in pyogrio.list_layers(file)] == ["events", "metadata"]
    events = gpd.read_file(file, layer="events")
    assert events.crs == "EPSG:4326"
    assert list(events.geometry.isna()) == [False, False, True]
    assert not {"longitude", "latitude"} & set(events.columns)
    assert events["event_date"].dt.year.tolist() == [2012, 2013, 2013]
    about = pyogrio.read_dataframe(file, layer="metadata")
    assert dict(zip(about["name"], about["value"], strict=True))["Licence"]
    with sqlite3.connect(file) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    base.close()


def test_geojson_tells_of_itself_before_its_features(dataset):
    collection = json.loads(export(dataset, ExportFormat.GEOJSON))
    assert list(collection) == ["type", "name", "metadata", "features"]
    assert collection["metadata"]["stamp"]["kind"] == "geojson"
    assert collection["metadata"]["Sources"]
    assert [feature["geometry"] is None for feature in collection["features"]] == [
        False, False, True,
    ]  # fmt: skip


def test_a_table_stays_a_table_with_its_stamp_in_the_first_row(dataset):
    text = export(dataset, ExportFormat.CSV).decode("utf-8-sig")
    first, *others = csv.DictReader(io.StringIO(text, newline=""))
    assert read_stamp(first[STAMP_COLUMN]).kind is ExportFormat.CSV
    assert [row[STAMP_COLUMN] for row in others] == ["", ""]

"""Texts of a dataset that was brought in stay texts, in every view of a real browser."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from browser_tools import serve_dashboard, serve_files
from playwright.sync_api import expect
from shapely import Point, box

from sahel_geo.analysis.combining import combine
from sahel_geo.export.request import ExportRequest, export_map
from sahel_geo.model.datasets import DatasetInfo, DatasetKind
from sahel_geo.model.maplayer import MapLayer
from sahel_geo.model.period import Period
from sahel_geo.model.report import ValidationReport
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat
from sahel_geo.sources import SHIPPED_DATA, Catalog, load_dataset
from sahel_geo.sources.importing import import_events
from sahel_geo.sources.intake.layers import OwnLayer
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.setinfo import describe_events, describe_layer
from sahel_geo.sources.workspace import read_workspace, write_set
from tests.browser.dashboard_page import FRAME, click_on, drawn, map_frame
from tests.hostile import HOSTILE
from tests.makers import make_event

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
TEXTS = ("title", "actor1", "actor2", "admin1", "location", "summary", "source", "region_note")
SOMEWHERE = {"country": "MLI", "latitude": "16.9", "longitude": "-1.2"}
NAME = HOSTILE[2]


def make_hostile_rows():
    """Make an event for each string, which stands in every column of text; all at one place."""
    for number, text in enumerate(HOSTILE):
        plain = text.replace("|", "/")
        row = make_event(**SOMEWHERE | {"event_date": f"2012-06-{number + 1:02}"})
        row |= dict.fromkeys(TEXTS, plain) | {"event_id": f"{plain} {number}", "source_url": ""}
        # one place, told by the first of them
        yield row | {"location": NAME}


def make_hostile_layer():
    rows = {"id": [f"own-{n}" for n in range(2)], "name": [NAME, HOSTILE[1]]}
    rows["kind"] = ["area", "point"]
    shapes = [box(0, 17, 2, 19), Point(3, 16)]
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, dtype="str"), geometry=shapes, crs="EPSG:4326")
    return OwnLayer(HOSTILE[3], "#8e44ad", HOSTILE[0], frame, ValidationReport(2, 0))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile") / "workspace"
    text = pd.DataFrame(list(make_hostile_rows())).to_csv(index=False)
    imported = import_events("hostile.csv", text.encode(), Limits(), dataset_id="own-hostile")
    assert len(imported.frame) == len(HOSTILE), imported.report.problems
    info = DatasetInfo(
        "own-hostile", NAME, DatasetKind.OWN, "#0072b2", None, 0, "", told_citation=HOSTILE[5]
    )
    write_set(folder, describe_events(imported, info), imported.frame)
    layer = make_hostile_layer()
    stored = describe_layer(layer, "own-layer", "layer.geojson", date(2026, 1, 1))
    write_set(folder, stored, layer.frame)
    return folder


@pytest.fixture(scope="module")
def hostile_address(workspace):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAHEL_GEO_WORKSPACE", str(workspace))
        with serve_dashboard(ROOT) as served:
            yield served


@pytest.fixture(scope="module")
def hostile_dataset(workspace):
    dataset, _ = load_dataset(Catalog.in_folder(SHIPPED_DATA))
    kept = read_workspace(workspace)
    layer = kept.layers[0].layer
    own = MapLayer("own-layer", layer.name, layer.color, layer.source, layer.frame)
    return replace(combine(dataset, kept.events), own_layers=(own,))


def watch(page):
    """Give what ran, and what asked the reader something."""
    ran = []
    page.expose_function("hostile", lambda: ran.append("ran"))
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    return ran


def assert_nothing_stands_in(page):
    """No string became an element: they all are text."""
    for frame in page.frames:
        found = frame.evaluate(
            """() => {
              const roots = [document];
              document.querySelectorAll("*").forEach(
                (element) => element.shadowRoot && roots.push(element.shadowRoot)
              );
              const all = roots.flatMap((root) => [...root.querySelectorAll(
                'img[src="x"], img[src*="outside"], a[href^="javascript" i], [onerror], [onload],'
                + '[ontoggle], link[href*="outside"], a[href*="outside"], iframe[srcdoc*="hostile"]'
              )]);
              const scripts = [...document.scripts].filter(
                (script) => !script.src && /^window\\.hostile/.test(script.textContent)
              );
              return [...all, ...scripts].map((element) => element.outerHTML.slice(0, 200));
            }"""
        )
        assert found == [], frame.url


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_runs_on_the_map_in_its_cards_its_table_and_its_charts(
    hostile_address, open_dashboard, language
):
    page = open_dashboard("about:blank")
    ran = watch(page)
    view = "16.9000,-1.2000,9"
    page.goto(f"{hostile_address}?lang={language}&view={view}&from=2012-06-01&to=2012-06-30")
    frame = map_frame(page)
    symbols = [one for one in drawn(frame)["symbols"] if one["count"] >= len(HOSTILE)]
    assert symbols, "the made events stand at one place"
    at = symbols[0]["at"]
    corner = page.query_selector(FRAME).bounding_box()
    page.mouse.move(corner["x"] + at[0], corner["y"] + at[1])
    page.wait_for_timeout(300)
    assert_nothing_stands_in(page)
    click_on(page, frame, symbols[0])
    expect(page.locator(".card h3")).to_contain_text("onerror")
    expect(page.locator(".card .twin, .card section")).not_to_have_count(0)
    assert_nothing_stands_in(page)
    page.locator("[data-testid='stDataFrame']").first.scroll_into_view_if_needed()
    for control in page.locator("[data-testid='stButtonGroup'] button").all()[-3:]:
        control.click()
        page.wait_for_timeout(700)
        assert_nothing_stands_in(page)
    assert ran == []


def test_nothing_runs_in_the_saved_page_and_the_picture(hostile_dataset, open_dashboard):
    june = Period(date(2012, 6, 1), date(2012, 6, 30))
    page = open_dashboard("about:blank")
    ran = watch(page)
    with serve_files() as server:
        for kind in (ExportFormat.HTML, ExportFormat.SVG):
            request = ExportRequest(MapSelection(period=june), kind, made_on=date(2026, 7, 1))
            file = export_map(hostile_dataset, request)
            assert b"window.hostile" in file.content, "the texts must be in it to be tested"
            page.goto(server.put(f"/{file.file_name}", file.content, file.media_type))
            page.wait_for_timeout(2000)
            assert_nothing_stands_in(page)
            if kind is ExportFormat.HTML:
                open_largest_symbol(page)
                assert_nothing_stands_in(page)
    assert ran == []


def open_largest_symbol(page):
    symbols = page.evaluate("sahelAtlas.debug(sahelAtlas.page.map).symbols")
    x, y = max(symbols, key=lambda symbol: symbol["count"])["at"]
    corner = page.locator("#page-map").bounding_box()
    page.mouse.click(corner["x"] + x, corner["y"] + y)
    expect(page.locator("#page-card h3")).to_contain_text("onerror")


def test_formulas_are_defused_in_downloads(hostile_dataset):
    selection = MapSelection(text="outside.example")
    file = export_map(hostile_dataset, ExportRequest(selection, ExportFormat.CSV)).content
    cells = re.split(r'[,\r\n]"?', file.decode("utf-8-sig"))
    assert not [cell for cell in cells if cell.startswith(("=HYPER", "@SUM", "+1+cmd"))]
    assert any(cell.startswith("'=HYPER") for cell in cells)

"""What a reader does with the page, in a real Chromium without any outside address."""

import io
import json
import re
from pathlib import Path

import pytest
from browser_tools import serve_dashboard
from PIL import Image

from tests.browser.dashboard_page import (
    FRAME,
    card,
    choose_country,
    click_on,
    drawn,
    figure,
    in_view,
    map_frame,
    view_of,
    wait_in,
)

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


def test_the_page_opens_with_a_map_and_asks_no_outside_address(open_dashboard, address):
    page = open_dashboard(address)
    frame = map_frame(page)
    state = drawn(frame)
    assert len(state["symbols"]) > 100
    assert len(state["labels"]) > 20
    assert figure(page, "Incidents").inner_text() == "314"
    assert page.locator("[data-testid=stException]").count() == 0


def test_moving_the_slider_with_the_keyboard_narrows_the_counts(open_dashboard, address):
    page = open_dashboard(address)
    map_frame(page)
    before = int(figure(page, "Incidents").inner_text())
    page.get_by_role("slider").first.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    wait_in(
        page,
        "old => Number(document.querySelector('[data-testid=stMetricValue]').innerText) < old",
        arg=before,
    )
    page.wait_for_url(re.compile("from="))


def test_a_country_filter_keeps_zoom_and_centre(open_dashboard, address):
    page = open_dashboard(address)
    frame = map_frame(page)
    frame.evaluate("map.setView([16, 3], 6.25, {animate: false})")
    page.wait_for_url(re.compile("view="))
    before, revision = view_of(frame), drawn(frame)["revision"]
    choose_country(page, "Niger", "NER")
    wait_in(frame, "old => sahelAtlas.debug(map).revision > old", arg=revision)
    wait_in(page, "Number(document.querySelector('[data-testid=stMetricValue]').innerText) < 314")
    assert view_of(frame) == before
    page.wait_for_url(re.compile("country=NER"))


def test_clicking_a_symbol_opens_its_card_with_sources(open_dashboard, address):
    page = open_dashboard(f"{address}?view=18.7000,7.4000,8&from=2010-09-01&to=2010-10-31")
    frame = map_frame(page)
    wait_in(frame, "map.getZoom() === 8")
    symbol = next(s for s in in_view(frame, drawn(frame)["symbols"]) if "18.73" in s["key"])
    click_on(page, frame, symbol)
    page.wait_for_selector(".st-key-card_box")
    card(page).get_by_text("Arlit", exact=True).first.wait_for()
    links = card(page).locator("a")
    assert links.count() > 0
    assert all(link.get_attribute("href").startswith("http") for link in links.element_handles())


def test_choosing_the_arlit_case_tells_its_story(open_dashboard, address):
    page = open_dashboard(f"{address}?case=arlit-2010")
    frame = map_frame(page)
    card(page).get_by_text("Arlit seven").first.wait_for()
    text = card(page).inner_text()
    for words in ("Arlit seven", "1,139 days", "16 September 2010", "Timetrine", "29 October 2013"):
        assert words in text, words
    assert {step["key"] for step in drawn(frame)["steps"]} >= {"steps:arlit-2010:1"}


def test_the_tray_lists_what_has_no_place(open_dashboard, address):
    page = open_dashboard(f"{address}?from=2010-09-01&to=2010-10-31")
    frame = map_frame(page)
    entry = frame.get_by_role("button", name=re.compile("statements about Niger"))
    if not entry.is_visible():
        frame.get_by_role("button", name=re.compile("Place not disclosed")).click()
    entry.click()
    card(page).get_by_text("Statements about Niger").wait_for()
    assert "France" in card(page).inner_text()


def test_the_snapshot_is_a_picture_of_full_size(open_dashboard, address):
    page = open_dashboard(f"{address}?from=2010-09-01&to=2010-10-31")
    map_frame(page)
    page.wait_for_url(re.compile("view="))
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Snapshot (PNG)").click()
    picture = Image.open(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert picture.size == (1920, 1080)
    assert download.value.suggested_filename == "sahel_2010-09-01_2010-10-31.png"


def test_the_events_shown_can_be_downloaded(open_dashboard, address):
    page = open_dashboard(f"{address}?country=NER")
    map_frame(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Map data (GeoJSON)").click()
    features = json.loads(Path(download.value.path()).read_bytes())["features"]
    assert {feature["properties"]["country"] for feature in features} == {"NER"}


def test_finding_a_place_moves_the_map_there(open_dashboard, address):
    page = open_dashboard(address)
    frame = map_frame(page)
    page.get_by_role("combobox", name="Find a place").fill("Kidal")
    page.get_by_role("option", name="Kidal, Mali").first.click()
    wait_in(frame, "Math.abs(map.getCenter().lat - 18.44) < 0.3 && map.getZoom() === 8")


def test_a_link_reopens_the_same_view_in_french(open_dashboard, address):
    page = open_dashboard(f"{address}?lang=fr&view=16.2700,-0.0400,7.5")
    frame = map_frame(page)
    wait_in(frame, "map.getZoom() === 7.5")
    assert page.get_by_text("Insécurité au Sahel").is_visible()
    assert frame.get_by_text("Légende").first.is_visible()


def test_two_sessions_do_not_see_each_others_choices(open_dashboard, address):
    one = open_dashboard(f"{address}?country=NER")
    two = open_dashboard(address)
    map_frame(one)
    map_frame(two)
    assert figure(one, "Incidents").inner_text() != figure(two, "Incidents").inner_text()
    assert "country" not in two.url


def test_on_a_phone_the_map_fills_the_width_and_nothing_scrolls_sideways(open_dashboard, address):
    page = open_dashboard(address, width=390, height=844)
    map_frame(page)
    box = page.query_selector(FRAME).bounding_box()
    assert box["width"] > 340
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_works_under_a_base_path(open_dashboard):
    with serve_dashboard(ROOT, base_path="sahel") as served:
        page = open_dashboard(served)
        assert len(drawn(map_frame(page))["symbols"]) > 100


def test_on_a_phone_a_tap_brings_the_card_into_sight(open_dashboard, address):
    page = open_dashboard(f"{address}?from=2010-09-01&to=2010-10-31", width=390, height=844)
    frame = map_frame(page)
    step = next(s for s in drawn(frame)["steps"] if s["key"] == "steps:arlit-2010:1")
    click_on(page, frame, step)
    wait_in(
        page,
        """() => {
            const card = document.querySelector('.st-key-card_box');
            return card && card.getBoundingClientRect().top < innerHeight - 200;
        }""",
    )

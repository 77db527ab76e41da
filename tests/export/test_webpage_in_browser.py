"""A saved page opened from a disk in Chromium, with every request but its own file refused."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from sahel_geo.model.design import PageDesign
from sahel_geo.model.extent import SAHEL
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import FlowLevel, Language, ThemeName
from tests.cartography.web.handmade_map import (
    ARLIT_KEY,
    AUTUMN,
    HOSTILE,
    IN_AUTUMN,
    NIAMEY_KEY,
    at,
    make_map_data,
)
from tests.export.saved_page import save_page

pytestmark = pytest.mark.browser

WIDE = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 800}


@dataclass
class OpenPage:
    """A saved page in the browser."""

    page: Page

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.page.evaluate(STATE))

    @property
    def counts(self) -> dict[str, int]:
        return dict(self.state["counts"])

    @property
    def card(self) -> str:
        return self.page.locator("#page-card").inner_text()

    def click(self, key: str) -> None:
        """Click a symbol of the map where it stands."""
        x, y = next(item["at"] for item in self.state["symbols"] if item["key"] == key)
        box = self.page.locator("#page-map").bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def switch(self, name: str) -> None:
        """Click the switch of a layer, and wait until the map has it."""
        revision = self.state["revision"]
        self.page.locator(f"input[name={name}]").click()
        wait_until(self.page, f"(s => s.isReady && s.revision > {revision})({STATE})")


STATE = "sahelAtlas.debug(sahelAtlas.page.map)"
WAIT_SECONDS = 20


def wait_until(page: Page, expression: str) -> None:
    """Wait for an expression to be true; the page's policy keeps Playwright from doing it."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


@contextmanager
def opened(browser: Browser, folder: Path, content: bytes, **options: Any) -> Iterator[OpenPage]:
    """Open a page from a disk; it may ask for nothing, complain of nothing, and run no word."""
    file = folder / "sahel.html"
    file.write_bytes(content)
    context = browser.new_context(**{"viewport": WIDE, "offline": True} | options)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message) or dialog.dismiss())
    page.goto(file.as_uri())
    wait_until(
        page,
        "sahelAtlas.page && (s => s.isReady && s.layers.every("
        f"(layer) => layer.features || layer.isReady))({STATE})",
    )
    yield OpenPage(page)
    assert asked == [file.as_uri()]
    assert complaints == []
    context.close()


@pytest.fixture(scope="module")
def autumn(shipped):
    return save_page(make_map_data(shipped), IN_AUTUMN, extent=SAHEL).content


def test_a_page_shows_all_layers_and_asks_for_nothing(browser, tmp_path, shipped):
    with opened(browser, tmp_path, save_page(shipped).content) as saved:
        layers = {layer["asset"]: layer for layer in saved.state["layers"]}
        assert layers["relief_3857.jpg"]["isReady"]
        assert all(layer["features"] or layer["isReady"] for layer in layers.values())
        assert saved.counts == {"certain": 314, "possible": 0}
        assert saved.state["legs"]


def test_its_counts_are_those_of_the_dashboard(browser, tmp_path, autumn):
    with opened(browser, tmp_path, autumn) as saved:
        counts = {item["key"]: item["count"] for item in saved.state["symbols"]}
        assert counts[NIAMEY_KEY] == 12
        assert sum(saved.counts.values()) == 26


def test_the_timeline_plays(browser, tmp_path, autumn):
    with opened(browser, tmp_path, autumn) as saved:
        page = saved.page
        page.locator(".atlas-timeline-play").click()
        wait_until(page, f"{STATE}.time.window.first > 14853")
        page.locator(".atlas-timeline-play").click()
        window = saved.state["time"]["window"]
        assert window["last"] - window["first"] < 30


def test_the_window_is_dragged_and_the_card_follows_it(browser, tmp_path, autumn):
    with opened(browser, tmp_path, autumn) as saved:
        saved.click(ARLIT_KEY)
        assert "3 incidents" in saved.card
        page = saved.page
        handle = page.locator(".atlas-timeline-end")
        box = handle.bounding_box()
        track = page.locator(".atlas-timeline-track").bounding_box()
        assert box is not None
        assert track is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(track["x"] + track["width"] * 0.4, box["y"] + 10, steps=6)
        page.mouse.up()
        assert saved.state["time"]["window"]["last"] < 14880
        assert "2 incidents" in saved.card


def test_a_click_on_a_symbol_shows_its_events_and_a_click_beside_it_puts_them_away(
    browser, tmp_path, autumn
):
    with opened(browser, tmp_path, autumn) as saved:
        saved.click(NIAMEY_KEY)
        assert saved.page.locator("#page-card h3").text_content() == "Niamey"
        assert saved.page.locator("#page-card section").count() == 12
        assert saved.state["picked"] == [NIAMEY_KEY]
        saved.page.locator("#page-card .close").click()
        assert "Click a symbol" in saved.card
        assert saved.state["picked"] == []


def test_a_step_leads_to_its_case_and_the_list_of_cases_to_each(browser, tmp_path, autumn):
    with opened(browser, tmp_path, autumn) as saved:
        page = saved.page
        step = saved.state["steps"][0]["key"]
        page.evaluate("key => sahelAtlas.page.pane.open(key)", step)
        page.get_by_text("Show the whole case").click()
        assert "Arlit seven" in saved.card
        page.locator("#page-card .close").click()
        page.get_by_role("button", name="Arlit seven").click()
        assert "The case" in saved.card


def test_links_open_outside_and_tell_nothing_of_the_page(browser, tmp_path, shipped):
    row = at((1.0, 15.0), "Here", source="A|B", source_url="https://example.org/a")
    content = save_page(make_map_data(shipped, row), IN_AUTUMN).content
    with opened(browser, tmp_path, content) as saved:
        saved.click("place:1.0000,15.0000,1")
        links = saved.page.locator("#page-card a")
        assert links.count() == 1
        assert links.get_attribute("href") == "https://example.org/a"
        assert links.get_attribute("rel") == "noopener noreferrer"
        assert links.get_attribute("target") == "_blank"


def test_layers_are_switched_off_and_on(browser, tmp_path, autumn):
    with opened(browser, tmp_path, autumn) as saved:
        saved.page.get_by_label("Layers", exact=True).click()
        before = saved.state
        saved.switch("incidents")
        assert saved.state["symbols"] == []
        saved.switch("paths")
        assert saved.state["legs"] == []
        saved.switch("routes")
        assert "routes.geojson" not in [layer["asset"] for layer in saved.state["layers"]]
        saved.switch("places")
        # names make room when the map has come to rest
        wait_until(saved.page, f"!{STATE}.labels.some((label) => label.text === 'Arlit')")
        assert "NIGER" in {label["text"].upper() for label in saved.state["labels"]}
        for name in ("incidents", "paths", "routes", "places"):
            saved.switch(name)
        wait_until(saved.page, f"{STATE}.labels.length === {len(before['labels'])}")
        after = saved.state
        assert after["symbols"] == before["symbols"]
        assert len(after["legs"]) == len(before["legs"])


def test_the_legend_goes_with_its_layer(browser, tmp_path, autumn):
    with opened(browser, tmp_path, autumn) as saved:
        legend = saved.page.locator(".atlas-legend")
        legend.get_by_text("Uranium").wait_for(state="attached")
        saved.page.get_by_label("Layers", exact=True).click()
        saved.switch("mining_sites")
        legend.get_by_text("Uranium").wait_for(state="detached")


def test_a_page_in_french_speaks_french(browser, tmp_path, shipped):
    selection = MapSelection(language=Language.FRENCH, period=AUTUMN)
    content = save_page(make_map_data(shipped), selection).content
    with opened(browser, tmp_path, content) as saved:
        saved.click(NIAMEY_KEY)
        assert "12 incidents" in saved.card
        assert "Confiance" in saved.card or "Fiabilité" in saved.card
        assert saved.page.get_by_label("Couches", exact=True).is_visible()
        assert saved.page.evaluate("document.documentElement.lang") == "fr"


def test_on_a_phone_the_card_covers_the_foot_of_the_map_only_when_asked(browser, tmp_path, autumn):
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    with opened(browser, tmp_path, autumn, **options) as saved:
        page = saved.page
        card = page.locator("#page-card")
        assert not card.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        tools = page.get_by_label("Layers", exact=True).bounding_box()
        timeline = page.locator(".atlas-timeline").bounding_box()
        assert tools is not None
        assert timeline is not None
        assert tools["height"] >= 40
        assert tools["y"] + tools["height"] < timeline["y"]
        x, y = next(i["at"] for i in saved.state["symbols"] if i["key"] == NIAMEY_KEY)
        box = page.locator("#page-map").bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + x, box["y"] + y)
        card.wait_for(state="visible")
        covered = card.bounding_box()
        assert covered is not None
        assert covered["height"] <= 0.6 * box["height"] + 1
        page.locator("#page-card .close").tap()
        card.wait_for(state="hidden")


def test_where_events_may_not_be_told_a_card_counts_them_by_kind(browser, tmp_path, shipped):
    content = save_page(make_map_data(shipped), IN_AUTUMN, tells_events=False).content
    with opened(browser, tmp_path, content) as saved:
        saved.click(NIAMEY_KEY)
        headings = saved.page.locator("#page-card h4").all_text_contents()
        assert len(headings) == 2
        assert "Protests" in headings
        assert "8 incidents" in saved.card
        assert "4 incidents" in saved.card


def test_the_first_window_is_the_one_that_was_chosen(browser, tmp_path, shipped):
    selection = MapSelection(period=AUTUMN, window=Period(AUTUMN.start, AUTUMN.start))
    content = save_page(make_map_data(shipped), selection).content
    with opened(browser, tmp_path, content) as saved:
        window = saved.state["time"]["window"]
        assert (window["first"], window["last"]) == (14853, 14853)
        assert saved.counts == {"certain": 0, "possible": 1}


@pytest.mark.parametrize("theme", [ThemeName.DARK, ThemeName.GREY, ThemeName.PRINT])
def test_themes_draw_without_complaint(browser, tmp_path, shipped, theme):
    design = PageDesign(theme=theme, marking="TLP:AMBER")
    content = save_page(make_map_data(shipped), IN_AUTUMN, design).content
    with opened(browser, tmp_path, content) as saved:
        saved.click(NIAMEY_KEY)
        paper = saved.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (paper == "rgb(20, 24, 28)") == (theme is ThemeName.DARK)
        assert saved.page.locator(".page-marking").count() == 2


def test_movements_added_up_stand_without_a_timeline(browser, tmp_path, shipped):
    content = save_page(shipped, MapSelection(flows=FlowLevel.COUNTRY)).content
    with opened(browser, tmp_path, content) as saved:
        assert saved.state["flows"]
        assert saved.state["symbols"] == []
        saved.page.evaluate("key => sahelAtlas.page.pane.open(key)", saved.state["flows"][0]["key"])
        assert "→" in saved.card


def test_hostile_words_run_nothing(browser, tmp_path, shipped):
    bad = f"<img src=x onerror=alert(1)>{HOSTILE}<script>alert(2)</script>"
    row = at((1.0, 15.0), bad)
    row |= dict.fromkeys(("title", "summary", "actor1", "actor2", "source", "admin1"), bad)
    data = make_map_data(shipped, row, towns=[(bad, 1.0, 15.0)], name=bad)
    design = PageDesign(title=bad, subtitle=bad, organisation=bad, marking=bad)
    content = save_page(data, MapSelection(period=AUTUMN, cases=("arlit",)), design).content
    with opened(browser, tmp_path, content) as saved:
        page = saved.page
        assert page.locator("h1").text_content() == bad
        saved.page.evaluate("sahelAtlas.page.pane.open('case:arlit')")
        assert bad in saved.card
    content = save_page(data, IN_AUTUMN, design).content
    with opened(browser, tmp_path, content) as saved:
        saved.click("place:1.0000,15.0000,1")
        assert saved.card.count(bad) >= 4
        assert saved.page.locator("img, b").count() == 0

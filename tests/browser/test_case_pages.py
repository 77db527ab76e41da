"""Reading hostage cases step by step, in a real Chromium without any outside address."""

import re

import pytest

from tests.browser.dashboard_page import card, drawn, map_frame, view_of, wait_in

pytestmark = pytest.mark.browser

ARLIT = "page=cases&case=arlit-2010"
DAYS_TO_SEPTEMBER_2010 = 14868  # from 1970-01-01 to 2010-09-16


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def wait_for_step(page, frame, step, *, has_mark=True):
    """Wait until the link, the map and the text are at a step; one without a place has no mark."""
    page.wait_for_url(re.compile(rf"[?&]step={step}(&|$)"))
    if has_mark:
        condition = "key => sahelAtlas.debug(map).picked.includes(key)"
        wait_in(frame, condition, arg=f"steps:arlit-2010:{step}")
    card(page).locator(".number").get_by_text(str(step), exact=True).wait_for()


def test_next_and_previous_move_map_timeline_and_text_together(open_dashboard, address):
    page = open_dashboard(f"{address}?{ARLIT}")
    frame = map_frame(page)
    assert drawn(frame)["time"]["window"]["isAll"]
    press(page, "Read step by step")
    wait_for_step(page, frame, 1)
    first = drawn(frame)["time"]["window"]
    assert first["last"] == DAYS_TO_SEPTEMBER_2010
    press(page, "Next")
    wait_for_step(page, frame, 2)
    assert "AFP" in card(page).inner_text(), "the item names its source"
    second = view_of(frame)
    press(page, "Next")
    wait_for_step(page, frame, 3, has_mark=False)
    wait_in(frame, "day => sahelAtlas.debug(map).time.window.last > day", arg=first["last"])
    wait_in(frame, "zoom => map.getZoom() < zoom", arg=second["zoom"])
    press(page, "Previous")
    wait_for_step(page, frame, 2)
    wait_in(frame, "day => sahelAtlas.debug(map).time.window.last === day", arg=first["last"])
    wait_in(frame, "zoom => map.getZoom() === zoom", arg=second["zoom"])
    press(page, "The whole case")
    wait_in(frame, "sahelAtlas.debug(map).time.window.isAll")
    card(page).get_by_text("The case", exact=True).wait_for()
    assert "step=" not in page.url


def test_a_link_reopens_the_same_step_window_and_view(open_dashboard, address):
    page = open_dashboard(f"{address}?{ARLIT}&step=2")
    frame = map_frame(page)
    press(page, "Next")
    wait_for_step(page, frame, 3, has_mark=False)
    page.wait_for_url(re.compile("view="))
    wait_in(page, "location.search.includes('window=2010-09-16..2010-09-18')")
    page.wait_for_timeout(1000)
    again = open_dashboard(page.url)
    reopened = map_frame(again)
    wait_for_step(again, reopened, 3, has_mark=False)
    assert drawn(reopened)["time"]["window"] == drawn(frame)["time"]["window"]
    old, new = view_of(frame), view_of(reopened)
    assert new["zoom"] == old["zoom"]
    assert new["centre"]["lat"] == pytest.approx(old["centre"]["lat"], abs=0.01)


def test_moving_the_timeline_tells_the_item_that_its_window_reaches(open_dashboard, address):
    page = open_dashboard(f"{address}?{ARLIT}&step=1")
    frame = map_frame(page)
    frame.focus(".atlas-timeline-window")
    page.keyboard.press("End")
    page.wait_for_url(re.compile(r"[?&]step=(?!1(&|$))\d+"))
    step = int(re.search(r"step=(\d+)", page.url)[1])
    page.get_by_text(re.compile(rf"^{step} of \d+$")).wait_for()
    assert step > 20


def test_a_case_is_opened_from_the_list_and_left_again(open_dashboard, address):
    page = open_dashboard(f"{address}?page=cases")
    grid = page.get_by_test_id("stDataFrame")
    grid.wait_for()
    page.wait_for_timeout(1500)
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 120, box["y"] + 38 + 17)
    page.wait_for_url(re.compile("case=sahara-2003"))
    frame = map_frame(page)
    assert drawn(frame)["steps"]
    press(page, "All cases")
    page.wait_for_url(lambda url: "case=" not in url)
    page.get_by_text(re.compile(r"^\d+ cases$")).wait_for()


def test_the_pages_keep_what_was_chosen_on_each(open_dashboard, address):
    page = open_dashboard(f"{address}?country=NER&from=2010-09-01&to=2010-10-31")
    map_frame(page)
    page.locator(".st-key-choice_page").get_by_text("Hostage cases").click()
    page.wait_for_url(lambda url: "page=cases" in url and "country" not in url)
    page.get_by_label("Search the cases").wait_for()
    page.locator(".st-key-choice_page").get_by_text("Map", exact=True).click()
    frame = map_frame(page)
    page.wait_for_url(re.compile("country=NER"))
    state = drawn(frame)
    assert 0 < sum(state["counts"].values()) < 40


@pytest.mark.parametrize(
    "query", ["page=cases", "page=cases&flows=country", f"{ARLIT}&step=3", "page=cases&lang=fr"]
)
def test_on_a_phone_nothing_scrolls_sideways(open_dashboard, address, query):
    page = open_dashboard(f"{address}?{query}", width=390, height=844)
    page.locator("h1").wait_for()
    page.wait_for_timeout(2500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("[data-testid=stException]").count() == 0

"""What tests of the page in a browser ask of it and do with it."""

import re

from playwright.sync_api import TimeoutError  # noqa: A004 - Playwright's own

FRAME = "iframe[title*='streamlit_folium']"


def wait_in(frame, condition, arg=None):
    """
    Wait until a condition holds in the map's frame, or in the page.

    It is asked every tenth of a second: a busy machine may not give the frame animation frames for
    a long time, on which Playwright waits otherwise.
    """
    frame.wait_for_function(condition, arg=arg, timeout=40_000, polling=100)


def map_frame(page):
    """Give the map's frame, once everything that was fetched for it is drawn."""
    page.wait_for_selector(FRAME)
    frame = page.query_selector(FRAME).content_frame()
    wait_in(frame, "window.map && window.sahelAtlas && sahelAtlas.debug(window.map).isReady")
    return frame


def choose_country(page, name, code):
    """Choose a country in the sidebar; a page that is just being drawn may lose the first click."""
    for _ in range(3):
        page.get_by_role("combobox", name="Countries").click()
        page.get_by_role("option", name=name, exact=True).click()
        try:
            page.wait_for_url(re.compile(f"country={code}|country=.*{code}"), timeout=10_000)
        except TimeoutError:
            page.keyboard.press("Escape")
            continue
        return
    message = f"{name} could not be chosen."
    raise AssertionError(message)


def drawn(frame):
    return frame.evaluate("sahelAtlas.debug(window.map)")


def view_of(frame):
    return frame.evaluate("({zoom: map.getZoom(), centre: map.getCenter()})")


def click_on(page, frame, thing):
    box = page.query_selector(FRAME).bounding_box()
    page.mouse.click(box["x"] + thing["at"][0], box["y"] + thing["at"][1])


def figure(page, label):
    metric = page.get_by_test_id("stMetric").filter(has=page.get_by_text(label, exact=True))
    return metric.get_by_test_id("stMetricValue")


def card(page):
    return page.locator(".st-key-card_box .card")


def in_view(frame, things):
    """Keep the things that are not under a panel or off the map, so that a click reaches them."""
    return frame.evaluate(
        """things => things.filter(({at: [x, y]}) => {
            const element = document.elementFromPoint(x, y);
            return element && element.closest('.leaflet-pane, .leaflet-container') &&
                !element.closest('.leaflet-control') && !element.closest('.atlas-panel');
        })""",
        things,
    )

"""What tests of the page in a browser ask of it and do with it."""

FRAME = "iframe[title*='streamlit_folium']"


def map_frame(page):
    """Give the map's frame, once everything that was fetched for it is drawn."""
    page.wait_for_selector(FRAME)
    frame = page.query_selector(FRAME).content_frame()
    frame.wait_for_function(
        "window.map && window.sahelAtlas && sahelAtlas.debug(window.map).isReady", timeout=40_000
    )
    return frame


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

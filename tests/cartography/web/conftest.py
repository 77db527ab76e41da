"""A map open in Chromium, on a page of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from browser_tools import LocalServer, block_outside, serve_files
from playwright.sync_api import Browser, Page

from sahel_geo.cartography.document import MapDocument
from sahel_geo.cartography.web.assets import AssetUrls, WebAsset, collect_assets
from sahel_geo.cartography.web.payloads import build_payloads
from sahel_geo.cartography.web.webmap import MapUpdate, ViewCommand, build_web_map
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.selection import MapView
from tests.cartography.web.handmade_map import DATA_FOLDER


@pytest.fixture(scope="session")
def assets() -> tuple[WebAsset, ...]:
    return collect_assets(DATA_FOLDER)


@dataclass
class ShownMap:
    """A map open in the browser, and what it said."""

    page: Page
    server: LocalServer
    assets: tuple[WebAsset, ...]
    outside: list[str]
    complaints: list[str]

    def show(self, document: MapDocument, **update: Any) -> None:
        """Open a page of its own with a document; `update` as in `MapUpdate`."""
        message = self.put_payloads(document, **update)
        shown = build_web_map(AssetUrls("/atlas", self.assets), message)
        shown.update.add_to(shown.base)
        self.server.put("/", shown.base.get_root().render(), "text/html")
        self.page.goto(f"{self.server.base_url}/")
        name = shown.base.get_name()
        self.page.evaluate(f"window.shownMap = window['{name}']")
        self.page.wait_for_function(
            "sahelAtlas.debug(shownMap).isReady && sahelAtlas.debug(shownMap).layers"
            ".every((layer) => layer.features || layer.isReady)"
        )

    def put_payloads(self, document: MapDocument, **update: Any) -> MapUpdate:
        translator = Translator(document.language)
        payloads = build_payloads(document, translator)
        number = len(self.server.files)
        context = self.server.put(f"/{number}/c.json", payloads.context, "application/json")
        events = self.server.put(f"/{number}/e.json", payloads.events, "application/json")
        return MapUpdate(context, events, translator.text("map.unreachable"), **update)

    def send(self, update: MapUpdate) -> None:
        """Evaluate a new update group, as streamlit-folium does."""
        message = build_web_map(AssetUrls("/atlas", self.assets), update).update.message
        self.page.evaluate(f"sahelAtlas.update(shownMap, {message})")

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.page.evaluate("sahelAtlas.debug(shownMap)"))

    @property
    def sent(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate("window.sent"))

    def point_of(self, group: str, key: str) -> tuple[float, float]:
        x, y = next(item["at"] for item in self.state[group] if item["key"] == key)
        return x, y

    def pixel_of(self, longitude: float, latitude: float) -> tuple[float, float]:
        point = self.page.evaluate(
            f"(p => [p.x, p.y])(shownMap.latLngToContainerPoint([{latitude}, {longitude}]))"
        )
        return point[0], point[1]


@pytest.fixture
def shown_map(browser: Browser, assets: tuple[WebAsset, ...]) -> Iterator[ShownMap]:
    """Give a wide frame with a stand-in for Streamlit that notes what it is told."""
    with serve_files() as server:
        for asset in assets:
            path = f"/atlas/{asset.public_name}"
            server.put(path, asset.content, asset.media_type)
        server.put("/favicon.ico", b"", "image/png")
        context = browser.new_context(viewport={"width": 1100, "height": 700})
        outside = block_outside(context)
        context.add_init_script(
            "window.sent = []; window.Streamlit = {setComponentValue: (v) => window.sent.push(v)};"
        )
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield ShownMap(page, server, assets, outside, complaints)
        context.close()


@pytest.fixture
def niamey_view() -> ViewCommand:
    return ViewCommand(7, MapView(2.1, 13.5, 7.5))

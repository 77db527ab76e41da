"""A map open in Chromium, on a page of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from browser_tools import LocalServer, block_outside, serve_files
from playwright.sync_api import Browser, Page

from sahel_geo.cartography.web.assets import AssetUrls, WebAsset, collect_assets
from sahel_geo.cartography.web.webmap import (
    MapFiles,
    MapUpdate,
    TimeCommand,
    ViewCommand,
    build_web_map,
)
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection, MapView
from tests.cartography.web.handmade_map import DATA_FOLDER, make_map_data
from tests.cartography.web.map_files import write_map

MEDIA_TYPES = {"packed": "application/octet-stream", "mask": "application/octet-stream"}


@pytest.fixture(scope="session")
def assets() -> tuple[WebAsset, ...]:
    return collect_assets(DATA_FOLDER)


@pytest.fixture(scope="session")
def map_data(shipped: Dataset) -> Dataset:
    return make_map_data(shipped)


@dataclass
class ShownMap:
    """A map open in the browser, and what it said."""

    page: Page
    server: LocalServer
    assets: tuple[WebAsset, ...]
    outside: list[str]
    complaints: list[str]

    def show(
        self, dataset: Dataset, selection: MapSelection | None = None, **update: Any
    ) -> MapUpdate:
        """Open a page of its own with the map of a selection; `update` as in `MapUpdate`."""
        message = self.put_files(dataset, selection, **update)
        shown = build_web_map(AssetUrls("/atlas", self.assets), message)
        shown.update.add_to(shown.base)
        self.server.put("/", shown.base.get_root().render(), "text/html")
        self.page.goto(f"{self.server.base_url}/")
        name = shown.base.get_name()
        self.page.evaluate(f"window.shownMap = window['{name}']")
        self.wait_until_ready()
        return message

    def wait_until_ready(self) -> None:
        self.page.wait_for_function(
            "sahelAtlas.debug(shownMap).isReady && sahelAtlas.debug(shownMap).layers"
            ".every((layer) => layer.features || layer.isReady)"
        )

    def put_files(
        self, dataset: Dataset, selection: MapSelection | None = None, **update: Any
    ) -> MapUpdate:
        """Serve the files of a selection under addresses of their own."""
        selection = selection or MapSelection()
        written = write_map(dataset, selection)
        number = len(self.server.files)
        urls = {
            name: self.server.put(
                f"/{number}/{name}", content, MEDIA_TYPES.get(name, "application/json")
            )
            for name, content in vars(written).items()
        }
        time = TimeCommand(
            1, selection.period or dataset.period, selection.window, selection.is_cumulative
        )
        notice = Translator(selection.language, dataset.terms).text("map.unreachable")
        return replace(MapUpdate(MapFiles(**urls), time, notice), **update)

    def send(self, update: MapUpdate) -> None:
        """Evaluate a new update group, as streamlit-folium does."""
        message = build_web_map(AssetUrls("/atlas", self.assets), update).update.message
        self.page.evaluate(f"sahelAtlas.update(shownMap, {message})")

    def draw_window(self, first: int, last: int) -> None:
        """Count and paint a window of days since 1970 at once."""
        self.page.evaluate(f"sahelAtlas.drawWindow(shownMap, {first}, {last})")

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.page.evaluate("sahelAtlas.debug(shownMap)"))

    @property
    def sent(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate("window.sent"))

    @property
    def legend(self) -> list[tuple[str, list[str]]]:
        """The legend as it stands on the page: heading and lines of each group."""
        self.page.wait_for_timeout(LEGEND_MS)
        groups = self.page.evaluate(
            """Array.from(document.querySelectorAll(".atlas-legend .atlas-legend-group"))
                .map((group) => [group.querySelector("h3").textContent,
                    Array.from(group.querySelectorAll("li"), (row) =>
                        row.querySelector("span").textContent)])"""
        )
        return [(title, lines) for title, lines in groups]

    def point_of(self, group: str, key: str) -> tuple[float, float]:
        x, y = next(item["at"] for item in self.state[group] if item["key"] == key)
        return x, y

    def pixel_of(self, longitude: float, latitude: float) -> tuple[float, float]:
        point = self.page.evaluate(
            f"(p => [p.x, p.y])(shownMap.latLngToContainerPoint([{latitude}, {longitude}]))"
        )
        return point[0], point[1]


LEGEND_MS = 500
"""The legend follows a move after 400 ms of rest."""


@pytest.fixture
def device_scale_factor() -> float:
    """Pixels of the device for each CSS pixel; a test may ask for another."""
    return 1.0


@pytest.fixture
def shown_map(
    browser: Browser, assets: tuple[WebAsset, ...], device_scale_factor: float
) -> Iterator[ShownMap]:
    """Give a wide frame with a stand-in for Streamlit that notes what it is told."""
    with serve_files() as server:
        for asset in assets:
            path = f"/atlas/{asset.public_name}"
            server.put(path, asset.content, asset.media_type)
        server.put("/favicon.ico", b"", "image/png")
        context = browser.new_context(
            viewport={"width": 1100, "height": 700}, device_scale_factor=device_scale_factor
        )
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

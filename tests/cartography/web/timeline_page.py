"""A page with a Leaflet map and the timeline on it, without the rest of the atlas."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from browser_tools import block_outside, serve_files
from playwright.sync_api import Browser, Page
from xstatic.pkg import leaflet

from sahel_geo.cartography import web
from sahel_geo.cartography.symbology import EVENT_COLORS
from sahel_geo.cartography.web.timeline_texts import write_timeline_texts
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import EventType, Language

WEB_FOLDER = Path(web.__file__).parent
ARITHMETIC = ("days.js", "timewindow.js", "histogram.js", "timeline_ticks.js")
SCRIPTS = (
    "panels.js",
    *ARITHMETIC,
    "words.js",
    "timeline_track.js",
    "timeline_bar.js",
    "timeline_keys.js",
    "timeline_player.js",
    "timeline.js",
)
EPOCH = date(1970, 1, 1)

START = """
(({first, last, texts, language, colors, columns}) => {
  const pack = {
    count: columns.type.length, type: Uint8Array.from(columns.type),
    first: Int32Array.from(columns.first), last: Int32Array.from(columns.last),
  };
  if (window.timeline) { // of the test before
    timeline.halt();
    map.remove();
    document.getElementById("map").replaceChildren();
    scrollTo(0, 0);
  }
  window.map = L.map("map", {center: [14, 2], zoom: 5, zoomAnimation: false, inertia: false});
  window.calls = [];
  window.timeline = new sahelAtlas.Timeline(map, {
    onChange: (timeWindow, isReleased) => calls.push([timeWindow, isReleased]),
  });
  timeline.show(texts, language, colors);
  timeline.setTime({period: [first, last], window: null, isCumulative: false});
  timeline.setData(pack, null);
  timeline.setCounts(pack.count, 0);
})
"""


def to_day(day: str | date) -> int:
    """Count the days since 1970-01-01."""
    return (date.fromisoformat(str(day)) - EPOCH).days


def as_date(day: int) -> date:
    """Give the date of a day counted from 1970-01-01."""
    return EPOCH + timedelta(int(day))


def make_columns(rows: list[tuple[int, int, int]]) -> dict[str, list[int]]:
    """Give the columns of packed events: type, first and last day of each row."""
    types, firsts, lasts = zip(*rows, strict=True) if rows else ((), (), ())
    return {"type": list(types), "first": list(firsts), "last": list(lasts)}


def draw_events(seed: int, count: int, first: int, last: int) -> list[tuple[int, int, int]]:
    """Draw events of all types, reports included, some of them intervals and some outside."""
    random = np.random.default_rng(seed)
    starts = random.integers(first - 40, last + 41, count)
    lengths = np.where(random.random(count) < 0.3, random.integers(0, 62, count), 0)
    types = random.integers(0, 7, count)
    return [
        (int(kind), int(start), int(start + length))
        for kind, start, length in zip(types, starts, lengths, strict=True)
    ]


@contextmanager
def open_page(browser: Browser, scripts: tuple[str, ...], **options: Any) -> Iterator[Page]:
    """Open a page with Leaflet, the style sheets and some of our scripts; no fault is let pass."""
    files = [Path(leaflet.BASE_DIR) / "leaflet.css", WEB_FOLDER / "atlas.css"]
    files += [WEB_FOLDER / "timeline.css", Path(leaflet.BASE_DIR) / "leaflet.js"]
    files += [WEB_FOLDER / name for name in scripts]
    sheets = "".join(
        f'<link rel="stylesheet" href="/{f.name}">' for f in files if f.suffix == ".css"
    )
    codes = "".join(f'<script src="/{f.name}"></script>' for f in files if f.suffix == ".js")
    with serve_files() as server:
        for file in files:
            kind = "text/css" if file.suffix == ".css" else "text/javascript"
            server.put(f"/{file.name}", file.read_bytes(), kind)
        server.put("/favicon.ico", b"", "image/png")
        server.put(
            "/",
            '<!doctype html><html><head><meta name="viewport" content="width=device-width">'
            f"{sheets}{codes}</head>"
            '<body style="margin:0;height:1600px"><div id="map" style="height:100vh"></div></body>',
            "text/html",
        )
        context = browser.new_context(**options)
        outside = block_outside(context)
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{server.base_url}/")
        yield page
        assert complaints == []
        assert outside == []
        context.close()


def start_timeline(
    page: Page,
    first: str = "2012-01-01",
    last: str = "2013-12-31",
    rows: list[tuple[int, int, int]] | None = None,
    language: Language = Language.ENGLISH,
) -> None:
    """Put a new timeline on the page, as `timeline` on `map`; `calls` is what it tells."""
    options = {
        "first": to_day(first),
        "last": to_day(last),
        "texts": write_timeline_texts(Translator(language)),
        "language": language.value,
        "colors": [EVENT_COLORS[kind] for kind in EventType],
        "columns": make_columns(rows or []),
    }
    page.evaluate(f"{START}({json.dumps(options)})")

"""Measure what people wait for, on the shipped data, and write `benchmarks/RESULTS.md`.

Run as `python benchmarks/measure.py`; the page is opened in a real Chromium with outside requests
blocked. Times are of this machine and this run: they say what to look at, never pass or fail.
"""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import folium  # noqa: E402 - after the path is set
from browser_tools import block_outside, open_browser, serve_dashboard  # noqa: E402
from streamlit_folium import _get_map_string  # noqa: E402

from sahel_geo.analysis.filtering import filter_dataset  # noqa: E402
from sahel_geo.analysis.summary import count_shown  # noqa: E402
from sahel_geo.cartography.composition import compose_map  # noqa: E402
from sahel_geo.cartography.figure.page import Page  # noqa: E402
from sahel_geo.cartography.web.payloads import build_payloads  # noqa: E402
from sahel_geo.export.image import export_snapshot  # noqa: E402
from sahel_geo.i18n.catalog import Translator  # noqa: E402
from sahel_geo.model.dataset import Dataset  # noqa: E402
from sahel_geo.model.extent import SAHEL, WINDOW  # noqa: E402
from sahel_geo.model.period import Period  # noqa: E402
from sahel_geo.model.selection import MapSelection  # noqa: E402
from sahel_geo.sources import SHIPPED_DATA, Catalog, load_dataset  # noqa: E402

REPEATS = 9
PAGE_REPEATS = 7
FRAME = "iframe[title*='streamlit_folium']"
READY = "window.map && window.sahelAtlas && sahelAtlas.debug(window.map).isReady"
CHOICES = {
    "everything": MapSelection(),
    "Niger and Mali, Sep–Oct 2010": MapSelection(
        period=Period(date(2010, 9, 1), date(2010, 10, 31)), countries=("MLI", "NER")
    ),
    "the case arlit-2010": MapSelection(cases=("arlit-2010",)),
}
Row = tuple[str, str, str]


def spread(seconds: list[float]) -> tuple[str, str]:
    """Give the median and the 95th percentile, in milliseconds."""
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return f"{statistics.median(ordered) * 1000:.0f} ms", f"{last * 1000:.0f} ms"


def clock(work: Callable[[], object], repeats: int = REPEATS) -> list[float]:
    """Time some work, after one run that does not count."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def measure_python(dataset: Dataset) -> list[Row]:
    """Time reading, filtering, composing and drawing."""
    read = clock(lambda: load_dataset(Catalog.in_folder(SHIPPED_DATA)), 5)
    rows = [("read and check the data folder", *spread(read))]
    translator = Translator(MapSelection().language, dataset.terms)
    for name, choice in CHOICES.items():
        shown = filter_dataset(dataset, choice)
        counts = count_shown(dataset, shown, choice)
        document = compose_map(shown, choice, translator, counts=counts)
        whole = compose_map(shown, choice, translator, counts=counts, extent=WINDOW)
        work: dict[str, Callable[[], object]] = {
            "filter": lambda choice=choice: filter_dataset(dataset, choice),
            "count": lambda shown=shown, choice=choice: count_shown(dataset, shown, choice),
            "compose": lambda shown=shown, choice=choice, counts=counts: compose_map(
                shown, choice, translator, counts=counts, extent=SAHEL
            ),
            "payloads": lambda whole=whole: build_payloads(whole, translator),
            "PNG 1920 × 1080": lambda document=document: export_snapshot(
                document, Page(), translator, name="x"
            ),
        }
        rows += [(f"{step}: {name}", *spread(clock(run, 5))) for step, run in work.items()]
    return rows


def measure_sizes(dataset: Dataset) -> list[tuple[str, str]]:
    """Weigh what is shipped and what is sent."""
    translator = Translator(MapSelection().language, dataset.terms)
    shown = filter_dataset(dataset, MapSelection())
    counts = count_shown(dataset, shown, MapSelection())
    document = compose_map(shown, MapSelection(), translator, counts=counts, extent=WINDOW)
    payloads = build_payloads(document, translator)
    naive = folium.Map(tiles=None)
    folium.GeoJson(dataset.events[["title", "geometry"]].to_json()).add_to(naive)
    naive.get_root().render()
    data = sum(file.stat().st_size for file in SHIPPED_DATA.rglob("*") if file.is_file())
    return [
        ("data folder", f"{data / 1e6:.2f} MB"),
        ("map payload that changes with the language", f"{len(payloads.context) / 1e3:.0f} kB"),
        ("map payload that changes with a filter", f"{len(payloads.events) / 1e3:.0f} kB"),
        ("naive way: script of one folium GeoJson", f"{len(_get_map_string(naive)) / 1e3:.0f} kB"),
    ]


def measure_page() -> tuple[list[Row], list[tuple[str, str]]]:
    """Time the page in a browser: from the address to a map that is drawn."""
    rows: list[Row] = []
    start = time.perf_counter()
    with serve_dashboard(ROOT) as address, open_browser() as browser:
        rows.append(("server: start to healthy", f"{time.perf_counter() - start:.1f} s", ""))
        times, sizes = [], {}
        for _ in range(PAGE_REPEATS + 1):
            context = browser.new_context(viewport={"width": 1400, "height": 900})
            attempts = block_outside(context)
            page = context.new_page()
            begin = time.perf_counter()
            page.goto(address)
            page.wait_for_selector(FRAME, timeout=60_000)
            frame = page.query_selector(FRAME).content_frame()
            frame.wait_for_function(READY, timeout=60_000)
            times.append(time.perf_counter() - begin)
            sizes = json.loads(
                frame.evaluate(
                    "JSON.stringify([...document.querySelectorAll('script:not([src])')]"
                    ".map(s => s.textContent.length))"
                )
            )
            assert attempts == [], attempts
            context.close()
    rows.append(("page to usable map, first visitor", f"{times[0]:.1f} s", ""))
    rows.append(("page to usable map, warm server", *spread(times[1:])))
    return rows, [("script of the map", f"{sum(sizes) / 1e3:.1f} kB")]


def main() -> None:
    """Measure everything and write the results."""
    dataset, report = load_dataset(Catalog.in_folder(SHIPPED_DATA))
    page_rows, page_sizes = measure_page()
    rows = [*page_rows, *measure_python(dataset)]
    sizes = [*measure_sizes(dataset), *page_sizes]
    versions = ", ".join(
        f"{name} {metadata.version(name)}"
        for name in ("streamlit", "streamlit-folium", "folium", "geopandas", "matplotlib")
    )
    today = date.today()  # noqa: DTZ011 - the reader's own day
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    shipped = (
        f"{len(dataset.events)} events, {len(dataset.cases)} cases, {len(dataset.steps)} steps"
    )
    lines = [
        "# Results",
        "",
        "Written by `python benchmarks/measure.py`; do not edit.",
        "",
        f"{today} · {machine} · Python {platform.python_version()} · {versions}",
        "",
        f"Shipped data: {shipped}, {report.rejected} rows rejected.",
        "",
        "| what | median | p95 |",
        "|---|---|---|",
        *(f"| {what} | {median} | {last} |" for what, median, last in rows),
        "",
        "| size of | |",
        "|---|---|",
        *(f"| {what} | {size} |" for what, size in sizes),
        "",
    ]
    text = "\n".join(lines)
    (ROOT / "benchmarks" / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

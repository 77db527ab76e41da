"""The dashboard in a browser: opening, the period's slider, another filter, frames, memory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browsing import (
    NotMeasuredError,
    Step,
    ask,
    choose_countries,
    map_frame,
    open_chromium,
    open_page,
    rest,
    slide,
    time_opening,
)
from effort import Effort
from frames import measure_frames, measure_play
from playwright.sync_api import Browser, Error, Frame, Page
from results import Row, row_of_size, row_of_times
from serving import APP, Server, serve

OPENING_MS, SLIDER_MS, FILTER_MS = 4000, 300, 500
SCRIPT_KB, MEMORY_MB = 60, 700
LOADING_SECONDS = 400
"""How long a million events may take to open before we give up."""
COUNTRIES = ["Niger", "Mali", "Burkina Faso", "Chad", "Mauritania", "Algeria", "Libya"]
"""Those that made events lie in."""
SCRIPT_SIZE = "() => window.benchmarkProbe.scriptSize"


@dataclass(frozen=True)
class Dashboard:
    """A running dashboard, and a browser to look at it with."""

    server: Server
    browser: Browser


@contextmanager
def run_dashboard(folder: Path) -> Iterator[Dashboard]:
    """Serve a data folder's dashboard, and open a browser."""
    with serve(APP, {"SAHEL_GEO_DATA": str(folder)}) as server, open_chromium() as browser:
        yield Dashboard(server, browser)


def attempt(what: str, measure: Callable[[], list[Row]]) -> list[Row]:
    """Measure, or give one row that says why it could not be done: the run goes on."""
    try:
        return measure()
    except (NotMeasuredError, Error) as error:
        reason = str(error).splitlines()[0]
        return [Row(what, f"not measured: {reason}", is_kept=False)]


def measure_opening(dashboard: Dashboard, repeats: int) -> list[Row]:
    """Time the page from its address to a usable map: by its first visitor, and again."""
    times = [
        time_opening(dashboard.browser, dashboard.server.address, timeout_s=LOADING_SECONDS)
        for _ in range(repeats + 1)
    ]
    return [
        row_of_times("page to usable map, first visitor", times[:1]),
        row_of_times("page to usable map, warm server", times[1:], p50_ms=OPENING_MS),
    ]


def measure_use(dashboard: Dashboard, effort: Effort) -> list[Row]:
    """Use the page as a reader does, and look at the server's memory after it."""
    with open_page(dashboard.browser, dashboard.server.address, timeout_s=LOADING_SECONDS) as page:
        rows = _measure_map(map_frame(page), effort)
    with open_page(dashboard.browser, dashboard.server.address, timeout_s=LOADING_SECONDS) as page:
        map_frame(page)
        rows += attempt("period slider step", lambda: _measure_slider(page, effort))
        rows += attempt("another country chosen", lambda: _measure_countries(page, effort))
    now, peak = dashboard.server.memory_mb()
    return [
        *rows,
        row_of_size("server memory after use", now, "MB", most=MEMORY_MB),
        row_of_size("server memory at its peak", peak, "MB"),
    ]


def _measure_map(frame: Frame, effort: Effort) -> list[Row]:
    size = ask(frame, SCRIPT_SIZE) / 1e3
    return [
        row_of_size("map script and group", size, "kB", most=SCRIPT_KB),
        *attempt("frames", lambda: measure_frames(frame, effort)),
        *attempt("frames while playing", lambda: measure_play(frame, effort)),
    ]


def _measure_slider(page: Page, effort: Effort) -> list[Row]:
    rest(page, "period")
    return _rows_of_steps(
        "period slider step", slide(page, effort.slider_steps, "period"), SLIDER_MS
    )


def _measure_countries(page: Page, effort: Effort) -> list[Row]:
    rest(page, "counts")
    steps = choose_countries(page, COUNTRIES[: effort.countries], "counts")
    return _rows_of_steps("another country chosen", steps, FILTER_MS)


def _rows_of_steps(what: str, steps: Sequence[Step], limit_ms: float) -> list[Row]:
    return [
        row_of_times(what, [step.ms for step in steps], p50_ms=limit_ms),
        row_of_times(f"{what}: until its script rests", [step.rest_ms for step in steps]),
        row_of_size(
            f"{what}: by the web socket, at most", max(s.socket_bytes for s in steps) / 1e3, "kB"
        ),
        row_of_size(
            f"{what}: fetched, at most", max(step.fetched_bytes for step in steps) / 1e3, "kB"
        ),
    ]

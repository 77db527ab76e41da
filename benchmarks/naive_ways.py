"""The ways the libraries' own documentation shows, and ours, on the same events in the same run."""

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from browser_tools import serve_files
from browsing import SOFTWARE_WEBGL, Step, map_frame, open_chromium, open_page, rest, slide
from dashboard import run_dashboard
from effort import Effort
from results import Row, row_of_size, row_of_times
from serving import serve
from xstatic.pkg import leaflet

NAIVE = Path(__file__).parent / "naive"
LEAST_RATIO = 30


def time_geojson(events: Path, effort: Effort, *, on_canvas: bool) -> list[Step]:
    """
    Time slider steps with one GeoJson feature group; Leaflet comes from this machine.

    Parameters
    ----------
    events
        What `write_points` wrote.
    effort
        How many steps.
    on_canvas
        Whether Leaflet draws circles on a canvas; folium's default is an SVG element for each.
    """
    with serve_files() as files:
        for name, media_type in (("leaflet.js", "text/javascript"), ("leaflet.css", "text/css")):
            files.put(f"/{name}", (Path(leaflet.BASE_DIR) / name).read_bytes(), media_type)
        environment = {
            "BENCHMARK_EVENTS": str(events),
            "BENCHMARK_LEAFLET": files.base_url,
            "BENCHMARK_CANVAS": "1" if on_canvas else "",
        }
        return _time_slider(NAIVE / "app_geojson.py", environment, "group", effort)


def time_pydeck(events: Path, effort: Effort) -> list[Step]:
    """Time slider steps with `st.pydeck_chart`; WebGL is drawn by the processor."""
    environment = {"BENCHMARK_EVENTS": str(events)}
    return _time_slider(NAIVE / "app_pydeck.py", environment, "webgl", effort, flags=SOFTWARE_WEBGL)


def _time_slider(
    program: Path,
    environment: Mapping[str, str],
    picture: str,
    effort: Effort,
    *,
    flags: Sequence[str] = (),
) -> list[Step]:
    with (
        serve(program, environment) as server,
        open_chromium(*flags) as browser,
        open_page(browser, server.address) as page,
    ):
        rest(page, picture)
        return slide(page, effort.naive_steps, picture)


def time_ours(folder: Path, effort: Effort) -> list[Step]:
    """Time slider steps of the dashboard."""
    with (
        run_dashboard(folder) as dashboard,
        open_page(dashboard.browser, dashboard.server.address) as page,
    ):
        map_frame(page)
        rest(page, "period")
        return slide(page, effort.slider_steps, "period")


def rows_of_steps(what: str, steps: Sequence[Step]) -> list[Row]:
    """Write how long slider steps took, and what the largest of them sent."""
    sent = max(step.sent_bytes for step in steps)
    return [
        row_of_times(f"slider step: {what}", [step.ms for step in steps]),
        row_of_size(f"sent for a step: {what}", sent / 1e6, "MB"),
    ]


def row_of_ratio(
    what: str, naive: Sequence[Step], ours: Sequence[Step], least: float | None = None
) -> Row:
    """Write how many times faster our median step is, and how many times it must be."""
    ratio = _median(naive) / _median(ours)
    words = f"{ratio:.1f} × faster"
    if least is None:
        return Row(what, words)
    return Row(what, words, "", f"≥ {least:g} ×", ratio >= least)


def _median(steps: Sequence[Step]) -> float:
    return statistics.median(step.ms for step in steps)

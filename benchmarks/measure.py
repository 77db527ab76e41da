"""Measure what people wait for, and write `benchmarks/RESULTS.md`.

Run as `python benchmarks/measure.py`: the dashboard, exports, imports, the naive ways and a million
events, in one run of about fifteen minutes, in a real Chromium that reaches no other machine.
`--only` measures a part and `--quick` does everything a few times only; both print and leave the
file as it is. Times are of this machine and this run: the ratios say more than the seconds.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import effort as sizes  # noqa: E402 - after the path is set
import naive_ways  # noqa: E402
from browsing import open_chromium  # noqa: E402
from dashboard import (  # noqa: E402
    attempt,
    measure_opening,
    measure_use,
    run_dashboard,
)
from effort import QUICK, Effort  # noqa: E402
from exports import measure_exports  # noqa: E402
from generator import write_folder  # noqa: E402
from imports import measure_imports  # noqa: E402
from python_steps import (  # noqa: E402
    measure_made,
    measure_shipped,
    measure_sizes,
    write_points,
)
from report import describe_machine, write_file, write_page  # noqa: E402
from results import Row, Section, without_budgets  # noqa: E402

from sahel_geo.sources import SHIPPED_DATA, Catalog, load_dataset  # noqa: E402

RESULTS = Path(__file__).with_name("RESULTS.md")


def make_folder(folder: Path, count: int, places: int) -> Path:
    """Give the folder of so many made events; several parts of a run share it."""
    made = folder / str(count)
    return made if made.exists() else write_folder(made, count, places)


def measure_shipped_part(_: Path, effort: Effort) -> list[Section]:
    """Measure what readers of the shipped data wait for."""
    dataset, report = load_dataset(Catalog.in_folder(SHIPPED_DATA))
    with run_dashboard(SHIPPED_DATA) as dashboard:
        opening = attempt("page to usable map", lambda: measure_opening(dashboard, effort.openings))
    note = (
        f"{len(dataset.events)} events, {len(dataset.cases)} cases, {len(dataset.steps)} steps, "
        f"{report.rejected} rows rejected."
    )
    rows = [*opening, *measure_shipped(dataset, effort), *measure_sizes(dataset)]
    return [Section("Shipped data", note, rows)]


def measure_exports_part(_: Path, effort: Effort) -> list[Section]:
    """Measure what readers of the export dialog wait for."""
    dataset, _ = load_dataset(Catalog.in_folder(SHIPPED_DATA))
    note = "Of the shipped data, all of it unless told otherwise, as the dialog asks for it."
    return [Section("Exports", note, attempt("exports", lambda: measure_exports(dataset, effort)))]


def measure_imports_part(folder: Path, _: Effort) -> list[Section]:
    """Measure what operators wait for who import large files."""
    note = "Made files (`importfiles.py`), by `python -m sahel_geo import`, once each."
    made = folder / "imports"
    made.mkdir(exist_ok=True)
    return [Section("Imports", note, measure_imports(made))]


def measure_made_part(folder: Path, effort: Effort) -> list[Section]:
    """Measure the budgets with many made events."""
    made = make_folder(folder, sizes.EVENTS, sizes.PLACES)
    with run_dashboard(made) as dashboard:
        opening = attempt("page to usable map", lambda: measure_opening(dashboard, 2))
        use = attempt("use of the page", lambda: measure_use(dashboard, effort))
    rows = [*without_budgets(opening), *use, *measure_made(made, effort)]
    note = (
        f"{sizes.EVENTS:,} made events at {sizes.PLACES:,} places (`generator.py`). A step is "
        "timed from the key press until the script rests, the map shows the choice and its frame "
        "is painted."
    )
    return [Section("Made data", note, rows)]


def measure_naive_part(folder: Path, effort: Effort) -> list[Section]:
    """Measure slider steps of the naive ways, and ours with the same events."""
    made = make_folder(folder, sizes.NAIVE_EVENTS, sizes.NAIVE_PLACES)
    many = make_folder(folder, sizes.EVENTS, sizes.PLACES)
    points, many_points = (write_points(each, each / "points.parquet") for each in (made, many))
    few, all_events = f"{sizes.NAIVE_EVENTS:,} events", f"{sizes.EVENTS:,} events"

    def compare() -> list[Row]:
        ours = naive_ways.time_ours(made, effort)
        ours_many = naive_ways.time_ours(many, effort)
        svg = naive_ways.time_geojson(points, effort, on_canvas=False)
        canvas = naive_ways.time_geojson(points, effort, on_canvas=True)
        pydeck = naive_ways.time_pydeck(many_points, effort)
        least = naive_ways.LEAST_RATIO
        return [
            *naive_ways.rows_of_steps(f"ours, {few}", ours),
            *naive_ways.rows_of_steps(f"GeoJson feature group, {few}", svg),
            *naive_ways.rows_of_steps(f"the same with prefer_canvas, {few}", canvas),
            naive_ways.row_of_ratio(f"ours against the group, {few}", svg, ours, least),
            naive_ways.row_of_ratio(f"ours against the group on canvas, {few}", canvas, ours),
            *naive_ways.rows_of_steps(f"ours, {all_events}", ours_many),
            *naive_ways.rows_of_steps(f"st.pydeck_chart, {all_events}", pydeck),
            naive_ways.row_of_ratio(
                f"ours against st.pydeck_chart, {all_events}", pydeck, ours_many
            ),
        ]

    note = (
        "The period's slider in three programs, the same key presses. What is sent is counted "
        "before the web socket's compression; WebGL is drawn by the processor (SwiftShader)."
    )
    return [Section("Against the naive ways", note, attempt("naive ways", compare))]


def measure_million_part(folder: Path, effort: Effort) -> list[Section]:
    """Measure whether a million events open and play; no budget is meant for them."""
    made = make_folder(folder, sizes.MANY_EVENTS, sizes.MANY_PLACES)
    less = replace(effort, slider_steps=min(effort.slider_steps, 6), countries=2)
    with run_dashboard(made) as dashboard:
        opening = attempt("page to usable map", lambda: measure_opening(dashboard, 2))
        use = attempt("use of the page", lambda: measure_use(dashboard, less))
    note = f"{sizes.MANY_EVENTS:,} made events at {sizes.MANY_PLACES:,} places."
    return [Section("A million events", note, without_budgets([*opening, *use]))]


PARTS: dict[str, Callable[[Path, Effort], list[Section]]] = {
    "shipped": measure_shipped_part,
    "exports": measure_exports_part,
    "imports": measure_imports_part,
    "made": measure_made_part,
    "naive": measure_naive_part,
    "million": measure_million_part,
}


def main() -> int:
    """Measure what was asked for; 1 if a budget is not kept or something was not measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=[*PARTS, "all"], default="all", help="one part")
    parser.add_argument("--quick", action="store_true", help="a few repeats, nothing is written")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no server outlives the run
    start, load = time.monotonic(), os.getloadavg()[0]
    chosen = [options.only] if options.only in PARTS else list(PARTS)
    sections: list[Section] = []
    with tempfile.TemporaryDirectory(prefix="sahel-benchmark-") as folder:
        for name in chosen:
            print(f"measuring: {name} …", file=sys.stderr, flush=True)
            sections += PARTS[name](Path(folder), QUICK if options.quick else Effort())
    with open_chromium() as browser:
        machine = describe_machine(browser.version, load)
    text = write_page(sections, machine, (time.monotonic() - start) / 60)
    print(text)
    if options.only == "all" and not options.quick:
        write_file(RESULTS, text)
    return int(any(row.is_kept is False for section in sections for row in section.rows))


if __name__ == "__main__":
    sys.exit(main())

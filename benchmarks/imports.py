"""What an operator waits for: `python -m sahel_geo import` of large files, its time and memory.

Measured from outside, as the command is run: the process that reads a workbook counts as well.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from importfiles import write_acled, write_gtd
from results import MS, Row, clock, row_of_size, row_of_times

from sahel_geo.sources.workspace import read_workspace

ROOT = Path(__file__).parents[1]
ACLED_ROWS, ACLED_PLACES, ACLED_MS, ACLED_MB = 400_000, 30_000, 30_000, 2_000
GTD_ROWS, GTD_MS, GTD_MB = 210_000, 90_000, 2_500
LOOK_EVERY_SECONDS = 0.1


@dataclass(frozen=True)
class Run:
    """How long a command took, and the most memory that it and its children held at once."""

    ms: float
    memory_mb: float


def measure_imports(folder: Path) -> list[Row]:
    """Import made files of the sizes that are promised, once each, and read what was kept."""
    workspace = folder / "workspace"
    acled = write_acled(folder / "acled.csv", ACLED_ROWS, ACLED_PLACES)
    rows = _rows_of(f"ACLED, {ACLED_ROWS:,} rows, CSV", acled, workspace, (ACLED_MS, ACLED_MB))
    rows += _rows_of_replacing(acled, workspace)
    gtd = write_gtd(folder / "gtd.xlsx", GTD_ROWS)
    rows += _rows_of(f"GTD, {GTD_ROWS:,} rows × 135, XLSX", gtd, workspace, (GTD_MS, GTD_MB))
    shutil.rmtree(workspace / "gtd-gtd")
    read = clock(lambda: read_workspace(workspace), 1, warm=False)
    return [*rows, row_of_times(f"the page reads {ACLED_ROWS:,} kept rows", read)]


def _rows_of(what: str, file: Path, workspace: Path, budget: tuple[float, float]) -> list[Row]:
    run = run_import(file, workspace)
    size = f"{file.stat().st_size / 1e6:.0f} MB"
    return [
        row_of_times(f"{what}, {size}", [run.ms], p50_ms=budget[0]),
        row_of_size(f"{what}: memory at its peak", run.memory_mb, "MB", most=budget[1]),
    ]


def _rows_of_replacing(file: Path, workspace: Path) -> list[Row]:
    """Import it again in its own place: both exports are compared, which takes memory as well."""
    run = run_import(file, workspace, "--replace", "acled-acled")
    what = f"ACLED, {ACLED_ROWS:,} rows in the place of an older export"
    return [
        row_of_times(what, [run.ms]),
        row_of_size(f"{what}: memory at its peak", run.memory_mb, "MB"),
    ]


def run_import(file: Path, workspace: Path, *options: str) -> Run:
    """
    Import a file by the command line.

    Raises
    ------
    RuntimeError
        If it ends with another code than 0.
    """
    command = [sys.executable, "-m", "sahel_geo", "import", str(file), "--into", str(workspace)]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    most = 0.0
    while process.poll() is None:
        most = max(most, sum(_memory_mb(number) for number in _family(process.pid)))
        time.sleep(LOOK_EVERY_SECONDS)
    ms = (time.perf_counter() - start) * MS
    if process.returncode:
        raise RuntimeError(process.communicate()[1].decode())
    return Run(ms, most)


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return  # it has just ended
    for child in text.split():
        yield from _family(int(child))


def _memory_mb(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


if __name__ == "__main__":
    import tempfile

    print(f"load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="sahel-imports-") as made:
        for row in measure_imports(Path(made)):
            print(row.what, "|", row.median, "|", row.budget, "|", row.is_kept)

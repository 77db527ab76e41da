"""Write what was measured as a page of tables, with the size of the machine."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib import metadata
from pathlib import Path

from results import Row, Section

LIBRARIES = (
    "streamlit",
    "streamlit-folium",
    "folium",
    "pydeck",
    "geopandas",
    "pandas",
    "numpy",
    "matplotlib",
    "python-pptx",
    "imageio-ffmpeg",
    "playwright",
)
MARKS = {True: "yes", False: "**no**", None: ""}


def describe_machine(chromium: str, load: float) -> str:
    """
    Give a line each for the machine, the system and the libraries.

    Parameters
    ----------
    chromium
        Its version.
    load
        Programs that wanted a core in the minute before the run: at rest near 0.
    """
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    today = date.today()  # noqa: DTZ011 - the reader's own day
    cores = f"{os.cpu_count()} cores ({platform.machine()})"
    size = f"{cores}, {gigabytes:.0f} GB of memory, no GPU used, load {load:.1f} before the run"
    programs = f"{system}, Python {platform.python_version()}, Chromium {chromium} (headless)"
    return f"- {today}, {size}\n- {programs}\n- {libraries}"


def write_page(sections: Sequence[Section], machine: str, minutes: float) -> str:
    """
    Write the whole page in Markdown.

    Parameters
    ----------
    sections
        In the order in which they are read.
    machine
        What `describe_machine` says.
    minutes
        How long the run took.
    """
    budgets = [row for section in sections for row in section.rows if row.is_kept is not None]
    kept = sum(row.is_kept is True for row in budgets)
    origin = f"Written by `python benchmarks/measure.py` in one run of {minutes:.0f} minutes"
    parts = [
        "# Results",
        f"{origin}; do not edit.",
        machine,
        f"Budgets kept: {kept} of {len(budgets)}.",
        *(_write_section(section) for section in sections),
    ]
    return "\n\n".join(parts) + "\n"


def _write_section(section: Section) -> str:
    lines = [f"## {section.title}", "", section.note, ""]
    lines += ["| what | median | p95 | budget | kept |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_write_row, section.rows)])


def _write_row(row: Row) -> str:
    return f"| {row.what} | {row.median} | {row.p95} | {row.budget} | {MARKS[row.is_kept]} |"


def write_file(file: Path, text: str) -> None:
    """Write the page."""
    file.write_text(text, encoding="utf-8")

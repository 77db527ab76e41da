"""Read the sheets of workbooks (XLSX, ODS) through a process that may be ended at any moment."""

import csv
import io
import json
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sahel_geo.sources.files import UnreadableFileError, make_problem
from sahel_geo.sources.intake.archives import list_members, open_archive, read_pieces
from sahel_geo.sources.intake.cells import Progress, Record
from sahel_geo.sources.intake.limits import MEGABYTE, Limits
from sahel_geo.sources.intake.table import Repair, RepairKind

PROGRAM = Path(__file__).with_name("workbook_process.py")

LOOK_EVERY_SECONDS = 0.3
"""How often a reader who waits for a large workbook may cancel."""

DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
LONGEST_DECLARATION = max(map(len, DECLARATIONS))


@dataclass(frozen=True)
class Workbook:
    """What is asked of a workbook: its file, its content, a sheet by name (or the largest)."""

    file: str
    content: bytes | Path
    limits: Limits
    sheet: str = ""
    progress: Progress | None = None


def check_workbook(file: str, content: bytes | Path, limits: Limits) -> None:
    """
    Look through a workbook's archive before it is read.

    Raises
    ------
    UnreadableFileError
        If it is too large, lies about its size, or declares entities, which no workbook needs.
    """
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    limits.check("most_spreadsheet_mb", file, size / MEGABYTE)
    with open_archive(file, content, limits) as archive:
        for member in list_members(archive):
            is_xml = member.filename.lower().endswith((".xml", ".rels"))
            end = b""
            for piece in read_pieces(file, archive, member):
                text = end + piece
                if is_xml and any(mark in text for mark in DECLARATIONS):
                    raise UnreadableFileError(make_problem(file, None, "xml_entities"))
                end = piece[-LONGEST_DECLARATION:]


@contextmanager
def read_workbook(wanted: Workbook) -> Iterator[tuple[Iterator[Record], tuple[Repair, ...]]]:
    """
    Read the sheet with most rows, or the one asked for.

    Yields
    ------
    records
        Its rows as texts, each with its number; to be used inside the `with` only.
    repairs
        Which sheet was taken, when there are several.

    Raises
    ------
    UnreadableFileError
        If it is no workbook, is locked, or takes more memory than allowed.
    """
    check_workbook(wanted.file, wanted.content, wanted.limits)
    with _start(wanted) as process:
        assert process.stdout is not None
        _wait(process, wanted.progress)
        lines = io.TextIOWrapper(process.stdout, encoding="utf-8", newline="")
        told = _read_head(wanted, lines.readline())
        yield _read_rows(wanted, process, lines, told), _tell_sheet(told)


@contextmanager
def _start(wanted: Workbook) -> "Iterator[subprocess.Popen[bytes]]":
    """Start the program, and end it however the reading ends."""
    is_path = isinstance(wanted.content, Path)
    options = [
        str(wanted.content.absolute()) if isinstance(wanted.content, Path) else "-",
        str(wanted.limits.most_memory_mb),
        str(wanted.limits.most_cell),
        wanted.sheet,
    ]
    process = subprocess.Popen(  # noqa: S603 - our own program; the file is an argument, never a command
        [sys.executable, "-I", str(PROGRAM), *options],
        stdin=subprocess.DEVNULL if is_path else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        if process.stdin is not None and isinstance(wanted.content, bytes):
            try:
                process.stdin.write(wanted.content)
                process.stdin.close()
            except BrokenPipeError:
                pass
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None and not stream.closed:
                stream.close()


def _wait(process: "subprocess.Popen[bytes]", progress: Progress | None) -> None:
    """Wait for the first line, and let the reader cancel meanwhile."""
    if progress is None or sys.platform == "win32":  # there, pipes cannot be waited for
        return
    assert process.stdout is not None
    while not select.select([process.stdout], [], [], LOOK_EVERY_SECONDS)[0]:
        progress(0, 0.0)


def _read_head(wanted: Workbook, line: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(line) if line.endswith("\n") else {"error": "memory"}
    error = told.get("error", "")
    if error == "memory":
        _fail_for_memory(wanted)
    if error == "PasswordError":
        raise UnreadableFileError(make_problem(wanted.file, None, "locked"))
    if error:
        problem = make_problem(wanted.file, None, "bad_workbook", reason=told.get("reason", error))
        raise UnreadableFileError(problem)
    return told


def _fail_for_memory(wanted: Workbook) -> None:
    """Say that memory did not suffice; how much would have is not known."""
    allowed = wanted.limits.most_memory_mb
    wanted.limits.check("most_memory_mb", wanted.file, allowed + 1)


def _read_rows(
    wanted: Workbook,
    process: "subprocess.Popen[bytes]",
    lines: io.TextIOWrapper,
    told: dict[str, Any],
) -> Iterator[Record]:
    total = max(int(told["rows"]), 1)
    try:
        for number, *cells in csv.reader(lines):
            row = int(number)
            yield Record(row, cells, share=min(row / total, 1.0))
    except csv.Error as error:
        problem = make_problem(wanted.file, None, "bad_workbook", reason=error)
        raise UnreadableFileError(problem) from error
    if process.wait():
        _fail_for_memory(wanted)


def _tell_sheet(told: dict[str, Any]) -> tuple[Repair, ...]:
    others = [name for name in told["sheets"] if name != told["sheet"]]
    if not others:
        return ()
    values = (("part", str(told["sheet"])), ("others", ", ".join(others)))
    return (Repair(RepairKind.SHEET, values),)

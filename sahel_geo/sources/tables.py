"""Read a CSV table as text, row by row, so that one broken row does not cost the others."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sahel_geo.model.report import Problem
from sahel_geo.sources.files import (
    CONTROL,
    UNDECODED,
    TextRows,
    UnreadableFileError,
    make_problem,
    read_bytes,
)

FIRST_ROW = 2
"""The row under the header, as a spreadsheet counts."""


@dataclass(frozen=True)
class _Record:
    """The cells of a row, or why they could not be read; `line` is the line it begins in."""

    line: int
    cells: Sequence[str] = ()
    error: str = ""


def read_table(file: Path) -> TextRows:
    """
    Read a table of comma-separated values with a header, in UTF-8.

    Parameters
    ----------
    file
        The table. Rows without any text in them are passed over.

    Returns
    -------
    rows
        The rows that have as many cells as the header and hold nothing but text; the others
        are counted in `rejected`, each with its problem.

    Raises
    ------
    UnreadableFileError
        If there is no table: no file, no header, a header that is not text.
    """
    text = read_bytes(file).decode("utf-8-sig", errors="surrogateescape")
    records = _read_records(list(io.StringIO(text, newline="")))
    header = _check_header(file.name, next(records, _Record(line=1)))
    is_suspect = bool(UNDECODED.search(text) or CONTROL.search(text))
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    problems: list[Problem] = []
    for number, record in enumerate(records, start=FIRST_ROW):
        problem = _check_record(file.name, number, record, len(header))
        if problem is None and is_suspect:
            problem = _check_signs(file.name, number, record)
        if problem is not None:
            problems.append(problem)
        elif any(record.cells):
            rows.append(record.cells)
            numbers.append(number)
    cells = pd.DataFrame(rows, columns=header, index=pd.Index(numbers, dtype="int64"), dtype="str")
    return TextRows(file.name, cells, rejected=len(problems), problems=tuple(problems))


def _read_records(lines: Sequence[str]) -> Iterator[_Record]:
    """Read on after an error from the line behind the one where the broken record began."""
    start = 0
    while start < len(lines):
        reader = csv.reader((lines[at] for at in range(start, len(lines))), strict=True)
        lines_done = 0
        try:
            for cells in reader:
                yield _Record(start + lines_done + 1, cells)
                lines_done = reader.line_num
        except csv.Error as error:
            yield _Record(start + lines_done + 1, error=str(error))
            start += lines_done + 1
        else:
            return


def _check_header(file: str, header: _Record) -> list[str]:
    if any(UNDECODED.search(name) or CONTROL.search(name) for name in header.cells):
        raise UnreadableFileError(make_problem(file, None, "not_a_table"))
    if not any(header.cells):
        raise UnreadableFileError(make_problem(file, None, "no_header"))
    if len(header.cells) == 1 and ";" in header.cells[0]:
        raise UnreadableFileError(make_problem(file, None, "semicolons"))
    names = [name.strip() or f"column_{at}" for at, name in enumerate(header.cells, start=1)]
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        problem = make_problem(file, None, "repeated_columns", columns=", ".join(repeated))
        raise UnreadableFileError(problem)
    return names


def _check_record(file: str, row: int, record: _Record, width: int) -> Problem | None:
    if "unexpected end" in record.error:
        return make_problem(file, row, "open_quote")
    if "field limit" in record.error:
        return make_problem(file, row, "cell_too_long", expected=csv.field_size_limit())
    if record.error:
        return make_problem(file, row, "not_csv")
    if any(record.cells) and len(record.cells) != width:
        return make_problem(file, row, "cell_number", expected=width, got=len(record.cells))
    return None


def _check_signs(file: str, row: int, record: _Record) -> Problem | None:
    for cell in record.cells:
        if bad := UNDECODED.search(cell):
            byte = f"0x{ord(bad.group()) - 0xDC00:02X}"
            return make_problem(file, row, "not_utf8", line=record.line, got=byte)
        if bad := CONTROL.search(cell):
            return make_problem(file, row, "control_sign", got=f"0x{ord(bad.group()):02X}")
    return None

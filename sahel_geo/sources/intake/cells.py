"""Gather rows into a frame of texts: find the header, take the columns asked for, sieve bad rows.

Every reader of tables gives its rows here, each with its number as a spreadsheet counts. Cells are
kept in columns, a piece at a time, so that a large file never stands in memory as single texts.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from statistics import median
from typing import Any

from sahel_geo.sources.files import (
    CONTROL,
    UNDECODED,
    UnreadableFileError,
    make_problem,
)
from sahel_geo.sources.intake.limits import MEGABYTE, Limits
from sahel_geo.sources.intake.sieve import Sieve
from sahel_geo.sources.intake.table import RawTable, Repair, RepairKind
from sahel_geo.sources.intake.texts import to_text

Progress = Callable[[int, float], None]
"""Is told rows read so far and the share of the file, 0 to 1; what it raises ends the reading."""

ChooseColumns = Callable[[tuple[str, ...]], Container[str] | None]
"""Is given the header and says which columns to read; None means all."""

ROWS_AT_ONCE = 20_000

LONGEST_NAME = 1_000
"""What stands first and is longer names no column."""

HEADER_ROWS = 20
"""The header is looked for in so many rows: sheets may begin with a title and notes."""

SIGNS_AT_ONCE = 50_000_000
"""Rows are put into columns sooner when they hold so many signs."""


@dataclass(frozen=True)
class Record:
    """A row as it came: its number, its cells, or the rule that it breaks; share of file read."""

    row: int
    cells: Sequence[Any] = ()
    rule: str = ""
    share: float = 0.0
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Gathering:
    """What gathering rows needs to know besides the rows."""

    file: str
    limits: Limits
    columns: Container[str] | ChooseColumns | None = None
    progress: Progress | None = None
    repairs: tuple[Repair, ...] = ()
    is_text: bool = False
    """Every cell is a text already: twelve million need not be asked one by one."""


def gather_rows(records: Iterable[Record], wanted: Gathering) -> RawTable:
    """
    Gather rows into a table.

    Parameters
    ----------
    records
        The file's rows in their order, the header among them.
    wanted
        File, limits and columns.

    Returns
    -------
    table
        The rows under the header that hold text; rows without any are passed over.

    Raises
    ------
    UnreadableFileError
        If there is no header, or a limit is passed.
    """
    stream = iter(records)
    first = list(islice(stream, HEADER_ROWS))
    at = _find_header(wanted.file, first)
    names = _read_names(first[at], first[at + 1 :])
    wanted.limits.check("most_columns", wanted.file, len(names))
    header, repairs = _name_columns(names)
    if at:
        repairs.append(_told_header(first[at].row))
    chosen = wanted.columns(header) if callable(wanted.columns) else wanted.columns
    positions = [at for at, name in enumerate(header) if chosen is None or name in chosen]
    sieve = Sieve(wanted.file, len(header), positions, wanted.limits.most_cell)
    _gather(chain(first[at + 1 :], stream), sieve, wanted)
    return RawTable(
        wanted.file,
        sieve.to_frame([header[at] for at in positions]),
        repairs=(*wanted.repairs, *repairs),
        rejected=len(sieve.problems),
        problems=tuple(sieve.problems),
        broken=sieve.broken,
        header=header,
    )


def _gather(records: Iterable[Record], sieve: Sieve, wanted: Gathering) -> None:
    take = _taker(sieve, is_text=wanted.is_text)
    rows: list[Sequence[str]] = []
    numbers: list[int] = []
    seen = signs = 0
    share = 0.0
    for record in records:
        cells, share = record.cells, record.share
        fitting = _fit(cells, sieve.width)
        if record.rule:
            sieve.set_aside(record.row, cells, record.rule, **dict(record.values))
        elif not any(cells) and all(cell in ("", None) for cell in cells):
            continue
        elif fitting is None:
            expected, got = str(sieve.width), str(len(cells))
            sieve.set_aside(record.row, cells, "cell_number", expected=expected, got=got)
        else:
            rows.append(take(fitting))
            numbers.append(record.row)
            signs += sum(map(len, rows[-1]))
        seen += 1
        if seen >= ROWS_AT_ONCE or signs >= SIGNS_AT_ONCE:
            sieve.add(rows, numbers)
            _check(sieve, wanted, share)
            rows, numbers, seen, signs = [], [], 0, 0
    sieve.add(rows, numbers)
    _check(sieve, wanted, 1.0)


def _check(sieve: Sieve, wanted: Gathering, share: float) -> None:
    wanted.limits.check("most_rows", wanted.file, sieve.read)
    wanted.limits.check("most_expanded_mb", wanted.file, sieve.size / MEGABYTE)
    if wanted.progress is not None:
        wanted.progress(sieve.read, share)


def _taker(sieve: Sieve, *, is_text: bool) -> Callable[[Sequence[Any]], Sequence[str]]:
    """Make what takes the kept cells of a row as texts."""
    positions = sieve.positions
    if not is_text:
        return lambda cells: [to_text(cells[at]) for at in positions]
    if positions == list(range(sieve.width)):
        return lambda cells: cells
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda cells: [cells[at] for at in positions]


def _fit(cells: Sequence[Any], width: int) -> Sequence[Any] | None:
    """Take a row that has the header's cells, or more where the others are empty; else None."""
    if len(cells) == width:
        return cells
    if len(cells) > width and not any(cells[width:]):
        return cells[:width]
    return None


def _find_header(file: str, records: Sequence[Record]) -> int:
    """Find the first row with names for most columns; what stands above is a title."""
    filled = [sum(to_text(cell).strip() != "" for cell in record.cells) for record in records]
    if not any(filled):
        raise UnreadableFileError(make_problem(file, None, "no_header"))
    # a title above a table fills one cell, or two; a header about as many as the rows below
    usual = median(count for count in filled if count)
    at = next(at for at, count in enumerate(filled) if count * 2 > usual)
    names = [to_text(cell) for cell in records[at].cells]
    if records[at].rule or max(map(len, names)) > LONGEST_NAME:
        raise UnreadableFileError(make_problem(file, None, "not_a_table"))
    if any(UNDECODED.search(name) or CONTROL.search(name) for name in names):
        raise UnreadableFileError(make_problem(file, None, "not_a_table"))
    return at


def _read_names(header: Record, below: Sequence[Record]) -> list[str]:
    """Read the names of columns; empty ones at the end, with nothing below, are none."""
    names = [" ".join(to_text(cell).split()) for cell in header.cells]
    width = max((at for at, name in enumerate(names, start=1) if name), default=0)
    filled = (at for record in below for at, cell in enumerate(record.cells, 1) if cell)
    return names[: max(width, max(filled, default=0))]


def _name_columns(names: Sequence[str]) -> tuple[tuple[str, ...], list[Repair]]:
    """Name each column, and each once."""
    given: dict[str, None] = {}
    for at, name in enumerate(names, start=1):
        new = base = name or f"column_{at}"
        number = 2
        while new in given:
            new, number = f"{base}_{number}", number + 1
        given[new] = None
    header = tuple(given)
    named = tuple(new for new, name in zip(header, names, strict=True) if new != name)
    values = (("columns", ", ".join(named)),)
    return header, [Repair(RepairKind.HEADER, values, named)] if named else []


def _told_header(row: int) -> Repair:
    return Repair(RepairKind.HEADER_ROW, (("row", str(row)),))

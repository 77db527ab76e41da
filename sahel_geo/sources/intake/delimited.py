"""Read a table written as text, whatever parts its columns, so that a broken row costs no other."""

import csv
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from sahel_geo.sources.files import UnreadableFileError, make_problem
from sahel_geo.sources.intake.cells import Record
from sahel_geo.sources.intake.encoding import find_encoding, read_lines, tell_encoding
from sahel_geo.sources.intake.table import Repair, RepairKind

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

SAMPLE_LINES = 60
"""The delimiter is found in so many lines."""

SAMPLE_SIGNS = 100_000
"""… and in so much of each: a file may be one endless line."""

SEPARATOR_LINE = "sep="
"""A first line by which a spreadsheet is told the delimiter."""

MOST_BROKEN = 50_000
"""Rows that are no CSV; setting each aside takes its time, and a file of such is no table."""

MOST_OPEN_QUOTES = 5_000
"""Each costs reading on to the longest cell: a file with more is no table, or is meant to tire."""


def read_delimited(file: str, content: bytes | Path) -> tuple[Iterator[Record], tuple[Repair, ...]]:
    """
    Read a table of delimited text.

    Parameters
    ----------
    file
        Name of the file, for reports.
    content
        The table.

    Returns
    -------
    records
        The rows, the header among them, read as they are asked for.
    repairs
        What had to be found out: encoding and delimiter, when they are not UTF-8 and comma.
    """
    encoding = find_encoding(content)
    lines = read_lines(content, encoding)
    sample = list(islice(lines, SAMPLE_LINES))
    texts = [line for line, _ in sample]
    row = 1
    delimiter = _told_delimiter(texts)
    if delimiter:
        sample, row = sample[1:], 2
    else:
        delimiter = find_delimiter(texts)
    repairs = tell_encoding(encoding)
    if delimiter != ",":
        repairs += (
            Repair(RepairKind.DELIMITER, (("delimiter", DELIMITERS.get(delimiter, delimiter)),)),
        )
    return _read_records(file, chain(sample, lines), delimiter, row), repairs


def _told_delimiter(lines: list[str]) -> str:
    first = lines[0].strip("\r\n") if lines else ""
    is_told = first.lower().startswith(SEPARATOR_LINE) and len(first) == len(SEPARATOR_LINE) + 1
    return first[-1] if is_told and first[-1] in DELIMITERS else ""


def find_delimiter(lines: list[str]) -> str:
    """Find what parts the columns: what gives most rows the same number of cells, more than one."""
    return max(DELIMITERS, key=lambda delimiter: _rate(lines, delimiter))


def _rate(lines: list[str], delimiter: str) -> tuple[float, int]:
    try:
        rows = list(csv.reader((line[:SAMPLE_SIGNS] for line in lines), delimiter=delimiter))
    except csv.Error:
        return 0.0, 0
    widths = [len(row) for row in rows if any(row)]
    if not widths or max(widths) == 1:
        return 0.0, 0
    # the last row of a sample may be cut inside a quoted cell
    widths = widths[:-1] or widths
    common = max(set(widths), key=lambda width: (widths.count(width), width))
    return (widths.count(common) / len(widths) if common > 1 else 0.0), common


class _Lines:
    """Lines that can be taken back: those of a record that turned out broken."""

    def __init__(self, lines: Iterator[tuple[str, float]]) -> None:
        self.lines = lines
        self.share = 0.0
        self.since: list[str] = []
        self.back: list[str] = []

    def __iter__(self) -> "Iterator[str]":
        return self

    def __next__(self) -> str:
        if self.back:
            line = self.back.pop()
        else:
            line, self.share = next(self.lines)
        self.since.append(line)
        return line

    def take_back(self) -> None:
        """Read on behind the first line of the record at hand."""
        self.back.extend(reversed(self.since[1:]))
        self.since = []


def _read_records(
    file: str, source: Iterator[tuple[str, float]], delimiter: str, row: int
) -> Iterator[Record]:
    lines = _Lines(source)
    broken_rows = open_quotes = 0
    while True:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield Record(row, cells, share=lines.share)
                lines.since.clear()
                row += 1
        except csv.Error as error:
            rule = _rule_of(str(error))
            broken = lines.since[0] if lines.since else ""
            cell, values = broken.rstrip("\r\n"), (("expected", str(csv.field_size_limit())),)
            yield Record(row, (cell,), rule=rule, share=lines.share, values=values)
            broken_rows += 1
            open_quotes += rule != "not_csv"
            if open_quotes > MOST_OPEN_QUOTES or broken_rows > MOST_BROKEN:
                problem = make_problem(file, None, "too_broken", got=broken_rows)
                raise UnreadableFileError(problem) from error
            lines.take_back()
            row += 1
        else:
            return


def _rule_of(error: str) -> str:
    if "unexpected end" in error:
        return "open_quote"
    return "cell_too_long" if "field limit" in error else "not_csv"

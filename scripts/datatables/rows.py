"""Read and write CSV tables as they stand: UTF-8, every cell a text, Unix line ends."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

Row = dict[str, str]


class TableError(Exception):
    """A table is not what it should be; the message says where, what was expected, what came."""


def read_rows(file: Path, *, columns: Sequence[str] = ()) -> list[Row]:
    """
    Read a CSV table.

    Parameters
    ----------
    file
        A UTF-8 table with a header.
    columns
        If given, the header must name exactly these, in this order.

    Returns
    -------
    rows
        One dict per row, in file order; an empty cell is an empty text.

    Raises
    ------
    TableError
        If the header differs, or a row has too few or too many cells.
    """
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        cells = list(reader)
    if columns and header != list(columns):
        msg = f"{file.name}: expected the columns {', '.join(columns)}, got {', '.join(header)}."
        raise TableError(msg)
    for number, row in enumerate(cells, start=1):
        if len(row) != len(header):
            msg = f"{file.name}, row {number}: expected {len(header)} cells, got {len(row)}."
            raise TableError(msg)
    return [dict(zip(header, row, strict=True)) for row in cells]


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Write rows as CSV text with a header, quoting only cells that need it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()

"""The rejected rows of an import as a sheet: to be mended where they are, and read again."""

import csv
import io
from collections.abc import Callable, Iterator
from enum import StrEnum

import pandas as pd

from sahel_geo.model.formulas import defuse_cells
from sahel_geo.model.report import Problem
from sahel_geo.sources.fitting import SHEET_COLUMNS
from sahel_geo.sources.importing import Imported

MOST_SHEET_ROWS = 1_048_575
"""Rows under the header that a workbook's sheet can hold."""


class SheetForm(StrEnum):
    """How the sheet is written."""

    CSV = "csv"
    XLSX = "xlsx"


OFF_THE_MAP = "outside_window"


def rejected_sheet(
    imported: Imported,
    write: Callable[[Problem], str],
    form: SheetForm = SheetForm.CSV,
    *,
    off_the_map: bool = False,
) -> bytes:
    """
    Write the rejected rows with their line, column and reason before their cells.

    Parameters
    ----------
    imported
        What came of a file.
    write
        Writes a problem as a sentence of the reader's language.
    form
        CSV (UTF-8 with a mark, CRLF) or XLSX.
    off_the_map
        Whether rows that lie off the map are among them; they are no mistakes to mend.

    Returns
    -------
    content
        A row has its reasons parted by line ends. Cells a spreadsheet would take for a formula
        begin with an apostrophe; importing the sheet takes it away again.
    """
    table = _table(imported, write, off_the_map=off_the_map)
    if form is SheetForm.XLSX:
        return _to_workbook(table.head(MOST_SHEET_ROWS))
    text = table.to_csv(index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return text.encode("utf-8-sig")


def _table(
    imported: Imported, write: Callable[[Problem], str], *, off_the_map: bool
) -> pd.DataFrame:
    reasons = pd.DataFrame(
        _reasons(imported, write, off_the_map=off_the_map), columns=["at", *SHEET_COLUMNS]
    )
    joined = reasons.groupby("at", sort=True).agg(
        {
            SHEET_COLUMNS[0]: "first",
            SHEET_COLUMNS[1]: _join_names,
            SHEET_COLUMNS[2]: "\n".join,
        }
    )
    cells = imported.rejected.reindex(joined.index).fillna("")
    table = pd.concat([joined.astype("str"), cells], axis=1)
    defused = table.apply(defuse_cells) if len(table) else table
    return defused.rename(columns=lambda name: defuse_cells(pd.Series([str(name)])).iloc[0])


def _join_names(names: "pd.Series[str]") -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))


def _reasons(
    imported: Imported, write: Callable[[Problem], str], *, off_the_map: bool
) -> Iterator[tuple[int, str, str, str]]:
    for problem in imported.report.problems:
        if problem.row in imported.unread:
            yield int(problem.row), str(problem.row), "", write(problem)
    for finding in imported.findings:
        if not finding.rejects or (finding.rule == OFF_THE_MAP and not off_the_map):
            continue
        for row in finding.rows:
            problem = finding.problem(imported.name, int(row))
            yield int(row), str(row), finding.column, write(problem)


def _to_workbook(table: pd.DataFrame) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - loaded with the page, it would open later

    book = Workbook(write_only=True)
    sheet = book.create_sheet("rejected")
    sheet.append([str(name) for name in table.columns])
    for row in table.itertuples(index=False, name=None):
        sheet.append([_for_workbook(str(cell)) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _for_workbook(text: str) -> str:
    """Leave out signs that XML cannot hold, and what is beyond a cell's 32,767 characters."""
    clean = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")
    return clean[:32_767]

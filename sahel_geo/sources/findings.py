"""What is wrong or odd in many rows at once, and how a report says it without a line for each.

A file of 400,000 rows may be wrong in all of them. What was found is therefore kept as columns, a
report lists the first rows of each kind and counts the others, and the sheet of rejected rows has
them all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pandera.pandas as pa

from sahel_geo.model.report import Problem, Severity
from sahel_geo.sources.files import make_problem

MOST_LISTED = 20
"""How many rows of one kind a report lists one by one."""


@dataclass(frozen=True, eq=False)
class Finding:
    """
    One thing that is wrong or odd with rows.

    Attributes
    ----------
    rule
        The sentence in the catalogue (`problem.<rule>`).
    rows
        Spreadsheet rows it is said of, in their order.
    column
        The column of ours it is about; empty when it is about the whole row.
    got
        What came, on `rows`, where the sentence says it.
    more
        Further values of the sentence that differ by row, each on `rows`.
    values
        Values of the sentence that are the same for all rows.
    severity
        Whether it must be mended.
    rejects
        Whether the rows are set aside.
    listed
        How many of the rows a report lists one by one.
    """

    rule: str
    rows: "pd.Index[Any]"
    column: str = ""
    got: "pd.Series[Any] | None" = None
    more: "Mapping[str, pd.Series[Any]]" = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    rejects: bool = True
    listed: int = MOST_LISTED

    def problem(self, file: str, row: int) -> Problem:
        """Say it of one row."""
        filled: dict[str, object] = dict(self.values)
        if self.column:
            filled["column"] = self.column
        if self.got is not None:
            filled["got"] = self.got.loc[row]
        filled |= {name: column.loc[row] for name, column in self.more.items()}
        return make_problem(file, row, self.rule, severity=self.severity, **filled)

    def problems(self, file: str) -> Iterator[Problem]:
        """Say it of the first rows, and of how many more it is true."""
        for row in self.rows[: self.listed]:
            yield self.problem(file, int(row))
        left = len(self.rows) - self.listed
        if left > 0:
            first, last = int(self.rows[0]), int(self.rows[-1])
            yield make_problem(
                file, None, "more_rows", severity=self.severity, count=left, first=first, last=last
            )


def rejected_rows(findings: Iterable[Finding]) -> "pd.Index[Any]":
    """Give the rows that are set aside, each once, in rising order."""
    rows: pd.Index[Any] = pd.Index([], dtype="int64")
    for finding in findings:
        if finding.rejects:
            rows = rows.union(finding.rows)
    return rows


def check_cells(cells: pd.DataFrame, contract: pa.DataFrameSchema) -> list[Finding]:
    """
    Ask the checks of a contract of every cell, a column at a time.

    Parameters
    ----------
    cells
        Texts, all columns of the contract among them.
    contract
        Its columns and their checks (see `model.columns`).

    Returns
    -------
    findings
        One for each check that fails anywhere; of one cell only the first that fails, as a cell
        that is empty cannot be wrong in another way too.
    """
    findings = []
    for name, column in contract.columns.items():
        left = cells[name]
        for check in column.checks:
            passes = _ask(check, left)
            if passes.all():
                continue
            failing = left.loc[~passes]
            findings.append(
                Finding(str(check.error), failing.index, name, got=failing, values=check.statistics)
            )
            left = left.loc[passes]
    return findings


def _ask(check: pa.Check, cells: "pd.Series[str]") -> "npt.NDArray[np.bool_]":
    """Ask a check of each text once, however many cells hold it."""
    numbers, texts = pd.factorize(cells)
    passes = check(pd.Series(texts, dtype="str")).check_output
    answers: npt.NDArray[np.bool_] = passes.to_numpy(dtype=bool)[numbers]
    return answers


def without(cells: pd.DataFrame, rows: "pd.Index[Any]") -> pd.DataFrame:
    """Leave rows out; without any the frame stays the one it is, not a copy."""
    return cells.loc[~cells.index.isin(rows)] if len(rows) else cells

"""Read files as bytes and text, and say what is wrong with one that is not what it should be.

A file that cannot be read at all raises `UnreadableFileError`, which holds the problem to report.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from sahel_geo.model.report import Problem, Severity

LONGEST_SHOWN = 60
"""Characters of a cell that a report shows."""

UNDECODED = re.compile("[\udc80-\udcff]")
"""What `surrogateescape` leaves where bytes are not UTF-8."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that no text holds; tab and line ends are not among them."""


class UnreadableFileError(Exception):
    """A whole file cannot be used; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.rule)


@dataclass(frozen=True, eq=False)
class TextRows:
    """
    The rows of a table or layer as text, as far as they could be read.

    Attributes
    ----------
    file
        Name of the file, for reports.
    cells
        Texts, an empty cell is an empty text; indexed by row as a spreadsheet counts, so that the
        first row under the header is 2. A layer's first feature is 2 as well.
    geometry
        Shapes on the same index, WGS84; only of a layer.
    rejected
        How many rows could not even be read as text.
    problems
        What was wrong with those.
    """

    file: str
    cells: pd.DataFrame
    geometry: gpd.GeoSeries | None = None
    rejected: int = 0
    problems: tuple[Problem, ...] = ()


def make_problem(
    file: str,
    row: Any,
    rule: str,
    *,
    severity: Severity = Severity.ERROR,
    **values: object,
) -> Problem:
    """
    Make a problem whose sentence is filled in with `values`; without `row` it is of the file.

    What came (`got`) is cut to what is needed to know it again; signs that do not print are
    replaced, so that a report stays one problem a line.
    """
    shown = {name: _clean(str(value)) for name, value in values.items()}
    if len(shown.get("got", "")) > LONGEST_SHOWN:
        shown["got"] = shown["got"][: LONGEST_SHOWN - 1] + "…"
    number = None if row is None else int(row)
    return Problem(file, number, rule, tuple(shown.items()), severity)


def _clean(text: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def read_bytes(file: Path) -> bytes:
    """
    Read a file.

    Raises
    ------
    UnreadableFileError
        If it is missing, no file but a folder or device, empty, or the system refuses it.
    """
    try:
        if file.exists() and not file.is_file():
            raise UnreadableFileError(make_problem(file.name, None, "not_a_file"))
        content = file.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(make_problem(file.name, None, "missing_file")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problem = make_problem(file.name, None, "unreadable_file", reason=reason)
        raise UnreadableFileError(problem) from error
    if not content.strip():
        raise UnreadableFileError(make_problem(file.name, None, "empty_file"))
    return content


def line_of_byte(content: bytes, position: int) -> int:
    """Give the line a byte stands in; the first line is 1."""
    return content.count(b"\n", 0, position) + 1

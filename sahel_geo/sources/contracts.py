"""Hold rows of text against the contract of their file, and make days and numbers of them.

A row that breaks its contract is set aside with a problem for each cell that does; the others
become typed. What only the rows of one file can tell (an end before a start, an id given twice) is
checked here as well, by the rules of `row_rules`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa

from sahel_geo.model.columns import DAY_FORMAT, CellType
from sahel_geo.model.extent import WGS84
from sahel_geo.model.report import Problem, Severity, ValidationReport
from sahel_geo.sources.files import TextRows, UnreadableFileError, make_problem

RowRule = Callable[[str, pd.DataFrame], list[Problem]]
"""Takes a file's name and its typed rows, indexed by row; names the rows that cannot stand."""

OUR_COLUMNS = (
    "row",
    "first_day",
    "last_day",
    "place",
    "time_certainty",
    "is_incident",
    "place_withheld",
    "geometry",
)
"""Columns that are made from the others, whatever a file says."""


@dataclass(frozen=True, eq=False)
class AcceptedRows:
    """The rows of a file that keep its contract, typed and indexed by row, and the report."""

    file: str
    frame: pd.DataFrame
    report: ValidationReport


def accept_rows(
    rows: TextRows, contract: pa.DataFrameSchema, rules: Sequence[RowRule] = ()
) -> AcceptedRows:
    """
    Check rows against a contract and give those that keep it, typed.

    Parameters
    ----------
    rows
        Rows of one file as text.
    contract
        The file's contract, one of `schema.CONTRACTS`.
    rules
        What the rows must keep besides, asked only of rows whose cells are good.

    Returns
    -------
    accepted
        The contract's columns in its order (an optional one that is absent is empty), then the
        others. Days are `datetime64`, whole numbers `int64` (`Int64` where cells may be empty),
        decimals `float64`, all else text with an empty text for empty.

    Raises
    ------
    UnreadableFileError
        If a column that must be there is missing.
    """
    cells, problems = _complete_columns(rows, contract)
    problems += _check_cells(rows.file, cells, contract)
    frame = to_typed(_without(cells, problems), contract)
    if rows.geometry is not None:
        shapes = rows.geometry.loc[frame.index]
        frame = gpd.GeoDataFrame(frame, geometry=shapes, crs=WGS84)
    for rule in (*rules, _unique_rule(contract)):
        found = rule(rows.file, frame)
        problems += found
        frame = _without(frame, found)
    report = ValidationReport(
        read=len(rows.cells) + rows.rejected,
        rejected=len(rows.cells) - len(frame) + rows.rejected,
        problems=_in_row_order([*rows.problems, *problems]),
    )
    return AcceptedRows(rows.file, frame, report)


def _complete_columns(
    rows: TextRows, contract: pa.DataFrameSchema
) -> tuple[pd.DataFrame, list[Problem]]:
    """Give the columns in the contract's order, and warn of those that nothing is made of."""
    cells = rows.cells
    missing = [
        name for name, column in contract.columns.items() if column.required and name not in cells
    ]
    if missing and (len(cells.columns) or not rows.rejected):
        problem = make_problem(rows.file, None, "missing_columns", columns=", ".join(missing))
        raise UnreadableFileError(problem)
    ours = [name for name in cells.columns if name in OUR_COLUMNS]
    extra = [name for name in cells.columns if name not in (*contract.columns, *ours)]
    cells = cells.reindex(columns=[*contract.columns, *extra], fill_value="").astype("str")
    # layers come with attributes of their sources; in a table it may be a slip of the pen
    unknown = extra if rows.geometry is None else []
    problems = [
        make_problem(rows.file, None, rule, severity=Severity.WARNING, columns=", ".join(names))
        for rule, names in (("our_columns", ours), ("unknown_columns", unknown))
        if names
    ]
    return cells, problems


def _check_cells(file: str, cells: pd.DataFrame, contract: pa.DataFrameSchema) -> list[Problem]:
    try:
        contract.validate(cells, lazy=True)
    except pa.errors.SchemaErrors as errors:
        found = errors.schema_errors
    else:
        return []
    problems: dict[tuple[int, str], Problem] = {}
    for error in found:
        column = error.schema.name
        for row, got in zip(
            error.failure_cases["index"], error.failure_cases["failure_case"], strict=True
        ):
            problem = make_problem(
                file, row, error.check.error, column=column, got=got, **error.check.statistics
            )
            problems.setdefault((int(row), column), problem)
    return list(problems.values())


def to_typed(cells: pd.DataFrame, contract: pa.DataFrameSchema) -> pd.DataFrame:
    """Make days and numbers of texts that keep a contract, all of its columns among them."""
    typed = {
        name: _to_type(cells[name], column.metadata["cell"], optional=column.metadata["optional"])
        for name, column in contract.columns.items()
    }
    return cells.assign(**typed)


def _to_type(texts: "pd.Series[str]", cell: CellType, *, optional: bool) -> "pd.Series":
    given = texts.where(texts != "")
    if cell is CellType.DAY:
        return pd.to_datetime(given, format=DAY_FORMAT).astype("datetime64[us]")
    if cell is CellType.DECIMAL:
        return given.astype("float64")
    if cell is CellType.WHOLE_NUMBER:
        numbers = given.astype("Int64")
        return numbers if optional else numbers.astype("int64")
    return texts


def _unique_rule(contract: pa.DataFrameSchema) -> RowRule:
    columns = list(contract.metadata["unique"])

    def check_unique(file: str, frame: pd.DataFrame) -> list[Problem]:
        problems: list[Problem] = []
        first_rows: dict[tuple[str, ...], int] = {}
        if not columns or not frame.duplicated(columns).any():
            return problems
        for row, *cells in frame[columns].itertuples(name=None):
            first = first_rows.setdefault(tuple(cells), row)
            if first != row:
                got, column = " + ".join(cells), " + ".join(columns)
                problems.append(
                    make_problem(file, row, "repeated", column=column, got=got, first=first)
                )
        return problems

    return check_unique


def _without(frame: pd.DataFrame, problems: Sequence[Problem]) -> pd.DataFrame:
    broken = {problem.row for problem in problems if problem.severity is Severity.ERROR}
    if not broken:
        return frame
    return frame.loc[~frame.index.isin(broken)]


def _in_row_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.row or 0))

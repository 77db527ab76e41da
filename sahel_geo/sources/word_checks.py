"""Whether the tables of words know every code and every actor."""

from collections.abc import Iterable, Iterator

import pandas as pd
import pandera.pandas as pa

from sahel_geo.model.columns import ACTOR_SEPARATOR, SEPARATOR
from sahel_geo.model.report import Problem, Severity
from sahel_geo.model.schema import CONTRACTS
from sahel_geo.sources.files import make_problem


def check_codes(
    file: str, rows: pd.DataFrame, contract: pa.DataFrameSchema, words: frozenset[tuple[str, str]]
) -> list[Problem]:
    """
    Check that each code of a file has its words.

    Parameters
    ----------
    file
        The file the rows come from.
    rows
        Accepted rows, indexed by row.
    contract
        The file's contract: it says which column holds codes of which kind.
    words
        Kind and code of each row of the vocabulary table.

    Returns
    -------
    problems
        An error for each code without words, once for each column, where it first stands.
    """
    problems = []
    for name, column in contract.columns.items():
        kind = column.metadata["listed"]
        if not kind:
            continue
        for code, row in _first_rows(rows[name].astype("str"), SEPARATOR):
            # a nationality is written with how many people have it: FRA:5
            if (kind, bare := code.partition(":")[0]) not in words:
                problem = make_problem(file, row, "no_word", column=name, kind=kind, got=bare)
                problems.append(problem)
    return problems


def check_vocabulary(file: str, words: frozenset[tuple[str, str]]) -> list[Problem]:
    """Check that every code that may come has its words, whether or not the data hold it."""
    wanted = {
        (column.metadata["listed"], code): None
        for contract in CONTRACTS.values()
        for column in contract.columns.values()
        for code in column.metadata["codes"]
        if column.metadata["listed"]
    }
    return [
        make_problem(file, None, "word_missing", kind=kind, code=code)
        for kind, code in wanted
        if (kind, code) not in words
    ]


def check_actors(file: str, events: pd.DataFrame, named: Iterable[str]) -> list[Problem]:
    """Warn of each actor without a French name, where it first stands."""
    known = set(named)
    problems = []
    for column in ("actor1", "actor2"):
        for actor, row in _first_rows(events[column], ACTOR_SEPARATOR):
            if actor not in known:
                known.add(actor)
                problem = make_problem(
                    file, row, "no_actor", severity=Severity.WARNING, column=column, got=actor
                )
                problems.append(problem)
    return problems


def _first_rows(cells: "pd.Series[str]", separator: str) -> Iterator[tuple[str, int]]:
    """Give each value of a column, those parted in one cell one by one, with its first row."""
    given = cells.loc[(cells != "") & cells.notna()].drop_duplicates()
    parts = given.str.split(separator, regex=False).explode().drop_duplicates()
    for row, part in parts.items():
        yield str(part), int(str(row))

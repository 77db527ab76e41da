"""What was found wrong or odd with a file's rows, put together as a report shows it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.report import Problem, Severity
from sahel_geo.sources.importing import Imported

MOST_ROWS_SHOWN = 200
"""Rejected rows the page shows; the sheet has all."""

MORE_ROWS = "more_rows"
"""What a report says of rows it does not list: here they are counted instead."""


@dataclass(frozen=True)
class Group:
    """
    All rows of which the same is said.

    Attributes
    ----------
    rule
        The sentence in the catalogue (`problem.<rule>`).
    severity
        Whether it must be mended.
    values
        What fills the sentence in, as for the first row.
    rows
        The first rows as a spreadsheet counts; none when it is said of the whole file.
    count
        How many rows there are.
    """

    rule: str
    severity: Severity
    values: Mapping[str, str]
    rows: tuple[int, ...]
    count: int


def group_findings(imported: Imported) -> list[Group]:
    """Put together the rows of which a report says the same, most rows first."""
    counts: Counter[tuple[str, str]] = Counter()
    listed: dict[tuple[str, str], list[Problem]] = {}
    for finding in imported.findings:
        counts[finding.rule, finding.column] += len(finding.rows)
    for problem in imported.report.problems:
        if problem.rule != MORE_ROWS:
            about = problem.rule, dict(problem.values).get("column", "")
            listed.setdefault(about, []).append(problem)
    groups = [_group(problems, counts.get(about, 0)) for about, problems in listed.items()]
    return sorted(groups, key=lambda group: -group.count)


def _group(problems: list[Problem], count: int) -> Group:
    first = problems[0]
    rows = tuple(problem.row for problem in problems if problem.row is not None)
    return Group(first.rule, first.severity, dict(first.values), rows, max(count, len(rows)))


def list_rejected(imported: Imported, translator: Translator) -> pd.DataFrame:
    """
    List the first rejected rows with line, column and reason before their cells.

    Returns
    -------
    table
        Texts; at most `MOST_ROWS_SHOWN` rows. A row has its reasons one after the other.
    """
    reasons: dict[int, list[str]] = {}
    columns: dict[int, list[str]] = {}
    rows = imported.rejected.index[:MOST_ROWS_SHOWN]
    for finding in imported.findings:
        if not finding.rejects:
            continue
        for row in rows.intersection(finding.rows):
            problem = finding.problem(imported.name, int(row))
            reasons.setdefault(int(row), []).append(_sentence(problem, translator))
            columns.setdefault(int(row), []).append(_column_words(finding.column, translator))
    for problem in imported.report.problems:
        if problem.row in imported.unread and problem.row is not None:
            reasons.setdefault(problem.row, []).append(_sentence(problem, translator))
    head = pd.DataFrame(
        {
            translator.text("import.row"): [str(row) for row in rows],
            translator.text("import.rejected_column"): [
                ", ".join(filter(None, dict.fromkeys(columns.get(int(row), [])))) for row in rows
            ],
            translator.text("import.rejected_reason"): [
                " ".join(reasons.get(int(row), [])) for row in rows
            ],
        }
    )
    cells = imported.rejected.loc[rows].reset_index(drop=True)
    cells.columns = _set_apart(list(map(str, cells.columns)), list(map(str, head.columns)))
    return pd.concat([head, cells], axis=1)


def _set_apart(names: list[str], taken: list[str]) -> list[str]:
    """Let no column of a file be called as one before it: a table shows each name once."""
    known = set(taken)
    for at, name in enumerate(names):
        apart = name
        while apart in known:
            apart += "\N{PRIME}"
        known.add(apart)
        names[at] = apart
    return names


def write_sentence(rule: str, values: Mapping[str, str], translator: Translator) -> str:
    """Write what is wrong as a sentence, with the page's own words for our columns; plain text."""
    told = dict(values)
    if "column" in told:
        told["column"] = _column_words(told["column"], translator)
    sentence = translator.rule(rule, told)
    return sentence[:1].upper() + sentence[1:]


def _sentence(problem: Problem, translator: Translator) -> str:
    return write_sentence(problem.rule, dict(problem.values), translator)


def _column_words(column: str, translator: Translator) -> str:
    key = f"import.column.{column}"
    return translator.text(key) if column and translator.has(key) else column

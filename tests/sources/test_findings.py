import pandas as pd
from makers import make_event

from sahel_geo.model.report import Severity
from sahel_geo.model.schema import IMPORTED
from sahel_geo.sources.findings import Finding, check_cells, rejected_rows, without


def make_cells(*rows):
    frame = pd.DataFrame([make_event(**row) for row in rows], index=range(2, len(rows) + 2))
    return frame.reindex(columns=list(IMPORTED.columns), fill_value="").astype("str")


def test_a_contract_is_asked_of_every_cell_and_says_what_came():
    findings = check_cells(make_cells({}, {"latitude": "99"}, {"event_date": ""}), IMPORTED)
    found = {(finding.column, finding.rule): list(finding.rows) for finding in findings}
    assert found == {("event_date", "empty_cell"): [4], ("latitude", "number_between"): [3]}
    (latitude,) = [finding for finding in findings if finding.column == "latitude"]
    problem = latitude.problem("a.csv", 3)
    assert dict(problem.values) == {"low": "4", "high": "38", "column": "latitude", "got": "99"}


def test_what_others_data_may_leave_empty_is_no_mistake():
    empty = {"sub_event_type": "", "actor1": "", "location": "", "source": "", "source_url": ""}
    assert check_cells(make_cells(empty), IMPORTED) == []


def test_many_rows_of_one_kind_are_listed_up_to_a_number():
    rows = pd.RangeIndex(2, 102)
    finding = Finding("empty_cell", rows, "title", listed=3, severity=Severity.WARNING)
    problems = list(finding.problems("a.csv"))
    assert [(problem.row, problem.rule) for problem in problems] == [
        (2, "empty_cell"),
        (3, "empty_cell"),
        (4, "empty_cell"),
        (None, "more_rows"),
    ]
    assert dict(problems[-1].values) == {"count": "97", "first": "2", "last": "101"}


def test_rows_are_set_aside_once_and_only_by_what_rejects():
    findings = [
        Finding("day", pd.Index([5, 7])),
        Finding("count", pd.Index([3, 5])),
        Finding("future_day", pd.Index([9]), rejects=False),
    ]
    rows = rejected_rows(findings)
    assert list(rows) == [3, 5, 7]
    cells = pd.DataFrame({"a": range(3)}, index=[3, 4, 7])
    assert list(without(cells, rows).index) == [4]
    assert without(cells, rows[:0]) is cells

"""A report says the same of many rows once, and every rejected row why."""

import pytest
from import_page_tools import make_acled, write_csv

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.report import Severity
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.importing import import_events
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.ui.findings import MOST_ROWS_SHOWN, group_findings, list_rejected

ENGLISH = Translator(Language.ENGLISH)


@pytest.fixture(scope="module")
def imported():
    rows = make_acled(300)
    for row in rows[:250]:
        row["latitude"] = "north"
    rows[260]["latitude"] = "60.5"
    rows[0]["fatalities"] = "-1"
    return import_events("sample.csv", write_csv(rows), Limits())


def test_rows_of_which_the_same_is_said_are_counted_together(imported):
    groups = {(one.rule, one.values.get("column")): one for one in group_findings(imported)}
    counts = {about: one.count for about, one in groups.items()}
    assert sorted(counts.values()) == [1, 1, 250]
    assert max(groups.values(), key=lambda one: one.count).rows[:3] == (2, 3, 4)
    assert "more_rows" not in {rule for rule, _ in groups}


def test_rows_off_the_map_are_no_error(imported):
    off_the_map = [one for one in group_findings(imported) if one.rule == "outside_window"]
    assert [one.severity for one in off_the_map] == [Severity.WARNING]


def test_a_rejected_row_tells_all_its_reasons_before_its_cells(imported):
    table = list_rejected(imported, ENGLISH)
    assert len(table) == MOST_ROWS_SHOWN
    assert list(table.columns[:3]) == ["Row", "Column", "Reason"]
    first = table.iloc[0]
    assert first["Column"] == "Latitude, Deaths"
    assert "north" in first["Reason"]
    assert "-1" in first["Reason"]
    assert first["event_id_cnty"] == "MLI0"


def test_a_column_of_the_file_called_as_one_of_the_lists_is_set_apart():
    rows = [row | {"Row": "a", "Reason": "b"} for row in make_acled(1, latitude="north")]
    table = list_rejected(import_events("sample.csv", write_csv(rows), Limits()), ENGLISH)
    assert table.columns.is_unique
    assert table["Row"].tolist() == ["2"]
    assert table["Row\N{PRIME}"].tolist() == ["a"]

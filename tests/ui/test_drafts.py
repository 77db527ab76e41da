"""The steps of a file on its way onto the map, each of which leaves the draft before as it was."""

import json
from dataclasses import replace

from import_page_tools import make_acled, make_own, write_csv

from sahel_geo.model.datasets import DatasetKind
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.sources.intake.table import RepairKind
from sahel_geo.sources.reference import shipped_reference
from sahel_geo.sources.rejection import rejected_sheet
from sahel_geo.ui.drafts import (
    MOST_EXAMPLES,
    Draft,
    ImportDesk,
    Use,
    check_rows,
    choose_by_hand,
    list_examples,
    preview_rows,
    read_draft,
    with_columns,
)
from sahel_geo.ui.uploads import Upload, choose_color, free_id, version_of

NO_MAPPINGS: dict[str, ColumnMapping] = {}
REPORT = None


def read(content, name="sample.csv", mappings=NO_MAPPINGS):
    return read_draft(Draft(name, content), Limits(), mappings)


def test_a_file_of_a_known_form_needs_no_columns_and_drops_its_bytes():
    draft = read(write_csv(make_acled(3)))
    assert (draft.form, draft.needs_columns, draft.content) == (DatasetKind.ACLED, False, b"")
    assert draft.is_asked


def test_a_known_form_can_still_be_told_by_hand():
    draft = choose_by_hand(read(write_csv(make_acled(3))), NO_MAPPINGS, by_hand=True)
    assert draft.columns["event_date"] == "event_date"
    imported = check_rows(draft, shipped_reference()).imported
    assert imported.kind is DatasetKind.OWN
    again = choose_by_hand(draft, NO_MAPPINGS, by_hand=False)
    assert check_rows(again, shipped_reference()).imported.kind is DatasetKind.ACLED


def test_other_columns_ask_for_other_repairs():
    draft = read(write_csv(make_own(30), ";"))
    kinds = {repair.kind for repair in draft.asked_repairs}
    assert kinds == {RepairKind.DECIMAL_COMMA, RepairKind.DAY_FIRST}
    accepted = replace(draft, accept=frozenset(kinds))
    without_day = with_columns(accepted, {"latitude": "Lat", "longitude": "Long"})
    assert without_day.missing == ("event_date",)
    assert without_day.accept == {RepairKind.DECIMAL_COMMA}


def test_examples_show_cells_before_and_after():
    draft = read(write_csv(make_own(30), ";"))
    (commas,) = [one for one in draft.asked_repairs if one.kind is RepairKind.DECIMAL_COMMA]
    examples = list_examples(draft, commas)
    assert len(examples) == MOST_EXAMPLES
    assert examples.loc[2].tolist() == ["16,27 | -0,04", "16.27 | -0.04"]


def test_days_that_can_be_read_two_ways_are_shown_where_the_two_differ():
    rows = make_own(3)
    for row, day in zip(rows, ("01/01/2021", "02/02/2021", "03/04/2021"), strict=True):
        row["Date de l'incident"] = day
    draft = read(write_csv(rows, ";"))
    day_first, month_first = draft.asked_repairs[-2:]
    examples = list_examples(draft, day_first, month_first)
    assert examples.to_numpy().tolist() == [["03/04/2021", "2021-04-03"]]


def test_a_preview_reads_the_first_rows_as_all_rows_need_it():
    # only a late row tells that the day comes first
    rows = make_own(12, **{"Date de l'incident": "03/04/2021"})
    for row in rows[:11]:
        row["Date de l'incident"] = "03/04/2021"
    draft = read(write_csv(rows, ";"))
    kinds = frozenset(repair.kind for repair in draft.asked_repairs)
    seen = preview_rows(replace(draft, accept=kinds), shipped_reference())
    assert (seen.report.read, seen.report.accepted) == (10, 10)
    assert {str(day.date()) for day in seen.frame["event_date"]} == {"2021-04-03"}


def test_a_remembered_mapping_fits_the_next_file_of_these_columns():
    draft = read(write_csv(make_own(3), ";"))
    mapping = ColumnMapping.of({**draft.columns, "hostages": "Tués"}, draft.header)
    desk = ImportDesk().remember(mapping)
    again = read(write_csv(make_own(5), ";"), mappings=desk.mappings)
    assert again.is_remembered
    assert again.columns["hostages"] == "Tués"


def test_shapes_other_than_points_are_a_layer():
    line = {"type": "LineString", "coordinates": [[0, 14], [1, 15]]}
    feature = {"type": "Feature", "properties": {"date": "2020-01-01"}, "geometry": line}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    draft = read(content, "roads.geojson")
    assert (draft.use, draft.table) == (Use.LAYER, None)
    assert len(draft.layer.frame) == 1


def test_what_cannot_be_read_says_why_and_keeps_nothing():
    draft = read(b"%PDF-1.7")
    assert (draft.problem.rule, draft.content, draft.is_read) == ("not_a_kind", b"", False)


def test_a_mended_sheet_of_rejected_rows_is_taken_for_the_form_it_came_from():
    rejecting = check_rows(read(write_csv(make_acled(3, latitude="north"))), shipped_reference())
    sheet = rejected_sheet(rejecting.imported, lambda problem: problem.rule)
    mended = read(sheet.replace(b"north", b"16.27"))
    assert mended.form is DatasetKind.ACLED
    report = check_rows(mended, shipped_reference()).imported.report
    assert (report.read, report.accepted) == (1, 1)


def test_ids_and_colours_are_given_once():
    first = Upload("my-acled", "a.csv", REPORT)
    assert free_id("my-acled", (first,)) == "my-acled-2"
    assert free_id("my-own", (first,)) == "my-own"
    assert choose_color(()) != ""


def test_a_file_read_otherwise_is_another_version():
    draft = read(write_csv(make_acled(3)))
    imported = check_rows(draft, shipped_reference()).imported
    by_hand = choose_by_hand(draft, NO_MAPPINGS, by_hand=True)
    assert version_of(imported, draft.choices) != version_of(imported, by_hand.choices)

import io

import pandas as pd
import pytest
from import_samples import ACLED, ACLED_COLUMNS, make_csv
from openpyxl import load_workbook

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.fitting import SHEET_COLUMNS
from sahel_geo.sources.importing import import_events
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.rejection import SheetForm, rejected_sheet

GOOD, BAD = {}, {"event_id_cnty": "MLI2", "event_date": "soon", "fatalities": "many"}
FORMULA = {"event_id_cnty": "MLI3", "notes": "=1+1", "geo_precision": "9"}
FAR = {"event_id_cnty": "UKR1", "latitude": "50.4", "longitude": "30.5"}


def write(problem):
    return Translator(Language.ENGLISH).text(f"problem.{problem.rule}", **dict(problem.values))


def import_rows(*changes):
    return import_events("acled.csv", make_csv(ACLED_COLUMNS, ACLED, *changes), Limits())


def read_sheet(content):
    return pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)


def test_a_rejected_row_says_its_line_column_and_reason_before_its_cells():
    sheet = read_sheet(rejected_sheet(import_rows(GOOD, BAD), write))
    assert list(sheet.columns) == [*SHEET_COLUMNS, *ACLED_COLUMNS]
    (row,) = sheet.to_dict("records")
    assert (row["import_row"], row["import_column"]) == ("3", "event_date, fatalities")
    assert row["import_reason"].splitlines() == [
        "event_date must be a day written YYYY-MM-DD, got 'soon'.",
        "fatalities must be a whole number, 0 or more, got 'many'.",
    ]
    assert row["event_date"] == "soon"


def test_rows_off_the_map_are_only_in_the_sheet_when_asked_for():
    imported = import_rows(GOOD, FAR)
    assert read_sheet(rejected_sheet(imported, write)).empty
    assert len(read_sheet(rejected_sheet(imported, write, off_the_map=True))) == 1


@pytest.mark.parametrize("form", SheetForm)
def test_a_mended_sheet_is_read_again(form):
    content = rejected_sheet(import_rows(GOOD, BAD, FORMULA), write, form)
    if form is SheetForm.CSV:
        mended = content.replace(b"soon", b"2023-07-01").replace(b"many", b"1")
    else:
        book = load_workbook(io.BytesIO(content))
        for row in book.active.iter_rows():
            for cell in row:
                cell.value = {"soon": "2023-07-01", "many": "1"}.get(cell.value, cell.value)
        stream = io.BytesIO()
        book.save(stream)
        mended = stream.getvalue()
    again = import_events(f"rejected.{form}", mended, Limits())
    assert list(again.frame["event_id"]) == ["MLI2"]
    assert not set(SHEET_COLUMNS) & set(again.frame.columns)
    assert again.rejected["notes"].item() == "=1+1"


@pytest.mark.parametrize("form", SheetForm)
def test_no_cell_of_a_sheet_is_a_formula(form):
    content = rejected_sheet(import_rows(FORMULA), write, form)
    if form is SheetForm.CSV:
        assert "'=1+1" in content.decode("utf-8-sig")
    else:
        cells = [cell for row in load_workbook(io.BytesIO(content)).active for cell in row]
        assert "'=1+1" in {cell.value for cell in cells}
        assert "f" not in {cell.data_type for cell in cells}


def test_rows_that_are_no_cells_are_in_the_sheet():
    content = make_csv(ACLED_COLUMNS, ACLED) + b"MLI2,2023-06-30,short\n"
    sheet = read_sheet(rejected_sheet(import_events("acled.csv", content, Limits()), write))
    assert list(sheet["import_row"]) == ["3"]
    assert "short" in set(sheet.iloc[0])


def test_without_rejected_rows_there_is_only_a_header():
    assert read_sheet(rejected_sheet(import_rows(GOOD), write)).empty

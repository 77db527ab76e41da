"""Days are read in whatever form they are written, and the forms are told apart."""

import pytest

from sahel_geo.sources.intake.dates import (
    DateForm,
    find_form,
    read_numbers,
    read_serial,
    read_written,
)


@pytest.mark.parametrize(
    "text",
    [
        *("30 June 2023", "30-Jun-23", "June 30, 2023", "30 juin 2023", "vendredi 30 juin 2023"),
        *("2023/06/30", "2023.6.30", "20230630", "2023-06-30 14:05", "2023-06-30T00:00:00Z"),
        *("30 Jun. 2023", "30th of"[:4] + " June 2023", "30/juin/2023", " 30 JUIN 2023 "),
    ],
)
def test_a_day_that_can_be_read_one_way_only_is_read(text):
    assert read_written(text).isoformat() == "2023-06-30"
    assert find_form(text) is DateForm.WRITTEN


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2023-06-30", DateForm.PLAIN),
        ("30/06/2023", DateForm.NUMBERS),
        ("06.30.23", DateForm.NUMBERS),
        ("45107", DateForm.SERIAL),
        ("2023-02-30", DateForm.NONE),
        ("31 June 2023", DateForm.NONE),
        ("30/31/2023", DateForm.NONE),
        ("30 Brumaire 2023", DateForm.NONE),
        ("12", DateForm.NONE),
        ("Gao", DateForm.NONE),
        ("", DateForm.NONE),
    ],
)
def test_forms_of_days_are_told_apart(text, form):
    assert find_form(text) is form


def test_numbers_are_days_or_months_as_one_says():
    assert read_numbers("03/04/2023", day_first=True).isoformat() == "2023-04-03"
    assert read_numbers("03/04/2023", day_first=False).isoformat() == "2023-03-04"
    assert read_numbers("30/04/2023", day_first=False) is None


def test_a_year_of_two_digits_is_of_this_century_until_69():
    assert read_written("1 Jan 69").year == 2069
    assert read_written("1 Jan 70").year == 1970


def test_a_day_as_a_spreadsheet_keeps_it_has_no_time_of_day():
    assert read_serial("45107.75").isoformat() == "2023-06-30"
    assert read_serial("99999") is None

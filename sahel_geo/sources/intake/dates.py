"""Read days however they are written, and know which forms can be read one way only."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from sahel_geo.model.columns import FIRST_YEAR, LAST_YEAR
from sahel_geo.model.searchtext import fold

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier janv", "feb february fevrier fev fevr", "mar march mars",
            "apr april avril avr", "may mai", "jun june juin", "jul july juillet juil",
            "aug august aout", "sep sept september septembre", "oct october octobre",
            "nov november novembre", "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Months in English and French, whole and cut, folded."""

LATE_CENTURY = 70
"""A year of two digits from here on is of the last century, as spreadsheets have it."""

SERIAL_START = date(1899, 12, 30)
"""Day 0 of spreadsheets."""

SERIAL_YEARS = (1950, 2099)
"""Whole numbers that are days of these years may be days as a spreadsheet keeps them."""

TIME = (
    r"(?:[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"\s*(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})?)?"
)

PLAIN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){TIME}")
COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
DAY_MONTH_NAME = re.compile(
    rf"(?:\w+,?\s+)?([0-9]{{1,2}})(?:st|nd|rd|th|er)?[-\s./]+([^\W\d_]+)\.?,?[-\s./]+([0-9]{{4}}|[0-9]{{2}}){TIME}"
)
MONTH_NAME_DAY = re.compile(
    rf"([^\W\d_]+)\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}}){TIME}"
)
NUMBERS = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){TIME}")
SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")


class DateForm(StrEnum):
    """How a text writes a day."""

    PLAIN = "plain"
    """2023-06-30, as ours."""
    WRITTEN = "written"
    """In a form that can be read one way only: 30 June 2023, 2023/06/30, 2023-06-30 12:00."""
    NUMBERS = "numbers"
    """30/06/2023 or 06/30/2023."""
    SERIAL = "serial"
    """45107."""
    NONE = "none"
    """Not a day that can be read."""


def find_form(text: str) -> DateForm:
    """Tell how a text writes a day."""
    text = text.strip()
    if PLAIN.fullmatch(text):
        return DateForm.PLAIN if _read_year_first(text) else DateForm.NONE
    if read_written(text):
        return DateForm.WRITTEN
    if NUMBERS.fullmatch(text):
        is_day = read_numbers(text, day_first=True) or read_numbers(text, day_first=False)
        return DateForm.NUMBERS if is_day else DateForm.NONE
    return DateForm.SERIAL if read_serial(text) else DateForm.NONE


def read_written(text: str) -> date | None:
    """Read a day in a form that can be read one way only; None if it is none."""
    for read in (_read_year_first, _read_compact, _read_named):
        if day := read(fold(text.strip())):
            return day
    return None


def _read_year_first(text: str) -> date | None:
    found = YEAR_FIRST.fullmatch(text.upper())
    return _build(found[1], found[3], found[4]) if found else None


def _read_compact(text: str) -> date | None:
    found = COMPACT.fullmatch(text)
    return _build(found[1], found[2], found[3]) if found else None


def _read_named(text: str) -> date | None:
    upper_time = text.replace("t0", "T0").replace("utc", "UTC")
    if found := DAY_MONTH_NAME.fullmatch(upper_time):
        return _build(found[3], str(MONTHS.get(found[2], 0)), found[1])
    if found := MONTH_NAME_DAY.fullmatch(upper_time):
        return _build(found[3], str(MONTHS.get(found[1], 0)), found[2])
    return None


def read_numbers(text: str, *, day_first: bool) -> date | None:
    """Read 30/06/2023 with the day first, or 06/30/2023 with the month first."""
    found = NUMBERS.fullmatch(text.strip())
    if not found:
        return None
    first, second = (found[1], found[3]) if day_first else (found[3], found[1])
    return _build(found[4], second, first)


def read_serial(text: str) -> date | None:
    """Read a day as a spreadsheet keeps it; the time of day behind the point is left out."""
    found = SERIAL.fullmatch(text.strip())
    if not found:
        return None
    day = SERIAL_START + timedelta(days=int(found[1]))
    return day if SERIAL_YEARS[0] <= day.year <= SERIAL_YEARS[1] else None


def _build(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:  # noqa: PLR2004 - two digits
        number += 1900 if number >= LATE_CENTURY else 2000
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def writes(form: Callable[[str], date | None]) -> Callable[[str], str]:
    """Make what writes a day that `form` reads as YYYY-MM-DD, and leaves other texts alone."""

    def write(text: str) -> str:
        day = form(text)
        return text if day is None or PLAIN.fullmatch(text) else day.isoformat()

    return write

"""What adapters do with columns of text: find them by name, read days and counts, join names.

Everything works on whole columns; what is done to a text is done once for each text that occurs,
for a column of 400,000 cells has a few thousand different days.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

import numpy as np
import pandas as pd

from sahel_geo.model.columns import ACTOR_SEPARATOR, SEPARATOR
from sahel_geo.model.schema import EVENT_COLUMNS, IMPORTED
from sahel_geo.sources.contracts import OUR_COLUMNS

OUR_NAMES = frozenset({*EVENT_COLUMNS, *IMPORTED.columns, *OUR_COLUMNS, "dataset"})
"""Names that a foreign column cannot keep."""

WHOLE_AS_DECIMAL = re.compile(r"(-?[0-9]+)\.0+")

ISO_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]*(?:Z|[+-][0-9:]+)?)?")


WRITTEN_DAY = re.compile("[0-9]{1,2}[-/ ][A-Za-z0-9]{1,9}[-/ ][0-9]{2,4}")
"""What a day in one of the datasets' forms looks like; trying them on other texts is slow."""


def fold_names(names: Iterable[str]) -> dict[str, str]:
    """Give the columns' names as they stand by their lower-case form; the first of a kind wins."""
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(str(name).strip().lower(), str(name))
    return folded


def has_columns(names: Iterable[str], wanted: Iterable[str]) -> bool:
    """Tell whether all wanted columns are there, capitals aside."""
    return set(wanted) <= set(fold_names(names))


class Columns:
    """
    A table's columns by their names in lower case, and which of them were taken.

    Parameters
    ----------
    cells
        Texts.
    prefix
        What stands before the name of a column that is kept and clashes with one of ours.
    """

    def __init__(self, cells: pd.DataFrame, prefix: str) -> None:
        self._cells = cells
        self._names = fold_names(cells.columns)
        self._prefix = prefix
        self._taken: set[str] = set()

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a column of this name."""
        return name in self._names

    def take(self, *names: str) -> "pd.Series[str]":
        """Give the first of these columns that there is, without spaces around its texts."""
        column = self.look(*names)
        for name in names:
            if name in self._names:
                self._taken.add(self._names[name])
                break
        return column

    def look(self, *names: str) -> "pd.Series[str]":
        """Give a column as `take` does, and keep it among the others as well."""
        for name in names:
            if name in self._names:
                return strip(self._cells[self._names[name]])
        return self.constant("")

    def constant(self, text: str) -> "pd.Series[str]":
        """Give a column of one text."""
        return pd.Series(text, index=self._cells.index, dtype="str")

    def kept(self) -> dict[str, "pd.Series[str]"]:
        """Give the columns nothing was made of, by a name that is none of ours."""
        kept: dict[str, pd.Series[str]] = {}
        for name in self._cells.columns:
            if name not in self._taken:
                text = str(name)
                free = f"{self._prefix}_{text}" if text.lower() in OUR_NAMES else text
                while free in kept or free in OUR_NAMES:
                    free = f"{self._prefix}_{free}"
                kept[free] = self._cells[name]
        return kept

    def frame(self, ours: Mapping[str, "pd.Series[str]"]) -> pd.DataFrame:
        """Put our columns and those that are kept into one frame, on the table's index."""
        columns = {**ours, **self.kept()}
        return pd.DataFrame(columns, index=self._cells.index, copy=False).astype("str")


def strip(cells: "pd.Series[str]") -> "pd.Series[str]":
    """Take spaces away around texts; a column without any stays the one it is, not a copy."""
    stripped = cells.str.strip()
    return cells if stripped.equals(cells) else stripped


def map_texts(cells: "pd.Series[str]", change: Callable[[str], str]) -> "pd.Series[str]":
    """Change each text that occurs once, however many cells hold it."""
    numbers, texts = pd.factorize(cells)
    changed = pd.array([change(str(text)) for text in texts], dtype="str")
    return pd.Series(changed.take(numbers), index=cells.index, dtype="str")


def read_days(cells: "pd.Series[str]", formats: Sequence[str] = ()) -> "pd.Series[str]":
    """
    Write days as YYYY-MM-DD.

    Parameters
    ----------
    cells
        Days as YYYY-MM-DD, with or without a time behind them, or in one of `formats`.
    formats
        Forms of `strptime` that can be read in one way only, English names of months.

    Returns
    -------
    days
        What is no day stays as it came: the contract says what is wrong with it.
    """
    return map_texts(cells, lambda text: _read_day(text, formats))


def _read_day(text: str, formats: Sequence[str]) -> str:
    if written := ISO_MOMENT.fullmatch(text):
        return written.group(1)
    if not WRITTEN_DAY.fullmatch(text):
        return text
    for form in formats:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - days have no zone
        except ValueError:
            continue
    return text


def read_counts(cells: "pd.Series[str]", unknown: Iterable[str] = ()) -> "pd.Series[str]":
    """
    Write whole numbers without the decimals that other programs give them.

    Parameters
    ----------
    cells
        Such as 3 or 3.0.
    unknown
        Codes that say a number is not known; they become empty.

    Returns
    -------
    counts
        What is no whole number stays as it came.
    """
    codes = set(unknown)

    def read(text: str) -> str:
        whole = WHOLE_AS_DECIMAL.fullmatch(text)
        number = whole.group(1) if whole else text
        return "" if number in codes else number

    return map_texts(cells, read)


def translate(cells: "pd.Series[str]", words: Mapping[str, str]) -> "pd.Series[str]":
    """Write each text as the mapping (keys in lower case) says; another stays as it came."""
    return map_texts(cells, lambda text: words.get(text.strip().lower(), text))


def first_given(*columns: "pd.Series[str]") -> "pd.Series[str]":
    """Give in each row the first text that is not empty."""
    given = columns[0]
    for column in columns[1:]:
        given = given.where(given != "", column)
    return given


def join_sources(cells: "pd.Series[str]", separator: str, otherwise: str) -> "pd.Series[str]":
    """Write lists of sources parted by `|`, each named; `otherwise` where none is."""

    def join(text: str) -> str:
        names = [part.replace(SEPARATOR, "/").strip() for part in text.split(separator)]
        return SEPARATOR.join(name for name in names if name) or otherwise

    return map_texts(cells, join)


def join_actors(*columns: "pd.Series[str]") -> "pd.Series[str]":
    """Write several actors as one cell, each name once."""
    joined = columns[0]
    for column in columns[1:]:
        more = (column != "") & (column != columns[0])
        both = (joined + ACTOR_SEPARATOR + column).where(joined != "", column)
        joined = both.where(more, joined)
    return joined


def last_day_of_month(year: int, month: int) -> date:
    """Give the last day of a month."""
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first_of_next.toordinal() - 1)


def build_days(
    years: "pd.Series[str]", months: "pd.Series[str]", days: "pd.Series[str]"
) -> pd.DataFrame:
    """
    Make days of years, months and days, of which the last two may be unknown.

    Parameters
    ----------
    years, months, days
        Numbers as text; 0 or empty for a month or day that is not known.

    Returns
    -------
    dates
        `event_date`, `end_date` and `time_precision` as text: a day, or a month or year from its
        first to its last day at precision 3. A date that is none is written with its parts, so
        that the contract can say what is wrong with it.
    """
    parts = years + "-" + months + "-" + days
    numbers, texts = pd.factorize(parts)
    triples = [_build_day(*str(text).rsplit("-", 2)) for text in texts]
    columns = np.array(triples or [("", "", "")], dtype=object).reshape(-1, 3)[numbers]
    names = ["event_date", "end_date", "time_precision"]
    return pd.DataFrame(columns, columns=names, index=years.index).astype("str")


def _build_day(year_text: str, month_text: str, day_text: str) -> tuple[str, str, str]:
    try:
        year, month, day = (int(text or "0") for text in (year_text, month_text, day_text))
        if month and day:
            return date(year, month, day).isoformat(), "", "1"
        last = last_day_of_month(year, month or 12)
        return date(year, month or 1, 1).isoformat(), last.isoformat(), "3"
    except (ValueError, OverflowError):
        return f"{year_text}-{month_text}-{day_text}", "", "1"

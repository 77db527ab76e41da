"""The kinds of columns that contracts are made of: text, days, numbers, codes, listings.

Every cell is checked as text. Each check is named after its sentence in the catalogue
(`problem.<name>`) and carries in `statistics` what that sentence needs. The metadata of a column
say what its text becomes once accepted (`cell`), whether it may be empty or absent (`optional`),
the kind in the vocabulary table that has the words for its codes (`listed`), and all the codes
there can be, where that is known (`codes`).
"""

from collections.abc import Callable, Sequence
from enum import IntEnum, StrEnum
from typing import Any

import pandas as pd
import pandera.pandas as pa

from sahel_geo.model.extent import WINDOW


class CellType(StrEnum):
    """What the text of a column becomes once it is accepted."""

    TEXT = "text"
    DAY = "day"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"


DAY_FORMAT = "%Y-%m-%d"
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years a day may lie in; a day outside is a slip of the pen."""

SEPARATOR = "|"
"""Parts several values in one cell: sources, regions, countries."""

ACTOR_SEPARATOR = " / "
"""Parts several actors in one cell."""

WHOLE_NUMBER = "[0-9]{1,9}"
DECIMAL = r"-?[0-9]{1,9}(?:\.[0-9]+)?"
COUNTRY = "[A-Z]{3}"
LINK = r"https?://[^\s|]+"


def _check(rule: str, passes: Callable[["pd.Series[str]"], Any], **values: str) -> pa.Check:
    """Name a check after its sentence; an empty cell passes, for emptiness has its own."""
    return pa.Check(
        lambda cells: passes(cells) | (cells == ""), name=rule, error=rule, statistics=values
    )


def _column(
    *checks: pa.Check,
    cell: CellType = CellType.TEXT,
    optional: bool = False,
    listed: str = "",
    codes: Sequence[str] = (),
) -> pa.Column:
    """Make a column of text; an optional one may have empty cells or be absent altogether."""
    not_empty = pa.Check(lambda cells: cells != "", name="empty_cell", error="empty_cell")
    return pa.Column(
        None,  # text, as every cell here; to have pandera ask takes a third of the reading time
        checks=[*checks] if optional else [not_empty, *checks],
        required=not optional,
        metadata={"cell": cell, "optional": optional, "listed": listed, "codes": tuple(codes)},
    )


def text(*, optional: bool = False) -> pa.Column:
    """Make a column of any text."""
    return _column(optional=optional)


def matching(pattern: str, rule: str, *, optional: bool = False, listed: str = "") -> pa.Column:
    """Make a column whose cells match a regular expression as a whole."""
    check = _check(rule, lambda cells: cells.str.fullmatch(pattern))
    return _column(check, optional=optional, listed=listed)


def code(
    vocabulary: type[StrEnum | IntEnum], listed: str = "", *, optional: bool = False
) -> pa.Column:
    """Make a column of the codes of a vocabulary, whose words are those of the kind `listed`."""
    codes = [str(member.value) for member in vocabulary]
    check = _check("one_of", lambda cells: cells.isin(codes), expected=", ".join(codes))
    is_number = issubclass(vocabulary, IntEnum)
    cell = CellType.WHOLE_NUMBER if is_number else CellType.TEXT
    return _column(check, cell=cell, optional=optional, listed=listed, codes=codes)


def open_code(listed: str, *, optional: bool = False) -> pa.Column:
    """Make a column whose codes are only known to the vocabulary table."""
    return _column(optional=optional, listed=listed)


def one_of(*words: str, listed: str = "") -> pa.Column:
    """Make a column of a few words that are no vocabulary of ours."""
    check = _check("one_of", lambda cells: cells.isin(words), expected=", ".join(words))
    return _column(check, listed=listed, codes=words)


def day(*, optional: bool = False) -> pa.Column:
    """Make a column of days, YYYY-MM-DD."""
    years = {"low": str(FIRST_YEAR), "high": str(LAST_YEAR)}
    is_near = _check(
        "day_between", lambda cells: cells.str[:4].between(years["low"], years["high"]), **years
    )
    return _column(_check("day", _is_day), is_near, cell=CellType.DAY, optional=optional)


def _is_day(cells: "pd.Series[str]") -> "pd.Series[bool]":
    written = cells.str.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}")
    return written & pd.to_datetime(cells, format=DAY_FORMAT, errors="coerce").notna()


def count(*, optional: bool = False) -> pa.Column:
    """Make a column of whole numbers from 0 up."""
    check = _check("count", lambda cells: cells.str.fullmatch(WHOLE_NUMBER))
    return _column(check, cell=CellType.WHOLE_NUMBER, optional=optional)


def whole_number(low: int, high: int, *, optional: bool = False) -> pa.Column:
    """Make a column of whole numbers from `low` to `high`, both included."""
    check = _in_range("whole_number_between", rf"-?{WHOLE_NUMBER}", low, high)
    return _column(check, cell=CellType.WHOLE_NUMBER, optional=optional)


def degrees(low: float, high: float) -> pa.Column:
    """Make a column of decimal degrees from `low` to `high`, both included."""
    check = _in_range("number_between", DECIMAL, low, high)
    return _column(check, cell=CellType.DECIMAL)


def _in_range(rule: str, pattern: str, low: float, high: float) -> pa.Check:
    def passes(cells: "pd.Series[str]") -> "pd.Series[bool]":
        numbers = pd.to_numeric(cells.where(cells.str.fullmatch(pattern), ""), errors="coerce")
        return numbers.between(low, high)

    return _check(rule, passes, low=f"{low:g}", high=f"{high:g}")


def listing(part: str, rule: str, *, optional: bool = False, listed: str = "") -> pa.Column:
    """Make a column of one or several values parted by `|`."""
    return matching(rf"(?:{part})(?:\|(?:{part}))*", rule, optional=optional, listed=listed)


def country(*, optional: bool = False) -> pa.Column:
    """Make a column of a country code, ISO 3166-1 alpha-3."""
    return matching(COUNTRY, "country_code", optional=optional, listed="country")


def longitude() -> pa.Column:
    """Make a column of longitudes inside the window, in degrees."""
    return degrees(WINDOW.west, WINDOW.east)


def latitude() -> pa.Column:
    """Make a column of latitudes inside the window, in degrees."""
    return degrees(WINDOW.south, WINDOW.north)


def sourced() -> dict[str, pa.Column]:
    """Make the two columns of sources and their addresses, parted by `|`."""
    return {
        "source": listing(r"[^|]*[^|\s][^|]*", "source_names"),
        "source_url": listing(LINK, "links"),
    }


def named() -> dict[str, pa.Column]:
    """Make the two columns of names in English and French."""
    return {"name": text(optional=False), "name_fr": text()}


def read_nationals(cell: str) -> tuple[tuple[str, int], ...]:
    """Read how many people of each nationality a case concerns, written `FRA:5|TGO:1`."""
    parts = [part.partition(":") for part in cell.split(SEPARATOR) if part]
    return tuple((code, int(people)) for code, _, people in parts)

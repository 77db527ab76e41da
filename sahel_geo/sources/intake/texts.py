"""Write a value of any kind as the text of a cell. Needs the standard library only.

`workbook_process.py` loads this file by itself, without the package around it.
"""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

LARGEST_WHOLE = 2**53
"""Up to here a spreadsheet's number is exact, and is written without a decimal point."""


def to_text(value: Any) -> str:
    """
    Write a cell as text, losing nothing.

    A whole number has no decimal point, a day is YYYY-MM-DD, a moment has its time behind it, and
    nothing (None, not a number) is an empty text.
    """
    if type(value) is str:
        return value
    if hasattr(value, "item") and getattr(value, "shape", None) == ():
        value = value.item()  # a single number of an array
    if value is None:
        return ""
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _write_number(value: float) -> str:
    if value != value:  # noqa: PLR0124 - what is not equal to itself is no number
        return ""
    if value.is_integer() and abs(value) <= LARGEST_WHOLE:
        return str(int(value))
    if abs(value) == float("inf"):
        return str(value)
    return format(Decimal(repr(value)), "f")


def _write_moment(value: dt.datetime) -> str:
    if value != value:  # noqa: PLR0124 - pandas' missing moment
        return ""
    is_day = value.time() == dt.time() and value.tzinfo is None
    return value.date().isoformat() if is_day else value.isoformat(sep=" ")


def _write_bytes(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _write_list(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (bool, lambda value: "true" if value else "false"),
    (float, _write_number),
    (dt.datetime, _write_moment),
    ((dt.date, dt.time), lambda value: str(value.isoformat())),
    (bytes, _write_bytes),
    ((dict, list, tuple), _write_list),
)
"""How a value is written, the first kind that it is: a truth value is a number as well."""

"""Write values as JSON: for a payload that is fetched, and for a script that is evaluated.

Both are compact and sorted, so that equal values give equal bytes: streamlit-folium evaluates a
script again only when it changes, and a payload's address follows from its bytes.
"""

import json
import re
from datetime import date
from typing import Any

from sahel_geo.model.period import Period

_EPOCH = date(1970, 1, 1).toordinal()

# What could end a script element, start a comment, or break a line in old engines. All of it
# stands only inside JSON strings, where a \u escape means the same character.
_SCRIPT_ESCAPES = {
    ord(character): f"\\u{ord(character):04x}" for character in "<>&'\u2028\u2029\u0085"
}

# branca reads every script as a Jinja template. JSON itself never has these outside of strings.
_TEMPLATE_START = re.compile(r"\{(?=[{%#])")


def to_json_bytes(value: Any) -> bytes:
    """
    Write a value as the bytes of a JSON file.

    Parameters
    ----------
    value
        Dictionaries, lists, tuples, text, numbers, booleans and None; NaN is refused.

    Returns
    -------
    content
        UTF-8, without blanks, keys sorted.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def to_script_json(value: Any) -> str:
    """
    Write a value as a JavaScript literal that is safe inside a `<script>` element and a template.

    Returns
    -------
    literal
        One line without `<`, `>`, `&`, apostrophes, Unicode line ends or Jinja's brackets;
        parsing it gives the same value.
    """
    literal = to_json_bytes(value).decode("utf-8").translate(_SCRIPT_ESCAPES)
    return _TEMPLATE_START.sub(r"\\u007b", literal)


def write_day(day: date) -> int:
    """Write a day as scripts count them: whole days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def write_days(days: Period) -> list[int]:
    """Write a run of days as [first, last], both included."""
    return [write_day(days.start), write_day(days.end)]

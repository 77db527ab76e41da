"""What an export needs to be made again, as one line of text that travels inside it.

The stamp names the choices, the version of the data, the day and the look. It is JSON in ASCII
without the signs that XML, HTML or a PDF would have to write in another way, so that the same text
stands in every kind of file. `stampfiles.find_stamp` looks for it. A stamp that was read is as
trustworthy as the file it came in: every value is checked against what can be asked for.
"""

import json
import math
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sahel_geo import __version__
from sahel_geo.export.kml import NOT_IN_XML
from sahel_geo.export.logo import MOST_LOGO_BYTES, read_logo
from sahel_geo.model.design import MOST_NAME, MOST_TITLE, PageDesign
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import Extent
from sahel_geo.model.vocabulary import ExportFormat, Furniture, Language, PaperName, ThemeName

STAMP_KEY = "SahelGeo"
"""The keyword of the stamp in the metadata of PNG, PDF, PPTX, XLSX and GeoPackage."""

HTML_ID = "sahel-stamp"
"""The id of the script element that holds the stamp of an HTML export."""

STAMP_COLUMN = "export_stamp"
"""The column of a CSV whose first row has the stamp; its other cells are empty."""

FORM = 1
"""The version of the stamp's form; a program reads its own and older ones."""

START = '{"_sahel_geo":'
"""How a stamp begins: keys are sorted, and no other begins with an underscore."""

MOST_STAMP = 600_000
"""Characters of a stamp: a logo in base64 and room for a long list of actors."""

MOST_WORDS = 5_000
"""Words of one parameter of a query or of the options."""

LONGEST_WORD = 500
"""Characters of one such word: an actor's name, a text searched for."""

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True)
class Stamp:
    """
    What was asked for when an export was made, and of which data.

    `query` is the selection as `selection.to_query` writes it. `extent`, `zoom`, `width_px`,
    `dpi` and `width_mm` are as they were asked for, None where the program chose. `options` are
    what films and decks need besides.
    """

    kind: ExportFormat
    language: Language
    data_version: str
    made_on: date
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    design: PageDesign = field(default_factory=PageDesign)
    extent: Extent | None = None
    zoom: float | None = None
    width_px: int | None = None
    dpi: int | None = None
    width_mm: float | None = None
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    program: str = __version__


def write_stamp(stamp: Stamp) -> str:
    """
    Write a stamp as one line.

    Parameters
    ----------
    stamp
        What to write.

    Returns
    -------
    text
        Compact JSON with sorted keys, in ASCII and without `<`, `>`, `&`, `'`, `(` and `)`: the
        same text can stand in XML, in HTML and in a PDF. The same stamp gives the same text.
    """
    values: dict[str, Any] = {
        "_sahel_geo": FORM,
        "data_version": stamp.data_version,
        "design": _write_design(stamp.design),
        "dpi": stamp.dpi,
        "extent": None if stamp.extent is None else stamp.extent.as_tuple(),
        "kind": stamp.kind.value,
        "language": stamp.language.value,
        "made_on": stamp.made_on.isoformat(),
        "options": {name: list(words) for name, words in stamp.options.items()},
        "program": stamp.program,
        "query": {name: list(words) for name, words in stamp.query.items()},
        "width_mm": stamp.width_mm,
        "width_px": stamp.width_px,
        "zoom": stamp.zoom,
    }
    told = {name: value for name, value in values.items() if value is not None and value != {}}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for sign in "<>&'()":  # they can only stand inside strings
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _write_design(design: PageDesign) -> dict[str, Any]:
    """Write what a design has of its own; furniture always, since the usual one may change."""
    values: dict[str, Any] = {
        "paper": design.paper.value,
        "theme": design.theme.value,
        "furniture": sorted(name.value for name in design.furniture),
        "title": design.title,
        "subtitle": design.subtitle,
        "organisation": design.organisation or None,
        "marking": design.marking or None,
        "logo": None if design.logo is None else b64encode(design.logo).decode("ascii"),
    }
    return {name: value for name, value in values.items() if value is not None}


def read_stamp(text: str) -> Stamp:
    """
    Read a stamp.

    Parameters
    ----------
    text
        As `write_stamp` gives it; white space around it is passed over.

    Returns
    -------
    stamp
        Whose codes are all known. Its query is checked when it is read against the data.

    Raises
    ------
    SahelGeoError
        `bad_stamp` with what is wrong; `newer_stamp` for one of a later version of the program.
    """
    values = _parse(text)
    form = _Reader(values).form()
    if form > FORM:
        rule = "newer_stamp"
        raise SahelGeoError(rule, got=form, expected=FORM)
    return _Reader(values).stamp()


def _parse(text: str) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(text if len(text) <= MOST_STAMP else ""))
    except (ValueError, TypeError, RecursionError) as error:
        rule = "bad_stamp"
        raise SahelGeoError(rule, name="JSON", got=text[:40]) from error


class _Reader:
    """Take values out of a stamp one by one, each checked; say which one is wrong."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def form(self) -> int:
        form: int = self._need("_sahel_geo", _whole(1, 10**6))
        return form

    def stamp(self) -> Stamp:
        return Stamp(
            kind=self._need("kind", ExportFormat),
            language=self._need("language", Language),
            data_version=self._need("data_version", _text(64)),
            made_on=self._need("made_on", lambda value: date.fromisoformat(_text(10)(value))),
            query=self._get("query", _read_words) or {},
            design=_Reader(self._need("design", _mapping)).design(),
            extent=self._get("extent", _read_extent),
            zoom=self._get("zoom", _number(0, 30)),
            width_px=self._get("width_px", _whole(1, 100_000)),
            dpi=self._get("dpi", _whole(1, 10_000)),
            width_mm=self._get("width_mm", _number(1, 10_000)),
            options=self._get("options", _read_words) or {},
            program=self._need("program", _text(40)),
        )

    def design(self) -> PageDesign:
        return PageDesign(
            paper=self._need("paper", PaperName),
            theme=self._need("theme", ThemeName),
            furniture=frozenset(self._need("furniture", _listing(Furniture))),
            title=self._get("title", _text(MOST_TITLE)),
            subtitle=self._get("subtitle", _text(MOST_TITLE)),
            organisation=self._get("organisation", _text(MOST_NAME)) or "",
            marking=self._get("marking", _text(MOST_NAME)) or "",
            logo=self._get("logo", _read_logo),
        )

    def _get(self, name: str, parse: Callable[[Any], Any]) -> Any:
        value = self._values.get(name)
        try:
            return None if value is None else parse(value)
        except (ValueError, TypeError, OverflowError, SahelGeoError) as error:
            raise _bad(name, value) from error

    def _need(self, name: str, parse: Callable[[Any], Any]) -> Any:
        value = self._get(name, parse)
        if value is None:
            raise _bad(name, "")
        return value


def _bad(name: str, got: object) -> SahelGeoError:
    rule = "bad_stamp"
    return SahelGeoError(rule, name=name, got=str(got)[:40])


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(type(value))
    return value


def _text(most: int) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if not isinstance(value, str) or len(value) > most or NOT_IN_XML.search(value):
            raise ValueError(value)
        return value

    return parse


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(value)
        return value

    return parse


def _number(least: float, most: float) -> Callable[[Any], float]:
    def parse(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(value)
        if not (math.isfinite(value) and least <= value <= most):
            raise ValueError(value)
        return value

    return parse


def _listing(vocabulary: type[Code]) -> Callable[[Any], tuple[Code, ...]]:
    def parse(value: Any) -> tuple[Code, ...]:
        if not isinstance(value, list):
            raise TypeError(value)
        return tuple(vocabulary(word) for word in value)

    return parse


def _read_words(value: Any) -> dict[str, list[str]]:
    """Read parameter names with their words, as a query has them."""
    read = _text(LONGEST_WORD)
    named = _mapping(value)
    if len(named) > MOST_WORDS:
        raise ValueError(len(named))
    for words in named.values():
        if not isinstance(words, list) or len(words) > MOST_WORDS:
            raise TypeError(words)
    return {read(name): [read(word) for word in words] for name, words in named.items()}


def _read_extent(value: Any) -> Extent:
    west, south, east, north = value
    number = _number(-360, 360)
    return Extent(number(west), number(south), number(east), number(north))


def _read_logo(value: Any) -> bytes:
    if not isinstance(value, str) or len(value) > MOST_LOGO_BYTES * 4 // 3 + 4:
        raise ValueError(len(str(value)))
    return read_logo(b64decode(value, validate=True))

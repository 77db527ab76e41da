"""Everything the reader chose, as one frozen value that fits in a link.

A selection round-trips through the page's URL, the command line's options and an export's stamp,
always as the same query: parameter names with lists of words.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sahel_geo.model.columns import FIRST_YEAR, LAST_YEAR
from sahel_geo.model.extent import WINDOW
from sahel_geo.model.period import Period
from sahel_geo.model.vocabulary import (
    Confidence,
    EventType,
    FlowLevel,
    Language,
    LayerName,
    PageName,
)

Code = TypeVar("Code", bound=StrEnum)

MAX_TEXT = 200
"""Longest free-text search, in characters; a longer one in a link is cut."""

MIN_ZOOM, MAX_ZOOM = 4.0, 12.0
"""Web-map zooms between which the base layers are worth looking at.

Below, the map would be a stamp on an empty page."""

ALL_LAYERS = frozenset(LayerName)

MOST_STEPS = 999
"""Items of a case's narrative that a link can name."""

WINDOW_MARK = ".."
"""Stands between the first and the last day of a window in a link."""


@dataclass(frozen=True)
class MapView:
    """Where the web map looks: its centre in degrees (WGS84) and its zoom."""

    longitude: float
    latitude: float
    zoom: float

    def __post_init__(self) -> None:
        """Refuse a view off the globe."""
        finite = all(map(math.isfinite, (self.longitude, self.latitude, self.zoom)))
        if not (finite and abs(self.longitude) <= 180 and abs(self.latitude) <= 85):  # noqa: PLR2004
            msg = f"A view needs a centre on the map, got {self}."
            raise ValueError(msg)


@dataclass(frozen=True)
class MapSelection:
    """
    What is shown, how and where. An empty tuple chooses everything.

    `period` None means the whole span of the data; the map's timeline runs over it. `window` is
    what the timeline shows of the period, None all of it; `is_cumulative` holds the window's start
    at that of the period. `cases` picked are shown whole. `sites_by_year` shows mining sites in
    their working years only. `step` is the item of the narrative that is told, from 1, of the one
    case picked; without one case there is none. `flows` shows movements added up between areas.
    Values are kept sorted so that equal choices are equal values.
    """

    language: Language = Language.ENGLISH
    period: Period | None = None
    window: Period | None = None
    is_cumulative: bool = False
    countries: tuple[str, ...] = ()
    event_types: tuple[EventType, ...] = ()
    actors: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    confidence: tuple[Confidence, ...] = ()
    hostage_only: bool = False
    text: str = ""
    layers: frozenset[LayerName] = field(default=ALL_LAYERS)
    sites_by_year: bool = False
    view: MapView | None = None
    page: PageName = PageName.MAP
    step: int | None = None
    flows: FlowLevel | None = None

    def __post_init__(self) -> None:
        """Sort the choices, trim the search text, and drop a step that belongs to no one case."""
        for name in ("countries", "event_types", "actors", "cases", "confidence"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        object.__setattr__(self, "text", " ".join(self.text.split())[:MAX_TEXT].rstrip())
        if len(self.cases) != 1:
            object.__setattr__(self, "step", None)

    @property
    def filters(self) -> "MapSelection":
        """The same choice of events, without page, language, layers and view."""
        return replace(
            self,
            language=Language.ENGLISH,
            is_cumulative=False,
            layers=ALL_LAYERS,
            sites_by_year=False,
            view=None,
            page=PageName.MAP,
            step=None,
            flows=None,
        )

    @property
    def timeless(self) -> "MapSelection":
        """The same choice at any time: what the map's timeline runs over."""
        return replace(self, period=None, window=None, is_cumulative=False, step=None, flows=None)

    def days(self, whole: Period) -> Period:
        """Give the days that are shown: the window, else the period, else the data's `whole`."""
        return self.window or self.period or whole

    @property
    def chooses_everything(self) -> bool:
        """Whether no filter is set."""
        return self.filters == MapSelection()


@dataclass(frozen=True)
class DroppedChoice:
    """A part of a link or option that meant nothing here, and was left out."""

    name: str
    value: str


@dataclass(frozen=True)
class KnownCodes:
    """The open vocabularies a query is checked against: those that depend on the data."""

    countries: frozenset[str]
    actors: frozenset[str]
    cases: frozenset[str]


def to_query(selection: MapSelection) -> dict[str, list[str]]:
    """
    Write a selection as query parameters; what is at its default is left out.

    Returns
    -------
    query
        Parameter name to a list of words, in a fixed order. Days are ISO 8601, both inclusive;
        `view` is latitude,longitude,zoom as web maps write it, to four decimals (11 m).
    """
    query: dict[str, list[str]] = {}
    if selection.language is not Language.ENGLISH:
        query["lang"] = [selection.language.value]
    if selection.page is not PageName.MAP:
        query["page"] = [selection.page.value]
    query |= _write_time(selection)
    lists: tuple[tuple[str, Sequence[str]], ...] = (
        ("country", selection.countries),
        ("type", selection.event_types),
        ("actor", selection.actors),
        ("case", selection.cases),
        ("confidence", selection.confidence),
    )
    query |= {name: [str(value) for value in values] for name, values in lists if values}
    query |= _write_case(selection)
    if selection.hostage_only:
        query["hostage"] = ["1"]
    if selection.text:
        query["q"] = [selection.text]
    return query | _write_look(selection)


def _write_time(selection: MapSelection) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    if selection.period is not None:
        query["from"] = [selection.period.start.isoformat()]
        query["to"] = [selection.period.end.isoformat()]
    if selection.window is not None:
        query["window"] = [f"{selection.window.start}{WINDOW_MARK}{selection.window.end}"]
    if selection.is_cumulative:
        query["cumulative"] = ["1"]
    return query


def _write_case(selection: MapSelection) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    if selection.step is not None:
        query["step"] = [str(selection.step)]
    if selection.flows is not None:
        query["flows"] = [selection.flows.value]
    return query


def _write_look(selection: MapSelection) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    if selection.layers != ALL_LAYERS:
        query["hide"] = sorted(name.value for name in ALL_LAYERS - selection.layers)
    if selection.sites_by_year:
        query["sites_by_year"] = ["1"]
    if selection.view is not None:
        view = selection.view
        query["view"] = [f"{view.latitude:.4f},{view.longitude:.4f},{view.zoom:g}"]
    return query


def from_query(
    query: Mapping[str, Sequence[str]], known: KnownCodes
) -> tuple[MapSelection, tuple[DroppedChoice, ...]]:
    """
    Read a selection from query parameters, dropping what is not in the vocabularies.

    A period needs both its days, in the years `FIRST_YEAR` to `LAST_YEAR`; a window is written
    `2010-09-16..2010-10-29` and cut to the period; a view needs its centre in `WINDOW`, and its
    zoom is brought between the least and the most; a step needs just one case.

    Parameters
    ----------
    query
        Parameter names with their words, as `to_query` writes them; unknown names are dropped.
    known
        The countries, actors and cases of the data.

    Returns
    -------
    selection, dropped
        The selection, and every word that was left out of it.
    """
    reader = _QueryReader(query)
    period = reader.period()
    cases = reader.words("case", known.cases)
    selection = MapSelection(
        language=reader.first("lang", Language) or Language.ENGLISH,
        period=period,
        window=reader.window(period),
        is_cumulative=reader.first("cumulative", _read_flag) or False,
        countries=reader.words("country", known.countries),
        event_types=reader.codes("type", EventType),
        actors=reader.words("actor", known.actors),
        cases=cases,
        confidence=reader.codes("confidence", Confidence),
        hostage_only=reader.first("hostage", _read_flag) or False,
        text=reader.first("q", str) or "",
        layers=ALL_LAYERS - set(reader.codes("hide", LayerName)),
        sites_by_year=reader.first("sites_by_year", _read_flag) or False,
        view=reader.first("view", _read_view),
        page=reader.first("page", PageName) or PageName.MAP,
        step=reader.step(cases),
        flows=reader.first("flows", FlowLevel),
    )
    return selection, reader.finish()


class _QueryReader:
    """Take parameters out of a query one by one, and note what could not be read."""

    def __init__(self, query: Mapping[str, Sequence[str]]) -> None:
        self._left = {name: list(values) for name, values in query.items()}
        self._dropped: list[DroppedChoice] = []

    def _take(self, name: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
        values = self._left.pop(name, [])
        self._dropped += [DroppedChoice(name, value) for value in values if not is_known(value)]
        return tuple(value for value in values if is_known(value))

    def words(self, name: str, allowed: Iterable[str]) -> tuple[str, ...]:
        return self._take(name, set(allowed).__contains__)

    def codes(self, name: str, vocabulary: type[Code]) -> tuple[Code, ...]:
        known = {code.value for code in vocabulary}
        return tuple(vocabulary(value) for value in self._take(name, known.__contains__))

    def first(self, name: str, parse: Callable[[str], Any]) -> Any:
        """Parse the first word of a parameter; None when it is absent or not readable."""
        values = self._left.pop(name, [])
        self._dropped += [DroppedChoice(name, value) for value in values[1:]]
        for value in values[:1]:
            try:
                return parse(value)
            except ValueError:
                self._dropped.append(DroppedChoice(name, value))
        return None

    def period(self) -> Period | None:
        """Read `from` and `to`; they mean something together only, so they are dropped together."""
        ends = (self.first("from", str), self.first("to", str))
        words = [word for word in ends if word is not None]
        if not words:
            return None
        try:
            start, end = map(_read_day, words)
            return Period(start, end)
        except ValueError:
            self._dropped.append(DroppedChoice("from, to", ", ".join(words)))
        return None

    def window(self, period: Period | None) -> Period | None:
        """Read `window`, cut to the period; one that lies outside it is dropped."""
        words = self.first("window", str)
        if words is None:
            return None
        try:
            start, end = map(_read_day, words.split(WINDOW_MARK))
            window = Period(start, end)
        except ValueError:
            window = None
        if window is not None and period is not None:
            window = window.cut(period)
        if window is None:
            self._dropped.append(DroppedChoice("window", words))
        return None if window == period else window

    def step(self, cases: Sequence[str]) -> int | None:
        """Read `step`; without one case it means nothing."""
        step: int | None = self.first("step", _read_step)
        if step is not None and len(set(cases)) != 1:
            self._dropped.append(DroppedChoice("step", str(step)))
            return None
        return step

    def finish(self) -> tuple[DroppedChoice, ...]:
        """Give all that was dropped, names that mean nothing included."""
        unknown = [DroppedChoice(name, ", ".join(values)) for name, values in self._left.items()]
        return (*self._dropped, *unknown)


def _read_flag(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError(value)
    return value == "1"


def _read_step(value: str) -> int:
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(MOST_STEPS))
    if not (is_number and int(value) >= 1):
        raise ValueError(value)
    return int(value)


def _read_day(value: str) -> date:
    day = date.fromisoformat(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(value)
    return day


def _read_view(value: str) -> MapView:
    latitude, longitude, zoom = (float(part) for part in value.split(","))
    if not WINDOW.contains(longitude, latitude):
        raise ValueError(value)
    return MapView(longitude, latitude, min(max(zoom, MIN_ZOOM), MAX_ZOOM))

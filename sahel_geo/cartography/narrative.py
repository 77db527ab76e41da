"""A case told item by item: which days each tells of, what it picks on the map, and where to look.

The words of an item are those of its card (`cards.CaseCards`); here is only what moves with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.cartography.cards.cases import CaseCards
from sahel_geo.cartography.cards.facts import Row
from sahel_geo.cartography.composition import find_extent, widen
from sahel_geo.cartography.composition.paths import compose_cases
from sahel_geo.cartography.document import PathLeg, PathTail
from sahel_geo.cartography.mercator import view_of
from sahel_geo.cartography.moving import MovingCase
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection, MapView
from sahel_geo.model.vocabulary import GeoPrecision, LayerName

LEAST_SPAN = 3.0
"""Degrees that are shown around an item at the least, so that a town keeps its region."""

ROOM = 1.35
"""An item is shown with so many times its own width and height."""


@dataclass(frozen=True)
class Told:
    """One item of a narrative: a step of the case, or an event related to it."""

    key: str
    """Of its card: `steps:<case>:<n>` or `event:<id>`."""
    outlined: tuple[str, ...]
    """Keys of what stands for it on the map: its mark, and the line that leads to it."""
    days: Period
    view: MapView | None
    """Where to look; None for what has no place."""


@dataclass(frozen=True)
class Narrative:
    """A case from its abduction to its end, or to the last that is known."""

    case_id: str
    span: Period
    view: MapView
    told: tuple[Told, ...]

    def place_of(self, key: str | None) -> int | None:
        """Give the number, from 1, of the item that a key of the map or a card names."""
        numbers = (n for n, told in enumerate(self.told, 1) if key in (told.key, *told.outlined))
        return next(numbers, None)


def compose_narrative(dataset: Dataset, case_id: str, translator: Translator) -> Narrative | None:
    """
    Compose the narrative of a case: all its steps and the events related to it, in time order.

    Parameters
    ----------
    dataset
        Everything there is: a case is told whole, whatever is filtered.
    case_id
        The case.
    translator
        The language of the names of what is drawn.

    Returns
    -------
    narrative
        None for a case of which nothing is told.
    """
    picked = MapSelection(cases=(case_id,), layers=frozenset({LayerName.PATHS}))
    shown = filter_dataset(dataset, picked)
    cards = CaseCards(shown, translator)
    rows = cards.narrative(case_id)
    if rows.empty:
        return None
    numbers = cards.numbers(case_id)
    cases = compose_cases(shown, picked.cases, translator, AreaFinder.of(dataset))
    case = next(iter(cases), None)
    told = [
        _tell(row, numbers.get(str(row["event_id"])), case_id, case)
        for row in rows.to_dict("records")
    ]
    span = _span_of(dataset, case_id, told)
    extent = find_extent(dataset, replace(picked, period=span), translator)
    return Narrative(case_id, span, view_of(extent), tuple(told))


def _span_of(dataset: Dataset, case_id: str, told: Sequence[Told]) -> Period:
    """Give the days from the abduction to the end, or to the last report of an open case."""
    # an event related to the case may be dated so roughly that it could be older than the case
    steps = [t for t in told if t.key.startswith("steps:")] or told
    first, last = min(t.days.start for t in steps), max(t.days.end for t in told)
    case = dataset.case(case_id)
    if case is not None and pd.notna(case["ended_on"]):
        last = max(last, case["ended_on"].date())
    return Period(first, last).cut(dataset.period) or dataset.period


def _tell(row: Row, number: str | None, case_id: str, case: MovingCase | None) -> Told:
    days = Period(row["first_day"].date(), row["last_day"].date())
    if number is None:
        is_placed = row["geo_precision"] < GeoPrecision.UNDISCLOSED
        points = [(float(row["longitude"]), float(row["latitude"]))] if is_placed else []
        return Told(f"event:{row['event_id']}", (), days, _view_of(points))
    key = f"steps:{case_id}:{number}"
    if case is None:
        return Told(key, (), days, None)
    lines = dict(_lines_to(case, number))
    marks = {
        mark.key: (mark.longitude, mark.latitude)
        for mark in (timed.mark for timed in case.marks)
        if number in _numbers_of(mark.key)
    }
    points = [*marks.values(), *(point for line in lines.values() for point in line)]
    return Told(key, (*marks, *lines), days, _view_of(points) or _view_of_area(case, number))


def _lines_to(
    case: MovingCase, number: str
) -> Iterator[tuple[str, tuple[tuple[float, float], ...]]]:
    """Give the leg, tail or fade that leads to a step, or that passes through it."""
    lines: list[PathLeg | PathTail] = [leg.line for leg in case.legs]
    lines += [tail.line for tail in case.tails]
    for line in lines:
        if number in _numbers_of(line.key)[1:]:
            yield line.key, line.points
    for fade in (fade.line for fade in case.fades):
        if number in _numbers_of(fade.key):
            yield fade.key, fade.points


def _view_of_area(case: MovingCase, number: str) -> MapView | None:
    """Look at the area of a step that is no point and has no line."""
    areas = [f.area for f in case.footprints if number in _numbers_of(f.key)]
    return _view_of([point for area in areas for point in _corners(area.bounds)])


def _corners(bounds: tuple[float, float, float, float]) -> tuple[tuple[float, float], ...]:
    west, south, east, north = bounds
    return (west, south), (east, north)


def _numbers_of(key: str) -> list[str]:
    """Give the step numbers at the end of a key such as `leg:<case>:2,3,5`."""
    return key.rpartition(":")[2].split(",")


def _view_of(points: Sequence[tuple[float, float]]) -> MapView | None:
    if not points:
        return None
    longitudes, latitudes = zip(*points, strict=True)
    west, east = _spread(longitudes)
    south, north = _spread(latitudes)
    return view_of(widen(Extent(west, south, east, north), LEAST_SPAN))


def _spread(values: Sequence[float]) -> tuple[float, float]:
    middle = (min(values) + max(values)) / 2
    half = max((max(values) - min(values)) * ROOM, LEAST_SPAN) / 2
    return middle - half, middle + half

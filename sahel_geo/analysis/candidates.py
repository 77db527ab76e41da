"""Which events of two datasets may be one: near enough in time and place, as far as each knows.

All pairs of 150,000 and 20,000 events would be three thousand million. Rows are put into boxes of
days and degrees, and only what shares a box is looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.model.extent import ELLIPSOID
from sahel_geo.model.places import STATEMENT
from sahel_geo.model.vocabulary import REPORT_STAGES, GeoPrecision

Rows = npt.NDArray[np.intp]
Numbers = npt.NDArray[np.float64]

MOST_DAYS = 62
"""What is known to two months at best is never taken for an event of another dataset: such rows
sum up many."""

MOST_GAP_DAYS = 2
"""Datasets write the day of an event or of the report; more apart are two events."""

RADIUS_KM = {GeoPrecision.PLACE: 5.0, GeoPrecision.NEAR: 25.0, GeoPrecision.REGION: 150.0}
"""How far from its coordinates an event may have been; the middle of a region is no place."""

SLACK_KM = 40.0
"""How far beyond both radii two datasets may put one place and still be looked at."""

BOX_DAYS = 8

_KM_IN_DEGREE = 110.0
_KM_IN_DEGREE_EAST = 87.0  # at 38° north, the edge of the window, where meridians are closest


@dataclass(frozen=True, eq=False)
class Candidates:
    """
    Pairs of rows that may be one event.

    Attributes
    ----------
    left, right
        Row numbers of the pairs in the two frames, counted from 0.
    gap_days
        Days between the two intervals; 0 where they share a day.
    distance_km
        Between the coordinates, on the ellipsoid; NaN where either place is undisclosed.
    """

    left: Rows
    right: Rows
    gap_days: Numbers
    distance_km: Numbers


@dataclass(frozen=True, eq=False)
class _Side:
    """What is asked of the events of one dataset, as arrays."""

    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    longitude: Numbers
    latitude: Numbers
    precision: npt.NDArray[np.int64]
    country: npt.NDArray[np.int64]
    usable: npt.NDArray[np.bool_]

    def rows(self, *precisions: GeoPrecision) -> Rows:
        return np.flatnonzero(self.usable & np.isin(self.precision, precisions))


def find_candidates(left: pd.DataFrame, right: pd.DataFrame) -> Candidates:
    """
    Find the pairs of events that may be one.

    Parameters
    ----------
    left, right
        Events of two datasets, as `Dataset.events` has them.

    Returns
    -------
    candidates
        Each pair once. Reports on captives and statements are no events and in none, nor is
        what is known to more than two months.
    """
    countries = {
        code: number for number, code in enumerate(sorted({*left["country"], *right["country"]}))
    }
    one, other = _read_side(left, countries), _read_side(right, countries)
    pairs = [*_pair_located(one, other), *_pair_by_country(one, other)]
    # a pair as one number: to sort rows of two columns takes ten times as long
    keys = np.unique(np.concatenate([pair[:, 0] * len(right) + pair[:, 1] for pair in pairs]))
    return _keep_near(one, other, *np.divmod(keys, max(len(right), 1)))


def _read_side(events: pd.DataFrame, countries: dict[str, int]) -> _Side:
    first, last = (_day_numbers(events[column]) for column in ("first_day", "last_day"))
    precision = events["geo_precision"].to_numpy(dtype=np.int64)
    is_report = events["hostage_stage"].isin([str(stage) for stage in REPORT_STAGES]).to_numpy()
    is_statement = events["location"].str.endswith(STATEMENT).to_numpy(dtype=bool)
    return _Side(
        first=first,
        last=last,
        longitude=events["longitude"].to_numpy(dtype=np.float64),
        latitude=events["latitude"].to_numpy(dtype=np.float64),
        precision=precision,
        country=events["country"].map(countries).to_numpy().astype(np.int64),
        usable=(last - first < MOST_DAYS) & ~is_report & ~is_statement,
    )


def _day_numbers(days: "pd.Series[pd.Timestamp]") -> npt.NDArray[np.int64]:
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)


def _pair_located(one: _Side, other: _Side) -> Iterator[npt.NDArray[np.intp]]:
    """Pair what shares a box of days and lies within reach, near places and regions apart."""
    near, region = (GeoPrecision.PLACE, GeoPrecision.NEAR), (GeoPrecision.REGION,)
    for left_kinds in (near, region):
        for right_kinds in (near, region):
            left, right = one.rows(*left_kinds), other.rows(*right_kinds)
            reach = RADIUS_KM[left_kinds[-1]] + RADIUS_KM[right_kinds[-1]] + SLACK_KM
            if len(left) and len(right):
                yield _join_boxes(one, left, other, right, reach)


def _join_boxes(
    one: _Side, left: Rows, other: _Side, right: Rows, reach: float
) -> npt.NDArray[np.intp]:
    """Pair what shares a box; the fewer rows are put into every box within reach."""
    if len(left) < len(right):
        return _join_boxes(other, right, one, left, reach)[:, ::-1]
    left, left_boxes = _spread_days(one, left, MOST_GAP_DAYS)
    right, right_boxes = _spread_days(other, right, 0)
    east = int(np.ceil(reach / _KM_IN_DEGREE_EAST))
    north = int(np.ceil(reach / _KM_IN_DEGREE))
    steps = [(x, y) for x in range(-east, east + 1) for y in range(-north, north + 1)]
    around = np.concatenate([_boxes(other, right, right_boxes, *step) for step in steps])
    boxes = _boxes(one, left, left_boxes, 0, 0)
    return _join(left, boxes, np.tile(right, len(steps)), around)


def _boxes(
    side: _Side, rows: Rows, days: npt.NDArray[np.int64], east: int, north: int
) -> npt.NDArray[np.int64]:
    """Number the boxes of rows, some degrees to the east and north of their own."""
    column = np.floor(side.longitude[rows]).astype(np.int64) + 180 + east
    line = np.floor(side.latitude[rows]).astype(np.int64) + 90 + north
    return (days * 1_000 + column) * 1_000 + line


def _pair_by_country(one: _Side, other: _Side) -> Iterator[npt.NDArray[np.intp]]:
    """Pair what shares days and country where either place is undisclosed."""
    hidden, known = (GeoPrecision.UNDISCLOSED,), tuple(RADIUS_KM)
    for left_kinds, right_kinds in ((hidden, (*known, *hidden)), (known, hidden)):
        left, left_boxes = _spread_days(one, one.rows(*left_kinds), MOST_GAP_DAYS)
        right, right_boxes = _spread_days(other, other.rows(*right_kinds), 0)
        left_keys = left_boxes * 1_000 + one.country[left]
        yield _join(left, left_keys, right, right_boxes * 1_000 + other.country[right])


def _spread_days(side: _Side, rows: Rows, margin: int) -> tuple[Rows, npt.NDArray[np.int64]]:
    """Give each row once for every box of days its interval touches."""
    start = (side.first[rows] - margin) // BOX_DAYS
    stop = (side.last[rows] + margin) // BOX_DAYS
    repeats = stop - start + 1
    ends = np.cumsum(repeats)
    steps = np.arange(int(repeats.sum())) - np.repeat(ends - repeats, repeats)
    return np.repeat(rows, repeats), np.repeat(start, repeats) + steps


def _join(
    left: Rows,
    left_keys: npt.NDArray[np.int64],
    right: Rows,
    right_keys: npt.NDArray[np.int64],
) -> npt.NDArray[np.intp]:
    """Pair every left row with every right row of the same key."""
    order = np.argsort(right_keys, kind="stable")
    right, right_keys = right[order], right_keys[order]
    start = np.searchsorted(right_keys, left_keys, side="left")
    repeats = np.searchsorted(right_keys, left_keys, side="right") - start
    ends = np.cumsum(repeats)
    steps = np.arange(int(repeats.sum())) - np.repeat(ends - repeats, repeats)
    return np.column_stack([np.repeat(left, repeats), right[np.repeat(start, repeats) + steps]])


def _keep_near(one: _Side, other: _Side, left: Rows, right: Rows) -> Candidates:
    """Keep the pairs that are near enough, measured day by day and on the ellipsoid."""
    gap = np.maximum(one.first[left] - other.last[right], other.first[right] - one.last[left])
    gap = np.maximum(gap, 0)
    is_timely = gap <= MOST_GAP_DAYS
    left, right, gap = left[is_timely], right[is_timely], gap[is_timely]
    hidden = GeoPrecision.UNDISCLOSED
    is_hidden = (one.precision[left] == hidden) | (other.precision[right] == hidden)
    distance_km = _measure_km(one, left, other, right)
    reach = uncertainty_km(one.precision[left]) + uncertainty_km(other.precision[right]) + SLACK_KM
    is_near = is_hidden | (distance_km <= reach)
    distance_km = np.where(is_hidden, np.nan, distance_km)
    return Candidates(
        left[is_near], right[is_near], gap[is_near].astype(np.float64), distance_km[is_near]
    )


def uncertainty_km(precision: npt.NDArray[np.int64]) -> Numbers:
    """Give how far from its coordinates an event may have been; endless where undisclosed."""
    radii = np.full(max(GeoPrecision) + 1, np.inf)
    for code, radius in RADIUS_KM.items():
        radii[code] = radius
    return radii[precision]


def _measure_km(one: _Side, left: Rows, other: _Side, right: Rows) -> Numbers:
    _, _, metres = ELLIPSOID.inv(
        one.longitude[left], one.latitude[left], other.longitude[right], other.latitude[right]
    )
    return np.asarray(metres, dtype=np.float64) / 1000

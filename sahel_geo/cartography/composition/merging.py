"""Join symbols that would overlap, so that their counts are not lost.

A place joins the nearest group of its own kind (filled or hollow) that it would overlap, the
largest first, and again until no two groups of one kind overlap. A group stands at its first and
largest place, which does not move while others join. `web/merging.js` has the same rules with the
same arithmetic: screen and print must show the same groups.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sahel_geo.cartography.symbology import LEAST_CAP, SYMBOL_MAX_RADIUS_PX, symbol_radius_px

Numbers: TypeAlias = npt.NDArray[np.int64]
Pixels: TypeAlias = npt.NDArray[np.float64]
Truths: TypeAlias = npt.NDArray[np.bool_]
Reach: TypeAlias = Callable[[float, float], float]

_HALF_ROOT_3 = math.sqrt(3) / 2
_ASIDE = (
    (_HALF_ROOT_3, 0.5),
    (_HALF_ROOT_3, -0.5),
    (-_HALF_ROOT_3, 0.5),
    (-_HALF_ROOT_3, -0.5),
)
"""Where a hollow group stands beside a filled one: 120°, 60°, 240° and 300° clockwise from north,
as steps to the right and down."""


@dataclass(frozen=True, eq=False)
class MergedPlaces:
    """Groups of places, by descending count, then by the number of the place they stand at."""

    group_of: Numbers
    """The group of each place; -1 for a place without events."""
    anchors: Numbers
    """The place that each group stands at."""
    offsets: Pixels
    """How far each group is moved from there so that it is seen: pixels to the right and down."""


@dataclass(slots=True)
class _Item:
    """What is joined: a place, or a group with its centre at its first place."""

    x: float
    y: float
    count: int
    hollow: bool
    number: int
    capped_at: int
    radius: float = field(init=False)
    group: "_Item | None" = None
    rank: int = -1

    def __post_init__(self) -> None:
        self.radius = symbol_radius_px(self.count, self.capped_at)

    @property
    def precedence(self) -> tuple[int, int]:
        return -self.count, self.number

    def begin_group(self) -> "_Item":
        return _Item(self.x, self.y, self.count, self.hollow, self.number, self.capped_at)

    def take(self, count: int) -> None:
        self.count += count
        self.radius = symbol_radius_px(self.count, self.capped_at)


class _Grid:
    """Items by square cell."""

    def __init__(self, cell: float) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[_Item]] = {}
        self._size = 0

    def add(self, item: _Item) -> None:
        item.rank = self._size
        self._size += 1
        cell = int(item.x // self._cell), int(item.y // self._cell)
        self._cells.setdefault(cell, []).append(item)

    def nearest(self, disc: _Item, reach: Reach, farthest: float) -> _Item | None:
        """
        Find the nearest item whose centre is closer than the reach of both radii.

        The reach is never more than `farthest`. Of equally near items the first added is given.
        """
        x, y, radius = disc.x, disc.y, disc.radius
        found, least = None, math.inf
        for cell in self._cells_near(x, y, farthest):
            for item in self._cells.get(cell, ()):
                dx, dy = item.x - x, item.y - y
                square = dx * dx + dy * dy
                if square > least or (found and square == least and item.rank > found.rank):
                    continue
                limit = reach(item.radius, radius)
                if square < limit * limit:
                    found, least = item, square
        return found

    def _cells_near(self, x: float, y: float, farthest: float) -> Iterator[tuple[int, int]]:
        left, right = (x - farthest) // self._cell, (x + farthest) // self._cell
        top, bottom = (y - farthest) // self._cell, (y + farthest) // self._cell
        return product(range(int(left), int(right) + 1), range(int(top), int(bottom) + 1))


def merge_places(
    x: Pixels,
    y: Pixels,
    count: Numbers,
    hollow: Truths,
    *,
    spacing: float = 1.0,
    capped_at: int = LEAST_CAP,
) -> MergedPlaces:
    """
    Join the symbols of places that would overlap.

    Parameters
    ----------
    x, y
        Where each place is, in CSS pixels at the zoom drawn; y grows downwards.
    count
        Events at each place, in the whole period: groups do not depend on the window, so that
        they hold still while time plays. A place without events is in no group.
    hollow
        True for places that are known imprecisely: these join only each other.
    spacing
        How many times the sum of their radii two symbols must be apart.
    capped_at
        Events from which on a symbol has its largest radius (`symbology.choose_cap`).

    Returns
    -------
    merged
        The groups; at their anchors no two of one kind overlap. Hollow ones are moved off filled
        ones by `stand_aside`.
    """
    places = _to_items(x, y, count, hollow, capped_at)
    items = [place for place in places if place.count > 0]
    groups = _join_once(items, spacing)
    while len(groups) < len(items):
        items, groups = groups, _join_once(groups, spacing)
    groups.sort(key=lambda group: group.precedence)
    offsets = _stand_aside(groups)
    for index, group in enumerate(groups):
        group.rank = index
    return MergedPlaces(
        group_of=np.array([_last_group(place) for place in places], dtype=np.int64),
        anchors=np.array([group.number for group in groups], dtype=np.int64),
        offsets=offsets,
    )


def stand_aside(
    x: Pixels, y: Pixels, count: Numbers, hollow: Truths, *, capped_at: int = LEAST_CAP
) -> Pixels:
    """
    Move hollow groups off the filled ones that they would lie on or under.

    Parameters
    ----------
    x, y
        The centre of each group in CSS pixels; y grows downwards.
    count
        Events of each group.
    hollow
        True for hollow groups; the first of them takes the first side.
    capped_at
        Events from which on a symbol has its largest radius.

    Returns
    -------
    offsets
        Pixels to the right and down for each group: so many that it touches the nearest filled
        group of which it holds the centre, or that holds its own; otherwise 0. It goes to the
        lower right, then the upper right, the lower left and the upper left; more stand further
        out on the same sides.
    """
    return _stand_aside(_to_items(x, y, count, hollow, capped_at))


def _to_items(x: Pixels, y: Pixels, count: Numbers, hollow: Truths, capped_at: int) -> list[_Item]:
    columns = zip(x.tolist(), y.tolist(), count.tolist(), hollow.tolist(), strict=True)
    return [_Item(*values, number, capped_at) for number, values in enumerate(columns)]


def _join_once(items: Iterable[_Item], spacing: float) -> list[_Item]:
    """Let each item, the largest first, join the nearest group it would overlap, or begin one."""
    groups: list[_Item] = []
    largest = spacing * SYMBOL_MAX_RADIUS_PX
    filled, hollow = _Grid(largest), _Grid(largest)

    def reach(one: float, other: float) -> float:
        return spacing * (one + other)

    for item in sorted(items, key=lambda item: item.precedence):
        grid = hollow if item.hollow else filled
        group = grid.nearest(item, reach, largest + spacing * item.radius)
        if group is None:
            group = item.begin_group()
            grid.add(group)
            groups.append(group)
        else:
            group.take(item.count)
        item.group = group
    return groups


def _stand_aside(groups: Sequence[_Item]) -> Pixels:
    filled = _Grid(SYMBOL_MAX_RADIUS_PX)
    for group in groups:
        if not group.hollow:
            filled.add(group)
    offsets = np.zeros((len(groups), 2))
    beside: dict[int, int] = {}
    reaches: dict[tuple[int, int], float] = {}
    for index, group in enumerate(groups):
        if not group.hollow:
            continue
        host = filled.nearest(group, max, SYMBOL_MAX_RADIUS_PX)
        if host is None:
            continue
        side = beside.get(host.rank, 0) % len(_ASIDE)
        beside[host.rank] = beside.get(host.rank, 0) + 1
        distance = reaches.get((host.rank, side), host.radius) + group.radius
        reaches[host.rank, side] = distance + group.radius
        right, down = _ASIDE[side]
        offsets[index] = host.x + right * distance - group.x, host.y + down * distance - group.y
    return offsets


def _last_group(place: _Item) -> int:
    group = place.group
    if group is None:
        return -1
    while group.group is not None:
        group = group.group
    return group.rank

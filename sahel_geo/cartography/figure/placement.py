"""Place names so that none covers another name, a symbol, or the furniture of the map.

Greedy, in the order of rank: a name takes the first of its spots that is free, or yields. The
libraries tried (textalloc, adjustText) move every name for the least overlap; they know no rank
and no name that may be left out.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from sahel_geo.cartography.figure.page import Box, Position
from sahel_geo.cartography.figure.symbols import Disc

Cover = npt.NDArray[np.float64]
"""Rows of (left, top, right, bottom) in CSS pixels of the page that a thing covers."""

NO_COVER: Cover = np.empty((0, 4))


class Board:
    """What of the map is already taken."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._hard: Cover = NO_COVER
        self._soft: Cover = NO_COVER

    def take(self, cover: Cover) -> None:
        """Mark rectangles as taken: no name may touch them."""
        self._hard = np.concatenate([self._hard, cover])

    def mind(self, cover: Cover) -> None:
        """Mark rectangles that a name covers only where there is no better spot."""
        self._soft = np.concatenate([self._soft, cover])

    def first_free(self, covers: Sequence[Cover], *, only_clear: bool = False) -> int | None:
        """Give the number of the first free spot: clear of lines if there is one, or None."""
        if not covers:
            return None
        region = np.concatenate(covers)
        around = np.hstack([region[:, :2].min(axis=0), region[:, 2:].max(axis=0)])[np.newaxis]
        hard, soft = (taken[overlaps(taken, around)] for taken in (self._hard, self._soft))
        first = None
        for number, cover in enumerate(covers):
            if not self._is_inside(cover) or overlaps(cover, hard).any():
                continue
            if not overlaps(cover, soft).any():
                return number
            first = number if first is None else first
        return None if only_clear else first

    def first_free_box(
        self, centres: Sequence[Position], width: float, height: float, *, only_clear: bool = False
    ) -> int | None:
        """Give the number of the first free spot for a level block, as `first_free` does."""
        if not centres:
            return None
        middle, half = np.array(centres), np.array([width / 2, height / 2])
        boxes = np.hstack([middle - half, middle + half])
        box = self._box
        inside = (boxes[:, :2] >= (box.left, box.top)).all(axis=1)
        inside &= (boxes[:, 2:] <= (box.right, box.bottom)).all(axis=1)
        around = np.hstack([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])[np.newaxis]
        hard, soft = (taken[overlaps(taken, around)] for taken in (self._hard, self._soft))
        free = np.flatnonzero(inside & ~overlaps(boxes, hard))
        clear = free[~overlaps(boxes[free], soft)]
        if len(clear):
            return int(clear[0])
        return None if only_clear or not len(free) else int(free[0])

    def is_free(self, cover: Cover) -> bool:
        """Tell whether a thing that cannot move would lie clear of all that is taken."""
        return not overlaps(cover, self._hard).any()

    def _is_inside(self, cover: Cover) -> bool:
        left, top = cover[:, :2].min(axis=0)
        right, bottom = cover[:, 2:].max(axis=0)
        return self._box.holds(Box(float(left), float(top), float(right), float(bottom)))


def overlaps(cover: Cover, others: Cover) -> npt.NDArray[np.bool_]:
    """Tell for each rectangle of a cover whether it overlaps any of the others."""
    left, top, right, bottom = (cover[:, side, np.newaxis] for side in range(4))
    return np.asarray(
        (
            (left < others[:, 2])
            & (right > others[:, 0])
            & (top < others[:, 3])
            & (bottom > others[:, 1])
        ).any(axis=1)
    )


def cover_of_box(box: Box) -> Cover:
    """Give the cover of one rectangle."""
    return np.array([(box.left, box.top, box.right, box.bottom)])


def cover_of_discs(discs: Sequence[Disc]) -> Cover:
    """Cover each disc with a cross of two rectangles, which leaves its corners free."""
    if not discs:
        return NO_COVER
    centre = np.array([disc.centre for disc in discs])
    radius = np.array([[disc.radius] for disc in discs])
    wide, tall = radius * (1.0, 0.6), radius * (0.6, 1.0)
    rows = [np.hstack([centre - half, centre + half]) for half in (wide, tall)]
    return np.concatenate(rows)


def cover_of_line(points: npt.NDArray[np.float64], width: float) -> Cover:
    """Give the cover of a line as squares along it."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(lengths)])
    at = np.arange(0, run[-1] + width, width)
    middle = np.column_stack([np.interp(at, run, points[:, i]) for i in (0, 1)])
    return np.hstack([middle - width / 2, middle + width / 2])


def cover_of_text(centre: Position, width: float, height: float, angle: float = 0.0) -> Cover:
    """
    Give the cover of a block of type.

    Parameters
    ----------
    centre
        Middle of the block.
    width, height
        CSS pixels.
    angle
        Degrees, anticlockwise; a slanted line is covered by squares along it.
    """
    if not angle:
        half = np.array([width / 2, height / 2])
        return np.array([np.concatenate([centre - half, centre + half])])
    count = max(math.ceil(width / (height * 0.6)), 1)
    along = (np.arange(count) + 0.5) / count * width - width / 2
    turn = math.radians(angle)
    middle = np.column_stack([along * math.cos(turn), -along * math.sin(turn)]) + centre
    return np.hstack([middle - height / 2, middle + height / 2])


def spots_beside(
    anchor: Position, clearance: float, width: float, height: float
) -> Iterator[Position]:
    """Give the middles of a block of type beside a point, as atlases prefer them: right first."""
    x, y = anchor
    away, up = clearance + 4.0 + width / 2, clearance + 1.0 + height / 2
    slant = clearance * 0.72 + 3.0 + width / 2
    rise = clearance * 0.72 + height * 0.45
    yield x + away, y
    yield x - away, y
    yield x + slant, y - rise
    yield x + slant, y + rise
    yield x - slant, y - rise
    yield x - slant, y + rise
    yield x, y - up
    yield x, y + up


def spots_around(anchor: Position, width: float, height: float, *, reach: float) -> list[Position]:
    """Give the middles of a block of type around a point, nearest first, as far as `reach`."""
    x, y = anchor
    across = np.arange(-4, 5) * width * 0.25
    down = np.arange(-8, 9) * height * 0.7
    shifts = [(dx, dy) for dx in across for dy in down if math.hypot(dx, dy) <= reach]
    shifts.sort(key=lambda shift: (round(math.hypot(shift[0] * 0.7, shift[1]), 3), shift))
    return [(x + dx, y + dy) for dx, dy in shifts]

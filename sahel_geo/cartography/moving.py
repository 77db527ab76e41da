"""Movement paths in time: what the map's timeline runs over, and how it looks in one window.

A `MovingCase` is a case at all times; `paths_in` gives it as it is drawn in a window of days. The
map's own script does the same while the reader drags or plays; tests compare the two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from sahel_geo.analysis.movements import Stay
from sahel_geo.cartography import symbology
from sahel_geo.cartography.document import (
    CasePath,
    Footprint,
    PathFade,
    PathLeg,
    PathTail,
    StepMark,
)
from sahel_geo.model.period import Period

NUMBERED_CASES = 4
"""With more cases than this on the map, steps are dots without numbers and fades without words."""

Drawn = TypeVar("Drawn", PathLeg, PathTail, PathFade)


@dataclass(frozen=True)
class Timed(Generic[Drawn]):
    """A line of a path and the days it belongs to, from its first report to its last."""

    line: Drawn
    days: Period


@dataclass(frozen=True)
class TimedMark:
    """A place of a path, the days of the reports from it, and the stays that began with them."""

    mark: StepMark
    days: tuple[Period, ...]
    stays: tuple[Stay, ...]


@dataclass(frozen=True)
class TimedReach:
    """Where captives can have been between the two reports of a leg, and the days between.

    `days` begin after the first report and end with the last day of the second, so that of legs
    that follow each other one at a time is asked about.
    """

    area: Footprint
    """Its key is the leg's."""
    days: Period


@dataclass(frozen=True)
class MovingCase:
    """A case at all times."""

    case_id: str
    name: str
    is_picked: bool
    """Chosen by name: shown whatever the window."""
    seen: tuple[Period, ...]
    """When its steps that pass the filters were; the case is shown when a window meets one."""
    legs: tuple[Timed[PathLeg], ...]
    marks: tuple[TimedMark, ...]
    tails: tuple[Timed[PathTail], ...]
    fades: tuple[Timed[PathFade], ...]
    footprints: tuple[Footprint, ...]
    reaches: tuple[TimedReach, ...] = ()
    """Of a case that is picked; drawn for the last day of a window only."""

    def is_shown_in(self, window: Period) -> bool:
        """Tell whether the case is on the map in a window: picked, or one of its steps passes."""
        return self.is_picked or any(days.cut(window) for days in self.seen)


def part_in(days: Period, window: Period) -> tuple[float, float] | None:
    """
    Find the part of a leg that lies inside a window, as if its days were spread evenly along it.

    It says how far the time between two reports has run, not where anybody was.

    Parameters
    ----------
    days
        From the first day of the first report to the last day of the last one.
    window
        The days looked at.

    Returns
    -------
    part
        Shares of the leg from 0 to 1, start before end; None when no day is inside.
    """
    inside = days.cut(window)
    if inside is None:
        return None
    start = (inside.start - days.start).days / days.days
    return start, start + inside.days / days.days


def paths_in(cases: Sequence[MovingCase], period: Period, window: Period) -> tuple[CasePath, ...]:
    """
    Draw cases as they are in a window of a period.

    With few cases in the period each has a colour of its own, whatever the window, so that none
    changes while time plays. With more than `NUMBERED_CASES` cases in the window the lines are
    thin, and numbers, words and areas of imprecise places are left out: dozens on top of each
    other would hide the map and each other. Nothing looks more precise for it: marks of rough
    places stay hollow, legs across undisclosed places dashed, and ends fading.

    Parameters
    ----------
    cases
        Cases that pass every filter but time.
    period
        What the timeline runs over.
    window
        The days shown; inside the period.

    Returns
    -------
    paths
        Those shown in the window, in their order.
    """
    colors = color_cases(cases, period)
    visible = [case for case in cases if case.is_shown_in(window)]
    numbered = len(visible) <= NUMBERED_CASES
    return tuple(
        _draw_case(case, colors.get(case.case_id, symbology.PATH_COLOR), window, numbered=numbered)
        for case in visible
    )


def color_cases(cases: Iterable[MovingCase], period: Period) -> dict[str, str]:
    """Give each case of a period its colour, by `case_id`; many cases share one."""
    shown = [case.case_id for case in cases if case.is_shown_in(period)]
    if len(shown) > len(symbology.CASE_COLORS):
        return dict.fromkeys(shown, symbology.PATH_COLOR)
    return dict(zip(shown, symbology.CASE_COLORS, strict=False))


def _draw_case(case: MovingCase, color: str, window: Period, *, numbered: bool) -> CasePath:
    width_px = symbology.LEG_WIDTH_PX if numbered else symbology.LEG_WIDTH_OF_MANY_PX
    return CasePath(
        case_id=case.case_id,
        name=case.name,
        color=color,
        legs=tuple(
            replace(leg.line, color=color, width_px=width_px, part=part_in(leg.days, window))
            for leg in case.legs
        ),
        steps=tuple(_draw_mark(mark, color, window, numbered=numbered) for mark in case.marks),
        tails=tuple(replace(tail.line, faint=tail.days.cut(window) is None) for tail in case.tails),
        fades=tuple(
            replace(
                fade.line,
                color=color,
                width_px=width_px,
                faint=fade.days.cut(window) is None,
                words=fade.line.words if numbered else "",
            )
            for fade in case.fades
        ),
        footprints=case.footprints if numbered else (),
        reaches=_reaches_on(case, window.end) if numbered else (),
    )


def _reaches_on(case: MovingCase, day: date) -> tuple[Footprint, ...]:
    return tuple(r.area for r in case.reaches if r.days.start <= day <= r.days.end)


def _draw_mark(timed: TimedMark, color: str, window: Period, *, numbered: bool) -> StepMark:
    return replace(
        timed.mark,
        color=color,
        numbers=timed.mark.numbers if numbered else "",
        faint=not any(days.cut(window) for days in timed.days),
        is_last_known=any(stay.holds_on(window.end) for stay in timed.stays),
    )

"""Write movement paths at all times, for the browser to draw as `moving.paths_in` does."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sahel_geo.cartography.document import Footprint, PathFade, PathLeg, PathTail
from sahel_geo.cartography.moving import MovingCase, TimedMark
from sahel_geo.cartography.web.jsontext import to_json_bytes, write_day, write_days
from sahel_geo.cartography.web.shapes import AreaTable, write_point
from sahel_geo.model.period import Period


def write_cases(cases: Iterable[MovingCase]) -> bytes:
    """
    Write the cases of a choice of events, whatever the window.

    Parameters
    ----------
    cases
        `composition.compose_cases` of a timeless selection.

    Returns
    -------
    content
        JSON. Days are whole numbers since 1970-01-01, runs of days [first, last], both included.
    """
    table = AreaTable()
    written = [_write_case(case, table) for case in cases]
    return to_json_bytes({"cases": written, "areas": table.written})


def _write_case(case: MovingCase, areas: AreaTable) -> dict[str, Any]:
    return {
        "case_id": case.case_id,
        "name": case.name,
        "is_picked": case.is_picked,
        "seen": [write_days(days) for days in case.seen],
        "legs": [_write_line(leg.line, leg.days) for leg in case.legs],
        "tails": [_write_line(tail.line, tail.days) for tail in case.tails],
        "fades": [_write_line(fade.line, fade.days) for fade in case.fades],
        "steps": [_write_mark(timed) for timed in case.marks],
        "footprints": [_write_footprint(footprint, areas) for footprint in case.footprints],
        "reaches": [
            _write_footprint(reach.area, areas) | {"days": write_days(reach.days)}
            for reach in case.reaches
        ],
    }


def _write_line(line: PathLeg | PathTail | PathFade, days: Period) -> dict[str, Any]:
    written: dict[str, Any] = {
        "key": line.key,
        "points": [write_point(*point) for point in line.points],
        "days": write_days(days),
    }
    if isinstance(line, PathTail):
        return written | {"style": asdict(line.style), "name": line.name}
    if isinstance(line, PathLeg):
        written["certain"] = line.certain
    return written | {"words": line.words}


def _write_mark(timed: TimedMark) -> dict[str, Any]:
    mark = timed.mark
    return {
        "key": mark.key,
        "at": write_point(mark.longitude, mark.latitude),
        "numbers": mark.numbers,
        "hollow": mark.hollow,
        "name": mark.name,
        "days": [write_days(days) for days in timed.days],
        "stays": [
            [write_day(stay.first), None if stay.last is None else write_day(stay.last)]
            for stay in timed.stays
        ],
    }


def _write_footprint(footprint: Footprint, areas: AreaTable) -> dict[str, Any]:
    return {
        "key": footprint.key,
        "area": areas.add(footprint.area),
        "style": asdict(footprint.style),
        "name": footprint.name,
    }

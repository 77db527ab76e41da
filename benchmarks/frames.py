"""Frames of the map while time moves: script alone, between paints, and while it really plays."""

import re
from dataclasses import dataclass
from datetime import date

from browsing import NotMeasuredError, ask
from effort import Effort
from generator import SPAN
from playwright.sync_api import Frame
from playwright.sync_api import TimeoutError as LateError
from results import Row, row_of_times

SCRIPT_MS, FRAME_MS = 16, 33.4
"""Budgets of a frame; 33 ms are two refreshes of a screen with 60 a second, as clocks tell them."""
DAY_ZERO = date(1970, 1, 1)
YEAR = 365
HAS_HOOK = "Boolean(window.sahelAtlas && sahelAtlas.drawWindow)"
TIME = "() => JSON.stringify((sahelAtlas.debug(window.map).time || {}).window || null)"

Window = tuple[int, int]
"""First and last day, both inclusive, in days since 1970-01-01."""


@dataclass(frozen=True)
class View:
    """Where the map looks while frames are measured."""

    name: str
    latitude: float
    longitude: float
    zoom: float


NEAR = View("zoom 7.5, Liptako", 14.5, 0.5, 7.5)


def moving_windows(count: int) -> list[Window]:
    """Make windows of a year that sweep the whole span, in even steps."""
    first, last = _span()
    step = (last - first - YEAR) / max(count - 1, 1)
    starts = [first + round(number * step) for number in range(count)]
    return [(start, start + YEAR) for start in starts]


def growing_windows(count: int) -> list[Window]:
    """Make windows that begin with the span and grow to all of it, in even steps."""
    first, last = _span()
    return [(first, first + round((last - first) * (n + 1) / count)) for n in range(count)]


def _span() -> Window:
    return (SPAN.start - DAY_ZERO).days, (SPAN.end - DAY_ZERO).days


def measure_frames(frame: Frame, effort: Effort) -> list[Row]:
    """
    Time frames at the view shown and at a near one, with moving and with growing windows.

    Raises
    ------
    NotMeasuredError
        If the map has no `sahelAtlas.drawWindow`.
    """
    if not ask(frame, HAS_HOOK):
        msg = "the map has no sahelAtlas.drawWindow"
        raise NotMeasuredError(msg)
    windows = {
        "moving year": moving_windows(effort.windows),
        "cumulative": growing_windows(effort.windows),
    }
    rows: list[Row] = []
    for view in (None, NEAR):
        if view:
            where = [view.latitude, view.longitude, view.zoom]
            ask(frame, "([y, x, z]) => map.setView([y, x], z, { animate: false })", where)
        where_words = view.name if view else "whole Sahel"
        for kind, days in windows.items():
            ask(frame, "days => benchmarkProbe.drawAll(days.slice(0, 5))", days)  # warm
            script = ask(frame, "days => benchmarkProbe.drawAll(days)", days)
            painted = ask(frame, "days => benchmarkProbe.drawFrames(days)", days)
            name = f"{where_words}, {kind}"
            rows += [
                row_of_times(f"script of a frame: {name}", script, p95_ms=SCRIPT_MS),
                row_of_times(f"between painted frames: {name}", painted, p95_ms=FRAME_MS),
            ]
    return rows


def measure_play(frame: Frame, effort: Effort) -> list[Row]:
    """
    Press the real Play button, and time the frames while it plays.

    Raises
    ------
    NotMeasuredError
        If there is no such button, or the window stands still after it was pressed.
    """
    before = ask(frame, TIME)
    button = frame.get_by_role("button", name=re.compile("^Play")).first
    try:
        button.click(timeout=5000)
    except LateError as error:
        msg = "the map has no button named Play that can be clicked"
        raise NotMeasuredError(msg) from error
    seen = ask(frame, "duration => benchmarkProbe.watch(duration)", effort.play_ms)
    after = ask(frame, TIME)
    if before == after:
        msg = f"the window still is {after} after {effort.play_ms} ms of playing"
        raise NotMeasuredError(msg)
    seconds = sum(seen["frames"]) / 1000
    frames, counts = len(seen["frames"]) / seconds, seen["counts"] / seconds
    return [
        row_of_times("between frames while playing", seen["frames"], p95_ms=FRAME_MS),
        Row("while playing", f"{frames:.0f} frames/s, {counts:.0f} windows counted/s"),
    ]

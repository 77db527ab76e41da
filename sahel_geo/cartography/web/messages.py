"""Read what the map's frame tells Python. It comes from a browser: anything may be in it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sahel_geo.model.extent import Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MAX_ZOOM, MIN_ZOOM, MapView

MAX_KEY_LENGTH = 20_000
"""A merged symbol names all its places; two thousand of them fit."""
_BOUNDS_LENGTH = 4


@dataclass(frozen=True)
class Click:
    """The reader's last click. Act on it once: when its number is higher than the last one seen."""

    number: int
    key: str | None
    """The thing clicked; None is the empty map."""


@dataclass(frozen=True)
class TimeChange:
    """The window the reader chose on the map. Act on it once, as on a click."""

    number: int
    window: Period | None
    """None when it is all of the period."""
    is_cumulative: bool


@dataclass(frozen=True)
class MapMessage:
    """The state of the map as its frame last told it."""

    number: int
    """Rises with every message, also after the frame was built anew."""
    view: MapView
    extent: Extent
    """What is visible."""
    command: int | None
    """The number of the view command that led here; None when the reader moved the map."""
    click: Click | None
    """The last click, repeated in later messages, so that a quick move does not hide it."""
    time: TimeChange | None = None
    """The last window chosen on the map, repeated likewise."""


def read_message(value: Any) -> MapMessage | None:
    """
    Read the component value of the map.

    Parameters
    ----------
    value
        What `st_folium` returned.

    Returns
    -------
    message
        None when the map has not spoken yet or the value is not one of its messages.
    """
    try:
        return MapMessage(
            number=_read_number(value["seq"]),
            view=_read_view(value["view"]),
            extent=_read_extent(value["view"]["bounds"]),
            command=None if value["command"] is None else _read_number(value["command"]),
            click=None if value["click"] is None else _read_click(value["click"]),
            time=None if value.get("time") is None else _read_time(value["time"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


def _read_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError(value)
    return int(value)


def _read_view(value: Mapping[str, Any]) -> MapView:
    zoom = min(max(float(value["zoom"]), MIN_ZOOM), MAX_ZOOM)
    return MapView(float(value["longitude"]), float(value["latitude"]), zoom)


def _read_extent(value: Any) -> Extent:
    if not isinstance(value, list | tuple) or len(value) != _BOUNDS_LENGTH:
        raise ValueError(value)
    west, south, east, north = (float(part) for part in value)
    if not all(map(math.isfinite, (west, east))):
        raise ValueError(value)
    return Extent(west, south, east, north)


def _read_click(value: Mapping[str, Any]) -> Click:
    key = value["key"]
    if key is not None and not isinstance(key, str):
        raise TypeError(key)
    if key is not None and len(key) > MAX_KEY_LENGTH:  # cut between two places, not within a number
        key = key[:MAX_KEY_LENGTH].rpartition(",")[0]
    return Click(_read_number(value["seq"]), key)


def _read_time(value: Mapping[str, Any]) -> TimeChange:
    days = (date.fromisoformat(value[name]) for name in ("first", "last"))
    window = Period(*days)
    return TimeChange(
        _read_number(value["seq"]),
        None if value["is_all"] is True else window,
        value["is_cumulative"] is True,
    )

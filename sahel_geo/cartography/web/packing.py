"""Pack the events for the browser: one binary of columns, and bit masks over it.

The pack holds every event that may stand for an incident, and the reports on captives whose place
was never disclosed, which the tray tells of. It does not depend on what the reader chooses: a
filter sends a mask over the packed events, and time is filtered in the browser. `packed.js` reads
what is written here.

Little endian: `SAE1`; the length of the header (u32); the header, JSON in UTF-8, filled with
blanks; then the sections, each starting on a multiple of eight bytes. The header names the
number of `events` and `places`, the `types`, and for each of `sections` its type of number, its
first byte and its length. A day is a whole number of days since 1970-01-01.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.analysis.filtering import Truths
from sahel_geo.model.places import round_coordinates
from sahel_geo.model.vocabulary import REPORT_STAGES, EventType, GeoPrecision

MAGIC = b"SAE1"
BEFORE_SECTIONS = 1024
"""Bytes before the first section: a fixed length, so that the header can name its sections' first
bytes. Less than 600 are written, even with the largest numbers that can be."""

REPORT = "report"
"""Stands after the event types: a report on captives, never an incident."""
PACKED_TYPES = (*(str(kind) for kind in EventType), REPORT)

_ALIGNMENT = 8
_DTYPES = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "i32": "<i4"}

Whole: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class PackedEvents:
    """A pack of events, and which row of the dataset's events each packed one is."""

    content: bytes
    rows: Whole
    """Position in the events, from 0, of each packed event in the order of the pack."""


def pack_events(events: pd.DataFrame) -> PackedEvents:
    """
    Pack the events of a whole dataset.

    Parameters
    ----------
    events
        `place`, `longitude`, `latitude` (WGS84 degrees), `geo_precision`, `event_type`,
        `hostage_stage`, `first_day` and `last_day`. Of rows that share a `joint_id` all are
        packed: a mask tells which one counts.

    Returns
    -------
    packed
        Sorted by place, type, exact days before intervals, first and last day. Every place has
        its entry, also when none of its events is packed; one without a location is at 0, 0,
        since its label point may never be drawn. The same events give the same bytes.

    Raises
    ------
    ValueError
        If an `event_type` is none of `EventType`.
    """
    is_report = events["hostage_stage"].isin([str(stage) for stage in REPORT_STAGES]).to_numpy()
    undisclosed = (events["geo_precision"] == GeoPrecision.UNDISCLOSED).to_numpy(dtype=bool)
    chosen = np.flatnonzero(~is_report | undisclosed)
    place = events["place"].to_numpy()
    kinds = np.where(is_report, PACKED_TYPES.index(REPORT), _type_indices(events))
    first, last = _day_numbers(events["first_day"]), _day_numbers(events["last_day"])
    keys = (last, first, last > first, kinds, place)  # the last one sorts first
    rows = chosen[np.lexsort([key[chosen] for key in keys])]
    places = _place_columns(events)
    numbers = np.arange(len(places["place_precision"]) + 1)
    columns = {
        "place_longitude": ("i32", places["place_longitude"]),
        "place_latitude": ("i32", places["place_latitude"]),
        "place_precision": ("u8", places["place_precision"]),
        "place_start": ("u32", np.searchsorted(place[rows], numbers)),
        "type": ("u8", kinds[rows]),
        "first": ("i32", first[rows]),
        "last": ("i32", last[rows]),
    }
    return PackedEvents(_write(columns, len(rows), len(numbers) - 1), rows.astype(np.int64))


def pack_mask(packed: PackedEvents, passes: Truths, stands: Truths) -> bytes:
    """
    Write which packed events pass, as bits.

    Parameters
    ----------
    packed
        The pack that the mask is for.
    passes
        One truth value a row of the events packed: which pass every choice but time
        (`filtering.passes_choices`). Decides for reports.
    stands
        One truth value a row: which of these stand for an incident
        (`filtering.stand_for_incidents`). Decides for all else.

    Returns
    -------
    mask
        A bit for each packed event in the order of the pack, the lowest bit of a byte first; the
        last byte is filled with zeros.
    """
    is_report = _read_types(packed) == PACKED_TYPES.index(REPORT)
    chosen = np.where(is_report, passes[packed.rows], stands[packed.rows])
    return np.packbits(chosen, bitorder="little").tobytes()


def _type_indices(events: pd.DataFrame) -> Whole:
    names = [str(kind) for kind in EventType]
    indices = pd.Index(names).get_indexer(pd.Index(events["event_type"].astype(str)))
    if (indices < 0).any():
        unknown = events["event_type"].iloc[int(np.argmin(indices))]
        msg = f"event_type must be one of {', '.join(names)}, got {unknown!r}."
        raise ValueError(msg)
    return indices.astype(np.int64)


def _day_numbers(days: "pd.Series[pd.Timestamp]") -> Whole:
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)


def _place_columns(events: pd.DataFrame) -> dict[str, Whole]:
    """Give the coordinates in steps and the precision of every place, by its number."""
    numbers, at = np.unique(events["place"].to_numpy(dtype=np.int64), return_index=True)
    count = int(numbers.max(initial=-1)) + 1
    firsts = events.iloc[at]
    precision = np.full(count, int(GeoPrecision.UNDISCLOSED), dtype=np.int64)
    precision[numbers] = firsts["geo_precision"].to_numpy(dtype=np.int64)
    columns = {"place_precision": precision}
    for name in ("longitude", "latitude"):
        steps = np.zeros(count, dtype=np.int64)
        steps[numbers] = round_coordinates(firsts[name]).to_numpy()
        columns[f"place_{name}"] = np.where(precision == GeoPrecision.UNDISCLOSED, 0, steps)
    return columns


def _write(columns: Mapping[str, tuple[str, Whole]], events: int, places: int) -> bytes:
    sections: dict[str, tuple[str, int, int]] = {}
    parts: list[bytes] = []
    offset = BEFORE_SECTIONS
    for name, (dtype, values) in columns.items():
        content = values.astype(_DTYPES[dtype]).tobytes()
        sections[name] = (dtype, offset, len(values))
        parts.append(content.ljust(-(-len(content) // _ALIGNMENT) * _ALIGNMENT, b"\0"))
        offset += len(parts[-1])
    facts = {"events": events, "places": places, "types": PACKED_TYPES, "sections": sections}
    length = BEFORE_SECTIONS - len(MAGIC) - 4
    header = json.dumps(facts, separators=(",", ":")).encode().ljust(length)
    return b"".join([MAGIC, length.to_bytes(4, "little"), header, *parts])


def _read_types(packed: PackedEvents) -> npt.NDArray[np.uint8]:
    header = json.loads(packed.content[len(MAGIC) + 4 : BEFORE_SECTIONS])
    _, offset, count = header["sections"]["type"]
    return np.frombuffer(packed.content, dtype=np.uint8, count=count, offset=offset)

"""What a newer export of a dataset says that the older one did not.

Datasets of the field are never finished: rows come, go and change after they were first told. An
event is known by its id; one that was given a new id is both new and vanished.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sahel_geo.model.extent import ELLIPSOID
from sahel_geo.model.schema import IMPORTED

PLACE = "place"
"""What a change of coordinates is called, besides the columns' own names."""

COORDINATES = ("latitude", "longitude")

NOT_COMPARED = (*COORDINATES, "event_id", "joint_id")
"""Columns of events that are compared as a place, or not at all."""

LEAST_MOVED_KM = 0.1
"""A place written with more or fewer decimals has not moved."""


@dataclass(frozen=True)
class Change:
    """
    One thing that is told otherwise.

    Attributes
    ----------
    event_id
        The event, by its id in its dataset.
    column
        The column that changed, or `PLACE`.
    before, after
        The cells as text; empty where nothing was or is told. Places as `latitude, longitude`
        in degrees.
    moved_km
        How far a place moved, on the ellipsoid; None for other columns.
    """

    event_id: str
    column: str
    before: str
    after: str
    moved_km: float | None = None


@dataclass(frozen=True)
class Revision:
    """
    All that a newer export tells otherwise.

    Attributes
    ----------
    new, vanished
        Ids of events that only the newer, only the older one has, in their order there.
    changed
        By event in the order of the newer export, then by column.
    """

    new: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    vanished: tuple[str, ...] = ()

    @property
    def changed_events(self) -> int:
        """How many events are told otherwise."""
        return len({change.event_id for change in self.changed})


def compare(old: pd.DataFrame, new: pd.DataFrame) -> Revision:
    """
    Compare two exports of one dataset.

    Parameters
    ----------
    old, new
        Events as imported, ids unique in each; only columns of `schema.IMPORTED` are compared:
        a source's own (when a row was last written, say) change without the event changing.

    Returns
    -------
    revision
        Empty when both tell the same.
    """
    before, after = (events.set_index("event_id", drop=False) for events in (old, new))
    # `isin` on an index of texts takes ten times as long
    places = before.index.get_indexer(after.index)
    is_known = places >= 0
    is_gone = np.ones(len(before), dtype=bool)
    is_gone[places[is_known]] = False
    before_shared, after_shared = before.iloc[places[is_known]], after.loc[is_known]
    found = [
        *_compare_columns(before_shared, after_shared),
        *_compare_places(before_shared, after_shared),
    ]
    return Revision(
        new=tuple(after.index[~is_known]),
        changed=tuple(change for _, change in sorted(found, key=lambda one: one[0])),
        vanished=tuple(before.index[is_gone]),
    )


def _compare_columns(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[tuple[int, Change]]:
    """Give changes of cells with the number of their event."""
    for column in IMPORTED.columns:
        if column in NOT_COMPARED or column not in before or column not in after:
            continue
        is_same = (before[column] == after[column]) | (before[column].isna() & after[column].isna())
        rows = np.flatnonzero(~is_same.fillna(value=False).to_numpy(dtype=bool))
        texts = (_write(events[column].iloc[rows]) for events in (before, after))
        for row, cell_before, cell_after in zip(rows.tolist(), *texts, strict=True):
            yield row, Change(str(after.index[row]), column, cell_before, cell_after)


def _write(cells: "pd.Series[Any]") -> list[str]:
    """Write cells as text, days without a time of day and what is missing as nothing."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        cells = cells.dt.strftime("%Y-%m-%d")
    return cells.astype("str").fillna("").tolist()


def _compare_places(before: pd.DataFrame, after: pd.DataFrame) -> Iterator[tuple[int, Change]]:
    """Give changes of coordinates with the number of their event."""
    places = [
        tuple(events[name].to_numpy(dtype=np.float64) for name in COORDINATES)
        for events in (before, after)
    ]
    (old_latitude, old_longitude), (latitude, longitude) = places
    _, _, metres = ELLIPSOID.inv(old_longitude, old_latitude, longitude, latitude)
    moved_km = np.asarray(metres, dtype=np.float64) / 1000
    for row in np.flatnonzero(moved_km >= LEAST_MOVED_KM).tolist():
        before_text, after_text = (f"{one[0][row]:.4f}, {one[1][row]:.4f}" for one in places)
        event_id = str(after.index[row])
        yield row, Change(event_id, PLACE, before_text, after_text, float(moved_km[row]))

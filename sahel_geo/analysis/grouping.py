"""Which events are one, worked out pair by pair: what datasets say, what the reader says, matches.

The order is of rank: the data's own `joint_id`s, then what the reader joined, then matches, best
first. A pair that the reader split never meets, whichever way round.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from sahel_geo.analysis.decisions import Decisions, EventKey, Pair, make_pair
from sahel_geo.model.datasets import DATASET, SHIPPED_ID

ID_SEPARATOR = "/"
"""Parts the id of a dataset from the id an imported event has there."""


class Joining(NamedTuple):
    """Two events of two datasets that are likely one, and how much speaks for it."""

    pair: Pair
    points: float


def combined_id(key: EventKey) -> str:
    """Give the `event_id` an event has among events of several datasets."""
    if key.dataset_id == SHIPPED_ID:
        return key.event_id
    return f"{key.dataset_id}{ID_SEPARATOR}{key.event_id}"


def key_of(dataset_id: str, event_id: str) -> EventKey:
    """Give the key of an event of a combined dataset: what `combined_id` takes."""
    if dataset_id == SHIPPED_ID:
        return EventKey(dataset_id, event_id)
    return EventKey(dataset_id, event_id.removeprefix(f"{dataset_id}{ID_SEPARATOR}"))


def join_events(
    events: pd.DataFrame, joinings: Sequence[Joining], decisions: Decisions
) -> "pd.Series[str]":
    """
    Tell which events are one.

    Parameters
    ----------
    events
        Events of several datasets by day, with `dataset`, `event_id` as `combined_id` has it and
        the `joint_id`s that the datasets give.
    joinings
        Matches, best first; those of events that are not here wait.
    decisions
        What the reader split and joined.

    Returns
    -------
    joint_id
        On the same index: the data folder's where a group has one, else one of its own; empty
        for an event that stands alone.
    """
    rows = {event_id: row for row, event_id in enumerate(events["event_id"])}
    groups = _Groups(decisions.split)
    for pair in _given_pairs(events):
        groups.join(*pair, within=True)
    for pair in sorted(decisions.joined):
        if all(combined_id(key) in rows for key in pair):
            groups.join(*pair, within=True)
    for pair, _ in joinings:
        if all(combined_id(key) in rows for key in pair):
            groups.join(*pair)
    return _name_groups(events, groups, rows)


def _given_pairs(events: pd.DataFrame) -> Iterator[Pair]:
    """Give the pairs that the datasets themselves call one event."""
    joint = events.loc[events["joint_id"] != "", ["joint_id", DATASET, "event_id"]]
    for _, given in joint.groupby("joint_id", sort=False):
        first, *others = map(key_of, given[DATASET], given["event_id"])
        for other in others:
            yield first, other


def _name_groups(events: pd.DataFrame, groups: "_Groups", rows: dict[str, int]) -> "pd.Series[str]":
    given, datasets = events["joint_id"].tolist(), events[DATASET].tolist()
    names = [""] * len(given)
    used: set[str] = set()
    for members in groups.members():
        ids = sorted(map(combined_id, members), key=lambda one: rows[one])
        ids.sort(key=lambda one: datasets[rows[one]] != SHIPPED_ID)
        own = (given[rows[one]] for one in ids)
        name = next((name for name in own if name and name not in used), f"joint:{ids[0]}")
        used.add(name)
        for one in ids:
            names[rows[one]] = name
    return pd.Series(pd.array(names, dtype="str"), index=events.index)


@dataclass
class _Groups:
    """Events that are one, grown pair by pair."""

    split: frozenset[Pair]
    _of: dict[EventKey, set[EventKey]] = field(default_factory=dict)

    def join(self, one: EventKey, other: EventKey, *, within: bool = False) -> None:
        """
        Make two groups one, unless a pair would meet that the reader split.

        Two events that one dataset tells apart are not made one by way of a third's either,
        unless the dataset itself or the reader says so (`within`).
        """
        groups = self._of.get(one, {one}), self._of.get(other, {other})
        if groups[0] is groups[1]:
            return
        datasets = [{key.dataset_id for key in group} for group in groups]
        if not within and datasets[0] & datasets[1]:
            return
        if any(make_pair(a, b) in self.split for a in groups[0] for b in groups[1]):
            return
        together = groups[0] | groups[1]
        for key in together:
            self._of[key] = together

    def members(self) -> list[set[EventKey]]:
        """Give the groups, each once, in the order in which they began."""
        return list({id(group): group for group in self._of.values()}.values())

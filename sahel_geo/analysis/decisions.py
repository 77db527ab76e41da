"""What the reader says of matches: these two are one event, those two are not."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from sahel_geo.model.errors import SahelGeoError


class EventKey(NamedTuple):
    """An event by its dataset and the id it has there: the same whatever else is shown."""

    dataset_id: str
    event_id: str


Pair: TypeAlias = tuple[EventKey, EventKey]

MOST_PAIRS = 100_000
"""A file of more pairs is not one that a reader made by hand."""


def make_pair(one: EventKey, other: EventKey) -> Pair:
    """Put two events in order, so that a pair is the same whichever is named first."""
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True)
class Decisions:
    """
    Pairs of events the reader has split or joined by hand.

    Attributes
    ----------
    split
        Never shown as one, however much speaks for it.
    joined
        Shown as one, however little speaks for it. No pair is in both.
    """

    split: frozenset[Pair] = frozenset()
    joined: frozenset[Pair] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a pair that is both."""
        if self.split & self.joined:
            msg = f"A pair cannot be split and joined, got {sorted(self.split & self.joined)}."
            raise ValueError(msg)

    def with_split(self, one: EventKey, other: EventKey) -> "Decisions":
        """Split a pair; undoes a joining."""
        pair = frozenset({make_pair(one, other)})
        return replace(self, split=self.split | pair, joined=self.joined - pair)

    def with_joined(self, one: EventKey, other: EventKey) -> "Decisions":
        """Join a pair; undoes a split."""
        pair = frozenset({make_pair(one, other)})
        return replace(self, split=self.split - pair, joined=self.joined | pair)

    def without(self, one: EventKey, other: EventKey) -> "Decisions":
        """Forget what was said of a pair."""
        pair = frozenset({make_pair(one, other)})
        return replace(self, split=self.split - pair, joined=self.joined - pair)

    def to_json(self) -> str:
        """Write the decisions, the same ones always the same way."""
        return json.dumps({"split": sorted(self.split), "joined": sorted(self.joined)})

    @classmethod
    def from_json(cls, text: str) -> "Decisions":
        """
        Read what `to_json` wrote.

        Raises
        ------
        SahelGeoError
            `decisions_form`, if it is anything else.
        """
        rule = "decisions_form"
        try:
            content = json.loads(text)
            return cls(_read_pairs(content["split"]), _read_pairs(content["joined"]))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise SahelGeoError(rule) from error


def _read_pairs(pairs: Any) -> frozenset[Pair]:
    if not isinstance(pairs, list) or len(pairs) > MOST_PAIRS:
        msg = "Pairs are a list."
        raise TypeError(msg)
    return frozenset(make_pair(*(_read_key(key) for key in pair)) for pair in pairs)


def _read_key(key: Iterable[Any]) -> EventKey:
    dataset_id, event_id = key
    if not isinstance(dataset_id, str) or not isinstance(event_id, str):
        msg = "A key is two texts."
        raise TypeError(msg)
    return EventKey(dataset_id, event_id)

"""What a reader decides of the datasets that stand side by side."""

from dataclasses import dataclass, field
from typing import Any

from sahel_geo.analysis.decisions import Decisions, EventKey
from sahel_geo.analysis.grouping import Joining
from sahel_geo.model.dataset import Dataset


@dataclass(frozen=True)
class Waiting:
    """An event that is to be joined with the next one chosen."""

    key: EventKey
    title: str


@dataclass
class SetChoices:
    """
    Choices of one session, and what was made of them last.

    Attributes
    ----------
    hidden
        Ids of the datasets and layers that are switched off.
    decisions
        Events the reader split or joined.
    joining
        The event that is to be joined with the next one chosen.
    read_file
        The file of decisions that was taken over last.
    shown
        The dataset on the map.
    combined
        The dataset made last and what it was made of.
    prepared
        What can be drawn of each upload, by its id, with the upload it was made of.
    matches
        Likely-same events of pairs of datasets of which the reader brought one, by both versions.
    """

    hidden: frozenset[str] = frozenset()
    decisions: Decisions = field(default_factory=Decisions)
    joining: Waiting | None = None
    read_file: str = ""
    shown: Dataset | None = None
    combined: tuple[tuple[Any, ...], Dataset] | None = None
    prepared: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    matches: dict[tuple[str, str], tuple[Joining, ...]] = field(default_factory=dict)

    def forget_uploads(self) -> None:
        """Let go of what was made of uploads that are no longer there."""
        self.prepared, self.matches = {}, {}

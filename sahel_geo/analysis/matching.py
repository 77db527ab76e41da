"""Find the events of two datasets that are likely one and the same.

Nobody can be sure: a match is a proposal, told as such and undone by the reader. A wrong one hides
an event, a missed one counts it twice; the threshold leans to missing.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sahel_geo.analysis.candidates import find_candidates
from sahel_geo.analysis.likeness import score_pairs

LEAST_POINTS = 4.5
"""Points from which two events are taken for one: the threshold that did best on the first half
of the labelled pairs (`tests/analysis/README.md` has the precision and recall on the other)."""


@dataclass(frozen=True)
class Match:
    """
    Two events that are likely one.

    Attributes
    ----------
    left, right
        Their `event_id`s in the two datasets.
    points
        How much speaks for it, at least `LEAST_POINTS`.
    """

    left: str
    right: str
    points: float


def match_events(left: pd.DataFrame, right: pd.DataFrame) -> tuple[Match, ...]:
    """
    Find the likely-same events of two datasets.

    Parameters
    ----------
    left, right
        Events as `Dataset.events` has them: with `first_day`, `last_day`, coordinates, both
        precisions, kinds, actors, `fatalities` and texts.

    Returns
    -------
    matches
        Best first; an event is in one match at most, the one for which most speaks.
    """
    candidates = find_candidates(left, right)
    if not len(candidates.left):
        return ()
    points = score_pairs(left, right, candidates)
    likely = np.flatnonzero(points >= LEAST_POINTS)
    likely = likely[np.argsort(-points[likely], kind="stable")]
    ids_left, ids_right = left["event_id"].to_numpy(), right["event_id"].to_numpy()
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    matches = []
    for pair in likely.tolist():
        one, other = int(candidates.left[pair]), int(candidates.right[pair])
        if one not in taken_left and other not in taken_right:
            taken_left.add(one)
            taken_right.add(other)
            match = Match(str(ids_left[one]), str(ids_right[other]), float(points[pair]))
            matches.append(match)
    return tuple(matches)

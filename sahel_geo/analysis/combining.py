"""Put datasets side by side; events that are likely one get one `joint_id` and count once.

The rows of each dataset stay as they are: joining hides nothing and can be undone. An event keeps
its place in the count (see `filtering.stand_for_incidents`): of rows with one `joint_id` the first
that passes stands for all.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import geopandas as gpd
import pandas as pd

from sahel_geo.analysis.decisions import Decisions, EventKey, make_pair
from sahel_geo.analysis.grouping import ID_SEPARATOR, Joining, join_events
from sahel_geo.analysis.matching import match_events
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DATASET, SHIPPED_ID, DatasetEvents
from sahel_geo.model.period import Period
from sahel_geo.model.places import number_places

VERSION_DIGITS = 12


class Deaths(NamedTuple):
    """The deaths of an event as its sources tell them; None where none does."""

    low: int | None
    best: int | None
    high: int | None


NO_DECISIONS = Decisions()


def match_datasets(dataset: Dataset, imported: Sequence[DatasetEvents]) -> tuple[Joining, ...]:
    """
    Find the likely-same events of every two datasets; costs seconds, depends on no decision.

    Parameters
    ----------
    dataset
        The data folder's events, nothing combined with them.
    imported
        Datasets with ids of their own.

    Returns
    -------
    joinings
        Best first.
    """
    sides = [(SHIPPED_ID, dataset.events), *((one.info.dataset_id, one.events) for one in imported)]
    return rank_joinings(
        joining for left, right in combinations(sides, 2) for joining in match_two(*left, *right)
    )


def match_two(
    left_id: str, left: pd.DataFrame, right_id: str, right: pd.DataFrame
) -> tuple[Joining, ...]:
    """Find the likely-same events of two datasets, each told by its id and its events."""
    return tuple(
        Joining(
            make_pair(EventKey(left_id, match.left), EventKey(right_id, match.right)), match.points
        )
        for match in match_events(left, right)
    )


def rank_joinings(joinings: Iterable[Joining]) -> tuple[Joining, ...]:
    """Put the joinings of several pairs of datasets in the order `combine` wants, best first."""
    return tuple(sorted(joinings, key=lambda joining: (-joining.points, joining.pair)))


def combine(
    dataset: Dataset,
    imported: Sequence[DatasetEvents],
    decisions: Decisions = NO_DECISIONS,
    *,
    joinings: Sequence[Joining] | None = None,
) -> Dataset:
    """
    Put the events of imported datasets beside those of the data folder.

    Parameters
    ----------
    dataset
        The data folder's events, nothing combined with them.
    imported
        The datasets that are switched on, with ids of their own.
    decisions
        What the reader has split and joined; pairs of events that are not here wait.
    joinings
        `match_datasets` of these or more datasets, if it is known already.

    Returns
    -------
    dataset
        `dataset` itself if nothing is imported. Else its events with the column `dataset`, and
        columns that only some datasets have, empty for the others; imported events are called
        `<dataset>/<their id>`. Cases and their steps are those of the data folder. The version
        is another for other datasets, rows or decisions.
    """
    if not imported:
        return dataset
    if joinings is None:
        joinings = match_datasets(dataset, imported)
    events = _concatenate(dataset, imported)
    events = events.assign(joint_id=join_events(events, joinings, decisions))
    is_step = (
        (events[DATASET] == SHIPPED_ID)
        & (events["case_id"] != "")
        & (events["hostage_stage"] != "")
    )
    return replace(
        dataset,
        events=events,
        steps=events.loc[is_step].sort_values("row"),
        version=_version_of(dataset, imported, decisions),
        period=_find_period(events),
        datasets=tuple(one.info for one in imported),
    )


def _concatenate(dataset: Dataset, imported: Sequence[DatasetEvents]) -> gpd.GeoDataFrame:
    """Put events one below the other by day, with the columns of all."""
    parts = [dataset.events.assign(**{DATASET: SHIPPED_ID})]
    for one in imported:
        prefix = one.info.dataset_id + ID_SEPARATOR
        has_joint = one.events["joint_id"] != ""
        changes = {
            DATASET: one.info.dataset_id,
            "event_id": prefix + one.events["event_id"],
            "joint_id": (prefix + one.events["joint_id"]).where(has_joint, ""),
        }
        parts.append(one.events.assign(**changes))
    truths = {name for part in parts for name in part.select_dtypes("bool").columns}
    events = pd.concat(parts, ignore_index=True)
    # what a dataset does not say of its rows (that a place is withheld, say) is not so
    said = {name: events[name].eq(True) for name in truths}
    events = events.assign(**said)
    texts = events.select_dtypes("str").columns
    events = events.assign(**{name: events[name].fillna("") for name in texts})
    events = events.sort_values("event_date", kind="stable", ignore_index=True)
    return gpd.GeoDataFrame(events.assign(place=number_places(events)), crs=dataset.events.crs)


def joined_deaths(rows: pd.DataFrame) -> Deaths:
    """
    Tell the deaths of an event by all of its rows.

    Parameters
    ----------
    rows
        Events of one `joint_id`, or one event; `fatalities` and, where a dataset tells them,
        `fatalities_low` and `fatalities_high`.

    Returns
    -------
    deaths
        The lowest and the highest number that any row tells; `best` is the highest of the rows'
        own numbers, the one that totals count (see `summary.tell_highest_tolls`).
    """
    told = [
        pd.to_numeric(rows[name]).dropna()
        for name in ("fatalities_low", "fatalities", "fatalities_high")
        if name in rows
    ]
    numbers = pd.concat(told).astype("int64")
    if numbers.empty:
        return Deaths(None, None, None)
    own = rows["fatalities"].dropna()
    best = int(own.max()) if len(own) else None
    return Deaths(int(numbers.min()), best, int(numbers.max()))


def _version_of(dataset: Dataset, imported: Sequence[DatasetEvents], decisions: Decisions) -> str:
    parts = [dataset.version, decisions.to_json()]
    parts += [f"{one.info.dataset_id} {one.info.version}" for one in imported]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:VERSION_DIGITS]


def _find_period(events: pd.DataFrame) -> Period:
    return Period(events["first_day"].min().date(), events["last_day"].max().date())

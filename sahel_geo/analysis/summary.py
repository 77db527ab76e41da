"""Count what is shown: incidents, deaths that are known, people held."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
import pandas as pd

from sahel_geo.analysis.filtering import (
    CERTAINTIES,
    KEPT_CHOICES,
    ChosenEvents,
    filter_steps,
)
from sahel_geo.analysis.headcount import count_days
from sahel_geo.analysis.remembering import remember
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import TimeCertainty
from sahel_geo.model.selection import MapSelection

Events = TypeVar("Events", bound=pd.DataFrame)

TOLL_COLUMNS = ["is_incident", "joint_id", "fatalities"]
"""What deaths are counted from."""


@dataclass(frozen=True)
class Counts:
    """
    The figures above the map.

    `incidents_certain` happened inside the period, `incidents_possible` may have. `fatalities` is
    the sum where a number is known; `fatalities_unknown` counts the incidents without a number.
    `held_least` and `held_most` bound the people held at the end of the period's last day;
    `fate_unknown` are people of closed cases whose fate no source tells.
    """

    incidents_certain: int
    incidents_possible: int
    fatalities: int
    fatalities_unknown: int
    held_least: int
    held_most: int
    fate_unknown: int

    @property
    def incidents(self) -> int:
        """Certain and possible incidents."""
        return self.incidents_certain + self.incidents_possible


def incidents_of(events: Events) -> Events:
    """
    Keep the rows that are incidents, each real event once.

    Parameters
    ----------
    events
        Events of a filtered dataset, with `is_incident`.

    Returns
    -------
    incidents
        The same columns and order. A row that stands for several with one `joint_id` has the
        highest of the death tolls that they tell.
    """
    return tell_highest_tolls(events.loc[events["is_incident"]], events)


def tell_highest_tolls(rows: Events, events: pd.DataFrame) -> Events:
    """
    Give incidents that stand for several rows the highest of the death tolls that these tell.

    Parameters
    ----------
    rows
        Some rows of a filtered dataset; those that are no incidents stay as they are.
    events
        Where the other rows of the same `joint_id` are found.

    Returns
    -------
    rows
        The same columns and order.
    """
    joint = rows["is_incident"].to_numpy() & (rows["joint_id"] != "").to_numpy()
    if not joint.any():
        return rows
    related = events["joint_id"].isin(rows["joint_id"].to_numpy()[joint])
    tolls = events.loc[related, ["joint_id", "fatalities"]].groupby("joint_id")["fatalities"].max()
    highest = rows["joint_id"].map(tolls).astype("Int64")
    return rows.assign(fatalities=rows["fatalities"].where(~joint, highest))


def count_shown(dataset: Dataset, shown: Dataset, selection: MapSelection) -> Counts:
    """
    Count what a selection shows.

    Parameters
    ----------
    dataset
        Everything there is: people may be held through a period in which nothing is reported.
    shown
        `filter_dataset(dataset, selection)`.
    selection
        What the reader chose.

    Returns
    -------
    counts
        Held people are those of the cases that pass every filter but time.
    """
    certainty = shown.events["time_certainty"]
    certain = shown.events["is_incident"] & (certainty == TimeCertainty.CERTAIN)
    return _count(dataset, shown.events[TOLL_COLUMNS], int(certain.sum()), selection)


def count_chosen(chosen: ChosenEvents, selection: MapSelection) -> Counts:
    """
    Count what a selection shows, as `count_shown` does, without making a dataset of it.

    Parameters
    ----------
    chosen
        `choose_events(dataset, selection)`.
    selection
        What the reader chose.
    """
    is_certain = chosen.are_incidents & (chosen.stands == CERTAINTIES.index(TimeCertainty.CERTAIN))
    events = chosen.frame(TOLL_COLUMNS)
    return _count(chosen.dataset, events, int(np.count_nonzero(is_certain)), selection)


def _count(dataset: Dataset, events: pd.DataFrame, certain: int, selection: MapSelection) -> Counts:
    incidents = incidents_of(events)
    held = _held_on(dataset, selection.filters.timeless, selection.days(dataset.period).end)
    return Counts(
        incidents_certain=certain,
        incidents_possible=len(incidents) - certain,
        fatalities=int(incidents["fatalities"].sum()),
        fatalities_unknown=int(incidents["fatalities"].isna().sum()),
        held_least=held["held_least"],
        held_most=held["held_most"],
        fate_unknown=held["fate_unknown"],
    )


def _held_on(dataset: Dataset, choices: MapSelection, day: date) -> Mapping[str, int]:
    """Count the people held at the end of a day, of the cases that pass choices."""
    days = _count_held(dataset, choices)
    begun = int(days.index.searchsorted(pd.Timestamp(day), side="right"))
    if begun == 0:
        return dict.fromkeys(days.columns, 0)
    return {name: int(days[name].iloc[begun - 1]) for name in days.columns}


@remember(KEPT_CHOICES)
def _count_held(dataset: Dataset, choices: MapSelection) -> pd.DataFrame:
    """Count them on all days at once: a moving period asks for one after the other."""
    return count_days(dataset, filter_steps(dataset, choices)["case_id"])

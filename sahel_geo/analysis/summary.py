"""Count what is shown: incidents, deaths that are known, people held."""

from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from sahel_geo.analysis.filtering import filter_steps
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import TimeCertainty
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import END_STAGES

Events = TypeVar("Events", bound=pd.DataFrame)

COUNTED_COLUMNS = ["is_incident", "joint_id", "fatalities", "time_certainty"]
"""What incidents and deaths are counted from."""

HELD_COLUMNS = ["case_id", "hostage_stage", "hostages", "first_day", "last_day"]
"""What people held are counted from."""


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
    incidents = incidents_of(shown.events[COUNTED_COLUMNS])
    certain = int((incidents["time_certainty"] == TimeCertainty.CERTAIN).sum())
    last_day = pd.Timestamp(selection.days(dataset.period).end)
    steps = filter_steps(dataset, selection)[HELD_COLUMNS]
    held = count_held(dataset.cases, steps, last_day)
    return Counts(
        incidents_certain=certain,
        incidents_possible=len(incidents) - certain,
        fatalities=int(incidents["fatalities"].sum()),
        fatalities_unknown=int(incidents["fatalities"].isna().sum()),
        held_least=int(held["held_least"].sum()),
        held_most=int(held["held_most"].sum()),
        fate_unknown=int(held["fate_unknown"].sum()),
    )


def count_held(cases: pd.DataFrame, steps: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """
    Count for each case the people held at the end of a day.

    Parameters
    ----------
    cases
        Cases by `case_id`.
    steps
        Steps of the cases to count; cases without a step are not counted.
    day
        The day, at whose end the people are counted: those freed on it are free.

    Returns
    -------
    held
        By `case_id`: `held_least` (an end whose day is uncertain has come), `held_most` (it has
        not), `ended_least`, `ended_most` and `fate_unknown`. At every date
        held_most + ended_least + fate_unknown = held_least + ended_most + fate_unknown = abducted;
        all are zero before the abduction.
    """
    cases = cases.loc[cases["case_id"].isin(steps["case_id"])]
    ends = steps.loc[steps["hostage_stage"].isin([str(stage) for stage in END_STAGES])]
    abducted = cases["hostages"].where(cases["abducted_on"] <= day, 0).astype(int)

    closed = cases["ended_on"] <= day
    unknown = cases["unaccounted"].where(closed, 0).astype(int)

    def sum_people(rows: pd.DataFrame) -> "pd.Series[int]":
        people = rows.groupby("case_id")["hostages"].sum()
        return people.reindex(cases.index, fill_value=0).astype(int)

    # people whose end is told without a number are gone when their case is closed
    untold = cases["hostages"] - cases["unaccounted"] - sum_people(ends)
    untold = untold.clip(lower=0).where(closed, 0).astype(int)

    def ended_by(column: str) -> "pd.Series[int]":
        return (sum_people(ends.loc[ends[column] <= day]) + untold).clip(upper=abducted)

    ended_least, ended_most = ended_by("last_day"), ended_by("first_day")
    unknown = unknown.clip(upper=abducted - ended_most)
    return pd.DataFrame(
        {
            "held_least": abducted - ended_most - unknown,
            "held_most": abducted - ended_least - unknown,
            "ended_least": ended_least,
            "ended_most": ended_most,
            "fate_unknown": unknown,
        }
    )

"""Count the people held, freed or lost sight of on every day on which a number changes."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import END_STAGES

HELD_COLUMNS = ["case_id", "hostage_stage", "hostages", "first_day", "last_day"]
"""What people held are counted from."""

COUNTS = ["held_least", "held_most", "ended_least", "ended_most", "fate_unknown", "abducted"]

Days = npt.NDArray[np.datetime64]
People = npt.NDArray[np.int64]


def count_days(dataset: Dataset, case_ids: Iterable[str]) -> pd.DataFrame:
    """
    Count the people of some cases on every day on which a number changes.

    Parameters
    ----------
    dataset
        Where the cases and their steps are.
    case_ids
        The cases; those without a row or without a step are not counted.

    Returns
    -------
    days
        By `day`, rising; a row holds until the day before the next, the last for good, and before
        the first there is nobody. `held_least` and `held_most` are held at the end of the day (an
        end whose day is uncertain has come, or has not), `ended_least` and `ended_most` are free or
        dead, `fate_unknown` lost sight of, `abducted` taken so far. On every day
        held_most + ended_least + fate_unknown = held_least + ended_most + fate_unknown = abducted.
        No rows without a case.
    """
    steps = dataset.steps.loc[dataset.steps["case_id"].isin(list(case_ids)), HELD_COLUMNS]
    cases = dataset.cases.loc[dataset.cases["case_id"].isin(steps["case_id"])]
    ends = steps.loc[steps["hostage_stage"].isin([str(stage) for stage in END_STAGES])]
    ends = ends.loc[ends["case_id"].isin(cases.index) & ends["hostages"].notna()]
    days = _change_days(cases, ends)
    counts = _count(cases, ends, days)
    return pd.DataFrame(
        {name: counts[name].sum(axis=0) for name in COUNTS}, index=pd.Index(days, name="day")
    )


def _change_days(cases: pd.DataFrame, ends: pd.DataFrame) -> Days:
    columns = [cases["abducted_on"], cases["ended_on"], ends["first_day"], ends["last_day"]]
    return np.unique(np.concatenate([_days_of(column.dropna()) for column in columns]))


def _count(cases: pd.DataFrame, ends: pd.DataFrame, days: Days) -> dict[str, People]:
    """Give the counts of `COUNTS`, a row for each case, a column for each day."""
    people, unaccounted = _people_of(cases["hostages"]), _people_of(cases["unaccounted"])
    abducted = people * (_days_of(cases["abducted_on"])[:, None] <= days)
    is_closed = _days_of(cases["ended_on"])[:, None] <= days

    ended_by_first = _add_up(cases, ends, "first_day", days)
    ended_by_last = _add_up(cases, ends, "last_day", days)
    told = ended_by_last[:, -1:]
    # people whose end is told without a number are gone when their case is closed
    untold = np.maximum(people - unaccounted - told, 0) * is_closed
    ended_least = np.minimum(ended_by_last + untold, abducted)
    ended_most = np.minimum(ended_by_first + untold, abducted)
    unknown = np.minimum(unaccounted * is_closed, abducted - ended_most)
    return {
        "held_least": abducted - ended_most - unknown,
        "held_most": abducted - ended_least - unknown,
        "ended_least": ended_least,
        "ended_most": ended_most,
        "fate_unknown": unknown,
        "abducted": abducted,
    }


def _add_up(cases: pd.DataFrame, ends: pd.DataFrame, column: str, days: Days) -> People:
    """Give the people whose end had come by each day, a row for each case."""
    people = np.zeros((len(cases), len(days)), dtype=np.int64)
    of_case = cases.index.get_indexer(pd.Index(ends["case_id"]))
    on_day = np.searchsorted(days, _days_of(ends[column]))
    np.add.at(people, (of_case, on_day), ends["hostages"].to_numpy(dtype=np.int64))
    return people.cumsum(axis=1)


def _days_of(column: "pd.Series[pd.Timestamp]") -> Days:
    return column.to_numpy(dtype="datetime64[us]")


def _people_of(column: "pd.Series[int]") -> People:
    """Give numbers as a column, to be set against the days."""
    return np.asarray(column, dtype=np.int64)[:, None]

"""Which rows may leave the house: not those whose makers do not allow them to be passed on.

Pictures and counts may be shared; rows leave only in the reader's own download.
"""

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from sahel_geo.analysis.filtering import Truths, keep_rows
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DATASET, DatasetInfo


def may_leave(events: pd.DataFrame, dataset: Dataset) -> Truths:
    """
    Tell which rows may stand in pages, slides and tables that go to others.

    Parameters
    ----------
    events
        Rows of the dataset.
    dataset
        For what the makers of each of its parts ask.

    Returns
    -------
    truths
        One a row, in order.
    """
    held_back = [info.dataset_id for info in dataset.datasets if not info.allows_raw]
    if not held_back:
        return np.ones(len(events), dtype=bool)
    truths: Truths = ~events[DATASET].isin(held_back).to_numpy(dtype=bool)
    return truths


def keep_back(dataset: Dataset) -> Dataset:
    """
    Leave out the rows that may not be passed on.

    Parameters
    ----------
    dataset
        Everything there is, or what is shown.

    Returns
    -------
    dataset
        `dataset` itself where all rows may leave. Else an event that a row held back tells as
        well is told by the other rows alone; steps of cases are never held back.
    """
    if all(info.allows_raw for info in dataset.datasets):
        return dataset
    truths = may_leave(dataset.events, dataset)
    events = keep_rows(dataset.events, np.flatnonzero(truths))
    if "is_incident" in events:
        events = _stand_in(events, dataset.events.loc[~truths])
    left = tuple(info for info in dataset.datasets if info.allows_raw)
    return replace(dataset, events=events, datasets=left)


def _stand_in(events: gpd.GeoDataFrame, gone: pd.DataFrame) -> gpd.GeoDataFrame:
    """Let another row stand for each incident whose row is gone, where one tells it too."""
    told = set(gone.loc[gone["is_incident"] & (gone["joint_id"] != ""), "joint_id"])
    told -= set(events.loc[events["is_incident"], "joint_id"])
    twins = events.loc[events["joint_id"].isin(told)].drop_duplicates("joint_id").index
    return events.assign(is_incident=events["is_incident"] | events.index.isin(twins))


def count_kept_back(shown: Dataset) -> Mapping[DatasetInfo, int]:
    """Count the rows shown that may not be passed on, by dataset, where there are any."""
    counts = {
        info: int((shown.events[DATASET] == info.dataset_id).sum())
        for info in shown.datasets
        if not info.allows_raw
    }
    return {info: count for info, count in counts.items() if count}

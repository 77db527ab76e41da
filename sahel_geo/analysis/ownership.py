"""Whose events a place has: of one dataset that was brought in only, or mostly."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DATASET
from sahel_geo.model.vocabulary import REPORT_STAGES

Whole = npt.NDArray[np.int64]
NOBODY = -1
"""The data folder's, or of several datasets without one that has most."""


def owners_of_places(dataset: Dataset) -> Whole:
    """
    Tell which of the imported datasets has more than half of the events of each place.

    Parameters
    ----------
    dataset
        Everything there is.

    Returns
    -------
    owners
        By the number of the place: the dataset's position in `dataset.datasets`, or `NOBODY`.
        Reports on captives do not count.
    """
    events = dataset.events
    size = int(events["place"].max()) + 1 if len(events) else 0
    owners = np.full(size, NOBODY, dtype=np.int64)
    if not dataset.datasets:
        return owners
    is_report = events["hostage_stage"].isin([str(stage) for stage in REPORT_STAGES])
    counted = pd.DataFrame(events.loc[~is_report, ["place", DATASET]])
    place = counted["place"].to_numpy()
    total = np.bincount(place, minlength=size)
    for number, info in enumerate(dataset.datasets):
        own = np.bincount(place[(counted[DATASET] == info.dataset_id).to_numpy()], minlength=size)
        owners[2 * own > total] = number
    return owners


def owners_of_groups(owners: Whole, groups: npt.NDArray[np.integer[Any]], counts: Whole) -> Whole:
    """
    Tell which dataset has more than half of what each group of places counts.

    Parameters
    ----------
    owners
        Of each place.
    groups
        Of each place; below 0 where it is in none.
    counts
        What each place counts.

    Returns
    -------
    owners
        By the number of the group: a dataset's position, or `NOBODY`.
    """
    size = int(groups.max(initial=-1)) + 1
    grouped = groups >= 0
    total = np.bincount(groups[grouped], weights=counts[grouped], minlength=size)
    found = np.full(size, NOBODY, dtype=np.int64)
    for owner in range(int(owners.max(initial=NOBODY)) + 1):
        own = grouped & (owners == owner)
        share = np.bincount(groups[own], weights=counts[own], minlength=size)
        found[2 * share > total] = owner
    return found

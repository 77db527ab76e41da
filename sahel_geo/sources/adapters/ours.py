"""Our own form: `data/events.csv`, and what the dashboard exports of it."""

from collections.abc import Iterable

import pandas as pd

from sahel_geo.model.columns import CellType
from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.schema import IMPORTED
from sahel_geo.sources.adapters.cells import (
    Columns,
    has_columns,
    read_counts,
    read_days,
)
from sahel_geo.sources.contracts import OUR_COLUMNS

KIND = DatasetKind.OWN

COLUMNS = (
    "event_id", "event_date", "event_type", "country", "latitude", "longitude", "geo_precision",
    "time_precision", "confidence",
)  # fmt: skip
"""By what our form is known; ACLED calls its id another name and has no confidence."""


def recognises(columns: Iterable[str]) -> bool:
    """Tell whether a table with these columns is of our own form."""
    return has_columns(columns, COLUMNS)


def adapt(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Read a table of our form as others write it back: numbers with decimals, days with a time.

    Parameters
    ----------
    cells
        Texts.

    Returns
    -------
    events
        The columns of `schema.IMPORTED` that the table has, then its others, on the same index.
    """
    # what we work out ourselves is worked out anew
    columns = Columns(cells.drop(columns=[name for name in cells if name in OUR_COLUMNS]), KIND)
    ours = {name: columns.take(name) for name in IMPORTED.columns if name in columns}
    for name, column in ours.items():
        cell = IMPORTED.columns[name].metadata["cell"]
        if cell is CellType.DAY:
            ours[name] = read_days(column)
        elif cell is CellType.WHOLE_NUMBER:
            ours[name] = read_counts(column)
    return columns.frame(ours)

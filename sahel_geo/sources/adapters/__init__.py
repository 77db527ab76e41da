"""Others' tables onto our columns: a module for each of the field's datasets, and one for any.

Each has `KIND`, `COLUMNS` (by which its form is known), `recognises(columns)` and `adapt(cells)`,
which gives texts: the contract `schema.IMPORTED` says what is wrong with them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from sahel_geo.model.datasets import DatasetKind
from sahel_geo.sources.adapters import acled, awsd, gtd, ours, ucdp
from sahel_geo.sources.adapters.cells import fold_names, read_days, strip


@dataclass(frozen=True)
class Adapter:
    """
    How a form is known and read.

    Attributes
    ----------
    kind
        Whose data it is.
    recognises
        Tells by the columns of a table whether it has this form.
    adapt
        Writes its cells in our columns, as text and on the same index.
    repaired
        Its columns, in lower case, that a file may spoil in a way that can be repaired, by ours.
    date_formats
        Forms of its days that `adapt` reads itself, beside YYYY-MM-DD.
    """

    kind: DatasetKind
    recognises: Callable[[Iterable[str]], bool]
    adapt: Callable[[pd.DataFrame], pd.DataFrame]
    repaired: Mapping[str, str]
    date_formats: tuple[str, ...] = ()

    def spoilt_columns(self, cells: pd.DataFrame) -> dict[str, str]:
        """Give the file's columns by ours in which repairs are looked for; not days it can read."""
        names = fold_names(cells.columns)
        found = {our: names[their] for our, their in self.repaired.items() if their in names}
        for our in ("event_date", "end_date"):
            if our in found:
                days = read_days(strip(cells[found[our]]), self.date_formats)
                if ((days == "") | days.str.fullmatch(ISO_DAY)).all():
                    del found[our]
        return found


ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
POINT = {"latitude": "latitude", "longitude": "longitude"}
DAYS = {"event_date": "event_date", "end_date": "end_date"}

ADAPTERS = (
    Adapter(ours.KIND, ours.recognises, ours.adapt, {**POINT, **DAYS}),
    Adapter(acled.KIND, acled.recognises, acled.adapt, {**POINT, **DAYS}, acled.DATE_FORMATS),
    Adapter(
        ucdp.KIND,
        ucdp.recognises,
        ucdp.adapt,
        {**POINT, "event_date": "date_start", "end_date": "date_end"},
    ),
    Adapter(gtd.KIND, gtd.recognises, gtd.adapt, POINT),
    Adapter(awsd.KIND, awsd.recognises, awsd.adapt, POINT),
)
"""The forms that are known by their columns, in the order in which they are tried."""


def find_adapter(columns: Iterable[str]) -> Adapter | None:
    """Give the adapter for a table with these columns; None when its form is not known."""
    names = tuple(columns)
    return next((adapter for adapter in ADAPTERS if adapter.recognises(names)), None)

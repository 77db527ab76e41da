"""UCDP GED, its forms of 38 and 49 columns, and the Candidate dataset, onto our columns.

Columns and codes are those of the UCDP GED Codebook (Högbladh, versions 19.1 to 25.1) and of the
Candidate Events codebook, which adds `code_status`. How its precisions become ours, and why:

- `where_prec` 1, the exact place: 1. 2, within some 25 km of a known point: 2, our disc of 25 km.
- 3, only the second-order division (a point for its middle): 3. A district of the Sahel may be
  500 km wide, so that a disc of 25 km would lie.
- 4, only the first-order division: 3. 5, a line such as a road or border, or an area without edges:
  3, for the point only stands for it.
- 6, only the country: 4. 7, international waters or airspace: 4, for the point is no place and
  the country no more than what the event is filed under. Neither is drawn.
- `date_prec` 1, the day: 1. 2, within two to six days, and 3, the week: 2. 4, the month or up to
  thirty days, and 5, the year: 3. `date_start` and `date_end` are the interval where they differ.

UCDP tells who fought, not by what means: state-based and non-state conflict (`type_of_violence` 1
and 2) are Battles, one-sided violence (3) Violence against civilians, without a sub-type. `best` is
the number of deaths, `low` and `high` its range.
"""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.vocabulary import Confidence, EventType
from sahel_geo.sources.adapters.cells import (
    Columns,
    has_columns,
    join_sources,
    map_texts,
    read_counts,
    read_days,
    translate,
)
from sahel_geo.sources.adapters.countries import read_countries

KIND = DatasetKind.UCDP

COLUMNS = (
    "id", "type_of_violence", "side_a", "side_b", "where_prec", "date_prec", "date_start",
    "date_end", "latitude", "longitude", "country",
)  # fmt: skip
"""What every form of UCDP GED has."""

PLACES: Mapping[str, str] = {
    "1": "1", "2": "2", "3": "3", "4": "3", "5": "3", "6": "4", "7": "4",
}  # fmt: skip
"""`where_prec` onto `geo_precision`."""

DAYS: Mapping[str, str] = {"1": "1", "2": "2", "3": "2", "4": "3", "5": "3"}
"""`date_prec` onto `time_precision`."""

TYPES: Mapping[str, str] = {
    "1": EventType.BATTLES,
    "2": EventType.BATTLES,
    "3": EventType.VIOLENCE_AGAINST_CIVILIANS,
}
"""`type_of_violence` onto `event_type`."""

DIVISION = re.compile(
    r"\s+(?:region|province|state|governorate|district|prefecture)$", re.IGNORECASE
)
"""What UCDP writes behind the name of a division."""

SOURCE = "UCDP GED"
"""The source of a row that names none."""


def recognises(columns: Iterable[str]) -> bool:
    """Tell whether a table with these columns is UCDP GED or its Candidate dataset."""
    return has_columns(columns, COLUMNS)


def adapt(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Write UCDP's rows in our columns.

    Parameters
    ----------
    cells
        Texts of UCDP GED, any of its forms.

    Returns
    -------
    events
        The columns of `schema.IMPORTED` that UCDP fills, as text, then the others (with `ucdp_`
        before a name that is one of ours), on the same index.
    """
    columns = Columns(cells, KIND)
    ids = columns.take("id")
    start, end = read_days(columns.take("date_start")), read_days(columns.take("date_end"))
    ours = {
        "event_id": ("ucdp-" + ids).where(ids != "", ""),
        "event_date": start,
        "end_date": end.where(end != start, ""),
        "time_precision": translate(read_counts(columns.look("date_prec")), DAYS),
        "event_type": translate(read_counts(columns.look("type_of_violence")), TYPES),
        "actor1": columns.take("side_a"),
        "actor2": columns.take("side_b"),
        "country": read_countries(columns.take("country")),
        "admin1": map_texts(columns.look("adm_1"), lambda name: DIVISION.sub("", name)),
        "location": columns.take("where_coordinates"),
        "latitude": columns.take("latitude"),
        "longitude": columns.take("longitude"),
        "geo_precision": translate(read_counts(columns.look("where_prec")), PLACES),
        "fatalities": read_counts(columns.take("best", "best_est")),
        "fatalities_low": read_counts(columns.take("low", "low_est")),
        "fatalities_high": read_counts(columns.take("high", "high_est")),
        "summary": columns.look("source_headline"),
        "confidence": columns.constant(Confidence.REPORTED),
        "source": join_sources(columns.look("source_office"), ";", SOURCE),
    }
    return columns.frame(ours)

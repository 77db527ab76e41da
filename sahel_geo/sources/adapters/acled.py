"""ACLED's exports onto our columns.

Columns and codes are those of the ACLED Codebook (2023 and later: 31 columns) and of ACLED's guide
to the column changes of March 2023 (`data_id`, `event_id_no_cnty` and `iso3` went; `disorder_type`,
`civilian_targeting` and `tags` came). Inter codes are numbers in exports until 2024 and words
since; they are kept as they came. Our types, sub-types and both precisions are ACLED's own:

- `time_precision` 1 the day, 2 the week, 3 the month; `geo_precision` 1 the place, 2 near it or
  part of a region, 3 a larger region. ACLED has nothing for our 4.
- `fatalities` is ACLED's one number; 0 is kept as 0.

Names of event types before 2019 (Codebook of 2015) are read as well; what was 'Riots/Protests' is
told apart by who acted: rioters (inter code 5) or protesters (6).
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.vocabulary import Confidence, EventType, SubEventType
from sahel_geo.sources.adapters.cells import (
    Columns,
    first_given,
    has_columns,
    join_sources,
    read_counts,
    read_days,
    translate,
)
from sahel_geo.sources.adapters.countries import find_country, read_countries
from sahel_geo.sources.adapters.kinds import Kind, kind_of

KIND = DatasetKind.ACLED

COLUMNS = ("event_date", "event_type", "sub_event_type", "actor1", "latitude", "longitude")
"""What every ACLED export has, besides one of `IDS`."""

IDS = ("event_id_cnty", "data_id")

DATE_FORMATS = (
    "%d %B %Y", "%d-%m-%Y", "%d-%b-%y", "%d-%b-%Y", "%d/%m/%Y", "%d %b %Y", "%d-%B-%Y",
)  # fmt: skip
"""Forms of ACLED's exports beside 2023-06-30; wherever months are numbers the day comes first."""

FORMER_TYPES: Mapping[str, Kind] = {
    "battle-no change of territory": kind_of(SubEventType.ARMED_CLASH),
    "battle-government regains territory": kind_of(SubEventType.GOVERNMENT_REGAINS_TERRITORY),
    "battle-non-state actor overtakes territory": kind_of(
        SubEventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY
    ),
    "remote violence": kind_of(EventType.EXPLOSIONS),
    "strategic development": kind_of(EventType.STRATEGIC_DEVELOPMENTS),
    "headquarters or base established": kind_of(SubEventType.BASE_ESTABLISHED),
    "non-violent transfer of territory": kind_of(SubEventType.NON_VIOLENT_TRANSFER),
}

OTHER_SPELLINGS = {"excessive force against protestors": str(SubEventType.EXCESSIVE_FORCE)}

SOURCE = "ACLED"
"""The source of a row that names none."""


def recognises(columns: Iterable[str]) -> bool:
    """Tell whether a table with these columns is an export of ACLED's."""
    names = set(columns)
    return has_columns(names, COLUMNS[:2]) and any(
        has_columns(names, (*COLUMNS, known)) for known in IDS
    )


def adapt(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Write ACLED's rows in our columns.

    Parameters
    ----------
    cells
        Texts of an export of ACLED's, old or new form.

    Returns
    -------
    events
        The columns of `schema.IMPORTED` that ACLED fills, as text, then the others (with `acled_`
        before a name that is one of ours), on the same index.
    """
    columns = Columns(cells, KIND)
    types, sub_types = _read_kinds(columns)
    ids = columns.take("event_id_cnty")
    data_ids = columns.look("data_id")
    ours = {
        "event_id": ids.where(ids != "", ("acled-" + data_ids).where(data_ids != "", "")),
        "event_date": read_days(columns.take("event_date"), DATE_FORMATS),
        "time_precision": first_given(
            read_counts(columns.take("time_precision")), columns.constant("1")
        ),
        "event_type": types,
        "sub_event_type": sub_types,
        "actor1": columns.take("actor1"),
        "actor2": columns.take("actor2"),
        "country": _read_country(columns),
        "admin1": columns.take("admin1"),
        "location": columns.take("location"),
        "latitude": columns.take("latitude"),
        "longitude": columns.take("longitude"),
        "geo_precision": first_given(
            read_counts(columns.take("geo_precision")), columns.constant("2")
        ),
        "fatalities": read_counts(columns.take("fatalities")),
        "summary": columns.take("notes"),
        "confidence": columns.constant(Confidence.REPORTED),
        "source": join_sources(columns.take("source"), ";", SOURCE),
    }
    return columns.frame(ours)


def _read_country(columns: Columns) -> "pd.Series[str]":
    """Take the country's name where it is known, else its code: exports may lack either."""
    names = columns.take("country")
    known = names.map({name: find_country(str(name)) for name in names.unique()})
    codes = read_countries(first_given(columns.take("iso3"), columns.look("iso")))
    return first_given(known, codes, names)


def _read_kinds(columns: Columns) -> tuple["pd.Series[str]", "pd.Series[str]"]:
    types = translate(columns.take("event_type"), {str(kind).lower(): kind for kind in EventType})
    sub_types = translate(
        columns.take("sub_event_type"),
        {str(kind).lower(): str(kind) for kind in SubEventType} | OTHER_SPELLINGS,
    )
    former = types.str.lower().map(FORMER_TYPES)
    is_former = former.notna()
    if is_former.any():
        first = former.map(lambda kind: kind[0], na_action="ignore").astype("str")
        second = former.map(lambda kind: kind[1], na_action="ignore").astype("str")
        types = types.where(~is_former, first)
        sub_types = sub_types.where(~is_former | (sub_types != ""), second)
    is_either = types.str.lower() == "riots/protests"
    if is_either.any():
        acting = read_counts(columns.look("inter1")).str.lower()
        for code, word, kind in (
            ("5", "rioters", EventType.RIOTS),
            ("6", "protesters", EventType.PROTESTS),
        ):
            types = types.where(~(is_either & acting.isin([code, word])), str(kind))
    return types, sub_types

"""The Global Terrorism Database onto our columns, from its XLSX or a CSV made of it.

Columns and codes are those of the GTD Codebook (START, University of Maryland, August 2021):

- `imonth` and `iday` are 0 where the month or day is not known: the event becomes an interval, the
  month or the year from its first to its last day, at precision 3. `approxdate` is kept as told.
- `specificity` 1, the town's own coordinates: 1, or 2 when `vicinity` says that it happened near
  the town and not in it. 2 and 3, the middle of the smallest known division: 3. 4, the middle of
  the first-order division: 3. 5, coordinates unknown: 4. Where it is empty: 2, never the place.
- `nkill` may be a fraction, since GTD spreads the deaths of several attacks over them evenly: the
  nearest whole number is our number, the whole numbers around it its range, `gtd_nkill` the text.
- -9 and -99 say that a number is not known.
- `attacktype1` becomes ACLED's type by whom it struck (`targtype1`): an assassination, an assault
  or an attack of unknown kind on military (4), police (3), other armed groups (17) or violent
  parties (22) is a battle, on others violence against civilians.
- `nhostkid` is our `hostages` where `ishostkid` is 1; the other hostage columns are kept.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.vocabulary import Confidence, EventType, SubEventType
from sahel_geo.sources.adapters.cells import (
    Columns,
    build_days,
    first_given,
    has_columns,
    join_actors,
    join_sources,
    read_counts,
    translate,
)
from sahel_geo.sources.adapters.countries import read_countries
from sahel_geo.sources.adapters.kinds import Kind, kind_of

KIND = DatasetKind.GTD

COLUMNS = (
    "eventid", "iyear", "imonth", "iday", "country_txt", "latitude", "longitude", "specificity",
    "attacktype1", "gname",
)  # fmt: skip
"""What every release since 2012 has."""

UNKNOWN = ("-9", "-99", "-9.0", "-99.0")

PLACES: Mapping[str, str] = {"1": "1", "2": "3", "3": "3", "4": "3", "5": "4", "": "2"}
"""`specificity` onto `geo_precision`."""

ARMED_TARGETS = ("3", "4", "17", "22")
"""`targtype1` of police, military, other armed groups and violent parties."""

ATTACKS: Mapping[str, Kind] = {
    "1": kind_of(SubEventType.ATTACK),
    "2": kind_of(SubEventType.ATTACK),
    "3": kind_of(EventType.EXPLOSIONS),
    "4": kind_of(EventType.VIOLENCE_AGAINST_CIVILIANS),
    "5": kind_of(EventType.VIOLENCE_AGAINST_CIVILIANS),
    "6": kind_of(SubEventType.ABDUCTION),
    "7": kind_of(SubEventType.LOOTING),
    "8": kind_of(SubEventType.ATTACK),
    "9": kind_of(EventType.VIOLENCE_AGAINST_CIVILIANS),
}
"""`attacktype1` onto type and sub-type, as against people who do not fight."""

FOUGHT = ("1", "2", "8", "9")
"""`attacktype1` of what is a battle when it strikes an armed target."""

BOMBING = "3"

LEFT_OUT = frozenset(
    f"{stem}{suffix}"
    for stem in (
        "alternative", "attacktype2", "attacktype3", "targsubtype1", "targtype2", "targsubtype2",
        "targtype3", "targsubtype3", "natlty1", "natlty2", "natlty3", "claimmode", "claimmode2",
        "claimmode3", "weaptype2", "weapsubtype2", "weaptype3", "weapsubtype3", "weaptype4",
        "weapsubtype4", "propextent", "hostkidoutcome",
    )
    for suffix in ("", "_txt")
) - {"hostkidoutcome_txt"} | {
    "crit1", "crit2", "crit3", "corp2", "target2", "corp3", "target3", "gsubname2", "gsubname3",
    "guncertain2", "guncertain3", "nperpcap", "claim2", "claim3", "compclaim", "nkillus",
    "nkillter", "nwoundus", "nwoundte", "propvalue", "propcomment", "nhostkidus", "ransomamtus",
    "ransompaidus", "ransomnote", "int_log", "int_ideo", "int_misc", "int_any", "country",
    "region", "addnotes",
}  # fmt: skip
"""Columns nothing is made of; they are not read when the whole database is."""

SOURCE = "Global Terrorism Database"
"""The source of a row that cites none."""


def recognises(columns: Iterable[str]) -> bool:
    """Tell whether a table with these columns is the Global Terrorism Database."""
    return has_columns(columns, COLUMNS)


def adapt(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Write GTD's rows in our columns.

    Parameters
    ----------
    cells
        Texts of the database, all of its columns or those not `LEFT_OUT`.

    Returns
    -------
    events
        The columns of `schema.IMPORTED` that GTD fills, as text, then the others (with `gtd_`
        before a name that is one of ours), on the same index.
    """
    columns = Columns(cells, KIND)
    ids = read_counts(columns.take("eventid"))
    dates = build_days(
        *(read_counts(columns.take(name), UNKNOWN) for name in ("iyear", "imonth", "iday"))
    )
    types, sub_types = _read_kinds(columns)
    kidnapped = read_counts(columns.look("nhostkid"), UNKNOWN)
    is_kidnapping = read_counts(columns.look("ishostkid")) == "1"
    ours = {
        "event_id": ("gtd-" + ids).where(ids != "", ""),
        **{str(name): dates[name] for name in dates},
        "event_type": types,
        "sub_event_type": sub_types,
        "actor1": join_actors(*(columns.take(name) for name in ("gname", "gname2", "gname3"))),
        "actor2": columns.take("targtype1_txt"),
        "country": read_countries(columns.take("country_txt")),
        "admin1": columns.take("provstate"),
        "location": columns.take("city"),
        "latitude": columns.take("latitude"),
        "longitude": columns.take("longitude"),
        "geo_precision": _read_place(columns),
        **_read_deaths(columns),
        "hostages": kidnapped.where(is_kidnapping, ""),
        "summary": columns.take("summary"),
        "confidence": columns.constant(Confidence.REPORTED),
        "source": _read_sources(columns),
    }
    return columns.frame(ours)


def _read_place(columns: Columns) -> "pd.Series[str]":
    precision = translate(read_counts(columns.look("specificity"), UNKNOWN), PLACES)
    is_near = (read_counts(columns.look("vicinity")) == "1") & (precision == "1")
    return precision.where(~is_near, "2")


def _read_deaths(columns: Columns) -> dict[str, "pd.Series[str]"]:
    told = read_counts(columns.look("nkill"), UNKNOWN)
    numbers = pd.to_numeric(told, errors="coerce")
    is_part = numbers.notna() & (numbers % 1 != 0) & np.isfinite(numbers)

    def whole(values: "pd.Series[float]") -> "pd.Series[str]":
        return values.where(is_part).astype("Int64").astype("str").where(is_part, "")

    return {
        "fatalities": told.where(~is_part, whole(numbers.round())),
        "fatalities_low": whole(np.floor(numbers)),
        "fatalities_high": whole(np.ceil(numbers)),
    }


def _read_kinds(columns: Columns) -> tuple["pd.Series[str]", "pd.Series[str]"]:
    attacks = read_counts(columns.look("attacktype1"), UNKNOWN)
    types = translate(attacks, {code: kind for code, (kind, _) in ATTACKS.items()})
    sub_types = translate(attacks, {code: kind for code, (_, kind) in ATTACKS.items()})
    sub_types = sub_types.where(attacks.isin(list(ATTACKS)), "")
    is_armed = read_counts(columns.look("targtype1")).isin(ARMED_TARGETS)
    is_battle = is_armed & attacks.isin(FOUGHT)
    types = types.where(~is_battle, str(EventType.BATTLES))
    sub_types = sub_types.where(~is_battle, str(SubEventType.ARMED_CLASH))
    is_suicide = (read_counts(columns.look("suicide")) == "1") & (attacks == BOMBING)
    return types, sub_types.where(~is_suicide, str(SubEventType.SUICIDE_BOMB))


def _read_sources(columns: Columns) -> "pd.Series[str]":
    """Join up to three citations; a `|` within one would part it."""
    cited = [columns.take(f"scite{at}").str.replace("|", "/", regex=False) for at in (1, 2, 3)]
    joined = cited[0]
    for citation in cited[1:]:
        joined = (joined + "|" + citation).where(citation != "", joined)
    otherwise = first_given(columns.look("dbsource"), columns.constant(SOURCE))
    return first_given(joined.str.strip("|"), join_sources(otherwise, "|", SOURCE))

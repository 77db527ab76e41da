"""The Aid Worker Security Database onto our columns, from the CSV its site offers.

Columns and values are those of the AWSD Codebook and of the public download (Humanitarian
Outcomes, www.aidworkersecurity.org): Incident ID, Year, Month, Day, Country Code, Country, Region,
District, City, the numbers of people by employer, by nationality and by what befell them, Means of
attack, Attack context, Location (the kind of place), Latitude, Longitude, Motive, Actor type, Actor
name, Details, Verified, Source (the kind of source).

- AWSD has no precision codes. Month and Day are empty where they are not known or were withheld:
  the event becomes the whole month or year, at precision 3. Coordinates are the middle of the
  settlement or stretch of road, moved where a place is sensitive: with a City they are good to
  25 km (2), with a Region or District only to the region (3), else only to the country (4).
- Every incident is violence against aid workers; `Means of attack` says of what kind. `Total
  killed` is the number of deaths among them, not of all who died.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.vocabulary import Confidence, EventType, SubEventType
from sahel_geo.sources.adapters.cells import (
    Columns,
    build_days,
    first_given,
    has_columns,
    read_counts,
    translate,
)
from sahel_geo.sources.adapters.countries import find_country, read_countries
from sahel_geo.sources.adapters.kinds import Kind, kind_of

KIND = DatasetKind.AWSD

COLUMNS = (
    "incident id", "year", "month", "day", "country", "means of attack", "total killed",
    "latitude", "longitude",
)  # fmt: skip
"""What every download has."""

MEANS: Mapping[str, Kind] = {
    "aerial bombardment": kind_of(SubEventType.AIR_DRONE_STRIKE),
    "shelling": kind_of(SubEventType.SHELLING),
    "body-borne ied": kind_of(SubEventType.SUICIDE_BOMB),
    "roadside ied": kind_of(SubEventType.REMOTE_EXPLOSIVE),
    "landmine": kind_of(SubEventType.REMOTE_EXPLOSIVE),
    "vehicle-borne ied": kind_of(EventType.EXPLOSIONS),  # set off from afar or by its driver
    "vehicle-born ied": kind_of(EventType.EXPLOSIONS),
    "other explosives": kind_of(EventType.EXPLOSIONS),
    "complex attack": kind_of(SubEventType.ATTACK),
    "shooting": kind_of(SubEventType.ATTACK),
    "bodily assault": kind_of(SubEventType.ATTACK),
    "kidnapping": kind_of(SubEventType.ABDUCTION),
    "kidnap-killing": kind_of(SubEventType.ABDUCTION),
    "rape or serious sexual assault": kind_of(SubEventType.SEXUAL_VIOLENCE),
    "rape/sexual assault": kind_of(SubEventType.SEXUAL_VIOLENCE),
    "detention/arrest": kind_of(SubEventType.ARRESTS),
    "unknown": kind_of(EventType.VIOLENCE_AGAINST_CIVILIANS),
    "": kind_of(EventType.VIOLENCE_AGAINST_CIVILIANS),
}
"""`Means of attack` in lower case onto type and sub-type."""

NOT_NAMED = ("unknown", "not applicable", "n/a")
"""What `Actor name` says where nobody is named."""

VICTIMS = "Aid workers"
SOURCE = "Aid Worker Security Database"


def recognises(columns: Iterable[str]) -> bool:
    """Tell whether a table with these columns is a download of AWSD's incidents."""
    return has_columns(columns, COLUMNS)


def adapt(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Write AWSD's rows in our columns.

    Parameters
    ----------
    cells
        Texts of a download.

    Returns
    -------
    events
        The columns of `schema.IMPORTED` that AWSD fills, as text, then the others (with `awsd_`
        before a name that is one of ours), on the same index.
    """
    columns = Columns(cells, KIND)
    ids = read_counts(columns.take("incident id"))
    dates = build_days(*(read_counts(columns.take(name)) for name in ("year", "month", "day")))
    means = columns.look("means of attack")
    any_kind = EventType.VIOLENCE_AGAINST_CIVILIANS
    region, district, city = (columns.take(name) for name in ("region", "district", "city"))
    actors = columns.take("actor name")
    ours = {
        "event_id": ("awsd-" + ids).where(ids != "", ""),
        **{str(name): dates[name] for name in dates},
        "event_type": means.str.lower().map(lambda word: MEANS.get(word, (any_kind, ""))[0]),
        "sub_event_type": translate(means, {word: kind for word, (_, kind) in MEANS.items()}).where(
            means.str.lower().isin(list(MEANS)), ""
        ),
        "actor1": actors.where(~actors.str.lower().isin(NOT_NAMED), ""),
        "actor2": columns.constant(VICTIMS),
        "country": _read_country(columns),
        "admin1": region,
        "location": first_given(city, district, region),
        "latitude": columns.take("latitude"),
        "longitude": columns.take("longitude"),
        "geo_precision": columns.constant("4")
        .where((region == "") & (district == ""), "3")
        .where(city == "", "2"),
        "fatalities": read_counts(columns.take("total killed")),
        "hostages": _read_kidnapped(columns),
        "summary": columns.take("details"),
        "confidence": columns.constant(Confidence.REPORTED),
        "source": columns.constant(SOURCE),
        "awsd_district": district,
    }
    return columns.frame(ours)


def _read_kidnapped(columns: Columns) -> "pd.Series[str]":
    """Give the number of those kidnapped where any were: none is no number of hostages."""
    kidnapped = read_counts(columns.look("total kidnapped"))
    return kidnapped.where(kidnapped != "0", "")


def _read_country(columns: Columns) -> "pd.Series[str]":
    names = columns.take("country")
    known = names.map({name: find_country(str(name)) for name in names.unique()})
    return first_given(known, read_countries(columns.look("country code")), names)

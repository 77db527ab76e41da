"""Which events share a place, and what a place without a location is.

Events of one place have the same coordinates, to four decimals (11 m), and the same precision.
What is known to a region only also shares that region. An undisclosed place has no location, only
a country; statements about a country stand apart from what happened in it.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sahel_geo.model.vocabulary import GeoPrecision

COORDINATE_STEPS = 10_000
"""Steps in a degree to which places are told apart."""

STATEMENT = "(statement)"
"""How the data end the location of words said elsewhere about a country."""


def is_statement(event: "pd.Series[Any] | Mapping[str, Any]") -> bool:
    """Tell whether an event is a statement: not something that happened at an undisclosed place."""
    return str(event["location"]).endswith(STATEMENT)


def round_coordinates(degrees: "pd.Series[float]") -> "pd.Series[int]":
    """Write degrees as whole steps of 1/10,000 of a degree."""
    return (degrees * COORDINATE_STEPS).round().astype("int64")


def number_places(events: pd.DataFrame) -> "pd.Series[int]":
    """
    Number the places of events from 0.

    Parameters
    ----------
    events
        `longitude`, `latitude` (WGS84 degrees), `geo_precision`, `country`, `admin1` and
        `location`.

    Returns
    -------
    numbers
        On the same index; places are ordered by precision, then longitude and latitude, so that
        equal tables have equal numbers in whatever order their rows stand.
    """
    precision = events["geo_precision"].astype("int64")
    undisclosed = precision == GeoPrecision.UNDISCLOSED
    regional = precision == GeoPrecision.REGION
    places = pd.DataFrame(
        {
            "precision": precision,
            "longitude": round_coordinates(events["longitude"]).where(~undisclosed, 0),
            "latitude": round_coordinates(events["latitude"]).where(~undisclosed, 0),
            "country": events["country"].astype(str).where(undisclosed | regional, ""),
            "admin1": events["admin1"].astype(str).where(regional, ""),
            "is_statement": events["location"].astype(str).str.endswith(STATEMENT) & undisclosed,
        },
        index=events.index,
    )
    numbers = places.groupby(list(places.columns), sort=True).ngroup()
    return numbers.astype(np.int64)

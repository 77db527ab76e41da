"""A small dataset made by hand: one of everything the map can draw."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import geopandas as gpd
from makers import STEP, make_cases, make_dataset, make_events
from shapely import Point

from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import WGS84
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import LayerFile

DATA_FOLDER = Path(__file__).parents[3] / "data"

NIAMEY, ARLIT, TIMETRINE = (2.1098, 13.5137), (7.3853, 18.7369), (0.4, 19.4)
MENAKA, IN_GUEZZAM = (3.0, 16.0), (5.0, 20.0)
NOWHERE = (-2.0, 20.0)
"""The label point of what has no place: never drawn."""
IN_MALI = {"geo_precision": 4, "country": "MLI", "admin1": ""}
NIAMEY_KEY = "place:2.1098,13.5137,1"
ARLIT_KEY = "place:7.3853,18.7369,1"
MENAKA_KEY = "place:3.0000,16.0000,2"
IN_GUEZZAM_KEY = "place:5.0000,20.0000,1"
HOSTILE = "</script><b>bold</b> {{'x'}} {n} &amp;"
AUTUMN = Period(date(2010, 9, 1), date(2010, 10, 31))
IN_AUTUMN = MapSelection(period=AUTUMN)


def make_layers(shipped: Dataset, *towns: tuple[str, float, float]) -> dict[Any, Any]:
    """Give the shipped layers, with towns of ours and one mine; more `towns` are (name, x, y)."""
    towns = (("Niamey", *NIAMEY), ("Arlit", *ARLIT), *towns)
    sites = shipped.layers[LayerFile.MINING_SITES]
    frame = gpd.GeoDataFrame(
        {
            "name": [town[0] for town in towns],
            "name_fr": [town[0] for town in towns],
            "country": "NER",
            "rank": 3,
            "capital": [int(town[0] == "Niamey") for town in towns],
        },
        geometry=[Point(*town[1:]) for town in towns],
        crs=WGS84,
    )
    own = {
        LayerFile.TOWNS: frame,
        LayerFile.MINING_SITES: sites.loc[sites["site_id"] == SITE_ID],
    }
    return {name: frame for name, frame in shipped.layers.items() if name != LayerFile.PLACES} | own


SITE_ID = "ner_somair"


def at(place: tuple[float, float], location: str, **changes: Any) -> dict[str, Any]:
    longitude, latitude = place
    row = {"event_date": "2010-09-20", "location": location}
    return row | {"longitude": longitude, "latitude": latitude} | changes


def make_steps() -> list[dict[str, Any]]:
    """Make the way of the seven: Arlit, three reports from the Timétrine, somewhere in Mali."""
    in_timetrine = STEP | at(TIMETRINE, "Timétrine", geo_precision=2, country="MLI", admin1="Kidal")
    return [
        STEP | at(ARLIT, "Arlit", event_date="2010-09-16", hostage_stage="abducted"),
        *(in_timetrine | {"event_date": f"2010-09-{day}"} for day in (26, 28, 30)),
        STEP | at(NOWHERE, "Mali", event_date="2010-10-20", **IN_MALI),
    ]


Town: TypeAlias = tuple[str, float, float]


def make_map_data(
    shipped: Dataset, *rows: dict[str, Any], towns: Sequence[Town] = (), **changes: Any
) -> Dataset:
    """
    Make the dataset: 18 incidents at four places, eight in Mali without a place, and a case.

    More `rows` are events, more `towns` are (name, longitude, latitude); `changes` are those of the
    case.
    """
    cases = make_cases({"name": "Arlit seven", "name_fr": "Les sept d'Arlit"} | changes)
    events = make_events(
        *(at(NIAMEY, "Niamey") for _ in range(8)),
        *(at(NIAMEY, "Niamey", event_type="Protests") for _ in range(4)),
        at(ARLIT, "Arlit"),
        at(ARLIT, "Arlit", event_date="2010-10-02"),
        *(at(MENAKA, "Ménaka", geo_precision=2) for _ in range(2)),
        at(IN_GUEZZAM, "In Guezzam", event_date="2010-09-01", end_date="2010-11-20"),
        *(at(NOWHERE, "Mali", **IN_MALI) for _ in range(8)),
        *make_steps(),
        *rows,
        cases=cases,
    )
    layers = make_layers(shipped, *towns)
    return make_dataset(events=events, cases=cases, layers=layers, terms=shipped.terms)

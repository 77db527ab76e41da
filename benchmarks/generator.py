"""Make a large, seeded data folder for benchmarks: many events at few towns, few at many.

Nothing in it is a fact. Places lie inside the study countries, their numbers of events follow a
power law, dates grow denser with the years, and dates and places are imprecise about as often as
in conflict datasets.
"""

import shutil
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.random import Generator, default_rng

from sahel_geo.model.period import Period
from sahel_geo.model.vocabulary import Confidence, EventType, GeoPrecision, LayerFile
from sahel_geo.sources import SHIPPED_DATA

SEED = 2010
SPAN = Period(date(1997, 1, 1), date(2026, 6, 30))
CLUSTERING = 1.05
"""Exponent of the power law by which events gather at places."""

PLACES_BY_PRECISION = {GeoPrecision.PLACE: 0.68, GeoPrecision.NEAR: 0.27, GeoPrecision.REGION: 0.05}
UNDISCLOSED_SHARE = 0.01
DAYS, WEEKS, MONTHS = 0.86, 0.09, 0.05
"""Shares of dates known to the day, to the week and to the month."""

KINDS = {
    EventType.BATTLES: ("Armed clash", 0.30),
    EventType.EXPLOSIONS: ("Remote explosive/landmine/IED", 0.13),
    EventType.VIOLENCE_AGAINST_CIVILIANS: ("Attack", 0.34),
    EventType.PROTESTS: ("Peaceful protest", 0.09),
    EventType.RIOTS: ("Violent demonstration", 0.04),
    EventType.STRATEGIC_DEVELOPMENTS: ("Other", 0.10),
}
CONFIDENCES = {Confidence.CONFIRMED: 0.5, Confidence.REPORTED: 0.4, Confidence.CLAIMED: 0.1}
UNKNOWN_TOLL_SHARE = 0.2
ACTORS = {
    "Armed group A": "Groupe armé A",
    "Armed group B": "Groupe armé B",
    "Army of the north": "Armée du nord",
    "Army of the south": "Armée du sud",
    "Civilians (made)": "Civils (inventés)",
}
"""The actors' names in English and French."""


def make_events(count: int, places: int, *, seed: int = SEED) -> pd.DataFrame:
    """
    Make rows of `events.csv`.

    Parameters
    ----------
    count
        Events to make.
    places
        Places they happen at; each has one event at least when there are enough. Events at
        undisclosed places come on top: they share one place a country.
    seed
        The same seed gives the same rows.

    Returns
    -------
    events
        The columns that hold anything, as text and numbers ready to be written.
    """
    random = default_rng(seed)
    towns = _make_places(places, random)
    weights = (np.arange(places) + 3.0) ** -CLUSTERING
    drawn = random.choice(places, max(count - places, 0), p=weights / weights.sum())
    at = np.concatenate([np.arange(min(places, count)), drawn])
    events = towns.iloc[at].reset_index(drop=True)
    is_repeat = np.arange(count) >= places  # a place's first event keeps it on the map
    undisclosed = is_repeat & (random.random(count) < UNDISCLOSED_SHARE)
    events.loc[undisclosed, "geo_precision"] = int(GeoPrecision.UNDISCLOSED)
    number = np.arange(count).astype(str)
    return events.assign(
        **_draw_dates(count, random),
        **_draw_kinds(count, random),
        event_id=np.char.add("made-", number),
        title=np.char.add("Made event ", number),
        summary="A made event for measuring; nothing of it happened.",
        source="Generator",
        source_url="https://example.org/made",
    )


def _draw_dates(count: int, random: Generator) -> dict[str, object]:
    share = np.sqrt(random.random(count))  # ever denser with the years
    days = pd.to_timedelta((share * SPAN.days).astype(int), unit="D")
    return {
        "event_date": pd.Timestamp(SPAN.start) + days,
        "time_precision": random.choice([1, 2, 3], count, p=[DAYS, WEEKS, MONTHS]),
    }


def _draw_kinds(count: int, random: Generator) -> dict[str, object]:
    kinds = random.choice(len(KINDS), count, p=[share for _, share in KINDS.values()])
    actors = np.array(list(ACTORS))[random.integers(len(ACTORS), size=(2, count))]
    tolls = pd.array(random.geometric(0.35, count) - 1, dtype="Int64")
    tolls[random.random(count) < UNKNOWN_TOLL_SHARE] = pd.NA
    words = [confidence.value for confidence in CONFIDENCES]
    return {
        "event_type": np.array([kind.value for kind in KINDS])[kinds],
        "sub_event_type": np.array([kind for kind, _ in KINDS.values()])[kinds],
        "actor1": actors[0],
        "actor2": actors[1],
        "fatalities": tolls,
        "confidence": random.choice(words, count, p=list(CONFIDENCES.values())),
    }


def _make_places(count: int, random: Generator) -> pd.DataFrame:
    """Draw points inside the study countries, and find the region each lies in."""
    countries = _read_layer(LayerFile.COUNTRIES)
    focus = countries.loc[countries["role"] == "focus"].reset_index(drop=True)
    area = focus.to_crs("EPSG:6933").area
    numbers = random.multinomial(count, area / area.sum())
    points = np.concatenate(
        [
            _points_in(polygon, number, random)
            for polygon, number in zip(focus.geometry, numbers, strict=True)
        ]
    )
    codes = focus["country"].to_numpy().repeat(numbers)
    order = random.permutation(count)
    places = pd.DataFrame(points, columns=["longitude", "latitude"]).assign(country=codes)
    places = places.iloc[order].reset_index(drop=True)
    places["admin1"] = _find_regions(places)
    places["geo_precision"] = random.choice(
        [code.value for code in PLACES_BY_PRECISION], count, p=list(PLACES_BY_PRECISION.values())
    )
    is_nowhere = (places["geo_precision"] == GeoPrecision.REGION) & (places["admin1"] == "")
    places.loc[is_nowhere, "geo_precision"] = int(GeoPrecision.NEAR)
    places["location"] = np.char.add("Made place ", np.arange(count).astype(str))
    return places


def _points_in(area: shapely.Geometry, number: int, random: Generator) -> np.ndarray:
    """Draw points inside an area, to four decimals of a degree: longitude, latitude."""
    shapely.prepare(area)
    west, south, east, north = area.bounds
    points = np.empty((0, 2))
    while len(points) < number:
        drawn = random.random((2 * number + 8, 2)) * (east - west, north - south) + (west, south)
        drawn = drawn.round(4)
        points = np.concatenate([points, drawn[shapely.contains_xy(area, *drawn.T)]])
    return points[:number]


def _find_regions(places: pd.DataFrame) -> np.ndarray:
    """Name the region under each place; empty where its country has none there."""
    regions = _read_layer(LayerFile.ADMIN1)
    points = shapely.points(places[["longitude", "latitude"]])
    place, region = regions.sindex.query(points, predicate="within")
    is_own = places["country"].to_numpy()[place] == regions["country"].to_numpy()[region]
    names = np.full(len(places), "", dtype=object)
    names[place[is_own]] = regions["name"].to_numpy()[region[is_own]]
    return names


def _read_layer(layer: LayerFile) -> gpd.GeoDataFrame:
    return gpd.read_file(SHIPPED_DATA / "geo" / f"{layer}.geojson")


def write_folder(folder: Path, count: int, places: int, *, seed: int = SEED) -> Path:
    """
    Write a data folder: made events and actors, the shipped layers and vocabularies, no cases.

    Returns
    -------
    folder
        What `SAHEL_GEO_DATA` names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SHIPPED_DATA / "geo", folder / "geo", dirs_exist_ok=True)
    shutil.copy(SHIPPED_DATA / "vocabulary.csv", folder)
    cases = pd.read_csv(SHIPPED_DATA / "hostage_cases.csv", dtype=str, nrows=0)
    cases.to_csv(folder / "hostage_cases.csv", index=False)
    actors = pd.read_csv(SHIPPED_DATA / "actors.csv", dtype=str, nrows=0)
    made = pd.DataFrame(ACTORS.items(), columns=["actor", "actor_fr"])
    pd.concat([actors, made]).to_csv(folder / "actors.csv", index=False)
    columns = pd.read_csv(SHIPPED_DATA / "events.csv", dtype=str, nrows=0).columns
    events = make_events(count, places, seed=seed).reindex(columns=columns)
    events.to_csv(folder / "events.csv", index=False, date_format="%Y-%m-%d")
    return folder

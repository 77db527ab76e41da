"""Events and places in words of one language, for tables, charts and search."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from sahel_geo.cartography.cards import date_words
from sahel_geo.cartography.composition.incidents import place_words
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.searchtext import fold
from sahel_geo.model.selection import MapView
from sahel_geo.model.vocabulary import LayerFile

EVENT_WORDS = (
    "date",
    "title",
    "type",
    "country",
    "place",
    "precision",
    "actors",
    "deaths",
    "hostages",
    "confidence",
    "in_period",
    "source_url",
)
"""Columns of events in words, in the order of the table on screen."""

TOLD_COLUMNS = [
    "event_date",
    "end_date",
    "time_precision",
    "title",
    "title_fr",
    "event_type",
    "country",
    "location",
    "location_fr",
    "geo_precision",
    "actor1",
    "actor2",
    "fatalities",
    "hostages",
    "confidence",
    "time_certainty",
    "source_url",
]
"""What the words are made from: events carry twice as much."""

TOWN_ZOOM, SITE_ZOOM, COUNTRY_ZOOM = 8.0, 9.0, 5.5


def translate_events(events: gpd.GeoDataFrame, translator: Translator) -> pd.DataFrame:
    """
    Write what a reader wants to know of each event; a thousand take about 40 ms.

    Parameters
    ----------
    events
        Events shown, or some rows of them, with `time_certainty`.
    translator
        The reader's language.

    Returns
    -------
    words
        The columns `EVENT_WORDS` on the events' index, in their order; `deaths` and `hostages`
        are nullable whole numbers, the rest text.
    """
    rows = [_translate_event(row, translator) for row in events[TOLD_COLUMNS].to_dict("records")]
    words = pd.DataFrame(rows, columns=list(EVENT_WORDS), index=events.index)
    return words.astype({"deaths": "Int64", "hostages": "Int64"})


def _translate_event(row: dict[str, Any], translator: Translator) -> dict[str, Any]:
    actors = [translator.actor(name) for name in (row["actor1"], row["actor2"]) if name]
    return {
        "date": date_words(row, translator),
        "title": translator.data_text(row, "title").text,
        "type": translator.term("event_type", row["event_type"]),
        "country": translator.term("country", row["country"]),
        "place": place_words(row, translator).text,
        "precision": translator.term("geo_precision", str(row["geo_precision"])),
        "actors": " – ".join(actors),
        "deaths": row["fatalities"],
        "hostages": row["hostages"],
        "confidence": translator.term("confidence", row["confidence"]),
        "in_period": translator.text(f"table.{row['time_certainty']}"),
        "source_url": row["source_url"].split("|")[0],
    }


@dataclass(frozen=True)
class FoundPlace:
    """A name of the map and where it is; `key` opens its card when it has one."""

    label: str
    view: MapView
    key: str | None = None


def list_places(dataset: Dataset, translator: Translator) -> list[FoundPlace]:
    """
    List countries, places, towns and mining sites by name, each with its country.

    Parameters
    ----------
    dataset
        Its layers; one that is missing is left out.
    translator
        The reader's language.

    Returns
    -------
    places
        In the order of the alphabet, accents aside.
    """
    found = [*_countries(dataset, translator), *_points(dataset, translator)]
    return sorted(found, key=lambda place: fold(place.label))


def _countries(dataset: Dataset, translator: Translator) -> Iterator[FoundPlace]:
    countries = dataset.layers.get(LayerFile.COUNTRIES)
    if countries is None:
        return
    for country in countries.loc[countries["role"] != "background"].to_dict("records"):
        name = translator.data_text(country, "name").text
        yield FoundPlace(name, MapView(country["label_lon"], country["label_lat"], COUNTRY_ZOOM))


def _points(dataset: Dataset, translator: Translator) -> Iterator[FoundPlace]:
    for file, prefix, column, zoom in (
        (LayerFile.PLACES, "town", "place_id", TOWN_ZOOM),
        (LayerFile.TOWNS, None, None, TOWN_ZOOM),
        (LayerFile.MINING_SITES, "site", "site_id", SITE_ZOOM),
    ):
        features = dataset.layers.get(file)
        if features is None:
            continue
        for feature in features.to_dict("records"):
            name = translator.data_text(feature, "name").text
            country = translator.term("country", feature["country"])
            point = feature["geometry"]
            yield FoundPlace(
                f"{name}, {country}",
                MapView(point.x, point.y, zoom),
                f"{prefix}:{feature[column]}" if column else None,
            )

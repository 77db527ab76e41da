"""Incidents as proportional symbols by place, footprints of imprecise ones, and the tray."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from sahel_geo.analysis.areas import AreaFinder, disc
from sahel_geo.analysis.summary import incidents_of
from sahel_geo.cartography import symbology
from sahel_geo.cartography.document import Footprint, PlaceSymbol, TrayEntry
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import TimeCertainty
from sahel_geo.model.vocabulary import REPORT_STAGES, EventType, GeoPrecision

GROUPED_COLUMNS = [
    "longitude",
    "latitude",
    "geo_precision",
    "event_type",
    "time_certainty",
    "country",
    "admin1",
    "location",
    "location_fr",
]
"""What symbols and footprints are made from."""


@dataclass(frozen=True)
class Incidents:
    """What is drawn of the incidents; the counts of symbols and tray add up to all of them."""

    symbols: tuple[PlaceSymbol, ...]
    footprints: tuple[Footprint, ...]
    tray: tuple[TrayEntry, ...]


def place_key(longitude: float, latitude: float, geo_precision: int) -> str:
    """Name a place by its coordinates and precision, as a click on its symbol reports it."""
    return f"place:{longitude:.4f},{latitude:.4f},{geo_precision}"


def place_keys(events: pd.DataFrame) -> "pd.Series[str]":
    """Name the place of each event, on the same index."""
    columns = (events[column] for column in ("longitude", "latitude", "geo_precision"))
    names = [place_key(*place) for place in zip(*columns, strict=True)]
    return pd.Series(names, index=events.index, dtype=str)


def area_key(event: "pd.Series[Any]", areas: AreaFinder) -> str:
    """Name the region of an event that is known to the region only, as its shaded area does."""
    country, names = str(event["country"]), str(event["admin1"])
    return f"area:{areas.region_key(country, names, event['longitude'], event['latitude'])}"


def area_keys(events: pd.DataFrame, areas: AreaFinder) -> "pd.Series[str]":
    """Name the region of each event of precision 3, on the same index."""
    names = [area_key(event, areas) for _, event in events.iterrows()]
    return pd.Series(names, index=events.index, dtype=str)


STATEMENT = "(statement)"
"""How the data end the location of words said elsewhere about a country."""


def is_statement(event: "pd.Series[Any] | Mapping[str, Any]") -> bool:
    """Tell whether an event is a statement: not something that happened at an undisclosed place."""
    return str(event["location"]).endswith(STATEMENT)


def place_words(event: "pd.Series[Any] | Mapping[str, Any]", translator: Translator) -> DataText:
    """Say where an event was, or where a statement was made: 'Paris (statement)', 'Statement'."""
    location = translator.data_text(event, "location")
    if str(event["location"]) != STATEMENT:
        return location
    words = location.text.removeprefix("(").removesuffix(")")
    return DataText(words[:1].upper() + words[1:], location.foreign)


def tray_key(event: "pd.Series[Any] | Mapping[str, Any]") -> str:
    """Name the part of the tray an event is in: by country, statements apart."""
    return f"tray:{event['country']}" + (":statements" if is_statement(event) else "")


def tray_events(shown: Dataset) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Give the incidents and the reports on captives whose place was never disclosed."""
    events = shown.events.loc[shown.events["geo_precision"] == GeoPrecision.UNDISCLOSED]
    is_report = events["hostage_stage"].isin([str(stage) for stage in REPORT_STAGES])
    incidents = incidents_of(shown.events)
    undisclosed = incidents["geo_precision"] == GeoPrecision.UNDISCLOSED
    return incidents.loc[undisclosed], events.loc[is_report]


def compose_incidents(shown: Dataset, translator: Translator, areas: AreaFinder) -> Incidents:
    """
    Draw the incidents of a filtered dataset.

    Parameters
    ----------
    shown
        With `time_certainty` on its events.
    translator
        The language of names.
    areas
        Where regions lie.

    Returns
    -------
    incidents
        Symbols from the largest to the smallest, so that small ones stay on top.
    """
    incidents = incidents_of(shown.events)
    undisclosed = incidents["geo_precision"] == GeoPrecision.UNDISCLOSED
    placed = incidents.loc[~undisclosed]
    symbols = sorted(_symbols(placed, translator), key=lambda s: (-s.count, s.key))
    return Incidents(
        symbols=tuple(symbols),
        footprints=tuple(_footprints(placed, translator, areas)),
        tray=tuple(_tray(shown, translator)),
    )


def _symbols(placed: gpd.GeoDataFrame, translator: Translator) -> Iterator[PlaceSymbol]:
    for key, rows in _group(placed, place_keys(placed)):
        first = rows[0]
        counts = Counter(row["event_type"] for row in rows)
        by_type = [(kind, counts[kind]) for kind in EventType if kind in counts]
        location = translator.data_text(first, "location").text
        yield PlaceSymbol(
            key=key,
            longitude=float(first["longitude"]),
            latitude=float(first["latitude"]),
            counts=tuple(sorted(by_type, key=lambda pair: -pair[1])),
            radius_px=symbology.symbol_radius_px(len(rows)),
            hollow=bool(first["geo_precision"] > GeoPrecision.PLACE),
            possible_only=all(row["time_certainty"] == TimeCertainty.POSSIBLE for row in rows),
            name=translator.count("compose.symbol_name", len(rows), place=location),
        )


def _footprints(
    placed: gpd.GeoDataFrame, translator: Translator, areas: AreaFinder
) -> Iterator[Footprint]:
    near = placed.loc[placed["geo_precision"] == GeoPrecision.NEAR]
    for key, rows in _group(near, place_keys(near)):
        first = rows[0]
        yield Footprint(
            key=key,
            area=disc(first["longitude"], first["latitude"]),
            style=symbology.FOOTPRINT,
            name=translator.text(
                "compose.near", place=translator.data_text(first, "location").text
            ),
        )
    regions = placed.loc[placed["geo_precision"] == GeoPrecision.REGION]
    for key, rows in _group(regions, area_keys(regions, areas)):
        first = rows[0]
        country, names = str(first["country"]), str(first["admin1"])
        area = areas.region_of(country, names, first["longitude"], first["latitude"])
        if area is not None:
            yield Footprint(
                key=key,
                area=area,
                style=symbology.FOOTPRINT,
                name=translator.count(
                    "compose.somewhere_in_region",
                    len(rows),
                    place=translator.listing(
                        areas.region_names(country, names, translator.language)
                    )
                    or translator.term("country", country),
                ),
            )


def _group(
    events: gpd.GeoDataFrame, keys: "pd.Series[str]"
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Put the rows of each key together, in the order of their first; pandas is slow at many."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for key, row in zip(keys, events[GROUPED_COLUMNS].to_dict("records"), strict=True):
        groups.setdefault(key, []).append(row)
    yield from groups.items()


def _tray(shown: Dataset, translator: Translator) -> Iterator[TrayEntry]:
    tallies: dict[str, list[int]] = {}
    for column, events in enumerate(tray_events(shown)):
        for event in events[["country", "location"]].to_dict("records"):
            tallies.setdefault(tray_key(event), [0, 0])[column] += 1
    for key, (incidents, reports) in sorted(tallies.items()):
        yield TrayEntry(key, _tray_words(key, incidents, reports, translator), incidents, reports)


def _tray_words(key: str, incidents: int, reports: int, translator: Translator) -> str:
    country, _, kind = key.removeprefix("tray:").partition(":")
    number = translator.number(incidents)
    if kind:
        name = translator.term("country", country)
        words = translator.text("compose.tray_statements", country=name, n=number)
    else:
        words = translator.text("compose.tray", where=in_country(country, translator), n=number)
    return words + (translator.count("compose.tray_reports", reports) if reports else "")


NORTHERN_MALI = frozenset({"Tombouctou", "Taoudénit", "Gao", "Ménaka", "Kidal"})
"""The regions the data name where a source says 'northern Mali'."""


def somewhere_words(country: str, names: str, translator: Translator, areas: AreaFinder) -> str:
    """Say where an undisclosed place is: 'somewhere in northern Mali', 'somewhere in Niger'."""
    if country == "MLI" and set(names.split("|")) == NORTHERN_MALI:
        return translator.text("compose.somewhere_northern_mali")
    regions = areas.region_names(country, names, translator.language)
    if not regions:
        return translator.text("compose.somewhere", where=in_country(country, translator))
    return translator.count(
        "compose.somewhere_region", len(regions), place=translator.listing(regions)
    )


def in_country(country: str, translator: Translator) -> str:
    """Say 'in Mali', with the preposition that the language wants."""
    if translator.has(f"in_country.{country}"):
        return translator.text(f"in_country.{country}")
    return translator.text("in_country.other", country=translator.term("country", country))

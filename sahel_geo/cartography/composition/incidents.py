"""Incidents as proportional symbols by place, footprints of imprecise ones, and the tray."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from shapely import Geometry

from sahel_geo.analysis.areas import AreaFinder, disc
from sahel_geo.analysis.ownership import NOBODY, owners_of_groups, owners_of_places
from sahel_geo.analysis.summary import incidents_of
from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.merging import MergedPlaces, merge_places
from sahel_geo.cartography.document import Footprint, PlaceSymbol, TrayEntry
from sahel_geo.cartography.mercator import to_pixels
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DatasetInfo
from sahel_geo.model.period import TimeCertainty
from sahel_geo.model.places import STATEMENT, is_statement
from sahel_geo.model.vocabulary import REPORT_STAGES, EventType, GeoPrecision


@dataclass(frozen=True)
class Incidents:
    """What is drawn of the incidents; the counts of symbols and tray add up to all of them."""

    symbols: tuple[PlaceSymbol, ...] = ()
    footprints: tuple[Footprint, ...] = ()
    tray: tuple[TrayEntry, ...] = ()
    capped_at: int = symbology.LEAST_CAP
    """The count from which symbols are largest."""


def place_key(longitude: float, latitude: float, geo_precision: int) -> str:
    """Name a place by its coordinates and precision, as a click on its symbol reports it."""
    # adding 0 turns the -0.0 of a place just west of Greenwich into 0.0
    return f"place:{round(longitude, 4) + 0:.4f},{round(latitude, 4) + 0:.4f},{geo_precision}"


def place_keys(events: pd.DataFrame) -> "pd.Series[str]":
    """Name the place of each event, on the same index."""
    columns = (events[column] for column in ("longitude", "latitude", "geo_precision"))
    names = [place_key(*place) for place in zip(*columns, strict=True)]
    return pd.Series(names, index=events.index, dtype=str)


def area_key(event: "pd.Series[Any] | Mapping[str, Any]", areas: AreaFinder) -> str:
    """Name the region of an event that is known to the region only, as its shaded area does."""
    country, names = str(event["country"]), str(event["admin1"])
    return f"area:{areas.region_key(country, names, event['longitude'], event['latitude'])}"


def area_keys(events: pd.DataFrame, areas: AreaFinder) -> "pd.Series[str]":
    """Name the region of each event of precision 3, on the same index."""
    names = [area_key(event, areas) for _, event in events.iterrows()]
    return pd.Series(names, index=events.index, dtype=str)


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


def key_of_event(event: Mapping[str, Any]) -> str:
    """Name where the map counts an event: its place, or its part of the tray."""
    if event["geo_precision"] == GeoPrecision.UNDISCLOSED:
        return tray_key(event)
    return place_key(event["longitude"], event["latitude"], event["geo_precision"])


def tray_events(shown: Dataset) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Give the incidents and the reports on captives whose place was never disclosed."""
    events = shown.events.loc[shown.events["geo_precision"] == GeoPrecision.UNDISCLOSED]
    is_report = events["hostage_stage"].isin([str(stage) for stage in REPORT_STAGES])
    incidents = incidents_of(shown.events)
    undisclosed = incidents["geo_precision"] == GeoPrecision.UNDISCLOSED
    return incidents.loc[undisclosed], events.loc[is_report]


def compose_incidents(
    dataset: Dataset,
    in_period: Dataset,
    shown: Dataset,
    translator: Translator,
    areas: AreaFinder,
    *,
    zoom: float,
) -> Incidents:
    """
    Draw the incidents of a filtered dataset.

    Parameters
    ----------
    dataset
        Everything there is, for the names of places.
    in_period
        Filtered for the whole period: its counts decide which symbols are merged, so that none
        jumps while a window moves through the period.
    shown
        Filtered for the window: what is counted and drawn.
    translator
        The language of names.
    areas
        Where regions lie.
    zoom
        The screen's zoom, at which symbols that would overlap are merged.

    Returns
    -------
    incidents
        Symbols from the largest to the smallest, so that small ones stay on top.
    """
    return draw_incidents(plan_incidents(dataset, in_period, zoom=zoom), shown, translator, areas)


@dataclass(frozen=True, eq=False)
class IncidentPlan:
    """What the symbols of every window of a period share: the places, and which are merged."""

    towns: pd.DataFrame
    merged: MergedPlaces
    capped_at: int
    version: str
    rings: Mapping[int, DatasetInfo]
    """The dataset that has most of a symbol, by the symbol's group."""


def plan_incidents(dataset: Dataset, in_period: Dataset, *, zoom: float) -> IncidentPlan:
    """Plan the symbols of a period; see `compose_incidents` for the parameters."""
    towns = describe_places(dataset.events)
    totals = np.bincount(_placed(incidents_of(in_period.events))["place"], minlength=len(towns))
    capped_at = symbology.choose_cap(totals.tolist())
    merged = _merge(totals, towns, zoom, capped_at)
    rings = _find_rings(dataset, merged, totals)
    return IncidentPlan(towns, merged, capped_at, dataset.version, rings)


def _find_rings(
    dataset: Dataset, merged: MergedPlaces, totals: npt.NDArray[np.int64]
) -> dict[int, DatasetInfo]:
    """Find the symbols of which one dataset that was brought in has most, in the whole period."""
    if not dataset.datasets:
        return {}
    owners = owners_of_groups(owners_of_places(dataset), merged.group_of, totals)
    owned = np.flatnonzero(owners != NOBODY).tolist()
    return {group: dataset.datasets[int(owners[group])] for group in owned}


def draw_incidents(
    plan: IncidentPlan, shown: Dataset, translator: Translator, areas: AreaFinder
) -> Incidents:
    """Draw the incidents of a window; see `compose_incidents` for the parameters."""
    placed = _placed(incidents_of(shown.events))
    symbols = _symbols(placed, plan, translator)
    return Incidents(
        symbols=tuple(sorted(symbols, key=lambda s: (-s.count, s.key))),
        footprints=tuple(_footprints(placed, plan.towns, translator, areas)),
        tray=tuple(_tray(shown, translator)),
        capped_at=plan.capped_at,
    )


def _placed(incidents: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return incidents.loc[incidents["geo_precision"] != GeoPrecision.UNDISCLOSED]


PLACE_COLUMNS = [
    "place",
    "longitude",
    "latitude",
    "geo_precision",
    "country",
    "admin1",
    "location",
    "location_fr",
]
"""What a place is told by: that of its first event."""


def describe_places(events: pd.DataFrame) -> pd.DataFrame:
    """Give the columns `PLACE_COLUMNS` of every place of a dataset, indexed by its number."""
    first = events.loc[~events["place"].duplicated(), PLACE_COLUMNS]
    return first.set_index("place", drop=False).sort_index()


def _merge(
    totals: npt.NDArray[np.int64], towns: pd.DataFrame, zoom: float, capped_at: int
) -> MergedPlaces:
    hollow = (towns["geo_precision"] > GeoPrecision.PLACE).to_numpy()
    x, y = to_pixels(towns["longitude"].to_numpy(), towns["latitude"].to_numpy(), zoom)
    return merge_places(x, y, totals, hollow, capped_at=capped_at)


def _symbols(
    placed: gpd.GeoDataFrame, plan: IncidentPlan, translator: Translator
) -> Iterator[PlaceSymbol]:
    merged, towns = plan.merged, plan.towns
    by_type, certain = _count_groups(placed, merged)
    members: dict[int, list[int]] = {}
    for number in np.flatnonzero(merged.group_of >= 0).tolist():
        members.setdefault(int(merged.group_of[number]), []).append(number)
    for group in np.flatnonzero(by_type.sum(axis=1)).tolist():
        anchor = towns.iloc[int(merged.anchors[group])]
        counts = [
            (kind, int(count))
            for kind, count in zip(EventType, by_type[group], strict=True)
            if count
        ]
        count = int(by_type[group].sum())
        yield PlaceSymbol(
            key=symbol_key(members[group], towns, plan.version),
            longitude=float(anchor["longitude"]),
            latitude=float(anchor["latitude"]),
            counts=tuple(sorted(counts, key=lambda pair: -pair[1])),
            radius_px=symbology.symbol_radius_px(count, plan.capped_at),
            hollow=bool(anchor["geo_precision"] > GeoPrecision.PLACE),
            possible_only=not certain[group],
            name=symbol_name(anchor, len(members[group]), count, translator),
            offset_px=(float(merged.offsets[group, 0]), float(merged.offsets[group, 1])),
            ring=plan.rings[group].color if group in plan.rings else "",
            ring_of=plan.rings[group].dataset_id if group in plan.rings else "",
        )


def _count_groups(
    placed: gpd.GeoDataFrame, merged: MergedPlaces
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Count incidents of a window by group and type, and the certain ones by group."""
    kinds = {str(kind): index for index, kind in enumerate(EventType)}
    group = merged.group_of[placed["place"].to_numpy()]
    kind = placed["event_type"].map(kinds).to_numpy(dtype=np.int64)
    groups = len(merged.anchors)
    by_type = np.bincount(group * len(kinds) + kind, minlength=groups * len(kinds))
    is_certain = (placed["time_certainty"] == TimeCertainty.CERTAIN).to_numpy()
    certain = np.bincount(group[is_certain], minlength=groups)
    return by_type.reshape(groups, len(kinds)), certain


MERGED_KEY = "places:"
"""How the key of a symbol of several places begins."""


def symbol_key(members: Sequence[int], towns: pd.DataFrame, version: str) -> str:
    """Name a symbol as a click on it does: by its place, or by the numbers of several."""
    if len(members) > 1:
        return f"{MERGED_KEY}{version}:{','.join(map(str, members))}"
    town = towns.iloc[members[0]]
    return place_key(town["longitude"], town["latitude"], town["geo_precision"])


def symbol_name(
    anchor: "pd.Series[Any]", places: int, incidents: int, translator: Translator
) -> str:
    """Say what a symbol counts: 'Arlit: 3 incidents', 'Gao and 4 other places: 12 incidents'."""
    place = translator.data_text(anchor, "location").text
    if places > 1:
        place = translator.count("compose.merged_places", places - 1, place=place)
    return translator.count("compose.symbol_name", incidents, place=place)


def _footprints(
    placed: gpd.GeoDataFrame, towns: pd.DataFrame, translator: Translator, areas: AreaFinder
) -> Iterator[Footprint]:
    counts = placed["place"].value_counts(sort=False)
    here = towns.loc[sorted(counts.index)]
    for _, town in here.loc[here["geo_precision"] == GeoPrecision.NEAR].iterrows():
        yield Footprint(
            key=place_key(town["longitude"], town["latitude"], town["geo_precision"]),
            area=disc(town["longitude"], town["latitude"]),
            style=symbology.FOOTPRINT,
            name=near_words(town, translator),
        )
    regional = here.loc[here["geo_precision"] == GeoPrecision.REGION]
    for key, numbers in regional.groupby(area_keys(regional, areas), sort=False).groups.items():
        town = towns.loc[numbers[0]]
        area = area_of(town, areas)
        if area is not None:
            yield Footprint(
                key=str(key),
                area=area,
                style=symbology.FOOTPRINT,
                name=translator.count(
                    "compose.somewhere_in_region",
                    int(counts.loc[numbers].sum()),
                    place=region_words(town, translator, areas),
                ),
            )


def near_words(town: "pd.Series[Any]", translator: Translator) -> str:
    """Name the surroundings of a place that is only known to be near: 'near Arlit'."""
    return translator.text("compose.near", place=translator.data_text(town, "location").text)


def area_of(town: "pd.Series[Any]", areas: AreaFinder) -> Geometry | None:
    """Give the region of a place that is known to the region only."""
    country, names = str(town["country"]), str(town["admin1"])
    return areas.region_of(country, names, town["longitude"], town["latitude"])


def region_words(town: "pd.Series[Any]", translator: Translator, areas: AreaFinder) -> str:
    """Name the region of such a place, or its country where the base map has no such region."""
    country, names = str(town["country"]), str(town["admin1"])
    regions = areas.region_names(country, names, translator.language)
    return translator.listing(regions) or translator.term("country", country)


def _tray(shown: Dataset, translator: Translator) -> Iterator[TrayEntry]:
    tallies: dict[str, list[int]] = {}
    for column, events in enumerate(tray_events(shown)):
        for event in events[["country", "location"]].to_dict("records"):
            tallies.setdefault(tray_key(event), [0, 0])[column] += 1
    for key, (incidents, reports) in sorted(tallies.items()):
        words = tray_words(key, translator.number(incidents), translator)
        words += translator.count("compose.tray_reports", reports) if reports else ""
        yield TrayEntry(key, words, incidents, reports)


def tray_words(key: str, number: str, translator: Translator) -> str:
    """Say what a part of the tray counts: 'somewhere in Mali: 12', 'statements about Mali: 3'."""
    country, _, kind = key.removeprefix("tray:").partition(":")
    if kind:
        name = translator.term("country", country)
        return translator.text("compose.tray_statements", country=name, n=number)
    return translator.text("compose.tray", where=in_country(country, translator), n=number)


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

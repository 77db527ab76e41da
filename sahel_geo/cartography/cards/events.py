"""Cards of incidents: at a place, in a region, of a country's tray, and each by itself."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.summary import incidents_of
from sahel_geo.cartography.cards.card import Card, CardItem
from sahel_geo.cartography.cards.event_items import EventItemWriter
from sahel_geo.cartography.cards.facts import Row
from sahel_geo.cartography.cards.sources import links_of_event
from sahel_geo.cartography.composition.incidents import (
    area_keys,
    in_country,
    place_keys,
    tray_events,
    tray_key,
)
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import GeoPrecision


class EventCards:
    """Cards of what passes the filters; a joint event is told once, with all its sources."""

    def __init__(self, shown: Dataset, translator: Translator) -> None:
        self._shown, self._translator = shown, translator
        self._writer = EventItemWriter(translator)

    def place(self, key: str, _: str) -> Card | None:
        """Tell the incidents of a symbol."""
        incidents = incidents_of(self._shown.events)
        rows = incidents.loc[place_keys(incidents) == key]
        if rows.empty:
            return None
        heading = self._translator.data_text(rows.iloc[0], "location")
        return self._list(key, heading, rows, int(rows.iloc[0]["geo_precision"]))

    def area(self, key: str, _: str) -> Card | None:
        """Tell the incidents of a shaded region."""
        areas = AreaFinder.of(self._shown)
        regional = self._of_precision(GeoPrecision.REGION)
        rows = regional.loc[area_keys(regional, areas) == key]
        if rows.empty:
            return None
        country, names = str(rows.iloc[0]["country"]), str(rows.iloc[0]["admin1"])
        regions = areas.region_names(country, names, self._translator.language)
        land = self._translator.term("country", country)
        heading = f"{', '.join(regions)} ({land})" if regions else land
        card = self._list(key, DataText(heading), rows, GeoPrecision.REGION)
        if areas.named(country, names) is not None:
            return card
        under_point = self._translator.text("explain.region_under_point")
        return replace(card, note=f"{card.note} {under_point}")

    def tray(self, key: str, rest: str) -> Card | None:
        """Tell what was said of a country, or happened in it where no place was disclosed."""
        rows = pd.concat(
            [
                part.loc[[tray_key(row) == key for _, row in part.iterrows()]]
                for part in tray_events(self._shown)
            ]
        ).sort_values("event_date", kind="stable")
        if rows.empty:
            return None
        country, _, kind = rest.partition(":")
        if kind:
            name = self._translator.term("country", country)
            heading = self._translator.text("card.statements", country=name)
        else:
            where = in_country(country, self._translator)
            heading = self._translator.text("compose.somewhere", where=where)
        heading = heading[:1].upper() + heading[1:]
        card = self._list(key, DataText(heading), rows, GeoPrecision.UNDISCLOSED)
        kicker = self._translator.count("card.events_here", len(rows))
        note = self._translator.text("explain.statement") if kind else card.note
        return replace(card, kicker=kicker, note=note)

    def event(self, key: str, event_id: str) -> Card | None:
        """Tell one row of the table."""
        rows = self._shown.events.loc[self._shown.events["event_id"] == event_id]
        if rows.empty:
            return None
        row = rows.iloc[0]
        kicker = self._translator.term("event_type", row["event_type"])
        heading = self._translator.data_text(row, "title")
        return Card(key, kicker, heading, "", (replace(self._item(row), title=DataText("")),))

    def _of_precision(self, precision: GeoPrecision) -> gpd.GeoDataFrame:
        incidents = incidents_of(self._shown.events)
        return incidents.loc[incidents["geo_precision"] == precision]

    def _list(self, key: str, heading: DataText, rows: gpd.GeoDataFrame, precision: int) -> Card:
        kicker = self._translator.count("card.incidents_here", len(rows))
        note = self._writer.precision_words(precision)
        return Card(
            key, kicker, heading, note, tuple(self._item(row) for _, row in rows.iterrows())
        )

    def _item(self, row: Row) -> CardItem:
        links = links_of_event(row, self._shown.events, self._translator)
        return self._writer.item(row, links)

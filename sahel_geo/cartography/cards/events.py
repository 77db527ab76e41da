"""Cards of incidents: at a place, in a region, of a country's tray, and each by itself.

Where thousands happened, only the first `MOST_ITEMS` are put into words, and the card says so.
"""

from collections.abc import Iterator
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import Truths
from sahel_geo.analysis.summary import tell_highest_tolls
from sahel_geo.cartography.cards.card import MOST_ITEMS, Card, CardItem
from sahel_geo.cartography.cards.event_items import EventItemWriter
from sahel_geo.cartography.cards.sources import links_of_event
from sahel_geo.cartography.cards.twins import TwinWriter
from sahel_geo.cartography.composition.incidents import (
    area_keys,
    in_country,
    place_key,
    place_keys,
)
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.places import COORDINATE_STEPS, STATEMENT
from sahel_geo.model.vocabulary import REPORT_STAGES, GeoPrecision

PLACE_COLUMNS = ["place", "longitude", "latitude", "geo_precision"]
MOST_DIGITS = 9
"""Of the number of a place in a key."""


class EventCards:
    """Cards of what passes the filters; a joint event is told once, with all its sources."""

    def __init__(self, shown: Dataset, translator: Translator) -> None:
        self._shown, self._translator = shown, translator
        self._events = shown.events
        self._writer = EventItemWriter(translator)
        self._twins = TwinWriter(shown, self._writer)

    def place(self, key: str, rest: str) -> Card | None:
        """Tell the incidents of a symbol."""
        here = self._find_place(key, rest)
        if here is None or not here.any():
            return None
        first = self._events.iloc[int(np.argmax(here))]
        heading = self._translator.data_text(first, "location")
        return self._list(key, heading, here, int(first["geo_precision"]))

    def places(self, key: str, rest: str) -> Card | None:
        """List the places of a merged symbol, each with its own card to open."""
        version, _, listed = rest.partition(":")
        numbers = [int(word) for word in listed.split(",") if _is_number(word)]
        if version != self._shown.version or not numbers:
            return None
        here = self._incidents() & self._events["place"].isin(numbers).to_numpy()
        here &= ~self._has("geo_precision", GeoPrecision.UNDISCLOSED)
        if not here.any():
            return None
        counts = self._count_places(here)
        items = tuple(self._place_items(here, counts.iloc[:MOST_ITEMS]))
        heading = items[0].title
        if len(counts) > 1:
            words = self._translator.count(
                "compose.merged_places", len(counts) - 1, place=heading.text
            )
            heading = DataText(words)
        if len(counts) > MOST_ITEMS:
            items = (*items, self._more("card.more_places", len(counts) - MOST_ITEMS))
        kicker = self._translator.count("card.incidents_here", int(here.sum()))
        note = self._translator.text("card.places_note") if len(counts) > 1 else ""
        return Card(key, kicker, heading, note, items)

    def area(self, key: str, rest: str) -> Card | None:
        """Tell the incidents of a shaded region."""
        areas = AreaFinder.of(self._shown)
        regional = self._incidents() & self._has("geo_precision", GeoPrecision.REGION)
        regional &= self._has("country", rest.partition(":")[0])
        # all events of one place lie in one region: ask for each place once
        places = self._events.loc[regional].drop_duplicates("place")
        numbers = places.loc[(area_keys(places, areas) == key).to_numpy(), "place"]
        here = regional & self._events["place"].isin(numbers).to_numpy()
        if not here.any():
            return None
        first = self._events.iloc[int(np.argmax(here))]
        country, names = str(first["country"]), str(first["admin1"])
        regions = areas.region_names(country, names, self._translator.language)
        land = self._translator.term("country", country)
        heading = f"{', '.join(regions)} ({land})" if regions else land
        card = self._list(key, DataText(heading), here, GeoPrecision.REGION)
        if areas.named(country, names) is not None:
            return card
        under_point = self._translator.text("explain.region_under_point")
        return replace(card, note=f"{card.note} {under_point}")

    def tray(self, key: str, rest: str) -> Card | None:
        """Tell what was said of a country, or happened in it where no place was disclosed."""
        country, _, kind = rest.partition(":")
        if kind not in {"", "statements"}:
            return None
        here = self._find_undisclosed(country, is_statement=bool(kind))
        if not here.any():
            return None
        if kind:
            name = self._translator.term("country", country)
            heading = self._translator.text("card.statements", country=name)
        else:
            where = in_country(country, self._translator)
            heading = self._translator.text("compose.somewhere", where=where)
        heading = heading[:1].upper() + heading[1:]
        card = self._list(key, DataText(heading), here, GeoPrecision.UNDISCLOSED)
        kicker = self._translator.count("card.events_here", int(here.sum()))
        note = self._translator.text("explain.statement") if kind else card.note
        return replace(card, kicker=kicker, note=note)

    def event(self, key: str, event_id: str) -> Card | None:
        """Tell one row of the table."""
        rows = self._events.loc[self._events["event_id"] == event_id]
        if rows.empty:
            return None
        kicker = self._translator.term("event_type", rows["event_type"].iloc[0])
        (item,) = self._items(rows)
        return Card(key, kicker, item.title, "", (replace(item, title=DataText("")),))

    def items_of(self, events: gpd.GeoDataFrame) -> Iterator[CardItem]:
        """Tell some of the events one by one, in their order, as cards do."""
        return self._items(tell_highest_tolls(events, self._events))

    def _incidents(self) -> Truths:
        return self._has("is_incident", value=True)

    def _has(self, column: str, value: object) -> Truths:
        truths: Truths = (self._events[column] == value).to_numpy(dtype=bool)
        return truths

    def _find_place(self, key: str, rest: str) -> Truths | None:
        """Find the incidents whose place has a key, without writing the key of every event."""
        try:
            longitude, latitude, precision = (float(word) for word in rest.split(","))
        except ValueError:
            return None
        margin = 1 / COORDINATE_STEPS
        here = self._incidents() & self._has("geo_precision", precision)
        here &= np.abs(self._events["longitude"].to_numpy() - longitude) < margin
        here &= np.abs(self._events["latitude"].to_numpy() - latitude) < margin
        # events of one place have one key: ask for each place once
        near = pd.DataFrame(self._events[PLACE_COLUMNS]).loc[here].drop_duplicates("place")
        places = near.loc[(place_keys(near) == key).to_numpy(), "place"]
        here &= self._events["place"].isin(places).to_numpy()
        return here

    def _find_undisclosed(self, country: str, *, is_statement: bool) -> Truths:
        """Find incidents and reports on captives of a country whose place was never disclosed."""
        here = self._has("geo_precision", GeoPrecision.UNDISCLOSED) & self._has("country", country)
        said = self._events["location"].str.endswith(STATEMENT).to_numpy(dtype=bool)
        here &= said if is_statement else ~said
        reports = [str(stage) for stage in REPORT_STAGES]
        here &= self._incidents() | self._events["hostage_stage"].isin(reports).to_numpy()
        return here

    def _list(self, key: str, heading: DataText, here: Truths, precision: int) -> Card:
        rows = np.flatnonzero(here)
        told = self._events.iloc[rows[:MOST_ITEMS]]
        items = tuple(self._items(tell_highest_tolls(told, self._events)))
        if len(rows) > MOST_ITEMS:
            items = (*items, self._more("card.more_events", len(rows) - MOST_ITEMS))
        kicker = self._translator.count("card.incidents_here", len(rows))
        return Card(key, kicker, heading, self._writer.precision_words(precision), items)

    def _items(self, rows: gpd.GeoDataFrame) -> Iterator[CardItem]:
        """Write events, each with the sources of all rows that are the same real event."""
        joint_ids = set(rows["joint_id"]) - {""}
        is_joint = self._events["joint_id"].isin(joint_ids).to_numpy()
        joint = pd.DataFrame(self._events.loc[is_joint])
        for _, row in pd.DataFrame(rows).iterrows():
            links = links_of_event(row, joint, self._translator)
            deaths = self._twins.deaths_of(row, joint)
            item = self._writer.item(row, links, deaths=deaths)
            yield self._twins.add_to(item, row, joint)

    def _count_places(self, here: Truths) -> "pd.Series[int]":
        """Count the incidents of each place, those with most first."""
        counts = self._events["place"].loc[here].value_counts().sort_index()
        ranked: pd.Series[int] = counts.sort_values(ascending=False, kind="stable")
        return ranked

    def _place_items(self, here: Truths, counts: "pd.Series[int]") -> Iterator[CardItem]:
        """Write places, each by its first incident, with the key that opens its own card."""
        first = self._events.loc[here, ["place"]].drop_duplicates().reset_index()
        rows = first.set_index("place")["index"].loc[counts.index]
        for (_, row), count in zip(self._events.loc[rows].iterrows(), counts, strict=True):
            yield CardItem(
                title=self._translator.data_text(row, "location"),
                when=self._translator.count("card.incidents_here", int(count)),
                key=place_key(row["longitude"], row["latitude"], row["geo_precision"]),
            )

    def _more(self, key: str, number: int) -> CardItem:
        return CardItem(DataText(""), text=DataText(self._translator.count(key, number)))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) <= MOST_DIGITS

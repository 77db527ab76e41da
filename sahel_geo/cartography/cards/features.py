"""Cards of what lies on the map whatever happens: mines, Tuareg regions, routes, places."""

import pandas as pd

from sahel_geo.cartography.cards.card import Card, CardItem, Fact
from sahel_geo.cartography.cards.facts import FactWriter, Row
from sahel_geo.cartography.cards.sources import links_of
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import Language, LayerFile


class FeatureCards:
    """Cards of the features of layers."""

    def __init__(self, shown: Dataset, translator: Translator) -> None:
        self._layers, self._translator = shown.layers, translator
        self._writer = FactWriter(translator)

    def site(self, key: str, site_id: str) -> Card | None:
        """Tell of a mining site."""
        site = self._feature(LayerFile.MINING_SITES, "site_id", site_id)
        if site is None:
            return None
        kicker = self._translator.term("commodity", site["commodity"])
        return self._card(key, kicker, site, "summary", self._site_facts(site))

    def region(self, key: str, region_id: str) -> Card | None:
        """Tell of a Tuareg region."""
        region = self._feature(LayerFile.TUAREG_REGIONS, "region_id", region_id)
        if region is None:
            return None
        kicker = self._translator.term("feature_class", region["feature_class"])
        return self._card(key, kicker, region, "basis", [self._certainty(region)])

    def route(self, key: str, route_id: str) -> Card | None:
        """Tell of a route or a track."""
        route = self._feature(LayerFile.ROUTES, "route_id", route_id)
        if route is None:
            return None
        kicker = self._translator.term("route_kind", route["kind"])
        return self._card(key, kicker, route, "note", [self._certainty(route)])

    def town(self, key: str, place_id: str) -> Card | None:
        """Tell of a place the analyst needs."""
        place = self._feature(LayerFile.PLACES, "place_id", place_id)
        if place is None:
            return None
        kicker = self._translator.term("place_kind", place["kind"])
        country = self._writer.term("country", "country", place["country"])
        return self._card(key, kicker, place, "note", [country])

    def _site_facts(self, site: Row) -> list[Fact]:
        writer, precision = self._writer, int(site["geo_precision"])
        position = self._translator.term("geo_precision", str(precision))
        basis = DataText(site["coord_basis"], _english(self._translator))
        return [
            writer.term("country", "country", site["country"]),
            *([writer.fact("operator", site["operator"])] if site["operator"] else []),
            writer.fact("status", self._status_words(site)),
            writer.fact("years", self._year_words(site)),
            writer.fact("position", position, writer.precision_words(precision)),
            writer.fact("basis", basis),
        ]

    def _status_words(self, site: Row) -> str:
        if not site["status"]:
            return self._translator.text("card.unknown")
        word = self._translator.term("site_status", site["status"])
        return self._translator.text("card.as_of", status=word, day=site["status_as_of"])

    def _year_words(self, site: Row) -> str:
        unknown = self._translator.text("card.unknown")
        start = unknown if pd.isna(site["start_year"]) else str(site["start_year"])
        if pd.isna(site["end_year"]):
            return start
        return self._translator.text("card.years_between", start=start, end=str(site["end_year"]))

    def _certainty(self, feature: Row) -> Fact:
        word = self._translator.term("certainty", feature["certainty"])
        explanation = self._translator.text("explain.certainty_approximate")
        return self._writer.fact("certainty", word, explanation)

    def _feature(self, file: LayerFile, column: str, value: str) -> Row | None:
        features = self._layers.get(file)
        if features is None:
            return None
        found = features.loc[features[column] == value]
        return None if found.empty else found.iloc[0]

    def _card(self, key: str, kicker: str, feature: Row, text: str, facts: list[Fact]) -> Card:
        item = CardItem(
            title=DataText(""),
            facts=tuple(facts),
            text=self._translator.data_text(feature, text),
            links=links_of(feature, self._translator),
        )
        return Card(key, kicker, self._translator.data_text(feature, "name"), "", (item,))


def _english(translator: Translator) -> Language | None:
    """Mark a text that exists in English only, unless the reader reads English."""
    return None if translator.language is Language.ENGLISH else Language.ENGLISH

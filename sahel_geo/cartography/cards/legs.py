"""What is known of a movement between two reports, as the facts that lead its card."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from sahel_geo.analysis.crossings import CountryFinder, Crossing
from sahel_geo.analysis.driving import MOST_KMH, Haste
from sahel_geo.analysis.legfacts import LegFacts, describe_legs
from sahel_geo.cartography.cards.card import CardItem, Fact
from sahel_geo.cartography.cards.facts import FactWriter
from sahel_geo.cartography.composition.paths import gap_words, leg_key, round_km
from sahel_geo.i18n.catalog import DataText
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import ELLIPSOID
from sahel_geo.model.vocabulary import LayerFile

FARTHEST_NAMED_KM = 250.0
"""A place further away says little of where a border was crossed."""

NEAR_KM = 15.0
"""Within this the words are 'near Assamaka': a crossing is rougher than any figure."""


@dataclass(frozen=True)
class LegFactWriter(FactWriter):
    """Writes the facts of legs in one language."""

    shown: Dataset
    """Its layers name the places that borders were crossed near."""
    _told: dict[str, tuple[LegFacts, ...]] = field(default_factory=dict, repr=False, compare=False)

    def item(self, key: str, case_id: str) -> CardItem | None:
        """Write the facts of the leg with a key of the map; None when the case has no such leg."""
        told = (told for told in self._legs(case_id) if leg_key(case_id, told.leg) == key)
        return next(map(self._item, told), None)

    def items(self, case_id: str) -> Iterator[CardItem]:
        """Write the facts of every leg of a case, in the order of its path, with its key."""
        for told in self._legs(case_id):
            yield replace(self._item(told), key=leg_key(case_id, told.leg))

    def _legs(self, case_id: str) -> tuple[LegFacts, ...]:
        if case_id not in self._told:
            self._told[case_id] = describe_legs(self.shown, case_id, CountryFinder.of(self.shown))
        return self._told[case_id]

    def _item(self, told: LegFacts) -> CardItem:
        title = self._text("title", start=told.leg.start.number, end=told.leg.end.number)
        return CardItem(title=DataText(title), facts=tuple(self._facts(told)))

    def _text(self, key: str, **values: object) -> str:
        return self.translator.text(f"leg_card.{key}", **values)

    def _fact(self, key: str, value: str, explanation: str = "") -> Fact:
        return Fact(self._text(key), DataText(value), explanation)

    def _facts(self, told: LegFacts) -> Iterator[Fact]:
        km = self.translator.number(round_km(told.length_km))
        yield self._fact("distance", self._text("km", km=km), self._text("distance_note"))
        yield self._fact("gap", gap_words(told.leg, self.translator))
        if told.haste:
            yield self._fact("haste", self._haste_words(told.haste), self._haste_note())
        yield self._borders(told.crossings)
        yield from self._custody(told)
        code = told.least_certain.value
        word = self.translator.term("confidence", code)
        meaning = self.translator.text(f"explain.confidence_{code}")
        yield self._fact("least_certain", word, meaning)

    def _haste_words(self, haste: Haste) -> str:
        km = self.translator.number(round_km(haste.length_km))
        if not haste.most_hours:
            return self._text("haste_no_time", km=km)
        hours, kmh = (self.translator.number(n) for n in (haste.most_hours, int(haste.needed_kmh)))
        return self._text("haste_words", km=km, hours=hours, kmh=kmh)

    def _haste_note(self) -> str:
        return self._text("haste_note", kmh=self.translator.number(round(MOST_KMH)))

    def _borders(self, crossings: tuple[Crossing, ...]) -> Fact:
        if not crossings:
            return self._fact("borders", self._text("no_border"))
        words = self._text("and_then").join(map(self._crossing_words, crossings))
        is_placed = any(crossing.longitude is not None for crossing in crossings)
        return self._fact("borders", words, self._text("borders_note") if is_placed else "")

    def _crossing_words(self, crossing: Crossing) -> str:
        start, end = (
            self.translator.term("country", code)
            for code in (crossing.from_country, crossing.to_country)
        )
        words = self._text("crossing", start=start, end=end)
        where = self._where_words(crossing)
        if where:
            words = self._text("crossing_at", crossing=words, where=where)
        return words if crossing.is_told else self._text("crossing_untold", crossing=words)

    def _where_words(self, crossing: Crossing) -> str:
        if crossing.longitude is None or crossing.latitude is None:
            return ""
        name, away_km = self._nearest(crossing.longitude, crossing.latitude)
        if away_km <= NEAR_KM:
            return self._text("near", place=name)
        if away_km > FARTHEST_NAMED_KM:
            return ""
        tens = self.translator.number(round(away_km / 10) * 10)
        return self._text("away", km=tens, place=name)

    def _nearest(self, longitude: float, latitude: float) -> tuple[str, float]:
        """Name the nearest place or town of the base map, and how many kilometres it is away."""
        nearest = "", float("inf")
        for file in (LayerFile.PLACES, LayerFile.TOWNS):
            places = self.shown.layers.get(file)
            if places is None or places.empty:
                continue
            x, y = places.geometry.x.to_numpy(), places.geometry.y.to_numpy()
            here = np.full(len(places), longitude), np.full(len(places), latitude)
            away_km = np.asarray(ELLIPSOID.inv(*here, x, y)[2]) / 1000
            at = int(away_km.argmin())
            if away_km[at] < nearest[1]:
                name = self.translator.data_text(places.iloc[at], "name").text
                nearest = name, float(away_km[at])
        return nearest

    def _custody(self, told: LegFacts) -> Iterator[Fact]:
        before, after = (
            self.translator.actor(name) if name else self.translator.text("card.unknown")
            for name in (told.custody_before, told.custody_after)
        )
        if before == after:
            yield self._fact("held_by", before)
        else:
            yield self._fact("held_by_before", before)
            yield self._fact("held_by_after", after)

"""One event, or one step of a case, as it is told on any card."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sahel_geo.analysis.combining import Deaths
from sahel_geo.cartography import symbology
from sahel_geo.cartography.cards.card import CardItem, Fact, Link
from sahel_geo.cartography.cards.facts import FactWriter, Row, date_words
from sahel_geo.cartography.composition.incidents import place_words
from sahel_geo.i18n.catalog import DataText
from sahel_geo.model.places import is_statement
from sahel_geo.model.vocabulary import EventType, GeoPrecision


@dataclass(frozen=True)
class EventItemWriter(FactWriter):
    """Writes events in one language."""

    def item(
        self, row: Row, links: tuple[Link, ...], number: str = "", deaths: Deaths | None = None
    ) -> CardItem:
        """
        Write an event.

        Parameters
        ----------
        row
            The event.
        links
            Its sources.
        number
            Of a step of a path, its number there.
        deaths
            By all rows that the event stands for; those of the row itself if None.
        """
        return CardItem(
            title=self.translator.data_text(row, "title"),
            when=date_words(row, self.translator),
            color=symbology.EVENT_COLORS[EventType(row["event_type"])],
            number=number,
            facts=tuple(self._facts(row, deaths)),
            text=self.translator.data_text(row, "summary"),
            links=links,
        )

    def _facts(self, row: Row, deaths: Deaths | None) -> Iterator[Fact]:
        yield self._place(row)
        kind = "sub_event_type" if row["sub_event_type"] else "event_type"  # UCDP has no finer one
        yield self.term("type", kind, row[kind])
        if row["hostage_stage"]:
            yield self.fact("stage", self._stage_words(row))
        actors = [name for name in (row["actor1"], row["actor2"]) if name]
        if actors:
            yield self.fact("actors", " – ".join(self.translator.actor(name) for name in actors))
        if pd.notna(row["fatalities"]) or row["event_type"] != EventType.STRATEGIC_DEVELOPMENTS:
            yield self.fact("fatalities", self.deaths_words(row["fatalities"], deaths))
        yield self.confidence(row)

    def _place(self, row: Row) -> Fact:
        if is_statement(row):
            meaning = self.translator.text("explain.statement")
            return self.fact("place", place_words(row, self.translator), meaning)
        location = self.translator.data_text(row, "location")
        country = self.translator.term("country", row["country"])
        precision = int(row["geo_precision"])
        # an undisclosed place names what it is about; "Paris (statement), Niger" would mislead
        is_undisclosed = precision == GeoPrecision.UNDISCLOSED
        where = location.text if is_undisclosed else f"{location.text}, {country}"
        meaning = self.precision_words(precision)
        if row.get("place_withheld", False):  # it may well be known: see analysis/care.py
            meaning = self.translator.text("care.withheld")
        return self.fact("place", DataText(where, location.foreign), meaning)

    def _stage_words(self, row: Row) -> str:
        stage = self.translator.term("hostage_stage", row["hostage_stage"])
        people = row["hostages"]
        if pd.isna(people):
            return self.translator.text("card.stage_people_unknown", stage=stage)
        words = self.translator.count("card.stage_people", int(people), stage=stage)
        if not row["party"]:
            return words
        return f"{words} ({self.translator.text('card.party', party=row['party'])})"

    def deaths_words(self, fatalities: Any, deaths: Deaths | None) -> str:
        """Write the deaths of an event, with the lowest and highest number where these differ."""
        if deaths is None or deaths.low is None or deaths.high is None:
            return self._fatality_words(fatalities)
        low, high = (self.translator.number(number) for number in (deaths.low, deaths.high))
        if deaths.best is None:
            return self.translator.text("sets.deaths_unsure", low=low, high=high)
        if deaths.low == deaths.high:
            return self._fatality_words(deaths.best)
        best = self.translator.number(deaths.best)
        return self.translator.text("sets.deaths_range", best=best, low=low, high=high)

    def _fatality_words(self, fatalities: Any) -> str:
        if pd.isna(fatalities):
            return self.translator.text("card.fatalities_unknown")
        if int(fatalities) == 0:
            return self.translator.text("card.fatalities_none")
        return self.translator.number(int(fatalities))

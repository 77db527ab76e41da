"""Cards of hostage cases: the file of a case, and single steps of its path."""

from collections.abc import Iterator
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from sahel_geo.cartography.cards.card import Card, CardItem, Fact
from sahel_geo.cartography.cards.event_items import EventItemWriter
from sahel_geo.cartography.cards.facts import FactWriter, Row
from sahel_geo.cartography.cards.legs import LegFactWriter
from sahel_geo.cartography.cards.sources import links_of
from sahel_geo.cartography.composition.paths import case_name
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.columns import read_nationals
from sahel_geo.model.dataset import Dataset

ENDS = ("released", "rescued", "escaped", "killed", "died", "unaccounted")
"""Columns of a case that add up to its people, in the order in which they are told."""


class CaseCards:
    """Cards of the cases shown, each with all its steps; a step names its own case's sources."""

    def __init__(self, shown: Dataset, translator: Translator) -> None:
        self._shown, self._translator = shown, translator
        self._writer = EventItemWriter(translator)
        self._leg_facts = LegFactWriter(translator, shown)
        self._of_case: dict[str, gpd.GeoDataFrame] = {}
        self._told: dict[str, CardItem] = {}

    def case(self, key: str, case_id: str) -> Card | None:
        """Tell a case from its abduction on: its file, its steps and what is related to it."""
        case = self._shown.case(case_id)
        if case is None:
            return None
        numbers = self.numbers(case_id)
        told = [
            self._item(row, numbers.get(str(row["event_id"]), ""))
            for _, row in self.narrative(case_id).iterrows()
        ]
        kicker = self._translator.count("card.case", int(case["hostages"]))
        heading = self._translator.data_text(case, "name")
        note = self._translator.text("card.case_note")
        return Card(key, kicker, heading, note, (self._file(case), *told))

    def cases(self, key: str, rest: str) -> Card | None:
        """List several cases, each with its file to open."""
        rows = {case_id: self._shown.case(case_id) for case_id in rest.split(",")}
        items = tuple(
            CardItem(
                title=self._translator.data_text(case, "name"),
                when=_held_words(case, self._translator),
                text=self._translator.data_text(case, "outcome_note"),
                key=f"case:{case_id}",
            )
            for case_id, case in rows.items()
            if case is not None
        )
        kicker = self._translator.text("card.kicker_cases")
        heading = DataText(self._translator.count("texts.cases_picked", len(items)))
        return Card(key, kicker, heading, "", items) if items else None

    def steps(self, key: str, rest: str) -> Card | None:
        """Tell the steps at a mark, or at the ends of a line and in between."""
        case_id, _, wanted = rest.partition(":")
        told = [number in wanted.split(",") for number in self.numbers(case_id).values()]
        rows = [
            self._item(row, self.numbers(case_id)[str(row["event_id"])])
            for _, row in self._steps(case_id).loc[told].iterrows()
        ]
        if not rows:
            return None
        heading = DataText(case_name(self._shown, case_id, self._translator))
        kicker = self._translator.text(f"card.kicker_{key.partition(':')[0]}")
        return Card(key, kicker, heading, "", tuple(rows))

    def leg(self, key: str, rest: str) -> Card | None:
        """Tell what is known of a movement, then the reports at its ends and in between."""
        card = self.steps(key, rest)
        if card is None:
            return None
        lead = self._leg_facts.item(key, rest.partition(":")[0])
        return card if lead is None else replace(card, items=(lead, *card.items))

    def _item(self, row: Row, number: str) -> CardItem:
        """Tell a step or a related event; several cards of one case tell the same."""
        event_id = str(row["event_id"])
        if event_id not in self._told:
            self._told[event_id] = self._writer.item(row, links_of(row, self._translator), number)
        return self._told[event_id]

    def _steps(self, case_id: str) -> gpd.GeoDataFrame:
        """Give the steps of a case; asked again and again where every card is written."""
        if case_id not in self._of_case:
            steps = self._shown.steps
            self._of_case[case_id] = steps.loc[steps["case_id"] == case_id]
        return self._of_case[case_id]

    def numbers(self, case_id: str) -> dict[str, str]:
        """Number the steps of a case as the map does, by `event_id`."""
        ids = self._steps(case_id)["event_id"]
        return {str(event_id): str(number) for number, event_id in enumerate(ids, start=1)}

    def narrative(self, case_id: str) -> gpd.GeoDataFrame:
        """Give a case's steps and the events related to it that pass the filters, in time order."""
        steps, events = self._steps(case_id), self._shown.events
        related = events.loc[(events["case_id"] == case_id) & (events["hostage_stage"] == "")]
        both = pd.concat([steps, related]) if len(related) else steps
        return both.sort_values("event_date", kind="stable")

    def _file(self, case: Row) -> CardItem:
        return CardItem(
            title=DataText(self._translator.text("card.case_file")),
            when=_held_words(case, self._translator),
            facts=tuple(_CaseFactWriter(self._translator).facts(case)),
            text=self._translator.data_text(case, "outcome_note"),
            links=links_of(case, self._translator),
        )


def _held_words(case: Row, translator: Translator) -> str:
    start = translator.day(case["abducted_on"].date())
    if pd.isna(case["ended_on"]):
        return translator.text("card.held_open", start=start)
    days = (case["ended_on"] - case["abducted_on"]).days
    end = translator.day(case["ended_on"].date())
    return translator.count("card.held_days", days, start=start, end=end)


def nationality_words(case: Row, translator: Translator) -> str:
    """Name the nationalities of a case with their people: 'France 5, Togo 1'."""
    nationals = read_nationals(str(case["nationalities"]))
    return ", ".join(f"{translator.term('country', code)} {people}" for code, people in nationals)


class _CaseFactWriter(FactWriter):
    def facts(self, case: Row) -> Iterator[Fact]:
        yield self.fact("people", self._people_words(case))
        yield self.fact("nationalities", nationality_words(case, self.translator))
        yield self.term("sector", "sector", case["sector"])
        for column in ("employer", "captor_at_abduction", "custodian_later"):
            value = self.translator.data_text(case, column)
            if value.text:
                yield self.fact(column, value)
        yield self.term("outcome", "outcome", case["outcome"])
        ransom = self.translator.data_text(case, "ransom_reported")
        yield self.fact("ransom", ransom if ransom.text else self.translator.text("card.none_told"))
        yield self.confidence(case)

    def _people_words(self, case: Row) -> str:
        parts = [
            self.translator.count(f"card.people_{end}", int(case[end]))
            for end in ENDS
            if int(case[end]) > 0
        ]
        total = self.translator.number(int(case["hostages"]))
        return f"{total} ({', '.join(parts)})" if parts else total

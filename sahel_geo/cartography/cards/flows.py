"""Cards of flows: which cases an arrow between two areas adds up."""

from dataclasses import dataclass, replace

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.flows import count_flows
from sahel_geo.cartography.cards.card import Card
from sahel_geo.cartography.cards.cases import CaseCards
from sahel_geo.cartography.composition.flows import flow_key, flow_words
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import FlowLevel


@dataclass(frozen=True)
class FlowCards:
    """Cards of the flows between areas, each with its cases to open."""

    shown: Dataset
    translator: Translator

    def flow(self, key: str, rest: str) -> Card | None:
        """List the cases of a flow, under its people and areas."""
        level = rest.partition(":")[0]
        if level not in set(FlowLevel):
            return None
        flows = count_flows(self.shown, FlowLevel(level))
        flow = next((one for one in flows if flow_key(FlowLevel(level), one) == key), None)
        if flow is None:
            return None
        card = CaseCards(self.shown, self.translator).cases(key, ",".join(flow.cases))
        if card is None:
            return None
        words = flow_words(flow, AreaFinder.of(self.shown), self.translator)
        return replace(card, heading=DataText(words), note=card.heading.text)

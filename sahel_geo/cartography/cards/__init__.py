"""What a click tells: a card of plain texts, facts and links about one thing of the map.

Keys name things as symbols, marks and features do: `place:`, `places:`, `area:`, `tray:`,
`event:`, `case:`, `cases:`, `steps:`, `leg:`, `tail:`, `fade:`, `flow:`, `site:`, `region:`,
`route:` and `town:`.
"""

from collections.abc import Callable, Mapping

from sahel_geo.cartography.cards.card import Card, CardItem, Fact, Link
from sahel_geo.cartography.cards.cases import CaseCards
from sahel_geo.cartography.cards.events import EventCards
from sahel_geo.cartography.cards.facts import date_words
from sahel_geo.cartography.cards.features import FeatureCards
from sahel_geo.cartography.cards.flows import FlowCards
from sahel_geo.cartography.cards.sources import links_of
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset

__all__ = [
    "Card",
    "CardComposer",
    "CardItem",
    "Fact",
    "Link",
    "compose_card",
    "date_words",
    "links_of",
]


def compose_card(key: str, shown: Dataset, translator: Translator) -> Card | None:
    """
    Compose the card of a thing.

    Parameters
    ----------
    key
        As a click on the map or a row of the table reports it.
    shown
        The filtered dataset; cards of places and trays list its incidents, case cards all steps.
    translator
        The language of every word.

    Returns
    -------
    card
        None when the key names nothing that is there (any more).
    """
    return CardComposer(shown, translator).compose(key)


class CardComposer:
    """Composes many cards of one dataset, whose cases and layers are looked up once."""

    def __init__(self, shown: Dataset, translator: Translator) -> None:
        events = EventCards(shown, translator)
        cases = CaseCards(shown, translator)
        features = FeatureCards(shown, translator)
        self._composers: Mapping[str, Callable[[str, str], Card | None]] = {
            "place": events.place,
            "places": events.places,
            "area": events.area,
            "tray": events.tray,
            "event": events.event,
            "case": cases.case,
            "cases": cases.cases,
            "steps": cases.steps,
            "leg": cases.leg,
            "tail": cases.steps,
            "fade": cases.steps,
            "flow": FlowCards(shown, translator).flow,
            "site": features.site,
            "region": features.region,
            "route": features.route,
            "town": features.town,
        }

    def compose(self, key: str) -> Card | None:
        """Compose a card as `compose_card` does."""
        kind, _, rest = key.partition(":")
        compose = self._composers.get(kind)
        return compose(key, rest) if compose else None

"""The stamp of a deck: that of its request, and what its pages are."""

from dataclasses import replace

from sahel_geo.export.deckplan import DeckRequest
from sahel_geo.export.request import request_of, stamp_of
from sahel_geo.export.stamp import Stamp
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.selection import DroppedChoice
from sahel_geo.model.vocabulary import DeckParts


def deck_stamp(dataset: Dataset, deck: DeckRequest) -> Stamp:
    """Give the stamp of a deck: that of its request, and what its pages are."""
    options = {
        "deck_cases": list(deck.cases),
        "deck_by": [deck.by.value],
        "deck_native": ["1" if deck.native else "0"],
    }
    return replace(stamp_of(dataset, deck.request), options=options)


def is_deck(stamp: Stamp) -> bool:
    """Tell whether a stamp is that of a deck."""
    return "deck_by" in stamp.options


def deck_of(stamp: Stamp, dataset: Dataset) -> tuple[DeckRequest, tuple[DroppedChoice, ...]]:
    """
    Give the deck that a stamp tells of.

    Returns
    -------
    deck, dropped
        What to export, and the choices that the data do not know.

    Raises
    ------
    SahelGeoError
        `bad_stamp` for parts that are none.
    """
    request, dropped = request_of(replace(stamp, options={}), dataset)
    options = stamp.options
    try:
        by = DeckParts(*options.get("deck_by", ["none"]))
    except (ValueError, TypeError) as error:
        rule = "bad_stamp"
        raise SahelGeoError(rule, name="deck_by", got=str(options["deck_by"])[:40]) from error
    native = list(options.get("deck_native", ["1"])) != ["0"]
    return DeckRequest(request, tuple(options.get("deck_cases", ())), by, native=native), dropped

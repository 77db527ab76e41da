"""Write a card as the plain values that `carddrawing.js` shows."""

from typing import Any

from sahel_geo.cartography.cards import Card, CardItem, Fact
from sahel_geo.cartography.cards.card import Chip, Twin
from sahel_geo.i18n.catalog import DataText, Translator

PARTS_OF_A_CASE = frozenset({"steps", "leg", "tail", "fade"})
"""Kinds of keys that name something of the case whose id stands second."""


def write_card(card: Card, translator: Translator) -> dict[str, Any]:
    """
    Write a card.

    Parameters
    ----------
    card
        What a click tells.
    translator
        For the marks of texts in the other language.

    Returns
    -------
    values
        Texts, lists and dictionaries only. `case` is the key of the case a step or a movement
        belongs to, None for everything else.
    """
    return {
        "key": card.key,
        "kicker": card.kicker,
        "heading": write_text(card.heading, translator),
        "note": card.note,
        "items": [write_item(item, translator) for item in card.items],
        "case": case_of(card.key),
    }


def write_card_texts(translator: Translator) -> dict[str, str]:
    """Give the words that stand on every card."""
    words = {name: translator.text(f"card.{name}") for name in ("close", "sources", "show_case")}
    return words | {"told_by": translator.text("sets.told_by")}


def case_of(key: str) -> str | None:
    """Name the case that a step, leg, tail or fade belongs to."""
    kind, _, rest = key.partition(":")
    return f"case:{rest.partition(':')[0]}" if kind in PARTS_OF_A_CASE else None


def write_item(item: CardItem, translator: Translator) -> dict[str, Any]:
    """Write one thing told on a card."""
    return {
        "title": write_text(item.title, translator),
        "when": item.when,
        "color": item.color,
        "number": item.number,
        "key": item.key,
        "facts": [_write_fact(fact, translator) for fact in item.facts],
        "text": write_text(item.text, translator),
        "links": [{"label": link.label, "url": link.url} for link in item.links],
        "chips": [_write_chip(chip) for chip in item.chips],
        "event": item.event_id,
        "twins": [_write_twin(twin, translator) for twin in item.twins],
    }


def _write_chip(chip: Chip) -> dict[str, str]:
    return {"label": chip.label, "color": chip.color}


def _write_twin(twin: Twin, translator: Translator) -> dict[str, Any]:
    return {
        "event": twin.event_id,
        "chip": _write_chip(twin.chip),
        "title": write_text(twin.title, translator),
        "when": twin.when,
        "deaths": twin.deaths,
    }


def _write_fact(fact: Fact, translator: Translator) -> dict[str, Any]:
    value = write_text(fact.value, translator)
    return {"label": fact.label, "value": value, "explanation": fact.explanation}


def write_text(text: DataText, translator: Translator) -> dict[str, str]:
    """Write a text of the data, with a mark when it is not in the reader's language."""
    if text.foreign is None:
        return {"text": text.text, "lang": "", "mark": ""}
    mark = translator.text(f"card.in_language_{text.foreign}")
    return {"text": text.text, "lang": text.foreign.value, "mark": mark}

"""Show a card. Its texts reach the page as `textContent`, never as markup."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from sahel_geo.cartography.cards import Card, CardItem, Fact
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.vocabulary import PageName
from sahel_geo.ui import session

_FOLDER = Path(__file__).parent
CARD_HEIGHT_PX = 770


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def show_card(card: Card, translator: Translator) -> None:
    """Show a card beside the map."""
    render = st.components.v2.component(
        "sahel_geo_card",
        html="<div class='card'></div>",
        css=_read("card.css"),
        js=_read("card.js"),
    )
    with st.container(height=CARD_HEIGHT_PX, border=True, key="card_box"):
        render(data=write_card(card, translator), key="card", on_pick_change=_on_pick)


def _on_pick() -> None:
    value = session.component_value("card")
    key = getattr(value, "pick", None)
    if key:
        session.pick(str(key)[:200])
    else:
        session.close_card()


def write_card(card: Card, translator: Translator) -> dict[str, Any]:
    """Write a card as the plain values its script shows."""
    texts = {name: translator.text(f"card.{name}") for name in ("close", "sources", "show_case")}
    written = {
        "key": card.key,
        "kicker": card.kicker,
        "heading": _write_text(card.heading, translator),
        "note": card.note,
        "items": [_write_item(item, translator) for item in card.items],
        "case": _case_of(card.key) if session.selection().page is PageName.MAP else None,
    }
    return {"texts": texts, "card": written, "isPicked": session.picked() is not None}


def _case_of(key: str) -> str | None:
    """Name the case that a step, leg, tail or fade belongs to."""
    kind, _, rest = key.partition(":")
    return f"case:{rest.partition(':')[0]}" if kind in {"steps", "leg", "tail", "fade"} else None


def _write_item(item: CardItem, translator: Translator) -> dict[str, Any]:
    return {
        "title": _write_text(item.title, translator),
        "when": item.when,
        "color": item.color,
        "number": item.number,
        "key": item.key,
        "facts": [_write_fact(fact, translator) for fact in item.facts],
        "text": _write_text(item.text, translator),
        "links": [{"label": link.label, "url": link.url} for link in item.links],
    }


def _write_fact(fact: Fact, translator: Translator) -> dict[str, Any]:
    value = _write_text(fact.value, translator)
    return {"label": fact.label, "value": value, "explanation": fact.explanation}


def _write_text(text: DataText, translator: Translator) -> dict[str, str]:
    if text.foreign is None:
        return {"text": text.text, "lang": "", "mark": ""}
    mark = translator.text(f"card.in_language_{text.foreign}")
    return {"text": text.text, "lang": text.foreign.value, "mark": mark}

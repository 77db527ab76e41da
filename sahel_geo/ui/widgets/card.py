"""Show a card. Its texts reach the page as `textContent`, never as markup."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from sahel_geo.cartography.cards import Card
from sahel_geo.cartography.web.assets import read_own_file
from sahel_geo.cartography.web.cardtexts import write_card, write_card_texts
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import PageName
from sahel_geo.ui import session
from sahel_geo.ui.widgets import twin_choices

_FOLDER = Path(__file__).parent
CARD_HEIGHT_PX = 770


@cache
def _script() -> str:
    own = (_FOLDER / "card.js").read_text(encoding="utf-8")
    return f"{read_own_file('carddrawing.js')}\n{own}"


def show_card(card: Card, translator: Translator) -> None:
    """Show a card beside the map."""
    render = st.components.v2.component(
        "sahel_geo_card",
        html="<div class='card'></div>",
        css=read_own_file("card.css"),
        js=_script(),
    )
    twin_choices.show_joining(translator)
    with st.container(height=CARD_HEIGHT_PX, border=True, key="card_box"):
        render(data=_write_data(card, translator), key="card", on_pick_change=_on_pick)


def _on_pick() -> None:
    value = session.component_value("card")
    key = getattr(value, "pick", None)
    if key and twin_choices.take(str(key)):
        return
    if key:
        session.pick(str(key)[:200])
    else:
        session.close_card()


def _write_data(card: Card, translator: Translator) -> dict[str, Any]:
    """Write a card as the plain values its script shows; on the map it may lead to its case."""
    written = write_card(card, translator)
    if session.selection().page is not PageName.MAP:
        written["case"] = None
    return {
        "texts": write_card_texts(translator) | twin_choices.write_texts(translator),
        "card": written,
        "isPicked": session.picked() is not None,
    }

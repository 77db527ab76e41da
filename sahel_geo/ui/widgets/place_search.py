"""Find a place by name and move the map there."""

import streamlit as st

from sahel_geo.cartography.wording import FoundPlace
from sahel_geo.i18n.catalog import Translator
from sahel_geo.ui import session


def show_place_search(places: list[FoundPlace], translator: Translator) -> None:
    """Show a box to type a name into; choosing one moves the map and opens the place's card."""

    def store(place: FoundPlace | None) -> dict[str, object]:
        if place is not None:
            session.look_at(place.view)
            session.pick(place.key)
        return {}

    st.selectbox(
        translator.text("page.find_place"),
        places,
        index=None,
        format_func=lambda place: place.label,
        placeholder=translator.text("page.find_place_placeholder"),
        **session.bound("place", None, store),
    )

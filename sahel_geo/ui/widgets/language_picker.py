"""Choose the language of the page."""

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from sahel_geo.ui import session

NAMES = {Language.ENGLISH: "English", Language.FRENCH: "Français"}


def show_languages(translator: Translator) -> None:
    """Show the languages side by side, each by its own name."""
    st.segmented_control(
        translator.text("page.language"),
        list(Language),
        format_func=NAMES.__getitem__,
        label_visibility="collapsed",
        required=True,
        **session.bound("language", translator.language, lambda value: {"language": value}),
    )

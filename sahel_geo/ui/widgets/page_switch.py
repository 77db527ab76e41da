"""Go from the map to the hostage cases and back."""

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import PageName
from sahel_geo.ui import session


def show_pages(translator: Translator) -> None:
    """Show the pages there are; each opens as the reader left it."""

    def store(page: PageName | None) -> dict[str, object]:
        if page is not None:
            session.go_to(page)
        return {}

    st.segmented_control(
        translator.text("case_page.pages"),
        list(PageName),
        format_func=lambda page: translator.text(f"case_page.go_{page}"),
        label_visibility="collapsed",
        required=True,
        **session.bound("page", session.selection().page, store),
    )

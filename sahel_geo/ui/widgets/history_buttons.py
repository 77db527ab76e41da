"""Take back the last choice, or all of them."""

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.selection import MapSelection
from sahel_geo.ui import session


def show_history(selection: MapSelection, translator: Translator) -> None:
    """Show undo and reset, greyed when there is nothing to take back."""
    row = st.container(horizontal=True)
    row.button(
        translator.text("page.undo"),
        on_click=session.undo,
        disabled=not session.can_undo(),
        key="undo",
        width="stretch",
    )
    everything = MapSelection(language=selection.language, view=selection.view, page=selection.page)
    row.button(
        translator.text("page.reset"),
        on_click=session.reset,
        disabled=selection == everything,
        key="reset",
        width="stretch",
    )

"""Walk through a case: to the item before, to the next, or back to the whole."""

import streamlit as st

from sahel_geo.cartography.narrative import Narrative
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import PageName
from sahel_geo.ui import case_reader


def show_narrative_buttons(
    dataset: Dataset, selection: MapSelection, translator: Translator
) -> None:
    """Show the buttons above the card, where the narrative of one case is open."""
    narrative = case_reader.narrative_of(dataset, selection)
    if narrative is None:
        return
    total = len(narrative.told)
    step = None if selection.step is None else min(selection.step, total)
    with st.container(key="narrative", horizontal=True, vertical_alignment="center", gap="small"):
        if step is None:
            _show_button("begin", "play_arrow", narrative, 1, translator)
            return
        _show_button("previous", "arrow_back", narrative, step - 1, translator)
        place = {"n": translator.number(step), "total": translator.number(total)}
        st.caption(translator.text("case_page.place", **place), width="content")
        _show_button("next", "arrow_forward", narrative, step + 1, translator)
        _show_button("whole", "menu_book", narrative, None, translator)


def _show_button(
    name: str, icon: str, narrative: Narrative, step: int | None, translator: Translator
) -> None:
    st.button(
        translator.text(f"case_page.{name}"),
        icon=f":material/{icon}:",
        key=f"narrative_{name}",
        on_click=case_reader.tell,
        args=(narrative, step),
        disabled=step is not None and not 1 <= step <= len(narrative.told),
    )


def show_file_button(
    dataset: Dataset, selection: MapSelection, card_key: str, translator: Translator
) -> None:
    """Show the way from the card of a case to its own page, where it is not open already."""
    kind, _, case_id = card_key.partition(":")
    is_open = selection.page is PageName.CASES and selection.cases == (case_id,)
    if kind != "case" or is_open:
        return
    st.button(
        translator.text("case_page.read_file"),
        icon=":material/menu_book:",
        key="read_file",
        on_click=case_reader.open_cases,
        args=(dataset, (case_id,)),
        width="stretch",
    )

"""The movements of one case side by side: how far, how long, over which borders, in whose hands."""

from functools import partial

import pandas as pd
import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.ui import case_cache, session

TABLE_KEY = "leg_table"


def show_legs(dataset: Dataset, case_id: str, translator: Translator) -> None:
    """Show a row for each leg of a case; choosing one opens its card and outlines it on the map."""
    rows = write_legs(dataset, case_id, translator)
    if rows.empty:
        return
    key = f"{TABLE_KEY}_{case_id}"
    st.subheader(translator.count("case_page.legs", len(rows)), anchor=False)
    st.dataframe(
        rows,
        hide_index=True,
        on_select=partial(pick_leg, key, list(rows.index)),
        selection_mode="single-row",
        key=key,
    )
    st.caption(translator.text("case_page.legs_note"))


def write_legs(dataset: Dataset, case_id: str, translator: Translator) -> pd.DataFrame:
    """
    Write the legs of a case in words.

    Returns
    -------
    rows
        By the leg's key on the map, in the order of the path: which reports it joins, and its
        facts under the headings they have on its card; empty where a leg has no such fact.
    """
    heading = translator.text("case_page.leg")
    items = case_cache.legs(dataset, case_id, translator.language)
    rows = [
        {heading: item.title.text, **{fact.label: fact.value.text for fact in item.facts}}
        for item in items
    ]
    return pd.DataFrame(rows, index=[item.key for item in items]).fillna("")


def pick_leg(key: str, leg_keys: list[str]) -> None:
    """Open the card of the leg whose row was chosen in a table, or close it again."""
    chosen = session.selected_in(key, "rows")
    session.pick(leg_keys[chosen[0]] if chosen else None)

"""Ways into the data for a reader who has not clicked anything yet."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.ui import session

AUTUMN_2010 = Period(date(2010, 9, 1), date(2010, 10, 31))

START_POINTS: Mapping[str, MapSelection] = {
    "autumn_2010": MapSelection(period=AUTUMN_2010),
    "arlit_seven": MapSelection(cases=("arlit-2010",)),
    "niger_cases": MapSelection(countries=("NER",), hostage_only=True),
}
"""Choices worth a look, by the name of their words in the catalogue."""


def show_start_points(dataset: Dataset, translator: Translator) -> None:
    """Show a button for each way in that the data can answer."""
    st.markdown(f"**{translator.text('start.heading')}**")
    for name, choice in START_POINTS.items():
        if not _is_in(dataset, choice):
            continue
        if st.button(translator.text(f"start.{name}"), key=f"start_{name}", width="stretch"):
            session.choose_like(choice)
            st.rerun()
        st.caption(translator.text(f"start.{name}_note"))


def _is_in(dataset: Dataset, choice: MapSelection) -> bool:
    """Tell whether the data hold what a choice names."""
    inside = choice.period is None or (
        dataset.period.start <= choice.period.start and choice.period.end <= dataset.period.end
    )
    return inside and set(choice.cases) <= set(dataset.cases.index)

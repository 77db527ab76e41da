"""Choose the period: a slider over the whole span of the data, and two exact days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.ui import session

DAY_FORMAT = "YYYY-MM-DD"


def show_period(dataset: Dataset, selection: MapSelection, translator: Translator) -> None:
    """Show the slider with two handles, and under it the two days to type."""
    whole = dataset.period
    shown = clip_period(selection.period, whole)

    def store(value: Any) -> Mapping[str, Any]:
        days = value if isinstance(value, tuple | list) else (value,)
        return store_period(days[0], days[-1], whole)

    if whole.start < whole.end:
        st.slider(
            translator.text("page.period"),
            whole.start,
            whole.end,
            format=DAY_FORMAT,
            **session.bound("period", (shown.start, shown.end), store),
        )
    st.date_input(
        translator.text("page.first_day"),
        min_value=whole.start,
        max_value=whole.end,
        format=DAY_FORMAT,
        **session.bound(
            "first_day", shown.start, lambda day: store_period(day, max(day, shown.end), whole)
        ),
    )
    st.date_input(
        translator.text("page.last_day"),
        min_value=whole.start,
        max_value=whole.end,
        format=DAY_FORMAT,
        **session.bound(
            "last_day", shown.end, lambda day: store_period(min(day, shown.start), day, whole)
        ),
    )


def store_period(start: date, end: date, whole: Period) -> Mapping[str, Any]:
    """Turn two days into a change of the selection; the whole span is no choice at all."""
    period = Period(min(start, end), max(start, end))
    return {"period": None if period == whole else period}


def clip_period(period: Period | None, whole: Period) -> Period:
    """Keep a period inside the data's span; one that lies outside becomes the nearest day."""
    if period is None:
        return whole
    start = min(max(period.start, whole.start), whole.end)
    return Period(start, min(max(period.end, start), whole.end))

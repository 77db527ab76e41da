"""Choose the period: a slider over the whole span of the data, or two exact days."""

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
    """Show the slider with two handles, and behind a button two days to type."""
    whole = dataset.period
    shown = clip_period(selection.period, whole)
    if whole.start < whole.end:
        st.slider(
            translator.text("page.period"),
            whole.start,
            whole.end,
            format=DAY_FORMAT,
            **session.bound("period", (shown.start, shown.end), lambda d: store_days(d, whole)),
        )
    exact = st.popover(
        translator.text("page.exact_days"), width="stretch", key="exact_days", on_change="rerun"
    )
    if exact.open:  # sent when they are looked at, like the switches of layers
        with exact:
            _show_exact_days(shown, whole, translator)


def _show_exact_days(shown: Period, whole: Period, translator: Translator) -> None:
    # a form, because two widgets that show one choice would answer each other's changes
    with st.form("exact_days_form", border=False):
        written = [
            st.text_input(
                translator.text(f"page.{name}"),
                value.isoformat(),
                max_chars=10,
                key=f"{name}_{value}",
            )
            for name, value in (("first_day", shown.start), ("last_day", shown.end))
        ]
        is_applied = st.form_submit_button(translator.text("page.apply"), type="primary")
    if not is_applied:
        return
    days = [read_day(words) for words in written]
    if None in days:
        st.error(translator.text("page.bad_day"))
        return
    session.choose(**store_days(days, whole))
    st.rerun()


def read_day(words: str) -> date | None:
    """Read a day written as YYYY-MM-DD; None when it is not one."""
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        return None


def store_days(days: Any, whole: Period) -> Mapping[str, Any]:
    """Turn two days, in any order, into a change of the selection; the whole span is no choice."""
    start, end = (day for day in days if isinstance(day, date))
    period = clip_period(Period(min(start, end), max(start, end)), whole)
    return {"period": None if period == whole else period}


def clip_period(period: Period | None, whole: Period) -> Period:
    """Keep a period inside the data's span; one that lies outside becomes their nearest day."""
    if period is None:
        return whole
    nearest = whole.start if period.end < whole.start else whole.end
    return period.cut(whole) or Period(nearest, nearest)

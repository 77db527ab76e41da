"""Ask which column of a file is which of ours: proposed with the reason."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.ui import session
from sahel_geo.ui.drafts import NEEDED, Draft, with_columns

GROUPS: Mapping[str, tuple[str, ...]] = {
    "needed": NEEDED,
    "what": ("title", "event_type", "sub_event_type", "summary", "fatalities", "hostages"),
    "who": ("actor1", "actor2", "country", "admin1", "location"),
    "further": (
        "event_id",
        "end_date",
        "time_precision",
        "geo_precision",
        "confidence",
        "source",
        "source_url",
    ),
}
"""Our columns as they are asked for."""

COLUMNS_BESIDE = 3


def show_columns(draft: Draft, translator: Translator) -> Draft:
    """
    Show our columns with what is proposed for each.

    Returns
    -------
    draft
        With the columns the reader chose.
    """
    st.subheader(translator.text("import.columns"), anchor=False)
    if draft.is_remembered:
        st.caption(translator.text("import.remembered"))
    chosen: dict[str, str] = {}
    for group, names in GROUPS.items():
        with st.expander(
            translator.text(f"import.group_{group}"),
            expanded=group != "further",
            key=f"import_group_{group}_{draft.number}",
        ):
            chosen |= _show_group(draft, names, translator)
    told = {ours: theirs for ours, theirs in chosen.items() if theirs}
    if told != dict(draft.columns):
        draft = with_columns(replace(draft, is_remembered=False), told)
        session.change_desk(replace(session.desk(), draft=draft))
    return draft


def _show_group(draft: Draft, names: tuple[str, ...], translator: Translator) -> dict[str, str]:
    chosen = {}
    for start in range(0, len(names), COLUMNS_BESIDE):
        beside = st.columns(COLUMNS_BESIDE)
        for column, ours in zip(beside, names[start : start + COLUMNS_BESIDE], strict=False):
            with column:
                chosen[ours] = _show_choice(draft, ours, translator)
    return chosen


def _show_choice(draft: Draft, ours: str, translator: Translator) -> str:
    options = ["", *_order(draft, ours)]
    told = draft.columns.get(ours, "")
    theirs = st.selectbox(
        translator.text(f"import.column.{ours}"),
        options,
        index=options.index(told) if told in options else 0,
        format_func=lambda name: name or translator.text("import.none"),
        key=f"import_column_{draft.number}_{draft.kept}_{ours}",
    )
    words = _reason(draft, ours, str(theirs or ""), translator)
    if words:
        with st.container(key=f"import_why_{ours}"):
            st.text(words)
    return str(theirs or "")


def _order(draft: Draft, ours: str) -> list[str]:
    """Put the columns that may be it first, then the others as the file has them."""
    proposal = draft.proposals.get(ours)
    first = [one.column for one in proposal.candidates] if proposal else []
    return [*first, *(name for name in draft.header if name not in first)]


def _reason(draft: Draft, ours: str, theirs: str, translator: Translator) -> str:
    """Tell why a column is proposed, and what it holds."""
    if not theirs or draft.table is None:
        return ""
    proposal = draft.proposals.get(ours)
    found = [one for one in proposal.candidates if one.column == theirs] if proposal else []
    examples = found[0].examples if found else _examples(draft.table.cells[theirs])
    listed = ", ".join(text[:30] for text in examples[:2])
    if found and proposal is not None and proposal.column == theirs:
        why = translator.text(f"intake.reason.{found[0].reason}")
        return translator.text("import.proposed", why=why, examples=listed)
    return translator.text("import.holds", examples=listed) if listed else ""


def _examples(cells: "pd.Series[str]") -> tuple[str, ...]:
    head = cells.head(1000)
    return tuple(str(cell) for cell in head[head.str.strip() != ""].unique()[:2])

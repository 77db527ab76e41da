"""Ask for the repairs a file needs: each with rows before and after, none done unasked."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from sahel_geo.cartography.cards.repairs import repair_words
from sahel_geo.i18n.catalog import Translator
from sahel_geo.sources.intake.table import Repair, RepairKind
from sahel_geo.ui import session
from sahel_geo.ui.drafts import Draft, list_examples

DAYS_OR_MONTHS = frozenset({RepairKind.DAY_FIRST, RepairKind.MONTH_FIRST})
"""Days that can be read two ways are one question."""

LEAVE = "leave"
"""The answer that changes nothing."""


def unanswered(draft: Draft) -> bool:
    """Tell whether a question about a repair is still open."""
    return any(not _answer(draft, question) for question in _questions(draft))


def show_repairs(draft: Draft, translator: Translator) -> Draft:
    """
    Ask of each repair whether it shall be done.

    Returns
    -------
    draft
        With the answers.
    """
    questions = _questions(draft)
    if not questions:
        return draft
    st.subheader(translator.text("import.repairs"), anchor=False)
    for question in questions:
        draft = _ask(draft, question, translator)
    return draft


def _questions(draft: Draft) -> list[tuple[Repair, ...]]:
    asked = draft.asked_repairs
    days = tuple(repair for repair in asked if repair.kind in DAYS_OR_MONTHS)
    others: list[tuple[Repair, ...]] = [
        (repair,) for repair in asked if repair.kind not in DAYS_OR_MONTHS
    ]
    return [*others, days] if days else others


def _name(question: Sequence[Repair]) -> str:
    """Name a question by what it is about: other columns are another question."""
    return " ".join([*(str(repair.kind) for repair in question), *question[0].columns])


def _answer(draft: Draft, question: Sequence[Repair]) -> str | None:
    wanted = [str(repair.kind) for repair in question if repair.kind in draft.accept]
    if wanted:
        return wanted[0]
    return LEAVE if _name(question) in draft.left else None


def _ask(draft: Draft, question: tuple[Repair, ...], translator: Translator) -> Draft:
    with st.container(border=True, key=f"import_repair_{question[0].kind}"):
        for repair in question:
            st.text(repair_words(repair, translator))
            other = next((one for one in question if one is not repair), None)
            _show_examples(list_examples(draft, repair, other), translator)
        words = {LEAVE: translator.text("import.repair_leave")}
        for repair in question:
            key = "yes" if len(question) == 1 else str(repair.kind)
            words[str(repair.kind)] = translator.text(f"import.repair_{key}")
        answer = st.segmented_control(
            translator.text("import.repair_question"),
            [*(str(repair.kind) for repair in question), LEAVE],
            default=_answer(draft, question),
            format_func=words.__getitem__,
            label_visibility="collapsed",
            key=f"import_answer_{draft.number}_{_name(question)}",
        )
    if answer == _answer(draft, question):
        return draft
    changed = _take(draft, question, answer)
    session.change_draft(accept=changed.accept, left=changed.left)
    return changed


def _take(draft: Draft, question: Sequence[Repair], answer: str | None) -> Draft:
    kinds = {repair.kind for repair in question}
    accept = (draft.accept - kinds) | {kind for kind in kinds if str(kind) == answer}
    left = draft.left - {_name(question)}
    if answer == LEAVE:
        left |= {_name(question)}
    return replace(draft, accept=frozenset(accept), left=frozenset(left))


def _show_examples(examples: pd.DataFrame, translator: Translator) -> None:
    headings = {name: translator.text(f"import.{name}") for name in ("before", "after")}
    table = examples.rename(columns=headings)
    table.insert(0, translator.text("import.row"), [str(row) for row in examples.index])
    st.dataframe(table, hide_index=True, width="stretch")

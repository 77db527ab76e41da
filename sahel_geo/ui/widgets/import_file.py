"""Bring a file of one's own, and see what it was taken for."""

from dataclasses import replace

import streamlit as st

from sahel_geo.cartography.cards.repairs import repair_words
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import Problem
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.ui import session
from sahel_geo.ui.drafts import Draft, Use, choose_by_hand

FORMS = ("acled", "gtd", "tables", "layers")
"""What can be read, in the order in which it is told."""


def show_file_upload(limits: Limits, translator: Translator) -> None:
    """Show where a file can be brought in, and what can be read."""
    number = session.desk().number + 1
    key = f"import_file_{number}"
    with st.container(key="import_upload", border=True):
        st.file_uploader(
            translator.text("import.upload"),
            max_upload_size=largest_mb(limits),
            on_change=lambda: _take(key),
            key=key,
        )
        st.caption(
            translator.text(
                "import.limits",
                files=translator.number(largest_mb(limits)),
                workbooks=translator.number(min(limits.most_spreadsheet_mb, largest_mb(limits))),
                layers=translator.number(min(limits.most_layer_mb, largest_mb(limits))),
                rows=translator.number(limits.most_rows),
            )
        )
    with st.expander(translator.text("import.forms"), expanded=not session.uploads()):
        for form in FORMS:
            st.markdown(f"- {translator.text(f'import.form_{form}')}")


def largest_mb(limits: Limits) -> int:
    """Give the most a file may have here: the server refuses more before a line of ours runs."""
    return min(limits.most_mb, int(st.get_option("server.maxUploadSize")))


def _take(key: str) -> None:
    upload = session.component_value(key)
    if upload is not None:
        session.change_desk(session.desk().take(upload.name, upload.getvalue()))


def show_form(draft: Draft, translator: Translator) -> None:
    """Show the file's name, what it was taken for, and a way to put it away."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        with st.container(key="import_draft_name"):
            st.text(draft.file)
        st.button(
            translator.text("import.put_away"),
            icon=":material/close:",
            on_click=session.put_draft_away,
            key=f"import_put_away_{draft.number}",
        )
    if not draft.is_read:
        return
    if draft.layer is not None and draft.table is not None:
        _show_use(draft, translator)
    if draft.use is Use.LAYER:
        return
    if draft.form is None and draft.imported is None:
        st.info(translator.text("import.form_unknown"), icon=":material/help:")
    elif draft.form is not None:
        _show_known_form(draft, translator)
    for repair in draft.told_repairs:
        st.text(repair_words(repair, translator))


def _show_known_form(draft: Draft, translator: Translator) -> None:
    is_ours = draft.form is DatasetKind.OWN
    name = translator.text("import.known_own" if is_ours else f"merge.kind.{draft.form}")
    st.success(translator.text("import.form_known", name=name), icon=":material/check_circle:")
    st.toggle(
        translator.text("import.by_hand"),
        value=draft.by_hand,
        on_change=_tell_by_hand,
        args=(draft, not draft.by_hand),
        key=f"import_by_hand_{draft.number}_{draft.by_hand}",
    )


def _tell_by_hand(draft: Draft, by_hand: bool) -> None:  # noqa: FBT001 - an argument of a callback
    desk = session.desk()
    session.change_desk(replace(desk, draft=choose_by_hand(draft, desk.mappings, by_hand=by_hand)))


def _show_use(draft: Draft, translator: Translator) -> None:
    key = f"import_use_{draft.number}"
    st.segmented_control(
        translator.text("import.use"),
        list(Use),
        default=draft.use,
        format_func=lambda use: translator.text(f"import.use_{use}"),
        required=True,
        on_change=lambda: session.change_draft(use=session.component_value(key)),
        key=key,
    )


def show_problem(problem: Problem | SahelGeoError, translator: Translator) -> None:
    """Say why a file cannot be read, or not in this way."""
    st.error(translator.text("import.cannot_read"), icon=":material/report:")
    if isinstance(problem, Problem):
        st.text(translator.problem(problem))
    else:
        st.text(translator.error(problem))

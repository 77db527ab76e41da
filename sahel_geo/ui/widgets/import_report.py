"""What came of a file: rows read, accepted and set aside, what is odd, and the way onto the map."""

from functools import partial
from io import BytesIO
from pathlib import Path

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.report import Severity
from sahel_geo.sources.importing import Imported
from sahel_geo.sources.rejection import OFF_THE_MAP, SheetForm, rejected_sheet
from sahel_geo.ui import session
from sahel_geo.ui.drafts import Draft
from sahel_geo.ui.findings import (
    MOST_ROWS_SHOWN,
    Group,
    group_findings,
    list_rejected,
    write_sentence,
)
from sahel_geo.ui.widgets.import_adding import show_adding

ROWS_NAMED = 10
"""How many rows of a kind are named."""

HEADINGS = {Severity.ERROR: "import.errors", Severity.WARNING: "import.warnings"}


def show_import_report(draft: Draft, imported: Imported, translator: Translator) -> None:
    """Show the report on a file of events, and a form to put them on the map."""
    _show_counts(imported, translator)
    for repair in imported.repairs:
        if repair.kind.is_asked and repair.is_done:
            st.text(translator.text("import.repaired", **dict(repair.values)))
    if draft.likely_same:
        st.info(translator.count("import.likely_same", draft.likely_same), icon=":material/join:")
    groups = group_findings(imported)
    for severity in (Severity.ERROR, Severity.WARNING):
        _show_groups([one for one in groups if one.severity is severity], severity, translator)
    if imported.report.rejected:
        _show_rejected(imported, translator)
    if draft.needs_columns or draft.asked_repairs:
        st.button(
            translator.text("import.change_answers"),
            icon=":material/arrow_back:",
            on_click=lambda: session.change_draft(imported=None),
            key=f"import_back_{draft.number}",
        )
    if imported.report.accepted:
        show_adding(draft, imported, translator)
    else:
        st.warning(translator.text("import.nothing_accepted"), icon=":material/block:")


def _show_counts(imported: Imported, translator: Translator) -> None:
    report = imported.report
    off_the_map = sum(len(one.rows) for one in imported.findings if one.rule == OFF_THE_MAP)
    with st.container(key="figures"):
        shown = {"read": report.read, "accepted": report.accepted, "rejected": report.rejected}
        for column, (name, count) in zip(st.columns(len(shown)), shown.items(), strict=True):
            column.metric(
                translator.text(f"import.count_{name}"), translator.number(count), border=True
            )
    if off_the_map:
        st.caption(translator.count("import.off_the_map", off_the_map))


def _show_groups(groups: list[Group], severity: Severity, translator: Translator) -> None:
    if not groups:
        return
    heading = translator.count(HEADINGS[severity], len(groups))
    with st.expander(heading, expanded=True, key=f"import_{severity}"):
        for group in groups:
            _show_group(group, translator)


def _show_group(group: Group, translator: Translator) -> None:
    with st.container(gap=None):
        st.text(write_sentence(group.rule, group.values, translator))
        if not group.rows:
            return
        named = ", ".join(translator.number(row) for row in group.rows[:ROWS_NAMED])
        more = " …" if group.count > ROWS_NAMED else ""
        st.caption(translator.count("import.in_rows", group.count, rows=named + more))


def _show_rejected(imported: Imported, translator: Translator) -> None:
    rejected = imported.report.rejected
    st.subheader(translator.count("import.rejected_rows", rejected), anchor=False)
    table = list_rejected(imported, translator)
    if rejected > MOST_ROWS_SHOWN:
        shown = translator.number(MOST_ROWS_SHOWN)
        st.caption(translator.text("import.first_rows", shown=shown))
    st.dataframe(table, hide_index=True, height="auto" if len(table) < 8 else 320, width="stretch")  # noqa: PLR2004
    st.caption(translator.text("import.mend"))
    with st.container(horizontal=True):
        for form in SheetForm:
            st.download_button(
                translator.text(f"import.rejected_{form}"),
                data=partial(_make_sheet, imported, translator, form),
                file_name=f"{Path(imported.name).stem[:60]}-rejected.{form}",
                icon=":material/download:",
                on_click="ignore",
                key=f"import_rejected_{form}",
            )


def _make_sheet(imported: Imported, translator: Translator, form: SheetForm) -> BytesIO:
    return BytesIO(rejected_sheet(imported, translator.problem, form))

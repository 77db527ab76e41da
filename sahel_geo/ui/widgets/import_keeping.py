"""Keep the columns of a file as a list, and take over such a list again."""

from dataclasses import replace

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.ui import session
from sahel_geo.ui.drafts import Draft, with_columns


def show_keeping(draft: Draft, translator: Translator) -> None:
    """Offer to keep the columns as a file, and to take over those of such a file."""
    mapping = draft.choices.mapping
    with st.expander(translator.text("import.keep"), key=f"import_keep_{draft.number}"):
        st.caption(translator.text("import.keep_help"))
        if mapping is not None:
            st.download_button(
                translator.text("import.keep_download"),
                data=mapping.to_json().encode(),
                file_name="columns.json",
                mime="application/json",
                icon=":material/download:",
                on_click="ignore",
                key=f"import_keep_download_{draft.number}",
            )
        key = f"import_keep_upload_{draft.number}_{draft.kept}"
        st.file_uploader(
            translator.text("import.keep_upload"),
            max_upload_size=1,
            on_change=lambda: _take_over(draft, key),
            key=key,
        )


def _take_over(draft: Draft, key: str) -> None:
    upload = session.component_value(key)
    if upload is None:
        return
    problem: SahelGeoError | None = None
    try:
        text = upload.getvalue().decode("utf-8-sig", errors="replace")
        mapping = ColumnMapping.from_json(text)
    except SahelGeoError as error:
        problem = error.with_traceback(None)
    else:
        if mapping.fits(draft.header):
            draft = with_columns(replace(draft, is_remembered=True), mapping.as_dict())
        else:
            rule = "mapping_misfit"
            problem = SahelGeoError(rule, columns=_unknown(mapping, draft.header))
    changed = replace(draft, problem=problem, kept=draft.kept + 1)
    session.change_desk(replace(session.desk(), draft=changed))


def _unknown(mapping: ColumnMapping, header: tuple[str, ...]) -> str:
    return ", ".join(theirs for _, theirs in mapping.columns if theirs not in header)

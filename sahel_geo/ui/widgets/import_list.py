"""List what the reader brought: what it is, whose it is, and a way to take it off again."""

from dataclasses import replace

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import PageName
from sahel_geo.sources.intake.layers import COLOR
from sahel_geo.ui import session
from sahel_geo.ui.uploads import Upload


def show_added(translator: Translator) -> None:
    """Say that a file is on the map now, and lead there."""
    added = [one for one in session.uploads() if one.upload_id == session.desk().added]
    if not added:
        return
    words = _size_words(added[0], translator)
    st.success(translator.text("import.added", size=words), icon=":material/check_circle:")
    st.button(
        translator.text("import.go_to_map"),
        type="primary",
        icon=":material/map:",
        on_click=session.go_to,
        args=(PageName.MAP,),
        key="import_go_to_map",
    )


def show_uploads(translator: Translator) -> None:
    """List the session's uploads; nothing when there are none."""
    uploads = session.uploads()
    if not uploads:
        return
    st.subheader(translator.count("import.uploads", len(uploads)), anchor=False)
    for upload in uploads:
        _show_upload(upload, translator)


def _show_upload(upload: Upload, translator: Translator) -> None:
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        border=True,
        key=f"import_upload_{upload.upload_id}",
    ):
        if COLOR.fullmatch(upload.color):
            st.html(
                f"<span class='upload-color' style='border-color:{upload.color}'></span>",
                width="content",
            )
        with st.container(gap=None, width="stretch"):
            st.text(upload.name)
            st.caption(_describe(upload, translator))
        st.button(
            translator.text("import.remove"),
            icon=":material/delete:",
            on_click=_remove,
            args=(upload.upload_id,),
            key=f"import_remove_{upload.upload_id}",
        )


def _describe(upload: Upload, translator: Translator) -> str:
    """Say what it is in our own words only: a caption is markup."""
    parts = [_size_words(upload, translator)]
    if upload.events is not None:
        parts.insert(0, translator.text(f"merge.kind.{upload.events.info.kind}"))
    else:
        parts.insert(0, translator.text("import.use_layer"))
    if upload.report.rejected:
        parts.append(translator.count("import.set_aside", upload.report.rejected))
    return " · ".join(parts)


def _size_words(upload: Upload, translator: Translator) -> str:
    if upload.events is not None:
        return translator.count("import.events", len(upload.events.events))
    return translator.count("import.shapes", sum(len(one.frame) for one in upload.layers))


def _remove(upload_id: str) -> None:
    session.remove_upload(upload_id)
    session.change_desk(replace(session.desk(), added=""))

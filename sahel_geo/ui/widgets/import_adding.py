"""Put the accepted events of a file on the map: their name, colour and day of access."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

from sahel_geo.analysis.revisions import Revision, compare
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DATASET, DATASET_TERMS, DatasetEvents, DatasetInfo, DatasetKind
from sahel_geo.sources.importing import Imported
from sahel_geo.ui import session
from sahel_geo.ui.drafts import Draft
from sahel_geo.ui.uploads import OWN_PREFIX, Upload, choose_color, free_id, version_of
from sahel_geo.ui.widgets.revision_list import show_revision

LONGEST_NAME = 60
MOSTLY = 0.5
"""Share of the events of a newer form that the older one has, at least."""

NEW = ""
"""The choice of a dataset of its own."""


def show_adding(draft: Draft, imported: Imported, translator: Translator) -> None:
    """Show what can be told of the dataset, and the button that puts it on the map."""
    st.subheader(translator.text("import.adding"), anchor=False)
    replaced = _show_replacing(draft, imported, translator)
    revision = None
    if replaced is not None and replaced.events is not None:
        revision = _compare(draft, replaced, imported)
        show_revision(revision, translator)
    info = _show_info(draft, imported, replaced, translator)
    st.caption(" ".join(translator.text(f"merge.duty.{duty}") for duty in info.duties))
    if info.citation and info.kind is not DatasetKind.OWN:
        with st.container(key="import_citation"):
            st.text(info.citation)
    if st.button(
        translator.count("import.add_events", imported.report.accepted),
        type="primary",
        icon=":material/add_location_alt:",
        key=f"import_add_{draft.number}",
    ):
        _add(draft, imported, info, replaced, revision)
        st.rerun()


def _show_replacing(draft: Draft, imported: Imported, translator: Translator) -> Upload | None:
    """Ask whether this is a newer form of a dataset that is on the map."""
    alike = {
        one.upload_id: one
        for one in session.uploads()
        if one.events is not None and one.events.info.kind is imported.kind
    }
    if not alike:
        return None
    names = {one.upload_id: one.name for one in alike.values()}
    options = [NEW, *alike]
    likely = next((name for name, one in alike.items() if _is_newer(one, imported)), NEW)
    chosen = st.selectbox(
        translator.text("import.replacing"),
        options,
        index=options.index(likely),
        format_func=lambda one: (
            translator.text("import.replacing_of", name=names[one])
            if one
            else translator.text("import.replacing_none")
        ),
        key=f"import_replacing_{draft.number}",
    )
    return alike.get(chosen)


def _is_newer(upload: Upload, imported: Imported) -> bool:
    """Tell whether a file is likely a newer form: called the same, or of mostly the same events."""
    if upload.upload_id == _id_of(imported):
        return True
    assert upload.events is not None, "only events have newer forms"
    known = imported.frame["event_id"].isin(upload.events.events["event_id"])
    return bool(known.mean() > MOSTLY)


def _id_of(imported: Imported) -> str:
    return OWN_PREFIX + imported.dataset_id


def _compare(draft: Draft, replaced: Upload, imported: Imported) -> Revision:
    """Compare two exports, once."""
    if draft.revision is not None and draft.revision[0] is replaced:
        return draft.revision[1]
    assert replaced.events is not None, "only events are compared"
    revision = compare(replaced.events.events, imported.frame)
    session.change_draft(revision=(replaced, revision))
    return revision


def _show_info(
    draft: Draft, imported: Imported, replaced: Upload | None, translator: Translator
) -> DatasetInfo:
    """Ask for name, colour, day of access and, of the reader's own data, the source."""
    old = replaced.events.info if replaced is not None and replaced.events is not None else None
    key = f"{draft.number}_{old.dataset_id if old else ''}"
    dataset_id = old.dataset_id if old else free_id(_id_of(imported), session.uploads())
    is_own = not DATASET_TERMS[imported.kind].citation
    name_column, color_column, day_column = st.columns([3, 1, 2])
    name = name_column.text_input(
        translator.text("import.name"),
        value=old.name if old else _propose_name(imported, translator),
        max_chars=LONGEST_NAME,
        key=f"import_name_{key}",
    )
    color = color_column.color_picker(
        translator.text("import.color"),
        value=old.color if old else choose_color(session.uploads()),
        key=f"import_color_{key}",
    )
    day = day_column.date_input(
        translator.text("import.access_date"),
        value=imported.read_on,
        max_value=imported.read_on,
        format="DD/MM/YYYY",
        key=f"import_day_{key}",
    )
    citation = old.told_citation if old else ""
    if is_own:
        citation = st.text_input(
            translator.text("import.citation"),
            value=citation,
            max_chars=400,
            key=f"import_citation_{key}",
        )
    return DatasetInfo(
        dataset_id=dataset_id,
        name=name.strip() or _propose_name(imported, translator),
        kind=imported.kind,
        color=color,
        access_date=day if isinstance(day, date) else imported.read_on,
        row_count=imported.report.accepted,
        version=version_of(imported, draft.choices),
        told_citation=citation.strip() if is_own else "",
    )


def _propose_name(imported: Imported, translator: Translator) -> str:
    if imported.kind is DatasetKind.OWN:
        return Path(imported.name).stem[:LONGEST_NAME]
    return translator.text(f"merge.kind.{imported.kind}")


def _add(
    draft: Draft,
    imported: Imported,
    info: DatasetInfo,
    replaced: Upload | None,
    revision: Revision | None,
) -> None:
    frame = imported.frame.assign(**{DATASET: info.dataset_id})
    upload = Upload(
        upload_id=info.dataset_id,
        file=imported.name,
        report=imported.report,
        events=DatasetEvents(info, frame),
        imported=replace(imported, dataset_id=info.dataset_id, frame=frame),
        revision=revision,
    )
    if replaced is None:
        session.add_upload(upload)
    else:
        session.replace_upload(replaced.upload_id, upload)
    desk = session.desk()
    if draft.choices.mapping is not None:
        desk = desk.remember(draft.choices.mapping)
    session.change_desk(replace(desk, draft=None, added=upload.upload_id))

"""Ask which column of a file is which of ours: proposed with the reason, seen in ten rows."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.sources.importing import Imported
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.sources.reference import Reference
from sahel_geo.ui import session
from sahel_geo.ui.drafts import NEEDED, Draft, preview_rows, with_columns

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


def show_columns(draft: Draft, reference: Reference, translator: Translator) -> Draft:
    """
    Show our columns with what is proposed for each, and the first rows as they would be read.

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
    _show_preview(draft, reference, translator)
    _show_keeping(draft, translator)
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


def _show_preview(draft: Draft, reference: Reference, translator: Translator) -> None:
    """Show the first ten rows in our columns, and what is wrong with those that are set aside."""
    if draft.missing:
        return
    seen = preview_rows(draft, reference)
    if seen is None:
        return
    report = seen.report
    st.markdown(f"**{translator.text('import.preview')}**")
    st.caption(
        translator.text(
            "import.preview_rows",
            accepted=translator.number(report.accepted),
            read=translator.number(report.read),
        )
    )
    if report.accepted:
        st.dataframe(_preview_table(seen, translator), hide_index=True, width="stretch")
    for problem in report.errors[:3]:
        st.text(translator.problem(problem))


def _preview_table(seen: Imported, translator: Translator) -> pd.DataFrame:
    names = [name for group in GROUPS.values() for name in group]
    events = seen.frame.sort_values("row") if "row" in seen.frame else seen.frame
    table = pd.DataFrame(index=events.index)
    for name in names:
        if name not in events:
            continue
        cells = events[name]
        if pd.api.types.is_datetime64_any_dtype(cells):
            cells = cells.dt.strftime("%Y-%m-%d")
        texts = cells.astype("str").where(cells.notna(), "").replace("NaT", "")
        if (texts != "").any():
            table[translator.text(f"import.column.{name}")] = texts
    return table


def _show_keeping(draft: Draft, translator: Translator) -> None:
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

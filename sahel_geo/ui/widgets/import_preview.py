"""Show the first rows of a file as they would be read with the columns and repairs chosen."""

import pandas as pd
import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.report import Problem
from sahel_geo.sources.importing import Imported
from sahel_geo.sources.reference import Reference
from sahel_geo.ui.drafts import Draft, preview_rows
from sahel_geo.ui.findings import write_sentence
from sahel_geo.ui.widgets.import_columns import GROUPS

MOST_PROBLEMS = 3


def show_preview(draft: Draft, reference: Reference, translator: Translator) -> None:
    """Show the first ten rows in our columns, and what is wrong with those that are set aside."""
    if draft.missing:
        return
    seen = preview_rows(draft, reference)
    if seen is None:
        return
    report = seen.report
    st.subheader(translator.text("import.preview"), anchor=False)
    st.caption(
        translator.text(
            "import.preview_rows",
            accepted=translator.number(report.accepted),
            read=translator.number(report.read),
        )
    )
    if report.accepted:
        st.dataframe(_preview_table(seen, translator), hide_index=True, width="stretch")
    for problem in report.errors[:MOST_PROBLEMS]:
        st.text(_sentence(problem, translator))


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


def _sentence(problem: Problem, translator: Translator) -> str:
    row = f"{translator.text('import.row')} {problem.row}" if problem.row else problem.file
    sentence = write_sentence(problem.rule, dict(problem.values), translator)
    return f"{row} – {sentence}"

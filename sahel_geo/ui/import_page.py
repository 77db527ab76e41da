"""The page of the reader's own data: bring a file, tell its columns, see what came of it."""

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.vocabulary import LayerFile
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.reference import Reference
from sahel_geo.ui import session
from sahel_geo.ui.drafts import Draft, Use
from sahel_geo.ui.widgets.import_columns import show_columns
from sahel_geo.ui.widgets.import_file import show_file_upload, show_form, show_problem
from sahel_geo.ui.widgets.import_keeping import show_keeping
from sahel_geo.ui.widgets.import_layer import show_layer_report
from sahel_geo.ui.widgets.import_list import show_added, show_uploads
from sahel_geo.ui.widgets.import_preview import show_preview
from sahel_geo.ui.widgets.import_repairs import show_repairs, unanswered
from sahel_geo.ui.widgets.import_report import show_import_report
from sahel_geo.ui.widgets.import_work import work_on_file, work_on_rows
from sahel_geo.ui.widgets.page_switch import show_pages

BUTTON_WORD = """<style>
.st-key-import_page [data-testid="stFileUploaderDropzone"] button
[data-testid="stMarkdownContainer"]::after {{ content: "{word}"; font-size: 0.95rem; }}
</style>"""
"""Streamlit's own word for the button is English in every language."""


def show_import_sidebar(translator: Translator) -> None:
    """Show what becomes of what the reader brings."""
    st.caption(translator.text("import.privacy"))


def show_import_page(dataset: Dataset, translator: Translator) -> None:
    """Show the main part of the page."""
    show_pages(translator)
    with st.container(key="import_page"):
        st.html(BUTTON_WORD.format(word=translator.text("import.choose")))
        _show_page(dataset, translator)


def _show_page(dataset: Dataset, translator: Translator) -> None:
    st.title(translator.text("import.title"), anchor=False)
    try:
        limits = Limits.from_environment()
    except SahelGeoError as error:
        st.error(translator.text("import.cannot_open"), icon=":material/error:")
        st.text(translator.error(error))
        return
    show_added(translator)
    draft = session.desk().draft
    if draft is None:
        show_file_upload(limits, translator)
    else:
        _show_draft(draft, dataset, limits, translator)
    show_uploads(translator)


def _show_draft(draft: Draft, dataset: Dataset, limits: Limits, translator: Translator) -> None:
    """Show the step a file is at; the steps before it can be changed until it is on the map."""
    reference = _reference_of(dataset)
    show_form(draft, translator)
    if draft.problem is not None:
        show_problem(draft.problem, translator)
    if not draft.is_read:
        if draft.problem is None:
            work_on_file(draft, limits, translator)
        return
    if draft.use is Use.LAYER:
        show_layer_report(draft, translator)
    elif draft.is_asked:
        work_on_rows(draft, dataset, reference, translator)
    elif draft.imported is not None:
        show_import_report(draft, draft.imported, translator)
    else:
        _show_questions(draft, reference, translator)


def _show_questions(draft: Draft, reference: Reference, translator: Translator) -> None:
    """Ask which column is which, and what is to be repaired."""
    if draft.needs_columns:
        draft = show_columns(draft, translator)
    draft = show_repairs(draft, translator)
    open_questions = unanswered(draft)
    if draft.needs_columns:
        if not open_questions:
            show_preview(draft, reference, translator)
        show_keeping(draft, translator)
    missing = [translator.text(f"import.column.{name}") for name in draft.missing]
    if missing:
        st.caption(translator.text("import.missing", columns=translator.listing(missing)))
    elif open_questions:
        st.caption(translator.text("import.answer_first"))
    st.button(
        translator.text("import.check_rows"),
        type="primary",
        icon=":material/play_arrow:",
        disabled=bool(missing) or open_questions,
        on_click=lambda: session.change_draft(is_asked=True, problem=None),
        key=f"import_check_{draft.number}",
    )


def _reference_of(dataset: Dataset) -> Reference:
    countries = dataset.layers.get(LayerFile.COUNTRIES)
    if countries is None:
        return Reference(terms=dataset.terms)
    return Reference(countries, dataset.terms)

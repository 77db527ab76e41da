"""The page, from top to bottom."""

import time
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit import runtime

from sahel_geo.analysis.filtering import known_codes
from sahel_geo.cartography.composition.texts import period_words
from sahel_geo.export.request import file_stem
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import ValidationReport
from sahel_geo.model.vocabulary import Language, PageName
from sahel_geo.ui import cache, case_reader, session, sets
from sahel_geo.ui.case_page import show_case_page, show_case_sidebar
from sahel_geo.ui.icon import page_icon
from sahel_geo.ui.import_page import show_import_page, show_import_sidebar
from sahel_geo.ui.settings import Settings
from sahel_geo.ui.widgets.dataset_switches import show_citations, show_dataset_switches
from sahel_geo.ui.widgets.event_chart import show_event_chart
from sahel_geo.ui.widgets.event_table import show_event_table
from sahel_geo.ui.widgets.export_studio import show_export_button
from sahel_geo.ui.widgets.figures import show_figures, show_nothing_matches
from sahel_geo.ui.widgets.filters import show_filters
from sahel_geo.ui.widgets.history_buttons import show_history
from sahel_geo.ui.widgets.language_picker import show_languages
from sahel_geo.ui.widgets.layer_switches import show_layers
from sahel_geo.ui.widgets.map_panel import hear_map, show_map
from sahel_geo.ui.widgets.notices import show_dropped, show_error, show_report
from sahel_geo.ui.widgets.page_switch import show_pages
from sahel_geo.ui.widgets.period_picker import show_period
from sahel_geo.ui.widgets.place_search import show_place_search
from sahel_geo.ui.widgets.snapshot_button import show_snapshot_button

HEAD_START_SECONDS = 1.5
"""How long a fresh page waits with chart and table: the browser would load their two megabytes of
scripts before the map's. On two cores the map is there about a second sooner."""


def render(settings: Settings) -> None:
    """Show the page of an operator's settings."""
    st.set_page_config(page_title="Sahel", page_icon=page_icon(), layout="wide")
    st.html(Path(__file__).with_name("page.css"))
    try:
        dataset, report = cache.load_dataset(settings.data_folder, settings.open_cases)
    except SahelGeoError as error:
        for language in Language:
            show_error(error, Translator(language))
        return
    offer = sets.find_offer(settings)
    report = replace(report, problems=(*report.problems, *offer.problems))
    dataset = sets.put_together(dataset, offer, cache.translator_of(dataset, session.language()))
    known = known_codes(dataset)
    session.start(known, dataset.period)
    session.follow_data(known, dataset.period)
    # before anything is shown: a window chosen on the map holds for the whole page
    hear_map(dataset)
    case_reader.complete_link(dataset)
    selection = session.selection()
    translator = cache.translator_of(dataset, selection.language)
    _show_sidebar(dataset, offer, translator)
    if selection.page is PageName.CASES:
        show_case_page(dataset, settings, translator)
        _show_notices(report, translator)
    elif selection.page is PageName.DATA:
        show_import_page(dataset, translator)
    else:
        _show_main(dataset, report, settings, translator)
    session.write_link()


def _show_sidebar(dataset: Dataset, offer: sets.Offer, translator: Translator) -> None:
    selection = session.selection()
    with st.sidebar:
        show_languages(translator)
        if selection.page is PageName.DATA:
            show_import_sidebar(translator)
            return
        show_history(selection, translator)
        if selection.page is PageName.CASES:
            show_case_sidebar(dataset, selection, translator)
            return
        show_place_search(cache.find_places(dataset, selection.language), translator)
        show_period(dataset, selection, translator)
        show_filters(dataset, selection, translator)
        show_layers(selection, translator)
        show_dataset_switches(offer, translator)


def _show_main(
    dataset: Dataset, report: ValidationReport, settings: Settings, translator: Translator
) -> None:
    selection = session.selection()
    shown, counts = cache.shown_events(dataset, selection)
    heading, figures = st.columns([1, 2.2], vertical_alignment="center")
    with heading:
        show_pages(translator)
        st.title(translator.text("page.title"), anchor=False)
        st.caption(period_words(dataset, selection, translator))
    with figures:
        show_figures(counts, dataset, selection, translator)
    _show_notices(report, translator)
    if not len(shown):
        show_nothing_matches(translator)
    show_map(dataset, settings.data_folder)
    show_citations(dataset, translator)
    with st.container(horizontal=True, key="exports"):
        show_snapshot_button(dataset, translator)
        show_export_button(dataset, translator)
    in_period, _ = cache.shown_events(dataset, replace(selection, window=None))
    if not len(in_period):
        return
    _give_the_map_a_head_start()
    st.subheader(translator.text("page.timeline"), anchor=False)
    show_event_chart(in_period, selection, translator)
    if len(shown):
        st.subheader(translator.count("page.table", len(shown)), anchor=False)
        show_event_table(shown, translator, file_stem(dataset, selection))


def _show_notices(report: ValidationReport, translator: Translator) -> None:
    show_report(report, translator)
    show_dropped(session.dropped_choices(), translator)


def _give_the_map_a_head_start() -> None:
    if session.is_fresh() and runtime.exists():
        time.sleep(HEAD_START_SECONDS)

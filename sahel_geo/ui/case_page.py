"""The page of hostage cases: all of them, one of them, or some beside each other."""

from collections.abc import Callable, Mapping

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import FlowLevel
from sahel_geo.ui import cache, case_reader, session
from sahel_geo.ui.settings import Settings
from sahel_geo.ui.widgets.captivity_figures import show_captivity_figures
from sahel_geo.ui.widgets.case_downloads import show_case_downloads
from sahel_geo.ui.widgets.case_lanes import show_case_lanes
from sahel_geo.ui.widgets.case_table import show_case_table
from sahel_geo.ui.widgets.export_studio import show_export_button
from sahel_geo.ui.widgets.filters import case_label
from sahel_geo.ui.widgets.layer_switches import show_layers
from sahel_geo.ui.widgets.leg_table import show_legs
from sahel_geo.ui.widgets.map_panel import show_map
from sahel_geo.ui.widgets.page_switch import show_pages
from sahel_geo.ui.widgets.place_search import show_place_search
from sahel_geo.ui.widgets.snapshot_button import show_snapshot_button

LIST, LANES, FLOWS, FIGURES = "list", "time", "flows", "figures"
VIEWS = (LIST, LANES, FLOWS, FIGURES)
"""What can be seen of all cases."""


def show_case_sidebar(dataset: Dataset, selection: MapSelection, translator: Translator) -> None:
    """Show the picker of cases, and what belongs to the map where one is shown."""
    st.multiselect(
        translator.text("page.cases"),
        list(dataset.cases.index),
        format_func=lambda case_id: case_label(dataset, case_id, translator),
        placeholder=translator.text("page.all"),
        **session.bound("cases", list(selection.cases), lambda ids: _open(dataset, ids)),
    )
    if selection.cases or selection.flows:
        show_place_search(cache.find_places(dataset, selection.language), translator)
        show_layers(selection, translator)


def _open(dataset: Dataset, case_ids: list[str]) -> Mapping[str, object]:
    case_reader.open_cases(dataset, case_ids)
    return {}


def show_case_page(dataset: Dataset, settings: Settings, translator: Translator) -> None:
    """Show the main part of the page."""
    selection = session.selection()
    with st.container(horizontal=True, horizontal_alignment="distribute", key="case_head"):
        show_pages(translator)
        if selection.cases:
            _show_way_back(dataset, translator)
    if selection.cases:
        _show_opened(dataset, settings, selection, translator)
    else:
        _show_all(dataset, settings, selection, translator)


def _show_way_back(dataset: Dataset, translator: Translator) -> None:
    st.button(
        translator.text("case_page.back"),
        icon=":material/list:",
        on_click=case_reader.open_cases,
        args=(dataset, ()),
        key="all_cases",
    )


def _show_opened(
    dataset: Dataset, settings: Settings, selection: MapSelection, translator: Translator
) -> None:
    with st.container(key="case_title"):
        st.title(_name_cases(dataset, selection, translator), anchor=False)
    show_map(dataset, settings.data_folder)
    with st.container(horizontal=True, key="case_downloads"):
        show_snapshot_button(dataset, translator)
        show_export_button(dataset, translator)
        if len(selection.cases) == 1:
            show_case_downloads(dataset, selection.cases[0], translator)
    if len(selection.cases) == 1:
        show_legs(dataset, selection.cases[0], translator)


def _name_cases(dataset: Dataset, selection: MapSelection, translator: Translator) -> str:
    if len(selection.cases) == 1:
        return _plain(case_label(dataset, selection.cases[0], translator))
    return translator.count("texts.cases_picked", len(selection.cases))


def _plain(text: str) -> str:
    """Take the meaning from signs that Streamlit would read as markup in a title."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>()#+-.!|$:~" else sign for sign in text)


def _show_all(
    dataset: Dataset, settings: Settings, selection: MapSelection, translator: Translator
) -> None:
    with st.container(key="case_title"):
        st.title(translator.text("case_page.title"), anchor=False)
    shown = FLOWS if selection.flows else session.case_view() or LIST
    view = st.segmented_control(
        translator.text("case_page.views"),
        VIEWS,
        format_func=lambda name: translator.text(f"case_page.view_{name}"),
        label_visibility="collapsed",
        required=True,
        **session.bound("case_view", shown, _store_view),
    )
    views: Mapping[str, Callable[[], None]] = {
        LIST: lambda: show_case_table(dataset, translator),
        LANES: lambda: show_case_lanes(dataset, translator),
        FIGURES: lambda: show_captivity_figures(dataset, translator),
        FLOWS: lambda: _show_flows(dataset, settings, translator),
    }
    views.get(view or LIST, lambda: None)()


def _show_flows(dataset: Dataset, settings: Settings, translator: Translator) -> None:
    show_map(dataset, settings.data_folder)
    with st.container(horizontal=True, key="exports"):
        show_snapshot_button(dataset, translator)
        show_export_button(dataset, translator)


def _store_view(view: str | None) -> Mapping[str, object]:
    session.choose_case_view(view or LIST)
    return {"flows": FlowLevel.COUNTRY if view == FLOWS else None}

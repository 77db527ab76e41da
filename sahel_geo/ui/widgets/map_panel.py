"""The map and the card beside it, in one fragment: a click or a pan never reruns the page."""

from pathlib import Path

import streamlit as st
from streamlit_folium import st_folium

from sahel_geo.cartography.cards import compose_card
from sahel_geo.cartography.composition import find_extent
from sahel_geo.cartography.composition.incidents import key_of_event
from sahel_geo.cartography.mercator import view_of
from sahel_geo.cartography.narrative import Told
from sahel_geo.cartography.web.assets import WebAsset
from sahel_geo.cartography.web.messages import read_message
from sahel_geo.cartography.web.webmap import MapFiles, MapUpdate, build_web_map
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import FlowLevel, PageName
from sahel_geo.ui import cache, case_reader, session
from sahel_geo.ui.media import media_url
from sahel_geo.ui.server import asset_urls, publish
from sahel_geo.ui.widgets.card import show_card
from sahel_geo.ui.widgets.flow_matrix import show_flow_matrix
from sahel_geo.ui.widgets.narrative_buttons import show_file_button, show_narrative_buttons
from sahel_geo.ui.widgets.start_points import show_start_points

MAP_KEY = "map"
MAP_HEIGHT_PX = 720
WIDTHS = {None: (2.6, 1.0), FlowLevel.COUNTRY: (1.3, 1.0), FlowLevel.ADMIN1: (1.0, 1.2)}
"""Shares of the width of the map and of what is beside it; flows have a matrix there."""
JSON = "application/json"


def show_map(dataset: Dataset, data_folder: Path) -> None:
    """Show the map of the session's selection, and the card of what was clicked."""
    _show_map(dataset, data_folder, _frame_of(session.selection()))


@st.fragment
def _show_map(dataset: Dataset, data_folder: Path, frame: tuple[object, ...]) -> None:
    """Show map and card; when what is around them has to be another, the whole page runs again."""
    selection = session.selection()
    if hear_map(dataset) or _frame_of(selection) != frame:
        st.rerun()  # the figures, the chart and the table follow the window as well
    selection = session.selection()
    session.write_link()
    translator = cache.translator_of(dataset, selection.language)
    told = case_reader.told_now(dataset, selection)
    with st.container(key="map_and_card"):
        beside, card_column = st.columns(WIDTHS[selection.flows], gap="medium")
    with beside:
        update = MapUpdate(
            files=_serve_files(dataset, selection),
            layers=_serve_layers(dataset),
            time=session.time_command(),
            notice=translator.text("map.unreachable"),
            selected=_selected_keys(dataset, session.picked(), told),
            view=session.view_command(),
        )
        web_map = build_web_map(asset_urls(data_folder), update)
        st_folium(
            web_map.base,
            key=MAP_KEY,
            height=MAP_HEIGHT_PX,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=web_map.update,
            render=False,  # it would render the page round the map as well, which is thrown away
        )
        st.button(
            translator.text("page.fit"),
            icon=":material/zoom_out_map:",
            on_click=lambda: _fit(dataset, translator),
            key="fit",
        )
    with card_column:
        show_narrative_buttons(dataset, selection, translator)
        _show_beside(dataset, selection, told, translator)


def _frame_of(selection: MapSelection) -> tuple[object, ...]:
    """Give what the page around the map depends on, besides the window."""
    choices = session.sets()
    around = selection.page, selection.cases, selection.flows
    return *around, choices.hidden, choices.decisions


def _show_beside(
    dataset: Dataset, selection: MapSelection, told: Told | None, translator: Translator
) -> None:
    """Show the card of what is picked or told; without one the flows, or where to start."""
    key = session.picked() or (told.key if told else _card_of_cases(selection))
    card = None
    if key:
        shown = cache.shown_dataset(dataset, selection)
        card = compose_card(key, shown, translator)
    if card is not None:
        show_card(card, translator)
        show_file_button(dataset, selection, card.key, translator)
    elif selection.flows is not None:
        show_flow_matrix(dataset, selection, translator)
    elif selection.page is PageName.MAP:
        show_start_points(dataset, translator)


def hear_map(dataset: Dataset) -> bool:
    """Take in what the map last said; tell whether the reader chose another window on it."""
    is_another_window = session.receive(read_message(session.component_value(MAP_KEY)))
    if is_another_window:
        case_reader.follow_window(dataset)
    return is_another_window


def _fit(dataset: Dataset, translator: Translator) -> None:
    session.look_at(view_of(find_extent(dataset, session.selection(), translator)))


def _serve_files(dataset: Dataset, selection: MapSelection) -> MapFiles:
    """Serve what the map draws: of the data for everybody, of the choices for this session."""
    mask = cache.map_mask(dataset, selection)
    return MapFiles(
        context=_serve(cache.map_context(dataset, selection), JSON, "map-context"),
        places=_serve_asset(cache.places_asset(dataset, selection.language), "map-places"),
        packed=_serve_asset(cache.packed_asset(dataset), "map-events"),
        mask=None if mask is None else _serve(mask, "application/octet-stream", "map-mask"),
        cases=_serve(cache.map_cases(dataset, selection), JSON, "map-cases"),
    )


def _serve_layers(dataset: Dataset) -> dict[str, str]:
    """Serve the layers that were brought in, to this session alone if its reader brought one."""
    return {
        name: media_url(content, "application/geo+json", name, salt=session.salt())
        for name, content in cache.own_layer_files(dataset).items()
    }


def _serve(content: bytes, media_type: str, name: str) -> str:
    """Serve to this session; salted when uploads may be in it."""
    return media_url(content, media_type, name, salt=session.salt())


def _serve_asset(asset: WebAsset, name: str) -> str:
    """Serve to everybody under a name that lasts; what uploads may be in to this session alone."""
    if session.salt():
        return _serve(asset.content, asset.media_type, name)
    return publish(asset)


def _selected_keys(dataset: Dataset, picked: str | None, told: Told | None) -> tuple[str, ...]:
    """Name what is to be outlined: what was picked or is told, and the place of an event."""
    if picked is None:
        return (told.key, *told.outlined) if told else ()
    kind, _, event_id = picked.partition(":")
    if kind != "event":
        return (picked,)
    rows = dataset.events.loc[dataset.events["event_id"] == event_id]
    return (picked, *(key_of_event(row) for row in rows.to_dict("records")))


def _card_of_cases(selection: MapSelection) -> str | None:
    """Name the card of the cases picked, shown until something is clicked."""
    if not selection.cases:
        return None
    kind = "case" if len(selection.cases) == 1 else "cases"
    return f"{kind}:{','.join(selection.cases)}"

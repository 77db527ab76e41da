"""The map and the card beside it, in one fragment: a click or a pan never reruns the page."""

import math
from pathlib import Path

import streamlit as st
from streamlit_folium import st_folium

from sahel_geo.cartography.cards import compose_card
from sahel_geo.cartography.composition import fit_extent
from sahel_geo.cartography.web.messages import read_message
from sahel_geo.cartography.web.webmap import MapUpdate, build_web_map
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import Extent
from sahel_geo.model.selection import MAX_ZOOM, MIN_ZOOM, MapSelection, MapView
from sahel_geo.ui import cache, session
from sahel_geo.ui.media import media_url
from sahel_geo.ui.server import asset_urls
from sahel_geo.ui.widgets.card import show_card
from sahel_geo.ui.widgets.start_points import show_start_points

MAP_KEY = "map"
MAP_HEIGHT_PX = 640
FRAME_PX = (690, MAP_HEIGHT_PX - 40)
"""Width and height into which an extent is fitted: those of the map on a small laptop; a wider map
has its legend open in the room that is left."""

TILE_PX = 256
JSON = "application/json"


@st.fragment
def show_map(dataset: Dataset, data_folder: Path) -> None:
    """Show the map of the session's selection, and the card of what was clicked."""
    session.receive(read_message(session.component_value(MAP_KEY)))
    session.write_link()
    selection = session.selection()
    translator = cache.translator_of(dataset, selection.language)
    shown, _ = cache.shown_dataset(dataset, selection)
    document, payloads = cache.screen_map(dataset, selection)
    key = session.picked() or _card_of_cases(selection)
    with st.container(key="map_and_card"):
        beside, card_column = st.columns([2.6, 1], gap="medium")
    with beside:
        urls = asset_urls(data_folder)
        update = MapUpdate(
            context_url=media_url(payloads.context, JSON, "map-context"),
            events_url=media_url(payloads.events, JSON, "map-events"),
            notice=translator.text("map.unreachable"),
            selected=session.picked(),
            view=session.view_command(),
        )
        web_map = build_web_map(urls, update)
        st_folium(
            web_map.base,
            key=MAP_KEY,
            height=MAP_HEIGHT_PX,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=web_map.update,
        )
        st.button(
            translator.text("page.fit"),
            icon=":material/zoom_out_map:",
            on_click=lambda: session.look_at(view_of(fit_extent(document.symbols, document.paths))),
            key="fit",
        )
    with card_column:
        card = compose_card(key, shown, translator) if key else None
        if card is None:
            show_start_points(dataset, translator)
        else:
            show_card(card, translator)


def _card_of_cases(selection: MapSelection) -> str | None:
    """Name the card of the cases picked, shown until something is clicked."""
    if not selection.cases:
        return None
    kind = "case" if len(selection.cases) == 1 else "cases"
    return f"{kind}:{','.join(selection.cases)}"


def view_of(extent: Extent, frame_px: tuple[int, int] = FRAME_PX) -> MapView:
    """
    Find the view that shows an extent whole on a web map (spherical Mercator).

    Parameters
    ----------
    extent
        What must be seen.
    frame_px
        Width and height of the map's frame.

    Returns
    -------
    view
        Centred on the extent, at the largest quarter zoom at which it fits.
    """
    top, bottom = _mercator(extent.north), _mercator(extent.south)
    width = (extent.east - extent.west) / 360
    zooms = [
        math.log2(pixels / (TILE_PX * share))
        for pixels, share in zip(frame_px, (width, top - bottom), strict=True)
    ]
    zoom = min(max(math.floor(min(zooms) * 4) / 4, MIN_ZOOM), MAX_ZOOM)
    middle = math.degrees(math.atan(math.sinh((top + bottom) * math.pi)))
    return MapView(extent.centre[0], middle, zoom)


def _mercator(latitude: float) -> float:
    """Give the share of the world's height between the equator and a latitude."""
    return math.asinh(math.tan(math.radians(latitude))) / (2 * math.pi)

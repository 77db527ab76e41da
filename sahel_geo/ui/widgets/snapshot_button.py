"""Download what the screen shows as a picture for a slide."""

from io import BytesIO

import streamlit as st

from sahel_geo.export.image import Snapshot
from sahel_geo.export.request import ExportRequest, export_map, file_stem
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import Extent
from sahel_geo.model.selection import MapSelection
from sahel_geo.ui import session


def show_snapshot_button(dataset: Dataset, translator: Translator) -> None:
    """Show the button; the picture is drawn when it is clicked, of what is then on the screen."""
    # The picture is drawn outside a run. The button stands outside the map's fragment and asks the
    # live session where the map looks: a button renewed by every pan fails when it is clicked then.
    live = session.live()
    st.download_button(
        translator.text("page.snapshot"),
        data=lambda: BytesIO(draw_snapshot(dataset, live.selection, live.seen).content),
        file_name=f"{file_stem(dataset, live.selection)}.png",
        mime="image/png",
        icon=":material/photo_camera:",
        on_click="ignore",
        key="snapshot",
        type="primary",
        help=translator.text("page.snapshot_help"),
    )


def draw_snapshot(dataset: Dataset, selection: MapSelection, extent: Extent | None) -> Snapshot:
    """Draw the selection's events and layers within an extent; None fits what is shown."""
    zoom = None if selection.view is None else selection.view.zoom
    return export_map(dataset, ExportRequest(selection, extent=extent, zoom=zoom))

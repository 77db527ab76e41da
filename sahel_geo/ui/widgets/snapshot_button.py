"""Download what the screen shows as a picture for a slide."""

from io import BytesIO

import streamlit as st

from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.figure.page import Page
from sahel_geo.export.image import Snapshot, export_snapshot
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import Extent
from sahel_geo.model.selection import MapSelection
from sahel_geo.ui import cache, session


def show_snapshot_button(dataset: Dataset, translator: Translator) -> None:
    """Show the button; the picture is drawn when it is clicked, of what is then on the screen."""
    # the picture is drawn outside the session: what it needs is taken along
    selection, extent = session.selection(), session.seen_extent()
    st.download_button(
        translator.text("page.snapshot"),
        data=lambda: BytesIO(draw_snapshot(dataset, selection, extent, translator).content),
        file_name=f"{file_stem(dataset, selection)}.png",
        mime="image/png",
        icon=":material/photo_camera:",
        on_click="ignore",
        key="snapshot",
        help=translator.text("page.snapshot_help"),
        width="stretch",
    )


def draw_snapshot(
    dataset: Dataset, selection: MapSelection, extent: Extent | None, translator: Translator
) -> Snapshot:
    """Draw the selection's events and layers within an extent; None fits what is shown."""
    shown, counts = cache.shown_dataset(dataset, selection)
    document = compose_map(shown, selection, translator, counts=counts, extent=extent)
    return export_snapshot(document, Page(), translator, name=file_stem(dataset, selection))


def file_stem(dataset: Dataset, selection: MapSelection) -> str:
    """Name a file after the period, such as `sahel_2010-09-01_2010-10-31`."""
    period = selection.period or dataset.period
    return f"sahel_{period.start}_{period.end}"

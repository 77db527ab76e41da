"""The events shown, row by row, and their download."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

import geopandas as gpd
import pandas as pd
import streamlit as st

from sahel_geo.export.geodata import export_csv, export_geojson
from sahel_geo.export.image import Snapshot
from sahel_geo.i18n.catalog import Translator
from sahel_geo.ui import session

TABLE_KEY = "event_table"
DOWNLOADS = {
    "csv": (export_csv, ":material/table:"),
    "geojson": (export_geojson, ":material/public:"),
}
"""What makes a download, and its icon, by the ending of its file."""


def show_event_table(
    events: gpd.GeoDataFrame, words: pd.DataFrame, translator: Translator, name: str
) -> None:
    """Show the events in words; choosing a row opens its card beside the map."""
    headings = {column: translator.text(f"table.{column}") for column in words.columns}

    def on_select() -> None:
        rows = session.component_value(TABLE_KEY)["selection"]["rows"]
        session.pick(f"event:{events['event_id'].iloc[rows[0]]}" if rows else None)

    st.dataframe(
        words.rename(columns=headings),
        hide_index=True,
        height=360,
        on_select=on_select,
        selection_mode="single-row",
        key=TABLE_KEY,
        column_config={
            headings["source_url"]: st.column_config.LinkColumn(
                display_text=r"https?://(?:www\.)?([^/]+)"
            ),
        },
    )
    columns = st.columns([1, 1, 2])
    for column, (ending, (export, icon)) in zip(columns, DOWNLOADS.items(), strict=False):
        column.download_button(
            translator.text(f"page.download_{ending}"),
            data=partial(_make, export, events, name),
            file_name=f"{name}.{ending}",
            icon=icon,
            on_click="ignore",
            key=f"download_{ending}",
            width="stretch",
        )


def _make(export: Callable[..., Snapshot], events: gpd.GeoDataFrame, name: str) -> BytesIO:
    return BytesIO(export(events, name=name).content)

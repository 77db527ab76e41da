"""The events shown, row by row, and their download."""

from io import BytesIO

import geopandas as gpd
import pandas as pd
import streamlit as st

from sahel_geo.export.geodata import export_csv, export_geojson
from sahel_geo.i18n.catalog import Translator
from sahel_geo.ui import session

TABLE_KEY = "event_table"


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
    csv, geojson, _ = st.columns([1, 1, 2])
    csv.download_button(
        translator.text("page.download_csv"),
        data=lambda: BytesIO(export_csv(events, name=name).content),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/table:",
        on_click="ignore",
        key="download_csv",
        width="stretch",
    )
    geojson.download_button(
        translator.text("page.download_geojson"),
        data=lambda: BytesIO(export_geojson(events, name=name).content),
        file_name=f"{name}.geojson",
        mime="application/geo+json",
        icon=":material/public:",
        on_click="ignore",
        key="download_geojson",
        width="stretch",
    )

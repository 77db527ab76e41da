"""The events shown, row by row, and their download."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

import geopandas as gpd
import pandas as pd
import streamlit as st

from sahel_geo.analysis.filtering import ChosenEvents
from sahel_geo.cartography.wording import translate_events
from sahel_geo.export.citing import cite_rows
from sahel_geo.export.geodata import export_csv, export_geojson
from sahel_geo.export.image import Snapshot
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DATASET, SHIPPED_ID
from sahel_geo.ui import session

TABLE_KEY = "event_table"
ROWS_SHOWN = 50
"""Rows put into words at a time: more would make every change wait."""

PAGER_PX = 180

DOWNLOADS = {
    "csv": (export_csv, ":material/table:"),
    "geojson": (export_geojson, ":material/public:"),
}
"""What makes a download, and its icon, by the ending of its file."""


def show_event_table(chosen: ChosenEvents, translator: Translator, name: str) -> None:
    """
    Show the events in words, `ROWS_SHOWN` at a time; choosing a row opens its card beside the map.

    Parameters
    ----------
    chosen
        All events shown; only the rows on screen are put into words.
    translator
        The reader's language.
    name
        Names the files to download, without their ending; they hold every row.
    """
    page = _show_pages(len(chosen), translator)
    rows = chosen.part(page * ROWS_SHOWN, (page + 1) * ROWS_SHOWN)
    words = _name_datasets(translate_events(rows, translator), rows, chosen.dataset, translator)
    headings = {column: translator.text(f"table.{column}") for column in words.columns}
    # a page has a table of its own: the row chosen on another one is not chosen here
    key = f"{TABLE_KEY}_{page}"

    st.dataframe(
        words.rename(columns=headings),
        hide_index=True,
        height=360,
        on_select=partial(pick_row, key, rows),
        selection_mode="single-row",
        key=key,
        column_config={
            headings["source_url"]: st.column_config.LinkColumn(
                display_text=r"https?://(?:www\.)?([^/]+)"
            ),
        },
    )
    _show_downloads(chosen, translator, name)


def _name_datasets(
    words: pd.DataFrame, rows: gpd.GeoDataFrame, dataset: Dataset, translator: Translator
) -> pd.DataFrame:
    """Say which dataset each row is of, where there are several."""
    if not dataset.datasets:
        return words
    names = {info.dataset_id: info.name for info in dataset.datasets}
    names[SHIPPED_ID] = translator.text("sets.shipped")
    before_source = len(words.columns) - 1
    words.insert(before_source, DATASET, rows[DATASET].map(names))
    return words


def pick_row(key: str, rows: gpd.GeoDataFrame) -> None:
    """
    Open the card of the row that was chosen in a table, or close the card again.

    Parameters
    ----------
    key
        The table's.
    rows
        The events it shows, in its order.
    """
    chosen = session.selected_in(key, "rows")
    session.pick(f"event:{rows['event_id'].iloc[chosen[0]]}" if chosen else None)


def count_pages(rows: int) -> int:
    """Tell on how many pages rows are shown, at least one."""
    return max(-(-rows // ROWS_SHOWN), 1)


def _show_pages(rows: int, translator: Translator) -> int:
    """Show where the reader is and a way to the other pages, if there are any; pages are from 0."""
    pages = count_pages(rows)
    if pages == 1:
        return 0
    pager = st.container(horizontal=True, vertical_alignment="bottom")
    page = pager.number_input(
        translator.text("table.page", n=translator.number(pages)),
        min_value=1,
        max_value=pages,
        key=f"table_page_of_{pages}",
        width=PAGER_PX,
    )
    first = (int(page) - 1) * ROWS_SHOWN
    pager.caption(
        translator.text(
            "table.rows",
            first=translator.number(first + 1),
            last=translator.number(min(first + ROWS_SHOWN, rows)),
            n=translator.number(rows),
        )
    )
    return int(page) - 1


def _show_downloads(chosen: ChosenEvents, translator: Translator, name: str) -> None:
    row = st.container(horizontal=True)
    for ending, (export, icon) in DOWNLOADS.items():
        row.download_button(
            translator.text(f"page.download_{ending}"),
            data=partial(_make, export, chosen, translator, name),
            file_name=f"{name}.{ending}",
            icon=icon,
            on_click="ignore",
            key=f"download_{ending}",
        )


def _make(
    export: Callable[..., Snapshot], chosen: ChosenEvents, translator: Translator, name: str
) -> BytesIO:
    rows = cite_rows(chosen.frame(), chosen.dataset, translator)
    return BytesIO(export(rows, name=name).content)

"""Take a case along: a file for a map, a globe, a GIS or a spreadsheet."""

from functools import partial
from io import BytesIO

import streamlit as st

from sahel_geo.export.casefile import MEDIA_TYPES, CaseFormat, export_case
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset

NAMES = {
    CaseFormat.GEOJSON: "GeoJSON",
    CaseFormat.KML: "KML",
    CaseFormat.GPKG: "GeoPackage",
    CaseFormat.CSV: "CSV",
}
"""What the formats are called in every language."""


def show_case_downloads(dataset: Dataset, case_id: str, translator: Translator) -> None:
    """Show a button for each format; a file is made when it is asked for."""
    for kind in CaseFormat:
        st.download_button(
            NAMES[kind],
            data=partial(_make, dataset, case_id, kind, translator),
            file_name=f"{case_id}.{kind}",
            mime=MEDIA_TYPES[kind],
            icon=":material/download:",
            on_click="ignore",
            key=f"case_{kind}",
            help=translator.text("case_page.download_help"),
        )


def _make(dataset: Dataset, case_id: str, kind: CaseFormat, translator: Translator) -> BytesIO:
    return BytesIO(export_case(dataset, case_id, kind, translator).content)

"""The events shown as files for a spreadsheet or a GIS."""

import json
from typing import Any

import geopandas as gpd
import pandas as pd

from sahel_geo.export.image import Snapshot
from sahel_geo.model.vocabulary import GeoPrecision

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DERIVED_COLUMNS = ("geometry", "row", "first_day", "last_day", "place", "is_incident")


def export_csv(events: gpd.GeoDataFrame, *, name: str) -> Snapshot:
    """
    Write events as a table, in the columns of `events.csv` and `time_certainty`.

    Where open cases are shown to their country only (see `analysis.care`) `place_withheld` says so.

    Parameters
    ----------
    events
        Events shown.
    name
        The file's name without its ending.

    Returns
    -------
    file
        UTF-8 with a byte-order mark, so that spreadsheets read accents. Cells of text that a
        spreadsheet would take for a formula are quoted with an apostrophe; numbers stay numbers.
        Rows of geo_precision 4 keep the label point of the data: it is not a location.
    """
    table = _plain_table(events)
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]):
            table[column] = _defuse_cells(table[column])
    table = table.rename(columns=defuse)  # columns we do not know are named by whoever made them
    content = table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
    return Snapshot(content, "text/csv", f"{name}.csv")


def export_geojson(events: gpd.GeoDataFrame, *, name: str) -> Snapshot:
    """
    Write events as GeoJSON in WGS84 (longitude, latitude).

    Parameters
    ----------
    events
        Events shown.
    name
        The file's name without its ending.

    Returns
    -------
    file
        One feature an event. A place that was never disclosed has no geometry and no coordinates.
    """
    table = _plain_table(events)
    undisclosed = table["geo_precision"] == GeoPrecision.UNDISCLOSED
    properties = table.drop(columns=["longitude", "latitude"]).astype(object)
    properties = properties.where(properties.notna(), None)
    features = [
        {
            "type": "Feature",
            "id": row["event_id"],
            "properties": row,
            "geometry": None
            if hidden
            else {"type": "Point", "coordinates": [float(longitude), float(latitude)]},
        }
        for row, hidden, longitude, latitude in zip(
            properties.to_dict("records"),
            undisclosed,
            table["longitude"],
            table["latitude"],
            strict=True,
        )
    ]
    collection = {"type": "FeatureCollection", "name": name, "features": features}
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return Snapshot(content, "application/geo+json", f"{name}.geojson")


def _plain_table(events: gpd.GeoDataFrame) -> pd.DataFrame:
    table = pd.DataFrame(events.drop(columns=list(DERIVED_COLUMNS), errors="ignore"))
    for column in ("event_date", "end_date"):
        table[column] = table[column].dt.strftime("%Y-%m-%d").astype(object)
        table[column] = table[column].where(table[column].notna(), None)
    return table


def _defuse_cells(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    """Quote what must be quoted; cells of text are looked at all together, which is quicker."""
    if cells.dtype != "str":
        return cells.map(defuse)
    return cells.where(~cells.str.startswith(FORMULA_STARTS), "'" + cells)


def defuse(value: object) -> object:
    """Quote a text that a spreadsheet would take for a formula."""
    is_formula = isinstance(value, str) and value.startswith(FORMULA_STARTS)
    return f"'{value}" if is_formula else value

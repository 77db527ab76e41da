"""The events shown as files for a spreadsheet or a GIS."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from sahel_geo.export.image import Snapshot
from sahel_geo.export.stamp import STAMP_COLUMN, STAMP_KEY
from sahel_geo.model.vocabulary import GeoPrecision

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DERIVED_COLUMNS = ("geometry", "row", "first_day", "last_day", "place", "is_incident")


NO_TIME = "2000-01-01T00:00:00.000Z"
"""Stands in a GeoPackage for the time of writing, so that the same rows give the same bytes."""


def export_csv(events: gpd.GeoDataFrame, *, name: str, stamp: str | None = None) -> Snapshot:
    """
    Write events as a table, in the columns of `events.csv` and `time_certainty`.

    Where open cases are shown to their country only (see `analysis.care`) `place_withheld` says so.

    Parameters
    ----------
    events
        Events shown.
    name
        The file's name without its ending.
    stamp
        How the table was made; it stands in the first row of a last column `export_stamp`, since
        a line of comment above the header would keep most programs from reading the table.

    Returns
    -------
    file
        UTF-8 with a byte-order mark, so that spreadsheets read accents. Cells of text that a
        spreadsheet would take for a formula are quoted with an apostrophe; numbers stay numbers.
        Rows of geo_precision 4 keep the label point of the data: it is not a location.
    """
    table = plain_table(events)
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]):
            table[column] = _defuse_cells(table[column])
    if stamp is not None:
        table[STAMP_COLUMN] = [stamp, *[""] * (len(table) - 1)][: len(table)]
    table = table.rename(columns=defuse)  # columns we do not know are named by whoever made them
    content = table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
    return Snapshot(content, "text/csv", f"{name}.csv")


def export_geojson(
    events: gpd.GeoDataFrame,
    *,
    name: str,
    metadata: Mapping[str, str] | None = None,
    stamp: str | None = None,
) -> Snapshot:
    """
    Write events as GeoJSON in WGS84 (longitude, latitude).

    Parameters
    ----------
    events
        Events shown.
    name
        The file's name without its ending.
    metadata
        What is told of the file, by name; with it and `stamp` the collection has a member
        `metadata` before its features.
    stamp
        How the file was made.

    Returns
    -------
    file
        One feature an event. A place that was never disclosed has no geometry and no coordinates.
    """
    table = plain_table(events)
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
    about: dict[str, Any] = dict(metadata or {})
    if stamp is not None:
        about["stamp"] = json.loads(stamp)
    collection: dict[str, Any] = {"type": "FeatureCollection", "name": name}
    collection |= {"metadata": about} if about else {}
    collection["features"] = features
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return Snapshot(content, "application/geo+json", f"{name}.geojson")


def export_geopackage(
    events: gpd.GeoDataFrame, *, name: str, metadata: Mapping[str, str], stamp: str
) -> Snapshot:
    """
    Write events as a GeoPackage in WGS84: a layer `events` of points and a table `metadata`.

    Parameters
    ----------
    events
        Events shown.
    name
        The file's name without its ending.
    metadata
        What is told of the file, by name: the rows of the table, in this order, and the metadata
        of the package.
    stamp
        How the file was made, among the metadata of the package as `SahelGeo`.

    Returns
    -------
    file
        A place that was never disclosed has no geometry and no coordinates.
    """
    plain = plain_table(events).drop(columns=["longitude", "latitude"])
    for column in ("event_date", "end_date"):  # days, for a GIS that plays them
        plain[column] = events[column].to_numpy()
    disclosed = events["geo_precision"] != GeoPrecision.UNDISCLOSED
    points = events.geometry.where(disclosed, None)
    # an option of the process, always the same: another writer at the same time wants it too
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": NO_TIME})
    told = pd.DataFrame({"name": list(metadata), "value": list(metadata.values())})
    with tempfile.TemporaryDirectory() as folder:  # layers can be added to a file only
        file = Path(folder) / "events.gpkg"
        pyogrio.write_dataframe(
            gpd.GeoDataFrame(plain, geometry=points, crs=events.crs),
            file,
            layer="events",
            driver="GPKG",
            geometry_type="Point",
            dataset_metadata={**metadata, STAMP_KEY: stamp},
        )
        pyogrio.write_dataframe(told, file, layer="metadata", driver="GPKG", append=True)
        content = file.read_bytes()
    return Snapshot(content, "application/geopackage+sqlite3", f"{name}.gpkg")


def plain_table(events: gpd.GeoDataFrame) -> pd.DataFrame:
    """Give events in the columns of `events.csv` and `time_certainty`, days as text."""
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

"""A hostage case as a file to take along: GeoJSON, KML, GeoPackage or a table.

Each carries the same rows (see `caselayers`), their sources, the version of the data and the
licence, and the same case gives the same bytes.
"""

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
from shapely.geometry import mapping

from sahel_geo.export.caselayers import CaseLayers, build_case_layers
from sahel_geo.export.geodata import defuse
from sahel_geo.export.image import Snapshot
from sahel_geo.export.kml import write_kml
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset


class CaseFormat(StrEnum):
    """Kinds of file a case can be taken along as, by the ending of their names."""

    GEOJSON = "geojson"
    KML = "kml"
    GPKG = "gpkg"
    CSV = "csv"


MEDIA_TYPES: Mapping[CaseFormat, str] = {
    CaseFormat.GEOJSON: "application/geo+json",
    CaseFormat.KML: "application/vnd.google-earth.kml+xml",
    CaseFormat.GPKG: "application/geopackage+sqlite3",
    CaseFormat.CSV: "text/csv",
}

GEOMETRY_TYPES = {"steps": "Point", "legs": "LineString", "footprints": "MultiPolygon"}
"""The layers of a case and what their rows are; the names of the tables of a GeoPackage."""

NO_TIME = "2000-01-01T00:00:00.000Z"
"""Stands in a GeoPackage for the time of writing, so that the same case gives the same bytes."""


def export_case(
    dataset: Dataset, case_id: str, kind: CaseFormat, translator: Translator
) -> Snapshot:
    """
    Write a case as a file.

    Parameters
    ----------
    dataset
        Everything there is, with open cases as they may be shown.
    case_id
        The case.
    kind
        GeoJSON: one collection, each feature with its `layer` (steps, legs, footprints). KML: a
        folder for each, and one for reports without a disclosed place. GeoPackage: a layer for
        each. CSV: the reports.
    translator
        The language of every word; the names of columns and the codes stay English.

    Returns
    -------
    file
        In WGS84, longitude first. Reports of an undisclosed place have no geometry and no
        coordinates: they are among the footprints, as the area they may have been in.

    Raises
    ------
    SahelGeoError
        `unknown_case`, if neither a row nor a step names the case.
    """
    layers = build_case_layers(dataset, case_id, translator)
    content = WRITERS[kind](layers, translator)
    return Snapshot(content, MEDIA_TYPES[kind], f"{file_stem(case_id)}.{kind}")


def file_stem(case_id: str) -> str:
    """Name a file after a case: what a file name may not hold becomes a hyphen."""
    return re.sub(r"[^\w-]+", "-", case_id).strip("-") or "case"


def _layers_of(layers: CaseLayers) -> dict[str, gpd.GeoDataFrame]:
    return {name: getattr(layers, name) for name in GEOMETRY_TYPES}


def write_geojson(layers: CaseLayers, translator: Translator) -> bytes:
    """Write a case as GeoJSON; its file and credit are members beside the features."""
    features = [
        {
            "type": "Feature",
            "id": f"{layer}:{row['number']}",
            "properties": {"layer": layer, "case_id": layers.case_id, **row},
            "geometry": None if shape is None else mapping(shape),
        }
        for layer, rows in _layers_of(layers).items()
        for row, shape in zip(_plain_rows(rows), rows.geometry, strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "name": layers.case_id,
        "language": translator.language.value,
        "case": dict(layers.facts),
        "credit": dict(layers.credit),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _plain_rows(rows: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Give rows as JSON can hold them: what is unknown is null."""
    table = pd.DataFrame(rows.drop(columns="geometry")).astype(object)
    records = table.where(table.notna(), None).to_dict("records")
    return [{str(column): value for column, value in record.items()} for record in records]


def write_csv(layers: CaseLayers, translator: Translator) -> bytes:
    """Write the reports of a case as a table for a spreadsheet, formulas defused."""
    steps = layers.steps
    table = pd.DataFrame(steps.drop(columns="geometry"))
    table.insert(0, "case_id", layers.case_id)
    table["longitude"], table["latitude"] = steps.geometry.x, steps.geometry.y
    credit = (layers.credit[name] for name in ("sources", "licence", "disclaimer"))
    table["credit"], table["data_version"] = " ".join(credit), layers.credit["version"]
    table["language"] = translator.language.value
    for column in table.columns:
        if not pd.api.types.is_numeric_dtype(table[column]):
            table[column] = table[column].map(defuse)
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def write_geopackage(layers: CaseLayers, translator: Translator) -> bytes:
    """Write a case as a GeoPackage; its file and credit are the metadata of the package."""
    # an option of the process, always the same: another writer at the same time wants it too
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": NO_TIME})
    about = {**layers.facts, **layers.credit, "language": translator.language.value}
    with tempfile.TemporaryDirectory() as folder:  # layers can be added to a file only
        file = Path(folder) / "case.gpkg"
        for number, (layer, rows) in enumerate(_layers_of(layers).items()):
            pyogrio.write_dataframe(
                rows.assign(case_id=layers.case_id),
                file,
                layer=layer,
                driver="GPKG",
                geometry_type=GEOMETRY_TYPES[layer],
                append=number > 0,
                dataset_metadata=None if number else about,
            )
        return file.read_bytes()


WRITERS: Mapping[CaseFormat, Callable[[CaseLayers, Translator], bytes]] = {
    CaseFormat.GEOJSON: write_geojson,
    CaseFormat.KML: write_kml,
    CaseFormat.GPKG: write_geopackage,
    CaseFormat.CSV: write_csv,
}

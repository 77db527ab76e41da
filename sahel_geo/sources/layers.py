"""Read a GeoJSON layer as text and shapes, feature by feature.

A broken feature does not cost the others. Properties become text, as the cells of a table, so
that one kind of contract serves both.
"""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.errors import ShapelyError

from sahel_geo.model.extent import WGS84
from sahel_geo.model.report import Problem
from sahel_geo.sources.files import (
    TextRows,
    UnreadableFileError,
    line_of_byte,
    make_problem,
    read_bytes,
)

FIRST_FEATURE = 2
"""The row of the first feature: as in a table, the first line is the head."""

WGS84_NAMES = ("CRS84", "4326")
"""How a GeoJSON file of the old form says longitude and latitude."""


def read_layer(file: Path, kinds: tuple[str, ...]) -> TextRows:
    """
    Read a GeoJSON FeatureCollection in longitude and latitude (WGS84).

    Parameters
    ----------
    file
        The layer.
    kinds
        Geometry types its features may have.

    Returns
    -------
    rows
        The features with a valid geometry of those kinds, their properties as text; the others
        are counted in `rejected`, each with its problem.

    Raises
    ------
    UnreadableFileError
        If there is no layer: no file, no UTF-8, no JSON, no features, another CRS.
    """
    features = _read_features(file)
    shapes = [_to_shape(feature) for feature in features]
    problems = _check_shapes(file.name, shapes, kinds)
    broken = {problem.row for problem in problems}
    kept = [at for at in range(len(features)) if at + FIRST_FEATURE not in broken]
    index = pd.Index([at + FIRST_FEATURE for at in kept], dtype="int64")
    properties = [_to_texts(features[at].get("properties")) for at in kept]
    names = dict.fromkeys(name for texts in properties for name in texts)
    cells = {name: [texts.get(name, "") for texts in properties] for name in names}
    return TextRows(
        file.name,
        pd.DataFrame(cells, index=index, dtype="str"),
        gpd.GeoSeries([shapes[at] for at in kept], index=index, crs=WGS84),
        rejected=len(problems),
        problems=tuple(problems),
    )


def _read_features(file: Path) -> list[dict[str, Any]]:
    content = read_bytes(file)
    try:
        text = content.decode("utf-8-sig")
        collection = json.loads(text)
    except UnicodeDecodeError as error:
        line = line_of_byte(content, error.start)
        got = f"0x{content[error.start]:02X}"
        problem = make_problem(file.name, None, "not_utf8", line=line, got=got)
        raise UnreadableFileError(problem) from error
    except json.JSONDecodeError as error:
        problem = make_problem(file.name, None, "not_json", line=error.lineno, reason=error.msg)
        raise UnreadableFileError(problem) from error
    except (ValueError, RecursionError) as error:  # numbers too long, lists nested too deep
        problem = make_problem(file.name, None, "not_json", line=1, reason=error)
        raise UnreadableFileError(problem) from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not features:
        raise UnreadableFileError(make_problem(file.name, None, "no_features"))
    crs = json.dumps(collection.get("crs"))
    if collection.get("crs") and not any(name in crs for name in WGS84_NAMES):
        raise UnreadableFileError(make_problem(file.name, None, "other_crs", got=crs))
    return [feature if isinstance(feature, dict) else {} for feature in features]


def _to_shape(feature: dict[str, Any]) -> shapely.Geometry | None:
    """Make a shape; None for whatever is no geometry, which has many ways of failing."""
    try:
        return shapely.geometry.shape(feature["geometry"])
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, ShapelyError):
        return None


def _check_shapes(
    file: str, shapes: list[shapely.Geometry | None], kinds: tuple[str, ...]
) -> list[Problem]:
    problems = []
    valid = shapely.is_valid(np.array(shapes, dtype=object))
    for row, (shape, is_valid) in enumerate(zip(shapes, valid, strict=True), start=FIRST_FEATURE):
        if shape is None or shape.is_empty:
            problems.append(make_problem(file, row, "no_geometry"))
        elif shape.geom_type not in kinds:
            expected = ", ".join(kinds)
            got = shape.geom_type
            problems.append(make_problem(file, row, "geometry_kind", expected=expected, got=got))
        elif not is_valid:
            reason = shapely.is_valid_reason(shape)
            problems.append(make_problem(file, row, "invalid_geometry", got=reason))
        elif not _is_on_earth(shape):
            got = ", ".join(f"{value:g}" for value in shape.bounds)
            problems.append(make_problem(file, row, "off_earth", got=got))
    return problems


def _is_on_earth(shape: shapely.Geometry) -> bool:
    west, south, east, north = shape.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)  # noqa: PLR2004


def _to_texts(properties: Any) -> dict[str, str]:
    if not isinstance(properties, dict):
        return {}
    return {name: _to_text(value) for name, value in properties.items()}


def _to_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")  # half a pair may stand in JSON
    if isinstance(value, float):
        return np.format_float_positional(value, trim="-")
    return json.dumps(value, ensure_ascii=False)

"""Take a reader's own layer for the map: concessions, camps, roads; with name, colour, source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sahel_geo.model.extent import WGS84, WINDOW
from sahel_geo.model.maplayer import ShapeKind
from sahel_geo.model.report import Problem, Severity, ValidationReport
from sahel_geo.model.searchtext import fold
from sahel_geo.sources.files import UnreadableFileError, make_problem
from sahel_geo.sources.intake.kinds import recognise_kind
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.shapes import ShapeRows, read_shapes
from sahel_geo.sources.intake.table import FIRST_ROW, Repair

COLOR = re.compile("#[0-9a-fA-F]{6}")

OUR_COLUMNS = ("id", "name", "kind", "geometry")
THEIRS = "file_"
"""Put before a column of the file that has the name of one of ours."""

NAME_COLUMNS = ("name", "nom", "title", "titre", "label", "libelle", "name_en", "name_fr")
"""What a column of names is called, folded; the first that there is counts."""


KINDS = {
    "Polygon": ShapeKind.AREA,
    "MultiPolygon": ShapeKind.AREA,
    "LineString": ShapeKind.LINE,
    "LinearRing": ShapeKind.LINE,
    "MultiLineString": ShapeKind.LINE,
    "Point": ShapeKind.POINT,
    "MultiPoint": ShapeKind.POINT,
}


@dataclass(frozen=True, eq=False)
class OwnLayer:
    """
    A layer that a reader brought.

    Attributes
    ----------
    name
        What the legend calls it.
    color
        `#rrggbb`, or empty when the map shall choose.
    source
        Where it is from, in the reader's words; empty when not told.
    frame
        WGS84; `id`, `name`, `kind` (a `ShapeKind`), then the file's own columns as text. Indexed
        by row, the first feature 2.
    report
        Features read, set aside and why.
    repairs
        What was done to read it.
    """

    name: str
    color: str
    source: str
    frame: gpd.GeoDataFrame
    report: ValidationReport
    repairs: tuple[Repair, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a colour that is none: it will stand in a style."""
        if self.color and not COLOR.fullmatch(self.color):
            msg = f"A colour is written #rrggbb, got {self.color!r}."
            raise ValueError(msg)


def read_own_layer(
    file: str,
    content: bytes | Path,
    limits: Limits,
    *,
    name: str = "",
    color: str = "",
    source: str = "",
) -> OwnLayer:
    """
    Read a layer from GeoJSON, GeoPackage, KML, KMZ or a zipped shapefile.

    Parameters
    ----------
    file
        Name of the file, for reports; without an ending it is the layer's name if none is given.
    content
        The file.
    limits
        How much it may hold.
    name, color, source
        As the reader says, see `OwnLayer`.

    Raises
    ------
    UnreadableFileError
        If it is no layer or cannot be read; its problem says why.
    ValueError
        If the colour is none.
    """
    kind = recognise_kind(file, content, limits)
    if not kind.has_shapes:
        raise UnreadableFileError(make_problem(file, None, "no_layer", got=kind))
    features = read_shapes(file, content, kind, limits)
    frame, problems = _build_frame(file, features)
    if frame.empty:
        raise UnreadableFileError(make_problem(file, None, "no_shapes"))
    rejected = len(features.rows) - len(frame)
    report = ValidationReport(len(features.rows), rejected, tuple(problems))
    return OwnLayer(name or Path(file).stem, color, source, frame, report, features.repairs)


def _build_frame(file: str, features: ShapeRows) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    numbers = range(FIRST_ROW, FIRST_ROW + len(features.rows))
    shapes, problems = _check_shapes(file, features.shapes)
    drawn = {at: shape for at, shape in enumerate(shapes) if shape is not None}
    kept = list(drawn)
    columns = [f"{THEIRS}{n}" if n in OUR_COLUMNS else n for n in features.names]
    names = _find_names(features)
    texts = pd.DataFrame([features.rows[at] for at in kept], columns=columns, dtype="str")
    texts.index = pd.Index([numbers[at] for at in kept], dtype="int64")
    kinds = [str(KINDS[shape.geom_type]) for shape in drawn.values()]
    ours = {"id": [f"own-{numbers[at]}" for at in kept], "name": [names[at] for at in kept]}
    frame = pd.DataFrame(ours | {"kind": kinds}, index=texts.index, dtype="str")
    frame = pd.concat([frame, texts.loc[:, ~texts.columns.duplicated()]], axis=1)
    geometry = gpd.GeoSeries(list(drawn.values()), index=texts.index, crs=WGS84)
    return gpd.GeoDataFrame(frame, geometry=geometry), problems


def _check_shapes(
    file: str, shapes: Sequence[shapely.Geometry | None]
) -> tuple[list[shapely.Geometry | None], list[Problem]]:
    """Take what can be drawn; an area that crosses itself is mended, and told."""
    kept: list[shapely.Geometry | None] = []
    problems: list[Problem] = []
    window = shapely.box(*WINDOW.as_tuple())
    outside = 0
    for row, shape in enumerate(shapes, start=FIRST_ROW):
        drawn, problem = _check_shape(file, row, shape)
        kept.append(drawn)
        problems += [problem] if problem else []
        outside += drawn is not None and not window.intersects(drawn)
    if outside:
        problems.append(
            make_problem(file, None, "outside_map", severity=Severity.WARNING, count=outside)
        )
    return kept, problems


def _check_shape(
    file: str, row: int, shape: shapely.Geometry | None
) -> tuple[shapely.Geometry | None, Problem | None]:
    if shape is None or shape.is_empty:
        return None, make_problem(file, row, "no_geometry")
    if shape.geom_type not in KINDS:
        expected = ", ".join(KINDS)
        return None, make_problem(
            file, row, "geometry_kind", expected=expected, got=shape.geom_type
        )
    west, south, east, north = bounds = shape.bounds
    # what a projection cannot reach is infinite, and no comparison with it holds
    is_on_earth = west >= -180 and east <= 180 and south >= -90 and north <= 90  # noqa: PLR2004
    if not is_on_earth:
        got = ", ".join(f"{value:g}" for value in bounds)
        return None, make_problem(file, row, "off_earth", got=got)
    if shape.is_valid:
        return shape, None
    reason = shapely.is_valid_reason(shape)
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if mended.is_empty or KINDS.get(mended.geom_type) is not KINDS[shape.geom_type]:
        return None, make_problem(file, row, "invalid_geometry", got=reason)
    return mended, make_problem(file, row, "mended_shape", severity=Severity.WARNING, got=reason)


def _find_names(features: ShapeRows) -> list[str]:
    """Take the column of names; without one, the first with a text in every row; else none."""
    folded = {fold(name): at for at, name in reversed(list(enumerate(features.names)))}
    known = [folded[name] for name in NAME_COLUMNS if name in folded]
    texts = np.array(features.rows, dtype=object).reshape(len(features.rows), len(features.names))
    full = [at for at in range(len(features.names)) if all(map(_is_word, texts[:, at]))]
    column = next(iter([*known, *full]), None)
    return [""] * len(features.rows) if column is None else [str(text) for text in texts[:, column]]


def _is_word(text: str) -> bool:
    return any(sign.isalpha() for sign in text)

"""Read files of shapes as texts and geometries in longitude and latitude, whatever wrote them."""

import json
import re
import sqlite3
import tempfile
import warnings
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pyogrio
import pyproj
import shapely
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError

from sahel_geo.model.extent import WGS84
from sahel_geo.sources.files import UnreadableFileError, make_problem
from sahel_geo.sources.intake.archives import list_members, open_archive, read_member
from sahel_geo.sources.intake.encoding import find_encoding, open_source
from sahel_geo.sources.intake.kinds import FileKind
from sahel_geo.sources.intake.kml import read_placemarks
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.table import Repair, RepairKind
from sahel_geo.sources.intake.texts import to_text

NAMED_CRS = re.compile(r"(?:urn:ogc:def:crs:)?(?:OGC:[0-9.]*:?(CRS84)|EPSG:[0-9.]*:?([0-9]{4,6}))")
"""How GeoJSON of the old form names its reference system; nothing else is handed to PROJ."""

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf")
SHAPEFILE_MORE = (".prj", ".cpg")

Shape: TypeAlias = shapely.Geometry | None


@dataclass(frozen=True, eq=False)
class ShapeRows:
    """
    The features of a file.

    Attributes
    ----------
    names
        Names of the text columns.
    rows
        Texts of each feature, in the order of `names`.
    shapes
        Geometries in longitude and latitude (WGS84), None without one; flat.
    repairs
        Which layer was taken; from which reference system it was brought.
    """

    names: tuple[str, ...]
    rows: list[list[str]]
    shapes: list[Shape]
    repairs: tuple[Repair, ...] = field(default=())
    crs: Any = WGS84


def read_shapes(
    file: str, content: bytes | Path, kind: FileKind, limits: Limits, *, part: str = ""
) -> ShapeRows:
    """
    Read the features of a file of shapes.

    Parameters
    ----------
    file
        Name of the file, for reports.
    content
        GeoJSON, GeoPackage, KML, KMZ or a zipped shapefile.
    kind
        Which of these.
    limits
        How much it may hold.
    part
        Name of the layer; empty for the one with most features.

    Raises
    ------
    UnreadableFileError
        If it cannot be read, is too large, or its reference system is not known while its
        coordinates are no degrees.
    """
    if kind is FileKind.GEOJSON:
        features = _read_geojson(file, content)
    elif kind is FileKind.GEOPACKAGE:
        features = _read_geopackage(file, content, limits, part)
    elif kind is FileKind.SHAPEFILE:
        features = _read_shapefile(file, content, limits, part)
    else:
        features = _read_kml(file, content, kind, limits)
    limits.check("most_rows", file, len(features.rows))
    limits.check("most_columns", file, len(features.names))
    vertices = int(shapely.get_num_coordinates(np.array(features.shapes, dtype=object)).sum())
    limits.check("most_vertices", file, vertices)
    return _to_degrees(file, features)


def _to_degrees(file: str, features: ShapeRows) -> ShapeRows:
    """Bring shapes to longitude and latitude, and refuse those of which nobody knows where."""
    flat = shapely.force_2d(np.array(features.shapes, dtype=object))
    repairs = features.repairs
    if features.crs is None:
        west, south, east, north = shapely.total_bounds(flat)
        if west < -180 or east > 180 or south < -90 or north > 90:  # noqa: PLR2004 - degrees
            got = ", ".join(f"{value:.6g}" for value in (west, south, east, north))
            raise UnreadableFileError(make_problem(file, None, "no_crs", got=got))
    else:
        try:
            crs = pyproj.CRS.from_user_input(features.crs)
            if not crs.equals(WGS84, ignore_axis_order=True):
                flat = np.array(gpd.GeoSeries(flat, crs=crs).to_crs(WGS84), dtype=object)
                told = (("crs", crs.name),)
                repairs = (*repairs, Repair(RepairKind.REPROJECTED, told))
        except (ProjError, ValueError) as error:
            problem = make_problem(file, None, "other_crs", got=features.crs)
            raise UnreadableFileError(problem) from error
    return ShapeRows(features.names, features.rows, list(flat), repairs)


def _from_dicts(texts: Sequence[dict[str, str]], shapes: list[Shape], crs: Any) -> ShapeRows:
    names = tuple(dict.fromkeys(name for row in texts for name in row))
    rows = [[row.get(name, "") for name in names] for row in texts]
    return ShapeRows(names, rows, shapes, crs=crs)


def _read_bytes(content: bytes | Path) -> bytes:
    with open_source(content) as source:
        return source.read()


def _read_geojson(file: str, content: bytes | Path) -> ShapeRows:
    encoding = find_encoding(content)
    try:
        collection = json.loads(_read_bytes(content).decode(encoding))
    except json.JSONDecodeError as error:
        problem = make_problem(file, None, "not_json", line=error.lineno, reason=error.msg)
        raise UnreadableFileError(problem) from error
    except (ValueError, RecursionError) as error:  # numbers too long, lists nested too deep
        problem = make_problem(file, None, "not_json", line=1, reason=error)
        raise UnreadableFileError(problem) from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if isinstance(collection, dict) and collection.get("type") == "Feature":
        features = [collection]
    if not isinstance(features, list) or not features:
        raise UnreadableFileError(make_problem(file, None, "no_features"))
    features = [feature if isinstance(feature, dict) else {} for feature in features]
    texts = [_read_properties(feature.get("properties")) for feature in features]
    shapes = [_to_shape(feature.get("geometry")) for feature in features]
    return _from_dicts(texts, shapes, _read_crs(file, collection.get("crs")))


def _read_crs(file: str, crs: Any) -> str:
    """Give the reference system a GeoJSON file names; without one it is WGS84 by its standard."""
    if not crs:
        return WGS84
    name = crs.get("properties", {}).get("name", "") if isinstance(crs, dict) else ""
    if found := NAMED_CRS.fullmatch(str(name)):
        return WGS84 if found[1] else f"EPSG:{found[2]}"
    raise UnreadableFileError(make_problem(file, None, "other_crs", got=json.dumps(crs)))


def _read_properties(properties: Any) -> dict[str, str]:
    if not isinstance(properties, dict):
        return {}
    return {_mend(name): _mend(to_text(value)) for name, value in properties.items()}


def _mend(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")  # half a pair may stand in JSON


def _to_shape(geometry: Any) -> Shape:
    """Make a shape; None for whatever is no geometry, which has many ways of failing."""
    try:
        shape = shapely.geometry.shape(geometry)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, ShapelyError):
        return None
    except RecursionError:
        return None
    bounds = np.array(shape.bounds)
    return shape if not shape.is_empty and np.isfinite(bounds).all() else None


def _read_kml(file: str, content: bytes | Path, kind: FileKind, limits: Limits) -> ShapeRows:
    if kind is FileKind.KMZ:
        with open_archive(file, content, limits) as archive:
            members = [m for m in list_members(archive) if m.filename.lower().endswith(".kml")]
            # the format says doc.kml, or the first
            main = next((m for m in members if m.filename.lower() == "doc.kml"), members[0])
            text = read_member(file, archive, main)
    else:
        text = _read_bytes(content)
    placemarks = list(read_placemarks(file, text))
    if not placemarks:
        raise UnreadableFileError(make_problem(file, None, "no_placemarks"))
    return _from_dicts([texts for texts, _ in placemarks], [s for _, s in placemarks], WGS84)


def _read_geopackage(file: str, content: bytes | Path, limits: Limits, part: str) -> ShapeRows:
    with tempfile.TemporaryDirectory() as folder:
        # a copy, also of a file: opening a database may leave other files beside it
        copy = Path(folder) / "shapes.gpkg"
        copy.write_bytes(_read_bytes(content))
        _refuse_views(file, copy)
        return _read_with_gdal(file, copy, limits, part)


def _refuse_views(file: str, copy: Path) -> None:
    """Refuse a database with views: reading one runs whatever query its maker wrote."""
    try:
        address = f"{copy.as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as database:
            kinds = database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'view'")
            views = kinds.fetchone()[0]
    except sqlite3.Error as error:
        problem = make_problem(file, None, "bad_shapes", reason=error)
        raise UnreadableFileError(problem) from error
    if views:
        raise UnreadableFileError(make_problem(file, None, "database_views"))


def _read_shapefile(file: str, content: bytes | Path, limits: Limits, part: str) -> ShapeRows:
    with open_archive(file, content, limits) as archive:
        members = {member.filename: member for member in list_members(archive)}
        stems = {
            str(PurePosixPath(name).with_suffix("")): member
            for name, member in members.items()
            if name.lower().endswith(".shp")
        }
        stem = part if part in stems else max(stems, key=lambda name: stems[name].file_size)
        parts = {
            PurePosixPath(name).suffix.lower(): member
            for name, member in members.items()
            if str(PurePosixPath(name).with_suffix("")) == stem
        }
        missing = [suffix for suffix in SHAPEFILE_PARTS if suffix not in parts]
        if missing:
            problem = make_problem(file, None, "shapefile_parts", got=", ".join(missing))
            raise UnreadableFileError(problem)
        with tempfile.TemporaryDirectory() as folder:
            for suffix in (*SHAPEFILE_PARTS, *SHAPEFILE_MORE):
                if suffix in parts:
                    copy = Path(folder) / f"shapes{suffix}"
                    copy.write_bytes(read_member(file, archive, parts[suffix]))
            features = _read_with_gdal(file, Path(folder) / "shapes.shp", limits, "")
    others = [name for name in stems if name != stem]
    told = _tell_part(stem, others)
    return ShapeRows(features.names, features.rows, features.shapes, told, features.crs)


def _tell_part(part: str, others: list[str]) -> tuple[Repair, ...]:
    values = (("part", part), ("others", ", ".join(others)))
    return (Repair(RepairKind.SHEET, values),) if others else ()


def _read_with_gdal(file: str, path: Path, limits: Limits, part: str) -> ShapeRows:
    try:
        # what GDAL warns of (a name cut, a ring turned) is no reason to stop
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            names = [str(name) for name, _ in pyogrio.list_layers(path)]
            counts = {
                name: pyogrio.read_info(path, layer=name, force_feature_count=True)["features"]
                for name in names
            }
            if not counts:
                raise UnreadableFileError(make_problem(file, None, "no_features"))
            name = part if part in counts else max(counts, key=lambda name: counts[name])
            limits.check("most_rows", file, counts[name])
            frame = pyogrio.read_dataframe(path, layer=name)
    except (RuntimeError, OSError, ValueError, ShapelyError) as error:
        problem = make_problem(file, None, "bad_shapes", reason=str(error).replace(str(path), file))
        raise UnreadableFileError(problem) from error
    shapes: list[Shape] = [None] * len(frame)
    crs = None
    if isinstance(frame, gpd.GeoDataFrame):
        shapes, crs = list(frame.geometry), frame.crs
        frame = frame.drop(columns=frame.geometry.name)
    given = frame.astype(object).where(frame.notna(), None)
    columns = [[_mend(to_text(value)) for value in given[name]] for name in given]
    rows = [list(row) for row in zip(*columns, strict=True)] or [[] for _ in shapes]
    told = _tell_part(name, [other for other in names if other != name])
    return ShapeRows(tuple(map(str, frame.columns)), rows, shapes, told, crs)

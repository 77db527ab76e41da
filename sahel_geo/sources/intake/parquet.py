"""Read the columns of a Parquet file as text, batch by batch."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.errors import ShapelyError

from sahel_geo.sources.files import UnreadableFileError, make_problem
from sahel_geo.sources.intake.cells import Record
from sahel_geo.sources.intake.encoding import open_source
from sahel_geo.sources.intake.limits import MEGABYTE, Limits
from sahel_geo.sources.intake.table import POINT_COLUMNS

ROWS_AT_ONCE = 5_000

WGS84_CODES = ("4326", "CRS84")


@contextmanager
def read_parquet(file: str, content: bytes | Path, limits: Limits) -> Iterator[Iterator[Record]]:
    """
    Read a Parquet file; points that are kept as geometry (WKB) become longitude and latitude.

    Yields
    ------
    records
        The names of the columns, then the rows; to be used inside the `with` only.

    Raises
    ------
    UnreadableFileError
        If it is none, or too large.
    """
    with open_source(content) as source:
        try:
            table = pq.ParquetFile(source)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise _to_unreadable(file, error) from error
        meta = table.metadata
        limits.check("most_rows", file, meta.num_rows)
        limits.check("most_columns", file, meta.num_columns)
        groups = (meta.row_group(at).total_byte_size for at in range(meta.num_row_groups))
        limits.check("most_expanded_mb", file, sum(groups) / MEGABYTE)
        _check_crs(file, table.schema_arrow)
        yield _read_rows(file, table)


def _check_crs(file: str, schema: pa.Schema) -> None:
    """Refuse points that are not in longitude and latitude; GeoParquet without a word means so."""
    try:
        told = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
        systems = [column.get("crs") for column in told.get("columns", {}).values()]
        codes = [system["id"]["code"] for system in systems if system]
    except (ValueError, RecursionError, AttributeError, KeyError, TypeError):
        codes = ["?"]
    unknown = [str(code) for code in codes if str(code) not in WGS84_CODES]
    if unknown:
        raise UnreadableFileError(make_problem(file, None, "other_crs", got=", ".join(unknown)))


def _to_unreadable(file: str, error: Exception) -> UnreadableFileError:
    return UnreadableFileError(make_problem(file, None, "bad_parquet", reason=error))


def _read_rows(file: str, table: pq.ParquetFile) -> Iterator[Record]:
    names = list(table.schema_arrow.names)
    shapes = [at for at, name in enumerate(names) if _holds_shapes(table.schema_arrow, name)]
    added = [] if set(POINT_COLUMNS) <= set(names) or not shapes else list(POINT_COLUMNS)
    yield Record(1, [name for at, name in enumerate(names) if at not in shapes] + added)
    total = max(table.metadata.num_rows, 1)
    row = 1
    try:
        for batch in table.iter_batches(ROWS_AT_ONCE):
            columns = [
                _to_points(batch.column(at)) if at in shapes else batch.column(at).to_pylist()
                for at in range(len(names))
            ]
            for cells in zip(*columns, strict=True):
                row += 1
                rest = [cell for at, cell in enumerate(cells) if at not in shapes]
                point = cells[shapes[0]] if added else ()
                yield Record(row, [*rest, *point], share=(row - 1) / total)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _to_unreadable(file, error) from error


def _holds_shapes(schema: pa.Schema, name: str) -> bool:
    """Tell whether a column is GeoParquet's geometry: bytes, named in the file's metadata."""
    is_bytes = pa.types.is_binary(schema.field(name).type) or pa.types.is_large_binary(
        schema.field(name).type
    )
    return is_bytes and b"geo" in (schema.metadata or {})


def _to_points(shapes: pa.Array) -> list[Sequence[Any]]:
    """Give longitude and latitude of each point; nothing for what is none."""
    try:
        points = shapely.from_wkb(shapes.to_pylist(), on_invalid="ignore")
    except (ShapelyError, TypeError):
        return [("", "")] * len(shapes)
    return [
        (point.x, point.y)
        if point is not None and point.geom_type == "Point" and not point.is_empty
        else ("", "")
        for point in points
    ]

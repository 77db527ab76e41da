"""Write frames of events and shapes as GeoParquet, and read back exactly what was written.

Other programs (QGIS, DuckDB) open the files. We read only cells: what the file's metadata say of
Python is passed over, and which column holds what is told from outside, in words of a short list.
"""

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.errors import ShapelyError

from sahel_geo.model.extent import WGS84

DTYPES = frozenset({"str", "int64", "Int64", "float64", "bool", "datetime64[us]"})
"""What columns may hold, in pandas' words."""

GEOMETRY = "geometry"
INDEX = "__index_level_0__"
"""What Parquet calls an index without a name that is not just 0, 1, 2."""

CHUNK = 1 << 20
ROWS_AT_ONCE = 100_000


class BrokenTableError(Exception):
    """A file is not what was written; the message says why."""


def write_table(frame: gpd.GeoDataFrame, file: Path) -> dict[str, str]:
    """
    Write a frame.

    Parameters
    ----------
    frame
        WGS84, its shapes in `geometry`.
    file
        Where to write.

    Returns
    -------
    dtypes
        What each column besides `geometry` holds: to be kept, and given to `read_table`.

    Raises
    ------
    ValueError
        If a column holds what is not among `DTYPES`.
    """
    dtypes = {str(name): str(dtype) for name, dtype in frame.dtypes.items() if name != GEOMETRY}
    unknown = {name: dtype for name, dtype in dtypes.items() if dtype not in DTYPES}
    if unknown:
        msg = f"Columns hold {sorted(DTYPES)}, got {unknown}."
        raise ValueError(msg)
    is_plain = frame.index.equals(pd.RangeIndex(len(frame)))
    frame.to_parquet(file, index=not is_plain, compression="zstd", row_group_size=ROWS_AT_ONCE)
    return dtypes


def hash_table(file: Path) -> str:
    """Give a hash of a file in hexadecimal digits, read in pieces."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def read_table(
    file: Path, dtypes: Mapping[str, str], columns: Collection[str] | None = None
) -> gpd.GeoDataFrame:
    """
    Read a frame.

    Parameters
    ----------
    file
        What `write_table` wrote.
    dtypes
        What it gave.
    columns
        Columns to read besides the shapes; all if None, and one that is not there is passed over.

    Returns
    -------
    frame
        The columns in the order in which they were written, `geometry` last.

    Raises
    ------
    BrokenTableError
        If the file is something else.
    OSError
        If it is not there or the system refuses it.
    """
    wanted = [name for name in dtypes if columns is None or name in columns]
    try:
        with pq.ParquetFile(file) as source:
            names = set(source.schema_arrow.names)
            index = [INDEX] if INDEX in names.difference(dtypes) else []
            table = source.read([*wanted, GEOMETRY, *index])
        return _to_frame(table, {name: dtypes[name] for name in wanted}, has_index=bool(index))
    except FileNotFoundError:
        raise
    except (pa.ArrowException, ShapelyError, KeyError, TypeError, ValueError, OSError) as error:
        msg = f"{type(error).__name__}: {error}"
        raise BrokenTableError(msg) from error


def _to_frame(table: pa.Table, dtypes: Mapping[str, str], *, has_index: bool) -> gpd.GeoDataFrame:
    if not DTYPES.issuperset(dtypes.values()):
        msg = f"columns hold what is not known: {sorted(set(dtypes.values()) - DTYPES)}"
        raise BrokenTableError(msg)
    index = pd.Index(table[INDEX].to_numpy()) if has_index else pd.RangeIndex(len(table))
    shapes = np.asarray(shapely.from_wkb(table[GEOMETRY].to_numpy()), dtype=object)
    # a column at a time: its cells are handed over, not kept twice
    cells = {name: _to_column(table[name], dtype) for name, dtype in dtypes.items()}
    frame = pd.DataFrame(cells)
    frame.index = index
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(shapes, index=index, crs=WGS84))


def _to_column(cells: pa.ChunkedArray, dtype: str) -> "pd.Series[Any]":
    mapper = {"str": pd.StringDtype(na_value=np.nan), "Int64": pd.Int64Dtype()}.get(dtype)
    column = cells.to_pandas(types_mapper=None if mapper is None else lambda _: mapper)
    typed: pd.Series[Any] = column.astype(dtype)
    return typed

"""Read whatever table a reader brings as cells of text."""

from collections.abc import Container
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sahel_geo.sources.intake.archives import list_members, open_archive, read_member
from sahel_geo.sources.intake.cells import ChooseColumns, Gathering, Progress, gather_rows
from sahel_geo.sources.intake.delimited import read_delimited
from sahel_geo.sources.intake.kinds import TABLE_SUFFIXES, FileKind, recognise_kind
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.parquet import read_parquet
from sahel_geo.sources.intake.points import to_records
from sahel_geo.sources.intake.shapes import read_shapes
from sahel_geo.sources.intake.table import RawTable, Repair, RepairKind
from sahel_geo.sources.intake.workbooks import Workbook, read_workbook


def read_table(
    name: str,
    content: bytes | Path,
    limits: Limits,
    *,
    columns: Container[str] | ChooseColumns | None = None,
    part: str = "",
    progress: Progress | None = None,
) -> RawTable:
    """
    Read a table: CSV, TSV, XLSX, ODS, Parquet, or points in GeoJSON, GeoPackage, KML, shapefile.

    Parameters
    ----------
    name
        What the file is called, for reports; what it is, its bytes tell.
    content
        The file.
    limits
        How much it may hold.
    columns
        Names of the columns to read, or a function that chooses them when given the header; None
        reads all. A large workbook fits in memory only by its columns.
    part
        Name of the sheet or layer to read; empty for the one with most rows.
    progress
        Told rows read and the share of the file, now and then; what it raises passes through.

    Returns
    -------
    table
        Cells as text, what was done to read them, and the rows that could not be read. The
        points of shapes are in `longitude` and `latitude`.

    Raises
    ------
    UnreadableFileError
        If there is no table, or more of it than the limits allow; its problem says so.
    """
    kind = recognise_kind(name, content, limits)
    if kind is FileKind.ZIPPED:
        inner, told = _unpack(name, content, limits)
        table = read_table(name, inner, limits, columns=columns, part=part, progress=progress)
        return replace(table, repairs=(*told, *table.repairs))
    if kind is FileKind.WORKBOOK:
        wanted = Workbook(name, content, limits, part, progress)
        with read_workbook(wanted) as (records, repairs):
            gathering = Gathering(name, limits, columns, progress, repairs, is_text=True)
            return gather_rows(records, gathering)
    if kind is FileKind.PARQUET:
        with read_parquet(name, content, limits) as records:
            return gather_rows(records, Gathering(name, limits, columns, progress))
    if kind.has_shapes:
        features = read_shapes(name, content, kind, limits, part=part)
        gathering = Gathering(name, limits, columns, progress, features.repairs, is_text=True)
        return gather_rows(to_records(features), gathering)
    records, repairs = read_delimited(name, content)
    gathering = Gathering(name, limits, columns, progress, repairs, is_text=True)
    return gather_rows(records, gathering)


def _unpack(name: str, content: bytes | Path, limits: Limits) -> tuple[bytes, tuple[Repair, ...]]:
    """Take the largest table of an archive, and tell which when there are several files."""
    with open_archive(name, content, limits) as archive:
        members = list_members(archive)
        tables = [
            member
            for member in members
            if PurePosixPath(member.filename).suffix.lower() in TABLE_SUFFIXES
        ]
        largest = max(tables, key=lambda member: member.file_size)
        others = [member.filename for member in members if member is not largest]
        values = (("part", largest.filename), ("others", ", ".join(others)))
        told = (Repair(RepairKind.SHEET, values),) if others else ()
        return read_member(name, archive, largest), told

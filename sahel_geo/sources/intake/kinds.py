"""Tell what a file is from how it begins, whatever it is called."""

import zipfile
from enum import StrEnum
from pathlib import Path, PurePosixPath

from sahel_geo.sources.files import UnreadableFileError, make_problem
from sahel_geo.sources.intake.archives import ZIP_MARK, list_members, open_archive, refuse_nested
from sahel_geo.sources.intake.encoding import open_source
from sahel_geo.sources.intake.limits import MEGABYTE, Limits

START = 4096
"""Bytes that tell what a file is."""

PARQUET_MARK = b"PAR1"
SQLITE_MARK = b"SQLite format 3\x00"
OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Workbooks before XLSX, and workbooks locked with a password."""

OTHER_MARKS = {
    b"\x1f\x8b": "gzip",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
"""What is soon mistaken for a table, and its name."""


class FileKind(StrEnum):
    """What a file is to its reader."""

    TEXT = "text"
    WORKBOOK = "workbook"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    GEOPACKAGE = "geopackage"
    KML = "kml"
    KMZ = "kmz"
    SHAPEFILE = "shapefile"
    ZIPPED = "zipped"
    """An archive of one table or layer, which is read instead."""

    @property
    def has_shapes(self) -> bool:
        """Whether it holds shapes beside its table, and can be a layer of the map."""
        return self in SHAPE_KINDS


SHAPE_KINDS = frozenset(
    {FileKind.GEOJSON, FileKind.GEOPACKAGE, FileKind.KML, FileKind.KMZ, FileKind.SHAPEFILE}
)

TABLE_SUFFIXES = frozenset(
    {".csv", ".tsv", ".tab", ".txt", ".parquet", ".geojson", ".json", ".gpkg"}
)


def recognise_kind(file: str, content: bytes | Path, limits: Limits) -> FileKind:
    """
    Tell what a file is.

    Parameters
    ----------
    file
        Its name, for reports only.
    content
        Its bytes, or where it lies.
    limits
        How large it may be.

    Raises
    ------
    UnreadableFileError
        If it is missing, empty, too large, or nothing that can be read here.
    """
    start, size = _read_start(file, content)
    limits.check("most_mb", file, size / MEGABYTE)
    if start.startswith(ZIP_MARK):
        with open_archive(file, content, limits) as archive:
            return _look_into(file, archive)
    if start.startswith(OLD_OFFICE_MARK):
        raise UnreadableFileError(make_problem(file, None, "old_workbook"))
    for mark, name in OTHER_MARKS.items():
        if start.startswith(mark):
            raise UnreadableFileError(make_problem(file, None, "not_a_kind", got=name))
    kind = _kind_of_start(start)
    if kind.has_shapes:
        limits.check("most_layer_mb", file, size / MEGABYTE)
    return kind


def _read_start(file: str, content: bytes | Path) -> tuple[bytes, int]:
    try:
        if isinstance(content, Path) and content.exists() and not content.is_file():
            raise UnreadableFileError(make_problem(file, None, "not_a_file"))
        with open_source(content) as source:
            start = source.read(START)
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
    except FileNotFoundError:
        raise UnreadableFileError(make_problem(file, None, "missing_file")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableFileError(
            make_problem(file, None, "unreadable_file", reason=reason)
        ) from error
    if not start.strip():
        raise UnreadableFileError(make_problem(file, None, "empty_file"))
    return start, size


def _kind_of_start(start: bytes) -> FileKind:
    if start.startswith(PARQUET_MARK):
        return FileKind.PARQUET
    if start.startswith(SQLITE_MARK):
        return FileKind.GEOPACKAGE
    # UTF-16 has a zero beside each of these signs
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\0", b"")
    if text.startswith(b"{"):
        return FileKind.GEOJSON
    return FileKind.KML if text.startswith((b"<?xml", b"<kml", b"<!--")) else FileKind.TEXT


def _look_into(file: str, archive: zipfile.ZipFile) -> FileKind:
    names = [member.filename for member in list_members(archive)]
    if "[Content_Types].xml" in names or "content.xml" in names:
        return FileKind.WORKBOOK
    refuse_nested(file, archive)
    suffixes = [PurePosixPath(name).suffix.lower() for name in names]
    if ".shp" in suffixes:
        return FileKind.SHAPEFILE
    if ".kml" in suffixes:
        return FileKind.KMZ
    if TABLE_SUFFIXES.intersection(suffixes):
        return FileKind.ZIPPED
    raise UnreadableFileError(make_problem(file, None, "nothing_in_archive", got=", ".join(names)))

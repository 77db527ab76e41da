"""Look into an archive without trusting it: what it names, how far it grows, what lies inside.

Members are read into memory, one by one, up to what they say they hold; none is unpacked under its
own name, so a name that climbs out of a folder has nowhere to go. It is refused all the same: who
writes such a name means harm.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path, PurePosixPath

from sahel_geo.sources.files import UnreadableFileError, make_problem
from sahel_geo.sources.intake.limits import MEGABYTE, Limits

ZIP_MARK = b"PK\x03\x04"

ARCHIVE_SUFFIXES = frozenset(
    {".zip", ".kmz", ".xlsx", ".ods", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar"}
)

PIECE = 1 << 20
"""Bytes read at once."""

ENCRYPTED = 0x1
"""The bit of a member's flags that says it needs a password."""

CLUTTER = "__MACOSX"
"""A folder that one system adds to every archive it makes."""


@contextmanager
def open_archive(file: str, content: bytes | Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """
    Open a ZIP archive whose list of members has been checked.

    Raises
    ------
    UnreadableFileError
        If it is no archive, is locked, holds a link, has a name that leaves its folder, or would
        grow beyond the limits.
    """
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    size = len(content) if isinstance(content, bytes) else content.stat().st_size
    try:
        with zipfile.ZipFile(source) as archive:
            _check_members(file, archive.infolist(), size, limits)
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        problem = make_problem(file, None, "bad_archive", reason=error)
        raise UnreadableFileError(problem) from error


def _check_members(file: str, members: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    limits.check("most_members", file, len(members))
    expanded = sum(member.file_size for member in members)
    limits.check("most_expanded_mb", file, expanded / MEGABYTE)
    limits.check("most_ratio", file, expanded / max(size, 1))
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise UnreadableFileError(make_problem(file, None, "locked"))
        if _leaves_its_folder(member) or stat.S_ISLNK(member.external_attr >> 16):
            problem = make_problem(file, None, "archive_path", got=member.filename)
            raise UnreadableFileError(problem)


def refuse_nested(file: str, archive: zipfile.ZipFile) -> None:
    """
    Refuse an archive that holds another one: what that would grow to is not known.

    Raises
    ------
    UnreadableFileError
        If one of its members is an archive or a workbook, by its name.
    """
    for member in list_members(archive):
        if PurePosixPath(member.filename).suffix.lower() in ARCHIVE_SUFFIXES:
            problem = make_problem(file, None, "nested_archive", got=member.filename)
            raise UnreadableFileError(problem)


def _leaves_its_folder(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename.replace("\\", "/")
    return name.startswith("/") or ".." in name.split("/") or ":" in name or "\0" in name


def list_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """List an archive's files, without folders and the clutter of file managers."""
    return [
        member
        for member in archive.infolist()
        if not member.is_dir()
        and not member.filename.startswith(CLUTTER)
        and not PurePosixPath(member.filename).name.startswith(".")
    ]


def read_member(file: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read a member whole; see `read_pieces`."""
    return b"".join(read_pieces(file, archive, member))


def read_pieces(file: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """
    Read a member piece by piece, and see that it holds no more than the archive's list says.

    Raises
    ------
    UnreadableFileError
        If it holds more: other readers of the same archive would unpack all of it.
    """
    told = member.file_size
    honest = copy(member)
    honest.file_size = told + 1  # reading stops here, so that one byte too many is seen
    read = 0
    with archive.open(honest) as stream:
        while piece := stream.read(PIECE):
            read += len(piece)
            if read > told:
                problem = make_problem(
                    file, None, "bad_archive", reason=f"{member.filename} > {told}"
                )
                raise UnreadableFileError(problem)
            yield piece

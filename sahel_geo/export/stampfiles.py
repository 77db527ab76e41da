"""Find the stamp of an export in its file, whatever its kind.

The file comes from outside: no more of it is read than an export can have, nothing of it is run,
XML entities are not expanded, and what is compressed is unpacked up to a limit.
"""

import csv
import json
import re
import sqlite3
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sahel_geo.export.stamp import (
    HTML_ID,
    MOST_STAMP,
    STAMP_COLUMN,
    STAMP_KEY,
    START,
    Stamp,
    read_stamp,
)
from sahel_geo.model.errors import SahelGeoError

MOST_BYTES = 200_000_000
"""Bytes of a file that is looked through."""

MOST_PART = 4 * MOST_STAMP
"""Bytes of one part of a file: a chunk, a box, a member of an archive."""

UNREADABLE = (
    ValueError,
    csv.Error,
    struct.error,
    sqlite3.Error,
    BadZipFile,
    zlib.error,
    RuntimeError,  # a locked archive; RecursionError and NotImplementedError are such errors too
)
"""What comes of a file that is not what its ending says."""

PNG_START = b"\x89PNG\r\n\x1a\n"
ZIP_PARTS = re.compile(
    r"docProps/(?:custom|core|app)\.xml|ppt/notesSlides/notesSlide[0-9]{1,4}\.xml"
)


def find_stamp(file: Path) -> Stamp:
    """
    Find how an export was made.

    Parameters
    ----------
    file
        A PNG, SVG, PDF, PPTX, HTML, GIF, MP4, GeoPackage, GeoJSON, CSV or XLSX of this program, by
        its ending.

    Returns
    -------
    stamp
        Checked, as `read_stamp` says.

    Raises
    ------
    SahelGeoError
        `no_stamp` if there is none, or the file is not what its ending says; `bad_stamp` and
        `newer_stamp` for one that cannot be read.
    OSError
        If the file cannot be read.
    """
    with file.open("rb"):  # a file that is missing or forbidden is told of as such
        pass
    finder = FINDERS.get(file.suffix.lower())
    try:
        text = None if finder is None or file.stat().st_size > MOST_BYTES else finder(file)
    except UNREADABLE:
        text = None
    if text is None:
        rule = "no_stamp"
        raise SahelGeoError(rule, file=file.name)
    return read_stamp(text)


def cut_stamp(text: str) -> str | None:
    """Cut the first stamp out of a text; None when there is none, or its end is missing."""
    start = text.find(START)
    if start < 0:
        return None
    part = text[start : start + MOST_STAMP]
    try:
        _, end = json.JSONDecoder().raw_decode(part)
    except ValueError:
        return None
    return part[:end]


def _find_in_png(file: Path) -> str | None:
    for name, content in _png_chunks(file):
        keyword, _, rest = content.partition(b"\0")
        if keyword == STAMP_KEY.encode("ascii"):
            if name == b"tEXt":
                return rest.decode("latin-1")
            if name == b"iTXt" and rest[:1] == b"\0":  # not compressed
                return rest[2:].split(b"\0", 2)[2].decode("utf-8")
    return None


def _png_chunks(file: Path) -> Iterator[tuple[bytes, bytes]]:
    """Give the text chunks of a PNG, passing over all others."""
    with file.open("rb") as stream:
        if stream.read(8) != PNG_START:
            return
        while len(head := stream.read(8)) == 8:  # noqa: PLR2004 - a length and a name
            length, name = struct.unpack(">I4s", head)
            if name in {b"tEXt", b"iTXt"} and length <= MOST_PART:
                yield name, stream.read(length)
                stream.seek(4, 1)
            else:
                stream.seek(length + 4, 1)


def _find_in_svg(file: Path) -> str | None:
    """Look inside `<metadata>` alone: other texts of the picture come from data."""
    text = file.read_text(encoding="utf-8")
    start, end = text.find("<metadata"), text.find("</metadata>")
    return cut_stamp(unescape(text[start:end])) if 0 <= start < end else None


def _find_in_pdf(file: Path) -> str | None:
    """Look for a string object that begins as a stamp: no stamp has brackets of its own."""
    content = file.read_bytes()
    start = content.find(b"(" + START.encode("ascii"))
    end = content.find(b")", start)
    if not 0 <= start < end:
        return None
    # a backslash is doubled; a line end after one is none
    text = content[start + 1 : end].decode("latin-1").replace("\\\n", "")
    return text.replace("\\\\", "\\")


def _find_in_zip(file: Path) -> str | None:
    with ZipFile(file) as archive:
        for member in archive.infolist():
            if ZIP_PARTS.fullmatch(member.filename):
                with archive.open(member) as stream:
                    part = stream.read(MOST_PART).decode("utf-8", errors="replace")
                text = cut_stamp(unescape(part))
                if text is not None:
                    return text
    return None


def _find_in_html(file: Path) -> str | None:
    text = file.read_text(encoding="utf-8")
    opening = re.search(rf'<script[^>]{{0,80}}\bid="{HTML_ID}"[^>]{{0,80}}>', text)
    return None if opening is None else cut_stamp(text[opening.end() : opening.end() + MOST_STAMP])


def _find_in_gif(file: Path) -> str | None:
    """Read the comments of a GIF: runs of blocks of up to 255 bytes, each led by its length."""
    content = file.read_bytes()
    start = content.find(b"\x21\xfe")
    while start >= 0:
        at, comment = start + 2, bytearray()
        while at < len(content) and content[at] and len(comment) <= MOST_STAMP:
            comment += content[at + 1 : at + 1 + content[at]]
            at += content[at] + 1
        if comment.startswith(START.encode("ascii")):
            return comment.decode("ascii")
        start = content.find(b"\x21\xfe", start + 2)
    return None


def _find_in_mp4(file: Path) -> str | None:
    """Look into the box `moov`, which holds what is told of a film."""
    with file.open("rb") as stream:
        while len(head := stream.read(8)) == 8:  # noqa: PLR2004 - a length and a name
            length, name = struct.unpack(">I4s", head)
            header = 8
            if length == 1:
                (length,) = struct.unpack(">Q", stream.read(8))
                header = 16
            if name == b"moov":
                return cut_stamp(stream.read(min(length, MOST_PART)).decode("latin-1"))
            if length < header:
                return None
            stream.seek(length - header, 1)
    return None


def _find_in_geopackage(file: Path) -> str | None:
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as package:
        package.execute("PRAGMA trusted_schema = OFF")
        package.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_PART)
        rows = package.execute("SELECT metadata FROM gpkg_metadata LIMIT 100").fetchall()
    texts = (cut_stamp(unescape(text)) for (text,) in rows if isinstance(text, str))
    return next((text for text in texts if text is not None), None)


def _find_in_geojson(file: Path) -> str | None:
    """Read the member `stamp` of `metadata`, which `rows` writes before the features."""
    with file.open(encoding="utf-8") as stream:
        head = stream.read(MOST_PART)
    return cut_stamp(head.partition('"features":')[0])


def _find_in_csv(file: Path) -> str | None:
    """Read the last cell of the first row of data."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        header, first = next(rows, []), next(rows, [])
    if not header or len(header) != len(first) or STAMP_COLUMN not in header:
        return None
    return cut_stamp(first[header.index(STAMP_COLUMN)])


FINDERS: Mapping[str, Callable[[Path], str | None]] = {
    ".png": _find_in_png,
    ".svg": _find_in_svg,
    ".pdf": _find_in_pdf,
    ".pptx": _find_in_zip,
    ".html": _find_in_html,
    ".gif": _find_in_gif,
    ".mp4": _find_in_mp4,
    ".gpkg": _find_in_geopackage,
    ".geojson": _find_in_geojson,
    ".csv": _find_in_csv,
    ".xlsx": _find_in_zip,
}
"""Where to look, by the ending of the file's name."""

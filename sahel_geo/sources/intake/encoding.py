"""Find out how a text is written as bytes, and read it line by line.

A mark at the beginning says it. Else bytes that are valid UTF-8 are UTF-8: by chance they hardly
ever are. Else every other byte being zero means UTF-16. What remains is one byte a sign, as older
spreadsheets write: Windows-1252 when it uses the bytes that Latin-1 has no signs for, Latin-1
otherwise (the two are then the same). That is a guess, and it is shown as one.
"""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sahel_geo.sources.intake.table import Repair, RepairKind

MARKS = (
    # the mark of UTF-32 begins with that of UTF-16, so it is asked for first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1",
}

PIECE = 1 << 22

ONLY_WINDOWS = re.compile(rb"[\x80-\x9f]")
"""Signs such as “ ” ’ – € in Windows-1252; in Latin-1 no text has them."""

NO_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes that Windows-1252 has no signs for."""

MOSTLY = 10
"""A file with so many times more good than bad UTF-8 signs is UTF-8 with a few broken rows."""

ZERO_SHARE = 0.3
"""In UTF-16 of Latin letters about half of the bytes are zero, on one side only."""


def open_source(content: bytes | Path) -> BinaryIO:
    """Open bytes or a file for reading from its beginning."""
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def find_encoding(content: bytes | Path) -> str:
    """
    Find out how a text is written.

    Parameters
    ----------
    content
        The text's bytes; all of them are looked at, since one sign late in a file decides.

    Returns
    -------
    encoding
        A codec of Python, one of `NAMES`. Broken signs in what is mostly UTF-8 stay broken: their
        rows are set aside when read.
    """
    with open_source(content) as source:
        start = source.read(PIECE)
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    if wide := _find_wide(start):
        return wide
    return "utf-8" if _is_utf8(content) else _find_narrow(content)


def _find_wide(start: bytes) -> str:
    """Tell UTF-16 without a mark by its zeros, which stand on one side."""
    half = max(len(start) // 2, 1)
    first, second = start[::2].count(0) / half, start[1::2].count(0) / half
    if second > ZERO_SHARE and first < second / MOSTLY:
        return "utf-16-le"
    return "utf-16-be" if first > ZERO_SHARE and second < first / MOSTLY else ""


def _is_utf8(content: bytes | Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open_source(content) as source:
        try:
            while piece := source.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _find_narrow(content: bytes | Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    uses_windows = is_windows = False
    with open_source(content) as source:
        while piece := source.read(PIECE):
            text = decoder.decode(piece)
            if text.isascii():
                continue
            broken = len(re.findall("[\udc80-\udcff]", text))
            bad += broken
            good += len(re.findall("[^\x00-\x7f]", text)) - broken
            uses_windows = uses_windows or bool(ONLY_WINDOWS.search(piece))
            is_windows = is_windows or bool(NO_WINDOWS.search(piece))
    bad += len(decoder.getstate()[0])  # a sign that the end of the file cuts off
    if good > MOSTLY * bad:
        return "utf-8"
    return "cp1252" if uses_windows and not is_windows else "latin-1"


def read_lines(content: bytes | Path, encoding: str) -> Iterator[tuple[str, float]]:
    """Read lines with their ends, and the share of the bytes read so far (0 to 1)."""
    total = max(len(content) if isinstance(content, bytes) else content.stat().st_size, 1)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    with (
        open_source(content) as source,
        io.TextIOWrapper(source, encoding=encoding, errors=errors, newline="") as text,
    ):
        for line in text:
            yield line, source.tell() / total


def tell_encoding(encoding: str) -> tuple[Repair, ...]:
    """Tell of an encoding that is not UTF-8."""
    name = NAMES[encoding]
    if name == "UTF-8":
        return ()
    return (Repair(RepairKind.ENCODING, (("encoding", name),)),)

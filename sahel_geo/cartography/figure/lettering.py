"""Type: the fonts that ship with Matplotlib, measured and wrapped before anything is drawn.

Text from data is text: it is never read as mathematics, and a character that the font lacks is
replaced by a sign that says so.
"""

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from sahel_geo.cartography.figure.canvas import colors_of
from sahel_geo.cartography.figure.outlines import Halo, Lettering
from sahel_geo.cartography.figure.page import POINTS_PER_PX
from sahel_geo.cartography.symbology import TextStyle

MIN_SIZE_PX = 8.25
"""No lettering is smaller: 11 pixels of a 1920 x 1080 picture."""
LINE_HEIGHT = 1.28
"""From one line of a paragraph to the next, in type sizes."""
HAIR_SPACE = "\u200a"
HAIR_SPACE_EM = 0.075
"""Width of a hair space in DejaVu Sans, by which letters are spaced out."""
MISSING = "\ufffd"
FIRST_JOINING_SCRIPT = "\u0590"
"""From Hebrew and Arabic on, letters may join and are never spaced out."""
ELLIPSIS = "…"

# Letters stand where they are measured to stand, whatever the resolution: a preview is the export.
# Set once for the process: changing it around a drawing would change it for other threads.
mpl.rcParams["text.hinting"] = "none"

Horizontal = Literal["left", "center", "right"]


@cache
def font_file(*, bold: bool, italic: bool) -> Path:
    """Give the file of a face of DejaVu Sans; by file, so that a machine's own fonts never win."""
    face = {
        (False, False): "DejaVuSans",
        (True, False): "DejaVuSans-Bold",
        (False, True): "DejaVuSans-Oblique",
        (True, True): "DejaVuSans-BoldOblique",
    }[bold, italic]
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / f"{face}.ttf"


@cache
def _known_letters(*, bold: bool, italic: bool) -> frozenset[str]:
    return frozenset(map(chr, get_font(font_file(bold=bold, italic=italic)).get_charmap()))


def font(text: str, style: TextStyle) -> FontProperties:
    """Give the font for a text, at its size: a plainer face where the one wanted lacks letters."""
    bold, italic = _face(text, style)
    size = style.size_px * POINTS_PER_PX
    # the file decides; an SVG tells weight and style
    weight = "bold" if bold else "normal"
    slant: Literal["oblique", "normal"] = "oblique" if italic else "normal"
    file = font_file(bold=bold, italic=italic)
    return FontProperties(fname=file, size=size, weight=weight, style=slant)


def _face(text: str, style: TextStyle) -> tuple[bool, bool]:
    """Choose (bold, italic); only the upright faces have Arabic, only the plain one Tifinagh."""
    for bold, italic in ((style.bold, style.italic), (style.bold, False)):
        if _known_letters(bold=bold, italic=italic).issuperset(text):
            return bold, italic
    return False, False


def printable(text: str) -> str:
    """Give a text in composed letters on one line, with a sign for each letter no face has."""
    plain = unicodedata.normalize("NFC", text)
    spaced = "".join(" " if letter in "\t\n\r\v\f" else letter for letter in plain)
    known = _known_letters(bold=False, italic=False)
    return "".join(letter if letter in known else MISSING for letter in spaced)


def as_lettered(text: str, style: TextStyle) -> str:
    """Give a text as it is set: in capitals and spaced out where the style says so."""
    words = printable(text.upper() if style.uppercase else text)
    hairs = round(style.spacing_px / style.size_px / HAIR_SPACE_EM)
    if hairs == 0 or any(FIRST_JOINING_SCRIPT <= letter < HAIR_SPACE for letter in words):
        return words
    return (HAIR_SPACE * hairs).join(words)


def measure(text: str, style: TextStyle) -> float:
    """Measure the width of a line in CSS pixels, rather too wide than too narrow."""
    # the sum of the letters: kerning, which only narrows a line, is left out for speed
    letters = as_lettered(text, style)
    bold, italic = _face(letters, style)
    return style.size_px * sum(_advance_em(letter, bold=bold, italic=italic) for letter in letters)


@cache
def _advance_em(letter: str, *, bold: bool, italic: bool) -> float:
    """Measure how far a letter moves the pen, in type sizes."""
    face = FontProperties(fname=font_file(bold=bold, italic=italic), size=100)
    width, _, _ = text_to_path.get_text_width_height_descent(letter, face, ismath=False)
    return float(width) / 100


def write(  # noqa: PLR0913 - a place, an alignment and a depth are what a text needs
    axes: Axes,
    text: str,
    position: tuple[float, float],
    style: TextStyle,
    *,
    align: Horizontal = "left",
    vertical: str = "center",
    angle: float = 0.0,
    depth: float = 0.0,
    **options: Any,
) -> Text:
    """
    Write one line.

    Parameters
    ----------
    position
        (x, y) in CSS pixels of the page.
    align, vertical
        Which part of the line stands at the position, in Matplotlib's words.
    angle
        Degrees, anticlockwise.
    depth
        What covers what within the axes.
    options
        Further properties of Matplotlib's `Text`.
    """
    style = colors_of(axes).text(style)
    lettered = as_lettered(text, style)
    line = Lettering(
        *position,
        lettered,
        fontproperties=font(lettered, style),
        color=style.color,
        ha=align,
        va=vertical,
        rotation=angle,
        rotation_mode="anchor",
        parse_math=False,
        zorder=depth,
        transform=axes.transData,
        **{"clip_on": False, **options},
    )
    if style.halo_px:
        line.halo = Halo(2 * style.halo_px * POINTS_PER_PX, style.halo)
    axes.add_artist(line)
    return line


@dataclass(frozen=True)
class Paragraph:
    """Lines that fit a width, in a lettering that may have been shrunk to make them fit."""

    lines: tuple[str, ...]
    style: TextStyle

    @property
    def line_height(self) -> float:
        """From one baseline to the next, in CSS pixels."""
        return self.style.size_px * LINE_HEIGHT

    @property
    def height(self) -> float:
        """Of all lines, in CSS pixels."""
        return len(self.lines) * self.line_height

    def write(self, axes: Axes, left: float, top: float, *, depth: float = 0.0) -> None:
        """Write the lines below each other, flush left."""
        for number, line in enumerate(self.lines):
            middle = top + (number + 0.5) * self.line_height
            write(axes, line, (left, middle), self.style, depth=depth)


def wrap(text: str, style: TextStyle, width: float) -> tuple[str, ...]:
    """
    Break a text into lines no wider than a width in CSS pixels.

    Lines break at spaces; a word wider than a line is cut. No-break spaces hold words together.
    """
    lines: list[str] = []
    for word in printable(text).split(" "):
        if not word:
            continue
        if lines and measure(f"{lines[-1]} {word}", style) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _cut(word, style, width)
    return tuple(lines)


def _cut(word: str, style: TextStyle, width: float) -> list[str]:
    parts: list[str] = []
    while measure(word, style) > width and len(word) > 1:
        length = max(int(len(word) * width / measure(word, style)), 1)
        while length > 1 and measure(word[:length], style) > width:
            length -= 1
        parts.append(word[:length])
        word = word[length:]
    return [*parts, word]


def set_paragraph(
    text: str,
    style: TextStyle,
    width: float,
    *,
    max_lines: int = 1,
    min_size_px: float = MIN_SIZE_PX,
) -> Paragraph:
    """
    Set a text in a width: wrapped, then shrunk, at last cut short with an ellipsis.

    Parameters
    ----------
    style
        The lettering wanted; its size is reduced when the lines would be too many.
    width
        In CSS pixels.
    max_lines
        Most lines allowed.
    min_size_px
        Type is not made smaller than this.

    Returns
    -------
    paragraph
        At most `max_lines` lines, none wider than `width`; no lines for an empty text.
    """
    size = style.size_px
    while True:
        fitted = replace(style, size_px=size)
        lines = wrap(text, fitted, width)
        if len(lines) <= max_lines:
            return Paragraph(lines, fitted)
        if size <= min_size_px:
            return Paragraph(
                (*lines[: max_lines - 1], _shorten(lines[max_lines - 1], fitted, width)), fitted
            )
        size = max(size * 0.94, min_size_px)


def _shorten(line: str, style: TextStyle, width: float) -> str:
    while line and measure(line + ELLIPSIS, style) > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS

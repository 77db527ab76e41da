"""Divide a page: words above, map and legend side by side, tray and small print below.

Everything that is text is set first, since the map takes the room that is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from sahel_geo.cartography.document import MapDocument, MapTexts, TrayEntry
from sahel_geo.cartography.figure.legend import LegendLayout, lay_out_legend
from sahel_geo.cartography.figure.lettering import (
    MIN_SIZE_PX,
    Paragraph,
    measure,
    set_paragraph,
    write,
)
from sahel_geo.cartography.figure.page import Box, Page
from sahel_geo.cartography.symbology import INK, QUIET_INK, TextStyle
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import WINDOW, Extent

MARGIN_PX = 20.0
TITLE = TextStyle(INK, 23.0, bold=True, halo_px=0.0)
LEAST_TITLE_PX, LEAST_LONG_TITLE_PX = 18.0, 14.0
SUBTITLE = TextStyle(QUIET_INK, 12.5, halo_px=0.0)
COUNTS = TextStyle(INK, 12.5, bold=True, halo_px=0.0)
SMALL_PRINT = TextStyle(QUIET_INK, 8.6, halo_px=0.0)
TRAY_WORDS = TextStyle(INK, 9.2, halo_px=0.0)
TRAY_HEADING = TextStyle(QUIET_INK, 9.2, italic=True, halo_px=0.0)
TRAY_FILL, TRAY_EDGE = "#ece9f1", "#8d7f9c"
LEFT_DEGREES_PX = 32.0
"""Left of the map, for the degrees of the parallels."""
TOP_DEGREES_PX = 14.0
COLUMN_GAP_PX = 18.0
BLOCK_GAP_PX = 7.0
LOCATOR_PX = (96.0, 78.0)
"""Width and height of the locator map, which stands beside the title."""
MOST_OF_WINDOW = 0.6
"""A map of more than this share of the window needs no locator."""
TRAY_LINE_PX = 21.0
CHIP_PADDING_PX = 6.0
MOST_TRAY_LINES = 3
LEAST_MAP_SHARE = 0.42
"""Of the page's width: what a legend of many columns must leave to the map."""


@dataclass(frozen=True)
class Chip:
    """One entry of the tray on the page."""

    words: str
    style: TextStyle
    left: float
    line: int
    width: float
    boxed: bool


@dataclass(frozen=True)
class Layout:
    """Where everything goes, in CSS pixels of the page."""

    head: tuple[Paragraph, ...]
    foot: tuple[Paragraph, ...]
    map_box: Box
    legend_box: Box
    legend: LegendLayout
    locator_box: Box | None
    """None where the map shows nearly all there is."""
    chips: tuple[Chip, ...]
    foot_top: float


def lay_out(document: MapDocument, page: Page, translator: Translator) -> Layout:
    """
    Divide the page for a document.

    Returns
    -------
    layout
        The legend has a column on the right; the map takes what the words above and below
        leave. A locator, if one is needed, stands at the right end of the words above.
    """
    inner = Box(MARGIN_PX, MARGIN_PX * 0.7, page.width - MARGIN_PX, page.height - MARGIN_PX * 0.5)
    foot = _set_foot(document.texts, inner.width)
    bottom = inner.bottom - _height(foot) - BLOCK_GAP_PX
    legend = lay_out_legend(document.legend, bottom - inner.top)
    column_left = inner.right - min(legend.width, inner.width * (1 - LEAST_MAP_SHARE))
    map_left, map_right = inner.left + LEFT_DEGREES_PX, column_left - COLUMN_GAP_PX
    width, height = LOCATOR_PX if needs_locator(document.extent) else (0.0, 0.0)
    locator = Box(map_right - width, inner.top, map_right, inner.top + height)
    head = _set_head(document.texts, locator.left - inner.left - (COLUMN_GAP_PX if width else 0))
    chips = _set_tray(document.tray, (map_left, map_right), translator)
    lines = max((chip.line for chip in chips), default=-1) + 1
    tray_height = TRAY_LINE_PX * lines + (BLOCK_GAP_PX if chips else 0.0)
    head_height = max(_height(head) + BLOCK_GAP_PX, height + 2)
    map_top = inner.top + head_height + TOP_DEGREES_PX
    return Layout(
        head=head,
        foot=foot,
        map_box=Box(map_left, map_top, map_right, bottom - tray_height),
        legend_box=Box(column_left, inner.top, inner.right, bottom),
        legend=legend,
        locator_box=locator if height else None,
        chips=chips,
        foot_top=bottom + BLOCK_GAP_PX,
    )


def needs_locator(extent: Extent) -> bool:
    """Tell whether a map shows so little of the window that its place in it must be shown."""
    return _area(extent) < MOST_OF_WINDOW * _area(WINDOW)


def _area(extent: Extent) -> float:
    return (extent.east - extent.west) * (extent.north - extent.south)


def _height(paragraphs: Sequence[Paragraph]) -> float:
    return sum(paragraph.height for paragraph in paragraphs)


def _set_head(texts: MapTexts, width: float) -> tuple[Paragraph, ...]:
    head = (
        _set_title(texts.title, width),
        set_paragraph(texts.subtitle, SUBTITLE, width, max_lines=2, min_size_px=9.5),
        set_paragraph(texts.counts, COUNTS, width, max_lines=2, min_size_px=9.5),
    )
    return tuple(part for part in head if part.lines)


def _set_title(title: str, width: float) -> Paragraph:
    """Set the title in one line, or in two where that would make it small."""
    one_line = set_paragraph(title, TITLE, width, max_lines=1, min_size_px=LEAST_TITLE_PX)
    if measure(title, one_line.style) <= width:
        return one_line
    return set_paragraph(title, one_line.style, width, max_lines=2, min_size_px=LEAST_LONG_TITLE_PX)


def _set_foot(texts: MapTexts, width: float) -> tuple[Paragraph, ...]:
    dates = " · ".join(words for words in (texts.data_date, texts.made_on) if words)
    foot = (
        set_paragraph(words, SMALL_PRINT, width, max_lines=2, min_size_px=MIN_SIZE_PX)
        for words in (texts.sources, texts.disclaimer, dates)
    )
    return tuple(part for part in foot if part.lines)


def _set_tray(
    tray: Sequence[TrayEntry], between: tuple[float, float], translator: Translator
) -> tuple[Chip, ...]:
    """Set the tray in lines between two x; entries that find no line are counted in the last."""
    if not tray:
        return ()
    left, _ = between
    heading = translator.text("figure.tray")
    chips = [Chip(heading, TRAY_HEADING, left, 0, measure(heading, TRAY_HEADING), boxed=False)]
    for number, entry in enumerate(tray):
        rest = sum(later.count for later in tray[number:])
        chip = _next_chip(chips[-1], entry.words, between)
        overflow = _next_chip(chip, _rest_words(rest, translator), between)
        if overflow.line >= MOST_TRAY_LINES and number < len(tray) - 1:
            return (*chips, _next_chip(chips[-1], _rest_words(rest, translator), between))
        chips.append(chip)
    return tuple(chips)


def _rest_words(count: int, translator: Translator) -> str:
    return translator.text("figure.tray_rest", count=translator.number(count))


def _next_chip(last: Chip, words: str, between: tuple[float, float]) -> Chip:
    left, right = between
    width = measure(words, TRAY_WORDS) + 2 * CHIP_PADDING_PX
    style = TRAY_WORDS
    if width > right - left:
        style = set_paragraph(words, TRAY_WORDS, right - left - 2 * CHIP_PADDING_PX).style
        width = right - left
    start = last.left + last.width + 6
    if start + width > right:
        return Chip(words, style, left, last.line + 1, width, boxed=True)
    return Chip(words, style, start, last.line, width, boxed=True)


def draw_words(sheet: Axes, layout: Layout) -> None:
    """Write title, subtitle and counts above the map, and the small print below it."""
    top = MARGIN_PX * 0.7
    for part in layout.head:
        part.write(sheet, MARGIN_PX, top)
        top += part.height
    top = layout.foot_top
    for part in layout.foot:
        part.write(sheet, MARGIN_PX, top)
        top += part.height


def draw_tray(sheet: Axes, layout: Layout) -> None:
    """Draw the tray below the map: what happened somewhere in a country, and is not drawn."""
    for chip in layout.chips:
        middle = layout.map_box.bottom + BLOCK_GAP_PX + (chip.line + 0.5) * TRAY_LINE_PX
        if chip.boxed:
            height = TRAY_LINE_PX - 4
            sheet.add_patch(
                FancyBboxPatch(
                    (chip.left, middle - height / 2), chip.width, height,
                    boxstyle="round,pad=0,rounding_size=5", facecolor=TRAY_FILL,
                    edgecolor=TRAY_EDGE, linewidth=0.6,
                )
            )  # fmt: skip
        start = chip.left + (CHIP_PADDING_PX if chip.boxed else 0.0)
        write(sheet, chip.words, (start, middle), replace(chip.style, halo_px=0.0), depth=1)

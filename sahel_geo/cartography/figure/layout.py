"""Divide a page: words above, map and legend, then tray, chart, table and small print.

Everything that is text is set first, since the map takes the room that is left. On a broad page
the legend stands in columns at the right, on a square or upright one in columns below the map.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sahel_geo.cartography.document import MapDocument, MapTexts
from sahel_geo.cartography.extras import Extras
from sahel_geo.cartography.figure.brand import Brand, set_brand
from sahel_geo.cartography.figure.legend import (
    LegendLayout,
    lay_out_legend,
    lay_out_legend_below,
)
from sahel_geo.cartography.figure.lettering import MIN_SIZE_PX, Paragraph, measure, set_paragraph
from sahel_geo.cartography.figure.marking import MARKING_ROOM_PX, Marking, set_markings
from sahel_geo.cartography.figure.page import Box, Page
from sahel_geo.cartography.figure.strips import Strips, lay_out_strips
from sahel_geo.cartography.figure.tray import TRAY_LINE_PX, Chip, set_tray
from sahel_geo.cartography.symbology import INK, QUIET_INK, TextStyle
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.extent import WINDOW, Extent
from sahel_geo.model.vocabulary import Furniture

MARGIN_PX = 20.0
TOP_MARGIN_PX, BOTTOM_MARGIN_PX = MARGIN_PX * 0.7, MARGIN_PX * 0.5
TITLE = TextStyle(INK, 23.0, bold=True, halo_px=0.0)
TITLE_ATTEMPTS = ((1, 18.0), (2, 14.0), (3, 12.5), (8, 10.5))
"""(most lines, least size of the type) in the order they are tried."""
SUBTITLE = TextStyle(QUIET_INK, 12.5, halo_px=0.0)
COUNTS = TextStyle(INK, 12.5, bold=True, halo_px=0.0)
SMALL_PRINT = TextStyle(QUIET_INK, 8.6, halo_px=0.0)
LEFT_DEGREES_PX = 32.0
"""Left of the map, for the degrees of the parallels."""
TOP_DEGREES_PX = 14.0
COLUMN_GAP_PX = 18.0
BLOCK_GAP_PX = 7.0
LOCATOR_PX = (96.0, 78.0)
"""Width and height of the locator map, which stands beside the title."""
MOST_OF_WINDOW = 0.6
"""A map of more than this share of the window needs no locator."""
LEAST_MAP_SHARE = 0.42
"""Of the page's width: what a legend of many columns must leave to the map."""
LEAST_SHAPE_BESIDE = 1.2
"""Width by height of a page from which the legend stands beside the map."""
LEAST_SHAPE_OF_PAIR = 0.9
"""Width by height of a page from which chart and table stand side by side."""
MOST_LEGEND_SHARE = 0.27
"""Of the page's height: what a legend below the map may take."""


@dataclass(frozen=True)
class PlacedWords:
    """A paragraph of the page, by what it says: title, subtitle, counts, stamp and so on."""

    name: str
    paragraph: Paragraph
    left: float
    top: float

    @property
    def box(self) -> Box:
        """What the lines cover; they are flush left."""
        width = max(
            (measure(line, self.paragraph.style) for line in self.paragraph.lines), default=0.0
        )
        return Box(self.left, self.top, self.left + width, self.top + self.paragraph.height)


@dataclass(frozen=True)
class Layout:
    """Where everything goes, in CSS pixels of the page."""

    head: tuple[PlacedWords, ...]
    """Title, subtitle, counts, from the top down; those without words are left out."""
    foot: tuple[PlacedWords, ...]
    """Sources, disclaimer, and always the stamp."""
    map_box: Box
    legend_box: Box | None
    """None where there is no legend."""
    legend: LegendLayout
    locator_box: Box | None
    """None where the map shows nearly all there is."""
    chips: tuple[Chip, ...]
    brand: Brand = field(default_factory=Brand)
    markings: tuple[Marking, ...] = ()
    strips: Strips = field(default_factory=Strips)

    @property
    def words(self) -> tuple[PlacedWords, ...]:
        """All paragraphs of the page that belong neither to the legend nor to a table."""
        return (*self.head, *self.foot)


@dataclass(frozen=True)
class _Column:
    """Legend and brand at the right of the map; the map ends at `map_right`."""

    map_right: float
    legend: LegendLayout
    legend_box: Box | None
    brand: Brand


def lay_out(
    document: MapDocument,
    page: Page,
    translator: Translator,
    design: PageDesign | None = None,
    extras: Extras | None = None,
) -> Layout:
    """
    Divide the page for a document.

    Parameters
    ----------
    document
        Its words are those of the page; `plan.dress` puts in the designer's own.
    design
        Furniture, organisation and marking; the usual ones if None.
    extras
        Chart and table, as far as they are wanted.

    Returns
    -------
    layout
        The map takes what the words above and below leave. A locator, if one is needed, stands
        at the right end of the words above, the organisation beside it or above the legend.
    """
    design, extras = design or PageDesign(), extras or Extras()
    marked = MARKING_ROOM_PX if design.marking else 0.0
    inner = Box(
        MARGIN_PX,
        TOP_MARGIN_PX + marked,
        page.width - MARGIN_PX,
        page.height - BOTTOM_MARGIN_PX - marked,
    )
    foot = _set_foot(document.texts, inner, design)
    bottom = foot[0].top - BLOCK_GAP_PX if foot else inner.bottom
    with_legend = Furniture.LEGEND in design.furniture and bool(document.legend)
    is_beside = page.width >= LEAST_SHAPE_BESIDE * page.height
    column = _Column(inner.right, LegendLayout((), 0.0), None, set_brand(design))
    if with_legend and is_beside:
        column = _lay_out_beside(document, design, Box(*_edges(inner, bottom)))
    elif with_legend:
        legend = lay_out_legend_below(
            document.legend, inner.width, inner.height * MOST_LEGEND_SHARE
        )
        box = Box(inner.left, bottom - legend.height, inner.right, bottom)
        bottom = box.top - BLOCK_GAP_PX * 1.5
        column = replace(column, legend=legend, legend_box=box)
    below = Box(inner.left, inner.top, column.map_right, bottom)
    strips = lay_out_strips(
        extras, below, side_by_side=page.width >= LEAST_SHAPE_OF_PAIR * page.height
    )
    if strips.height:
        below = replace(below, bottom=bottom - strips.height - BLOCK_GAP_PX)
    layout = _lay_out_map(document, translator, design, (below, foot), column, strips)
    return replace(layout, markings=set_markings(design.marking, page))


def _edges(inner: Box, bottom: float) -> tuple[float, float, float, float]:
    return inner.left, inner.top, inner.right, bottom


def _lay_out_beside(document: MapDocument, design: PageDesign, inner: Box) -> _Column:
    """Set the legend, below the brand where that costs no column, else beside the title."""
    brand = set_brand(design)
    room = brand.height + BLOCK_GAP_PX * 1.5 if brand.height else 0.0
    legend = lay_out_legend(document.legend, inner.height)
    if room:
        below = lay_out_legend(document.legend, inner.height - room)
        if below.width > legend.width:
            room = 0.0
        else:
            legend = below
    left = inner.right - min(legend.width, inner.width * (1 - LEAST_MAP_SHARE))
    box = Box(left, inner.top + room, inner.right, inner.bottom)
    if room:
        brand = brand.moved(left, inner.top)
    return _Column(left - COLUMN_GAP_PX, legend, box, brand)


def _lay_out_map(
    document: MapDocument,
    translator: Translator,
    design: PageDesign,
    rest: tuple[Box, tuple[PlacedWords, ...]],
    column: _Column,
    strips: Strips,
) -> Layout:
    """Set the head, the tray and the map into what legend, strips and foot leave."""
    room, foot = rest
    wants_degrees = Furniture.GRATICULE in design.furniture
    map_left = room.left + (LEFT_DEGREES_PX if wants_degrees else 0.0)
    right, brand, height = room.right, column.brand, 0.0
    if brand.height and not brand.is_placed:
        brand = brand.moved(right - brand.width, room.top)
        right, height = right - brand.width - COLUMN_GAP_PX, brand.height
    locator = None
    if Furniture.INSET in design.furniture and needs_locator(document.extent):
        locator = Box(right - LOCATOR_PX[0], room.top, right, room.top + LOCATOR_PX[1])
        right, height = locator.left - COLUMN_GAP_PX, max(height, locator.height)
    head = _set_head(document.texts, room.left, room.top, right - room.left)
    foot_of_head = max((words.box.bottom for words in head), default=room.top)
    map_top = max(foot_of_head + BLOCK_GAP_PX, room.top + height + 2)
    map_top += TOP_DEGREES_PX if wants_degrees else 2.0
    chips = set_tray(document.tray, (map_left, room.right), translator)
    lines = max((chip.line for chip in chips), default=-1) + 1
    tray_height = TRAY_LINE_PX * lines + (BLOCK_GAP_PX if chips else 0.0)
    return Layout(
        head=head,
        foot=foot,
        map_box=Box(map_left, map_top, room.right, room.bottom - tray_height),
        legend_box=column.legend_box,
        legend=column.legend,
        locator_box=locator,
        chips=chips,
        brand=brand,
        strips=strips,
    )


def needs_locator(extent: Extent) -> bool:
    """Tell whether a map shows so little of the window that its place in it must be shown."""
    return _area(extent) < MOST_OF_WINDOW * _area(WINDOW)


def _area(extent: Extent) -> float:
    return (extent.east - extent.west) * (extent.north - extent.south)


def _set_head(texts: MapTexts, left: float, top: float, width: float) -> tuple[PlacedWords, ...]:
    head = {
        "title": _set_title(texts.title, width),
        "subtitle": _set_long(texts.subtitle, SUBTITLE, width),
        "counts": _set_long(texts.counts, COUNTS, width),
    }
    return _stack(head.items(), left, top)


def _set_title(title: str, width: float) -> Paragraph:
    """Set the title in one line, or in more where that would make it small; never cut it."""
    style = TITLE
    for most_lines, least_size in TITLE_ATTEMPTS:
        words = set_paragraph(title, style, width, max_lines=most_lines, min_size_px=least_size)
        if _is_whole(words, title):
            return words
        style = words.style
    return words


def _set_long(text: str, style: TextStyle, width: float) -> Paragraph:
    """Set a text in two lines, or in more if it is very long."""
    words = set_paragraph(text, style, width, max_lines=2, min_size_px=9.5)
    if _is_whole(words, text):
        return words
    return set_paragraph(text, words.style, width, max_lines=6, min_size_px=9.0)


def _is_whole(words: Paragraph, text: str) -> bool:
    return not words.lines or not words.lines[-1].endswith("…") or text.endswith("…")


def _set_foot(texts: MapTexts, inner: Box, design: PageDesign) -> tuple[PlacedWords, ...]:
    wanted = {
        "citations": texts.citations,
        "sources": texts.sources if Furniture.SOURCES in design.furniture else "",
        "disclaimer": texts.disclaimer if Furniture.DISCLAIMER in design.furniture else "",
        "stamp": stamp_words(texts),
    }
    lines = 3 if inner.width < 1000 else 2  # noqa: PLR2004 - an upright sheet
    foot = {
        name: set_paragraph(
            words,
            SMALL_PRINT,
            inner.width,
            # who made the data wants the whole of it told
            max_lines=4 * lines if name == "citations" else lines,
            min_size_px=MIN_SIZE_PX,
        )
        for name, words in wanted.items()
    }
    height = sum(words.height for words in foot.values())
    return _stack(foot.items(), inner.left, inner.bottom - height)


def stamp_words(texts: MapTexts) -> str:
    """Write the line that no export is without: what was filtered, of which data, made when."""
    return " · ".join(words for words in (texts.chosen, texts.data_date, texts.made_on) if words)


def _stack(
    parts: Iterable[tuple[str, Paragraph]], left: float, top: float
) -> tuple[PlacedWords, ...]:
    placed = []
    for name, words in parts:
        if words.lines:
            placed.append(PlacedWords(name, words, left, top))
            top += words.height
    return tuple(placed)

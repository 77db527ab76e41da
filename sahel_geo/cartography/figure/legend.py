"""Lay out and draw the legend: the lines of the document, each beside a true sample.

Words shrink and columns are added until all lines fit; samples keep the size they have on the map.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from matplotlib.axes import Axes

from sahel_geo.cartography.document import LegendEntry, LegendGroup
from sahel_geo.cartography.figure.canvas import Depth
from sahel_geo.cartography.figure.lettering import Paragraph, set_paragraph
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.samples import draw_sample, sample_size
from sahel_geo.cartography.symbology import INK, MarkerStyle, TextStyle

HEADING = TextStyle(INK, 11.5, bold=True, halo_px=0.0)
WORDS = TextStyle(INK, 11.0, halo_px=0.0)
COLUMN_WIDTH_PX = 236.0
NARROW_COLUMN_WIDTH_PX, WIDE_COLUMN_WIDTH_PX = 206.0, 272.0
COLUMN_GAP_PX = 14.0
GROUP_GAP_PX = 9.0
ROW_GAP_PX = 3.0
SAMPLE_GAP_PX = 9.0
MOST_LINES = 4
LEAST_IN_PAIRS = 4
"""So many short lines of one kind in a row are set two by two."""
ATTEMPTS = (
    *((1, scale, COLUMN_WIDTH_PX) for scale in (1.0, 0.94, 0.88, 0.82)),
    *((1, scale, WIDE_COLUMN_WIDTH_PX) for scale in (0.82, 0.78, 0.76)),
    *((2, scale, NARROW_COLUMN_WIDTH_PX) for scale in (0.94, 0.88, 0.82, 0.76)),
    (3, 0.82, NARROW_COLUMN_WIDTH_PX),
    (3, 0.76, NARROW_COLUMN_WIDTH_PX),
    (4, 0.76, NARROW_COLUMN_WIDTH_PX),
)
"""(columns, size of the type, width of a column) in the order they are tried; 0.76 of 11 is the
least type allowed."""
SCALES_BELOW = (1.0, 0.94, 0.88, 0.82, 0.78)
HEIGHT_STEP_PX = 6.0


@dataclass(frozen=True)
class Cell:
    """A heading (no entry) or a line of the legend, set in its width."""

    words: Paragraph
    entry: LegendEntry | None
    sample_px: tuple[float, float]
    """Width and height of the sample."""
    left: float = 0.0
    """From the left edge of the column."""

    @property
    def indent(self) -> float:
        """From the left of the cell to its words."""
        return self.sample_px[0] + SAMPLE_GAP_PX if self.sample_px[0] else 0.0

    @property
    def height(self) -> float:
        """Of words and sample, whichever is taller."""
        return max(self.words.height, self.sample_px[1])


@dataclass(frozen=True)
class LegendRow:
    """Cells side by side."""

    cells: tuple[Cell, ...]
    gap_px: float
    """Above the row."""

    @property
    def is_heading(self) -> bool:
        """Whether the row names a group."""
        return self.cells[0].entry is None

    @property
    def height(self) -> float:
        """Of the row without the gap above it."""
        return max(cell.height for cell in self.cells)


@dataclass(frozen=True)
class LegendLayout:
    """Rows by column; the columns are equally wide."""

    columns: tuple[tuple[LegendRow, ...], ...]
    column_width: float

    @property
    def width(self) -> float:
        """Of all columns and the gaps between them, in CSS pixels."""
        count = max(len(self.columns), 1)
        return count * self.column_width + (count - 1) * COLUMN_GAP_PX

    @property
    def height(self) -> float:
        """Of the tallest column, in CSS pixels."""
        return max((_height(column) for column in self.columns), default=0.0)


def lay_out_legend(groups: Sequence[LegendGroup], height: float) -> LegendLayout:
    """
    Set the legend in a height, in as few columns and as large a type as fit.

    Parameters
    ----------
    groups
        Lines under their headings.
    height
        In CSS pixels.

    Returns
    -------
    layout
        If nothing fits, the narrowest setting tried, cut into as many columns as it takes.
    """
    for columns, scale, width in ATTEMPTS:
        rows = [row for group in groups for row in _set_group(group, width, scale)]
        filled = _fill_columns(rows, height)
        if len(filled) <= columns:
            break
    if len(filled) > 1:
        filled = _fill_evenly(rows, len(filled))
    return LegendLayout(filled, width)


def lay_out_legend_below(
    groups: Sequence[LegendGroup], width: float, most_height: float
) -> LegendLayout:
    """
    Set the legend in the width of a page, in columns as even as can be.

    Parameters
    ----------
    groups
        Lines under their headings.
    width, most_height
        In CSS pixels.

    Returns
    -------
    layout
        In as large a type as keeps to the height; if none does, in the smallest, and higher.
    """
    for scale in SCALES_BELOW:
        least = NARROW_COLUMN_WIDTH_PX * scale + COLUMN_GAP_PX
        columns = max(int((width + COLUMN_GAP_PX) // least), 1)
        column_width = (width - (columns - 1) * COLUMN_GAP_PX) / columns
        rows = [row for group in groups for row in _set_group(group, column_width, scale)]
        layout = LegendLayout(_fill_evenly(rows, columns), column_width)
        if layout.height <= most_height:
            break
    return layout


def _fill_evenly(rows: Sequence[LegendRow], columns: int) -> tuple[tuple[LegendRow, ...], ...]:
    """Fill so many columns to the least height that holds all rows."""
    height = _height(rows) / columns
    filled = _fill_columns(rows, height)
    while len(filled) > columns:
        height += HEIGHT_STEP_PX
        filled = _fill_columns(rows, height)
    return filled


def _set_group(group: LegendGroup, width: float, scale: float) -> Iterator[LegendRow]:
    heading = replace(HEADING, size_px=HEADING.size_px * scale)
    title = set_paragraph(group.title, heading, width, max_lines=MOST_LINES)
    yield LegendRow((Cell(title, None, (0.0, 0.0)),), GROUP_GAP_PX)
    for _, run in groupby(group.entries, key=lambda entry: entry.kind):
        entries = list(run)
        pairs = _set_pairs(entries, width, scale)
        gap = ROW_GAP_PX * scale
        if pairs:
            yield from (LegendRow(pair, gap) for pair in pairs)
        else:
            yield from (LegendRow((_set_cell(entry, width, scale),), gap) for entry in entries)


def _set_cell(entry: LegendEntry, width: float, scale: float) -> Cell:
    style = replace(WORDS, size_px=WORDS.size_px * scale)
    empty = Cell(Paragraph((), style), entry, sample_size(entry))
    words = set_paragraph(entry.words, style, width - empty.indent, max_lines=MOST_LINES)
    return replace(empty, words=words)


def _set_pairs(
    entries: Sequence[LegendEntry], width: float, scale: float
) -> list[tuple[Cell, ...]]:
    """Set lines of markers two by two; none if there are few, or one is too long for that."""
    if len(entries) < LEAST_IN_PAIRS or not isinstance(entries[0].style, MarkerStyle):
        return []
    half = width / 2
    cells = [_set_cell(entry, half, scale) for entry in entries]
    if any(len(cell.words.lines) != 1 for cell in cells):
        return []
    right = [replace(cell, left=half) for cell in cells[1::2]]
    pairs = [(cell, *right[number : number + 1]) for number, cell in enumerate(cells[::2])]
    return [tuple(pair) for pair in pairs]


def _fill_columns(rows: Sequence[LegendRow], height: float) -> tuple[tuple[LegendRow, ...], ...]:
    """Fill columns to a height; a heading is not left alone at the foot of one."""
    columns: list[list[LegendRow]] = [[]]
    for number, row in enumerate(rows):
        block = [row, *rows[number + 1 : number + 2]] if row.is_heading else [row]
        if columns[-1] and _height([*columns[-1], *block]) > height:
            columns.append([])
        columns[-1].append(row)
    return tuple(tuple(column) for column in columns if column)


def _height(rows: Sequence[LegendRow]) -> float:
    return sum(row.height + row.gap_px for row in rows) - (rows[0].gap_px if rows else 0.0)


def draw_legend(axes: Axes, layout: LegendLayout, box: Box) -> None:
    """Draw the legend from the upper left corner of a box."""
    for number, column in enumerate(layout.columns):
        left = box.left + number * (layout.column_width + COLUMN_GAP_PX)
        top = box.top - column[0].gap_px
        for row in column:
            top += row.gap_px
            for cell in row.cells:
                _draw_cell(axes, cell, (left + cell.left, top + row.height / 2))
            top += row.height


def _draw_cell(axes: Axes, cell: Cell, middle_left: tuple[float, float]) -> None:
    left, middle = middle_left
    top = middle - cell.words.height / 2
    cell.words.write(axes, left + cell.indent, top, depth=Depth.FURNITURE)
    if cell.entry is not None and cell.indent:
        draw_sample(axes, cell.entry, (left + cell.sample_px[0] / 2, middle))

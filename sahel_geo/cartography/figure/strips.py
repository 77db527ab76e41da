"""What may stand below the map: incidents over time as a strip, the main events as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from sahel_geo.cartography.extras import ChartStrip, EventTable, Extras
from sahel_geo.cartography.figure.basemap import add_lines
from sahel_geo.cartography.figure.canvas import colors_of
from sahel_geo.cartography.figure.lettering import (
    Horizontal,
    Paragraph,
    measure,
    set_paragraph,
    write,
)
from sahel_geo.cartography.figure.page import POINTS_PER_PX, Box
from sahel_geo.cartography.symbology import EVENT_COLORS, INK, QUIET_INK, LineStyle, TextStyle

HEADING = TextStyle(INK, 10.5, bold=True, halo_px=0.0)
CELL = TextStyle(INK, 9.5, halo_px=0.0)
HEAD_CELL = TextStyle(QUIET_INK, 9.0, italic=True, halo_px=0.0)
MARK = TextStyle(QUIET_INK, 8.6, halo_px=0.0)
HEADING_PX, ROW_PX, MARKS_PX = 17.0, 14.5, 14.0
CHART_PX, TALL_CHART_PX = 88.0, 104.0
"""Heights of the strip, heading and marks included: beside a table, and above one."""
STRIP_GAP_PX, CELL_GAP_PX = 22.0, 12.0
CHART_SHARE = 0.36
"""Of the width that both have together."""
MOST_CELL_SHARE = 0.24
"""Of a table's width that a cell takes at most, but the one that says what happened."""
WIDE_CELL, LAST_CELL = 2, 3
RULE = LineStyle("#c9c4b8", 0.7)
AXIS = LineStyle("#8a8f92", 0.8)
BAR_GAP = 0.14
"""Of a bar's width that is left free."""
LEAST_BAR_PX = 0.8
HATCH = "//////"
LEAST_MARK_GAP_PX = 8.0


@dataclass(frozen=True)
class TableLayout:
    """A table set in its width: lines of cells, each with where it begins or ends."""

    title: str
    rows: tuple[tuple[Paragraph, ...], ...]
    """The headings first."""
    stops: tuple[tuple[float, Horizontal], ...]
    """Where each column stands, from the table's left edge, and how."""

    @property
    def height(self) -> float:
        """Title, headings and rows, in CSS pixels."""
        return HEADING_PX + ROW_PX * len(self.rows) + 2


@dataclass(frozen=True)
class Strips:
    """Chart and table on the page."""

    chart: ChartStrip | None = None
    chart_box: Box | None = None
    table: TableLayout | None = None
    table_box: Box | None = None

    @property
    def height(self) -> float:
        """From the top of the upper to the foot of the lower; 0 without either."""
        boxes = [box for box in (self.chart_box, self.table_box) if box is not None]
        if not boxes:
            return 0.0
        return max(box.bottom for box in boxes) - min(box.top for box in boxes)


def lay_out_strips(extras: Extras, room: Box, *, side_by_side: bool) -> Strips:
    """
    Set chart and table at the foot of a box of the page.

    Parameters
    ----------
    side_by_side
        Whether they stand beside each other; otherwise the chart stands above the table.
    """
    chart, table = extras.chart, extras.table
    if chart is None and table is None:
        return Strips()
    split = room.left
    if side_by_side and chart is not None and table is not None:
        split = room.left + room.width * CHART_SHARE
    set_table = None if table is None else _set_table(table, room.right - split - _gap(split, room))
    if set_table is None:
        return Strips(chart, Box(room.left, room.bottom - TALL_CHART_PX, room.right, room.bottom))
    table_left = split + _gap(split, room)
    table_box = Box(table_left, room.bottom - set_table.height, room.right, room.bottom)
    if chart is None:
        return Strips(None, None, set_table, table_box)
    if split > room.left:
        top = min(table_box.top, room.bottom - CHART_PX)
        table_box = Box(table_left, top, room.right, room.bottom)
        return Strips(chart, Box(room.left, top, split, room.bottom), set_table, table_box)
    bottom = table_box.top - STRIP_GAP_PX / 2
    return Strips(
        chart, Box(room.left, bottom - CHART_PX, room.right, bottom), set_table, table_box
    )


def _gap(split: float, room: Box) -> float:
    return STRIP_GAP_PX if split > room.left else 0.0


def _set_table(table: EventTable, width: float) -> TableLayout:
    """Give each column what its longest cell needs, and the rest to what happened."""
    columns = list(zip(table.headings, *table.rows, strict=True))
    widths = [
        min(
            max([measure(column[0], HEAD_CELL), *(measure(cell, CELL) for cell in column[1:])]),
            width * MOST_CELL_SHARE,
        )
        for column in columns
    ]
    taken = sum(widths) - widths[WIDE_CELL] + CELL_GAP_PX * (len(columns) - 1)
    widths[WIDE_CELL] = width - taken
    rows = [
        tuple(
            set_paragraph(cell, style, room, min_size_px=style.size_px)
            for cell, room in zip(row, widths, strict=True)
        )
        for row, style in [(table.headings, HEAD_CELL), *((row, CELL) for row in table.rows)]
    ]
    starts = np.concatenate([[0.0], np.cumsum([room + CELL_GAP_PX for room in widths])])
    stops: list[tuple[float, Horizontal]] = [(float(start), "left") for start in starts[:-1]]
    stops[LAST_CELL] = (width, "right")
    return TableLayout(table.title, tuple(rows), tuple(stops))


def draw_strips(sheet: Axes, strips: Strips) -> None:
    """Draw what there is of chart and table."""
    if strips.chart is not None and strips.chart_box is not None:
        _draw_chart(sheet, strips.chart, strips.chart_box)
    if strips.table is not None and strips.table_box is not None:
        _draw_table(sheet, strips.table, strips.table_box)


def _draw_table(sheet: Axes, table: TableLayout, box: Box) -> None:
    write(sheet, table.title, (box.left, box.top + HEADING_PX / 2), HEADING)
    top = box.top + HEADING_PX
    for number, row in enumerate(table.rows):
        middle = top + (number + 0.5) * ROW_PX
        for words, (stop, align) in zip(row, table.stops, strict=True):
            for line in words.lines:
                write(sheet, line, (box.left + stop, middle), words.style, align=align)
        rule = np.array([(box.left, middle + ROW_PX / 2), (box.right, middle + ROW_PX / 2)])
        if number < len(table.rows) - 1:
            add_lines(sheet, [rule], RULE, 0)


def plot_box(chart: ChartStrip, box: Box) -> Box:
    """Give the part of a strip that its bars stand in."""
    left = box.left + (measure(chart.top_words, MARK) + 6 if chart.top_words else 0.0)
    return Box(left, box.top + HEADING_PX + 3, box.right, box.bottom - MARKS_PX)


def _draw_chart(sheet: Axes, chart: ChartStrip, box: Box) -> None:
    write(sheet, chart.title, (box.left, box.top + HEADING_PX / 2), HEADING)
    plot = plot_box(chart, box)
    for series in chart_bars(chart, plot):
        _add_bars(sheet, series)
    base = np.array([(plot.left, plot.bottom), (plot.right, plot.bottom)])
    add_lines(sheet, [base], AXIS, 2)
    if chart.top_words:
        write(sheet, chart.top_words, (plot.left - 4, plot.top + 3), MARK, align="right")
        top = np.array([(plot.left - 2, plot.top), (plot.right, plot.top)])
        add_lines(sheet, [top], replace(RULE, dash_px=(2.0, 3.0)), 0)
    _draw_marks(sheet, chart.marks, plot)


@dataclass(frozen=True, eq=False)
class BarSeries:
    """The bars of one kind, certain or possible, as boxes in CSS pixels of the page."""

    color: str
    certain: bool
    boxes: tuple[Box, ...]


def chart_bars(chart: ChartStrip, plot: Box) -> list[BarSeries]:
    """Pile up the bars: certain incidents first, what only may have happened above them."""
    lefts = plot.left + np.array(chart.edges[:-1]) * plot.width
    widths = np.diff(np.array(chart.edges)) * plot.width
    rights = lefts + np.maximum(widths * (1 - BAR_GAP), np.minimum(widths, LEAST_BAR_PX))
    per_incident = plot.height / max(chart.top, 1)
    feet = np.zeros(len(chart.bars))
    series = []
    for certain in (True, False):
        for number, kind in enumerate(chart.kinds):
            counts = np.array(
                [(bar.certain if certain else bar.possible)[number] for bar in chart.bars]
            )
            heads = feet + counts
            boxes = tuple(
                Box(
                    float(lefts[i]), plot.bottom - heads[i] * per_incident,
                    float(rights[i]), plot.bottom - feet[i] * per_incident,
                )
                for i in np.flatnonzero(counts)
            )  # fmt: skip
            series.append(BarSeries(EVENT_COLORS[kind], certain, boxes))
            feet = heads
    return [part for part in series if part.boxes]


def _add_bars(sheet: Axes, series: BarSeries) -> None:
    color = colors_of(sheet).of(series.color)
    bars = [
        [(b.left, b.bottom), (b.left, b.top), (b.right, b.top), (b.right, b.bottom)]
        for b in series.boxes
    ]
    collection = PolyCollection(
        bars,
        facecolor=color if series.certain else "none",
        edgecolor=color,
        hatch=None if series.certain else HATCH,
        linewidth=(0.0 if series.certain else 0.4) * POINTS_PER_PX,
        zorder=1,
        label="bars",
    )
    sheet.add_collection(collection, autolim=False)


def _draw_marks(sheet: Axes, marks: Sequence[tuple[float, str]], plot: Box) -> None:
    """Write where years or months begin, as many as find room."""
    free_from = plot.left - 1
    for share, words in marks:
        x, width = plot.left + share * plot.width, measure(words, MARK)
        tick = np.array([(x, plot.bottom), (x, plot.bottom + 3)])
        add_lines(sheet, [tick], AXIS, 2)
        if x >= free_from and x + width <= plot.right:
            write(sheet, words, (x + 2, plot.bottom + 3 + MARKS_PX / 2), MARK)
            free_from = x + width + LEAST_MARK_GAP_PX

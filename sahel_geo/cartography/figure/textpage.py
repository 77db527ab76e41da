"""A page without a map: words, a chart, a table and the legend of the chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.text import Text

from sahel_geo.cartography.figure.canvas import add_sheet, make_figure
from sahel_geo.cartography.figure.layout import PlacedWords
from sahel_geo.cartography.figure.legend import LegendLayout, draw_legend
from sahel_geo.cartography.figure.marking import Marking, draw_markings
from sahel_geo.cartography.figure.page import Box, Page
from sahel_geo.cartography.figure.piecereader import PieceReader
from sahel_geo.cartography.figure.pieces import Piece
from sahel_geo.cartography.figure.strips import Strips, draw_strips
from sahel_geo.cartography.theme import PaperColors


@dataclass(frozen=True, eq=False)
class TextPage:
    """
    What stands where on a page without a map, in CSS pixels.

    `page` is smaller than the pages beside it by `larger`, and drawn so much larger: what is on
    it can be read from the back of a room.
    """

    page: Page
    larger: float
    colors: PaperColors
    words: tuple[PlacedWords, ...]
    strips: Strips = field(default_factory=Strips)
    legend: LegendLayout | None = None
    legend_box: Box | None = None
    markings: tuple[Marking, ...] = ()


def draw_text_page(plan: TextPage) -> Figure:
    """Draw the page."""
    figure = make_figure(plan.page, plan.colors)
    whole = Box(0, 0, plan.page.width, plan.page.height)
    sheet = add_sheet(figure, plan.page, whole, "sheet", 0, plan.colors)
    for words in plan.words:
        words.paragraph.write(sheet, words.left, words.top)
    draw_strips(sheet, plan.strips)
    if plan.legend is not None and plan.legend_box is not None:
        draw_legend(sheet, plan.legend, plan.legend_box)
    draw_markings(sheet, plan.markings)
    _enlarge(figure, plan.larger)
    return figure


def _enlarge(figure: Figure, factor: float) -> None:
    """Make a figure larger with all that is on it; its size in pixels stays."""
    width, height = figure.get_size_inches()
    figure.set_dpi(figure.dpi / factor)
    figure.set_size_inches(width * factor, height * factor)
    for artist in figure.findobj():
        if isinstance(artist, Text):
            artist.set_fontsize(float(artist.get_fontsize()) * factor)
        elif isinstance(artist, Collection):
            widths = np.atleast_1d(artist.get_linewidth()) * factor
            artist.set_linewidth(widths.tolist())
        elif isinstance(artist, Patch):
            artist.set_linewidth(artist.get_linewidth() * factor)


def read_text_page(plan: TextPage) -> Mapping[str, Sequence[Piece]]:
    """Draw chart, table and legend, and read them: as `strips` and `legend`."""
    figure = make_figure(plan.page, plan.colors)
    whole = Box(0, 0, plan.page.width, plan.page.height)
    sheet = add_sheet(figure, plan.page, whole, "sheet", 0, plan.colors)
    reader = PieceReader(figure, sheet)
    draw_strips(sheet, plan.strips)
    pieces = {"strips": reader.read_new()}
    if plan.legend is not None and plan.legend_box is not None:
        draw_legend(sheet, plan.legend, plan.legend_box)
        pieces["legend"] = reader.read_new()
    return pieces

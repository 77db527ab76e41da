"""The sheet that everything is drawn on: axes in CSS pixels, and the depth of each thing."""

from enum import IntEnum
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sahel_geo.cartography.figure.page import POINTS_PER_PX, Box, Page
from sahel_geo.cartography.symbology import LineStyle
from sahel_geo.cartography.theme import PaperColors


class Depth(IntEnum):
    """What covers what, from the bottom up; layers of the document lie from LAYERS on."""

    SEA = 0
    LAYERS = 2
    GRATICULE = 39
    FOOTPRINTS = 40
    TAILS = 50
    LEGS = 51
    SYMBOLS = 60
    STEPS = 70
    LABELS = 80
    FURNITURE = 90


SCREEN_COLORS = PaperColors()


class Sheet(Axes):
    """Axes in CSS pixels of the page, which know what the colours of the screen become."""

    colors: PaperColors = SCREEN_COLORS


def colors_of(axes: Axes) -> PaperColors:
    """Give the inks in which everything on axes is drawn; those of the screen if none are set."""
    return axes.colors if isinstance(axes, Sheet) else SCREEN_COLORS


def make_figure(page: Page, colors: PaperColors = SCREEN_COLORS) -> Figure:
    """Make an empty figure of the size and paper of a page, on Matplotlib's default canvas."""
    return Figure(figsize=page.size_in, dpi=page.dpi, facecolor=colors.paper)


def add_sheet(
    figure: Figure,
    page: Page,
    box: Box,
    name: str,
    depth: int,
    colors: PaperColors = SCREEN_COLORS,
) -> Axes:
    """
    Add axes that cover a box of the page and count in CSS pixels of the page.

    Parameters
    ----------
    box
        What the axes cover; drawing is clipped to it.
    name
        Label of the axes, by which tests find them.
    depth
        Order among the axes of the figure.
    colors
        What is drawn on the sheet is drawn in these inks.
    """
    area = (
        box.left / page.width,
        1 - box.bottom / page.height,
        box.width / page.width,
        box.height / page.height,
    )
    axes = figure.add_axes(area, label=name, zorder=depth, axes_class=Sheet)
    assert isinstance(axes, Sheet)
    axes.colors = colors
    axes.set_axis_off()
    axes.set_autoscale_on(False)
    axes.set_xlim(box.left, box.right)
    axes.set_ylim(box.bottom, box.top)
    return axes


def stroke(style: LineStyle) -> dict[str, Any]:
    """Give a line style as the words Matplotlib's collections and patches share."""
    return {
        "linewidth": style.width_px * POINTS_PER_PX,
        "linestyle": dashes(style.dash_px, style.width_px),
        "capstyle": "butt" if style.dash_px else "round",
    }


def dashes(dash_px: tuple[float, ...], width_px: float) -> Any:
    """Give a dash pattern in Matplotlib's unit, the width of the line."""
    return (0.0, tuple(length / width_px for length in dash_px)) if dash_px else "solid"

"""The map document as a Matplotlib figure for print."""

from sahel_geo.cartography.figure.drawing import to_figure
from sahel_geo.cartography.figure.page import Page
from sahel_geo.cartography.figure.saving import save_png

__all__ = ["Page", "save_png", "to_figure"]

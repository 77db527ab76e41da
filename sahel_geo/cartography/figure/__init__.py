"""The map document as a Matplotlib figure for print."""

from sahel_geo.cartography.figure.drawing import draw, to_figure
from sahel_geo.cartography.figure.page import Page
from sahel_geo.cartography.figure.paper import page_of
from sahel_geo.cartography.figure.plan import PagePlan, plan_page
from sahel_geo.cartography.figure.saving import save_png

__all__ = ["Page", "PagePlan", "draw", "page_of", "plan_page", "save_png", "to_figure"]

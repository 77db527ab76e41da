"""Draw a map document on a page: the print renderer."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sahel_geo.cartography.document import MapDocument, MarkerLayer
from sahel_geo.cartography.extras import Extras
from sahel_geo.cartography.figure import basemap, flows, furniture, legs, steps, symbols
from sahel_geo.cartography.figure.brand import draw_brand
from sahel_geo.cartography.figure.canvas import Depth, add_sheet, make_figure
from sahel_geo.cartography.figure.graticule import draw_graticule
from sahel_geo.cartography.figure.labels import draw_names
from sahel_geo.cartography.figure.legend import draw_legend
from sahel_geo.cartography.figure.marking import draw_markings
from sahel_geo.cartography.figure.page import Box, Page
from sahel_geo.cartography.figure.plan import PagePlan, land_of, plan_page
from sahel_geo.cartography.figure.strips import draw_strips
from sahel_geo.cartography.figure.tray import draw_tray
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.vocabulary import Furniture


def to_figure(
    document: MapDocument,
    page: Page,
    translator: Translator,
    design: PageDesign | None = None,
    extras: Extras | None = None,
) -> Figure:
    """
    Draw a map document on a page: `draw` of `plan_page`, which tells of the parameters.

    Returns
    -------
    figure
        On Matplotlib's default canvas, never known to pyplot; save it at its own dpi.
    """
    return draw(plan_page(document, page, translator, design, extras))


def draw(plan: PagePlan) -> Figure:
    """Draw everything where a plan has it."""
    page, layout, colors = plan.page, plan.layout, plan.colors
    figure = make_figure(page, colors)
    whole = Box(0, 0, page.width, page.height)
    sheet = add_sheet(figure, page, whole, "sheet", 0, colors)
    map_axes = add_sheet(figure, page, layout.map_box, "map", 1, colors)
    draw_base(map_axes, plan)
    draw_events(map_axes, plan)
    if plan.panel is not None:
        furniture.draw_panel(
            map_axes, plan.frame, plan.panel, plan.translator, plan.design.furniture
        )
    draw_names(map_axes, plan.names)
    if plan.wants(Furniture.GRATICULE):
        draw_graticule(map_axes, sheet, plan.frame, plan.translator)
    furniture.draw_frame(map_axes, plan.frame)
    _draw_surroundings(figure, sheet, plan)
    return figure


def draw_base(axes: Axes, plan: PagePlan) -> None:
    """Draw what lies under the events: sea, land, relief, lines, mines."""
    document = plan.document
    basemap.draw_sea(axes, plan.frame)
    basemap.draw_layers(axes, plan.frame, document.layers, dpi=plan.page.dpi)
    for number, layer in enumerate(document.layers):
        if isinstance(layer, MarkerLayer):
            symbols.draw_markers(axes, plan.frame, layer.markers, Depth.LAYERS + number)


def draw_events(axes: Axes, plan: PagePlan) -> None:
    """Draw what was chosen: footprints, paths, symbols, steps."""
    drawn = plan.drawn
    symbols.draw_footprints(axes, plan.frame, drawn.footprints)
    legs.draw_tails(axes, drawn.tails)
    legs.draw_legs(axes, drawn.curves)
    flows.draw_flows(axes, drawn.arrows)
    legs.draw_fades(axes, drawn.fades)
    symbols.draw_symbols(axes, plan.document.symbols, drawn.discs)
    steps.draw_steps(axes, drawn.spots)


def _draw_surroundings(figure: Figure, sheet: Axes, plan: PagePlan) -> None:
    page, layout, colors = plan.page, plan.layout, plan.colors
    for words in layout.words:
        words.paragraph.write(sheet, words.left, words.top)
    draw_tray(sheet, layout.chips, layout.map_box)
    draw_strips(sheet, layout.strips)
    draw_brand(sheet, layout.brand, pixels_per_px=max(page.pixels_per_px, 1.0))
    draw_markings(sheet, layout.markings)
    if layout.legend_box is not None:
        legend_axes = add_sheet(figure, page, layout.legend_box, "legend", 2, colors)
        draw_legend(legend_axes, layout.legend, layout.legend_box)
    land = land_of(plan.document)
    if land is not None and layout.locator_box is not None:
        locator = add_sheet(figure, page, layout.locator_box, "locator", 2, colors)
        furniture.draw_locator(locator, layout.locator_box, plan.frame, land)

"""What a plan has around and above the ground, each kind on a sheet of its own, read as pieces.

For slides: they are built of shapes, grouped by what they are, at the places of the same plan.
"""

import io
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure
from PIL import Image, ImageDraw

from sahel_geo.cartography.document import Marker, ReliefLayer
from sahel_geo.cartography.figure import basemap, furniture, steps, symbols
from sahel_geo.cartography.figure.brand import draw_brand
from sahel_geo.cartography.figure.canvas import Sheet, add_sheet, make_figure
from sahel_geo.cartography.figure.graticule import draw_graticule
from sahel_geo.cartography.figure.legend import draw_legend
from sahel_geo.cartography.figure.marking import draw_markings
from sahel_geo.cartography.figure.page import CSS_PX_PER_INCH, Box, Position
from sahel_geo.cartography.figure.piecereader import PieceReader
from sahel_geo.cartography.figure.pieces import Piece
from sahel_geo.cartography.figure.plan import PagePlan, land_of
from sahel_geo.cartography.figure.projection import Floats
from sahel_geo.cartography.figure.strips import draw_strips
from sahel_geo.cartography.figure.tray import draw_tray
from sahel_geo.model.vocabulary import Furniture, RasterFile

MOST_RELIEF_DPI = 128.0
ALPHA_STEPS = 8
"""The shadow's opacity is rounded to this much of 255: it is not seen, and packs far better."""


def read_surroundings(plan: PagePlan) -> Mapping[str, Sequence[Piece]]:
    """
    Draw what stands around a map, and read it.

    Returns
    -------
    pieces
        From the bottom up, by `graticule`, `degrees`, `frame`, `panel` (scale bar and north
        arrow), `legend`, `locator`, `tray`, `strips` (chart and table), `brand` and `marking`;
        a kind that the plan leaves out has none.
    """
    figure = make_figure(plan.page, plan.colors)
    layout, frame = plan.layout, plan.frame
    page_sheet = _sheet(figure, plan, "page")
    map_sheet = _sheet(figure, plan, "map", layout.map_box)
    on_page, on_map = PieceReader(figure, page_sheet), PieceReader(figure, map_sheet)
    pieces: dict[str, Sequence[Piece]] = {}
    if plan.wants(Furniture.GRATICULE):
        draw_graticule(map_sheet, page_sheet, frame, plan.translator)
        pieces |= {"graticule": on_map.read_new(), "degrees": on_page.read_new()}
    furniture.draw_frame(map_sheet, frame)
    pieces["frame"] = on_map.read_new()
    if plan.panel is not None:
        furniture.draw_panel(map_sheet, frame, plan.panel, plan.translator, plan.design.furniture)
        pieces["panel"] = on_map.read_new()
    if layout.legend_box is not None:
        draw_legend(page_sheet, layout.legend, layout.legend_box)
        pieces["legend"] = on_page.read_new()
    land = land_of(plan.document)
    if land is not None and layout.locator_box is not None:
        sheet = _sheet(figure, plan, "locator", layout.locator_box)
        furniture.draw_locator(sheet, layout.locator_box, frame, land)
        pieces["locator"] = PieceReader(figure, sheet).read_new()
    draw_tray(page_sheet, layout.chips, layout.map_box)
    pieces["tray"] = on_page.read_new()
    draw_strips(page_sheet, layout.strips)
    pieces["strips"] = on_page.read_new()
    draw_brand(page_sheet, layout.brand, pixels_per_px=max(plan.page.pixels_per_px, 2.0))
    pieces["brand"] = on_page.read_new()
    draw_markings(page_sheet, layout.markings)
    pieces["marking"] = on_page.read_new()
    return pieces


def read_steps(plan: PagePlan) -> list[tuple[steps.StepSpot, list[Piece]]]:
    """Give the pieces of each mark on the map; those outside the window come first, lowest."""
    reader, sheet = _reader(plan)
    pieces = []
    for spot in sorted(plan.drawn.spots, key=lambda spot: not spot.step.faint):
        if _is_seen(plan, spot.centre):
            steps.draw_steps(sheet, [spot])
            pieces.append((spot, reader.read_new()))
    return pieces


def read_symbols(plan: PagePlan) -> list[tuple[int, list[Piece]]]:
    """Give the pieces of each symbol with its number in the document, the largest first."""
    reader, sheet = _reader(plan)
    discs, shown = plan.drawn.discs, plan.document.symbols
    order = sorted(range(len(discs)), key=lambda number: -discs[number].radius)
    pieces = []
    for number in order:
        if _is_seen(plan, discs[number].centre):
            symbols.draw_symbols(sheet, [shown[number]], [discs[number]])
            pieces.append((number, reader.read_new()))
    return pieces


def read_markers(plan: PagePlan) -> list[tuple[Marker, list[Piece]]]:
    """Give the pieces of each mine and field that lies on the map."""
    reader, sheet = _reader(plan)
    pieces = []
    for marker, disc in plan.drawn.markers:
        if _is_seen(plan, disc.centre):
            symbols.draw_markers(sheet, plan.frame, [marker], 0)
            pieces.append((marker, reader.read_new()))
    return pieces


def _is_seen(plan: PagePlan, place: Position) -> bool:
    """Tell whether a thing has its middle on the map; slides cannot cut off what stands out."""
    (x, y), box = place, plan.layout.map_box
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _reader(plan: PagePlan) -> tuple[PieceReader, Sheet]:
    figure = make_figure(plan.page, plan.colors)
    sheet = _sheet(figure, plan, "one by one")
    return PieceReader(figure, sheet), sheet


def read_footprints(plan: PagePlan) -> list[Piece]:
    """Give the shade of imprecise places, and the edges of each."""
    figure = make_figure(plan.page, plan.colors)
    sheet = _sheet(figure, plan, "map", plan.layout.map_box)
    symbols.draw_footprints(sheet, plan.frame, plan.drawn.footprints)
    return PieceReader(figure, sheet).read_new()


def relief_picture(plan: PagePlan, land: Sequence[Sequence[Floats]]) -> bytes | None:
    """
    Give the hill shading of a plan as a picture of the map's box, clear where there is no land.

    Parameters
    ----------
    land
        The rings of each area of land, in CSS pixels of the page.

    Returns
    -------
    content
        A PNG; None where the plan has no relief.
    """
    layer = next((x for x in plan.document.layers if isinstance(x, ReliefLayer)), None)
    file = layer.pictures.get(RasterFile.RELIEF_PRINT) if layer else None
    if file is None:
        return None
    figure = make_figure(plan.page, plan.colors)
    sheet = _sheet(figure, plan, "relief", plan.layout.map_box)
    dpi = min(plan.page.dpi, MOST_RELIEF_DPI)
    shade = np.asarray(basemap.draw_relief(sheet, plan.frame, file, dpi=dpi).get_array())
    pixels = np.rint(shade * 255).astype(np.uint8)
    mask = _mask(land, plan.layout.map_box, (pixels.shape[1], pixels.shape[0]), dpi)
    alpha = pixels[..., 3] // ALPHA_STEPS * ALPHA_STEPS
    pixels[..., 3] = np.where(mask, alpha, 0)
    with io.BytesIO() as content:
        Image.fromarray(pixels, "RGBA").save(content, "PNG", compress_level=3)
        return content.getvalue()


def _mask(
    land: Sequence[Sequence[Floats]], box: Box, size: tuple[int, int], dpi: float
) -> npt.NDArray[np.bool_]:
    """Tell where there is land; a ring within a ring of one area is a hole."""
    scale = dpi / CSS_PX_PER_INCH
    mask = np.zeros(size[::-1], dtype=bool)
    for rings in land:
        area = np.zeros_like(mask)
        for ring in rings:
            sheet = Image.new("1", size)
            corners = (ring - (box.left, box.top)) * scale
            ImageDraw.Draw(sheet).polygon([tuple(corner) for corner in corners.tolist()], fill=1)
            area ^= np.asarray(sheet)
        mask |= area
    return mask


def _sheet(figure: Figure, plan: PagePlan, name: str, box: Box | None = None) -> Sheet:
    page = plan.page
    whole = Box(0, 0, page.width, page.height)
    sheet = add_sheet(figure, page, box or whole, name, len(figure.axes), plan.colors)
    assert isinstance(sheet, Sheet)
    return sheet

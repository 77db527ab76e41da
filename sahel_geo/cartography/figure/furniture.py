"""Draw what belongs to a map and is not on the ground: scale bar, north arrow, frame, locator."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.path import Path

from sahel_geo.cartography.document import AreaLayer
from sahel_geo.cartography.figure.basemap import add_areas, draw_areas, draw_sea
from sahel_geo.cartography.figure.canvas import Depth, colors_of
from sahel_geo.cartography.figure.lettering import write
from sahel_geo.cartography.figure.page import POINTS_PER_PX, Box
from sahel_geo.cartography.figure.placement import Cover, cover_of_box, overlaps
from sahel_geo.cartography.figure.projection import Floats, MapFrame, fit_frame
from sahel_geo.cartography.figure.symbols import Part, add_parts
from sahel_geo.cartography.symbology import INK, AreaStyle, LineStyle, TextStyle
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import WINDOW
from sahel_geo.model.vocabulary import Furniture

SCALE_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
LONGEST_BAR_PX = 150.0
BAR_HEIGHT_PX = 4.5
PANEL_OPACITY = 0.82
PANEL_HEIGHT_PX = 38.0
PANEL_MARGIN_PX = 10.0
ARROW_ROOM_PX = 30.0
SCALE_WORDS = TextStyle(INK, 9.5, halo_px=0.0)
NORTH_WORDS = TextStyle(INK, 10.0, bold=True, halo_px=0.0)
FRAME = LineStyle("#55585a", 1.0)
LOCATOR_LINES = LineStyle("#b3aa99", 0.6)
LOCATOR_HERE = AreaStyle("#8a0f3c", 0.14, LineStyle("#8a0f3c", 1.6))
LOCATOR_DETAIL_DEGREES = 0.1
PANEL = frozenset({Furniture.SCALE_BAR, Furniture.NORTH_ARROW})


def draw_frame(axes: Axes, frame: MapFrame) -> None:
    """Draw the neatline around a map, over its edge."""
    box, color = frame.box, colors_of(axes).of(FRAME.color)
    axes.add_patch(
        Rectangle(
            (box.left, box.top), box.width, box.height, clip_on=False, zorder=Depth.FURNITURE,
            fill=False, edgecolor=color, linewidth=FRAME.width_px * POINTS_PER_PX,
        )
    )  # fmt: skip


def scale_bar_km(frame: MapFrame) -> int:
    """Choose the round length of the scale bar, in kilometres."""
    most = LONGEST_BAR_PX * frame.metres_per_px / 1000
    return max((length for length in SCALE_KM if length <= most), default=SCALE_KM[0])


def place_panel(frame: MapFrame, drawn: Cover, wanted: Collection[Furniture] = PANEL) -> Box:
    """Choose the corner for scale bar and north arrow where least is drawn, lower left first."""
    width = ARROW_ROOM_PX if Furniture.NORTH_ARROW in wanted else 0.0
    if Furniture.SCALE_BAR in wanted:
        width += scale_bar_km(frame) * 1000 / frame.metres_per_px + 44
    inner = frame.box.grown(-PANEL_MARGIN_PX)
    top, bottom = inner.bottom - PANEL_HEIGHT_PX, inner.top + PANEL_HEIGHT_PX
    corners = [
        Box(inner.left, top, inner.left + width, inner.bottom),
        Box(inner.right - width, top, inner.right, inner.bottom),
        Box(inner.left, inner.top, inner.left + width, bottom),
        Box(inner.right - width, inner.top, inner.right, bottom),
    ]
    return min(corners, key=lambda corner: int(overlaps(drawn, cover_of_box(corner)).sum()))


def draw_panel(
    axes: Axes,
    frame: MapFrame,
    panel: Box,
    translator: Translator,
    wanted: Collection[Furniture] = PANEL,
) -> None:
    """Draw the scale bar and, to its left, the arrow to true north at that place."""
    ground = to_rgba(colors_of(axes).paper, PANEL_OPACITY)
    axes.add_patch(
        FancyBboxPatch(
            (panel.left, panel.top), panel.width, panel.height,
            boxstyle="round,pad=0,rounding_size=4", facecolor=ground, edgecolor="none",
            zorder=Depth.FURNITURE,
        )
    )  # fmt: skip
    left = panel.left
    if Furniture.NORTH_ARROW in wanted:
        _draw_north(axes, frame, (left + ARROW_ROOM_PX / 2, panel.centre[1]), translator)
        left += ARROW_ROOM_PX
    if Furniture.SCALE_BAR in wanted:
        _draw_scale_bar(axes, frame, (left + 8, panel.bottom - 11), translator)


def _draw_scale_bar(
    axes: Axes, frame: MapFrame, start_at: tuple[float, float], translator: Translator
) -> None:
    colors = colors_of(axes)
    length_km = scale_bar_km(frame)
    length = length_km * 1000 / frame.metres_per_px
    left, y = start_at
    halves = [(left, colors.ink), (left + length / 2, colors.paper)]
    for start, fill in halves:
        axes.add_patch(
            Rectangle(
                (start, y - BAR_HEIGHT_PX / 2), length / 2, BAR_HEIGHT_PX,
                facecolor=fill, edgecolor=colors.ink, linewidth=0.6, zorder=Depth.FURNITURE,
            )
        )  # fmt: skip
    marks = {
        left: translator.number(0),
        left + length / 2: translator.number(length_km / 2),
        left + length: translator.text("figure.kilometres", length=translator.number(length_km)),
    }
    for x, words in marks.items():
        write(axes, words, (x, y - 12), SCALE_WORDS, align="center", depth=Depth.FURNITURE)


def _draw_north(
    axes: Axes, frame: MapFrame, centre: tuple[float, float], translator: Translator
) -> None:
    turn = np.radians(frame.north_at(*centre))
    cosine, sine = np.cos(turn), np.sin(turn)
    # to the north is up, y grows downwards: anticlockwise means towards the left
    rotation = np.array([(cosine, -sine), (sine, cosine)])
    x, y = centre
    outline = np.array([(0, -3), (5.5, 13), (0, 9.5), (-5.5, 13), (0, -3)], dtype=float)
    arrow = Path(outline @ rotation + (x, y), closed=True)
    add_parts(axes, [Part(arrow, to_rgba(INK))], Depth.FURNITURE)
    letter = np.array([(0.0, -9.5)]) @ rotation + (x, y)
    write(
        axes, translator.text("figure.north"), tuple(letter[0]), NORTH_WORDS,
        align="center", depth=Depth.FURNITURE,
    )  # fmt: skip


def draw_locator(axes: Axes, box: Box, frame: MapFrame, land: AreaLayer) -> None:
    """Draw the whole window small, with the outline of the map on it."""
    window = fit_frame(WINDOW, box)
    coarse = land.features.geometry.simplify(LOCATOR_DETAIL_DEGREES, preserve_topology=False)
    features = land.features.assign(geometry=coarse)
    features = features[~features.geometry.is_empty]
    styles = {value: replace(style, outline=LOCATOR_LINES) for value, style in land.styles.items()}
    draw_sea(axes, window)
    draw_areas(axes, window, replace(land, features=features, styles=styles), Depth.LAYERS)
    here = _outline(frame.box)
    outline = shapely.Polygon(window.to_page(frame.to_degrees(here)))
    add_areas(axes, np.array([outline], dtype=object), LOCATOR_HERE, Depth.SYMBOLS)
    draw_frame(axes, window)


def _outline(box: Box) -> Floats:
    share = np.linspace(0, 1, 17)[:-1]
    across, down = box.left + share * box.width, box.top + share * box.height
    return np.concatenate(
        [
            np.column_stack([across, np.full(16, box.top)]),
            np.column_stack([np.full(16, box.right), down]),
            np.column_stack([across[::-1] + box.width / 16, np.full(16, box.bottom)]),
            np.column_stack([np.full(16, box.left), down[::-1] + box.height / 16]),
        ]
    )

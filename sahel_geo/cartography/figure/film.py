"""Draw the pictures of a film: what stays is drawn once, what moves is drawn on top of it.

A picture is put together from three sheets: the page with its base map, the events of a window of
days, and the names above them. Only the events, the dates, the counts, the tray and the window in
the chart are drawn anew.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle
from PIL import Image

from sahel_geo.cartography.composition.film import FilmFrame
from sahel_geo.cartography.figure import furniture
from sahel_geo.cartography.figure.canvas import Depth, add_sheet, colors_of
from sahel_geo.cartography.figure.drawing import draw, draw_events
from sahel_geo.cartography.figure.labels import draw_names
from sahel_geo.cartography.figure.lettering import measure, set_paragraph, write
from sahel_geo.cartography.figure.page import POINTS_PER_PX, Box
from sahel_geo.cartography.figure.placement import Cover, cover_of_box, overlaps
from sahel_geo.cartography.figure.plan import Drawn, PagePlan, place_events
from sahel_geo.cartography.figure.strips import plot_box
from sahel_geo.cartography.figure.tray import draw_tray, set_tray
from sahel_geo.cartography.symbology import INK, TextStyle

DATES = TextStyle(INK, 19.0, bold=True, halo_px=0.0)
PLATE_MARGIN_PX, PLATE_PADDING_PX = 10.0, 10.0
PLATE_HEIGHT_PX = 36.0
PLATE_OPACITY = 0.9
WINDOW_OPACITY = 0.09
WINDOW_EDGE_PX = 1.2
NO_EVENTS = Drawn((), (), (), (), (), (), (), ())


class FilmStage:
    """The page of a film, on which one window of days after the other is drawn."""

    def __init__(self, plan: PagePlan, dates: Iterable[str]) -> None:
        """
        Draw what stays.

        Parameters
        ----------
        plan
            The page of the whole period: its symbols keep names away from where events will be.
        dates
            The dates of all pictures: the plate that shows them has room for the longest.
        """
        self._plan = plan
        self._plate = _place_plate(plan, max(measure(words, DATES) for words in dates))
        self._under = _to_picture(draw(self._without_events())).convert("RGB")
        self._over = self._draw_over()
        # making axes takes as long as drawing on them: these are cleared for every picture
        self._figure = self._empty_figure()
        whole = Box(0, 0, plan.page.width, plan.page.height)
        self._sheet = add_sheet(self._figure, plan.page, whole, "sheet", 0, plan.colors)
        self._map = add_sheet(self._figure, plan.page, plan.layout.map_box, "map", 1, plan.colors)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of a picture in pixels, both even, as films want them."""
        width, height = self._under.size
        return width // 2 * 2, height // 2 * 2

    def draw(self, frame: FilmFrame) -> Image.Image:
        """Draw the picture of a window of days (RGB)."""
        plan = self._plan
        document = replace(
            plan.document,
            symbols=frame.symbols,
            footprints=frame.footprints,
            paths=frame.paths,
            tray=frame.tray,
        )
        drawn = place_events(document, plan.frame)
        _clear(self._sheet, self._map)
        draw_events(self._map, replace(plan, document=document, drawn=drawn))
        _draw_dates(self._map, frame.dates, self._plate)
        self._draw_words(frame)
        if plan.layout.strips.chart is not None:
            _draw_window(self._sheet, plan, frame.part)
        picture = self._under.convert("RGBA")
        picture.alpha_composite(_to_picture(self._figure))
        picture.alpha_composite(self._over)
        return picture.convert("RGB").crop((0, 0, *self.size))

    def _without_events(self) -> PagePlan:
        plan = self._plan
        head = tuple(words for words in plan.layout.head if words.name != "counts")
        return replace(
            plan,
            document=replace(plan.document, symbols=()),
            layout=replace(plan.layout, head=head, chips=()),
            drawn=replace(NO_EVENTS, markers=plan.drawn.markers),
            names=(),
            panel=None,
        )

    def _draw_over(self) -> Image.Image:
        """Draw what stands above the events: names, scale bar, frame."""
        plan = self._plan
        figure = self._empty_figure()
        axes = add_sheet(figure, plan.page, plan.layout.map_box, "map", 1, plan.colors)
        plate = cover_of_box(self._plate)
        draw_names(axes, [name for name in plan.names if not overlaps(name.cover, plate).any()])
        if plan.panel is not None:
            furniture.draw_panel(
                axes, plan.frame, plan.panel, plan.translator, plan.design.furniture
            )
        furniture.draw_frame(axes, plan.frame)
        return _to_picture(figure)

    def _empty_figure(self) -> Figure:
        page = self._plan.page
        return Figure(figsize=page.size_in, dpi=page.dpi, facecolor="none")

    def _draw_words(self, frame: FilmFrame) -> None:
        """Write the counts where the page has room for them, and fill the tray."""
        plan = self._plan
        place = next((words for words in plan.layout.head if words.name == "counts"), None)
        if place is not None:
            style = place.paragraph.style
            room = plan.layout.map_box.right - place.left
            lines = len(place.paragraph.lines)
            counts = set_paragraph(frame.counts, style, room, max_lines=lines)
            counts.write(self._sheet, place.left, place.top)
        box = plan.layout.map_box
        chips = set_tray(frame.tray, (box.left, box.right), plan.translator)
        draw_tray(self._sheet, chips, box)


def _clear(*sheets: Axes) -> None:
    """Take everything off sheets that was drawn on them."""
    for sheet in sheets:
        drawn = (sheet.collections, sheet.patches, sheet.texts, sheet.lines, sheet.images)
        for artist in [artist for kind in drawn for artist in kind]:
            artist.remove()


def _to_picture(figure: Figure) -> Image.Image:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    return Image.fromarray(np.asarray(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]


def _place_plate(plan: PagePlan, widest: float) -> Box:
    """Choose the corner for the dates where least is drawn, upper left first."""
    width = widest + 2 * PLATE_PADDING_PX
    inner = plan.frame.box.grown(-PLATE_MARGIN_PX)
    top, bottom = inner.top + PLATE_HEIGHT_PX, inner.bottom - PLATE_HEIGHT_PX
    corners = [
        Box(inner.left, inner.top, inner.left + width, top),
        Box(inner.right - width, inner.top, inner.right, top),
        Box(inner.left, bottom, inner.left + width, inner.bottom),
        Box(inner.right - width, bottom, inner.right, inner.bottom),
    ]
    taken = np.concatenate([plan.drawn.taken, plan.drawn.lines])
    panel = None if plan.panel is None else cover_of_box(plan.panel)
    free = [box for box in corners if panel is None or not _meet(panel, box)]
    return min(free, key=lambda box: int(overlaps(taken, cover_of_box(box)).sum()))


def _meet(cover: Cover, box: Box) -> bool:
    return bool(overlaps(cover, cover_of_box(box)).any())


def _draw_dates(axes: Axes, words: str, plate: Box) -> None:
    ground = to_rgba(colors_of(axes).paper, PLATE_OPACITY)
    axes.add_patch(
        FancyBboxPatch(
            (plate.left, plate.top), plate.width, plate.height,
            boxstyle="round,pad=0,rounding_size=4", facecolor=ground, edgecolor="none",
            zorder=Depth.FURNITURE,
        )
    )  # fmt: skip
    start = (plate.left + PLATE_PADDING_PX, plate.centre[1])
    write(axes, words, start, DATES, depth=Depth.FURNITURE + 0.5)


def _draw_window(sheet: Axes, plan: PagePlan, part: tuple[float, float]) -> None:
    """Mark the window in the chart of the whole period."""
    strips = plan.layout.strips
    if strips.chart is None or strips.chart_box is None:
        return
    plot = plot_box(strips.chart, strips.chart_box)
    left, right = (plot.left + share * plot.width for share in part)
    ink = plan.colors.ink
    sheet.add_patch(
        Rectangle(
            (left, plot.top), right - left, plot.height, facecolor=to_rgba(ink, WINDOW_OPACITY),
            edgecolor=ink, linewidth=WINDOW_EDGE_PX * POINTS_PER_PX,
        )
    )  # fmt: skip

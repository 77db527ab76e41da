"""Draw a map document on a page: the print renderer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sahel_geo.cartography.document import (
    AreaLayer,
    CasePath,
    MapDocument,
    Marker,
    MarkerLayer,
    PathFade,
)
from sahel_geo.cartography.figure import basemap, flows, furniture, legs, steps, symbols
from sahel_geo.cartography.figure.canvas import Depth, add_sheet, make_figure
from sahel_geo.cartography.figure.countries import Countries
from sahel_geo.cartography.figure.graticule import draw_graticule
from sahel_geo.cartography.figure.labels import (
    draw_labels,
    wishes_for_fades,
    wishes_for_gaps,
    wishes_for_labels,
)
from sahel_geo.cartography.figure.layout import Layout, draw_tray, draw_words, lay_out
from sahel_geo.cartography.figure.legend import draw_legend
from sahel_geo.cartography.figure.page import Box, Page
from sahel_geo.cartography.figure.placement import (
    NO_COVER,
    Board,
    Cover,
    cover_of_box,
    cover_of_discs,
    cover_of_line,
)
from sahel_geo.cartography.figure.projection import Floats, MapFrame, fit_frame
from sahel_geo.cartography.figure.symbols import Disc
from sahel_geo.cartography.symbology import FLOW_COLOR
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import LayerFile

LABEL_MARGIN_PX = 3.0
LEG_COVER_PX = 6.0


def to_figure(document: MapDocument, page: Page, translator: Translator) -> Figure:
    """
    Draw a map document on a page.

    Parameters
    ----------
    document
        What is drawn; its extent lies wholly in the map's frame.
    page
        Size and resolution of the export.
    translator
        For the few words that are the renderer's own: degrees, north, kilometres.

    Returns
    -------
    figure
        On Matplotlib's default canvas, never known to pyplot; save it at its own dpi.
    """
    figure = make_figure(page)
    layout = lay_out(document, page, translator)
    sheet = add_sheet(figure, page, Box(0, 0, page.width, page.height), "sheet", 0)
    frame = fit_frame(document.extent, layout.map_box)
    map_axes = add_sheet(figure, page, layout.map_box, "map", 1)
    drawn = _draw_map(map_axes, frame, document, dpi=page.dpi)
    _write_names(map_axes, frame, document, drawn, translator)
    draw_graticule(map_axes, sheet, frame, translator)
    furniture.draw_frame(map_axes, frame)
    _draw_surroundings(figure, sheet, frame, layout, document, page)
    return figure


@dataclass(frozen=True, eq=False)
class Drawn:
    """What is on the map and where, for the names that must find room between it."""

    countries: Countries
    markers: tuple[Disc, ...]
    discs: tuple[Disc, ...]
    spots: tuple[steps.StepSpot, ...]
    curves: tuple[legs.LegCurve, ...]
    fades: tuple[Floats, ...]

    @property
    def taken(self) -> Cover:
        """What no name may cover."""
        covers = [_cover_of_step(spot) for spot in self.spots]
        covers += [cover_of_line(points, LEG_COVER_PX) for points in self.fades]
        return np.concatenate([cover_of_discs([*self.discs, *self.markers]), *covers])

    @property
    def lines(self) -> Cover:
        """What a name covers only where it must."""
        covers = [cover_of_line(curve.points, LEG_COVER_PX) for curve in self.curves]
        return np.concatenate([NO_COVER, *covers])


def _draw_map(axes: Axes, frame: MapFrame, document: MapDocument, *, dpi: int) -> Drawn:
    """Draw all that is on the ground, from the sea up to the steps of the cases."""
    basemap.draw_sea(axes, frame)
    countries = basemap.draw_layers(axes, frame, document.layers, dpi=dpi)
    markers: list[Marker] = []
    for number, layer in enumerate(document.layers):
        if isinstance(layer, MarkerLayer):
            symbols.draw_markers(axes, frame, layer.markers, Depth.LAYERS + number)
            markers += layer.markers
    footprints = [item for path in document.paths for item in (*path.reaches, *path.footprints)]
    symbols.draw_footprints(axes, frame, [*document.footprints, *footprints])
    legs.draw_tails(axes, frame, [tail for path in document.paths for tail in path.tails])
    curves = legs.lay_out_legs(frame, document.paths)
    legs.draw_legs(axes, curves)
    arrows = flows.lay_out_flows(frame, document.flows.arrows if document.flows else ())
    flows.draw_flows(axes, arrows)
    fades = legs.draw_fades(axes, frame, _fades(document))
    discs = symbols.lay_out_symbols(frame, document.symbols)
    symbols.draw_symbols(axes, document.symbols, discs)
    spots = steps.lay_out_steps(frame, [*document.paths, *_stays(document)], discs)
    steps.draw_steps(axes, spots)
    marks = _discs_of_markers(frame, markers)
    return Drawn(countries, tuple(marks), tuple(discs), tuple(spots), (*curves, *arrows), fades)


def _stays(document: MapDocument) -> list[CasePath]:
    """Give the marks of people who stayed as those of a path without lines."""
    if document.flows is None:
        return []
    return [CasePath("", "", FLOW_COLOR, (), document.flows.stays, (), (), ())]


def _fades(document: MapDocument) -> list[PathFade]:
    return [fade for path in document.paths for fade in path.fades]


def _write_names(
    axes: Axes, frame: MapFrame, document: MapDocument, drawn: Drawn, translator: Translator
) -> None:
    """Set scale bar and north arrow in a free corner, then the names where there is room."""
    taken, lines = drawn.taken, drawn.lines
    panel = furniture.place_panel(frame, np.concatenate([taken, lines]))
    furniture.draw_panel(axes, frame, panel, translator)
    board = Board(frame.box.grown(-LABEL_MARGIN_PX))
    board.take(np.concatenate([taken, cover_of_box(panel)]))
    board.mind(lines)
    at_home = (
        Disc(spot.home, spot.half_height) for spot in drawn.spots if spot.centre == spot.home
    )
    things = [*drawn.discs, *at_home, *drawn.markers]
    wishes = [
        *wishes_for_fades(frame, _fades(document)),
        *wishes_for_gaps(drawn.curves),
        *wishes_for_labels(frame, document.labels, things, drawn.countries),
    ]
    draw_labels(axes, board, wishes)


def _discs_of_markers(frame: MapFrame, markers: Sequence[Marker]) -> list[Disc]:
    places = frame.to_page([(item.longitude, item.latitude) for item in markers])
    return [
        Disc((x, y), item.style.size_px / 2)
        for item, (x, y) in zip(markers, places.tolist(), strict=True)
    ]


def _cover_of_step(spot: steps.StepSpot) -> Cover:
    x, y = spot.centre
    half_width, half_height = spot.half_width, spot.half_height
    return cover_of_box(Box(x - half_width, y - half_height, x + half_width, y + half_height))


def _draw_surroundings(
    figure: Figure,
    sheet: Axes,
    frame: MapFrame,
    layout: Layout,
    document: MapDocument,
    page: Page,
) -> None:
    draw_words(sheet, layout)
    draw_tray(sheet, layout)
    legend_axes = add_sheet(figure, page, layout.legend_box, "legend", 2)
    draw_legend(legend_axes, layout.legend, layout.legend_box)
    land = next(
        (
            layer
            for layer in document.layers
            if isinstance(layer, AreaLayer) and layer.file is LayerFile.COUNTRIES
        ),
        None,
    )
    if land is not None and layout.locator_box is not None:
        locator = add_sheet(figure, page, layout.locator_box, "locator", 2)
        furniture.draw_locator(locator, layout.locator_box, frame, land)

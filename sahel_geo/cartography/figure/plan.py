"""Decide where everything on a page goes, before any of it is drawn.

`drawing.draw` turns a plan into a Matplotlib figure; slides are made of the same plan, so that both
have the same names at the same places. Positions are CSS pixels of the page (1/96 inch) from its
upper left corner, y downwards. Colours in a plan are those of `symbology` and of the document as
it was composed: a renderer hands each of them once through `PagePlan.colors`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sahel_geo.cartography.document import (
    AreaLayer,
    CasePath,
    Footprint,
    MapDocument,
    Marker,
    MarkerLayer,
)
from sahel_geo.cartography.extras import Extras
from sahel_geo.cartography.figure import flows, furniture, labels, legs, steps, symbols
from sahel_geo.cartography.figure.countries import Countries
from sahel_geo.cartography.figure.labels import PlacedName
from sahel_geo.cartography.figure.layout import Layout, lay_out
from sahel_geo.cartography.figure.page import Box, Page
from sahel_geo.cartography.figure.placement import (
    NO_COVER,
    Board,
    Cover,
    cover_of_box,
    cover_of_discs,
    cover_of_line,
)
from sahel_geo.cartography.figure.projection import MapFrame, fit_frame
from sahel_geo.cartography.figure.symbols import Disc
from sahel_geo.cartography.symbology import FLOW_COLOR
from sahel_geo.cartography.theme import PaperColors, paper_colors
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.vocabulary import Furniture, LayerFile

LABEL_MARGIN_PX = 3.0
LEG_COVER_PX = 6.0


@dataclass(frozen=True, eq=False)
class Drawn:
    """What stands on the map and where, above the base map."""

    markers: tuple[tuple[Marker, Disc], ...]
    """Mines and fields, layer by layer."""
    footprints: tuple[Footprint, ...]
    """In degrees; project them with `MapFrame.shapes_to_page`."""
    tails: tuple[legs.TailLine, ...]
    curves: tuple[legs.LegCurve, ...]
    """Legs of cases as they run; an arrowhead in the middle (`legs.arrowhead`)."""
    arrows: tuple[legs.LegCurve, ...]
    """Movements added up between areas (`flows.arrow_parts`)."""
    fades: tuple[legs.FadeLine, ...]
    discs: tuple[Disc, ...]
    """Of `document.symbols`, in their order; draw the largest first."""
    spots: tuple[steps.StepSpot, ...]

    @property
    def taken(self) -> Cover:
        """What no name may cover."""
        covers = [_cover_of_step(spot) for spot in self.spots]
        covers += [cover_of_line(line.seen, LEG_COVER_PX) for line in self.fades]
        markers = [disc for _, disc in self.markers]
        return np.concatenate([cover_of_discs([*self.discs, *markers]), *covers])

    @property
    def lines(self) -> Cover:
        """What a name covers only where it must."""
        curves = (*self.curves, *self.arrows)
        covers = [cover_of_line(curve.points, LEG_COVER_PX) for curve in curves]
        return np.concatenate([NO_COVER, *covers])


@dataclass(frozen=True, eq=False)
class PagePlan:
    """
    A page on which everything has its place.

    Attributes
    ----------
    document
        What is shown; its texts are those of the page (a designer's own title is already in).
    colors
        What each colour becomes in the theme; see `theme.PaperColors`.
    layout
        Words above and below (`Layout.words`), boxes of map, legend, locator, tray, chart, table.
    frame
        The map's rectangle and the way from degrees to CSS pixels of the page.
    drawn
        Everything between base map and names.
    names
        Labels that found room, with the middle of each line (`PlacedName.lines`).
    panel
        Where scale bar and north arrow stand; None without either.
    """

    document: MapDocument
    page: Page
    translator: Translator
    design: PageDesign
    extras: Extras
    colors: PaperColors
    layout: Layout
    frame: MapFrame
    drawn: Drawn
    names: tuple[PlacedName, ...] = field(default=())
    panel: Box | None = None

    def wants(self, furniture: Furniture) -> bool:
        """Tell whether the designer wants a piece of furniture."""
        return furniture in self.design.furniture


def plan_page(
    document: MapDocument,
    page: Page,
    translator: Translator,
    design: PageDesign | None = None,
    extras: Extras | None = None,
    *,
    map_box: Box | None = None,
) -> PagePlan:
    """
    Find the place of everything on a page.

    Parameters
    ----------
    document
        What is drawn, as composed; its extent lies wholly in the map's frame.
    page
        Size and resolution of the export; places depend on its size in CSS pixels alone.
    translator
        For the few words that are the renderer's own: degrees, north, kilometres.
    design
        Theme, furniture and words of the page; the usual ones if None.
    extras
        Chart and table (see `composition.extras`); None for neither.
    map_box
        Where the map goes, for pages of one scale; within what the layout leaves it. None takes
        all of that.

    Returns
    -------
    plan
        Nothing is drawn yet.
    """
    design, extras = design or PageDesign(), extras or Extras()
    document = dress(document, design)
    layout = lay_out(document, page, translator, design, extras)
    if map_box is not None:
        layout = replace(layout, map_box=map_box)
    frame = fit_frame(document.extent, layout.map_box)
    drawn = place_events(document, frame)
    panel = None
    if design.furniture & {Furniture.SCALE_BAR, Furniture.NORTH_ARROW}:
        covers = np.concatenate([drawn.taken, drawn.lines])
        panel = furniture.place_panel(frame, covers, design.furniture)
    return PagePlan(
        document=document,
        page=page,
        translator=translator,
        design=design,
        extras=extras,
        colors=paper_colors(design.theme, translator),
        layout=layout,
        frame=frame,
        drawn=drawn,
        names=_place_names(document, frame, drawn, panel),
        panel=panel,
    )


def dress(document: MapDocument, design: PageDesign) -> MapDocument:
    """
    Put a designer's title and subtitle in the place of the map's own.

    What was filtered is then told in the small print, which no export is without.
    """
    texts = document.texts
    own = {
        name: words
        for name in ("title", "subtitle")
        if (words := getattr(design, name)) is not None and words != getattr(texts, name)
    }
    if not own:
        return document
    chosen = " · ".join(words for words in (texts.title, texts.subtitle) if words)
    return replace(document, texts=replace(texts, **own, chosen=chosen))


def land_of(document: MapDocument) -> AreaLayer | None:
    """Give the layer of countries, if the document has one."""
    areas = (layer for layer in document.layers if isinstance(layer, AreaLayer))
    return next((layer for layer in areas if layer.file is LayerFile.COUNTRIES), None)


def place_events(document: MapDocument, frame: MapFrame) -> Drawn:
    """Find where everything above the base map stands in a frame."""
    markers = [
        marker
        for layer in document.layers
        if isinstance(layer, MarkerLayer)
        for marker in layer.markers
    ]
    paths = document.paths
    own = [item for path in paths for item in (*path.reaches, *path.footprints)]
    discs = symbols.lay_out_symbols(frame, document.symbols)
    return Drawn(
        markers=tuple(zip(markers, _discs_of_markers(frame, markers), strict=True)),
        footprints=(*document.footprints, *own),
        tails=tuple(legs.lay_out_tails(frame, paths)),
        curves=tuple(legs.lay_out_legs(frame, paths)),
        arrows=tuple(flows.lay_out_flows(frame, document.flows.arrows if document.flows else ())),
        fades=tuple(legs.lay_out_fades(frame, paths)),
        discs=tuple(discs),
        spots=tuple(steps.lay_out_steps(frame, [*paths, *_stays(document)], discs)),
    )


def _stays(document: MapDocument) -> list[CasePath]:
    """Give the marks of people who stayed as those of a path without lines."""
    if document.flows is None:
        return []
    return [CasePath("", "", FLOW_COLOR, (), document.flows.stays, (), (), ())]


def _place_names(
    document: MapDocument, frame: MapFrame, drawn: Drawn, panel: Box | None
) -> tuple[PlacedName, ...]:
    """Find room for names between what is drawn, scale bar and north arrow included."""
    board = Board(frame.box.grown(-LABEL_MARGIN_PX))
    board.take(drawn.taken if panel is None else np.concatenate([drawn.taken, cover_of_box(panel)]))
    board.mind(drawn.lines)
    at_home = (
        Disc(spot.home, spot.half_height) for spot in drawn.spots if spot.centre == spot.home
    )
    things = [*drawn.discs, *at_home, *(disc for _, disc in drawn.markers)]
    land = land_of(document)
    countries = Countries(np.asarray(land.features.geometry)) if land else Countries()
    wishes = [
        *labels.wishes_for_fades(frame, [line.fade for line in drawn.fades]),
        *labels.wishes_for_gaps((*drawn.curves, *drawn.arrows)),
        *labels.wishes_for_labels(frame, document.labels, things, countries),
    ]
    return labels.place_names(board, wishes)


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

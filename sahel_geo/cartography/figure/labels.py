"""Write the names on the map: those of the document, words beside paths, and town dots."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from sahel_geo.cartography.document import Label, PathFade
from sahel_geo.cartography.figure.canvas import Depth
from sahel_geo.cartography.figure.countries import Countries, middle_of
from sahel_geo.cartography.figure.legs import LegCurve
from sahel_geo.cartography.figure.lettering import measure, wrap, write
from sahel_geo.cartography.figure.page import Position
from sahel_geo.cartography.figure.placement import (
    Board,
    Cover,
    cover_of_discs,
    cover_of_text,
    spots_around,
    spots_beside,
)
from sahel_geo.cartography.figure.projection import MapFrame
from sahel_geo.cartography.figure.symbols import Disc, Part, add_parts, circle
from sahel_geo.cartography.symbology import (
    FADE_WORDS,
    GAP_WORDS,
    INK,
    LETTERING,
    LabelKind,
    TextStyle,
)

BESIDE = frozenset({LabelKind.CAPITAL, LabelKind.TOWN, LabelKind.POST, LabelKind.SITE})
"""Kinds that name a point; the others are written across what they name."""
REACH_PX = {LabelKind.COUNTRY: 90.0, LabelKind.SEA: 60.0, LabelKind.REGION: 40.0}
"""How far a name of an area may move from its point."""
DEFAULT_REACH_PX = 22.0
CROWDED_REACH_PX = 170.0
"""How far the name of a country moves before it is given up."""
WRAP_EM = {LabelKind.COUNTRY: 13.0, LabelKind.REGION: 11.5, LabelKind.SEA: 11.0}
"""Names of areas are broken into lines of this length; other names stay on one line."""
PATH_WRAP_EM = 13.0
SMALL_COUNTRY, NARROW_COUNTRY_EM = 0.85, 7.0
"""How the name of a crowded country is set: smaller, and a word to a line."""
LINE_HEIGHT = 1.12
"""From one line of a name to the next, in type sizes: tighter than in a paragraph."""
SIDE_ROOM_PX = 2.5
"""Left and right of a name, so that neighbours do not read as one."""
DOT_ROOM_PX = 2.0
"""Around the dot of a town, so that the halo of a later name does not hide it."""
TOWN_DOT_PX, CAPITAL_DOT_PX = 2.2, 3.0
SITE_CLEARANCE_PX, CROWDED_CLEARANCE_PX = 6.5, 7.0
LEG_CLEARANCE_PX = 6.0
MOST_GAP_WORDS = 14
"""With more legs than this on the map the gaps are left to the card and the case file."""
PATH_RANK, GAP_RANK = 0, 1
ZOOM_TOLERANCE = 0.05


@dataclass(frozen=True)
class Block:
    """A name as it is set: in one line or several."""

    lines: tuple[str, ...]
    style: TextStyle
    angle: float = 0.0

    @property
    def width(self) -> float:
        """Of the longest line, in CSS pixels."""
        return max((measure(line, self.style) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines, in CSS pixels."""
        return self.style.size_px * LINE_HEIGHT * len(self.lines)


@dataclass(frozen=True)
class Wish:
    """A name that asks for a spot."""

    block: Block
    rank: int
    anchor: Position
    spots: tuple[Position, ...]
    dot_px: float = 0.0
    only_clear: bool = False
    """Rather not written at all than across a leg."""
    otherwise: "Wish | None" = None
    """What is asked for when no spot is free: the same name, set smaller."""


@dataclass(frozen=True)
class PlacedName:
    """A name that found a spot, and the dot of the town it names, if it has one."""

    block: Block
    centre: Position
    """Middle of the block."""
    dot: Disc | None = None

    @property
    def cover(self) -> Cover:
        """What of the map it takes."""
        width = self.block.width + 2 * SIDE_ROOM_PX
        return cover_of_text(self.centre, width, self.block.height, self.block.angle)

    @property
    def lines(self) -> tuple[tuple[str, Position], ...]:
        """Each line with the middle of where it stands; lines of an angle stand alone."""
        x, y = self.centre
        top, step = y - self.block.height / 2, self.block.style.size_px * LINE_HEIGHT
        return tuple(
            (line, (x, top + (number + 0.5) * step)) for number, line in enumerate(self.block.lines)
        )


def place_names(board: Board, wishes: Iterable[Wish]) -> tuple[PlacedName, ...]:
    """Place what finds a free spot, by rank; a town that yields has no dot either."""
    names = []
    for wish in sorted(wishes, key=lambda wish: wish.rank):
        name = _grant(board, wish)
        if name is None and wish.otherwise is not None:
            name = _grant(board, replace(wish.otherwise, dot_px=0.0))
        if name is not None:
            names.append(name)
    return tuple(names)


def _grant(board: Board, wish: Wish) -> PlacedName | None:
    """Give a name its first free spot, if there is one."""
    block = wish.block
    dot = Disc(wish.anchor, wish.dot_px) if wish.dot_px else None
    if dot is not None and not board.is_free(cover_of_discs([dot])):
        return None
    width, height = block.width + 2 * SIDE_ROOM_PX, block.height
    if block.angle:
        covers = [cover_of_text(spot, width, height, block.angle) for spot in wish.spots]
        number = board.first_free(covers, only_clear=wish.only_clear)
    else:
        number = board.first_free_box(wish.spots, width, height, only_clear=wish.only_clear)
    if number is None:
        return None
    board.take(cover_of_text(wish.spots[number], width, height, block.angle))
    if dot is not None:
        board.take(cover_of_discs([Disc(dot.centre, dot.radius + DOT_ROOM_PX)]))
    return PlacedName(block, wish.spots[number], dot)


def draw_names(axes: Axes, names: Sequence[PlacedName]) -> None:
    """Write names where they were placed, and the dots of towns."""
    dots = [
        Part(circle(name.dot.centre, name.dot.radius), to_rgba(INK), to_rgba("white"), 0.8)
        for name in names
        if name.dot is not None
    ]
    add_parts(axes, dots, Depth.LABELS, label="dots")
    for name in names:
        _write_name(axes, name)


def _write_name(axes: Axes, name: PlacedName) -> None:
    for line, middle in name.lines:
        write(
            axes, line, middle, name.block.style,
            align="center", angle=name.block.angle, depth=Depth.LABELS + 0.5, gid="label",
        )  # fmt: skip


def wishes_for_labels(
    frame: MapFrame,
    labels: Sequence[Label],
    discs: Sequence[Disc],
    countries: Countries,
) -> list[Wish]:
    """
    Turn the labels of a document into wishes.

    Parameters
    ----------
    discs
        What is drawn at places; the name of a place stands beside it.
    countries
        The middle of a country's name stays within what is seen of it.

    Returns
    -------
    wishes
        Of labels inside the frame that are wanted at its scale, and of countries that fill a
        good part of it.
    """
    zoom = frame.zoom + ZOOM_TOLERANCE
    wanted = [label for label in labels if label.min_zoom <= zoom]
    places = frame.to_page([(label.longitude, label.latitude) for label in wanted])
    box = frame.box
    centres = np.array([disc.centre for disc in discs]).reshape(-1, 2)
    radii = np.array([disc.radius for disc in discs])
    wishes = []
    for label, (x, y) in zip(wanted, places.tolist(), strict=True):
        in_view = box.left <= x <= box.right and box.top <= y <= box.bottom
        if label.kind is LabelKind.COUNTRY:
            wishes += _wishes_for_country(label, (x, y) if in_view else None, frame, countries)
        elif in_view and (label.dot or label.kind in BESIDE):
            away = np.hypot(*(centres - (x, y)).T)
            reach = (away + radii)[away <= radii].max(initial=0.0)
            wishes.append(_wish_beside(label, (x, y), float(reach)))
        elif in_view:
            wishes.append(_wish_across(label, (x, y), _area_name(label)))
    return wishes


def _wishes_for_country(
    label: Label, anchor: Position | None, frame: MapFrame, countries: Countries
) -> list[Wish]:
    """Ask for a spot within what is seen of the country, even where its middle is not seen."""
    part = countries.part_in_view(label.longitude, label.latitude, frame)
    anchor = anchor or middle_of(part, frame.box)
    if anchor is None:
        return []
    style = LETTERING[label.kind]
    small = replace(style, size_px=style.size_px * SMALL_COUNTRY)
    widest = max((measure(word, small) for word in label.text.split()), default=0.0)
    width = max(NARROW_COUNTRY_EM * small.size_px, widest)  # a word is never cut
    narrow = Block(wrap(label.text, small, width), small)
    otherwise = _within(_wish_across(label, anchor, narrow, CROWDED_REACH_PX), part)
    wish = _within(_wish_across(label, anchor, _area_name(label)), part)
    return [replace(wish, otherwise=otherwise)]


def _within(wish: Wish, part: shapely.Geometry) -> Wish:
    """Keep the spots whose middle lies in a part of the page; all of them if it is not known."""
    if part.is_empty:
        return wish
    inside = shapely.contains_xy(part, np.array(wish.spots))
    spots = (spot for spot, is_inside in zip(wish.spots, inside, strict=True) if is_inside)
    return replace(wish, spots=tuple(spots))


def _wish_across(
    label: Label, anchor: Position, block: Block, reach_px: float | None = None
) -> Wish:
    reach = reach_px or REACH_PX.get(label.kind, DEFAULT_REACH_PX)
    spots = spots_around(anchor, block.width, block.height, reach=reach)
    return Wish(block, label.rank, anchor, tuple(spots))


def _wish_beside(label: Label, anchor: Position, covered_px: float) -> Wish:
    block = Block((label.text,), LETTERING[label.kind])
    dot_px = CAPITAL_DOT_PX if label.kind is LabelKind.CAPITAL else TOWN_DOT_PX
    if covered_px or not label.dot:
        dot_px = 0.0
    clearance = max(covered_px, dot_px, 0.0 if label.dot else SITE_CLEARANCE_PX)
    spots = [*spots_beside(anchor, clearance, block.width, block.height)]
    if covered_px:
        # other symbols often crowd around one; a little farther the name is still its own
        farther = clearance + CROWDED_CLEARANCE_PX
        spots += spots_beside(anchor, farther, block.width, block.height)
    return Wish(block, label.rank, anchor, tuple(spots), dot_px)


def _area_name(label: Label) -> Block:
    style = LETTERING[label.kind]
    length = WRAP_EM.get(label.kind)
    if length is None or label.angle:
        return Block((label.text,), style, label.angle)
    return Block(wrap(label.text, style, length * style.size_px), style)


def wishes_for_fades(frame: MapFrame, fades: Iterable[PathFade]) -> list[Wish]:
    """Ask for the words of fading paths, beside where they end."""
    wishes = []
    for fade in (fade for fade in fades if fade.words):
        x, y = frame.to_page(fade.points[-1:])[0].tolist()
        block = _path_words(fade.words, replace(FADE_WORDS, color=fade.color))
        near = [*spots_beside((x, y), 3.0, block.width, block.height)]
        near += spots_around((x, y), block.width, block.height, reach=block.width / 2 + 40)
        wishes.append(Wish(block, PATH_RANK, (x, y), tuple(near)))
    return wishes


def wishes_for_gaps(curves: Sequence[LegCurve]) -> list[Wish]:
    """Ask for the days and kilometres of legs inside the period, beside their middle."""
    bright = [curve for curve in curves if not curve.leg.faint and curve.leg.words]
    if len(bright) > MOST_GAP_WORDS:
        return []
    wishes = []
    for curve in bright:
        block = _path_words(curve.leg.words, replace(GAP_WORDS, color=curve.leg.color))
        spots = [
            spot
            for share in (0.5, 0.4, 0.6, 0.3, 0.7)
            for spot in spots_beside(
                _along(curve, share), LEG_CLEARANCE_PX, block.width, block.height
            )
        ]
        wishes.append(Wish(block, GAP_RANK, _along(curve, 0.5), tuple(spots), only_clear=True))
    return wishes


def _path_words(words: str, style: TextStyle) -> Block:
    return Block(wrap(words, style, PATH_WRAP_EM * style.size_px), style)


def _along(curve: LegCurve, share: float) -> Position:
    """Give the point of a leg after a share of its length."""
    lengths = np.hypot(*np.diff(curve.points, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(lengths)])
    x, y = (float(np.interp(share * run[-1], run, curve.points[:, i])) for i in (0, 1))
    return x, y

"""How each thing looks: colours, widths, markers. Both renderers draw with these values.

Lengths are CSS pixels (1/96 inch) at the size of the screen; the print renderer scales them.
Event colours were chosen for distance under protanopia, deuteranopia and tritanopia, and for
contrast with the land; `tests/cartography/test_symbology.py` computes both.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sahel_geo.model.vocabulary import (
    BorderKind,
    Commodity,
    EventType,
    Outcome,
    RegionClass,
    RouteKind,
)


@dataclass(frozen=True)
class LineStyle:
    """A stroke: colour as #rrggbb, width in CSS pixels, dash pattern in pixels (empty = solid)."""

    color: str
    width_px: float
    dash_px: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True)
class AreaStyle:
    """A filled area; `outline` None draws no edge."""

    fill: str
    fill_opacity: float
    outline: LineStyle | None = None


class MarkerShape(StrEnum):
    """Outlines a marker can have."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    TRIANGLE_DOWN = "triangle_down"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    STAR = "star"
    CROSS = "cross"


@dataclass(frozen=True)
class MarkerStyle:
    """A small symbol; `size_px` is its full width."""

    shape: MarkerShape
    fill: str
    size_px: float = 11.0
    edge: str = "#ffffff"
    edge_px: float = 1.0


@dataclass(frozen=True)
class TextStyle:
    """Lettering on the map; the halo keeps it legible over lines."""

    color: str
    size_px: float
    bold: bool = False
    italic: bool = False
    spacing_px: float = 0.0
    uppercase: bool = False
    halo: str = "#fbfaf6"
    halo_px: float = 2.0


LAND = "#f6f2e7"
LAND_BACKGROUND = "#efece4"
"""Land of countries outside the study area: flatter, so that the eye stays on the Sahel."""
SEA = "#d5e3ea"
INK = "#26292b"
QUIET_INK = "#5b5f61"

COAST = LineStyle("#8fa5ae", 0.8)
BORDERS: Mapping[BorderKind, LineStyle] = {
    BorderKind.COAST: COAST,
    BorderKind.ADMIN1: LineStyle("#a59f92", 0.6, (3.0, 2.5), 0.8),
    BorderKind.INTERNATIONAL: LineStyle("#6e675d", 1.4),
    BorderKind.DISPUTED: LineStyle("#6e675d", 1.4, (6.0, 4.0)),
    BorderKind.BERM: LineStyle("#6e675d", 1.2, (1.2, 3.2)),
}
RIVER = LineStyle("#8db3c7", 1.0)
LAKE = AreaStyle("#c6dbe5", 1.0, LineStyle("#8db3c7", 0.6))
ROUTES: Mapping[RouteKind, LineStyle] = {
    RouteKind.ROAD: LineStyle("#a8855a", 1.5, (), 0.85),
    RouteKind.TRACK: LineStyle("#a8855a", 1.2, (6.0, 3.0), 0.85),
    RouteKind.CARAVAN: LineStyle("#a8855a", 1.2, (1.5, 3.0), 0.85),
}
REGIONS: Mapping[RegionClass, AreaStyle] = {
    RegionClass.TUAREG_AREA: AreaStyle(
        "#5a6fb0", 0.10, LineStyle("#5a6fb0", 1.0, (2.0, 2.0), 0.65)
    ),
    RegionClass.CLAIMED_TERRITORY: AreaStyle(
        "#7d7d7d", 0.0, LineStyle("#4f5d91", 1.6, (9.0, 4.0, 2.0, 4.0), 0.8)
    ),
}

EVENT_COLORS: Mapping[EventType, str] = {
    EventType.BATTLES: "#a91609",
    EventType.EXPLOSIONS: "#bf6804",
    EventType.VIOLENCE_AGAINST_CIVILIANS: "#791793",
    EventType.PROTESTS: "#1a654d",
    EventType.RIOTS: "#1b82d1",
    EventType.STRATEGIC_DEVELOPMENTS: "#2c2d3e",
}
COLORED_COUNTRIES = ("MLI", "NER", "BFA", "NGA", "DZA", "TCD", "MRT")
COUNTRY_COLORS = ("#197b6e", "#d7ba04", "#4f215c", "#00acfc", "#917209", "#6b07ff", "#2a3a04")
"""Colours of countries in charts, kept for those most often among the first; see
`event_bars.color_countries`. Apart for every vision, as the colours of events are."""
OTHER_COUNTRIES_COLOR = "#b4b7b8"
OUTCOME_COLORS: Mapping[Outcome, str] = {
    Outcome.RELEASED: "#197b6e",
    Outcome.KILLED: "#6b07ff",
    Outcome.DIED_IN_CAPTIVITY: "#4f215c",
    Outcome.RESCUED: "#00acfc",
    Outcome.ESCAPED: "#d7ba04",
    Outcome.MIXED: "#917209",
    Outcome.UNRESOLVED: "#2a3a04",
}
"""Colours of cases by how they ended: those of `COUNTRY_COLORS`, which never stand beside them."""
EVENT_EDGE = "#ffffff"
DATASET_RING_PX, DATASET_RING_GAP_PX = 2.2, 2.4
"""Width of the ring of a dataset that was brought in, and how far it stands off the symbol."""
EVENT_OPACITY = 0.88
SYMBOL_MIN_RADIUS_PX = 4.5
SYMBOL_MAX_RADIUS_PX = 22.0
SYMBOL_AREA_PER_EVENT_PX2 = 64.0
"""Area of a symbol grows by this for each event, where few are counted (see `choose_cap`)."""

FOOTPRINT = AreaStyle("#7a6a8a", 0.08, LineStyle("#7a6a8a", 0.8, (2.0, 3.0), 0.5))
"""Where an imprecise place may be: a disc of 25 km, or an admin-1 area."""
REACH = AreaStyle("#8a0f3c", 0.03, LineStyle("#8a0f3c", 1.3, (1.3, 3.2), 0.75))
"""Where captives may have been between two reports: lighter than any place that was reported."""

PATH_COLOR = "#8a0f3c"
CASE_COLORS = ("#8a0f3c", "#555fd6", "#65752b", "#052d01", "#a64f7e", "#662b6e")
"""Colours of the paths of picked cases, in their order; more cases share the first."""
FLOW_COLOR = "#33507f"
"""Movements added up between areas: of no case, so of no case's colour."""
FLOW_OPACITY = 0.78
FLOW_WIDEST_PX = 14.0
FLOW_LEAST_PX = 1.3
FLOW_HEAD_PX = 7.0
"""The head of an arrow is longer than it is wide by this much."""
FLOW_GAP_PX = 12.0
"""An arrow ends so far before its area's point, where a number of people may stand."""
FLOW_WING_PX = 3.5
"""How far the head sticks out on either side."""
LEG_WIDTH_PX = 2.6
LEG_WIDTH_OF_MANY_PX = 1.3
"""Where many cases lie on top of each other."""
LEG_DASH_PX = (7.0, 5.0)
FAINT_OPACITY = 0.28
"""Opacity of what lies outside the chosen period."""
TAIL = LineStyle("#5f5952", 1.8, (2.0, 3.6), 1.0)
STEP_RADIUS_PX = 8.5
STEP_TEXT = "#ffffff"
LAST_KNOWN_GAP_PX = 3.5
LAST_KNOWN_RING_PX = 1.8
"""The ring round the last known place of people who are held, and how far from the mark it is."""

COMMODITIES: Mapping[Commodity, MarkerStyle] = {
    Commodity.URANIUM: MarkerStyle(MarkerShape.TRIANGLE, "#4d7a00", 13.0),
    Commodity.GOLD: MarkerStyle(MarkerShape.DIAMOND, "#ad7d08", 11.0),
    Commodity.ARTISANAL_GOLD: MarkerStyle(MarkerShape.STAR, "#ad7d08", 13.0),
    Commodity.OIL: MarkerStyle(MarkerShape.SQUARE, "#2f2f2f", 10.0),
    Commodity.GAS: MarkerStyle(MarkerShape.SQUARE, "#6c7a89", 10.0),
    Commodity.IRON: MarkerStyle(MarkerShape.HEXAGON, "#8c4a2f", 11.0),
    Commodity.PHOSPHATE: MarkerStyle(MarkerShape.PENTAGON, "#7d6b9e", 11.0),
    Commodity.SALT: MarkerStyle(MarkerShape.PENTAGON, "#728791", 10.0),
    Commodity.LITHIUM: MarkerStyle(MarkerShape.HEXAGON, "#b0578d", 11.0),
    Commodity.MANGANESE: MarkerStyle(MarkerShape.HEXAGON, "#54506b", 11.0),
    Commodity.COAL: MarkerStyle(MarkerShape.SQUARE, "#5b4a42", 10.0),
    Commodity.COPPER: MarkerStyle(MarkerShape.TRIANGLE_DOWN, "#b45f2b", 11.0),
    Commodity.ZINC: MarkerStyle(MarkerShape.TRIANGLE_DOWN, "#70808a", 11.0),
}


class LabelKind(StrEnum):
    """What a label on the map names; each has a lettering."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    CAPITAL = "capital"
    TOWN = "town"
    POST = "post"
    SEA = "sea"
    WATER = "water"
    LANDFORM = "landform"
    REGION = "region"
    SITE = "site"


LETTERING: Mapping[LabelKind, TextStyle] = {
    LabelKind.COUNTRY: TextStyle("#5f564a", 15, bold=True, spacing_px=2.5, uppercase=True),
    LabelKind.ADMIN1: TextStyle("#6a6257", 10.5, spacing_px=1.0),
    LabelKind.CAPITAL: TextStyle(INK, 13, bold=True),
    LabelKind.TOWN: TextStyle(INK, 11.5),
    LabelKind.POST: TextStyle("#4a4d4f", 10.5, italic=True),
    LabelKind.SEA: TextStyle("#406577", 13, italic=True, spacing_px=1.5, halo=SEA),
    LabelKind.WATER: TextStyle("#2b617b", 10.5, italic=True),
    LabelKind.LANDFORM: TextStyle("#75592c", 11, italic=True, spacing_px=1.0),
    LabelKind.REGION: TextStyle("#3b4a86", 12, italic=True, bold=True),
    LabelKind.SITE: TextStyle("#3f3f3f", 10.5),
}
FADE_WORDS = TextStyle(PATH_COLOR, 11.5, italic=True)
GAP_WORDS = TextStyle(PATH_COLOR, 10.5)


LEAST_CAP = 24
CAPS = (LEAST_CAP, *(digits * 10**power for power in range(1, 7) for digits in (5, 10, 25)))
"""Counts at which symbols may reach their largest radius."""
RANK_TO_TELL_APART = 10


def choose_cap(totals: Iterable[int]) -> int:
    """
    Choose the count at which symbols reach their largest radius, so that places can be compared.

    Parameters
    ----------
    totals
        Incidents of each place in the whole period; those with none do not matter. The tenth
        largest (of few places the middle one) must still have a size of its own: a single place
        with very many does not make all others small.

    Returns
    -------
    capped_at
        One of `CAPS`.
    """
    ordered = sorted((total for total in totals if total), reverse=True)
    if not ordered:
        return LEAST_CAP
    wanted = ordered[min(RANK_TO_TELL_APART, math.ceil(len(ordered) / 2)) - 1]
    fitting = (cap for cap in CAPS if cap >= wanted)
    return int(next(fitting, CAPS[-1]))


def symbol_radius_px(count: int, capped_at: int = LEAST_CAP) -> float:
    """
    Radius of a proportional symbol: its area grows with the count, between a least and a largest.

    Parameters
    ----------
    count
        Events at the place, at least one.
    capped_at
        From so many events on the radius stays at its largest; the legend says so.

    Returns
    -------
    radius_px
        In CSS pixels.
    """
    area_px2 = SYMBOL_AREA_PER_EVENT_PX2 * LEAST_CAP / capped_at
    radius = math.sqrt(area_px2 * count / math.pi)
    return min(max(radius, SYMBOL_MIN_RADIUS_PX), SYMBOL_MAX_RADIUS_PX)


def floor_of(capped_at: int) -> int:
    """Give the largest count that is drawn at the least radius; 0 when one event is larger."""
    area_px2 = SYMBOL_AREA_PER_EVENT_PX2 * LEAST_CAP / capped_at
    return math.floor(math.pi * SYMBOL_MIN_RADIUS_PX**2 / area_px2)


def sample_counts(capped_at: int) -> tuple[int, ...]:
    """Give the counts whose symbols the legend may show, the smallest first."""
    shares = sorted({max(round(capped_at * share), 1) for share in (0.04, 0.2, 0.4, 1)})
    return tuple(shares)

"""The map as a value: what is drawn, in which order, with which words.

`compose_map` makes a `MapDocument`; `web` and `figure` only draw it. Coordinates are
(longitude, latitude) in WGS84 degrees throughout; lengths on paper and screen are CSS pixels.
Every text is plain text in the reader's language, never markup.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import geopandas as gpd
from shapely import Geometry

from sahel_geo.cartography.symbology import (
    LEAST_CAP,
    LEG_WIDTH_PX,
    AreaStyle,
    LabelKind,
    LineStyle,
    MarkerStyle,
)
from sahel_geo.model.extent import Extent
from sahel_geo.model.vocabulary import EventType, Language, LayerFile, RasterFile

Coordinates: TypeAlias = tuple[tuple[float, float], ...]
"""Points of a line, each (longitude, latitude)."""


@dataclass(frozen=True, eq=False)
class ReliefLayer:
    """Hill shading under everything, multiplied onto the land; covers `WINDOW` exactly."""

    pictures: Mapping[RasterFile, Path]


@dataclass(frozen=True, eq=False)
class AreaLayer:
    """Polygons of a file, styled by the values of column `style_by` (None: one style under '')."""

    file: str
    """A `LayerFile`, or the name of a layer that was brought in."""
    features: gpd.GeoDataFrame
    styles: Mapping[str, AreaStyle]
    style_by: str | None = None
    key_prefix: str | None = None
    """When set, features can be hovered and clicked: key is `<prefix>:<id>` (see `id_column`)."""
    words: str = ""
    """Of a layer that was brought in, what the legend calls it."""


@dataclass(frozen=True, eq=False)
class LineLayer:
    """Lines of a file, styled by column `style_by`; a value without a style is not drawn."""

    file: str
    features: gpd.GeoDataFrame
    styles: Mapping[str, LineStyle]
    style_by: str | None = None
    key_prefix: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Marker:
    """A small symbol at a point: a mine, a field."""

    key: str
    longitude: float
    latitude: float
    style: MarkerStyle
    hollow: bool
    """Drawn as an outline: the place is imprecise."""
    faded: bool
    """Drawn paler: the site is closed, suspended, planned or of unknown status."""
    name: str
    first_year: int | None = None
    """When it began to work; None when no source says."""
    last_year: int | None = None
    """When it stopped; None when it has not, or no source says."""
    idle_undated: bool = False
    """It is closed, suspended or planned, and no source says since or until when."""


@dataclass(frozen=True)
class MarkerLayer:
    """Markers of one layer."""

    file: str
    markers: tuple[Marker, ...]
    words: str = ""


Layer: TypeAlias = ReliefLayer | AreaLayer | LineLayer | MarkerLayer

FEATURE_ID: Mapping[str, str] = {
    LayerFile.TUAREG_REGIONS: "region_id",
    LayerFile.ROUTES: "route_id",
    LayerFile.MINING_SITES: "site_id",
    LayerFile.PLACES: "place_id",
}
"""The column that names a feature, for layers whose features can be clicked."""


def id_column(file: str) -> str:
    """Give the column that names the features of a file; of a layer brought in it is `id`."""
    return FEATURE_ID.get(file, "id")


@dataclass(frozen=True)
class Label:
    """A name on the map, placed by the renderer so that no two overlap; low rank yields last."""

    text: str
    longitude: float
    latitude: float
    kind: LabelKind
    rank: int
    """1 is kept first; within a rank the order of the document decides."""
    min_zoom: float
    """Web-map zoom from which the label is wanted; print uses the zoom of equal scale."""
    angle: float = 0.0
    """Degrees, anticlockwise, of the baseline."""
    dot: bool = False
    """A town: a dot is drawn at the point and the text beside it; otherwise it is centred."""
    key: str | None = None
    """What a click on it shows, if anything."""


@dataclass(frozen=True)
class Footprint:
    """The area an imprecise place may lie in, lightly shaded."""

    key: str
    area: Geometry
    style: AreaStyle
    name: str


@dataclass(frozen=True)
class PlaceSymbol:
    """The incidents of one place, or of places too near to tell apart, as one proportional symbol.

    Symbols that would overlap are merged into one at the place with most incidents.
    """

    key: str
    longitude: float
    latitude: float
    counts: tuple[tuple[EventType, int], ...]
    """Incidents by type, most first; the first type colours the symbol, the mix is a ring."""
    radius_px: float
    hollow: bool
    """The place is imprecise (geo_precision 2 or 3)."""
    possible_only: bool
    """No incident here is certainly inside the period: dashed edge."""
    name: str
    offset_px: tuple[float, float] = (0.0, 0.0)
    """How far right and down of its point it stands, beside a symbol that would hide it."""
    ring: str = ""
    """Colour of the ring around it where a dataset that was brought in has most of it."""
    ring_of: str = ""
    """The id of that dataset."""

    @property
    def count(self) -> int:
        """Incidents at the place."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True)
class PathLeg:
    """A stretch between two consecutive known places of one party of a case."""

    key: str
    points: Coordinates
    """Start and end."""
    color: str
    certain: bool
    """Solid; otherwise dashed."""
    words: str
    """The gap in words, such as '3 to 5 days, 210 km'; for hover, and beside the leg in print."""
    part: tuple[float, float] | None = (0.0, 1.0)
    """The stretch inside the window, as shares of the leg; the rest is faint. None: all of it."""
    width_px: float = LEG_WIDTH_PX

    @property
    def faint(self) -> bool:
        """Whether no part of the leg lies inside the window."""
        return self.part is None


@dataclass(frozen=True)
class StepMark:
    """One place of a path with the numbers of the steps reported there."""

    key: str
    longitude: float
    latitude: float
    numbers: str
    """'1', '2–4', '3, 7'; empty where paths are too many to number (a dot is drawn)."""
    color: str
    hollow: bool
    faint: bool
    name: str
    is_last_known: bool = False
    """On the window's last day people are held who were last known to be here: a ring is drawn."""


@dataclass(frozen=True)
class PathTail:
    """The way home of freed people: thin, grey, no arrow."""

    key: str
    points: Coordinates
    style: LineStyle
    faint: bool
    name: str


@dataclass(frozen=True)
class PathFade:
    """A path that ends somewhere in an area: it fades out, without arrow tip or number."""

    key: str
    points: Coordinates
    """From the last known place outwards; opacity falls from full to nothing along it."""
    color: str
    faint: bool
    words: str
    """'somewhere in northern Mali'; set beside the end of the line."""
    width_px: float = LEG_WIDTH_PX


@dataclass(frozen=True)
class CasePath:
    """A case as it is drawn."""

    case_id: str
    name: str
    color: str
    legs: tuple[PathLeg, ...]
    steps: tuple[StepMark, ...]
    tails: tuple[PathTail, ...]
    fades: tuple[PathFade, ...]
    footprints: tuple[Footprint, ...]
    reaches: tuple[Footprint, ...] = ()
    """Where its captives can have been at the window's end, between two reports."""


@dataclass(frozen=True)
class TrayEntry:
    """Events of a country whose place is undisclosed: counted on the map's edge, not drawn."""

    key: str
    words: str
    """'somewhere in Mali: 12 (and 3 reports on captives)'."""
    count: int
    """Incidents."""
    reports: int = 0
    """Reports on captives: not incidents, but without a known place as well."""


class SampleKind(StrEnum):
    """What a line of the legend shows beside its words."""

    LINE = "line"
    AREA = "area"
    MARKER = "marker"
    EVENT = "event"
    EVENT_HOLLOW = "event_hollow"
    EVENT_POSSIBLE = "event_possible"
    EVENT_SIZES = "event_sizes"
    EVENT_RING = "event_ring"
    LEG = "leg"
    LEG_UNCERTAIN = "leg_uncertain"
    STEP = "step"
    LAST_KNOWN = "last_known"
    FADE = "fade"
    RELIEF = "relief"
    TEXT = "text"


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend."""

    kind: SampleKind
    words: str
    key: str = ""
    """What must be on the map for the line to be listed, such as 'event:Battles'."""
    style: LineStyle | AreaStyle | MarkerStyle | None = None
    color: str = ""
    """For EVENT, EVENT_RING, LEG, LEG_UNCERTAIN, STEP, LAST_KNOWN and FADE samples."""
    sizes: tuple[int, ...] = ()
    """For EVENT_SIZES: the counts whose symbols are shown."""
    capped_at: int = LEAST_CAP
    """For EVENT_SIZES: the count from which symbols are largest."""


@dataclass(frozen=True)
class LegendGroup:
    """Lines of the legend under one heading. The legend lists what is drawn and nothing else."""

    title: str
    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True)
class FlowArrow:
    """People taken in one area and last reported in another, as an arrow between the two."""

    key: str
    points: Coordinates
    """A curve from start to end."""
    people: int
    width_px: float
    words: str
    """The number of people, beside its middle; empty for one."""
    name: str
    """'Niger → Mali: 17 people'."""


@dataclass(frozen=True)
class FlowMap:
    """Movements added up between areas; they stand alone, without incidents and paths."""

    arrows: tuple[FlowArrow, ...]
    """The widest first."""
    stays: tuple[StepMark, ...]
    """How many people were last reported in the area where they had been taken."""
    stayed: int
    """All of those together."""
    legend: LegendGroup


@dataclass(frozen=True)
class Imprint:
    """Whose work a map is, what it does not claim, and of when it is."""

    sources: str
    """Attribution of every layer drawn."""
    disclaimer: str
    data_date: str
    """'Data to 20 June 2026, version 0a1b2c3d4e5f'."""
    made_on: str
    citations: str = field(default="", kw_only=True)
    """Whose events and layers were brought in, as their makers want it told: never left out."""


@dataclass(frozen=True)
class MapTexts(Imprint):
    """The words around the map."""

    title: str
    subtitle: str
    """Filters and dates."""
    counts: str
    chosen: str = ""
    """What was filtered, where title and subtitle are someone's own and do not say it."""


@dataclass(frozen=True, eq=False)
class MapDocument:
    """Everything a renderer needs, and nothing it must decide."""

    language: Language
    extent: Extent
    """What the reader sees, or what fits the data shown."""
    layers: tuple[Layer, ...]
    """From bottom to top; footprints, paths, symbols and labels lie above them in this order."""
    footprints: tuple[Footprint, ...]
    paths: tuple[CasePath, ...]
    symbols: tuple[PlaceSymbol, ...]
    labels: tuple[Label, ...]
    tray: tuple[TrayEntry, ...]
    legend: tuple[LegendGroup, ...]
    texts: MapTexts
    made_on: date
    data_version: str
    flows: FlowMap | None = None


@dataclass(frozen=True, eq=False)
class ScreenMap:
    """
    What the screen draws at any time of the data, whatever is filtered.

    Incidents and movement paths lie above it; they come packed (see `web.packing`) and as
    `moving.MovingCase`, because time is filtered in the browser.
    """

    language: Language
    layers: tuple[Layer, ...]
    labels: tuple[Label, ...]
    legend: tuple[LegendGroup, ...]
    """Lines about the layers."""
    incident_legend: LegendGroup
    path_legend: LegendGroup
    """Every line there can be; which are listed depends on what is drawn."""
    imprint: Imprint
    shows_incidents: bool
    shows_paths: bool
    sites_by_year: bool
    flows: FlowMap | None = None

"""What single colours of `symbology` become in each theme; see `theme`."""

from collections.abc import Mapping

from sahel_geo.cartography.symbology import (
    BORDERS,
    CASE_COLORS,
    COAST,
    EVENT_COLORS,
    FLOW_COLOR,
    FOOTPRINT,
    INK,
    LAKE,
    LAND,
    LAND_BACKGROUND,
    LETTERING,
    QUIET_INK,
    REGIONS,
    RIVER,
    ROUTES,
    SEA,
    TAIL,
    LabelKind,
)
from sahel_geo.model.vocabulary import BorderKind, EventType, RegionClass, RouteKind

_WHITE, _HALO, _SHADOW, _BEYOND = "#ffffff", "#fbfaf6", "#4a3f2e", "#e8e6e1"
_INTERNATIONAL = BORDERS[BorderKind.INTERNATIONAL].color
_ADMIN1 = BORDERS[BorderKind.ADMIN1].color
_ROUTE = ROUTES[RouteKind.ROAD].color
_REGION = REGIONS[RegionClass.TUAREG_AREA].fill
_CLAIMED = "#4f5d91"


def _by_event(*colors: str) -> dict[str, str]:
    """Pair the colours of the kinds of incidents with those of a theme, in their order."""
    return {EVENT_COLORS[kind]: color for kind, color in zip(EventType, colors, strict=True)}


PRINT: Mapping[str, str] = {
    LAND: "#ffffff",
    LAND_BACKGROUND: "#f3f3f1",
    SEA: "#e2edf3",
    _BEYOND: "#f0f0ee",
    _HALO: "#ffffff",
    INK: "#111314",
    QUIET_INK: "#43474a",
    _INTERNATIONAL: "#3f3a33",
    _ADMIN1: "#7d776b",
    COAST.color: "#5c7c8a",
    RIVER.color: "#4d8fb1",
    LAKE.fill: "#cfe2ec",
    _ROUTE: "#85602f",
    TAIL.color: "#403b36",
}
"""White land, for paper: nothing is printed where nothing is said, and lines are darker."""

GREY: Mapping[str, str] = {
    LAND: "#ffffff",
    LAND_BACKGROUND: "#f2f2f2",
    SEA: "#dcdcdc",
    _BEYOND: "#e9e9e9",
    _HALO: "#ffffff",
    INK: "#161616",
    _INTERNATIONAL: "#4a4a4a",
    _ADMIN1: "#8c8c8c",
    COAST.color: "#7a7a7a",
    RIVER.color: "#a3a3a3",
    LAKE.fill: "#dcdcdc",
    **_by_event("#1a1a1a", "#8a8a8a", "#404040", "#c9c9c9", "#a9a9a9", "#656565"),
    **dict(
        zip(
            CASE_COLORS,
            ("#000000", "#5a5a5a", "#808080", "#2e2e2e", "#9a9a9a", "#444444"),
            strict=True,
        )
    ),
    FLOW_COLOR: "#3a3a3a",
}
"""For a copier. The greys of the kinds are spread; letters tell them (`PaperColors.letters`)."""

DARK: Mapping[str, str] = {
    _WHITE: "#14181c",
    _HALO: "#20262b",
    LAND: "#30363b",
    LAND_BACKGROUND: "#262b30",
    SEA: "#171e25",
    _BEYOND: "#101418",
    _SHADOW: "#05070a",
    INK: "#f2f2ef",
    QUIET_INK: "#b7bdc2",
    _INTERNATIONAL: "#a8a59d",
    _ADMIN1: "#666c71",
    COAST.color: "#557080",
    RIVER.color: "#47799a",
    LAKE.fill: "#1b2a36",
    _ROUTE: "#b68d58",
    _REGION: "#93a4e4",
    _CLAIMED: "#a5b2ee",
    LETTERING[LabelKind.REGION].color: "#9dabea",
    FOOTPRINT.fill: "#c3b1d6",
    TAIL.color: "#bdb6ab",
    FLOW_COLOR: "#8fb6f0",
    **_by_event("#ff6b57", "#f5a623", "#d98cf0", "#3fbf8f", "#58b0ff", "#d8dae6"),
    **dict(
        zip(
            CASE_COLORS,
            ("#ff7aa5", "#9aa3ff", "#b9cc6a", "#7fd07a", "#f0a5cf", "#c79bd2"),
            strict=True,
        )
    ),
}
"""For a dark slide: the ground is nearly black, and what was darkest is lightest."""

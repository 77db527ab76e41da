"""The folium map: a base whose script never changes, and a small group that tells it what to draw.

streamlit-folium keeps the map's frame as long as the script of the base is the same, and
evaluates the group's script again whenever it changes. So the base only starts `sahelAtlas`, and
the group only names files, the window of time, the thing picked, and where to look.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from sahel_geo.cartography.web.assets import AssetUrls
from sahel_geo.cartography.web.jsontext import to_script_json, write_days
from sahel_geo.model.extent import SAHEL, WINDOW
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MAX_ZOOM, MIN_ZOOM, MapView

ZOOM_STEP = 0.25
MAP_OPTIONS: Mapping[str, Any] = {
    "minZoom": MIN_ZOOM,
    "maxZoom": MAX_ZOOM,
    "zoomSnap": ZOOM_STEP,
    "worldCopyJump": False,
}
"""Of Leaflet, besides those that folium has its own names for."""
START_OPTIONS = {"home": SAHEL.as_tuple(), "window": WINDOW.as_tuple()}
"""What `sahelAtlas.start` is told; rectangles are (west, south, east, north) in degrees."""


@dataclass(frozen=True)
class ViewCommand:
    """
    An order to look somewhere, carried out once.

    `number` must differ from that of every earlier command in the same browser tab (the time in
    milliseconds does): the map notes which one it carried out, also when its frame is built anew.
    """

    number: int
    view: MapView


@dataclass(frozen=True)
class MapFiles:
    """Addresses of what the map draws."""

    context: str
    """Of `context.write_context`."""
    places: str
    """Of `places.write_places`."""
    packed: str
    """Of `packing.pack_events`."""
    mask: str | None
    """Of `packing.pack_mask`; None when every packed event passes."""
    cases: str
    """Of `cases.write_cases`."""


@dataclass(frozen=True)
class TimeCommand:
    """
    The window to show, and the period it lies in.

    The map takes over a window whose `number` is higher than that of the one it shows: the number
    of its own message where the window came from it, a higher one where Python set it. A new
    period is always taken over. So nothing is echoed, and no older window comes back.
    """

    number: int
    period: Period
    window: Period | None
    is_cumulative: bool


@dataclass(frozen=True)
class MapUpdate:
    """What the map is to show."""

    files: MapFiles
    time: TimeCommand
    notice: str
    """What the map says when an address cannot be fetched."""
    selected: tuple[str, ...] = ()
    """Keys of the thing picked and of its place, drawn with an outline."""
    view: ViewCommand | None = None
    layers: Mapping[str, str] = field(default_factory=dict)
    """Address by name of the files of layers that were brought in."""


@dataclass(frozen=True, eq=False)
class WebMap:
    """
    What `st_folium(base, feature_group_to_add=update, returned_objects=[])` takes.

    `st_folium` changes both: build them anew for each call.
    """

    base: folium.Map
    update: folium.FeatureGroup


class AtlasMap(folium.Map):
    """A folium map without tiles whose scripts and style sheets are served by ourselves."""

    def __init__(self, urls: AssetUrls) -> None:
        longitude, latitude = SAHEL.centre
        super().__init__(
            location=[latitude, longitude],
            zoom_start=5,
            tiles=None,
            zoom_control=False,
            prefer_canvas=True,
            attributionControl=False,
            **MAP_OPTIONS,
        )
        self.default_js = urls.scripts
        self.default_css = urls.stylesheets
        self.add_child(_AtlasStart())


class _AtlasStart(MacroElement):
    """The call that makes a Leaflet map an atlas page."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "sahelAtlas.start({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types
        self._name = "AtlasStart"
        self.options = to_script_json(START_OPTIONS)


class AtlasUpdate(folium.FeatureGroup):
    """The call that tells the map what to draw; an empty group, as streamlit-folium wants one."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.featureGroup();"
        "sahelAtlas.update({{ this._parent.get_name() }}, {{ this.message }});"
        "{% endmacro %}"
    )

    def __init__(self, urls: AssetUrls, update: MapUpdate) -> None:
        super().__init__(name="atlas", control=False)
        self.message = to_script_json(write_message(urls.base_layers, update))


def write_message(base_layers: Mapping[str, str], update: MapUpdate) -> dict[str, object]:
    """
    Write what `sahelAtlas.update` is told.

    Parameters
    ----------
    base_layers
        Address by name of every layer file and picture.
    update
        Where the other files are, and what to show of them.

    Returns
    -------
    message
        Plain values.
    """
    command, time = update.view, update.time
    return {
        "assets": {**base_layers, **update.layers},
        **asdict(update.files),
        "notice": update.notice,
        "selected": list(update.selected),
        "time": {
            "number": time.number,
            "period": write_days(time.period),
            "window": time.window and write_days(time.window),
            "is_cumulative": time.is_cumulative,
        },
        "view": command
        and {
            "number": command.number,
            "latitude": command.view.latitude,
            "longitude": command.view.longitude,
            "zoom": command.view.zoom,
        },
    }


def build_web_map(urls: AssetUrls, update: MapUpdate) -> WebMap:
    """
    Build the folium objects for one call of `st_folium`, or for a page of its own.

    Parameters
    ----------
    urls
        Where the assets are served. The script of the base map does not depend on it.
    update
        Where the files are, and what to show of them.

    Returns
    -------
    web_map
        Fresh objects; put `update` on `base` yourself to render them without Streamlit.
    """
    return WebMap(AtlasMap(urls), AtlasUpdate(urls, update))

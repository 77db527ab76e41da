"""Write a map document as two JSON payloads that the browser fetches by address.

`context` depends on the language, the layers switched on and the data; `events` on what is
filtered and picked as well. So a filter resends only events. Points are [latitude, longitude] in
degrees, to four decimals (11 m); areas of imprecise places to three (110 m).
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import shapely
from shapely import Geometry

from sahel_geo.cartography.document import (
    FEATURE_ID,
    AreaLayer,
    CasePath,
    Coordinates,
    Footprint,
    Label,
    Layer,
    LegendEntry,
    LineLayer,
    MapDocument,
    Marker,
    MarkerLayer,
    PlaceSymbol,
    ReliefLayer,
    StepMark,
)
from sahel_geo.cartography.symbology import (
    EVENT_COLORS,
    EVENT_EDGE,
    EVENT_OPACITY,
    FADE_WORDS,
    FAINT_OPACITY,
    INK,
    LEG_DASH_PX,
    LEG_WIDTH_PX,
    LETTERING,
    SEA,
    STEP_RADIUS_PX,
    STEP_TEXT,
    LineStyle,
    symbol_radius_px,
)
from sahel_geo.cartography.web.jsontext import to_json_bytes
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import RasterFile

POINT_DECIMALS = 4
AREA_DECIMALS = 3

RELIEF_OPACITY = 0.55
"""Of the shading over land; the picture itself is pale."""
HIGHLIGHT = LineStyle(INK, 2.2)
"""The outline of the thing picked."""
MEASURE = LineStyle("#0b4f6c", 2.0, (6.0, 4.0))
FADED_OPACITY = 0.45
"""Of markers of sites that do not work."""

CONTROL_TEXTS = (
    "label",
    "tools",
    "zoom_in",
    "zoom_out",
    "reset_view",
    "measure",
    "measure_hint",
    "measure_total",
    "fullscreen",
    "legend",
    "tray",
    "sources",
    "north",
    "south",
    "east",
    "west",
    "distance",
)
"""Messages of the catalogue's section `map` for the scripts, which fill in the `{distance}`."""


@dataclass(frozen=True)
class WebPayloads:
    """Two JSON files, as bytes of the media type `application/json`."""

    context: bytes
    events: bytes


def build_payloads(document: MapDocument, translator: Translator) -> WebPayloads:
    """
    Write what the browser needs to draw a document.

    Parameters
    ----------
    document
        What is drawn. Its area and line layers are named by file, not repeated.
    translator
        Words of the controls and names of regions and routes; of the document's language.

    Returns
    -------
    payloads
        Equal documents give equal bytes.
    """
    return WebPayloads(
        context=to_json_bytes(_write_context(document, translator)),
        events=to_json_bytes(_write_events(document)),
    )


def _write_context(document: MapDocument, translator: Translator) -> dict[str, Any]:
    return {
        "language": document.language.value,
        "controls": {
            name: translator.text(f"map.{name}", distance="{distance}", n="{n}")
            for name in CONTROL_TEXTS
        },
        "layers": [_write_layer(layer, translator) for layer in document.layers],
        "labels": [_write_label(label) for label in document.labels],
        "lettering": {kind.value: asdict(style) for kind, style in LETTERING.items()},
        "styles": {
            "sea": SEA,
            "ink": INK,
            "event_edge": EVENT_EDGE,
            "event_opacity": EVENT_OPACITY,
            "leg": {"width_px": LEG_WIDTH_PX, "dash_px": LEG_DASH_PX},
            "faint_opacity": FAINT_OPACITY,
            "faded_opacity": FADED_OPACITY,
            "step": {"radius_px": STEP_RADIUS_PX, "text": STEP_TEXT},
            "fade_words": asdict(FADE_WORDS),
            "highlight": asdict(HIGHLIGHT),
            "measure": asdict(MEASURE),
        },
    }


def _write_layer(layer: Layer, translator: Translator) -> dict[str, Any]:
    if isinstance(layer, ReliefLayer):
        file = layer.pictures[RasterFile.RELIEF_WEB].name
        return {"kind": "relief", "asset": file, "opacity": RELIEF_OPACITY}
    if isinstance(layer, MarkerLayer):
        return {"kind": "markers", "markers": [_write_marker(mark) for mark in layer.markers]}
    return {
        "kind": "area" if isinstance(layer, AreaLayer) else "line",
        "asset": f"{layer.file}.geojson",
        "style_by": layer.style_by,
        "styles": {str(value): asdict(style) for value, style in layer.styles.items()},
        "key_prefix": layer.key_prefix,
        "id_by": FEATURE_ID[layer.file] if layer.key_prefix else None,
        "names": _write_names(layer, translator) if layer.key_prefix else {},
    }


def _write_names(layer: AreaLayer | LineLayer, translator: Translator) -> dict[str, str]:
    column = FEATURE_ID[layer.file]
    return {
        str(feature[column]): translator.data_text(feature, "name").text
        for feature in layer.features.drop(columns="geometry").to_dict("records")
    }


def _write_marker(marker: Marker) -> dict[str, Any]:
    return {
        "key": marker.key,
        "at": _write_point(marker.longitude, marker.latitude),
        "style": asdict(marker.style),
        "hollow": marker.hollow,
        "faded": marker.faded,
        "name": marker.name,
    }


def _write_label(label: Label) -> dict[str, Any]:
    return {
        "text": label.text,
        "at": _write_point(label.longitude, label.latitude),
        "kind": label.kind.value,
        "rank": label.rank,
        "min_zoom": label.min_zoom,
        "angle": label.angle,
        "dot": label.dot,
        "key": label.key,
    }


def _write_events(document: MapDocument) -> dict[str, Any]:
    areas = _AreaTable()
    footprints = [_write_footprint(footprint, areas) for footprint in document.footprints]
    paths = [_write_path(path, areas) for path in document.paths]
    return {
        "footprints": footprints,
        "paths": paths,
        "areas": areas.written,
        "symbols": [_write_symbol(symbol) for symbol in document.symbols],
        "tray": [asdict(entry) for entry in document.tray],
        "legend": [
            {"title": group.title, "entries": [_write_entry(entry) for entry in group.entries]}
            for group in document.legend
        ],
        "texts": asdict(document.texts),
        "data_version": document.data_version,
    }


class _AreaTable:
    """Areas written once each, though several footprints may share one."""

    def __init__(self) -> None:
        self.written: list[list[list[list[float]]]] = []
        self._numbers: dict[bytes, int] = {}

    def add(self, area: Geometry) -> int:
        """Give the number of an area: its rings, outer ones anticlockwise, holes clockwise."""
        known = shapely.to_wkb(area)
        if known not in self._numbers:
            self._numbers[known] = len(self.written)
            self.written.append(_write_rings(area))
        return self._numbers[known]


def _write_rings(area: Geometry) -> list[list[list[float]]]:
    # rings turn one way, so that overlapping areas filled as one path are shaded once (nonzero)
    parts = shapely.get_parts(shapely.orient_polygons(area))
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return [
        [[round(y, AREA_DECIMALS), round(x, AREA_DECIMALS)] for x, y in ring.coords]
        for ring in rings
    ]


def _write_footprint(footprint: Footprint, areas: _AreaTable) -> dict[str, Any]:
    return {
        "key": footprint.key,
        "area": areas.add(footprint.area),
        "style": asdict(footprint.style),
        "name": footprint.name,
    }


def _write_path(path: CasePath, areas: _AreaTable) -> dict[str, Any]:
    return {
        "case_id": path.case_id,
        "name": path.name,
        "color": path.color,
        "legs": [_with_points(asdict(leg), leg.points) for leg in path.legs],
        "tails": [_with_points(asdict(tail), tail.points) for tail in path.tails],
        "fades": [_with_points(asdict(fade), fade.points) for fade in path.fades],
        "steps": [_write_step(step) for step in path.steps],
        "footprints": [_write_footprint(footprint, areas) for footprint in path.footprints],
    }


def _with_points(written: dict[str, Any], points: Coordinates) -> dict[str, Any]:
    return written | {"points": [_write_point(*point) for point in points]}


def _write_step(step: StepMark) -> dict[str, Any]:
    return {
        "key": step.key,
        "at": _write_point(step.longitude, step.latitude),
        "numbers": step.numbers,
        "color": step.color,
        "hollow": step.hollow,
        "faint": step.faint,
        "name": step.name,
    }


def _write_symbol(symbol: PlaceSymbol) -> dict[str, Any]:
    return {
        "key": symbol.key,
        "at": _write_point(symbol.longitude, symbol.latitude),
        "mix": _write_mix(symbol.counts),
        "radius_px": round(symbol.radius_px, 2),
        "hollow": symbol.hollow,
        "possible_only": symbol.possible_only,
        "name": symbol.name,
    }


def _write_mix(counts: Iterable[tuple[Any, int]]) -> list[list[Any]]:
    return [[EVENT_COLORS[event_type], count] for event_type, count in counts]


def _write_entry(entry: LegendEntry) -> dict[str, Any]:
    return {
        "kind": entry.kind.value,
        "words": entry.words,
        "style": asdict(entry.style) if entry.style else None,
        "color": entry.color,
        "sizes": _write_sizes(entry.sizes),
    }


def _write_sizes(sizes: Sequence[int]) -> list[dict[str, float]]:
    return [{"count": count, "radius_px": round(symbol_radius_px(count), 2)} for count in sizes]


def _write_point(longitude: float, latitude: float) -> list[float]:
    return [round(latitude, POINT_DECIMALS), round(longitude, POINT_DECIMALS)]

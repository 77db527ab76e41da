"""Write what the map draws whatever is filtered, for one language and choice of layers.

The other files are `places` (by language and data), `cases` (by what is filtered, but not by time)
and the packed events with their mask. So a slider sends none of them.
"""

from dataclasses import asdict
from typing import Any

from sahel_geo.analysis.areas import NEAR_RADIUS_KM
from sahel_geo.cartography.document import (
    AreaLayer,
    FlowMap,
    Label,
    Layer,
    LegendEntry,
    LegendGroup,
    LineLayer,
    Marker,
    MarkerLayer,
    ReliefLayer,
    SampleKind,
    ScreenMap,
    id_column,
)
from sahel_geo.cartography.moving import NUMBERED_CASES
from sahel_geo.cartography.symbology import (
    CAPS,
    CASE_COLORS,
    DATASET_RING_GAP_PX,
    DATASET_RING_PX,
    EVENT_COLORS,
    EVENT_EDGE,
    EVENT_OPACITY,
    FADE_WORDS,
    FAINT_OPACITY,
    FLOW_COLOR,
    FLOW_GAP_PX,
    FLOW_HEAD_PX,
    FLOW_OPACITY,
    FLOW_WING_PX,
    FOOTPRINT,
    INK,
    LAST_KNOWN_GAP_PX,
    LAST_KNOWN_RING_PX,
    LEAST_CAP,
    LEG_DASH_PX,
    LEG_WIDTH_OF_MANY_PX,
    LEG_WIDTH_PX,
    LETTERING,
    PATH_COLOR,
    RANK_TO_TELL_APART,
    SEA,
    STEP_RADIUS_PX,
    STEP_TEXT,
    SYMBOL_AREA_PER_EVENT_PX2,
    SYMBOL_MAX_RADIUS_PX,
    SYMBOL_MIN_RADIUS_PX,
    LineStyle,
    floor_of,
    sample_counts,
)
from sahel_geo.cartography.web.jsontext import to_json_bytes
from sahel_geo.cartography.web.shapes import write_point
from sahel_geo.cartography.web.timeline_texts import write_timeline_texts
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import EventType, LayerFile, RasterFile

MARGIN = "#fbfaf6"
"""Past the edge of the data."""
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
LEGEND_TEXTS = ("sizes", "sizes_least", "sizes_most")
"""Messages of the catalogue's section `map` for the scripts, which fill in the `{distance}`."""


PLURAL_TEXTS = {
    "symbol_name": "compose.symbol_name",
    "merged_places": "compose.merged_places",
    "somewhere_in_region": "compose.somewhere_in_region",
    "tray_reports": "compose.tray_reports",
}
"""Plural forms the scripts fill in, by their name there."""


def write_context(screen: ScreenMap, translator: Translator) -> bytes:
    """
    Write what the browser draws whatever is filtered.

    Parameters
    ----------
    screen
        Its area and line layers are named by file, not repeated.
    translator
        Words of the controls and names of regions and routes; of the screen's language.

    Returns
    -------
    content
        JSON; equal screens give equal bytes.
    """
    return to_json_bytes(
        {
            "language": screen.language.value,
            "controls": _write_controls(translator),
            "timeline": write_timeline_texts(translator),
            "layers": [_write_layer(layer, translator) for layer in screen.layers],
            "labels": [_write_label(label) for label in screen.labels],
            "lettering": {kind.value: asdict(style) for kind, style in LETTERING.items()},
            "legend": {
                "layers": [_write_group(group) for group in screen.legend],
                "incidents": _write_group(screen.incident_legend),
                "paths": _write_group(screen.path_legend),
                "flows": _write_group(screen.flows.legend) if screen.flows else None,
            },
            "flows": _write_flows(screen.flows) if screen.flows else None,
            "imprint": asdict(screen.imprint),
            "shows": {"incidents": screen.shows_incidents, "paths": screen.shows_paths},
            "sites_by_year": screen.sites_by_year,
            "styles": _write_styles(),
        }
    )


def _write_controls(translator: Translator) -> dict[str, Any]:
    plain = {name: translator.template(f"map.{name}") for name in CONTROL_TEXTS}
    plain |= {name: translator.template(f"legend.{name}") for name in LEGEND_TEXTS}
    return plain | {name: translator.plural_forms(key) for name, key in PLURAL_TEXTS.items()}


def _write_styles() -> dict[str, Any]:
    return {
        "sea": SEA,
        "paper": MARGIN,
        "ink": INK,
        "event_colors": [EVENT_COLORS[kind] for kind in EventType],
        "event_edge": EVENT_EDGE,
        "event_opacity": EVENT_OPACITY,
        "dataset_ring": {"width_px": DATASET_RING_PX, "gap_px": DATASET_RING_GAP_PX},
        "symbol": {
            "area_per_event_px2": SYMBOL_AREA_PER_EVENT_PX2,
            "min_radius_px": SYMBOL_MIN_RADIUS_PX,
            "max_radius_px": SYMBOL_MAX_RADIUS_PX,
            "least_cap": LEAST_CAP,
            "caps": [
                {"cap": cap, "samples": sample_counts(cap), "floor": floor_of(cap)} for cap in CAPS
            ],
            "rank_to_tell_apart": RANK_TO_TELL_APART,
        },
        "footprint": asdict(FOOTPRINT),
        "near_radius_m": NEAR_RADIUS_KM * 1000,
        "path": {
            "color": PATH_COLOR,
            "case_colors": CASE_COLORS,
            "numbered_cases": NUMBERED_CASES,
            "many_width_px": LEG_WIDTH_OF_MANY_PX,
        },
        "leg": {"width_px": LEG_WIDTH_PX, "dash_px": LEG_DASH_PX},
        "flow": {
            "color": FLOW_COLOR,
            "opacity": FLOW_OPACITY,
            "head_px": FLOW_HEAD_PX,
            "wing_px": FLOW_WING_PX,
            "gap_px": FLOW_GAP_PX,
            "ink": INK,
        },
        "last_known": {"gap_px": LAST_KNOWN_GAP_PX, "ring_px": LAST_KNOWN_RING_PX},
        "faint_opacity": FAINT_OPACITY,
        "faded_opacity": FADED_OPACITY,
        "step": {"radius_px": STEP_RADIUS_PX, "text": STEP_TEXT},
        "fade_words": asdict(FADE_WORDS),
        "highlight": asdict(HIGHLIGHT),
        "measure": asdict(MEASURE),
    }


def _write_flows(flows: FlowMap) -> dict[str, Any]:
    arrows = [
        {
            "key": arrow.key,
            "points": [write_point(*point) for point in arrow.points],
            "width_px": arrow.width_px,
            "words": arrow.words,
            "name": arrow.name,
        }
        for arrow in flows.arrows
    ]
    stays = [
        {
            "key": mark.key,
            "at": write_point(mark.longitude, mark.latitude),
            "numbers": mark.numbers,
            "hollow": mark.hollow,
            "name": mark.name,
        }
        for mark in flows.stays
    ]
    return {"arrows": arrows, "stays": stays}


def _write_group(group: LegendGroup) -> dict[str, Any]:
    return {"title": group.title, "entries": [_write_entry(entry) for entry in group.entries]}


def _write_layer(layer: Layer, translator: Translator) -> dict[str, Any]:
    if isinstance(layer, ReliefLayer):
        file = layer.pictures[RasterFile.RELIEF_WEB].name
        return {"kind": "relief", "asset": file, "opacity": RELIEF_OPACITY}
    if isinstance(layer, MarkerLayer):
        return {
            "kind": "markers",
            "by_year": layer.file == LayerFile.MINING_SITES,
            "markers": [_write_marker(mark) for mark in layer.markers],
        }
    return {
        "kind": "area" if isinstance(layer, AreaLayer) else "line",
        "asset": f"{layer.file}.geojson",
        "style_by": layer.style_by,
        "styles": {str(value): asdict(style) for value, style in layer.styles.items()},
        "key_prefix": layer.key_prefix,
        "id_by": id_column(layer.file) if layer.key_prefix else None,
        "names": _write_names(layer, translator) if layer.key_prefix else {},
    }


def _write_names(layer: AreaLayer | LineLayer, translator: Translator) -> dict[str, str]:
    column = id_column(layer.file)
    return {
        str(feature[column]): translator.data_text(feature, "name").text
        for feature in layer.features.drop(columns="geometry").to_dict("records")
    }


def _write_marker(marker: Marker) -> dict[str, Any]:
    return {
        "key": marker.key,
        "at": write_point(marker.longitude, marker.latitude),
        "style": asdict(marker.style),
        "hollow": marker.hollow,
        "faded": marker.faded,
        "name": marker.name,
        "years": [marker.first_year, marker.last_year],
        "idle_undated": marker.idle_undated,
    }


def _write_label(label: Label) -> dict[str, Any]:
    return {
        "text": label.text,
        "at": write_point(label.longitude, label.latitude),
        "kind": label.kind.value,
        "rank": label.rank,
        "min_zoom": label.min_zoom,
        "angle": label.angle,
        "dot": label.dot,
        "key": label.key,
    }


def _write_entry(entry: LegendEntry) -> dict[str, Any]:
    return {
        "kind": entry.kind.value,
        "key": entry.key,
        "words": entry.words,
        "style": asdict(entry.style) if entry.style else None,
        "color": entry.color,
        "is_sizes": entry.kind is SampleKind.EVENT_SIZES,
    }

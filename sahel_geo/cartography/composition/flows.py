"""Movements of captives added up between areas, as curved arrows that are as wide as many people.

They are counted over all cases at all times, whatever is filtered: a figure of some weeks would be
of two or three cases. People who were last reported where they had been taken are a number there.
"""

import math
from collections.abc import Sequence

import numpy as np

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.flows import UNKNOWN_REGION, Flow, anchor_of, count_flows
from sahel_geo.cartography import symbology
from sahel_geo.cartography.document import (
    Coordinates,
    FlowArrow,
    FlowMap,
    LegendEntry,
    LegendGroup,
    SampleKind,
    StepMark,
)
from sahel_geo.cartography.mercator import WORLD_PX, to_pixels
from sahel_geo.cartography.symbology import LineStyle
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import FlowLevel

BEND = 0.16
"""How far an arrow bends to the left, as a share of its length: there and back are two arrows."""

CURVE_POINTS = 25
HALF, QUARTER = 2, 4


def compose_flows(dataset: Dataset, level: FlowLevel, translator: Translator) -> FlowMap:
    """
    Compose the flows of all cases of a dataset.

    Parameters
    ----------
    dataset
        Everything there is; an area that its base map lacks has no arrows.
    level
        Between which areas.
    translator
        The language of every word.

    Returns
    -------
    flows
        Arrows, the widest first, and a mark for each area in which people stayed.
    """
    areas = AreaFinder.of(dataset)
    flows = count_flows(dataset, level)
    moved = [flow for flow in flows if flow.start != flow.end]
    most = max((flow.people for flow in moved), default=1)
    anchors = {code: anchor_of(code, areas) for flow in flows for code in (flow.start, flow.end)}
    arrows, stays, stayed = [], [], 0
    for flow in flows:
        start, end = anchors[flow.start], anchors[flow.end]
        if start is None or end is None:
            continue
        key, name = flow_key(level, flow), flow_words(flow, areas, translator)
        if flow.start != flow.end:
            words = translator.number(flow.people) if flow.people > 1 else ""
            width_px = flow_width_px(flow.people, most)
            curve = curve_between(start, end)
            arrows.append(FlowArrow(key, curve, flow.people, width_px, words, name))
        else:
            stayed += flow.people
            stays.append(_mark_of(flow, key, name, start, translator))
    legend = _compose_legend(most, arrows, stays, translator)
    return FlowMap(tuple(arrows), tuple(stays), stayed, legend)


def flow_key(level: FlowLevel, flow: Flow) -> str:
    """Name a flow: `flow:<level>:<start>><end>`."""
    return f"flow:{level}:{flow.start}>{flow.end}"


def flow_words(flow: Flow, areas: AreaFinder, translator: Translator) -> str:
    """Say from where to where how many people went: 'Niger → Mali: 17 people'."""
    start, end = (area_words(code, areas, translator) for code in (flow.start, flow.end))
    people = translator.count("flow_map.people", flow.people)
    if flow.start == flow.end:
        return translator.text("flow_map.stayed", area=start, people=people)
    return translator.text("flow_map.moved", start=start, end=end, people=people)


def count_flow_words(flows: FlowMap, translator: Translator) -> str:
    """Say how many people were last reported in another area, and how many in the same."""
    moved = translator.count("flow_map.people", sum(arrow.people for arrow in flows.arrows))
    stayed = translator.count("flow_map.people", flows.stayed)
    return translator.text("flow_map.counts", moved=moved, stayed=stayed)


def area_words(code: str, areas: AreaFinder, translator: Translator) -> str:
    """Name a country or region as flows code it; a region nobody knows is said to be so."""
    country, _, region = code.partition(":")
    name = translator.term("country", country)
    if not region:
        return name
    if region == UNKNOWN_REGION:
        return translator.text("flow_map.region_unknown", country=name)
    named = areas.region_names(country, region, translator.language)
    return f"{named[0] if named else region}, {name}"


def flow_width_px(people: int, most: int) -> float:
    """Give the width of an arrow, in proportion to its people, with `most` at the widest."""
    return max(symbology.FLOW_WIDEST_PX * people / most, symbology.FLOW_LEAST_PX)


def curve_between(start: tuple[float, float], end: tuple[float, float]) -> Coordinates:
    """
    Bend a line between two places to its left.

    Parameters
    ----------
    start, end
        (longitude, latitude) in WGS84 degrees.

    Returns
    -------
    points
        `CURVE_POINTS` of them, both ends included; an arc on the screen's projection.
    """
    longitudes, latitudes = np.array([start, end]).T
    (x0, x1), (y0, y1) = to_pixels(longitudes, latitudes, 0)
    # y grows downwards: the left of (dx, dy) is (dy, -dx)
    middle = np.array([(x0 + x1) / 2 + (y1 - y0) * BEND, (y0 + y1) / 2 - (x1 - x0) * BEND])
    share = np.linspace(0, 1, CURVE_POINTS)[:, np.newaxis]
    first, last = np.array([x0, y0]), np.array([x1, y1])
    bent = (1 - share) ** 2 * first + 2 * share * (1 - share) * middle + share**2 * last
    return (start, *(_to_place(x, y) for x, y in bent[1:-1].tolist()), end)


def _to_place(x: float, y: float) -> tuple[float, float]:
    latitude = math.degrees(math.atan(math.sinh(2 * math.pi * (0.5 - y / WORLD_PX))))
    return (x / WORLD_PX - 0.5) * 360, latitude


def _mark_of(
    flow: Flow, key: str, name: str, at: tuple[float, float], translator: Translator
) -> StepMark:
    return StepMark(
        key=key,
        longitude=at[0],
        latitude=at[1],
        numbers=translator.number(flow.people),
        color=symbology.FLOW_COLOR,
        hollow=False,
        faint=False,
        name=name,
    )


def _compose_legend(
    most: int, arrows: Sequence[FlowArrow], stays: Sequence[StepMark], translator: Translator
) -> LegendGroup:
    """Show the widths of a few numbers of people, and say what is counted."""
    entries = []
    if arrows:
        for people in sorted({1, max(round(most / QUARTER), 1), max(most // HALF, 1), most}):
            style = LineStyle(symbology.FLOW_COLOR, flow_width_px(people, most))
            words = translator.count("flow_map.people", people)
            entries.append(LegendEntry(SampleKind.LINE, words, f"flow:{people}", style))
        words = translator.text("flow_map.arrows")
        entries.append(LegendEntry(SampleKind.TEXT, words, "flow_arrows"))
    if stays:
        words, color = translator.text("flow_map.stays"), symbology.FLOW_COLOR
        entries.append(LegendEntry(SampleKind.STEP, words, "flow_stays", color=color))
    if entries:
        words = translator.text("flow_map.whole")
        entries.append(LegendEntry(SampleKind.TEXT, words, "flow_whole"))
    return LegendGroup(translator.text("flow_map.legend"), tuple(entries))

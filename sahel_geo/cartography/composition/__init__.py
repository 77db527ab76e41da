"""Decide what the map shows: a dataset and a selection in, a `MapDocument` out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown, incidents_of
from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.flows import compose_flows, count_flow_words
from sahel_geo.cartography.composition.incidents import Incidents, compose_incidents
from sahel_geo.cartography.composition.labels import compose_labels
from sahel_geo.cartography.composition.layers import compose_layers
from sahel_geo.cartography.composition.legend import (
    LegendWriter,
    compose_layer_legend,
    compose_legend,
)
from sahel_geo.cartography.composition.paths import cases_shown
from sahel_geo.cartography.composition.texts import compose_imprint, compose_texts
from sahel_geo.cartography.document import (
    CasePath,
    FlowMap,
    LegendGroup,
    MapDocument,
    ScreenMap,
)
from sahel_geo.cartography.mercator import view_of
from sahel_geo.cartography.moving import paths_in
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import SAHEL, WINDOW, Extent
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import FlowLevel, GeoPrecision, LayerName

PADDING = 0.12
"""Share of the width and height of what is shown that is left free around it."""

LEAST_GIVEN_SPAN = 0.2
"""Degrees an extent that is asked for spans at the least: closer, the base layers say nothing."""

LEAST_SPAN = 6.0
"""Degrees an extent made for the data spans at the least: one town keeps its surroundings."""


def compose_map(
    dataset: Dataset,
    selection: MapSelection,
    translator: Translator,
    *,
    extent: Extent | None = None,
    zoom: float | None = None,
    made_on: date | None = None,
) -> MapDocument:
    """
    Compose the map of a selection.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        What the reader chose; its layers say what is drawn.
    translator
        The language of every word.
    extent
        What the reader looks at, cut to `WINDOW`; None takes what fits the events and paths shown,
        or the whole Sahel when no filter is set. The legend lists what lies inside it.
    zoom
        The screen's zoom, at which symbols that would overlap are merged; None takes one at which
        the extent fits a screen.
    made_on
        The day to print on the map; today (UTC) when None.

    Returns
    -------
    document
        What both renderers draw.

    Raises
    ------
    SahelGeoError
        When nothing of `extent` lies in `WINDOW` (`extent_outside`).
    """
    shown = filter_dataset(dataset, selection)
    if selection.flows is not None:
        return _compose_flow_map(dataset, selection, translator, extent=extent, made_on=made_on)
    areas = AreaFinder.of(dataset)
    paths = _compose_paths(dataset, selection, translator)
    extent = _fit_extent(shown, selection, paths) if extent is None else _cut_to_window(extent)
    incidents = Incidents()
    if LayerName.INCIDENTS in selection.layers:
        in_period = shown
        if selection.window is not None:
            in_period = filter_dataset(dataset, replace(selection, window=None))
        zoom = view_of(extent).zoom if zoom is None else zoom
        incidents = compose_incidents(dataset, in_period, shown, translator, areas, zoom=zoom)
    layers = compose_layers(dataset, selection, translator)
    counts = count_shown(dataset, shown, selection)
    made_on = made_on or datetime.now(UTC).date()
    return MapDocument(
        language=translator.language,
        extent=extent,
        layers=layers,
        footprints=incidents.footprints,
        paths=paths,
        symbols=incidents.symbols,
        labels=compose_labels(dataset, selection.layers, translator),
        tray=incidents.tray,
        legend=compose_legend(
            layers,
            incidents,
            paths,
            extent,
            translator,
            by_year=selection.sites_by_year,
            datasets=dataset.datasets,
        ),
        texts=compose_texts(shown, selection, layers, counts, translator, made_on=made_on),
        made_on=made_on,
        data_version=dataset.version,
    )


def _compose_flow_map(
    dataset: Dataset,
    selection: MapSelection,
    translator: Translator,
    *,
    extent: Extent | None,
    made_on: date | None,
) -> MapDocument:
    """Compose the map of movements added up: the base map, and nothing else above it."""
    bare = replace(
        selection, flows=None, layers=selection.layers - {LayerName.INCIDENTS, LayerName.PATHS}
    )
    level = selection.flows or FlowLevel.COUNTRY
    flows = compose_flows(dataset, level, translator)
    extent = extent or _fit_points(_points_of_flows(flows))
    base = compose_map(dataset, bare, translator, extent=extent, made_on=made_on)
    texts = replace(
        base.texts,
        title=translator.text("flow_map.title"),
        subtitle=translator.text(f"flow_map.between_{level}"),
        counts=count_flow_words(flows, translator),
    )
    legend = tuple(group for group in (flows.legend, *base.legend) if group.entries)
    return replace(base, flows=flows, texts=texts, legend=legend)


def compose_screen(
    dataset: Dataset,
    selection: MapSelection,
    translator: Translator,
    *,
    made_on: date | None = None,
) -> ScreenMap:
    """
    Compose what the screen draws whatever is filtered: base map, names, legend, words.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        Its layers and flows say what is drawn; nothing else matters. Flows stand alone.
    translator
        The language of every word.
    made_on
        The day to name on the map; today (UTC) when None.

    Returns
    -------
    screen
        Its legend lists what lies anywhere in `WINDOW`.
    """
    # by year the browser decides which sites work; until then all are there
    layers = compose_layers(dataset, replace(selection, sites_by_year=False), translator)
    explained = layers
    if selection.sites_by_year:
        explained = compose_layers(
            dataset, replace(selection, period=None, window=None), translator
        )
    writer = LegendWriter(translator)
    made_on = made_on or datetime.now(UTC).date()
    flows = compose_flows(dataset, selection.flows, translator) if selection.flows else None
    return ScreenMap(
        language=translator.language,
        layers=layers,
        labels=compose_labels(dataset, selection.layers, translator),
        legend=compose_layer_legend(explained, WINDOW, translator, by_year=selection.sites_by_year),
        incident_legend=LegendGroup(
            writer.title("incidents"), tuple(writer.incidents(datasets=dataset.datasets))
        ),
        path_legend=LegendGroup(writer.title("paths"), tuple(writer.paths(symbology.PATH_COLOR))),
        imprint=compose_imprint(dataset, layers, translator, made_on=made_on),
        shows_incidents=LayerName.INCIDENTS in selection.layers and flows is None,
        shows_paths=LayerName.PATHS in selection.layers and flows is None,
        sites_by_year=selection.sites_by_year,
        flows=flows,
    )


def _compose_paths(
    dataset: Dataset, selection: MapSelection, translator: Translator
) -> tuple[CasePath, ...]:
    cases = cases_shown(dataset, selection, translator)
    return paths_in(cases, selection.period or dataset.period, selection.days(dataset.period))


def _cut_to_window(extent: Extent) -> Extent:
    part = extent.cut(WINDOW)
    if part is None:
        got, expected = (
            ", ".join(f"{edge:g}" for edge in whole.as_tuple()) for whole in (extent, WINDOW)
        )
        rule = "extent_outside"
        raise SahelGeoError(rule, got=got, expected=expected)
    return widen(part, LEAST_GIVEN_SPAN)


def widen(extent: Extent, least_span: float) -> Extent:
    """Give an extent at least a span wide and high, in degrees, about the same centre."""
    longitude, latitude = extent.centre
    half_width = max(extent.east - extent.west, least_span) / 2
    half_height = max(extent.north - extent.south, least_span) / 2
    return Extent(
        longitude - half_width,
        latitude - half_height,
        longitude + half_width,
        latitude + half_height,
    )


def find_extent(dataset: Dataset, selection: MapSelection, translator: Translator) -> Extent:
    """
    Find the extent that holds the incidents and paths of a selection, with room around them.

    Returns
    -------
    extent
        Inside `WINDOW`, at least `LEAST_SPAN` degrees wide and high; the whole Sahel when no
        filter is set or nothing has a place.
    """
    paths = _compose_paths(dataset, selection, translator)
    return _fit_extent(filter_dataset(dataset, selection), selection, paths)


def _fit_extent(shown: Dataset, selection: MapSelection, paths: tuple[CasePath, ...]) -> Extent:
    if selection.chooses_everything:
        return SAHEL
    points: list[tuple[float, float]] = []
    if LayerName.INCIDENTS in selection.layers:
        incidents = incidents_of(shown.events)
        placed = incidents.loc[incidents["geo_precision"] != GeoPrecision.UNDISCLOSED]
        points += list(zip(placed["longitude"], placed["latitude"], strict=True))
    for path in paths:
        points += [(step.longitude, step.latitude) for step in path.steps]
        lines = [line.points for part in (path.legs, path.tails, path.fades) for line in part]
        points += [point for line in lines for point in line]
    return _fit_points(points)


def _points_of_flows(flows: FlowMap) -> list[tuple[float, float]]:
    stays = [(mark.longitude, mark.latitude) for mark in flows.stays]
    return [*stays, *(point for arrow in flows.arrows for point in arrow.points)]


def _fit_points(points: Sequence[tuple[float, float]]) -> Extent:
    """Give the part of `WINDOW` that holds points, with room around them; without any, all."""
    if not points:
        return SAHEL
    west, east = _widen([longitude for longitude, _ in points], WINDOW.west, WINDOW.east)
    south, north = _widen([latitude for _, latitude in points], WINDOW.south, WINDOW.north)
    return Extent(west, south, east, north)


def _widen(values: list[float], least: float, most: float) -> tuple[float, float]:
    middle = (min(values) + max(values)) / 2
    span = max((max(values) - min(values)) * (1 + 2 * PADDING), LEAST_SPAN)
    start = max(min(middle - span / 2, most - span), least)
    return start, min(start + span, most)

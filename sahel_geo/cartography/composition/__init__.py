"""Decide what the map shows: frames and a selection in, a `MapDocument` out."""

from datetime import UTC, date, datetime

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.summary import Counts
from sahel_geo.cartography.composition.incidents import Incidents, compose_incidents
from sahel_geo.cartography.composition.labels import compose_labels
from sahel_geo.cartography.composition.layers import compose_layers
from sahel_geo.cartography.composition.legend import compose_legend
from sahel_geo.cartography.composition.paths import compose_paths
from sahel_geo.cartography.composition.texts import compose_texts
from sahel_geo.cartography.document import CasePath, MapDocument, PlaceSymbol
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import SAHEL, WINDOW, Extent
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import LayerName

PADDING = 0.12
"""Share of the width and height of what is shown that is left free around it."""

LEAST_GIVEN_SPAN = 0.2
"""Degrees an extent that is asked for spans at the least: closer, the base layers say nothing."""

LEAST_SPAN = 6.0
"""Degrees an extent made for the data spans at the least: one town keeps its surroundings."""


def compose_map(
    shown: Dataset,
    selection: MapSelection,
    translator: Translator,
    *,
    counts: Counts,
    extent: Extent | None = None,
    made_on: date | None = None,
) -> MapDocument:
    """
    Compose the map of a selection.

    Parameters
    ----------
    shown
        `filter_dataset(dataset, selection)`.
    selection
        What the reader chose; its layers say what is drawn.
    translator
        The language of every word.
    counts
        `count_shown(dataset, shown, selection)`.
    extent
        What the reader looks at, cut to `WINDOW`; None takes what fits the events and paths shown,
        or the whole Sahel when no filter is set. The legend lists what lies inside it.
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
    areas = AreaFinder.of(shown)
    period = selection.period or shown.period
    incidents = compose_incidents(shown, translator, areas)
    paths = compose_paths(shown, period, translator, areas)
    if LayerName.PATHS not in selection.layers:
        paths = ()
    if LayerName.INCIDENTS not in selection.layers:
        incidents = Incidents((), (), ())
    symbols, footprints = incidents.symbols, incidents.footprints
    if extent is not None:
        extent = _cut_to_window(extent)
    else:
        extent = SAHEL if selection.chooses_everything else fit_extent(symbols, paths)
    made_on = made_on or datetime.now(UTC).date()
    layers = compose_layers(shown, selection.layers, translator)
    return MapDocument(
        language=translator.language,
        extent=extent,
        layers=layers,
        footprints=footprints,
        paths=paths,
        symbols=symbols,
        labels=compose_labels(shown, selection.layers, translator),
        tray=incidents.tray,
        legend=compose_legend(layers, symbols, footprints, paths, extent, translator),
        texts=compose_texts(shown, selection, layers, counts, translator, made_on=made_on),
        made_on=made_on,
        data_version=shown.version,
    )


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


def fit_extent(symbols: tuple[PlaceSymbol, ...], paths: tuple[CasePath, ...]) -> Extent:
    """
    Find the extent that holds what is shown, with room around it.

    Parameters
    ----------
    symbols, paths
        What is drawn; with neither, the whole Sahel is given.

    Returns
    -------
    extent
        Inside `WINDOW`, at least `LEAST_SPAN` degrees wide and high.
    """
    points = [(symbol.longitude, symbol.latitude) for symbol in symbols]
    for path in paths:
        points += [(step.longitude, step.latitude) for step in path.steps]
        lines = [line.points for part in (path.legs, path.tails, path.fades) for line in part]
        points += [point for line in lines for point in line]
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

"""The base map and the thematic layers, from bottom to top."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.ownlayers import compose_own_layer
from sahel_geo.cartography.document import (
    AreaLayer,
    Layer,
    LineLayer,
    Marker,
    MarkerLayer,
    ReliefLayer,
)
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import (
    BorderKind,
    Commodity,
    GeoPrecision,
    LayerFile,
    LayerName,
    SiteStatus,
)

WORKING = frozenset({SiteStatus.OPERATING.value, SiteStatus.ARTISANAL.value})
IDLE = frozenset({SiteStatus.CLOSED.value, SiteStatus.SUSPENDED.value, SiteStatus.PLANNED.value})


def compose_layers(
    dataset: Dataset, selection: MapSelection, translator: Translator
) -> tuple[Layer, ...]:
    """
    List the layers to draw.

    Parameters
    ----------
    dataset
        Its layers; one that could not be read is left out.
    selection
        Its layers are what the reader wants to see; land, sea and coast are always drawn. By
        year, mining sites that did not work in the days shown are left out.
    translator
        The language of markers' names.

    Returns
    -------
    layers
        From bottom to top.
    """
    composer = _LayerComposer(dataset, selection.layers, translator)
    layers = tuple(composer.compose())
    if not selection.sites_by_year:
        return layers
    days = selection.days(dataset.period)
    return tuple(
        show_working(layer, days)
        if isinstance(layer, MarkerLayer) and layer.file == LayerFile.MINING_SITES
        else layer
        for layer in layers
    )


def show_working(layer: MarkerLayer, days: Period) -> MarkerLayer:
    """
    Keep the sites of a layer that may have worked in some days, in whole years.

    A site whose first year no source tells is hollow; one that is closed, suspended or planned
    without a year is pale, and shown throughout.
    """
    kept = (
        replace(
            marker,
            hollow=marker.hollow or marker.first_year is None,
            faded=marker.idle_undated,
        )
        for marker in layer.markers
        if (marker.first_year is None or marker.first_year <= days.end.year)
        and (marker.last_year is None or days.start.year <= marker.last_year)
    )
    return replace(layer, markers=tuple(kept))


class _LayerComposer:
    def __init__(
        self, dataset: Dataset, switched_on: frozenset[LayerName], translator: Translator
    ) -> None:
        self._shown, self._on, self._translator = dataset, switched_on, translator

    def compose(self) -> Iterator[Layer]:
        yield from self._with(LayerFile.COUNTRIES, self._land)
        if LayerName.RELIEF in self._on and self._shown.rasters:
            yield ReliefLayer(self._shown.rasters)
        if LayerName.WATER in self._on:
            yield from self._with(LayerFile.LAKES, self._lakes)
            yield from self._with(LayerFile.RIVERS, self._rivers)
        yield from self._with(LayerFile.BORDERS, self._borders)
        if LayerName.TUAREG_REGIONS in self._on:
            yield from self._with(LayerFile.TUAREG_REGIONS, self._regions)
        if LayerName.ROUTES in self._on:
            yield from self._with(LayerFile.ROUTES, self._routes)
        for own in self._shown.own_layers:
            yield from compose_own_layer(own, self._translator)
        if LayerName.MINING_SITES in self._on:
            yield from self._with(LayerFile.MINING_SITES, self._sites)

    def _with(
        self, file: LayerFile, compose: Callable[[gpd.GeoDataFrame], Layer]
    ) -> Iterator[Layer]:
        features = self._shown.layers.get(file)
        if features is not None and len(features):
            yield compose(features)

    def _land(self, countries: gpd.GeoDataFrame) -> AreaLayer:
        background = symbology.AreaStyle(symbology.LAND_BACKGROUND, 1.0)
        land = symbology.AreaStyle(symbology.LAND, 1.0)
        styles = {"focus": land, "context": land, "background": background}
        return AreaLayer(LayerFile.COUNTRIES, countries, styles, "role")

    def _lakes(self, lakes: gpd.GeoDataFrame) -> AreaLayer:
        return AreaLayer(LayerFile.LAKES, lakes, {"": symbology.LAKE})

    def _rivers(self, rivers: gpd.GeoDataFrame) -> LineLayer:
        return LineLayer(LayerFile.RIVERS, rivers, {"": symbology.RIVER})

    def _borders(self, borders: gpd.GeoDataFrame) -> LineLayer:
        kinds = {BorderKind.COAST}
        if LayerName.BORDERS in self._on:
            kinds |= {BorderKind.ADMIN1, BorderKind.INTERNATIONAL}
        if LayerName.DISPUTED in self._on:
            kinds |= {BorderKind.DISPUTED, BorderKind.BERM}
        styles = {kind.value: symbology.BORDERS[kind] for kind in BorderKind if kind in kinds}
        return LineLayer(LayerFile.BORDERS, borders, styles, "kind")

    def _regions(self, regions: gpd.GeoDataFrame) -> AreaLayer:
        styles = {kind.value: style for kind, style in symbology.REGIONS.items()}
        return AreaLayer(LayerFile.TUAREG_REGIONS, regions, styles, "feature_class", "region")

    def _routes(self, routes: gpd.GeoDataFrame) -> LineLayer:
        styles = {kind.value: style for kind, style in symbology.ROUTES.items()}
        return LineLayer(LayerFile.ROUTES, routes, styles, "kind", "route")

    def _sites(self, sites: gpd.GeoDataFrame) -> MarkerLayer:
        markers = tuple(
            Marker(
                key=f"site:{site['site_id']}",
                longitude=float(site.geometry.x),
                latitude=float(site.geometry.y),
                style=symbology.COMMODITIES[Commodity(site["commodity"])],
                hollow=bool(site["geo_precision"] > GeoPrecision.PLACE),
                faded=site["status"] not in WORKING,
                name=self._site_name(site),
                first_year=None if pd.isna(site["start_year"]) else int(site["start_year"]),
                last_year=None if pd.isna(site["end_year"]) else int(site["end_year"]),
                idle_undated=site["status"] in IDLE and bool(pd.isna(site["end_year"])),
            )
            for _, site in sites.iterrows()
        )
        return MarkerLayer(LayerFile.MINING_SITES, markers)

    def _site_name(self, site: gpd.GeoSeries) -> str:
        name = self._translator.data_text(site, "name").text
        commodity = self._translator.term("commodity", site["commodity"])
        if not site["status"]:
            return f"{name} ({commodity})"
        return (
            f"{name} ({commodity}, {self._translator.term('site_status', site['status']).lower()})"
        )

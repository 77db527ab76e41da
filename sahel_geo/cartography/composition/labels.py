"""Names on the map: what is named, how it is lettered, and from which zoom on."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pandas as pd
from shapely.geometry.base import BaseGeometry

from sahel_geo.analysis.remembering import remember
from sahel_geo.cartography.document import Label
from sahel_geo.cartography.symbology import LabelKind
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.searchtext import fold
from sahel_geo.model.vocabulary import LayerFile, LayerName, PlaceKind

Feature: TypeAlias = Mapping[str, Any]
"""A row of a base layer by column; its shape is `geometry`."""

PLACE_ZOOM = {1: 3.0, 2: 5.25, 3: 6.25, 4: 7.25}
"""Web-map zoom from which a town or place of a rank is wanted."""

COUNTRY_ZOOM = {"focus": 3.0, "context": 4.5, "background": 5.0}
LANDFORM_ZOOM = {1: 4.75, 2: 5.5, 3: 6.5}
ADMIN1_ZOOM = 6.0
REGION_ZOOM = 4.75
SITE_ZOOM = 7.0
LAKE_ZOOM = 6.0
RIVER_ZOOM = {1: 5.0, 2: 5.0, 3: 5.0, 4: 5.75, 5: 6.25}
LANDFORM_KINDS = frozenset({PlaceKind.MASSIF.value, PlaceKind.PASS.value})

KEPT_LISTS = 8
"""Lists of names that are kept with the data: by language and by the layers that are on."""


@remember(KEPT_LISTS)
def compose_labels(
    dataset: Dataset, switched_on: frozenset[LayerName], translator: Translator
) -> tuple[Label, ...]:
    """
    List the names that may stand on the map, most important first within each rank.

    They are the same whatever is filtered, and kept with the dataset.

    Parameters
    ----------
    dataset
        Its layers.
    switched_on
        What the reader wants to see; a layer's labels go with it.
    translator
        The language of names; a name that only exists in one language is shown in it.

    Returns
    -------
    labels
        Candidates; the renderer drops those that would overlap.
    """
    composer = _LabelComposer(dataset, translator)
    makers = {
        LayerName.BORDERS: (composer.countries, composer.admin1),
        LayerName.WATER: (composer.water,),
        LayerName.LANDFORMS: (composer.landforms,),
        LayerName.TUAREG_REGIONS: (composer.regions,),
        LayerName.PLACES: (composer.places, composer.towns),
        LayerName.MINING_SITES: (composer.sites,),
    }
    labels = [
        label
        for layer, compose in makers.items()
        if layer in switched_on
        for make in compose
        for label in make()
    ]
    return tuple(sorted(labels, key=lambda label: label.rank))


class _LabelComposer:
    def __init__(self, shown: Dataset, translator: Translator) -> None:
        self._layers, self._translator = shown.layers, translator

    def _rows(self, file: LayerFile) -> Iterator[Feature]:
        # a series for each row would take four times as long
        features = self._layers.get(file)
        if features is not None:
            for values in zip(*(features[name] for name in features.columns), strict=True):
                yield dict(zip(features.columns, values, strict=True))

    def _name(self, feature: Feature) -> str:
        return self._translator.data_text(feature, "name").text

    def countries(self) -> Iterator[Label]:
        for country in self._rows(LayerFile.COUNTRIES):
            yield Label(
                text=self._name(country),
                longitude=float(country["label_lon"]),
                latitude=float(country["label_lat"]),
                kind=LabelKind.COUNTRY,
                rank=1 if country["role"] == "focus" else 2,
                min_zoom=COUNTRY_ZOOM[country["role"]],
            )

    def admin1(self) -> Iterator[Label]:
        for region in self._rows(LayerFile.ADMIN1):
            yield Label(
                text=self._name(region),
                longitude=float(region["label_lon"]),
                latitude=float(region["label_lat"]),
                kind=LabelKind.ADMIN1,
                rank=4,
                min_zoom=ADMIN1_ZOOM,
            )

    def water(self) -> Iterator[Label]:
        for lake in self._rows(LayerFile.LAKES):
            if self._name(lake):
                point = lake["geometry"].representative_point()
                yield Label(self._name(lake), point.x, point.y, LabelKind.WATER, 3, LAKE_ZOOM)
        for river in self._rows(LayerFile.RIVERS):
            if self._name(river) and river["rank"] in RIVER_ZOOM:
                middle = _middle(river["geometry"])
                yield Label(
                    self._name(river),
                    middle[0],
                    middle[1],
                    LabelKind.WATER,
                    4,
                    RIVER_ZOOM[river["rank"]],
                )
        yield from self._physical(LabelKind.SEA, {"sea"})

    def landforms(self) -> Iterator[Label]:
        for massif in self._rows(LayerFile.MASSIFS):
            point = massif["geometry"].representative_point()
            yield Label(
                self._name(massif), point.x, point.y, LabelKind.LANDFORM, 2, LANDFORM_ZOOM[1]
            )
        named = {fold(self._name(massif)) for massif in self._rows(LayerFile.MASSIFS)}
        for label in self._physical(LabelKind.LANDFORM, None):
            named.add(fold(label.text))
            yield label
        for place in self._rows(LayerFile.PLACES):
            if place["kind"] in LANDFORM_KINDS and fold(self._name(place)) not in named:
                yield self._place(place, LabelKind.LANDFORM, dot=False)

    def _physical(self, kind: LabelKind, kinds: set[str] | None) -> Iterator[Label]:
        for feature in self._rows(LayerFile.PHYSICAL_LABELS):
            wanted = feature["kind"] in kinds if kinds else feature["kind"] != "sea"
            if wanted:
                yield Label(
                    text=self._name(feature),
                    longitude=feature["geometry"].x,
                    latitude=feature["geometry"].y,
                    kind=kind,
                    rank=int(feature["rank"]) + 1,
                    min_zoom=_zoom_of(int(feature["rank"]), LANDFORM_ZOOM),
                    angle=float(feature["angle"]),
                )

    def regions(self) -> Iterator[Label]:
        for region in self._rows(LayerFile.TUAREG_REGIONS):
            point = region["geometry"].representative_point()
            yield Label(
                text=self._name(region),
                longitude=point.x,
                latitude=point.y,
                kind=LabelKind.REGION,
                rank=2,
                min_zoom=REGION_ZOOM,
                key=f"region:{region['region_id']}",
            )

    def places(self) -> Iterator[Label]:
        for place in self._rows(LayerFile.PLACES):
            if place["kind"] not in LANDFORM_KINDS:
                yield self._place(place, _PLACE_LETTERING.get(place["kind"], LabelKind.POST))

    def _place(self, place: Feature, kind: LabelKind, *, dot: bool = True) -> Label:
        rank = int(place["label_rank"])
        return Label(
            text=self._name(place),
            longitude=place["geometry"].x,
            latitude=place["geometry"].y,
            kind=kind,
            rank=rank,
            min_zoom=_zoom_of(rank, PLACE_ZOOM),
            dot=dot,
            key=f"town:{place['place_id']}",
        )

    def towns(self) -> Iterator[Label]:
        for town in self._rows(LayerFile.TOWNS):
            rank, capital = int(town["rank"]), town.get("capital")
            is_capital = pd.notna(capital) and capital == 1
            yield Label(
                text=self._name(town),
                longitude=town["geometry"].x,
                latitude=town["geometry"].y,
                kind=LabelKind.CAPITAL if is_capital else LabelKind.TOWN,
                # the places an analyst needs come before the towns of the same size
                rank=rank if is_capital else rank + 1,
                min_zoom=_zoom_of(rank, PLACE_ZOOM),
                dot=True,
            )

    def sites(self) -> Iterator[Label]:
        for site in self._rows(LayerFile.MINING_SITES):
            yield Label(
                text=self._name(site),
                longitude=site["geometry"].x,
                latitude=site["geometry"].y,
                kind=LabelKind.SITE,
                rank=5,
                min_zoom=SITE_ZOOM,
                key=f"site:{site['site_id']}",
            )


_PLACE_LETTERING = {
    PlaceKind.CAPITAL.value: LabelKind.CAPITAL,
    PlaceKind.TOWN.value: LabelKind.TOWN,
    PlaceKind.VILLAGE.value: LabelKind.TOWN,
}


def _zoom_of(rank: int, zooms: Mapping[int, float]) -> float:
    """Give the zoom of a rank; one lower than any listed is wanted no earlier than the last."""
    return zooms.get(max(rank, min(zooms)), max(zooms.values()))


def _middle(lines: BaseGeometry) -> tuple[float, float]:
    """Give the point halfway along the longest part of a line."""
    parts = list(getattr(lines, "geoms", [lines]))
    longest = max(parts, key=lambda part: part.length)
    point = longest.interpolate(0.5, normalized=True)
    return point.x, point.y

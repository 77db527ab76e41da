"""Layers that a reader or the operator brought: areas, lines and points in one colour."""

from collections.abc import Iterator

import geopandas as gpd

from sahel_geo.cartography.document import AreaLayer, Layer, LineLayer, Marker, MarkerLayer
from sahel_geo.cartography.symbology import AreaStyle, LineStyle, MarkerShape, MarkerStyle
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.maplayer import MapLayer, ShapeKind

FILE_PREFIX = "own-"
FILL_OPACITY = 0.16
EDGE_PX, LINE_PX, POINT_PX = 1.6, 2.4, 9.0
COLUMNS = ["id", "name", "kind", "geometry"]
"""Other columns of a file are not drawn, and not sent to anybody."""


def compose_own_layer(layer: MapLayer, translator: Translator) -> Iterator[Layer]:
    """
    Draw a layer that was brought in.

    Parameters
    ----------
    layer
        Its shapes may be of several kinds.
    translator
        For its line in the legend.

    Returns
    -------
    layers
        Areas below lines below points, one of each kind that it has.
    """
    words = layer.name
    if layer.source:
        words = translator.text("sets.layer_source", name=layer.name, source=layer.source)
    shapes = layer.frame[COLUMNS]
    file, key = f"{FILE_PREFIX}{layer.layer_id}", f"own.{layer.layer_id}"
    areas, lines, points = (shapes.loc[shapes["kind"] == kind] for kind in ShapeKind)
    if len(areas):
        style = AreaStyle(layer.color, FILL_OPACITY, LineStyle(layer.color, EDGE_PX))
        yield AreaLayer(f"{file}-areas", areas, {"": style}, None, key, words)
    if len(lines):
        line = LineStyle(layer.color, LINE_PX)
        yield LineLayer(f"{file}-lines", lines, {"": line}, None, key, words)
    if len(points):
        yield MarkerLayer(f"{file}-points", tuple(_markers(points, layer.color, key)), words)


def _markers(points: gpd.GeoDataFrame, color: str, key: str) -> Iterator[Marker]:
    style = MarkerStyle(MarkerShape.CIRCLE, color, POINT_PX)
    for row in points.explode(index_parts=False).itertuples():
        yield Marker(
            key=f"{key}:{row.id}",
            longitude=float(row.geometry.x),
            latitude=float(row.geometry.y),
            style=style,
            hollow=False,
            faded=False,
            name=str(row.name),
        )

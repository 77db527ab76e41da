"""Write the base layers of a map as files of its own: what is drawn of them and nothing else."""

from collections.abc import Iterable, Mapping

import geopandas as gpd
import shapely

from sahel_geo.cartography.document import (
    AreaLayer,
    Layer,
    LineLayer,
    MarkerLayer,
    ReliefLayer,
    id_column,
)
from sahel_geo.cartography.web.jsontext import to_json_bytes
from sahel_geo.model.vocabulary import RasterFile


def write_base_files(layers: Iterable[Layer]) -> Mapping[str, bytes]:
    """
    Write the files that the layers of a screen are drawn from.

    Parameters
    ----------
    layers
        As the screen has them. Two layers of one file draw the same features.

    Returns
    -------
    files
        Content by the name that `context.write_context` gives as a layer's `asset`: GeoJSON with
        the features that have a style, and of their columns those that choose it or that name
        them; and the relief's picture as it is. Markers and names lie in the context itself.
    """
    files: dict[str, bytes] = {}
    for layer in layers:
        if isinstance(layer, ReliefLayer):
            picture = layer.pictures[RasterFile.RELIEF_WEB]
            files[picture.name] = picture.read_bytes()
        elif not isinstance(layer, MarkerLayer):
            files[f"{layer.file}.geojson"] = _write_features(layer)
    return files


def _write_features(layer: AreaLayer | LineLayer) -> bytes:
    columns = [layer.style_by] if layer.style_by else []
    if layer.key_prefix:
        columns.append(id_column(layer.file))
    features = _styled(layer)
    rows = features[columns].astype(str).to_dict("records")
    shapes = [str(text) for text in shapely.to_geojson(features.geometry.to_numpy())]
    written = [
        b'{"type":"Feature","properties":%b,"geometry":%b}' % (to_json_bytes(row), shape.encode())
        for row, shape in zip(rows, shapes, strict=True)
    ]
    return b'{"type":"FeatureCollection","features":[%b]}' % b",".join(written)


def _styled(layer: AreaLayer | LineLayer) -> gpd.GeoDataFrame:
    """Keep the features that are drawn."""
    if layer.style_by is None:
        return layer.features
    return layer.features.loc[layer.features[layer.style_by].astype(str).isin(set(layer.styles))]

"""What the export dialog keeps between runs, see `cache`: the words of the map, and previews."""

from dataclasses import replace
from hashlib import sha256

from sahel_geo.cartography.document import MapDocument
from sahel_geo.export.request import FILMS, ExportRequest, compose_document, draw_preview
from sahel_geo.model.dataset import Dataset
from sahel_geo.ui.cache import KEPT, translator_of
from sahel_geo.ui.keeping import keep

KEPT_MAPS = 8
"""Composed maps that are kept: of 150,000 events one takes some megabytes."""


def composed(dataset: Dataset, request: ExportRequest) -> MapDocument:
    """Compose the map of an export once, whatever it looks like; that of a film's whole period."""
    if request.format in FILMS:
        request = replace(request, selection=replace(request.selection, window=None))
    asked = (request.selection, request.extent, request.zoom, request.made_on)
    return _composed(dataset, dataset.version, repr(asked), request)


@keep(KEPT_MAPS)
def _composed(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    asked: str,  # noqa: ARG001 - part of the cache's key
    _request: ExportRequest,
) -> MapDocument:
    translator = translator_of(_dataset, _request.selection.language)
    return compose_document(_dataset, _request, translator)


def preview(dataset: Dataset, request: ExportRequest) -> bytes:
    """Draw an export at a low resolution, once for each look."""
    logo = sha256(request.design.logo or b"").hexdigest()  # its bytes are not in its `repr`
    return _preview(dataset, dataset.version, repr(request), logo, request)


@keep(KEPT)
def _preview(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    asked: str,  # noqa: ARG001 - part of the cache's key
    logo: str,  # noqa: ARG001 - part of the cache's key
    _request: ExportRequest,
) -> bytes:
    return draw_preview(_dataset, _request, composed(_dataset, _request))

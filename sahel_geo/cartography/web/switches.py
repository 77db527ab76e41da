"""Write what each layer's switch of a saved page hides of its context.

On the dashboard Python composes a map without a layer. A saved page has no Python: it has one
context with everything, and for each layer the parts of it that go when the layer is off. Layers
do not depend on each other: what a layer adds to an empty map it adds to any.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeAlias

from sahel_geo.cartography.web.jsontext import to_json_bytes
from sahel_geo.model.vocabulary import LayerName

Context: TypeAlias = Mapping[str, Any]

ABOVE = {LayerName.INCIDENTS: "incidents", LayerName.PATHS: "paths"}
"""Layers above the base map: the context only says whether they are shown."""


def write_switch_above(name: LayerName, whole: Context) -> dict[str, Any] | None:
    """Write what the switch of a layer above the base map hides; None where it is not shown."""
    part = ABOVE[name]
    nothing: dict[str, Any] = {"layers": [], "styles": {}, "labels": [], "entries": []}
    return {"shows": [part], **nothing} if whole["shows"][part] else None


def write_switch(whole: Context, alone: Context, bare: Context) -> dict[str, Any] | None:
    """
    Write what the switch of a layer of the base map hides.

    Parameters
    ----------
    whole
        The context (`context.write_context`, read again) of the page.
    alone, bare
        The context with this layer only, and with none that can be switched.

    Returns
    -------
    hidden
        `shows`, `layers`, `styles`, `labels` and `entries`: names of parts, file names of layers,
        values without a style by file name, and positions of labels and of the legend's lines.
        None when the layer has nothing on this map.
    """
    always = {layer.get("asset"): layer for layer in bare["layers"]}
    own = {layer.get("asset"): layer for layer in alone["layers"]}
    styles = {
        asset: sorted(set(layer["styles"]) - set(always[asset]["styles"]))
        for asset, layer in own.items()
        if asset in always and "styles" in layer
    }
    hidden = {
        "shows": [],
        "layers": [asset for asset in own if asset not in always],
        "styles": {asset: values for asset, values in styles.items() if values},
        "labels": _positions(whole["labels"], alone["labels"], bare["labels"]),
        "entries": _positions(_entries(whole), _entries(alone), _entries(bare)),
    }
    return hidden if any(hidden.values()) else None


def _entries(context: Context) -> list[Any]:
    """List the lines of the legend about layers, in their order."""
    return [entry for group in context["legend"]["layers"] for entry in group["entries"]]


def _positions(whole: list[Any], alone: list[Any], bare: list[Any]) -> list[int]:
    """Give the positions in a list of what a layer adds to it, each as often as it adds it."""
    added = Counter(map(to_json_bytes, alone)) - Counter(map(to_json_bytes, bare))
    positions = []
    for position, item in enumerate(whole):
        key = to_json_bytes(item)
        if added[key] > 0:
            added[key] -= 1
            positions.append(position)
    return positions

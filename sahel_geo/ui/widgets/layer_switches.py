"""Switch layers on and off."""

from collections.abc import Callable, Mapping

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import LayerName
from sahel_geo.ui import session


def show_layers(selection: MapSelection, translator: Translator) -> None:
    """
    Show a switch for each layer, those on top of the map first.

    They are sent when they are looked at: a dozen switches would make every step of time wait.
    """
    layers = st.expander(translator.text("page.layers"), key="layers", on_change="rerun")
    if not layers.open:
        return
    with layers:
        for name in reversed(LayerName):
            st.checkbox(
                translator.text(f"layer.{name}"),
                **session.bound(
                    f"layer_{name}", name in selection.layers, _switch(selection, name)
                ),
            )
        st.checkbox(
            translator.text("page.sites_by_year"),
            help=translator.text("page.sites_by_year_help"),
            disabled=LayerName.MINING_SITES not in selection.layers,
            **session.bound(
                "sites_by_year", selection.sites_by_year, lambda value: {"sites_by_year": value}
            ),
        )


def _switch(
    selection: MapSelection, name: LayerName
) -> Callable[[bool], Mapping[str, frozenset[LayerName]]]:
    def store(switched_on: bool) -> dict[str, frozenset[LayerName]]:  # noqa: FBT001
        others = selection.layers - {name}
        return {"layers": others | {name} if switched_on else others}

    return store

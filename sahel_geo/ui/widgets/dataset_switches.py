"""The datasets side by side: a switch for each, its citation, and what the reader decided."""

import re

import streamlit as st

from sahel_geo.analysis.decisions import Decisions
from sahel_geo.cartography.cards.licences import changes_told, citation_of, duties_of
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DatasetEvents
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.maplayer import MapLayer
from sahel_geo.ui import session
from sahel_geo.ui.sets import Offer
from sahel_geo.ui.widgets.notices import show_error
from sahel_geo.ui.widgets.plain_text import as_plain

COLOR = re.compile("#[0-9a-fA-F]{6}")
DECISIONS_FILE = "sahel_decisions.json"


def show_dataset_switches(offer: Offer, translator: Translator) -> None:
    """Show what stands beside the data folder's events; nothing where there is nothing."""
    if not offer.events and not offer.layers:
        return
    with st.expander(translator.text("sets.heading"), expanded=True, key="datasets"):
        for one in offer.events:
            rows = translator.count("sets.rows", one.info.row_count)
            _show_switch(one.info.dataset_id, one.info.name, one.info.color, rows, is_ring=True)
        for layer in offer.layers:
            shapes = translator.count("sets.shapes", len(layer.frame))
            _show_switch(layer.layer_id, layer.name, layer.color, shapes, is_ring=False)
        _show_rights(offer.events, offer.layers, translator)
        if offer.events:
            _show_decisions(translator)


def show_citations(dataset: Dataset, translator: Translator) -> None:
    """Cite the datasets and layers on the map, a line each, where everybody sees it."""
    lines = [citation_of(info, translator) for info in dataset.datasets]
    lines += [
        translator.text("sets.layer_source", name=layer.name, source=layer.source)
        for layer in dataset.own_layers
        if layer.source
    ]
    if lines:
        with st.container(key="citations"):
            for line in lines:
                st.caption(as_plain(line))


def _show_switch(name: str, words: str, color: str, count: str, *, is_ring: bool) -> None:
    sample, switch = st.columns([1, 9], gap="small", vertical_alignment="center")
    ink = color if COLOR.fullmatch(color) else "#5b5f61"
    look = f"border:3px solid {ink}" if is_ring else f"background:{ink}"
    shape = "50%" if is_ring else "3px"
    sample.html(
        f'<span style="display:block;width:16px;height:16px;border-radius:{shape};{look}"></span>'
    )
    shown = name not in session.sets().hidden
    switch.checkbox(f"{as_plain(words)} · {count}", **session.switch_set(name, shown))


def _show_rights(
    events: tuple[DatasetEvents, ...], layers: tuple[MapLayer, ...], translator: Translator
) -> None:
    with st.popover(translator.text("sets.rights"), icon=":material/format_quote:"):
        for one in events:
            st.markdown(f"**{as_plain(one.info.name)}**")
            told = (citation_of(one.info, translator), changes_told(one.info, translator))
            for words in told:
                if words:
                    st.caption(as_plain(words))
            duties = duties_of(one.info, translator)
            st.markdown("\n".join(f"- {as_plain(duty)}" for duty in duties))
        for layer in layers:
            st.markdown(f"**{as_plain(layer.name)}**")
            if layer.source:
                st.caption(as_plain(layer.source))


def _show_decisions(translator: Translator) -> None:
    decisions = session.sets().decisions
    number = len(decisions.split) + len(decisions.joined)
    with st.popover(translator.text("sets.decisions"), icon=":material/call_split:"):
        st.caption(translator.text("sets.decisions_help"))
        st.text(translator.count("sets.decided", number))
        st.download_button(
            translator.text("sets.download"),
            data=decisions.to_json(),
            file_name=DECISIONS_FILE,
            mime="application/json",
            disabled=not number,
            on_click="ignore",
            key="decisions_file",
        )
        st.button(
            translator.text("sets.forget"),
            disabled=not number,
            on_click=lambda: session.decide(Decisions()),
            key="decisions_forget",
        )
        file = st.file_uploader(
            translator.text("sets.read"), type="json", max_upload_size=2, key="decisions_read"
        )
        if file is not None:
            _take_file(file.getvalue(), file.file_id, translator)


def _take_file(content: bytes, file_id: str, translator: Translator) -> None:
    """Take over decisions, once for each file brought in; the file stays in the widget."""
    choices = session.sets()
    try:
        decisions = Decisions.from_json(content.decode("utf-8-sig", errors="replace"))
    except SahelGeoError as error:
        show_error(error, translator)
        return
    if choices.read_file != file_id:
        choices.read_file = file_id
        session.decide(decisions)
        st.rerun()
    number = translator.count("sets.decided", len(decisions.split) + len(decisions.joined))
    st.text(translator.text("sets.taken", n=number))

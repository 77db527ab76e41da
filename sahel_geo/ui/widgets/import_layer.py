"""Put a layer of the reader's own on the map: its name, colour and source."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.maplayer import ShapeKind
from sahel_geo.sources.intake.layers import OwnLayer
from sahel_geo.ui import session
from sahel_geo.ui.drafts import Draft
from sahel_geo.ui.uploads import OWN_PREFIX, Upload, choose_color, free_id

MOST_LINES = 20
MOST_FEATURES = 200

KIND_WORDS = {
    str(ShapeKind.AREA): "import.areas",
    str(ShapeKind.LINE): "import.lines",
    str(ShapeKind.POINT): "import.points",
}


def show_layer_report(draft: Draft, translator: Translator) -> None:
    """Show what is in the layer, what was set aside, and the form that puts it on the map."""
    layer = draft.layer
    if layer is None:
        return
    report = layer.report
    with st.container(key="figures"):
        counts = {"read": report.read, "accepted": report.accepted, "rejected": report.rejected}
        for column, (name, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
            column.metric(
                translator.text(f"import.shapes_{name}"), translator.number(count), border=True
            )
    kinds = layer.frame["kind"].value_counts()
    counted = [
        translator.count(words, int(kinds[kind]))
        for kind, words in KIND_WORDS.items()
        if kind in kinds
    ]
    st.text(translator.listing(counted))
    for problem in report.problems[:MOST_LINES]:
        st.text(translator.problem(problem))
    if len(report.problems) > MOST_LINES:
        st.text(translator.count("page.more_lines", len(report.problems) - MOST_LINES))
    features = _list_features(layer)
    st.dataframe(features, hide_index=True, height="auto" if len(features) < 8 else 260)  # noqa: PLR2004
    _show_form(draft, layer, translator)


def _list_features(layer: OwnLayer) -> pd.DataFrame:
    """List the first features with the file's columns; a column that only names them once."""
    features = pd.DataFrame(layer.frame.drop(columns=["geometry", "id", "kind"]))
    features = features.head(MOST_FEATURES)
    twice = [
        name for name in features if name != "name" and features[name].equals(features["name"])
    ]
    return features.drop(columns=twice)


def _show_form(draft: Draft, layer: OwnLayer, translator: Translator) -> None:
    name_column, color_column = st.columns([4, 1])
    name = name_column.text_input(
        translator.text("import.layer_name"),
        value=layer.name[:60],
        max_chars=60,
        key=f"import_layer_name_{draft.number}",
    )
    color = color_column.color_picker(
        translator.text("import.color"),
        value=choose_color(session.uploads()),
        key=f"import_layer_color_{draft.number}",
    )
    source = st.text_input(
        translator.text("import.layer_source"),
        max_chars=200,
        placeholder=translator.text("import.layer_source_hint"),
        key=f"import_layer_source_{draft.number}",
    )
    if st.button(
        translator.text("import.add_layer"),
        type="primary",
        icon=":material/add_location_alt:",
        key=f"import_add_{draft.number}",
    ):
        told = replace(layer, name=name.strip() or layer.name, color=color, source=source.strip())
        upload_id = free_id(f"{OWN_PREFIX}layer-{draft.file_hash}", session.uploads())
        session.add_upload(Upload(upload_id, draft.file, layer.report, layers=(told,)))
        session.change_desk(replace(session.desk(), draft=None, added=upload_id))
        st.rerun()

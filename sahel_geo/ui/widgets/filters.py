"""Choose events: countries, kinds, actors, cases, confidence, words."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from sahel_geo.cartography.composition.paths import case_name
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.searchtext import fold
from sahel_geo.model.selection import MAX_TEXT, MapSelection
from sahel_geo.model.vocabulary import Confidence, EventType
from sahel_geo.ui import session


def show_filters(dataset: Dataset, selection: MapSelection, translator: Translator) -> None:
    """Show a picker for each choice; an empty one chooses everything."""
    _show_picker(
        "countries",
        sorted(dataset.countries, key=lambda c: fold(translator.term("country", c))),
        selection.countries,
        lambda code: translator.term("country", code),
        translator,
    )
    _show_picker(
        "event_types",
        list(EventType),
        selection.event_types,
        lambda code: translator.term("event_type", code),
        translator,
    )
    _show_picker(
        "cases",
        list(dataset.cases.index),
        selection.cases,
        lambda case_id: case_label(dataset, case_id, translator),
        translator,
    )
    _show_picker(
        "actors",
        dataset.actors,
        selection.actors,
        translator.actor,
        translator,
    )
    _show_picker(
        "confidence",
        list(Confidence),
        selection.confidence,
        lambda code: translator.term("confidence", code),
        translator,
        help_text=confidence_help(translator),
    )
    st.toggle(
        translator.text("page.hostage_only"),
        **session.bound(
            "hostage_only", selection.hostage_only, lambda value: {"hostage_only": value}
        ),
    )
    st.text_input(
        translator.text("page.text"),
        placeholder=translator.text("page.text_placeholder"),
        max_chars=MAX_TEXT,
        **session.bound("text", selection.text, lambda value: {"text": value or ""}),
    )


def _show_picker(
    field: str,
    options: Sequence[Any],
    chosen: Sequence[Any],
    label_of: Callable[[Any], str],
    translator: Translator,
    help_text: str | None = None,
) -> None:
    st.multiselect(
        translator.text(f"page.{field}"),
        options,
        format_func=label_of,
        placeholder=translator.text("page.all"),
        help=help_text,
        **session.bound(field, list(chosen), lambda values: {field: tuple(values)}),
    )


def case_label(dataset: Dataset, case_id: str, translator: Translator) -> str:
    """Name a case with its year, unless its name has one."""
    name = case_name(dataset, case_id, translator)
    year = str(dataset.cases["abducted_on"][case_id].year)
    return name if year in name else f"{name} ({year})"


def confidence_help(translator: Translator) -> str:
    """Explain what each word for confidence means, a line each."""
    words = {
        translator.term("confidence", code): translator.text(f"explain.confidence_{code}")
        for code in Confidence
    }
    return "\n".join(f"- **{word}**: {meaning}" for word, meaning in words.items())

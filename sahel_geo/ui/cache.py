"""Everything that is kept between runs. Read-only and shared: never a folium object."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import Counts, count_shown
from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.document import MapDocument
from sahel_geo.cartography.web.payloads import WebPayloads, build_payloads
from sahel_geo.cartography.wording import FoundPlace, list_places, translate_events
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import WINDOW
from sahel_geo.model.report import ValidationReport
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources import Catalog
from sahel_geo.sources import load_dataset as read_dataset

KEPT = 64
"""Selections whose frames and maps are kept; the oldest goes first."""


def load_dataset(data_folder: Path) -> tuple[Dataset, ValidationReport]:
    """Read a data folder once for all visitors, again when a file in it changes."""
    return _load_dataset(data_folder, _fingerprint(data_folder))


def _fingerprint(data_folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = [*data_folder.glob("*.csv"), *data_folder.glob("geo/*")]
    return tuple((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in sorted(files))


@st.cache_resource(show_spinner=False, max_entries=4)
def _load_dataset(
    data_folder: Path,
    fingerprint: tuple[tuple[str, int, int], ...],  # noqa: ARG001 - it is the cache's key
) -> tuple[Dataset, ValidationReport]:
    return read_dataset(Catalog.in_folder(data_folder))


def shown_dataset(dataset: Dataset, selection: MapSelection) -> tuple[Dataset, Counts]:
    """Filter and count, once for each choice of events."""
    return _shown_dataset(dataset, dataset.version, repr(selection.filters), selection.filters)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _shown_dataset(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    choice: str,  # noqa: ARG001 - part of the cache's key
    _selection: MapSelection,
) -> tuple[Dataset, Counts]:
    shown = filter_dataset(_dataset, _selection)
    return shown, count_shown(_dataset, shown, _selection)


def screen_map(dataset: Dataset, selection: MapSelection) -> tuple[MapDocument, WebPayloads]:
    """Compose the map of a selection, whole, wherever the reader looks."""
    selection = replace(selection, view=None)
    layers = sorted(selection.layers)
    choice = repr((replace(selection, layers=frozenset()), layers))
    return _screen_map(dataset, dataset.version, choice, selection)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _screen_map(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    choice: str,  # noqa: ARG001 - part of the cache's key
    _selection: MapSelection,
) -> tuple[MapDocument, WebPayloads]:
    shown, counts = shown_dataset(_dataset, _selection)
    translator = translator_of(_dataset, _selection.language)
    document = compose_map(shown, _selection, translator, counts=counts, extent=WINDOW)
    return document, build_payloads(document, translator)


def event_words(dataset: Dataset, selection: MapSelection) -> pd.DataFrame:
    """Write the events shown in the reader's language."""
    choice = repr((selection.filters, selection.language))
    return _event_words(dataset, dataset.version, choice, selection)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _event_words(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    choice: str,  # noqa: ARG001 - part of the cache's key
    _selection: MapSelection,
) -> pd.DataFrame:
    shown, _ = shown_dataset(_dataset, _selection)
    return translate_events(shown.events, translator_of(_dataset, _selection.language))


def find_places(dataset: Dataset, language: Language) -> list[FoundPlace]:
    """List the names a reader may look for."""
    return _find_places(dataset, dataset.version, language)


@st.cache_resource(show_spinner=False, max_entries=8)
def _find_places(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    language: Language,
) -> list[FoundPlace]:
    return list_places(_dataset, translator_of(_dataset, language))


def translator_of(dataset: Dataset, language: Language) -> Translator:
    """Give the words of a language, with the vocabulary tables of the data."""
    return Translator(language, dataset.terms)

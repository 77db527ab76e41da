"""Everything that is kept between runs. Read-only and shared: never a folium object."""

import gc
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.care import blur_open_cases
from sahel_geo.analysis.filtering import (
    ChosenEvents,
    choose_events,
    filter_dataset,
    passes_choices,
    stand_for_incidents,
)
from sahel_geo.analysis.summary import Counts, count_chosen
from sahel_geo.cartography.composition import compose_screen
from sahel_geo.cartography.composition.ownlayers import compose_own_layer
from sahel_geo.cartography.composition.paths import cases_shown
from sahel_geo.cartography.web.assets import WebAsset, make_asset
from sahel_geo.cartography.web.basefiles import write_base_files
from sahel_geo.cartography.web.cases import write_cases
from sahel_geo.cartography.web.context import write_context
from sahel_geo.cartography.web.packing import PackedEvents, pack_events, pack_mask
from sahel_geo.cartography.web.places import write_places
from sahel_geo.cartography.wording import FoundPlace, list_places
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.report import ValidationReport
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language, OpenCases
from sahel_geo.sources import Catalog
from sahel_geo.sources import load_dataset as read_dataset
from sahel_geo.sources.files import make_problem
from sahel_geo.sources.workspace import (
    WorkspaceContents,
    fingerprint_workspace,
    read_workspace,
)
from sahel_geo.ui.keeping import keep

KEPT = 64
"""Selections whose map files are kept; the oldest goes first."""

KEPT_CHOICES = 16
"""Selections whose events are kept as numbers of rows: of 150,000 events one takes a megabyte."""

KEPT_FRAMES = 2
"""Selections whose frames are kept: of 150,000 events one may take tens of megabytes."""


def load_dataset(
    data_folder: Path, open_cases: OpenCases = OpenCases.COUNTRY
) -> tuple[Dataset, ValidationReport]:
    """
    Read a data folder once for all visitors, again when a file in it changes.

    Parameters
    ----------
    data_folder
        Where the files are.
    open_cases
        How precisely cases without an end date are shown.

    Returns
    -------
    dataset, report
        What can be used, and what was wrong with the rest.
    """
    return _load_dataset(data_folder, _fingerprint(data_folder), open_cases)


def _fingerprint(data_folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = [*data_folder.glob("*.csv"), *data_folder.glob("geo/*")]
    return tuple((f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in sorted(files))


@st.cache_resource(show_spinner=False, max_entries=4)
def _load_dataset(
    data_folder: Path,
    fingerprint: tuple[tuple[str, int, int], ...],  # noqa: ARG001 - it is the cache's key
    open_cases: OpenCases,
) -> tuple[Dataset, ValidationReport]:
    dataset, report = read_dataset(Catalog.in_folder(data_folder))
    if open_cases is OpenCases.COUNTRY:
        dataset = blur_open_cases(dataset)
    # Streamlit looks for garbage after every run, while nothing else can be done: with 150,000
    # events a third of a second, unless it passes over what stays anyway
    gc.collect()
    gc.freeze()
    return dataset, report


def load_workspace(workspace: Path | None) -> WorkspaceContents:
    """
    Read the operator's datasets once for all visitors, again when one was written or removed.

    Parameters
    ----------
    workspace
        Their folder; without one there are none.

    Returns
    -------
    contents
        Their rows, and what is wrong with those that cannot be read.
    """
    if workspace is None:
        return WorkspaceContents()
    try:
        return _load_workspace(workspace, fingerprint_workspace(workspace))
    except OSError as error:
        reason = error.strerror or str(error)
        problem = make_problem(workspace.name, None, "workspace_folder", reason=reason)
        return WorkspaceContents(problems=(problem,))


# of an older state of the workspace nothing is kept: two of 400,000 rows would be too much
@st.cache_resource(show_spinner=False, max_entries=1)
def _load_workspace(
    workspace: Path,
    fingerprint: tuple[tuple[str, str], ...],  # noqa: ARG001 - it is the cache's key
) -> WorkspaceContents:
    return read_workspace(workspace)


def shown_events(dataset: Dataset, selection: MapSelection) -> tuple[ChosenEvents, Counts]:
    """Choose and count, once for each choice of events."""
    return _shown_events(dataset, dataset.version, repr(selection.filters), selection.filters)


@keep(KEPT_CHOICES)
def _shown_events(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    choice: str,  # noqa: ARG001 - part of the cache's key
    _selection: MapSelection,
) -> tuple[ChosenEvents, Counts]:
    chosen = choose_events(_dataset, _selection)
    return chosen, count_chosen(chosen, _selection)


def shown_dataset(dataset: Dataset, selection: MapSelection) -> Dataset:
    """Filter, once for each choice of events: for cards, which ask for all of it."""
    return _shown_dataset(dataset, dataset.version, repr(selection.filters), selection.filters)


@keep(KEPT_FRAMES)
def _shown_dataset(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    choice: str,  # noqa: ARG001 - part of the cache's key
    _selection: MapSelection,
) -> Dataset:
    return filter_dataset(_dataset, _selection)


def map_context(dataset: Dataset, selection: MapSelection) -> bytes:
    """Write what the map draws whatever is filtered."""
    today = datetime.now(UTC).date()
    looks = (
        selection.language,
        sorted(selection.layers),
        selection.sites_by_year,
        selection.flows,
    )
    return _map_context(dataset, dataset.version, repr(looks), today, selection)


@keep(KEPT)
def _map_context(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    looks: str,  # noqa: ARG001 - part of the cache's key
    today: date,
    _selection: MapSelection,
) -> bytes:
    translator = translator_of(_dataset, _selection.language)
    screen = compose_screen(_dataset, _selection, translator, made_on=today)
    return write_context(screen, translator)


def own_layer_files(dataset: Dataset) -> Mapping[str, bytes]:
    """Write the areas and lines of the layers that were brought in, by the name of their file."""
    if not dataset.own_layers:
        return {}
    return _own_layer_files(dataset, dataset.version)


@keep(4)
def _own_layer_files(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - the cache's key
) -> Mapping[str, bytes]:
    translator = translator_of(_dataset, Language.ENGLISH)  # files hold no words but names
    layers = [part for one in _dataset.own_layers for part in compose_own_layer(one, translator)]
    return write_base_files(layers)


def map_cases(dataset: Dataset, selection: MapSelection) -> bytes:
    """Write the movement paths of all cases that pass the filters at any time."""
    timeless = replace(selection.timeless.filters, language=selection.language)
    return _map_cases(dataset, dataset.version, repr(timeless), timeless)


@keep(KEPT)
def _map_cases(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    choice: str,  # noqa: ARG001 - part of the cache's key
    _timeless: MapSelection,
) -> bytes:
    translator = translator_of(_dataset, _timeless.language)
    return write_cases(cases_shown(_dataset, _timeless, translator))


def map_mask(dataset: Dataset, selection: MapSelection) -> bytes | None:
    """Tell the map which packed events pass the filters at any time; None when all do."""
    timeless = selection.timeless.filters
    return _map_mask(dataset, dataset.version, repr(timeless), timeless)


@keep(KEPT)
def _map_mask(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    choice: str,  # noqa: ARG001 - part of the cache's key
    _timeless: MapSelection,
) -> bytes | None:
    passes = passes_choices(_dataset, _timeless)
    stands = stand_for_incidents(_dataset.events, passes)
    return pack_mask(packed_events(_dataset), passes, stands)


def packed_events(dataset: Dataset) -> PackedEvents:
    """Pack all events of the data, once for all visitors."""
    return _packed_events(dataset, dataset.version)


@keep(4)
def _packed_events(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
) -> PackedEvents:
    return pack_events(_dataset.events)


def packed_asset(dataset: Dataset) -> WebAsset:
    """Name the packed events by their content, for every visitor."""
    return _packed_asset(dataset, dataset.version)


@keep(4)
def _packed_asset(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - the cache's key
) -> WebAsset:
    return make_asset("events.pack", packed_events(_dataset).content)


def places_asset(dataset: Dataset, language: Language) -> WebAsset:
    """Write what the places of the data are called, for every visitor of a language."""
    return _places_asset(dataset, dataset.version, language)


@keep(8)
def _places_asset(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    language: Language,
) -> WebAsset:
    translator = translator_of(_dataset, language)
    content = write_places(_dataset, translator, AreaFinder.of(_dataset))
    return make_asset(f"places-{language}.json", content)


def find_places(dataset: Dataset, language: Language) -> list[FoundPlace]:
    """List the names a reader may look for."""
    return _find_places(dataset, dataset.version, language)


@keep(8)
def _find_places(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    language: Language,
) -> list[FoundPlace]:
    return list_places(_dataset, translator_of(_dataset, language))


def translator_of(dataset: Dataset, language: Language) -> Translator:
    """Give the words of a language, with the vocabulary tables of the data."""
    return Translator(language, dataset.terms)

"""What stands on the map: the data folder's events, and the datasets that are switched on.

The operator's datasets are combined once for everybody. What a reader brought or decided is
combined in the session, and nothing made of it is kept for others (see `keeping`).
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeAlias

import pandas as pd
import streamlit as st

from sahel_geo.analysis.combining import combine, match_two, rank_joinings
from sahel_geo.analysis.decisions import Decisions
from sahel_geo.analysis.grouping import Joining
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import SHIPPED_ID, DatasetEvents
from sahel_geo.model.maplayer import MapLayer
from sahel_geo.model.report import Problem
from sahel_geo.sources.intake.layers import OwnLayer
from sahel_geo.sources.setinfo import RING_COLORS
from sahel_geo.ui import cache, session
from sahel_geo.ui.settings import Settings
from sahel_geo.ui.uploads import Upload

VERSION_DIGITS = 12

TOLD_APART_BY = [
    "event_id",
    "event_date",
    "latitude",
    "longitude",
    "geo_precision",
    "event_type",
    "title",
    "actor1",
    "fatalities",
]
"""Columns that tell two readings of one file apart: another mapping gives other cells here."""

KEPT_COMBINATIONS = 4
KEPT_PAIRS = 32


@dataclass(frozen=True, eq=False)
class Offer:
    """
    What can stand on the map besides the data folder's events.

    Attributes
    ----------
    shared
        The operator's datasets.
    own
        Those that the reader brought; an id of theirs that the operator uses is the operator's.
    shared_layers, own_layers
        Layers of both.
    problems
        What is wrong with datasets of the operator that cannot be shown.
    """

    shared: tuple[DatasetEvents, ...] = ()
    own: tuple[DatasetEvents, ...] = ()
    shared_layers: tuple[MapLayer, ...] = ()
    own_layers: tuple[MapLayer, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def events(self) -> tuple[DatasetEvents, ...]:
        """All datasets of events, the operator's first."""
        return (*self.shared, *self.own)

    @property
    def layers(self) -> tuple[MapLayer, ...]:
        """All layers, the operator's first."""
        return (*self.shared_layers, *self.own_layers)


@dataclass(frozen=True, eq=False)
class _Prepared:
    """What can be drawn of an upload; its version tells two readings of one file apart."""

    events: DatasetEvents | None
    layers: tuple[MapLayer, ...]


def find_offer(settings: Settings) -> Offer:
    """List what can stand on the map of this session."""
    kept = cache.load_workspace(settings.workspace)
    taken = {one.info.dataset_id for one in kept.events}
    taken |= {one.info.dataset_id for one in kept.layers}
    uploads = session.uploads() if session.has_started() else ()
    if not uploads:
        session.sets().forget_uploads()
    own = [_prepare(one) for one in uploads if one.upload_id not in taken]
    return Offer(
        kept.events,
        tuple(one.events for one in own if one.events is not None),
        tuple(
            _to_map_layer(one.layer, one.info.dataset_id, one.info.version, number)
            for number, one in enumerate(kept.layers)
        ),
        tuple(layer for one in own for layer in one.layers),
        kept.problems,
    )


def _prepare(upload: Upload) -> _Prepared:
    """Prepare an upload once, however many runs ask for it."""
    choices = session.sets()
    known = choices.prepared.get(upload.upload_id)
    if known is None or known[0] is not upload:
        known = (
            upload,
            _Prepared(
                None if upload.events is None else _versioned(upload.events),
                tuple(_layers_of(upload)),
            ),
        )
        choices.prepared[upload.upload_id] = known
        left = {one.upload_id for one in session.uploads()}
        choices.prepared = {name: one for name, one in choices.prepared.items() if name in left}
    prepared: _Prepared = known[1]
    return prepared


def _versioned(one: DatasetEvents) -> DatasetEvents:
    columns = [name for name in TOLD_APART_BY if name in one.events]
    rows = pd.util.hash_pandas_object(pd.DataFrame(one.events)[columns], index=False)
    digest = hashlib.sha256(repr(one.info).encode())
    digest.update(rows.to_numpy().tobytes())
    info = replace(one.info, version=digest.hexdigest()[:VERSION_DIGITS])
    return replace(one, info=info)


def _layers_of(upload: Upload) -> Iterator[MapLayer]:
    for number, layer in enumerate(upload.layers):
        layer_id = upload.upload_id if len(upload.layers) == 1 else f"{upload.upload_id}-{number}"
        digest = hashlib.sha256(repr((layer_id, layer.name, layer.color, layer.source)).encode())
        for shape in layer.frame.geometry.to_wkb():
            digest.update(shape)
        yield _to_map_layer(layer, layer_id, digest.hexdigest()[:VERSION_DIGITS], number)


def _to_map_layer(layer: OwnLayer, layer_id: str, version: str, number: int) -> MapLayer:
    color = layer.color or RING_COLORS[number % len(RING_COLORS)]
    return MapLayer(layer_id, layer.name, color, layer.source, layer.frame, version)


def put_together(dataset: Dataset, offer: Offer, translator: Translator) -> Dataset:
    """
    Put what is switched on beside the data folder's events.

    Parameters
    ----------
    dataset
        The data folder's.
    offer
        What can be switched on.
    translator
        For what is said while it takes long.

    Returns
    -------
    dataset
        Kept for everybody where nothing of this session is in it, else kept in the session.
    """
    session.sets().shown = combined = _put_together(dataset, offer, translator)
    return combined


def _put_together(dataset: Dataset, offer: Offer, translator: Translator) -> Dataset:
    choices = session.sets()
    shared = tuple(one for one in offer.shared if one.info.dataset_id not in choices.hidden)
    own = tuple(one for one in offer.own if one.info.dataset_id not in choices.hidden)
    layers = tuple(one for one in offer.layers if one.layer_id not in choices.hidden)
    if not (shared or own or layers):
        choices.combined = None
        return dataset
    decided = choices.decisions if shared or own else Decisions()
    is_private = bool(own) or bool({*layers} & {*offer.own_layers}) or decided != Decisions()
    key = _key_of(dataset, (*shared, *own), layers)
    if not is_private:
        choices.combined = None
        return _combine_shared(dataset, shared, layers, key)
    if choices.combined is None or choices.combined[0] != (key, decided):
        with st.spinner(translator.text("sets.combining")):
            joinings = _match_all(dataset, shared, own)
            combined = _combine(dataset, (*shared, *own), layers, decided, joinings)
        choices.combined = (key, decided), replace(combined, is_private=True)
    return choices.combined[1]


def _key_of(dataset: Dataset, sets: Sequence[DatasetEvents], layers: Sequence[MapLayer]) -> str:
    """Name what is combined: datasets by all that is known of them, layers by their version."""
    names = [f"{one.layer_id} {one.version} {one.name} {one.color}" for one in layers]
    return "\n".join([dataset.version, *(repr(one.info) for one in sets), *names])


@st.cache_resource(show_spinner=False, max_entries=KEPT_COMBINATIONS)
def _combine_shared(
    _dataset: Dataset,
    _sets: tuple[DatasetEvents, ...],
    _layers: tuple[MapLayer, ...],
    key: str,  # noqa: ARG001 - the cache's key
) -> Dataset:
    return _combine(_dataset, _sets, _layers, Decisions(), _match_all(_dataset, _sets, ()))


def _combine(
    dataset: Dataset,
    sets: tuple[DatasetEvents, ...],
    layers: tuple[MapLayer, ...],
    decisions: Decisions,
    joinings: Sequence[Joining],
) -> Dataset:
    combined = combine(dataset, sets, decisions, joinings=joinings)
    if not layers:
        return combined
    parts = [combined.version, *(f"{one.layer_id} {one.version}" for one in layers)]
    version = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:VERSION_DIGITS]
    return replace(combined, own_layers=layers, version=version)


Side: TypeAlias = tuple[str, str, pd.DataFrame]
"""Id, version and events of a dataset."""


def _match_all(
    dataset: Dataset, shared: Sequence[DatasetEvents], own: Sequence[DatasetEvents]
) -> tuple[Joining, ...]:
    """Match every two datasets, the operator's for everybody, the reader's in the session."""
    operators: list[Side] = [(SHIPPED_ID, dataset.version, dataset.events)]
    operators += [(one.info.dataset_id, one.info.version, one.events) for one in shared]
    readers: list[Side] = [(one.info.dataset_id, one.info.version, one.events) for one in own]
    found = [
        _match_shared(f"{left[:2]} {right[:2]}", left, right)
        for left, right in combinations(operators, 2)
    ]
    pairs = [*((left, right) for right in readers for left in operators)]
    pairs += combinations(readers, 2)
    found += [_match_own(left, right) for left, right in pairs]
    return rank_joinings(joining for part in found for joining in part)


@st.cache_resource(show_spinner=False, max_entries=KEPT_PAIRS)
def _match_shared(
    key: str,  # noqa: ARG001 - the cache's key
    _left: Side,
    _right: Side,
) -> tuple[Joining, ...]:
    return _match(_left, _right)


def _match_own(left: Side, right: Side) -> tuple[Joining, ...]:
    matches, key = session.sets().matches, (repr(left[:2]), repr(right[:2]))
    if key not in matches:
        while len(matches) >= KEPT_PAIRS:
            matches.pop(next(iter(matches)))
        matches[key] = _match(left, right)
    return matches[key]


def _match(left: Side, right: Side) -> tuple[Joining, ...]:
    return match_two(left[0], left[2], right[0], right[2])

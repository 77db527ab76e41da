"""What the page of cases keeps between runs, see `cache`. Read-only and shared.

The map's page asks for nothing of it.
"""

import pandas as pd

from sahel_geo.analysis.captivity import (
    Grouping,
    HeldCurve,
    Unit,
    estimate_all,
    held_curve,
    part_by_size,
    summarise_by,
)
from sahel_geo.analysis.casebook import list_cases
from sahel_geo.analysis.flows import Flow, count_flows
from sahel_geo.analysis.survival import Survival
from sahel_geo.cartography.cards.card import CardItem
from sahel_geo.cartography.cards.legs import LegFactWriter
from sahel_geo.cartography.narrative import Narrative, compose_narrative
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import FlowLevel, Language
from sahel_geo.ui.cache import KEPT, translator_of
from sahel_geo.ui.keeping import keep

DATASETS = 4
"""Datasets of which figures are kept: those of before and after a change of the files."""


def casebook(dataset: Dataset) -> pd.DataFrame:
    """List all cases with what the list and the figures ask of them."""
    return _casebook(dataset, dataset.version)


@keep(DATASETS)
def _casebook(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - the cache's key
) -> pd.DataFrame:
    return list_cases(_dataset)


def narrative(dataset: Dataset, case_id: str, language: Language) -> Narrative | None:
    """Compose the narrative of a case; None for one of which nothing is told."""
    return _narrative(dataset, dataset.version, case_id, language)


@keep(KEPT)
def _narrative(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    case_id: str,
    language: Language,
) -> Narrative | None:
    return compose_narrative(_dataset, case_id, translator_of(_dataset, language))


def legs(dataset: Dataset, case_id: str, language: Language) -> tuple[CardItem, ...]:
    """Write the facts of the legs of a case: walking through it asks for them at every step."""
    return _legs(dataset, dataset.version, case_id, language)


@keep(KEPT)
def _legs(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    case_id: str,
    language: Language,
) -> tuple[CardItem, ...]:
    return tuple(LegFactWriter(translator_of(_dataset, language), _dataset).items(case_id))


def flows(dataset: Dataset, level: FlowLevel) -> tuple[Flow, ...]:
    """Add up the movements of all cases between areas."""
    return _flows(dataset, dataset.version, level)


@keep(DATASETS * len(FlowLevel))
def _flows(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    level: FlowLevel,
) -> tuple[Flow, ...]:
    return count_flows(_dataset, level)


def groups(dataset: Dataset, by: Grouping, unit: Unit) -> pd.DataFrame:
    """Compare how long captivity lasts in groups, see `summarise_by`."""
    return _groups(dataset, dataset.version, by, unit)


@keep(DATASETS * len(Grouping) * len(Unit))
def _groups(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    by: Grouping,
    unit: Unit,
) -> pd.DataFrame:
    return summarise_by(casebook(_dataset), by, unit)


def survival(dataset: Dataset, unit: Unit, *, is_mass: bool = False) -> Survival:
    """Estimate how long captivity lasts over all cases, see `estimate_all`."""
    return _survival(dataset, dataset.version, unit, is_mass)


@keep(DATASETS * 2 * len(Unit))
def _survival(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    unit: Unit,
    is_mass: bool,  # noqa: FBT001 - part of the cache's key
) -> Survival:
    return estimate_all(casebook(_dataset), unit, is_mass=is_mass)


def held(dataset: Dataset, *, with_mass: bool) -> HeldCurve:
    """Count the people held on any day, with or without those of mass seizures."""
    return _held(dataset, dataset.version, with_mass)


@keep(DATASETS * 2)
def _held(
    _dataset: Dataset,
    version: str,  # noqa: ARG001 - part of the cache's key
    with_mass: bool,  # noqa: FBT001 - part of the cache's key
) -> HeldCurve:
    others, _ = part_by_size(casebook(_dataset))
    return held_curve(_dataset, None if with_mass else others)

"""A hostage case as layers in words of one language: what its files hold, whatever their kind.

No geometry is made from the coordinates of a place that was never disclosed, and of an open case
that is shown to its country only nothing finer is left to write (see `analysis.care`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import Geometry, LineString, MultiPolygon, Point

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.crossings import CountryFinder
from sahel_geo.analysis.legfacts import describe_legs
from sahel_geo.analysis.movements import build_trajectories
from sahel_geo.cartography.composition.paths import case_name
from sahel_geo.export.casefacts import write_credit, write_facts
from sahel_geo.export.caserows import (
    FOOTPRINT_COLUMNS,
    LEG_COLUMNS,
    STEP_COLUMNS,
    CaseRowWriter,
)
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import WGS84

DECIMALS = 5
"""Decimals of degrees in areas: a metre, finer than any place is known."""


@dataclass(frozen=True, eq=False)
class CaseLayers:
    """
    A case in words of one language.

    Attributes
    ----------
    case_id, name
        The case.
    facts, credit
        Its file and what must be credited, by name (see `casefacts`).
    steps
        Its reports (`STEP_COLUMNS`), with points in WGS84; None where the place is not disclosed.
    legs
        Its legs (`LEG_COLUMNS`) as lines of two points: no line is a route.
    footprints
        Where imprecise reports may have been (`FOOTPRINT_COLUMNS`), as areas; reports of one area
        share a row.
    """

    case_id: str
    name: str
    facts: Mapping[str, str]
    credit: Mapping[str, str]
    steps: gpd.GeoDataFrame
    legs: gpd.GeoDataFrame
    footprints: gpd.GeoDataFrame


def build_case_layers(dataset: Dataset, case_id: str, translator: Translator) -> CaseLayers:
    """
    Gather what is told of a case.

    Parameters
    ----------
    dataset
        Everything there is.
    case_id
        The case.
    translator
        The language of every word; codes and the names of columns stay English.

    Returns
    -------
    layers
        Whatever of it the data tell.

    Raises
    ------
    SahelGeoError
        `unknown_case`, if neither a row nor a step names the case.
    """
    own = dataset.steps.loc[dataset.steps["case_id"] == case_id]
    if dataset.case(case_id) is None and own.empty:
        rule = "unknown_case"
        raise SahelGeoError(rule, got=case_id)
    rows = {str(row["event_id"]): row for row in own.to_dict("records")}
    writer = CaseRowWriter(rows, translator, AreaFinder.of(dataset))
    steps = [step for trajectory in build_trajectories(own) for step in trajectory.steps]
    legs = describe_legs(dataset, case_id, CountryFinder.of(dataset))
    footprints = list(writer.footprints(steps))
    return CaseLayers(
        case_id=case_id,
        name=case_name(dataset, case_id, translator),
        facts=write_facts(dataset, case_id, translator),
        credit=write_credit(dataset, translator),
        steps=_make_layer(
            [writer.step(step) for step in steps],
            STEP_COLUMNS,
            [Point(step.point) if step.is_known_place else None for step in steps],
        ),
        legs=_make_layer(
            [writer.leg(number, facts) for number, facts in enumerate(legs, start=1)],
            LEG_COLUMNS,
            [LineString([facts.leg.start.point, facts.leg.end.point]) for facts in legs],
        ),
        footprints=_make_layer(
            [row for row, _ in footprints],
            FOOTPRINT_COLUMNS,
            [_tidy_area(area) for _, area in footprints],
        ),
    )


def _tidy_area(area: Geometry) -> MultiPolygon:
    """Round an area's corners and turn its rings the way files want them."""
    flat = shapely.force_2d(area)
    rounded = shapely.transform(flat, lambda corners: np.round(corners, DECIMALS))
    return MultiPolygon(shapely.get_parts(shapely.orient_polygons(rounded)).tolist())


def _make_layer(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], shapes: Sequence[Geometry | None]
) -> gpd.GeoDataFrame:
    table = pd.DataFrame(list(rows), columns=list(columns)).astype(dict(columns))
    return gpd.GeoDataFrame(table, geometry=list(shapes), crs=WGS84)

"""Everything the dashboard knows, as frames; never changed, only replaced."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from sahel_geo.model.columns import ACTOR_SEPARATOR
from sahel_geo.model.datasets import DatasetInfo
from sahel_geo.model.maplayer import MapLayer
from sahel_geo.model.period import Period
from sahel_geo.model.searchtext import fold_events
from sahel_geo.model.terms import Terms
from sahel_geo.model.vocabulary import LayerFile, RasterFile


@dataclass(frozen=True, eq=False)
class Dataset:
    """
    The tables and layers of a data folder, or a part of them after filtering.

    Attributes
    ----------
    events
        Accepted rows of `events.csv` as `schema.EVENTS` says, sorted by `event_date`, with
        points in WGS84 (rows of geo_precision 4 have a label point that is never drawn) and the
        derived days `first_day` and `last_day` and the number of their `place` (see `places`).
        After filtering also `time_certainty` and `is_incident` (see `filtering`).
    steps
        Rows of `events` with a case and a stage, in file order: whole cases, also after
        filtering, when they are those of the cases shown.
    cases
        Accepted rows of `hostage_cases.csv`, all of them, indexed by `case_id`.
    layers
        Frames by file, all in WGS84; a layer that could not be read is absent.
    rasters
        Picture files by name; one that could not be read is absent.
    terms
        Words for codes in both languages.
    version
        Twelve hexadecimal digits of a hash over the input files.
    """

    events: gpd.GeoDataFrame
    steps: gpd.GeoDataFrame
    cases: pd.DataFrame
    layers: Mapping[LayerFile, gpd.GeoDataFrame]
    rasters: Mapping[RasterFile, Path]
    terms: Terms
    version: str
    period: Period
    """First to last day of any event of the whole data folder."""
    datasets: tuple[DatasetInfo, ...] = ()
    """The imported datasets whose events stand beside those of the data folder; if any,
    `events` has a column `dataset` (see `analysis.combining`)."""
    own_layers: tuple[MapLayer, ...] = ()
    """Layers that a reader or the operator brought, from bottom to top."""
    is_private: bool = False
    """One reader brought part of it: nothing made of it may be kept for others."""

    def case(self, case_id: str) -> "pd.Series[Any] | None":
        """Give the row of a case; None for a case that steps name but no row describes."""
        if case_id not in self.cases.index:
            return None
        row = self.cases.loc[case_id]
        assert isinstance(row, pd.Series), "case_id is unique"
        return row

    @property
    def latest_day(self) -> date:
        """The day up to which the data go."""
        return self.period.end

    # What every run of the page asks of all events is worked out once for each dataset: it only
    # depends on frames that never change.

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The codes of the countries that events name, sorted."""
        return tuple(sorted(self.events["country"].unique()))

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The actors that events name, each once, sorted."""
        cells = {*self.events["actor1"].unique(), *self.events["actor2"].unique()}
        return tuple(
            sorted({name for cell in cells for name in cell.split(ACTOR_SEPARATOR) if name})
        )

    @cached_property
    def search_texts(self) -> "pd.Series[str]":
        """What a search looks at, a folded text an event, on the index of `events`."""
        return fold_events(self.events, self.cases)

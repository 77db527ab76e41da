"""Choose the events of a selection, and with them the cases that are shown whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.analysis.remembering import remember
from sahel_geo.model.columns import ACTOR_SEPARATOR
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period, TimeCertainty
from sahel_geo.model.searchtext import fold
from sahel_geo.model.selection import KnownCodes, MapSelection
from sahel_geo.model.vocabulary import REPORT_STAGES

Truths: TypeAlias = npt.NDArray[np.bool_]
Certainties: TypeAlias = npt.NDArray[np.str_]
Stands: TypeAlias = npt.NDArray[np.int8]
Rows: TypeAlias = npt.NDArray[np.intp]

KEPT_CHOICES = 4
"""Choices whose answers are kept while the period moves: two truth values an event."""

CERTAINTIES = ("", TimeCertainty.POSSIBLE.value, TimeCertainty.CERTAIN.value)
"""How an event stands to a period: out of it, possibly in it, certainly in it."""

TIME_CERTAINTY, IS_INCIDENT = DERIVED = ("time_certainty", "is_incident")
"""Columns that events have after filtering only."""


@dataclass(frozen=True, eq=False)
class ChosenEvents:
    """
    The events of a selection as numbers of rows; their columns are made when they are asked for.

    Attributes
    ----------
    dataset
        Everything there is.
    rows
        Which rows of `dataset.events` are chosen, rising.
    stands
        How each of them stands to the period: its place in `CERTAINTIES`, never 0.
    are_incidents
        Which of them stand for an incident, see `stand_for_incidents`.
    """

    dataset: Dataset
    rows: Rows
    stands: Stands
    are_incidents: Truths

    def __len__(self) -> int:
        """How many events are chosen."""
        return len(self.rows)

    def frame(self, columns: Sequence[str] | None = None) -> gpd.GeoDataFrame:
        """
        Give the chosen events, all columns or some.

        Parameters
        ----------
        columns
            Of all events, or `time_certainty` (see `sort_by_period`) and `is_incident` (see
            `stand_for_incidents`); None gives all with both. Without `geometry` among them the
            frame has no places.

        Returns
        -------
        events
            In the order of all events.
        """
        events = self.dataset.events
        if columns is not None:
            events = events[[name for name in columns if name not in DERIVED]]
        return self._derive(keep_rows(events, self.rows), slice(None), columns or DERIVED)

    def part(self, start: int, stop: int) -> gpd.GeoDataFrame:
        """Give some of the chosen events, from one to before another, with all columns."""
        some = slice(start, stop)
        return self._derive(self.dataset.events.take(self.rows[some]), some, DERIVED)

    def _derive(
        self, events: gpd.GeoDataFrame, some: slice, wanted: Sequence[str]
    ) -> gpd.GeoDataFrame:
        derived: dict[str, Any] = {}
        if TIME_CERTAINTY in wanted:
            derived[TIME_CERTAINTY] = pd.array(CERTAINTIES, dtype="str").take(self.stands[some])
        if IS_INCIDENT in wanted:
            derived[IS_INCIDENT] = self.are_incidents[some]
        return events.assign(**derived)


def choose_events(dataset: Dataset, selection: MapSelection) -> ChosenEvents:
    """
    Choose the events of a selection, without copying them.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        What the reader chose; an empty choice keeps everything.

    Returns
    -------
    chosen
        The events that `filter_dataset` gives.
    """
    choices = _choose(dataset, selection.filters.timeless)
    stands = _stand_to(dataset.events, selection.days(dataset.period))
    rows = np.flatnonzero(choices.passes & (stands > 0))
    return ChosenEvents(dataset, rows, stands[rows], choices.are_incidents[rows])


def filter_dataset(dataset: Dataset, selection: MapSelection) -> Dataset:
    """
    Keep the events of a selection and the whole cases they belong to.

    Filters choose events; a case is shown whole when any of its steps passes or when it is
    picked, so actor, type and confidence filters never cut a path in two. An event that is only
    related to a case does not show its path.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        What the reader chose; an empty choice keeps everything.

    Returns
    -------
    dataset
        `events` with the columns `time_certainty` (see `sort_by_period`) and `is_incident` (see
        `stand_for_incidents`), and the `steps` of the cases shown.
    """
    events = choose_events(dataset, selection).frame()
    return replace(dataset, events=events, steps=_steps_of_cases(dataset, events, selection))


@dataclass(frozen=True, eq=False)
class _Choices:
    """Which events pass whatever the time is, and which of them stand for an incident."""

    passes: Truths
    are_incidents: Truths


@remember(KEPT_CHOICES)
def _choose(dataset: Dataset, choices: MapSelection) -> _Choices:
    passes = passes_choices(dataset, choices)
    return _Choices(passes, stand_for_incidents(dataset.events, passes))


def filter_steps(dataset: Dataset, selection: MapSelection) -> gpd.GeoDataFrame:
    """Give the steps of the cases that pass every choice but time, without sorting all events."""
    steps = dataset.steps
    passing = steps.loc[_passes(dataset, steps, selection)]
    return _steps_of_cases(dataset, passing, selection)


def _steps_of_cases(
    dataset: Dataset, passing: pd.DataFrame, selection: MapSelection
) -> gpd.GeoDataFrame:
    """Give the steps, whole, of the cases picked and of those with a step that passes."""
    is_step = (passing["hostage_stage"] != "").to_numpy()
    cases = {*passing["case_id"].to_numpy()[is_step], *selection.cases}
    return dataset.steps.loc[dataset.steps["case_id"].isin(cases)]


def keep_rows(events: gpd.GeoDataFrame, rows: Rows) -> gpd.GeoDataFrame:
    """
    Keep rows of a frame, at the cost of those that do not stand together.

    A run of rows shares its texts with the frame it comes from, and events are sorted by day: a
    period of 115,000 events is kept in a quarter of the time that copying them takes.

    Parameters
    ----------
    events
        Events in any order.
    rows
        Numbers of the rows, rising.

    Returns
    -------
    events
        The same columns, order and index.
    """
    if len(rows) == len(events):
        return events.copy(deep=False)
    start, stop = _longest_run(rows)
    if stop - start <= len(rows) // 2:
        return events.take(rows)
    run = events.iloc[rows[start] : rows[stop - 1] + 1]
    if stop - start == len(rows):
        return run
    return pd.concat([events.take(rows[:start]), run, events.take(rows[stop:])])


def _longest_run(rows: Rows) -> tuple[int, int]:
    """Give where in rising row numbers the longest run of neighbours begins and ends."""
    edges = np.concatenate([[0], np.flatnonzero(np.diff(rows) != 1) + 1, [len(rows)]])
    longest = int(np.argmax(np.diff(edges)))
    return int(edges[longest]), int(edges[longest + 1])


def sort_by_period(events: pd.DataFrame, period: Period) -> Certainties:
    """
    Tell how each event stands to a period, its first and last day included.

    Parameters
    ----------
    events
        Events with `first_day` and `last_day`, both inclusive.
    period
        The days looked at.

    Returns
    -------
    certainty
        The value of `TimeCertainty` for each row: certain when the whole interval lies inside the
        period, possible when it only overlaps it; empty when it lies outside.
    """
    return np.array(CERTAINTIES)[_stand_to(events, period)]


def _stand_to(events: pd.DataFrame, period: Period) -> Stands:
    """Tell for each event its place in `CERTAINTIES`."""
    start, end = np.datetime64(period.start, "us"), np.datetime64(period.end, "us")
    first, last = events["first_day"].to_numpy(), events["last_day"].to_numpy()
    overlaps = (first <= end) & (last >= start)
    inside = (first >= start) & (last <= end)
    return overlaps.view(np.int8) + inside.view(np.int8)


def passes_choices(dataset: Dataset, selection: MapSelection) -> Truths:
    """
    Tell which events pass every choice but time.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        What the reader chose; period and window do not matter.

    Returns
    -------
    passes
        One truth value for each row of `dataset.events`.
    """
    return _passes(dataset, dataset.events, selection)


def _passes(dataset: Dataset, rows: pd.DataFrame, selection: MapSelection) -> Truths:
    """Tell which rows of a dataset's events pass every choice but time."""
    passes = np.ones(len(rows), dtype=bool)
    for column, values in (
        ("country", selection.countries),
        ("event_type", selection.event_types),
        ("confidence", selection.confidence),
        ("case_id", selection.cases),
    ):
        if values:
            passes &= rows[column].isin([str(value) for value in values]).to_numpy()
    if selection.hostage_only:
        passes &= (rows["case_id"] != "").to_numpy()
    if selection.actors:
        named = _names_any(rows["actor1"], selection.actors)
        passes &= (named | _names_any(rows["actor2"], selection.actors)).to_numpy()
    if selection.text:
        texts = dataset.search_texts
        passes &= contains_words(
            texts if len(rows) == len(texts) else texts[rows.index], selection.text
        )
    return passes


def stand_for_incidents(events: pd.DataFrame, passes: Truths) -> Truths:
    """
    Tell which of the events that pass stand for an incident, so that each is counted once.

    Steps that only report on captives (moved, held, …) do not; of rows that share a `joint_id`
    the first that passes stands for all. Time does not matter, so that what stands for an
    incident does not change while a window moves.

    Parameters
    ----------
    events
        Events, as they come.
    passes
        One truth value a row: which pass every choice but time.

    Returns
    -------
    stands
        One truth value a row.
    """
    reports = [str(stage) for stage in REPORT_STAGES]
    stands = passes & ~events["hostage_stage"].isin(reports).to_numpy()
    joint = stands & (events["joint_id"] != "").to_numpy()
    repeats = events.loc[joint, "joint_id"].duplicated().to_numpy()
    stands[np.flatnonzero(joint)[repeats]] = False
    return stands


def known_codes(dataset: Dataset) -> KnownCodes:
    """List the countries, actors and cases of a dataset, to check a link or options against."""
    return KnownCodes(
        countries=frozenset(dataset.countries),
        actors=frozenset(dataset.actors),
        cases=frozenset(dataset.cases.index),
    )


def contains_words(texts: "pd.Series[str]", words: str) -> Truths:
    """
    Tell which texts hold every word of a search, accents and capitals aside.

    Parameters
    ----------
    texts
        Folded texts, such as `Dataset.search_texts`.
    words
        Words parted by spaces; each must occur, also inside a longer word.

    Returns
    -------
    found
        One truth value a text.
    """
    found = np.ones(len(texts), dtype=bool)
    for word in fold(words).split():
        found &= texts.str.contains(word, regex=False).to_numpy()
    return found


def _names_any(cells: "pd.Series[str]", actors: tuple[str, ...]) -> "pd.Series[bool]":
    wanted = set(actors)
    naming = [cell for cell in cells.unique() if wanted & set(cell.split(ACTOR_SEPARATOR))]
    return cells.isin(naming)

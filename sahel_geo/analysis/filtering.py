"""Choose the events of a selection, and with them the cases that are shown whole."""

import unicodedata
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period, TimeCertainty
from sahel_geo.model.selection import KnownCodes, MapSelection

SEARCHED_COLUMNS = (
    "title",
    "title_fr",
    "summary",
    "summary_fr",
    "location",
    "location_fr",
    "admin1",
    "actor1",
    "actor2",
    "case_id",
)


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
        `events` with a column `time_certainty`, and the `steps` of the cases shown.
    """
    events = filter_by_period(dataset.events, selection.period or dataset.period)
    events = events.loc[_passes_choices(events, dataset, selection)]
    passing = set(events.loc[events["hostage_stage"] != "", "case_id"])
    steps = dataset.steps.loc[dataset.steps["case_id"].isin(passing | set(selection.cases))]
    return replace(dataset, events=events, steps=steps)


def filter_by_period(events: gpd.GeoDataFrame, period: Period) -> gpd.GeoDataFrame:
    """
    Keep the events that may have happened in a period, its first and last day included.

    Parameters
    ----------
    events
        Events with `first_day` and `last_day`, both inclusive.
    period
        The days to keep.

    Returns
    -------
    events
        The same columns and order, and `time_certainty`: certain when the whole interval lies
        inside the period, possible when it only overlaps it.
    """
    start, end = pd.Timestamp(period.start), pd.Timestamp(period.end)
    kept = events.loc[(events["first_day"] <= end) & (events["last_day"] >= start)]
    inside = (kept["first_day"] >= start) & (kept["last_day"] <= end)
    certainty = inside.map({True: TimeCertainty.CERTAIN.value, False: TimeCertainty.POSSIBLE.value})
    return kept.assign(time_certainty=certainty.astype(str))


def _passes_choices(
    events: gpd.GeoDataFrame, dataset: Dataset, selection: MapSelection
) -> "pd.Series[bool]":
    passes = pd.Series(data=True, index=events.index)
    for column, values in (
        ("country", selection.countries),
        ("event_type", selection.event_types),
        ("confidence", selection.confidence),
        ("case_id", selection.cases),
    ):
        if values:
            passes &= events[column].isin([str(value) for value in values])
    if selection.hostage_only:
        passes &= events["case_id"] != ""
    if selection.actors:
        passes &= _names_any(events["actor1"], selection.actors) | _names_any(
            events["actor2"], selection.actors
        )
    if selection.text:
        passes &= contains_words(events, dataset.cases, selection.text)
    return passes


def list_actors(events: pd.DataFrame) -> tuple[str, ...]:
    """List the actors named in events, each once, sorted; ` / ` parts several in one cell."""
    cells = {*events["actor1"].unique(), *events["actor2"].unique()}
    return tuple(sorted({name for cell in cells for name in cell.split(" / ") if name}))


def known_codes(dataset: Dataset) -> KnownCodes:
    """List the countries, actors and cases of a dataset, to check a link or options against."""
    return KnownCodes(
        countries=frozenset(dataset.events["country"]),
        actors=frozenset(list_actors(dataset.events)),
        cases=frozenset(dataset.cases.index),
    )


def _names_any(cells: "pd.Series[str]", actors: tuple[str, ...]) -> "pd.Series[bool]":
    wanted = set(actors)
    naming = [cell for cell in cells.unique() if wanted & set(cell.split(" / "))]
    return cells.isin(naming)


def contains_words(events: pd.DataFrame, cases: pd.DataFrame, text: str) -> "pd.Series[bool]":
    """
    Tell which events hold every word of a search, accents and capitals aside.

    Parameters
    ----------
    events
        Events; titles, summaries, places, actors and the case's name, both languages.
    cases
        Cases by `case_id`, for their names.
    text
        Words parted by spaces; each must occur, also inside a longer word.

    Returns
    -------
    found
        One truth value a row.
    """
    case_names = dict(zip(cases.index, cases["name"] + "\n" + cases["name_fr"], strict=True))
    haystack = events["case_id"].map(lambda case_id: case_names.get(case_id, "")).astype(str)
    for column in SEARCHED_COLUMNS:
        haystack = haystack + "\n" + events[column].astype(str)
    folded = haystack.map(fold)
    found = pd.Series(data=True, index=events.index)
    for word in fold(text).split():
        found &= folded.str.contains(word, regex=False)
    return found


def fold(text: str) -> str:
    """Write a text without accents and capitals, for comparing."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()

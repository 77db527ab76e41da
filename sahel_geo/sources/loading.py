"""Load a data folder: everything that can be used of it, and what was wrong with the rest."""

from datetime import date

import geopandas as gpd
import pandas as pd

from sahel_geo.model.columns import CellType
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import WGS84
from sahel_geo.model.period import Period, event_intervals
from sahel_geo.model.places import number_places
from sahel_geo.model.report import ValidationReport
from sahel_geo.model.schema import CASES, TableFile
from sahel_geo.model.terms import Terms
from sahel_geo.model.vocabulary import Language, LayerFile
from sahel_geo.sources.case_checks import find_steps
from sahel_geo.sources.catalog import Catalog
from sahel_geo.sources.reading import ReadFiles, Rows, read_files
from sahel_geo.sources.validation import build_reports


def load_dataset(catalog: Catalog) -> tuple[Dataset, ValidationReport]:
    """
    Load a data folder.

    Parameters
    ----------
    catalog
        Where the files are.

    Returns
    -------
    dataset, report
        All rows and layers that can be used, and what was wrong with the others.

    Raises
    ------
    SahelGeoError
        `no_events`, if there is no table of events to show; the other files may be missing.
    """
    files = read_files(catalog)
    events = files.rows.get(TableFile.EVENTS)
    if events is None:
        rule = "no_events"
        raise SahelGeoError(rule, file=catalog.path(TableFile.EVENTS))
    report = ValidationReport.merge(build_reports(files).values())
    accepted_cases = files.rows.get(TableFile.CASES)
    cases = build_cases(accepted_cases.frame if accepted_cases else None)
    return build_dataset(files, build_events(events.frame, cases), cases), report


def build_dataset(files: ReadFiles, events: gpd.GeoDataFrame, cases: pd.DataFrame) -> Dataset:
    """Put frames together; layers of which nothing could be used are left out."""
    layers = {
        file: rows.frame.reset_index(drop=True)
        for file, rows in files.rows.items()
        if isinstance(file, LayerFile) and len(rows.frame)
    }
    return Dataset(
        events=events,
        steps=find_steps(events).sort_values("row"),
        cases=cases,
        layers=layers,
        rasters=files.pictures,
        terms=build_terms(files.rows),
        version=files.version,
        period=find_period(events),
    )


def build_events(rows: pd.DataFrame, cases: pd.DataFrame) -> gpd.GeoDataFrame:
    """
    Sort accepted rows of `events.csv` by date and add what is derived from them.

    Parameters
    ----------
    rows
        Typed rows, indexed by spreadsheet row.
    cases
        Cases indexed by `case_id`; a step's interval never begins before its case.

    Returns
    -------
    events
        The rows with `row`, `first_day`, `last_day`, `place` and points, indexed from 0.
    """
    events = rows.assign(row=rows.index.astype("int64"))
    events = events.sort_values("event_date", kind="stable").reset_index(drop=True)
    intervals = event_intervals(events)
    is_step = events["hostage_stage"] != ""
    begun = cases["abducted_on"].reindex(events["case_id"].where(is_step)).set_axis(events.index)
    is_early = (intervals["first_day"] < begun) & (begun <= intervals["last_day"])
    events = events.assign(
        first_day=intervals["first_day"].where(~is_early, begun),
        last_day=intervals["last_day"],
        place=number_places(events),
    )
    points = gpd.points_from_xy(events["longitude"], events["latitude"], crs=WGS84)
    return gpd.GeoDataFrame(events, geometry=points)


def build_cases(cases: pd.DataFrame | None) -> pd.DataFrame:
    """Index accepted cases by `case_id`; without the file give no rows of the right columns."""
    if cases is None:
        dtypes = {CellType.DAY: "datetime64[us]", CellType.WHOLE_NUMBER: "int64"}
        cases = pd.DataFrame(
            {
                name: pd.Series(dtype=dtypes.get(column.metadata["cell"], "str"))
                for name, column in CASES.columns.items()
            }
        )
    cases = cases.astype(dict.fromkeys(cases.select_dtypes("int64").columns, "Int64"))
    return cases.set_index(pd.Index(cases["case_id"], name=None))


def build_terms(rows: Rows) -> Terms:
    """Gather the words of the vocabulary and of the actors; an empty one is left out."""
    words: dict[Language, dict[tuple[str, str], str]] = {language: {} for language in Language}
    if TableFile.VOCABULARY in rows:
        vocabulary = rows[TableFile.VOCABULARY].frame
        for kind, code, english, french in zip(
            *(vocabulary[column] for column in ("kind", "code", "en", "fr")), strict=True
        ):
            words[Language.ENGLISH][kind, code] = english
            words[Language.FRENCH][kind, code] = french
    if TableFile.ACTORS in rows:
        actors = rows[TableFile.ACTORS].frame
        for actor, french in zip(actors["actor"], actors["actor_fr"], strict=True):
            words[Language.ENGLISH]["actor", actor] = actor
            words[Language.FRENCH]["actor", actor] = french
    return Terms(words)


def find_period(events: pd.DataFrame) -> Period:
    """Give the days from the first to the last of any event; today, when there is none."""
    if events.empty:
        today = date.today()  # noqa: DTZ011 - the reader's own day
        return Period(today, today)
    return Period(events["first_day"].min().date(), events["last_day"].max().date())

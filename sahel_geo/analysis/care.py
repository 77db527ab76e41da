"""Keep the whereabouts of people who may still be held to what cannot harm them: the country.

A case without an end date is open. Its steps, and any row of another case that is the same event
(by `joint_id`), keep their day, stage, people, parties, confidence and sources; their place goes
to the country of the row, and their title and summary, which tell of quarters and roads, give way
to the name of the case and the stage. What the table of cases says of a case stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import WGS84, WINDOW
from sahel_geo.model.places import STATEMENT, number_places
from sahel_geo.model.vocabulary import (
    END_STAGES,
    UNSPECIFIED_REGION,
    GeoPrecision,
    HostageStage,
    Language,
    LayerFile,
)

WITHHELD = "place_withheld"
"""Column of events and steps: whether the place is known better than it is told here."""


def find_open_cases(dataset: Dataset) -> frozenset[str]:
    """
    Find the cases of which nobody has told the end.

    Parameters
    ----------
    dataset
        Cases, and the steps of all of them.

    Returns
    -------
    case_ids
        Cases without `ended_on`. Of a case that steps name and no row describes, the last step
        decides: it is over when that is an end, or the way home after it.
    """
    cases = dataset.cases
    undated = set(cases.index[cases["ended_on"].isna()])
    stages = dataset.steps.groupby("case_id", sort=False)["hostage_stage"].last()
    over = {*END_STAGES, HostageStage.RETURNED}
    untold = {
        case_id for case_id, stage in stages.items() if HostageStage(stage) not in over
    } - set(cases.index)
    return frozenset(map(str, undated | untold))


def blur_open_cases(dataset: Dataset) -> Dataset:
    """
    Show the steps of open cases at the precision of their country.

    Parameters
    ----------
    dataset
        Everything there is, as it was loaded.

    Returns
    -------
    dataset
        The same dataset when it has no open case. Else `events` and `steps` have the column
        `place_withheld`, and where that is true `geo_precision` 4, the country as `location`, no
        region, and the label point of the country as coordinates (never drawn, as for any row of
        precision 4; the middle of the base map when the country is not on it). Places are
        numbered anew and `version` is another one, derived from that of the files, because
        caches and links tell datasets apart by it.
    """
    open_cases = find_open_cases(dataset)
    hidden = _rows_of(dataset.events, open_cases)
    if not hidden.any():
        return dataset
    countries = _read_countries(dataset)
    events = _blur_rows(dataset.events, hidden, countries, dataset)
    events = events.assign(place=number_places(events))
    steps = _blur_rows(dataset.steps, _hidden_steps(dataset, hidden), countries, dataset)
    steps = steps.assign(place=events["place"].reindex(steps.index))
    version = sha256(f"{dataset.version} open cases to the country".encode()).hexdigest()
    return replace(dataset, events=events, steps=steps, version=version[:12])


def _rows_of(events: pd.DataFrame, open_cases: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Tell which rows are steps of open cases, or one real event with such a step."""
    is_step = (events["case_id"].isin(open_cases) & (events["hostage_stage"] != "")).to_numpy()
    joint = set(events.loc[is_step, "joint_id"]) - {""}
    together: npt.NDArray[np.bool_] = events["joint_id"].isin(joint).to_numpy()
    return is_step | together


def _hidden_steps(dataset: Dataset, hidden: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    ids = dataset.events.loc[hidden, "event_id"]
    is_hidden: npt.NDArray[np.bool_] = dataset.steps["event_id"].isin(ids).to_numpy()
    return is_hidden


@dataclass(frozen=True)
class _Country:
    names: Mapping[Language, str]
    point: tuple[float, float]
    """(longitude, latitude) of the label on the base map."""


def _read_countries(dataset: Dataset) -> dict[str, _Country]:
    layer = dataset.layers.get(LayerFile.COUNTRIES)
    points: dict[str, tuple[float, float]] = {}
    if layer is not None:
        columns = (layer[name] for name in ("country", "label_lon", "label_lat"))
        points = {code: (x, y) for code, x, y in zip(*columns, strict=True)}
    return {
        code: _Country(
            {word: dataset.terms.word("country", code, word) or code for word in Language},
            points.get(code, WINDOW.centre),
        )
        for code in dataset.events["country"].unique()
    }


def _blur_rows(
    rows: gpd.GeoDataFrame,
    hidden: npt.NDArray[np.bool_],
    countries: Mapping[str, _Country],
    dataset: Dataset,
) -> gpd.GeoDataFrame:
    told = [_blur_row(row, countries, dataset) for row in rows.loc[hidden].to_dict("records")]
    blurred = pd.DataFrame(told, index=rows.index[hidden])
    columns = {}
    for column in blurred.columns:
        cells = rows[column].copy()
        cells.loc[hidden] = blurred[column].astype(cells.dtype)
        columns[column] = cells
    changed = rows.assign(**columns, **{WITHHELD: hidden})
    points = gpd.points_from_xy(changed["longitude"], changed["latitude"], crs=WGS84)
    return changed.set_geometry(points)


def _blur_row(
    row: Mapping[str, Any], countries: Mapping[str, _Country], dataset: Dataset
) -> dict[str, Any]:
    country = countries[row["country"]]
    longitude, latitude = country.point
    told = {
        "title": _title(row, Language.ENGLISH, dataset),
        "title_fr": _title(row, Language.FRENCH, dataset),
        "summary": "",
        "summary_fr": "",
        "longitude": longitude,
        "latitude": latitude,
        "geo_precision": int(GeoPrecision.UNDISCLOSED),
        "admin1": UNSPECIFIED_REGION,
    }
    if str(row["location"]).endswith(STATEMENT):  # where somebody spoke, not where captives were
        return {**told, "location": row["location"], "location_fr": row["location_fr"]}
    names = country.names
    return {**told, "location": names[Language.ENGLISH], "location_fr": names[Language.FRENCH]}


def _title(row: Mapping[str, Any], language: Language, dataset: Dataset) -> str:
    """Name the case and the stage: all that a title may tell of an open case."""
    case = dataset.case(row["case_id"])
    name = row["case_id"] if case is None else case["name"]
    if case is not None and language is Language.FRENCH and case["name_fr"]:
        name = case["name_fr"]
    # a row that is one event with a step need be no step itself
    kind = "hostage_stage" if row["hostage_stage"] else "sub_event_type"
    word = dataset.terms.word(kind, row[kind], language) or row[kind]
    return " – ".join(part for part in (name, word) if part)

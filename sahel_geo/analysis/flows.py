"""Add up the movements of captives between areas: from where, to where, how many people.

People go from where they were abducted to where they were last reported in captivity: the place of
their release, rescue, escape or death, else that of the last report. The way home is no part of
it. A flow that ends where it starts is of people who were not last reported anywhere else.
An area is a country (`MLI`) or an admin-1 region (`MLI:Kidal`); people who were somewhere
undisclosed are counted under their country, between regions as `MLI:?`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.geodesy import Point
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import (
    END_STAGES,
    FlowLevel,
    GeoPrecision,
    HostageStage,
    Language,
)

UNKNOWN_REGION = "?"
"""What stands for the region in the code of a country of which no one region is known."""

READ_COLUMNS = [
    "case_id",
    "country",
    "admin1",
    "geo_precision",
    "hostage_stage",
    "party",
    "hostages",
]
"""What is asked of a step here."""

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Flow:
    """People of one or more cases who were taken in one area and last reported in another."""

    start: str
    end: str
    people: int
    cases: tuple[str, ...]
    """In the order of their file."""


def count_flows(dataset: Dataset, level: FlowLevel) -> tuple[Flow, ...]:
    """
    Add up the movements of the people of all cases that have steps.

    Parameters
    ----------
    dataset
        Everything there is, or the part that passes filters: its steps say which cases count.
    level
        Between which areas.

    Returns
    -------
    flows
        Those of most people first, then by code. The people of a case add up to its hostages
        unless the end of several parts is told without numbers: `count_unplaced` says of how
        many that is.
    """
    finder = AreaFinder.of(dataset)
    people: dict[tuple[str, str], int] = defaultdict(int)
    cases: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_case = _steps_by_case(dataset)
    told = dataset.cases.loc[dataset.cases["case_id"].isin(by_case)]
    rows: list[dict[str, Any]] = told.to_dict("records")  # type: ignore[assignment]
    for case in rows:
        steps = by_case[case["case_id"]]
        start = _code_of(_abduction(steps), level, finder)
        for step, number in _place_people(case, steps):
            if number:
                key = start, _code_of(step, level, finder)
                people[key] += number
                cases[key].append(case["case_id"])
    flows = [
        Flow(start, end, number, tuple(dict.fromkeys(cases[start, end])))
        for (start, end), number in people.items()
    ]
    return tuple(sorted(flows, key=lambda flow: (-flow.people, flow.start, flow.end)))


def count_unplaced(dataset: Dataset, flows: Iterable[Flow]) -> int:
    """
    Count the people of the cases that have steps who are in none of their flows.

    Parameters
    ----------
    dataset
        What the flows were counted from.
    flows
        All flows of one level.

    Returns
    -------
    people
        Those whose place of release, rescue, escape or death no number tells.
    """
    has_steps = dataset.cases["case_id"].isin(_steps_by_case(dataset))
    everyone = int(dataset.cases.loc[has_steps, "hostages"].sum())
    return everyone - sum(flow.people for flow in flows)


def flow_matrix(flows: Sequence[Flow]) -> pd.DataFrame:
    """
    Lay out flows as a table of people.

    Parameters
    ----------
    flows
        Flows of one level.

    Returns
    -------
    matrix
        A row for each area that people were taken from (index `start`), a column for each in
        which they were last reported (`end`), both sorted by code; 0 where nobody went.
    """
    starts = sorted({flow.start for flow in flows})
    ends = sorted({flow.end for flow in flows})
    people = np.zeros((len(starts), len(ends)), dtype="int64")
    for flow in flows:
        people[starts.index(flow.start), ends.index(flow.end)] += flow.people
    return pd.DataFrame(
        people,
        index=pd.Index(starts, name="start", dtype="str"),
        columns=pd.Index(ends, name="end", dtype="str"),
    )


def anchor_of(code: str, finder: AreaFinder) -> Point | None:
    """
    Find a point of an area from which, or to which, its flows can be drawn.

    Parameters
    ----------
    code
        A country or region as flows name it.
    finder
        The areas of the base map.

    Returns
    -------
    point
        (longitude, latitude) in WGS84 degrees, inside the area and taken from its outline alone,
        never from a row; for an unknown region a point of the country; None for an area that the
        base map lacks.
    """
    country, _, region = code.partition(":")
    is_named = region not in ("", UNKNOWN_REGION)
    area = finder.named(country, region) if is_named else finder.countries.get(country)
    if area is None or area.is_empty:
        return None
    point = area.representative_point()
    return float(point.x), float(point.y)


def _steps_by_case(dataset: Dataset) -> dict[str, list[Row]]:
    """Give the steps in captivity of each case, in file order."""
    by_case: dict[str, list[Row]] = {}
    for step in dataset.steps[READ_COLUMNS].to_dict("records"):
        if step["hostage_stage"] != HostageStage.RETURNED:
            by_case.setdefault(step["case_id"], []).append(step)
    return by_case


def _abduction(steps: Sequence[Row]) -> Row:
    """Give the step by which a case began."""
    abducted = (step for step in steps if step["hostage_stage"] == HostageStage.ABDUCTED)
    return next(abducted, steps[0])


def _place_people(case: Row, steps: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """Tell with which step the people of a case were last reported, and how many with each."""
    left = int(case["hostages"])
    ends = [step for step in steps if _is_end(step)]
    for step in ends:
        if _is_told(step):
            people = min(int(step["hostages"]), left)
            left -= people
            yield step, people
    untold = [step for step in ends if not _is_told(step)]
    if untold and not _is_empty(case["ended_on"]):
        people = max(left - int(case["unaccounted"]), 0)
        left -= people
        if len({(s["country"], s["admin1"], s["geo_precision"]) for s in untold}) == 1:
            yield untold[0], people
    for step in _open_parties(steps):
        people = min(int(step["hostages"]), left)
        left -= people
        yield step, people
    yield _last_of_all(steps), left


def _open_parties(steps: Sequence[Row]) -> list[Row]:
    """Give the last step of each party that neither ended nor was told of again with all."""
    last = {step["party"]: number for number, step in enumerate(steps)}
    of_all = [number for number, step in enumerate(steps) if not step["party"]]
    since = max(of_all, default=-1)
    return [
        steps[number]
        for party, number in last.items()
        if party and number > since and not _is_end(steps[number]) and _is_told(steps[number])
    ]


def _last_of_all(steps: Sequence[Row]) -> Row:
    """Give the last report of all who were then held."""
    of_all = [step for step in steps if not step["party"] and not _is_end(step)]
    return of_all[-1] if of_all else _abduction(steps)


def _code_of(step: Row, level: FlowLevel, finder: AreaFinder) -> str:
    """Name the area of a step."""
    country = str(step["country"])
    return country if level is FlowLevel.COUNTRY else f"{country}:{_region_of(step, finder)}"


def _region_of(step: Row, finder: AreaFinder) -> str:
    """Name the one region that a step may lie in, in English as on the base map."""
    if step["geo_precision"] == GeoPrecision.UNDISCLOSED:
        return UNKNOWN_REGION
    names = finder.region_names(step["country"], step["admin1"], Language.ENGLISH)
    return names[0] if len(names) == 1 else UNKNOWN_REGION


def _is_end(step: Row) -> bool:
    return HostageStage(step["hostage_stage"]) in END_STAGES


def _is_told(step: Row) -> bool:
    """Tell whether the number of people a step concerns is known."""
    return not _is_empty(step["hostages"])


def _is_empty(cell: Any) -> bool:
    return bool(pd.isna(cell))

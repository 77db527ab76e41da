"""Whether the steps of a case make one story: in order, from an abduction, no one lost."""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from sahel_geo.model.columns import read_nationals
from sahel_geo.model.extent import ELLIPSOID
from sahel_geo.model.period import event_intervals
from sahel_geo.model.report import Problem, Severity
from sahel_geo.model.schema import END_COUNTS
from sahel_geo.model.vocabulary import END_STAGES, GeoPrecision, HostageStage, TimePrecision
from sahel_geo.sources.files import make_problem

Check = Callable[[str, pd.DataFrame], list[Problem]]

MOST_KM_IN_A_DAY = 500
"""Two reports of one day further apart ask for a look: the one drive of captives whose hours and
kilometres are known (see `analysis.driving`) did some 430 km in a day and a night."""

SAME_PLACE_KM = 50
"""Places of precision 2 are good to 25 km, so that two this near may be one."""


def find_steps(events: pd.DataFrame) -> pd.DataFrame:
    """Give the rows with a case and a stage, in the order they come in."""
    return events.loc[(events["case_id"] != "") & (events["hostage_stage"] != "")]


def check_case_ids(file: str, events: pd.DataFrame, cases: pd.DataFrame) -> list[Problem]:
    """Check that each case a row names is there."""
    is_unknown = (events["case_id"] != "") & ~events["case_id"].isin(cases["case_id"])
    return [
        make_problem(file, row, "unknown_case", got=case_id)
        for row, case_id in events.loc[is_unknown, "case_id"].items()
    ]


def check_step_days(file: str, events: pd.DataFrame, cases: pd.DataFrame) -> list[Problem]:
    """Check that a case's steps follow one another, from its abduction on."""
    steps = find_steps(events)
    begun = cases.set_index("case_id")["abducted_on"].reindex(steps["case_id"])
    begun = begun.set_axis(steps.index)
    earlier = steps.groupby("case_id")["event_date"].shift()
    # a day known to the month is written as its first, which may lie before the abduction
    last_day = event_intervals(steps)["last_day"]
    problems = []
    for row in steps.index[steps["event_date"] < earlier]:
        problem = make_problem(
            file, row, "step_order", case=steps["case_id"].loc[row],
            expected=earlier.loc[row].date(), got=steps["event_date"].loc[row].date(),
        )  # fmt: skip
        problems.append(problem)
    for row in steps.index[last_day < begun]:
        problem = make_problem(
            file, row, "step_before_case", case=steps["case_id"].loc[row],
            expected=begun.loc[row].date(), got=last_day.loc[row].date(),
        )  # fmt: skip
        problems.append(problem)
    return problems


def check_step_places(file: str, events: pd.DataFrame) -> list[Problem]:
    """
    Check that no captives are in two places at once, or cross the desert within a day.

    Only steps of exact days and of places better than a region are compared, each with the one of
    the same party before it that lasts longest; people on their way home may fly.

    Returns
    -------
    problems
        Warnings: for a step that begins before an earlier one, at another place, has ended; for
        one of the same day as an earlier one that is too far away.
    """
    steps = find_steps(events)
    is_exact = (steps["time_precision"] == TimePrecision.DAY) & (
        steps["geo_precision"] < GeoPrecision.REGION
    )
    steps = steps.loc[is_exact & (steps["hostage_stage"] != HostageStage.RETURNED)]
    steps = steps.assign(last_day=steps["end_date"].fillna(steps["event_date"]))
    problems: list[Problem] = []
    for _, party in steps.groupby(["case_id", "party"], sort=False):
        problems += _check_places_of(file, party)
    return problems


def _check_places_of(file: str, steps: pd.DataFrame) -> Iterator[Problem]:
    lasting: Any = None
    columns = ["event_date", "last_day", "longitude", "latitude"]
    for step in steps[columns].itertuples():
        if lasting is not None and step.event_date <= lasting.last_day:
            points = (lasting.longitude, lasting.latitude, step.longitude, step.latitude)
            distance_km = ELLIPSOID.inv(*points)[2] / 1000
            got = f"{distance_km:.0f}"
            if step.event_date < lasting.last_day and distance_km > SAME_PLACE_KM:
                yield make_problem(
                    file, step.Index, "two_places", severity=Severity.WARNING,
                    first=lasting.Index, until=lasting.last_day.date(), got=got,
                )  # fmt: skip
            elif step.last_day == lasting.event_date and distance_km > MOST_KM_IN_A_DAY:
                yield make_problem(
                    file, step.Index, "far_in_a_day", severity=Severity.WARNING,
                    first=lasting.Index, limit=MOST_KM_IN_A_DAY, got=got,
                )  # fmt: skip
        if lasting is None or step.last_day >= lasting.last_day:
            lasting = step


def check_joint_rows(file: str, events: pd.DataFrame) -> list[Problem]:
    """Check that a `joint_id` stands on at least two rows."""
    joint = events.loc[events["joint_id"] != "", "joint_id"]
    lonely = joint.loc[~joint.duplicated(keep=False)]
    return [
        make_problem(file, row, "lonely_joint", got=joint_id) for row, joint_id in lonely.items()
    ]


def check_held(file: str, events: pd.DataFrame, cases: pd.DataFrame) -> list[Problem]:
    """
    Check that no more people end than are held, and that a part of those held has its letter.

    Returns
    -------
    problems
        An error for each step by which more people would be free, dead or rescued than were
        held; warnings for a step of fewer people than are held without a letter of its party,
        and for a part (B1) of a party (B) that the case does not have.
    """
    totals = cases.set_index("case_id")["hostages"]
    problems = []
    for case_id, steps in find_steps(events).groupby("case_id", sort=False):
        if case_id in totals.index:
            problems += _check_held_in_case(file, steps, int(totals.loc[case_id]))
        parties = set(steps["party"])
        problems += [
            make_problem(
                file,
                row,
                "party_of_none",
                severity=Severity.WARNING,
                got=party,
                whole=party[0],
            )
            for row, party in steps["party"].items()
            if len(party) > 1 and party[0] not in parties
        ]
    return problems


def _check_held_in_case(file: str, steps: pd.DataFrame, total: int) -> list[Problem]:
    problems = []
    held = 0
    for row, stage, number, party in zip(
        steps.index, steps["hostage_stage"], steps["hostages"], steps["party"], strict=True
    ):
        if stage == HostageStage.ABDUCTED:
            held += total if pd.isna(number) else number
            continue
        if pd.isna(number) or stage == HostageStage.RETURNED:
            continue
        if number > held:
            problem = make_problem(file, row, "more_than_held", expected=held, got=number)
            problems.append(problem)
        elif number < held and not party:
            problem = make_problem(
                file, row, "no_party", severity=Severity.WARNING, expected=held, got=number
            )
            problems.append(problem)
        if stage in END_STAGES:
            held = max(held - number, 0)
    return problems


def check_abductions(file: str, cases: pd.DataFrame, events: pd.DataFrame) -> list[Problem]:
    """Check that each case begins with an abduction."""
    stages = events["hostage_stage"]
    abducted = set(events.loc[stages == HostageStage.ABDUCTED, "case_id"])
    missing = cases.loc[~cases["case_id"].isin(abducted), "case_id"]
    return [
        make_problem(file, row, "no_abduction", got=case_id) for row, case_id in missing.items()
    ]


def check_people(file: str, cases: pd.DataFrame) -> list[Problem]:
    """Check that the people of a case add up: by how it ended for them, and by nationality."""
    columns = [*END_COUNTS, "unaccounted"]
    sums = cases[columns].sum(axis=1)
    problems = [
        make_problem(
            file, row, "people_sum",
            columns=" + ".join(columns), expected=cases["hostages"].loc[row], got=sums.loc[row],
        )
        for row in cases.index[sums != cases["hostages"]]
    ]  # fmt: skip
    for row, cell, expected in zip(
        cases.index, cases["nationalities"], cases["hostages"], strict=True
    ):
        known = sum(people for _, people in read_nationals(cell))
        if cell and known != expected:
            problem = make_problem(file, row, "nationality_sum", expected=expected, got=known)
            problems.append(problem)
    return problems


def check_ends(file: str, cases: pd.DataFrame, events: pd.DataFrame) -> list[Problem]:
    """Check that the steps by which people were freed or died add up to the case's columns.

    Where the number of a step is unknown, the others must not be more.
    """
    steps = find_steps(events)
    ends = steps.loc[steps["hostage_stage"].isin(END_COUNTS)]
    groups = ends.groupby(["case_id", "hostage_stage"])["hostages"]
    sums = groups.sum().to_dict()
    has_unknown = groups.apply(lambda numbers: numbers.isna().any()).to_dict()
    problems = []
    for row, case in cases.iterrows():
        for column in END_COUNTS:
            key = (case["case_id"], column)
            found, wanted = int(sums.get(key, 0)), int(case[column])
            if found > wanted or (found < wanted and not has_unknown.get(key, False)):
                problem = make_problem(
                    file, row, "ends_sum", column=column, expected=found, got=wanted
                )
                problems.append(problem)
    return problems

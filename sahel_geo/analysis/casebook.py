"""List the hostage cases: how long, how far, over which borders, by whom.

The one table that the list of cases and every figure about them starts from. Days are whole days,
both ends given by the data; where a day is uncertain the latest that it allows counts, as for
`ended_on`. A case of which nobody knows the end is open: its last known day is that of its last
report. People whose fate no source tells were last known on the last report of all then held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import pandas as pd

from sahel_geo.analysis.movements import Trajectory, build_trajectories
from sahel_geo.model.columns import ACTOR_SEPARATOR, read_nationals
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import END_STAGES, HostageStage, Outcome

UNKNOWN_CAPTOR = "unknown"
"""The captor of people whom nobody is known to have seized."""

UNIDENTIFIED = "Unidentified"
"""How the name of an actor begins that no source names, after ACLED's manner."""

CAPTOR_FAMILIES = {
    "GSPC: Salafist Group for Preaching and Combat": "AQIM: Al Qaeda in the Islamic Maghreb",
    "Katiba Macina": "JNIM: Group for Support of Islam and Muslims",
}
"""Groups that count with another: the GSPC took the name AQIM in 2007 (see the event
`gspc-becomes-aqim-2007`), the Katiba Macina is a founding part of JNIM (`jnim-2017`)."""

OUTCOME_OF_STAGE = {
    HostageStage.RELEASED: Outcome.RELEASED,
    HostageStage.KILLED: Outcome.KILLED,
    HostageStage.DIED: Outcome.DIED_IN_CAPTIVITY,
    HostageStage.ESCAPED: Outcome.ESCAPED,
    HostageStage.RESCUED: Outcome.RESCUED,
}
"""What a step that ends captivity is for the people it concerns."""

READ_COLUMNS = [
    "case_id",
    "actor1",
    "country",
    "hostage_stage",
    "party",
    "hostages",
    "first_day",
    "last_day",
]
"""What is asked of a step here."""

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Spell:
    """The captivity of some people of one case who were held equally long."""

    people: int
    days: int
    """From the abduction to their end, or to the day when they were last known to be held."""
    outcome: Outcome
    """`unresolved` for people whose end is not known: their days are a least."""

    @property
    def has_ended(self) -> bool:
        """Whether the end of the captivity is known."""
        return self.outcome is not Outcome.UNRESOLVED


def list_cases(dataset: Dataset) -> pd.DataFrame:
    """
    List all cases with what the list and the figures ask of them.

    Parameters
    ----------
    dataset
        Everything there is, or a part; cases without a step are listed too.

    Returns
    -------
    casebook
        Indexed by `case_id`, in the order of abduction:

        - `abducted_on`, `ended_on` (NaT while open), `last_known_on` (the end, or the last day of
          the last report), `days_held` (whole days up to then);
        - `is_open` (no end is known), `is_censored` (open, or some captives' fate is unknown);
        - `hostages`, `spells` (tuple of `Spell`; their people add up to `hostages`);
        - `km_moved` (sum of the straight legs, all parties; NaN where fewer than two places of
          captivity are known or the only way known is one into an undisclosed place: that does
          not mean that nobody was moved);
        - `countries` (tuple of ISO codes, in the order of the first report in captivity, with
          undisclosed places and the places of release, without the way home), `crossed_border`,
          `days_to_cross_least`, `days_to_cross_most` (to the first report from another country
          than the first; NA where there is none);
        - `sector`, `outcome` (codes), `captor` (an actor's name, or `unknown`), `nationalities`
          (tuple of ISO codes; empty where not told), `nationals` (tuple of (code, people)).
    """
    columns = dataset.steps[READ_COLUMNS]
    steps: list[dict[str, Any]] = columns.to_dict("records")
    by_case: dict[str, list[Row]] = {}
    for step in steps:
        by_case.setdefault(step["case_id"], []).append(step)
    trajectories = {path.case_id: path for path in build_trajectories(dataset.steps)}
    order = dataset.cases.sort_values("abducted_on", kind="stable")
    cases: list[dict[str, Any]] = order.to_dict("records")  # type: ignore[assignment]
    rows = [
        _describe(case, by_case.get(case["case_id"], []), trajectories.get(case["case_id"]))
        for case in cases
    ]
    index = pd.Index(order["case_id"], name="case_id", dtype="str")
    return _as_frame(rows, index)


COLUMNS = {
    "abducted_on": "datetime64[us]",
    "ended_on": "datetime64[us]",
    "last_known_on": "datetime64[us]",
    "days_held": "int64",
    "is_open": "bool",
    "is_censored": "bool",
    "hostages": "int64",
    "spells": "object",
    "km_moved": "float64",
    "countries": "object",
    "crossed_border": "bool",
    "days_to_cross_least": "Int64",
    "days_to_cross_most": "Int64",
    "sector": "str",
    "outcome": "str",
    "captor": "str",
    "nationalities": "object",
    "nationals": "object",
}
"""Columns of the casebook and their kinds."""


def _as_frame(rows: Sequence[Row], index: "pd.Index[str]") -> pd.DataFrame:
    """Put rows together; column by column, so that tuples stay whole and kinds are certain."""
    columns = {
        name: pd.Series([row[name] for row in rows], index=index, dtype=kind)
        for name, kind in COLUMNS.items()
    }
    return pd.DataFrame(columns, index=index)


def _describe(case: Row, steps: Sequence[Row], path: Trajectory | None) -> dict[str, Any]:
    held = [step for step in steps if step["hostage_stage"] != HostageStage.RETURNED]
    is_open = _is_missing(case["ended_on"])
    reports = [step["last_day"] for step in held]
    last_known_on = max([case["abducted_on"], *reports]) if is_open else case["ended_on"]
    countries = tuple(dict.fromkeys(step["country"] for step in held))
    least, most = _days_to_cross(held)
    nationals = read_nationals(case["nationalities"])
    return {
        "abducted_on": case["abducted_on"],
        "ended_on": case["ended_on"],
        "last_known_on": last_known_on,
        "days_held": max((last_known_on - case["abducted_on"]).days, 0),
        "is_open": is_open,
        "is_censored": is_open or case["unaccounted"] > 0,
        "hostages": int(case["hostages"]),
        "spells": _find_spells(case, held, last_known_on),
        "km_moved": _km_moved(path),
        "countries": countries,
        "crossed_border": len(countries) > 1,
        "days_to_cross_least": least,
        "days_to_cross_most": most,
        "sector": case["sector"],
        "outcome": case["outcome"],
        "captor": _captor(held),
        "nationalities": tuple(code for code, _ in nationals),
        "nationals": nationals,
    }


def _km_moved(path: Trajectory | None) -> float:
    """Sum the legs; NaN where too few places are known to tell."""
    if path is None:
        return float("nan")
    known = [step for step in path.steps if step.is_known_place and not step.is_return]
    is_told = bool(path.legs) or (len(known) > 1 and not path.fades)
    return path.length_km if is_told else float("nan")


def _days_to_cross(held: Sequence[Row]) -> tuple[int | None, int | None]:
    """Give the fewest and most days from the abduction to the first report from elsewhere."""
    if not held:
        return None, None
    start = held[0]
    abroad = [step for step in held if step["country"] != start["country"]]
    if not abroad:
        return None, None
    least = (min(step["first_day"] for step in abroad) - start["last_day"]).days
    most = (min(step["last_day"] for step in abroad) - start["first_day"]).days
    return max(least, 0), max(most, 0)


def _captor(held: Sequence[Row]) -> str:
    """
    Name who seized the people of a case, as the row of their abduction has it.

    Later claims and custodians do not count: they are in the case's own file.
    """
    seized = [step for step in held if step["hostage_stage"] == HostageStage.ABDUCTED]
    name = seized[0]["actor1"].split(ACTOR_SEPARATOR)[0] if seized else ""
    if not name or name.startswith(UNIDENTIFIED):
        return UNKNOWN_CAPTOR
    return CAPTOR_FAMILIES.get(name, name)


def _find_spells(case: Row, held: Sequence[Row], last_known_on: pd.Timestamp) -> tuple[Spell, ...]:
    """Part the people of a case by how long they were held and how it ended for them."""

    def spell(people: int, until: pd.Timestamp, outcome: Outcome) -> Spell:
        until = min(until, last_known_on)  # a step known to the month may outlast its case
        return Spell(people, max((until - case["abducted_on"]).days, 0), outcome)

    left = int(case["hostages"])
    spells: list[Spell] = []
    for step in held:
        stage = HostageStage(step["hostage_stage"])
        if stage in END_STAGES and not _is_missing(step["hostages"]):
            people = min(int(step["hostages"]), left)
            spells.append(spell(people, step["last_day"], OUTCOME_OF_STAGE[stage]))
            left -= people
    if _is_missing(case["ended_on"]):
        spells.append(spell(left, last_known_on, Outcome.UNRESOLVED))
    else:
        lost = min(int(case["unaccounted"]), left)
        spells.append(spell(lost, _last_report_of_all(case, held), Outcome.UNRESOLVED))
        # people whose end is told without a number were free or dead when their case was closed
        spells.append(spell(left - lost, case["ended_on"], Outcome(case["outcome"])))
    return tuple(one for one in spells if one.people)


def _last_report_of_all(case: Row, held: Sequence[Row]) -> pd.Timestamp:
    """Give the last day on which all captives who were then held were told of."""
    days = (
        step["last_day"]
        for step in held
        if not step["party"] and HostageStage(step["hostage_stage"]) not in END_STAGES
    )
    last: pd.Timestamp = max(chain([case["abducted_on"]], days))
    return last


def _is_missing(cell: Any) -> bool:
    """Tell whether a cell holds nothing."""
    return bool(pd.isna(cell))

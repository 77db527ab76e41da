"""Tell what is known of the legs of a case: how far, how long, over which borders, with whom.

Custody is read from the actors of the steps. `actor1` of a step is who holds the captives, unless
it is a state or a helper (an army that tries to free them, a government that receives them): then
those who held them before still do. In a step `handed_over` both actors may be captors, in either
order ("X passes them to Y", "Y takes them from X"): custody goes to the one of the two that did not
hold them before, and to `actor2` when neither did; with captives as `actor2` it goes to `actor1`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sahel_geo.analysis.crossings import CountryFinder, Crossing, find_crossings
from sahel_geo.analysis.driving import Haste, judge_haste
from sahel_geo.analysis.movements import Leg, Step, build_trajectories
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import Confidence, HostageStage

NO_CAPTORS = (
    "Civilians",
    "Government",
    "Military Forces",
    "Police Forces",
    "International Committee of the Red Cross",
    "MINUSMA",
)
"""How the names (ACLED's) begin of those who free, receive or are captives."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class LegFacts:
    """
    What the reports of both its ends tell of a leg.

    `length_km` is the geodesic, a least distance; `gap_days` the fewest and most days between;
    `custody_before` and `custody_after` who holds the captives as the leg starts and when it has
    ended, as the data name them, empty when no step tells; `haste` why it cannot be driven in its
    time, None if it can.
    """

    leg: Leg
    length_km: float
    gap_days: tuple[int, int]
    crossings: tuple[Crossing, ...]
    custody_before: str
    custody_after: str
    least_certain: Confidence
    haste: Haste | None


def describe_legs(dataset: Dataset, case_id: str, finder: CountryFinder) -> tuple[LegFacts, ...]:
    """
    Describe the legs of a case.

    Parameters
    ----------
    dataset
        Where its steps are; the case needs no row among the cases.
    case_id
        The case.
    finder
        `CountryFinder.of(dataset)`, made once for all cases.

    Returns
    -------
    facts
        In the order of the trajectory's legs: those of the trunk, then of every party. None for a
        case without legs, also when no step is known.
    """
    steps = dataset.steps.loc[dataset.steps["case_id"] == case_id]
    rows = {row["event_id"]: row for row in steps.to_dict("records")}
    return tuple(
        _describe(leg, trajectory.steps, rows, finder)
        for trajectory in build_trajectories(steps)
        for leg in trajectory.legs
    )


def _describe(
    leg: Leg, steps: Sequence[Step], rows: Mapping[str, Row], finder: CountryFinder
) -> LegFacts:
    def country_of(step: Step) -> str:
        return str(rows[step.event_id]["country"])

    through = [country_of(step) for step in leg.through]
    return LegFacts(
        leg=leg,
        length_km=leg.length_km,
        gap_days=leg.gap_days,
        crossings=find_crossings(leg, finder, country_of(leg.start), country_of(leg.end), through),
        custody_before=find_custody(leg.start, steps, rows),
        custody_after=find_custody(leg.end, steps, rows),
        least_certain=least_certain(leg.start.confidence, leg.end.confidence),
        haste=judge_haste(leg),
    )


def find_custody(step: Step, steps: Sequence[Step], rows: Mapping[str, Row]) -> str:
    """
    Tell who holds the captives once a step is over.

    Parameters
    ----------
    step
        One of the steps; for the end of a captivity it is who held them until then.
    steps
        The steps of the case, in order.
    rows
        Their rows by `event_id`: `hostage_stage`, `actor1`, `actor2`.

    Returns
    -------
    captor
        As the data name it; empty when neither this step nor an earlier one of the same people
        (its party, what that is a part of, or all) tells.
    """
    holder = ""
    for earlier in steps:
        is_same_people = step.party.startswith(earlier.party)
        if earlier.number <= step.number and is_same_people and not earlier.is_return:
            holder = _next_holder(holder, rows[earlier.event_id])
    return holder


def _next_holder(holder: str, row: Row) -> str:
    first, second = str(row["actor1"]), str(row["actor2"])
    if row["hostage_stage"] == HostageStage.HANDED_OVER and _is_captor(second):
        return first if second == holder else second
    return first if _is_captor(first) or not holder else holder


def _is_captor(actor: str) -> bool:
    return actor != "" and not actor.startswith(NO_CAPTORS)


def least_certain(*grades: Confidence) -> Confidence:
    """Give the weakest of some grades: confirmed, reported, claimed, disputed."""
    order = list(Confidence)
    return max(grades, key=order.index)

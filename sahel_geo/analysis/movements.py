"""Build hostage trajectories from the dated steps of cases.

A step says where captives were reported, on what day, how precisely, and by whom. Two consecutive
steps of one party at different known places make a leg; a place of precision 4 never becomes a
point: between known places it leaves the leg uncertain, at the end the path fades out.
A party opens a branch from the last step common to all; the trunk goes on from that same step.
A trunk that ends at an undisclosed place does not fade when parties follow all its people further;
nor does a party whose people are told of again with all the others: a step without a party is one
of all who are then held, so any later one (other than a return) goes on with them, unless the
party's last step is the end of their captivity.
Distances are geodesic on WGS84, in kilometres.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, zip_longest
from typing import Any

import geopandas as gpd
import pandas as pd

from sahel_geo.analysis.geodesy import distance_km
from sahel_geo.model.vocabulary import END_STAGES, Confidence, GeoPrecision, HostageStage

STEP_COLUMNS = [
    "case_id",
    "event_id",
    "party",
    "hostage_stage",
    "longitude",
    "latitude",
    "geo_precision",
    "confidence",
    "first_day",
    "last_day",
    "hostages",
]
"""What a step is read from."""


@dataclass(frozen=True)
class Step:
    """One dated report of the captives of a case; `number` counts from 1 in file order."""

    number: int
    event_id: str
    party: str
    stage: HostageStage
    longitude: float
    latitude: float
    geo_precision: int
    confidence: Confidence
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    hostages: int | None
    """People the step concerns; None when no source says."""

    @property
    def is_known_place(self) -> bool:
        """Whether the step may be drawn as a point: its place is better than undisclosed."""
        return self.geo_precision < GeoPrecision.UNDISCLOSED

    @property
    def is_return(self) -> bool:
        """Whether the step tells of freed people on their way home."""
        return self.stage is HostageStage.RETURNED

    @property
    def point(self) -> tuple[float, float]:
        """(longitude, latitude) in WGS84 degrees."""
        return self.longitude, self.latitude


@dataclass(frozen=True)
class Leg:
    """The stretch between two consecutive known places of one party."""

    start: Step
    end: Step
    through: tuple[Step, ...]
    """Steps of undisclosed place in between."""

    @property
    def length_km(self) -> float:
        """Geodesic length in kilometres: a least distance, never the way driven."""
        return distance_km(self.start.point, self.end.point)

    @property
    def gap_days(self) -> tuple[int, int]:
        """Fewest and most days between the two reports."""
        least = (self.end.first_day - self.start.last_day).days
        most = (self.end.last_day - self.start.first_day).days
        return max(least, 0), max(most, 0)

    @property
    def is_certain(self) -> bool:
        """Both ends confirmed, and no undisclosed place in between."""
        ends = {self.start.confidence, self.end.confidence}
        return ends == {Confidence.CONFIRMED} and not self.through


@dataclass(frozen=True)
class Fade:
    """The end of a path at an undisclosed place: from the last known step into `into`'s area."""

    start: Step | None
    into: Step


@dataclass(frozen=True)
class Tail:
    """The way home of freed people, from where they were last known to where they arrived."""

    start: Step
    end: Step


@dataclass(frozen=True)
class Stay:
    """Days at whose end people were held whose last known place was that of a step."""

    step: Step
    first: date
    last: date | None
    """None: to this day, as far as the data go."""

    def holds_on(self, day: date) -> bool:
        """Tell whether the stay lasts at the end of a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Trajectory:
    """The movement of the captives of one case."""

    case_id: str
    steps: tuple[Step, ...]
    legs: tuple[Leg, ...]
    fades: tuple[Fade, ...]
    tails: tuple[Tail, ...]

    @property
    def length_km(self) -> float:
        """Sum of the legs, all parties, in kilometres."""
        return sum(leg.length_km for leg in self.legs)


def build_trajectories(steps: gpd.GeoDataFrame) -> tuple[Trajectory, ...]:
    """
    Build the trajectory of every case.

    Parameters
    ----------
    steps
        Steps of one or more cases, in file order within each case.

    Returns
    -------
    trajectories
        One for each case, in the order of their first step.
    """
    by_case: dict[str, list[dict[str, Any]]] = {}
    for row in steps[STEP_COLUMNS].to_dict("records"):
        by_case.setdefault(row["case_id"], []).append(row)
    return tuple(build_trajectory(case_id, read_steps(rows)) for case_id, rows in by_case.items())


def read_steps(rows: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Read the steps of one case from its rows, in order, numbered from 1."""
    return tuple(
        Step(
            number=number,
            event_id=row["event_id"],
            party=row["party"],
            stage=HostageStage(row["hostage_stage"]),
            longitude=float(row["longitude"]),
            latitude=float(row["latitude"]),
            geo_precision=int(row["geo_precision"]),
            confidence=Confidence(row["confidence"]),
            first_day=row["first_day"],
            last_day=row["last_day"],
            hostages=None if pd.isna(row["hostages"]) else int(row["hostages"]),
        )
        for number, row in enumerate(rows, start=1)
    )


def build_trajectory(case_id: str, steps: Sequence[Step]) -> Trajectory:
    """
    Build the trajectory of one case.

    Parameters
    ----------
    case_id
        The case.
    steps
        Its steps, in order.

    Returns
    -------
    trajectory
        Legs, fades and tails of the trunk and of every party.
    """
    chains = _split_into_chains(steps)
    legs: list[Leg] = []
    fades: list[Fade] = []
    tails: list[Tail] = []
    for chain in chains:
        legs += _legs_of(chain.held)
        tails += _tails_of([*chain.origin, *chain.own])
        if not (_goes_on_as_parties(chain, chains) or _goes_on_with_all(chain, steps)):
            fades += _fade_of(chain.held)
    return Trajectory(case_id, tuple(steps), tuple(legs), tuple(fades), tuple(tails))


def find_stays(steps: Sequence[Step], ended_on: date | None) -> tuple[Stay, ...]:
    """
    Find where captives were last known to be, day by day, while they were held.

    A place stays the last known one until the next known place of the same people is reported, or
    until they are free or dead; reports from undisclosed places do not change it.

    Parameters
    ----------
    steps
        The steps of one case, in order.
    ended_on
        When its last captive was free or dead; None while somebody is held.

    Returns
    -------
    stays
        For the trunk and then for every party; those of no day are left out.
    """
    chains = _split_into_chains(steps)
    stays = [stay for chain in chains for stay in _stays_of(chain, chains, ended_on)]
    return tuple(stay for stay in stays if stay.last is None or stay.first <= stay.last)


def _stays_of(chain: "_Chain", chains: Sequence["_Chain"], ended_on: date | None) -> Iterator[Stay]:
    known = [s for s in chain.held if s.is_known_place and s.stage not in END_STAGES]
    ends = [end for end in (_end_of(chain, chains), ended_on) if end is not None]
    # a step whose day is uncertain did not begin before the one told of first
    firsts = list(accumulate((step.first_day.date() for step in known), max))
    for step, first, following in zip_longest(known, firsts, firsts[1:]):
        again = [s.first_day.date() for s in _together(chains, chain) if s.number > step.number]
        free = min([*ends, *again[:1], *([following] if following else [])], default=None)
        last = None if free is None else free - timedelta(days=1)
        yield Stay(step, first, last)


def _together(chains: Sequence["_Chain"], chain: "_Chain") -> list[Step]:
    """Give the known places of all captives after a party is first told of: it is there too."""
    if chain is chains[0]:
        return []
    since = chain.own[0].number
    return [s for s in chains[0].held if s.is_known_place and s.number > since]


def _end_of(chain: "_Chain", chains: Sequence["_Chain"]) -> date | None:
    """Give the day on which a chain's captives were free or dead, or all followed as parties."""
    if chain.held and chain.held[-1].stage in END_STAGES:
        return chain.held[-1].last_day.date()
    if _goes_on_as_parties(chain, chains):
        last = chain.held[-1]
        branches = [c for c in chains if c is not chain and c.origin and c.origin[-1] is last]
        days = [branch.own[0].first_day.date() for branch in branches]
        return min(days, default=None)
    return None


@dataclass(frozen=True)
class _Chain:
    """The steps of the trunk or of one party, and where it branched off."""

    origin: tuple[Step, ...]
    """The parent's last known step before the branch, and undisclosed ones since."""
    own: tuple[Step, ...]

    @property
    def held(self) -> tuple[Step, ...]:
        """All steps in captivity, from the origin on."""
        return tuple(step for step in (*self.origin, *self.own) if not step.is_return)


def _split_into_chains(steps: Sequence[Step]) -> list[_Chain]:
    """Give the trunk, then each party in the order in which they are first told of."""
    parties = dict.fromkeys(step.party for step in steps if step.party)
    trunk = _Chain((), tuple(step for step in steps if not step.party))
    branches = [tuple(step for step in steps if step.party == party) for party in parties]
    return [trunk, *(_Chain(_origin_of(own[0], steps), own) for own in branches)]


def _origin_of(first: Step, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Find what a party shares with its parent: `B` for `B1`, the trunk for every other."""
    earlier = [s for s in steps if s.number < first.number and not s.is_return]
    parent = first.party[:-1]
    shared = [s for s in earlier if parent and s.party == parent]
    if shared:
        # a parent that was only at undisclosed places came from where it branched off itself
        shared = [*_origin_of(shared[0], steps), *shared]
    else:
        shared = [s for s in earlier if not s.party]
    known = [index for index, step in enumerate(shared) if step.is_known_place]
    return tuple(shared[known[-1] :] if known else shared)


def _goes_on_as_parties(chain: _Chain, chains: Sequence[_Chain]) -> bool:
    """Tell whether all captives of a chain's last step are followed further as parties."""
    if not chain.held:
        return False
    last = chain.held[-1]
    branches = [c for c in chains if c is not chain and c.origin and c.origin[-1] is last]
    followed = [branch.own[0].hostages for branch in branches]
    known = [people for people in followed if people is not None]
    if last.hostages is None or len(known) < len(followed):
        return bool(branches)
    return sum(known) >= last.hostages


def _goes_on_with_all(chain: _Chain, steps: Sequence[Step]) -> bool:
    """Tell whether the captives of a chain's last step are told of later, with all then held."""
    if not chain.held or chain.held[-1].stage in END_STAGES:
        return False
    later = [step for step in steps if step.number > chain.held[-1].number]
    return any(not step.party and not step.is_return for step in later)


def _legs_of(chain: Iterable[Step]) -> list[Leg]:
    legs: list[Leg] = []
    last_known: Step | None = None
    through: list[Step] = []
    for step in chain:
        if not step.is_known_place:
            through.append(step)
            continue
        if last_known is not None and step.point != last_known.point:
            legs.append(Leg(last_known, step, tuple(through)))
        last_known, through = step, []
    return legs


def _fade_of(chain: Sequence[Step]) -> list[Fade]:
    """Fade out a chain that ends at an undisclosed place."""
    if not chain or chain[-1].is_known_place:
        return []
    known = [step for step in chain if step.is_known_place]
    return [Fade(known[-1] if known else None, chain[-1])]


def _tails_of(chain: Sequence[Step]) -> list[Tail]:
    tails: list[Tail] = []
    here: Step | None = None
    for step in chain:
        if not step.is_known_place:
            continue
        if step.is_return and here is not None and here.point != step.point:
            tails.append(Tail(here, step))
        here = step
    return tails

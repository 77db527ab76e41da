"""How soon a town's name is shown: rank 1 on the smallest map, 4 on a close one."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from geodata.countries import COUNTRIES, FOCUS

NOT_SHOWN = 9
_LARGE_RANK, _LAST_RANK = 2, 4
# The coast of the Mediterranean is crowded and far from the subject: its towns rank lower.
_FRINGE_SOUTH = 31.5
_FRINGE_COUNTRIES = {"DZA", "LBY", "MAR"}
_FRINGE_LARGE = 400_000
_SAHARA_SOUTH, _SAHARA_NORTH = 14, 31


class RankRule(NamedTuple):
    """A rank, and what earns it: Natural Earth's `scalerank` at most, or people at least."""

    rank: int
    scale_rank: int
    population: float


_CONTEXT_RULES = (
    RankRule(1, 2, 1_500_000),
    RankRule(2, 2, 600_000),
    RankRule(3, 2, 200_000),
    RankRule(4, 7, math.inf),
)
_FOCUS_RULES = (
    RankRule(1, 2, 1_500_000),
    RankRule(2, 3, 150_000),
    RankRule(3, 6, 60_000),
    RankRule(4, 11, 0),
)
# In the empty Sahara a small town is a landmark.
_SAHARA_RULES = (
    RankRule(1, 2, 1_500_000),
    RankRule(2, 4, 70_000),
    RankRule(3, 7, 15_000),
    RankRule(4, 11, 0),
)


@dataclass(frozen=True)
class Town:
    """A town at (longitude, latitude); `geonames_id` 0 means that GeoNames has none such."""

    name: str
    country: str
    longitude: float
    latitude: float
    population: int
    scale_rank: int
    is_capital: bool
    geonames_id: int


def rank_town(town: Town) -> int:
    """Rank a town from 1 (on the smallest map) to 4; `9` is for towns that are not shown."""
    if town.is_capital:
        return 1
    for rule in _find_rules(town):
        if town.scale_rank <= rule.scale_rank or town.population >= rule.population:
            return _lower_on_fringe(town, _lower_hamlet(town, rule.rank))
    return NOT_SHOWN


def _lower_hamlet(town: Town, rank: int) -> int:
    # What Natural Earth alone has is mostly a well or a road post that once filled a blank.
    return rank if town.geonames_id else min(rank + 1, _LAST_RANK)


def _find_rules(town: Town) -> tuple[RankRule, ...]:
    if COUNTRIES[town.country].role != FOCUS:
        return _CONTEXT_RULES
    in_sahara = _SAHARA_SOUTH < town.latitude < _SAHARA_NORTH
    return _SAHARA_RULES if in_sahara else _FOCUS_RULES


def _lower_on_fringe(town: Town, rank: int) -> int:
    on_fringe = town.country in _FRINGE_COUNTRIES and town.latitude > _FRINGE_SOUTH
    if not on_fringe or (rank <= _LARGE_RANK and town.population >= _FRINGE_LARGE):
        return rank
    return rank + 1 if rank < _LAST_RANK else NOT_SHOWN

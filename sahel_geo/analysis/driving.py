"""How fast captives can have been driven: the one place where speeds are set, and their source.

The hours and kilometres of such a drive are seldom told. R. R. Fowler, taken near Niamey on
14 December 2008, wrote of 56 hours and 1,000 km off the roads into the Sahara, with a first rest of
a couple of hours after twelve (The Daily Telegraph, "My 130 days in the hands of al-Qaeda's African
monsters", March 2012): 18 km an hour, day and night. Two speeds follow: the pace of that drive,
rounded up, for what can be expected, and more than three times as much for what is doubted. The
second is our own bound, not a source's.

Days have no hours in the data, so a leg has all hours of its first and of its last day.
"""

from dataclasses import dataclass

from sahel_geo.analysis.areas import NEAR_RADIUS_KM
from sahel_geo.analysis.movements import Leg, Step
from sahel_geo.model.vocabulary import GeoPrecision

PACE_KMH = 20.0
"""Kilometres an hour, stops included, at which captives were driven off the roads (Fowler)."""

MOST_KMH = 60.0
"""Kilometres an hour as the crow flies, by day and night, that nobody keeps up: a leg that needs
more is doubted. So generous that no leg that can be driven is accused."""

MOST_WAY_KM = 1000.0
"""The longest way to expect within a few days: the whole of Fowler's drive."""

HOURS_PER_DAY = 24


@dataclass(frozen=True)
class Haste:
    """
    Why a leg cannot be driven in its time.

    `needed_kmh` is the least speed in km/h at which the places, taken as near to each other as
    they may be, are joined in a straight line in `most_hours`, the most hours that the days allow;
    `length_km` is that least distance.
    """

    needed_kmh: float
    most_hours: int
    length_km: float


def hours_between(start: Step, end: Step) -> int:
    """Give the most hours between two reports: from the first hour of one to the last of the other.

    Days that stand the wrong way round give none.
    """
    days = (end.last_day - start.first_day).days + 1
    return max(days, 0) * HOURS_PER_DAY


def judge_haste(leg: Leg) -> Haste | None:
    """
    Tell why a leg cannot be driven in its time.

    Parameters
    ----------
    leg
        The stretch between two known places.

    Returns
    -------
    haste
        None for a leg that can be driven at `MOST_KMH` if the places are as near to each other
        and the days as far apart as the reports allow; also when an end is known to the region
        only, for then the distance is not known.
    """
    ends = (leg.start, leg.end)
    if any(step.geo_precision >= GeoPrecision.REGION for step in ends):
        return None
    slack_km = NEAR_RADIUS_KM * sum(step.geo_precision == GeoPrecision.NEAR for step in ends)
    length_km = max(leg.length_km - slack_km, 0.0)
    hours = hours_between(leg.start, leg.end)
    if length_km <= MOST_KMH * hours:
        return None
    return Haste(length_km / hours if hours else float("inf"), hours, length_km)

"""Outline where captives can have been between two reports of them.

A point can have been on their way if going there from the first place and on to the second is no
longer than the way that fits between the reports: an ellipse on the ellipsoid, with the two places
as its foci. After a few days that way would lead nearly anywhere in the Sahara, and an outline of
everywhere tells nothing: so only short gaps are outlined, and the way is at most `MOST_WAY_KM`.
"""

import math

import numpy as np
import numpy.typing as npt
from shapely import Polygon

from sahel_geo.analysis.driving import MOST_WAY_KM, PACE_KMH, hours_between
from sahel_geo.analysis.geodesy import azimuth_to, destination, distance_km
from sahel_geo.analysis.movements import Step
from sahel_geo.model.extent import ELLIPSOID

MOST_REACH_DAYS = 5
"""Reports further apart, by the longest reading of their days, have no outline."""

CORNERS = 96
HALVINGS = 30
"""Times that the distance of a corner is halved: 1000 km come down to less than a centimetre."""

Floats = npt.NDArray[np.float64]


def way_between(start: Step, end: Step) -> float:
    """
    Give the longest way to expect between two reports.

    Parameters
    ----------
    start, end
        Two steps of the same captives, in order.

    Returns
    -------
    way_km
        Kilometres: `PACE_KMH` for all hours that the days allow, at most `MOST_WAY_KM`.
    """
    return min(PACE_KMH * hours_between(start, end), MOST_WAY_KM)


def reach_between(start: Step, end: Step) -> Polygon | None:
    """
    Outline where captives can have been between two reports.

    Parameters
    ----------
    start, end
        Two steps of the same captives, in order. Their places are taken as reported, however
        rough they are.

    Returns
    -------
    reach
        WGS84, (longitude, latitude), without holes: all points whose distances from both places
        add up to no more than `way_between`. None when a place is undisclosed, when the reports
        may be more than `MOST_REACH_DAYS` days apart, when they tell of one place on one day or
        of people already free, or when the places are further apart than that way is long.
    """
    if not (start.is_known_place and end.is_known_place) or start.is_return or end.is_return:
        return None
    gap_days = (end.last_day - start.first_day).days
    if not 0 <= gap_days <= MOST_REACH_DAYS or (gap_days == 0 and start.point == end.point):
        return None
    way_km = way_between(start, end)
    if distance_km(start.point, end.point) >= way_km:
        return None
    return _outline(start, end, way_km)


def _outline(start: Step, end: Step, way_km: float) -> Polygon:
    """Draw the ellipse of all points on a way of some kilometres between two places."""
    length_km = distance_km(start.point, end.point)
    along = azimuth_to(start.point, end.point) if length_km else 0.0
    middle = destination(start.point, along, length_km / 2)
    onwards = azimuth_to(middle, end.point) if length_km else 0.0
    azimuths = onwards + _directions(way_km / 2, math.sqrt(way_km**2 - length_km**2) / 2)
    centre = (np.full(CORNERS, middle[0]), np.full(CORNERS, middle[1]))
    # the sum of distances grows with the distance from the middle: halve until it is the way's
    near, far = np.zeros(CORNERS), np.full(CORNERS, way_km)
    for _ in range(HALVINGS):
        between = (near + far) / 2
        is_short = _sum_of_distances(start, end, _reach_out(centre, azimuths, between)) < way_km
        near, far = np.where(is_short, between, near), np.where(is_short, far, between)
    return Polygon(np.column_stack(_reach_out(centre, azimuths, far)))


def _directions(half_length: float, half_width: float) -> Floats:
    """Give degrees from the long axis, denser towards the tips of a slim ellipse."""
    turns = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    return np.degrees(np.arctan2(half_width * np.sin(turns), half_length * np.cos(turns)))


def _reach_out(
    centre: tuple[Floats, Floats], azimuths: Floats, lengths_km: Floats
) -> tuple[Floats, Floats]:
    longitudes, latitudes, _ = ELLIPSOID.fwd(*centre, azimuths, lengths_km * 1000)
    return np.asarray(longitudes), np.asarray(latitudes)


def _sum_of_distances(start: Step, end: Step, points: tuple[Floats, Floats]) -> Floats:
    total = np.zeros(len(points[0]))
    for step in (start, end):
        here = (np.full(len(total), step.longitude), np.full(len(total), step.latitude))
        total += np.asarray(ELLIPSOID.inv(*here, *points)[2]) / 1000
    return total

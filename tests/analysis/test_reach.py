"""Where captives can have been between two reports."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from makers import STEP, make_events
from shapely import Point

from sahel_geo.analysis.driving import MOST_WAY_KM, PACE_KMH
from sahel_geo.analysis.geodesy import distance_km
from sahel_geo.analysis.movements import build_trajectories, read_steps
from sahel_geo.analysis.reach import MOST_REACH_DAYS, reach_between, way_between

ARLIT = (7.39, 18.74)
IN_ABANGHARIT = (6.05, 17.88)


def make_pair(start=ARLIT, end=IN_ABANGHARIT, gap_days=0, **changes):
    """Make two steps of one party, some days apart."""
    first = pd.Timestamp("2010-09-16")
    days = [first, first + pd.Timedelta(days=gap_days)]
    rows = [
        STEP | {"longitude": lon, "latitude": lat, "event_date": day.date()}
        for (lon, lat), day in zip([start, end], days, strict=True)
    ]
    rows[1] |= changes
    return read_steps(make_events(*rows).sort_values("row").to_dict("records"))


PAIRS = [make_pair(gap_days=days) for days in range(MOST_REACH_DAYS + 1)]
places = st.tuples(
    st.floats(-12, 18).map(lambda degrees: round(degrees, 3)),
    st.floats(10, 30).map(lambda degrees: round(degrees, 3)),
)


@given(places, places, st.integers(0, MOST_REACH_DAYS))
def test_a_reach_holds_both_places_and_every_corner_uses_up_the_way(start, end, gap_days):
    pair = [
        replace(step, longitude=lon, latitude=lat)
        for step, (lon, lat) in zip(PAIRS[gap_days], (start, end), strict=True)
    ]
    way_km = way_between(*pair)
    assume(distance_km(start, end) < 0.999 * way_km and (gap_days or start != end))
    reach = reach_between(*pair)
    assert reach.is_valid
    assert not reach.interiors
    assert all(reach.contains(Point(place)) for place in (start, end))
    for corner in reach.exterior.coords:
        total = distance_km(start, corner) + distance_km(corner, end)
        assert total == pytest.approx(way_km, rel=0.01)


def test_the_way_fits_the_hours_of_the_days_and_has_an_end():
    assert way_between(*make_pair(gap_days=0)) == 24 * PACE_KMH
    assert way_between(*make_pair(gap_days=1)) == 48 * PACE_KMH
    assert way_between(*make_pair(gap_days=5)) == MOST_WAY_KM


def test_one_place_on_two_days_is_the_middle_of_a_circle():
    reach = reach_between(*make_pair(end=ARLIT, gap_days=1))
    radii = [distance_km(ARLIT, corner) for corner in reach.exterior.coords]
    assert radii == pytest.approx([24 * PACE_KMH] * len(radii), rel=1e-6)


@pytest.mark.parametrize(
    "pair",
    [
        {"gap_days": 6},
        {"gap_days": 3, "time_precision": 2},
        {"gap_days": 1, "geo_precision": 4},
        {"gap_days": 1, "hostage_stage": "returned"},
        {"end": ARLIT, "gap_days": 0},
        {"end": (-8.0, 12.6), "gap_days": 1},
    ],
    ids=["longer gap", "maybe longer", "undisclosed", "free", "one place and day", "too far"],
)
def test_what_cannot_be_outlined_is_not(pair):
    assert reach_between(*make_pair(**pair)) is None


def test_shipped_legs_of_a_few_days_have_a_reach(shipped):
    legs = [leg for case in build_trajectories(shipped.steps) for leg in case.legs]
    short = [leg for leg in legs if leg.gap_days[1] <= MOST_REACH_DAYS]
    assert len(short) > 10
    assert all(reach_between(leg.start, leg.end) is not None for leg in short)

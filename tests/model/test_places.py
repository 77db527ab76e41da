import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_events

from sahel_geo.model.places import is_statement, number_places, round_coordinates

PLACE = {
    "longitude": 7.39,
    "latitude": 18.74,
    "geo_precision": 1,
    "country": "NER",
    "admin1": "Agadez",
    "location": "Arlit",
}

rows = st.lists(
    st.fixed_dictionaries(
        {
            "longitude": st.sampled_from([-17.5, -0.0001, 0.0, 7.39]),
            "latitude": st.sampled_from([-4.0, 18.74]),
            "geo_precision": st.integers(1, 4),
            "country": st.sampled_from(["MLI", "NER"]),
            "admin1": st.sampled_from(["", "Gao", "Agadez|Tahoua"]),
            "location": st.sampled_from(["Arlit", "", "(statement)", "Paris (statement)"]),
        }
    ),
    max_size=30,
)


def make_places(*changes):
    return pd.DataFrame([PLACE | change for change in changes], columns=list(PLACE))


def numbers_of(*changes):
    return number_places(make_places(*changes)).tolist()


def test_events_with_equal_coordinates_and_precision_share_a_place_whatever_it_is_called():
    assert numbers_of({}, {"location": "Arlit mine", "country": "MLI", "admin1": "Gao"}) == [0, 0]


def test_places_are_told_apart_from_four_decimals_on():
    numbers = numbers_of({}, {"longitude": 7.39004}, {"longitude": 7.3901}, {"latitude": 18.7399})
    assert numbers == [1, 1, 2, 0]


def test_the_same_point_known_less_well_is_another_place():
    assert numbers_of({"geo_precision": 2}, {"geo_precision": 1}) == [1, 0]


def test_what_is_known_to_a_region_shares_the_region_as_well_as_the_point():
    region = {"geo_precision": 3}
    numbers = numbers_of(region, region, region | {"admin1": "Tahoua"}, region | {"country": "MLI"})
    assert numbers == [1, 1, 2, 0]


def test_an_undisclosed_place_is_its_country_wherever_the_label_stands():
    undisclosed = {"geo_precision": 4}
    elsewhere = {"longitude": -3.0, "admin1": "Gao", "location": "northern Niger"}
    numbers = numbers_of(undisclosed, undisclosed | elsewhere, undisclosed | {"country": "MLI"})
    assert numbers == [1, 1, 0]


def test_statements_about_a_country_stand_apart_from_what_happened_in_it():
    undisclosed = {"geo_precision": 4}
    statement = undisclosed | {"location": "Paris (statement)"}
    assert numbers_of(statement, undisclosed, undisclosed | {"location": "(statement)"}) == [
        1,
        0,
        1,
    ]


def test_a_place_that_is_known_is_not_parted_by_what_was_said_there():
    assert numbers_of({}, {"location": "Arlit (statement)"}) == [0, 0]


@given(rows, st.randoms(use_true_random=False))
def test_equal_tables_have_equal_numbers_in_whatever_order_their_rows_stand(rows, random):
    places = make_places(*rows)
    order = list(places.index)
    random.shuffle(order)
    numbers, shuffled = number_places(places), number_places(places.loc[order])
    assert shuffled.loc[places.index].tolist() == numbers.tolist()


@given(rows)
def test_places_are_numbered_from_zero_without_a_gap_and_the_precise_ones_first(rows):
    places = make_places(*rows)
    numbers = number_places(places)
    assert numbers.dtype == np.int64
    assert set(numbers) == set(range(numbers.nunique()))
    precision = places["geo_precision"].iloc[np.argsort(numbers.to_numpy(), kind="stable")]
    assert precision.is_monotonic_increasing


def test_no_events_have_no_places():
    numbers = number_places(make_events().iloc[:0])
    assert (len(numbers), numbers.dtype) == (0, np.int64)


def test_the_shipped_events_of_a_place_have_one_location(shipped):
    events = shipped.events.loc[shipped.events["geo_precision"] < 4]
    for column in ("longitude", "latitude"):
        steps = round_coordinates(events[column]).groupby(events["place"])
        assert steps.min().equals(steps.max())


@pytest.mark.parametrize(
    ("degrees", "steps"), [(-17.44671, -174467), (0.00004, 0), (-0.00006, -1), (24.0, 240000)]
)
def test_coordinates_become_whole_steps_of_a_ten_thousandth_of_a_degree(degrees, steps):
    assert round_coordinates(pd.Series([degrees])).tolist() == [steps]


@pytest.mark.parametrize(
    ("location", "expected"),
    [("(statement)", True), ("Paris (statement)", True), ("Paris", False), ("", False)],
)
def test_a_statement_is_known_by_the_end_of_its_location(location, expected):
    assert is_statement({"location": location}) is expected

"""Made events are shaped like conflict data, repeat exactly, and pass the project's own checks."""

import numpy as np
import pandas as pd
import pytest
from generator import ACTORS, SPAN, make_events

from sahel_geo.model.extent import WINDOW
from sahel_geo.model.vocabulary import EventType, GeoPrecision
from sahel_geo.sources import SHIPPED_DATA, Catalog, load_dataset

EVENTS, PLACES = 4000, 400


@pytest.fixture(scope="module")
def events():
    return make_events(EVENTS, PLACES)


@pytest.fixture(scope="module")
def loaded(made_folder):
    return load_dataset(Catalog.in_folder(made_folder))


def counts_by_place(events):
    return events.groupby(["longitude", "latitude"]).size().sort_values(ascending=False)


def test_as_many_events_and_places_are_made_as_were_asked_for(events):
    assert len(events) == EVENTS
    assert len(counts_by_place(events)) == PLACES


def test_few_places_have_many_events_and_most_have_few(events):
    counts = counts_by_place(events).to_numpy()
    assert counts[: PLACES // 20].sum() > EVENTS * 0.4
    assert np.median(counts) < EVENTS / PLACES
    assert counts.min() >= 1


def test_the_power_law_falls_with_the_rank_of_a_place(events):
    by_rank = events["location"].value_counts()
    assert by_rank["Made place 0"] > by_rank["Made place 20"] > by_rank["Made place 399"]


def test_fewer_events_than_places_leave_places_out():
    assert len(make_events(50, 80)) == 50


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(events):
    pd.testing.assert_frame_equal(events, make_events(EVENTS, PLACES))
    assert not events.equals(make_events(EVENTS, PLACES, seed=1))


def test_all_points_lie_in_the_window_and_all_days_in_the_span(events):
    assert events["longitude"].between(WINDOW.west, WINDOW.east).all()
    assert events["latitude"].between(WINDOW.south, WINDOW.north).all()
    assert events["event_date"].min() >= pd.Timestamp(SPAN.start)
    assert events["event_date"].max() <= pd.Timestamp(SPAN.end)


def test_the_later_years_are_denser(events):
    middle = pd.Timestamp(SPAN.start) + pd.Timedelta(days=SPAN.days // 2)
    assert (events["event_date"] > middle).mean() > 0.65


def test_every_precision_of_place_and_time_and_every_type_occurs(events):
    assert set(events["geo_precision"]) == {code.value for code in GeoPrecision}
    assert set(events["time_precision"]) == {1, 2, 3}
    assert set(events["event_type"]) == {kind.value for kind in EventType}


def test_what_is_known_to_a_region_only_names_it(events):
    regional = events.loc[events["geo_precision"] == GeoPrecision.REGION]
    assert len(regional)
    assert (regional["admin1"] != "").all()


def test_no_made_row_is_rejected_or_warned_of(loaded):
    dataset, report = loaded
    assert report.rejected == 0
    assert len(dataset.events) == EVENTS
    assert [problem for problem in report.problems if "geojson" not in problem.file] == []


def test_the_layers_bring_no_warning_that_the_shipped_data_do_not_bring(loaded):
    _, report = loaded
    _, shipped = load_dataset(Catalog.in_folder(SHIPPED_DATA))
    ours = {problem for problem in report.problems if problem.file.endswith(".geojson")}
    assert ours <= set(shipped.problems)


def test_the_dataset_counts_the_places_made_and_one_undisclosed_place_a_country(loaded):
    dataset, _ = loaded
    hidden = dataset.events.loc[dataset.events["geo_precision"] == GeoPrecision.UNDISCLOSED]
    assert dataset.events["place"].nunique() == PLACES + hidden["country"].nunique()


def test_each_actor_is_named_in_both_languages(loaded):
    dataset, _ = loaded
    assert set(dataset.events["actor1"]) == set(ACTORS)
    assert all(ACTORS.values())

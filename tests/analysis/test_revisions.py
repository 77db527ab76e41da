import pandas as pd
import pytest
from makers import make_events

from sahel_geo.analysis.revisions import PLACE, Change, Revision, compare

OLD = {"event_id": "one", "fatalities": "3", "latitude": "16.0", "longitude": "2.0"}


def compare_rows(old, new):
    return compare(make_events(old), make_events(new))


def test_the_same_rows_have_no_revision():
    assert compare_rows(OLD, OLD) == Revision()


def test_new_and_vanished_events_are_listed():
    old = make_events({"event_id": "one"}, {"event_id": "gone"})
    new = make_events({"event_id": "come"}, {"event_id": "one"})
    revision = compare(old, new)
    assert (revision.new, revision.changed, revision.vanished) == (("come",), (), ("gone",))


def test_a_changed_toll_tells_before_and_after():
    revision = compare_rows(OLD, {**OLD, "fatalities": "11"})
    assert revision.changed == (Change("one", "fatalities", "3", "11"),)


def test_a_toll_that_became_known_was_nothing_before():
    revision = compare_rows({**OLD, "fatalities": ""}, {**OLD, "fatalities": "0"})
    assert revision.changed == (Change("one", "fatalities", "", "0"),)


def test_days_are_told_without_a_time_of_day():
    revision = compare_rows(OLD, {**OLD, "event_date": "2012-06-16", "end_date": "2012-06-17"})
    assert revision.changed == (
        Change("one", "event_date", "2012-06-15", "2012-06-16"),
        Change("one", "end_date", "", "2012-06-17"),
    )


def test_a_moved_event_tells_how_far():
    (change,) = compare_rows(OLD, {**OLD, "latitude": "16.36"}).changed
    assert (change.column, change.before, change.after) == (
        PLACE,
        "16.0000, 2.0000",
        "16.3600, 2.0000",
    )
    assert change.moved_km == pytest.approx(39.8, abs=0.1)


def test_more_decimals_are_no_move():
    assert compare_rows(OLD, {**OLD, "latitude": "16.0004"}) == Revision()


def test_columns_of_the_source_and_order_do_not_matter():
    old = make_events(OLD, {"event_id": "two"}).assign(timestamp="1")
    new = make_events({"event_id": "two"}, OLD).assign(timestamp="2")
    assert compare(old, new) == Revision()


def test_an_event_with_two_changes_is_one_changed_event():
    revision = compare_rows(OLD, {**OLD, "fatalities": "11", "actor2": "Sample group"})
    assert (len(revision.changed), revision.changed_events) == (2, 1)


def test_an_export_without_rows_makes_everything_new_or_gone():
    events = make_events(OLD)
    assert compare(events.iloc[:0], events).new == ("one",)
    assert compare(events, events.iloc[:0]).vanished == ("one",)


def test_a_range_of_deaths_that_was_not_told_before_is_no_change():
    new = make_events(OLD).assign(fatalities_low=pd.array([2], dtype="Int64"))
    assert compare(make_events(OLD), new) == Revision()

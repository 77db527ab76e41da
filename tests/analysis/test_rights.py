"""Rows that may not be passed on stay behind; events that others tell as well stay told."""

from sahel_geo.analysis.combining import combine
from sahel_geo.analysis.decisions import Decisions, EventKey
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.ownership import NOBODY, owners_of_places
from sahel_geo.analysis.rights import count_kept_back, keep_back, may_leave
from sahel_geo.analysis.summary import incidents_of
from sahel_geo.model.datasets import DATASET, DatasetEvents, DatasetInfo, DatasetKind
from sahel_geo.model.selection import MapSelection
from tests.makers import make_dataset, make_events


def make_set(*rows, kind=DatasetKind.ACLED, dataset_id="theirs"):
    events = make_events(*rows).assign(**{DATASET: dataset_id})
    info = DatasetInfo(dataset_id, "Theirs", kind, "#0072b2", None, len(events), "1")
    return DatasetEvents(info, events)


def test_all_rows_may_leave_where_nothing_was_brought_in():
    dataset = make_dataset()
    assert may_leave(dataset.events, dataset).all()
    assert keep_back(dataset) is dataset


def test_rows_of_acled_stay_behind_and_those_of_ucdp_leave():
    theirs = make_set({"location": "Gao"})
    free = make_set({"location": "Kidal"}, kind=DatasetKind.UCDP, dataset_id="free")
    combined = combine(make_dataset(), (theirs, free))
    left = keep_back(combined)
    assert set(left.events[DATASET]) == {"shipped", "free"}
    assert [info.dataset_id for info in left.datasets] == ["free"]


def test_rows_kept_back_are_counted_by_dataset():
    combined = combine(make_dataset(), (make_set({}, {"event_date": "2013-01-01"}),))
    counts = count_kept_back(combined)
    assert {info.name: count for info, count in counts.items()} == {"Theirs": 2}


def test_an_event_whose_row_stays_behind_is_told_by_another_with_that_ones_toll():
    ours = make_events({"event_id": "ours", "event_date": "2012-06-16", "fatalities": 3})
    theirs = make_set({"event_id": "a", "event_date": "2012-06-15", "fatalities": 9})
    joined = Decisions().with_joined(EventKey("shipped", "ours"), EventKey("theirs", "a"))
    combined = combine(make_dataset(events=ours), (theirs,), joined)
    shown = filter_dataset(combined, MapSelection())
    assert list(incidents_of(shown.events)["event_id"]) == ["theirs/a"]
    told = incidents_of(keep_back(shown).events)
    assert list(told["event_id"]) == ["ours"]
    assert list(told["fatalities"]) == [3]


def test_a_place_belongs_to_the_dataset_that_has_more_than_half_of_it():
    at_gao = {"location": "Gao", "latitude": "16.27", "longitude": "-0.05"}
    ours = make_events({}, at_gao)
    theirs = make_set(at_gao | {"event_date": "2014-01-01"}, at_gao | {"event_date": "2015-01-01"})
    combined = combine(make_dataset(events=ours), (theirs,), joinings=())
    owners = owners_of_places(combined)
    events = combined.events
    gao = int(events.loc[events["location"] == "Gao", "place"].iloc[0])
    arlit = int(events.loc[events["location"] == "Arlit", "place"].iloc[0])
    assert (owners[gao], owners[arlit]) == (0, NOBODY)

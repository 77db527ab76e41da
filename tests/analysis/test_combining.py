import pandas as pd
import pytest
from makers import make_cases, make_dataset, make_events

from sahel_geo.analysis.combining import combine, joined_deaths, match_datasets
from sahel_geo.analysis.decisions import Decisions, EventKey
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.grouping import combined_id, key_of
from sahel_geo.analysis.summary import count_shown, incidents_of
from sahel_geo.model.datasets import DatasetEvents, DatasetInfo, DatasetKind
from sahel_geo.model.selection import MapSelection

RAID = {"title": "Sample raid", "actor2": "Sample group", "fatalities": "4"}
HERE = EventKey("shipped", "here")
THERE = EventKey("acled", "there")


def make_import(*rows, dataset_id="acled", version="1", **columns):
    events = make_events(*rows).assign(dataset=dataset_id, **columns)
    kind = DatasetKind(dataset_id)
    info = DatasetInfo(dataset_id, dataset_id, kind, "#884400", None, len(events), version)
    return DatasetEvents(info, events)


@pytest.fixture
def shipped():
    return make_dataset(events=make_events({**RAID, "event_id": "here"}))


@pytest.fixture
def acled():
    return make_import({**RAID, "event_id": "there", "fatalities": "6"})


def joint_ids(dataset):
    return dataset.events.set_index("event_id")["joint_id"]


def count(dataset):
    return count_shown(dataset, filter_dataset(dataset, MapSelection()), MapSelection())


def test_without_imports_the_dataset_is_itself(shipped):
    assert combine(shipped, []) is shipped


def test_rows_stand_side_by_side_each_with_its_dataset(shipped, acled):
    events = combine(shipped, [acled]).events
    assert dict(zip(events["event_id"], events["dataset"], strict=True)) == {
        "here": "shipped",
        "acled/there": "acled",
    }


def test_a_matched_event_counts_once_with_the_highest_toll(shipped, acled):
    counts = count(combine(shipped, [acled]))
    assert (counts.incidents, counts.fatalities) == (1, 6)


def test_an_event_of_its_own_counts_on_its_own(shipped):
    other = make_import({**RAID, "event_id": "later", "event_date": "2014-01-01"})
    dataset = combine(shipped, [other])
    assert count(dataset).incidents == 2
    assert set(joint_ids(dataset)) == {""}


def test_a_split_pair_counts_twice(shipped, acled):
    dataset = combine(shipped, [acled], Decisions().with_split(HERE, THERE))
    assert count(dataset).incidents == 2


def test_a_joined_pair_counts_once_however_little_speaks_for_it(shipped):
    far = make_import({"event_id": "there", "event_date": "2014-01-01", "latitude": "15"})
    assert count(combine(shipped, [far])).incidents == 2
    assert count(combine(shipped, [far], Decisions().with_joined(HERE, THERE))).incidents == 1


def test_three_datasets_may_tell_one_event(shipped, acled):
    ucdp = make_import({**RAID, "event_id": "7"}, dataset_id="ucdp")
    dataset = combine(shipped, [acled, ucdp])
    assert len(set(joint_ids(dataset))) == 1
    assert count(dataset).incidents == 1


def test_what_was_split_does_not_meet_by_way_of_a_third(shipped, acled):
    ucdp = make_import({**RAID, "event_id": "7"}, dataset_id="ucdp")
    dataset = combine(shipped, [acled, ucdp], Decisions().with_split(HERE, THERE))
    joint = joint_ids(dataset)
    assert joint["here"] != joint["acled/there"]
    assert count(dataset).incidents == 2


def test_two_events_of_one_dataset_stay_two(shipped):
    acled = make_import({**RAID, "event_id": "a"}, {**RAID, "event_id": "b"})
    ucdp = make_import({**RAID, "event_id": "7"}, {**RAID, "event_id": "8"}, dataset_id="ucdp")
    assert count(combine(shipped, [acled, ucdp])).incidents == 2


def test_the_joint_id_of_the_data_folder_is_kept(acled):
    rows = [{**RAID, "event_id": name, "joint_id": "raid"} for name in ("here", "again")]
    dataset = combine(make_dataset(events=make_events(*rows)), [acled])
    assert set(joint_ids(dataset)) == {"raid"}
    assert count(dataset).incidents == 1


def test_the_joint_ids_of_two_datasets_are_not_taken_for_each_other(shipped):
    rows = [
        {**RAID, "event_id": name, "joint_id": "raid", "event_date": "2014-01-01"}
        for name in ("a", "b")
    ]
    folder = make_dataset(
        events=make_events(
            *({**RAID, "event_id": name, "joint_id": "raid"} for name in ("here", "again"))
        )
    )
    dataset = combine(folder, [make_import(*rows)])
    assert set(joint_ids(dataset)) == {"raid", "acled/raid"}


def test_one_part_of_a_split_group_takes_another_name():
    rows = [{**RAID, "event_id": name, "joint_id": "raid"} for name in ("a", "b", "c")]
    folder = make_dataset(events=make_events(*rows))
    far = make_import({"event_id": "there", "event_date": "2014-01-01", "latitude": "15"})
    one, other = EventKey("shipped", "a"), EventKey("shipped", "b")
    decisions = Decisions().with_split(one, other).with_joined(other, THERE)
    joint = joint_ids(combine(folder, [far], decisions))
    assert joint["a"] == joint["c"] == "raid"
    assert joint["b"] == joint["acled/there"] != "raid"


def test_columns_of_some_datasets_are_empty_for_the_others(shipped):
    acled = make_import(
        {**RAID, "event_id": "there"},
        acled_notes="Sample notes",
        fatalities_low=pd.array([2], dtype="Int64"),
    )
    events = combine(shipped, [acled]).events.set_index("event_id")
    assert events["acled_notes"].to_dict() == {"here": "", "acled/there": "Sample notes"}
    assert pd.isna(events.loc["here", "fatalities_low"])
    assert events.loc["acled/there", "fatalities_low"] == 2


def test_types_of_columns_stay_those_of_the_data_folder(shipped, acled):
    combined = combine(shipped, [acled]).events
    assert combined[shipped.events.columns].dtypes.equals(shipped.events.dtypes)
    assert combined.crs == shipped.events.crs


def test_steps_are_those_of_the_data_folder_and_found_in_the_events():
    step = {"hostage_stage": "abducted", "case_id": "arlit", "event_id": "step"}
    cases = make_cases({})
    dataset = make_dataset(events=make_events(step, cases=cases), cases=cases)
    combined = combine(dataset, [make_import({**step, "event_date": "2011-01-01"})])
    assert list(combined.steps["event_id"]) == ["step"]
    assert combined.events.loc[combined.steps.index, "event_id"].tolist() == ["step"]


def test_the_period_grows_with_the_data(shipped):
    combined = combine(shipped, [make_import({"event_id": "old", "event_date": "1999-03-04"})])
    assert combined.period.start.year == 1999
    assert combined.period.end == shipped.period.end


def test_the_version_tells_what_is_combined(shipped, acled):
    other_file = make_import({**RAID, "event_id": "there"}, version="2")
    split = Decisions().with_split(HERE, THERE)
    versions = [
        shipped.version,
        combine(shipped, [acled]).version,
        combine(shipped, [other_file]).version,
        combine(shipped, [acled], split).version,
    ]
    assert len(set(versions)) == 4
    assert combine(shipped, [acled], split).version == versions[-1]


def test_matches_worked_out_before_are_used(shipped, acled):
    joinings = match_datasets(shipped, [acled])
    assert [joining.pair for joining in joinings] == [(THERE, HERE)]
    assert count(combine(shipped, [acled], joinings=joinings)).incidents == 1
    assert count(combine(shipped, [acled], joinings=())).incidents == 2


def test_matches_of_a_dataset_that_is_switched_off_wait(shipped, acled):
    ucdp = make_import({**RAID, "event_id": "7"}, dataset_id="ucdp")
    joinings = match_datasets(shipped, [acled, ucdp])
    assert count(combine(shipped, [ucdp], joinings=joinings)).incidents == 1


def test_the_infos_of_what_is_combined_are_told(shipped, acled):
    assert combine(shipped, [acled]).datasets == (acled.info,)


def test_inputs_are_not_changed(shipped, acled):
    before = shipped.events.copy(), acled.events.copy()
    combine(shipped, [acled])
    pd.testing.assert_frame_equal(shipped.events, before[0])
    pd.testing.assert_frame_equal(acled.events, before[1])


@pytest.mark.parametrize("key", [HERE, THERE, EventKey("acled", "a/b")])
def test_an_id_leads_back_to_its_key(key):
    assert key_of(key.dataset_id, combined_id(key)) == key


def test_deaths_of_a_joined_event_span_all_that_is_told(shipped):
    acled = make_import(
        {**RAID, "event_id": "there", "fatalities": "6"},
        fatalities_low=pd.array([2], dtype="Int64"),
        fatalities_high=pd.array([11], dtype="Int64"),
    )
    dataset = combine(shipped, [acled])
    assert joined_deaths(dataset.events) == (2, 6, 11)
    shown = filter_dataset(dataset, MapSelection()).events
    assert list(incidents_of(shown)["fatalities"]) == [6]


def test_deaths_that_nobody_tells_are_unknown():
    assert joined_deaths(make_events({}, {})) == (None, None, None)
    assert joined_deaths(make_events({}, {"fatalities": "0"})) == (0, 0, 0)

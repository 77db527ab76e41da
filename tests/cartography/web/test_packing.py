"""Packs are read here by a reader of their own, not by the code that writes them."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_dataset, make_events

from sahel_geo.analysis.filtering import passes_choices, stand_for_incidents
from sahel_geo.cartography.web.packing import pack_events, pack_mask
from sahel_geo.model.selection import MapSelection
from tests.cartography.web.packed_events import (
    KINDS,
    REPORTS,
    day_number,
    make_one_row,
    make_table,
    read_bits,
    read_pack,
)

seeds = st.integers(0, 2**32 - 1)
sizes = st.sampled_from([0, 1, 2, 7, 8, 9, 60, 300])


def is_packable(event):
    return event.hostage_stage not in REPORTS or event.geo_precision == 4


def type_index(event):
    return 6 if event.hostage_stage in REPORTS else KINDS.index(event.event_type)


@given(seeds, sizes)
def test_every_incident_and_every_undisclosed_report_is_packed_once(seed, count):
    events = make_table(np.random.default_rng(seed), count)
    packed = pack_events(events)
    packable = [row for row, event in enumerate(events.itertuples()) if is_packable(event)]
    assert sorted(packed.rows) == packable
    assert read_pack(packed.content)[0]["events"] == len(packable)


@given(seeds, sizes)
def test_what_is_unpacked_is_what_was_packed(seed, count):
    events = make_table(np.random.default_rng(seed), count)
    packed = pack_events(events)
    header, sections = read_pack(packed.content)
    assert header["types"] == [*KINDS, "report"]
    assert len(sections["place_start"]) == header["places"] + 1
    places = np.repeat(np.arange(header["places"]), np.diff(sections["place_start"]))
    assert len(places) == len(packed.rows) == len(sections["type"])
    for index, event in enumerate(events.iloc[packed.rows].itertuples()):
        assert places[index] == event.place
        assert sections["type"][index] == type_index(event)
        assert sections["first"][index] == day_number(event.first_day)
        assert sections["last"][index] == day_number(event.last_day)


@given(seeds, sizes)
def test_packed_events_are_sorted_by_place_type_exactness_and_days(seed, count):
    packed = pack_events(make_table(np.random.default_rng(seed), count))
    header, sections = read_pack(packed.content)
    starts = sections["place_start"]
    assert starts[0] == 0
    assert starts[-1] == header["events"]
    for start, end in pairwise(starts):
        columns = (sections[name][start:end] for name in ("type", "first", "last"))
        keys = [
            (kind, first != last, first, last) for kind, first, last in zip(*columns, strict=True)
        ]
        assert keys == sorted(keys)


@given(seeds, sizes)
def test_a_mask_comes_back_as_it_was_chosen(seed, count):
    random = np.random.default_rng(seed)
    events = make_table(random, count)
    packed = pack_events(events)
    passes, stands = random.random((2, count)) < 0.5
    mask = pack_mask(packed, passes, stands)
    expected = [
        bool(passes[row] if events["hostage_stage"].iloc[row] in REPORTS else stands[row])
        for row in packed.rows
    ]
    assert len(mask) == -(-len(packed.rows) // 8)
    assert read_bits(mask, len(packed.rows)) == expected
    assert read_bits(mask, len(mask) * 8)[len(packed.rows) :].count(True) == 0


def test_every_place_has_its_entry_even_when_nothing_of_it_is_packed():
    events = make_table(np.random.default_rng(5), 300)
    at_last = events["place"] == events["place"].max()
    events.loc[at_last, ["hostage_stage", "geo_precision"]] = ["held", 3]
    header, sections = read_pack(pack_events(events).content)
    assert header["places"] == events["place"].max() + 1
    assert sections["place_start"][-1] == sections["place_start"][-2] == header["events"]
    assert sections["place_precision"][-1] == 3


def test_places_keep_their_coordinates_to_four_decimals_west_and_south_too():
    events = make_one_row(longitude=-17.44671, latitude=-4.00009)
    _, sections = read_pack(pack_events(events).content)
    assert (sections["place_longitude"], sections["place_latitude"]) == ([-174467], [-40001])


def test_an_undisclosed_place_gives_its_label_point_to_nobody():
    _, sections = read_pack(pack_events(make_one_row(geo_precision=4)).content)
    assert (sections["place_longitude"], sections["place_latitude"]) == ([0], [0])
    assert sections["place_precision"] == [4]


@pytest.mark.parametrize(
    ("day", "number"), [("1903-01-01", -24472), ("1970-01-01", 0), ("2099-12-31", 47481)]
)
def test_days_are_counted_from_1970_in_both_directions(day, number):
    events = make_one_row(first_day=pd.Timestamp(day), last_day=pd.Timestamp(day))
    _, sections = read_pack(pack_events(events).content)
    assert (sections["first"], sections["last"]) == ([number], [number])


def test_no_events_make_a_pack_of_nothing():
    events = make_one_row().iloc[:0]
    packed = pack_events(events)
    header, sections = read_pack(packed.content)
    assert (header["events"], header["places"], sections["place_start"]) == (0, 0, [0])
    assert pack_mask(packed, np.zeros(0, bool), np.zeros(0, bool)) == b""


def test_equal_events_make_equal_bytes_and_other_days_make_others():
    events = make_table(np.random.default_rng(5), 200)
    content = pack_events(events).content
    assert pack_events(events.copy()).content == content
    later = events.assign(last_day=events["last_day"] + pd.Timedelta(days=1))
    assert pack_events(later).content != content


def test_an_event_type_without_a_name_is_refused_with_it():
    with pytest.raises(ValueError, match="got 'Rumours'"):
        pack_events(make_one_row(event_type="Rumours"))


def test_rows_of_one_real_event_are_all_packed_and_the_mask_lets_one_pass():
    events = make_events(
        {"joint_id": "arlit", "country": "NER"},
        {"joint_id": "arlit", "country": "MLI", "admin1": "Gao"},
        {"hostage_stage": ""},
    )
    dataset = make_dataset(events=events)
    packed = pack_events(dataset.events)
    assert len(packed.rows) == 3

    def passing(selection):
        passes = passes_choices(dataset, selection)
        mask = pack_mask(packed, passes, stand_for_incidents(dataset.events, passes))
        bits = read_bits(mask, 3)
        return sorted(row for row, bit in zip(packed.rows, bits, strict=True) if bit)

    assert passing(MapSelection()) == [0, 2]
    assert passing(MapSelection(countries=("MLI",))) == [1]


def test_the_shipped_events_stand_in_the_pack_as_they_are_counted(shipped):
    passes = passes_choices(shipped, MapSelection())
    stands = stand_for_incidents(shipped.events, passes)
    packed = pack_events(shipped.events)
    bits = read_bits(pack_mask(packed, passes, stands), len(packed.rows))
    _, sections = read_pack(packed.content)
    incidents = [kind < 6 for kind, bit in zip(sections["type"], bits, strict=True) if bit]
    assert sum(incidents) == stands.sum()

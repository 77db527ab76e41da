"""Repairs are found and proposed; nothing is done that was not accepted."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.sources.intake.repairs import apply_repairs, find_repairs
from sahel_geo.sources.intake.table import RawTable, RepairKind

COLUMNS = {"event_date": "when", "latitude": "lat", "longitude": "lon"}


def make_table(**columns):
    length = len(next(iter(columns.values())))
    return RawTable("events.csv", pd.DataFrame(columns, index=range(2, length + 2), dtype="str"))


def find(table):
    return {repair.kind: repair for repair in find_repairs(table.cells, COLUMNS)}


def repair(table, *kinds):
    return apply_repairs(table, find_repairs(table.cells, COLUMNS), kinds).cells


def test_a_table_that_is_good_needs_nothing():
    table = make_table(when=["2023-06-30", ""], lat=["16.27", ""], lon=["-0.04", ""])
    assert find(table) == {}


def test_a_decimal_comma_is_proposed_with_an_example_and_done_when_accepted():
    table = make_table(lat=["16,27", "14.5"], lon=["-0,04", "\N{MINUS SIGN}1,5"])
    values = dict(find(table)[RepairKind.DECIMAL_COMMA].values)
    assert values == {"columns": "lat, lon", "cells": "3", "before": "16,27", "after": "16.27"}
    cells = repair(table, RepairKind.DECIMAL_COMMA)
    assert cells.to_dict("list") == {"lat": ["16.27", "14.5"], "lon": ["-0.04", "-1.5"]}


def test_nothing_is_done_that_was_not_accepted():
    table = make_table(when=["30/06/2023"], lat=["-0,04"], lon=["16,27"])
    pd.testing.assert_frame_equal(repair(table), table.cells)


def test_what_was_done_and_what_is_only_proposed_is_told():
    table = make_table(when=["30/06/2023"], lat=["16,27"], lon=["-0,04"])
    done = apply_repairs(table, find_repairs(table.cells, COLUMNS), {RepairKind.DAY_FIRST})
    assert {repair.kind: repair.is_done for repair in done.repairs} == {
        RepairKind.DECIMAL_COMMA: False,
        RepairKind.DAY_FIRST: True,
    }
    assert table.cells.loc[2, "when"] == "30/06/2023"


def test_swapped_coordinates_are_found_behind_a_decimal_comma_and_both_are_mended():
    table = make_table(lat=["-0,04", "-3,2"], lon=["16,27", "17,1"])
    assert set(find(table)) == {RepairKind.DECIMAL_COMMA, RepairKind.SWAPPED_COORDINATES}
    cells = repair(table, *find(table))
    assert cells.to_dict("list") == {"lat": ["16.27", "17.1"], "lon": ["-0.04", "-3.2"]}


def test_one_point_off_the_map_does_not_mean_that_all_are_swapped():
    table = make_table(lat=["16.27", "17.1", "1.5"], lon=["-0.04", "-3.2", "16.2"])
    assert find(table) == {}


def test_a_number_beyond_twelve_tells_what_stands_first():
    assert list(find(make_table(when=["30/06/2023", "01/02/2023"]))) == [RepairKind.DAY_FIRST]
    assert list(find(make_table(when=["06/30/2023", "01/02/2023"]))) == [RepairKind.MONTH_FIRST]


def test_days_that_can_be_read_two_ways_are_proposed_both_ways():
    found = find(make_table(when=["03/04/2023"]))
    assert {kind: dict(repair.values)["after"] for kind, repair in found.items()} == {
        RepairKind.DAY_FIRST: "2023-04-03",
        RepairKind.MONTH_FIRST: "2023-03-04",
    }
    assert {dict(repair.values)["is_sure"] for repair in found.values()} == {"no"}


def test_days_in_several_forms_are_each_repaired_in_their_way():
    table = make_table(when=["30 June 2023", "45107", "30/06/2023", "2023-06-30", "perhaps"])
    kinds = (RepairKind.WRITTEN_DATES, RepairKind.SERIAL_DATES, RepairKind.DAY_FIRST)
    assert list(find(table)) == list(kinds)
    assert list(repair(table, *kinds)["when"]) == ["2023-06-30"] * 4 + ["perhaps"]


TEXTS = st.one_of(st.text(max_size=12), st.from_regex(r"[0-9/,.\- ]{0,12}", fullmatch=True))


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6))
def test_any_texts_can_be_repaired_in_every_way(rows):
    when, lat, lon = zip(*rows, strict=True)
    table = make_table(when=when, lat=lat, lon=lon)
    cells = repair(table, *RepairKind)
    assert list(cells.index) == list(table.cells.index)
    assert list(cells.columns) == list(table.cells.columns)

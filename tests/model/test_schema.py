"""What each table and layer must hold."""
# ruff: noqa: RUF001 - digits of other scripts are what is tested

import pandas as pd
import pandera.pandas as pa
import pytest
from makers import make_case, make_event

from sahel_geo.model.columns import CellType
from sahel_geo.model.schema import CASES, CONTRACTS, EVENT_COLUMNS, EVENTS, TOWNS, TableFile
from sahel_geo.model.vocabulary import LayerFile


def broken_rules(contract, row):
    """Name the (column, rule) pairs that a row of text breaks."""
    try:
        contract.validate(pd.DataFrame([row], dtype="str"), lazy=True)
    except pa.errors.SchemaErrors as errors:
        return [(error.schema.name, error.check.error) for error in errors.schema_errors]
    return []


@pytest.mark.parametrize("file", [*TableFile, *LayerFile])
def test_every_table_and_layer_has_a_contract(file):
    contract = CONTRACTS[file]
    assert contract.name == file
    assert bool(contract.metadata["geometry"]) == isinstance(file, LayerFile)
    assert set(contract.metadata["unique"]) <= set(contract.columns)
    assert {column.metadata["cell"] for column in contract.columns.values()} <= set(CellType)


def test_event_columns_stand_in_the_order_of_the_design():
    assert " ".join(EVENT_COLUMNS) == (
        "event_id event_date end_date time_precision event_type sub_event_type title title_fr "
        "actor1 actor2 country admin1 location latitude longitude geo_precision fatalities case_id "
        "hostage_stage hostages summary confidence source source_url party joint_id location_fr "
        "summary_fr"
    )


def test_a_good_event_and_a_good_case_break_no_rule():
    assert broken_rules(EVENTS, make_event()) == []
    assert broken_rules(CASES, make_case()) == []


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("event_id", "", "empty_cell"),
        ("event_date", "", "empty_cell"),
        ("event_date", "31/02/2014", "day"),
        ("event_date", "2014-02-31", "day"),
        ("event_date", "2014-2-1", "day"),
        ("event_date", "٢٠١٤-٠٢-٠١", "day"),
        ("event_date", "1014-02-01", "day_between"),
        ("event_date", "9999-12-31", "day_between"),
        ("end_date", "tomorrow", "day"),
        ("time_precision", "4", "one_of"),
        ("event_type", "battles", "one_of"),
        ("sub_event_type", "Ambush", "one_of"),
        ("title", "", "empty_cell"),
        ("country", "NE", "country_code"),
        ("latitude", "91", "number_between"),
        ("latitude", "48.85", "number_between"),
        ("longitude", "7,39", "number_between"),
        ("longitude", "nan", "number_between"),
        ("longitude", "1e1", "number_between"),
        ("geo_precision", "0", "one_of"),
        ("fatalities", "-1", "count"),
        ("fatalities", "3.0", "count"),
        ("fatalities", "about ten", "count"),
        ("hostages", "9999999999", "count"),
        ("hostage_stage", "freed", "one_of"),
        ("confidence", "sure", "one_of"),
        ("source", "RFI||AFP", "source_names"),
        ("source_url", "www.rfi.fr", "links"),
        ("source_url", "javascript:alert(1)", "links"),
        ("source_url", "https://rfi.fr|", "links"),
        ("party", "AB", "party"),
        ("party", "b", "party"),
    ],
)
def test_a_bad_event_cell_breaks_the_rule_that_names_it(column, cell, rule):
    broken = broken_rules(EVENTS, make_event(**{column: cell}))
    assert (column, rule) == broken[0]


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("hostages", "", "empty_cell"),
        ("nationalities", "FRA5", "nationalities"),
        ("nationalities", "FRA:5,TGO:1", "nationalities"),
        ("sector", "gold", "one_of"),
        ("outcome", "free", "one_of"),
        ("unaccounted", "-2", "count"),
        ("resolved", "perhaps", "one_of"),
    ],
)
def test_a_bad_case_cell_breaks_the_rule_that_names_it(column, cell, rule):
    assert (column, rule) in broken_rules(CASES, make_case(**{column: cell}))


@pytest.mark.parametrize(
    "column", ["end_date", "fatalities", "hostages", "actor2", "party", "joint_id", "admin1"]
)
def test_what_may_be_unknown_may_be_empty(column):
    assert broken_rules(EVENTS, make_event(**{column: ""})) == []


def test_a_number_at_the_edge_of_the_window_is_inside():
    assert broken_rules(EVENTS, make_event(latitude="38", longitude="-18")) == []


TOWN = {"name": "Arlit", "name_fr": "Arlit", "country": "NER", "rank": "3"}


@pytest.mark.parametrize(
    "more", [{}, {"capital": "0", "population": "83464"}, {"capital": "1", "population": ""}]
)
def test_a_town_may_tell_its_people_and_whether_it_is_a_capital(more):
    assert broken_rules(TOWNS, TOWN | more) == []


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("capital", "2", "whole_number_between"),
        ("capital", "yes", "whole_number_between"),
        ("population", "-5", "count"),
        ("population", "83464.5", "count"),
    ],
)
def test_a_bad_town_cell_breaks_the_rule_that_names_it(column, cell, rule):
    assert broken_rules(TOWNS, TOWN | {column: cell}) == [(column, rule)]


def test_being_a_capital_and_counting_people_are_whole_numbers():
    cells = {TOWNS.columns[column].metadata["cell"] for column in ("capital", "population")}
    assert cells == {CellType.WHOLE_NUMBER}

"""The joining of researched rows into tables and thematic layers."""

import json

import pytest
import shapely
from datatables.events import EVENT_COLUMNS, join_events
from datatables.rows import TableError, read_rows, to_csv
from datatables.thematic import read_features, to_points, type_properties
from datatables.vocabulary import complete_vocabulary


def make_event(event_id, event_date, **changes):
    row = dict.fromkeys(EVENT_COLUMNS, "")
    return {**row, "event_id": event_id, "event_date": event_date, **changes}


def make_step(event_id, event_date, case_id="arlit-2010"):
    return make_event(event_id, event_date, case_id=case_id, hostage_stage="held")


def make_word(code, en, fr):
    return {"kind": "country", "code": code, "en": en, "fr": fr}


def test_events_are_sorted_by_date_and_none_is_lost():
    steps = [make_step("b", "2010-09-16"), make_step("c", "2013-10-29")]
    incidents = [make_event("a", "2010-09-20"), make_event("d", "2009-01-01")]
    joined = join_events(steps, incidents)
    assert [event["event_id"] for event in joined] == ["d", "b", "a", "c"]


def test_steps_of_one_day_keep_their_file_order_and_come_before_other_events():
    steps = [make_step("second", "2010-09-16"), make_step("first", "2010-09-16")]
    joined = join_events(steps, [make_event("attack", "2010-09-16")])
    assert [event["event_id"] for event in joined] == ["second", "first", "attack"]


def test_a_case_whose_steps_go_back_in_time_is_an_error_that_names_it():
    steps = [make_step("a", "2011-02-24"), make_step("b", "2010-09-16")]
    with pytest.raises(TableError, match=r"arlit-2010.*2010-09-16 after 2011-02-24"):
        join_events(steps, [])


def test_an_event_only_related_to_a_case_may_stand_anywhere():
    related = make_event("warning", "2009-01-01", case_id="arlit-2010")
    assert len(join_events([make_step("a", "2010-09-16")], [related])) == 2


def test_a_repeated_id_is_an_error_that_names_it():
    with pytest.raises(TableError, match=r"event_id.*twin"):
        join_events([make_step("twin", "2010-09-16")], [make_event("twin", "2011-01-01")])


def test_a_table_is_read_and_written_back_byte_for_byte(tmp_path):
    text = 'a,b\n1,"x, ""y"""\n,été\n'
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert to_csv(read_rows(file), ["a", "b"]) == text


def test_a_header_that_differs_says_what_was_expected_and_what_came(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("a,c\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"table\.csv: expected the columns a, b, got a, c"):
        read_rows(file, columns=("a", "b"))


def test_a_row_with_a_cell_too_few_is_an_error_with_its_number(tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("a,b\n1,2\n3\n", encoding="utf-8")
    with pytest.raises(TableError, match="row 2: expected 2 cells, got 1"):
        read_rows(file)


def test_numbers_become_numbers_and_an_empty_cell_null():
    row = {"name": "Arlit", "latitude": "18.78", "start_year": "1971", "end_year": ""}
    typed = {"name": "Arlit", "latitude": 18.78, "start_year": 1971, "end_year": None}
    assert type_properties(row) == typed


def test_a_year_with_a_month_stays_a_text():
    assert type_properties({"status_as_of": "2025"}) == {"status_as_of": "2025"}


def test_a_point_stands_at_its_longitude_and_latitude():
    (feature,) = to_points([{"longitude": "7.36", "latitude": "18.78"}])
    assert feature.geometry.equals(shapely.Point(7.36, 18.78))


def test_an_invalid_area_is_an_error_with_its_number(tmp_path):
    file = tmp_path / "areas.geojson"
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    feature = {"properties": {}, "geometry": shapely.geometry.mapping(bow_tie)}
    file.write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    with pytest.raises(TableError, match=r"areas\.geojson, feature 1: expected a valid geometry"):
        read_features(file)


def test_the_vocabulary_gains_countries_of_the_map_and_keeps_the_rows_given():
    given = [make_word("MLI", "Mali", "Mali"), make_word("FRA", "France", "France")]
    words = complete_vocabulary(given)
    codes = [word["code"] for word in words if word["kind"] == "country"]
    assert words[:2] == given
    assert len(codes) == len(set(codes))
    assert {"MLI", "FRA", "EGY", "CIV"} <= set(codes)


def test_a_country_named_otherwise_than_on_the_map_is_an_error():
    with pytest.raises(TableError, match=r"NGA.*Nigéria"):
        complete_vocabulary([make_word("NGA", "Nigeria", "Nigéria")])

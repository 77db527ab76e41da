import pytest
from import_samples import UCDP, UCDP_38_COLUMNS, UCDP_COLUMNS, make_cells

from sahel_geo.sources.adapters import ucdp


def adapt(*changes, columns=UCDP_COLUMNS):
    return ucdp.adapt(make_cells(columns, UCDP, *changes))


def test_the_forms_of_38_and_49_columns_are_known():
    assert (len(UCDP_COLUMNS), len(UCDP_38_COLUMNS)) == (49, 38)
    assert ucdp.recognises(UCDP_COLUMNS)
    assert ucdp.recognises(UCDP_38_COLUMNS)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("1", "1"), ("2", "2"), ("3", "3"), ("4", "3"), ("5", "3"), ("6", "4"), ("7", "4")],
)
def test_a_place_is_never_more_precise_than_ucdp_says(theirs, ours):
    assert adapt({"where_prec": theirs})["geo_precision"].item() == ours


@pytest.mark.parametrize(
    ("theirs", "ours"), [("1", "1"), ("2", "2"), ("3", "2"), ("4", "3"), ("5", "3")]
)
def test_a_date_is_never_more_precise_than_ucdp_says(theirs, ours):
    assert adapt({"date_prec": theirs})["time_precision"].item() == ours


def test_start_and_end_are_an_interval_where_they_differ():
    same, month = adapt({}, {"date_end": "2012-06-30", "date_prec": "4"}).to_dict("records")
    assert (same["event_date"], same["end_date"]) == ("2012-06-15", "")
    assert (month["event_date"], month["end_date"]) == ("2012-06-15", "2012-06-30")


def test_the_best_lowest_and_highest_number_of_deaths_are_kept():
    event = adapt().iloc[0]
    deaths = [event[name] for name in ("fatalities", "fatalities_low", "fatalities_high")]
    assert deaths == ["5", "4", "9"]


def test_the_kind_is_who_fought_and_no_means_are_made_up():
    events = adapt(*({"type_of_violence": code} for code in "123"))
    assert list(events["event_type"]) == ["Battles", "Battles", "Violence against civilians"]
    assert set(events.get("sub_event_type", "")) <= {""}


def test_names_and_sources_are_read():
    event = adapt().iloc[0]
    assert event["event_id"] == "ucdp-900001"
    assert (event["actor1"], event["actor2"]) == ("Government of Sampleland", "Sample Group A")
    assert (event["country"], event["admin1"], event["location"]) == ("MLI", "Gao", "Gao town")
    assert event["source"] == "Sample Agency|Sample Radio"
    assert event["adm_1"] == "Gao region"


def test_a_row_without_sources_names_the_dataset():
    event = adapt({"source_office": ""}, columns=UCDP_38_COLUMNS).iloc[0]
    assert (event["source"], event["geo_precision"]) == ("UCDP GED", "1")


def test_a_code_that_is_not_in_the_codebook_stays_for_the_report():
    assert adapt({"where_prec": "9"})["geo_precision"].item() == "9"

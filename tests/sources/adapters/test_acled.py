import pytest
from import_samples import ACLED, ACLED_COLUMNS, OLD_ACLED_COLUMNS, UCDP_COLUMNS, make_cells

from sahel_geo.sources.adapters import acled


def adapt(*changes, columns=ACLED_COLUMNS):
    return acled.adapt(make_cells(columns, ACLED, *changes))


def test_both_forms_are_known_whatever_their_capitals():
    assert len(ACLED_COLUMNS) == 31
    assert acled.recognises(ACLED_COLUMNS)
    assert acled.recognises(OLD_ACLED_COLUMNS)
    assert acled.recognises([name.upper() for name in OLD_ACLED_COLUMNS])
    assert not acled.recognises(UCDP_COLUMNS)


@pytest.mark.parametrize(
    "written", ["2023-06-30", "30 June 2023", "30-06-2023", "30-Jun-23", "30/06/2023"]
)
def test_a_day_is_read_in_every_form_of_acleds_exports(written):
    assert adapt({"event_date": written})["event_date"].item() == "2023-06-30"


def test_what_is_no_day_stays_as_it_came():
    assert adapt({"event_date": "31 June 2023"})["event_date"].item() == "31 June 2023"


def test_types_precisions_and_deaths_are_acleds_own():
    event = adapt({"time_precision": "2", "geo_precision": "3"}).iloc[0]
    assert event["event_id"] == "MLI90001"
    assert (event["event_type"], event["sub_event_type"]) == ("Battles", "Armed clash")
    assert (event["time_precision"], event["geo_precision"]) == ("2", "3")
    assert (event["fatalities"], event["country"], event["confidence"]) == ("3", "MLI", "reported")
    assert event["source"] == "Sample Radio|Sample Site"
    assert event["summary"] == "Sample event 1."


def test_the_country_is_read_from_name_number_or_code():
    cells = make_cells(
        OLD_ACLED_COLUMNS,
        ACLED,
        {"country": "Ivory Coast", "iso": "384"},
        {"country": "", "iso": "562"},
        {"country": "", "iso": "", "iso3": "TCD"},
        {"country": "Sampleland", "iso": ""},
    )
    assert list(acled.adapt(cells)["country"]) == ["CIV", "NER", "TCD", "Sampleland"]


def test_an_old_row_without_the_new_id_is_known_by_its_data_id():
    cells = make_cells(OLD_ACLED_COLUMNS, ACLED, {"event_id_cnty": "", "data_id": "77"})
    assert acled.adapt(cells)["event_id"].item() == "acled-77"


def test_former_types_become_those_of_today():
    events = adapt(
        {"event_type": "Battle-Government regains territory", "sub_event_type": ""},
        {"event_type": "Remote violence", "sub_event_type": ""},
        {"event_type": "Riots/Protests", "sub_event_type": "", "inter1": "6"},
        {"event_type": "Riots/Protests", "sub_event_type": "", "inter1": "Rioters"},
    )
    assert list(events["event_type"]) == [
        "Battles",
        "Explosions/Remote violence",
        "Protests",
        "Riots",
    ]
    assert list(events["sub_event_type"]) == ["Government regains territory", "", "", ""]


def test_other_columns_are_kept_as_they_came():
    event = adapt({"inter1": "2", "tags": "crowd size=no report"}).iloc[0]
    assert (event["inter1"], event["inter2"]) == ("2", "State forces")
    assert event["tags"] == "crowd size=no report"
    assert event["region"] == "Western Africa"

import pytest
from import_samples import AWSD, AWSD_COLUMNS, make_cells

from sahel_geo.sources.adapters import awsd


def adapt(*changes):
    return awsd.adapt(make_cells(AWSD_COLUMNS, AWSD, *changes))


def test_the_download_is_known_by_its_columns():
    assert awsd.recognises(AWSD_COLUMNS)
    assert not awsd.recognises(["Year", "Month", "Day"])


def test_an_incident_is_read():
    event = adapt().iloc[0]
    assert event["event_id"] == "awsd-90001"
    assert (event["event_date"], event["time_precision"]) == ("2018-05-04", "1")
    assert event["sub_event_type"] == "Abduction/forced disappearance"
    assert (event["actor1"], event["actor2"]) == ("", "Aid workers")
    assert (event["fatalities"], event["hostages"]) == ("0", "2")
    assert (event["location"], event["awsd_Location"], event["awsd_Source"]) == (
        "Gao",
        "Road",
        "Media",
    )


@pytest.mark.parametrize(
    ("places", "precision", "location"),
    [
        ({}, "2", "Gao"),
        ({"City": ""}, "3", "Gao"),
        ({"City": "", "District": ""}, "3", "Gao"),
        ({"City": "", "District": "", "Region": ""}, "4", ""),
    ],
)
def test_a_place_is_as_precise_as_what_names_it(places, precision, location):
    event = adapt(places).iloc[0]
    assert (event["geo_precision"], event["location"]) == (precision, location)


def test_a_withheld_day_becomes_its_month():
    event = adapt({"Day": ""}).iloc[0]
    dates = (event["event_date"], event["end_date"], event["time_precision"])
    assert dates == ("2018-05-01", "2018-05-31", "3")


def test_means_that_are_not_known_are_still_violence_against_aid_workers():
    event = adapt({"Means of attack": "Sample means"}).iloc[0]
    assert (event["event_type"], event["sub_event_type"]) == ("Violence against civilians", "")

import pandas as pd
import pytest
from makers import make_areas, make_event

from sahel_geo.model.schema import IMPORTED
from sahel_geo.model.terms import Terms
from sahel_geo.sources.completing import complete
from sahel_geo.sources.reference import Reference

AREAS = make_areas(("NER", 0, 10, 10, 25), ("MLI", -10, 10, 0, 25)).assign(
    label_lon=[5.0, -5.0], label_lat=[17.5, 17.5]
)


def complete_rows(*rows):
    cells = pd.DataFrame([make_event(**row) for row in rows], index=range(2, len(rows) + 2))
    return complete(cells.astype("str"), Reference(AREAS, Terms()))


def told(findings):
    return {finding.rule: list(finding.rows) for finding in findings}


def test_every_column_of_the_contract_is_there_and_others_are_kept():
    cells, findings = complete(
        pd.DataFrame({"latitude": ["17"], "mine": ["x"]}, index=[2]).astype("str"),
        Reference(AREAS, Terms()),
    )
    assert list(cells.columns) == [*IMPORTED.columns, "mine"]
    assert findings == []


@pytest.mark.parametrize(
    ("written", "plain"),
    [("17", "17"), ("1.75e1", "17.5"), ("+17.", "17"), (".5", "0.5"), ("x", "x"), ("nan", "nan")],
)
def test_a_number_is_written_plainly(written, plain):
    cells, _ = complete_rows({"latitude": written})
    assert cells["latitude"].item() == plain


def test_a_row_without_coordinates_is_at_the_label_point_at_the_lowest_precision():
    cells, findings = complete_rows({"latitude": "", "longitude": "", "country": "MLI"})
    row = cells.iloc[0]
    assert (row["longitude"], row["latitude"], row["geo_precision"]) == ("-5.0000", "17.5000", "4")
    assert told(findings) == {"no_coordinates": [2]}


def test_a_row_with_half_a_point_or_an_unknown_country_is_left_to_the_contract():
    cells, findings = complete_rows(
        {"latitude": "", "longitude": "5"}, {"latitude": "", "longitude": "", "country": "XXX"}
    )
    assert list(cells["latitude"]) == ["", ""]
    assert findings == []


def test_a_country_is_only_filled_in_where_none_is_named():
    cells, findings = complete_rows(
        {"country": "", "longitude": "-5"}, {"country": "NER", "longitude": "-5"}
    )
    assert list(cells["country"]) == ["MLI", "NER"]
    assert told(findings) == {"country_from_point": [2]}


def test_a_place_without_a_name_is_called_by_its_region_country_or_degrees():
    point = {"location": "", "latitude": "17.5", "longitude": "5.25"}
    cells, _ = complete_rows(
        point | {"admin1": "Agadez"},
        point | {"admin1": ""},
        point | {"admin1": "", "geo_precision": "4"},
    )
    assert list(cells["location"]) == ["Agadez", "17.5, 5.25", "NER"]
    assert list(cells["location_fr"]) == ["", "", "NER"]


def test_a_title_that_is_there_stays():
    cells, _ = complete_rows({"title": "Sample title", "title_fr": ""}, {"title": ""})
    assert list(cells["title"]) == ["Sample title", "Armed clash – Arlit"]
    assert list(cells["title_fr"]) == ["", "Armed clash – Arlit"]


def test_rows_without_an_id_get_one_that_lasts_and_is_their_own():
    row = {"event_id": "", "location": "Sample place"}
    cells, _ = complete_rows(row, row, row | {"fatalities": "3"}, row | {"actor1": "Other"})
    ids = list(cells["event_id"])
    assert ids[1:3] == [f"{ids[0]}-2", f"{ids[0]}-3"]
    assert len(set(ids)) == 4

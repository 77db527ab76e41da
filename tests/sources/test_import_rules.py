from datetime import date

import pandas as pd
import pytest
from makers import make_areas, make_event, make_events

from sahel_geo.model.schema import IMPORTED
from sahel_geo.sources.import_rules import check_ids, check_rows, warn_of_days, warn_of_places


def make_cells(*rows):
    frame = pd.DataFrame([make_event(**row) for row in rows], index=range(2, len(rows) + 2))
    return frame.reindex(columns=list(IMPORTED.columns), fill_value="").astype("str")


def told(findings):
    return {finding.rule: list(finding.rows) for finding in findings}


def test_an_event_cannot_end_before_it_starts():
    cells = make_cells({"end_date": "2012-06-14"}, {"end_date": "2012-06-15"})
    (finding,) = check_rows(cells)
    assert list(finding.rows) == [2]
    values = dict(finding.problem("a.csv", 2).values)
    assert (values["expected"], values["got"]) == ("2012-06-15", "2012-06-14")


def test_a_stage_has_a_case_and_a_party_a_stage():
    cells = make_cells({"hostage_stage": "held"}, {"party": "B"}, {})
    assert told(check_rows(cells)) == {"stage_without_case": [2], "party_without_stage": [3]}


def test_the_first_row_of_an_id_stays():
    same = {"event_id": "a"}
    cells = make_cells(same, same, {"event_id": "a", "title": "Sample"}, {"event_id": "b"})
    findings = check_ids(cells)
    assert told(findings) == {"same_row_again": [3], "repeated": [4]}
    assert dict(findings[1].problem("a.csv", 4).values)["first"] == "2"


def test_the_day_of_reading_is_not_in_the_future():
    events = make_events({"event_date": "2026-07-01"}, {"event_date": "2026-07-02"})
    assert told(warn_of_days(events, date(2026, 7, 1))) == {"future_day": [1]}


def test_points_are_held_against_the_land_of_their_country():
    areas = make_areas(("NER", 0, 10, 5, 15))
    events = make_events(
        {"longitude": "2", "latitude": "12"},
        {"longitude": "5.05", "latitude": "12"},
        {"longitude": "6", "latitude": "12"},
        {"longitude": "6", "latitude": "12", "geo_precision": "4"},
        {"country": "MLI"},
    )
    findings = warn_of_places(events, areas)
    assert told(findings) == {"outside_country": [2], "no_country_area": [4]}
    assert not any(finding.rejects for finding in findings)
    outside = next(finding for finding in findings if finding.rule == "outside_country")
    assert float(outside.got.loc[2]) == pytest.approx(109, abs=1)

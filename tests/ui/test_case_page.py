"""The page of hostage cases as a reader uses it, without a browser."""

import csv
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from sahel_geo.model.vocabulary import FlowLevel
from sahel_geo.ui import case_cache, session
from sahel_geo.ui.widgets.case_table import (
    open_clicked,
    search_cases,
    ticked_cases,
    translate_cases,
)
from sahel_geo.ui.widgets.leg_table import pick_leg

ROOT = Path(__file__).parents[2]
CASES = {"page": ["cases"]}
ARLIT = CASES | {"case": ["arlit-2010"]}


@pytest.fixture(scope="session")
def case_rows():
    with (ROOT / "data" / "hostage_cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def choose_page(page, name):
    return page.segmented_control(key="choice_page").set_value(name).run()


def map_update(page):
    """Give what the map is told: days as whole numbers since 1970, keys, view."""
    script = json.loads(page.get("component_instance")[0].proto.json_args)["feature_group"]
    return json.loads(re.search(r"sahelAtlas\.update\([^,]+, (\{.*\})\);", script)[1])


def as_days(*days):
    return [(day - date(1970, 1, 1)).days for day in days]


def steps_of(shipped_rows, case_id):
    return [row for row in shipped_rows if row["case_id"] == case_id and row["hostage_stage"]]


def test_the_page_of_cases_lists_every_case_by_name(open_page, case_rows):
    page = choose_page(open_page(), "cases")
    assert not page.exception
    assert page.query_params["page"] == "cases"
    assert page.title[0].value == "Hostage cases"
    assert set(page.dataframe[0].value["Case"]) == {row["name"] for row in case_rows}


def test_the_list_can_be_searched_by_any_of_its_words(open_page, case_rows):
    page = open_page(query=CASES)
    page.text_input(key="case_search").set_value("madagascar MINING").run()
    assert list(page.dataframe[0].value["Case"]) == ["Arlit seven"]
    page.text_input(key="case_search").set_value("no such case").run()
    assert page.dataframe[0].value.empty
    assert not page.exception


def test_days_and_numbers_of_the_list_sort_as_such(shipped, english):
    words = translate_cases(case_cache.list_cases(shipped), shipped, english)
    assert words["days_held"].dtype.kind == "i"
    assert words["people"].dtype.kind == "i"
    assert str(words["km_moved"].dtype) == "Int64"
    assert words["abducted_on"].dtype.kind == "M"
    arlit = words.loc["arlit-2010"]
    assert (arlit["days_held"], arlit["people"]) == (1139, 7)
    assert arlit["countries"].startswith("Niger → Mali")
    assert list(search_cases(words, shipped.cases, "ARLIT areva").index) == [
        "arlit-2008",
        "arlit-2010",
    ]
    with_custodian = search_cases(words, shipped.cases, "arlit QAIDA")
    assert list(with_custodian.index) == ["arlit-2010"]


def test_a_clicked_cell_opens_its_case_and_a_tick_opens_none(monkeypatch, shipped):
    opened = []
    monkeypatch.setattr(
        "sahel_geo.ui.case_reader.open_cases", lambda _, case_ids: opened.append(list(case_ids))
    )
    ids = ["a", "b", "c"]
    for selected in ({"cells": [(1, "Case")], "rows": []}, {"cells": [], "rows": [2, 0]}, {}):
        monkeypatch.setattr(session, "component_value", lambda _, s=selected: {"selection": s})
        open_clicked("table", shipped, ids)
    assert opened == [["b"]]
    monkeypatch.setattr(session, "component_value", lambda _: {"selection": {"rows": [2, 0, 9]}})
    assert ticked_cases("table", ids) == ["a", "c"]


def test_a_link_to_a_case_gives_the_map_just_the_days_of_the_case(open_page):
    page = open_page(query=ARLIT)
    assert not page.exception
    assert (page.query_params["from"], page.query_params["to"]) == ("2010-09-16", "2013-10-29")
    update = map_update(page)
    assert update["time"]["period"] == as_days(date(2010, 9, 16), date(2013, 10, 29))
    assert update["time"]["window"] is None
    assert update["view"] is not None


def test_next_and_previous_move_map_window_and_link_together(open_page):
    page = open_page(query=ARLIT)
    page.button(key="narrative_begin").click().run()
    assert page.query_params["step"] == "1"
    assert page.button(key="narrative_previous").disabled
    first = map_update(page)
    assert "steps:arlit-2010:1" in first["selected"]
    page.button(key="narrative_next").click().run()
    second = map_update(page)
    assert page.query_params["step"] == "2"
    assert "steps:arlit-2010:2" in second["selected"]
    assert any(key.startswith("leg:arlit-2010:1,") for key in second["selected"])
    assert second["time"]["is_cumulative"]
    assert second["view"]["number"] > first["view"]["number"]
    page.button(key="narrative_next").click().run()
    third = map_update(page)
    assert third["time"]["number"] > second["time"]["number"]
    assert third["time"]["window"][1] > second["time"]["window"][1]
    page.button(key="narrative_previous").click().run()
    page.button(key="narrative_previous").click().run()
    assert map_update(page)["selected"] == first["selected"]
    assert map_update(page)["time"]["window"] == first["time"]["window"]
    page.button(key="narrative_whole").click().run()
    assert "step" not in page.query_params
    assert map_update(page)["time"]["window"] is None
    assert map_update(page)["selected"] == []


def test_the_window_ends_with_the_item_that_is_told(open_page, shipped_rows):
    (released,) = (
        index
        for index, row in enumerate(steps_of(shipped_rows, "niamey-2011"), 1)
        if row["event_id"] == steps_of(shipped_rows, "niamey-2011")[-1]["event_id"]
    )
    page = open_page(query=CASES | {"case": ["niamey-2011"], "step": [str(released)]})
    assert page.button(key="narrative_next").disabled
    period = map_update(page)["time"]["period"]
    window = map_update(page)["time"]["window"] or period
    assert window[1] == period[1] == as_days(date(2011, 1, 8))[0]


def test_a_step_beyond_the_last_is_the_last(open_page):
    page = open_page(query=CASES | {"case": ["niamey-2011"], "step": ["99"]})
    assert not page.exception
    assert page.button(key="narrative_next").disabled


def test_a_step_in_a_link_reopens_with_its_window(open_page):
    page = open_page(query=ARLIT)
    page.button(key="narrative_begin").click().run()
    page.button(key="narrative_next").click().run()
    again = open_page(query={name: page.query_params[name] for name in page.query_params})
    assert map_update(again)["time"]["window"] == map_update(page)["time"]["window"]
    assert map_update(again)["selected"] == map_update(page)["selected"]


def test_every_case_is_told_from_its_abduction_to_its_end(shipped, english, case_rows):
    for row in case_rows:
        narrative = case_cache.compose_narrative(shipped, row["case_id"], english)
        assert narrative.told[0].days.start <= date.fromisoformat(row["abducted_on"])
        if row["ended_on"]:
            assert narrative.span.end >= date.fromisoformat(row["ended_on"])
        keys = [told.key for told in narrative.told]
        assert len(keys) == len(set(keys))
        for number, told in enumerate(narrative.told, 1):
            assert narrative.span.start <= told.days.end
            assert narrative.place_of(told.key) == number


def test_several_cases_are_compared_on_one_map_without_a_narrative(open_page):
    page = open_page(query=CASES)
    page.multiselect(key="choice_cases").set_value(["arlit-2010", "germaneau-2010"]).run()
    assert not page.exception
    assert page.title[0].value == "2 hostage cases"
    assert page.query_params["from"] == "2010-04-19"
    assert not [button for button in page.button if str(button.key).startswith("narrative")]
    page.button(key="all_cases").click().run()
    assert "case" not in page.query_params
    assert "from" not in page.query_params
    assert page.dataframe


def test_the_filters_of_the_map_are_there_again_after_a_visit_to_the_cases(open_page):
    page = open_page(query={"country": ["NER"], "from": ["2010-09-01"], "to": ["2010-10-31"]})
    choose_page(page, "cases")
    assert "country" not in page.query_params
    page.multiselect(key="choice_cases").set_value(["arlit-2010"]).run()
    choose_page(page, "map")
    assert page.query_params["country"] == "NER"
    assert page.query_params["from"] == "2010-09-01"
    assert "case" not in page.query_params
    choose_page(page, "cases")
    assert page.query_params["case"] == "arlit-2010"


def test_undo_on_the_page_of_cases_goes_back_to_the_list(open_page):
    page = open_page(query=CASES)
    page.multiselect(key="choice_cases").set_value(["arlit-2010"]).run()
    page.button(key="undo").click().run()
    assert page.title[0].value == "Hostage cases"
    assert page.query_params["page"] == "cases"


def test_the_map_page_works_out_nothing_of_the_page_of_cases(open_page, monkeypatch):
    def refuse(*_, **__):
        pytest.fail("the map's page asked for something of the page of cases")

    for name in ("casebook", "narrative", "flows", "groups", "survival", "held"):
        monkeypatch.setattr(case_cache, name, refuse)
    assert not open_page(query={"case": ["arlit-2010"]}).exception


def test_the_card_of_a_case_on_the_map_leads_to_its_file(open_page):
    page = open_page(query={"case": ["arlit-2010"]})
    page.button(key="read_file").click().run()
    assert page.query_params["page"] == "cases"
    assert page.query_params["case"] == "arlit-2010"
    assert page.query_params["from"] == "2010-09-16"


@pytest.mark.parametrize("view", ["time", "figures"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_charts_of_all_cases_are_shown_in_both_languages(open_page, view, language):
    page = open_page(query=CASES | {"lang": [language]})
    page.segmented_control(key="choice_case_view").set_value(view).run()
    assert not page.exception
    assert page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")


def test_figures_of_captives_set_mass_seizures_apart(open_page):
    page = open_page(query=CASES)
    page.segmented_control(key="choice_case_view").set_value("figures").run()
    page.segmented_control(key="case_unit").set_value("captive").run()
    assert not page.exception
    assert any("more than 30 people" in caption.value for caption in page.caption)


@pytest.mark.parametrize("level", [level.value for level in FlowLevel])
def test_flows_are_in_the_link_and_leave_with_their_view(open_page, level):
    page = open_page(query=CASES | {"flows": [level]})
    assert not page.exception
    assert page.segmented_control(key="choice_case_view").value == "flows"
    assert page.segmented_control(key="choice_flows").value == level
    page.segmented_control(key="choice_case_view").set_value("list").run()
    assert "flows" not in page.query_params


def test_hostile_text_in_the_name_of_a_case_stays_text(open_page, tmp_path):
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    cases = data / "hostage_cases.csv"
    hostile = "<script>alert(1)</script> **bold** $x^2$ :red[x]"
    text = cases.read_text(encoding="utf-8")
    cases.write_text(text.replace("Arlit seven", hostile), encoding="utf-8")
    page = open_page(data, query=ARLIT)
    assert not page.exception
    assert "\\<script\\>" in page.title[0].value
    assert "\\*\\*bold\\*\\*" in page.title[0].value


def test_without_any_case_the_page_says_so_and_works(open_page, tmp_path):
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    for name in ("hostage_cases.csv",):
        header = (data / name).read_text(encoding="utf-8").splitlines()[0]
        (data / name).write_text(f"{header}\n", encoding="utf-8")
    page = open_page(data, query=CASES)
    assert not page.exception
    assert page.dataframe[0].value.empty
    for view in ("time", "figures", "flows"):
        page.segmented_control(key="choice_case_view").set_value(view).run()
        assert not page.exception, view


def test_a_case_lists_its_movements_with_length_days_borders_and_custody(open_page):
    page = open_page(query=ARLIT)
    assert not page.exception
    legs = page.dataframe[0].value
    first = legs.iloc[0]
    assert list(legs.columns[:3]) == ["Movement", "Distance", "Between the reports"]
    assert (first["Movement"], first["Distance"]) == (
        "From report 1 to report 2",
        "170 km in a straight line",
    )
    crossing = legs.loc[legs["Movement"] == "From report 2 to report 6", "Borders crossed"].item()
    assert crossing.startswith("Niger → Mali")
    assert set(legs["Held by"]) == {"AQIM: Al Qaeda in the Islamic Maghreb"}


def test_a_case_without_a_known_way_has_no_table_of_movements(open_page):
    page = open_page(query=CASES | {"case": ["fowler-guay-2008"]})
    assert not page.exception
    assert not page.dataframe


def test_choosing_a_movement_opens_its_card_and_choosing_none_closes_it(monkeypatch):
    picked = []
    chosen = iter([[1], []])
    value = lambda _: {"selection": {"rows": next(chosen)}}  # noqa: E731 - read once a pick
    monkeypatch.setattr(session, "component_value", value)
    monkeypatch.setattr(session, "pick", picked.append)
    for _ in range(2):
        pick_leg("table", ["leg:x:1,2", "leg:x:2,3"])
    assert picked == ["leg:x:2,3", None]

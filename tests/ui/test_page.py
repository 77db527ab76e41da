"""The page as a reader uses it, without a browser."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from sahel_geo.model.period import Period
from sahel_geo.ui.widgets.period_picker import clip_period, store_days

ROOT = Path(__file__).parents[2]
REPORTS = {"moved", "handed_over", "held", "proof_of_life", "returned"}


def count_incidents(rows):
    """Count incidents as a reader of events.csv would: reports aside, joint rows once."""
    seen, total = set(), 0
    for row in rows:
        if row["hostage_stage"] in REPORTS or (row["joint_id"] and row["joint_id"] in seen):
            continue
        seen.add(row["joint_id"])
        total += 1
    return total


def sum_known_deaths(rows):
    highest = {}
    for number, row in enumerate(rows):
        if row["hostage_stage"] not in REPORTS and row["fatalities"]:
            key = row["joint_id"] or number
            highest[key] = max(highest.get(key, 0), int(row["fatalities"]))
    return sum(highest.values())


def figure(page, label):
    return next(metric for metric in page.metric if metric.label == label)


def incidents_shown(page):
    return int(figure(page, "Incidents").value.replace(",", ""))


def actors_of(row):
    return {name for cell in (row["actor1"], row["actor2"]) for name in cell.split(" / ")}


def test_a_fresh_page_shows_every_incident_and_no_notice(open_page, shipped_rows):
    page = open_page()
    assert not page.exception
    assert incidents_shown(page) == count_incidents(shipped_rows)
    deaths = figure(page, "Deaths known").value
    assert deaths == f"{sum_known_deaths(shipped_rows):,}"
    assert not page.warning
    assert not page.error


@pytest.mark.parametrize(
    ("key", "value", "passes"),
    [
        ("choice_countries", ["NER"], lambda row: row["country"] == "NER"),
        ("choice_countries", ["NER", "MRT"], lambda row: row["country"] in {"NER", "MRT"}),
        ("choice_event_types", ["Battles"], lambda row: row["event_type"] == "Battles"),
        ("choice_confidence", ["disputed"], lambda row: row["confidence"] == "disputed"),
        ("choice_cases", ["arlit-2010"], lambda row: row["case_id"] == "arlit-2010"),
        (
            "choice_actors",
            ["AQIM: Al Qaeda in the Islamic Maghreb"],
            lambda row: "AQIM: Al Qaeda in the Islamic Maghreb" in actors_of(row),
        ),
    ],
)
def test_each_picker_keeps_just_the_events_it_names(open_page, shipped_rows, key, value, passes):
    page = open_page()
    page.multiselect(key=key).set_value(value).run()
    assert not page.exception
    expected = count_incidents([row for row in shipped_rows if passes(row)])
    assert expected > 0
    assert incidents_shown(page) == expected


def test_hostage_cases_only_keeps_the_rows_that_belong_to_a_case(open_page, shipped_rows):
    page = open_page()
    page.toggle(key="choice_hostage_only").set_value(True).run()
    expected = count_incidents([row for row in shipped_rows if row["case_id"]])
    assert incidents_shown(page) == expected


def test_a_search_finds_words_without_accents_or_capitals(open_page, shipped_rows):
    page = open_page()
    page.text_input(key="choice_text").set_value("NOUAKCHOTT").run()
    texts = ("title", "title_fr", "summary", "summary_fr", "location", "location_fr", "admin1")
    found = [
        row for row in shipped_rows if any("nouakchott" in row[column].lower() for column in texts)
    ]
    assert incidents_shown(page) == count_incidents(found) > 0


def test_the_slider_narrows_the_period_and_counts_who_was_then_held(open_page):
    page = open_page()
    page.slider(key="choice_period").set_value((date(2010, 9, 1), date(2010, 10, 31))).run()
    assert 0 < incidents_shown(page) < 40
    assert page.query_params["from"] == "2010-09-01"
    assert page.query_params["to"] == "2010-10-31"
    assert figure(page, "Hostages then held").value == "7"  # those taken at Arlit


def open_part(page, name):
    """Open a part of the sidebar that is sent when it is looked at."""
    page.session_state[name] = True
    return page.run()


def test_exact_days_are_typed_and_applied_together(open_page):
    page = open_part(open_page(), "exact_days")
    first, last = (box for box in page.text_input if box.label in {"From", "To"})
    first.set_value("2010-10-31")
    last.set_value("2010-09-01")
    next(button for button in page.button if button.label == "Apply").click()
    page.run()
    assert page.query_params["from"] == "2010-09-01"
    assert page.slider(key="choice_period").value == (date(2010, 9, 1), date(2010, 10, 31))


def test_a_day_that_is_none_is_refused_with_the_form_it_should_have(open_page, shipped_rows):
    page = open_part(open_page(), "exact_days")
    next(box for box in page.text_input if box.label == "From").set_value("31/02/2010")
    next(button for button in page.button if button.label == "Apply").click()
    page.run()
    assert not page.exception
    assert "YYYY-MM-DD" in page.error[0].value
    assert incidents_shown(page) == count_incidents(shipped_rows)


@pytest.mark.parametrize(
    "days",
    [("1000-01-01", "9999-12-31"), ("2030-01-01", "2031-01-01"), ("1950-01-01", "1951-01-01")],
)
def test_a_period_beyond_the_data_is_left_out_and_said(open_page, shipped_rows, days):
    page = open_page(query={"from": days[0], "to": days[1]})
    assert not page.exception
    assert any("left out" in info.value for info in page.info)
    assert incidents_shown(page) == count_incidents(shipped_rows)


def test_autumn_2010_shows_what_the_project_began_with(open_page):
    page = open_page(query={"from": "2010-09-01", "to": "2010-10-31"})
    titles = " | ".join(page.dataframe[0].value["Event"])
    for words in ("Tamanrasset", "Niamey", "AQIM", "Mauritania"):
        assert words in titles, words
    places = " | ".join(page.dataframe[0].value["Precision of place"])
    assert "Undisclosed" in places


def test_the_link_reopens_the_same_choices(open_page):
    page = open_page()
    page.multiselect(key="choice_countries").set_value(["MLI", "NER"]).run()
    page.segmented_control(key="choice_language").set_value("fr").run()
    again = open_page(query=dict(page.query_params))
    assert again.multiselect(key="choice_countries").value == ["MLI", "NER"]
    assert again.title[0].value == "Insécurité au Sahel"
    assert figure(again, "Incidents").value == figure(page, "Incidents").value


def test_nonsense_in_a_link_is_left_out_and_said(open_page, shipped_rows):
    page = open_page(query={"country": "ATLANTIS", "from": "yesterday", "view": "1,2"})
    assert not page.exception
    assert any("left out" in info.value for info in page.info)
    assert any("ATLANTIS" in text.value for text in page.text)
    assert incidents_shown(page) == count_incidents(shipped_rows)


def test_undo_takes_back_one_choice_and_reset_all_of_them(open_page, shipped_rows):
    page = open_page()
    page.multiselect(key="choice_countries").set_value(["NER"]).run()
    only_niger = incidents_shown(page)
    page.multiselect(key="choice_event_types").set_value(["Battles"]).run()
    page.button(key="undo").click().run()
    assert incidents_shown(page) == only_niger
    assert page.multiselect(key="choice_event_types").value == []
    page.multiselect(key="choice_confidence").set_value(["confirmed"]).run()
    page.button(key="reset").click().run()
    assert incidents_shown(page) == count_incidents(shipped_rows)
    assert page.multiselect(key="choice_countries").value == []


def test_when_nothing_matches_there_is_a_way_back(open_page, shipped_rows):
    page = open_page()
    page.text_input(key="choice_text").set_value("no such words anywhere").run()
    assert any("Nothing matches" in info.value for info in page.info)
    assert incidents_shown(page) == 0
    page.button(key="nothing_reset").click().run()
    assert incidents_shown(page) == count_incidents(shipped_rows)


def test_layers_can_be_switched_and_stay_in_the_link(open_page):
    page = open_page()
    assert "choice_layer_relief" not in {box.key for box in page.checkbox}
    open_part(page, "layers")
    page.checkbox(key="choice_layer_relief").uncheck().run()
    assert page.query_params["hide"] == "relief"
    assert not page.checkbox(key="choice_layer_relief").value


def test_the_page_speaks_french_from_the_link(open_page):
    page = open_page(query={"lang": "fr"})
    assert not page.exception
    assert figure(page, "Otages alors détenus")
    assert "Événement" in page.dataframe[0].value.columns
    assert page.multiselect(key="choice_countries").label == "Pays"


def map_arguments(page):
    return json.loads(page.get("component_instance")[0].proto.json_args)


def test_a_filter_never_changes_the_script_of_the_map(open_page):
    page = open_page()
    before = map_arguments(page)
    page.multiselect(key="choice_countries").set_value(["NER"]).run()
    page.segmented_control(key="choice_language").set_value("fr").run()
    after = map_arguments(page)
    assert before["script"] == after["script"]
    assert len(after["script"].encode()) + len(after["feature_group"].encode()) <= 60_000


def test_every_script_of_the_map_is_served_by_the_page_itself(open_page):
    arguments = map_arguments(open_page())
    assert all(link.startswith("/atlas/") for link in arguments["js_links"])
    assert all(link.startswith("/atlas/") for link in arguments["css_links"])


@pytest.fixture
def data_copy(tmp_path):
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_a_broken_row_is_set_aside_counted_and_shown_and_the_page_opens(
    open_page, data_copy, shipped_rows
):
    events = data_copy / "events.csv"
    lines = events.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(i for i, line in enumerate(lines) if line.startswith("lemgheity-2005"))
    lines[number] = lines[number].replace("2005-06-04", "2005-06-31", 1)
    events.write_text("".join(lines), encoding="utf-8")
    page = open_page(data_copy)
    assert not page.exception
    assert "1 row" in page.warning[0].value
    told = next(text.value for text in page.text if "events.csv" in text.value)
    assert f"row {number + 1}" in told
    assert "2005-06-31" in told
    assert incidents_shown(page) == count_incidents(shipped_rows) - 1


@pytest.mark.parametrize("name", ["rivers", "admin1", "countries", "mining_sites", "places"])
def test_a_missing_layer_is_named_and_the_page_opens_without_it(open_page, data_copy, name):
    (data_copy / "geo" / f"{name}.geojson").unlink()
    page = open_page(data_copy)
    assert not page.exception
    assert any(f"{name}.geojson" in text.value for text in page.text)
    assert incidents_shown(page) > 0


def test_an_unreadable_layer_is_named_and_the_page_opens_without_it(open_page, data_copy):
    (data_copy / "geo" / "lakes.geojson").write_bytes(b"\x00\xff not a layer")
    page = open_page(data_copy)
    assert not page.exception
    assert any("lakes.geojson" in text.value for text in page.text)


def test_missing_events_give_one_clear_message_in_both_languages(open_page, data_copy):
    (data_copy / "events.csv").unlink()
    page = open_page(data_copy)
    assert not page.exception
    assert [error.value for error in page.error] == [
        "The dashboard cannot open.",
        "Le tableau de bord ne peut pas s’ouvrir.",
    ]
    assert all("events.csv" in text.value for text in page.text)
    assert not page.metric


def test_hostile_text_in_a_row_stays_text(open_page, data_copy):
    events = data_copy / "events.csv"
    text = events.read_text(encoding="utf-8")
    hostile = "<script>alert(1)</script> **bold** $x^2$ :red[x]"
    events.write_text(text.replace("GSPC raid on Lemgheity army post", hostile), encoding="utf-8")
    page = open_page(data_copy)
    assert not page.exception
    assert hostile in list(page.dataframe[0].value["Event"])
    assert not any("alert(1)" in element.value for element in (*page.markdown, *page.caption))


def test_a_period_that_is_the_whole_span_is_no_choice():
    whole = Period(date(2003, 1, 1), date(2004, 1, 1))
    assert store_days((whole.start, whole.end), whole) == {"period": None}
    assert store_days((whole.end, whole.start), whole) == {"period": None}


def test_a_period_outside_the_data_becomes_their_nearest_day():
    whole = Period(date(2003, 1, 1), date(2004, 1, 1))
    before = Period(date(1999, 1, 1), date(1999, 2, 1))
    after = Period(whole.end + timedelta(days=5), whole.end + timedelta(days=9))
    assert clip_period(before, whole) == Period(whole.start, whole.start)
    assert clip_period(after, whole) == Period(whole.end, whole.end)
    assert clip_period(None, whole) == whole

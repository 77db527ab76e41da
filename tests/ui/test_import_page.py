"""Bringing one's own data, as a reader does it, without a browser."""

import json
from datetime import date

import pytest
from import_page_tools import HOSTILE, make_acled, make_own, write_csv

from sahel_geo.sources.intake.table import RepairKind
from sahel_geo.ui.widgets.import_repairs import LEAVE

DATA_PAGE = {"page": "data"}


def bring(page, name, content):
    page.file_uploader[0].set_value((name, content, "text/csv")).run()
    assert not page.exception


def press(page, key):
    next(button for button in page.button if button.key.startswith(key)).click().run()
    assert not page.exception


def metrics(page):
    return [metric.value for metric in page.metric]


def texts(page):
    return [text.value for text in page.text]


def uploads(page):
    return page.session_state["sahel_geo"].uploads


@pytest.fixture
def open_data_page(open_page):
    def open_it(**query):
        page = open_page(query=DATA_PAGE | query)
        assert not page.exception
        return page

    return open_it


def test_a_known_form_is_read_at_once_and_every_row_is_accounted_for(open_data_page):
    page = open_data_page()
    rows = make_acled(20, latitude="north")
    bring(page, "sample.csv", write_csv(rows))
    assert metrics(page) == ["20", "19", "1"]
    assert any("ACLED" in one.value for one in page.success)
    table = page.dataframe[0].value
    assert table["Row"].tolist() == ["2"]
    assert table["Column"].tolist() == ["Latitude"]
    assert table["Reason"].iloc[0]
    assert table["notes"].tolist() == ["Sample event 0"]


def test_the_events_go_on_the_map_under_the_name_that_was_told(open_data_page):
    page = open_data_page()
    bring(page, "sample.csv", write_csv(make_acled(20)))
    next(one for one in page.text_input if "name" in one.key).set_value("ACLED of May").run()
    press(page, "import_add_")
    (upload,) = uploads(page)
    assert upload.name == "ACLED of May"
    assert upload.events.info.row_count == len(upload.events.events) == 20
    assert set(upload.events.events["dataset"]) == {upload.upload_id}
    assert "ACLED of May" in texts(page)
    press(page, "import_remove_")
    assert uploads(page) == ()


def test_a_name_from_a_file_is_text_and_never_markup(open_data_page):
    page = open_data_page()
    rows = make_acled(3, notes=HOSTILE, latitude=HOSTILE)
    bring(page, f"{HOSTILE}.csv", write_csv(rows))
    press(page, "import_add_")
    markup = [*page.markdown, *page.caption, *page.success, *page.info, *page.warning]
    assert not [one.value for one in markup if "onerror" in one.value]
    assert not [one for one in page.button if "onerror" in one.label]


def test_repairs_are_asked_for_and_nothing_is_done_before(open_data_page):
    page = open_data_page()
    bring(page, "mes incidents.csv", write_csv(make_own(12), ";"))
    assert "The columns are parted by semicolons." in texts(page)
    assert next(one for one in page.button if one.key.startswith("import_check_")).disabled
    answers = [one for one in page.segmented_control if "import_answer" in (one.key or "")]
    assert [one.value for one in answers] == [None, None]
    for kind in (RepairKind.DECIMAL_COMMA, RepairKind.DAY_FIRST):
        answer = next(one for one in page.segmented_control if str(kind) in (one.key or ""))
        answer.set_value(str(kind)).run()
    press(page, "import_check_")
    assert metrics(page) == ["12", "12", "0"]
    press(page, "import_add_")
    events = uploads(page)[0].events.events
    assert events["event_date"].dt.date.min() == date(2021, 1, 20)
    assert events["latitude"].unique().tolist() == [16.27]


def test_a_repair_that_is_refused_leaves_the_cells_as_they_are(open_data_page):
    page = open_data_page()
    bring(page, "mes incidents.csv", write_csv(make_own(3), ";"))
    for kind in (RepairKind.DECIMAL_COMMA, RepairKind.DAY_FIRST):
        answer = next(one for one in page.segmented_control if str(kind) in (one.key or ""))
        answer.set_value(LEAVE).run()
    press(page, "import_check_")
    assert metrics(page) == ["3", "0", "3"]
    assert not uploads(page)
    assert not [one for one in page.button if one.key.startswith("import_add_")]


def test_columns_are_proposed_can_be_changed_and_are_remembered(open_data_page):
    page = open_data_page()
    own = make_own(4)
    plain = [row | {"Lat": "16.27", "Long": "-0.04"} for row in own]
    plain = [row | {"Date de l'incident": "2021-01-20"} for row in plain]
    bring(page, "first.csv", write_csv(plain))
    boxes = {one.key.rpartition("_0_")[2]: one for one in page.selectbox if "_column_" in one.key}
    assert boxes["latitude"].value == "Lat"
    assert boxes["event_date"].value == "Date de l'incident"
    assert boxes["fatalities"].value == "Tués"
    boxes["hostages"].set_value("Tués").run()
    boxes = {one.key.rpartition("_0_")[2]: one for one in page.selectbox if "_column_" in one.key}
    boxes["fatalities"].set_value("").run()
    press(page, "import_check_")
    press(page, "import_add_")
    assert uploads(page)[0].events.events["hostages"].tolist() == [2] * 4
    bring(page, "second.csv", write_csv(plain))
    boxes = {one.key.rpartition("_0_")[2]: one for one in page.selectbox if "_column_" in one.key}
    assert (boxes["hostages"].value, boxes["fatalities"].value) == ("Tués", "")


def test_a_list_of_columns_that_was_kept_is_taken_over_or_refused_with_words(open_data_page):
    page = open_data_page()
    plain = [{"a": "2021-01-20", "b": "16.27", "c": "-0.04"}]
    bring(page, "odd.csv", write_csv(plain))
    mapping = {
        "columns": {"event_date": "a", "latitude": "b", "longitude": "c"},
        "fingerprint": "0",
    }
    taken = json.dumps(mapping).encode()
    wrong = json.dumps(mapping | {"columns": {"event_date": "zz"}}).encode()
    page.file_uploader[-1].set_value(("columns.json", b"\xff[", "application/json")).run()
    assert page.error
    page.file_uploader[-1].set_value(("columns.json", wrong, "application/json")).run()
    assert any("zz" in text for text in texts(page))
    page.file_uploader[-1].set_value(("columns.json", taken, "application/json")).run()
    assert not page.exception
    assert not page.error
    press(page, "import_check_")
    assert metrics(page) == ["1", "1", "0"]


def test_a_newer_export_replaces_the_older_one_and_says_what_changed(open_data_page):
    page = open_data_page()
    bring(page, "sample.csv", write_csv(make_acled(5)))
    press(page, "import_add_")
    bring(page, "sample.csv", write_csv(make_acled(6, fatalities="11")[:4]))
    assert any("1 changed" in one.value and "1 vanished" in one.value for one in page.info)
    changes = next(one.value for one in page.dataframe if "Change" in one.value)
    assert "deaths 3 → 11" in changes["Change"].tolist()
    press(page, "import_add_")
    (upload,) = uploads(page)
    assert upload.events.info.row_count == 4
    assert upload.revision.changed_events == 1


def test_shapes_become_a_layer_with_name_colour_and_source(open_data_page):
    page = open_data_page()
    shape = {"type": "Polygon", "coordinates": [[[0, 15], [1, 15], [1, 16], [0, 15]]]}
    feature = {"type": "Feature", "properties": {"name": "Sample"}, "geometry": shape}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    bring(page, "camps.geojson", content)
    assert metrics(page) == ["1", "1", "0"]
    next(one for one in page.text_input if "source" in one.key).set_value("Drawn by us").run()
    press(page, "import_add_")
    (layer,) = uploads(page)[0].layers
    assert (layer.name, layer.source) == ("camps", "Drawn by us")
    assert layer.color.startswith("#")


def test_dated_points_can_be_events_or_a_layer(open_data_page):
    page = open_data_page()
    feature = {
        "type": "Feature",
        "properties": {"date": "2020-01-02", "title": "Sample"},
        "geometry": {"type": "Point", "coordinates": [1, 15]},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    bring(page, "points.geojson", content)
    assert [one for one in page.button if one.key.startswith("import_check_")]
    next(one for one in page.segmented_control if "import_use" in one.key).set_value("layer").run()
    assert not page.exception
    press(page, "import_add_")
    assert len(uploads(page)[0].layers[0].frame) == 1


def test_what_cannot_be_read_is_told_and_can_be_put_away(open_data_page):
    page = open_data_page()
    bring(page, "picture.png", b"\x89PNG and more")
    assert page.error
    assert any("PNG" in text for text in texts(page))
    press(page, "import_put_away_")
    assert not page.error


def test_two_sessions_never_see_each_others_uploads(open_data_page):
    mine, theirs = open_data_page(), open_data_page()
    bring(mine, "sample.csv", write_csv(make_acled(5)))
    press(mine, "import_add_")
    theirs.run()
    assert len(uploads(mine)) == 1
    assert uploads(theirs) == ()
    salts = [page.session_state["sahel_geo"].salt for page in (mine, theirs)]
    assert salts[0] != salts[1]


def test_the_page_speaks_french(open_data_page):
    page = open_data_page(lang="fr")
    bring(page, "sample.csv", write_csv(make_acled(3, latitude="nord")))
    assert metrics(page) == ["3", "2", "1"]
    assert page.title[0].value == "Mes données"
    assert any("1 ligne" in one.value for one in page.caption)

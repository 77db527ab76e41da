"""Datasets side by side on the page: switches, cards, splits and joins; nothing is shared."""

import json

import pytest

from sahel_geo.analysis.decisions import Decisions, EventKey
from sahel_geo.model.datasets import DatasetEvents, DatasetInfo, DatasetKind
from sahel_geo.model.report import ValidationReport
from sahel_geo.sources.importing import import_events
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.ui.uploads import Upload
from tests.import_samples import ACLED, ACLED_COLUMNS
from tests.ui.test_page import incidents_shown

ALONE = {"event_id_cnty": "MLI90001", "notes": "Sample event 1, told by this dataset alone."}


def make_upload(*rows, upload_id="acled-sample", name="Sample ACLED"):
    """Bring in rows of ACLED's form; each row names what differs from the sample."""
    lines = [ACLED_COLUMNS]
    lines += [[str((ACLED | row).get(column, "")) for column in ACLED_COLUMNS] for row in rows]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    imported = import_events("sample.csv", text.encode(), Limits(), dataset_id=upload_id)
    info = DatasetInfo(
        upload_id, name, DatasetKind.ACLED, "#0072b2", None, len(imported.frame), "0123456789ab"
    )
    return Upload(
        upload_id, "sample.csv", imported.report, DatasetEvents(info, imported.frame), imported
    )


def bring(page, *uploads):
    page.session_state["sahel_geo"].uploads = uploads
    return page.run()


@pytest.fixture
def shipped_twin(shipped_rows):
    """Give a row of ACLED's form that tells a shipped battle of a known place and day as well."""
    row = next(
        row
        for row in shipped_rows
        if row["event_type"] == "Battles"
        and (row["geo_precision"], row["time_precision"]) == ("1", "1")
        and row["country"] == "MLI"
        and row["actor1"]
        and row["actor2"]
        and row["fatalities"]
        and not row["joint_id"]
        and not row["case_id"]
        and not row["end_date"]
    )
    names = ("event_date", "event_type", "sub_event_type", "actor1", "actor2", "location")
    same = {name: row[name] for name in (*names, "latitude", "longitude")}
    same |= {"event_id_cnty": "MLI90002", "fatalities": str(int(row["fatalities"]) + 5)}
    return row, same | {"notes": "Sample event 2."}


def test_an_upload_is_counted_beside_the_shipped_events_and_can_be_switched_off(open_page):
    page = open_page()
    before = incidents_shown(page)
    bring(page, make_upload(ALONE))
    assert not page.exception
    assert incidents_shown(page) == before + 1
    page.checkbox(key="set_acled-sample").uncheck().run()
    assert incidents_shown(page) == before


def test_an_event_that_two_datasets_tell_counts_once_until_the_reader_splits_it(
    open_page, shipped_twin
):
    shipped, twin = shipped_twin
    page = open_page()
    before = incidents_shown(page)
    bring(page, make_upload(twin))
    assert incidents_shown(page) == before
    choices = page.session_state["sahel_geo_sets"]
    pair = EventKey("shipped", shipped["event_id"]), EventKey("acled-sample", "MLI90002")
    choices.decisions = Decisions().with_split(*pair)
    page.run()
    assert incidents_shown(page) == before + 1


def test_the_citation_of_a_shown_dataset_stands_under_the_map(open_page):
    page = bring(open_page(), make_upload(ALONE))
    assert any("acleddata" in caption.value for caption in page.caption)
    page.checkbox(key="set_acled-sample").uncheck().run()
    main = [caption.value for caption in page.main.caption]
    assert not any("acleddata" in words for words in main)


def test_another_session_sees_nothing_of_an_upload(open_page):
    mine, other = open_page(), open_page()
    before = incidents_shown(other)
    bring(mine, make_upload(ALONE))
    other.run()
    assert incidents_shown(other) == before
    assert "acled-sample" not in json.dumps([box.key for box in other.checkbox])


def test_two_sessions_with_the_same_file_do_not_share_what_is_made_of_it(open_page):
    """The file's hash is the same, but one of them read it otherwise."""
    mine, other = open_page(), open_page()
    before = incidents_shown(other)
    moved = ALONE | {"event_id_cnty": "MLI90003", "event_date": "2023-07-01"}
    bring(mine, make_upload(ALONE))
    bring(other, make_upload(ALONE, moved))
    assert incidents_shown(mine) == before + 1
    assert incidents_shown(other) == before + 2


def test_a_report_without_events_is_no_dataset(open_page):
    page = open_page()
    bring(page, Upload("roads", "roads.kml", ValidationReport(0, 0)))
    assert not page.exception
    assert not [box for box in page.checkbox if (box.key or "").startswith("set_")]


def test_a_choice_that_only_a_dataset_has_goes_with_it_and_is_told(open_page):
    page = bring(open_page(), make_upload(ALONE))
    page.multiselect(key="choice_actors").set_value(["Sample Group A"]).run()
    assert incidents_shown(page) == 1
    page.checkbox(key="set_acled-sample").uncheck().run()
    assert not page.exception
    assert page.multiselect(key="choice_actors").value == []
    assert any("Sample Group A" in str(one.value) for one in page.text)


def test_a_dataset_may_widen_the_days_there_are(open_page):
    page = bring(open_page(), make_upload(ALONE | {"event_date": "1999-06-30"}))
    assert not page.exception
    assert any("1999" in caption.value for caption in page.caption)


def test_a_broken_dataset_of_the_operator_is_told_and_the_page_stands(
    open_page, monkeypatch, tmp_path
):
    home = tmp_path / "broken"
    home.mkdir()
    (home / "current").write_text("v-0123456789ab")
    monkeypatch.setenv("SAHEL_GEO_WORKSPACE", str(tmp_path))
    page = open_page()
    assert not page.exception
    told = [str(one.value) for one in (*page.warning, *page.error, *page.text, *page.markdown)]
    assert any("broken" in words for words in told) or page.dataframe

"""Loading a data folder, whole or damaged."""

import shutil
from datetime import date

import pandas as pd
import pytest
import shapely
from makers import EVENT, make_case, make_event, make_step, write_layer, write_table

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import WGS84, WINDOW
from sahel_geo.model.period import Period
from sahel_geo.model.schema import CASES, EVENT_COLUMNS, TableFile
from sahel_geo.model.vocabulary import Language, LayerFile, RasterFile
from sahel_geo.sources import SHIPPED_DATA, Catalog, load_dataset

ENGLISH = Translator(Language.ENGLISH)


def load(folder):
    return load_dataset(Catalog.in_folder(folder))


def say(report):
    return [ENGLISH.problem(problem) for problem in report.problems]


@pytest.fixture(scope="module")
def shipped():
    return load(SHIPPED_DATA)


@pytest.fixture
def small(tmp_path):
    """A folder of one step and one clash, their case, and nothing else."""
    write_table(tmp_path / "events.csv", [make_step(event_id="step"), make_event(event_id="clash")])
    write_table(tmp_path / "hostage_cases.csv", [make_case()])
    (tmp_path / "geo").mkdir()
    return tmp_path


def take_shipped(folder, *names):
    for name in names:
        shutil.copy(SHIPPED_DATA / "geo" / name, folder / "geo" / name)


def add_event(folder, **cells):
    with (folder / "events.csv").open("a", encoding="utf-8") as stream:
        stream.write(",".join(make_event(**cells).values()) + "\n")


def test_the_shipped_data_load_without_an_error(shipped):
    dataset, report = shipped
    assert [ENGLISH.problem(problem) for problem in report.errors] == []
    assert report.rejected == 0
    assert set(dataset.layers) == set(LayerFile)
    assert set(dataset.rasters) == set(RasterFile)
    assert dataset.latest_day == dataset.events["last_day"].max().date()


def test_shipped_frames_keep_what_others_rely_on(shipped):
    dataset, _ = shipped
    events, steps, cases = dataset.events, dataset.steps, dataset.cases
    assert events.index.tolist() == list(range(len(events)))
    assert events["event_date"].is_monotonic_increasing
    assert events.crs == WGS84
    assert events.geometry.x.tolist() == events["longitude"].tolist()
    assert all(map(WINDOW.contains, events["longitude"], events["latitude"]))
    assert (events["first_day"] <= events["last_day"]).all()
    assert steps["row"].is_monotonic_increasing
    assert set(steps["hostage_stage"]) > {"abducted", "released"}
    assert steps.equals(events.loc[steps.index])
    assert cases.index.tolist() == cases["case_id"].tolist()
    assert cases["hostages"].dtype == "Int64"
    begun = cases["abducted_on"].reindex(steps["case_id"]).to_numpy()
    assert (steps["first_day"].to_numpy() >= begun).all()


def test_texts_are_never_missing_but_empty(shipped):
    dataset, _ = shipped
    frames = [dataset.events, dataset.cases, *dataset.layers.values()]
    for frame in frames:
        assert not frame.select_dtypes("str").isna().any().any()


def test_words_come_in_both_languages(shipped):
    terms = shipped[0].terms
    assert terms.word("event_type", "Battles", Language.FRENCH) == "Combats"
    assert terms.word("country", "NER", Language.ENGLISH) == "Niger"
    assert terms.word("actor", "Military Forces of Niger", Language.FRENCH)


def test_a_step_never_begins_before_its_case(tmp_path):
    steps = [
        make_step(event_date="2010-09-01", time_precision=3, hostage_stage="abducted"),
        make_event(event_date="2010-09-01", time_precision=3, case_id="arlit"),
    ]
    write_table(tmp_path / "events.csv", steps)
    write_table(tmp_path / "hostage_cases.csv", [make_case()])
    events = load(tmp_path)[0].events
    assert events["first_day"].dt.date.tolist() == [date(2010, 9, 16), date(2010, 9, 1)]
    assert events["last_day"].dt.date.tolist() == [date(2010, 9, 30)] * 2


def test_events_are_sorted_by_day_and_steps_stay_in_file_order(tmp_path):
    rows = [
        make_step(event_id="late", event_date="2011-01-01"),
        make_step(event_id="early", event_date="2010-10-01"),
        make_event(event_id="same", event_date="2010-10-01"),
    ]
    write_table(tmp_path / "events.csv", rows)
    dataset, _ = load(tmp_path)
    assert dataset.events["event_id"].tolist() == ["early", "same", "late"]
    assert dataset.events["row"].tolist() == [3, 4, 2]
    assert dataset.steps["event_id"].tolist() == ["late", "early"]


def test_a_broken_row_is_set_aside_counted_and_reported(small):
    add_event(small, event_date="31/02/2014")
    dataset, report = load(small)
    assert dataset.events["event_id"].tolist() == ["step", "clash"]
    assert (report.read, report.rejected, report.accepted) == (4, 1, 3)
    assert say(report)[0] == (
        "events.csv, row 4: event_date must be a day written YYYY-MM-DD, got '31/02/2014'."
    )


def test_a_point_in_another_country_is_set_aside(small):
    take_shipped(small, "countries.geojson")
    add_event(small, country="MRT")
    dataset, report = load(small)
    assert len(dataset.events) == 2
    assert ("events.csv", 4, "outside_country") in {
        (problem.file, problem.row, problem.rule) for problem in report.errors
    }


def test_a_missing_and_a_broken_layer_are_named_and_left_out(small):
    take_shipped(small, "massifs.geojson")
    (small / "geo" / "lakes.geojson").write_text("{")
    dataset, report = load(small)
    assert set(dataset.layers) == {LayerFile.MASSIFS}
    rules = {problem.file: problem.rule for problem in report.errors}
    assert rules["rivers.geojson"] == "missing_file"
    assert rules["lakes.geojson"] == "not_json"


def test_a_layer_without_any_good_feature_is_left_out(small):
    point = {"type": "Point", "coordinates": [1, 2]}
    write_layer(small / "geo" / "lakes.geojson", ({"name": "x"}, shapely.geometry.shape(point)))
    dataset, report = load(small)
    assert LayerFile.LAKES not in dataset.layers
    assert (report.read, report.rejected) == (4, 1)
    assert "geometry_kind" in {problem.rule for problem in report.errors}


def test_a_missing_and_a_broken_picture_are_named_and_left_out(small):
    picture = (SHIPPED_DATA / "geo" / "relief_3857.jpg").read_bytes()
    (small / "geo" / "relief_3857.jpg").write_bytes(picture[:1000])
    dataset, report = load(small)
    assert dataset.rasters == {}
    rules = {problem.file: problem.rule for problem in report.errors}
    assert rules["relief_4326.jpg"] == "missing_file"
    assert rules["relief_3857.jpg"] == "not_a_picture"


def test_a_table_of_events_alone_still_loads(tmp_path):
    write_table(tmp_path / "events.csv", [make_step(), make_event()])
    dataset, report = load(tmp_path)
    assert (len(dataset.events), len(dataset.steps), len(dataset.cases)) == (2, 1, 0)
    assert list(dataset.cases) == list(CASES.columns)
    assert dataset.layers == {}
    assert dataset.terms.codes("country") == ()
    missing = [problem.file for problem in report.errors if problem.rule == "missing_file"]
    assert missing[:3] == ["hostage_cases.csv", "actors.csv", "vocabulary.csv"]
    assert "hostage_cases.csv: the file is missing; what it holds is left out." in say(report)


def test_no_events_at_all_is_no_error(tmp_path):
    write_table(tmp_path / "events.csv", [], columns=EVENT_COLUMNS)
    dataset, _ = load(tmp_path)
    today = date.today()  # noqa: DTZ011
    assert dataset.events.empty
    assert dataset.period == Period(today, today)
    assert pd.api.types.is_datetime64_dtype(dataset.events["first_day"])


@pytest.mark.parametrize("content", [None, b"", b",,\n", b"\xff\xfea\x00", b"event_id\nx\n"])
def test_without_a_table_of_events_there_is_one_clear_error(tmp_path, content):
    if content is not None:
        (tmp_path / "events.csv").write_bytes(content)
    with pytest.raises(SahelGeoError) as caught:
        load(tmp_path)
    file = tmp_path / "events.csv"
    assert ENGLISH.error(caught.value) == (
        f"the table of events {file} is missing or cannot be read, so there is nothing to show; "
        "`python -m sahel_geo validate` says why."
    )


def test_a_folder_in_place_of_each_file_is_reported_without_a_crash(tmp_path):
    write_table(tmp_path / "events.csv", [EVENT | {"event_id": "a"}])
    for name in (
        "hostage_cases.csv",
        "vocabulary.csv",
        "geo/rivers.geojson",
        "geo/relief_4326.jpg",
    ):
        (tmp_path / name).mkdir(parents=True)
    _, report = load(tmp_path)
    rules = {problem.file: problem.rule for problem in report.errors}
    assert rules["hostage_cases.csv"] == rules["vocabulary.csv"] == "not_a_file"
    assert rules["rivers.geojson"] == "not_a_file"


def test_the_version_changes_with_any_file(small, shipped):
    before = load(small)[0].version
    assert before == load(small)[0].version
    write_table(small / "actors.csv", [{"actor": "Someone", "actor_fr": "Quelqu'un"}])
    after = load(small)[0].version
    assert len({before, after, shipped[0].version}) == 3
    assert len(after) == 12
    assert int(after, 16) >= 0


def test_a_file_elsewhere_can_stand_in_for_one_of_the_folder(small):
    file = write_table(small / "mine.csv", [make_event(event_id="mine")])
    catalog = Catalog.in_folder(small).with_file(TableFile.EVENTS, file)
    assert load_dataset(catalog)[0].events["event_id"].tolist() == ["mine"]

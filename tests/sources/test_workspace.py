"""Datasets of a workspace: written whole or not at all, read as they were written."""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pyarrow.parquet as pq
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from import_samples import ACLED, ACLED_COLUMNS, make_csv

from sahel_geo.model.datasets import DatasetInfo, DatasetKind
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import ValidationReport
from sahel_geo.sources import workspace as workspaces
from sahel_geo.sources.geoparquet import hash_table
from sahel_geo.sources.importing import import_events
from sahel_geo.sources.intake.layers import OwnLayer
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.sources.intake.table import RepairKind
from sahel_geo.sources.setinfo import SetContent, describe_events, describe_layer
from sahel_geo.sources.workspace import (
    fingerprint_workspace,
    list_sets,
    read_set,
    read_workspace,
    remove_set,
    write_set,
)

CRASH = Path(__file__).with_name("workspace_crash.py")
ROOT = Path(__file__).parents[2]


def import_sample(*changes):
    return import_events("sample.csv", make_csv(ACLED_COLUMNS, ACLED, *changes), Limits())


def describe(imported, dataset_id="acled-sample", **changes):
    info = DatasetInfo(
        dataset_id, "Sample", DatasetKind.ACLED, "#0072b2", date(2026, 1, 2), 0, "", "Sample source"
    )
    return describe_events(imported, replace(info, **changes))


def write_sample(folder, *changes, dataset_id="acled-sample", **described):
    imported = import_sample(*changes)
    return write_set(folder, describe(imported, dataset_id, **described), imported.frame)


def table_of(folder, dataset_id="acled-sample"):
    [table] = (folder / dataset_id).glob("v-*/*.parquet")
    return table


def test_events_are_read_as_they_were_written(tmp_path):
    imported = import_sample({"fatalities": ""}, {"event_id_cnty": "MLI2", "fatalities": "7"})
    write_set(tmp_path, describe(imported), imported.frame)
    _, frame = read_set(tmp_path, "acled-sample")
    expected = imported.frame.assign(dataset="acled-sample")
    assert_geodataframe_equal(frame[expected.columns], expected)
    assert dict(frame.dtypes.drop("geometry")) == dict(expected.dtypes.drop("geometry"))


def test_what_was_decided_is_kept(tmp_path):
    imported = import_sample()
    mapping = ColumnMapping.of({"event_date": "datum"}, ["datum", "x"])
    accept = frozenset({RepairKind.DECIMAL_COMMA})
    described = describe(imported)
    stored = replace(described, mapping=mapping, accepted_repairs=accept)
    written = write_set(tmp_path, stored, imported.frame)
    [read] = list_sets(tmp_path).sets
    assert read == written
    assert (read.mapping, read.accepted_repairs) == (mapping, accept)
    assert replace(read.info, version="") == replace(described.info, row_count=1)
    assert (read.file, read.file_hash) == ("sample.csv", imported.file_hash)


def test_the_version_is_another_for_other_rows_and_other_words(tmp_path):
    versions = {
        write_sample(tmp_path).info.version,
        write_sample(tmp_path, {"fatalities": "9"}).info.version,
        write_sample(tmp_path, name="Another name").info.version,
        write_sample(tmp_path, color="#d55e00").info.version,
    }
    assert len(versions) == 4
    assert write_sample(tmp_path).info.version in versions


def test_only_some_columns_can_be_read(tmp_path):
    write_sample(tmp_path)
    _, frame = read_set(tmp_path, "acled-sample", columns={"title", "event_id", "no such"})
    assert set(frame.columns) == {"event_id", "title", "geometry"}


def test_a_layer_is_read_as_it_was_written(tmp_path):
    shapes = [shapely.Point(0, 16), shapely.box(0, 15, 1, 16)]
    rows = {"id": ["own-2", "own-5"], "name": ["A", "B"], "kind": ["point", "area"]}
    frame = gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326").set_axis([2, 5])
    layer = OwnLayer("Sample camps", "#009e73", "Sample office", frame, ValidationReport(3, 1))
    written = write_set(
        tmp_path, describe_layer(layer, "layer-camps", "camps.kml", date(2026, 1, 2)), layer.frame
    )
    contents = read_workspace(tmp_path)
    [stored] = contents.layers
    assert contents.events == ()
    assert stored.info == written.info
    assert (stored.layer.name, stored.layer.color, stored.layer.source) == (
        "Sample camps",
        "#009e73",
        "Sample office",
    )
    assert stored.layer.report == ValidationReport(3, 1)
    assert_geodataframe_equal(stored.layer.frame, frame)


def test_a_workspace_that_is_not_there_is_empty(tmp_path):
    folder = tmp_path / "none"
    assert list_sets(folder).sets == ()
    assert fingerprint_workspace(folder) == ()
    assert read_workspace(folder).events == ()


def test_a_workspace_is_made_on_writing_but_not_the_folder_it_lies_in(tmp_path):
    write_sample(tmp_path / "workspace")
    assert len(list_sets(tmp_path / "workspace").sets) == 1
    with pytest.raises(FileNotFoundError):
        write_sample(tmp_path / "none" / "workspace")


def test_writing_again_leaves_one_version(tmp_path):
    write_sample(tmp_path)
    write_sample(tmp_path, {"fatalities": "9"})
    assert len(list((tmp_path / "acled-sample").iterdir())) == 2
    _, frame = read_set(tmp_path, "acled-sample")
    assert list(frame["fatalities"]) == [9]


def test_what_is_written_or_removed_changes_the_fingerprint(tmp_path):
    prints = [fingerprint_workspace(tmp_path)]
    for change in (write_sample, write_sample, lambda folder: remove_set(folder, "acled-sample")):
        change(tmp_path)
        prints.append(fingerprint_workspace(tmp_path))
    assert len({*prints[:3]}) == 3
    assert prints[3] == prints[0]


@pytest.mark.parametrize(
    "dataset_id", ["", "..", "../other", "a/b", "Größe", "a b", ".hidden", "shipped", "x" * 81]
)
def test_no_id_leads_out_of_the_workspace(tmp_path, dataset_id):
    folder = tmp_path / "workspace"
    write_sample(folder)
    for work in (
        lambda: write_sample(folder, dataset_id=dataset_id),
        lambda: read_set(folder, dataset_id),
        lambda: remove_set(folder, dataset_id),
    ):
        with pytest.raises(SahelGeoError) as told:
            work()
        assert told.value.rule == "workspace_id"
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]


def test_a_dataset_that_is_not_there_is_told(tmp_path):
    write_sample(tmp_path)
    for work in (read_set, remove_set):
        with pytest.raises(SahelGeoError) as told:
            work(tmp_path, "acled-other")
        assert told.value.rule == "workspace_no_set"


def test_a_removed_dataset_leaves_nothing(tmp_path):
    write_sample(tmp_path)
    write_sample(tmp_path, dataset_id="acled-other")
    remove_set(tmp_path, "acled-sample")
    assert [stored.info.dataset_id for stored in list_sets(tmp_path).sets] == ["acled-other"]
    assert not (tmp_path / "acled-sample").exists()


def break_pointer(folder):
    (folder / "acled-sample" / "current").write_text("../../elsewhere")


def break_table(folder):
    content = bytearray(table_of(folder).read_bytes())
    content[len(content) // 2] ^= 1
    table_of(folder).write_bytes(content)


def cut_table(folder):
    table_of(folder).write_bytes(table_of(folder).read_bytes()[:-100])


def remove_table(folder):
    table_of(folder).unlink()


def break_info(folder):
    table_of(folder).with_name("info.json").write_text("{")


def change_info(name, value):
    def change(folder):
        file = table_of(folder).with_name("info.json")
        file.write_text(json.dumps(json.loads(file.read_text()) | {name: value}))

    return change


DAMAGES = {
    "the pointer names another place": break_pointer,
    "a bit of the rows is another": break_table,
    "the rows are cut": cut_table,
    "the rows are missing": remove_table,
    "what is known is no JSON": break_info,
    "it is of another dataset": change_info("dataset_id", "acled-other"),
    "a later program wrote it": change_info("form", 99),
    "the colour is none": change_info("color", "red;x"),
    "the kind is not known": change_info("kind", "other"),
    "a mapping is none": change_info("mapping", {"columns": 1}),
    "columns hold what is not known": change_info(
        "table", {"sha256": "", "size": 1, "dtypes": {"title": "object"}}
    ),
    "it is a list": lambda folder: table_of(folder).with_name("info.json").write_text("[]"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_dataset_is_told_and_costs_no_other(tmp_path, damage):
    write_sample(tmp_path)
    write_sample(tmp_path, dataset_id="acled-other")
    DAMAGES[damage](tmp_path)
    contents = read_workspace(tmp_path)
    assert [events.info.dataset_id for events in contents.events] == ["acled-other"]
    [problem] = contents.problems
    assert (problem.file, problem.rule) == ("acled-sample", "workspace_broken")
    with pytest.raises(SahelGeoError) as told:
        read_set(tmp_path, "acled-sample")
    assert told.value.rule == "workspace_broken"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_dataset_can_be_written_again_and_removed(tmp_path, damage):
    write_sample(tmp_path)
    DAMAGES[damage](tmp_path)
    write_sample(tmp_path)
    assert len(read_workspace(tmp_path).events) == 1
    DAMAGES[damage](tmp_path)
    remove_set(tmp_path, "acled-sample")
    assert list_sets(tmp_path) == workspaces.Listing()


def test_other_programs_can_open_the_rows(tmp_path):
    write_sample(tmp_path)
    events = gpd.read_parquet(table_of(tmp_path))
    assert events.crs == "EPSG:4326"
    assert [(point.x, point.y) for point in events.geometry] == [(-0.0447, 16.2717)]


def test_what_a_file_says_of_python_is_passed_over(tmp_path):
    write_sample(tmp_path)
    table = pq.read_table(table_of(tmp_path))
    words = table.schema.metadata | {b"pandas": b"{'columns': __import__('os')}"}
    pq.write_table(table.replace_schema_metadata(words), table_of(tmp_path))
    change_info("table", note_of(tmp_path))(tmp_path)
    stored, frame = read_set(tmp_path, "acled-sample")
    assert stored.content is SetContent.EVENTS
    assert str(frame["title"].dtype) == "str"


def note_of(folder):
    file = table_of(folder)
    told = json.loads(file.with_name("info.json").read_text())["table"]
    return told | {"sha256": hash_table(file), "size": file.stat().st_size}


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("Sample note")
    (tmp_path / "Some folder").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "mine.csv").write_text("Sample")
    write_sample(tmp_path)
    remove_set(tmp_path, "acled-sample")
    left = {path.name for path in tmp_path.rglob("*")}
    assert left == {"notes.txt", "Some folder", "folder", "mine.csv", ".lock"}


def test_a_writer_that_fails_leaves_the_old_dataset_and_nothing_else(tmp_path, monkeypatch):
    write_sample(tmp_path)
    before = sorted(path.name for path in (tmp_path / "acled-sample").iterdir())

    def fail(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(workspaces, "_point_to", fail)
    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path, {"fatalities": "9"})
    assert sorted(path.name for path in (tmp_path / "acled-sample").iterdir()) == before
    _, frame = read_set(tmp_path, "acled-sample")
    assert list(frame["fatalities"]) == [3]


def test_a_reader_begins_again_when_a_writer_replaced_what_it_read(tmp_path, monkeypatch):
    write_sample(tmp_path)
    reads = []
    original = workspaces._read_table

    def read_late(file, note, columns):
        if not reads:
            reads.append(file)
            write_sample(tmp_path, {"fatalities": "9"})
        return original(file, note, columns)

    monkeypatch.setattr(workspaces, "_read_table", read_late)
    stored, frame = read_set(tmp_path, "acled-sample")
    assert not reads[0].exists()
    assert list(frame["fatalities"]) == [9]
    assert stored == list_sets(tmp_path).find("acled-sample")


def test_writers_wait_for_each_other(tmp_path):
    samples = [import_sample({"fatalities": str(number)}) for number in range(6)]

    def write(sample):
        return write_set(tmp_path, describe(sample), sample.frame)

    with ThreadPoolExecutor(len(samples)) as writers:
        written = list(writers.map(write, samples))
    [stored] = list_sets(tmp_path).sets
    assert stored in written
    _, frame = read_set(tmp_path, "acled-sample")
    assert list(frame["fatalities"]) == [written.index(stored)]
    assert len(list((tmp_path / "acled-sample").iterdir())) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by fork")
@pytest.mark.parametrize("how", ["points", "times"])
def test_a_writer_killed_at_any_moment_leaves_the_old_dataset_or_the_new_one(tmp_path, how):
    folders = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    done = subprocess.run(
        [sys.executable, str(CRASH), str(tmp_path), how],
        env=os.environ | {"PYTHONPATH": folders, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [line.split("\t") for line in done.stdout.splitlines()]
    assert {(first, again) for _, _, first, again in told} <= {("old", "new"), ("new", "new")}
    endings = Counter((ending, first) for _, ending, first, _ in told)
    if how == "points":
        assert min(endings["killed", "old"], endings["killed", "new"]) >= 5
        assert endings["killed", "old"] + endings["killed", "new"] >= 20
        assert told[-1][1:3] == ["0", "new"]
    else:
        assert len(told) == 20
        assert endings["killed", "old"] >= 5

"""The commands import and workspace: what they say, what they keep, and how they end."""

import json

import pytest
from import_samples import ACLED, ACLED_COLUMNS, UCDP, UCDP_COLUMNS, make_csv
from typer.testing import CliRunner

from sahel_geo.cli import app, importing
from sahel_geo.model.datasets import DatasetKind
from sahel_geo.sources.workspace import list_sets, read_set

OWN = "Datum;Lat;Lon;Land\n2023-06-30;16,27;-0,04;Mali\n"
POLYGON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Sample concession"},
            "geometry": {"type": "Polygon", "coordinates": [[[0, 16], [1, 16], [1, 17], [0, 16]]]},
        }
    ],
}


@pytest.fixture
def run(monkeypatch):
    monkeypatch.delenv("SAHEL_GEO_WORKSPACE", raising=False)

    def run_it(*words):
        result = CliRunner().invoke(app, [str(word) for word in words])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run_it


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "workspace"


@pytest.fixture
def acled(tmp_path):
    def write(*changes, name="mali.csv"):
        file = tmp_path / name
        file.write_bytes(make_csv(ACLED_COLUMNS, ACLED, *changes))
        return file

    return write


def test_a_file_is_kept_and_its_rows_are_counted(run, folder, acled):
    file = acled({}, {"event_id_cnty": "MLI2", "event_date": "2023-06-31"})
    result = run("import", file, "--into", folder, "--access-date", "2026-01-02")
    assert result.exit_code == 0, result.output
    problem, summary, citation, kept = result.stdout.splitlines()
    assert problem.startswith("mali.csv, row 3: event_date must be a day")
    assert summary == "mali.csv: 2 rows read, 1 accepted, 1 set aside; 1 error, 0 warnings."
    assert citation.startswith("To be cited: ACLED (")
    assert citation.endswith("Accessed 2 January 2026.")
    assert kept == f"Kept as acled-mali in {folder}."
    [stored] = list_sets(folder).sets
    assert (stored.info.kind, stored.info.name, stored.info.row_count) == (
        DatasetKind.ACLED,
        "mali",
        1,
    )


def test_the_report_speaks_french(run, folder, acled):
    result = run("import", acled(), "--into", folder, "--language", "fr")
    assert "mali.csv\u00a0: 1 ligne lue, 1 acceptée, 0 mise de côté" in result.stdout
    assert "Date de consultation non indiquée" in result.stdout


def test_the_workspace_may_be_named_by_the_environment(run, folder, acled, monkeypatch):
    monkeypatch.setenv("SAHEL_GEO_WORKSPACE", str(folder))
    assert run("import", acled()).exit_code == 0
    assert "acled-mali: mali (ACLED), 1 row, from mali.csv" in run("workspace").stdout


def test_a_newer_export_tells_what_is_new_changed_and_gone(run, folder, acled):
    run("import", acled({}, {"event_id_cnty": "MLI2"}), "--into", folder, "--name", "Mali")
    newer = acled({"fatalities": "11"}, {"event_id_cnty": "MLI3"}, name="newer.csv")
    result = run("import", newer, "--into", folder, "--replace", "acled-mali")
    assert result.exit_code == 0, result.output
    assert "1 new, 1 changed, 1 vanished" in result.stdout
    assert "MLI90001: deaths 3 → 11" in result.stdout
    [stored] = list_sets(folder).sets
    assert (stored.info.name, stored.file) == ("Mali", "newer.csv")
    _, frame = read_set(folder, "acled-mali")
    assert set(frame["event_id"]) == {"MLI90001", "MLI3"}
    assert set(frame["dataset"]) == {"acled-mali"}


def test_a_broken_dataset_can_be_replaced(run, folder, acled):
    run("import", acled(), "--into", folder)
    (folder / "acled-mali" / "current").write_text("?")
    listed = run("workspace", folder)
    assert listed.exit_code == 1
    assert "the dataset 'acled-mali' of the workspace cannot be read" in listed.stdout
    result = run("import", acled(), "--into", folder, "--replace", "acled-mali")
    assert result.exit_code == 0, result.output
    assert run("workspace", folder).exit_code == 0


def test_nothing_is_written_over_unless_it_is_asked_for(run, folder, acled):
    run("import", acled(), "--into", folder)
    result = run("import", acled({"fatalities": "11"}), "--into", folder)
    assert result.exit_code == 2
    assert "--replace acled-mali puts this file in its place" in result.stderr
    assert list(read_set(folder, "acled-mali")[1]["fatalities"]) == [3]
    assert run("import", acled(), "--into", folder, "--name", "Other").exit_code == 0
    assert len(list_sets(folder).sets) == 2


def test_two_datasets_get_two_colours(run, folder, acled):
    run("import", acled(), "--into", folder)
    run("import", acled(), "--into", folder, "--name", "Other")
    run("import", acled(), "--into", folder, "--name", "Third", "--color", "#123456")
    assert len({stored.info.color for stored in list_sets(folder).sets}) == 3


def test_a_dataset_of_another_kind_is_not_replaced(run, folder, acled, tmp_path):
    run("import", acled(), "--into", folder)
    ucdp = tmp_path / "ucdp.csv"
    ucdp.write_bytes(make_csv(UCDP_COLUMNS, UCDP))
    result = run("import", ucdp, "--into", folder, "--replace", "acled-mali")
    assert result.exit_code == 2
    assert "'acled-mali' is a dataset of another kind (ACLED)" in result.stderr


def test_duties_cannot_be_told_away(run, folder, acled):
    result = run("import", acled(), "--into", folder, "--as", "own")
    assert result.exit_code == 2
    assert "The columns are those of ACLED; --as own cannot be." in result.stderr
    assert list_sets(folder).sets == ()


def test_an_unknown_form_gets_a_proposal_that_can_be_used(run, folder, tmp_path):
    file, mapping = tmp_path / "own.csv", tmp_path / "mapping.json"
    file.write_text(OWN)
    result = run("import", file, "--into", folder)
    assert result.exit_code == 1
    assert "say which of them are date, latitude and longitude" in result.stderr
    mapping.write_text(result.stdout)
    assert json.loads(result.stdout)["columns"]["event_date"] == "Datum"
    result = run("import", file, "--into", folder, "--mapping", mapping)
    assert result.exit_code == 1
    assert "read 16,27 as 16.27? --accept decimal_comma" in result.stderr
    assert "Nothing was kept" in result.stderr
    assert list_sets(folder).sets == ()
    words = ("--mapping", mapping, "--accept", "decimal_comma", "--source", "Sample office")
    result = run("import", file, "--into", folder, *words)
    assert result.exit_code == 0, result.output
    assert "accepted: Numbers are written with a comma" in result.stdout
    assert "To be cited: Sample office." in result.stdout
    assert read_set(folder, "own-own")[1]["latitude"].tolist() == [16.27]


def test_decisions_are_remembered_when_a_file_replaces_another(run, folder, tmp_path):
    file, mapping = tmp_path / "own.csv", tmp_path / "mapping.json"
    file.write_text(OWN)
    mapping.write_text(run("import", file, "--into", folder).stdout)
    words = ("--mapping", mapping, "--accept", "decimal_comma", "--as", "acled")
    assert run("import", file, "--into", folder, *words).exit_code == 0
    result = run("import", file, "--into", folder, "--replace", "acled-own", "--as", "acled")
    assert result.exit_code == 0, result.output
    assert "nothing changed" in result.stdout
    [stored] = list_sets(folder).sets
    assert stored.info.kind is DatasetKind.ACLED
    assert stored.mapping is not None


def test_repairs_can_be_refused_and_broken_rows_go_to_a_sheet(run, folder, tmp_path):
    file, mapping, sheet = (tmp_path / name for name in ("own.csv", "mapping.json", "rejected.csv"))
    file.write_text(OWN + "2023-07-01;16.5;-0.5;Mali\n")
    mapping.write_text(run("import", file, "--into", folder).stdout)
    words = ("--mapping", mapping, "--unrepaired", "--rejected", sheet)
    result = run("import", file, "--into", folder, *words)
    assert result.exit_code == 0, result.output
    assert "2 rows read, 1 accepted, 1 set aside" in result.stdout
    assert "2023-06-30" in sheet.read_text("utf-8-sig")
    assert "2023-07-01" not in sheet.read_text("utf-8-sig")


def test_a_file_without_a_row_to_keep_changes_nothing(run, folder, acled):
    result = run("import", acled({"event_date": "never"}), "--into", folder)
    assert result.exit_code == 1
    assert "No row could be kept" in result.stderr
    assert list_sets(folder).sets == ()


def test_shapes_become_a_layer(run, folder, tmp_path):
    file = tmp_path / "camps.geojson"
    file.write_text(json.dumps(POLYGON))
    asked = run("import", file, "--into", folder)
    assert asked.exit_code == 1
    assert "--as layer" in asked.stderr
    result = run("import", file, "--into", folder, "--as", "layer", "--source", "Sample office")
    assert result.exit_code == 0, result.output
    assert run("workspace", folder).stdout.startswith("layer-camps: camps (layer), 1 row")
    refused = run("import", file, "--into", folder, "--as", "layer", "--unrepaired")
    assert refused.exit_code == 2
    again = run("import", file, "--into", folder, "--as", "layer", "--replace", "layer-camps")
    assert again.exit_code == 0, again.output
    [stored] = list_sets(folder).sets
    assert stored.info.told_citation == "Sample office"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--color", "red"), "#rrggbb"),
        (("--access-date", "3 May"), "YYYY-MM-DD"),
        (("--access-date", "2999-01-01"), "not in the future"),
        (("--access-date", "20260101"), "YYYY-MM-DD"),
        (("--accept", "encoding"), "no repair that is asked for"),
        (("--rejected", "x.txt"), ".csv, .xlsx"),
    ],
)
def test_wrong_use_is_told_before_the_work(run, folder, acled, words, told):
    result = run("import", acled(), "--into", folder, *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not folder.exists()


def test_what_is_not_there_is_told(run, folder, tmp_path, acled):
    assert run("import", tmp_path / "none.csv", "--into", folder).exit_code == 2
    assert run("import", acled(), "--into", tmp_path / "a" / "b").exit_code == 2
    assert run("import", acled()).exit_code == 2
    assert run("workspace").exit_code == 2
    assert run("workspace", folder).exit_code == 2
    assert run("import", acled(), "--into", folder, "--replace", "acled-no").exit_code == 1
    assert run("import", acled(), "--into", folder, "--replace", "../x").exit_code == 1


def test_a_file_that_is_no_table_is_one_line(run, folder, tmp_path):
    file = tmp_path / "picture.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("import", file, "--into", folder)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_ctrl_c_leaves_no_half(run, folder, acled, monkeypatch):
    def stop(*_given, **_named):
        raise KeyboardInterrupt

    monkeypatch.setattr(importing, "import_events", stop)
    result = run("import", acled(), "--into", folder)
    assert result.exit_code == 130
    assert result.stderr.splitlines() == ["Stopped; nothing was written."]
    assert not folder.exists()


def test_a_dataset_is_removed_by_its_id(run, folder, acled):
    run("import", acled(), "--into", folder)
    assert run("workspace", folder, "--remove", "acled-mali").stdout == "Removed: acled-mali\n"
    assert run("workspace", folder, "--remove", "acled-mali").exit_code == 1
    assert "has no datasets" in run("workspace", folder).stdout

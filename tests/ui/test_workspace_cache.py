"""What the page reads of an operator's workspace."""

from datetime import date

import pytest
from import_samples import ACLED, ACLED_COLUMNS, make_csv

from sahel_geo.model.datasets import DatasetInfo, DatasetKind
from sahel_geo.sources.importing import import_events
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.setinfo import describe_events
from sahel_geo.sources.workspace import remove_set, write_set
from sahel_geo.ui.cache import load_workspace


@pytest.fixture
def write(tmp_path):
    def write_it(**changes):
        imported = import_events("a.csv", make_csv(ACLED_COLUMNS, ACLED, changes), Limits())
        info = DatasetInfo(
            "acled-a", "A", DatasetKind.ACLED, "#0072b2", date(2026, 1, 2), 0, ""
        )  # fmt: skip
        write_set(tmp_path, describe_events(imported, info), imported.frame)

    return write_it


def test_without_a_workspace_nothing_is_read(tmp_path):
    assert load_workspace(None).events == ()
    assert load_workspace(tmp_path / "none").events == ()


def test_datasets_are_read_once_until_one_is_written_or_removed(tmp_path, write):
    write(fatalities="3")
    first = load_workspace(tmp_path)
    assert load_workspace(tmp_path) is first
    write(fatalities="11")
    [events] = load_workspace(tmp_path).events
    assert list(events.events["fatalities"]) == [11]
    assert events.info.version != first.events[0].info.version
    remove_set(tmp_path, "acled-a")
    assert load_workspace(tmp_path).events == ()


def test_a_folder_that_cannot_be_read_is_a_problem_and_no_crash(tmp_path, monkeypatch):
    def refuse(_folder):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("sahel_geo.ui.cache.fingerprint_workspace", refuse)
    [problem] = load_workspace(tmp_path).problems
    assert problem.rule == "workspace_folder"

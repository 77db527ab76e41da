"""The command line makes every export, says what goes wrong in a line, and leaves no half file."""

import errno
import os
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from makers import make_case, make_event, write_table
from PIL import Image
from typer.testing import CliRunner

from sahel_geo.cli import app
from sahel_geo.export.stampfiles import find_stamp
from sahel_geo.model.vocabulary import ExportFormat, Furniture, Language, PaperName, ThemeName

NO_BREAK = "\u00a0"


def run(*words):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def folder(tmp_path):
    """A data folder of two events and one case, without layers."""
    (tmp_path / "data").mkdir()
    rows = [make_event(), make_event(event_date="2012-06-20", country="MLI")]
    write_table(tmp_path / "data" / "events.csv", rows)
    write_table(tmp_path / "data" / "hostage_cases.csv", [make_case(case_id="arlit-2010")])
    return tmp_path / "data"


LOOK = (
    "--paper", "square", "--theme", "grey", "--with", "chart", "--without", "legend",
    "--without", "inset", "--title", "Accrochages – هجمات", "--subtitle", "",
    "--organisation", "Ministère", "--marking", "TLP:GREEN",
)  # fmt: skip


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "xlsx", "gpkg", "csv", "geojson"])
def test_an_export_made_again_has_the_same_bytes(folder, tmp_path, ending):
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    asked = run(
        "snapshot", "--data", folder, "--country", "NER", *LOOK, "--language", "fr", "--out", first
    )
    assert asked.exit_code == 0, asked.output
    again = run("snapshot", "--data", folder, "--from-export", first, "--out", second)
    assert again.exit_code == 0, again.output
    assert again.stdout == f"Written: {second}\n"
    assert first.read_bytes() == second.read_bytes()


def test_the_look_of_a_page_is_what_the_options_say(folder, tmp_path):
    out = tmp_path / "map.png"
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "#123456").save(logo)
    words = [*LOOK, "--logo", logo, "--width", "700"]
    assert run("snapshot", "--data", folder, *words, "--out", out).exit_code == 0
    stamp = find_stamp(out)
    design = stamp.design
    assert (design.paper, design.theme) == (PaperName.SQUARE, ThemeName.GREY)
    assert Furniture.CHART in design.furniture
    assert not {Furniture.LEGEND, Furniture.INSET} & design.furniture
    assert (design.title, design.subtitle) == ("Accrochages – هجمات", "")
    assert design.logo is not None
    with Image.open(BytesIO(out.read_bytes())) as picture:
        assert picture.size == (700, 700)


def test_a_picture_can_be_made_again_as_another_kind(folder, tmp_path):
    first, second = tmp_path / "a.png", tmp_path / "b.csv"
    run("snapshot", "--data", folder, "--country", "NER", "--out", first)
    assert run("snapshot", "--data", folder, "--from-export", first, "--out", second).exit_code == 0
    assert find_stamp(second).query == {"country": ["NER"]}
    assert second.read_text(encoding="utf-8-sig").count("\n") == 2


def test_an_export_of_other_data_is_made_again_with_a_warning(folder, tmp_path):
    first = tmp_path / "a.png"
    run("snapshot", "--data", folder, "--country", "NER", "--out", first)
    write_table(folder / "events.csv", [make_event(country="MLI")])
    result = run("snapshot", "--data", folder, "--from-export", first, "--out", tmp_path / "b.png")
    assert result.exit_code == 0
    assert "The data are not those that a.png was made of" in result.stderr
    assert "Not in these data, left out: country NER." in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--title", "x" * 500], 1, "the title must have at most 300 characters, got 500."),
        (["--logo", "notes.txt"], 1, "a logo must be a PNG, JPEG or WebP picture"),
        (["--logo", "gone.png"], 1, "gone.png: No such file or directory"),
        (["--dpi", "1200"], 1, "1200"),
        (["--paper", "A0"], 2, "--paper"),
        (["--without", "sofa"], 2, "--without"),
        (["--from-export", "notes.txt"], 1, "notes.txt does not say how it was made"),
        (["--from-export", "gone.png"], 1, "gone.png: No such file or directory"),
        (["--from-export", "notes.txt", "--country", "NER"], 2, "--from-export takes choices"),
        (["--text", "nowhere", "--out", "rows.xlsx"], 1, "no event matches these choices"),
    ],
)
def test_what_cannot_be_done_is_a_line(folder, monkeypatch, words, code, said):
    monkeypatch.chdir(folder.parent)
    Path("notes.txt").write_text("no picture")
    result = run("snapshot", "--data", folder, *words)
    assert result.exit_code == code
    assert said in result.stderr
    assert {file.name for file in folder.parent.iterdir()} == {"data", "notes.txt"}


def test_a_full_disk_is_a_line_and_leaves_no_part(folder, tmp_path, monkeypatch):
    def fail(file, content):
        file.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    monkeypatch.setattr(Path, "write_bytes", fail)
    out = tmp_path / "map.csv"
    result = run("snapshot", "--data", folder, "--out", out)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == f"{out}: No space left on device"
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_that_may_not_be_written_is_a_line_before_the_work(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)  # root may write anywhere
    result = run("snapshot", "--data", folder, "--out", tmp_path / "map.png")
    assert result.exit_code == 1
    assert result.stderr == f"{tmp_path}: Permission denied\n"


@pytest.mark.parametrize("ending", ["mp4", "gif"])
def test_a_film_goes_by_steps(folder, tmp_path, ending):
    out = tmp_path / f"film.{ending}"
    words = ["--from", "2012-06-01", "--to", "2012-07-31", "--step", "month", "--cumulative"]
    result = run(
        "animate", "--data", folder, *words, "--rate", "2", "--language", "fr", "--out", out
    )
    assert result.exit_code == 0, result.output
    assert result.stdout == f"Écrit{NO_BREAK}: {out}\n"
    stamp = find_stamp(out)
    assert stamp.kind is ExportFormat(ending)
    assert stamp.language is Language.FRENCH
    assert stamp.options == {"rate": ["2"], "unit": ["month"]}
    assert stamp.query["cumulative"] == ["1"]
    again = tmp_path / f"again.{ending}"
    assert run("snapshot", "--data", folder, "--from-export", out, "--out", again).exit_code == 0
    assert again.read_bytes() == out.read_bytes()


def test_a_film_in_another_format_is_wrong_use(folder, tmp_path):
    result = run("animate", "--data", folder, "--out", tmp_path / "film.avi")
    assert result.exit_code == 2
    assert ".mp4, .gif" in result.stderr


@pytest.mark.parametrize("ending", ["pptx", "pdf"])
def test_a_deck_made_again_has_the_same_bytes(folder, tmp_path, ending):
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    words = ["--about", "arlit-2010", "--by", "country", "--title", "Briefing"]
    asked = run("deck", "--data", folder, *words, "--out", first)
    assert asked.exit_code == 0, asked.output
    assert find_stamp(first).options["deck_cases"] == ["arlit-2010"]
    again = run("snapshot", "--data", folder, "--from-export", first, "--out", second)
    assert again.exit_code == 0, again.output
    assert first.read_bytes() == second.read_bytes()


def test_a_deck_about_no_case_that_is_known_is_wrong_use(folder, tmp_path):
    result = run("deck", "--data", folder, "--about", "arlit", "--out", tmp_path / "a.pptx")
    assert result.exit_code == 2
    assert "No case is called 'arlit'. Known are: arlit-2010." in result.stderr


def test_ctrl_c_stops_with_a_line_and_leaves_nothing(folder, tmp_path):
    out = tmp_path / "film.mp4"
    words = ["--from", "2012-01-01", "--to", "2012-12-31", "--step", "day", "--out", out]
    command = [sys.executable, "-m", "sahel_geo", "animate", "--data", folder, *words]
    started = subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, text=True)
    time.sleep(6)
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=30)
    assert started.returncode == 130
    assert said == "Stopped; nothing was written.\n"
    assert list(tmp_path.iterdir()) == [folder]


def test_help_names_every_option_of_a_bundle():
    said = run("snapshot", "--help").output
    for option in ("--country", "--from-export", "--marking", "--with", "--logo", "--open-cases"):
        assert option in said
    assert run("animate", "--help").output.count("--step") >= 1

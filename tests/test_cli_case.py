"""A hostage case from the command line."""

import csv
import io
import json
from io import BytesIO

import geopandas as gpd
import pytest
from makers import make_case, make_event, make_step, write_table
from PIL import Image
from typer.testing import CliRunner

from sahel_geo.cli import app
from sahel_geo.cli.cases import CaseFile
from sahel_geo.export.casefile import CaseFormat

NO_BREAK = "\u00a0"


def run(*words, **environment):
    result = CliRunner().invoke(app, [str(word) for word in words], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def folder(tmp_path):
    """A data folder of an open case and a closed one, without layers."""
    (tmp_path / "data").mkdir()
    steps = [
        make_step(event_date="2010-09-16", hostage_stage="abducted", case_id=case_id)
        for case_id in ("closed", "open")
    ]
    write_table(tmp_path / "data" / "events.csv", [make_event(), *steps])
    cases = [
        make_case(case_id="closed", ended_on="2011-01-01"),
        make_case(case_id="open"),
    ]
    write_table(tmp_path / "data" / "hostage_cases.csv", cases)
    return tmp_path / "data"


def read_points(file):
    rows = csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))
    return [(row["longitude"], row["latitude"]) for row in rows]


def test_a_case_can_be_had_in_every_kind_of_file_and_as_a_picture():
    assert {kind.value for kind in CaseFile} == {kind.value for kind in CaseFormat} | {"png"}


@pytest.mark.parametrize("kind", list(CaseFormat))
def test_a_case_is_written_as_the_kind_that_is_asked(tmp_path, monkeypatch, kind):
    monkeypatch.chdir(tmp_path)
    result = run("case", "arlit-2010", "--format", kind)
    assert result.exit_code == 0, result.output
    assert result.stdout == f"Written: arlit-2010.{kind}\n"
    (file,) = tmp_path.iterdir()
    if kind is CaseFormat.GPKG:
        assert len(gpd.read_file(file, layer="legs")) > 3
    if kind is CaseFormat.GEOJSON:
        assert json.loads(file.read_bytes())["name"] == "arlit-2010"


def test_the_ending_of_the_file_tells_its_kind_and_the_language_its_words(tmp_path):
    out = tmp_path / "arlit.kml"
    result = run("case", "arlit-2010", "--out", out, "--language", "fr")
    assert result.stdout == f"Écrit{NO_BREAK}: {out}\n"
    assert "Enlèvement" in out.read_text(encoding="utf-8")


def test_a_picture_of_a_case_is_a_snapshot(tmp_path):
    out = tmp_path / "arlit.png"
    result = run("case", "arlit-2010", "--out", out)
    assert result.exit_code == 0, result.output
    with Image.open(BytesIO(out.read_bytes())) as picture:
        assert picture.size == (1920, 1080)
        assert "Arlit" in picture.text["Title"]


def test_an_open_case_is_written_to_its_country_unless_the_operator_says_otherwise(folder):
    def points_of(case_id, *words, **environment):
        out = folder.parent / "case.csv"
        result = run("case", case_id, "--data", folder, "--out", out, *words, **environment)
        assert result.exit_code == 0, result.output
        return read_points(out)

    assert points_of("open") == [("", "")]
    assert points_of("closed") == [("7.39", "18.74")]
    assert points_of("open", "--open-cases", "as_told") == [("7.39", "18.74")]
    assert points_of("open", SAHEL_GEO_OPEN_CASES="as_told") == [("7.39", "18.74")]
    assert points_of("open", "--open-cases", "country", SAHEL_GEO_OPEN_CASES="as_told") == [
        ("", "")
    ]


@pytest.mark.parametrize("command", [["case", "open"], ["snapshot"]])
def test_a_word_for_open_cases_that_means_nothing_is_wrong_use(command, folder):
    result = run(*command, "--data", folder, SAHEL_GEO_OPEN_CASES="yes")
    assert result.exit_code == 2
    assert not list(folder.parent.glob("*.*"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nobody"], 2, "No case is called 'nobody'. Known are: closed; open.\n"),
        (["nobody", "--language", "fr"], 2,
         f"Aucune affaire ne s’appelle «{NO_BREAK}nobody{NO_BREAK}»."),
        (["open", "--format", "kml", "--out", "x.csv"], 2,
         "--out must name a file that ends in .kml, got x.csv.\n"),
        (["open", "--out", "x.doc"], 2,
         "--out must name a file that ends in .geojson, .kml, .gpkg, .csv, .png, got x.doc.\n"),
        (["open", "--out", "gone/x.csv"], 1, "The folder gone is not there.\n"),
        (["open", "--format", "shp"], 2, "shp"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_written(words, code, said, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    result = run("case", "--data", folder, *words)
    assert result.exit_code == code
    assert said in result.stderr
    assert list(folder.parent.iterdir()) == [folder]

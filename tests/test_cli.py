"""The command line: what it says and the code it ends with."""
# ruff: noqa: E501 - a sentence is written in one piece

import subprocess
import sys
from io import BytesIO

import pytest
from makers import make_case, make_event, write_table
from PIL import Image
from typer.testing import CliRunner

from sahel_geo.cli import app, write_file

NO_BREAK = "\u00a0"


def run(*words):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def folder(tmp_path):
    """A data folder of one event and one case, without layers."""
    (tmp_path / "data").mkdir()
    write_table(tmp_path / "data" / "events.csv", [make_event()])
    write_table(tmp_path / "data" / "hostage_cases.csv", [make_case(case_id="arlit-2010")])
    return tmp_path / "data"


def test_the_shipped_data_pass_with_warnings_only():
    result = run("validate")
    assert result.exit_code == 0
    *warnings, summary = result.stdout.splitlines()
    assert all(line.startswith("warning: ") for line in warnings)
    assert summary.startswith("18 files: ")
    assert f"0 set aside; 0 errors, {len(warnings)} warnings." in summary


def test_a_broken_row_is_said_in_one_line_and_ends_with_1(folder):
    file = write_table(folder / "events.csv", [make_event(), make_event(event_date="31/02/2014")])
    result = run("validate", "--data", folder, file)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "events.csv, row 3: event_date must be a day written YYYY-MM-DD, got '31/02/2014'.",
        "1 file: 2 rows read, 1 set aside; 1 error, 0 warnings.",
    ]


def test_problems_are_said_in_french(folder):
    file = write_table(folder / "events.csv", [make_event(title="")])
    result = run("validate", "--data", folder, "--language", "fr", file)
    assert result.stdout.splitlines() == [
        f"events.csv, ligne 2{NO_BREAK}: title ne doit pas être vide.",
        f"1 fichier{NO_BREAK}: 1 ligne lue, 1 mise de côté{NO_BREAK}; 1 erreur, 0 avertissement.",
    ]


def test_two_files_for_one_table_are_both_checked(tmp_path, folder):
    mine = write_table(tmp_path / "mine.csv", [make_event()])
    theirs = write_table(tmp_path / "theirs.csv", [make_event(country="??")])
    result = run("validate", "--data", folder, mine, theirs)
    assert result.exit_code == 1
    assert "2 files: 2 rows read, 1 set aside; 1 error" in result.stdout
    assert "theirs.csv, row 2: country must be" in result.stdout


def test_a_folder_without_its_files_names_each(folder):
    result = run("validate", "--data", folder)
    assert result.exit_code == 1
    assert result.stdout.count("the file is missing") == 16


def test_a_file_that_is_like_nothing_is_wrong_use(tmp_path):
    file = tmp_path / "notes.csv"
    file.write_text("a,b\n")
    result = run("validate", file)
    assert result.exit_code == 2
    assert result.stderr == (
        f"{file} is like none of the tables and layers: it has neither the name nor most of the "
        "columns of one.\n"
    )
    assert run("validate", tmp_path / "gone.csv").exit_code == 2
    assert run("validate", "--data", tmp_path / "gone").stderr == (
        f"The folder {tmp_path / 'gone'} is not there.\n"
    )


def test_a_named_file_that_is_missing_is_an_error(tmp_path, folder):
    result = run("validate", "--data", folder, tmp_path / "events.csv")
    assert result.exit_code == 1
    assert "events.csv: the file is missing; what it holds is left out." in result.stdout


def test_an_unknown_option_is_wrong_use():
    assert run("validate", "--colour").exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--country", "Niger"], "--country: 'Niger' is not known. Known are: NER."),
        (["--type", "battle"], "--type: 'battle' is not known. Known are: Battles; Explosions/"),
        (["--case", "arlit"], "--case: 'arlit' is not known. Known are: arlit-2010."),
        (["--actor", "Nobody"], "--actor: 'Nobody' is not known. Known are: Military Forces of Niger."),
        (["--confidence", "sure"], "--confidence: 'sure' is not known. Known are: claimed; confirmed; "),
        (["--hide", "sea"], "--hide: 'sea' is not known. Known are: borders; disputed; "),
        (["--from", "1 September"], "--from and --to must be days written YYYY-MM-DD"),
        (["--from", "2011-01-01", "--to", "2010-01-01"], "--from and --to must be days written YYYY-MM-DD in the years 1900 to 2100, the first not after the last, got 2011-01-01, 2010-01-01."),
        (["--from", "2010-09-01", "--to", "9999-12-31"], "in the years 1900 to 2100, the first not after the last, got 2010-09-01, 9999-12-31."),
        (["--extent", "1,2,3"], "--extent must be west,south,east,north in degrees"),
        (["--extent", "9,2,3,4"], "--extent must be west,south,east,north in degrees"),
        (["--extent", "nan,2,3,4"], "--extent must be west,south,east,north in degrees"),
        (["--out", "map.docx"], "--out must name a file that ends in .png, .svg, .pdf, "),
    ],
)  # fmt: skip
def test_a_word_that_means_nothing_is_named_with_those_that_do(words, said, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    result = run("snapshot", "--data", folder, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(folder.parent.iterdir()) == [folder]


def test_a_snapshot_is_a_picture_of_its_size(tmp_path):
    out = tmp_path / "arlit.png"
    words = ["--country", "NER", "--country", "MLI", "--from", "2010-09-01", "--to", "2010-10-31"]
    result = run("snapshot", *words, "--out", out, "--language", "fr")
    assert result.exit_code == 0, result.output
    assert result.stdout == f"Écrit{NO_BREAK}: {out}\n"
    with Image.open(BytesIO(out.read_bytes())) as picture:
        assert picture.size == (1920, 1080)
    assert list(tmp_path.iterdir()) == [out]


def test_an_extent_larger_than_the_base_map_draws_all_of_it(folder):
    out = folder.parent / "all.png"
    result = run("snapshot", "--data", folder, "--extent=-180,-85,180,85", "--out", out)
    assert result.exit_code == 0, result.output
    assert out.exists()


def test_an_extent_off_the_base_map_is_one_line(folder):
    out = folder.parent / "map.png"
    result = run("snapshot", "--data", folder, "--extent=100,0,110,10", "--out", out)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()[-1:]
    assert line.endswith("got 100, 0, 110, 10.")
    assert not out.exists()


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    out = tmp_path / "gone" / "map.png"
    result = run("snapshot", "--out", out)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"The folder {out.parent} is not there."]


def test_data_without_events_are_one_line(tmp_path):
    result = run("snapshot", "--data", tmp_path, "--out", tmp_path / "map.png")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"the table of events {tmp_path / 'events.csv'} is missing")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    file = tmp_path / "map.png"
    write_file(file, b"first")
    write_file(file, b"second")
    assert file.read_bytes() == b"second"
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(OSError, match=r"Is a directory: '.*/folder.png'"):
        write_file(tmp_path / "folder.png", b"third")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.png", "map.png"]


def test_help_needs_neither_frames_nor_drawing():
    code = (
        "import sys; from sahel_geo.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'geopandas', 'pandera', 'matplotlib', 'streamlit'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "validate" in done.stdout

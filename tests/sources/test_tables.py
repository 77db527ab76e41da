"""Reading CSV as text, broken or not."""
# ruff: noqa: E501 - a sentence is written in one piece

import pytest

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.files import UnreadableFileError
from sahel_geo.sources.tables import read_table

ENGLISH = Translator(Language.ENGLISH)


def read(folder, content):
    file = folder / "events.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(file)


def sentences(rows):
    return [ENGLISH.problem(problem) for problem in rows.problems]


def why_unreadable(folder, content):
    with pytest.raises(UnreadableFileError) as caught:
        read(folder, content)
    return ENGLISH.problem(caught.value.problem)


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path):
    rows = read(tmp_path, 'a,b\n1,"two\nlines"\n\n3,4\n')
    assert rows.cells.to_dict("index") == {
        2: {"a": "1", "b": "two\nlines"},
        4: {"a": "3", "b": "4"},
    }
    assert rows.rejected == 0


def test_every_cell_is_text(tmp_path):
    rows = read(tmp_path, "a,b\n007,NA\n,1.0\n")
    assert rows.cells.to_numpy().tolist() == [["007", "NA"], ["", "1.0"]]


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter(tmp_path):
    rows = read(tmp_path, b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    assert rows.cells.to_dict("list") == {"a": ["1"], "b": ["2"]}


def test_rows_without_any_text_are_passed_over(tmp_path):
    rows = read(tmp_path, "a,b\n,\n1,2\n,,,\n")
    assert list(rows.cells.index) == [3]
    assert rows.rejected == 0


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (b"1,2,3", "the row must have 2 cells as the header has, got 3."),
        (b"1", "the row must have 2 cells as the header has, got 1."),
        (b"1,\x00", "a cell must hold text only, got the control character 0x00."),
        (b'"1" x,2', 'the row cannot be read as CSV: text stands behind a closing quotation mark (").'),
        (b'1,"2', 'a quotation mark (") opens a cell and nothing closes it.'),
        (
            b"1,caf\xe9",
            "the text must be UTF-8, got the byte 0xE9 in line 3 of the file; save it again as UTF-8.",
        ),
        (b"1," + b"x" * 140_000, "a cell must be shorter than 131072 characters."),
    ],
)  # fmt: skip
def test_a_broken_row_is_set_aside_and_the_others_stay(tmp_path, row, sentence):
    rows = read(tmp_path, b"a,b\n1,2\n" + row + b"\n5,6\n")
    assert sentences(rows) == [f"events.csv, row 3: {sentence}"]
    assert list(rows.cells["a"]) == ["1", "5"]
    assert rows.rejected == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "the file is empty."),
        ("\n\n", "the file is empty."),
        (",,\n1,2,3\n", "the first row must name the columns, none was found."),
        ("a;b\n1;2\n", "columns must be parted by commas, these are parted by semicolons; save the table as CSV with commas."),
        ("a,b,a\n1,2,3\n", "each column must stand once, these stand more often: a."),
        (
            "a,b\n1,2\n".encode("utf-16"),
            "a table as text (CSV, UTF-8) is expected, this is something else, perhaps a workbook or text in UTF-16.",
        ),
        (
            b"PK\x03\x04workbook",
            "a table as text (CSV, UTF-8) is expected, this is something else, perhaps a workbook or text in UTF-16.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_table_is_said_once_for_the_file(tmp_path, content, sentence):
    assert why_unreadable(tmp_path, content) == f"events.csv: {sentence}"


def test_a_missing_file_and_a_folder_in_its_place_are_told_apart(tmp_path):
    with pytest.raises(UnreadableFileError) as caught:
        read_table(tmp_path / "events.csv")
    assert caught.value.problem.rule == "missing_file"
    (tmp_path / "events.csv").mkdir()
    with pytest.raises(UnreadableFileError) as caught:
        read_table(tmp_path / "events.csv")
    assert caught.value.problem.rule == "not_a_file"


def test_an_unnamed_column_gets_the_name_of_its_place(tmp_path):
    assert list(read(tmp_path, "a,\n1,2\n").cells) == ["a", "column_2"]

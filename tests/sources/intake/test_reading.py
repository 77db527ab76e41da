"""Tables of every kind come as the same texts, and a broken row costs no other."""
# ruff: noqa: E501 - a sentence is written in one piece

import datetime as dt
import io
import zipfile

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.files import UnreadableFileError
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.reading import read_table
from sahel_geo.sources.intake.table import RepairKind

ENGLISH = Translator(Language.ENGLISH)
HEADER = ["event_date", "place", "deaths"]
ROWS = [["2020-01-01", "Gao", "3"], ["2020-01-02", "Ménaka, près", ""]]
CELLS = {2: dict(zip(HEADER, ROWS[0], strict=True)), 3: dict(zip(HEADER, ROWS[1], strict=True))}

ODS_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)


def read(content, name="events.csv", **options):
    content = content.encode() if isinstance(content, str) else content
    return read_table(name, content, options.pop("limits", Limits()), **options)


def why_unread(content, name="events.csv", **options):
    with pytest.raises(UnreadableFileError) as caught:
        read(content, name, **options)
    return ENGLISH.problem(caught.value.problem)


def sentences(table):
    return [ENGLISH.problem(problem) for problem in table.problems]


def kinds(table):
    return [repair.kind for repair in table.repairs]


def write_xlsx(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {at}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def write_ods(rows):
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = f'<?xml version="1.0"?><office:document-content {ODS_SPACES}><office:body><office:spreadsheet><table:table table:name="A">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    return write_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": content,
        }
    )


def write_zip(members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def write_parquet(rows=ROWS):
    content = io.BytesIO()
    pd.DataFrame(rows, columns=HEADER).to_parquet(content)
    return content.getvalue()


def write_csv(delimiter=",", encoding="utf-8"):
    lines = [HEADER, *[[f'"{cell}"' if "," in cell else cell for cell in row] for row in ROWS]]
    return "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)


@pytest.mark.parametrize(
    "content",
    [
        *(write_csv(delimiter) for delimiter in ",;\t|"),
        *(write_csv(";", encoding) for encoding in ("utf-8-sig", "latin-1", "cp1252", "utf-16")),
        write_xlsx([HEADER, *ROWS]),
        write_ods([HEADER, *ROWS]),
        write_parquet(),
        write_zip({"folder/events.csv": write_csv()}),
    ],
    ids=[
        *("comma", "semicolon", "tab", "bar", "marked", "latin-1", "cp1252", "utf-16"),
        *("xlsx", "ods", "parquet", "zip"),
    ],
)
def test_a_table_comes_as_the_same_texts_whatever_wrote_it(content):
    table = read(content)
    assert table.cells.to_dict("index") == CELLS
    assert table.header == tuple(HEADER)
    assert table.rejected == 0


def test_a_file_is_read_as_what_its_bytes_are_not_as_its_name_says():
    assert read(write_xlsx([HEADER, *ROWS]), "events.csv").cells.to_dict("index") == CELLS
    assert read(write_csv(), "events.xlsx").cells.to_dict("index") == CELLS


def test_a_file_is_read_from_where_it_lies_as_from_its_bytes(tmp_path):
    for name, content in {"a.csv": write_csv(), "b.xlsx": write_xlsx([HEADER, *ROWS])}.items():
        file = tmp_path / name
        file.write_bytes(content)
        assert read_table(name, file, Limits()).cells.to_dict("index") == CELLS


def test_encoding_and_delimiter_are_told():
    table = read(write_csv(";", "latin-1"))
    told = {repair.kind: dict(repair.values) for repair in table.repairs}
    assert told == {
        RepairKind.ENCODING: {"encoding": "Latin-1"},
        RepairKind.DELIMITER: {"delimiter": "semicolon"},
    }
    assert all(repair.is_done for repair in table.repairs)


def test_a_line_that_names_the_delimiter_is_no_row():
    table = read("sep=;\nevent_date;place\n2020-01-01;Gao, Mali\n")
    assert table.cells.to_dict("index") == {3: {"event_date": "2020-01-01", "place": "Gao, Mali"}}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("1,2,3", "the row must have 2 cells as the header has, got 3."),
        ("1", "the row must have 2 cells as the header has, got 1."),
        ("1,\x02", "a cell must hold text only, got the control character 0x02."),
        ('1,"2', 'a quotation mark (") opens a cell and nothing closes it.'),
        ('1,"2"x', 'the row cannot be read as CSV: text stands behind a closing quotation mark (").'),
    ],
)  # fmt: skip
def test_a_broken_row_is_set_aside_and_the_others_stay(row, sentence):
    table = read(f"a,b\n1,2\n{row}\n3,4\n5,6\n")
    assert [problem.row for problem in table.problems] == [3]
    assert sentences(table) == [f"events.csv, row 3: {sentence}"]
    assert list(table.cells["a"]) == ["1", "3", "5"]
    assert table.rejected == 1
    assert list(table.broken) == [3]


def test_a_byte_that_is_no_utf8_costs_its_row_only():
    table = read(b"place\n" + "é\n".encode() * 30 + b"\xff\nGao\n")
    assert sentences(table) == [
        "events.csv, row 32: the text must be UTF-8 as the other rows are, got the byte 0xFF."
    ]
    assert table.broken == {32: ("\N{REPLACEMENT CHARACTER}",)}
    assert table.cells["place"].iloc[-1] == "Gao"


def test_empty_cells_at_the_end_of_a_row_are_no_more_cells():
    assert list(read("a,b\n1,2,,\n").cells.loc[2]) == ["1", "2"]


def test_columns_without_a_name_or_named_twice_get_one_and_it_is_told():
    table = read("a,,a\n1,2,3\n")
    assert table.header == ("a", "column_2", "a_2")
    assert [(repair.kind, repair.columns) for repair in table.repairs] == [
        (RepairKind.HEADER, ("column_2", "a_2"))
    ]


def test_a_title_above_the_header_is_left_out_and_told():
    table = read(write_xlsx([["Made-up incidents"], [], HEADER, *ROWS]))
    assert list(table.cells.index) == [4, 5]
    assert [(repair.kind, dict(repair.values)) for repair in table.repairs] == [
        (RepairKind.HEADER_ROW, {"row": "3"})
    ]


def test_the_sheet_with_most_rows_is_read_and_the_others_told():
    content = write_xlsx([["note"], ["Sample"]], [HEADER, *ROWS], [["empty"]])
    table = read(content)
    assert table.cells.to_dict("index") == CELLS
    assert dict(table.repairs[0].values) == {"part": "Sheet 2", "others": "Sheet 1, Sheet 3"}
    assert list(read(content, part="Sheet 1").cells["note"]) == ["Sample"]


def test_values_of_a_workbook_become_plain_texts():
    day, moment = dt.datetime(2023, 6, 30), dt.datetime(2023, 6, 30, 14, 5)  # noqa: DTZ001 - as sheets have them
    row = [day, moment, 3, 3.5, 0, True, 197001010001]
    table = read(write_xlsx([list("abcdefg"), row]))
    assert list(table.cells.loc[2]) == [
        *("2023-06-30", "2023-06-30 14:05:00", "3", "3.5", "0", "true", "197001010001"),
    ]  # fmt: skip


def test_values_of_parquet_become_plain_texts():
    content = io.BytesIO()
    pd.DataFrame(
        {
            "day": pd.to_datetime(["2023-06-30", None]),
            "deaths": pd.array([3, None], dtype="Int64"),
            "share": [0.25, float("nan")],
            "list": [["a"], None],
        }
    ).to_parquet(content)
    table = read(content.getvalue())
    assert table.cells.to_numpy().tolist() == [
        ["2023-06-30", "3", "0.25", '["a"]']
    ] or table.cells.to_numpy().tolist()[:1] == [["2023-06-30", "3", "0.25", '["a"]']]


def test_only_the_columns_asked_for_are_read():
    assert list(read(write_csv(), columns={"deaths"}).cells) == ["deaths"]
    seen = []
    table = read(
        write_xlsx([HEADER, *ROWS]), columns=lambda header: seen.append(header) or {"place"}
    )
    assert seen == [tuple(HEADER)]
    assert list(table.cells) == ["place"]
    assert table.header == tuple(HEADER)


def test_no_column_asked_for_gives_rows_without_cells():
    assert list(read(write_csv(), columns=()).cells.index) == [2, 3]


def test_reading_tells_how_far_it_is_and_can_be_cancelled():
    told = []
    read(write_csv(), progress=lambda rows, share: told.append((rows, share)))
    assert told[-1] == (2, 1.0)

    class CancelledError(Exception):
        pass

    def cancel(rows, share):
        raise CancelledError

    for content in (write_csv(), write_xlsx([HEADER, *ROWS]), write_parquet()):
        with pytest.raises(CancelledError):
            read(content, progress=cancel)


POINTS = gpd.GeoDataFrame(
    {"title": ["Sample event 1", "Sample event 2"], "deaths": [3, 0]},
    geometry=[shapely.Point(-0.04, 16.27), shapely.Point(0.5, 14.25)],
    crs="EPSG:4326",
)


@pytest.fixture(params=["GeoJSON", "GPKG", "Parquet"])
def points_file(request, tmp_path):
    file = tmp_path / f"points.{request.param.lower()}"
    if request.param == "Parquet":
        POINTS.to_parquet(file)
    else:
        POINTS.to_file(file, driver=request.param)
    return file


def test_points_of_shapes_become_longitude_and_latitude(points_file):
    table = read(points_file.read_bytes(), points_file.name)
    assert table.cells.to_dict("index") == {
        2: {"title": "Sample event 1", "deaths": "3", "longitude": "-0.04", "latitude": "16.27"},
        3: {"title": "Sample event 2", "deaths": "0", "longitude": "0.5", "latitude": "14.25"},
    }
    assert list(points_file.parent.iterdir()) == [points_file]


def test_points_in_metres_are_brought_to_degrees_and_it_is_told(tmp_path):
    file = tmp_path / "points.gpkg"
    POINTS.to_crs("EPSG:32630").to_file(file, driver="GPKG")
    table = read(file.read_bytes())
    assert float(table.cells.loc[2, "longitude"]) == pytest.approx(-0.04)
    assert kinds(table) == [RepairKind.REPROJECTED]


def test_parquet_in_metres_is_refused_with_words(tmp_path):
    POINTS.to_crs("EPSG:32630").to_parquet(tmp_path / "points.parquet")
    sentence = why_unread((tmp_path / "points.parquet").read_bytes())
    assert (
        "longitude and latitude on WGS84 are expected, got the reference system 32630" in sentence
    )


def test_a_row_whose_columns_and_point_differ_is_set_aside():
    content = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"longitude":"1","latitude":"2"},"geometry":{"type":"Point","coordinates":[1,3]}}]}'
    table = read(content, "events.geojson")
    assert sentences(table) == [
        "events.geojson, row 2: the point must be where longitude and latitude say (2), got 3."
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty."),
        (b"\n \n", "the file is empty."),
        (b"\x1f\x8b\x08\x00", "a table or layer is expected (CSV, TSV, XLSX, ODS, Parquet, GeoJSON, GeoPackage, KML, zipped shapefile), this is gzip."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook of the old form (XLS) or one with a password is not read; save it as XLSX or ODS without a password."),
        (b"PAR1 no more", "the file begins as Parquet, but cannot be read"),
        (b"PK\x03\x04 no more", "the archive cannot be unpacked"),
        (b"SQLite format 3\x00 no more", "the shapes cannot be read"),
        (b'{"type": "FeatureCollection"', "GeoJSON is expected, line 1 cannot be read"),
        (b"[" * 3, None),
        (write_zip({"a.txt.gz": "x"}), "an archive must not hold another archive or workbook, got 'a.txt.gz'; unpack it first."),
        (write_zip({"a.md": "x"}), "an archive must hold a table, KML or a shapefile, this holds: a.md."),
        (write_zip({"../a.csv": "x"}), "a file in an archive must stay in its folder and be no link, got '../a.csv'."),
        (write_zip({"/etc/a.csv": "x"}), "a file in an archive must stay in its folder and be no link, got '/etc/a.csv'."),
        (write_zip({"[Content_Types].xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "XML with declarations (DOCTYPE, ENTITY) is not read"),
        (write_zip({"[Content_Types].xml": "<x/>"}), "the workbook cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_words(content, sentence):
    if sentence is None:
        assert len(read(content).cells) == 0
    else:
        assert why_unread(content).startswith(f"events.csv: {sentence}")


@pytest.mark.parametrize(
    ("content", "limits", "sentence"),
    [
        (write_csv() * 30_000, Limits(most_mb=1), "a file may have 1 MB, this has"),
        (write_csv(), Limits(most_rows=1), "a file may have 1 rows, this has 2 or more; the operator can allow more with SAHEL_GEO_MOST_ROWS."),
        (write_csv(), Limits(most_columns=2), "a table may have 2 columns, this has 3; the operator can allow more with SAHEL_GEO_MOST_COLUMNS."),
        (write_parquet(), Limits(most_rows=1), "a file may have 1 rows"),
        (write_zip({"a.csv": "a\n" * 2_000_000}), Limits(most_expanded_mb=1), "unpacked, a file may have 1 MB, this has 4"),
        (write_zip({"a.csv": "a\n" * 2_000_000}), Limits(), "an archive may grow 200 times when unpacked"),
        (write_zip({f"{n}.csv": "" for n in range(3)}), Limits(most_members=2), "an archive may hold 2 files, this holds 3"),
    ],
)  # fmt: skip
def test_what_is_too_large_is_refused_with_what_is_allowed_and_how_to_allow_more(
    content, limits, sentence
):
    assert why_unread(content, limits=limits).startswith(f"events.csv: {sentence}")


def test_a_workbook_too_large_for_the_page_is_told_the_command():
    content = io.BytesIO(write_xlsx([HEADER]))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("docProps/large.bin", b"\0" * 1_100_000)
    sentence = why_unread(content.getvalue(), limits=Limits(most_spreadsheet_mb=1))
    assert "`python -m sahel_geo import` reads larger ones" in sentence


def test_a_cell_too_long_costs_its_row_only():
    for content in ("a,b\n1,2\n3,44444\n", write_xlsx([["a", "b"], [1, 2], [3, 44444]])):
        table = read(content, limits=Limits(most_cell=4))
        assert sentences(table) == ["events.csv, row 3: a cell must be shorter than 5 characters."]
        assert list(table.cells["a"]) == ["1"]


def test_a_sparse_workbook_ends_its_own_process_only():
    book = openpyxl.Workbook()
    book.active["A1"] = "event_date"
    book.active["ZZ900000"] = "far away"
    content = io.BytesIO()
    book.save(content)
    assert why_unread(content.getvalue(), limits=Limits(most_memory_mb=400)).startswith(
        "events.csv: reading this workbook takes more than 400 MB of memory"
    )


def test_a_short_text_named_a_million_times_ends_its_own_process_only():
    text = "x" * 30_000
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_000))
    with zipfile.ZipFile(io.BytesIO(write_xlsx([["a"]]))) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    members["xl/sharedStrings.xml"] = f"<sst {space}><si><t>{text}</t></si></sst>"
    sheet = f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>"
    members["xl/worksheets/sheet1.xml"] = sheet
    sentence = why_unread(write_zip(members), limits=Limits(most_memory_mb=400))
    assert "takes more than 400 MB of memory" in sentence


@pytest.mark.parametrize("row", [b'"x,y\n', b'1,"x"y\n'])
def test_a_file_of_broken_rows_is_no_table(row):
    assert "is no table" in why_unread(b"a,b\n" + row * 60_000)


def test_one_endless_line_is_no_table():
    assert "a table as text" in why_unread(b"a" * 1_000_000)


def test_an_archive_that_lies_about_its_size_is_refused():
    content = bytearray(write_xlsx([HEADER, *ROWS]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = archive.getinfo("xl/workbook.xml")
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            size = int.from_bytes(content[start + at : start + at + 4], "little")
            if size == member.file_size:
                content[start + at : start + at + 4] = (size - 5).to_bytes(4, "little")
            start += 4
    assert why_unread(bytes(content)).startswith("events.csv: the archive cannot be unpacked")


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(content):
    try:
        table = read(content)
    except UnreadableFileError as error:
        problem = error.problem
        assert ENGLISH.problem(problem)
    else:
        assert len(table.problems) == table.rejected


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=6))
def test_any_texts_in_a_csv_come_back_as_they_were(rows):
    frame = pd.DataFrame(rows, columns=HEADER, dtype="str")
    table = read(frame.to_csv(index=False, lineterminator="\r\n", quoting=1))
    kept = [row for row in rows if any(row)]
    assert table.cells.to_numpy().tolist() == kept


@given(st.lists(st.lists(TEXTS, max_size=4), min_size=2, max_size=8))
def test_rows_read_are_rows_kept_and_rows_set_aside(rows):
    lines = [";".join(cell.replace('"', "").replace(";", "") for cell in row) for row in rows]
    try:
        table = read("a;b\n" + "\n".join(lines))
    except UnreadableFileError:
        return
    assume(RepairKind.HEADER_ROW not in kinds(table))  # a title, told and left out
    filled = [line for line in lines if line.strip(";")]
    assert len(table.cells) + table.rejected == len(filled)

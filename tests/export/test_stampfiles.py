"""A stamp is looked for in any file, and no file does harm by being looked at."""

import sqlite3
import struct
import zipfile
from datetime import date

import pytest

from sahel_geo.export.stamp import START, Stamp, write_stamp
from sahel_geo.export.stampfiles import FINDERS, MOST_PART, cut_stamp, find_stamp
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.vocabulary import ExportFormat, Language

STAMP = Stamp(
    ExportFormat.PNG, Language.ENGLISH, "0a1b2c", date(2026, 11, 22), query={"q": ["a (b) \\ <c>"]}
)
TEXT = write_stamp(STAMP)


def rule_of(file):
    with pytest.raises(SahelGeoError) as caught:
        find_stamp(file)
    return caught.value.rule


def test_every_kind_of_export_is_looked_through():
    assert set(FINDERS) == {f".{kind.ending}" for kind in ExportFormat}


@pytest.mark.parametrize("ending", [*FINDERS, ".docx"])
@pytest.mark.parametrize(
    "content",
    [b"", b"hello", bytes(1000), b"\xff\xfe" * 99, START.encode(), b"PK\x03\x04" + bytes(60)],
    ids=["empty", "text", "zeros", "not utf-8", "cut stamp", "broken archive"],
)
def test_what_is_no_export_has_no_stamp(tmp_path, ending, content):
    file = tmp_path / f"file{ending}"
    file.write_bytes(content)
    assert rule_of(file) == "no_stamp"


def test_a_missing_file_is_told_of_as_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        find_stamp(tmp_path / "gone.png")
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(IsADirectoryError):
        find_stamp(tmp_path / "folder.png")


def test_a_stamp_is_cut_where_it_ends():
    assert cut_stamp(f"before {TEXT} after {TEXT}") == TEXT
    assert cut_stamp(TEXT[:-1]) is None
    assert cut_stamp("") is None


def test_text_of_the_data_is_no_stamp(tmp_path):
    svg = tmp_path / "map.svg"
    svg.write_text(f"<svg><metadata>none</metadata><text>{TEXT}</text></svg>")
    assert rule_of(svg) == "no_stamp"
    page = tmp_path / "map.html"
    page.write_text(f"<p>{TEXT}</p><script>{TEXT}</script>")
    assert rule_of(page) == "no_stamp"
    rows = tmp_path / "rows.geojson"
    rows.write_text(f'{{"features":[{TEXT}]}}')
    assert rule_of(rows) == "no_stamp"


def test_entities_are_not_expanded(tmp_path):
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    svg = tmp_path / "map.svg"
    svg.write_text(f"{bomb}<svg><metadata>&b;{TEXT}</metadata></svg>")
    assert find_stamp(svg) == STAMP


def test_an_archive_that_unpacks_to_too_much_is_read_in_part_only(tmp_path):
    file = tmp_path / "slide.pptx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/custom.xml", " " * (MOST_PART + 10) + TEXT)
    assert rule_of(file) == "no_stamp"


def test_chunks_that_lie_about_their_length_end_the_search(tmp_path):
    file = tmp_path / "map.png"
    lying = struct.pack(">I4s", 2**31, b"tEXt") + b"SahelGeo\0" + TEXT.encode()
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + lying)
    assert rule_of(file) == "no_stamp"
    film = tmp_path / "film.mp4"
    film.write_bytes(struct.pack(">I4s", 0, b"free") * 9)
    assert rule_of(film) == "no_stamp"


def test_a_database_of_another_kind_has_no_stamp(tmp_path):
    file = tmp_path / "rows.gpkg"
    with sqlite3.connect(file) as base:
        base.execute("CREATE VIEW gpkg_metadata AS SELECT load_extension('x') AS metadata")
    base.close()
    assert rule_of(file) == "no_stamp"


def test_a_stamp_that_was_tampered_with_says_what_is_wrong(tmp_path):
    file = tmp_path / "map.html"
    text = TEXT.replace('"kind":"png"', '"kind":"exe"')
    file.write_text(f'<script type="application/json" id="sahel-stamp">{text}</script>')
    assert rule_of(file) == "bad_stamp"

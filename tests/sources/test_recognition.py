"""Telling which table or layer a file is."""

import pytest
import shapely
from makers import make_case, make_event, write_layer, write_table

from sahel_geo.model.schema import TableFile
from sahel_geo.model.vocabulary import LayerFile, RasterFile
from sahel_geo.sources.catalog import INPUTS, Catalog
from sahel_geo.sources.recognition import recognise_file


@pytest.mark.parametrize("wanted", INPUTS)
def test_a_file_is_known_by_its_name_whether_or_not_it_is_there(tmp_path, wanted):
    assert recognise_file(Catalog.in_folder(tmp_path).path(wanted)) == wanted


def test_a_table_of_another_name_is_known_by_its_columns(tmp_path):
    assert recognise_file(write_table(tmp_path / "a.csv", [make_event()])) is TableFile.EVENTS
    assert recognise_file(write_table(tmp_path / "b.csv", [make_case()])) is TableFile.CASES


def test_a_layer_of_another_name_is_known_by_its_columns(tmp_path):
    properties = dict.fromkeys(
        ["place_id", "name", "name_fr", "kind", "country", "label_rank"], "x"
    )
    properties |= {"latitude": 1, "longitude": 2}
    file = write_layer(tmp_path / "mine.geojson", (properties, shapely.Point(2, 1)))
    assert recognise_file(file) is LayerFile.PLACES


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe", b"PK\x03\x04"])
@pytest.mark.parametrize("name", ["notes.csv", "notes.geojson", "notes.txt"])
def test_what_is_like_nothing_is_not_known(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)
    assert recognise_file(file) is None
    assert recognise_file(tmp_path / "missing.csv") is None


def test_a_picture_may_have_any_of_its_endings(tmp_path):
    file = tmp_path / "geo" / "relief_4326.png"
    file.parent.mkdir()
    file.touch()
    assert Catalog.in_folder(tmp_path).path(RasterFile.RELIEF_PRINT) == file

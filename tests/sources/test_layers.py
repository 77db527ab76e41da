"""Reading GeoJSON feature by feature, broken or not."""
# ruff: noqa: E501 - a sentence is written in one piece

import json

import pytest
import shapely
from makers import write_layer

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.files import UnreadableFileError
from sahel_geo.sources.layers import read_layer

ENGLISH = Translator(Language.ENGLISH)
POINT = shapely.Point(7.4, 18.7)


def test_properties_become_text_and_shapes_are_in_wgs84(tmp_path):
    file = write_layer(
        tmp_path / "places.geojson",
        ({"name": "Arlit", "rank": 1, "lat": 18.5, "note": None, "big": True}, POINT),
        ({"name": "Iférouane", "more": [1]}, POINT),
    )
    rows = read_layer(file, ("Point",))
    assert rows.cells.to_dict("index") == {
        2: {"name": "Arlit", "rank": "1", "lat": "18.5", "note": "", "big": "true", "more": ""},
        3: {"name": "Iférouane", "rank": "", "lat": "", "note": "", "big": "", "more": "[1]"},
    }
    assert rows.geometry.crs == "EPSG:4326"
    assert rows.geometry.loc[2].equals(POINT)


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        (None, "a feature must have a geometry, this has none that can be read."),
        (shapely.Point(), "a feature must have a geometry, this has none that can be read."),
        (shapely.LineString([(0, 5), (1, 5)]), "the geometry must be one of Point, Polygon, got LineString."),
        (
            shapely.Polygon([(0, 5), (1, 6), (1, 5), (0, 6)]),
            "the geometry must be valid, got: Self-intersection[0.5 5.5].",
        ),
        (
            shapely.Point(500_000, 2_000_000),
            "coordinates must be longitudes and latitudes in degrees, got 500000, 2e+06, 500000, 2e+06 (west, south, east, north).",
        ),
    ],
)  # fmt: skip
def test_a_broken_feature_is_set_aside_and_the_others_stay(tmp_path, geometry, sentence):
    file = write_layer(
        tmp_path / "places.geojson", ({"name": "a"}, POINT), ({"name": "b"}, geometry)
    )
    rows = read_layer(file, ("Point", "Polygon"))
    assert [ENGLISH.problem(problem) for problem in rows.problems] == [
        f"places.geojson, row 3: {sentence}"
    ]
    assert list(rows.cells["name"]) == ["a"]
    assert rows.rejected == 1


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": ["x", "y"]},
        {"type": "Point", "coordinates": [None, 1]},
        {"type": "Point", "coordinates": [float("nan"), 1]},
        {"type": "Point", "coordinates": [float("inf"), 1]},
        {"type": "Point", "coordinates": [[[[]]]]},
        {"type": "Polygon", "coordinates": [[[0, 5]]]},
        {"type": "Polygon", "coordinates": 7},
        {"type": "Pointless"},
        {"coordinates": []},
        "POINT (7 18)",
        [],
    ],
)
def test_nonsense_for_a_geometry_is_one_broken_feature(tmp_path, geometry):
    features = [{"properties": {"name": "a"}, "geometry": geometry}, 5]
    file = tmp_path / "places.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    rows = read_layer(file, ("Point",))
    assert rows.rejected == 2
    assert rows.cells.empty


def test_half_a_character_in_json_does_no_harm(tmp_path):
    file = write_layer(tmp_path / "places.geojson", ({"name": "\ud800"}, POINT))
    assert list(read_layer(file, ("Point",)).cells["name"]) == ["?"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"type": "FeatureColl', "GeoJSON is expected, line 1 cannot be read: Unterminated string starting at."),
        (b'{\n"features": ]', "GeoJSON is expected, line 2 cannot be read: Expecting value."),
        (b'{"features": "caf\xe9"}', "the text must be UTF-8, got the byte 0xE9 in line 1 of the file; save it again as UTF-8."),
        (b"[]", "a GeoJSON FeatureCollection with features is expected, none was found."),
        (b'{"features": []}', "a GeoJSON FeatureCollection with features is expected, none was found."),
        (
            b'{"crs": {"properties": {"name": "EPSG:32631"}}, "features": [{}]}',
            'longitude and latitude on WGS84 are expected, got the reference system {"properties": {"name": "EPSG:32631"}}.',
        ),
    ],
)  # fmt: skip
def test_what_is_no_layer_is_said_once_for_the_file(tmp_path, content, sentence):
    file = tmp_path / "places.geojson"
    file.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        read_layer(file, ("Point",))
    assert ENGLISH.problem(caught.value.problem) == f"places.geojson: {sentence}"


def test_lists_nested_too_deep_are_no_layer(tmp_path):
    file = tmp_path / "places.geojson"
    file.write_text("[" * 100_000)
    with pytest.raises(UnreadableFileError) as caught:
        read_layer(file, ("Point",))
    assert caught.value.problem.rule == "not_json"

"""A reader's layers come with their shapes in degrees, whatever wrote them, and do no harm."""
# ruff: noqa: E501 - a sentence is written in one piece

import io
import json
import sqlite3
import tempfile
import zipfile

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.files import UnreadableFileError
from sahel_geo.sources.intake.layers import read_own_layer
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.reading import read_table

ENGLISH = Translator(Language.ENGLISH)
AREA = shapely.box(0, 15, 1, 16)
LINE = shapely.LineString([(0, 15), (1, 16)])
CROSSED = shapely.Polygon([(0, 15), (1, 16), (1, 15), (0, 16)])

LAYER = gpd.GeoDataFrame(
    {"nom": ["Concession fictive 1", "Concession fictive 2"], "area": [12.5, None]},
    geometry=[AREA, shapely.box(2, 15, 3, 16)],
    crs="EPSG:4326",
)


def read(content, name="camps.geojson", **options):
    content = content.encode() if isinstance(content, str) else content
    return read_own_layer(name, content, options.pop("limits", Limits()), **options)


def why_unread(content, **options):
    with pytest.raises(UnreadableFileError) as caught:
        read(content, **options)
    return ENGLISH.problem(caught.value.problem)


def sentences(layer):
    return [ENGLISH.problem(problem) for problem in layer.report.problems]


def write_geojson(*features, crs=None):
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties,
                "geometry": None if shape is None else shapely.geometry.mapping(shape),
            }
            for properties, shape in features
        ],
    }
    return json.dumps(collection | ({"crs": crs} if crs else {}))


def write_kml(body, head=""):
    return f'<?xml version="1.0"?>{head}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'


def zip_files(folder, prefix=""):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, prefix + file.name)
    return content.getvalue()


def write_shapefile(folder, frame, name="camps"):
    frame.to_file(folder / f"{name}.shp", encoding="utf-8")


PLACEMARK = "<Placemark><name>Sample camp</name><Point><coordinates>1,15,300</coordinates></Point></Placemark>"


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "zip"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32631"])
def test_a_layer_comes_in_degrees_whatever_wrote_it(tmp_path, kind, crs):
    frame = LAYER.to_crs(crs)
    if kind == "zip":
        write_shapefile(tmp_path, frame)
        content = zip_files(tmp_path, "some folder/")
    else:
        frame.to_file(tmp_path / f"camps.{kind}")
        content = (tmp_path / f"camps.{kind}").read_bytes()
    layer = read(content, f"camps.{kind}", color="#aa3300", source="Fictitious registry")
    assert (layer.name, layer.color, layer.source) == ("camps", "#aa3300", "Fictitious registry")
    assert layer.frame.crs == "EPSG:4326"
    assert list(layer.frame.columns) == ["id", "name", "kind", "nom", "area", "geometry"]
    assert list(layer.frame.index) == [2, 3]
    assert list(layer.frame["name"]) == ["Concession fictive 1", "Concession fictive 2"]
    assert list(layer.frame["kind"]) == ["area", "area"]
    assert list(layer.frame["area"]) == ["12.5", ""]
    assert layer.frame.geometry.iloc[0].symmetric_difference(AREA).area < 1e-6
    assert (layer.report.read, layer.report.rejected) == (2, 0)
    assert [str(repair.kind) for repair in layer.repairs] == (
        [] if crs == "EPSG:4326" else ["reprojected"]
    )


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    (tmp_path / "files").mkdir()
    write_shapefile(tmp_path / "files", LAYER)
    read(zip_files(tmp_path / "files"))
    LAYER.to_file(tmp_path / "camps.gpkg")
    read_own_layer("camps.gpkg", tmp_path / "camps.gpkg", Limits())
    assert list((tmp_path / "temporary").iterdir()) == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["camps.gpkg", "files", "temporary"]


def test_a_shapefile_needs_its_parts(tmp_path):
    write_shapefile(tmp_path, LAYER)
    (tmp_path / "camps.shx").unlink()
    assert why_unread(zip_files(tmp_path)).endswith("these are missing: .shx.")


def test_the_largest_of_several_shapefiles_is_read_and_the_others_told(tmp_path):
    write_shapefile(tmp_path, LAYER)
    write_shapefile(tmp_path, LAYER.head(1), "less")
    layer = read(zip_files(tmp_path))
    assert len(layer.frame) == 2
    assert dict(layer.repairs[0].values) == {"part": "camps", "others": "less"}


def test_coordinates_in_metres_without_a_reference_system_are_refused(tmp_path):
    write_shapefile(tmp_path, LAYER.to_crs("EPSG:32631"))
    (tmp_path / "camps.prj").unlink()
    assert "the file does not say its reference system" in why_unread(zip_files(tmp_path))


def test_degrees_without_a_reference_system_are_degrees(tmp_path):
    write_shapefile(tmp_path, LAYER)
    (tmp_path / "camps.prj").unlink()
    assert read(zip_files(tmp_path)).frame.crs == "EPSG:4326"


def test_areas_lines_and_points_may_stand_in_one_file():
    layer = read(
        write_geojson(({"name": "a"}, AREA), ({"name": "b"}, LINE), ({}, shapely.Point(1, 15, 300)))
    )
    assert list(layer.frame["kind"]) == ["area", "line", "point"]
    assert list(layer.frame["id"]) == ["own-2", "own-3", "own-4"]
    assert not layer.frame.has_z.any()


def test_a_column_named_like_one_of_ours_is_kept_beside_it():
    layer = read(write_geojson(({"id": "x7", "kind": "camp", "name": "Sample camp"}, AREA)))
    assert layer.frame[["file_id", "file_kind", "file_name"]].iloc[0].tolist() == [
        *("x7", "camp", "Sample camp")
    ]  # fmt: skip
    assert layer.frame["id"].iloc[0] == "own-2"


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        (None, "a feature must have a geometry, this has none that can be read."),
        (shapely.GeometryCollection([AREA, LINE]), "the geometry must be one of"),
        (shapely.Point(500_000, 2_000_000), "coordinates must be longitudes and latitudes in degrees"),
    ],
)  # fmt: skip
def test_a_feature_that_cannot_be_drawn_is_set_aside(shape, sentence):
    layer = read(write_geojson(({}, AREA), ({}, shape)))
    assert sentences(layer)[0].startswith(f"camps.geojson, row 3: {sentence}")
    assert (layer.report.read, layer.report.accepted) == (2, 1)


def test_an_area_that_crosses_itself_is_mended_and_told():
    layer = read(write_geojson(({}, CROSSED)))
    assert layer.frame.is_valid.all()
    assert sentences(layer) == [
        "camps.geojson, row 2: the area crossed itself (Self-intersection[0.5 15.5]) and was mended; have a look at it."
    ]


def test_shapes_off_the_map_are_told():
    layer = read(write_geojson(({}, AREA), ({}, shapely.Point(120, 15))))
    assert sentences(layer) == ["camps.geojson: 1 shapes lie outside the map and cannot be seen."]


def test_kml_gives_names_data_folders_and_every_kind_of_shape():
    layer = read(
        write_kml(
            "<Folder><name>Sample folder</name>"
            + PLACEMARK
            + "<Placemark><name>Sample road</name><ExtendedData><Data name='surface'><value>sand</value></Data></ExtendedData>"
            "<LineString><coordinates>0,15 1,16</coordinates></LineString></Placemark></Folder>"
            "<Placemark><name>Sample area</name><Polygon><outerBoundaryIs><LinearRing><coordinates>0,15 3,15 3,18 0,15</coordinates></LinearRing></outerBoundaryIs>"
            "<innerBoundaryIs><LinearRing><coordinates>1.5,15.5 2,15.5 2,16 1.5,15.5</coordinates></LinearRing></innerBoundaryIs></Polygon></Placemark>"
            "<Placemark><name>Sample parts</name><MultiGeometry><Point><coordinates>1,15</coordinates></Point><Point><coordinates>2,15</coordinates></Point></MultiGeometry></Placemark>"
        )
    )
    assert list(layer.frame["kind"]) == ["point", "line", "area", "point"]
    assert list(layer.frame["name"]) == [
        "Sample camp",
        "Sample road",
        "Sample area",
        "Sample parts",
    ]
    assert list(layer.frame["folder"]) == ["Sample folder", "Sample folder", "", ""]
    assert list(layer.frame["surface"]) == ["", "sand", "", ""]
    assert len(layer.frame.geometry.loc[4].interiors) == 1


def test_zipped_kml_is_read_as_kml():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("doc.kml", write_kml(PLACEMARK))
        archive.writestr("files/icon.png", b"no picture")
    assert list(read(content.getvalue()).frame["name"]) == ["Sample camp"]


def test_points_of_kml_can_be_read_as_a_table():
    table = read_table("events.kml", write_kml(PLACEMARK).encode(), Limits())
    assert table.cells.to_dict("index") == {
        2: {"name": "Sample camp", "longitude": "1", "latitude": "15"}
    }


BOMB = (
    '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    PLACEMARK.replace("Sample camp", "&b;"),
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (write_kml(BOMB[1], BOMB[0]), "XML with declarations (DOCTYPE, ENTITY) is not read"),
        (write_kml(PLACEMARK, '<!DOCTYPE kml SYSTEM "file:///etc/passwd">'), "XML with declarations"),
        (write_kml("<NetworkLink><Link><href>http://example.org/a.kml</href></Link></NetworkLink>"), "the file only links to others on a network"),
        (write_kml("<Folder>" * 100 + "</Folder>" * 100), "the file begins as XML, but cannot be read as KML"),
        (write_kml("<Placemark>"), "the file begins as XML, but cannot be read as KML"),
        (write_kml(""), "KML with placemarks is expected, none was found."),
        (write_kml("<Placemark><name>Nowhere</name></Placemark>"), "none of its shapes can be drawn."),
        ("a,b\n1,2\n", "a layer must be GeoJSON, GeoPackage, KML or a zipped shapefile, this is read as: text."),
        ("{" + '"a":[' * 5_000, "GeoJSON is expected, line 1 cannot be read"),
        ('{"type":"FeatureCollection","features":[]}', "a GeoJSON FeatureCollection with features is expected"),
        (write_geojson(({}, AREA), crs={"properties": {"name": "+init=/etc/passwd:1"}}), "longitude and latitude on WGS84 are expected, got the reference system"),
    ],
)  # fmt: skip
def test_what_is_no_layer_or_means_harm_is_refused_with_words(content, sentence):
    assert why_unread(content).startswith(f"camps.geojson: {sentence}")


def test_a_database_with_views_is_refused(tmp_path):
    file = tmp_path / "camps.gpkg"
    LAYER.to_file(file)
    with sqlite3.connect(file) as database:
        database.execute("CREATE VIEW endless AS SELECT 1")
    database.close()
    assert why_unread(file.read_bytes()).startswith("camps.geojson: a GeoPackage with views")


def test_a_layer_with_too_many_corners_is_refused():
    content = write_geojson(({}, AREA.buffer(1)))
    sentence = why_unread(content, limits=Limits(most_vertices=10))
    assert "SAHEL_GEO_MOST_VERTICES" in sentence


def test_a_colour_that_is_none_is_refused():
    with pytest.raises(ValueError, match="#rrggbb"):
        read(write_geojson(({}, AREA)), color="red;background:url(x)")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=True) | st.text(max_size=5) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
KINDS = st.sampled_from(["Point", "LineString", "Polygon", "MultiPolygon", "Nothing"])


@given(st.lists(st.tuples(JSON, KINDS, JSON), min_size=1, max_size=4))
def test_any_features_give_a_layer_and_a_table_or_a_sentence(features):
    content = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}
                for properties, kind, coordinates in features
            ],
        }
    ).encode()
    for reader in (read_own_layer, read_table):
        try:
            reader("camps.geojson", content, Limits())
        except UnreadableFileError as error:
            problem = error.problem
            assert ENGLISH.problem(problem)

"""The pure functions that make the base layers."""

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely
from geodata.borders import build_borders, join_segments
from geodata.coverage import CoverageError, check_coverage, find_label_point, keep_polygons
from geodata.divisions import (
    MENAKA_SHARE,
    WESTERN_SAHARA_NORTH,
    divide_at_western_sahara,
    divide_gao,
    divide_timbuktu,
    divide_unit,
    measure_area_km2,
)
from geodata.geojson import Feature, round_geometry, round_number, to_geojson
from geodata.packages import Package, PackageError, check_package, find_package
from geodata.smoothing import BINOMIAL, blur, build_gaussian
from geodata.town_ranks import NOT_SHOWN, Town, rank_town
from geodata.towns import find_country, fold_name, is_in_places, name_town
from geodata.units import Unit, clean_french_name, merge_units, straighten, to_unit
from geodata.water import name_river
from geodata.window import EAST, is_inside, is_on_edge

PINNED = Package("nothing", "1.0", "pip", "nothing-1.0-*.whl", "0" * 64)


def make_unit(unit_id="MLI-1", geometry=None, **changes):
    country = unit_id.split("-")[0]
    fields = {"name": unit_id, "name_fr": unit_id, "kind": "region", **changes}
    return Unit(unit_id, country, geometry=geometry or shapely.box(0, 10, 1, 11), **fields)


def make_town(**changes):
    fields = {
        "name": "Arlit",
        "country": "NER",
        "longitude": 7.39,
        "latitude": 18.74,
        "population": 10_000,
        "scale_rank": 11,
        "is_capital": False,
        "geonames_id": 1,
    }
    return Town(**{**fields, **changes})


def make_place(**changes):
    return {"name": "Arlit", "name_fr": "Arlit", "longitude": 7.385, "latitude": 18.737, **changes}


def test_a_whole_number_is_written_without_a_point():
    assert round_number(4.0004, 3) == 4
    assert isinstance(round_number(4.0004, 3), int)
    assert round_number(4.1236, 3) == 4.124


def test_rounding_a_geometry_leaves_the_original_alone():
    line = shapely.LineString([(0.12345, 1), (2, 3.98765)])
    assert list(round_geometry(line).coords) == [(0.123, 1), (2, 3.988)]
    assert line.coords[0] == (0.12345, 1)


def test_geojson_is_compact_keeps_accents_and_turns_rings_counter_clockwise():
    clockwise = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    text = to_geojson("areas", [Feature({"name": "Aïr", "note": None}, clockwise)])
    feature = json.loads(text)["features"][0]
    assert '"name":"Aïr","note":null' in text
    assert shapely.geometry.shape(feature["geometry"]).exterior.is_ccw
    assert text.endswith("]}\n")


def test_a_french_name_loses_its_generic_word_and_its_typographic_apostrophe():
    assert clean_french_name("région de Gao") == "Gao"
    assert clean_french_name("wilaya d\u2019Illizi") == "Illizi"
    assert clean_french_name("Hauts-Bassins") == "Hauts-Bassins"


def test_hyphens_between_spaces_are_tightened():
    assert straighten("Tanger - Tétouan") == "Tanger-Tétouan"


def test_a_unit_of_a_country_outside_our_table_is_none():
    assert to_unit({"adm0_a3": "XYZ"}, shapely.Point(0, 0)) is None


def test_a_background_country_is_one_unit_whatever_its_provinces():
    unit = to_unit({"adm0_a3": "SDS"}, shapely.box(24, 8, 25, 9))
    assert (unit.unit_id, unit.name_fr) == ("SSD", "Soudan du Sud")


def test_pieces_of_one_unit_are_joined_and_lose_their_wikidata_item():
    west = make_unit("BFA-01", shapely.box(0, 0, 1, 1), wikidata="Q1")
    east = make_unit("BFA-01", shapely.box(1, 0, 2, 1), wikidata="Q2")
    other = make_unit("BEN-AL", shapely.box(5, 0, 6, 1), wikidata="Q3")
    merged = merge_units([west, other, east])
    assert [(unit.unit_id, unit.wikidata) for unit in merged] == [("BEN-AL", "Q3"), ("BFA-01", "")]
    assert merged[1].geometry.equals(shapely.box(0, 0, 2, 1))


def test_menaka_gets_its_published_share_of_the_older_gao():
    gao = make_unit("MLI-7", shapely.box(-1, 15, 4, 18), iso_3166_2="ML-7", wikidata="Q9")
    rest, menaka = divide_gao(gao)
    share = measure_area_km2(menaka.geometry) / measure_area_km2(gao.geometry)
    assert share == pytest.approx(MENAKA_SHARE, abs=1e-6)
    assert (menaka.unit_id, menaka.iso_3166_2, menaka.wikidata) == ("MLI-9", "ML-9", "")
    assert rest.approximate
    assert menaka.approximate
    assert rest.geometry.union(menaka.geometry).area == pytest.approx(gao.geometry.area)


def test_taoudenit_is_what_lies_north_of_its_parallel():
    timbuktu = make_unit("MLI-6", shapely.box(-5, 16, -1, 24), iso_3166_2="ML-6")
    rest, taoudenit = divide_timbuktu(timbuktu)
    assert taoudenit.geometry.bounds == (-5, 18, -1, 24)
    assert rest.geometry.bounds == (-5, 16, -1, 18)


def test_a_unit_with_nothing_to_cut_stays_as_it_is():
    kidal = make_unit("MLI-8")
    assert divide_unit(kidal) == [kidal]


def test_a_moroccan_region_across_the_parallel_becomes_two_countries():
    region = make_unit("MAR-15", shapely.box(-12, 27, -10, 28))
    south, north = divide_at_western_sahara(region)
    assert (south.country, north.country) == ("ESH", "MAR")
    assert south.geometry.bounds[3] == north.geometry.bounds[1] == WESTERN_SAHARA_NORTH


def test_a_square_degree_at_the_equator_has_the_area_it_should():
    assert measure_area_km2(shapely.box(0, 0, 1, 1)) == pytest.approx(12_309, rel=1e-3)


def test_an_edge_that_is_not_shared_exactly_is_an_error():
    with pytest.raises(CoverageError, match="share their edges"):
        check_coverage([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 2)])


def test_clipping_leftovers_that_are_no_polygons_are_dropped():
    mixed = shapely.GeometryCollection([shapely.box(0, 0, 1, 1), shapely.Point(5, 5)])
    assert keep_polygons(mixed).equals(shapely.box(0, 0, 1, 1))


def test_a_label_point_lies_inside_even_of_a_sliver():
    sliver = shapely.MultiPolygon([shapely.box(0, 0.002, 1, 0.008)])
    assert sliver.contains(find_label_point(sliver))


def test_each_border_segment_is_drawn_once_under_what_it_separates():
    gao = make_unit("MLI-7", shapely.Polygon([(0, 16), (0, 17), (1, 17), (1, 16)]))
    kidal = make_unit("MLI-8", shapely.Polygon([(0, 17), (0, 18), (1, 18), (1, 17)]))
    agadez = make_unit("NER-1", shapely.Polygon([(1, 16), (1, 17), (2, 17), (2, 16)]))
    lines = {
        (line.properties["kind"], line.properties["country_a"], line.properties["country_b"]): line
        for line in build_borders([gao, kidal, agadez])
    }
    assert set(lines) == {
        ("admin1", "MLI", "MLI"),
        ("international", "MLI", "NER"),
        ("coast", "MLI", None),
        ("coast", "NER", None),
    }
    assert lines["international", "MLI", "NER"].geometry.length == 1


def test_the_edge_of_the_window_is_no_coast():
    unit = make_unit("LBY-BU", shapely.box(EAST - 1, 30, EAST, 31))
    (coast,) = build_borders([unit])
    assert coast.geometry.length == 3


def test_the_line_of_western_sahara_with_morocco_is_disputed_and_the_wall_a_berm():
    west = make_unit("ESH-W", shapely.box(-12, 26, -11, 27))
    east = make_unit("ESH-E", shapely.box(-11, 26, -10, 27))
    morocco = make_unit("MAR-15", shapely.box(-12, 27, -11, 28))
    kinds = {line.properties["kind"] for line in build_borders([west, east, morocco])}
    assert kinds == {"berm", "coast", "disputed"}


def test_segments_that_touch_become_one_line():
    joined = join_segments([((0, 0), (1, 0)), ((1, 0), (2, 0)), ((5, 5), (6, 5))])
    assert [len(line.coords) for line in joined.geoms] == [3, 2]


def test_the_window_leaves_out_its_own_edge():
    assert is_inside(0, 15)
    assert not is_inside(EAST, 15)
    assert is_on_edge((EAST, 10), (EAST, 11))
    assert not is_on_edge((24, 10), (EAST, 11))


def test_names_are_folded_for_comparison():
    assert fold_name("Tin-Akoff") == fold_name("tin akoff")
    assert fold_name("Wādī 'Utbah") == "wadiutbah"


def test_a_town_has_its_plain_name_in_both_languages():
    assert name_town("Al Bayḑā\u2019") == ("Bayda", "El-Beïda")
    assert name_town("Marrakesh") == ("Marrakesh", "Marrakech")
    assert name_town("Dosso") == ("Dosso", "Dosso")


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (make_place(), True),
        (make_place(name="Akokan", name_fr="Akokan"), True),
        (make_place(latitude=19.0), True),
        (make_place(name="Akokan", name_fr="Akokan", latitude=18.68), False),
        (make_place(latitude=20.0), False),
    ],
)
def test_a_town_is_left_out_when_a_place_is_very_near_or_a_near_namesake(place, expected):
    assert is_in_places(make_town(), [place]) is expected


@pytest.mark.parametrize(
    ("changes", "rank"),
    [
        ({"is_capital": True}, 1),
        ({"population": 2_000_000}, 1),
        ({"population": 80_000}, 2),
        ({"population": 20_000}, 3),
        ({"population": 9_000}, 4),
        ({"scale_rank": 4, "population": 500, "geonames_id": 0}, 3),
        ({"country": "NGA", "latitude": 9.0, "population": 300_000}, 3),
        ({"country": "NGA", "latitude": 9.0, "population": 90_000}, NOT_SHOWN),
        ({"country": "DZA", "latitude": 36.0, "population": 200_000}, 3),
        ({"country": "DZA", "latitude": 36.0, "population": 50_000}, NOT_SHOWN),
    ],
)
def test_a_town_ranks_by_people_and_by_how_empty_its_surroundings_are(changes, rank):
    assert rank_town(make_town(**changes)) == rank


def test_a_port_just_off_the_simplified_coast_belongs_to_its_country():
    shapes = {"MRT": shapely.box(-16, 18, -12, 20), "SEN": shapely.box(-16, 14, -12, 16)}
    assert find_country(-16.1, 18.1, shapes) == "MRT"
    assert find_country(-14, 17, shapes) is None


def test_a_river_whose_accents_were_lost_gets_them_back_or_is_an_error():
    assert name_river("S?n?gal") == ("Senegal", "Sénégal")
    with pytest.raises(ValueError, match="lost accent"):
        name_river("Fal?m?")


@pytest.mark.parametrize("kernel", [BINOMIAL, build_gaussian(2)])
def test_blurring_leaves_a_plain_as_it_is(kernel):
    plain = np.full((12, 9), 0.4)
    assert blur(plain, kernel) == pytest.approx(plain)


def test_a_missing_package_is_named(tmp_path):
    with pytest.raises(PackageError, match=r"nothing-1\.0-\*\.whl"):
        find_package(PINNED, tmp_path)


def test_a_package_that_differs_is_an_error_and_only_a_warning_when_built_per_platform(tmp_path):
    (tmp_path / "nothing-1.0-py3.whl").write_bytes(b"other")
    warnings = []
    with pytest.raises(PackageError, match="expected SHA-256"):
        check_package(PINNED, tmp_path, warnings.append)
    check_package(replace(PINNED, one_per_platform=True), tmp_path, warnings.append)
    assert len(warnings) == 1

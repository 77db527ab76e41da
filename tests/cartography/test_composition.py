"""The whole map document: layers, names, words and extent."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from makers import make_dataset, make_document

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown
from sahel_geo.cartography.composition import LEAST_SPAN, compose_map, fit_extent
from sahel_geo.cartography.document import (
    AreaLayer,
    LineLayer,
    MarkerLayer,
    PlaceSymbol,
    ReliefLayer,
)
from sahel_geo.cartography.symbology import LabelKind
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import SAHEL, WGS84, WINDOW, Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import ALL_LAYERS, MapSelection, MapView
from sahel_geo.model.vocabulary import (
    BorderKind,
    EventType,
    Language,
    LayerFile,
    LayerName,
)

AUTUMN_2010 = Period(date(2010, 9, 1), date(2010, 10, 31))


@pytest.fixture(scope="module")
def thinned(shipped):
    """Thin out the shipped layers, so that composing them is quick."""
    layers = {file: frame.iloc[:: 1 + len(frame) // 40] for file, frame in shipped.layers.items()}
    return replace(shipped, layers=layers)


def without(dataset, *layers):
    """Compose a map with some layers switched off, of a part of the events."""
    selection = MapSelection(countries=("MRT",), layers=ALL_LAYERS - set(layers))
    return make_document(dataset, selection)


def files_of(document):
    return [layer.file for layer in document.layers if not isinstance(layer, ReliefLayer)]


def kinds_of(document):
    return {label.kind for label in document.labels}


# -- layers ------------------------------------------------------------------------------------


def test_layers_lie_from_land_at_the_bottom_to_mines_on_top(shipped_map):
    assert [getattr(layer, "file", "relief") for layer in shipped_map.layers] == [
        LayerFile.COUNTRIES,
        "relief",
        LayerFile.LAKES,
        LayerFile.RIVERS,
        LayerFile.BORDERS,
        LayerFile.TUAREG_REGIONS,
        LayerFile.ROUTES,
        LayerFile.MINING_SITES,
    ]


@pytest.mark.parametrize(
    ("name", "files"),
    [
        (LayerName.WATER, {LayerFile.LAKES, LayerFile.RIVERS}),
        (LayerName.TUAREG_REGIONS, {LayerFile.TUAREG_REGIONS}),
        (LayerName.ROUTES, {LayerFile.ROUTES}),
        (LayerName.MINING_SITES, {LayerFile.MINING_SITES}),
    ],
)
def test_a_layer_switched_off_is_not_drawn(thinned, shipped_map, name, files):
    assert set(files_of(shipped_map)) - set(files_of(without(thinned, name))) == files


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (LayerName.WATER, {LabelKind.WATER, LabelKind.SEA}),
        (LayerName.BORDERS, {LabelKind.COUNTRY, LabelKind.ADMIN1}),
        (LayerName.LANDFORMS, {LabelKind.LANDFORM}),
        (LayerName.PLACES, {LabelKind.CAPITAL, LabelKind.TOWN, LabelKind.POST}),
        (LayerName.TUAREG_REGIONS, {LabelKind.REGION}),
        (LayerName.MINING_SITES, {LabelKind.SITE}),
    ],
)
def test_names_go_with_their_layer(thinned, shipped_map, name, kinds):
    assert kinds_of(shipped_map) - kinds_of(without(thinned, name)) == kinds


def test_every_kind_of_label_is_used(shipped_map):
    assert kinds_of(shipped_map) == set(LabelKind)


def test_relief_can_be_switched_off(thinned, shipped_map):
    assert any(isinstance(layer, ReliefLayer) for layer in shipped_map.layers)
    flat = without(thinned, LayerName.RELIEF)
    assert not any(isinstance(layer, ReliefLayer) for layer in flat.layers)
    assert "shadedrelief" not in flat.texts.sources


@pytest.mark.parametrize(
    ("off", "styled"),
    [
        ((), set(BorderKind)),
        ((LayerName.BORDERS,), {BorderKind.COAST, BorderKind.DISPUTED, BorderKind.BERM}),
        ((LayerName.DISPUTED,), {BorderKind.COAST, BorderKind.ADMIN1, BorderKind.INTERNATIONAL}),
        ((LayerName.BORDERS, LayerName.DISPUTED), {BorderKind.COAST}),
    ],
)
def test_kinds_of_border_are_switched_apart_and_the_coast_stays(thinned, off, styled):
    (borders,) = [
        layer
        for layer in without(thinned, *off).layers
        if isinstance(layer, LineLayer) and layer.file is LayerFile.BORDERS
    ]
    assert set(borders.styles) == {kind.value for kind in styled}


def test_incidents_switched_off_leave_neither_symbol_nor_shade_nor_tray(thinned):
    document = without(thinned, LayerName.INCIDENTS)
    assert (document.symbols, document.footprints, document.tray) == ((), (), ())
    assert document.paths


def test_paths_switched_off_leave_the_incidents(thinned):
    document = without(thinned, LayerName.PATHS)
    assert document.paths == ()
    assert document.symbols


def test_every_value_of_a_styled_column_has_a_style(shipped_map):
    for layer in shipped_map.layers:
        if isinstance(layer, AreaLayer | LineLayer) and layer.style_by:
            assert set(layer.features[layer.style_by]) <= set(layer.styles), layer.file


def test_mines_are_hollow_where_the_position_is_rough_and_pale_where_none_work(
    shipped, shipped_map
):
    (sites,) = [layer for layer in shipped_map.layers if isinstance(layer, MarkerLayer)]
    rows = shipped.layers[LayerFile.MINING_SITES].to_dict("records")
    for marker, row in zip(sites.markers, rows, strict=True):
        assert marker.key == f"site:{row['site_id']}"
        assert marker.hollow == (row["geo_precision"] > 1)
        assert marker.faded == (row["status"] not in {"operating", "artisanal"})
        assert (marker.longitude, marker.latitude) == (row["longitude"], row["latitude"])


@pytest.mark.parametrize("file", LayerFile)
def test_a_missing_layer_gives_a_document_without_it(thinned, file):
    layers = {name: frame for name, frame in thinned.layers.items() if name is not file}
    document = make_document(replace(thinned, layers=layers), MapSelection(cases=("arlit-2010",)))
    assert file not in files_of(document)
    assert document.paths


def test_with_no_layer_at_all_events_are_still_drawn():
    document = make_document(make_dataset())
    assert (document.layers, document.labels) == ((), ())
    assert len(document.symbols) == 1


# -- names -------------------------------------------------------------------------------------


def test_names_come_in_the_reader_s_language(shipped_map, shipped_map_in_french):
    english = {label.text for label in shipped_map.labels if label.kind is LabelKind.COUNTRY}
    french = {
        label.text for label in shipped_map_in_french.labels if label.kind is LabelKind.COUNTRY
    }
    assert {"Chad", "Algeria", "Niger"} <= english
    assert {"Tchad", "Algérie", "Niger"} <= french


def test_no_name_is_lost_or_empty(shipped_map, shipped_map_in_french):
    for document in (shipped_map, shipped_map_in_french):
        assert all(label.text.strip() for label in document.labels)
    assert len(shipped_map.labels) == pytest.approx(len(shipped_map_in_french.labels), abs=5)


def test_names_are_ordered_by_rank(shipped_map):
    ranks = [label.rank for label in shipped_map.labels]
    assert ranks == sorted(ranks)


def test_only_capitals_are_lettered_as_capitals(shipped, shipped_map):
    places, towns = shipped.layers[LayerFile.PLACES], shipped.layers[LayerFile.TOWNS]
    capitals = set(places.loc[places["kind"] == "capital", "name"])
    capitals |= set(towns.loc[towns["capital"] == 1, "name"])
    lettered = {label.text for label in shipped_map.labels if label.kind is LabelKind.CAPITAL}
    assert lettered == capitals
    assert {"Niamey", "Bamako"} <= lettered
    assert "Arlit" not in lettered


@pytest.mark.parametrize("rank", [0, 1, 4, 5, 12])
def test_a_town_of_any_rank_has_a_zoom(rank):
    towns = gpd.GeoDataFrame(
        {"name": ["Tabelot"], "name_fr": [""], "country": ["NER"], "rank": [rank]},
        geometry=[shapely.Point(8.9, 17.6)],
        crs=WGS84,
    )
    (label,) = make_document(make_dataset(layers={LayerFile.TOWNS: towns})).labels
    assert (label.text, label.kind, label.dot) == ("Tabelot", LabelKind.TOWN, True)
    assert 3.0 <= label.min_zoom <= 7.25


@pytest.mark.parametrize(
    ("capital", "kind"), [(1, LabelKind.CAPITAL), (0, LabelKind.TOWN), (None, LabelKind.TOWN)]
)
def test_a_town_is_a_capital_only_when_its_row_says_so(capital, kind):
    cells = {"name": ["Niamey"], "name_fr": ["Niamey"], "rank": [1]}
    towns = gpd.GeoDataFrame(
        cells | {"capital": pd.array([capital], dtype="Int64")},
        geometry=[shapely.Point(2.1, 13.5)],
        crs=WGS84,
    )
    (label,) = make_document(make_dataset(layers={LayerFile.TOWNS: towns})).labels
    assert label.kind is kind


def test_names_that_can_be_clicked_name_a_feature(shipped_map):
    prefixes = {label.key.partition(":")[0] for label in shipped_map.labels if label.key}
    assert prefixes == {"region", "town", "site"}


# -- extent ------------------------------------------------------------------------------------


def test_a_fresh_map_shows_the_sahel_whatever_its_language_and_layers(thinned):
    selection = MapSelection(
        language=Language.FRENCH,
        layers=frozenset({LayerName.PLACES}),
        view=MapView(0.0, 15.0, 5.0),
    )
    assert make_document(thinned, selection).extent == SAHEL


def test_an_extent_given_is_kept(thinned):
    extent = Extent(0.0, 15.0, 8.0, 20.0)
    assert make_document(thinned, MapSelection(countries=("NER",)), extent=extent).extent == extent


@pytest.mark.parametrize(
    ("given_extent", "expected"),
    [
        (Extent(-180.0, -85.0, 180.0, 85.0), WINDOW),
        (Extent(20.0, 30.0, 30.0, 50.0), Extent(20.0, 30.0, WINDOW.east, WINDOW.north)),
    ],
)
def test_an_extent_given_is_cut_to_what_the_base_map_covers(given_extent, expected):
    assert make_document(make_dataset(), extent=given_extent).extent == expected


def test_an_extent_off_the_base_map_is_refused_in_either_language():
    with pytest.raises(SahelGeoError) as caught:
        make_document(make_dataset(), extent=Extent(100.0, 0.0, 110.0, 10.5))
    assert Translator(Language.ENGLISH).error(caught.value) == (
        "the extent must share some area with the base map, which covers -18, 4, 25, 38 (west, "
        "south, east, north, in degrees), got 100, 0, 110, 10.5."
    )
    assert "100, 0, 110, 10.5" in Translator(Language.FRENCH).error(caught.value)


def test_nothing_shown_shows_the_sahel(thinned):
    assert make_document(thinned, MapSelection(text="no such word")).extent == SAHEL


def test_a_selection_is_shown_with_room_around_it(thinned):
    document = make_document(thinned, MapSelection(cases=("arlit-2010",)))
    (path,) = document.paths
    points = [point for line in (*path.legs, *path.tails) for point in line.points]
    width, height = (
        document.extent.east - document.extent.west,
        document.extent.north - document.extent.south,
    )
    for longitude, latitude in points:
        assert document.extent.west + 0.05 * width < longitude < document.extent.east - 0.05 * width
        assert (
            document.extent.south + 0.05 * height < latitude < document.extent.north - 0.05 * height
        )


def make_symbol(longitude, latitude):
    return PlaceSymbol("", longitude, latitude, ((EventType.RIOTS, 1),), 5.0, False, False, "")


POINTS = st.tuples(st.floats(WINDOW.west, WINDOW.east), st.floats(WINDOW.south, WINDOW.north))


@given(st.lists(POINTS, min_size=1, max_size=6))
def test_an_extent_holds_all_that_is_shown_inside_the_base_map(points):
    extent = fit_extent(tuple(make_symbol(*point) for point in points), ())
    assert all(extent.contains(*point) for point in points)
    assert WINDOW.west <= extent.west
    assert extent.east <= WINDOW.east
    assert WINDOW.south <= extent.south
    assert extent.north <= WINDOW.north
    assert extent.east - extent.west >= LEAST_SPAN - 1e-9
    assert extent.north - extent.south >= LEAST_SPAN - 1e-9


# -- the whole ---------------------------------------------------------------------------------


def test_the_same_choices_give_the_same_document(shipped, shipped_map):
    again = make_document(shipped)
    for part in ("extent", "paths", "symbols", "labels", "tray", "legend", "texts"):
        assert getattr(again, part) == getattr(shipped_map, part)


def test_a_map_is_in_the_language_of_its_words():
    dataset, selection = make_dataset(), MapSelection(language=Language.ENGLISH)
    shown = filter_dataset(dataset, selection)
    counts = count_shown(dataset, shown, selection)
    document = compose_map(shown, selection, Translator(Language.FRENCH), counts=counts)
    assert document.language is Language.FRENCH


def test_september_and_october_2010_show_what_the_project_began_with(thinned):
    selection = MapSelection(countries=("NER", "MLI"), period=AUTUMN_2010)
    document = make_document(thinned, selection)
    places = {(symbol.longitude, symbol.latitude) for symbol in document.symbols}
    assert (7.3853, 18.7369) in places  # the raid on Arlit
    assert (2.1098, 13.5137) in places  # the French deployment to Niamey
    # the warning and the offer to talk have no place: they are in the tray
    keys = {entry.key for entry in document.tray}
    assert keys == {"tray:MLI", "tray:MLI:statements", "tray:NER:statements"}
    events = make_document(thinned, MapSelection(period=AUTUMN_2010))
    assert any(
        abs(s.longitude - 5.52) < 0.1 and abs(s.latitude - 22.79) < 0.1 for s in events.symbols
    )

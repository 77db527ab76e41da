"""The whole map document: layers, names, words and extent."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_dataset, make_document, make_events

from sahel_geo.cartography.composition import LEAST_SPAN, compose_map, compose_screen, find_extent
from sahel_geo.cartography.composition.layers import show_working
from sahel_geo.cartography.document import (
    AreaLayer,
    LineLayer,
    Marker,
    MarkerLayer,
    ReliefLayer,
)
from sahel_geo.cartography.symbology import COMMODITIES, LabelKind
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import SAHEL, WGS84, WINDOW, Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import ALL_LAYERS, MapSelection, MapView
from sahel_geo.model.vocabulary import (
    BorderKind,
    Commodity,
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


POINTS = st.tuples(st.floats(WINDOW.west, WINDOW.east), st.floats(WINDOW.south, WINDOW.north))


@settings(max_examples=15)
@given(st.lists(POINTS, min_size=1, max_size=6))
def test_an_extent_holds_all_that_is_shown_inside_the_base_map(points):
    points = [(round(longitude, 4), round(latitude, 4)) for longitude, latitude in points]
    rows = [{"longitude": longitude, "latitude": latitude} for longitude, latitude in points]
    dataset, selection = make_dataset(events=make_events(*rows)), MapSelection(countries=("NER",))
    extent = find_extent(dataset, selection, Translator(Language.ENGLISH))
    assert all(extent.contains(*point) for point in points)
    assert WINDOW.west <= extent.west
    assert extent.east <= WINDOW.east
    assert WINDOW.south <= extent.south
    assert extent.north <= WINDOW.north
    assert extent.east - extent.west >= LEAST_SPAN - 1e-9
    assert extent.north - extent.south >= LEAST_SPAN - 1e-9


@pytest.mark.parametrize(
    "selection",
    [
        MapSelection(),
        MapSelection(countries=("NER",)),
        MapSelection(cases=("arlit-2010",)),
        MapSelection(period=AUTUMN_2010),
        MapSelection(period=AUTUMN_2010, window=Period(date(2010, 9, 16), date(2010, 9, 16))),
        MapSelection(countries=("TCD",), layers=frozenset({LayerName.INCIDENTS})),
    ],
)
def test_the_extent_found_is_that_of_the_map(thinned, english, selection):
    document = make_document(thinned, selection)
    assert find_extent(thinned, selection, english) == document.extent


def test_the_label_point_of_an_undisclosed_place_does_not_widen_the_extent(english):
    rows = [{}, {"geo_precision": 4, "longitude": -15.0, "latitude": 35.0}]
    selection = MapSelection(countries=("NER",))
    both = make_dataset(events=make_events(*rows))
    assert find_extent(both, selection, english) == find_extent(make_dataset(), selection, english)


# -- mining sites by year ----------------------------------------------------------------------


def make_site(**changes):
    place = Marker(
        "site:x", 7.3, 18.9, COMMODITIES[Commodity.GOLD], hollow=False, faded=False, name="X"
    )
    return replace(place, **changes)


def working_in(first_year, last_year, *sites):
    days = Period(date(first_year, 7, 1), date(last_year, 2, 1))
    return show_working(MarkerLayer(LayerFile.MINING_SITES, sites), days).markers


@pytest.mark.parametrize(
    ("first", "last", "is_shown"),
    [
        (2005, None, True),
        (2010, None, True),  # it may have begun late in the year: whole years are told
        (2012, None, True),
        (2013, None, False),
        (None, 2009, False),
        (None, 2010, True),
        (1971, 2009, False),
        (1971, 2021, True),
    ],
)
def test_a_site_is_shown_in_the_years_in_which_it_may_have_worked(first, last, is_shown):
    shown = working_in(2010, 2012, make_site(first_year=first, last_year=last))
    assert bool(shown) == is_shown


def test_by_year_a_site_of_unknown_first_year_is_hollow():
    unknown, known = working_in(2010, 2012, make_site(), make_site(first_year=1990))
    assert (unknown.hollow, known.hollow) == (True, False)
    (rough,) = working_in(2010, 2012, make_site(first_year=1990, hollow=True))
    assert rough.hollow


def test_by_year_only_a_site_idle_since_an_unknown_year_is_pale():
    closed_later = make_site(first_year=1990, last_year=2014, faded=True)
    idle = make_site(first_year=1990, faded=True, idle_undated=True)
    assert [site.faded for site in working_in(2010, 2012, closed_later, idle)] == [False, True]


@pytest.mark.parametrize("status", ["closed", "suspended", "planned"])
def test_a_site_idle_without_a_year_is_told_apart_from_one_with_a_year(thinned, status):
    sites = thinned.layers[LayerFile.MINING_SITES].iloc[:2].assign(status=status)
    sites = sites.assign(end_year=pd.array([None, 2015], dtype="Int64"))
    dataset = replace(thinned, layers={LayerFile.MINING_SITES: sites}, rasters={})
    (layer,) = make_document(dataset).layers
    assert [(m.last_year, m.idle_undated) for m in layer.markers] == [(None, True), (2015, False)]


def test_by_year_the_shipped_sites_are_those_whose_years_meet_the_days_shown(shipped):
    window = Period(date(2012, 1, 1), date(2012, 12, 31))
    only_sites = frozenset({LayerName.MINING_SITES})
    selection = MapSelection(window=window, layers=only_sites, sites_by_year=True)
    (layer,) = [m for m in make_document(shipped, selection).layers if isinstance(m, MarkerLayer)]
    rows = shipped.layers[LayerFile.MINING_SITES].to_dict("records")
    expected = [
        f"site:{row['site_id']}"
        for row in rows
        if not (pd.notna(row["start_year"]) and row["start_year"] > 2012)
        and not (pd.notna(row["end_year"]) and row["end_year"] < 2012)
    ]
    assert [marker.key for marker in layer.markers] == expected
    assert 10 < len(expected) < len(rows)


def test_unless_asked_all_sites_are_shown_whatever_the_days(shipped, shipped_map):
    window = Period(date(2012, 1, 1), date(2012, 12, 31))
    selection = MapSelection(window=window, layers=frozenset({LayerName.MINING_SITES}))
    found = [
        [layer for layer in document.layers if isinstance(layer, MarkerLayer)]
        for document in (make_document(shipped, selection), shipped_map)
    ]
    assert found[0] == found[1]


# -- the screen --------------------------------------------------------------------------------


def test_the_screen_is_the_same_whatever_is_filtered(thinned, english):
    filtered = MapSelection(
        period=AUTUMN_2010,
        window=Period(date(2010, 9, 16), date(2010, 9, 16)),
        countries=("NER",),
        cases=("arlit-2010",),
        text="uranium",
        view=MapView(0.0, 15.0, 5.0),
    )
    screens = [
        compose_screen(thinned, selection, english, made_on=date(2026, 7, 1))
        for selection in (MapSelection(), filtered)
    ]
    for part in ("labels", "legend", "incident_legend", "path_legend", "imprint"):
        assert getattr(screens[0], part) == getattr(screens[1], part)
    assert [layer.file for layer in screens[0].layers if not isinstance(layer, ReliefLayer)] == [
        layer.file for layer in screens[1].layers if not isinstance(layer, ReliefLayer)
    ]


def test_the_screen_has_the_layers_names_and_words_of_the_picture(shipped, shipped_map, english):
    screen = compose_screen(shipped, MapSelection(), english, made_on=date(2026, 7, 1))
    assert screen.labels == shipped_map.labels
    assert files_of(screen) == files_of(shipped_map)
    for part in ("sources", "disclaimer", "data_date", "made_on"):
        assert getattr(screen.imprint, part) == getattr(shipped_map.texts, part)


@pytest.mark.parametrize("name", [LayerName.INCIDENTS, LayerName.PATHS])
def test_the_screen_says_whether_incidents_and_paths_are_wanted(thinned, english, name):
    for layers in (ALL_LAYERS, ALL_LAYERS - {name}):
        screen = compose_screen(thinned, MapSelection(layers=layers), english)
        told = {
            LayerName.INCIDENTS: screen.shows_incidents,
            LayerName.PATHS: screen.shows_paths,
        }
        assert told[name] == (name in layers)


def test_by_year_the_screen_holds_every_site_with_its_years(shipped, english):
    window = Period(date(1950, 1, 1), date(1950, 12, 31))
    selection = MapSelection(window=window, sites_by_year=True)
    screen = compose_screen(shipped, selection, english)
    (sites,) = [layer for layer in screen.layers if isinstance(layer, MarkerLayer)]
    assert screen.sites_by_year
    assert len(sites.markers) == len(shipped.layers[LayerFile.MINING_SITES])
    assert {type(marker.first_year) for marker in sites.markers} == {int, type(None)}


# -- the whole ---------------------------------------------------------------------------------


def test_the_same_choices_give_the_same_document(shipped, shipped_map):
    again = make_document(shipped)
    for part in ("extent", "paths", "symbols", "labels", "tray", "legend", "texts"):
        assert getattr(again, part) == getattr(shipped_map, part)


def test_a_map_is_in_the_language_of_its_words():
    dataset, selection = make_dataset(), MapSelection(language=Language.ENGLISH)
    document = compose_map(dataset, selection, Translator(Language.FRENCH))
    assert document.language is Language.FRENCH


def test_september_and_october_2010_show_what_the_project_began_with(thinned):
    selection = MapSelection(countries=("NER", "MLI"), period=AUTUMN_2010)
    document = make_document(thinned, selection, zoom=12)
    places = {(symbol.longitude, symbol.latitude) for symbol in document.symbols}
    assert (7.3853, 18.7369) in places  # the raid on Arlit
    assert (2.1098, 13.5137) in places  # the French deployment to Niamey
    # the warning and the offer to talk have no place: they are in the tray
    keys = {entry.key for entry in document.tray}
    assert keys == {"tray:MLI", "tray:MLI:statements", "tray:NER:statements"}
    events = make_document(thinned, MapSelection(period=AUTUMN_2010), zoom=12)
    assert any(
        abs(s.longitude - 5.52) < 0.1 and abs(s.latitude - 22.79) < 0.1 for s in events.symbols
    )

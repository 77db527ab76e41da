"""The legend lists what is on the map and nothing else."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import STEP, make_areas, make_cases, make_dataset, make_document, make_events
from shapely import LineString, Point, box

from sahel_geo.cartography.composition import compose_screen
from sahel_geo.cartography.composition.incidents import Incidents
from sahel_geo.cartography.composition.legend import compose_legend
from sahel_geo.cartography.document import LineLayer, MarkerLayer, SampleKind
from sahel_geo.cartography.symbology import (
    BORDERS,
    COMMODITIES,
    EVENT_COLORS,
    floor_of,
    symbol_radius_px,
)
from sahel_geo.model.extent import WGS84, WINDOW, Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import LayerFile, LayerName

HERE, ELSEWHERE = Extent(5.0, 17.0, 10.0, 21.0), Extent(-10.0, 10.0, -5.0, 14.0)


def entries_of(document, kind=None):
    entries = [entry for group in document.legend for entry in group.entries]
    return [entry for entry in entries if kind in {None, entry.kind}]


def words_of(document):
    return [entry.words for entry in entries_of(document)]


def keys_in(legend):
    return [entry.key for group in legend for entry in group.entries]


def draw(*rows, extent=HERE, **choices):
    return make_document(
        make_dataset(events=make_events(*rows)), MapSelection(**choices), extent=extent
    )


def draw_path(*rows, extent=HERE, layers=None, **choices):
    cases = make_cases({"name": "Arlit seven"})
    events = make_events(*(STEP | row for row in rows), cases=cases)
    dataset = make_dataset(events=events, cases=cases, layers=layers)
    return make_document(dataset, MapSelection(cases=("arlit",), **choices), extent=extent)


def test_kinds_of_event_inside_the_extent_are_listed_in_the_order_of_the_vocabulary():
    document = draw({"event_type": "Riots"}, {}, {"event_type": "Protests", "longitude": -8.0})
    listed = entries_of(document, SampleKind.EVENT)
    assert [entry.words for entry in listed] == ["Battles", "Riots"]
    assert [entry.color for entry in listed] == [EVENT_COLORS["Battles"], EVENT_COLORS["Riots"]]


def test_an_empty_part_of_the_map_has_no_legend():
    assert draw({}, extent=ELSEWHERE).legend == ()


def test_a_layer_switched_off_is_not_listed():
    document = draw({}, layers=frozenset({LayerName.PATHS}))
    assert document.legend == ()


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        ([{}], (1,)),
        ([{}] * 4, (1,)),
        ([{}] * 6, (1, 5)),
        ([{}] * 24, (1, 5, 10, 24)),
    ],
)
def test_sizes_up_to_the_largest_drawn_are_shown(rows, sizes):
    (entry,) = entries_of(draw(*rows), SampleKind.EVENT_SIZES)
    assert (entry.key, entry.sizes, entry.capped_at) == ("sizes", sizes, 24)
    assert entry.words == "Incidents at one place, area by number"


def test_the_sizes_shown_are_those_of_the_scale_drawn():
    document = draw(*[{}] * 60)
    (entry,) = entries_of(document, SampleKind.EVENT_SIZES)
    (symbol,) = document.symbols
    assert entry.sizes[-1] == max(size for size in entry.sizes if size <= 60)
    assert symbol.radius_px == symbol_radius_px(60, entry.capped_at)
    assert entry.capped_at > 24


def make_towns(counts):
    """Make as many incidents at towns two degrees from each other."""
    longitudes = [-10.0 + 2 * town for town, count in enumerate(counts) for _ in range(count)]
    return [{"longitude": longitude} for longitude in longitudes]


def test_symbols_that_no_longer_grow_are_said_to_be_alike():
    counts = [40, 3, 2, 1, 1, 1]
    (entry,) = entries_of(draw(*make_towns(counts), extent=WINDOW), SampleKind.EVENT_SIZES)
    assert entry.words.endswith("; 24 and more alike")
    (entry,) = entries_of(draw(*make_towns(counts[1:]), extent=WINDOW), SampleKind.EVENT_SIZES)
    assert "alike" not in entry.words


def test_symbols_too_small_to_tell_apart_are_said_to_be_alike():
    (entry,) = entries_of(draw(*[{}] * 300), SampleKind.EVENT_SIZES)
    assert floor_of(entry.capped_at) > 1
    assert f"; {floor_of(entry.capped_at)} and fewer alike" in entry.words


def test_marks_of_uncertainty_are_explained_only_where_they_appear():
    plain = {entry.kind for entry in entries_of(draw({}))}
    assert plain == {SampleKind.EVENT, SampleKind.EVENT_SIZES}
    rough = draw({"geo_precision": 2, "time_precision": 3},
                 period=Period(date(2012, 6, 10), date(2012, 6, 30)))  # fmt: skip
    kinds = {entry.kind for entry in entries_of(rough)} - plain
    assert kinds == {SampleKind.EVENT_HOLLOW, SampleKind.EVENT_POSSIBLE, SampleKind.AREA}


def test_the_ring_is_explained_where_types_mix():
    mixed = words_of(draw({}, {"event_type": "Riots"}))
    assert [words for words in mixed if "ring" in words]
    assert not [words for words in words_of(draw({})) if "ring" in words]


def test_a_certain_and_an_uncertain_leg_are_listed_when_seen():
    certain = draw_path({"longitude": 6.0}, {"longitude": 8.0})
    kinds = [entry.kind for entry in entries_of(certain)]
    assert SampleKind.LEG in kinds
    assert SampleKind.LEG_UNCERTAIN not in kinds
    uncertain = draw_path({"longitude": 6.0}, {"longitude": 8.0, "confidence": "claimed"})
    kinds = [entry.kind for entry in entries_of(uncertain)]
    assert SampleKind.LEG not in kinds
    assert SampleKind.LEG_UNCERTAIN in kinds


def test_a_leg_that_only_crosses_the_extent_is_listed():
    document = draw_path({"longitude": 0.0}, {"longitude": 15.0})
    assert SampleKind.LEG in [entry.kind for entry in entries_of(document)]
    assert "Arlit seven" in words_of(document)


def test_a_path_of_which_only_the_way_home_is_seen_is_named():
    document = draw_path(
        {"longitude": 12.0, "hostage_stage": "released"},
        {"longitude": 6.0, "hostage_stage": "returned"},
    )
    assert "Arlit seven" in words_of(document)
    assert "Way home of freed people" in words_of(document)


def test_shading_of_a_path_is_listed_only_where_it_lies():
    rows = [{"longitude": 6.0}, {"longitude": -8.0, "latitude": 12.0, "geo_precision": 2}]
    there = [entry.kind for entry in entries_of(draw_path(*rows, extent=ELSEWHERE))]
    here = [entry.kind for entry in entries_of(draw_path(*rows, extent=HERE))]
    assert SampleKind.AREA in there
    assert SampleKind.AREA not in here


def test_a_fade_is_listed_with_the_area_it_goes_into():
    countries = make_areas(("MLI", 4, 16, 11, 22)).assign(role="focus", label_lon=7, label_lat=20)
    rows = [{}, {"geo_precision": 4, "country": "MLI", "admin1": ""}]
    kinds = [
        entry.kind
        for entry in entries_of(draw_path(*rows, layers={LayerFile.COUNTRIES: countries}))
    ]
    assert {SampleKind.FADE, SampleKind.AREA} <= set(kinds)


@pytest.mark.parametrize("outside", ["leg", "tail"])
def test_paleness_is_explained_where_something_pale_is_drawn(outside):
    stages = {"leg": ("held", "held"), "tail": ("released", "returned")}[outside]
    rows = [
        {"longitude": 12.0, "event_date": "2011-01-01", "hostage_stage": stages[0]},
        {"longitude": 6.0, "event_date": "2011-01-02", "hostage_stage": stages[1]},
    ]
    late = draw_path(*rows, period=Period(date(2012, 1, 1), date(2012, 2, 1)))
    assert "Pale: outside the dates chosen" in words_of(late)
    whole = draw_path(*rows)
    assert "Pale: outside the dates chosen" not in words_of(whole)


EXTENTS = st.tuples(st.floats(-17, 19), st.floats(5, 33), st.floats(1, 6)).map(
    lambda at: Extent(
        at[0], at[1], min(at[0] + at[2], WINDOW.east), min(at[1] + at[2], WINDOW.north)
    )
)


@settings(max_examples=20)
@given(extent=EXTENTS)
def test_the_legend_of_any_part_of_the_shipped_map_lists_exactly_what_lies_there(
    shipped_map, english, extent
):
    incidents = Incidents(shipped_map.symbols, shipped_map.footprints, shipped_map.tray)
    legend = compose_legend(shipped_map.layers, incidents, shipped_map.paths, extent, english)
    entries = [entry for group in legend for entry in group.entries]
    view = box(*extent.as_tuple())
    inside = [s for s in shipped_map.symbols if extent.contains(s.longitude, s.latitude)]
    colors = {EVENT_COLORS[kind] for symbol in inside for kind, _ in symbol.counts}
    assert {entry.color for entry in entries if entry.kind is SampleKind.EVENT} == colors
    markers = [
        m for layer in shipped_map.layers if isinstance(layer, MarkerLayer) for m in layer.markers
    ]
    seen = {m.style for m in markers if extent.contains(m.longitude, m.latitude)}
    assert {entry.style for entry in entries if entry.kind is SampleKind.MARKER} == seen
    (borders,) = [
        layer
        for layer in shipped_map.layers
        if isinstance(layer, LineLayer) and layer.file is LayerFile.BORDERS
    ]
    lines = borders.features.loc[borders.features.intersects(view)]
    styles = {borders.styles[kind] for kind in set(lines["kind"]) - {"coast"}}
    listed = {entry.style for entry in entries if entry.kind is SampleKind.LINE}
    assert listed & set(BORDERS.values()) == styles
    legs = [leg for path in shipped_map.paths for leg in path.legs]
    certain = {leg.certain for leg in legs if LineString(leg.points).intersects(view)}
    kinds = {entry.kind for entry in entries}
    assert (SampleKind.LEG in kinds, SampleKind.LEG_UNCERTAIN in kinds) == (
        True in certain,
        False in certain,
    )
    assert ("merged" in keys_in(legend)) == any(s.key.startswith("places:") for s in inside)
    marks = [mark for path in shipped_map.paths for mark in path.steps]
    held = [m for m in marks if m.is_last_known and extent.contains(m.longitude, m.latitude)]
    assert ("last_known" in keys_in(legend)) == bool(held)


@pytest.mark.parametrize(("last_day", "is_asked"), [(17, False), (2, True), (1, False)])
def test_the_reach_between_two_reports_is_explained_when_it_is_drawn(last_day, is_asked):
    rows = [
        STEP | {"event_date": "2010-09-01", "longitude": 6.0},
        STEP | {"event_date": "2010-09-03", "longitude": 7.0},
        STEP | {"event_date": "2010-09-20", "longitude": 8.0},
    ]
    window = Period(date(2010, 9, 1), date(2010, 9, last_day))
    dataset = make_dataset(events=make_events(*rows))
    document = make_document(dataset, MapSelection(cases=("arlit",), window=window))
    lines = {entry.key: entry.words for group in document.legend for entry in group.entries}
    assert ("reach" in lines) == is_asked
    if is_asked:
        assert "20 km an hour" in lines["reach"]


def test_every_commodity_has_its_own_line_in_the_legend_of_everything(shipped):
    only_mines = MapSelection(layers=frozenset({LayerName.MINING_SITES}))
    document = make_document(shipped, only_mines, extent=WINDOW)
    listed = [entry.style for entry in entries_of(document, SampleKind.MARKER)]
    commodities = set(shipped.layers[LayerFile.MINING_SITES]["commodity"])
    assert listed == [style for code, style in COMMODITIES.items() if code in commodities]


def test_the_legend_speaks_french_too(shipped_map_in_french):
    titles = [group.title for group in shipped_map_in_french.legend]
    assert titles == [
        "Incidents",
        "Déplacements d’otages",
        "Mines et gisements",
        "Aires et itinéraires",
        "Fond de carte",
    ]


def test_every_line_of_a_legend_has_a_key_of_its_own(shipped_map, shipped, english):
    screen = compose_screen(shipped, MapSelection(sites_by_year=True), english)
    every = (*screen.legend, screen.incident_legend, screen.path_legend)
    for legend in (shipped_map.legend, every):
        keys = keys_in(legend)
        assert all(keys)
        assert len(keys) == len(set(keys))


def test_the_lines_of_a_picture_are_among_those_of_the_screen_by_key_and_words(
    shipped, shipped_map, english
):
    screen = compose_screen(shipped, MapSelection(), english)
    every = {
        entry.key: entry.words
        for group in (*screen.legend, screen.incident_legend, screen.path_legend)
        for entry in group.entries
    }
    for entry in entries_of(shipped_map):
        if entry.kind is SampleKind.EVENT_SIZES:
            assert entry.words.startswith(every[entry.key])
        else:
            assert every[entry.key] == entry.words


def test_merging_is_explained_where_symbols_are_merged():
    rows = [{}, {"longitude": 7.42}]
    assert "merged" in keys_in(draw(*rows).legend)
    dataset = make_dataset(events=make_events(*rows))
    assert "merged" not in keys_in(make_document(dataset, extent=HERE, zoom=12).legend)


@pytest.mark.parametrize(
    ("until", "is_held"), [(date(2011, 1, 8), True), (date(2011, 2, 1), False)]
)
def test_the_ring_of_a_last_known_place_is_explained_while_somebody_is_held(until, is_held):
    rows = [
        {"longitude": 6.0, "event_date": "2011-01-02"},
        {"longitude": 8.0, "event_date": "2011-01-20", "hostage_stage": "released"},
    ]
    document = draw_path(*rows, period=Period(date(2011, 1, 1), until))
    assert ("last_known" in keys_in(document.legend)) == is_held


def test_a_case_of_its_own_colour_has_a_line_of_its_own(shipped):
    two = ("arlit-2010", shipped.cases.index[0])
    bare = replace(shipped, layers={}, rasters={})
    document = make_document(bare, MapSelection(cases=two), extent=WINDOW)
    listed = {entry.key: (entry.words, entry.color) for entry in entries_of(document)}
    for path in document.paths:
        assert listed[f"case:{path.case_id}"] == (path.name, path.color)
    many = make_document(bare, MapSelection(), extent=WINDOW)
    assert not [key for key in keys_in(many.legend) if key.startswith("case:")]


def test_by_year_hollow_and_pale_sites_are_explained_by_their_years(shipped, english, french):
    window = Period(date(2012, 1, 1), date(2012, 12, 31))
    only_sites = frozenset({LayerName.MINING_SITES})
    words = []
    for is_by_year in (False, True):
        selection = MapSelection(window=window, layers=only_sites, sites_by_year=is_by_year)
        document = make_document(shipped, selection, extent=WINDOW)
        listed = {entry.key: entry.words for entry in entries_of(document)}
        words.append((listed["site_hollow"], listed["site_faded"]))
    assert words == [
        ("Hollow: position approximate", "Pale: closed, suspended, planned or unknown"),
        (
            "Hollow: position approximate, or first year unknown",
            "Pale: closed, suspended or planned, year unknown",
        ),
    ]
    assert french.text("legend.site_faded_by_year") != english.text("legend.site_faded_by_year")


def test_by_year_a_mineral_without_a_working_mine_is_not_listed(shipped):
    only_sites = frozenset({LayerName.MINING_SITES})
    window = Period(date(1960, 1, 1), date(1960, 12, 31))
    selection = MapSelection(window=window, layers=only_sites, sites_by_year=True)
    document = make_document(shipped, selection, extent=WINDOW)
    (layer,) = [layer for layer in document.layers if isinstance(layer, MarkerLayer)]
    listed = {entry.style for entry in entries_of(document, SampleKind.MARKER)}
    assert listed == {marker.style for marker in layer.markers}
    assert len(listed) < len(COMMODITIES)


def test_by_year_the_screen_explains_a_site_that_is_hollow_for_its_unknown_year_alone(english):
    """Its place is exact: hollow only because no source tells its first year."""
    site = {
        "site_id": ["x"], "name": ["X"], "name_fr": ["X"], "commodity": ["gold"],
        "status": ["operating"], "geo_precision": [1], "label_rank": [1],
        "start_year": pd.array([None], dtype="Int64"), "end_year": pd.array([None], dtype="Int64"),
    }  # fmt: skip
    sites = gpd.GeoDataFrame(site, geometry=[Point(7.3, 18.9)], crs=WGS84)
    dataset = make_dataset(layers={LayerFile.MINING_SITES: sites})
    screen = compose_screen(dataset, MapSelection(sites_by_year=True), english)
    assert "site_hollow" in keys_in(screen.legend)

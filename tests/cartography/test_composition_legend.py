"""The legend lists what is on the map and nothing else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import STEP, make_areas, make_cases, make_dataset, make_document, make_events
from shapely import LineString, box

from sahel_geo.cartography.composition.legend import compose_legend
from sahel_geo.cartography.document import LineLayer, MarkerLayer, SampleKind
from sahel_geo.cartography.symbology import BORDERS, COMMODITIES, EVENT_COLORS
from sahel_geo.model.extent import WINDOW, Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import LayerFile, LayerName

HERE, ELSEWHERE = Extent(5.0, 17.0, 10.0, 21.0), Extent(-10.0, 10.0, -5.0, 14.0)


def entries_of(document, kind=None):
    entries = [entry for group in document.legend for entry in group.entries]
    return [entry for entry in entries if kind in {None, entry.kind}]


def words_of(document):
    return [entry.words for entry in entries_of(document)]


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
    assert entry.sizes == sizes


def test_symbols_that_no_longer_grow_are_said_to_be_alike():
    (entry,) = entries_of(draw(*[{}] * 25), SampleKind.EVENT_SIZES)
    assert "24 and more alike" in entry.words


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
    legend = compose_legend(
        shipped_map.layers,
        shipped_map.symbols,
        shipped_map.footprints,
        shipped_map.paths,
        extent,
        english,
    )
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

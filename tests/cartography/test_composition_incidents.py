"""Incidents as symbols by place, shaded areas where they may be, and the tray."""

import math
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_dataset, make_events

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown, incidents_of
from sahel_geo.cartography.composition.incidents import compose_incidents, somewhere_words
from sahel_geo.cartography.mercator import to_pixels
from sahel_geo.cartography.symbology import symbol_radius_px
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import WGS84
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Confidence, EventType, Language, LayerFile

VERSION = "0123456789ab"
KIDAL = shapely.box(0, 18, 4, 21)
ADRAR_OF_ALGERIA = shapely.box(-3, 21, 2, 29)
ADRAR_OF_MAURITANIA = shapely.box(-13, 19, -9, 22)
REGIONS = gpd.GeoDataFrame(
    {
        "admin1_id": ["MLI-8", "DZA-01", "MRT-07"],
        "country": ["MLI", "DZA", "MRT"],
        "name": ["Kidal", "Adrar", "Adrar"],
        "name_fr": ["Kidal", "Adrar", "Adrar"],
        "label_lon": 0.0,
        "label_lat": 20.0,
    },
    geometry=[KIDAL, ADRAR_OF_ALGERIA, ADRAR_OF_MAURITANIA],
    crs=WGS84,
)


NEAREST = 12
"""The largest zoom: places ten kilometres from each other have symbols of their own."""


def compose(dataset, selection, translator, *, zoom=NEAREST):
    in_period = filter_dataset(dataset, replace(selection, window=None))
    shown = filter_dataset(dataset, selection)
    areas = AreaFinder.of(dataset)
    return compose_incidents(dataset, in_period, shown, translator, areas, zoom=zoom)


def draw(*rows, selection=None, language=Language.ENGLISH, zoom=NEAREST):
    dataset = make_dataset(events=make_events(*rows), layers={LayerFile.ADMIN1: REGIONS})
    return compose(dataset, selection or MapSelection(), Translator(language), zoom=zoom)


def test_incidents_at_one_place_are_one_symbol_whose_first_type_is_the_most_frequent():
    drawn = draw({"event_type": "Riots"}, {"event_type": "Battles"}, {"event_type": "Riots"})
    (symbol,) = drawn.symbols
    assert symbol.counts == ((EventType.RIOTS, 2), (EventType.BATTLES, 1))
    assert (symbol.count, symbol.longitude, symbol.latitude) == (3, 7.39, 18.74)
    assert symbol.name == "Arlit: 3 incidents"


def test_types_as_frequent_as_each_other_stand_in_the_order_of_the_legend():
    (symbol,) = draw({"event_type": "Riots"}, {"event_type": "Battles"}).symbols
    assert [kind for kind, _ in symbol.counts] == [EventType.BATTLES, EventType.RIOTS]


def test_an_exact_and_a_rough_place_at_one_point_are_two_symbols_side_by_side():
    exact, rough = sorted(draw({}, {"geo_precision": 2}).symbols, key=lambda symbol: symbol.hollow)
    assert (exact.hollow, rough.hollow) == (False, True)
    assert exact.key != rough.key
    assert exact.offset_px == (0, 0)
    assert math.hypot(*rough.offset_px) == pytest.approx(exact.radius_px + rough.radius_px)


def test_rough_places_at_one_point_are_counted_together():
    rough = {"country": "MLI", "admin1": "Kidal"}
    drawn = draw(rough | {"geo_precision": 2}, rough | {"geo_precision": 3})
    (symbol,) = drawn.symbols
    assert (symbol.count, symbol.hollow) == (2, True)
    assert symbol.key == f"places:{VERSION}:0,1"


def test_places_that_would_overlap_are_one_symbol_that_names_them_all():
    rows = [{"longitude": 7.39 + step / 100, "location": f"Town {step}"} for step in (0, 0, 1, 2)]
    (symbol,) = draw(*rows, zoom=5).symbols
    assert symbol.name == "Town 0 and 2 other places: 4 incidents"
    assert symbol.key == f"places:{VERSION}:0,1,2"
    assert (symbol.longitude, symbol.latitude) == (7.39, 18.74)  # of the place with most
    apart = draw(*rows).symbols
    assert [symbol.name for symbol in apart] == [
        "Town 0: 2 incidents", "Town 1: 1 incident", "Town 2: 1 incident",
    ]  # fmt: skip
    assert [symbol.key for symbol in apart] == [
        "place:7.3900,18.7400,1", "place:7.4000,18.7400,1", "place:7.4100,18.7400,1",
    ]  # fmt: skip


def test_a_symbol_of_several_places_says_so_in_french():
    rows = [{"longitude": 7.39 + step / 100, "location": f"Ville {step}"} for step in (0, 0, 1)]
    (symbol,) = draw(*rows, zoom=5, language=Language.FRENCH).symbols
    assert symbol.name.replace("\u00a0", " ") == "Ville 0 et 1 autre lieu : 3 incidents"


def test_large_symbols_lie_under_small_ones():
    rows = [{}, {}, {}, {"longitude": 2.0}, {"longitude": 3.0}, {"longitude": 3.0}]
    assert [symbol.count for symbol in draw(*rows).symbols] == [3, 2, 1]


def test_an_incident_near_a_place_may_be_anywhere_within_25_km():
    (footprint,) = draw({"geo_precision": 2, "longitude": 1.0, "latitude": 19.0}).footprints
    metric = {"proj": "laea", "lat_0": 19.0, "lon_0": 1.0, "ellps": "WGS84"}
    square_km = gpd.GeoSeries([footprint.area], crs=WGS84).to_crs(metric).area.iloc[0] / 1e6
    assert square_km == pytest.approx(3.14159 * 25**2, rel=0.01)
    assert footprint.name == "near Arlit"


@pytest.mark.parametrize(
    ("country", "point", "area"),
    [("DZA", (-1.0, 25.0), ADRAR_OF_ALGERIA), ("MRT", (-11.0, 20.0), ADRAR_OF_MAURITANIA)],
)
def test_a_region_is_shaded_by_its_name_and_country(country, point, area):
    row = {"geo_precision": 3, "country": country, "admin1": "Adrar"}
    drawn = draw(row | {"longitude": point[0], "latitude": point[1]})
    assert [footprint.area for footprint in drawn.footprints] == [area]
    (symbol,) = drawn.symbols
    assert (symbol.longitude, symbol.latitude) == point


def test_a_region_is_shaded_once_for_all_its_incidents():
    row = {"geo_precision": 3, "country": "MLI", "admin1": "Kidal"}
    (footprint,) = draw(row, row | {"longitude": 1.0}).footprints
    assert footprint.name == "Kidal: 2 incidents known to the region only"


@pytest.mark.parametrize("admin1", ["Unspecified", "", "Atlantis"])
def test_incidents_of_unknown_regions_shade_each_the_region_under_its_point(admin1):
    row = {"geo_precision": 3, "country": "MLI", "admin1": admin1}
    in_kidal = row | {"longitude": 1.0, "latitude": 20.0}
    beyond_the_line = row | {"longitude": 1.0, "latitude": 21.05}
    drawn = draw(in_kidal, in_kidal | {"latitude": 19.0}, beyond_the_line)
    assert [footprint.area for footprint in drawn.footprints] == [KIDAL, ADRAR_OF_ALGERIA]
    assert len({footprint.key for footprint in drawn.footprints}) == 2
    assert ["2 incidents" in footprint.name for footprint in drawn.footprints] == [True, False]


def test_an_incident_of_an_undisclosed_place_is_only_in_the_tray():
    row = {"geo_precision": 4, "country": "MLI"}
    drawn = draw(row, row, row | {"country": "NER"})
    assert (drawn.symbols, drawn.footprints) == ((), ())
    assert {entry.key: entry.count for entry in drawn.tray} == {"tray:MLI": 2, "tray:NER": 1}


def test_a_symbol_is_possible_only_when_no_incident_there_is_certain():
    selection = MapSelection(period=Period(date(2012, 6, 10), date(2012, 6, 30)))
    rough = {"time_precision": 3}
    assert draw(rough, selection=selection).symbols[0].possible_only
    assert not draw(rough, {}, selection=selection).symbols[0].possible_only


@pytest.mark.parametrize(
    ("country", "names", "english", "french"),
    [
        ("MLI", "", "somewhere in Mali", "quelque part au Mali"),
        ("MLI", "Unspecified", "somewhere in Mali", "quelque part au Mali"),
        (
            "MLI",
            "Kidal|Gao|Ménaka|Tombouctou|Taoudénit",
            "somewhere in northern Mali",
            "quelque part dans le nord du Mali",
        ),
        (
            "MLI",
            "Gao|Ménaka",
            "somewhere in the regions of Gao and Ménaka",
            "quelque part dans les régions suivantes\u00a0: Gao et Ménaka",
        ),
        (
            "NER",
            "Agadez",
            "somewhere in the Agadez region",
            "quelque part dans la région suivante\u00a0: Agadez",  # never "de Agadez"
        ),
        ("GMB", "", "somewhere in the Gambia", "quelque part en Gambie"),
    ],
)
def test_somewhere_is_said_as_each_language_does(shipped, country, names, english, french):
    areas = AreaFinder.of(shipped)
    words = [
        somewhere_words(country, names, Translator(language, shipped.terms), areas)
        for language in Language
    ]
    assert words == [english, french]


def some(values):
    return st.lists(st.sampled_from(list(values)), max_size=2).map(tuple)


def numbers_in(key, dataset):
    """Read the numbers of the places that a symbol's key names."""
    kind, _, rest = key.partition(":")
    if kind == "places":
        version, _, numbers = rest.partition(":")
        assert version == dataset.version
        return [int(number) for number in numbers.split(",")]
    longitude, latitude, precision = map(float, rest.split(","))
    events = dataset.events
    here = (events["longitude"].round(4) == longitude) & (events["latitude"].round(4) == latitude)
    return list(events.loc[here & (events["geo_precision"] == precision), "place"].unique())


def with_window(selection, days):
    """Set a window inside the period of a selection, from two shares of its days."""
    whole = selection.period or Period(date(2003, 1, 1), date(2026, 3, 1))
    first, last = sorted(whole.start + timedelta(int(share * (whole.days - 1))) for share in days)
    return replace(selection, window=Period(first, last))


ZOOMS = st.sampled_from([4, 4.75, 5.5, 6.25, 7, 8, 9.5, 11, 12])
DAYS = st.dates(date(2003, 1, 1), date(2026, 3, 1))
CHOICES = st.builds(
    MapSelection,
    period=st.none() | st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days))),
    countries=some(["MLI", "NER", "BFA", "DZA", "MRT"]),
    event_types=some(EventType),
    confidence=some(Confidence),
    hostage_only=st.booleans(),
    text=st.sampled_from(["", "", "gao", "uranium", "no such word"]),
)
SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1))
SELECTIONS = CHOICES | st.builds(with_window, CHOICES, SHARES)


@settings(max_examples=40)
@given(selection=SELECTIONS, zoom=ZOOMS)
def test_symbols_and_tray_add_up_to_the_incidents_counted(shipped, english, selection, zoom):
    drawn = compose(shipped, selection, english, zoom=zoom)
    total = sum(s.count for s in drawn.symbols) + sum(entry.count for entry in drawn.tray)
    counts = count_shown(shipped, filter_dataset(shipped, selection), selection)
    assert total == counts.incidents
    assert all(symbol.count > 0 for symbol in drawn.symbols)


@settings(max_examples=25)
@given(selection=SELECTIONS, zoom=ZOOMS)
def test_a_window_changes_counts_and_neither_places_nor_keys_of_symbols(
    shipped, english, selection, zoom
):
    drawn = compose(shipped, selection, english, zoom=zoom)
    whole = compose(shipped, replace(selection, window=None), english, zoom=zoom)
    groups = {symbol.key: symbol for symbol in whole.symbols}
    assert len(groups) == len(whole.symbols)
    assert drawn.capped_at == whole.capped_at
    for symbol in drawn.symbols:
        group = groups[symbol.key]
        for part in ("longitude", "latitude", "hollow", "offset_px"):
            assert getattr(symbol, part) == getattr(group, part)
        most = dict(group.counts)
        assert all(count <= most[kind] for kind, count in symbol.counts)
        assert symbol.radius_px == symbol_radius_px(symbol.count, drawn.capped_at)


@settings(max_examples=25)
@given(selection=SELECTIONS, zoom=ZOOMS)
def test_a_symbol_counts_the_places_its_key_names_and_no_place_is_counted_twice(
    shipped, english, selection, zoom
):
    incidents = incidents_of(filter_dataset(shipped, selection).events)
    here = Counter(incidents.loc[incidents["geo_precision"] < 4, "place"])
    seen = []
    for symbol in compose(shipped, selection, english, zoom=zoom).symbols:
        places = numbers_in(symbol.key, shipped)
        assert sum(here[place] for place in places) == symbol.count
        seen += places
    assert len(seen) == len(set(seen))
    assert set(here) <= set(seen)


@pytest.mark.parametrize("zoom", range(4, 13))
def test_no_two_symbols_of_a_kind_overlap_at_their_places(shipped, english, zoom):
    symbols = compose(shipped, MapSelection(), english, zoom=zoom).symbols
    for is_hollow in (False, True):
        alike = [symbol for symbol in symbols if symbol.hollow == is_hollow]
        x, y = to_pixels(*(np.array([getattr(s, name) for s in alike])
                           for name in ("longitude", "latitude")), zoom)  # fmt: skip
        radii = np.array([symbol.radius_px for symbol in alike])
        distances = np.hypot(x[:, None] - x, y[:, None] - y) + np.diag(np.full(len(x), np.inf))
        assert (distances >= radii[:, None] + radii - 1e-6).all()


def test_nearer_symbols_part(shipped, english):
    counts = [len(compose(shipped, MapSelection(), english, zoom=z).symbols) for z in (4, 7, 10)]
    assert counts == sorted(counts)
    assert 2 * counts[0] < counts[-1]


def test_symbols_of_the_shipped_data_hold_what_a_loop_over_the_rows_finds(shipped, shipped_map):
    reports = {"moved", "handed_over", "held", "proof_of_life", "returned"}
    seen, places, tray = set(), Counter(), Counter()
    for row in shipped.events.to_dict("records"):
        real = row["joint_id"] or row["event_id"]
        if row["hostage_stage"] in reports or real in seen:
            continue
        seen.add(real)
        if row["geo_precision"] == 4:
            is_said = row["location"].endswith("(statement)")
            tray[row["country"] + ":statements" * is_said] += 1
        else:
            places[row["place"]] += 1
    assert sum(symbol.count for symbol in shipped_map.symbols) == sum(places.values())
    for symbol in shipped_map.symbols:
        members = numbers_in(symbol.key, shipped)
        assert symbol.count == sum(places[number] for number in members), symbol.key
    assert {entry.key: entry.count for entry in shipped_map.tray if entry.count} == {
        f"tray:{country}": count for country, count in tray.items()
    }
    reported = [
        row
        for row in shipped.events.to_dict("records")
        if row["hostage_stage"] in reports and row["geo_precision"] == 4
    ]
    assert sum(entry.reports for entry in shipped_map.tray) == len(reported)

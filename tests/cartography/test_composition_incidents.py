"""Incidents as symbols by place, shaded areas where they may be, and the tray."""

from collections import Counter
from datetime import date

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_dataset, make_events

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown
from sahel_geo.cartography.composition.incidents import compose_incidents, somewhere_words
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import WGS84
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Confidence, EventType, Language, LayerFile

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


def draw(*rows, selection=None, language=Language.ENGLISH):
    dataset = make_dataset(events=make_events(*rows), layers={LayerFile.ADMIN1: REGIONS})
    shown = filter_dataset(dataset, selection or MapSelection())
    return compose_incidents(shown, Translator(language), AreaFinder.of(shown))


def test_incidents_at_one_place_are_one_symbol_whose_first_type_is_the_most_frequent():
    drawn = draw({"event_type": "Riots"}, {"event_type": "Battles"}, {"event_type": "Riots"})
    (symbol,) = drawn.symbols
    assert symbol.counts == ((EventType.RIOTS, 2), (EventType.BATTLES, 1))
    assert (symbol.count, symbol.longitude, symbol.latitude) == (3, 7.39, 18.74)
    assert symbol.name == "Arlit: 3 incidents"


def test_types_as_frequent_as_each_other_stand_in_the_order_of_the_legend():
    (symbol,) = draw({"event_type": "Riots"}, {"event_type": "Battles"}).symbols
    assert [kind for kind, _ in symbol.counts] == [EventType.BATTLES, EventType.RIOTS]


def test_an_exact_and_a_rough_place_at_one_point_are_two_symbols():
    drawn = draw(
        {}, {"geo_precision": 2}, {"geo_precision": 3, "country": "MLI", "admin1": "Kidal"}
    )
    assert sorted(symbol.hollow for symbol in drawn.symbols) == [False, True, True]
    assert len({symbol.key for symbol in drawn.symbols}) == 3


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


DAYS = st.dates(date(2003, 1, 1), date(2026, 3, 1))
SELECTIONS = st.builds(
    MapSelection,
    period=st.none() | st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days))),
    countries=some(["MLI", "NER", "BFA", "DZA", "MRT"]),
    event_types=some(EventType),
    confidence=some(Confidence),
    hostage_only=st.booleans(),
    text=st.sampled_from(["", "", "gao", "uranium", "no such word"]),
)


@settings(max_examples=25)
@given(selection=SELECTIONS)
def test_symbols_and_tray_add_up_to_the_incidents_counted(shipped, english, selection):
    shown = filter_dataset(shipped, selection)
    drawn = compose_incidents(shown, english, AreaFinder.of(shown))
    total = sum(s.count for s in drawn.symbols) + sum(entry.count for entry in drawn.tray)
    assert total == count_shown(shipped, shown, selection).incidents


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
            places[row["longitude"], row["latitude"], row["geo_precision"] > 1] += 1
    drawn = Counter()
    for symbol in shipped_map.symbols:
        drawn[symbol.longitude, symbol.latitude, symbol.hollow] += symbol.count
    assert drawn == places
    assert {entry.key: entry.count for entry in shipped_map.tray if entry.count} == {
        f"tray:{country}": count for country, count in tray.items()
    }
    reported = [
        row
        for row in shipped.events.to_dict("records")
        if row["hostage_stage"] in reports and row["geo_precision"] == 4
    ]
    assert sum(entry.reports for entry in shipped_map.tray) == len(reported)

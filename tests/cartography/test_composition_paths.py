"""Hostage movements as they are drawn."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_areas, make_cases, make_dataset, make_document, make_events
from pyproj import Geod

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.cartography.composition.paths import compose_cases, fade_end, number_words
from sahel_geo.cartography.symbology import CASE_COLORS, PATH_COLOR
from sahel_geo.model.extent import WGS84
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language, LayerFile, LayerName

DRAWN = frozenset({LayerName.PATHS, LayerName.INCIDENTS})
"""Without the base map composing is quick."""

MALI = make_areas(("MLI", -12, 10, 4, 25))


def draw(*rows, language=Language.ENGLISH, layers=None, **choices):
    """Draw the path of the case `arlit` from its steps, each on a day of its own."""
    cases = make_cases({"name": "Arlit seven", "name_fr": "Les sept d'Arlit"})
    events = make_events(
        *(
            STEP | {"event_date": f"2011-01-{day:02}"} | row
            for day, row in enumerate(rows, start=1)
        ),
        cases=cases,
    )
    dataset = make_dataset(events=events, cases=cases, layers=layers)
    selection = MapSelection(language=language, cases=("arlit",), **choices)
    (path,) = make_document(dataset, selection).paths
    return path


def at(longitude, **changes):
    return {"longitude": longitude} | changes


def test_steps_at_one_place_share_one_mark():
    path = draw(at(1.0), at(2.0), at(1.0), at(1.0))
    assert [(mark.numbers, mark.longitude) for mark in path.steps] == [("1, 3–4", 1.0), ("2", 2.0)]


def test_a_mark_is_hollow_only_when_every_report_of_the_place_is_rough():
    path = draw(at(1.0, geo_precision=2), at(2.0, geo_precision=3), at(1.0))
    assert [mark.hollow for mark in path.steps] == [False, True]


def test_steps_of_undisclosed_place_have_no_mark():
    path = draw(at(1.0), at(9.0, geo_precision=4), at(2.0))
    assert [mark.numbers for mark in path.steps] == ["1", "3"]
    (leg,) = path.legs
    assert leg.points == ((1.0, 18.74), (2.0, 18.74))
    assert not leg.certain
    assert leg.key == "leg:arlit:1,2,3"


def test_a_fade_leaves_the_last_known_place_towards_the_area_and_says_where():
    path = draw(
        at(1.0), at(2.0, geo_precision=4, country="MLI", admin1=""),
        layers={LayerFile.COUNTRIES: MALI.assign(role="focus", label_lon=0.0, label_lat=15.0)},
    )  # fmt: skip
    (fade,) = path.fades
    assert fade.points[0] == (1.0, 18.74)
    assert fade.points[1] != (2.0, 18.74)
    assert fade.words == "somewhere in MLI"
    assert [footprint.area.bounds for footprint in path.footprints] == [(-12, 10, 4, 25)]
    assert path.legs == ()


def test_a_case_of_which_no_place_is_known_is_only_a_shaded_area():
    layers = {LayerFile.COUNTRIES: MALI.assign(role="focus", label_lon=0.0, label_lat=15.0)}
    path = draw(at(2.0, geo_precision=4, country="MLI", admin1=""), layers=layers)
    assert (path.legs, path.steps, path.fades) == ((), (), ())
    assert [footprint.area.bounds for footprint in path.footprints] == [(-12, 10, 4, 25)]


def test_a_case_of_which_nothing_can_be_drawn_has_no_path():
    events = make_events(STEP | {"geo_precision": 4})
    document = make_document(make_dataset(events=events), MapSelection(layers=DRAWN))
    assert document.paths == ()


def test_among_many_cases_one_of_which_no_place_is_known_draws_nothing():
    layers = {LayerFile.COUNTRIES: MALI.assign(role="focus", label_lon=0.0, label_lat=15.0)}
    known = [STEP | {"case_id": f"case-{number}"} for number in range(4)]
    events = make_events(*known, STEP | {"geo_precision": 4, "country": "MLI", "admin1": ""})
    document = make_document(make_dataset(events=events, layers=layers), MapSelection(layers=DRAWN))
    *known_paths, path = document.paths
    assert [path.case_id for path in known_paths] == [f"case-{number}" for number in range(4)]
    assert path.case_id == "arlit"
    assert not any((path.legs, path.steps, path.tails, path.fades, path.footprints))


def reaches_on(last, *rows):
    """Give the keys of the legs whose reach is drawn when the window ends on a day of 2011."""
    window = Period(date(2011, 1, 1), date(2011, 1, last))
    return [reach.key for reach in draw(*rows, window=window).reaches]


def test_a_window_that_ends_between_two_reports_shows_what_was_within_reach():
    rows = (at(1.0), at(2.0, event_date="2011-01-04"), at(3.0, event_date="2011-01-20"))
    shown = {day: reaches_on(day, *rows) for day in (1, 2, 4, 5)}
    between = ["leg:arlit:1,2"]
    assert shown == {1: [], 2: between, 4: between, 5: []}  # two weeks on would be anywhere


def test_what_is_within_reach_of_an_undisclosed_place_is_not_drawn():
    assert reaches_on(2, at(1.0), at(9.0, geo_precision=4)) == []


def test_without_a_map_of_countries_there_is_nothing_to_fade_into():
    path = draw(at(1.0), at(2.0, geo_precision=4))
    assert (path.fades, path.footprints) == ((), ())
    assert len(path.steps) == 1


def test_what_lies_outside_the_period_is_faint():
    rows = (at(1.0), at(2.0), at(3.0), at(4.0))
    path = draw(*rows, period=Period(date(2011, 1, 3), date(2011, 2, 1)))
    assert [mark.faint for mark in path.steps] == [True, True, False, False]
    assert [leg.part for leg in path.legs] == [None, (0.5, 1.0), (0.0, 1.0)]
    assert [leg.faint for leg in path.legs] == [True, False, False]


def test_a_window_inside_the_period_decides_what_is_faint():
    rows = (at(1.0), at(2.0), at(3.0), at(4.0))
    period, window = (
        Period(date(2011, 1, 1), date(2011, 2, 1)), Period(date(2011, 1, 3), date(2011, 1, 20)),
    )  # fmt: skip
    assert draw(*rows, period=period, window=window) == draw(*rows, period=window)
    assert draw(*rows, period=period, window=window) != draw(*rows, period=period)


def test_a_leg_that_spans_the_whole_period_is_not_faint():
    path = draw(
        at(1.0, event_date="2011-01-01"),
        at(2.0, event_date="2011-12-01"),
        period=Period(date(2011, 6, 1), date(2011, 6, 30)),
    )
    (leg,) = path.legs
    assert leg.part == (151 / 335, 181 / 335)
    assert not leg.faint
    assert [mark.faint for mark in path.steps] == [True, True]


def test_the_way_home_is_drawn_apart_from_the_path():
    path = draw(at(1.0), at(2.0, hostage_stage="released"), at(3.0, hostage_stage="returned"))
    assert [tail.points for tail in path.tails] == [((2.0, 18.74), (3.0, 18.74))]
    assert [leg.points for leg in path.legs] == [((1.0, 18.74), (2.0, 18.74))]
    assert [mark.numbers for mark in path.steps] == ["1", "2"]


def test_rough_places_of_a_path_are_shaded_once_each():
    path = draw(at(1.0, geo_precision=2), at(2.0), at(1.0, geo_precision=2))
    assert len(path.footprints) == 1
    assert path.footprints[0].area.contains(shapely.Point(1.2, 18.74))


def test_steps_of_unknown_regions_shade_each_the_region_under_its_point():
    regions = gpd.GeoDataFrame(
        {
            "admin1_id": ["MLI-8", "MLI-7"],
            "country": "MLI",
            "name": ["Kidal", "Gao"],
            "name_fr": ["Kidal", "Gao"],
            "label_lon": 0.0,
            "label_lat": 20.0,
        },
        geometry=[shapely.box(0, 18, 4, 21), shapely.box(-2, 15, 0, 21)],
        crs=WGS84,
    )
    rough = {"geo_precision": 3, "country": "MLI", "admin1": "Unspecified"}
    path = draw(
        at(1.0, **rough), at(-1.0, **rough), at(2.0, **rough), layers={LayerFile.ADMIN1: regions}
    )
    assert [footprint.area for footprint in path.footprints] == list(regions.geometry)


def test_a_path_speaks_the_reader_s_language():
    path = draw(at(1.0), at(2.0), language=Language.FRENCH)
    assert path.name == "Les sept d'Arlit"
    assert path.legs[0].words == "1 jour, 110 km"
    assert "signalement 1" in path.steps[0].name


def test_a_leg_says_how_many_days_and_kilometres_lie_between():
    near = draw(at(1.0), at(1.2, event_date="2011-01-06"))
    far = draw(at(1.0), at(5.0, event_date="2011-01-06", time_precision=2))
    same_day = draw(at(1.0), at(1.2, event_date="2011-01-01"))
    assert near.legs[0].words == "5 days, 21 km"
    assert far.legs[0].words == "2 to 8 days, 420 km"
    assert same_day.legs[0].words == "same day, 21 km"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([1], "1"), ([1, 2], "1–2"), ([7, 3], "3, 7"), ([2, 3, 4, 9], "2–4, 9"), ([], "")],
)
def test_numbers_of_steps_are_written_shortly(numbers, words):
    assert number_words(numbers) == words


@given(st.sets(st.integers(1, 60), max_size=20))
def test_numbers_written_shortly_are_still_those_numbers(numbers):
    read = set()
    for run in filter(None, number_words(sorted(numbers)).split(", ")):
        first, _, last = run.partition("–")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == numbers


@given(st.floats(-10, 20), st.floats(10, 30))
def test_a_fade_is_long_enough_to_be_seen_and_ends_at_no_known_place(longitude, latitude):
    area = shapely.box(0, 15, 4, 20)
    end = fade_end((longitude, latitude), area)
    kilometres = Geod(ellps="WGS84").inv(longitude, latitude, *end)[2] / 1000
    assert 59.9 <= kilometres <= 140.1


def test_up_to_six_cases_have_a_colour_each_and_more_share_one(shipped):
    cases = tuple(shipped.cases.index)
    six = make_document(shipped, MapSelection(cases=cases[:6], layers=DRAWN)).paths
    assert tuple(path.color for path in six) == CASE_COLORS
    seven = make_document(shipped, MapSelection(cases=cases[:7], layers=DRAWN)).paths
    assert {path.color for path in seven} == {PATH_COLOR}


def test_up_to_four_cases_are_numbered(shipped):
    cases = tuple(shipped.cases.index)
    four = make_document(shipped, MapSelection(cases=cases[:4], layers=DRAWN)).paths
    assert all(mark.numbers for path in four for mark in path.steps)
    five = make_document(shipped, MapSelection(cases=cases[:5], layers=DRAWN)).paths
    assert not any(mark.numbers for path in five for mark in path.steps)
    assert not any(fade.words for path in five for fade in path.fades)


def coordinates_of(document):
    """Give every point of everything that is drawn of events and cases."""
    points = [(symbol.longitude, symbol.latitude) for symbol in document.symbols]
    areas = list(document.footprints)
    for path in document.paths:
        points += [(mark.longitude, mark.latitude) for mark in path.steps]
        lines = (*path.legs, *path.tails, *path.fades)
        points += [point for line in lines for point in line.points]
        areas += path.footprints
    points += [(x, y) for area in areas for x, y, *_ in shapely.get_coordinates(area.area).tolist()]
    return {(round(longitude, 4), round(latitude, 4)) for longitude, latitude in points}


def test_no_label_point_of_an_undisclosed_place_is_drawn_for_any_case(shipped, shipped_map):
    events = shipped.events
    undisclosed = events.loc[events["geo_precision"] == 4]
    known = events.loc[events["geo_precision"] < 4]
    label_points = set(zip(undisclosed["longitude"], undisclosed["latitude"], strict=True))
    label_points -= set(zip(known["longitude"], known["latitude"], strict=True))
    assert len(label_points) > 10
    assert not label_points & coordinates_of(shipped_map)
    cases = tuple(shipped.cases.index)
    for start in range(0, len(cases), 4):  # four at a time are numbered and shaded
        document = make_document(
            shipped, MapSelection(cases=cases[start : start + 4], layers=DRAWN)
        )
        assert not label_points & coordinates_of(document), cases[start : start + 4]


def test_the_path_of_the_seven_of_arlit_runs_from_arlit_to_the_timetrine_and_the_adrar(shipped):
    (path,) = make_document(shipped, MapSelection(cases=("arlit-2010",), layers=DRAWN)).paths
    marks = {mark.numbers: (mark.longitude, mark.latitude) for mark in path.steps}
    assert marks["1"] == (7.3853, 18.7369)  # Arlit
    assert marks["6–7, 13"] == (-0.5822, 19.3325)  # Timetrine, also in 2011
    assert marks["14–16, 18"] == (1.23, 19.86)  # the Adrar
    assert marks["10"] == (4.6, 18.95)  # three freed where the borders meet
    assert marks["22–23"] == (0.6011, 18.04)  # Anéfis, where the last four were freed
    assert len(path.legs) == 11
    assert {tail.points for tail in path.tails} == {
        ((4.6, 18.95), (2.1098, 13.5137)),
        ((0.6011, 18.04), (2.1836, 13.4815)),
    }
    assert path.fades == ()  # the two who were taken apart in 2013 are freed with the others


def test_in_autumn_2010_only_the_first_months_of_arlit_are_not_faint(shipped):
    autumn = Period(date(2010, 9, 1), date(2010, 10, 31))
    selection = MapSelection(countries=("NER", "MLI"), period=autumn, layers=DRAWN)
    paths = {path.case_id: path for path in make_document(shipped, selection).paths}
    arlit = paths["arlit-2010"]
    assert [leg.faint for leg in arlit.legs][:3] == [False, False, False]
    assert arlit.legs[-2].faint


def test_a_mark_is_the_last_known_place_while_people_are_held():
    rows = (at(1.0), at(2.0), at(2.5, hostage_stage="released"))

    def last_known(day):
        path = draw(*rows, period=Period(date(2010, 12, 1), date(2011, 1, day)))
        return [mark.longitude for mark in path.steps if mark.is_last_known]

    assert [last_known(day) for day in (1, 2, 3, 20)] == [[1.0], [2.0], [], []]


def test_a_case_that_is_over_leaves_no_last_known_place():
    over = {"resolved": "yes", "ended_on": "2011-01-10", "unaccounted": 0, "released": 7}
    cases = make_cases(over)
    events = make_events(STEP | at(1.0, event_date="2011-01-02"), cases=cases)
    dataset = make_dataset(events=events, cases=cases)
    marks = [
        make_document(dataset, MapSelection(cases=("arlit",), period=Period(day, day)))
        .paths[0].steps[0].is_last_known
        for day in (date(2011, 1, 9), date(2011, 1, 10))
    ]  # fmt: skip
    assert marks == [True, False]


def test_cases_at_all_times_do_not_depend_on_the_days_chosen(shipped, english):
    areas = AreaFinder.of(shipped)
    chosen = MapSelection(countries=("MLI",), period=Period(date(2012, 1, 1), date(2012, 1, 31)))
    written = [
        compose_cases(filter_dataset(shipped, selection.timeless), (), english, areas)
        for selection in (chosen, replace(chosen, period=None))
    ]
    assert written[0] == written[1]
    assert len(written[0]) > 10

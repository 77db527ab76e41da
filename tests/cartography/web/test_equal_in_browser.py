"""The browser and Python say the same of the shipped data: symbols, tray, paths, sites, legend."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown
from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.document import MarkerLayer
from sahel_geo.cartography.moving import paths_in
from sahel_geo.cartography.web.jsontext import write_day, write_days
from sahel_geo.cartography.web.messages import read_message
from sahel_geo.cartography.web.webmap import TimeCommand, ViewCommand
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection, MapView
from sahel_geo.model.vocabulary import EventType, Language, LayerName
from tests.cartography.web.handmade_map import DATA_FOLDER, MENAKA
from tests.cartography.web.map_files import MADE_ON, moving_cases

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DATA_FOLDER / "geo").is_dir(), reason="needs the base layers"),
]

WAR = Period(date(2012, 1, 1), date(2013, 12, 31))
AUTUMN = Period(date(2010, 9, 1), date(2010, 10, 31))
SELECTIONS = {
    "everything": MapSelection(),
    "in French": MapSelection(language=Language.FRENCH, period=WAR),
    "autumn 2010": MapSelection(countries=("MLI", "NER"), period=AUTUMN),
    "Arlit": MapSelection(cases=("arlit-2010",)),
    "battles": MapSelection(event_types=(EventType.BATTLES,), countries=("MLI",)),
    "hostages": MapSelection(hostage_only=True),
}  # fmt: skip


def draw_windows(period, count, seed=7):
    """Draw windows of all lengths inside a period: a day, all of it, and others."""
    drawn = random.Random(seed)
    windows = [period, Period(period.start, period.start), Period(period.end, period.end)]
    for _ in range(count):
        days = sorted(drawn.randrange(period.days) for _ in range(2))
        if drawn.random() < 0.5:
            days[1] = min(days[0] + drawn.randrange(60), period.days - 1)
        windows.append(Period(*(period.start + timedelta(day) for day in days)))
    return windows


def compose(dataset, selection, **options):
    return compose_map(
        dataset,
        selection,
        Translator(selection.language, dataset.terms),
        made_on=MADE_ON,
        **options,
    )


def set_zoom(shown_map, zoom):
    shown_map.page.evaluate(f"shownMap.setView([15.5, 2], {zoom}, {{animate: false}})")


# -- symbols and tray --------------------------------------------------------------------------


@pytest.mark.parametrize("name", SELECTIONS)
def test_symbols_and_tray_of_any_window_and_zoom_are_those_of_the_picture(shown_map, shipped, name):
    selection = SELECTIONS[name]
    bare = replace(shipped, layers={key: shipped.layers[key] for key in ("countries", "admin1")})
    shown_map.show(bare, selection)
    period = selection.period or shipped.period
    windows = draw_windows(period, 6)
    for zoom, window in zip((4, 5, 5.75, 6.5, 7.25, 8, 9.5, 11, 12), windows, strict=True):
        set_zoom(shown_map, zoom)
        shown_map.draw_window(*write_days(window))
        state = shown_map.state
        chosen = replace(selection, window=window)
        document = compose(bare, chosen, zoom=zoom)
        drawn = {
            s["key"]: (s["count"], s["certain"] == 0, s["hollow"], s["name"], round(s["r"], 6))
            for s in state["symbols"]
        }
        assert drawn == {
            s.key: (s.count, s.possible_only, s.hollow, s.name, round(s.radius_px, 6))
            for s in document.symbols
        }
        mixes = {s["key"]: {kind: count for count, kind in s["mix"]} for s in state["symbols"]}
        kinds = list(EventType)
        assert mixes == {
            s.key: {kinds.index(kind): count for kind, count in s.counts} for s in document.symbols
        }
        assert [(t["key"], t["count"], t["reports"], t["words"]) for t in state["tray"]] == [
            (t.key, t.count, t.reports, t.words) for t in document.tray
        ]
        counts = count_shown(bare, filter_dataset(bare, chosen), chosen)
        assert state["counts"] == {
            "certain": counts.incidents_certain, "possible": counts.incidents_possible,
        }  # fmt: skip
        total = sum(s["count"] for s in state["symbols"]) + sum(t["count"] for t in state["tray"])
        assert total == counts.incidents


def test_symbols_stand_where_the_picture_has_them(shown_map, shipped):
    bare = replace(shipped, layers={})
    shown_map.show(bare, MapSelection(layers=frozenset({LayerName.INCIDENTS})))
    for zoom in (5, 8.25):
        set_zoom(shown_map, zoom)
        found = {symbol["key"]: symbol["at"] for symbol in shown_map.state["symbols"]}
        document = compose(bare, MapSelection(), zoom=zoom)
        for symbol in document.symbols[::7]:
            x, y = shown_map.pixel_of(symbol.longitude, symbol.latitude)
            expected = (x + symbol.offset_px[0], y + symbol.offset_px[1])
            # Leaflet rounds points of the container to whole pixels
            assert found[symbol.key] == pytest.approx(expected, abs=1)


# -- paths -------------------------------------------------------------------------------------

MOVING = """([cases, look, period, windows]) => {
    const toSpan = ([first, last]) => ({ first, last });
    const { casesIn, partIn, isHeldOn, meets } = sahelAtlas.moving;
    return windows.map(toSpan).map((span) => casesIn(cases, toSpan(period), span, look).map(
        ({ case: item, color, numbered }) => ({
            id: item.case_id, color, numbered,
            parts: item.legs.map((leg) => partIn(leg.days, span)),
            faintLines: [...item.tails, ...item.fades].map((line) => !meets(line.days, span)),
            faintSteps: item.steps.map((step) => !step.days.some((days) => meets(days, span))),
            lastKnown: item.steps.map((step) => isHeldOn(step.stays, span.last)),
        })));
}"""


def describe_path(path, cases):
    (case,) = [case for case in cases if case.case_id == path.case_id]
    drawn = path.footprints or path.fades or any(mark.numbers for mark in path.steps)
    numbered = bool(drawn) and (path.footprints == case.footprints)
    return {
        "id": path.case_id,
        "color": path.color,
        "numbered": numbered,
        "parts": [None if leg.part is None else list(leg.part) for leg in path.legs],
        "faintLines": [line.faint for line in (*path.tails, *path.fades)],
        "faintSteps": [mark.faint for mark in path.steps],
        "lastKnown": [mark.is_last_known for mark in path.steps],
    }


def without_numbering(described):
    return [{key: value for key, value in one.items() if key != "numbered"} for one in described]


def flat_parts(described):
    parts = [part for one in described for part in one.pop("parts")]
    return [edge for part in parts for edge in (part or (-1, -1))]


@pytest.mark.parametrize("name", SELECTIONS)
def test_cases_of_any_window_are_those_of_the_picture(shown_map, shipped, name):
    selection = SELECTIONS[name]
    bare = replace(shipped, layers={key: shipped.layers[key] for key in ("countries", "admin1")})
    update = shown_map.show(bare, selection)
    cases = moving_cases(bare, selection)
    period = selection.period or shipped.period
    windows = draw_windows(period, 60)
    files = [
        shown_map.page.evaluate("(url) => fetch(url).then((file) => file.json())", url)
        for url in (update.files.cases, update.files.context)
    ]
    arguments = [
        files[0]["cases"], files[1]["styles"]["path"], write_days(period),
        [write_days(window) for window in windows],
    ]  # fmt: skip
    answers = shown_map.page.evaluate(MOVING, arguments)
    for window, answer in zip(windows, answers, strict=True):
        paths = paths_in(cases, period, window)
        expected = [describe_path(path, cases) for path in paths]
        numbered = {one["numbered"] for one in answer}
        assert numbered <= {len(paths) <= 4}
        told, expected = without_numbering(answer), without_numbering(expected)
        assert flat_parts(told) == pytest.approx(flat_parts(expected), abs=1e-9)
        assert told == expected


def test_what_is_within_reach_in_a_window_is_that_of_the_picture(shown_map, shipped):
    selection = SELECTIONS["Arlit"]
    shown_map.show(shipped, selection)
    cases = moving_cases(shipped, selection)
    asked = set()
    for day in range(40):
        window = Period(date(2010, 9, 1), date(2010, 9, 1) + timedelta(day))
        shown_map.draw_window(*write_days(window))
        (path,) = paths_in(cases, shipped.period, window)
        assert shown_map.state["reaches"] == [reach.key for reach in path.reaches]
        asked |= {reach.key for reach in path.reaches}
    assert asked == {"leg:arlit-2010:1,2", "leg:arlit-2010:7,8"}


def test_what_is_drawn_of_a_case_follows_the_window(shown_map, shipped):
    selection = SELECTIONS["Arlit"]
    shown_map.show(shipped, selection)
    cases = moving_cases(shipped, selection)
    for window in draw_windows(Period(date(2010, 9, 1), date(2013, 12, 31)), 12):
        shown_map.draw_window(*write_days(window))
        state = shown_map.state
        (path,) = paths_in(cases, shipped.period, window)
        parts = {leg["key"]: leg["part"] for leg in state["legs"]}
        assert set(parts) == {leg.key for leg in path.legs}
        for leg in path.legs:
            assert parts[leg.key] == (None if leg.part is None else pytest.approx(list(leg.part)))
        marks = {
            step["key"]: (step["numbers"], step["faint"], step["isLastKnown"], step["color"])
            for step in state["steps"]
        }
        assert marks == {
            mark.key: (mark.numbers, mark.faint, mark.is_last_known, mark.color)
            for mark in path.steps
        }


# -- mining sites by year ----------------------------------------------------------------------


@pytest.mark.parametrize("is_by_year", [False, True])
def test_sites_of_any_window_are_those_of_the_picture(shown_map, shipped, is_by_year):
    layers = frozenset({LayerName.MINING_SITES})
    selection = MapSelection(layers=layers, sites_by_year=is_by_year)
    shown_map.show(shipped, selection)
    for window in draw_windows(shipped.period, 8):
        shown_map.draw_window(*write_days(window))
        document = compose(shipped, replace(selection, window=window))
        (layer,) = [one for one in document.layers if isinstance(one, MarkerLayer)]
        found = [(m["key"], m["hollow"], m["faded"]) for m in shown_map.state["markers"]]
        assert found == [(m.key, m.hollow, m.faded) for m in layer.markers]


# -- legend ------------------------------------------------------------------------------------

VIEWS = {
    "the Sahel": MapView(2.0, 16.0, 5.0),
    "the Adrar": MapView(1.5, 19.0, 7.25),
    "Arlit": MapView(7.4, 18.7, 8.5),
    "Bamako": MapView(-8.0, 12.6, 9.0),
}
MOVING_TITLES = {
    Language.ENGLISH: ("Incidents", "Hostage movements"),
    Language.FRENCH: ("Incidents", "Déplacements d’otages"),
}


def legend_of(shown_map, titles):
    return {title: lines for title, lines in shown_map.legend if title in titles}


def whole_screen(shown_map):
    """Give what the map's frame shows, whether or not the timeline hides it."""
    return Extent(
        *shown_map.page.evaluate(
            "(b => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])(shownMap.getBounds())"
        )
    )


def seen_screen(shown_map):
    """Give what the map shows above its timeline, to the bit."""
    return Extent(
        *shown_map.page.evaluate(
            """() => {
                const size = shownMap.getSize();
                const frame = shownMap.getContainer().getBoundingClientRect();
                const foot = document.querySelector('.atlas-timeline').getBoundingClientRect();
                const [from, to] = [[0, 0], [size.x, foot.top - frame.top]].map(
                    (at) => shownMap.containerPointToLatLng(at));
                return [from.lng, to.lat, to.lng, from.lat];
            }"""
        )
    )


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", SELECTIONS)
def test_the_legend_of_what_moves_says_what_that_of_the_picture_says(
    shown_map, shipped, name, view
):
    selection = SELECTIONS[name]
    update = shown_map.show(shipped, selection, view=ViewCommand(1, VIEWS[view]))
    titles = MOVING_TITLES[selection.language]
    period = selection.period or shipped.period
    windows = [period, *draw_windows(period, 2, seed=len(name))[-2:]]
    for number, window in enumerate(windows, start=2):
        time = TimeCommand(number, period, window, is_cumulative=False)
        shown_map.send(replace(update, time=time))
        shown_map.page.wait_for_function(
            f"sahelAtlas.debug(shownMap).time.window.first === {write_day(window.start)}"
            " && sahelAtlas.debug(shownMap).isReady"
        )
        chosen = replace(selection, window=window)
        document = compose(shipped, chosen, extent=seen_screen(shown_map), zoom=VIEWS[view].zoom)
        expected = {
            group.title: [entry.words for entry in group.entries]
            for group in document.legend
            if group.title in titles
        }
        shading = words_about_shading(shipped, selection.language)
        assert without(legend_of(shown_map, titles), shading) == without(expected, shading), window


def words_about_shading(dataset, language):
    """
    Give the line that tells of shaded areas of incidents.

    The screen draws no disc smaller than its symbol, print does.
    """
    return {Translator(language, dataset.terms).text("legend.footprint")}


def without(legend, words):
    left = {title: [line for line in lines if line not in words] for title, lines in legend.items()}
    return {title: lines for title, lines in left.items() if lines}


def test_shading_out_of_sight_is_not_in_the_legend(shown_map, map_data):
    shown_map.show(map_data, view=ViewCommand(1, MapView(*MENAKA, 8)))
    assert (
        "Where an imprecise place may be (25 km, or the region)"
        in dict(shown_map.legend)["Incidents"]
    )
    shown_map.page.evaluate("shownMap.setView([12, 15], 8, {animate: false})")
    titles = MOVING_TITLES[Language.ENGLISH]
    assert legend_of(shown_map, titles) == {}


def test_the_legend_of_the_base_map_lists_every_layer_that_is_on(shown_map, shipped):
    layers = frozenset({LayerName.BORDERS, LayerName.WATER})
    shown_map.show(shipped, MapSelection(layers=layers))
    (base,) = shown_map.legend
    assert base[0] == "Base map"
    assert {"International boundary", "Regional boundary", "River"} == set(base[1])


def test_a_symbol_out_of_sight_is_not_in_the_legend(shown_map, map_data):
    shown_map.show(map_data, view=ViewCommand(1, MapView(2.1, 13.5, 9)))
    lines = dict(shown_map.legend)["Incidents"]
    assert {"Battles", "Protests"} <= set(lines)
    shown_map.page.evaluate("shownMap.setView([16, 3], 9, {animate: false})")
    lines = dict(shown_map.legend)["Incidents"]
    assert "Battles" in lines
    assert "Protests" not in lines
    assert any(line.startswith("Hollow") for line in lines)


def test_the_view_the_map_tells_is_that_above_the_timeline(shown_map, map_data):
    shown_map.show(map_data, view=ViewCommand(1, MapView(2.1, 13.5, 7)))
    shown_map.page.wait_for_timeout(500)
    told = read_message(shown_map.sent[-1]).extent
    whole = whole_screen(shown_map)
    assert told.north == pytest.approx(whole.north, abs=0.02)
    assert told.south > whole.south + 0.5

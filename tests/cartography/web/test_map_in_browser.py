"""The scripts at work in Chromium, on a page of their own with a stand-in for Streamlit."""

import math
import re
import threading
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import accumulate, combinations

import numpy as np
import pytest
from makers import STEP, make_cases, make_dataset, make_events
from PIL import Image
from pyproj import Geod

from sahel_geo.cartography.symbology import EVENT_COLORS
from sahel_geo.cartography.web.messages import read_message
from sahel_geo.cartography.web.webmap import TimeCommand, ViewCommand
from sahel_geo.model.extent import SAHEL
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection, MapView
from sahel_geo.model.vocabulary import FlowLevel, Language, LayerFile, LayerName
from tests.cartography.web.handmade_map import (
    ARLIT,
    ARLIT_KEY,
    AUTUMN,
    DATA_FOLDER,
    HOSTILE,
    IN_AUTUMN,
    IN_GUEZZAM_KEY,
    MENAKA,
    MENAKA_KEY,
    NIAMEY,
    NIAMEY_KEY,
    SITE_ID,
    TIMETRINE,
    at,
    make_map_data,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DATA_FOLDER / "geo").is_dir(), reason="needs the base layers"),
]

GROUND, MOVING = ".leaflet-atlas-ground-pane canvas", ".leaflet-atlas-moving-pane canvas"
SETTLED_MS = 500  # the map tells of a move after 250 ms of rest


def boxes_meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def find_overlaps(labels):
    return [
        (one["text"], other["text"])
        for one, other in combinations(labels, 2)
        if any(boxes_meet(a, b) for a in one["boxes"] for b in other["boxes"])
    ]


def count_colors(page, selector="canvas"):
    """Count the different colours of the first canvas that matches."""
    return page.evaluate(
        """(selector) => {
            const shown = document.querySelector(selector); // it may be a picture
            const canvas = document.createElement("canvas");
            Object.assign(canvas, { width: shown.width, height: shown.height });
            const context = canvas.getContext("2d");
            context.drawImage(shown, 0, 0);
            const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
            const seen = new Set();
            for (let i = 0; i < data.length; i += 404) {
                seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
            }
            return seen.size;
        }""",
        selector,
    )


def test_the_map_draws_without_any_outside_address(shown_map, map_data):
    shown_map.show(map_data)
    assert count_colors(shown_map.page, ".leaflet-atlas-base-pane canvas") > 50
    assert count_colors(shown_map.page, MOVING) > 5
    assert shown_map.outside == []
    assert shown_map.complaints == []
    served = [path for path in shown_map.server.requests if path not in shown_map.server.files]
    assert served == []


def test_every_base_layer_arrives(shown_map, map_data):
    shown_map.show(map_data)
    layers = {layer["asset"]: layer["features"] for layer in shown_map.state["layers"]}
    assert layers["countries.geojson"] > 20
    assert layers["tuareg_regions.geojson"] > 5
    assert layers["routes.geojson"] > 5


def test_a_browser_that_cannot_paint_beside_the_page_draws_the_same_map(shown_map, map_data):
    shown_map.show(map_data)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    usual = shown_map.page.screenshot()
    shown_map.page.add_init_script("delete window.OffscreenCanvas")
    shown_map.show(map_data)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert shown_map.page.evaluate("typeof OffscreenCanvas") == "undefined"
    assert share_of_other_pixels(usual, shown_map.page.screenshot()) < 0.001


def share_of_other_pixels(one, other):
    """Tell how much of two pictures differs by more than the eye could see."""
    pictures = (Image.open(BytesIO(png)).convert("RGB") for png in (one, other))
    first, second = (np.asarray(picture, dtype=np.int16) for picture in pictures)
    return float((np.abs(first - second).max(axis=2) > 16).mean())


def test_every_file_is_asked_for_once(shown_map, map_data):
    update = shown_map.show(map_data)
    shown_map.send(replace(update, time=replace(update.time, number=2, window=AUTUMN)))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    fetched = [path for path in shown_map.server.requests if path != "/favicon.ico"]
    assert len(fetched) == len(set(fetched))


# -- where captives can have been ---------------------------------------------------------------


def test_a_leg_that_is_picked_shows_what_was_within_reach_and_the_legend_says_so(
    shown_map, shipped
):
    view = ViewCommand(1, MapView(5, 18.5, 6))
    update = shown_map.show(shipped, MapSelection(cases=("arlit-2010",)), view=view)
    assert shown_map.state["reaches"] == []
    assert not any("within reach" in line for _, lines in shown_map.legend for line in lines)
    plain = count_colors(shown_map.page, GROUND)
    shown_map.send(replace(update, selected=("leg:arlit-2010:1,2",)))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert shown_map.state["reaches"] == ["leg:arlit-2010:1,2"]
    assert sum("within reach" in line for _, lines in shown_map.legend for line in lines) == 1
    assert count_colors(shown_map.page, GROUND) > plain
    shown_map.send(replace(update, selected=()))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert shown_map.state["reaches"] == []
    assert shown_map.complaints == []


# -- movements added up ------------------------------------------------------------------------


def test_flows_stand_alone_on_the_map_and_can_be_clicked(shown_map, shipped):
    view = ViewCommand(1, MapView(3, 19, 5.25))
    update = shown_map.show(shipped, MapSelection(flows=FlowLevel.COUNTRY), view=view)
    state = shown_map.state
    assert (state["symbols"], state["legs"], state["reaches"]) == ([], [], [])
    assert not shown_map.page.locator(".atlas-tray").is_visible()
    assert not shown_map.page.locator(".atlas-timeline").is_visible()
    assert {step["key"]: step["numbers"] for step in state["steps"]}["flow:country:NER>NER"] == "98"
    flow = next(flow for flow in state["flows"] if flow["key"] == "flow:country:DZA>MLI")
    title, lines = shown_map.legend[0]
    assert title == "Movements between areas"
    assert "1 person" in lines
    x, y = flow["points"][len(flow["points"]) // 3]
    shown_map.page.mouse.click(x, y)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert read_message(shown_map.sent[-1]).click.key == "flow:country:DZA>MLI"
    shown_map.send(replace(update, selected=("flow:country:DZA>MLI", "flow:country:NER>NER")))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert shown_map.state["picked"] == ["flow:country:NER>NER"]
    assert shown_map.complaints == []


# -- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize("zoom", [4, 5.25, 7, 9])
def test_no_label_lies_over_another(shown_map, shipped, zoom):
    crowd = [
        (f"Town number {n}", 2 + (n * 37 % 100) / 25, 13 + (n * 61 % 100) / 25) for n in range(120)
    ]
    shown_map.show(make_map_data(shipped, towns=crowd), view=ViewCommand(1, MapView(4, 15, zoom)))
    labels = shown_map.state["labels"]
    assert len(labels) > 4
    assert find_overlaps(labels) == []


@pytest.mark.parametrize(("language", "zoom"), [(Language.ENGLISH, 5), (Language.FRENCH, 7.5)])
def test_no_label_lies_over_another_on_the_shipped_data(shown_map, shipped, language, zoom):
    view = ViewCommand(1, MapView(1, 16.5, zoom))
    shown_map.show(shipped, MapSelection(language=language), view=view)
    labels = shown_map.state["labels"]
    assert len(labels) > 60
    assert find_overlaps(labels) == []


def test_a_town_of_two_tables_is_named_once(shown_map, shipped, niamey_view):
    twin = ("Niamey", NIAMEY[0] + 0.01, NIAMEY[1])
    shown_map.show(make_map_data(shipped, towns=[twin]), view=niamey_view)
    assert [label["text"] for label in shown_map.state["labels"]].count("Niamey") == 1


def test_words_at_the_end_of_a_lost_path_stand_free_of_the_step_marks(shown_map, map_data):
    shown_map.show(map_data, view=ViewCommand(1, MapView(1, 19, 6)))
    state = shown_map.state
    note = next(label for label in state["labels"] if label["kind"] == "note")
    assert len(state["steps"]) == 2
    for step in state["steps"]:
        (x, y), r = step["at"], step["r"]
        mark = (x - r, y - r, x + r, y + r)
        assert not any(boxes_meet(mark, box) for box in note["boxes"])


def make_there_and_back(shipped, count):
    """Make a case that goes to and fro between two places: each leg one day longer."""
    days = [FIRST_MARCH + timedelta(days) for days in accumulate(range(count + 1))]
    steps = [
        STEP | at((TIMETRINE, ARLIT)[number % 2], "There", event_date=day)
        for number, day in enumerate(days)
    ]
    cases = make_cases({})
    events = make_events(*steps, cases=cases)
    return make_dataset(
        events=events, cases=cases, layers=make_map_data(shipped).layers, terms=shipped.terms
    )


FIRST_MARCH = date(2011, 3, 1)
LATER = Period(date(2012, 1, 1), date(2012, 12, 31))


@pytest.mark.parametrize(
    ("count", "period", "written"),
    [(1, None, 1), (2, None, 2), (2, LATER, 0), (15, None, 0)],
)
def test_days_and_kilometres_stand_beside_legs_unless_faint_or_many(
    shown_map, shipped, count, period, written
):
    dataset = make_there_and_back(shipped, count)
    selection = MapSelection(cases=("arlit",), period=period)
    shown_map.show(dataset, selection, view=ViewCommand(1, MapView(4, 18, 6)))
    labels = shown_map.state["labels"]
    words = [label for label in labels if label["kind"] == "leg"]
    assert len(shown_map.state["legs"]) == count
    assert all(label["text"].endswith(" km") for label in words)
    assert len(words) == written
    assert find_overlaps(labels) == []


def test_legs_there_and_back_run_side_by_side_and_can_each_be_clicked(shown_map, shipped):
    shown_map.show(make_there_and_back(shipped, 2), view=ViewCommand(1, MapView(4, 19, 7)))
    there, back = shown_map.state["legs"]
    assert math.dist(there["ends"][0], back["ends"][1]) == pytest.approx(7)
    for leg in (there, back):
        (x0, y0), (x1, y1) = leg["ends"]
        shown_map.page.mouse.click((x0 + x1) / 2, (y0 + y1) / 2)
        assert shown_map.sent[-1]["key"] == leg["key"]


def test_a_name_stays_where_it_is_while_the_map_is_dragged(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=niamey_view)
    before = {label["text"]: label["at"] for label in shown_map.state["labels"]}
    shown_map.page.evaluate("shownMap.panBy([60, -40], {animate: false})")
    after = {label["text"]: label["at"] for label in shown_map.state["labels"]}
    assert set(before) == set(after)
    assert after["Niamey"] == pytest.approx([before["Niamey"][0] - 60, before["Niamey"][1] + 40])


def test_a_name_gives_way_to_a_symbol(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=niamey_view)
    state = shown_map.state
    symbol = next(item for item in state["symbols"] if item["key"] == NIAMEY_KEY)
    label = next(item for item in state["labels"] if item["text"] == "Niamey")
    assert abs(label["at"][0] - symbol["at"][0]) > symbol["r"]


def test_names_and_symbols_hold_still_while_time_plays(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=niamey_view)
    labels = {label["text"]: label["at"] for label in shown_map.state["labels"]}
    spots = {symbol["key"]: symbol["at"] for symbol in shown_map.state["symbols"]}
    for first in range(RAID - 20, RAID + 40, 7):
        shown_map.draw_window(first, first + 10)
        state = shown_map.state
        assert {label["text"]: label["at"] for label in state["labels"]} == labels
        assert {symbol["key"]: symbol["at"] for symbol in state["symbols"]}.items() <= spots.items()


RAID = (date(2010, 9, 16) - date(1970, 1, 1)).days


# -- clicks and hovering -----------------------------------------------------------------------


def test_a_click_on_a_symbol_tells_its_key_and_the_view(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=niamey_view)
    shown_map.page.mouse.click(*shown_map.point_of("symbols", NIAMEY_KEY))
    message = shown_map.sent[-1]
    assert (message["kind"], message["key"]) == ("click", NIAMEY_KEY)
    read = read_message(message)
    assert read is not None
    assert read.click is not None
    assert read.click.key == NIAMEY_KEY
    assert read.extent.contains(*NIAMEY)


def test_a_click_on_a_merged_symbol_tells_all_its_places(shown_map, shipped, niamey_view):
    dataset = make_map_data(shipped, at((NIAMEY[0] + 0.03, NIAMEY[1]), "Goudel"))
    shown_map.show(dataset, view=niamey_view)
    (merged,) = [s for s in shown_map.state["symbols"] if s["key"].startswith("places:")]
    assert merged["key"] == "places:0123456789ab:0,1"
    assert merged["name"] == "Niamey and 1 other place: 13 incidents"
    shown_map.page.mouse.click(*merged["at"])
    assert shown_map.sent[-1]["key"] == merged["key"]
    assert read_message(shown_map.sent[-1]).click.key == merged["key"]


def test_a_click_near_a_symbol_counts_for_a_finger(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=niamey_view)
    x, y = shown_map.point_of("symbols", NIAMEY_KEY)
    radius = next(s["r"] for s in shown_map.state["symbols"] if s["key"] == NIAMEY_KEY)
    below = y + radius + 8
    shown_map.page.mouse.click(x, below)
    shown_map.page.evaluate(
        """([x, y]) => {
            const target = document.elementFromPoint(x, y);
            const options = {bubbles: true, clientX: x, clientY: y, pointerType: "touch"};
            target.dispatchEvent(new PointerEvent("click", options));
        }""",
        [x, below],
    )
    keys = [message["key"] for message in shown_map.sent if message["kind"] == "click"]
    assert keys == [None, NIAMEY_KEY]


def test_a_click_on_the_empty_map_tells_no_key(shown_map, map_data):
    shown_map.show(map_data, view=ViewCommand(1, MapView(-8, 28, 6)))
    shown_map.page.mouse.click(500, 350)
    assert shown_map.sent[-1]["click"]["key"] is None


def test_a_step_and_a_symbol_at_one_spot_can_both_be_clicked(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=replace(niamey_view, view=MapView(*ARLIT, 7)))
    keys = set()
    for group, key in (("symbols", ARLIT_KEY), ("steps", "steps:arlit:1")):
        shown_map.page.mouse.click(*shown_map.point_of(group, key))
        keys.add(shown_map.sent[-1]["key"])
    assert keys == {ARLIT_KEY, "steps:arlit:1"}


@pytest.mark.parametrize(
    ("place", "zoom", "key"),
    [
        (TIMETRINE, 8, "steps:arlit:2,3,4"),
        (("site", SITE_ID), 11, f"site:{SITE_ID}"),
        ((3.93, 19.07), 8, "leg:arlit:1,2"),
        ((MENAKA[0] + 0.1, MENAKA[1] + 0.1), 8, MENAKA_KEY),
        ((4, 24.5), 8, "region:kel_ahaggar"),
    ],
)
def test_every_kind_of_thing_can_be_clicked(shown_map, map_data, place, zoom, key):
    if place[0] == "site":
        row = map_data.layers[LayerFile.MINING_SITES].iloc[0]
        place = (row["longitude"], row["latitude"])
    shown_map.show(map_data, view=ViewCommand(1, MapView(place[0], place[1], zoom)))
    shown_map.page.mouse.click(*shown_map.pixel_of(*place))
    assert shown_map.sent[-1]["key"] == key


def test_hovering_names_a_thing_as_plain_text(shown_map, shipped, niamey_view):
    beside = (NIAMEY[0] + 1, NIAMEY[1])
    shown_map.show(make_map_data(shipped, at(beside, HOSTILE)), view=niamey_view)
    shown_map.page.mouse.move(*shown_map.pixel_of(*beside))
    tip = shown_map.page.locator(".atlas-tip")
    tip.wait_for(state="visible")
    assert tip.text_content() == f"{HOSTILE}: 1 incident"
    assert tip.locator("b").count() == 0


def test_hovering_counts_what_the_window_holds(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=replace(niamey_view, view=MapView(*ARLIT, 9)))
    assert name_of(shown_map.state, ARLIT_KEY) == "Arlit: 3 incidents"
    shown_map.draw_window(RAID, RAID)
    assert name_of(shown_map.state, ARLIT_KEY) == "Arlit: 1 incident"


def name_of(state, key):
    return next(symbol["name"] for symbol in state["symbols"] if symbol["key"] == key)


def test_hostile_words_stay_words_in_every_panel(shown_map, shipped):
    row = at((1.0, 15.0), HOSTILE)
    dataset = make_map_data(shipped, row, towns=[(HOSTILE, 1.0, 15.0)], name=HOSTILE)
    dataset = replace(dataset, version=HOSTILE)
    view = ViewCommand(1, MapView(1.5, 16, 7))
    shown_map.show(dataset, MapSelection(cases=("arlit",)), selected=(HOSTILE,), view=view)
    page = shown_map.page
    assert page.locator("b").count() == 0
    assert HOSTILE in page.locator(".atlas-sources .atlas-panel-heading").text_content()
    assert HOSTILE in [line for _, lines in shown_map.legend for line in lines]
    assert HOSTILE in [label["text"] for label in shown_map.state["labels"]]
    assert shown_map.complaints == []


# -- what is counted ---------------------------------------------------------------------------


def test_symbols_count_by_type_and_tell_what_is_only_possible(shown_map, map_data):
    shown_map.show(map_data, IN_AUTUMN, view=ViewCommand(1, MapView(4, 17, 6)))
    found = {
        symbol["key"]: (symbol["mix"], symbol["certain"], symbol["hollow"])
        for symbol in shown_map.state["symbols"]
    }
    assert found == {
        NIAMEY_KEY: ([[8, 0], [4, 3]], 12, False),
        ARLIT_KEY: ([[2, 0], [1, 5]], 3, False),
        MENAKA_KEY: ([[2, 0]], 2, True),
        IN_GUEZZAM_KEY: ([[1, 0]], 0, False),
    }
    assert shown_map.state["counts"] == {"certain": 25, "possible": 1}


def test_the_tray_counts_what_the_window_holds_and_tells_its_key(shown_map, map_data):
    shown_map.show(map_data, IN_AUTUMN)
    tray = shown_map.page.locator(".atlas-tray-entry")
    assert tray.text_content() == "somewhere in Mali: 8 (and 1 report on captives)"
    tray.click()
    assert shown_map.sent[-1]["key"] == "tray:MLI"
    shown_map.draw_window(RAID + 20, RAID + 60)
    assert tray.text_content() == "somewhere in Mali: 0 (and 1 report on captives)"
    shown_map.draw_window(RAID - 12, RAID - 10)
    assert not tray.is_visible()


def test_a_tray_entry_picked_is_pressed(shown_map, map_data):
    update = shown_map.show(map_data)
    tray = shown_map.page.locator(".atlas-tray-entry")
    assert tray.get_attribute("aria-pressed") == "false"
    shown_map.send(replace(update, selected=("tray:MLI",)))
    shown_map.page.wait_for_function(
        "document.querySelector('.atlas-tray-entry').getAttribute('aria-pressed') === 'true'"
    )


@pytest.mark.parametrize("layers", [frozenset(), frozenset({LayerName.PATHS})])
def test_incidents_switched_off_are_neither_drawn_nor_in_the_tray(shown_map, map_data, layers):
    shown_map.show(map_data, MapSelection(layers=layers))
    state = shown_map.state
    assert state["symbols"] == []
    assert not shown_map.page.locator(".atlas-tray").is_visible()
    assert bool(state["steps"]) == (LayerName.PATHS in layers)


# -- where it looks ----------------------------------------------------------------------------


def test_the_first_message_tells_the_view(shown_map, map_data):
    shown_map.show(map_data)
    first = read_message(shown_map.sent[0])
    assert first is not None
    assert first.click is None
    shown_map.page.wait_for_timeout(SETTLED_MS)
    told = read_message(shown_map.sent[-1])
    assert told.command is None
    assert told.extent.west <= SAHEL.west
    assert told.extent.east >= SAHEL.east


def test_a_view_command_is_carried_out_once_and_told_as_such(shown_map, map_data, niamey_view):
    update = shown_map.show(map_data)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    sent_before = len(shown_map.sent)
    update = replace(update, view=niamey_view)
    shown_map.send(update)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    told = [read_message(message) for message in shown_map.sent[sent_before:]]
    assert [message.command for message in told] == [niamey_view.number]
    assert told[0].view == niamey_view.view

    shown_map.page.evaluate("shownMap.panBy([100, 0], {animate: false})")
    shown_map.send(replace(update, selected=(NIAMEY_KEY,)))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    moved = read_message(shown_map.sent[-1])
    assert moved.command is None
    assert moved.view.longitude > niamey_view.view.longitude + 0.1


def test_a_frame_built_anew_goes_back_to_where_the_reader_was(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=niamey_view)
    shown_map.page.evaluate("shownMap.panBy([200, 0], {animate: false})")
    shown_map.page.wait_for_timeout(SETTLED_MS)
    last = shown_map.sent[-1]
    shown_map.show(map_data, view=niamey_view)
    again = shown_map.sent[0]
    assert again["view"]["longitude"] == pytest.approx(last["view"]["longitude"], abs=0.01)
    assert again["seq"] > last["seq"]


def test_messages_are_numbered_upwards(shown_map, map_data):
    shown_map.show(map_data)
    for _ in range(3):
        shown_map.page.mouse.click(400, 350)
    numbers = [message["seq"] for message in shown_map.sent]
    assert numbers == sorted(set(numbers))


# -- the window --------------------------------------------------------------------------------


def window_of(shown_map):
    window = shown_map.state["time"]["window"]
    return window["first"], window["last"]


def test_a_window_set_by_python_moves_the_timeline_and_not_the_map(
    shown_map, map_data, niamey_view
):
    update = shown_map.show(map_data, IN_AUTUMN, view=niamey_view)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    sent = len(shown_map.sent)
    day = Period(date(2010, 9, 16), date(2010, 9, 16))
    shown_map.send(replace(update, time=TimeCommand(2, AUTUMN, day, is_cumulative=False)))
    shown_map.page.wait_for_function("sahelAtlas.debug(shownMap).counts.certain === 1")
    assert window_of(shown_map) == (RAID, RAID)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert len(shown_map.sent) == sent


def test_an_older_window_does_not_come_back(shown_map, map_data):
    update = shown_map.show(map_data, IN_AUTUMN)
    newer = Period(date(2010, 9, 16), date(2010, 9, 20))
    older = Period(date(2010, 10, 1), date(2010, 10, 2))
    for number, window in ((5, newer), (4, older), (5, older)):
        time = TimeCommand(number, AUTUMN, window, is_cumulative=False)
        shown_map.send(replace(update, time=time))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert window_of(shown_map) == (RAID, RAID + 4)


def test_a_new_period_is_taken_over_whatever_its_number(shown_map, map_data):
    update = shown_map.show(map_data, IN_AUTUMN)
    period = Period(date(2010, 9, 1), date(2010, 9, 30))
    shown_map.send(replace(update, time=TimeCommand(0, period, None, is_cumulative=False)))
    shown_map.page.wait_for_function(f"sahelAtlas.debug(shownMap).time.period[1] === {RAID + 14}")
    assert window_of(shown_map) == (RAID - 15, RAID + 14)


def test_a_window_moved_with_the_keys_is_told_once_at_rest_and_its_echo_changes_nothing(
    shown_map, map_data
):
    window = Period(date(2010, 9, 16), date(2010, 9, 20))
    selection = replace(IN_AUTUMN, window=window)
    update = shown_map.show(map_data, selection)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    sent = len(shown_map.sent)
    shown_map.page.locator(".atlas-timeline-window").press("ArrowRight")
    shown_map.page.wait_for_timeout(2 * SETTLED_MS)
    told = [message for message in shown_map.sent[sent:] if message["kind"] == "time"]
    assert len(told) == 1
    change = read_message(told[0]).time
    assert change.window is not None
    assert change.window.start > window.start
    assert change.window.days == window.days
    echo = TimeCommand(change.number, AUTUMN, window, is_cumulative=False)
    shown_map.send(replace(update, time=echo))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert window_of(shown_map)[0] == (change.window.start - date(1970, 1, 1)).days


# -- files that come late, or never ------------------------------------------------------------


def test_an_answer_that_comes_late_is_dropped(shown_map, map_data):
    shown_map.show(map_data)
    slow = shown_map.put_files(map_data, MapSelection(text="no such word"))
    path = slow.files.mask.removeprefix(shown_map.server.base_url)
    shown_map.server.delays[path] = threading.Event()
    shown_map.send(slow)
    shown_map.send(shown_map.put_files(map_data, MapSelection(text="Niamey")))
    shown_map.page.wait_for_function("sahelAtlas.debug(shownMap).symbols.length === 1")
    shown_map.server.delays[path].set()
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert [symbol["key"] for symbol in shown_map.state["symbols"]] == [NIAMEY_KEY]


@pytest.mark.parametrize("name", ["context", "places", "packed", "mask", "cases"])
def test_a_file_that_is_not_there_yet_is_asked_for_again(shown_map, map_data, name):
    shown_map.show(map_data)
    update = shown_map.put_files(map_data, MapSelection(text="Niamey"))
    url = getattr(update.files, name)
    path = url.removeprefix(shown_map.server.base_url)
    file = shown_map.server.files.pop(path)
    shown_map.send(update)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert not shown_map.state["isReady"]
    shown_map.server.files[path] = file
    shown_map.page.wait_for_function("sahelAtlas.debug(shownMap).isReady")
    assert len(shown_map.state["symbols"]) == 1
    assert not shown_map.page.locator(".atlas-notice").is_visible()


@pytest.mark.parametrize("name", ["context", "places", "packed", "mask", "cases"])
def test_a_file_that_cannot_be_fetched_gives_a_notice(shown_map, map_data, name):
    good = shown_map.show(map_data)
    gone = replace(good.files, **{name: f"{shown_map.server.base_url}/gone"})
    shown_map.send(replace(good, files=gone))
    notice = shown_map.page.locator(".atlas-notice")
    notice.wait_for(state="visible")
    assert notice.text_content() == good.notice
    assert shown_map.state["symbols"]
    shown_map.send(good)
    notice.wait_for(state="hidden")


def test_a_new_language_changes_the_words_and_not_the_view(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=niamey_view)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    sent = len(shown_map.sent)
    french = MapSelection(language=Language.FRENCH)
    shown_map.send(shown_map.put_files(map_data, french, view=niamey_view))
    shown_map.page.get_by_role("button", name="Mesurer une distance").wait_for()
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert len(shown_map.sent) == sent
    assert [title for title, _ in shown_map.legend][:2] == ["Incidents", "Déplacements d’otages"]
    assert shown_map.page.locator(".leaflet-container").get_attribute("lang") == "fr"


# -- measuring and the pointer -----------------------------------------------------------------


def test_measuring_gives_the_distance_on_the_ellipsoid(shown_map, map_data):
    shown_map.show(map_data, view=ViewCommand(1, MapView(4.5, 16, 6)))
    shown_map.page.get_by_role("button", name="Measure a distance").click()
    shown_map.page.mouse.click(*shown_map.pixel_of(*NIAMEY))
    shown_map.page.mouse.click(*shown_map.pixel_of(*ARLIT))
    expected_km = Geod(ellps="WGS84").inv(*NIAMEY, *ARLIT)[2] / 1000
    words = shown_map.page.locator(".atlas-measure").text_content()
    shown_km = float(re.sub(r"[^\d.]", "", words))
    assert shown_km == pytest.approx(expected_km, rel=0.005)
    clicks = [message for message in shown_map.sent if message["kind"] == "click"]
    assert clicks == []

    shown_map.page.keyboard.press("Escape")
    shown_map.page.mouse.click(500, 600)
    assert shown_map.state["metres"] == pytest.approx(expected_km * 1000, rel=0.005)
    shown_map.page.keyboard.press("Escape")
    assert shown_map.state["metres"] == 0


def test_measuring_works_with_the_keyboard(shown_map, map_data):
    shown_map.show(map_data, view=ViewCommand(1, MapView(*NIAMEY, 6)))
    shown_map.page.get_by_role("button", name="Measure a distance").press("Enter")
    shown_map.page.keyboard.press("Enter")
    shown_map.page.evaluate(f"shownMap.setView([{ARLIT[1]}, {ARLIT[0]}], 6, {{animate: false}})")
    shown_map.page.keyboard.press("Enter")
    expected = Geod(ellps="WGS84").inv(*NIAMEY, *ARLIT)[2]
    assert shown_map.state["metres"] == pytest.approx(expected, rel=0.005)


def test_vincenty_agrees_with_pyproj_to_the_metre(shown_map, map_data):
    shown_map.show(map_data)
    pairs = [(NIAMEY, ARLIT), (TIMETRINE, (-17.4, 14.7)), ((0, 10), (20, 10)), ((3, 4), (3, 38))]
    for start, end in pairs:
        script = f"sahelAtlas.geodesicMetres({start[1]}, {start[0]}, {end[1]}, {end[0]})"
        expected = Geod(ellps="WGS84").inv(*start, *end)[2]
        assert shown_map.page.evaluate(script) == pytest.approx(expected, abs=1)


def test_the_pointer_says_where_it_is(shown_map, map_data, niamey_view):
    shown_map.show(map_data, view=niamey_view)
    shown_map.page.mouse.move(*shown_map.pixel_of(-0.5, 13.25))
    where = shown_map.page.locator(".atlas-where")
    where.wait_for(state="visible")
    latitude, longitude = where.text_content().split("   ")
    assert latitude == "13°15\u2032\u00a0N"
    assert longitude == "0°30\u2032\u00a0W"


def test_the_legend_is_closed_on_a_narrow_frame_and_nothing_overlaps(shown_map, map_data):
    shown_map.page.set_viewport_size({"width": 358, "height": 520})
    shown_map.show(map_data)
    legend = shown_map.page.locator(".atlas-legend .atlas-panel-heading")
    assert legend.get_attribute("aria-expanded") == "false"
    parts = [".atlas-tools", ".atlas-legend", ".atlas-tray", ".atlas-sources"]
    parts += [".leaflet-control-scale", ".atlas-timeline"]
    for _ in ("closed", "open"):
        boxes = [shown_map.page.locator(part).bounding_box() for part in parts]
        edges = [(b["x"], b["y"], b["x"] + b["width"], b["y"] + b["height"]) for b in boxes]
        met = [pair for pair in combinations(range(6), 2) if boxes_meet(*(edges[i] for i in pair))]
        assert met == []
        assert all(edge[0] >= 0 and edge[2] <= 358 and edge[3] <= 520 for edge in edges)
        legend.click()


def test_every_control_can_be_reached_with_the_keyboard(shown_map, map_data):
    shown_map.show(map_data)
    names = shown_map.page.evaluate(
        """Array.from(document.querySelectorAll(".leaflet-container button"))
            .filter((button) => button.tabIndex >= 0)
            .map((button) => button.getAttribute("aria-label") || button.textContent)"""
    )
    assert {"Zoom in", "Zoom out", "Show the whole Sahel", "Measure a distance"} <= set(names)
    assert all(names)
    shown_map.page.get_by_role("button", name="Zoom in").press("Enter")
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert read_message(shown_map.sent[-1]).command is None


def test_the_thing_picked_is_drawn_differently(shown_map, map_data, niamey_view):
    update = shown_map.show(map_data, view=niamey_view)
    overlay = shown_map.page.locator(MOVING)
    before = overlay.evaluate("(canvas) => canvas.toDataURL()")
    shown_map.send(replace(update, selected=(NIAMEY_KEY,)))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert overlay.evaluate("(canvas) => canvas.toDataURL()") != before


# -- dense screens, other sizes ----------------------------------------------------------------


def color_at(shown_map, x, y):
    """Read the colour of the canvas of moving things at a point of the map, as (r, g, b)."""
    return tuple(
        shown_map.page.evaluate(
            """([selector, x, y]) => {
                const canvas = document.querySelector(selector);
                const map = shownMap.getContainer().getBoundingClientRect();
                const box = canvas.getBoundingClientRect();
                const scale = canvas.width / box.width;
                const at = [(x + map.left - box.left) * scale, (y + map.top - box.top) * scale];
                const { data } = canvas.getContext("2d").getImageData(...at, 1, 1);
                return Array.from(data).slice(0, 3);
            }""",
            [MOVING, x, y],
        )
    )


def assert_symbols_stand_at_their_places(shown_map):
    battles = tuple(int(EVENT_COLORS["Battles"][i : i + 2], 16) for i in (1, 3, 5))
    for place, key in ((NIAMEY, NIAMEY_KEY), (ARLIT, ARLIT_KEY)):
        point = shown_map.point_of("symbols", key)
        assert point == pytest.approx(shown_map.pixel_of(*place), abs=0.75)
        assert color_at(shown_map, *point) == pytest.approx(battles, abs=40)


@pytest.mark.parametrize("device_scale_factor", [1.0, 1.5, 2.0])
def test_symbols_stand_at_their_places_on_a_screen_of_any_density(
    shown_map, map_data, device_scale_factor
):
    shown_map.show(map_data, view=ViewCommand(1, MapView(4, 16, 6)))
    width, css_width = shown_map.page.evaluate(
        f"(c => [c.width, c.getBoundingClientRect().width])(document.querySelector('{MOVING}'))"
    )
    assert width == pytest.approx(css_width * device_scale_factor, abs=1.5)
    assert_symbols_stand_at_their_places(shown_map)
    shown_map.page.evaluate("shownMap.panBy([37, -53], {animate: false})")
    assert_symbols_stand_at_their_places(shown_map)
    shown_map.page.evaluate("shownMap.setZoom(7.25, {animate: false})")
    assert_symbols_stand_at_their_places(shown_map)


@pytest.mark.parametrize("size", [(820, 640), (1400, 900), (700, 1000)])
def test_symbols_stand_at_their_places_after_the_frame_changed_its_size(shown_map, map_data, size):
    shown_map.show(map_data, view=ViewCommand(1, MapView(4, 16, 5.5)))
    shown_map.page.set_viewport_size({"width": size[0], "height": size[1]})
    shown_map.page.wait_for_function(f"shownMap.getSize().x === {size[0]}")
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert_symbols_stand_at_their_places(shown_map)

"""The scripts at work in Chromium, on a page of their own with a stand-in for Streamlit."""

import math
import re
import threading
from dataclasses import replace
from itertools import combinations

import pytest
from pyproj import Geod

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown
from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.document import Label
from sahel_geo.cartography.symbology import LabelKind
from sahel_geo.cartography.web.messages import read_message
from sahel_geo.cartography.web.webmap import ViewCommand
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import SAHEL
from sahel_geo.model.selection import MapSelection, MapView
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.catalog import Catalog
from sahel_geo.sources.loading import load_dataset
from tests.cartography.web.handmade_map import (
    ARLIT,
    DATA_FOLDER,
    HOSTILE,
    NIAMEY,
    TIMETRINE,
    make_document,
    make_path,
    make_symbol,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DATA_FOLDER / "geo").is_dir(), reason="needs the base layers"),
]

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
            const canvas = document.querySelector(selector);
            const context = canvas.getContext("2d");
            const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
            const seen = new Set();
            for (let i = 0; i < data.length; i += 404) {
                seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
            }
            return seen.size;
        }""",
        selector,
    )


def test_the_map_draws_without_any_outside_address(shown_map):
    shown_map.show(make_document())
    assert count_colors(shown_map.page, ".leaflet-atlas-base-pane canvas") > 50
    assert count_colors(shown_map.page, ".leaflet-atlas-overlay-pane canvas") > 10
    assert shown_map.outside == []
    assert shown_map.complaints == []
    served = [path for path in shown_map.server.requests if path not in shown_map.server.files]
    assert served == []


def test_every_base_layer_arrives(shown_map):
    shown_map.show(make_document())
    layers = {layer["asset"]: layer["features"] for layer in shown_map.state["layers"]}
    assert layers["countries.geojson"] > 20
    assert layers["tuareg_regions.geojson"] > 5
    assert layers["routes.geojson"] > 5


@pytest.mark.parametrize("zoom", [3, 5.25, 7, 9])
def test_no_label_lies_over_another(shown_map, zoom):
    crowd = tuple(
        Label(f"Town number {n}", 2 + (n * 37 % 100) / 25, 13 + (n * 61 % 100) / 25,
              LabelKind.TOWN, 3, 3, dot=True)
        for n in range(120)
    )  # fmt: skip
    document = make_document(labels=(*make_document().labels, *crowd))
    shown_map.show(document, view=ViewCommand(1, MapView(4, 15, zoom)))
    labels = shown_map.state["labels"]
    assert len(labels) > 4
    assert find_overlaps(labels) == []


@pytest.mark.parametrize(("language", "zoom"), [(Language.ENGLISH, 5), (Language.FRENCH, 7.5)])
def test_no_label_lies_over_another_on_the_shipped_data(shown_map, language, zoom):
    dataset, _ = load_dataset(Catalog.in_folder(DATA_FOLDER))
    selection = MapSelection(language=language)
    shown = filter_dataset(dataset, selection)
    counts = count_shown(dataset, shown, selection)
    document = compose_map(shown, selection, Translator(language, dataset.terms), counts=counts)
    shown_map.show(document, view=ViewCommand(1, MapView(1, 16.5, zoom)))
    labels = shown_map.state["labels"]
    assert len(labels) > 60
    assert find_overlaps(labels) == []


def test_a_town_of_two_tables_is_named_once(shown_map, niamey_view):
    twin = Label("Niamey", NIAMEY[0] + 0.01, NIAMEY[1], LabelKind.TOWN, 3, 3, dot=True)
    shown_map.show(make_document(labels=(*make_document().labels, twin)), view=niamey_view)
    assert [label["text"] for label in shown_map.state["labels"]].count("Niamey") == 1


def test_words_at_the_end_of_a_lost_path_stand_free_of_the_step_marks(shown_map):
    shown_map.show(make_document(), view=ViewCommand(1, MapView(1, 19, 5)))
    state = shown_map.state
    note = next(label for label in state["labels"] if label["kind"] == "note")
    for step in state["steps"]:
        (x, y), r = step["at"], step["r"]
        mark = (x - r, y - r, x + r, y + r)
        assert not any(boxes_meet(mark, box) for box in note["boxes"])


def make_there_and_back(count=2, **looks):
    path = make_path()
    legs = tuple(
        replace(
            path.legs[0],
            key=f"leg:{n}",
            points=(ARLIT, TIMETRINE) if n % 2 else (TIMETRINE, ARLIT),
            words=f"{n} days, 760 km",
            **looks,
        )
        for n in range(1, count + 1)
    )
    return make_document(paths=(replace(path, legs=legs),))


@pytest.mark.parametrize(
    ("count", "faint", "written"),
    [(1, False, 1), (2, False, 2), (2, True, 0), (15, False, 0)],
)
def test_days_and_kilometres_stand_beside_legs_unless_faint_or_many(
    shown_map, count, faint, written
):
    document = make_there_and_back(count, faint=faint)
    shown_map.show(document, view=ViewCommand(1, MapView(4, 18, 6)))
    labels = shown_map.state["labels"]
    words = [label for label in labels if label["kind"] == "leg"]
    assert {label["text"] for label in words} <= {f"{n} days, 760 km" for n in range(1, 16)}
    assert len(words) == written
    assert find_overlaps(labels) == []


def test_legs_there_and_back_run_side_by_side_and_can_each_be_clicked(shown_map):
    shown_map.show(make_there_and_back(), view=ViewCommand(1, MapView(4, 19, 7)))
    there, back = shown_map.state["legs"]
    assert math.dist(there["ends"][0], back["ends"][1]) == pytest.approx(7)
    for leg in (there, back):
        (x0, y0), (x1, y1) = leg["ends"]
        shown_map.page.mouse.click((x0 + x1) / 2, (y0 + y1) / 2)
        assert shown_map.sent[-1]["key"] == leg["key"]


def test_a_name_stays_where_it_is_while_the_map_is_dragged(shown_map, niamey_view):
    shown_map.show(make_document(), view=niamey_view)
    before = {label["text"]: label["at"] for label in shown_map.state["labels"]}
    shown_map.page.evaluate("shownMap.panBy([60, -40], {animate: false})")
    after = {label["text"]: label["at"] for label in shown_map.state["labels"]}
    assert set(before) == set(after)
    assert after["Niamey"] == pytest.approx([before["Niamey"][0] - 60, before["Niamey"][1] + 40])


def test_a_name_gives_way_to_a_symbol(shown_map, niamey_view):
    shown_map.show(make_document(), view=niamey_view)
    state = shown_map.state
    symbol = next(item for item in state["symbols"] if item["key"] == "place:niamey")
    label = next(item for item in state["labels"] if item["text"] == "Niamey")
    assert abs(label["at"][0] - symbol["at"][0]) > symbol["r"]


def test_a_click_on_a_symbol_tells_its_key_and_the_view(shown_map, niamey_view):
    shown_map.show(make_document(), view=niamey_view)
    shown_map.page.mouse.click(*shown_map.point_of("symbols", "place:niamey"))
    message = shown_map.sent[-1]
    assert (message["kind"], message["key"]) == ("click", "place:niamey")
    read = read_message(message)
    assert read is not None
    assert read.click is not None
    assert read.click.key == "place:niamey"
    assert read.extent.contains(*NIAMEY)


def test_a_click_near_a_symbol_counts_for_a_finger(shown_map, niamey_view):
    shown_map.show(make_document(), view=niamey_view)
    x, y = shown_map.point_of("symbols", "place:niamey")
    radius = next(s["r"] for s in shown_map.state["symbols"] if s["key"] == "place:niamey")
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
    assert keys == [None, "place:niamey"]


def test_a_click_on_the_empty_map_tells_no_key(shown_map):
    shown_map.show(make_document(), view=ViewCommand(1, MapView(-8, 28, 6)))
    shown_map.page.mouse.click(500, 350)
    assert shown_map.sent[-1]["click"]["key"] is None


def test_a_step_and_a_symbol_at_one_spot_can_both_be_clicked(shown_map, niamey_view):
    shown_map.show(make_document(), view=replace(niamey_view, view=MapView(*ARLIT, 7)))
    keys = set()
    for group, key in (("symbols", "place:arlit"), ("steps", "step:1")):
        shown_map.page.mouse.click(*shown_map.point_of(group, key))
        keys.add(shown_map.sent[-1]["key"])
    assert keys == {"place:arlit", "step:1"}


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (TIMETRINE, "step:2"),
        ((7.3, 18.9), "site:somair"),
        ((3.9, 19.07), "leg:1"),
        ((3.1, 16.1), "foot:2"),
        ((4, 24.5), "region:kel_ahaggar"),
    ],
)
def test_every_kind_of_thing_can_be_clicked(shown_map, place, key):
    view = ViewCommand(1, MapView(place[0], place[1], 8))
    shown_map.show(make_document(symbols=()), view=view)
    shown_map.page.mouse.click(*shown_map.pixel_of(*place))
    assert shown_map.sent[-1]["key"] == key


def test_hovering_names_a_thing_as_plain_text(shown_map, niamey_view):
    symbol = make_symbol("place:x", NIAMEY, HOSTILE, 4)
    shown_map.show(make_document(symbols=(symbol,)), view=niamey_view)
    shown_map.page.mouse.move(*shown_map.point_of("symbols", "place:x"))
    tip = shown_map.page.locator(".atlas-tip")
    tip.wait_for(state="visible")
    assert tip.text_content() == HOSTILE
    assert tip.locator("b").count() == 0


def test_hostile_words_stay_words_in_every_panel(shown_map):
    document = make_document()
    texts = replace(document.texts, sources=HOSTILE, data_date=HOSTILE)
    tray = tuple(replace(entry, words=HOSTILE) for entry in document.tray)
    labels = (replace(document.labels[0], text=HOSTILE),)
    path = replace(make_path(HOSTILE), steps=())
    shown_map.show(
        make_document(texts=texts, tray=tray, labels=labels, paths=(path,)), selected=HOSTILE
    )
    assert shown_map.page.locator("b").count() == 0
    assert shown_map.page.locator(".atlas-tray-entry").text_content() == HOSTILE
    assert shown_map.complaints == []


def test_the_tray_tells_its_key(shown_map):
    shown_map.show(make_document())
    shown_map.page.get_by_role("button", name="somewhere in Mali: 12").click()
    assert shown_map.sent[-1]["key"] == "tray:MLI"


def test_the_first_message_tells_the_view(shown_map):
    shown_map.show(make_document())
    first = read_message(shown_map.sent[0])
    assert first is not None
    assert first.click is None
    assert first.extent.west <= SAHEL.west
    assert first.extent.east >= SAHEL.east


def test_a_view_command_is_carried_out_once_and_told_as_such(shown_map, niamey_view):
    document = make_document()
    shown_map.show(document)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    sent_before = len(shown_map.sent)
    update = shown_map.put_payloads(document, view=niamey_view)
    shown_map.send(update)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    told = [read_message(message) for message in shown_map.sent[sent_before:]]
    assert [message.command for message in told] == [niamey_view.number]
    assert told[0].view == niamey_view.view

    shown_map.page.evaluate("shownMap.panBy([100, 0], {animate: false})")
    shown_map.send(replace(update, selected="place:niamey"))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    moved = read_message(shown_map.sent[-1])
    assert moved.command is None
    assert moved.view.longitude > niamey_view.view.longitude + 0.1


def test_a_frame_built_anew_goes_back_to_where_the_reader_was(shown_map, niamey_view):
    document = make_document()
    shown_map.show(document, view=niamey_view)
    shown_map.page.evaluate("shownMap.panBy([200, 0], {animate: false})")
    shown_map.page.wait_for_timeout(SETTLED_MS)
    last = shown_map.sent[-1]
    shown_map.show(document, view=niamey_view)
    again = shown_map.sent[0]
    assert again["view"]["longitude"] == pytest.approx(last["view"]["longitude"], abs=0.01)
    assert again["seq"] > last["seq"]


def test_messages_are_numbered_upwards(shown_map):
    shown_map.show(make_document())
    for _ in range(3):
        shown_map.page.mouse.click(400, 350)
    numbers = [message["seq"] for message in shown_map.sent]
    assert numbers == sorted(set(numbers))


def test_an_answer_that_comes_late_is_dropped(shown_map):
    shown_map.show(make_document())
    slow = shown_map.put_payloads(make_document(symbols=()))
    path = slow.events_url.removeprefix(shown_map.server.base_url)
    shown_map.server.delays[path] = threading.Event()
    shown_map.send(slow)
    only = (make_symbol("place:only", NIAMEY, "only", 3),)
    shown_map.send(shown_map.put_payloads(make_document(symbols=only)))
    shown_map.page.wait_for_function(
        "sahelAtlas.debug(shownMap).symbols.some((symbol) => symbol.key === 'place:only')"
    )
    shown_map.server.delays[path].set()
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert [symbol["key"] for symbol in shown_map.state["symbols"]] == ["place:only"]


def test_a_payload_that_cannot_be_fetched_gives_a_notice(shown_map):
    shown_map.show(make_document())
    good = shown_map.put_payloads(make_document())
    shown_map.send(replace(good, events_url=f"{shown_map.server.base_url}/gone.json"))
    notice = shown_map.page.locator(".atlas-notice")
    notice.wait_for(state="visible")
    assert notice.text_content() == good.notice
    assert shown_map.state["symbols"]
    shown_map.send(good)
    notice.wait_for(state="hidden")


def test_a_new_language_changes_the_words_and_not_the_view(shown_map, niamey_view):
    shown_map.show(make_document(), view=niamey_view)
    shown_map.page.wait_for_timeout(SETTLED_MS)
    sent = len(shown_map.sent)
    shown_map.send(shown_map.put_payloads(make_document(Language.FRENCH), view=niamey_view))
    shown_map.page.get_by_role("button", name="Mesurer une distance").wait_for()
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert len(shown_map.sent) == sent


def test_measuring_gives_the_distance_on_the_ellipsoid(shown_map):
    shown_map.show(make_document(), view=ViewCommand(1, MapView(4.5, 16, 6)))
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


def test_measuring_works_with_the_keyboard(shown_map):
    shown_map.show(make_document(), view=ViewCommand(1, MapView(*NIAMEY, 6)))
    shown_map.page.get_by_role("button", name="Measure a distance").press("Enter")
    shown_map.page.keyboard.press("Enter")
    shown_map.page.evaluate(f"shownMap.setView([{ARLIT[1]}, {ARLIT[0]}], 6, {{animate: false}})")
    shown_map.page.keyboard.press("Enter")
    expected = Geod(ellps="WGS84").inv(*NIAMEY, *ARLIT)[2]
    assert shown_map.state["metres"] == pytest.approx(expected, rel=0.005)


def test_vincenty_agrees_with_pyproj_to_the_metre(shown_map):
    shown_map.show(make_document())
    pairs = [(NIAMEY, ARLIT), (TIMETRINE, (-17.4, 14.7)), ((0, 10), (20, 10)), ((3, 4), (3, 38))]
    for start, end in pairs:
        script = f"sahelAtlas.geodesicMetres({start[1]}, {start[0]}, {end[1]}, {end[0]})"
        expected = Geod(ellps="WGS84").inv(*start, *end)[2]
        assert shown_map.page.evaluate(script) == pytest.approx(expected, abs=1)


def test_the_pointer_says_where_it_is(shown_map, niamey_view):
    shown_map.show(make_document(), view=niamey_view)
    shown_map.page.mouse.move(*shown_map.pixel_of(-0.5, 13.25))
    where = shown_map.page.locator(".atlas-where")
    where.wait_for(state="visible")
    latitude, longitude = where.text_content().split("   ")
    assert latitude == "13°15\u2032\u00a0N"
    assert longitude == "0°30\u2032\u00a0W"


def test_the_legend_is_closed_on_a_narrow_frame_and_nothing_overlaps(shown_map):
    shown_map.page.set_viewport_size({"width": 358, "height": 520})
    shown_map.show(make_document())
    legend = shown_map.page.locator(".atlas-legend .atlas-panel-heading")
    assert legend.get_attribute("aria-expanded") == "false"
    parts = [".atlas-tools", ".atlas-legend", ".atlas-tray", ".atlas-sources"]
    parts.append(".leaflet-control-scale")
    for _ in ("closed", "open"):
        boxes = [shown_map.page.locator(part).bounding_box() for part in parts]
        edges = [(b["x"], b["y"], b["x"] + b["width"], b["y"] + b["height"]) for b in boxes]
        met = [pair for pair in combinations(range(5), 2) if boxes_meet(*(edges[i] for i in pair))]
        assert met == []
        assert all(edge[0] >= 0 and edge[2] <= 358 and edge[3] <= 520 for edge in edges)
        legend.click()


def test_every_control_can_be_reached_with_the_keyboard(shown_map):
    shown_map.show(make_document())
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


def test_the_thing_picked_is_drawn_differently(shown_map, niamey_view):
    document = make_document()
    shown_map.show(document, view=niamey_view)
    overlay = shown_map.page.locator(".leaflet-atlas-overlay-pane canvas")
    before = overlay.evaluate("(canvas) => canvas.toDataURL()")
    shown_map.send(shown_map.put_payloads(document, view=niamey_view, selected="place:niamey"))
    shown_map.page.wait_for_timeout(SETTLED_MS)
    assert overlay.evaluate("(canvas) => canvas.toDataURL()") != before

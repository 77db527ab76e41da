"""The timeline under mouse, finger and keys in Chromium, and what it tells the outside."""

import pytest

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from tests.cartography.web.timeline_page import (
    SCRIPTS,
    as_date,
    draw_events,
    open_page,
    start_timeline,
    to_day,
)

pytestmark = pytest.mark.browser

SIZE = {"width": 1100, "height": 400}
FIRST, LAST = to_day("2012-01-01"), to_day("2013-12-31")
DAYS = LAST - FIRST + 1
TRACK, BODY = ".atlas-timeline-track", ".atlas-timeline-window"
START, END = ".atlas-timeline-start", ".atlas-timeline-end"
PLAY, MODE = ".atlas-timeline-play", ".atlas-timeline-mode"
APRIL = (to_day("2012-04-02"), to_day("2012-04-29"))  # four whole weeks
KEYS_REST_MS = 350


@pytest.fixture(scope="module")
def wide_page(browser):
    with open_page(browser, SCRIPTS, viewport=SIZE) as page:
        yield page


@pytest.fixture
def page(wide_page):
    wide_page.mouse.move(1, 1)
    wide_page.set_viewport_size(SIZE)
    start_timeline(wide_page, rows=draw_events(1, 400, FIRST, LAST))
    return wide_page


def set_window(page, first, last, *, is_cumulative=False):
    """Set a window from outside, and forget what was told until then."""
    page.evaluate(
        """([window, isCumulative]) => {
            const { first, last } = timeline.period;
            calls.splice(0);
            timeline.setTime({ period: [first, last], window, isCumulative });
        }""",
        [[first, last], is_cumulative],
    )


def window_of(page):
    found = page.evaluate("timeline.window")
    return found["first"], found["last"]


def calls_of(page):
    """Give what was told so far as (first, last, is it released), and forget it."""
    told = page.evaluate("calls.splice(0)")
    return [(window["first"], window["last"], is_released) for window, is_released in told]


def next_frame(page):
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def middle_of(page, selector):
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def pixels_of(page, days):
    return days / DAYS * page.locator(TRACK).bounding_box()["width"]


def drag(page, selector, days, *, drop=True):
    """Drag a part of the timeline by some days with the mouse, in three moves."""
    x, y = middle_of(page, selector)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels_of(page, days), y, steps=3)
    next_frame(page)
    if drop:
        page.mouse.up()


def press(page, selector, *keys):
    page.locator(selector).focus()
    for key in keys:
        page.keyboard.press(key)


def view_of(page):
    return page.evaluate("[map.getCenter().lat, map.getCenter().lng, map.getZoom(), scrollY]")


@pytest.mark.parametrize(
    ("part", "days", "expected"),
    [
        (BODY, 100, (APRIL[0] + 100, APRIL[1] + 100)),
        (BODY, -2000, (FIRST, FIRST + 27)),
        (BODY, 2000, (LAST - 27, LAST)),
        (START, -30, (APRIL[0] - 30, APRIL[1])),
        (START, 500, (APRIL[1], APRIL[1])),
        (END, 200, (APRIL[0], APRIL[1] + 200)),
        (END, -500, (APRIL[0], APRIL[0])),
        (END, 2000, (APRIL[0], LAST)),
    ],
)
def test_the_window_is_dragged_and_resized_inside_the_period(page, part, days, expected):
    set_window(page, *APRIL)
    before = view_of(page)
    drag(page, part, days, drop=False)
    assert page.evaluate("timeline.isBusy")
    page.mouse.up()
    assert not page.evaluate("timeline.isBusy")
    assert window_of(page) == expected
    assert view_of(page) == before
    told = calls_of(page)
    assert told[-1] == (*expected, True)
    assert all(not is_released for *_, is_released in told[:-1])


def test_a_drag_is_told_once_a_frame_and_once_more_when_it_ends(page):
    set_window(page, *APRIL)
    x, y = middle_of(page, BODY)
    page.mouse.move(x, y)
    page.mouse.down()
    next_frame(page)
    page.evaluate(
        """([x, y]) => {
            const track = document.querySelector(".atlas-timeline-track");
            for (let step = 1; step <= 50; step += 1) {
                track.dispatchEvent(new PointerEvent("pointermove", {
                    bubbles: true, pointerId: 1, clientX: x + 3 * step, clientY: y,
                }));
            }
        }""",
        [x, y],
    )
    next_frame(page)
    moved = window_of(page)
    assert moved != APRIL
    assert calls_of(page) == [(*moved, False)]
    page.mouse.up()
    assert calls_of(page) == [(*moved, True)]


def test_pressing_without_moving_tells_nothing(page):
    set_window(page, *APRIL)
    for part in (BODY, START, END):
        page.mouse.move(*middle_of(page, part))
        page.mouse.down()
        next_frame(page)
        page.mouse.up()
    assert window_of(page) == APRIL
    assert calls_of(page) == []


def test_a_finger_drags_the_window_and_neither_the_map_nor_the_page(browser):
    size = {"width": 360, "height": 500}
    with open_page(browser, SCRIPTS, viewport=size, has_touch=True, is_mobile=True) as page:
        start_timeline(page, rows=draw_events(1, 400, FIRST, LAST))
        set_window(page, *APRIL)
        before = view_of(page)
        touch = page.context.new_cdp_session(page)
        boxes = [page.locator(part).bounding_box() for part in (START, END)]
        assert all(min(box["width"], box["height"]) >= 24 for box in boxes)
        for part, days in ((END, 90), (START, -40), (BODY, 150)):
            x, y = middle_of(page, part)
            points = [{"x": x + pixels_of(page, days) * share, "y": y} for share in (0, 0.5, 1)]
            for kind, at in zip(("touchStart", "touchMove", "touchMove"), points, strict=True):
                touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
            touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert window_of(page) == (APRIL[0] + 110, APRIL[1] + 240)
        assert view_of(page) == before


@pytest.mark.parametrize("part", [BODY, START, END])
def test_a_window_of_one_day_can_still_be_moved_and_widened(page, part):
    day = to_day("2013-01-01")
    set_window(page, day, day)
    if part == BODY:
        box = page.locator(BODY).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + 2
    else:
        x, y = middle_of(page, part)
    days = -50 if part == START else 50
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels_of(page, days), y)
    page.mouse.up()
    expected = {BODY: (day + 50, day + 50), START: (day - 50, day), END: (day, day + 50)}
    assert window_of(page) == expected[part]


def click_at(page, day):
    box = page.locator(TRACK).bounding_box()
    page.mouse.click(box["x"] + pixels_of(page, day - FIRST + 0.5), box["y"] + 40)


def test_a_click_outside_the_window_centres_it_there(page):
    set_window(page, *APRIL)
    day = to_day("2013-03-10")
    click_at(page, day)
    first, last = window_of(page)
    assert last - first == APRIL[1] - APRIL[0]
    assert (first + last) // 2 == day
    assert calls_of(page)[-1] == (first, last, True)


def test_a_click_beyond_a_growing_window_lets_it_reach_so_far(page):
    set_window(page, FIRST, APRIL[1], is_cumulative=True)
    day = to_day("2013-03-10")
    click_at(page, day)
    assert window_of(page) == (FIRST, day)
    assert page.locator(MODE).input_value() == "cumulative"


def test_dragging_a_handle_of_the_whole_makes_a_moving_window(page):
    drag(page, START, 100)
    assert window_of(page) == (FIRST + 100, LAST)
    assert page.locator(MODE).input_value() == "moving"
    assert not page.evaluate("timeline.window.isAll")


def test_dragging_the_start_of_a_growing_window_makes_a_moving_one(page):
    set_window(page, FIRST, APRIL[1], is_cumulative=True)
    drag(page, BODY, 60)
    assert window_of(page) == (FIRST, APRIL[1] + 60)
    assert page.evaluate("timeline.window.isCumulative")
    drag(page, START, 20)
    assert window_of(page) == (FIRST + 20, APRIL[1] + 60)
    assert not page.evaluate("timeline.window.isCumulative")


@pytest.mark.parametrize(
    ("part", "keys", "expected"),
    [
        (BODY, ["ArrowRight"], (APRIL[0] + 7, APRIL[1] + 7)),
        (BODY, ["ArrowUp", "ArrowLeft", "ArrowDown"], (APRIL[0] - 7, APRIL[1] - 7)),
        (BODY, ["PageUp", "ArrowRight"], (APRIL[0] + 77, APRIL[1] + 77)),
        (BODY, ["PageDown"], (APRIL[0] - 70, APRIL[1] - 70)),
        (BODY, ["Shift+ArrowRight"], (APRIL[0], APRIL[1] + 7)),
        (BODY, ["Shift+ArrowLeft", "Shift+ArrowLeft"], (APRIL[0], APRIL[1] - 14)),
        (BODY, ["Home"], (FIRST, FIRST + 27)),
        (BODY, ["End"], (LAST - 27, LAST)),
        (START, ["ArrowLeft"], (APRIL[0] - 7, APRIL[1])),
        (START, ["PageUp"], (APRIL[1], APRIL[1])),
        (START, ["Home"], (FIRST, APRIL[1])),
        (END, ["ArrowRight", "ArrowUp"], (APRIL[0], APRIL[1] + 14)),
        (END, ["End"], (APRIL[0], LAST)),
        (END, ["Home"], (APRIL[0], APRIL[0])),
    ],
)
def test_keys_move_the_window_and_neither_the_map_nor_the_page(page, part, keys, expected):
    set_window(page, *APRIL)
    page.evaluate("map.getContainer().focus()")
    before = view_of(page)
    press(page, part, *keys)
    assert window_of(page) == expected
    next_frame(page)
    told = calls_of(page)
    assert told
    assert all(not is_released for *_, is_released in told)
    assert view_of(page) == before


def test_a_window_moved_by_keys_is_released_when_no_key_follows(page):
    set_window(page, *APRIL)
    press(page, BODY, "ArrowRight", "ArrowRight", "ArrowLeft")
    assert page.evaluate("timeline.isBusy")
    page.wait_for_function("!timeline.isBusy")
    told = calls_of(page)
    assert told[-1] == (APRIL[0] + 7, APRIL[1] + 7, True)
    assert sum(is_released for *_, is_released in told) == 1


def test_a_key_that_changes_nothing_tells_nothing(page):
    set_window(page, FIRST, FIRST + 27)
    press(page, BODY, "Home", "ArrowLeft")
    page.wait_for_timeout(KEYS_REST_MS + 100)
    assert calls_of(page) == []


def test_keys_grow_and_shrink_a_cumulative_window(page):
    set_window(page, FIRST, APRIL[1], is_cumulative=True)
    press(page, BODY, "ArrowRight", "ArrowRight")
    assert window_of(page) == (FIRST, APRIL[1] + 14)
    press(page, BODY, "End")
    assert window_of(page) == (FIRST, LAST)
    assert page.locator(MODE).input_value() == "cumulative"


def test_playing_for_two_seconds_moves_the_window_and_pausing_releases_it(page):
    set_window(page, *APRIL)
    page.locator(PLAY).click()
    assert page.locator(PLAY).get_attribute("aria-label") == "Pause"
    assert page.evaluate("timeline.isBusy")
    page.wait_for_timeout(2000)
    assert page.locator("[aria-live]").text_content() == ""
    page.locator(PLAY).click()
    first, last = window_of(page)
    assert last - first == APRIL[1] - APRIL[0]
    # 731 days in 30 seconds are 49 in two; a busy machine may lose frames
    assert 25 <= first - APRIL[0] <= 75
    told = calls_of(page)
    assert told[-1] == (first, last, True)
    assert sum(is_released for *_, is_released in told) == 1
    assert len({window[:2] for window in told}) >= 15
    page.wait_for_timeout(200)
    assert window_of(page) == (first, last)
    assert page.locator("[aria-live]").text_content() == page.evaluate(
        "sahelAtlas.daysWords(timeline.window.first, timeline.window.last, 'en')"
    )


def test_playing_the_whole_begins_with_a_twelfth_at_the_start(page):
    page.locator(BODY).focus()
    page.keyboard.press("Space")
    first, last = window_of(page)
    assert page.evaluate("timeline.isBusy")
    page.keyboard.press("Space")
    assert not page.evaluate("timeline.isBusy")
    assert first - FIRST <= 20
    assert DAYS / 14 < last - first + 1 < DAYS / 10


def test_playing_stops_at_the_end_and_releases_there(page):
    set_window(page, LAST - 30, LAST - 3)
    page.locator(".atlas-timeline-speed").select_option("4")
    page.locator(PLAY).click()
    page.wait_for_function("!timeline.isBusy", timeout=3000)
    assert window_of(page) == (LAST - 27, LAST)
    assert calls_of(page)[-1] == (LAST - 27, LAST, True)
    assert page.locator(PLAY).get_attribute("aria-label") == "Play"
    page.locator(PLAY).click()  # from the start again
    assert window_of(page)[0] - FIRST < 20


def test_space_on_a_button_presses_that_button_once(page):
    set_window(page, *APRIL)
    page.locator(PLAY).focus()
    page.keyboard.press("Space")
    assert page.evaluate("timeline.isBusy")
    page.keyboard.press("Space")
    assert not page.evaluate("timeline.isBusy")


def test_without_motion_playing_goes_bar_by_bar(browser):
    with open_page(browser, SCRIPTS, viewport=SIZE, reduced_motion="reduce") as page:
        page.clock.install(time=0)
        page.clock.pause_at(1000)
        start_timeline(page)
        set_window(page, *APRIL)
        page.locator(PLAY).dispatch_event("click")
        page.clock.run_for(790)
        assert window_of(page) == APRIL
        page.clock.run_for(1000)
        page.locator(PLAY).dispatch_event("click")
        assert window_of(page) == (APRIL[0] + 14, APRIL[1] + 14)
        told = calls_of(page)
        assert [first for first, *_ in told] == [APRIL[0] + 7, APRIL[0] + 14, APRIL[0] + 14]
        assert told[-1] == (APRIL[0] + 14, APRIL[1] + 14, True)


def test_buttons_step_by_a_bar_and_reset_shows_the_whole(page):
    set_window(page, *APRIL)
    page.locator(".atlas-timeline-forward").click()
    assert calls_of(page) == [(APRIL[0] + 7, APRIL[1] + 7, True)]
    page.locator(".atlas-timeline-back").click()
    assert calls_of(page) == [(*APRIL, True)]
    page.locator(".atlas-timeline-reset").click()
    assert calls_of(page) == [(FIRST, LAST, True)]
    assert page.evaluate("timeline.window.isAll")
    page.locator(".atlas-timeline-reset").click()
    assert calls_of(page) == []


def test_stepping_back_from_the_whole_begins_at_its_end(page):
    page.locator(".atlas-timeline-back").click()
    first, last = window_of(page)
    assert last == LAST
    assert DAYS / 14 < last - first + 1 < DAYS / 10


def test_the_dates_stand_under_the_bars_before_there_are_events(page):
    start_timeline(page, "2010-01-01", "2014-12-31", None)
    page.evaluate("timeline.setData(null, null)")
    assert page.evaluate("timeline.track.ticks.map((tick) => tick.text)")[0] == "2010"
    assert page.locator(".atlas-timeline-highest").text_content() == ""


def test_the_mode_is_chosen_and_told(page):
    set_window(page, *APRIL)
    page.locator(MODE).select_option("cumulative")
    assert page.evaluate("timeline.window") == {
        "first": FIRST, "last": APRIL[1], "isCumulative": True, "isAll": False,
    }  # fmt: skip
    page.locator(MODE).select_option("all")
    assert page.evaluate("timeline.window") == {
        "first": FIRST, "last": LAST, "isCumulative": False, "isAll": True,
    }  # fmt: skip
    page.locator(MODE).select_option("moving")
    assert window_of(page)[0] == FIRST
    assert window_of(page)[1] < FIRST + DAYS / 10
    assert [is_released for *_, is_released in calls_of(page)] == [True, True, True]


def test_a_window_set_from_outside_is_shown_and_never_told(page):
    set_window(page, *APRIL)
    next_frame(page)
    assert calls_of(page) == []
    assert page.locator(".atlas-timeline-dates").text_content() == "2–29 April 2012"
    set_window(page, *APRIL, is_cumulative=True)
    assert window_of(page) == (FIRST, APRIL[1])
    set_window(page, FIRST - 500, LAST + 500)
    assert page.evaluate("timeline.window.isAll")
    assert calls_of(page) == []


def test_a_window_set_from_outside_ends_playing_dragging_and_keys(page):
    page.locator(PLAY).click()
    set_window(page, *APRIL)
    assert not page.evaluate("timeline.isBusy")
    drag(page, BODY, 50, drop=False)
    set_window(page, *APRIL)
    page.mouse.move(10, 10)
    page.mouse.up()
    assert calls_of(page) == []
    press(page, BODY, "ArrowRight")
    set_window(page, *APRIL)
    page.wait_for_timeout(KEYS_REST_MS + 150)
    assert window_of(page) == APRIL
    assert calls_of(page) == []


def test_sliders_say_their_days_as_numbers_and_in_words(page):
    set_window(page, *APRIL)

    def values(selector):
        slider = page.locator(selector)
        assert slider.get_attribute("role") == "slider"
        names = ("valuemin", "valuemax", "valuenow", "valuetext", "label")
        low, high, now, words, label = (slider.get_attribute(f"aria-{name}") for name in names)
        return int(low), int(high), int(now), words, label

    body, start, end = (values(selector) for selector in (BODY, START, END))
    assert body == (FIRST, LAST - 27, APRIL[0], "2–29 April 2012", "Days shown")
    assert start == (FIRST, APRIL[1], APRIL[0], "2 April 2012", "First day shown")
    assert end == (APRIL[0], LAST, APRIL[1], "29 April 2012", "Last day shown")
    assert page.locator(".atlas-timeline").get_attribute("aria-label") == "Timeline"
    unnamed = (
        page.locator(".atlas-timeline")
        .locator("button, select")
        .evaluate_all(
            "(all) => all.filter((one) => !one.title || !one.getAttribute('aria-label')).length"
        )
    )
    assert unnamed == 0


def test_focus_is_seen_and_goes_from_left_to_right(page):
    set_window(page, *APRIL)
    page.locator(".atlas-timeline-reset").focus()
    outlines = []
    for pseudo in ("::after", "", "::after"):
        page.keyboard.press("Tab")
        outlines.append(
            page.evaluate(
                "(pseudo) => [document.activeElement.className.split('-').pop(), "
                "getComputedStyle(document.activeElement, pseudo).outlineStyle]",
                pseudo,
            )
        )
    assert outlines == [["start", "solid"], ["window", "solid"], ["end", "solid"]]


@pytest.mark.parametrize("language", Language)
def test_dates_and_counts_are_written_in_the_reader_s_language(page, language):
    start_timeline(page, language=language)
    page.evaluate("timeline.setCounts(1412, 1)")
    dates = page.locator(".atlas-timeline-dates").text_content()
    counts = page.locator(".atlas-timeline-counts").text_content()
    translator = Translator(language)
    assert dates == translator.days(as_date(FIRST), as_date(LAST))
    assert (
        counts
        == {
            Language.ENGLISH: "1,412 certain, 1 possible",
            Language.FRENCH: "1\u202f412 certains, 1 possible",
        }[language]
    )


@pytest.mark.parametrize("width", [1100, 360, 340])
@pytest.mark.parametrize("language", Language)
def test_every_part_finds_room_at_every_width(page, width, language):
    page.set_viewport_size({"width": width, "height": 400})
    start_timeline(page, language=language, rows=draw_events(1, 400, FIRST, LAST))
    set_window(page, to_day("2012-09-16"), to_day("2013-09-30"))
    page.evaluate("timeline.setCounts(140412, 12037)")
    frame = page.locator(".atlas-timeline").bounding_box()
    parts = ".atlas-timeline button, .atlas-timeline select, .atlas-timeline-row > *"
    boxes = page.locator(f"{parts}, {TRACK}").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().toJSON())"
    )
    assert all(box["left"] >= 0 and box["right"] <= width for box in boxes)
    assert all(box["bottom"] <= frame["y"] + frame["height"] for box in boxes)
    track = page.locator(TRACK).bounding_box()
    words = page.locator(".atlas-timeline-row > *").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().bottom)"
    )
    assert max(words) <= track["y"]
    assert track["height"] == 68


def test_moving_the_window_never_draws_the_bars_and_a_new_width_does(page):
    page.evaluate(
        """() => {
            window.drawn = 0;
            const draw = timeline.track.draw;
            timeline.track.draw = function () {
                drawn += 1;
                draw.call(this);
            };
        }"""
    )
    set_window(page, *APRIL)
    drag(page, BODY, 30)
    press(page, BODY, "ArrowRight")
    page.evaluate("timeline.setCounts(3, 4)")
    next_frame(page)
    assert page.evaluate("drawn") == 0
    page.set_viewport_size({"width": 900, "height": 400})
    page.wait_for_function("drawn === 1")
    assert page.evaluate("timeline.track.canvas.width") == 900 - 44
    page.evaluate("timeline.setData(timeline.pack, new Uint8Array(timeline.pack.count))")
    assert page.evaluate("drawn") == 2


def read_column(page, share):
    """Give the different colours of one column of the bars, from their highest pixel down."""
    return page.evaluate(
        """(share) => {
            const { canvas } = timeline.track;
            const x = Math.floor(share * canvas.width);
            const { data } = canvas.getContext("2d").getImageData(x, 14, 1, 36);
            return [...new Set(Array.from({ length: 36 }, (_, y) =>
                data.slice(4 * y, 4 * y + 4).join(",")))];
        }""",
        share,
    )


def test_certain_events_are_solid_and_possible_ones_hatched(page):
    first = to_day("2012-01-01")
    rows = [(0, first, first), (4, first + 1, first + 2), (6, first + 3, first + 3)]
    start_timeline(page, "2012-01-01", "2012-01-04", rows)
    solid, hatched, empty = (read_column(page, share) for share in (0.1, 0.4, 0.9))
    assert solid == ["169,22,9,255"]
    assert len(hatched) > 2
    assert empty == ["0,0,0,0"]
    assert page.locator(".atlas-timeline-highest").text_content() == "1 a day"


OLD, FAR = to_day("1903-01-01"), to_day("2099-12-31")
EDGE_CASES = {
    "no events": ("2012-01-01", "2013-12-31", []),
    "one event": ("2012-01-01", "2013-12-31", [(2, FIRST + 9, FIRST + 9)]),
    "all on one day": ("2012-01-01", "2013-12-31", [(3, FIRST, FIRST)] * 500),
    "a period of one day": ("2012-01-01", "2012-01-01", [(1, FIRST, FIRST), (1, OLD, FAR)]),
    "1903 and 2099": ("1903-01-01", "2099-12-31", [(0, OLD, OLD), (5, FAR, FAR)]),
    "40,000 in one bar": (
        "1995-01-01",
        "2027-10-31",
        [(0, FIRST, FIRST)] * 40_000 + [(1, LAST, LAST)],
    ),
}


@pytest.mark.parametrize("case", EDGE_CASES)
def test_odd_periods_and_events_leave_the_timeline_whole(page, case):
    first, last, rows = EDGE_CASES[case]
    start_timeline(page, first, last, rows)
    for part in (START, BODY, END):
        press(page, part, "ArrowRight", "Shift+ArrowLeft", "PageDown", "End", "Home")
    page.locator(".atlas-timeline-forward").click()
    page.locator(".atlas-timeline-back").click()
    drag(page, END, 5000)
    drag(page, BODY, -5000)
    page.locator(MODE).select_option("cumulative")
    page.locator(PLAY).click()
    page.wait_for_timeout(100)
    page.locator(PLAY).click()
    assert page.evaluate("timeline.edges.length - 1") <= 400
    low, high = to_day(first), to_day(last)
    told = [(one, other) for one, other, _ in calls_of(page)]
    assert all(low <= one <= other <= high for one, other in [*told, window_of(page)])
    for selector in (START, BODY, END):
        box = page.locator(selector).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= SIZE["width"]
    assert "NaN" not in page.locator(".atlas-timeline").inner_html()


def test_a_single_event_is_seen_beside_forty_thousand(page):
    first, last, rows = EDGE_CASES["40,000 in one bar"]
    start_timeline(page, first, last, rows)
    assert page.locator(".atlas-timeline-highest").text_content() == "40,000 a month"
    colors = page.evaluate(
        """() => {
            const { canvas } = timeline.track;
            const { data } = canvas.getContext("2d").getImageData(0, 51, canvas.width, 1);
            return Array.from({ length: canvas.width }, (_, x) =>
                data.slice(4 * x, 4 * x + 3).join(","));
        }"""
    )
    assert "191,104,4" in colors


def test_a_data_set_changed_while_playing_does_not_stop_it(page):
    page.locator(PLAY).click()
    page.evaluate("timeline.setData(timeline.pack, new Uint8Array(timeline.pack.count).fill(1))")
    assert page.evaluate("timeline.isBusy")

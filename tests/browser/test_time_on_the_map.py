"""The map's own timeline on the whole page: dragging, keys, playing, and that Streamlit follows."""

import re
import shutil
from pathlib import Path

import pytest
from browser_tools import serve_dashboard

from tests.browser.dashboard_page import (
    FRAME,
    card,
    choose_country,
    drawn,
    figure,
    map_frame,
    view_of,
    wait_in,
)
from tests.makers import make_event, write_table

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PERIOD = "from=2010-01-01&to=2010-12-31"


def part_box(page, frame, part):
    """Give where a part of the timeline is on the page: its middle."""
    selector = {
        "window": ".atlas-timeline-window",
        "start": ".atlas-timeline-start",
        "end": ".atlas-timeline-end",
    }[part]
    outer = page.query_selector(FRAME).bounding_box()
    inner = frame.evaluate(
        "s => (b => [b.left + b.width / 2, b.top + b.height / 2])"
        "(document.querySelector(s).getBoundingClientRect())",
        selector,
    )
    return outer["x"] + inner[0], outer["y"] + inner[1]


def drag(page, frame, part, right_px, steps=8, *, release=True):
    x, y = part_box(page, frame, part)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, steps + 1):
        page.mouse.move(x + right_px * step / steps, y)
    if release:
        page.mouse.up()


def window_of(frame):
    return drawn(frame)["time"]["window"]


def sum_of(state):
    return sum(item["count"] for item in [*state["symbols"], *state["tray"]])


def figure_of(page):
    return int(figure(page, "Incidents").inner_text().replace(",", ""))


def wait_for_map(frame, old):
    """Wait until the map draws something newer than a state of it."""
    wait_in(
        frame,
        "old => sahelAtlas.debug(map).revision > old && sahelAtlas.debug(map).isReady",
        arg=old["revision"],
    )


def wait_for_figure(page, number):
    wait_in(
        page,
        "n => document.querySelector('[data-testid=stMetricValue]').innerText === String(n)",
        arg=number,
    )


@pytest.fixture
def year_2010(open_dashboard, address):
    page = open_dashboard(f"{address}?{PERIOD}")
    return page, map_frame(page)


def test_dragging_a_handle_narrows_the_map_and_on_release_the_page_follows(year_2010):
    page, frame = year_2010
    before = figure_of(page)
    drag(page, frame, "end", -300, release=False)
    state = drawn(frame)
    assert not state["time"]["window"]["isAll"]
    assert sum(state["counts"].values()) < before
    assert sum_of(state) == sum(state["counts"].values())
    assert figure_of(page) == before, "while dragging only the browser works"
    page.mouse.up()
    wait_for_figure(page, drawn(frame)["counts"]["certain"])
    page.wait_for_url(re.compile(r"window=2010-01-01\.\.2010-"))
    table = page.get_by_text(re.compile(r"events? shown"))
    assert int(re.match(r"\d+", table.inner_text())[0]) >= figure_of(page)


def test_dragging_the_window_moves_it_whole(open_dashboard, address):
    page = open_dashboard(f"{address}?{PERIOD}&window=2010-03-01..2010-04-30")
    frame = map_frame(page)
    before = window_of(frame)
    drag(page, frame, "window", 150)
    after = window_of(frame)
    assert after["last"] - after["first"] == before["last"] - before["first"]
    assert after["first"] > before["first"]


def test_keys_move_and_resize_the_window_while_the_map_stays(open_dashboard, address):
    page = open_dashboard(f"{address}?{PERIOD}&window=2010-03-01..2010-03-31")
    frame = map_frame(page)
    view, before = view_of(frame), window_of(frame)
    frame.focus(".atlas-timeline-window")
    page.keyboard.press("ArrowRight")
    moved = window_of(frame)
    assert moved["first"] > before["first"]
    assert moved["last"] > before["last"]
    page.keyboard.press("Shift+ArrowRight")
    resized = window_of(frame)
    assert resized["first"] == moved["first"]
    assert resized["last"] > moved["last"]
    page.keyboard.press("End")
    assert window_of(frame)["last"] == drawn(frame)["time"]["period"][1]
    page.keyboard.press("Home")
    assert window_of(frame)["first"] == drawn(frame)["time"]["period"][0]
    assert view_of(frame) == view
    page.wait_for_url(re.compile(r"window=2010-01-01"))


def test_playing_for_two_seconds_moves_the_window_and_pausing_tells_the_page(
    open_dashboard, address
):
    page = open_dashboard(f"{address}?{PERIOD}&window=2010-01-01..2010-01-31")
    frame = map_frame(page)
    before = window_of(frame)
    frame.focus(".atlas-timeline-window")
    page.keyboard.press("Space")
    page.wait_for_timeout(2000)
    assert "window=2010-01-01..2010-01-31" in page.url, "nothing is told while playing"
    page.keyboard.press("Space")
    after = window_of(frame)
    assert after["first"] > before["first"]
    state = drawn(frame)
    assert sum_of(state) == sum(state["counts"].values())
    wait_for_figure(page, state["counts"]["certain"])
    wait_in(page, "old => !location.search.includes(old)", arg="2010-01-01..2010-01-31")


def test_a_window_survives_another_filter_and_the_map_keeps_zoom_and_centre(
    open_dashboard, address
):
    page = open_dashboard(f"{address}?{PERIOD}&window=2010-09-01..2010-10-31&view=17.0000,4.0000,6")
    frame = map_frame(page)
    before, old = view_of(frame), drawn(frame)
    choose_country(page, "Niger", "NER")
    wait_for_map(frame, old)
    page.wait_for_url(re.compile("country=NER"))
    assert view_of(frame) == before
    assert window_of(frame) == old["time"]["window"]
    state = drawn(frame)
    wait_for_figure(page, state["counts"]["certain"])
    assert sum_of(state) == sum(state["counts"].values())


def test_reset_on_the_page_opens_the_window_again_and_it_does_not_come_back(
    open_dashboard, address
):
    page = open_dashboard(f"{address}?{PERIOD}")
    frame = map_frame(page)
    whole = figure_of(page)
    drag(page, frame, "end", -300)
    page.wait_for_url(re.compile("window="))
    page.get_by_role("button", name="Undo").click()
    wait_in(frame, "sahelAtlas.debug(map).time.window.isAll")
    wait_for_figure(page, whole)
    frame.evaluate("map.panBy([40, 0], {animate: false})")  # a message with the map's last window
    page.wait_for_timeout(1200)
    assert drawn(frame)["time"]["window"]["isAll"]
    assert figure_of(page) == whole
    assert "window=" not in page.url


def test_the_slider_sets_the_period_and_the_map_is_not_built_anew(year_2010):
    page, frame = year_2010
    frame.evaluate("window.isStillHere = true")
    period = drawn(frame)["time"]["period"]
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    wait_in(
        frame,
        "old => sahelAtlas.debug(map).time.period[0] > old && sahelAtlas.debug(map).isReady",
        arg=period[0],
    )
    assert frame.evaluate("window.isStillHere")
    state = drawn(frame)
    wait_for_figure(page, state["counts"]["certain"])


def test_two_sessions_have_windows_of_their_own(open_dashboard, address):
    one = open_dashboard(f"{address}?{PERIOD}")
    two = open_dashboard(f"{address}?{PERIOD}&country=MLI")
    frames = [map_frame(page) for page in (one, two)]
    drag(one, frames[0], "end", -250)
    one.wait_for_url(re.compile("window="))
    old = drawn(frames[1])
    choose_country(two, "Mauritania", "MRT")
    two.wait_for_url(re.compile("MRT"))
    wait_for_map(frames[1], old)
    states = [drawn(frame) for frame in frames]
    assert states[1]["time"]["window"]["isAll"]
    assert not states[0]["time"]["window"]["isAll"]
    for page, state in zip((one, two), states, strict=True):
        wait_for_figure(page, state["counts"]["certain"])
        assert sum_of(state) == sum(state["counts"].values())
    assert "MRT" not in one.url
    assert "window=" not in two.url


def test_a_row_of_the_table_shows_its_place_on_the_map(open_dashboard, address):
    page = open_dashboard(f"{address}?from=2010-09-01&to=2010-10-31")
    frame = map_frame(page)
    grid = page.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 36 + 17)
    card(page).wait_for()
    assert "Arlit" in card(page).inner_text()
    wait_in(frame, "sahelAtlas.debug(map).picked.length === 1")
    (picked,) = drawn(frame)["picked"]
    assert picked.startswith("place:7.3")


def write_events(folder, events):
    """Write a data folder with events of our own and the shipped base map."""
    for name in ("vocabulary.csv", "actors.csv"):
        shutil.copy(ROOT / "data" / name, folder / name)
    shutil.copytree(ROOT / "data" / "geo", folder / "geo")
    header = (ROOT / "data" / "hostage_cases.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "hostage_cases.csv").write_text(f"{header}\n", encoding="utf-8")
    write_table(folder / "events.csv", events, list(make_event()))


def spread_over_a_town(number):
    days = [f"{2003 + i % 20}-{1 + i % 12:02}-{1 + i % 28:02}" for i in range(number)]
    return [make_event(event_date=day, time_precision=1 + (i % 3)) for i, day in enumerate(days)]


AWKWARD = {
    "one event": [{"event_date": "2012-06-15"}],
    "all on one day": [{"longitude": 7.3 + n / 20} for n in range(7)],
    "1903 and 2099": [{"event_date": "1903-01-01"}, {"event_date": "2099-12-31"}],
    "one month": [{"event_date": "2012-06-15", "time_precision": "3"}],
}


@pytest.mark.parametrize("name", [*AWKWARD, "40,000 at one town"])
def test_awkward_events_open_play_and_add_up(open_dashboard, tmp_path, name):
    given = AWKWARD.get(name)
    events = [make_event(**row) for row in given] if given else spread_over_a_town(40_000)
    write_events(tmp_path, events)
    with serve_dashboard(ROOT, data_folder=tmp_path) as served:
        page = open_dashboard(served)
        frame = map_frame(page)
        state = drawn(frame)
        assert sum_of(state) == sum(state["counts"].values()) == len(events)
        assert figure_of(page) + state["counts"]["possible"] == len(events)
        handles = frame.evaluate(
            """[...document.querySelectorAll('.atlas-timeline-handle')].map((handle) => {
                const inner = handle.getBoundingClientRect();
                const outer = document.querySelector('.atlas-timeline').getBoundingClientRect();
                return inner.left >= outer.left && inner.right <= outer.right;
            })"""
        )
        assert handles == [True, True]
        frame.focus(".atlas-timeline-window")
        for key in ("ArrowRight", "Shift+ArrowLeft", "End", "Home", "Space"):
            page.keyboard.press(key)
        page.wait_for_timeout(300)
        page.keyboard.press("Space")
        state = drawn(frame)
        assert sum_of(state) == sum(state["counts"].values()) <= len(events)
        assert page.locator("[data-testid=stException]").count() == 0


def test_no_events_at_all_leave_an_empty_map_and_no_fault(open_dashboard, tmp_path):
    write_events(tmp_path, [])
    with serve_dashboard(ROOT, data_folder=tmp_path) as served:
        page = open_dashboard(served)
        frame = map_frame(page)
        state = drawn(frame)
        assert state["counts"] == {"certain": 0, "possible": 0}
        assert state["symbols"] == []
        assert page.locator("[data-testid=stException]").count() == 0

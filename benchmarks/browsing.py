"""A real Chromium that reaches no other machine, and what a reader does in it, timed.

Outside addresses are unknown to this browser, so that no request passes through Python while it
is timed; whatever was asked for in vain is told at the end.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from browser_tools import CHROMIUM_FLAGS, LOCAL_HOSTS, find_chromium
from playwright.sync_api import Browser, Error, Frame, Locator, Page, Request, sync_playwright
from playwright.sync_api import TimeoutError as LateError

NO_OUTSIDE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
SOFTWARE_WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
PROBES = Path(__file__).with_name("probes.js")
VIEWPORT = {"width": 1400, "height": 900}
MAP_FRAME = "iframe[title*='streamlit_folium']"
TRIES, LIST_MS = 5, 5000
READY = "window.map && window.benchmarkProbe.isReady()"


class NotMeasuredError(Exception):
    """A page did not do what was to be timed; the message says what it did."""


@dataclass(frozen=True)
class Step:
    """
    One key press: milliseconds until the page stood still, and bytes that came meanwhile.

    `rest_ms` is the part until the script had run; what follows is the map's own work.
    """

    ms: float
    rest_ms: float
    socket_bytes: int
    fetched_bytes: int

    @property
    def sent_bytes(self) -> int:
        """All that came, the web socket's part before compression."""
        return self.socket_bytes + self.fetched_bytes


@contextmanager
def open_chromium(*flags: str) -> Iterator[Browser]:
    """Start Chromium with further flags, and close it at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=[*CHROMIUM_FLAGS, NO_OUTSIDE, *flags],
            headless=True,
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: Browser, address: str, *, timeout_s: float = 60) -> Iterator[Page]:
    """
    Open an address in a window of its own.

    Raises
    ------
    NotMeasuredError
        At the end, if the page asked another machine for anything.
    """
    context = browser.new_context(viewport=VIEWPORT)
    context.add_init_script(path=PROBES)
    outside: list[str] = []

    def note(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.hostname not in LOCAL_HOSTS:
            outside.append(request.url)

    context.on("request", note)
    page = context.new_page()
    page.set_default_timeout(timeout_s * 1000)
    try:
        page.goto(address)
        yield page
    finally:
        context.close()
    if outside:
        msg = f"the page asked other machines: {', '.join(sorted(set(outside)))}"
        raise NotMeasuredError(msg)


def map_frame(page: Page) -> Frame:
    """
    Give the map's frame, once it is drawn.

    Raises
    ------
    NotMeasuredError
        If it is not drawn in time; with the page's own error, if it shows one.
    """
    try:
        page.wait_for_selector(MAP_FRAME)
        frame = page.query_selector(MAP_FRAME).content_frame()
        frame.wait_for_function(READY, polling=50)
    except LateError as error:
        shown = page.get_by_test_id("stException").all_inner_texts()
        reason = shown[0].splitlines()[0] if shown else str(error).splitlines()[0]
        msg = f"the map was not drawn: {reason}"
        raise NotMeasuredError(msg) from error
    return frame


def time_opening(browser: Browser, address: str, *, timeout_s: float = 60) -> float:
    """Give the milliseconds from the address to a map that is drawn."""
    start = time.perf_counter()
    with open_page(browser, address, timeout_s=timeout_s) as page:
        map_frame(page)
        return (time.perf_counter() - start) * 1000


def ask(target: Page | Frame, expression: str, argument: Any = None) -> Any:
    """
    Ask the probes in a page or frame.

    Raises
    ------
    NotMeasuredError
        With the first line of what went wrong there.
    """
    try:
        return target.evaluate(expression, argument)
    except Error as error:
        raise NotMeasuredError(error.message.splitlines()[0]) from error


def rest(page: Page, picture: str) -> None:
    """Wait until the page stands still with a picture of its data (see `probes.js`)."""
    ask(page, "name => benchmarkProbe.rest(name)", picture)


def press(page: Page, key: str, picture: str) -> Step:
    """Press a key, and time until the page stands still with another picture."""
    ask(page, "name => benchmarkProbe.listen(name)", picture)
    page.keyboard.press(key)
    answer = ask(page, "() => benchmarkProbe.answer")
    return Step(answer["ms"], answer["rest"], answer["socket"], answer["fetched"])


def slide(page: Page, count: int, picture: str, *, label: str = "Period") -> list[Step]:
    """
    Move the slider's later handle towards the earlier one, a day a step.

    Every step asks for days that were never asked for before, so no cache can answer it, and
    leaves out events: the last days of made events have many, the first ones hardly any.
    """
    slider = page.get_by_test_id("stSlider").filter(has=page.get_by_text(label, exact=True))
    slider.get_by_role("slider").last.focus()
    return [press(page, "ArrowLeft", picture) for _ in range(count)]


def choose_countries(page: Page, names: list[str], picture: str) -> list[Step]:
    """Choose countries in the sidebar, one after the other; each step adds one."""
    box = page.get_by_role("combobox", name="Countries")
    steps = []
    for name in names:
        _find_option(page, box, name)
        steps.append(press(page, "Enter", picture))
    return steps


def _find_option(page: Page, box: Locator, name: str) -> None:
    """Type a name until the list offers it: a list that is drawn anew forgets what was typed."""
    option = page.get_by_role("option", name=name, exact=True)
    for _ in range(TRIES):
        box.click()
        box.fill(name)
        try:
            option.wait_for(timeout=LIST_MS)
        except LateError:
            continue
        return
    msg = f"the list never offered {name}"
    raise NotMeasuredError(msg)

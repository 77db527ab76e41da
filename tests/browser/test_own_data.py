"""What a reader brings stays with that reader, in a real Chromium with several windows."""

import re

import pytest
from import_page_tools import HOSTILE, make_acled, write_csv

from tests.browser.dashboard_page import figure, map_frame

pytestmark = pytest.mark.browser

COUNT = 20


def bring(page, content, name="sample.csv"):
    page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )


def put_on_the_map(page, content):
    """Bring a file, put its events on the map and go there; give the map's addresses."""
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    bring(page, content)
    page.get_by_role("button", name=f"Put {COUNT} events on the map").click()
    page.get_by_role("button", name="Show the map").click()
    map_frame(page)
    return addresses


def packs(addresses):
    """Give the addresses of packed events and masks."""
    return {url for url in addresses if re.search(r"/media/\w+\.bin|events\.\w+\.pack", url)}


def test_uploads_are_on_the_map_of_their_session_alone_and_under_its_own_addresses(
    open_dashboard, address
):
    content = write_csv(make_acled(COUNT))
    pages = [open_dashboard(f"{address}?page=data") for _ in range(2)]
    mine, same_file = (put_on_the_map(page, content) for page in pages)
    shown = int(figure(pages[0], "Incidents").inner_text())
    assert packs(mine)
    assert not [url for url in packs(mine) if "/atlas/" in url]
    # the same file in two sessions: neither can tell the other's addresses from its own
    assert not packs(mine) & packs(same_file)

    other = open_dashboard(address)
    map_frame(other)
    assert 0 < shown - int(figure(other, "Incidents").inner_text()) <= COUNT
    other.get_by_text("My data", exact=True).click()
    other.get_by_text("Bring a file: choose").first.wait_for()
    assert other.get_by_role("button", name="Remove").count() == 0


def test_a_file_without_a_known_form_is_told_repaired_and_checked(open_dashboard, address):
    page = open_dashboard(f"{address}?page=data")
    rows = [
        {"Jour": "21/01/2021", "Lat": "16,27", "Long": "-0,04", "Texte": HOSTILE},
        {"Jour": "22/01/2021", "Lat": "16,28", "Long": "-0,05", "Texte": "Exemple"},
    ]
    bring(page, write_csv(rows, ";"), f"{HOSTILE[:20].replace('/', '')}.csv")
    check = page.get_by_role("button", name="Check the rows")
    check.wait_for()
    assert check.is_disabled()
    for number in range(2):
        page.get_by_text("Yes, read it so", exact=True).nth(number).click()
        page.wait_for_timeout(1500)
    page.get_by_text("2 of 2 can be read so.").wait_for()
    check.click()
    page.get_by_role("button", name="Put 2 events on the map").wait_for()
    assert page.evaluate("document.querySelectorAll('img[src=x]').length") == 0


def test_work_on_a_large_file_can_be_cancelled(open_dashboard, address):
    page = open_dashboard(f"{address}?page=data")
    bring(page, write_csv(make_acled(40_000)))
    page.locator("[class*=st-key-import_cancel_] button").click()
    page.get_by_text("Bring a file: choose").first.wait_for()
    page.locator("[class*=st-key-import_cancel_]").wait_for(state="detached")
    assert page.locator("[data-testid=stException]").count() == 0

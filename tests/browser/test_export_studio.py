"""The export dialog in a real Chromium: a preview that follows, and files that open again."""

import csv
import json
import sqlite3
from contextlib import closing
from io import BytesIO

import openpyxl
import pypdf
import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import TimeoutError  # noqa: A004 - Playwright's own
from pptx import Presentation

from sahel_geo.export.stampfiles import find_stamp
from tests.browser.dashboard_page import map_frame

pytestmark = pytest.mark.browser

TITLE = "Sept personnes enlevées à Arlit"
PREVIEW = ".st-key-studio_result img"
DAYS = "from=2010-09-16&to=2010-09-22"


def try_until(act, wait):
    """
    Do something until it shows; a page that is just being drawn may lose a click.

    What stands above moves while a page is filled: a press and its release then fall on two things.
    """
    for last_try in (False, False, True):
        act()
        try:
            wait(40_000 if last_try else 10_000)
        except TimeoutError:
            if last_try:
                raise
        else:
            return


def open_studio(page, name="Export…"):
    dialog = page.get_by_role("dialog")

    def press():
        if not dialog.count():  # what is open already may only be slow to draw
            page.get_by_role("button", name=name).locator("visible=true").first.click()

    try_until(
        press,
        lambda limit: page.locator(PREVIEW).wait_for(timeout=limit),
    )
    return dialog


def preview_after(page, act):
    """Do something, and wait until the preview is another picture."""
    before = page.locator(PREVIEW).get_attribute("src")
    try_until(
        act,
        lambda limit: page.wait_for_function(
            f"before => ![null, before].includes("
            f"document.querySelector('{PREVIEW}')?.getAttribute('src') ?? null)",
            arg=before,
            polling=100,
            timeout=limit,
        ),
    )


def write_title(page, words):
    box = page.get_by_label("Title", exact=True)
    box.fill(words)
    box.press("Enter")


def choose(page, name, words):
    page.locator(f".st-key-studio_{name}").get_by_text(words, exact=True).click()


def download(page, words, folder):
    """Press the button of a format, and wait for the file."""
    button = page.get_by_role("button", name=f"Download {words}", exact=True)
    with page.expect_download(timeout=90_000) as waiting:
        button.click(timeout=90_000)
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def read_png(file):
    with Image.open(file) as picture:
        assert picture.size == (1920, 1080)


def read_svg(file):
    words = " ".join(etree.parse(file).getroot().itertext())
    assert TITLE in words


def read_pdf(file):
    (page,) = pypdf.PdfReader(BytesIO(file.read_bytes())).pages
    assert TITLE in page.extract_text()


def read_pptx(file):
    (slide,) = Presentation(file).slides
    assert slide.has_notes_slide
    assert len(slide.shapes) >= 1


def read_deck(file):
    assert len(Presentation(file).slides) == 3


def read_deck_pages(file):
    assert len(pypdf.PdfReader(BytesIO(file.read_bytes())).pages) == 3


def read_html(file):
    assert TITLE in file.read_text(encoding="utf-8")


def read_gif(file):
    with Image.open(file) as picture:
        assert picture.n_frames > 3


def read_mp4(file):
    assert file.read_bytes()[4:8] == b"ftyp"


def read_xlsx(file):
    book = openpyxl.load_workbook(BytesIO(file.read_bytes()))
    assert len(book.sheetnames) == 2
    assert book.worksheets[0].max_row > 3


def read_csv(file):
    with file.open(encoding="utf-8-sig", newline="") as rows:
        assert len(list(csv.DictReader(rows))) > 3


def read_gpkg(file):
    with closing(sqlite3.connect(file)) as base:
        assert base.execute("select count(*) from gpkg_contents").fetchone()[0] > 0


def read_geojson(file):
    assert json.loads(file.read_text(encoding="utf-8"))["features"]


PURPOSES = {
    "Picture": "picture",
    "Slide": "slide",
    "Briefing deck": "deck",
    "Film": "film",
    "Table": "rows",
}
SLOW = {"Briefing deck", "Film"}
FILES = (
    ("Picture", "PNG", read_png),
    ("Picture", "SVG", read_svg),
    ("Picture", "PDF", read_pdf),
    ("Slide", "PowerPoint, editable shapes", read_pptx),
    ("Slide", "PowerPoint, as a picture", read_pptx),
    ("Briefing deck", "PowerPoint", read_deck),
    ("Briefing deck", "PDF", read_deck_pages),
    ("Web page", "HTML", read_html),
    ("Film", "GIF", read_gif),
    ("Film", "MP4", read_mp4),
    ("Table", "Excel (XLSX)", read_xlsx),
    ("Table", "CSV", read_csv),
    ("Table", "GeoPackage", read_gpkg),
    ("Table", "GeoJSON", read_geojson),
)


def test_the_preview_follows_and_every_format_opens_again(open_dashboard, address, tmp_path):
    page = open_dashboard(f"{address}?{DAYS}")
    map_frame(page)
    page.wait_for_timeout(1500)
    open_studio(page)
    preview_after(page, lambda: choose(page, "theme", "Dark slide"))
    preview_after(page, lambda: write_title(page, TITLE))
    for purpose, words, read in FILES:
        choose(page, "purpose", purpose)
        if purpose != "Web page":
            choose(page, f"format_{PURPOSES[purpose]}", words)
        if purpose in SLOW:
            page.get_by_role("button", name=f"Make {words}", exact=True).click()
        file = download(page, words, tmp_path)
        read(file)
        if words != "CSV":
            assert find_stamp(file).data_version
    assert page.get_by_test_id("stException").count() == 0


def test_the_dialog_can_be_closed_and_opened_again_with_all_that_was_chosen(
    open_dashboard, address
):
    page = open_dashboard(f"{address}?{DAYS}")
    map_frame(page)
    dialog = open_studio(page)
    preview_after(page, lambda: write_title(page, TITLE))
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    page.wait_for_timeout(1000)
    assert dialog.count() == 0
    open_studio(page)
    assert page.get_by_label("Title", exact=True).input_value() == TITLE


def test_a_film_that_is_being_made_can_be_cancelled(open_dashboard, address):
    page = open_dashboard(f"{address}?from=2013-01-01&to=2013-04-30")
    map_frame(page)
    open_studio(page)
    choose(page, "purpose", "Film")
    page.get_by_role("button", name="Make MP4").click()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("progressbar").wait_for(state="detached")
    page.get_by_role("button", name="Make MP4").wait_for()
    assert page.get_by_role("button", name="Download MP4").count() == 0
    assert page.get_by_test_id("stException").count() == 0


@pytest.mark.parametrize("purpose", ["Image", "Film", "Présentation", "Tableau"])
def test_on_a_phone_the_controls_stand_above_the_preview_and_nothing_scrolls_sideways(
    open_dashboard, address, purpose
):
    page = open_dashboard(f"{address}?{DAYS}&lang=fr", width=390, height=844)
    map_frame(page)
    open_studio(page, "Exporter…")
    choose(page, "purpose", purpose)
    page.wait_for_timeout(2500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    right = page.locator(".st-key-studio_result").bounding_box()
    left = page.locator(".st-key-studio_language").bounding_box()
    assert right["y"] > left["y"]
    assert right["x"] + right["width"] <= 390

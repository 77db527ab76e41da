import base64
import io
import re
import shutil
import subprocess
from datetime import datetime

import numpy as np
import pytest
from defusedxml import ElementTree
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from sahel_geo.cartography.figure import Page, draw, plan_page
from sahel_geo.cartography.figure.saving import (
    STAMP_KEY,
    FileWords,
    save_pdf,
    save_pdf_pages,
    save_png,
    save_svg,
)
from sahel_geo.model.design import PageDesign
from tests.cartography.figure.handmade_document import TEXTS, make_document

STAMP = '{"sahel_geo": 1, "title": "\\u00e9"}'
WORDS = FileWords("Aïr & <Ténéré> السلام", "two\nlines", "sources", "disclaimer", STAMP)
SVG = "{http://www.w3.org/2000/svg}"
SAVERS = {"png": save_png, "svg": save_svg, "pdf": save_pdf}


def save(figure, kind, words=WORDS):
    with io.BytesIO() as file:
        SAVERS[kind](figure, file, words)
        return file.getvalue()


@pytest.fixture(scope="module")
def plan(document, translator):
    return plan_page(
        document, Page(), translator, PageDesign(title="السلام Aïr", marking="TLP:RED")
    )


@pytest.fixture(scope="module")
def svg(plan):
    return save(draw(plan), "svg").decode()


@pytest.fixture(scope="module")
def pdf(plan):
    return save(draw(plan), "pdf")


@pytest.mark.parametrize("kind", SAVERS)
def test_the_same_plan_gives_the_same_bytes(plan, kind):
    assert save(draw(plan), kind) == save(draw(plan), kind)


@pytest.mark.parametrize("kind", SAVERS)
def test_a_file_says_neither_when_nor_by_what_program_it_was_made(plan, kind):
    content = save(draw(plan), kind)
    assert b"atplotlib" not in content
    assert str(datetime.now().year).encode() + b"-" not in content  # noqa: DTZ005 - any zone


def test_a_png_carries_the_stamp_and_the_words(plan):
    with Image.open(io.BytesIO(save(draw(plan), "png"))) as picture:
        assert picture.text[STAMP_KEY] == STAMP
        assert picture.text["Title"] == WORDS.title


def test_words_of_an_svg_are_words(svg):
    root = ElementTree.fromstring(svg)
    texts = ["".join(element.itertext()).strip() for element in root.iter(f"{SVG}text")]
    for words in (TEXTS.sources, TEXTS.disclaimer, "Gao", "Niamey", "TLP:RED", "السلام Aïr"):
        assert words in texts


def test_an_svg_brings_the_letters_it_uses_and_asks_for_nothing_else(svg):
    faces = re.findall(r"@font-face\{(.*?)\}", svg)
    assert len(faces) >= 2
    letters = set()
    for face in faces:
        data = re.search(r"base64,([A-Za-z0-9+/=]+)\)", face).group(1)
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            letters |= set(map(chr, font.getBestCmap()))
        assert "DejaVu Sans" in face
    assert set("SecurityGaoNiamey°·") <= letters
    assert len(letters) < 200
    addresses = re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?([^\"')\s]+)", svg)
    assert all(address.startswith(("#", "data:")) for address in addresses)


def test_bold_and_italic_letters_name_their_face(svg):
    assert re.search(r'style="font: [^"]*\bbold\b|font-weight: (bold|700)', svg)
    assert re.search(r'style="font: [^"]*\boblique\b|font-style: oblique', svg)


def test_an_svg_carries_the_stamp_in_its_metadata(svg):
    root = ElementTree.fromstring(svg)
    told = "".join(root.find(f"{SVG}metadata").itertext())
    assert STAMP in told
    assert root.find(f"{SVG}title").text == WORDS.title


@pytest.mark.parametrize("title", ["]]> --> </svg>", "a\x00b\x0bc", "&amp; <script>"])
def test_no_title_breaks_an_svg(translator, title):
    figure = draw(plan_page(make_document(layers=()), Page(), translator, PageDesign(title=title)))
    root = ElementTree.fromstring(save(figure, "svg", FileWords(title=title)).decode())
    assert root.find(f"{SVG}script") is None


def test_fonts_of_a_pdf_are_embedded_as_truetype(pdf):
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert inner["/Subtype"] in {"/TrueType", "/CIDFontType2"}
        assert "/FontFile2" in inner["/FontDescriptor"]
    assert "Gao" in page.extract_text()


def test_a_pdf_has_the_size_of_its_page_and_carries_the_stamp(pdf, plan):
    reader = PdfReader(io.BytesIO(pdf))
    (page,) = reader.pages
    width, height = (72 * side for side in plan.page.size_in)
    assert float(page.mediabox.width) == pytest.approx(width, abs=0.01)
    assert float(page.mediabox.height) == pytest.approx(height, abs=0.01)
    assert reader.metadata.title == WORDS.title
    assert reader.metadata["/Keywords"] == STAMP
    assert reader.metadata.creation_date is None


def test_pages_of_one_pdf_follow_each_other(plan):
    def write():
        with io.BytesIO() as file:
            save_pdf_pages((draw(plan) for _ in range(2)), file, WORDS)
            return file.getvalue()

    content = write()
    assert len(PdfReader(io.BytesIO(content)).pages) == 2
    assert write() == content


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs pdftoppm")
def test_a_pdf_looks_like_the_picture(pdf, plan, tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-png", "-r", "64", file, tmp_path / "page"], check=True)
    (turned,) = tmp_path.glob("page*.png")
    small = (240, 135)
    one, other = (
        np.asarray(Image.open(picture).convert("RGB").resize(small), dtype=float)
        for picture in (turned, io.BytesIO(save(draw(plan), "png")))
    )
    assert np.abs(one - other).mean() < 4
    assert (np.abs(one - other).max(axis=2) > 60).mean() < 0.02

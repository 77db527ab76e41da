import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation

from sahel_geo.cartography.figure import Page, draw, plan_page, save_png
from sahel_geo.export.slideground import MOST_POINTS, lay_out_ground
from sahel_geo.export.slides import export_slide, slide_of
from sahel_geo.export.stamp import Stamp, write_stamp
from sahel_geo.export.stampfiles import find_stamp
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.vocabulary import ExportFormat, Furniture, Language, LayerFile, ThemeName
from tests.cartography.figure.handmade_document import make_full_document
from tests.export.slide_schema import faults_of_order, faults_of_shapes

STAMP = write_stamp(
    Stamp(ExportFormat.PPTX, Language.ENGLISH, "0a1b2c", made_on=date(2026, 11, 22))
)
SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def translator():
    return Translator(Language.ENGLISH)


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return make_full_document(tmp_path_factory.mktemp("relief"))


@pytest.fixture(scope="module")
def design():
    return PageDesign(organisation="Croix-Rouge", marking="TLP:AMBER")


@pytest.fixture(scope="module")
def plan(document, translator, design):
    return plan_page(document, Page(), translator, design)


@pytest.fixture(scope="module")
def snapshot(plan, document, design, translator):
    return export_slide(plan, document, design, STAMP, translator, name="slide")


@pytest.fixture(scope="module")
def presentation(snapshot):
    return Presentation(io.BytesIO(snapshot.content))


def all_shapes(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:  # a group
            yield from all_shapes(shape.shapes)


def words_of(presentation):
    return [
        shape.text_frame.text
        for shape in all_shapes(presentation.slides[0].shapes)
        if shape.has_text_frame and shape.text_frame.text
    ]


def test_a_slide_has_the_usual_size_of_its_paper(snapshot, presentation):
    inches = presentation.slide_width / 914400, presentation.slide_height / 914400
    assert inches == pytest.approx((13.333, 7.5), abs=0.001)
    assert snapshot.file_name == "slide.pptx"
    assert len(presentation.slides) == 1


def test_the_map_is_made_of_groups_named_by_layer(presentation):
    groups = [shape.name for shape in presentation.slides[0].shapes if shape.shape_type == 6]
    expected = [
        "Sea",
        "Land",
        "Borders",
        "Areas of imprecise places",
        "Incidents",
        "Names",
        "Legend",
    ]
    assert [name for name in groups if name in expected] == expected
    assert any(name.startswith("Path: ") for name in groups)


def test_no_shape_is_without_a_name(presentation):
    assert all(shape.name for shape in all_shapes(presentation.slides[0].shapes))


def test_the_title_is_the_title_of_the_slide(presentation, document):
    assert presentation.slides[0].shapes.title.text_frame.text == document.texts.title


def test_words_of_the_page_are_on_the_slide(presentation, document, plan):
    words = " ".join(words_of(presentation))
    for told in (document.texts.subtitle, document.texts.counts, document.texts.made_on):
        assert told in words
    for name in plan.names:
        assert name.block.lines[0].upper() in words.upper()
    assert words.count("TLP:AMBER") == 2
    assert "Croix-Rouge" in words


def test_each_number_of_a_path_stands_in_its_mark(presentation, plan):
    numbers = [spot.step.numbers for spot in plan.drawn.spots if spot.step.numbers]
    words = words_of(presentation)
    assert all(number in words for number in numbers)


def test_legs_end_in_arrowheads(snapshot):
    with zipfile.ZipFile(io.BytesIO(snapshot.content)) as packed:
        xml = packed.read("ppt/slides/slide1.xml").decode()
    assert "<a:tailEnd" in xml
    assert "<a:custDash>" in xml
    assert 'typeface="Arial"' in xml


def tree_of(slide):
    return etree.fromstring(slide.shapes.to_xml())


@pytest.mark.parametrize("theme", [ThemeName.SCREEN, ThemeName.GREY])
def test_shapes_are_written_as_powerpoint_reads_them(document, translator, theme):
    furniture = frozenset(Furniture)
    design = PageDesign(
        theme=theme, organisation="Croix-Rouge", marking="TLP:RED", furniture=furniture
    )
    tree = tree_of(slide_of(plan_page(document, Page(), translator, design), native=True))
    assert faults_of_order(tree) == []
    assert faults_of_shapes(tree) == []


def test_shapes_of_all_data_are_written_as_powerpoint_reads_them(shipped_map, english):
    tree = tree_of(slide_of(plan_page(shipped_map, Page(), english), native=True))
    assert faults_of_order(tree) == []
    assert faults_of_shapes(tree) == []


def test_a_slide_of_one_picture_is_written_as_powerpoint_reads_it(plan):
    tree = tree_of(slide_of(plan, native=False))
    assert faults_of_order(tree) + faults_of_shapes(tree) == []


def test_the_relief_is_one_picture(presentation):
    pictures = [s for s in all_shapes(presentation.slides[0].shapes) if s.shape_type == 13]
    assert [picture.name for picture in pictures] == ["Relief"]


def test_notes_tell_what_is_shown_and_whose_it_is(presentation, document):
    notes = presentation.slides[0].notes_slide.notes_text_frame.text
    texts = document.texts
    for told in (texts.title, texts.subtitle, texts.counts, texts.sources, texts.data_date):
        assert told in notes


def test_the_file_tells_when_it_was_made_and_how(snapshot, presentation, document, tmp_path):
    core = presentation.core_properties
    assert core.title == document.texts.title
    assert core.created.date() == core.modified.date() == document.made_on
    file = tmp_path / "slide.pptx"
    file.write_bytes(snapshot.content)
    assert find_stamp(file).data_version == "0a1b2c"


def test_the_same_plan_gives_the_same_bytes(snapshot, plan, document, design, translator):
    again = export_slide(plan, document, design, STAMP, translator, name="slide")
    assert again.content == snapshot.content


def test_the_picture_variant_is_one_picture_that_is_told_in_words(
    plan, document, design, translator
):
    made = export_slide(plan, document, design, STAMP, translator, native=False)
    slide = Presentation(io.BytesIO(made.content)).slides[0]
    (picture,) = slide.shapes
    assert (picture.left, picture.top) == (0, 0)
    assert Image.open(io.BytesIO(picture.image.blob)).size == (1920, 1080)
    told = picture._element.nvPicPr.cNvPr.get("descr")
    assert document.texts.title in told
    assert document.texts.sources in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("theme", ThemeName)
def test_a_slide_has_the_paper_of_its_theme(document, translator, theme):
    design = PageDesign(theme=theme)
    plan = plan_page(document, Page(), translator, design)
    slide = slide_of(plan, native=True)
    assert slide.background == plan.colors.paper


def test_a_slide_of_all_data_is_light(shipped_map, english):
    slide = slide_of(plan_page(shipped_map, Page(), english), native=True)
    assert 2000 < slide.shapes.points <= MOST_POINTS


def test_neighbours_keep_one_border(shipped_map, english):
    frame = plan_page(shipped_map, Page(), english).frame
    shapes = lay_out_ground(frame, shipped_map.layers, Language.ENGLISH, most_points=8000)
    land = {shape.name: shape.runs for shape in shapes if shape.file is LayerFile.COUNTRIES}
    corners = {name: {tuple(point) for run in runs for point in run.round(3)}
               for name, runs in land.items()}  # fmt: skip
    shared = corners["Mali"] & corners["Niger"]
    assert len(shared) > 5
    borders = next(shape for shape in shapes if shape.value == "international")
    on_borders = {tuple(point) for run in borders.runs for point in run.round(3)}
    assert len(shared - on_borders) <= 0.1 * len(shared)


def test_a_map_without_events_is_a_slide(document, translator):
    bare = replace(document, symbols=(), paths=(), footprints=(), tray=(), labels=(), legend=())
    slide = slide_of(plan_page(bare, Page(), translator), native=True)
    assert slide.shapes.points > 0


@pytest.mark.skipif(SOFFICE is None and not os.environ.get("CI"), reason="needs LibreOffice")
def test_libreoffice_shows_the_slide_as_the_picture_is(snapshot, plan, tmp_path):
    file = tmp_path / "slide.pptx"
    file.write_bytes(snapshot.content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [SOFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    shown = tmp_path / "shown"
    command = ["pdftoppm", "-png", "-singlefile", "-scale-to-x", "480", "-scale-to-y", "270",
               tmp_path / "slide.pdf", shown]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    drawn = io.BytesIO()
    save_png(draw(plan), drawn, {})
    sizes = (96, 54)
    left, right = (
        np.asarray(Image.open(file).convert("RGB").resize(sizes, Image.Resampling.BOX), float)
        for file in (shown.with_suffix(".png"), drawn)
    )
    difference = np.abs(left - right).mean(axis=2)
    assert difference.mean() < 6
    assert (difference > 60).mean() < 0.02


def test_the_logo_is_a_picture_that_is_told_in_words(document, translator):
    logo = io.BytesIO()
    Image.new("RGBA", (80, 40), "#a91609").save(logo, "PNG")
    design = PageDesign(organisation="Croix-Rouge", logo=logo.getvalue())
    plan = plan_page(document, Page(), translator, design)
    made = export_slide(plan, document, design, "", translator)
    slide = Presentation(io.BytesIO(made.content)).slides[0]
    pictures = {shape.name for shape in all_shapes(slide.shapes) if shape.shape_type == 13}
    assert pictures == {"Relief", "Logo"}

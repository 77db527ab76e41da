import pytest

from sahel_geo.cartography.figure.paper import FORMATS, page_of
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.vocabulary import Language, PaperName


def test_every_format_has_a_page():
    assert set(FORMATS) == set(PaperName)


@pytest.mark.parametrize(
    ("paper", "size"),
    [
        (PaperName.WIDE, (1920, 1080)),
        (PaperName.STANDARD, (1600, 1200)),
        (PaperName.SQUARE, (1080, 1080)),
        (PaperName.A4_LANDSCAPE, (1754, 1240)),
        (PaperName.A4_PORTRAIT, (1240, 1754)),
    ],
)
def test_a_format_has_its_usual_size(paper, size):
    page = page_of(paper)
    assert (page.width_px, page.height_px) == size


@pytest.mark.parametrize("paper", PaperName)
def test_more_pixels_are_the_same_page_only_finer(paper):
    usual, fine, coarse = page_of(paper), page_of(paper, dpi=300), page_of(paper, width_px=640)
    assert fine.dpi == pytest.approx(300, abs=0.1)
    assert coarse.width_px == 640
    for page in (fine, coarse):
        assert page.width == pytest.approx(usual.width, rel=1e-3)
        assert page.height == pytest.approx(usual.height, rel=3e-3)


def test_a_sheet_has_its_millimetres_at_any_resolution():
    page = page_of(PaperName.A4_PORTRAIT, dpi=300)
    assert (page.width_px, page.height_px) == (2480, 3508)


def test_a_width_in_millimetres_is_that_of_the_print():
    page = page_of(PaperName.WIDE, width_mm=254, dpi=200)
    assert (page.width_px, page.height_px) == (2000, 1125)
    assert page.size_in[0] == pytest.approx(10)


def test_pixels_and_resolution_together_give_the_size_in_print():
    page = page_of(PaperName.WIDE, width_px=1500, dpi=150)
    assert page.width == pytest.approx(960)


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ({"dpi": 72}, "bad_dpi"),
        ({"dpi": 301}, "bad_dpi"),
        ({"width_px": 10}, "bad_width_px"),
        ({"width_px": 20_000}, "bad_width_px"),
        ({"width_px": 640, "dpi": 300}, "bad_width_px"),
        ({"width_mm": 50}, "bad_width_mm"),
        ({"width_mm": 5000}, "bad_width_mm"),
        ({"width_mm": 1000, "dpi": 300}, "bad_width_px"),
    ],
)
def test_a_size_that_cannot_be_drawn_is_refused_with_what_was_expected(options, rule):
    with pytest.raises(SahelGeoError) as caught:
        page_of(PaperName.WIDE, **options)
    assert caught.value.rule == rule
    for language in Language:
        words = Translator(language).error(caught.value)
        assert caught.value.values["most"] in words
        assert caught.value.values["got"] in words

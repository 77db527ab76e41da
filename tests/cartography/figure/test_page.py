import pytest

from sahel_geo.cartography.figure.page import Box, Page


def test_a_css_pixel_of_the_slide_is_four_thirds_of_a_pixel_of_the_picture():
    page = Page()
    assert (page.width, page.height) == (1440, 810)
    assert page.pixels_per_px == pytest.approx(4 / 3)


def test_a_page_too_small_for_a_map_is_refused():
    with pytest.raises(ValueError, match="needs at least"):
        Page(320, 200, 96)


def test_a_page_without_resolution_is_refused():
    with pytest.raises(ValueError, match="needs at least"):
        Page(dpi=0)


def test_a_box_holds_what_lies_inside_and_on_its_edge():
    box = Box(0, 0, 10, 5)
    assert box.holds(Box(0, 1, 10, 5))
    assert not box.holds(Box(0, 1, 10.5, 5))
    assert box.grown(1).holds(box)

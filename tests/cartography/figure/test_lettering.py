import warnings

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sahel_geo.cartography.figure.lettering import (
    ELLIPSIS,
    MISSING,
    as_lettered,
    font,
    font_file,
    measure,
    printable,
    set_paragraph,
    wrap,
    write,
)
from sahel_geo.cartography.symbology import LETTERING, LabelKind, TextStyle

PLAIN = TextStyle("#000000", 11.0, halo_px=0.0)


@pytest.fixture
def axes():
    return Figure(dpi=128).add_axes((0, 0, 1, 1))


def width_of(text):
    renderer = FigureCanvasAgg(text.figure).get_renderer()
    return text.get_window_extent(renderer).width


def test_the_fonts_are_those_that_ship_with_matplotlib():
    for bold in (False, True):
        for italic in (False, True):
            assert font_file(bold=bold, italic=italic).is_file()


@pytest.mark.parametrize("text", ["$x^2$", "a_b^c", "100 % $", r"\frac{1}{2}", "{x}"])
def test_text_of_the_data_is_never_read_as_mathematics(axes, text):
    written = write(axes, text, (0, 0), PLAIN)
    assert written.get_text() == text
    assert not written.get_parse_math()
    assert width_of(written) > 0


@pytest.mark.parametrize(
    "text", ["السلام عليكم", "Ménaka · Aïr", "ⵜⴰⵎⴰⵛⴻⵇ", "漢字 \U0001f600", "a\tb\nc", ""]
)
def test_every_script_can_be_written(axes, text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert width_of(write(axes, text, (0, 0), PLAIN)) >= 0


@pytest.mark.parametrize("kind", LabelKind)
def test_arabic_is_set_in_a_face_that_has_it(kind):
    name = "مالي"
    assert "Oblique" not in font(name, LETTERING[kind]).get_file()
    assert MISSING not in as_lettered(name, LETTERING[kind])


def test_a_letter_that_the_font_lacks_is_marked():
    assert printable("漢a") == f"{MISSING}a"


@pytest.mark.parametrize("kind", LabelKind)
def test_names_are_about_as_wide_as_measured(axes, kind):
    style = LETTERING[kind]
    for text in ("Ouagadougou", "AVATAR To Wa", "Burkina Faso"):
        written = write(axes, text, (0, 0), style)
        assert width_of(written) / 128 * 96 <= measure(text, style) * 1.09


@pytest.mark.parametrize("size", [8.25, 8.6, 9.5, 11, 12.5, 23])
def test_no_line_of_a_paragraph_is_wider_than_measured(axes, size):
    style = TextStyle("#000000", size, halo_px=0.0)
    for text in ("Events and cases: press, court and official sources", "illicit little fill"):
        # lengths are kept in 64ths of a pixel
        assert width_of(write(axes, text, (0, 0), style)) / 128 * 96 <= measure(text, style) + 0.1


def test_names_of_countries_are_capitals_spaced_out():
    lettered = as_lettered("Mali", LETTERING[LabelKind.COUNTRY])
    assert lettered.replace("\u200a", "") == "MALI"
    assert lettered != "MALI"


def test_letters_that_join_are_not_spaced_out():
    assert as_lettered("مالي", LETTERING[LabelKind.COUNTRY]) == "مالي"


def test_lines_break_at_spaces_and_none_is_too_wide():
    text = "Events and cases: press, court and official sources named for each row " * 3
    lines = wrap(text, PLAIN, 200)
    assert " ".join(lines) == text.strip()
    assert max(measure(line, PLAIN) for line in lines) <= 200


def test_a_word_wider_than_the_line_is_cut():
    word = "x" * 200
    lines = wrap(word, PLAIN, 100)
    assert "".join(lines) == word
    assert max(measure(line, PLAIN) for line in lines) <= 100


def test_a_no_break_space_holds_its_words_together():
    assert wrap("a 25\u00a0km", PLAIN, measure("25\u00a0km", PLAIN) + 1) == ("a", "25\u00a0km")


def test_a_paragraph_shrinks_before_it_is_cut_short():
    text = "Hostage movements: seven people of a mining town and all who were taken after them"
    wide, narrow = (set_paragraph(text, PLAIN, width, max_lines=1) for width in (1000, 430))
    assert wide.style.size_px == 11
    assert narrow.lines == (text,)
    assert narrow.style.size_px < 11
    tiny = set_paragraph(text, PLAIN, 120, max_lines=2)
    assert len(tiny.lines) == 2
    assert tiny.lines[-1].endswith(ELLIPSIS)
    assert max(measure(line, tiny.style) for line in tiny.lines) <= 120


def test_an_empty_text_has_no_lines():
    assert set_paragraph("", PLAIN, 100).lines == ()
    assert set_paragraph("  \n", PLAIN, 100).height == 0

"""Themes keep apart what the screen's colours keep apart, and words readable."""

import itertools

import pytest

from sahel_geo.cartography import symbology
from sahel_geo.cartography.symbology import EVENT_COLORS, LETTERING
from sahel_geo.cartography.theme import apply_theme, channels, paper_colors
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import EventType, Language, ThemeName
from tests.cartography.figure.handmade_document import make_full_document


def luminance(color):
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in channels(color)
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ThemeName)
def test_words_can_be_read_on_the_paper_and_on_the_land(theme):
    inks = paper_colors(theme)
    assert contrast(inks.ink, inks.paper) >= 7
    assert contrast(inks.quiet_ink, inks.paper) >= 4.5
    for style in LETTERING.values():
        lettering = inks.text(style)
        assert contrast(lettering.color, lettering.halo) >= 4.5


@pytest.mark.parametrize("theme", [ThemeName.SCREEN, ThemeName.PRINT, ThemeName.DARK])
def test_incidents_and_paths_stand_out_from_the_land(theme):
    inks = paper_colors(theme)
    for color in (*EVENT_COLORS.values(), *symbology.CASE_COLORS, symbology.FLOW_COLOR):
        assert contrast(inks.of(color), inks.land) >= 3


@pytest.mark.parametrize("theme", ThemeName)
def test_kinds_of_incidents_stay_apart(theme):
    inks = paper_colors(theme)
    colors = [inks.event(kind) for kind in EventType]
    for one, other in itertools.combinations(colors, 2):
        apart = max(abs(a - b) for a, b in zip(channels(one), channels(other), strict=True))
        assert apart > 0.11


@pytest.mark.parametrize("language", Language)
def test_in_grey_every_kind_has_a_letter_of_its_own(language):
    letters = paper_colors(ThemeName.GREY, Translator(language)).letters
    assert set(letters) == set(EventType)
    assert len(set(letters.values())) == len(EventType)


@pytest.mark.parametrize("theme", [ThemeName.SCREEN, ThemeName.PRINT, ThemeName.DARK])
def test_other_themes_need_no_letters(theme):
    assert not paper_colors(theme, Translator(Language.ENGLISH)).letters


def test_grey_has_no_colour():
    inks = paper_colors(ThemeName.GREY)
    for color in (*EVENT_COLORS.values(), symbology.RIVER.color, symbology.PATH_COLOR, "#12ab9f"):
        assert len(set(channels(inks.of(color)))) == 1


def test_the_screens_theme_changes_nothing(tmp_path):
    document = make_full_document(tmp_path)
    assert apply_theme(document, ThemeName.SCREEN) is document
    assert paper_colors(ThemeName.SCREEN).of("#12ab9f") == "#12ab9f"


@pytest.mark.parametrize("theme", [ThemeName.GREY, ThemeName.DARK])
def test_a_themed_document_has_every_colour_changed(tmp_path, theme):
    document = make_full_document(tmp_path)
    themed = apply_theme(document, theme)
    inks = paper_colors(theme)
    (before,), (after,) = document.paths, themed.paths
    assert after.legs[0].color == inks.of(before.legs[0].color)
    assert after.tails[0].style.color == inks.of(before.tails[0].style.color)
    assert after.steps[0].color == after.fades[0].color == inks.of(before.color)
    assert themed.footprints[0].style.fill == inks.of(document.footprints[0].style.fill)
    countries, borders = themed.layers[1:]
    assert countries.styles["focus"].fill == inks.land
    assert borders.styles["international"].color == inks.of(
        document.layers[2].styles["international"].color
    )
    entries = [entry for group in themed.legend for entry in group.entries]
    assert entries[0].color == inks.of("#c2340a")


def test_opacity_is_kept():
    assert paper_colors(ThemeName.DARK).rgba((1.0, 1.0, 1.0, 0.4))[3] == 0.4

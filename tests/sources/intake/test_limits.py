"""Every limit has a setting, and a breach says what is allowed and what came."""

from dataclasses import fields, replace

import pytest

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.files import UnreadableFileError
from sahel_geo.sources.intake.limits import LONGEST_CELL, Limits, setting_of

NAMES = [field.name for field in fields(Limits)]


@pytest.mark.parametrize("name", NAMES)
def test_every_limit_has_a_setting(name):
    assert getattr(Limits.from_environment({setting_of(name): " 7 "}), name) == 7


def test_without_settings_the_limits_are_the_usual_ones():
    assert Limits.from_environment({"SAHEL_GEO_MOST_ROWS": ""}) == Limits()


@pytest.mark.parametrize("text", ["-1", "0", "many", "1.5", "²"])
def test_a_setting_that_is_no_number_is_refused_with_words(text):
    with pytest.raises(SahelGeoError) as caught:
        Limits.from_environment({"SAHEL_GEO_MOST_ROWS": text})
    sentence = Translator(Language.ENGLISH).error(caught.value)
    assert sentence == (
        f"the setting SAHEL_GEO_MOST_ROWS must be a whole number above 0, got '{text}'."
    )


@pytest.mark.parametrize("name", [name for name in NAMES if name != "most_cell"])
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.FRENCH])
def test_a_breach_says_what_is_allowed_what_came_and_the_setting(name, language):
    limits = replace(Limits(), **{name: 10})
    limits.check(name, "events.csv", 10)
    with pytest.raises(UnreadableFileError) as caught:
        limits.check(name, "events.csv", 13)
    sentence = Translator(language).problem(caught.value.problem)
    assert "10" in sentence
    assert setting_of(name) in sentence
    assert name == "most_memory_mb" or "13" in sentence


def test_a_size_just_above_a_limit_does_not_read_as_the_limit():
    with pytest.raises(UnreadableFileError) as caught:
        Limits(most_mb=50).check("most_mb", "events.csv", 50.04)
    assert dict(caught.value.problem.values)["got"] == "50.04"


def test_the_command_line_takes_workbooks_as_large_as_other_files():
    assert Limits().for_operator().most_spreadsheet_mb == Limits().most_mb


def test_a_cell_is_never_longer_than_the_csv_reader_takes():
    assert Limits(most_cell=1_000_000).most_cell == LONGEST_CELL

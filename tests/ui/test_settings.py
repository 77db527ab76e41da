"""What the operator decides by the environment."""

import logging

import pytest

from sahel_geo.model.vocabulary import OpenCases
from sahel_geo.sources import SHIPPED_DATA
from sahel_geo.ui.settings import Settings


def test_without_a_word_the_shipped_data_are_shown_with_care(monkeypatch):
    monkeypatch.delenv("SAHEL_GEO_DATA", raising=False)
    monkeypatch.delenv("SAHEL_GEO_OPEN_CASES", raising=False)
    assert Settings.from_environment() == Settings(SHIPPED_DATA, OpenCases.COUNTRY)


@pytest.mark.parametrize("word", ["country", ""])
def test_the_careful_way_can_be_named(monkeypatch, word):
    monkeypatch.setenv("SAHEL_GEO_OPEN_CASES", word)
    assert Settings.from_environment().open_cases is OpenCases.COUNTRY


def test_the_operator_may_show_open_cases_as_they_are_told(monkeypatch):
    monkeypatch.setenv("SAHEL_GEO_OPEN_CASES", "as_told")
    assert Settings.from_environment().open_cases is OpenCases.AS_TOLD


def test_a_word_that_means_nothing_discloses_nothing_and_is_logged(monkeypatch, caplog):
    monkeypatch.setenv("SAHEL_GEO_OPEN_CASES", "as-told")
    with caplog.at_level(logging.WARNING):
        assert Settings.from_environment().open_cases is OpenCases.COUNTRY
    assert "SAHEL_GEO_OPEN_CASES must be one of country, as_told; got 'as-told'." in caplog.text


def test_a_workspace_is_there_only_when_it_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("SAHEL_GEO_WORKSPACE", raising=False)
    assert Settings.from_environment().workspace is None
    monkeypatch.setenv("SAHEL_GEO_WORKSPACE", " ")
    assert Settings.from_environment().workspace is None
    monkeypatch.setenv("SAHEL_GEO_WORKSPACE", str(tmp_path))
    assert Settings.from_environment().workspace == tmp_path

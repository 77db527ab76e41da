"""The text in which a search looks for words."""

import pytest
from makers import STEP, make_cases, make_events

from sahel_geo.model.searchtext import SEARCHED_COLUMNS, fold, fold_events


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉMEUTE", "emeute"),
        ("l’otage", "l'otage"),
        ("Straße", "strasse"),
        ("Tahoua NORD", "tahoua nord"),
        ("", ""),
    ],
)
def test_folding_drops_accents_and_capitals(text, folded):
    assert fold(text) == folded
    assert fold(fold(text)) == folded


@pytest.mark.parametrize("column", SEARCHED_COLUMNS)
def test_every_searched_column_is_in_the_text_of_its_own_event(column):
    cases = make_cases({"case_id": "Éléphant", "name": "x"})
    word = "Éléphant"
    events = make_events({"title": "Raid"}, {"title": "March"} | {column: word}, cases=cases)
    texts = fold_events(events, cases)
    assert list(texts.str.contains("elephant")) == [False, True]
    assert list(texts.index) == list(events.index)


def test_an_event_is_found_by_the_names_of_its_case_in_both_languages():
    cases = make_cases({"name": "Arlit seven", "name_fr": "Les sept d’Arlit"})
    events = make_events(STEP, {}, cases=cases)
    lines = [set(text.split("\n")) for text in fold_events(events, cases)]
    assert {"arlit seven", "les sept d'arlit"} <= lines[0]
    assert not {"arlit seven", "les sept d'arlit"} & lines[1]


def test_no_events_have_no_texts():
    assert fold_events(make_events({}).iloc[:0], make_cases()).empty

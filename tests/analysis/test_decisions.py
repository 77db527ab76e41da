import json

import pytest

from sahel_geo.analysis.decisions import Decisions, EventKey, make_pair
from sahel_geo.model.errors import SahelGeoError

ONE, OTHER = EventKey("acled", "MLI1"), EventKey("shipped", "raid")


def test_a_pair_is_the_same_whichever_is_named_first():
    assert make_pair(ONE, OTHER) == make_pair(OTHER, ONE)
    assert Decisions().with_split(ONE, OTHER) == Decisions().with_split(OTHER, ONE)


def test_the_last_word_counts():
    decisions = Decisions().with_split(ONE, OTHER).with_joined(OTHER, ONE)
    assert not decisions.split
    assert decisions.joined == {make_pair(ONE, OTHER)}
    assert decisions.without(ONE, OTHER) == Decisions()


def test_decisions_come_back_from_json():
    decisions = Decisions().with_split(ONE, OTHER).with_joined(ONE, EventKey("ucdp", "7"))
    assert Decisions.from_json(decisions.to_json()) == decisions


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "7",
        '{"split": {}, "joined": []}',
        '{"split": [[["a", "b"]]], "joined": []}',
        '{"split": [[["a", 1], ["b", "c"]]], "joined": []}',
        '{"split": [["ab", "cd", "ef"]], "joined": []}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_refused_with_words(text):
    with pytest.raises(SahelGeoError) as error:
        Decisions.from_json(text)
    assert error.value.rule == "decisions_form"


def test_a_pair_that_is_both_is_refused():
    pair = [["a", "1"], ["b", "2"]]
    with pytest.raises(SahelGeoError):
        Decisions.from_json(json.dumps({"split": [pair], "joined": [pair[::-1]]}))

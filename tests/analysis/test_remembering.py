"""Answers that are kept with the dataset they are of."""

import gc
import weakref

from makers import make_dataset

from sahel_geo.analysis.remembering import remember
from sahel_geo.model.selection import MapSelection

NIGER, MALI, BOTH = (
    MapSelection(countries=codes) for codes in (("NER",), ("MLI",), ("MLI", "NER"))
)


def make_asked(most):
    asked = []

    @remember(most)
    def ask(dataset, selection):
        asked.append((dataset.version, selection))
        return object()

    return ask, asked


def test_the_same_question_about_the_same_data_is_answered_once():
    ask, asked = make_asked(2)
    dataset = make_dataset()
    assert ask(dataset, NIGER) is ask(dataset, MapSelection(countries=("NER",)))
    assert ask(dataset, MALI) is not ask(dataset, NIGER)
    assert len(asked) == 2


def test_equal_versions_of_two_datasets_do_not_share_answers():
    ask, asked = make_asked(2)
    one, other = make_dataset(), make_dataset()
    assert ask(one, NIGER) is not ask(other, NIGER)
    assert len(asked) == 2


def test_the_oldest_answer_goes_first():
    ask, asked = make_asked(2)
    dataset = make_dataset()
    for selection in (NIGER, MALI, BOTH, MALI, NIGER):
        ask(dataset, selection)
    assert [selection for _, selection in asked] == [NIGER, MALI, BOTH, NIGER]


def test_answers_do_not_keep_a_dataset_that_nobody_uses_any_more():
    ask, _ = make_asked(2)
    dataset = make_dataset()
    ask(dataset, NIGER)
    gone = weakref.ref(dataset)
    del dataset
    gc.collect()
    assert gone() is None


def test_every_value_asked_with_tells_answers_apart():
    @remember(4)
    def ask(dataset, *asked, **named):
        return object()

    dataset = make_dataset()
    assert ask(dataset, NIGER, "fr") is ask(dataset, NIGER, "fr")
    assert ask(dataset, NIGER, "fr") is not ask(dataset, NIGER, "en")
    assert ask(dataset, NIGER, by="type") is not ask(dataset, NIGER, by="country")

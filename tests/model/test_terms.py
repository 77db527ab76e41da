"""Words for codes, by language."""

from sahel_geo.model.terms import Terms
from sahel_geo.model.vocabulary import Language

TERMS = Terms(
    {
        Language.ENGLISH: {
            ("country", "MLI"): "Mali",
            ("country", "TCD"): "Chad",
            ("outcome", "x"): "",
        },
        Language.FRENCH: {("country", "TCD"): "Tchad"},
    }
)


def test_a_code_has_its_word_in_each_language():
    assert TERMS.word("country", "TCD", Language.ENGLISH) == "Chad"
    assert TERMS.word("country", "TCD", Language.FRENCH) == "Tchad"


def test_a_code_without_a_word_in_a_language_has_none():
    assert TERMS.word("country", "MLI", Language.FRENCH) is None
    assert TERMS.word("sector", "TCD", Language.ENGLISH) is None
    assert TERMS.word("outcome", "x", Language.ENGLISH) is None
    assert Terms().word("country", "MLI", Language.ENGLISH) is None


def test_codes_of_a_kind_stand_in_the_order_of_the_table():
    assert TERMS.codes("country") == ("MLI", "TCD")
    assert TERMS.codes("sector") == ()

import pytest

from sahel_geo.analysis.revisions import PLACE, Change, Revision
from sahel_geo.cartography.cards.revisions import change_words, revision_words
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.schema import IMPORTED
from sahel_geo.model.vocabulary import Language

ENGLISH, FRENCH = (Translator(language) for language in (Language.ENGLISH, Language.FRENCH))


@pytest.mark.parametrize(
    ("change", "english", "french"),
    [
        (Change("1", "fatalities", "3", "11"), "deaths 3 → 11", "morts\u00a0: 3 → 11"),
        (Change("1", "fatalities", "", "0"), "deaths unknown → 0", "morts\u00a0: inconnu → 0"),
        (Change("1", PLACE, "a", "b", 39.8), "moved 40\u00a0km", "déplacé de 40\u00a0km"),
        (Change("1", PLACE, "a", "b", 0.4), "moved less than 1\u00a0km",
         "déplacé de moins de 1\u00a0km"),
        (Change("1", "summary", "a", "b"), "text rewritten", "texte\u00a0: réécrit"),
        (Change("1", "event_date", "2012-06-15", "2012-06-16"), "date 15 June 2012 → 16 June 2012",
         "date\u00a0: 15 juin 2012 → 16 juin 2012"),
        (Change("1", "actor2", "A / B", "A"), "second actor A / B → A",
         "second acteur\u00a0: A / B → A"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(change, english, french):
    assert change_words(change, ENGLISH) == english
    assert change_words(change, FRENCH) == french


@pytest.mark.parametrize("translator", [ENGLISH, FRENCH], ids=str)
def test_every_column_has_a_name(translator):
    for column in set(IMPORTED.columns) - {"event_id", "joint_id", "latitude", "longitude"}:
        assert translator.has(f"merge.column.{column}"), column


def test_cells_are_text_whatever_they_hold():
    change = Change("1", "location", "<b>{x}</b>", "%s")
    assert change_words(change, ENGLISH) == "place name <b>{x}</b> → %s"


def test_a_revision_is_summed_up():
    revision = Revision(("a",), (Change("b", "title", "x", "y"),) * 2, ("c", "d"))
    assert revision_words(revision, ENGLISH) == "1 new, 1 changed, 2 vanished"
    assert revision_words(revision, FRENCH) == "1 nouveau, 1 modifié, 2 disparus"
    assert revision_words(Revision(("a", "b")), FRENCH) == (
        "2 nouveaux, aucun modifié, aucun disparu"
    )
    assert revision_words(Revision(), ENGLISH) == "nothing changed"

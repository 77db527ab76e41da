from sahel_geo.model.terms import Terms
from sahel_geo.model.vocabulary import EventType, SubEventType
from sahel_geo.sources.adapters.kinds import PARENTS, known_kinds
from sahel_geo.sources.reference import shipped_reference


def test_every_sub_type_has_its_type():
    assert set(PARENTS) == set(SubEventType)
    assert set(PARENTS.values()) == set(EventType)


def test_a_kind_is_known_in_both_languages_and_by_common_words():
    kinds = known_kinds(shipped_reference().terms)
    assert kinds["battles"] == ("Battles", "")
    assert kinds["combats"] == ("Battles", "")
    abduction = ("Violence against civilians", "Abduction/forced disappearance")
    assert kinds["kidnapping"] == kinds["enlevement"] == abduction
    assert "battles" in known_kinds(Terms())

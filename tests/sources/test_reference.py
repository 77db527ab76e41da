from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.catalog import SHIPPED_DATA, Catalog
from sahel_geo.sources.reference import read_reference, shipped_reference


def test_the_shipped_data_have_countries_and_words():
    reference = shipped_reference()
    assert {"MLI", "NER", "BFA"} <= set(reference.countries["country"])
    assert reference.terms.word("event_type", "Riots", Language.FRENCH) == "Émeutes"
    assert shipped_reference() is reference


def test_what_is_not_there_is_left_out(tmp_path):
    reference = read_reference(Catalog.in_folder(tmp_path))
    assert reference.countries.empty
    assert reference.terms.codes("event_type") == ()


def test_a_folder_of_ones_own_is_read():
    reference = read_reference(Catalog.in_folder(SHIPPED_DATA))
    assert len(reference.countries) == len(shipped_reference().countries)

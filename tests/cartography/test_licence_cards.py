from datetime import date

import pytest

from sahel_geo.cartography.cards.licences import changes_told, citation_of, duties_of
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DatasetInfo, DatasetKind, Duty
from sahel_geo.model.vocabulary import Language

TRANSLATORS = [Translator(language) for language in Language]


def make_info(kind, *, access_date=date(2026, 5, 3), told_citation=""):
    return DatasetInfo(
        str(kind), "Sample sheet", kind, "#884400", access_date, 7, "1", told_citation
    )


def test_the_citation_tells_the_day_of_access():
    words = citation_of(make_info(DatasetKind.ACLED), TRANSLATORS[0])
    assert words.startswith("ACLED (Armed Conflict Location & Event Data), www.acleddata.com")
    assert words.endswith("Accessed 3 May 2026.")


def test_a_day_that_is_owed_and_not_known_is_told_as_such():
    words = citation_of(make_info(DatasetKind.ACLED, access_date=None), TRANSLATORS[0])
    assert words.endswith("Date of access not told.")
    words = citation_of(make_info(DatasetKind.UCDP, access_date=None), TRANSLATORS[0])
    assert "access" not in words.lower()


def test_a_dataset_of_the_readers_own_is_cited_as_the_reader_says():
    info = make_info(DatasetKind.OWN, access_date=None)
    assert citation_of(info, TRANSLATORS[0]) == "Sample sheet."
    info = make_info(DatasetKind.OWN, access_date=None, told_citation="Sample office 2026")
    assert citation_of(info, TRANSLATORS[0]) == "Sample office 2026."


@pytest.mark.parametrize("kind", list(DatasetKind))
@pytest.mark.parametrize("translator", TRANSLATORS, ids=str)
def test_every_kind_has_a_name_and_words_for_its_duties(kind, translator):
    info = make_info(kind)
    assert translator.has(f"merge.kind.{kind}")
    assert len(duties_of(info, translator)) == len(info.duties)


@pytest.mark.parametrize("translator", TRANSLATORS, ids=str)
def test_every_duty_has_words(translator):
    assert all(translator.has(f"merge.duty.{duty}") for duty in Duty)


def test_changes_are_told_where_they_are_asked_for():
    assert changes_told(make_info(DatasetKind.ACLED), TRANSLATORS[0]).startswith("Sample sheet")
    assert changes_told(make_info(DatasetKind.OWN), TRANSLATORS[0]) == ""

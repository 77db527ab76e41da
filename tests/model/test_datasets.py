import pytest

from sahel_geo.model.datasets import DATASET_TERMS, DatasetKind, Duty

FOREIGN = [DatasetKind.ACLED, DatasetKind.UCDP, DatasetKind.GTD, DatasetKind.AWSD]


def test_every_kind_has_terms():
    assert set(DATASET_TERMS) == set(DatasetKind)


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_dataset_of_others_is_cited(kind):
    assert "http" in DATASET_TERMS[kind].citation or "www." in DATASET_TERMS[kind].citation


@pytest.mark.parametrize("kind", list(DatasetKind))
def test_rows_that_may_not_be_passed_on_say_so(kind):
    terms = DATASET_TERMS[kind]
    assert terms.allows_raw == (Duty.NO_RAW_ROWS not in terms.duties)


def test_raw_rows_of_acled_and_gtd_stay_with_their_reader():
    assert not DATASET_TERMS[DatasetKind.ACLED].allows_raw
    assert not DATASET_TERMS[DatasetKind.GTD].allows_raw


def test_acled_is_owed_its_date_filters_and_changes():
    duties = DATASET_TERMS[DatasetKind.ACLED].duties
    assert {Duty.ACCESS_DATE, Duty.FILTERS, Duty.CHANGES} <= set(duties)

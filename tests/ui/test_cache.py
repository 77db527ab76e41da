"""What the page reads: the data as they may be shown."""

import pytest

from sahel_geo.analysis.care import WITHHELD, find_open_cases
from sahel_geo.model.vocabulary import GeoPrecision, OpenCases
from sahel_geo.sources import SHIPPED_DATA
from sahel_geo.ui.cache import load_dataset


def test_the_page_shows_open_cases_to_their_country_unless_told_otherwise():
    dataset, _ = load_dataset(SHIPPED_DATA)
    open_steps = dataset.steps.loc[dataset.steps["case_id"].isin(find_open_cases(dataset))]
    assert len(open_steps) == 17
    assert set(open_steps["geo_precision"]) == {GeoPrecision.UNDISCLOSED}
    assert open_steps[WITHHELD].all()


@pytest.mark.parametrize("open_cases", list(OpenCases))
def test_the_operators_word_is_part_of_what_is_kept(open_cases):
    load_dataset(SHIPPED_DATA, OpenCases.COUNTRY)
    dataset, _ = load_dataset(SHIPPED_DATA, open_cases)
    assert (WITHHELD in dataset.events.columns) is (open_cases is OpenCases.COUNTRY)

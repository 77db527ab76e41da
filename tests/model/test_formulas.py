import pandas as pd
import pytest

from sahel_geo.model.formulas import defuse_cells, restore_cells


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@a", "\tx", "\rx"])
def test_a_text_that_begins_like_a_formula_goes_behind_an_apostrophe_and_comes_back(text):
    cells = pd.Series([text], dtype="str")
    defused = defuse_cells(cells)
    assert defused.item() == f"'{text}"
    assert restore_cells(defused).item() == text


@pytest.mark.parametrize("text", ["", "Gao", "-0.04", "-5", "'twas", "1=1"])
def test_other_texts_and_numbers_stay_as_they_are(text):
    cells = pd.Series([text], dtype="str")
    assert defuse_cells(cells).item() == text
    assert restore_cells(cells).item() == text

"""Repairs of a file in words."""

import pandas as pd

from sahel_geo.cartography.cards.repairs import repair_words
from sahel_geo.sources.intake.repairs import find_repairs
from sahel_geo.sources.intake.table import Repair, RepairKind


def test_a_delimiter_is_told_by_its_name(english, french):
    repair = Repair(RepairKind.DELIMITER, (("delimiter", "semicolon"),))
    assert repair_words(repair, english) == "The columns are parted by semicolons."
    assert "points-virgules" in repair_words(repair, french)


def test_a_delimiter_without_a_name_stands_as_it_is(english):
    repair = Repair(RepairKind.DELIMITER, (("delimiter", "~"),))
    assert repair_words(repair, english) == "The columns are parted by ~."


def test_a_proposal_says_before_and_after(english):
    cells = pd.DataFrame({"Lat": ["16,27", "15,1"], "Lon": ["-0,04", "1,5"]}, dtype="str")
    [repair] = find_repairs(cells, {"latitude": "Lat", "longitude": "Lon"})
    words = repair_words(repair, english)
    assert "(Lat, Lon, 4 cells): read 16,27 as 16.27?" in words

from makers import make_dataset, make_events

from sahel_geo.analysis.combining import match_datasets
from sahel_geo.analysis.duplicates import warn_of_likely_same
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DatasetEvents, DatasetInfo, DatasetKind
from sahel_geo.model.report import Severity
from sahel_geo.model.vocabulary import Language

RAID = {"title": "Sample raid", "actor2": "Sample group", "fatalities": "4"}


def test_a_row_that_the_data_folder_tells_as_well_is_warned_of():
    dataset = make_dataset(events=make_events({**RAID, "event_id": "here"}))
    rows = make_events({**RAID, "event_id": "old", "event_date": "1999-01-01"},
                       {**RAID, "event_id": "there"})  # fmt: skip
    info = DatasetInfo("acled", "ACLED", DatasetKind.ACLED, "#884400", None, 2, "1")
    imported = DatasetEvents(info, rows)
    (problem,) = warn_of_likely_same("a.csv", imported, match_datasets(dataset, [imported]))
    assert (problem.row, problem.severity) == (3, Severity.WARNING)
    words = Translator(Language.ENGLISH).problem(problem)
    assert "'there'" in words
    assert "'here'" in words

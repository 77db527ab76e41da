from import_samples import make_cells

from sahel_geo.model.terms import Terms
from sahel_geo.sources.adapters import generic
from sahel_geo.sources.adapters.kinds import known_kinds
from sahel_geo.sources.intake.mapping import ColumnMapping

COLUMNS = ["Jour", "Y", "X", "Quoi", "Pays", "Où", "Morts", "Texte", "Autre"]
ROW = {
    "Jour": "2023-06-30",
    "Y": "16.27",
    "X": "-0.04",
    "Quoi": "Attaque",
    "Pays": "Mali",
    "Où": "Gao",
    "Morts": "2.0",
    "Texte": "Sample event 1.",
    "Autre": "kept",
}
OURS = {
    "event_date": "Jour",
    "latitude": "Y",
    "longitude": "X",
    "event_type": "Quoi",
    "country": "Pays",
    "location": "Où",
    "fatalities": "Morts",
    "notes": "Texte",
}


def adapt(*changes, **ours):
    cells = make_cells(COLUMNS, ROW, *changes)
    mapping = ColumnMapping.of(OURS | ours, cells.columns)
    return generic.adapt(cells, mapping, known_kinds(Terms()))


def test_a_mapping_says_which_column_is_which_of_ours():
    event = adapt().iloc[0]
    assert event["event_date"] == "2023-06-30"
    assert (event["latitude"], event["longitude"]) == ("16.27", "-0.04")
    assert (event["event_type"], event["sub_event_type"]) == (
        "Violence against civilians",
        "Attack",
    )
    assert (event["country"], event["location"], event["fatalities"]) == ("MLI", "Gao", "2")
    assert (event["summary"], event["Autre"]) == ("Sample event 1.", "kept")


def test_a_place_of_unknown_precision_does_not_look_precise():
    assert adapt()["geo_precision"].item() == "2"


def test_a_month_or_a_year_becomes_an_interval():
    month, year = adapt({"Jour": "2023-02"}, {"Jour": "2023"}).to_dict("records")
    assert (month["event_date"], month["end_date"]) == ("2023-02-01", "2023-02-28")
    assert (year["event_date"], year["end_date"]) == ("2023-01-01", "2023-12-31")
    assert month["time_precision"] == year["time_precision"] == "3"


def test_a_kind_that_is_not_known_is_other_and_its_word_is_kept():
    events = adapt({}, {"Quoi": "Sample kind"})
    assert list(events["sub_event_type"]) == ["Attack", "Other"]
    assert list(events["own_event_type"]) == ["", "Sample kind"]
    assert list(generic.has_unknown_kind(events)) == [False, True]


def test_one_column_may_be_two_of_ours():
    event = adapt(title="Texte").iloc[0]
    assert event["title"] == event["summary"] == "Sample event 1."


def test_confidence_is_taken_only_in_our_codes():
    events = adapt({"Autre": "Confirmed"}, {"Autre": "sure"}, confidence="Autre")
    assert list(events["confidence"]) == ["confirmed", "reported"]

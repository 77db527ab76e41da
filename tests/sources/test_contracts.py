"""Rows against their contract: what is wrong is said by row and column, the rest becomes typed."""
# ruff: noqa: E501 - a sentence is written in one piece

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import EVENT, make_case, make_event, write_table

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.schema import ACTORS, CASES, EVENT_COLUMNS, EVENTS, VOCABULARY, TableFile
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.contracts import accept_rows
from sahel_geo.sources.files import TextRows, UnreadableFileError
from sahel_geo.sources.row_rules import ROW_RULES
from sahel_geo.sources.tables import read_table

ENGLISH, FRENCH = Translator(Language.ENGLISH), Translator(Language.FRENCH)
NO_BREAK = "\u00a0"


def accept_events(*rows):
    cells = pd.DataFrame([make_event(**row) for row in rows], dtype="str")
    cells.index = range(2, len(rows) + 2)
    return accept_rows(TextRows("events.csv", cells), EVENTS, ROW_RULES[TableFile.EVENTS])


def accept_cases(*rows):
    cells = pd.DataFrame([make_case(**row) for row in rows], dtype="str")
    cells.index = range(2, len(rows) + 2)
    return accept_rows(TextRows("hostage_cases.csv", cells), CASES, ROW_RULES[TableFile.CASES])


def sentences(accepted, translator=ENGLISH):
    return [translator.problem(problem) for problem in accepted.report.problems]


def test_accepted_cells_have_the_types_of_the_contract():
    accepted = accept_events({"fatalities": "3", "end_date": "2012-06-17"}, {})
    frame = accepted.frame
    assert str(frame["event_date"].dtype) == "datetime64[us]"
    assert frame["end_date"].isna().tolist() == [False, True]
    assert frame["time_precision"].dtype == "int64"
    assert frame["latitude"].dtype == "float64"
    assert frame["fatalities"].dtype == "Int64"
    assert frame["fatalities"].isna().tolist() == [False, True]
    assert frame["actor2"].tolist() == ["", ""]
    assert list(frame.columns) == list(EVENT_COLUMNS)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"event_date": "31/02/2014"}, "event_date must be a day written YYYY-MM-DD, got '31/02/2014'."),
        ({"event_date": "1492-10-12"}, "event_date must lie in the years 1900 to 2100, got '1492-10-12'."),
        ({"title": ""}, "title must not be empty."),
        ({"confidence": "sure"}, "confidence must be one of confirmed, reported, claimed, disputed; got 'sure'."),
        ({"latitude": "61"}, "latitude must be a number from 4 to 38 (degrees), got '61'."),
        ({"fatalities": "many"}, "fatalities must be a whole number, 0 or more, got 'many'."),
        ({"country": "Niger"}, "country must be a country code of three capitals (ISO 3166-1, such as NER), got 'Niger'."),
        ({"source_url": "rfi.fr"}, "source_url must be addresses that begin with http:// or https://, parted by |, got 'rfi.fr'."),
        ({"source": "RFI|AFP"}, "each source must have its address: source names 2, source_url has 1."),
        ({"end_date": "2012-06-01"}, "end_date must not be before event_date (2012-06-15), got 2012-06-01."),
        ({"hostage_stage": "held"}, "a row with a hostage_stage must have a case_id, got none with 'held'."),
        ({"case_id": "arlit", "party": "A"}, "a row with a party must have a hostage_stage, got none with 'A'."),
        ({"party": "first", "case_id": "a", "hostage_stage": "held"},
         "party must be a capital letter, or one with a digit for a part of it (B, B1), got 'first'."),
    ],
)  # fmt: skip
def test_a_broken_event_is_set_aside_with_its_row_and_reason(cells, sentence):
    accepted = accept_events({}, cells, {})
    assert sentences(accepted) == [f"events.csv, row 3: {sentence}"]
    assert list(accepted.frame.index) == [2, 4]
    assert (accepted.report.read, accepted.report.rejected) == (3, 1)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"nationalities": "FRA 5"}, "nationalities must be country codes with how many people, parted by | (such as FRA:5|TGO:1), got 'FRA 5'."),
        ({"ended_on": "2009-01-01"}, "ended_on must not be before abducted_on (2010-09-16), got 2009-01-01."),
        ({"resolved": "yes"}, "a case with resolved 'yes' must have ended_on, got none."),
    ],
)  # fmt: skip
def test_a_broken_case_is_set_aside_with_its_row_and_reason(cells, sentence):
    accepted = accept_cases(cells)
    assert sentences(accepted) == [f"hostage_cases.csv, row 2: {sentence}"]
    assert accepted.frame.empty


def test_a_problem_is_said_in_french_too():
    accepted = accept_events({"event_date": "31/02/2014"})
    assert sentences(accepted, FRENCH) == [
        (
            f"events.csv, ligne 2{NO_BREAK}: event_date doit être un jour écrit AAAA-MM-JJ, "
            f"trouvé{NO_BREAK}: «{NO_BREAK}31/02/2014{NO_BREAK}»."
        )
    ]


def test_every_bad_cell_of_a_row_is_named_and_the_row_counts_once():
    accepted = accept_events({"event_date": "soon", "country": "niger"})
    assert [problem.rule for problem in accepted.report.problems] == ["day", "country_code"]
    assert accepted.report.rejected == 1


def test_an_id_given_twice_is_refused_the_second_time():
    accepted = accept_events({"event_id": "a"}, {"event_id": "b"}, {"event_id": "a"})
    assert sentences(accepted) == [
        "events.csv, row 4: event_id must be given once, got 'a' again after row 2."
    ]


def test_an_id_of_a_row_set_aside_is_free():
    accepted = accept_events({"event_id": "a", "country": "?"}, {"event_id": "a"})
    assert list(accepted.frame.index) == [3]


def test_a_word_of_two_kinds_is_given_once_for_each():
    rows = [
        {"kind": kind, "code": "gold", "en": "Gold", "fr": "Or"}
        for kind in ("commodity", "colour", "commodity")
    ]
    cells = pd.DataFrame(rows, index=[2, 3, 4], dtype="str")
    accepted = accept_rows(TextRows("vocabulary.csv", cells), VOCABULARY)
    assert sentences(accepted) == [
        (
            "vocabulary.csv, row 4: kind + code must be given once, "
            "got 'commodity + gold' again after row 2."
        )
    ]


def test_missing_columns_are_one_problem_of_the_file():
    cells = pd.DataFrame([{"actor_fr": "x"}], index=[2], dtype="str")
    with pytest.raises(UnreadableFileError) as caught:
        accept_rows(TextRows("actors.csv", cells), ACTORS)
    assert ENGLISH.problem(caught.value.problem) == "actors.csv: these columns are missing: actor."


def test_an_optional_column_may_be_absent_and_an_unknown_one_is_kept_with_a_warning():
    cells = pd.DataFrame([EVENT | {"event_id": "a", "iso": "562"}], index=[2], dtype="str")
    accepted = accept_rows(TextRows("events.csv", cells), EVENTS)
    assert accepted.frame["actor2"].tolist() == [""]
    assert accepted.frame["fatalities"].isna().all()
    assert accepted.frame["iso"].tolist() == ["562"]
    assert sentences(accepted) == [
        "events.csv: these columns are not known, they are kept and nothing is made of them: iso."
    ]
    assert not accepted.report.errors


def test_a_column_that_is_worked_out_is_not_taken_from_the_file():
    cells = pd.DataFrame([make_event(first_day="x", geometry="y")], index=[2], dtype="str")
    accepted = accept_rows(TextRows("events.csv", cells), EVENTS)
    assert sentences(accepted) == [
        (
            "events.csv: these columns are worked out anew, what they hold is left out: "
            "first_day, geometry."
        )
    ]
    assert "first_day" not in accepted.frame


def test_what_came_is_shown_short_and_on_one_line():
    accepted = accept_events({"country": "a\nb" + "x" * 500})
    got = dict(accepted.report.problems[0].values)["got"]
    assert got.startswith("a\N{REPLACEMENT CHARACTER}bxxx")
    assert len(got) == 60


garbage = st.one_of(
    st.sampled_from(["", "2014-02-31", "-1", "1e400", "|", "nan", '"', "=1+1", "٣", "\x00", "\ufeff"]),
    st.text(max_size=20),
)  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(
        st.dictionaries(st.sampled_from(EVENT_COLUMNS), garbage, max_size=4), min_size=1, max_size=5
    )
)  # fmt: skip
def test_whatever_cells_hold_accepted_and_rejected_make_what_was_read(tmp_path, changes):
    rows = [make_event(event_id=f"event-{n}") | change for n, change in enumerate(changes)]
    text = [{name: cell.encode("utf-8", "replace").decode() for name, cell in row.items()} for row in rows]  # fmt: skip
    read = read_table(write_table(tmp_path / "events.csv", text))
    accepted = accept_rows(read, EVENTS, ROW_RULES[TableFile.EVENTS])
    assert len(accepted.frame) + accepted.report.rejected == accepted.report.read
    assert accepted.report.read >= len(rows)
    assert all(ENGLISH.problem(problem) for problem in accepted.report.problems)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=200))
def test_whatever_bytes_a_table_holds_there_is_no_crash(tmp_path, content):
    file = tmp_path / "actors.csv"
    file.write_bytes(b"actor,actor_fr\n" + content)
    accepted = accept_rows(read_table(file), ACTORS)
    assert len(accepted.frame) + accepted.report.rejected == accepted.report.read

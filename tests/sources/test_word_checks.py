"""Codes and actors have their words."""

from makers import make_cases, make_events

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.report import Severity
from sahel_geo.model.schema import CASES, EVENTS
from sahel_geo.model.vocabulary import HostageStage, Language
from sahel_geo.sources import word_checks

ENGLISH = Translator(Language.ENGLISH)


def say(problems):
    return [ENGLISH.problem(problem) for problem in problems]


def test_a_code_without_words_is_named_where_it_first_stands():
    events = make_events({}, {"country": "MLI"}, {"country": "MLI"}).set_index("row")
    known = frozenset(
        {
            ("country", "NER"),
            ("event_type", "Battles"),
            ("sub_event_type", "Armed clash"),
            ("time_precision", "1"),
            ("geo_precision", "1"),
        }
    )
    assert say(word_checks.check_codes("events.csv", events, EVENTS, known)) == [
        (
            "events.csv, row 3: country should have its words in the vocabulary (country), "
            "got 'MLI', which has none."
        ),
        (
            "events.csv, row 2: confidence should have its words in the vocabulary (confidence), "
            "got 'confirmed', which has none."
        ),
    ]


def test_each_nationality_needs_its_words():
    cases = make_cases({"nationalities": "FRA:5|TGO:1|MDG:1"}).set_axis([2])
    known = frozenset({("country", "FRA"), ("country", "MDG")})
    problems = word_checks.check_codes("hostage_cases.csv", cases, CASES, known)
    assert next(dict(problem.values)["got"] for problem in problems if problem.row == 2) == "TGO"


def test_a_code_that_may_come_needs_its_words_before_it_comes():
    problems = word_checks.check_vocabulary("vocabulary.csv", frozenset())
    said = say(problems)
    for stage in HostageStage:
        assert (
            f"vocabulary.csv: a row for the hostage_stage '{stage}' is expected, there is none."
            in said
        )


def test_each_actor_of_a_cell_should_have_a_french_name():
    events = make_events({"actor1": "AQIM / MUJAO", "actor2": "AQIM"}).set_index("row")
    problems = word_checks.check_actors("events.csv", events, ["AQIM"])
    assert say(problems) == [
        (
            "events.csv, row 2: actor1 should have a French name in the table of actors, "
            "got 'MUJAO', which has none."
        )
    ]
    assert problems[0].severity is Severity.WARNING

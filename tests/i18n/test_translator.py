"""Turning keys, codes, dates and rows into words of one language."""

import string
from datetime import date

import pandas as pd
import pytest

from sahel_geo.i18n.catalog import DataText, Translator, read_messages
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import Problem
from sahel_geo.model.terms import Terms
from sahel_geo.model.vocabulary import Language

TERMS = Terms(
    {
        Language.ENGLISH: {("country", "TCD"): "Chad", ("actor", "Police"): "Police"},
        Language.FRENCH: {("country", "TCD"): "Tchad", ("actor", "Police"): "La police"},
    }
)
ENGLISH = Translator(Language.ENGLISH, TERMS)
FRENCH = Translator(Language.FRENCH, TERMS)


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0 incidents", "0 incident"),
        (1, "1 incident", "1 incident"),
        (2, "2 incidents", "2 incidents"),
        (1234, "1,234 incidents", "1\u202f234 incidents"),
        (1_000_000, "1,000,000 incidents", "1\u202f000\u202f000 incidents"),
    ],
)
def test_counts_follow_the_plural_and_the_separators_of_the_language(number, english, french):
    assert ENGLISH.count("texts.incidents", number) == english
    assert FRENCH.count("texts.incidents", number) == french


def test_a_message_is_filled_in_with_texts_as_they_are():
    text = ENGLISH.text("texts.search", text="{n} <b>%s\\")
    assert text == "search “{n} <b>%s\\”"


def test_a_key_without_a_message_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        ENGLISH.text("page.no_such_key")
    assert not ENGLISH.has("page.no_such_key")
    assert ENGLISH.has("page.title")


def test_a_code_is_said_in_words_and_stands_as_it_is_without_them():
    assert (ENGLISH.term("country", "TCD"), FRENCH.term("country", "TCD")) == ("Chad", "Tchad")
    assert FRENCH.term("country", "XYZ") == "XYZ"


def test_each_of_several_actors_is_named():
    assert FRENCH.actor("Police / Unknown / Police") == "La police / Unknown / La police"


def test_days_are_written_in_words():
    assert ENGLISH.day(date(2010, 9, 16)) == "16 September 2010"
    assert FRENCH.day(date(2010, 9, 16)) == "16 septembre 2010"
    assert (ENGLISH.day(date(2010, 9, 1)), FRENCH.day(date(2010, 9, 1))) == (
        "1 September 2010",
        "1er septembre 2010",
    )
    assert FRENCH.month(date(2010, 8, 1)) == "août 2010"


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        ((2010, 9, 16), (2010, 9, 16), "16 September 2010", "16 septembre 2010"),
        ((2010, 9, 22), (2010, 9, 23), "22–23 September 2010", "22–23 septembre 2010"),
        (
            (2010, 9, 16),
            (2010, 10, 2),
            "16 September – 2 October 2010",
            "16 septembre – 2 octobre 2010",
        ),
        (
            (2011, 5, 1),
            (2012, 12, 31),
            "1 May 2011 – 31 December 2012",
            "1er mai 2011 – 31 décembre 2012",
        ),
    ],
)
def test_runs_of_days_name_their_months_in_full_and_say_nothing_twice(first, last, english, french):
    def plain(words):
        return words.replace("\u2009", " ")

    assert plain(ENGLISH.days(date(*first), date(*last))) == english
    assert plain(FRENCH.days(date(*first), date(*last))) == french


def test_words_are_listed_as_the_language_does():
    assert ENGLISH.listing(["Gao", "Kidal", "Ménaka"]) == "Gao, Kidal and Ménaka"
    assert FRENCH.listing(["Gao", "Kidal", "Ménaka"]) == "Gao, Kidal et Ménaka"
    assert FRENCH.listing(["Gao"]) == "Gao"
    assert FRENCH.listing([]) == ""


def test_a_text_of_the_data_comes_in_the_reader_s_language():
    row = {"title": "Raid", "title_fr": "Attaque"}
    assert ENGLISH.data_text(row, "title") == DataText("Raid")
    assert FRENCH.data_text(row, "title") == DataText("Attaque")


@pytest.mark.parametrize("nothing", ["", None, float("nan"), pd.NA])
def test_a_text_that_exists_in_one_language_only_is_shown_in_it_and_marked(nothing):
    english_only = {"title": "Raid", "title_fr": nothing}
    french_only = {"title": nothing, "title_fr": "Attaque"}
    assert FRENCH.data_text(english_only, "title") == DataText("Raid", Language.ENGLISH)
    assert ENGLISH.data_text(french_only, "title") == DataText("Attaque", Language.FRENCH)
    assert ENGLISH.data_text({"title": nothing, "title_fr": nothing}, "title") == DataText("")
    assert FRENCH.data_text(pd.Series({"title": "Raid"}), "title").foreign is Language.ENGLISH


def test_a_problem_says_file_and_row_and_what_came():
    problem = Problem("events.csv", 14, "day", (("column", "event_date"), ("got", "31/02/2014")))
    assert ENGLISH.problem(problem) == (
        "events.csv, row 14: event_date must be a day written YYYY-MM-DD, got '31/02/2014'."
    )
    assert FRENCH.problem(problem).startswith("events.csv, ligne 14\u00a0: event_date")
    whole = Problem("towns.geojson", None, "empty_file")
    assert ENGLISH.problem(whole) == "towns.geojson: the file is empty."


def test_an_error_is_told_in_the_reader_s_language():
    error = SahelGeoError("no_events", file="data/events.csv")
    assert "data/events.csv" in ENGLISH.error(error)
    assert "data/events.csv" in FRENCH.error(error)
    assert ENGLISH.error(error) != FRENCH.error(error)


@pytest.mark.parametrize("language", Language)
def test_every_message_can_be_filled_in(language):
    translator = Translator(language)
    for key, message in read_messages(language).items():
        names = {name for _, name, _, _ in string.Formatter().parse(message) if name}
        assert "{" not in translator.text(key, **dict.fromkeys(names, "x"))


def test_translators_are_equal_where_language_and_tables_are_the_same():
    french = Translator(Language.FRENCH, TERMS)
    assert french == Translator(Language.FRENCH, TERMS)
    assert hash(french) == hash(Translator(Language.FRENCH, TERMS))
    assert Translator(Language.FRENCH) == Translator(Language.FRENCH)
    # what was kept of one must not be told in the words of the other
    assert french != Translator(Language.FRENCH)
    assert french != Translator(Language.ENGLISH, TERMS)


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.ENGLISH, "must be in Mali or within 10"), (Language.FRENCH, "sa ligne (Mali)")],
)
def test_a_country_is_told_by_its_name_and_not_by_its_code(language, words):
    terms = Terms({code: {("country", "MLI"): "Mali"} for code in Language})
    values = {"country": "MLI", "limit": 10, "got": "31"}
    assert words in Translator(language, terms).rule("outside_country", values)

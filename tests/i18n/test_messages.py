"""Every word on screen exists in both languages, fits its place, and is used."""

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

import sahel_geo
from sahel_geo.analysis.captivity import Grouping, Unit
from sahel_geo.analysis.revisions import NOT_COMPARED
from sahel_geo.analysis.timebins import TimeUnit
from sahel_geo.i18n.catalog import read_messages
from sahel_geo.model.datasets import DatasetKind, Duty
from sahel_geo.model.schema import END_COUNTS, IMPORTED
from sahel_geo.model.vocabulary import (
    BorderKind,
    Confidence,
    DeckParts,
    EventType,
    ExportFormat,
    FlowLevel,
    Furniture,
    GeoPrecision,
    Language,
    LayerName,
    PageName,
    PaperName,
    ThemeName,
)
from sahel_geo.sources.intake.delimited import DELIMITERS
from sahel_geo.sources.intake.proposals import Reason
from sahel_geo.sources.intake.synonyms import SYNONYMS
from sahel_geo.sources.intake.table import RepairKind
from sahel_geo.sources.rejection import SheetForm
from sahel_geo.ui.case_page import VIEWS
from sahel_geo.ui.drafts import Use
from sahel_geo.ui.studio import FILM_STEPS, Purpose, SizeUnit
from sahel_geo.ui.widgets.event_table import DOWNLOADS
from sahel_geo.ui.widgets.import_columns import GROUPS
from sahel_geo.ui.widgets.import_file import FORMS
from sahel_geo.ui.widgets.import_repairs import DAYS_OR_MONTHS, LEAVE
from sahel_geo.ui.widgets.start_points import START_POINTS
from sahel_geo.ui.widgets.studio_options import AS_USUAL

PACKAGE = Path(sahel_geo.__file__).parent
ENGLISH, FRENCH = read_messages(Language.ENGLISH), read_messages(Language.FRENCH)
PLURAL_FORMS = ("one", "other")

FAMILIES = {
    "start.": {"heading", *START_POINTS, *(f"{name}_note" for name in START_POINTS)},
    "page.figure_": {"incidents", "fatalities", "held"},
    "page.download_": {*DOWNLOADS},
    "explain.geo_precision_": {str(code.value) for code in GeoPrecision},
    "explain.confidence_": {code.value for code in Confidence},
    "layer.": {name.value for name in LayerName},
    "legend.border_": {kind.value for kind in BorderKind} - {"coast"},  # the coast needs no word
    "card.people_": {*END_COUNTS, "unaccounted"},
    "card.kicker_": {"steps", "leg", "tail", "fade", "cases"},
    "card.in_language_": {language.value for language in Language},
    "case_page.go_": {page.value for page in PageName},
    "case_page.view_": {*VIEWS},
    "case_page.level_": {level.value for level in FlowLevel},
    "case_page.unit_": {unit.value for unit in Unit},
    "case_page.by_": {by.value for by in Grouping},
    "case_page.held_": {"on", "least", "most", "axis", "note"},
    "chart.unit_": {unit.value for unit in TimeUnit},
    "design.letters.": {kind.name.lower() for kind in EventType},
    "design.chart.": {*(unit.value for unit in TimeUnit), "with_possible"},
    "flow_map.between_": {level.value for level in FlowLevel},
    "studio.purpose_": {purpose.value for purpose in Purpose},
    "studio.format_": {*(name.value for name in ExportFormat), "deck_pptx", "deck_pdf"},
    "studio.explain_": {*(name.value for name in ExportFormat), "deck_pptx", "deck_pdf"},
    "studio.paper_": {paper.name.lower() for paper in PaperName},
    "studio.theme_": {theme.value for theme in ThemeName},
    "studio.furniture_": {name.value for name in Furniture},
    "studio.size_": {*(unit.value for unit in SizeUnit), "unit", "help", "words_px", "words_mm"},
    "studio.film_step_": {*(unit.value for unit in FILM_STEPS), AS_USUAL},
    "studio.deck_by_": {parts.value for parts in DeckParts},
    "intake.repair.": {kind.value for kind in RepairKind},
    "intake.delimiter.": {*DELIMITERS.values()},
    "intake.reason.": {reason.value for reason in Reason},
    "merge.kind.": {kind.value for kind in DatasetKind},
    "merge.duty.": {duty.value for duty in Duty},
    "merge.column.": {*IMPORTED.columns} - {*NOT_COMPARED},
    "merge.no_": {"new", "changed", "vanished"},
    "import.column.": {*SYNONYMS},
    "import.form_": {*FORMS, "known", "unknown"},
    "import.group_": {*GROUPS},
    "import.use_": {use.value for use in Use},
    "import.repair_": {*(kind.value for kind in DAYS_OR_MONTHS), "yes", LEAVE, "question"},
    "import.rejected_": {*(form.value for form in SheetForm), "column", "reason", "rows"},
    "figure.degrees.": {"north", "south", "east", "west", "zero"},
}
"""Keys that are put together from a code: every code must have its message."""

BUILT_FROM_NAMES = (
    "problem.",
    "card.",
    "case_page.",
    "chart.",
    "design.table.",
    "import.",
    "import.count_",
    "import.revision_",
    "import.shapes_",
    "leg_card.",
    "legend.",
    "map.",
    "merge.",
    "page.",
    "slides.shapes.",
    "slides.shapes.layers.",
    "slides.shapes.values.",
    "slides.shapes.words.",
    "studio.",
    "table.",
    "workbook.",
)
"""Keys that are put together from a name that stands in the source as a string of its own."""

RULE_ARGUMENT = {
    "make_problem": 2,
    "_warn": 2,
    "_check": 0,
    "_in_range": 0,
    "_matching": 1,
    "_listing": 1,
}
"""Functions that name a sentence `problem.<rule>`, and in which argument."""


def base(key):
    """Give the key that code names: a plural form goes by the name of its table."""
    stem, _, form = key.rpartition(".")
    forms = {f"{stem}.{form}" for form in PLURAL_FORMS}
    return stem if form in PLURAL_FORMS and forms & set(ENGLISH) and stem != "in_country" else key


KEYS = {base(key) for key in ENGLISH}
TABLES = {key.partition(".")[0] for key in ENGLISH}


@cache
def read_trees():
    return [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))]


@cache
def read_strings():
    """Give every string constant of the package, docstrings and parts of f-strings included."""
    return {
        node.value
        for tree in read_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def find_rules():
    """Give the rules that the code names in calls that make a problem."""
    for tree in read_trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = RULE_ARGUMENT.get(name)
            if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                yield node.args[at].value


def placeholders(message):
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def test_both_languages_have_the_same_keys():
    # each language names apart the countries that its general form does not fit
    differing = set(ENGLISH) ^ set(FRENCH)
    assert {key for key in differing if not key.startswith("in_country.")} == set()


def test_messages_are_filled_in_with_the_same_values_in_both_languages():
    both = set(ENGLISH) & set(FRENCH)
    differing = {key for key in both if placeholders(ENGLISH[key]) != placeholders(FRENCH[key])}
    assert differing == set()


def test_no_message_is_empty():
    assert {key for key in ENGLISH if not ENGLISH[key].strip()} == set()
    assert {key for key in FRENCH if not FRENCH[key].strip()} == set()


@pytest.mark.parametrize("messages", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_a_message_with_a_plural_has_every_form_that_its_language_uses(messages):
    for key in messages:
        stem, _, form = key.rpartition(".")
        if form in PLURAL_FORMS and stem != "in_country":
            assert {f"{stem}.one", f"{stem}.other"} <= set(messages)


def test_every_key_that_the_code_names_is_in_the_catalogue():
    pattern = re.compile(rf"(?:{'|'.join(TABLES)})\.[a-z0-9_.]*[a-z0-9]")
    named = {text for text in read_strings() if pattern.fullmatch(text)}
    named -= {name for name in named if name.endswith((".js", ".css", ".py", ".toml", ".html"))}
    assert named - KEYS - set(ENGLISH) == set()


def test_every_rule_that_a_problem_names_has_its_sentence():
    rules = set(find_rules())
    assert len(rules) > 20
    assert {rule for rule in rules if f"problem.{rule}" not in ENGLISH} == set()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_code_of_a_family_of_keys_has_its_message_and_no_other(family):
    assert {key.removeprefix(family) for key in KEYS if key.startswith(family)} == FAMILIES[family]


def test_every_key_is_used():
    strings = read_strings()

    def is_used(key):
        return (
            key in strings
            or any(key.startswith(family) for family in FAMILIES)
            or key.startswith("in_country.")
            or any(
                key.startswith(prefix) and key.removeprefix(prefix) in strings
                for prefix in BUILT_FROM_NAMES
            )
        )

    assert {key for key in KEYS if not is_used(key)} == set()


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.FRENCH])
def test_words_for_in_a_country_are_for_countries_we_know(shipped, language):
    named = {
        key.removeprefix("in_country.")
        for key in read_messages(language)
        if key.startswith("in_country.")
    }
    assert named - {"other"} <= set(shipped.terms.codes("country"))


def test_every_country_of_the_shipped_events_has_its_french_preposition(shipped):
    countries = set(shipped.events["country"])
    assert {code for code in countries if f"in_country.{code}" not in FRENCH} == set()


def test_french_signs_are_parted_by_spaces_that_do_not_break():
    # a colon between a code and a number, or in an address, is no sign of French writing
    without_space = re.compile(r"[^\s\u00a0\u202f](?:[;!?»]|:(?!\d|//))|«[^\u00a0\u202f]")
    breaking_space = re.compile(r"[ \t][:;!?»%]")
    wrong = {
        key
        for key, message in FRENCH.items()
        if without_space.search(message) or breaking_space.search(message)
    }
    assert wrong == set()


def test_no_message_holds_markup():
    every = [*ENGLISH.items(), *FRENCH.items()]
    assert {key for key, message in every if re.search(r"<[a-zA-Z/!]", message)} == set()

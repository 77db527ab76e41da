"""The table of events, a page at a time."""

from dataclasses import replace

import pytest
from makers import make_dataset, make_events
from streamlit.testing.v1 import AppTest

from sahel_geo.analysis.filtering import choose_events
from sahel_geo.export.geodata import export_csv, export_geojson
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DatasetInfo, DatasetKind
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language
from sahel_geo.ui import session
from sahel_geo.ui.widgets import event_table
from sahel_geo.ui.widgets.event_table import ROWS_SHOWN, count_pages, pick_row, show_event_table

ENGLISH = Translator(Language.ENGLISH)
ACLED = DatasetInfo("mine", "ACLED Mali", DatasetKind.ACLED, "#8a1c1c", None, 1, "1")


def make_many(number):
    """Make as many events on one day, told apart by their titles."""
    many = make_events({}).take([0] * number).reset_index(drop=True)
    many = many.assign(
        event_id=[f"many-{n}" for n in range(number)], title=[f"Clash {n}" for n in range(number)]
    )
    return choose_events(make_dataset(events=many), MapSelection())


def run_table(number, language="en"):
    def script(show, *arguments):
        show(*arguments)

    arguments = (show_event_table, make_many(number), Translator(Language(language)), "sahel")
    return AppTest.from_function(script, default_timeout=60, args=arguments).run()


def titles(page):
    return list(page.dataframe[0].value.iloc[:, 1])


@pytest.mark.parametrize(
    ("rows", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2), (150_000, 3000)]
)
def test_there_are_as_many_pages_as_the_rows_need(rows, pages):
    assert count_pages(rows) == pages


@pytest.mark.parametrize("rows", [1, ROWS_SHOWN])
def test_a_table_of_one_page_has_no_pages_to_choose(rows):
    page = run_table(rows)
    assert not page.exception
    assert len(titles(page)) == rows
    assert not page.number_input
    assert not page.caption


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "Rows 1–50 of 1,125", "Rows 201–250 of 1,125"),
        (
            "fr",
            "Lignes 1 à 50 sur 1\u202f125",
            "Lignes 201 à 250 sur 1\u202f125",
        ),
    ],
)
def test_a_longer_table_is_shown_page_by_page_and_says_which_rows(language, first, last):
    page = run_table(1125, language)
    assert not page.exception
    assert titles(page) == [f"Clash {n}" for n in range(50)]
    assert page.caption[0].value == first
    page.number_input[0].set_value(5).run()
    assert titles(page) == [f"Clash {n}" for n in range(200, 250)]
    assert page.caption[0].value == last


def test_only_the_rows_on_screen_are_put_into_words(monkeypatch):
    translated = []
    translate = event_table.translate_events

    def count(events, translator):
        translated.append(len(events))
        return translate(events, translator)

    monkeypatch.setattr(event_table, "translate_events", count)
    run_table(2500)
    assert translated == [ROWS_SHOWN]


def test_a_row_chosen_on_any_page_opens_its_own_card(monkeypatch):
    events, picked = make_many(2500), []
    monkeypatch.setattr(session, "pick", picked.append)
    monkeypatch.setattr(session, "component_value", lambda _: {"selection": {"rows": [7]}})
    for start in (0, 50, 100):
        pick_row("table", events.part(start, start + ROWS_SHOWN))
    assert picked == ["event:many-7", "event:many-57", "event:many-107"]


def test_a_row_that_is_chosen_no_longer_closes_the_card(monkeypatch):
    picked = []
    monkeypatch.setattr(session, "pick", picked.append)
    monkeypatch.setattr(session, "component_value", lambda _: {"selection": {"rows": []}})
    pick_row("table", make_many(1).frame())
    assert picked == [None]


def test_beside_other_datasets_each_row_says_which_one_it_is_of(monkeypatch):
    combined = replace(make_many(2).dataset, datasets=(ACLED,))
    combined = replace(combined, events=combined.events.assign(dataset=["shipped", "mine"]))
    seen = []
    monkeypatch.setattr(event_table, "_show_downloads", lambda *_: None)
    monkeypatch.setattr(event_table.st, "dataframe", lambda words, **_: seen.append(words))
    show_event_table(choose_events(combined, MapSelection()), ENGLISH, "sahel")
    assert seen[0]["Dataset"].tolist() == ["Shipped data", "ACLED Mali"]
    assert seen[0].columns[-1] == "First source"


@pytest.mark.parametrize("export", [export_csv, export_geojson])
def test_nothing_is_written_to_a_file_before_it_is_asked_for(monkeypatch, export):
    def refuse(*_, **__):
        pytest.fail("a file was made though nobody clicked")

    monkeypatch.setitem(event_table.DOWNLOADS, "csv", (refuse, ":material/table:"))
    monkeypatch.setitem(event_table.DOWNLOADS, "geojson", (refuse, ":material/public:"))
    assert not run_table(3).exception
    assert export(make_many(2500).frame(), name="x").content.count(b"Clash ") >= 2500

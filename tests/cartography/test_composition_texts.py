"""The words around the map."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from makers import make_dataset, make_document

from sahel_geo.analysis.summary import Counts
from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.composition.texts import count_words, held_words
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Confidence, EventType, Language, LayerName

AUTUMN_2010 = Period(date(2010, 9, 1), date(2010, 10, 31))


@pytest.mark.parametrize(
    ("selection", "title"),
    [
        (MapSelection(), "Sahel: security events and hostage movements"),
        (MapSelection(countries=("NER", "MLI")), "Security events: Mali and Niger"),
        (MapSelection(cases=("arlit-2010",)), "Hostage movements: Arlit seven"),
        (MapSelection(text="uranium"), "Sahel: security events and hostage movements"),
    ],
)
def test_the_title_says_what_was_chosen(shipped, selection, title):
    assert make_document(replace(shipped, layers={}), selection).texts.title == title


def test_the_subtitle_says_every_filter(shipped):
    selection = MapSelection(
        period=AUTUMN_2010,
        countries=("MLI", "NER"),
        event_types=(EventType.BATTLES, EventType.RIOTS),
        actors=("AQIM: Al Qaeda in the Islamic Maghreb",),
        cases=("arlit-2010",),
        confidence=(Confidence.CONFIRMED,),
        hostage_only=True,
        text="mine",
    )
    parts = make_document(replace(shipped, layers={}), selection).texts.subtitle.split(" · ")
    assert [part.replace("\u2009", " ") for part in parts] == [
        "1 September – 31 October 2010",
        "Mali and Niger",
        "Battles and Riots",
        "AQIM: Al Qaeda in the Islamic Maghreb",
        "Confirmed",
        "hostage cases only",
        "search “mine”",
    ]


def test_the_subtitle_and_the_counts_are_those_of_the_window(shipped):
    window = Period(date(2010, 9, 16), date(2010, 9, 16))
    bare = replace(shipped, layers={})
    texts = make_document(bare, MapSelection(period=AUTUMN_2010, window=window)).texts
    day = make_document(bare, MapSelection(period=window)).texts
    assert texts.subtitle == "16 September 2010"
    assert (texts.subtitle, texts.counts) == (day.subtitle, day.counts)


def test_a_map_of_everything_says_the_dates_of_the_data(shipped, shipped_map):
    first, last = shipped.events["first_day"].min(), shipped.events["last_day"].max()
    subtitle = shipped_map.texts.subtitle.replace("\u2009", " ")
    assert subtitle == f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
    assert shipped_map.texts.data_date.startswith(f"Data to {last.day} {last:%B %Y} · version ")
    assert shipped.version in shipped_map.texts.data_date
    assert shipped_map.texts.made_on == "Made on 1 July 2026"


def test_a_map_is_made_today_unless_a_day_is_told(english):
    dataset, selection = make_dataset(), MapSelection()
    before = datetime.now(UTC).date()
    document = compose_map(dataset, selection, english)
    assert before <= document.made_on <= datetime.now(UTC).date()
    assert english.day(document.made_on) in document.texts.made_on


@pytest.mark.parametrize("language", Language)
def test_no_word_around_the_map_is_missing(shipped_map, shipped_map_in_french, language):
    document = shipped_map_in_french if language is Language.FRENCH else shipped_map
    texts = document.texts
    words = [texts.title, texts.subtitle, texts.counts, texts.sources, texts.disclaimer]
    assert all(words)
    assert "{" not in "".join([*words, texts.data_date, texts.made_on])


def test_sources_are_those_of_the_layers_drawn(shipped, shipped_map):
    bare = make_document(
        shipped, MapSelection(countries=("NER",), layers=frozenset({LayerName.INCIDENTS}))
    )
    assert "Natural Earth" in bare.texts.sources
    assert "Mines" not in bare.texts.sources
    assert "Tuareg" not in bare.texts.sources
    for word in ("Natural Earth", "GeoNames", "Mines", "Tuareg", "shadedrelief"):
        assert word in shipped_map.texts.sources


def make_counts(**changes):
    values = dict.fromkeys(Counts.__dataclass_fields__, 0)
    return Counts(**values | changes)


def test_counts_tell_possible_from_certain_and_a_range_of_people_held(english):
    counts = make_counts(incidents_certain=412, incidents_possible=37, fatalities=1)
    assert count_words(counts, english) == (
        "412 incidents (and 37 possible) · 1 death known · 0 hostages then held"
    )
    assert (
        held_words(make_counts(held_least=3, held_most=7), english) == "3 to 7 hostages then held"
    )

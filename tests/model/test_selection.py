"""What the reader chose, and the link it is kept in."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.model.extent import WINDOW
from sahel_geo.model.period import Period
from sahel_geo.model.selection import (
    ALL_LAYERS,
    MAX_TEXT,
    MAX_ZOOM,
    MIN_ZOOM,
    MOST_STEPS,
    DroppedChoice,
    KnownCodes,
    MapSelection,
    MapView,
    from_query,
    to_query,
)
from sahel_geo.model.vocabulary import (
    Confidence,
    EventType,
    FlowLevel,
    Language,
    LayerName,
    PageName,
)

KNOWN = KnownCodes(
    countries=frozenset({"MLI", "NER", "BFA", "DZA"}),
    actors=frozenset({"AQIM: Al Qaeda in the Islamic Maghreb", "Police & Co, Niger", "Touareg=1"}),
    cases=frozenset({"arlit-2010", "sahara-2003", "été"}),
)


def some(values):
    return st.lists(st.sampled_from(sorted(values)), max_size=5).map(tuple)


def degrees(least, most):
    """Give degrees to four decimals, as a link keeps them."""
    return st.integers(int(least * 10_000), int(most * 10_000)).map(lambda number: number / 10_000)


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))
VIEWS = st.builds(
    MapView,
    degrees(WINDOW.west, WINDOW.east),
    degrees(WINDOW.south, WINDOW.north),
    st.integers(int(MIN_ZOOM * 100), int(MAX_ZOOM * 100)).map(lambda number: number / 100),
)


@st.composite
def times(draw):
    """Draw a period and a window inside it, which is None where it would be all of it."""
    period = draw(st.none() | PERIODS)
    window = draw(st.none() | PERIODS)
    if period is not None and window is not None:
        day = st.integers(0, period.days - 1).map(lambda days: period.start + timedelta(days))
        days = sorted(draw(st.tuples(day, day)))
        window = Period(*days)
    return {"period": period, "window": None if window == period else window}


PLACES_AND_CODES = st.fixed_dictionaries(
    {
        "language": st.sampled_from(Language),
        "is_cumulative": st.booleans(),
        "countries": some(KNOWN.countries),
        "event_types": some(EventType),
        "actors": some(KNOWN.actors),
        "cases": some(KNOWN.cases),
        "confidence": some(Confidence),
        "hostage_only": st.booleans(),
        "text": st.text() | st.text("aé ", min_size=150, max_size=250),
        "layers": st.frozensets(st.sampled_from(LayerName)),
        "sites_by_year": st.booleans(),
        "view": st.none() | VIEWS,
        "page": st.sampled_from(PageName),
        "step": st.none() | st.integers(1, MOST_STEPS),
        "flows": st.none() | st.sampled_from(FlowLevel),
    }
)
SELECTIONS = st.builds(lambda time, rest: MapSelection(**time, **rest), times(), PLACES_AND_CODES)

NAMES = ["lang", "from", "to", "country", "type", "actor", "case", "confidence"]
NAMES += ["hostage", "q", "hide", "view", "window", "cumulative", "sites_by_year"]
NAMES += ["page", "step", "flows"]
ODD_WORDS = ["2011-02-30", "17,4,6", "nan,nan,nan", "1e999,0,5", "0,0", "91,0,5", "1_0,0,5", "٣"]
ODD_WORDS += ["..", "2012-01-01..", "2012-02-01..2012-01-01", "2012-01-01..2012-01-02..2012-01-03"]
GOOD_WORDS = [
    "fr",
    "2012-01-01",
    "2011-12-31..2012-01-31",
    "MLI",
    "Riots",
    "arlit-2010",
    "confirmed",
    "1",
    "relief",
    "cases",
    "7",
    "country",
]
WORDS = st.text(max_size=30) | st.sampled_from([*ODD_WORDS, *GOOD_WORDS])
QUERIES = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=10), st.lists(WORDS, max_size=4), max_size=8
)


@given(SELECTIONS)
def test_a_selection_comes_back_from_its_link(selection):
    link = urlencode(to_query(selection), doseq=True)
    assert from_query(parse_qs(link), KNOWN) == (selection, ())


@given(QUERIES)
def test_no_link_whatever_it_holds_stops_the_page(query):
    selection, _ = from_query(query, KNOWN)
    assert from_query(to_query(selection), KNOWN) == (selection, ())


@given(QUERIES)
def test_each_word_of_a_link_is_chosen_or_reported_as_dropped(query):
    selection, dropped = from_query(query, KNOWN)
    chosen = to_query(selection)
    for name in ("country", "type", "actor", "case", "confidence", "hide"):
        left_out = {choice.value for choice in dropped if choice.name == name}
        assert set(chosen.get(name, [])) | left_out == set(query.get(name, []))
    for name in set(query) - set(NAMES):
        assert DroppedChoice(name, ", ".join(query[name])) in dropped


@given(SELECTIONS, st.randoms())
def test_equal_choices_are_equal_values_in_whatever_order_they_are_made(selection, random):
    def shuffled(values):
        twice = [*values, *values]
        random.shuffle(twice)
        return tuple(twice)

    lists = ("countries", "event_types", "actors", "cases", "confidence")
    same = replace(selection, **{name: shuffled(getattr(selection, name)) for name in lists})
    assert same == selection
    assert hash(same) == hash(selection)


def test_a_fresh_selection_needs_no_link_and_chooses_everything():
    assert to_query(MapSelection()) == {}
    assert from_query({}, KNOWN) == (MapSelection(), ())
    assert MapSelection().chooses_everything


def test_a_link_says_what_was_chosen_in_plain_words():
    selection = MapSelection(
        language=Language.FRENCH,
        period=Period(date(2010, 9, 1), date(2010, 10, 31)),
        window=Period(date(2010, 9, 16), date(2010, 9, 30)),
        is_cumulative=True,
        countries=("NER", "MLI"),
        event_types=(EventType.BATTLES,),
        hostage_only=True,
        text="  mine\n d'uranium ",
        layers=ALL_LAYERS - {LayerName.RELIEF, LayerName.PLACES},
        sites_by_year=True,
        view=MapView(7.38531234, 18.7369, 6.5),
    )
    assert to_query(selection) == {
        "lang": ["fr"],
        "from": ["2010-09-01"],
        "to": ["2010-10-31"],
        "window": ["2010-09-16..2010-09-30"],
        "cumulative": ["1"],
        "country": ["MLI", "NER"],
        "type": ["Battles"],
        "hostage": ["1"],
        "q": ["mine d'uranium"],
        "hide": ["places", "relief"],
        "sites_by_year": ["1"],
        "view": ["18.7369,7.3853,6.5"],
    }


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("language", Language.FRENCH),
        ("layers", frozenset({LayerName.PLACES})),
        ("view", MapView(0.0, 15.0, 5.0)),
        ("is_cumulative", True),
        ("sites_by_year", True),
        ("page", PageName.CASES),
        ("flows", FlowLevel.ADMIN1),
    ],
)
def test_how_the_map_looks_and_moves_is_no_filter(name, other):
    assert replace(MapSelection(), **{name: other}).chooses_everything
    assert not replace(MapSelection(text="Arlit"), **{name: other}).chooses_everything


def test_the_step_that_is_told_is_no_filter_of_its_case():
    case = MapSelection(cases=("arlit-2010",))
    assert replace(case, step=3).filters == case
    assert replace(case, step=3).timeless == case


@pytest.mark.parametrize("cases", [(), ("arlit-2010", "sahara-2003")])
def test_a_step_belongs_to_one_case(cases):
    assert MapSelection(cases=cases, step=3).step is None
    assert MapSelection(cases=("arlit-2010",), step=3).step == 3


def test_a_link_names_the_page_the_step_and_the_flows():
    query = {"page": ["cases"], "case": ["arlit-2010"], "step": ["3"], "flows": ["admin1"]}
    selection, dropped = from_query(query, KNOWN)
    assert (selection.page, selection.step, selection.flows) == (
        PageName.CASES,
        3,
        FlowLevel.ADMIN1,
    )
    assert dropped == ()
    assert to_query(selection) == query


DECADE = Period(date(2010, 1, 1), date(2019, 12, 31))
YEAR, AUTUMN = (
    Period(date(2012, 1, 1), date(2012, 12, 31)),
    Period(date(2012, 9, 1), date(2012, 11, 30)),
)


def test_a_period_and_a_window_are_filters():
    assert not MapSelection(period=YEAR).chooses_everything
    assert not MapSelection(window=YEAR).chooses_everything


def test_the_days_shown_are_the_window_else_the_period_else_all_there_are():
    assert MapSelection().days(DECADE) == DECADE
    assert MapSelection(period=YEAR).days(DECADE) == YEAR
    assert MapSelection(period=YEAR, window=AUTUMN).days(DECADE) == AUTUMN
    assert MapSelection(window=AUTUMN).days(DECADE) == AUTUMN


def test_a_timeless_selection_keeps_every_other_choice():
    choice = MapSelection(countries=("MLI",), text="Gao")
    assert replace(choice, period=YEAR, window=AUTUMN, is_cumulative=True).timeless == choice


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("2012-09-01..2012-11-30", AUTUMN),
        ("2012-01-01..2012-12-31", None),  # all of the period is no window
        ("2011-12-01..2013-01-31", None),
        ("2011-12-01..2012-01-31", Period(date(2012, 1, 1), date(2012, 1, 31))),
        ("2012-12-31..2013-01-31", Period(date(2012, 12, 31), date(2012, 12, 31))),
    ],
)
def test_a_window_is_cut_to_its_period(window, expected):
    query = {"from": ["2012-01-01"], "to": ["2012-12-31"], "window": [window]}
    selection, dropped = from_query(query, KNOWN)
    assert (selection.period, selection.window) == (YEAR, expected)
    assert dropped == ()


def test_a_window_outside_its_period_is_dropped_and_reported():
    query = {"from": ["2012-01-01"], "to": ["2012-12-31"], "window": ["2013-01-01..2013-02-01"]}
    selection, dropped = from_query(query, KNOWN)
    assert (selection.period, selection.window) == (YEAR, None)
    assert dropped == (DroppedChoice("window", "2013-01-01..2013-02-01"),)


def test_a_window_without_a_period_is_read():
    selection, dropped = from_query({"window": ["2012-09-01..2012-11-30"]}, KNOWN)
    assert (selection.period, selection.window) == (None, AUTUMN)
    assert dropped == ()


@pytest.mark.parametrize(
    ("query", "dropped"),
    [
        ({"lang": ["de"]}, [("lang", "de")]),
        ({"lang": ["fr", "en"]}, [("lang", "en")]),
        ({"country": ["MLI", "XYZ", "mli"]}, [("country", "XYZ"), ("country", "mli")]),
        ({"from": ["2012-01-01"]}, [("from, to", "2012-01-01")]),
        ({"from": ["2012-02-01"], "to": ["2012-01-01"]}, [("from, to", "2012-02-01, 2012-01-01")]),
        ({"from": ["x"], "to": ["y"]}, [("from, to", "x, y")]),
        ({"from": ["x"], "to": ["2012-01-01"]}, [("from, to", "x, 2012-01-01")]),
        ({"from": ["2012-01-01"], "to": ["y"]}, [("from, to", "2012-01-01, y")]),
        ({"to": ["y"]}, [("from, to", "y")]),
        ({"from": ["1899-12-31"], "to": ["2012-01-01"]}, [("from, to", "1899-12-31, 2012-01-01")]),
        ({"from": ["2012-01-01"], "to": ["9999-12-31"]}, [("from, to", "2012-01-01, 9999-12-31")]),
        (
            {"from": ["2012-01-01", "x"], "to": ["2012-02-01", "y"]},
            [("from", "x"), ("to", "y")],
        ),
        ({"window": ["2012-01-01"]}, [("window", "2012-01-01")]),
        ({"window": ["x..y"]}, [("window", "x..y")]),
        ({"window": [".."]}, [("window", "..")]),
        ({"window": ["2012-02-01..2012-01-01"]}, [("window", "2012-02-01..2012-01-01")]),
        ({"window": ["2012-01-01..2101-01-01"]}, [("window", "2012-01-01..2101-01-01")]),
        (
            {"window": ["2012-01-01..2012-01-02..2012-01-03"]},
            [("window", "2012-01-01..2012-01-02..2012-01-03")],
        ),
        ({"window": ["2012-01-01..2012-01-02", "x"]}, [("window", "x")]),
        ({"cumulative": ["2"]}, [("cumulative", "2")]),
        ({"sites_by_year": ["true"]}, [("sites_by_year", "true")]),
        ({"hostage": ["yes"]}, [("hostage", "yes")]),
        ({"q": ["Arlit", "Agadez"]}, [("q", "Agadez")]),
        ({"view": ["18.7"]}, [("view", "18.7")]),
        ({"view": ["18.7,nan,6"]}, [("view", "18.7,nan,6")]),
        ({"view": ["86,0,6"]}, [("view", "86,0,6")]),
        ({"view": ["15,25.0001,6"]}, [("view", "15,25.0001,6")]),
        ({"view": ["3.9,2,6"]}, [("view", "3.9,2,6")]),
        ({"page": ["home"]}, [("page", "home")]),
        ({"flows": ["town"]}, [("flows", "town")]),
        ({"step": ["3"]}, [("step", "3")]),
        ({"case": ["arlit-2010", "sahara-2003"], "step": ["3"]}, [("step", "3")]),
        ({"case": ["arlit-2010"], "step": ["0"]}, [("step", "0")]),
        ({"case": ["arlit-2010"], "step": ["1000"]}, [("step", "1000")]),
        ({"case": ["arlit-2010"], "step": ["٣"]}, [("step", "٣")]),
        ({"case": ["arlit-2010"], "step": ["-1"]}, [("step", "-1")]),
        ({"drop table": ["events", "cases"]}, [("drop table", "events, cases")]),
    ],
)
def test_what_means_nothing_is_dropped_with_a_notice(query, dropped):
    _, notices = from_query(query, KNOWN)
    assert notices == tuple(DroppedChoice(*notice) for notice in dropped)


@pytest.mark.parametrize("days", [("1900-01-01", "1900-01-01"), ("2012-01-01", "2100-12-31")])
def test_a_period_in_the_first_or_last_year_is_read(days):
    selection, dropped = from_query({"from": [days[0]], "to": [days[1]]}, KNOWN)
    assert selection.period == Period(*map(date.fromisoformat, days))
    assert dropped == ()


@pytest.mark.parametrize("view", ["4,-18,6", "38,25,6"])
def test_a_view_of_a_corner_of_the_base_map_is_read(view):
    selection, dropped = from_query({"view": [view]}, KNOWN)
    assert selection.view is not None
    assert dropped == ()


@pytest.mark.parametrize(("zoom", "expected"), [("1", MIN_ZOOM), ("99", MAX_ZOOM), ("6.25", 6.25)])
def test_a_zoom_in_a_link_is_kept_between_the_least_and_the_most(zoom, expected):
    selection, dropped = from_query({"view": [f"15,2,{zoom}"]}, KNOWN)
    assert selection.view == MapView(2.0, 15.0, expected)
    assert dropped == ()


@pytest.mark.parametrize(
    "centre",
    [(181.0, 0.0, 5.0), (0.0, 85.1, 5.0), (float("inf"), 0.0, 5.0), (0.0, 0.0, float("nan"))],
)
def test_a_view_off_the_globe_is_refused(centre):
    with pytest.raises(ValueError, match="centre on the map"):
        MapView(*centre)


def test_a_search_text_is_trimmed_to_words_and_cut():
    assert MapSelection(text=" a\t b\n").text == "a b"
    assert len(MapSelection(text="x" * 1000).text) == MAX_TEXT
    cut_at_a_space = MapSelection(text="x" * (MAX_TEXT - 1) + " y").text
    assert cut_at_a_space == "x" * (MAX_TEXT - 1)

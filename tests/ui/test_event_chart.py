"""The chart under the map: what it draws, and that dragging over it chooses a period."""

import json
import re
from datetime import date, timedelta

import altair as alt
import numpy as np
import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_cases, make_dataset, make_events
from streamlit.testing.v1 import AppTest

from sahel_geo.analysis.eventseries import code_incidents
from sahel_geo.analysis.filtering import choose_events
from sahel_geo.cartography import symbology
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.period import Period
from sahel_geo.model.selection import KnownCodes, MapSelection
from sahel_geo.model.vocabulary import EventType, Language
from sahel_geo.ui import session
from sahel_geo.ui.widgets import event_chart
from sahel_geo.ui.widgets.chart_axis import MOST_CHART_BARS, chart_edges, to_milliseconds
from sahel_geo.ui.widgets.event_bars import (
    CERTAIN_OPACITY,
    POSSIBLE_OPACITY,
    color_countries,
    list_kinds,
    stack_bars,
)
from sahel_geo.ui.widgets.event_chart import (
    COUNTED_BY,
    SINGLE,
    brushed_period,
    build_chart,
    read_brush,
    store_brush,
)

ENGLISH, FRENCH = Translator(Language.ENGLISH), Translator(Language.FRENCH)
JUNE = Period(date(2012, 6, 1), date(2012, 6, 30))
YEARS = Period(date(1903, 1, 1), date(2099, 12, 31))


def make_shown(*rows):
    cases = make_cases({})
    return choose_events(
        make_dataset(events=make_events(*rows, cases=cases), cases=cases), MapSelection()
    )


def bars_of(shown, period, window=None, by="event_type", translator=ENGLISH):
    coded = code_incidents(shown.frame(), by)
    kinds = list_kinds(coded, by, translator)
    bars = stack_bars(coded, period, window or period, kinds, translator)
    axis = bars.iloc[-1]
    assert [axis["low"], axis["high"], axis["fill"], axis["edge"]] == [0, 0, 0, 0]
    return bars.iloc[:-1]


def milliseconds(*days):
    return to_milliseconds(np.array(days, dtype="datetime64[D]")).tolist()


ODD_TIMES = {
    "one event": ([{}], Period(date(2012, 6, 15), date(2012, 6, 15))),
    "all on one day": ([{}] * 9, Period(date(2012, 6, 15), date(2012, 6, 15))),
    "1903 and 2099": ([{"event_date": "1903-01-01"}, {"event_date": "2099-12-31"}], YEARS),
    "reports only": ([STEP | {"hostage_stage": "held"}], JUNE),
}


@pytest.mark.parametrize("by", [*COUNTED_BY, SINGLE])
@pytest.mark.parametrize("translator", [ENGLISH, FRENCH], ids=["en", "fr"])
@pytest.mark.parametrize("name", ODD_TIMES)
def test_a_chart_of_odd_times_is_a_valid_chart_with_a_bounded_number_of_bars(name, translator, by):
    rows, period = ODD_TIMES[name]
    chart = build_chart(make_shown(*rows), period, period, by, translator)
    spec, drawn = chart.spec, chart.rows
    assert alt.Chart.from_dict(spec | {"data": {"values": drawn.to_dict("records")}})
    (selected,) = [param for param in spec["params"] if "select" in param]
    assert selected["name"] == "brush"
    assert selected["select"] == {"type": "interval", "encodings": ["x"]}
    axis = (spec["layer"][0] if by == SINGLE else spec)["encoding"]["x"]
    span = milliseconds(period.start, period.end + timedelta(days=1))
    if by == SINGLE:
        assert axis["scale"]["domain"] == span
    else:
        assert [drawn["start"].min(), drawn["end"].max()] == span
    assert axis["scale"]["type"] == "utc"
    assert drawn["start"].nunique() <= MOST_CHART_BARS


def test_a_step_of_the_period_changes_the_rows_of_the_bars_and_nothing_else():
    shown = make_shown({"event_date": "2010-01-01"}, {"event_date": "2012-06-15"})
    periods = [Period(date(2010, month, 1), date(2012, 6, 30)) for month in (1, 2)]
    one, other = (build_chart(shown, period, period, "country", FRENCH) for period in periods)
    assert one.spec == other.spec
    assert one.rows["start"].min() < other.rows["start"].min()


@pytest.mark.parametrize("by", [*COUNTED_BY, SINGLE])
def test_a_chart_of_no_events_is_a_valid_chart(by):
    shown = choose_events(make_dataset(), MapSelection(text="no such word"))
    spec = build_chart(shown, JUNE, JUNE, by, ENGLISH).spec
    assert spec["encoding" if by != SINGLE else "layer"]


def test_bars_pile_up_from_nought_with_what_is_certain_below():
    shown = make_shown(
        {"event_date": "2012-06-15", "event_type": "Riots", "sub_event_type": "Mob violence"},
        {"event_date": "2012-06-15"},
        {"event_date": "2012-06-15"},
        {"event_date": "2012-06-15", "time_precision": 2},
    )
    bars = bars_of(shown, JUNE)
    of_day = bars.loc[bars["start"] == milliseconds(date(2012, 6, 15))[0]]
    told = of_day[["low", "high", "kind", "incidents"]].to_numpy().tolist()
    assert told == [
        [0, 2, "Battles", "2 certain"],
        [2, 3, "Riots", "1 certain"],
        [3, 4, "Battles", "1 possible"],
    ]
    assert set(of_day["days"]) == {"15 June 2012"}
    assert (of_day["end"] - of_day["start"] == 24 * 3600 * 1000).all()


def test_what_is_possible_is_light_with_an_edge_and_what_lies_outside_the_window_is_pale():
    shown = make_shown(
        {"event_date": "2012-06-02"}, {"event_date": "2012-06-20", "time_precision": 2}
    )
    bars = bars_of(shown, JUNE, Period(date(2012, 6, 18), date(2012, 6, 30)))
    faint = symbology.FAINT_OPACITY
    looks = set(zip(bars["start"], bars["fill"], bars["edge"], strict=True))
    second, seventeenth, twentieth = milliseconds("2012-06-02", "2012-06-17", "2012-06-20")
    assert (second, CERTAIN_OPACITY * faint, 0.0) in looks
    assert (seventeenth, POSSIBLE_OPACITY * faint, faint) in looks
    assert (twentieth, POSSIBLE_OPACITY, 1.0) in looks


def test_a_bar_that_the_window_cuts_is_cut_there_and_keeps_its_height():
    rows = [{"event_date": f"2012-06-{day}"} for day in (10, 14, 18)]
    years = Period(date(2009, 1, 1), date(2013, 12, 31))
    window = Period(date(2012, 6, 11), date(2012, 6, 20))
    bars = bars_of(make_shown(*rows), years, window)
    ends = milliseconds("2012-06-01", "2012-06-11", "2012-06-21", "2012-07-01")
    assert bars["start"].tolist() == ends[:3]
    assert bars["end"].tolist() == ends[1:]
    assert bars["high"].tolist() == [3, 3, 3]
    assert (bars["fill"] == CERTAIN_OPACITY).tolist() == [False, True, False]
    assert set(bars["days"]) == {"June 2012"}


def test_every_type_of_event_has_the_colour_of_the_map():
    shown = make_shown({"event_type": "Riots", "sub_event_type": "Mob violence"}, {})
    kinds = list_kinds(code_incidents(shown.frame(), "event_type"), "event_type", ENGLISH)
    assert [kind.code for kind in kinds] == ["Battles", "Riots"]
    assert [kind.color for kind in kinds] == [
        symbology.EVENT_COLORS[EventType(kind.code)] for kind in kinds
    ]


def test_the_seven_countries_with_most_are_told_apart_and_the_rest_counted_together():
    codes = ["MLI", "NER", "BFA", "NGA", "DZA", "TCD", "MRT", "LBY", "SDN"]
    rows = [{"country": code} for number, code in enumerate(codes) for _ in range(10 - number)]
    shown = make_shown(*rows)
    kinds = list_kinds(code_incidents(shown.frame(), "country"), "country", FRENCH)
    assert [kind.word for kind in kinds] == [*codes[:7], "Autres pays"]
    bars = bars_of(shown, JUNE, by="country", translator=FRENCH)
    assert bars["high"].max() == len(rows)
    assert bars.loc[bars["kind"] == "Autres pays", "incidents"].tolist() == ["5 certains"]


@given(st.lists(st.from_regex("[A-Z]{3}", fullmatch=True) | st.sampled_from(
    symbology.COLORED_COUNTRIES), max_size=7, unique=True))  # fmt: skip
def test_countries_of_a_chart_have_a_colour_each_and_those_kept_for_them(codes):
    colors = color_countries(codes)
    assert list(colors) == codes
    assert len(set(colors.values())) == len(codes)
    kept = dict(zip(symbology.COLORED_COUNTRIES, symbology.COUNTRY_COLORS, strict=True))
    assert all(colors[code] == kept[code] for code in codes if code in kept)


def test_single_events_without_a_known_place_are_hollow_and_those_outside_the_window_pale():
    shown = make_shown({"geo_precision": 4}, {"event_date": "2012-06-20"})
    window = Period(date(2012, 6, 18), date(2012, 6, 30))
    chart = build_chart(shown, JUNE, window, SINGLE, ENGLISH)
    assert not {"data", "empty"} & set(re.findall(r'"(\w+)"', json.dumps(chart.spec)))
    assert chart.rows["placed"].tolist() == [False, True]
    assert chart.rows["mark_opacity"].is_monotonic_increasing
    assert chart.rows["mark_opacity"].nunique() == 2


def brush(*ends):
    return {"selection": {"brush": {"start": list(ends)}}}


WHOLE = Period(date(2012, 1, 1), date(2012, 12, 31))


def test_a_brush_chooses_the_whole_days_of_the_bars_it_touches():
    edges = chart_edges(JUNE)
    third, fifth = milliseconds("2012-06-03", "2012-06-05")
    assert brushed_period((third + 1, fifth + 1), edges, WHOLE) == Period(
        date(2012, 6, 3), date(2012, 6, 5)
    )
    # up to the edge of a bar is not into it
    assert brushed_period((third, fifth), edges, WHOLE) == Period(
        date(2012, 6, 3), date(2012, 6, 4)
    )


def test_a_brush_never_leaves_the_data():
    edges = chart_edges(JUNE)
    far = milliseconds("1990-01-01", "2040-01-01")
    assert brushed_period(tuple(far), edges, WHOLE) == JUNE
    spring = Period(date(2012, 1, 1), date(2012, 6, 10))
    assert brushed_period(tuple(far), edges, spring) == Period(JUNE.start, spring.end)


@pytest.mark.parametrize(
    "ends",
    [("2012-06-03", "2012-06-03"), ("2011-01-01", "2011-02-01"), ("2013-01-01", "2014-01-01")],
)
def test_a_click_and_a_brush_beside_the_bars_choose_nothing(ends):
    assert brushed_period(tuple(milliseconds(*ends)), chart_edges(JUNE), WHOLE) is None


@given(st.floats(-1e14, 1e14), st.floats(-1e14, 1e14))
def test_whatever_is_brushed_is_whole_bars_inside_the_data(one, other):
    edges = chart_edges(YEARS)
    period = brushed_period((min(one, other), max(one, other)), edges, WHOLE)
    if period is not None:
        assert period.cut(WHOLE) == period


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"selection": {}},
        {"selection": {"brush": {}}},  # after a double click
        {"selection": {"brush": {"start": []}}},
        {"selection": {"brush": {"start": [1.0]}}},
        {"selection": {"brush": {"start": ["a", "b"]}}},
        {"selection": {"brush": {"start": [float("nan"), 1.0]}}},
        {"selection": {"brush": {"start": [0, 1], "low": [0, 1]}}},
        {"selection": {"brush": "x"}},
        "x",
    ],
)
def test_what_is_no_brush_is_none(value):
    assert read_brush(value) is None


def test_a_brush_drawn_backwards_is_the_same_brush():
    assert read_brush(brush(5, -3)) == read_brush(brush(-3, 5)) == (-3.0, 5.0)


def run_chart(rows, query=None):
    """Run a page of nothing but the chart; gives the page."""

    def script(show, rows, query):
        show(rows, query)

    arguments = {"show": show_alone, "rows": rows, "query": query or {}}
    return AppTest.from_function(script, default_timeout=60, kwargs=arguments).run()


def show_alone(rows, query):
    dataset = make_dataset(events=make_events(*rows))
    for name, words in query.items():
        streamlit.query_params[name] = words
    session.start(KnownCodes(frozenset(), frozenset(), frozenset()), dataset.period)
    selection = session.selection()
    shown = choose_events(dataset, selection)
    event_chart.show_event_chart(shown, selection, Translator(selection.language))


FEW = [{"event_date": f"2012-06-{day}"} for day in (10, 14, 18)]


@pytest.mark.parametrize(("language", "words"), [("en", "Drag over"), ("fr", "Glisser sur")])
def test_the_chart_is_shown_with_its_choice_and_what_it_means(language, words):
    page = run_chart(FEW, {"lang": language})
    assert not page.exception
    assert len(page.segmented_control) == 1
    assert page.segmented_control[0].options[-1] == Translator(Language(language)).text(
        "chart.single"
    )
    assert words in page.caption[0].value


@pytest.mark.parametrize("by", ["country", "single"])
def test_each_choice_of_the_chart_can_be_shown(by):
    page = run_chart(FEW)
    page.segmented_control[0].set_value(by).run()
    assert not page.exception
    assert page.segmented_control[0].value == by


def test_single_events_are_offered_up_to_a_number_only(monkeypatch):
    monkeypatch.setattr(event_chart, "EVENTS_DRAWN", 2)
    page = run_chart(FEW)
    assert not page.exception
    assert len(page.segmented_control[0].options) == 2


@pytest.fixture
def choices(monkeypatch):
    """Record what is chosen; the chart reports a brush from 3 to 5 June."""
    made = []
    days = milliseconds("2012-06-03", "2012-06-06")
    monkeypatch.setattr(session, "component_value", lambda _: brush(*days))
    monkeypatch.setattr(session, "choose", lambda **changes: made.append(changes))
    return made


def test_brushing_chooses_the_period_and_drops_the_window(choices):
    store_brush("chart", chart_edges(JUNE), WHOLE)
    assert choices == [{"period": Period(date(2012, 6, 3), date(2012, 6, 5)), "window": None}]


def test_brushing_the_whole_span_is_no_choice_of_a_period(choices):
    three = Period(date(2012, 6, 3), date(2012, 6, 5))
    store_brush("chart", chart_edges(three), three)
    assert choices == [{"period": None, "window": None}]


def test_a_double_click_changes_nothing(choices, monkeypatch):
    monkeypatch.setattr(session, "component_value", lambda _: {"selection": {"brush": {}}})
    store_brush("chart", chart_edges(JUNE), WHOLE)
    assert choices == []

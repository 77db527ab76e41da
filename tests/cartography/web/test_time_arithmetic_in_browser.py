"""The timeline's arithmetic in Chromium gives what Python gives, for random periods and windows."""

import numpy as np
import pytest

from sahel_geo.analysis.timebins import MOST_BARS, bin_edges, choose_unit
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.period import Period
from sahel_geo.model.vocabulary import Language
from tests.cartography.web.timeline_page import (
    ARITHMETIC,
    as_date,
    draw_events,
    make_columns,
    open_page,
    to_day,
)

pytestmark = pytest.mark.browser

FIRST_DAY, LAST_DAY = to_day("1903-01-01"), to_day("2099-12-31")
LENGTHS = (1, 2, 31, 119, 120, 121, 366, 914, 915, 12_000, 12_001, 36_000, 36_001)
WHOLE = {"first": FIRST_DAY, "last": LAST_DAY}


@pytest.fixture(scope="module")
def page(browser):
    with open_page(browser, ARITHMETIC) as page:
        yield page


def draw_spans(seed, count, low=FIRST_DAY, high=LAST_DAY):
    """Draw runs of days of any length inside some days, with a few of special lengths."""
    random = np.random.default_rng(seed)
    ends = np.sort(random.integers(low, high + 1, (count, 2)))
    spans = [(int(first), int(last)) for first, last in ends]
    for length in LENGTHS:
        if length <= high - low + 1:
            first = int(random.integers(low, high - length + 2))
            spans.append((first, first + length - 1))
    return [*spans, (low, high), (low, low), (high, high)]


def test_days_are_read_and_written_as_iso_days(page):
    days = [int(day) for day in np.random.default_rng(1).integers(-700_000, 700_000, 500)]
    days += [FIRST_DAY, LAST_DAY, to_day("2000-02-29"), to_day("1900-03-01"), -1, 0]
    words = [as_date(day).isoformat() for day in days]
    assert page.evaluate("(days) => days.map(sahelAtlas.dayToIso)", days) == words
    assert page.evaluate("(words) => words.map(sahelAtlas.dayFromIso)", words) == days


def test_a_day_has_the_parts_of_its_date(page):
    parts = page.evaluate("sahelAtlas.dayParts(sahelAtlas.dayFromIso('1903-02-28') + 1)")
    assert parts == {"year": 1903, "month": 3, "day": 1}


@pytest.mark.parametrize("language", Language)
def test_runs_of_days_are_written_as_python_writes_them(page, language):
    spans = draw_spans(2, 150)
    for first in ("2010-09-01", "2010-09-16", "2012-02-29", "1903-01-01"):
        day = to_day(first)
        spans += [(day, day + length) for length in (0, 1, 14, 29, 30, 60, 120, 365, 366)]
    words = page.evaluate(
        "([spans, language]) => spans.map((span) => sahelAtlas.daysWords(...span, language))",
        [spans, language.value],
    )
    translator = Translator(language)
    assert words == [translator.days(as_date(first), as_date(last)) for first, last in spans]


def test_periods_are_cut_into_the_bars_that_python_gives(page):
    spans = draw_spans(3, 60)
    answers = page.evaluate(
        """(spans) => spans.map((span) => {
            const { unit, edges } = sahelAtlas.binEdges(...span);
            return [unit, edges instanceof Int32Array, Array.from(edges)];
        })""",
        spans,
    )
    for (first, last), (unit, is_packed, edges) in zip(spans, answers, strict=True):
        period = Period(as_date(first), as_date(last))
        assert unit == choose_unit(period).value
        assert is_packed
        assert edges == bin_edges(period).astype(int).tolist()
        assert len(edges) - 1 <= MOST_BARS


def test_the_bar_of_a_day_is_found_where_numpy_finds_it(page):
    random = np.random.default_rng(4)
    for first, last in draw_spans(4, 10):
        edges = bin_edges(Period(as_date(first), as_date(last))).astype(int)
        days = random.integers(first - 50, last + 51, 300)
        found = page.evaluate(
            """([first, last, days]) => {
                const { edges } = sahelAtlas.binEdges(first, last);
                return days.map((day) => sahelAtlas.timewindow.binOfDay(day, edges));
            }""",
            [first, last, days.tolist()],
        )
        expected = np.searchsorted(edges, days, side="right") - 1
        assert found == np.clip(expected, 0, len(edges) - 2).tolist()


def clamp(first, last, low, high):
    length = min(last - first, high - low)
    first = min(max(first, low), high - length)
    return [first, first + length]


def test_windows_are_moved_and_resized_inside_their_period(page):
    random = np.random.default_rng(5)
    cases, expected = [], []
    for low, high in draw_spans(5, 120):
        first, last = sorted(int(day) for day in random.integers(low, high + 1, 2))
        days = int(random.integers(-2, 3) * max(1, (high - low) // 2) + random.integers(-3, 4))
        cases.append([[first, last], days, [low, high]])
        expected.append(
            [
                clamp(first + days, last + days, low, high),
                [min(max(first + days, low), last), last],
                [first, max(min(last + days, high), first)],
                clamp(first - 9 * days, last + 8 * abs(days), low, high) if days > 0 else None,
            ]
        )
    answers = page.evaluate(
        """(cases) => cases.map(([[first, last], days, [low, high]]) => {
            const { clampSpan, moveSpan, resizeEnd, resizeStart } = sahelAtlas.timewindow;
            const [span, period] = [{ first, last }, { first: low, last: high }];
            const far = { first: first - 9 * days, last: last + 8 * Math.abs(days) };
            return [
                moveSpan(span, days, period),
                resizeStart(span, first + days, period),
                resizeEnd(span, last + days, period),
                days > 0 ? clampSpan(far, period) : null,
            ].map((answer) => answer && [answer.first, answer.last]);
        })""",
        cases,
    )
    assert answers == expected


def test_windows_of_whole_bars_step_by_whole_bars_and_others_keep_their_days(page):
    random = np.random.default_rng(6)
    for low, high in draw_spans(6, 12):
        edges = bin_edges(Period(as_date(low), as_date(high))).astype(int)
        bars = len(edges) - 1
        whole = np.sort(random.integers(0, bars, (20, 2)))
        cases = [
            [int(edges[a]), int(edges[b + 1]) - 1, int(s)]
            for (a, b), s in zip(whole, random.integers(-12, 13, 20), strict=True)
        ]
        cases += [
            [*sorted(int(day) for day in random.integers(low, high + 1, 2)), int(steps)]
            for steps in random.integers(-12, 13, 20)
        ]
        answers = page.evaluate(
            """([low, high, cases]) => {
                const { edges } = sahelAtlas.binEdges(low, high);
                const period = { first: low, last: high };
                return cases.map(([first, last, steps]) => {
                    const span = { first, last };
                    const moved = sahelAtlas.timewindow.stepSpan(span, steps, edges, period);
                    return [moved.first, moved.last];
                });
            }""",
            [low, high, cases],
        )
        for (first, last, steps), (new_first, new_last) in zip(cases, answers, strict=True):
            assert low <= new_first <= new_last <= high
            if {first, last + 1} <= set(edges.tolist()):
                start = np.searchsorted(edges, first)
                count = np.searchsorted(edges, last + 1) - start
                moved = min(max(start + steps, 0), bars - count)
                assert [new_first, new_last + 1] == [edges[moved], edges[moved + count]]
            else:
                assert new_last - new_first == last - first
                assert np.sign(new_first - first) in {0, np.sign(steps)}


@pytest.mark.parametrize(
    ("step", "at", "steps", "expected"),
    [
        ("stepStart", ("2012-03-10", "2012-08-10"), -1, ("2012-03-01", "2012-08-10")),
        ("stepStart", ("2012-03-10", "2012-08-10"), 1, ("2012-04-01", "2012-08-10")),
        ("stepStart", ("2012-03-01", "2012-08-10"), -1, ("2012-02-01", "2012-08-10")),
        ("stepStart", ("2012-08-09", "2012-08-10"), 1, ("2012-08-10", "2012-08-10")),
        ("stepStart", ("2012-01-01", "2012-08-10"), -1, ("2012-01-01", "2012-08-10")),
        ("stepEnd", ("2012-03-10", "2012-08-10"), 1, ("2012-03-10", "2012-08-31")),
        ("stepEnd", ("2012-03-10", "2012-08-31"), 1, ("2012-03-10", "2012-09-30")),
        ("stepEnd", ("2012-03-10", "2012-08-10"), -1, ("2012-03-10", "2012-07-31")),
        ("stepEnd", ("2012-03-10", "2012-03-10"), -1, ("2012-03-10", "2012-03-10")),
        ("stepEnd", ("2012-03-10", "2015-12-31"), 10, ("2012-03-10", "2015-12-31")),
    ],
)
def test_an_end_steps_to_the_next_edge_of_a_bar_and_never_past_the_other(
    page, step, at, steps, expected
):
    moved = page.evaluate(
        """([step, at, steps]) => {
            const dayOf = sahelAtlas.dayFromIso;
            const period = { first: dayOf("2012-01-01"), last: dayOf("2015-12-31") };
            const { edges } = sahelAtlas.binEdges(period.first, period.last);
            const span = { first: dayOf(at[0]), last: dayOf(at[1]) };
            const moved = sahelAtlas.timewindow[step](span, steps, edges, period);
            return [moved.first, moved.last].map(sahelAtlas.dayToIso);
        }""",
        [step, at, steps],
    )
    assert tuple(moved) == expected


def test_playing_takes_thirty_seconds_for_the_period_and_never_passes_its_end(page):
    days, window, grown = page.evaluate(
        """({ first, last }) => {
            const { advance, daysPlayed, makeWindow } = sahelAtlas.timewindow;
            const period = { first, last };
            const at = makeWindow({ first: last - 9, last: last - 5 }, false, period);
            const growing = makeWindow({ first, last: first + 3 }, true, period);
            return [
                daysPlayed(15000, 2, period, 30000),
                advance(at, 400, period),
                advance(growing, 40, period),
            ];
        }""",
        WHOLE,
    )
    assert days == LAST_DAY - FIRST_DAY + 1
    assert (window["first"], window["last"]) == (LAST_DAY - 4, LAST_DAY)
    assert (grown["first"], grown["last"]) == (FIRST_DAY, FIRST_DAY + 43)
    assert grown["isCumulative"]


def test_a_period_of_one_day_has_one_window_whatever_is_done(page):
    windows = page.evaluate(
        """() => {
            const t = sahelAtlas.timewindow;
            const period = { first: 15000, last: 15000 };
            const { edges } = sahelAtlas.binEdges(15000, 15000);
            const all = t.makeWindow(period, false, period);
            const keys = ["ArrowLeft", "ArrowRight", "PageUp", "Home", "End"];
            return [
                t.moveSpan(all, 7, period), t.resizeStart(all, -3, period), t.startingSpan(edges),
                t.resizeEnd(all, 9e6, period), t.stepSpan(all, 1, edges, period),
                t.stepWindow(all, -1, edges, period), t.playFrom(all, edges, period),
                t.changeMode(all, "moving", edges, period), t.advance(all, 3, period),
                t.changeMode(all, "cumulative", edges, period), t.centreSpan(all, 3, period),
                t.stepStart(all, -10, edges, period), t.stepEnd(all, 10, edges, period),
            ].map(({ first, last }) => [first, last]);
        }"""
    )
    assert windows == [[15000, 15000]] * 13


def count_by_hand(rows, mask, edges):
    """Count certain and possible events by bar and type, one bar after the other."""
    table = np.array(rows).reshape(-1, 3)[np.array(mask, dtype=bool)]
    kind, first, last = table.T
    certain, possible = (np.zeros((len(edges) - 1, 6), dtype=int) for _ in range(2))
    for bar, (start, end) in enumerate(zip(edges[:-1], edges[1:] - 1, strict=True)):
        is_inside = (first >= start) & (last <= end)
        overlaps = (first <= end) & (last >= start) & ~is_inside
        for event_type in range(6):
            certain[bar, event_type] = (is_inside & (kind == event_type)).sum()
            possible[bar, event_type] = (overlaps & (kind == event_type)).sum()
    return certain.ravel().tolist(), possible.ravel().tolist()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2012-01-10", "2012-03-20"),
        ("2011-02-03", "2013-01-01"),
        ("2003-07-04", "2012-05-06"),
        ("1903-01-01", "2099-12-31"),
        ("2012-02-29", "2012-02-29"),
    ],
)
def test_bars_hold_the_events_that_numpy_counts_in_them(page, first, last):
    days = to_day(first), to_day(last)
    rows = draw_events(8, 1500, *days)
    mask = [int(bit) for bit in np.random.default_rng(9).integers(0, 2, len(rows))]
    edges = bin_edges(Period(as_date(days[0]), as_date(days[1]))).astype(int)
    for bits in (None, mask):
        counted = page.evaluate(
            """([{ type, first, last }, bits, edges]) => {
                const pack = {
                    count: type.length, type: Uint8Array.from(type),
                    first: Int32Array.from(first), last: Int32Array.from(last),
                };
                const mask = bits && Uint8Array.from(bits);
                const counts = sahelAtlas.countBins(pack, mask, Int32Array.from(edges));
                const isPacked = Object.values(counts).every((part) => part instanceof Int32Array);
                return [isPacked, Array.from(counts.certain), Array.from(counts.possible)];
            }""",
            [make_columns(rows), bits, edges.tolist()],
        )
        expected = count_by_hand(rows, bits or [1] * len(rows), edges)
        assert counted == [True, *expected]
        assert sum(expected[1]) > 0


def test_words_under_the_bars_keep_apart_and_inside_at_every_width(page):
    cases = [[*span, width] for span in draw_spans(10, 25) for width in (296, 640, 1056)]
    for language in Language:
        rows = page.evaluate(
            """([cases, language]) => cases.map(([first, last, width]) => {
                const wide = (text) => text.length * 6;
                const period = { first, last };
                return sahelAtlas.chooseTicks(period, width, language, wide)
                    .map(({ text, left, x }) => [left, left + wide(text), x]);
            })""",
            [cases, language.value],
        )
        for (_, _, width), ticks in zip(cases, rows, strict=True):
            assert ticks
            assert all(x >= 0 and end <= width for _, end, x in ticks)
            ends = [end for _, end, _ in ticks[:-1]]
            assert all(end < left for end, (left, _, _) in zip(ends, ticks[1:], strict=True))

from datetime import date

import pytest

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown
from sahel_geo.cartography.composition.extras import MOST_BARS, MOST_ROWS, compose_extras
from sahel_geo.model.design import PageDesign
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import FlowLevel, Furniture

BOTH = PageDesign(furniture=frozenset({Furniture.CHART, Furniture.TABLE}))


def test_extras_that_are_switched_off_are_not_made(shipped, english):
    extras = compose_extras(shipped, MapSelection(), english, PageDesign())
    assert extras.chart is None
    assert extras.table is None
    only = PageDesign(furniture=frozenset({Furniture.TABLE}))
    assert compose_extras(shipped, MapSelection(), english, only).chart is None


@pytest.mark.parametrize(
    "selection",
    [
        MapSelection(),
        MapSelection(countries=("NER",)),
        MapSelection(period=Period(date(2010, 9, 1), date(2010, 10, 31))),
    ],
)
def test_the_chart_counts_what_the_map_counts(shipped, english, selection):
    chart = compose_extras(shipped, selection, english, BOTH).chart
    shown = filter_dataset(shipped, selection)
    counts = count_shown(shipped, shown, selection)
    certain = sum(sum(bar.certain) for bar in chart.bars)
    assert certain <= counts.incidents
    assert certain > 0
    assert all(sum(bar.possible) <= counts.incidents for bar in chart.bars)
    assert chart.top == max(bar.height for bar in chart.bars)
    assert len(chart.edges) == len(chart.bars) + 1 <= MOST_BARS + 2
    assert chart.edges[0] == 0
    assert chart.edges[-1] == 1
    assert list(chart.edges) == sorted(chart.edges)


def test_the_chart_says_its_unit_and_that_some_may_have_been_then(shipped, english, french):
    month = MapSelection(period=Period(date(2010, 9, 1), date(2010, 9, 30)))
    assert "per day" in compose_extras(shipped, month, english, BOTH).chart.title
    whole = compose_extras(shipped, MapSelection(), french, BOTH).chart
    assert "hachuré" in whole.title
    assert any(sum(bar.possible) for bar in whole.bars)


def test_marks_of_the_chart_rise(shipped, english):
    for days in (20, 60, 300, 2000):
        start = date(2010, 1, 1)
        period = Period(start, date.fromordinal(start.toordinal() + days))
        marks = compose_extras(shipped, MapSelection(period=period), english, BOTH).chart.marks
        shares = [share for share, _ in marks]
        assert shares == sorted(shares)
        assert marks
        assert 0 <= shares[0] <= shares[-1] < 1


def test_the_table_has_most_deaths_first(shipped, english):
    table = compose_extras(shipped, MapSelection(), english, BOTH).table
    assert len(table.rows) == MOST_ROWS
    deaths = [int(row[-1].replace(",", "")) for row in table.rows]
    assert deaths == sorted(deaths, reverse=True)
    assert all(len(row) == len(table.headings) for row in table.rows)


def test_without_known_deaths_the_table_is_of_the_latest_and_says_so(shipped, english):
    table = compose_extras(shipped, MapSelection(cases=("arlit-2010",)), english, BOTH).table
    assert table.title == english.text("design.table.latest")
    assert {row[-1] for row in table.rows} == {english.text("design.table.unknown")}


def test_a_choice_without_events_has_a_bare_chart_and_no_table(shipped, english):
    extras = compose_extras(shipped, MapSelection(text="no such word at all"), english, BOTH)
    assert extras.table is None
    assert extras.chart.top == 0


def test_movements_added_up_stand_alone(shipped, english):
    extras = compose_extras(shipped, MapSelection(flows=FlowLevel.COUNTRY), english, BOTH)
    assert extras.chart is extras.table is None

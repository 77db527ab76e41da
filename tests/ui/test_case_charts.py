"""The charts of the page of cases: what their rows say."""

import json

import pandas as pd
import pytest

from sahel_geo.analysis.captivity import Grouping, Unit, held_curve, share_across_border
from sahel_geo.analysis.casebook import list_cases
from sahel_geo.analysis.flows import count_flows
from sahel_geo.analysis.survival import estimate_captivity
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import FlowLevel
from sahel_geo.ui.widgets.captivity_charts import build_groups, build_held, build_survival
from sahel_geo.ui.widgets.captivity_figures import border_words, group_words, median_words
from sahel_geo.ui.widgets.case_lanes import build_case_lanes
from sahel_geo.ui.widgets.flow_matrix import build_flow_matrix


@pytest.fixture(scope="module")
def casebook(shipped):
    return list_cases(shipped)


@pytest.fixture(scope="module")
def lanes(shipped, casebook, english):
    return build_case_lanes(casebook, shipped, english).rows


def rows_of(lanes, kind):
    return lanes.loc[lanes["row"] == kind]


def test_each_case_has_one_bar_in_the_order_of_abduction(lanes, casebook):
    bars = rows_of(lanes, "bar")
    assert list(bars["case_id"]) == list(casebook.index)
    assert list(bars["lane"]) == list(range(len(casebook)))
    assert bars["start"].is_monotonic_increasing
    assert (bars["end"] > bars["start"]).all()


def test_a_bar_is_as_long_as_its_case_unless_that_is_too_short_to_see(lanes, casebook):
    bars = rows_of(lanes, "bar").set_index("case_id")
    days = (bars["end"] - bars["start"]) / 86_400_000
    assert (days.round().astype(int) >= casebook["days_held"]).all()
    assert round(days["arlit-2010"]) == 1139


def test_only_open_cases_have_an_arrow(lanes, casebook):
    arrows = rows_of(lanes, "open")
    assert set(arrows["case_id"]) == set(casebook.index[casebook["is_open"]])


def test_steps_without_a_known_place_are_hollow(lanes, shipped):
    steps = rows_of(lanes, "step")
    assert len(steps) == len(shipped.steps)
    unplaced = int((shipped.steps["geo_precision"] == 4).sum())
    assert int((~steps["placed"].astype(bool)).sum()) == unplaced > 0


@pytest.mark.parametrize("level", list(FlowLevel))
def test_the_cells_of_the_matrix_add_up_to_the_people_of_the_flows(shipped, english, level):
    flows = count_flows(shipped, level)
    chart = build_flow_matrix(flows, level, shipped, english)
    assert chart.rows["people"].sum() == sum(flow.people for flow in flows)
    assert not chart.rows.duplicated(["start", "end"]).any()
    written = json.dumps(chart.spec)
    for area in {*chart.rows["start"], *chart.rows["end"]}:
        assert json.dumps(area) in written


def test_areas_of_the_matrix_are_named_in_the_readers_language(shipped, french):
    rows = build_flow_matrix(
        count_flows(shipped, FlowLevel.ADMIN1), FlowLevel.ADMIN1, shipped, french
    ).rows
    assert "Tombouctou, Mali" in set(rows["start"])
    assert "Région inconnue, Mali" in set(rows["end"])


def test_the_curve_of_people_held_has_no_gap_and_ends_with_the_data(shipped, english):
    rows = build_held(held_curve(shipped), english).rows
    assert list(rows["end"][:-1]) == list(rows["start"][1:])
    assert (rows["least"] <= rows["most"]).all()
    assert rows["end"].iloc[-1] == pd.Timestamp(shipped.latest_day).timestamp() * 1000 + 86_400_000


def test_the_survival_curve_starts_with_everybody(english):
    rows = build_survival(estimate_captivity([3, 10], [True, False]), english).rows
    assert (rows["days"].iloc[0], rows["share"].iloc[0]) == (0, 1)


def group(**changes):
    row = {"group": "mining", "is_mass": False, "cases": 3, "people": 9, "open": 0}
    return row | {"median": 100.0, "low": 20.0, "high": 300.0} | changes


def test_an_interval_without_an_upper_end_runs_to_the_end_of_the_axis(english):
    groups = pd.DataFrame([group(), group(high=None), group(low=None, high=None)])
    rows = build_groups(groups, ["a", "b", "c"], english).rows
    assert list(rows["high"][:2]) == [300.0, 300.0]
    assert rows[["low", "high"]].loc[2].isna().all()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Mining: 100 days (20 to 300) · 3 cases"),
        ({"high": None}, "Mining: 100 days (20 or more) · 3 cases"),
        ({"low": None, "high": None}, "Mining: 100 days · 3 cases"),
        (
            {"median": None, "low": None, "high": None, "open": 3},
            "Mining: fewer than half have a known end · 3 cases, 3 without a known end for all",
        ),
    ],
)
def test_a_group_says_its_median_its_interval_and_what_it_rests_on(english, changes, expected):
    assert group_words(group(**changes), Grouping.SECTOR, Unit.CASE, english) == expected


def test_captives_are_counted_beside_their_cases(english):
    words = group_words(group(is_mass=True), Grouping.SECTOR, Unit.CAPTIVE, english)
    assert words == "Mining, mass seizures: 100 days (20 to 300) · 3 cases, 9 captives"


def test_a_median_that_is_not_reached_is_said_to_be_unknown(english):
    assert "fewer than half" in median_words(estimate_captivity([5], [False]), english)


def test_the_share_across_a_border_says_on_what_it_rests(casebook, english, french):
    figure = share_across_border(casebook)
    words = border_words(figure, english)
    assert f"{figure.crossed} of {figure.cases} cases" in words
    assert f"{figure.open} without a known end" in words
    assert isinstance(french, Translator)
    assert border_words(figure, french) != words

"""How long captivity lasts, with open cases."""

import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.analysis.survival import STEP_COLUMNS, estimate_captivity

# The 6-mercaptopurine arm of Freireich and others (1963), the worked example of many textbooks:
# weeks in remission of 21 children; nine relapsed, twelve were last seen in remission.
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
IN_REMISSION = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
DURATIONS = [*RELAPSED, *IN_REMISSION]
ENDED = [True] * len(RELAPSED) + [False] * len(IN_REMISSION)

captivities = st.lists(st.tuples(st.integers(0, 4000), st.booleans()), min_size=1, max_size=60)


def shares_of(survival):
    return dict(zip(survival.steps["days"], survival.steps["share"], strict=True))


def test_the_curve_is_that_of_the_textbook():
    survival = estimate_captivity(DURATIONS, ENDED)
    expected = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    shares = shares_of(survival)
    assert {day: shares[day] for day in expected} == pytest.approx(expected, abs=0.0005)
    assert shares[35] == pytest.approx(0.448, abs=0.0005)
    assert (survival.median, survival.n, survival.open) == (23, 21, 12)


def test_the_interval_is_the_log_log_one_of_the_textbook():
    survival = estimate_captivity(DURATIONS, ENDED)
    at_six = survival.steps.set_index("days").loc[6]
    assert at_six["low"] == pytest.approx(0.620, abs=0.001)
    assert at_six["high"] == pytest.approx(0.952, abs=0.001)
    assert (survival.low, survival.high) == (13, None)


def test_those_at_risk_are_all_who_were_held_up_to_the_day():
    at_risk = estimate_captivity(DURATIONS, ENDED).steps.set_index("days")["at_risk"]
    assert {day: at_risk.loc[day] for day in (0, 6, 7, 10, 23, 35)} == {
        0: 21,
        6: 21,
        7: 17,
        10: 15,
        23: 6,
        35: 1,
    }


def test_the_curve_begins_with_all_held():
    first = estimate_captivity([10, 20], [True, True]).steps.iloc[0]
    assert first.tolist() == [0, 1, 1, 1, 2]


def test_a_captivity_of_no_days_ends_at_once():
    survival = estimate_captivity([0, 0, 3, 4], [True, True, True, False])
    assert survival.steps["days"].tolist() == [0, 0, 3, 4]
    assert survival.steps["share"].tolist() == [1, 0.5, 0.25, 0.25]
    assert survival.median == 1.5


def test_one_case_has_its_own_days_for_a_median_and_no_interval():
    survival = estimate_captivity([5], [True])
    assert (survival.median, survival.low, survival.high) == (5, None, None)
    assert (survival.n, survival.open) == (1, 0)
    assert np.isnan(survival.steps["low"].iloc[-1])


def test_without_any_known_end_there_is_no_median():
    survival = estimate_captivity([5, 7], [False, False])
    assert (survival.median, survival.low, survival.high) == (None, None, None)
    assert (survival.n, survival.open) == (2, 2)
    assert survival.steps["share"].tolist() == [1, 1, 1]
    assert survival.steps["low"].tolist() == survival.steps["high"].tolist() == [1, 1, 1]


def test_no_cases_give_an_empty_curve():
    survival = estimate_captivity([], [])
    assert survival.steps.empty
    assert list(survival.steps.columns) == STEP_COLUMNS
    assert (survival.median, survival.n, survival.open) == (None, 0, 0)


def test_durations_and_ends_must_go_together():
    with pytest.raises(ValueError, match="got 2 and 1"):
        estimate_captivity([1, 2], [True])


def test_a_negative_duration_is_refused():
    with pytest.raises(ValueError, match="got -3"):
        estimate_captivity([1, -3], [True, True])


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=60))
def test_without_open_cases_the_median_is_the_ordinary_one(durations):
    survival = estimate_captivity(durations, [True] * len(durations))
    assert survival.median == statistics.median(durations)


@given(captivities)
def test_the_curve_only_comes_down_and_lies_in_its_interval(captivity):
    days, ended = zip(*captivity, strict=True)
    steps = estimate_captivity(days, ended).steps
    assert (steps["share"].diff().dropna() <= 1e-12).all()
    assert steps["share"].between(0, 1).all()
    known = steps.dropna()
    assert (known["low"] <= known["share"] + 1e-12).all()
    assert (known["share"] <= known["high"] + 1e-12).all()
    assert (steps["share"].loc[steps["low"].isna()] == 0).all()


@given(captivities)
def test_calling_a_case_open_never_shortens_captivity(captivity):
    days, ended = zip(*captivity, strict=True)
    known = estimate_captivity(days, [True] * len(days))
    partly = estimate_captivity(days, ended)
    pd.testing.assert_series_equal(known.steps["days"], partly.steps["days"])
    assert (partly.steps["share"] >= known.steps["share"] - 1e-12).all()

"""Estimate how long captivity lasts when for some the end is not known.

The Kaplan-Meier estimate of the share still held after so many days, as SciPy computes it
(`scipy.stats.ecdf` of right-censored data), with its 95 % log-log interval ("exponential
Greenwood", the usual one for few cases). Whoever was last known to be held counts as held up to
that day and as unknown from then on.
"""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

CONFIDENCE = 0.95
"""The share of such intervals that cover the true value."""

HALF = 0.5
"""The share still held at the median."""

TOLERANCE = 1e-9
"""Shares are products of fractions: two that ought to be equal may differ by rounding."""

STEP_COLUMNS = ["days", "share", "low", "high", "at_risk"]
"""What the curve is drawn from."""


@dataclass(frozen=True, eq=False)
class Survival:
    """
    How long some captivities last.

    Attributes
    ----------
    steps
        The curve, a row for each number of days at which an end or a last report lies, the first
        at day 0 with all still held: `days` (whole days), `share` (still held after them, from 1
        to 0; it stays so up to the next row), `low` and `high` (its 95 % interval; NaN where the
        formula has none: after the last end, when nobody is left), `at_risk` (how many were
        known to be held up to that day).
    median
        Days after which half are no longer held; None where the curve does not come down to half.
    low, high
        The 95 % interval of the median; None where a bound of the curve does not come down to half.
    n
        How many the estimate rests on.
    open
        How many of them have no known end.
    """

    steps: pd.DataFrame
    median: float | None
    low: float | None
    high: float | None
    n: int
    open: int


def estimate_captivity(durations: Iterable[int], ended: Iterable[bool]) -> Survival:
    """
    Estimate how long captivity lasts.

    Parameters
    ----------
    durations
        Whole days held, one number for each case or captive; 0 ended on the day it began.
    ended
        For each whether its end is known; otherwise it lasted at least so long.

    Returns
    -------
    survival
        Without any case: a curve without rows, and no median.

    Raises
    ------
    ValueError
        If the two differ in length, or a duration is negative.
    """
    days = np.asarray(list(durations), dtype="float64")
    has_ended = np.asarray(list(ended), dtype="bool")
    _check(days, has_ended)
    steps = _estimate_curve(days, has_ended) if len(days) else _as_steps([], [], [], [], [])
    return Survival(
        steps=steps,
        median=_median(steps),
        low=_first_at_half(steps, "low"),
        high=_first_at_half(steps, "high"),
        n=len(days),
        open=int((~has_ended).sum()),
    )


def _check(days: npt.NDArray[np.float64], has_ended: npt.NDArray[np.bool_]) -> None:
    if len(days) != len(has_ended):
        msg = f"Each duration needs to be ended or not, got {len(days)} and {len(has_ended)}."
        raise ValueError(msg)
    wrong = days[~(days >= 0)]
    if len(wrong):
        msg = f"Days held must be 0 or more, got {wrong[0]:g}."
        raise ValueError(msg)


def _estimate_curve(
    days: npt.NDArray[np.float64], has_ended: npt.NDArray[np.bool_]
) -> pd.DataFrame:
    # imported where it is used: it takes a second that the map page would wait for
    from scipy.stats import CensoredData, ecdf  # noqa: PLC0415

    still_held = ecdf(CensoredData(uncensored=days[has_ended], right=days[~has_ended])).sf
    quantiles, share = still_held.quantiles, still_held.probabilities
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The confidence interval is undefined")
        bounds = still_held.confidence_interval(CONFIDENCE, method="log-log")
    # the formula divides by the logarithm of the share: while nobody has left, all are held for
    # certain; once nobody is left, there is no interval
    is_full = share >= 1
    low = np.where(is_full, 1, bounds.low.probabilities)
    high = np.where(is_full, 1, bounds.high.probabilities)
    at_risk = (days >= quantiles[:, None]).sum(axis=1)
    return _as_steps([0, *quantiles], [1, *share], [1, *low], [1, *high], [len(days), *at_risk])


def _as_steps(*columns: Sequence[float]) -> pd.DataFrame:
    frame = pd.DataFrame(dict(zip(STEP_COLUMNS, columns, strict=True)), dtype="float64")
    return frame.astype({"days": "int64", "at_risk": "int64"})


def _median(steps: pd.DataFrame) -> float | None:
    """
    Give the days at which the curve comes down to half.

    Where it stays exactly at half for a while, the middle of that while, as for any median of an
    even number.
    """
    reached = steps.loc[steps["share"] <= HALF + TOLERANCE]
    if reached.empty:
        return None
    beyond = reached.loc[reached["share"] < HALF - TOLERANCE]
    first = float(reached["days"].iloc[0])
    return first if beyond.empty else (first + float(beyond["days"].iloc[0])) / 2


def _first_at_half(steps: pd.DataFrame, bound: str) -> float | None:
    """Give the days at which a bound of the curve comes down to half."""
    reached = steps.loc[steps[bound] <= HALF + TOLERANCE, "days"]
    return None if reached.empty else float(reached.iloc[0])

"""Figures of captivity: how long, by what, how often over a border, how many at once.

Every figure carries on how many cases it rests and how many of them are open. Days are estimated
with open ends (see `survival`). A case lasts until its last captive is free or dead; when captives
are counted instead, each lasts until his or her own end, and mass seizures stand apart, for one of
them has more captives than all other cases together. The captives of one case are not independent
of one another: intervals of captives are narrower than what is known.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sahel_geo.analysis.headcount import count_days
from sahel_geo.analysis.shares import MASS_SEIZURE, NOT_TOLD, SEVERAL, Grouping, Unit, list_shares
from sahel_geo.analysis.survival import Survival, estimate_captivity
from sahel_geo.model.dataset import Dataset

__all__ = [
    "MASS_SEIZURE",
    "NOT_TOLD",
    "SEVERAL",
    "SUMMARY_COLUMNS",
    "BorderFigure",
    "Grouping",
    "HeldCurve",
    "Unit",
    "count_unended",
    "estimate_all",
    "held_curve",
    "part_by_size",
    "share_across_border",
    "summarise_by",
]

SUMMARY_COLUMNS = {
    "group": "str",
    "is_mass": "bool",
    "cases": "int64",
    "people": "int64",
    "open": "int64",
    "unaccounted": "int64",
    "median": "Float64",
    "low": "Float64",
    "high": "Float64",
}
"""Columns of a summary and their kinds."""


@dataclass(frozen=True)
class BorderFigure:
    """
    How many cases were reported from another country than that of the abduction, and how soon.

    The days are those to the first report from abroad, which may come long after the border.
    """

    cases: int
    """Cases with at least one step."""
    open: int
    """How many of them have no known end: they may cross one yet."""
    crossed: int
    median_days_least: float | None
    """Median over the cases that crossed; None without any."""
    median_days_most: float | None
    soonest_days: int | None
    """The fewest days that any case can have taken."""
    latest_days: int | None
    """The most days that any case can have taken."""

    @property
    def share(self) -> float | None:
        """From 0 to 1; None without any case."""
        return self.crossed / self.cases if self.cases else None


@dataclass(frozen=True, eq=False)
class HeldCurve:
    """
    People held on any day.

    Attributes
    ----------
    days
        By `day`, rising, as `headcount.count_days` gives it, with a last row on the last day of
        the data; a row holds until the next.
    cases
        The cases that are counted.
    open
        How many of them have no known end.
    """

    days: pd.DataFrame
    cases: int
    open: int


def estimate_all(casebook: pd.DataFrame, unit: Unit, *, is_mass: bool = False) -> Survival:
    """
    Estimate how long captivity lasts over all cases of a casebook.

    Parameters
    ----------
    casebook
        `casebook.list_cases(dataset)`, or some of its rows.
    unit
        Whether cases or captives are counted.
    is_mass
        Captives of mass seizures instead of all others; of no matter when cases are counted.

    Returns
    -------
    survival
        Its `n` and `open` are cases or captives; unaccounted ones are among the open, see
        `count_unended` to tell them apart.
    """
    return _estimate(_list_all(casebook, unit, is_mass=is_mass))


def count_unended(casebook: pd.DataFrame, unit: Unit, *, is_mass: bool = False) -> tuple[int, int]:
    """
    Count those of `estimate_all` whose end is not known.

    Returns
    -------
    open, unaccounted
        Cases without an end (or captives of such who are not known to be free or dead), and closed
        cases of which some captives' fate is unknown (or those captives).
    """
    return _count_unended(_list_all(casebook, unit, is_mass=is_mass))


def summarise_by(casebook: pd.DataFrame, by: Grouping, unit: Unit) -> pd.DataFrame:
    """
    Compare how long captivity lasts in groups of cases or captives.

    Parameters
    ----------
    casebook
        `casebook.list_cases(dataset)`, or some of its rows.
    by
        What makes the groups. A case of several nationalities counts in each of them; its
        captives count in their own when all were held equally long, else in `several`. By
        outcome, captives are grouped by their own.
    unit
        Whether cases or captives are counted.

    Returns
    -------
    groups
        A row for each group: `group` (code, or the captor's name), `is_mass` (captives of mass
        seizures, apart from the others; no case is), `cases` and `people` it rests on, `open`
        (cases without an end, or captives of such who are not known to be free or dead),
        `unaccounted` (closed cases of which some captives' fate is unknown, or those captives),
        `median`, `low`, `high` (days and their 95 % interval; NA where the curve does not come
        down to half). What is open or unaccounted for counts as held up to its last known day.
        Groups of most cases first, mass seizures last.
    """
    shares = list_shares(casebook, by, unit)
    rows = [
        _summarise(group, part) for group, part in shares.groupby(["group", "is_mass"], sort=False)
    ]
    groups = pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS)).astype(SUMMARY_COLUMNS)
    order = ["is_mass", "cases", "people", "group"]
    return groups.sort_values(order, ascending=[True, False, False, True], ignore_index=True)


def share_across_border(casebook: pd.DataFrame) -> BorderFigure:
    """
    Tell how many cases were reported from another country, and how soon.

    Parameters
    ----------
    casebook
        `casebook.list_cases(dataset)`, or some of its rows; cases without a step do not count.

    Returns
    -------
    figure
        Of cases, whatever their number of captives; one of which any part crossed has crossed.
    """
    told = casebook.loc[casebook["countries"].map(len) > 0]
    crossed = told.loc[told["crossed_border"]]
    least, most = crossed["days_to_cross_least"], crossed["days_to_cross_most"]
    is_none = crossed.empty
    return BorderFigure(
        cases=len(told),
        open=int(told["is_open"].sum()),
        crossed=len(crossed),
        median_days_least=None if is_none else float(least.median()),
        median_days_most=None if is_none else float(most.median()),
        soonest_days=None if is_none else int(least.min()),
        latest_days=None if is_none else int(most.max()),
    )


def held_curve(dataset: Dataset, casebook: pd.DataFrame | None = None) -> HeldCurve:
    """
    Count the people held on any day.

    Parameters
    ----------
    dataset
        Where the cases and their steps are.
    casebook
        The cases to count, as `casebook.list_cases` lists them (see `part_by_size` to leave mass
        seizures out); all, if nothing is given. Cases without a step are not counted.

    Returns
    -------
    curve
        People of no known fate count as held until their case is closed, as on the map's page.
    """
    cases = dataset.cases if casebook is None else dataset.cases.loc[list(casebook.index)]
    counted = cases.loc[cases["case_id"].isin(dataset.steps["case_id"])]
    days = count_days(dataset, counted["case_id"])
    last_day = pd.Timestamp(dataset.latest_day)
    if len(days) and days.index[-1] < last_day:
        days = days.reindex(days.index.append(pd.DatetimeIndex([last_day])), method="ffill")
    days.index.name = "day"
    return HeldCurve(days, cases=len(counted), open=int(counted["ended_on"].isna().sum()))


def part_by_size(casebook: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part a casebook into the mass seizures and, before them, all other cases."""
    is_mass = casebook["hostages"] > MASS_SEIZURE
    return casebook.loc[~is_mass], casebook.loc[is_mass]


def _list_all(casebook: pd.DataFrame, unit: Unit, *, is_mass: bool) -> pd.DataFrame:
    """List the shares of all cases as one group."""
    shares = list_shares(casebook, Grouping.SECTOR, unit)
    return shares.loc[shares["is_mass"] == (is_mass and unit is Unit.CAPTIVE)]


def _summarise(key: tuple[Any, ...], shares: pd.DataFrame) -> dict[str, Any]:
    group, is_mass = key
    survival = _estimate(shares)
    still_open, unaccounted = _count_unended(shares)
    return {
        "group": group,
        "is_mass": is_mass,
        "cases": shares["case_id"].nunique(),
        "people": int(shares["people"].sum()),
        "open": still_open,
        "unaccounted": unaccounted,
        "median": survival.median,
        "low": survival.low,
        "high": survival.high,
    }


def _count_unended(shares: pd.DataFrame) -> tuple[int, int]:
    unended = shares.loc[~shares["has_ended"].astype("bool")]
    is_open = unended["is_open"].astype("bool")
    weight = unended["weight"]
    return int(weight.loc[is_open].sum()), int(weight.loc[~is_open].sum())


def _estimate(shares: pd.DataFrame) -> Survival:
    each = shares.loc[shares.index.repeat(shares["weight"].astype("int64"))]
    return estimate_captivity(each["days"], each["has_ended"])

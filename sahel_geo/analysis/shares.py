"""Part hostage cases into what figures count: whole cases, or people held equally long.

A case of several nationalities counts in each of them; its captives count in their own only where
all were held equally long, for else no source says who was held how long.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, TypeAlias

import pandas as pd

MASS_SEIZURE = 30
"""More captives than this are a mass seizure."""

NOT_TOLD = "XXX"
"""The nationality of people whose nationality is not told, as the table of cases has it."""

SEVERAL = "several"
"""The nationality of captives of several nations of whom no source says who was held how long."""


Row: TypeAlias = Mapping[str, Any]


class Unit(StrEnum):
    """What a figure counts."""

    CASE = "case"
    CAPTIVE = "captive"


class Grouping(StrEnum):
    """By what captivities are compared."""

    OUTCOME = "outcome"
    SECTOR = "sector"
    NATIONALITY = "nationality"
    CAPTOR = "captor"


@dataclass(frozen=True)
class Share:
    """A part of a case that counts in one group: people who were held equally long."""

    group: str
    people: int
    weight: int
    """How often it counts: once for a case, else for each of its people."""
    days: int
    has_ended: bool


def list_shares(casebook: pd.DataFrame, by: Grouping, unit: Unit) -> pd.DataFrame:
    """
    List what counts in the groups of a figure.

    Parameters
    ----------
    casebook
        `casebook.list_cases(dataset)`, or some of its rows.
    by
        What makes the groups.
    unit
        Whether cases or captives are counted.

    Returns
    -------
    shares
        `case_id`, `is_mass` (captives of a mass seizure; no case is), `is_open` (its end is not
        known and its case has none), and the fields of `Share`; in the order of the casebook.
    """
    shares = _shares_of_case if unit is Unit.CASE else _shares_of_captives
    cases: list[dict[str, Any]] = casebook.to_dict("records")  # type: ignore[assignment]
    rows = [
        {
            "case_id": case_id,
            "is_mass": unit is Unit.CAPTIVE and case["hostages"] > MASS_SEIZURE,
            "is_open": case["is_open"] and not share.has_ended,
            **asdict(share),
        }
        for case_id, case in zip(casebook.index, cases, strict=True)
        for share in shares(case, by)
    ]
    columns = ["case_id", "is_mass", "is_open", *(field.name for field in fields(Share))]
    return pd.DataFrame(rows, columns=columns)


def _shares_of_case(case: Row, by: Grouping) -> Iterator[Share]:
    if by is Grouping.NATIONALITY:
        groups = case["nationals"] or ((NOT_TOLD, case["hostages"]),)
    else:
        groups = ((case[by], case["hostages"]),)
    for group, people in groups:
        yield Share(group, people, 1, case["days_held"], not case["is_censored"])


def _shares_of_captives(case: Row, by: Grouping) -> Iterator[Share]:
    if by is Grouping.NATIONALITY:
        yield from _shares_of_nationals(case)
        return
    for spell in case["spells"]:
        group = str(spell.outcome) if by is Grouping.OUTCOME else case[by]
        yield Share(group, spell.people, spell.people, spell.days, spell.has_ended)


def _shares_of_nationals(case: Row) -> Iterator[Share]:
    """Part captives by nationality, as far as it is certain who was held how long."""
    nationals, spells = case["nationals"], case["spells"]
    if not spells:
        return
    first = spells[0]
    are_alike = all((s.days, s.has_ended) == (first.days, first.has_ended) for s in spells)
    if are_alike and sum(people for _, people in nationals) == case["hostages"]:
        for nation, people in nationals:
            yield Share(nation, people, people, first.days, first.has_ended)
        return
    group = nationals[0][0] if len(nationals) == 1 else SEVERAL if nationals else NOT_TOLD
    for spell in spells:
        yield Share(group, spell.people, spell.people, spell.days, spell.has_ended)

"""Propose which of a file's columns is which of ours, by their names and by what they hold.

A proposal is never used by itself: the reader sees it with the reason and some cells, and confirms
or changes it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import pandas as pd

from sahel_geo.model.extent import WINDOW
from sahel_geo.model.searchtext import fold
from sahel_geo.model.vocabulary import Confidence, EventType, SubEventType
from sahel_geo.sources.adapters.countries import find_country
from sahel_geo.sources.intake.dates import DateForm, find_form
from sahel_geo.sources.intake.repairs import DECIMAL_COMMA
from sahel_geo.sources.intake.synonyms import SYNONYMS
from sahel_geo.sources.intake.table import RawTable

SAMPLE_CELLS = 400
"""Cells of a column that are looked at, spread over all of it."""

LEAST_SCORE = 0.4
"""A column below is not proposed, only offered."""

MOST_OFFERED = 5

EXACT, BEGINS, HOLDS = 1.0, 0.75, 0.6
"""How well a name fits: it is a synonym, begins or ends with one, has its words among others."""

BY_VALUE = 0.45
"""What the cells alone may count, where the name says nothing."""

SPOILT = 0.3
"""A column whose name fits but so few of whose cells do is not meant."""

WHOLE = re.compile(r"[0-9]{1,6}(?:\.0+)?")
LINK = re.compile(r"https?://\S+")
NEEDED = ("event_date", "latitude", "longitude")
"""Columns of ours without which no row can be shown on the map."""


class Reason(StrEnum):
    """Why a column is proposed; the words are `intake.reason.<reason>`."""

    NAME = "name"
    """Its name says so."""
    CELLS = "cells"
    """What it holds looks like it."""
    BOTH = "both"
    """Both."""


@dataclass(frozen=True)
class Candidate:
    """
    A column of the file that may be one of ours.

    Attributes
    ----------
    column
        What the file calls it.
    score
        How well it fits, 0 to 1.
    reason
        Why.
    examples
        A few of its cells, none of them empty.
    """

    column: str
    score: float
    reason: Reason
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """
    What may fill one of our columns.

    Attributes
    ----------
    ours
        The name of our column.
    column
        The file's column that is proposed; empty when none fits well enough or the best is
        better for another one.
    candidates
        All that fit somewhat, the best first, at most five.
    """

    ours: str
    column: str
    candidates: tuple[Candidate, ...] = ()


def propose_mapping(table: RawTable) -> Mapping[str, Proposal]:
    """
    Propose a column for each of ours.

    Parameters
    ----------
    table
        The table, or its first rows.

    Returns
    -------
    proposals
        By our column, in the order of `SYNONYMS`; no column of the file is proposed twice.
        `{p.ours: p.column for p in proposals.values()}` goes into `ColumnMapping.of`.
    """
    samples = {str(name): _take_sample(table.cells[name]) for name in table.cells.columns}
    words = {name: name_words(name) for name in samples}
    offered = {ours: _rank(ours, samples, words) for ours in SYNONYMS}
    chosen = _choose(offered)
    return {
        ours: Proposal(ours, chosen.get(ours, ""), tuple(candidates[:MOST_OFFERED]))
        for ours, candidates in offered.items()
    }


def name_words(name: str) -> str:
    """Write a column's name as words: folded, without signs, `dateIncident` parted in two."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.findall(r"[a-z0-9]+", fold(parted)))


def _take_sample(cells: "pd.Series[str]") -> "pd.Series[str]":
    given = cells.str.strip()
    given = given[given != ""]
    if len(given) <= SAMPLE_CELLS:
        return given
    return given.iloc[np.linspace(0, len(given) - 1, SAMPLE_CELLS).astype("int64")]


def _rank(
    ours: str, samples: "Mapping[str, pd.Series[str]]", words: Mapping[str, str]
) -> list[Candidate]:
    candidates = []
    for column, cells in samples.items():
        by_name = _rate_name(ours, words[column])
        tests = CELL_TESTS if by_name else TELLING
        score, reason = _join(by_name, _rate_cells(ours, cells, tests.get(ours)))
        if score > 0:
            examples = tuple(dict.fromkeys(str(cell)[:60] for cell in cells.head(3)))
            candidates.append(Candidate(column, round(score, 3), reason, examples))
    # a sort that keeps the file's order among equals: the first of two dates is the start
    return sorted(candidates, key=lambda candidate: -candidate.score)


def _rate_name(ours: str, words: str) -> float:
    synonyms = _synonyms(ours)
    if words in synonyms:
        # the plainer synonym first: of "country" and "iso", the name of the country
        return EXACT - synonyms[words] / 100
    padded = f" {words} "
    held = [name for name in synonyms if len(name) > 2 and f" {name} " in padded]  # noqa: PLR2004 - x, y, id
    if not held:
        return 0.0
    longest = max(held, key=len)
    is_edge = words.startswith(longest) or words.endswith(longest)
    # one word of many says less than three of four
    weight = len(longest) / len(words)
    return (BEGINS if is_edge else HOLDS) * (0.6 + 0.4 * weight)


@cache
def _synonyms(ours: str) -> dict[str, int]:
    return {name: place for place, name in enumerate(SYNONYMS[ours])}


def _rate_cells(
    ours: str, cells: "pd.Series[str]", fits: Callable[[str], bool] | None
) -> float | None:
    """Give the share of cells that fit; None when any text does or there are none."""
    if fits is None or cells.empty:
        return None
    different = cells.value_counts()
    good = sum(int(count) for text, count in different.items() if fits(str(text)))
    return None if not good and ours in OWN_WORDS else good / len(cells)


def _join(by_name: float, by_cells: float | None) -> tuple[float, Reason]:
    if by_cells is None:
        return by_name * 0.9, Reason.NAME
    if not by_name:
        return (by_cells * BY_VALUE if by_cells > 1 - SPOILT else 0.0), Reason.CELLS
    if by_cells < SPOILT:
        return by_name * SPOILT, Reason.NAME
    return (by_name + by_cells) / 2, Reason.BOTH


def _choose(offered: Mapping[str, list[Candidate]]) -> dict[str, str]:
    """Give each column of the file to the one of ours that it fits best."""
    pairs = [
        (candidate.score, ours, candidate.column)
        for ours, candidates in offered.items()
        for candidate in candidates
        if candidate.score >= LEAST_SCORE
    ]
    chosen: dict[str, str] = {}
    for _, ours, column in sorted(pairs, key=lambda pair: -pair[0]):
        if ours not in chosen and column not in chosen.values():
            chosen[ours] = column
    return chosen


def _is_number(low: float, high: float, *, decimals: bool) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        if decimals and not re.search("[.,]", text):
            return False
        found = DECIMAL_COMMA.fullmatch(text)
        try:
            return low <= float(f"{found[1]}.{found[2]}" if found else text) <= high
        except ValueError:
            return False

    return fits


def _is_one_of(codes: type[StrEnum]) -> Callable[[str], bool]:
    known = frozenset(fold(str(code)) for code in codes)
    return lambda text: fold(text) in known


CELL_TESTS: Mapping[str, Callable[[str], bool]] = {
    "event_date": lambda text: find_form(text) is not DateForm.NONE,
    "end_date": lambda text: find_form(text) is not DateForm.NONE,
    # the map's own degrees, and some more: a sheet may have a few rows beyond it
    "latitude": _is_number(WINDOW.south - 6, WINDOW.north + 6, decimals=False),
    "longitude": _is_number(WINDOW.west - 6, WINDOW.east + 6, decimals=False),
    "country": lambda text: bool(find_country(text)),
    "fatalities": lambda text: bool(WHOLE.fullmatch(text)),
    "hostages": lambda text: bool(WHOLE.fullmatch(text)),
    "geo_precision": lambda text: text in {"1", "2", "3", "4", "5", "6", "7"},
    "time_precision": lambda text: text in {"1", "2", "3", "4", "5"},
    "event_type": _is_one_of(EventType),
    "sub_event_type": _is_one_of(SubEventType),
    "confidence": _is_one_of(Confidence),
    "source_url": lambda text: bool(LINK.match(text)),
}
"""What the cells of a column look like, for those of ours that can be told by it."""

OWN_WORDS = ("event_type", "sub_event_type", "confidence")
"""Columns in which sheets have words of their own: cells that are none of ours say nothing."""

TELLING: Mapping[str, Callable[[str], bool]] = {
    **{
        ours: CELL_TESTS[ours]
        for ours in ("event_date", "country", "event_type", "sub_event_type", "source_url")
    },
    "latitude": _is_number(WINDOW.south, WINDOW.north, decimals=True),
    "longitude": _is_number(WINDOW.west, WINDOW.east, decimals=True),
}
"""Columns that are known by their cells alone, and how: a whole number may be anything."""

"""Count incidents over time: by bar of a histogram, code and certainty.

An incident is certain in a bar when its interval lies inside it, and possible in every other bar
that it overlaps. One whose day is known to the month may so be possible in many bars: the possible
ones of several bars must not be added up.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.analysis.timebins import Days
from sahel_geo.model.period import TimeCertainty

Counts = npt.NDArray[np.int64]

CERTAINTIES = (TimeCertainty.CERTAIN, TimeCertainty.POSSIBLE)

CODED_COLUMNS = ("is_incident", "first_day", "last_day")
"""What `code_incidents` needs beside the column of codes."""

OTHER = ""
"""The code of what is none of the codes asked for."""


@dataclass(frozen=True, eq=False)
class CodedIncidents:
    """
    The codes of a column, numbered, so that texts are gone through once.

    Attributes
    ----------
    first, last
        First and last day of each incident, both inclusive.
    numbers
        The number of each incident's code.
    codes
        The codes that the column holds, by their numbers.
    """

    first: Days
    last: Days
    numbers: npt.NDArray[np.intp]
    codes: tuple[str, ...]

    @property
    def totals(self) -> dict[str, int]:
        """How many incidents each code has, at least one; those of most incidents first."""
        counts = np.bincount(self.numbers, minlength=len(self.codes))
        order = np.argsort(-counts, kind="stable")
        return {self.codes[number]: int(counts[number]) for number in order if counts[number]}


def code_incidents(events: pd.DataFrame, by: str) -> CodedIncidents:
    """
    Number the codes of the incidents among events.

    Parameters
    ----------
    events
        Events of a filtered dataset; only those that stand for an incident are coded.
    by
        The column of codes that are told apart, such as `event_type` or `country`.

    Returns
    -------
    coded
        In the order of the events.
    """
    incidents = events["is_incident"].to_numpy()
    numbers, codes = pd.factorize(events[by])
    first, last = (
        events[column].to_numpy()[incidents].astype("datetime64[D]")
        for column in ("first_day", "last_day")
    )
    return CodedIncidents(first, last, numbers[incidents], tuple(codes))


def count_by_bin(
    events: pd.DataFrame, edges: Days, by: str, codes: tuple[str, ...] | None = None
) -> pd.DataFrame:
    """
    Count incidents in the bars of a histogram.

    Parameters
    ----------
    events
        Events of a filtered dataset; only those that stand for an incident are counted.
    edges
        First days of the bars, rising, and the day after the last (`timebins.bin_edges`).
    by
        The column of codes that are told apart, such as `event_type` or `country`.
    codes
        Codes to tell apart, in their order; all others are counted together as `OTHER`.
        None tells all apart, those of most incidents first.

    Returns
    -------
    counts
        `bin` (from 0), `code`, `certainty` and `count`, at least one; in the order of bars, codes
        and certain before possible.
    """
    coded = code_incidents(events, by)
    if codes is None:
        codes = tuple(coded.totals)
    return _to_rows(count_grid(coded, edges, codes), (*codes, OTHER))


def count_grid(coded: CodedIncidents, edges: Days, codes: tuple[str, ...]) -> Counts:
    """
    Count incidents in the bars of a histogram, as numbers only.

    Parameters
    ----------
    coded
        The incidents.
    edges
        First days of the bars, rising, and the day after the last (`timebins.bin_edges`).
    codes
        Codes to tell apart, in their order.

    Returns
    -------
    counts
        Of shape (bars, codes and one more for all others, certain and possible).
    """
    bars, kinds = len(edges) - 1, len(codes) + 1
    is_near = (coded.first < edges[-1]) & (coded.last >= edges[0])
    first, last = coded.first[is_near], coded.last[is_near]
    numbers = _renumber(coded.codes, codes)[coded.numbers[is_near]]
    # the bar of the first and of the last day; -1 and `bars` stand for before and after all bars
    low = np.searchsorted(edges, first, side="right") - 1
    high = np.searchsorted(edges, last, side="right") - 1
    inside = low == high
    certain = np.bincount(low[inside] * kinds + numbers[inside], minlength=bars * kinds)
    possible = _count_overlaps(
        np.maximum(low[~inside], 0), np.minimum(high[~inside], bars - 1), numbers[~inside],
        (bars, kinds),
    )  # fmt: skip
    return np.stack([certain.reshape(bars, kinds), possible], axis=2)


def _renumber(found: tuple[str, ...], codes: tuple[str, ...]) -> npt.NDArray[np.intp]:
    """Give for each code found its place among those asked for, or the place after them."""
    places = {code: number for number, code in enumerate(codes)}
    return np.array([places.get(code, len(codes)) for code in found], dtype=np.intp)


def _count_overlaps(
    low: npt.NDArray[np.intp],
    high: npt.NDArray[np.intp],
    numbers: npt.NDArray[np.intp],
    shape: tuple[int, int],
) -> Counts:
    """Count in every bar from `low` to `high`: one more where a run begins, one less after it."""
    bars, kinds = shape
    size = (bars + 1) * kinds
    begun = np.bincount(low * kinds + numbers, minlength=size)
    ended = np.bincount((high + 1) * kinds + numbers, minlength=size)
    return (begun - ended).reshape(bars + 1, kinds).cumsum(axis=0)[:bars]


def _to_rows(counts: Counts, codes: tuple[str, ...]) -> pd.DataFrame:
    bins, kinds, sorts = np.nonzero(counts)
    return pd.DataFrame(
        {
            "bin": bins,
            "code": pd.array(codes, dtype="str").take(kinds),
            "certainty": pd.array([str(word) for word in CERTAINTIES], dtype="str").take(sorts),
            "count": counts[bins, kinds, sorts],
        }
    )

"""Count incidents over time: by bar of a histogram, code and certainty.

An incident is certain in a bar when its interval lies inside it, and possible in every other bar
that it overlaps. One whose day is known to the month may so be possible in many bars: the possible
ones of several bars must not be added up.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.analysis.timebins import Days
from sahel_geo.model.period import TimeCertainty

Counts = npt.NDArray[np.int64]

CERTAINTIES = (TimeCertainty.CERTAIN, TimeCertainty.POSSIBLE)

OTHER = ""
"""The code of what is none of the codes asked for."""


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
    incidents = events["is_incident"].to_numpy()
    numbers, codes = _number_codes(events[by], codes, incidents)
    first, last = (
        events[column].to_numpy()[incidents].astype("datetime64[D]")
        for column in ("first_day", "last_day")
    )
    bars, kinds = len(edges) - 1, len(codes)
    is_near = (first < edges[-1]) & (last >= edges[0])
    first, last, numbers = first[is_near], last[is_near], numbers[incidents][is_near]
    # the bar of the first and of the last day; -1 and `bars` stand for before and after all bars
    low = np.searchsorted(edges, first, side="right") - 1
    high = np.searchsorted(edges, last, side="right") - 1
    inside = low == high
    certain = np.bincount(low[inside] * kinds + numbers[inside], minlength=bars * kinds)
    possible = _count_overlaps(
        np.maximum(low[~inside], 0), np.minimum(high[~inside], bars - 1), numbers[~inside],
        (bars, kinds),
    )  # fmt: skip
    return _to_rows(certain.reshape(bars, kinds), possible, codes)


def _number_codes(
    column: "pd.Series[str]", codes: tuple[str, ...] | None, incidents: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.intp], tuple[str, ...]]:
    """Give each row the number of its code, and the codes by their numbers."""
    numbers, found = pd.factorize(column)
    if codes is None:
        order = np.argsort(-np.bincount(numbers[incidents], minlength=len(found)), kind="stable")
        codes = tuple(found[order])
    others = len(codes)
    places = {code: number for number, code in enumerate(codes)}
    table = np.array([places.get(code, others) for code in found], dtype=np.intp)
    return table[numbers], (*codes, OTHER)


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


def _to_rows(certain: Counts, possible: Counts, codes: tuple[str, ...]) -> pd.DataFrame:
    counts = np.stack([certain, possible], axis=2)
    bins, kinds, sorts = np.nonzero(counts)
    return pd.DataFrame(
        {
            "bin": bins,
            "code": pd.array(codes, dtype="str").take(kinds),
            "certainty": pd.array([str(word) for word in CERTAINTIES], dtype="str").take(sorts),
            "count": counts[bins, kinds, sorts],
        }
    )

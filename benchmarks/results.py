"""What was measured: rows of times and sizes, each beside its budget, gathered in sections."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

MS = 1000
FEW = 100
"""Below, a figure is written with one decimal."""


@dataclass(frozen=True)
class Row:
    """One thing measured, in words, and whether its budget is kept; None where it has none."""

    what: str
    median: str
    p95: str = ""
    budget: str = ""
    is_kept: bool | None = None


@dataclass(frozen=True)
class Section:
    """Rows measured together."""

    title: str
    note: str
    rows: list[Row] = field(default_factory=list)


def without_budgets(rows: Sequence[Row]) -> list[Row]:
    """Leave out budgets that are not meant for the data measured."""
    return [replace(row, budget="", is_kept=None) if row.budget else row for row in rows]


def percentile_95(values: Sequence[float]) -> float:
    """Give the 95th percentile: of few values, the one nearest to that rank."""
    ordered = sorted(values)
    return ordered[round(0.95 * (len(ordered) - 1))]


def write_ms(milliseconds: float) -> str:
    """Write a time as people read it: 7.3 ms, 283 ms, 17.7 s."""
    if milliseconds < FEW:
        return f"{milliseconds:.1f} ms"
    if milliseconds < 10 * MS:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / MS:.1f} s"


def row_of_times(
    what: str,
    times_ms: Sequence[float],
    *,
    p50_ms: float | None = None,
    p95_ms: float | None = None,
) -> Row:
    """
    Make a row of times.

    Parameters
    ----------
    what
        What took so long.
    times_ms
        Milliseconds, one or more.
    p50_ms, p95_ms
        The most that the median or the 95th percentile may be; at most one of them is given.
    """
    median, last = statistics.median(times_ms), percentile_95(times_ms)
    texts = write_ms(median), write_ms(last) if len(times_ms) > 1 else ""
    if p50_ms is not None:
        return Row(what, *texts, f"p50 ≤ {write_ms(p50_ms)}", median <= p50_ms)
    if p95_ms is not None:
        return Row(what, *texts, f"p95 ≤ {write_ms(p95_ms)}", last <= p95_ms)
    return Row(what, *texts)


def row_of_size(what: str, value: float, unit: str, *, most: float | None = None) -> Row:
    """Make a row of a size, and of the most that it may be."""
    text = f"{value:.1f} {unit}" if value < FEW else f"{value:.0f} {unit}"
    if most is None:
        return Row(what, text)
    return Row(what, text, "", f"≤ {most:g} {unit}", value <= most)


def clock(work: Callable[[], object], repeats: int, *, warm: bool = True) -> list[float]:
    """Time some work in milliseconds; with `warm` after one run that does not count."""
    if warm:
        work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * MS)
    return times

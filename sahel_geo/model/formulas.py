"""Cells that a spreadsheet would take for a formula, and how they are written so that it does not.

Text from data may begin with `=`: a spreadsheet that opens it would run it. It is written behind an
apostrophe, and read back without.
"""

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
QUOTE = "'"


def defuse_cells(cells: "pd.Series[str]") -> "pd.Series[str]":
    """Put an apostrophe before texts that begin like a formula; numbers below 0 stay numbers."""
    is_formula = cells.str.startswith(FORMULA_STARTS) & ~cells.str.fullmatch(r"-[0-9]+(\.[0-9]+)?")
    return cells.where(~is_formula, QUOTE + cells)


def restore_cells(cells: "pd.Series[str]") -> "pd.Series[str]":
    """Take the apostrophe away again that `defuse_cells` put there."""
    is_defused = cells.str.startswith(tuple(QUOTE + start for start in FORMULA_STARTS))
    return cells.where(~is_defused, cells.str.slice(1))

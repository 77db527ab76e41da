"""The text in which a search looks for words, in both languages, accents and capitals aside."""

import unicodedata
from collections.abc import Callable

import pandas as pd

SEARCHED_COLUMNS = (
    "title",
    "title_fr",
    "summary",
    "summary_fr",
    "location",
    "location_fr",
    "admin1",
    "actor1",
    "actor2",
    "case_id",
)
"""Columns of events; the names of an event's case are searched with them."""


def fold(text: str) -> str:
    """Write a text without accents and capitals, for comparing."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed.casefold()


def fold_events(events: pd.DataFrame, cases: pd.DataFrame) -> "pd.Series[str]":
    """
    Write all that is searched of each event as one folded text.

    Parameters
    ----------
    events
        Events as `schema.EVENTS` says.
    cases
        Cases by `case_id`, for their names.

    Returns
    -------
    texts
        On the events' index; a line for each column, so that no word runs on into the next.
    """
    names = (cases["name"] + "\n" + cases["name_fr"]).to_dict()
    texts = _fold_cells(events["case_id"], lambda case_id: fold(names.get(case_id, "")))
    for column in SEARCHED_COLUMNS:
        if (events[column] != "").any():
            texts = texts + "\n" + _fold_cells(events[column], fold)
    return texts


def _fold_cells(cells: "pd.Series[str]", fold_cell: Callable[[str], str]) -> "pd.Series[str]":
    """Fold each text once, however many cells hold it."""
    numbers, texts = pd.factorize(cells)
    folded = pd.array([fold_cell(text) for text in texts], dtype="str")
    return pd.Series(folded.take(numbers), index=cells.index)

"""The list of all hostage cases: searched, sorted, opened, and ticked to be compared."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from sahel_geo.analysis.casebook import UNKNOWN_CAPTOR
from sahel_geo.cartography.composition.paths import case_name
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.searchtext import fold
from sahel_geo.ui import case_cache, case_reader, session
from sahel_geo.ui.widgets.filters import case_label

CASE_COLUMNS = (
    "name",
    "abducted_on",
    "ended_on",
    "people",
    "nationalities",
    "sector",
    "captor",
    "outcome",
    "days_held",
    "km_moved",
    "countries",
)
"""Columns of the list, by the name of their headings."""

SEARCHED_COLUMNS = [
    f"{column}{language}"
    for column in ("employer", "captor_at_abduction", "custodian_later")
    for language in ("", "_fr")
]
"""Columns of cases that a search finds besides what the list shows: there captors are short."""

TABLE_KEY = "case_table"
ROW_PX, HEAD_PX, MOST_ROWS = 35, 38, 18
MOST_COMPARED = 6
"""Cases that have a colour of their own on the map."""


def show_case_table(dataset: Dataset, translator: Translator) -> None:
    """Show the list; clicking a cell opens its case, ticked ones can be compared."""
    words = translate_cases(case_cache.casebook(dataset), dataset, translator)
    text = st.text_input(
        translator.text("case_page.search"),
        placeholder=translator.text("case_page.search_placeholder"),
        key="case_search",
    )
    found = search_cases(words, dataset.cases, text)
    st.caption(translator.count("case_page.found", len(found)))
    headings = {name: translator.text(f"case_page.{name}") for name in CASE_COLUMNS}
    # another search is another table: rows ticked in one are not those of the other
    key = f"{TABLE_KEY}_{fold(text)}"
    st.dataframe(
        found.rename(columns=headings),
        hide_index=True,
        height=HEAD_PX + ROW_PX * min(max(len(found), 1), MOST_ROWS),
        row_height=ROW_PX,
        on_select=partial(open_clicked, key, dataset, list(found.index)),
        selection_mode=["multi-row", "single-cell"],
        key=key,
        column_config=_write_columns(headings),
        placeholder="–",
    )
    _show_compare(ticked_cases(key, list(found.index)), dataset, translator)
    st.caption(translator.text("case_page.list_note"))


def translate_cases(
    casebook: pd.DataFrame, dataset: Dataset, translator: Translator
) -> pd.DataFrame:
    """
    Write what the list shows of each case.

    Parameters
    ----------
    casebook
        `casebook.list_cases(dataset)`.
    dataset
        Where the names are.
    translator
        The reader's language.

    Returns
    -------
    words
        The columns `CASE_COLUMNS` by `case_id`, in the order of the casebook; days are days, and
        numbers are numbers, so that they sort; kilometres are empty where no way is known.
    """
    rows = [
        {
            "name": case_name(dataset, str(case_id), translator),
            "abducted_on": case["abducted_on"],
            "ended_on": case["ended_on"],
            "people": case["hostages"],
            "nationalities": _name_all("country", case["nationalities"], translator),
            "sector": translator.term("sector", case["sector"]),
            "captor": captor_words(case["captor"], translator).partition(":")[0].rstrip(),
            "outcome": translator.term("outcome", case["outcome"]),
            "days_held": case["days_held"],
            "km_moved": case["km_moved"],
            "countries": _name_all("country", case["countries"], translator, " → "),
        }
        for case_id, case in casebook.iterrows()
    ]
    words = pd.DataFrame(rows, columns=list(CASE_COLUMNS), index=casebook.index)
    return words.assign(km_moved=pd.to_numeric(words["km_moved"]).round(-1).astype("Int64"))


def captor_words(captor: str, translator: Translator) -> str:
    """Name a captor of the casebook; one whom nobody knows is said to be not known."""
    if captor == UNKNOWN_CAPTOR:
        return translator.text("case_page.captor_unknown")
    return translator.actor(captor)


def _name_all(kind: str, codes: Sequence[str], translator: Translator, mark: str = ", ") -> str:
    return mark.join(translator.term(kind, code) for code in codes)


def search_cases(words: pd.DataFrame, cases: pd.DataFrame, text: str) -> pd.DataFrame:
    """
    Keep the cases that every word of a search occurs in, accents and capitals aside.

    Parameters
    ----------
    words
        The list, as `translate_cases` gives it: all of it is looked at.
    cases
        The dataset's; also their `SEARCHED_COLUMNS` in both languages are looked at.
    text
        Words parted by spaces.
    """
    wanted = fold(text).split()
    if not wanted:
        return words
    own = cases.reindex(words.index, columns=SEARCHED_COLUMNS).fillna("")
    told = [
        fold(" ".join(map(str, (*listed, *more))))
        for listed, more in zip(words.itertuples(), own.itertuples(index=False), strict=True)
    ]
    return words.loc[[all(word in case for word in wanted) for case in told]]


def open_clicked(key: str, dataset: Dataset, case_ids: Sequence[str]) -> None:
    """Open the case of a cell that was clicked; ticking rows opens nothing yet."""
    cells = session.selected_in(key, "cells")
    if cells and cells[0][0] < len(case_ids):
        case_reader.open_cases(dataset, [case_ids[cells[0][0]]])


def ticked_cases(key: str, case_ids: Sequence[str]) -> list[str]:
    """Give the cases whose rows are ticked, in the order of the table."""
    rows = session.selected_in(key, "rows")
    return [case_ids[row] for row in sorted(rows) if row < len(case_ids)]


def _show_compare(case_ids: Sequence[str], dataset: Dataset, translator: Translator) -> None:
    if not case_ids:
        return
    names = [case_label(dataset, case_id, translator) for case_id in case_ids]
    one = translator.text("case_page.open", name=names[0])
    st.button(
        one if len(names) == 1 else translator.count("case_page.compare", len(names)),
        icon=":material/map:",
        type="primary",
        key="compare_cases",
        on_click=case_reader.open_cases,
        args=(dataset, case_ids),
        help=", ".join(names),
    )


def _write_columns(headings: dict[str, str]) -> dict[str, Any]:
    day = {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in ("abducted_on",)}
    day["ended_on"] = st.column_config.DateColumn(format="YYYY-MM-DD")
    columns = {headings[name]: column for name, column in day.items()}
    columns[headings["name"]] = st.column_config.TextColumn(width="medium")
    return columns

"""Any table with days and places onto our columns, by the mapping a reader confirmed.

What the table does not say stays empty, with three exceptions that the report tells: a row without
a precision of its place counts as near it (2), for a point of unknown precision must not look
precise; a row without a kind, or of one not known, is shown as 'Strategic developments – Other'; a
row without an id gets one from its day, place and actors, so that it is known again.
"""

import re
from collections.abc import Mapping

import pandas as pd

from sahel_geo.model.columns import CellType
from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.schema import IMPORTED
from sahel_geo.model.searchtext import fold
from sahel_geo.model.vocabulary import Confidence, GeoPrecision, SubEventType
from sahel_geo.sources.adapters.cells import (
    Columns,
    build_days,
    first_given,
    join_sources,
    map_texts,
    read_counts,
    read_days,
)
from sahel_geo.sources.adapters.countries import read_countries
from sahel_geo.sources.adapters.kinds import Kind, kind_of
from sahel_geo.sources.intake.mapping import ColumnMapping

KIND = DatasetKind.OWN

OTHER_NAMES = {"notes": "summary"}
"""What the mapping may call one of our columns."""

UNKNOWN_KIND = kind_of(SubEventType.OTHER)

YEAR_OR_MONTH = re.compile("([0-9]{4})(?:-([0-9]{1,2}))?")

UNKNOWN_KIND_COLUMN = "own_event_type"
"""Keeps what the table calls a kind."""

NO_KIND = "–"
"""Stands there for a row that names none."""


def adapt(cells: pd.DataFrame, mapping: ColumnMapping, kinds: Mapping[str, Kind]) -> pd.DataFrame:
    """
    Write rows in our columns.

    Parameters
    ----------
    cells
        Texts.
    mapping
        Which of its columns is which of ours.
    kinds
        Type and sub-type by folded word (see `kinds.known_kinds`).

    Returns
    -------
    events
        The columns of `schema.IMPORTED` that the mapping fills, as text, then the table's others
        (with `own_` before a name that is one of ours), on the same index. `own_event_type` is
        what the table calls the kind, where that is none of ours.
    """
    table = Columns(cells, KIND)
    theirs = {OTHER_NAMES.get(our, our): their for our, their in mapping.columns}
    # one column may be two of ours (a sentence that is title and text): look first, take later
    ours = {
        our: table.look(their.strip().lower())
        for our, their in theirs.items()
        if our in IMPORTED.columns
    }
    for our, their in theirs.items():
        if our in IMPORTED.columns:
            table.take(their.strip().lower())
    ours |= _read_dates(table, ours)
    ours |= _read_kinds(table, ours, kinds)
    for name, column in ours.items():
        if name in IMPORTED.columns and _is_whole(name):
            ours[name] = read_counts(column)
    ours["geo_precision"] = _otherwise(table, ours, "geo_precision", str(GeoPrecision.NEAR.value))
    ours["time_precision"] = _otherwise(table, ours, "time_precision", "1")
    ours["confidence"] = _read_confidence(table, ours)
    if "country" in ours:
        ours["country"] = read_countries(ours["country"])
    if "source" in ours:
        ours["source"] = join_sources(ours["source"], "|", "")
    return table.frame(ours)


def _is_whole(name: str) -> bool:
    return IMPORTED.columns[name].metadata["cell"] is CellType.WHOLE_NUMBER


def _otherwise(
    table: Columns, ours: Mapping[str, "pd.Series[str]"], name: str, text: str
) -> "pd.Series[str]":
    return first_given(ours.get(name, table.constant("")), table.constant(text))


def _read_confidence(table: Columns, ours: Mapping[str, "pd.Series[str]"]) -> "pd.Series[str]":
    """Take a code of ours; a row that gives none, or another word, is reported."""
    codes = [str(code) for code in Confidence]
    told = ours.get("confidence", table.constant("")).str.lower()
    return told.where(told.isin(codes), str(Confidence.REPORTED))


def _read_dates(
    table: Columns, ours: Mapping[str, "pd.Series[str]"]
) -> dict[str, "pd.Series[str]"]:
    """Read days; a month or a year alone becomes an interval of that length."""
    dates = {name: read_days(ours[name]) for name in ("event_date", "end_date") if name in ours}
    start = dates.get("event_date", table.constant(""))
    parts = start.str.extract(f"^{YEAR_OR_MONTH.pattern}$").fillna("").astype("str")
    is_rough = parts[0] != ""
    if is_rough.any():
        rough = build_days(parts[0], parts[1], table.constant(""))
        end = dates.get("end_date", table.constant(""))
        told = ours.get("time_precision", table.constant(""))
        dates["event_date"] = start.where(~is_rough, rough["event_date"])
        dates["end_date"] = end.where(~is_rough | (end != ""), rough["end_date"])
        dates["time_precision"] = told.where(~is_rough, rough["time_precision"])
    return dates


def _read_kinds(
    table: Columns, ours: Mapping[str, "pd.Series[str]"], kinds: Mapping[str, Kind]
) -> dict[str, "pd.Series[str]"]:
    told = ours.get("event_type", table.constant(""))
    finer = ours.get("sub_event_type", table.constant(""))
    found = {word: kinds.get(fold(word)) for word in {*told.unique(), *finer.unique()}}

    def read(word: str, part: int) -> str:
        kind = found[word]
        return kind[part] if kind else ""

    types = first_given(
        map_texts(finer, lambda word: read(word, 0)), map_texts(told, lambda word: read(word, 0))
    )
    sub_types = first_given(
        map_texts(finer, lambda word: read(word, 1)), map_texts(told, lambda word: read(word, 1))
    )
    is_known = types != ""
    read_kinds = {
        "event_type": types.where(is_known, UNKNOWN_KIND[0]),
        "sub_event_type": sub_types.where(is_known, UNKNOWN_KIND[1]),
    }
    if not is_known.all():
        words = first_given(told, finer, table.constant(NO_KIND))
        read_kinds[UNKNOWN_KIND_COLUMN] = words.where(~is_known, "")
    return read_kinds


def has_unknown_kind(events: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which adapted rows are shown as 'Other' for want of a kind that is known."""
    if UNKNOWN_KIND_COLUMN not in events:
        return pd.Series(data=False, index=events.index)
    return events[UNKNOWN_KIND_COLUMN] != ""

"""Find what the cells of a table need before they can be read, and do what the reader accepts.

Nothing here is done by itself: a comma may be a decimal point or a slip, 03/04/2023 is two days.
What is found is proposed with an example; a cell the accepted repair does not fit stays as it is,
and the contract says what is wrong with it.
"""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from sahel_geo.model.extent import WINDOW, Extent
from sahel_geo.sources.intake.dates import (
    NUMBERS,
    DateForm,
    find_form,
    read_numbers,
    read_serial,
    read_written,
    writes,
)
from sahel_geo.sources.intake.table import RawTable, Repair, RepairKind

NUMBER_COLUMNS = ("latitude", "longitude")
DATE_COLUMNS = ("event_date", "end_date")

DECIMAL_COMMA = re.compile(r"\s*([-+\N{MINUS SIGN}]?[0-9]{1,3}),([0-9]+)\s*")

CLEARLY = 0.1
"""Coordinates are swapped when so much more of the points lie on the map the other way round."""

MOSTLY = 0.8
"""… and at least so many of them do."""

TWELVE = 12
"""No month has a greater number."""

MAKE_DAYS: Mapping[RepairKind, Callable[[str], str]] = {
    RepairKind.WRITTEN_DATES: writes(read_written),
    RepairKind.DAY_FIRST: writes(lambda text: read_numbers(text, day_first=True)),
    RepairKind.MONTH_FIRST: writes(lambda text: read_numbers(text, day_first=False)),
    RepairKind.SERIAL_DATES: writes(read_serial),
}
"""How each repair of days writes a cell; the order in which they are done."""


def find_repairs(
    cells: pd.DataFrame, columns: Mapping[str, str], *, window: Extent = WINDOW
) -> tuple[Repair, ...]:
    """
    Find what could be repaired.

    Parameters
    ----------
    cells
        Texts of a table, not changed.
    columns
        The file's columns by ours (`ColumnMapping.as_dict`); only `latitude`, `longitude`,
        `event_date` and `end_date` are looked at, and those that are there.
    window
        Where the points should lie, for telling latitude from longitude.

    Returns
    -------
    repairs
        Proposals, none of them done. Days written 03/04/2023 throughout can be read two ways:
        then both `DAY_FIRST` and `MONTH_FIRST` are proposed, with `is_sure` "no".
    """
    known = {our: their for our, their in columns.items() if their in cells.columns}
    return (
        *_find_commas(cells, known),
        *_find_swap(cells, known, window),
        *_find_dates(cells, known),
    )


def apply_repairs(
    table: RawTable, repairs: Iterable[Repair], accept: Container[RepairKind]
) -> RawTable:
    """
    Do the repairs that are accepted.

    Parameters
    ----------
    table
        A table as it was read.
    repairs
        Proposals of `find_repairs` for its cells.
    accept
        Kinds the reader accepts.

    Returns
    -------
    table
        With new cells; `repairs` names those that were done and those still proposed.
    """
    cells = table.cells.copy()
    told: list[Repair] = []
    for repair in sorted(repairs, key=lambda repair: repair.kind is RepairKind.SWAPPED_COORDINATES):
        is_wanted = repair.kind in accept and not repair.is_done
        if is_wanted:
            _apply(cells, repair)
        told.append(replace(repair, is_done=repair.is_done or is_wanted))
    return replace(table, cells=cells, repairs=(*table.repairs, *told))


def _apply(cells: pd.DataFrame, repair: Repair) -> None:
    if repair.kind is RepairKind.SWAPPED_COORDINATES:
        latitude, longitude = repair.columns
        cells[latitude], cells[longitude] = cells[longitude].copy(), cells[latitude].copy()
        return
    change = MAKE_DAYS.get(repair.kind, _write_point)
    for column in repair.columns:
        cells[column] = _change(cells[column], change)


def _change(texts: "pd.Series[str]", change: Callable[[str], str]) -> "pd.Series[str]":
    """Change each text once, however many cells hold it."""
    numbers, different = pd.factorize(texts)
    changed = pd.array([change(str(text)) for text in different], dtype="str")
    return pd.Series(changed.take(numbers), index=texts.index, dtype="str")


def _write_point(text: str) -> str:
    found = DECIMAL_COMMA.fullmatch(text)
    return f"{found[1].replace(chr(0x2212), '-')}.{found[2]}" if found else text


def _propose(
    kind: RepairKind, columns: tuple[str, ...], count: int, before: str, after: str
) -> Repair:
    values = {"columns": ", ".join(columns), "cells": str(count), "before": before, "after": after}
    return Repair(kind, tuple(values.items()), columns, is_done=False)


def _find_commas(cells: pd.DataFrame, columns: Mapping[str, str]) -> list[Repair]:
    names = tuple(dict.fromkeys(columns[our] for our in NUMBER_COLUMNS if our in columns))
    found = {name: cells.loc[cells[name].str.fullmatch(DECIMAL_COMMA), name] for name in names}
    found = {name: texts for name, texts in found.items() if len(texts)}
    if not found:
        return []
    example = str(next(iter(found.values())).iloc[0])
    count = sum(len(texts) for texts in found.values())
    return [
        _propose(
            RepairKind.DECIMAL_COMMA, tuple(found), count, example.strip(), _write_point(example)
        )
    ]


def _find_swap(cells: pd.DataFrame, columns: Mapping[str, str], window: Extent) -> list[Repair]:
    if not {"latitude", "longitude"} <= set(columns):
        return []
    names = columns["latitude"], columns["longitude"]
    latitude, longitude = (_to_numbers(cells[name]) for name in names)
    is_given = np.isfinite(latitude) & np.isfinite(longitude)
    if names[0] == names[1] or not is_given.any():
        return []
    latitude, longitude = latitude[is_given], longitude[is_given]
    as_told = _share_inside(latitude, longitude, window)
    swapped = _share_inside(longitude, latitude, window)
    if swapped < MOSTLY or swapped - as_told < CLEARLY:
        return []
    first = cells.loc[is_given].iloc[0]
    before = f"{first[names[0]]}, {first[names[1]]}"
    after = f"{first[names[1]]}, {first[names[0]]}"
    count = int(is_given.sum())
    return [_propose(RepairKind.SWAPPED_COORDINATES, names, count, before, after)]


def _to_numbers(texts: "pd.Series[str]") -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    points = _change(texts, _write_point)
    return pd.to_numeric(points, errors="coerce").to_numpy("float64", na_value=np.nan)


def _share_inside(
    latitude: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    longitude: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    window: Extent,
) -> float:
    is_inside = (longitude >= window.west) & (longitude <= window.east)
    is_inside &= (latitude >= window.south) & (latitude <= window.north)
    return float(is_inside.mean())


def _find_dates(cells: pd.DataFrame, columns: Mapping[str, str]) -> list[Repair]:
    names = tuple(dict.fromkeys(columns[our] for our in DATE_COLUMNS if our in columns))
    forms = {
        name: _change(cells[name], lambda text: str(find_form(text)) if text else "")
        for name in names
    }
    repairs: list[Repair] = []
    for form, kind in (
        (DateForm.WRITTEN, RepairKind.WRITTEN_DATES),
        (DateForm.SERIAL, RepairKind.SERIAL_DATES),
    ):
        repairs += _propose_days(kind, _take(cells, forms, form))
    numbers = _take(cells, forms, DateForm.NUMBERS)
    for kind, is_sure in _order_kinds(numbers):
        proposed = _propose_days(kind, numbers)
        sure = {"is_sure": "yes" if is_sure else "no"}
        repairs += [_with_values(repair, sure) for repair in proposed]
    return repairs


def _with_values(repair: Repair, values: Mapping[str, str]) -> Repair:
    told = dict(repair.values) | dict(values)
    return replace(repair, values=tuple(told.items()))


def _take(
    cells: pd.DataFrame, forms: "Mapping[str, pd.Series[str]]", form: DateForm
) -> "dict[str, pd.Series[str]]":
    """Take the cells of each column that are written in a form."""
    found = {name: cells.loc[texts == str(form), name] for name, texts in forms.items()}
    return {name: texts for name, texts in found.items() if len(texts)}


def _order_kinds(columns: "Mapping[str, pd.Series[str]]") -> list[tuple[RepairKind, bool]]:
    """Tell what stands first, the day or the month: what goes beyond twelve is a day."""
    texts = {text.strip() for column in columns.values() for text in column.unique()}
    if not texts:
        return []
    found = [parts for parts in map(NUMBERS.fullmatch, texts) if parts]
    day_first = sum(int(parts[1]) > TWELVE for parts in found)
    month_first = sum(int(parts[3]) > TWELVE for parts in found)
    if bool(day_first) != bool(month_first):
        return [(RepairKind.DAY_FIRST if day_first else RepairKind.MONTH_FIRST, True)]
    both = [(RepairKind.DAY_FIRST, False), (RepairKind.MONTH_FIRST, False)]
    return both if day_first >= month_first else both[::-1]


def _propose_days(kind: RepairKind, columns: "Mapping[str, pd.Series[str]]") -> list[Repair]:
    make = MAKE_DAYS[kind]
    count, example = 0, ""
    for texts in columns.values():
        changed = _change(texts, make)
        is_changed = changed != texts
        count += int(is_changed.sum())
        if not example and is_changed.any():
            example = str(texts[is_changed].iloc[0])
    if not count:
        return []
    return [_propose(kind, tuple(columns), count, example.strip(), make(example))]

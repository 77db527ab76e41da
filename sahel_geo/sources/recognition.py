"""Tell which table or layer a file is, by its name or else by its columns."""

import csv
import json
from pathlib import Path

from sahel_geo.model.schema import CONTRACTS, TableFile
from sahel_geo.model.vocabulary import LayerFile
from sahel_geo.sources.catalog import INPUTS, PICTURE_SUFFIXES, Input

LAYER_SUFFIXES = (".geojson", ".json")
HALF = 0.5
"""A file is known by its columns when it has more than half of a contract's."""


def recognise_file(file: Path) -> Input | None:
    """
    Tell what a file is.

    Parameters
    ----------
    file
        A table, layer or picture; it need not be readable when its name says what it is.

    Returns
    -------
    wanted
        The input of that name, else the one most of whose columns the file has; None if the file
        is like none.
    """
    for wanted in INPUTS:
        if file.stem == wanted and file.suffix in _suffixes(wanted):
            return wanted
    if file.suffix in LAYER_SUFFIXES:
        return _most_alike(_read_properties(file), tuple(LayerFile))
    return _most_alike(_read_header(file), tuple(TableFile))


def _suffixes(wanted: Input) -> tuple[str, ...]:
    if isinstance(wanted, TableFile):
        return (".csv",)
    return LAYER_SUFFIXES if isinstance(wanted, LayerFile) else PICTURE_SUFFIXES


def _most_alike(names: set[str], choices: tuple[TableFile | LayerFile, ...]) -> Input | None:
    columns = {choice: set(CONTRACTS[choice].columns) for choice in choices}
    alike = [
        choice for choice in choices if len(names & columns[choice]) > HALF * len(columns[choice])
    ]
    # a layer of three columns is soon matched: the one with most columns in common is meant
    return max(alike, key=lambda choice: len(names & columns[choice]), default=None)


def _read_header(file: Path) -> set[str]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return set(next(csv.reader(stream), []))
    except (OSError, ValueError, csv.Error):
        return set()  # what cannot be read is like nothing


def _read_properties(file: Path) -> set[str]:
    try:
        features = json.loads(file.read_bytes())["features"]
        return set().union(*(feature["properties"] for feature in features))
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return set()  # what cannot be read is like nothing

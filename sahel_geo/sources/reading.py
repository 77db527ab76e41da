"""Read every file of a data folder, each for itself: a broken one does not cost another."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
from PIL import Image

from sahel_geo.model.report import ValidationReport
from sahel_geo.model.schema import CONTRACTS, TableFile
from sahel_geo.model.vocabulary import LayerFile, RasterFile
from sahel_geo.sources.catalog import INPUTS, Catalog, Input
from sahel_geo.sources.contracts import AcceptedRows, RowRule, accept_rows
from sahel_geo.sources.files import UnreadableFileError, make_problem
from sahel_geo.sources.layers import read_layer
from sahel_geo.sources.place_rules import country_rule
from sahel_geo.sources.row_rules import ROW_RULES
from sahel_geo.sources.tables import read_table

Rows = Mapping[TableFile | LayerFile, AcceptedRows]

IN_A_COUNTRY = (TableFile.EVENTS, LayerFile.MINING_SITES, LayerFile.PLACES)
"""Files whose points must lie in the country they name."""

VERSION_DIGITS = 12


@dataclass(frozen=True, eq=False)
class ReadFiles:
    """
    What could be read of a data folder.

    Attributes
    ----------
    rows
        Accepted rows by file; a file that could not be read is absent.
    pictures
        Pictures that can be shown.
    reports
        What was wrong, by file.
    version
        Twelve hexadecimal digits of a hash over all files.
    """

    rows: Rows
    pictures: Mapping[RasterFile, Path]
    reports: Mapping[Input, ValidationReport]
    version: str


def read_files(catalog: Catalog) -> ReadFiles:
    """Read all files of a catalogue; the countries first, for others are checked against them."""
    rows: dict[TableFile | LayerFile, AcceptedRows] = {}
    pictures: dict[RasterFile, Path] = {}
    reports: dict[Input, ValidationReport] = {}
    for wanted in (LayerFile.COUNTRIES, *(file for file in INPUTS if file != LayerFile.COUNTRIES)):
        path = catalog.path(wanted)
        try:
            if isinstance(wanted, RasterFile):
                _check_picture(path)
                pictures[wanted] = path
                reports[wanted] = ValidationReport()
            else:
                accepted = _read_rows(wanted, path, _rules_for(wanted, rows))
                reports[wanted] = accepted.report
                rows[wanted] = accepted
        except UnreadableFileError as error:
            reports[wanted] = ValidationReport(problems=(error.problem,))
    return ReadFiles(rows, pictures, {file: reports[file] for file in INPUTS}, _hash_files(catalog))


def _read_rows(
    wanted: TableFile | LayerFile, path: Path, rules: tuple[RowRule, ...]
) -> AcceptedRows:
    contract = CONTRACTS[wanted]
    if isinstance(wanted, TableFile):
        return accept_rows(read_table(path), contract, rules)
    return accept_rows(read_layer(path, contract.metadata["geometry"]), contract, rules)


def _rules_for(wanted: TableFile | LayerFile, rows: Rows) -> tuple[RowRule, ...]:
    rules = tuple(ROW_RULES.get(wanted, ()))
    countries = rows.get(LayerFile.COUNTRIES)
    if wanted in IN_A_COUNTRY and countries is not None and len(countries.frame):
        assert isinstance(countries.frame, gpd.GeoDataFrame)
        return (*rules, country_rule(countries.frame))
    return rules


def _check_picture(path: Path) -> None:
    """Decode a picture, for a broken one would stop a map later."""
    if not path.is_file():
        raise UnreadableFileError(make_problem(path.name, None, "missing_file"))
    try:
        with Image.open(path) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableFileError(make_problem(path.name, None, "not_a_picture")) from error


def _hash_files(catalog: Catalog) -> str:
    digest = hashlib.sha256()
    for wanted in INPUTS:
        path = catalog.path(wanted)
        digest.update(f"{path.name}\n".encode())
        try:
            content = path.read_bytes()
        except (OSError, ValueError):
            continue  # a file that cannot be read is reported where it is read
        digest.update(f"{len(content)}\n".encode() + content)
    return digest.hexdigest()[:VERSION_DIGITS]

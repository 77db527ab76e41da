"""A reader's events: read, recognised, written in our columns, checked; nothing is lost silently.

Rows read are rows accepted and rows rejected, always. A rejected row keeps its cells and says why
(`rejection.rejected_sheet` writes them as a sheet to mend and read again).
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from sahel_geo.model.datasets import DATASET_TERMS, DatasetKind
from sahel_geo.model.report import Problem, ValidationReport
from sahel_geo.model.schema import IMPORTED
from sahel_geo.model.searchtext import fold
from sahel_geo.sources.completing import complete
from sahel_geo.sources.contracts import to_typed
from sahel_geo.sources.findings import Finding, check_cells, rejected_rows, without
from sahel_geo.sources.fitting import (
    ImportChoices,
    adapt_cells,
    choose_columns,
    drop_sheet_columns,
    find_tags,
    repair_table,
)
from sahel_geo.sources.import_rules import check_ids, check_rows, warn_of_days, warn_of_places
from sahel_geo.sources.intake.cells import Progress
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.sources.intake.reading import read_table
from sahel_geo.sources.intake.table import RawTable, Repair, RepairKind
from sahel_geo.sources.loading import build_cases, build_events
from sahel_geo.sources.reference import Reference, shipped_reference

HASH_DIGITS = 12
CHUNK = 1 << 20
READING_SHARE = 0.6
"""Reading takes some three fifths of the time of an import."""

DATASET = "dataset"
"""The column that says which dataset an event comes from."""


@dataclass(frozen=True, eq=False)
class Imported:
    """
    What came of a file.

    Attributes
    ----------
    dataset_id
        Names the dataset in the column `dataset`.
    name
        The file's name.
    kind
        Whose data it is.
    frame
        Accepted events as `Dataset.events` has them, with `dataset`, `fatalities_low` and
        `fatalities_high` (`Int64`) and the columns of the file that are none of ours, as text.
    report
        Rows read, accepted and rejected, and what was wrong or odd.
    rejected
        The cells of rejected rows as they came, by spreadsheet row; also of those off the map.
    findings
        Why they were, and what was found of accepted rows.
    unread
        Rows that could not even be read as cells; they are among `rejected` as far as they could.
    repairs
        What was done to read the file, or could be.
    read_on
        The day of reading: what citations call the date of access.
    file_hash
        Twelve hexadecimal digits of a hash of the file.
    """

    dataset_id: str
    name: str
    kind: DatasetKind
    frame: gpd.GeoDataFrame
    report: ValidationReport
    rejected: pd.DataFrame
    findings: tuple[Finding, ...]
    unread: frozenset[int]
    repairs: tuple[Repair, ...]
    read_on: date
    file_hash: str

    @property
    def citation(self) -> str:
        """What the makers of the dataset ask to be cited as; empty for the reader's own."""
        return DATASET_TERMS[self.kind].citation


def hash_file(content: bytes | Path) -> str:
    """Give twelve hexadecimal digits of a hash of a file, read in pieces."""
    digest = hashlib.sha256()
    for piece in _pieces(content):
        digest.update(piece)
    return digest.hexdigest()[:HASH_DIGITS]


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece


def import_events(  # noqa: PLR0913 - each is a decision of the reader's
    name: str,
    content: bytes | Path,
    limits: Limits,
    *,
    mapping: ColumnMapping | None = None,
    accept: frozenset[RepairKind] = frozenset(),
    dataset_id: str | None = None,
    progress: Progress | None = None,
) -> Imported:
    """
    Read a file of events.

    Parameters
    ----------
    name
        What the file is called.
    content
        Its bytes, or where it lies.
    limits
        How much it may hold.
    mapping
        Which column is which of ours; needed only for a table whose form is not known.
    accept
        Repairs that may be done.
    dataset_id
        The id of the dataset it belongs to; made of kind and name where none is given.
    progress
        Told rows read and the share of the work done; what it raises ends the import.

    Returns
    -------
    imported
        Accepted events and the report.

    Raises
    ------
    UnreadableFileError
        If there is no table, or more of it than the limits allow.
    SahelGeoError
        `mapping_needed`, if the form of the table is not known and no mapping fits it.
    """
    reading = _share_of(progress, READING_SHARE)
    table = read_table(name, content, limits, columns=choose_columns, progress=reading)
    choices = ImportChoices(mapping, accept, dataset_id)
    digest = hash_file(content)
    imported = import_table(table, choices, file_hash=digest, progress=progress)
    if progress is not None:
        progress(imported.report.read, 1.0)
    return imported


def _share_of(progress: Progress | None, share: float) -> Progress | None:
    """Count reading as a share of all the work."""
    if progress is None:
        return None
    return lambda rows, done: progress(rows, done * share)


def import_table(
    table: RawTable,
    choices: ImportChoices,
    *,
    file_hash: str = "",
    reference: Reference | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> Imported:
    """
    Make events of a table of text.

    Parameters
    ----------
    table
        Cells as `intake.reading.read_table` gives them.
    choices
        What the reader decided.
    file_hash
        Of the file it was read from.
    reference
        Countries and words it is held against; those of the shipped data by default.
    today
        The day of reading; the reader's own by default.
    progress
        Told rows and the share of the work done; what it raises ends the import.

    Returns
    -------
    imported
        Accepted events and the report; with no row accepted an empty frame.

    Raises
    ------
    SahelGeoError
        `mapping_needed`, if the form of the table is not known and no mapping fits it.
    """
    reference = shipped_reference() if reference is None else reference
    today = today or date.today()  # noqa: DTZ011 - the reader's own day
    tell = progress or _tell_nobody
    raw = drop_sheet_columns(table.cells)
    table = repair_table(replace(table, cells=raw), choices)
    kind, good, told = adapt_cells(table.file, table.cells, choices, reference)
    tell(len(raw), 0.75)
    good, findings = complete(good, reference)
    findings += find_tags(raw)
    tell(len(raw), 0.85)
    good, broken = _check(without(good, rejected_rows(findings)))
    tell(len(raw), 0.95)
    findings += broken
    findings += [*warn_of_days(good, today), *warn_of_places(good, reference.countries)]
    dataset_id = choices.dataset_id or name_dataset(kind, table.file)
    frame = build_events(good, build_cases(None)).assign(**{DATASET: dataset_id})
    rejected = _rejected_cells(table, raw, findings)
    return Imported(
        dataset_id=dataset_id,
        name=table.file,
        kind=kind,
        frame=frame,
        report=_report(table, len(rejected_rows(findings)), findings, told),
        rejected=rejected,
        findings=tuple(findings),
        unread=frozenset(table.broken),
        repairs=table.repairs,
        read_on=today,
        file_hash=file_hash,
    )


def _rejected_cells(
    table: RawTable, raw: pd.DataFrame, findings: Sequence[Finding]
) -> pd.DataFrame:
    """Give rejected rows as they came, those that could not even be read as cells among them."""
    rejected = raw.loc[rejected_rows(findings)]
    if not table.broken:
        return rejected
    names = list(table.header or table.cells.columns)
    rows = [
        dict(zip(names if len(cells) == len(names) else raw.columns, cells, strict=False))
        for cells in table.broken.values()
    ]
    broken = pd.DataFrame(rows, index=pd.Index(list(table.broken), dtype="int64"))
    broken = broken.reindex(columns=raw.columns, fill_value="").fillna("").astype("str")
    return pd.concat([rejected, broken]).sort_index()


def name_dataset(kind: DatasetKind, file: str) -> str:
    """Make an id of a dataset of its kind and the file's name: `acled-mali-2024`."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(Path(file).stem)).strip("-")[:40]
    return f"{kind}-{stem}" if stem else str(kind)


def _tell_nobody(_rows: int, _share: float) -> None:
    """Do nothing: nobody asked how far the work is."""


def _check(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Give the rows that keep all rules, typed, and what is wrong with the others."""
    findings: list[Finding] = []
    for check in (lambda rows: check_cells(rows, IMPORTED), check_rows, check_ids):
        found = check(cells)
        findings += found
        cells = without(cells, rejected_rows(found))
    return to_typed(cells, IMPORTED), findings


def _report(
    table: RawTable,
    rejected: int,
    findings: Sequence[Finding],
    told: Sequence[Problem],
) -> ValidationReport:
    problems = [*table.problems, *told]
    for finding in findings:
        problems += finding.problems(table.file)
    return ValidationReport(
        read=len(table.cells) + table.rejected,
        rejected=rejected + table.rejected,
        problems=tuple(sorted(problems, key=lambda problem: problem.row or 0)),
    )

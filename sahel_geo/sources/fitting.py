"""Fit a table of whatever form to our columns: as its form says, or as the reader decided."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

import pandas as pd

from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.formulas import restore_cells
from sahel_geo.model.report import Problem, Severity
from sahel_geo.sources.adapters import find_adapter, generic, gtd, ours
from sahel_geo.sources.adapters.kinds import known_kinds
from sahel_geo.sources.files import make_problem
from sahel_geo.sources.findings import Finding
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.sources.intake.repairs import apply_repairs, find_repairs
from sahel_geo.sources.intake.table import RawTable, RepairKind
from sahel_geo.sources.reference import Reference

SHEET_COLUMNS = ("import_row", "import_column", "import_reason")
"""What a sheet of rejected rows has before the file's columns; it is read again without them."""


@dataclass(frozen=True)
class ImportChoices:
    """
    What the reader decided about a file.

    Attributes
    ----------
    mapping
        Which column is which of ours; only asked of a table whose form is not known.
    accept
        Repairs that may be done.
    dataset_id
        The id of the dataset it belongs to; made of kind and name where none is given, so that a
        newer file of the same name is known as a newer form of the same dataset.
    """

    mapping: ColumnMapping | None = None
    accept: frozenset[RepairKind] = frozenset()
    dataset_id: str | None = None


def choose_columns(header: tuple[str, ...]) -> Container[str] | None:
    """Choose the columns worth reading: of GTD those something is made of, of others all."""
    if not gtd.recognises(header):
        return None
    return frozenset(name for name in header if name.strip().lower() not in gtd.LEFT_OUT)


def drop_sheet_columns(cells: pd.DataFrame) -> pd.DataFrame:
    """Take a sheet of rejected rows for the table it came from."""
    if not set(SHEET_COLUMNS) <= set(cells.columns):
        return cells
    return cells.drop(columns=list(SHEET_COLUMNS)).apply(restore_cells)


def repair_table(table: RawTable, choices: ImportChoices) -> RawTable:
    """Do the repairs the reader accepted, and propose the others."""
    adapter = find_adapter(table.cells.columns)
    if choices.mapping is not None:
        columns = choices.mapping.as_dict()
    else:
        columns = adapter.spoilt_columns(table.cells) if adapter else {}
    return apply_repairs(table, find_repairs(table.cells, columns), choices.accept)


def adapt_cells(
    file: str, cells: pd.DataFrame, choices: ImportChoices, reference: Reference
) -> tuple[DatasetKind, pd.DataFrame, list[Problem]]:
    """Write the cells in our columns; a mapping the reader made goes before what is recognised."""
    adapter = find_adapter(cells.columns)
    if choices.mapping is None and adapter is not None:
        texts = cells.apply(restore_cells) if adapter.adapt is ours.adapt else cells
        return adapter.kind, adapter.adapt(texts), []
    if choices.mapping is None or not choices.mapping.fits(cells.columns):
        rule = "mapping_needed"
        raise SahelGeoError(rule, file=file)
    events = generic.adapt(cells, choices.mapping, known_kinds(reference.terms))
    return generic.KIND, events, list(_tell_assumed(file, events, choices.mapping))


def _tell_assumed(file: str, events: pd.DataFrame, mapping: ColumnMapping) -> Iterator[Problem]:
    if "geo_precision" not in mapping.as_dict():
        yield make_problem(file, None, "place_assumed", severity=Severity.WARNING)
    unknown = generic.has_unknown_kind(events)
    if unknown.any():
        words = events.loc[unknown, generic.UNKNOWN_KIND_COLUMN].value_counts()
        told = ", ".join(f"{word} ({count})" for word, count in words.head(5).items())
        yield make_problem(
            file, None, "unknown_kinds", severity=Severity.WARNING,
            count=int(unknown.sum()), kinds=told,
        )  # fmt: skip


def find_tags(cells: pd.DataFrame) -> list[Finding]:
    """Find the row of HXL tags (#date, #country …) that aid agencies write under the header."""
    if cells.empty:
        return []
    first = cells.iloc[0]
    given = first[first != ""]
    if len(given) > 1 and given.str.startswith("#").all():
        return [Finding("tag_row", cells.index[:1], severity=Severity.WARNING)]
    return []

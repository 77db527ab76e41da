"""A file on its way onto the map: read, its columns told, its rows checked; step by step.

Each step gives a new draft, so that one which is broken off leaves the draft as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import pandas as pd

from sahel_geo.analysis.revisions import Revision
from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import Problem
from sahel_geo.sources.adapters import find_adapter
from sahel_geo.sources.files import UnreadableFileError
from sahel_geo.sources.fitting import (
    ImportChoices,
    choose_columns,
    drop_sheet_columns,
    repair_table,
)
from sahel_geo.sources.importing import Imported, hash_file, import_table
from sahel_geo.sources.intake.cells import Progress
from sahel_geo.sources.intake.kinds import recognise_kind
from sahel_geo.sources.intake.layers import OwnLayer, read_own_layer
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.mapping import ColumnMapping, fingerprint_header
from sahel_geo.sources.intake.proposals import Proposal, propose_mapping
from sahel_geo.sources.intake.reading import read_table
from sahel_geo.sources.intake.repairs import apply_repairs
from sahel_geo.sources.intake.table import RawTable, Repair, RepairKind
from sahel_geo.sources.reference import Reference
from sahel_geo.ui.uploads import Upload

NEEDED = ("event_date", "latitude", "longitude")
"""Without these no row can be put on the map."""

EXAMPLE_ROWS = 2000
"""First rows in which examples of a repair are looked for."""

MOST_EXAMPLES = 3
PREVIEW_ROWS = 10
MOST_REMEMBERED = 50


class Use(StrEnum):
    """What a file is taken for."""

    EVENTS = "events"
    LAYER = "layer"


@dataclass(frozen=True, eq=False)
class Draft:
    """
    A file a reader brought, as far as it has come.

    Attributes
    ----------
    file
        What it is called.
    content
        Its bytes; empty once they are no longer needed.
    number
        Counts the files of the session: widgets of one file are not those of the next.
    file_hash
        See `importing.hash_file`; empty until it is read.
    table, layer
        The file as rows, as a layer; a file of shapes may be both, one of neither is unread.
    use
        Which of them is wanted.
    form
        The dataset whose form the columns have; None for any other.
    by_hand
        Whether the reader tells the columns though the form is known.
    proposals
        What may fill each of our columns, where the reader has to tell.
    columns
        What does, by our column, as proposed, remembered or chosen.
    is_remembered
        Whether the columns are those the reader chose for an earlier file of this header.
    repairs
        What was done to read the table, and what could be.
    accept
        The repairs the reader wants.
    left
        Names of the questions about repairs that were answered with no.
    kept
        How often columns were taken over from a file: widgets show them anew each time.
    is_asked
        Whether the rows are to be checked now.
    imported
        What came of it; None until then.
    likely_same
        How many accepted events the dashboard's own data tell as well.
    revision
        An upload this may be a newer form of, and what this one tells otherwise.
    problem
        Why it cannot be read, or not in this way.
    """

    file: str
    content: bytes = field(repr=False)
    number: int = 0
    file_hash: str = ""
    table: RawTable | None = None
    layer: OwnLayer | None = None
    use: Use = Use.EVENTS
    form: DatasetKind | None = None
    by_hand: bool = False
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    is_remembered: bool = False
    repairs: tuple[Repair, ...] = ()
    accept: frozenset[RepairKind] = frozenset()
    left: frozenset[str] = frozenset()
    kept: int = 0
    is_asked: bool = False
    imported: Imported | None = None
    likely_same: int = 0
    revision: tuple[Upload, Revision] | None = None
    problem: Problem | SahelGeoError | None = None

    @property
    def is_read(self) -> bool:
        """Whether there is something to work on."""
        return self.table is not None or self.layer is not None

    @property
    def needs_columns(self) -> bool:
        """Whether the reader has to tell which column is which."""
        return self.form is None or self.by_hand

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the table."""
        return () if self.table is None else tuple(map(str, self.table.cells.columns))

    @property
    def choices(self) -> ImportChoices:
        """What the reader decided, as the import takes it."""
        mapping = ColumnMapping.of(self.columns, self.header) if self.needs_columns else None
        return ImportChoices(mapping, self.accept)

    @property
    def asked_repairs(self) -> tuple[Repair, ...]:
        """The repairs that are only done when the reader wants them."""
        return tuple(repair for repair in self.repairs if repair.kind.is_asked)

    @property
    def told_repairs(self) -> tuple[Repair, ...]:
        """The repairs without which the file could not be read."""
        return tuple(repair for repair in self.repairs if not repair.kind.is_asked)

    @property
    def missing(self) -> tuple[str, ...]:
        """Our columns that must be told and are not."""
        if not self.needs_columns:
            return ()
        return tuple(name for name in NEEDED if not self.columns.get(name))


@dataclass(frozen=True, eq=False)
class ImportDesk:
    """
    What the page of the reader's data remembers besides the uploads on the map.

    Attributes
    ----------
    draft
        The file at hand.
    number
        Of the file brought in last.
    mappings
        Columns as the reader told them, by the fingerprint of the header; the newest last.
    added
        The id of the upload that was put on the map last, to say so once.
    """

    draft: Draft | None = None
    number: int = 0
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    added: str = ""

    def take(self, file: str, content: bytes) -> "ImportDesk":
        """Begin with another file."""
        number = self.number + 1
        return replace(self, draft=Draft(file, content, number), number=number, added="")

    def remember(self, mapping: ColumnMapping) -> "ImportDesk":
        """Keep a mapping for the next file of this header."""
        others = {key: one for key, one in self.mappings.items() if key != mapping.fingerprint}
        kept = [*others.items(), (mapping.fingerprint, mapping)][-MOST_REMEMBERED:]
        return replace(self, mappings=dict(kept))


def read_draft(
    draft: Draft,
    limits: Limits,
    mappings: Mapping[str, ColumnMapping],
    progress: Progress | None = None,
) -> Draft:
    """
    Read a file as rows, or a file of shapes as a layer as well.

    Parameters
    ----------
    draft
        A file that is not yet read.
    limits
        How much it may hold.
    mappings
        Remembered ones, by fingerprint.
    progress
        Told rows read and the share of the file; what it raises passes through.

    Returns
    -------
    draft
        With `table` or `layer` or both, else with `problem`.
    """
    try:
        kind = recognise_kind(draft.file, draft.content, limits)
        if kind.has_shapes:
            return _read_shapes(draft, limits, mappings)
        table = read_table(
            draft.file, draft.content, limits, columns=choose_columns, progress=progress
        )
    except UnreadableFileError as error:
        return replace(draft, problem=error.problem, content=b"")
    except SahelGeoError as error:
        return replace(draft, problem=error.with_traceback(None), content=b"")
    digest = hash_file(draft.content)
    return _look_at(replace(draft, file_hash=digest, content=b""), table, mappings)


def _read_shapes(draft: Draft, limits: Limits, mappings: Mapping[str, ColumnMapping]) -> Draft:
    """Read a file of shapes both ways; it is taken for events when its rows have a day."""
    layer = read_own_layer(draft.file, draft.content, limits)
    read = replace(
        draft, layer=layer, use=Use.LAYER, content=b"", file_hash=hash_file(draft.content)
    )
    if set(layer.frame["kind"]) != {"point"}:
        return read
    try:
        table = read_table(draft.file, draft.content, limits, columns=choose_columns)
    except UnreadableFileError:
        return read
    as_events = _look_at(read, table, mappings)
    is_dated = as_events.form is not None or bool(as_events.columns.get("event_date"))
    return replace(as_events, use=Use.EVENTS if is_dated else Use.LAYER)


def _look_at(draft: Draft, table: RawTable, mappings: Mapping[str, ColumnMapping]) -> Draft:
    """Find out whose form a table has, or what its columns may be."""
    table = replace(table, cells=drop_sheet_columns(table.cells))
    adapter = find_adapter(table.cells.columns)
    if adapter is not None:
        known = replace(draft, table=table, form=adapter.kind)
        known = find_draft_repairs(known)
        # nothing to tell and nothing to ask: its rows can be checked at once
        return replace(known, is_asked=not known.asked_repairs)
    return tell_columns(replace(draft, table=table), mappings)


def tell_columns(draft: Draft, mappings: Mapping[str, ColumnMapping]) -> Draft:
    """Take the columns as remembered for this header, else as proposed."""
    assert draft.table is not None, "a file without rows has no columns"
    proposals = propose_mapping(draft.table)
    remembered = mappings.get(fingerprint_header(draft.header))
    is_remembered = remembered is not None and remembered.fits(draft.header)
    if remembered is not None and is_remembered:
        columns = remembered.as_dict()
    else:
        columns = {one.ours: one.column for one in proposals.values() if one.column}
    return with_columns(replace(draft, proposals=proposals, is_remembered=is_remembered), columns)


def with_columns(draft: Draft, columns: Mapping[str, str]) -> Draft:
    """Take other columns, and look again for what must be repaired in them."""
    told = {ours: theirs for ours, theirs in columns.items() if theirs}
    return find_draft_repairs(
        replace(draft, columns=told, imported=None, is_asked=False, problem=None)
    )


def choose_by_hand(draft: Draft, mappings: Mapping[str, ColumnMapping], *, by_hand: bool) -> Draft:
    """Let the reader tell the columns though the form is known, or no longer."""
    changed = replace(draft, by_hand=by_hand, imported=None, is_asked=False, problem=None)
    return tell_columns(changed, mappings) if by_hand else find_draft_repairs(changed)


def find_draft_repairs(draft: Draft) -> Draft:
    """Look for what must be repaired; repairs that are no longer needed are no longer wanted."""
    assert draft.table is not None, "a file without rows needs no repair"
    wanted = replace(draft.choices, accept=frozenset())
    repairs = repair_table(draft.table, wanted).repairs
    possible = {repair.kind for repair in repairs}
    return replace(draft, repairs=repairs, accept=draft.accept & possible)


def list_examples(draft: Draft, repair: Repair, other: Repair | None = None) -> pd.DataFrame:
    """
    Show what a repair does to the first rows that it changes.

    Parameters
    ----------
    draft
        A file that was read.
    repair
        A proposed one.
    other
        Another way to read the same columns: rows that tell the two apart are shown, if any do.

    Returns
    -------
    examples
        At most three rows, by spreadsheet row, with `before` and `after`.
    """
    assert draft.table is not None, "a repair is of a table"
    head = replace(draft.table, cells=draft.table.cells.head(EXAMPLE_ROWS))
    names = list(repair.columns)
    repaired = apply_repairs(head, [repair], {repair.kind})
    before, after = head.cells[names], repaired.cells[names]
    differs = (before != after).any(axis=1)
    if other is not None:
        otherwise = apply_repairs(head, [other], {other.kind}).cells[names]
        tells = differs & (after != otherwise).any(axis=1)
        differs = tells if tells.any() else differs
    rows = before.index[differs][:MOST_EXAMPLES]
    examples = {"before": _join(before.loc[rows]), "after": _join(after.loc[rows])}
    if not len(rows):
        told = dict(repair.values)
        return pd.DataFrame({name: [told.get(name, "")] for name in examples}, index=[""])
    return pd.DataFrame(examples, index=rows)


def _join(cells: pd.DataFrame) -> "pd.Series[str]":
    return pd.Series([" | ".join(row) for row in cells.to_numpy()], index=cells.index, dtype="str")


def check_rows(draft: Draft, reference: Reference, progress: Progress | None = None) -> Draft:
    """
    Make events of the rows.

    Returns
    -------
    draft
        With `imported`, or with `problem` when the rows cannot be read in this way.
    """
    assert draft.table is not None, "without rows there is nothing to check"
    try:
        imported = import_table(
            draft.table,
            draft.choices,
            file_hash=draft.file_hash,
            reference=reference,
            progress=progress,
        )
    except SahelGeoError as error:
        return replace(draft, problem=error.with_traceback(None), is_asked=False)
    except UnreadableFileError as error:
        return replace(draft, problem=error.problem, is_asked=False)
    return replace(draft, imported=imported, is_asked=False)


def preview_rows(draft: Draft, reference: Reference) -> Imported | None:
    """Make events of the first ten rows, to see what the columns and repairs would give."""
    assert draft.table is not None, "without rows there is nothing to see"
    # repairs are found in all rows: ten of them may not tell whether the day or the month is first
    repaired = apply_repairs(draft.table, draft.asked_repairs, draft.accept)
    head = replace(repaired, cells=repaired.cells.head(PREVIEW_ROWS), rejected=0, problems=())
    head = replace(head, broken={})
    seen = check_rows(replace(draft, table=head, accept=frozenset()), reference)
    return seen.imported

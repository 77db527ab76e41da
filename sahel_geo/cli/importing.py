"""The work behind `python -m sahel_geo import`: decisions checked, file read, dataset kept.

Imported by the command when it runs, so frames may be imported here at the top.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import typer

from sahel_geo.analysis.revisions import compare
from sahel_geo.cartography.cards.licences import citation_of
from sahel_geo.cartography.cards.repairs import repair_words
from sahel_geo.cartography.cards.revisions import change_words, revision_words
from sahel_geo.cli.files import FAILED, WRONG_USE, stop, write_file
from sahel_geo.cli.progress import show_progress
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DatasetInfo, DatasetKind
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import Severity, ValidationReport
from sahel_geo.model.schema import IMPORTED
from sahel_geo.sources.files import read_bytes
from sahel_geo.sources.importing import Imported, import_events, name_dataset
from sahel_geo.sources.intake.kinds import recognise_kind
from sahel_geo.sources.intake.layers import COLOR, read_own_layer
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.sources.intake.proposals import propose_mapping
from sahel_geo.sources.intake.reading import read_table
from sahel_geo.sources.intake.table import Repair, RepairKind
from sahel_geo.sources.rejection import SheetForm, rejected_sheet
from sahel_geo.sources.setinfo import (
    SetContent,
    StoredSet,
    check_id,
    choose_color,
    describe_events,
    describe_layer,
)
from sahel_geo.sources.workspace import fingerprint_workspace, list_sets, read_set, write_set

if TYPE_CHECKING:
    from sahel_geo.cli.imports import ReadOptions, SetOptions

MOST_CHANGES = 20
"""Changes of a newer export that are told one by one."""

READING_SHARE = 0.95
"""Writing takes the rest of the time."""


@dataclass(frozen=True)
class Import:
    """What was asked for: the file, where it goes, what is told of it, and what it replaces."""

    file: Path
    workspace: Path
    told: "SetOptions"
    reading: "ReadOptions"
    replaced: str


@dataclass(frozen=True)
class _Decisions:
    """What was told, checked; and the dataset that is replaced, as far as it can be read."""

    color: str
    access_date: date | None
    mapping: ColumnMapping | None
    accept: frozenset[RepairKind]
    old: StoredSet | None


def import_events_of(wanted: Import, translator: Translator) -> None:
    """Import a file of events; stops with a code, and the reason in one line."""
    decisions = _decide(wanted, translator)
    limits = Limits.from_environment().for_operator()
    words = translator.text("workspace.importing", file=wanted.file.name)
    with show_progress(words) as tell, _without_collector():
        imported = _read(wanted, decisions, limits, tell, translator)
    _tell_report(imported, translator)
    if wanted.reading.rejected is not None:
        form = SheetForm(wanted.reading.rejected.suffix.lower().removeprefix("."))
        sheet = rejected_sheet(imported, translator.problem, form)
        write_file(wanted.reading.rejected, sheet)
    _stop_if_undecided(imported.repairs, wanted, translator)
    if not imported.report.accepted:
        stop(translator.text("workspace.nothing_kept"), FAILED)
    kind = _find_kind(imported.kind, wanted, translator)
    info = _make_info(imported, kind, wanted, decisions)
    _check_place(info, SetContent.EVENTS, wanted, decisions.old, translator)
    _tell_revision(wanted, imported.frame, decisions.old, translator)
    stored = describe_events(
        imported, info, mapping=decisions.mapping, accept=decisions.accept
    )  # fmt: skip
    _keep(wanted.workspace, stored, imported.frame, translator)


def import_layer_of(wanted: Import, translator: Translator) -> None:
    """Import a layer of shapes; stops with a code, and the reason in one line."""
    unfit = {
        "--mapping": wanted.reading.mapping,
        "--accept": wanted.reading.accept,
        "--unrepaired": wanted.reading.unrepaired,
        "--rejected": wanted.reading.rejected,
    }
    given = ", ".join(option for option, value in unfit.items() if value)
    if given:
        stop(translator.text("workspace.only_events", options=given), WRONG_USE)
    decisions = _decide(wanted, translator)
    old = decisions.old
    name = wanted.told.name or (old.info.name if old else wanted.file.stem)
    layer = read_own_layer(
        wanted.file.name,
        wanted.file,
        Limits.from_environment().for_operator(),
        name=name,
        color=decisions.color,
        source=wanted.told.source or (old.info.told_citation if old else ""),
    )
    for repair in layer.repairs:
        typer.echo(repair_words(repair, translator))
    _tell_problems(wanted.file.name, layer.report, translator)
    slug = name_dataset(DatasetKind.OWN, _name_of(wanted)).removeprefix(DatasetKind.OWN)
    today = date.today()  # noqa: DTZ011 - the reader's own day
    stored = describe_layer(layer, wanted.replaced or f"layer{slug}", wanted.file.name, today)
    stored = replace(stored, info=replace(stored.info, access_date=decisions.access_date))
    _check_place(stored.info, SetContent.LAYER, wanted, old, translator)
    _keep(wanted.workspace, stored, layer.frame, translator)


def _keep(
    workspace: Path, stored: StoredSet, frame: gpd.GeoDataFrame, translator: Translator
) -> None:
    info = write_set(workspace, stored, frame).info
    if info.citation:
        typer.echo(translator.text("workspace.cite", citation=citation_of(info, translator)))
    typer.echo(translator.text("workspace.kept", id=info.dataset_id, folder=workspace))


def _decide(wanted: Import, translator: Translator) -> _Decisions:
    """Check what was told before the work, which takes a while."""
    told, reading = wanted.told, wanted.reading
    old = None
    if wanted.replaced:
        check_id(wanted.replaced)
        if wanted.replaced not in dict(fingerprint_workspace(wanted.workspace)):
            rule = "workspace_no_set"
            raise SahelGeoError(rule, got=wanted.replaced, folder=wanted.workspace)
        old = list_sets(wanted.workspace).find(wanted.replaced)
    if told.color and not COLOR.fullmatch(told.color):
        stop(translator.text("workspace.bad_color", got=told.color), WRONG_USE)
    taken = {stored.info.color for stored in list_sets(wanted.workspace).sets}
    color = told.color or (old.info.color if old else choose_color(taken))
    mapping = old.mapping if old else None
    if reading.mapping is not None:
        mapping = ColumnMapping.from_json(_read_text(reading.mapping))
    accept = _read_accept(reading.accept or [], translator)
    if old and not reading.accept:
        accept = old.accepted_repairs
    return _Decisions(color, _read_day(told.access_date, translator), mapping, accept, old)


def _read_text(file: Path) -> str:
    return read_bytes(file).decode("utf-8-sig", "replace")


def _read_accept(words: Sequence[str], translator: Translator) -> frozenset[RepairKind]:
    asked = {str(kind): kind for kind in RepairKind if kind.is_asked}
    for word in words:
        if word not in asked:
            known = ", ".join(asked)
            stop(translator.text("workspace.not_asked", got=word, known=known), WRONG_USE)
    return frozenset(asked[word] for word in words)


def _read_day(word: str, translator: Translator) -> date | None:
    if not word:
        return None
    try:
        day = date.fromisoformat(word)
    except ValueError:
        day = date.max
    today = date.today()  # noqa: DTZ011 - the reader's own day
    if day > today or len(word) != len("YYYY-MM-DD"):
        stop(translator.text("workspace.bad_day", got=word), WRONG_USE)
    return day


def _read(
    wanted: Import,
    decisions: _Decisions,
    limits: Limits,
    tell: Callable[[float], None],
    translator: Translator,
) -> Imported:
    try:
        return import_events(
            wanted.file.name,
            wanted.file,
            limits,
            mapping=decisions.mapping,
            accept=decisions.accept,
            dataset_id=wanted.replaced or None,
            progress=lambda _rows, share: tell(share * READING_SHARE),
        )
    except SahelGeoError as error:
        if error.rule == "mapping_needed":
            _propose_mapping(wanted.file, limits, translator)
        raise


@contextmanager
def _without_collector() -> Iterator[None]:
    """Spare looking for garbage while millions of cells are read: a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _propose_mapping(file: Path, limits: Limits, translator: Translator) -> None:
    """Write a proposal to the standard output, where it can be taken into a file."""
    table = read_table(file.name, file, limits)
    columns = {one.ours: one.column for one in propose_mapping(table).values()}
    typer.echo(ColumnMapping.of(columns, table.cells.columns).to_json())
    typer.echo(translator.text("workspace.mapping_proposed"), err=True)
    if recognise_kind(file.name, file, limits).has_shapes:
        typer.echo(translator.text("workspace.try_layer"), err=True)


def _tell_report(imported: Imported, translator: Translator) -> None:
    for repair in imported.repairs:
        if repair.is_done:
            sentence = repair_words(repair, translator)
            is_asked = repair.kind.is_asked
            told = (
                translator.text("workspace.repaired", sentence=sentence) if is_asked else sentence
            )
            typer.echo(told)
    _tell_problems(imported.name, imported.report, translator)


def _tell_problems(file: str, report: ValidationReport, translator: Translator) -> None:
    for problem in report.problems:
        sentence = translator.problem(problem)
        is_warning = problem.severity is Severity.WARNING
        typer.echo(translator.text("cli.warning", sentence=sentence) if is_warning else sentence)
    summary = translator.text(
        "workspace.read",
        file=file,
        read=translator.count("cli.read", report.read),
        accepted=translator.count("workspace.accepted", report.accepted),
        rejected=translator.count("cli.rejected", report.rejected),
        errors=translator.count("cli.errors", len(report.errors)),
        warnings=translator.count("cli.warnings", len(report.warnings)),
    )
    typer.echo(summary)


def _stop_if_undecided(repairs: Sequence[Repair], wanted: Import, translator: Translator) -> None:
    """Tell repairs that are proposed; nothing is kept until somebody has said yes or no."""
    proposed = [repair for repair in repairs if repair.kind.is_asked and not repair.is_done]
    for repair in proposed:
        sentence = repair_words(repair, translator)
        told = translator.text("workspace.proposed", sentence=sentence, kind=repair.kind)
        typer.echo(told, err=True)
    if proposed and not wanted.reading.unrepaired:
        stop(translator.text("workspace.undecided"), FAILED)


def _find_kind(found: DatasetKind, wanted: Import, translator: Translator) -> DatasetKind:
    """Take the kind that was told, unless the columns say another: its duties would be lost."""
    if wanted.told.as_ is None:
        return found
    told = DatasetKind(wanted.told.as_)
    if found not in {told, DatasetKind.OWN}:
        kind = translator.text(f"merge.kind.{found}")
        stop(translator.text("workspace.other_kind", kind=kind, got=told), WRONG_USE)
    return told


def _name_of(wanted: Import) -> str:
    """Give what ids are made of: the name that was told as if it were a file's."""
    return f"{wanted.told.name}.csv" if wanted.told.name else wanted.file.name


def _make_info(
    imported: Imported, kind: DatasetKind, wanted: Import, decisions: _Decisions
) -> DatasetInfo:
    old = decisions.old
    return DatasetInfo(
        dataset_id=wanted.replaced or name_dataset(kind, _name_of(wanted)),
        name=wanted.told.name or (old.info.name if old else wanted.file.stem),
        kind=kind,
        color=decisions.color,
        access_date=decisions.access_date,
        row_count=len(imported.frame),
        version="",
        told_citation=wanted.told.source or (old.info.told_citation if old else ""),
    )


def _check_place(
    info: DatasetInfo,
    content: SetContent,
    wanted: Import,
    old: StoredSet | None,
    translator: Translator,
) -> None:
    """Stop before another dataset is written over."""
    there = dict(fingerprint_workspace(wanted.workspace))
    if not wanted.replaced and info.dataset_id in there:
        stop(translator.text("workspace.taken", id=info.dataset_id), WRONG_USE)
    if old is not None and (old.content, old.info.kind) != (content, info.kind):
        told = {
            "kind": translator.text(f"merge.kind.{old.info.kind}"),
            "got": translator.text(f"merge.kind.{info.kind}"),
        }
        stop(translator.text("workspace.replaces_other", id=info.dataset_id, **told), WRONG_USE)


def _tell_revision(
    wanted: Import, events: gpd.GeoDataFrame, old: StoredSet | None, translator: Translator
) -> None:
    """Tell what is new, changed and gone; nothing where the older rows cannot be read."""
    if old is None:
        return
    try:
        columns = {*IMPORTED.columns}
        _, before = read_set(wanted.workspace, wanted.replaced, columns=columns)
    except SahelGeoError as error:
        typer.echo(translator.error(error), err=True)
        return
    revision = compare(before, events)
    words = revision_words(revision, translator)
    day = translator.day(old.read_on)
    typer.echo(translator.text("workspace.replaced", day=day, words=words))
    for change in revision.changed[:MOST_CHANGES]:
        told = change_words(change, translator)
        typer.echo(translator.text("workspace.changed", event=change.event_id, words=told))
    left = len(revision.changed) - MOST_CHANGES
    if left > 0:
        typer.echo(translator.text("workspace.more_changes", n=translator.number(left)))

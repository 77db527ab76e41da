"""A folder in which an operator keeps datasets: each is written whole or not at all.

A dataset is a folder named by its id. Its rows and what is known of them lie in a folder inside,
named by chance, and the file `current` names that folder. Writing makes a new folder, sees it onto
the disk, and then puts a new `current` in the place of the old one in a single step: who reads
finds the old dataset or the new one, whenever the writer is stopped. What a stopped writer left is
cleared away by the next one. One program writes at a time; any number may read meanwhile.
"""

import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd

from sahel_geo.model.datasets import DATASET, DatasetEvents, DatasetInfo
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import Problem, ValidationReport
from sahel_geo.sources.files import make_problem
from sahel_geo.sources.geoparquet import BrokenTableError, hash_table, read_table, write_table
from sahel_geo.sources.intake.layers import OwnLayer
from sahel_geo.sources.setinfo import (
    SET_ID,
    SetContent,
    StoredSet,
    TableNote,
    check_id,
    read_info,
    write_info,
)

try:
    import fcntl
except ImportError:  # not on Windows: there, an operator must not write twice at a time
    fcntl = None  # type: ignore[assignment]

POINTER = "current"
INFO = "info.json"
LOCK = ".lock"
FOLDER = re.compile("v-[0-9a-f]{12}")
"""What the folders that `current` names are called."""

ATTEMPTS = 20
"""How often a reader begins again when a writer has replaced what it was reading."""

LONGEST_INFO = 10_000_000
"""Bytes; a mapping of 500 columns takes far less."""


@dataclass(frozen=True)
class StoredLayer:
    """A layer of a workspace and what the page shows of it."""

    info: DatasetInfo
    layer: OwnLayer


@dataclass(frozen=True)
class Listing:
    """The datasets of a workspace by their ids' order, and what is wrong with others there."""

    sets: tuple[StoredSet, ...] = ()
    problems: tuple[Problem, ...] = ()

    def find(self, dataset_id: str) -> StoredSet | None:
        """Give a dataset by its id; None if it is not there or cannot be read."""
        return next((one for one in self.sets if one.info.dataset_id == dataset_id), None)


@dataclass(frozen=True, eq=False)
class WorkspaceContents:
    """All datasets of a workspace with their rows, and what is wrong with others there."""

    events: tuple[DatasetEvents, ...] = ()
    layers: tuple[StoredLayer, ...] = ()
    problems: tuple[Problem, ...] = ()


class _BrokenSetError(Exception):
    """A dataset cannot be read; the message says why."""


def list_sets(workspace: Path) -> Listing:
    """
    List the datasets of a workspace; their rows are not looked at.

    Parameters
    ----------
    workspace
        The folder; without it there is no dataset.

    Returns
    -------
    listing
        A folder without `current` is none: nothing was ever written there to the end.
    """
    sets, problems = [], []
    for dataset_id in _find_ids(workspace):
        try:
            sets.append(_read_stored(workspace, dataset_id)[0])
        except _BrokenSetError as error:
            problems.append(_to_problem(dataset_id, error))
        except FileNotFoundError:
            continue  # removed meanwhile
    return Listing(tuple(sets), tuple(problems))


def fingerprint_workspace(workspace: Path) -> tuple[tuple[str, str], ...]:
    """Give what is another when a dataset was written or removed; costs a small file each."""
    pairs = []
    for dataset_id in _find_ids(workspace):
        try:
            pairs.append((dataset_id, (workspace / dataset_id / POINTER).read_text("utf-8")))
        except (OSError, ValueError):
            pairs.append((dataset_id, ""))
    return tuple(pairs)


def read_set(
    workspace: Path, dataset_id: str, *, columns: Collection[str] | None = None
) -> tuple[StoredSet, gpd.GeoDataFrame]:
    """
    Read a dataset with its rows.

    Parameters
    ----------
    workspace
        The folder.
    dataset_id
        The dataset.
    columns
        Columns to read besides the shapes; all if None.

    Returns
    -------
    stored, frame
        The frame as `write_set` was given it.

    Raises
    ------
    SahelGeoError
        `workspace_no_set` if it is not there, `workspace_broken` if it is not as it was written.
    """
    check_id(dataset_id)
    try:
        return _read_rows(workspace, dataset_id, columns)
    except FileNotFoundError as error:
        rule = "workspace_no_set"
        raise SahelGeoError(rule, got=dataset_id, folder=workspace) from error
    except _BrokenSetError as error:
        rule = "workspace_broken"
        raise SahelGeoError(rule, got=dataset_id, reason=error) from error


def read_workspace(workspace: Path) -> WorkspaceContents:
    """Read all datasets of a workspace; one that is broken is told and costs no other."""
    events, layers, problems = [], [], []
    for dataset_id in _find_ids(workspace):
        try:
            stored, frame = _read_rows(workspace, dataset_id, None)
        except _BrokenSetError as error:
            problems.append(_to_problem(dataset_id, error))
            continue
        except FileNotFoundError:
            continue  # removed meanwhile
        if stored.content is SetContent.EVENTS:
            events.append(DatasetEvents(stored.info, frame))
        else:
            layers.append(StoredLayer(stored.info, _to_layer(stored, frame)))
    return WorkspaceContents(tuple(events), tuple(layers), tuple(problems))


def _to_layer(stored: StoredSet, frame: gpd.GeoDataFrame) -> OwnLayer:
    report = ValidationReport(stored.read, stored.rejected)
    info = stored.info
    return OwnLayer(info.name, info.color, info.told_citation, frame, report)


def write_set(workspace: Path, stored: StoredSet, frame: gpd.GeoDataFrame) -> StoredSet:
    """
    Write a dataset, in the place of one of the same id if there is one.

    Parameters
    ----------
    workspace
        The folder; made if it is not there, the folder it lies in must be.
    stored
        What is known of the dataset.
    frame
        Its rows: events as `Imported.frame`, or shapes as `OwnLayer.frame`.

    Returns
    -------
    stored
        The same with its version.

    Raises
    ------
    SahelGeoError
        `workspace_id`, if no folder can be called so.
    OSError
        If the system refuses it; then, and whatever else ends the writing, the old dataset stays.
    """
    check_id(stored.info.dataset_id)
    if stored.content is SetContent.EVENTS:
        frame = frame.assign(**{DATASET: stored.info.dataset_id})
    stored = replace(stored, info=replace(stored.info, row_count=len(frame)))
    workspace.mkdir(exist_ok=True)
    with _one_writer(workspace):
        _clear_leftovers(workspace)
        home = workspace / stored.info.dataset_id
        home.mkdir(exist_ok=True)
        folder = home / f"v-{secrets.token_hex(6)}"
        try:
            text = _write_folder(folder, stored, frame)
            _point_to(home, folder.name)
        except BaseException:
            if _read_pointer(home) != folder.name:
                shutil.rmtree(folder, ignore_errors=True)
            raise
        _sync_folder(workspace)
        _clear_leftovers(workspace)
    return read_info(text, stored.info.dataset_id)[0]


def remove_set(workspace: Path, dataset_id: str) -> None:
    """
    Remove a dataset, also a broken one.

    Raises
    ------
    SahelGeoError
        `workspace_no_set`, if it is not there.
    """
    check_id(dataset_id)
    home = workspace / dataset_id
    if not (home / POINTER).exists():
        rule = "workspace_no_set"
        raise SahelGeoError(rule, got=dataset_id, folder=workspace)
    with _one_writer(workspace):
        (home / POINTER).unlink(missing_ok=True)
        _sync_folder(home)
        _clear_leftovers(workspace)


def _find_ids(workspace: Path) -> list[str]:
    try:
        names = sorted(os.listdir(workspace))  # noqa: PTH208 - names are what is asked for
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [
        name for name in names if SET_ID.fullmatch(name) and (workspace / name / POINTER).exists()
    ]


def _read_pointer(home: Path) -> str:
    """Give the name of the folder that holds a dataset; empty when nothing usable is named."""
    try:
        name = (home / POINTER).read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError):
        return "?"
    return name if FOLDER.fullmatch(name) else "?"


def _open_folder(workspace: Path, dataset_id: str) -> Path:
    home = workspace / dataset_id
    name = _read_pointer(home)
    if not name:
        raise FileNotFoundError(home / POINTER)
    if name == "?":
        msg = f"{POINTER} names no folder"
        raise _BrokenSetError(msg)
    return home / name


def _read_stored(workspace: Path, dataset_id: str) -> tuple[StoredSet, TableNote, Path]:
    """Read what is known of a dataset, from the folder that is current when all of it is read."""
    for _ in range(ATTEMPTS):
        folder = _open_folder(workspace, dataset_id)
        try:
            return *_read_folder(folder, dataset_id), folder
        except _BrokenSetError:
            if _read_pointer(folder.parent) == folder.name:
                raise
    msg = "it is being written again and again"
    raise _BrokenSetError(msg)


def _read_folder(folder: Path, dataset_id: str) -> tuple[StoredSet, TableNote]:
    try:
        file = folder / INFO
        if file.stat().st_size > LONGEST_INFO:
            msg = f"{INFO} is too long"
            raise _BrokenSetError(msg)
        stored, note = read_info(file.read_text("utf-8"), dataset_id)
        size = (folder / _table_of(stored)).stat().st_size
    except (OSError, ValueError) as error:
        raise _BrokenSetError(_reason_of(error)) from error
    if size != note.size:
        msg = f"{_table_of(stored)} has {size} bytes instead of {note.size}"
        raise _BrokenSetError(msg)
    return stored, note


def _read_rows(
    workspace: Path, dataset_id: str, columns: Collection[str] | None
) -> tuple[StoredSet, gpd.GeoDataFrame]:
    for _ in range(ATTEMPTS):
        stored, note, folder = _read_stored(workspace, dataset_id)
        try:
            return stored, _read_table(folder / _table_of(stored), note, columns)
        except _BrokenSetError:
            if _read_pointer(folder.parent) == folder.name:
                raise
    msg = "it is being written again and again"
    raise _BrokenSetError(msg)


def _read_table(file: Path, note: TableNote, columns: Collection[str] | None) -> gpd.GeoDataFrame:
    try:
        if hash_table(file) != note.sha256:
            msg = f"{file.name} is not as it was written"
            raise _BrokenSetError(msg)
        return read_table(file, note.dtypes, columns)
    except (OSError, BrokenTableError) as error:
        raise _BrokenSetError(_reason_of(error)) from error


def _table_of(stored: StoredSet) -> str:
    return f"{stored.content}.parquet"


def _reason_of(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{Path(error.filename or INFO).name} is missing"
    return str(getattr(error, "strerror", None) or error)


def _to_problem(dataset_id: str, error: Exception) -> Problem:
    return make_problem(dataset_id, None, "workspace_broken", got=dataset_id, reason=error)


def _write_folder(folder: Path, stored: StoredSet, frame: gpd.GeoDataFrame) -> str:
    """Write rows and what is known of them, down to the disk."""
    folder.mkdir()
    table = folder / _table_of(stored)
    dtypes = write_table(frame, table)
    _sync(table)
    note = TableNote(hash_table(table), table.stat().st_size, dtypes)
    text = write_info(stored, note)
    (folder / INFO).write_text(text, "utf-8", newline="\n")
    _sync(folder / INFO)
    _sync_folder(folder)
    return text


def _point_to(home: Path, name: str) -> None:
    """Make a folder the current one, in one step."""
    new = home / f"{POINTER}.new"
    new.write_text(name, "utf-8", newline="\n")
    _sync(new)
    _sync_folder(home)
    os.replace(new, home / POINTER)  # noqa: PTH105 - the one step, in the words of the manual
    _sync_folder(home)


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """See the names in a folder onto the disk; where folders cannot be opened, nothing can."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _one_writer(workspace: Path) -> Iterator[None]:
    """Wait until no other program writes here; the system lets go of who is stopped."""
    with (workspace / LOCK).open("a") as stream:
        if fcntl is not None:
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _clear_leftovers(workspace: Path) -> None:
    """Clear away what is no longer or was never current; only names that we give."""
    for home in workspace.iterdir():
        if not SET_ID.fullmatch(home.name) or not home.is_dir() or home.is_symlink():
            continue
        current = _read_pointer(home)
        if current == "?":
            continue  # broken: what it meant may still be mended by hand
        for left in home.iterdir():
            if left.name == f"{POINTER}.new":
                left.unlink(missing_ok=True)
            elif FOLDER.fullmatch(left.name) and left.name != current:
                shutil.rmtree(left, ignore_errors=True)
        if not current and not any(home.iterdir()):
            home.rmdir()

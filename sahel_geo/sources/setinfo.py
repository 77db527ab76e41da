"""What a workspace knows of a dataset besides its rows, and how that is written as JSON."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sahel_geo.model.datasets import SHIPPED_ID, DatasetInfo, DatasetKind
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.sources.importing import Imported
from sahel_geo.sources.intake.layers import COLOR, OwnLayer
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.sources.intake.table import RepairKind

FORM = 1
"""How info.json is written; a later program may write another."""

VERSION_DIGITS = 12

SET_ID = re.compile("[a-z0-9][a-z0-9-]{0,79}")
"""An id names a folder, and the rows of the dataset: nothing in it may mean another place."""

RING_COLORS = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#56b4e9",
    "#e69f00",
)
"""Colours that also those who do not see all colours tell apart (Okabe and Ito)."""


class SetContent(StrEnum):
    """What a dataset of a workspace is."""

    EVENTS = "events"
    LAYER = "layer"


@dataclass(frozen=True)
class StoredSet:
    """
    A dataset of a workspace, without its rows.

    Attributes
    ----------
    info
        What the page shows of it; of a layer the kind is `OWN`.
    content
        Events, or a layer of shapes.
    file
        The name of the file it was read from.
    file_hash
        Twelve hexadecimal digits of a hash of that file; empty of a layer.
    read_on
        The day on which that file was read.
    read, rejected
        Rows of that file, and how many of them were set aside; `info.row_count` are the others.
    mapping
        Which column was which of ours; None where the form was known.
    accepted_repairs
        Repairs that the operator accepted.
    """

    info: DatasetInfo
    content: SetContent
    file: str
    file_hash: str
    read_on: date
    read: int
    rejected: int
    mapping: ColumnMapping | None = None
    accepted_repairs: frozenset[RepairKind] = frozenset()


@dataclass(frozen=True)
class TableNote:
    """
    How the rows of a dataset were written.

    Attributes
    ----------
    sha256
        Of the file of rows, in hexadecimal digits.
    size
        Its bytes.
    dtypes
        Names of the columns, in their order, and what they hold (see `geoparquet.DTYPES`).
    """

    sha256: str
    size: int
    dtypes: Mapping[str, str] = field(default_factory=dict)


def check_id(dataset_id: str) -> None:
    """
    Refuse an id that no dataset of a workspace can have.

    Raises
    ------
    SahelGeoError
        `workspace_id`, unless it is made of small letters, digits and hyphens.
    """
    if dataset_id == SHIPPED_ID or not SET_ID.fullmatch(dataset_id):
        rule = "workspace_id"
        raise SahelGeoError(rule, got=dataset_id[:60])


def choose_color(taken: "set[str]") -> str:
    """Choose a colour that no other dataset has; when all are taken, the first again."""
    return next((color for color in RING_COLORS if color not in taken), RING_COLORS[0])


def describe_events(
    imported: Imported,
    info: DatasetInfo,
    *,
    mapping: ColumnMapping | None = None,
    accept: frozenset[RepairKind] = frozenset(),
) -> StoredSet:
    """
    Describe imported events.

    Parameters
    ----------
    imported
        What came of a file.
    info
        What the page shall show of it; its row count and version are found here and on writing.
    mapping, accept
        What was decided to read it.
    """
    return StoredSet(
        info=replace(info, row_count=len(imported.frame), version=""),
        content=SetContent.EVENTS,
        file=imported.name,
        file_hash=imported.file_hash,
        read_on=imported.read_on,
        read=imported.report.read,
        rejected=imported.report.rejected,
        mapping=mapping,
        accepted_repairs=accept,
    )


def describe_layer(layer: OwnLayer, dataset_id: str, file: str, read_on: date) -> StoredSet:
    """Describe a layer by what it says of itself; it must have its colour already."""
    info = DatasetInfo(
        dataset_id=dataset_id,
        name=layer.name,
        kind=DatasetKind.OWN,
        color=layer.color,
        access_date=None,
        row_count=len(layer.frame),
        version="",
        told_citation=layer.source,
    )
    report = layer.report
    return StoredSet(info, SetContent.LAYER, file, "", read_on, report.read, report.rejected)


def write_info(stored: StoredSet, note: TableNote) -> str:
    """Write what is known of a dataset as JSON, the same text for the same."""
    info, mapping = stored.info, stored.mapping
    content = {
        "form": FORM,
        "dataset_id": info.dataset_id,
        "name": info.name,
        "kind": info.kind,
        "color": info.color,
        "access_date": None if info.access_date is None else info.access_date.isoformat(),
        "source": info.told_citation,
        "row_count": info.row_count,
        "content": stored.content,
        "file": stored.file,
        "file_hash": stored.file_hash,
        "read_on": stored.read_on.isoformat(),
        "read": stored.read,
        "rejected": stored.rejected,
        "mapping": None if mapping is None else json.loads(mapping.to_json()),
        "accepted_repairs": sorted(stored.accepted_repairs),
        "table": {"sha256": note.sha256, "size": note.size, "dtypes": dict(note.dtypes)},
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def read_info(text: str, dataset_id: str) -> tuple[StoredSet, TableNote]:
    """
    Read what is known of a dataset.

    Parameters
    ----------
    text
        What `write_info` wrote.
    dataset_id
        The dataset whose text it must be.

    Returns
    -------
    stored, note
        The dataset, its version made of the text: it is another for other rows and other words.

    Raises
    ------
    ValueError
        If it is nothing of the kind; the message says what is wrong with it.
    """
    try:
        told: Any = json.loads(text)
        if told["form"] != FORM:
            msg = f"form {told['form']!r} instead of {FORM}"
            raise ValueError(msg)
        if told["dataset_id"] != dataset_id:
            msg = f"it is of {told['dataset_id']!r}"
            raise ValueError(msg)
        version = hashlib.sha256(text.encode()).hexdigest()[:VERSION_DIGITS]
        table = told["table"]
        dtypes = {str(name): str(dtype) for name, dtype in table["dtypes"].items()}
        return _to_stored(told, version), TableNote(table["sha256"], int(table["size"]), dtypes)
    except (KeyError, TypeError, AttributeError, RecursionError, SahelGeoError) as error:
        msg = f"{type(error).__name__}: {error}"
        raise ValueError(msg) from error


def _to_stored(told: "Mapping[str, Any]", version: str) -> StoredSet:
    if not COLOR.fullmatch(told["color"]):
        msg = f"no colour: {told['color']!r}"
        raise ValueError(msg)
    info = DatasetInfo(
        dataset_id=str(told["dataset_id"]),
        name=str(told["name"]),
        kind=DatasetKind(told["kind"]),
        color=told["color"],
        access_date=date.fromisoformat(told["access_date"]) if told["access_date"] else None,
        row_count=int(told["row_count"]),
        version=version,
        told_citation=str(told["source"]),
    )
    mapping = told["mapping"]
    return StoredSet(
        info=info,
        content=SetContent(told["content"]),
        file=str(told["file"]),
        file_hash=str(told["file_hash"]),
        read_on=date.fromisoformat(told["read_on"]),
        read=int(told["read"]),
        rejected=int(told["rejected"]),
        mapping=None if mapping is None else ColumnMapping.from_json(json.dumps(mapping)),
        accepted_repairs=frozenset(RepairKind(kind) for kind in told["accepted_repairs"]),
    )

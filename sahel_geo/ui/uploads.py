"""What a reader brought and put on the map. It lives in the session, and goes when that ends."""

import hashlib
from dataclasses import dataclass

from sahel_geo.analysis.revisions import Revision
from sahel_geo.model.datasets import DatasetEvents
from sahel_geo.model.report import ValidationReport
from sahel_geo.sources.fitting import ImportChoices
from sahel_geo.sources.importing import Imported
from sahel_geo.sources.intake.layers import OwnLayer

COLORS = ("#0b7a75", "#7b2d8b", "#b5651d", "#1f4e9e", "#a3195b", "#556b2f", "#3d3d3d")
"""Proposed for the rings of datasets and for layers, one after the other."""

OWN_PREFIX = "my-"
"""Begins the ids of uploads: the operator's datasets have others, even of files called the same."""

VERSION_DIGITS = 12


@dataclass(frozen=True, eq=False)
class Upload:
    """
    One file a reader brought: a dataset of events, or layers of their own.

    Attributes
    ----------
    upload_id
        No other upload of the session has it; of events it is `events.info.dataset_id`.
    file
        What the file was called.
    report
        Rows or features read, accepted and set aside, and why.
    events
        The accepted events and whose they are; None for a layer.
    imported
        All that came of the file, its rejected rows among it; None for a layer.
    layers
        Layers for the map, each with name, colour and source; none for events.
    revision
        What this file tells otherwise than the one it replaced; None when it replaced none.
    """

    upload_id: str
    file: str
    report: ValidationReport
    events: DatasetEvents | None = None
    imported: Imported | None = None
    layers: tuple[OwnLayer, ...] = ()
    revision: Revision | None = None

    @property
    def name(self) -> str:
        """What the reader calls it."""
        if self.events is not None:
            return self.events.info.name
        return self.layers[0].name if self.layers else self.file

    @property
    def color(self) -> str:
        """Of its ring on the map, or of its layer; `#rrggbb`, empty when the map shall choose."""
        if self.events is not None:
            return self.events.info.color
        return self.layers[0].color if self.layers else ""


def free_id(wanted: str, uploads: tuple[Upload, ...]) -> str:
    """Give an id that no upload has: the wanted one, or one with a number behind it."""
    taken = {upload.upload_id for upload in uploads}
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *numbered) if one not in taken)


def choose_color(uploads: tuple[Upload, ...]) -> str:
    """Propose a colour that no upload has, as long as there is one."""
    taken = {upload.color for upload in uploads}
    free = (color for color in COLORS if color not in taken)
    return next(free, COLORS[len(uploads) % len(COLORS)])


def version_of(imported: Imported, choices: ImportChoices) -> str:
    """Give digits that are others when the file is, or the way in which it was read."""
    mapping = choices.mapping.to_json() if choices.mapping else ""
    parts = [imported.file_hash, mapping, *sorted(map(str, choices.accept))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:VERSION_DIGITS]

"""What the operator decides before the page starts."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from sahel_geo.model.vocabulary import OpenCases
from sahel_geo.sources import SHIPPED_DATA

DATA_FOLDER_VARIABLE = "SAHEL_GEO_DATA"
"""Environment variable that names another data folder."""

OPEN_CASES_VARIABLE = "SAHEL_GEO_OPEN_CASES"
"""Environment variable that says how precisely cases without an end date are shown."""

WORKSPACE_VARIABLE = "SAHEL_GEO_WORKSPACE"
"""Environment variable that names the folder of datasets that `import` keeps."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """
    What the operator decided.

    Attributes
    ----------
    data_folder
        Where the data are.
    open_cases
        How much of the whereabouts of people still held is shown.
    workspace
        Where imported datasets are kept (see `sources.workspace`); None when there are none. It
        need not be there yet: the page finds it when the first dataset is written.
    """

    data_folder: Path
    open_cases: OpenCases = OpenCases.COUNTRY
    workspace: Path | None = None

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read the environment; the shipped data and the careful way where it says nothing."""
        folder = Path(os.environ.get(DATA_FOLDER_VARIABLE, SHIPPED_DATA))
        workspace = os.environ.get(WORKSPACE_VARIABLE, "").strip()
        return cls(
            folder,
            _read_open_cases(os.environ.get(OPEN_CASES_VARIABLE, "")),
            Path(workspace) if workspace else None,
        )


def _read_open_cases(word: str) -> OpenCases:
    """Read the operator's word; one that means nothing must not disclose a place."""
    try:
        return OpenCases(word or OpenCases.COUNTRY)
    except ValueError:
        known = ", ".join(OpenCases)
        _log.warning("%s must be one of %s; got %r.", OPEN_CASES_VARIABLE, known, word)
        return OpenCases.COUNTRY

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

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """Where the data are, and how much of the whereabouts of people still held is shown."""

    data_folder: Path
    open_cases: OpenCases = OpenCases.COUNTRY

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read the environment; the shipped data and the careful way where it says nothing."""
        folder = Path(os.environ.get(DATA_FOLDER_VARIABLE, SHIPPED_DATA))
        return cls(folder, _read_open_cases(os.environ.get(OPEN_CASES_VARIABLE, "")))


def _read_open_cases(word: str) -> OpenCases:
    """Read the operator's word; one that means nothing must not disclose a place."""
    try:
        return OpenCases(word or OpenCases.COUNTRY)
    except ValueError:
        known = ", ".join(OpenCases)
        _log.warning("%s must be one of %s; got %r.", OPEN_CASES_VARIABLE, known, word)
        return OpenCases.COUNTRY

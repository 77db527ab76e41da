"""What the operator decides before the page starts."""

import os
from dataclasses import dataclass
from pathlib import Path

from sahel_geo.sources import SHIPPED_DATA

DATA_FOLDER_VARIABLE = "SAHEL_GEO_DATA"
"""Environment variable that names another data folder."""


@dataclass(frozen=True)
class Settings:
    """Where the data are."""

    data_folder: Path

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read the environment; the shipped data are used where it says nothing."""
        return cls(Path(os.environ.get(DATA_FOLDER_VARIABLE, SHIPPED_DATA)))

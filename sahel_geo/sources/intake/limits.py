"""How much a file a reader brings may hold, and how an operator changes that.

A file that holds more is not read: the problem says what is allowed, what came, and which setting
or command changes it. Without limits one hostile or mistaken file takes the server from everybody.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from sahel_geo.model.errors import SahelGeoError
from sahel_geo.sources.files import UnreadableFileError, make_problem

MEGABYTE = 1_000_000

LONGEST_CELL = 131_000
"""The csv module gives up at 131,072 characters; that number is the whole process's."""

SETTING_PREFIX = "SAHEL_GEO_"


@dataclass(frozen=True)
class Limits:
    """
    The most a file may hold; each is inclusive and has a setting, `SAHEL_GEO_` and its name.

    Attributes
    ----------
    most_mb
        Megabytes (10⁶ bytes) of a file as it comes.
    most_spreadsheet_mb
        Megabytes of a workbook (XLSX, ODS), which takes many times its size to read; the page's
        limit. The command line takes larger ones: see `for_operator`.
    most_layer_mb
        Megabytes of a file of shapes (GeoJSON, GeoPackage, KML, zipped shapefile).
    most_rows
        Rows of a table, features of a layer.
    most_columns
        Columns of a table.
    most_memory_mb
        Megabytes of memory for reading a workbook, which a process of its own does: a small one
        can be made to take any amount.
    most_cell
        Characters of a cell, never more than 131,000; a row with a longer one is set aside, the
        others are read.
    most_expanded_mb
        Megabytes an archive (ZIP, XLSX, ODS, KMZ) may hold once unpacked.
    most_ratio
        How many times larger than the archive that may be; a bomb grows a thousandfold.
    most_members
        Files in an archive.
    most_vertices
        Corners of all lines and areas of a layer.
    """

    most_mb: int = 500
    most_spreadsheet_mb: int = 50
    most_layer_mb: int = 100
    most_rows: int = 1_000_000
    most_columns: int = 500
    most_memory_mb: int = 2_200
    most_cell: int = 100_000
    most_expanded_mb: int = 2_000
    most_ratio: int = 200
    most_members: int = 1_000
    most_vertices: int = 1_000_000

    def __post_init__(self) -> None:
        """Keep cells within what the CSV reader takes."""
        object.__setattr__(self, "most_cell", min(self.most_cell, LONGEST_CELL))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Limits":
        """
        Take the limits from settings such as `SAHEL_GEO_MOST_ROWS`; one that is not set stays.

        Raises
        ------
        SahelGeoError
            If a setting is no whole number above 0 (`bad_limit`).
        """
        given = os.environ if environment is None else environment
        changes: dict[str, int] = {}
        for field in fields(cls):
            setting = setting_of(field.name)
            text = given.get(setting, "").strip()
            if not text:
                continue
            if not (text.isascii() and text.isdigit() and int(text[:18])):
                rule = "bad_limit"
                raise SahelGeoError(rule, setting=setting, got=text[:60])
            changes[field.name] = int(text[:18])
        return cls(**changes)

    def for_operator(self) -> "Limits":
        """Give the command line's limits: a workbook may be as large as any other file."""
        return replace(self, most_spreadsheet_mb=max(self.most_spreadsheet_mb, self.most_mb))

    def check(self, limit: str, file: str, got: float) -> None:
        """
        Hold a size against a limit by its name, in the limit's unit.

        Raises
        ------
        UnreadableFileError
            If it is more; the problem's rule is the limit's name.
        """
        allowed = getattr(self, limit)
        if got > allowed:
            # 50.04 MB of 50 must not read as 50 of 50
            shown = f"{got:.4g}" if isinstance(got, float) and got < allowed * 1.1 else f"{got:.0f}"
            problem = make_problem(
                file, None, limit, allowed=allowed, got=shown, setting=setting_of(limit)
            )
            raise UnreadableFileError(problem)


def setting_of(limit: str) -> str:
    """Give the name of the environment setting of a limit."""
    return SETTING_PREFIX + limit.upper()

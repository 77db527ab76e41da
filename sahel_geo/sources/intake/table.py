"""What comes of reading a table that a reader brings: cells as text, and what was done to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from sahel_geo.model.report import Problem

FIRST_ROW = 2
"""The row under the header, as a spreadsheet counts; a layer's first feature is 2 as well."""


POINT_COLUMNS = ("longitude", "latitude")
"""What the points of shapes become: degrees on WGS84."""


class RepairKind(StrEnum):
    """What a file needs before its cells can be used; the words are `intake.repair.<kind>`."""

    ENCODING = "encoding"
    """The text is not UTF-8; how it is written was found out."""
    DELIMITER = "delimiter"
    """Columns are parted by another sign than a comma."""
    SHEET = "sheet"
    """One of several sheets, layers or files of an archive was taken."""
    HEADER = "header"
    """Columns without a name or with one that stands twice were named."""
    HEADER_ROW = "header_row"
    """The names of the columns stand further down, under a title."""
    REPROJECTED = "reprojected"
    """Points were brought from another reference system to longitude and latitude."""
    DECIMAL_COMMA = "decimal_comma"
    """Numbers are written 13,52 for 13.52."""
    SWAPPED_COORDINATES = "swapped_coordinates"
    """What is called latitude is longitude, and the other way round."""
    DAY_FIRST = "day_first"
    """Days are written 30/06/2023."""
    MONTH_FIRST = "month_first"
    """Days are written 06/30/2023."""
    WRITTEN_DATES = "written_dates"
    """Days are written in a form that can be read one way only, such as 30 June 2023."""
    SERIAL_DATES = "serial_dates"
    """Days are written as a spreadsheet keeps them: days since the end of 1899."""

    @property
    def is_asked(self) -> bool:
        """Whether it is only proposed and done when the reader accepts it; others are told."""
        return self not in TOLD_REPAIRS


TOLD_REPAIRS = frozenset(
    {
        RepairKind.ENCODING,
        RepairKind.DELIMITER,
        RepairKind.SHEET,
        RepairKind.HEADER,
        RepairKind.HEADER_ROW,
        RepairKind.REPROJECTED,
    }
)
"""Without these nothing can be read: they are done at once, and shown."""


@dataclass(frozen=True)
class Repair:
    """
    A repair that was done or is proposed.

    Attributes
    ----------
    kind
        What it is; `intake.repair.<kind>` is its sentence.
    values
        What fills the sentence in: always `columns` (their names), `cells` (how many are
        concerned), `before` and `after` of one of them, where the kind has such.
    columns
        The file's columns it changes; for swapped coordinates latitude, then longitude as the
        file calls them. Empty when it is of the whole file.
    is_done
        Whether the cells at hand have it already.
    """

    kind: RepairKind
    values: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    is_done: bool = True


@dataclass(frozen=True, eq=False)
class RawTable:
    """
    A table as it came, every cell a text.

    Attributes
    ----------
    file
        Name of the file, for reports.
    cells
        Texts, an empty cell is an empty text; indexed by row as a spreadsheet counts (header 1,
        first row 2, empty rows counted and left out). Only the columns asked for.
    repairs
        What was done to read it; proposals come from `repairs.find_repairs`.
    rejected
        How many rows could not be read as cells; not among `cells`.
    problems
        What was wrong with those.
    broken
        The cells of those, as far as there are any, by row.
    header
        Every column of the file, also those not read, in their order.
    """

    file: str
    cells: pd.DataFrame
    repairs: tuple[Repair, ...] = ()
    rejected: int = 0
    problems: tuple[Problem, ...] = ()
    broken: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    header: tuple[str, ...] = ()

"""What was found wrong or odd in the files, one problem a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem must be mended or only asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """
    One thing that is wrong or odd, and where.

    `row` counts as a spreadsheet does: the header is row 1. None means the whole file.
    `rule` names the sentence in the catalogue (`problem.<rule>`); `values` fill it in.
    """

    file: str
    row: int | None
    rule: str
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class ValidationReport:
    """
    What came of reading the files.

    `read` counts rows of tables and features of layers; accepted + rejected = read.
    """

    read: int = 0
    rejected: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def accepted(self) -> int:
        """Rows that are in the dataset."""
        return self.read - self.rejected

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended; many set a row or a file aside."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that only ask for a look."""
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)

    @classmethod
    def merge(cls, reports: "Iterable[ValidationReport]") -> "ValidationReport":
        """Put several reports into one, in their order."""
        parts = tuple(reports)
        return cls(
            read=sum(part.read for part in parts),
            rejected=sum(part.rejected for part in parts),
            problems=tuple(problem for part in parts for problem in part.problems),
        )

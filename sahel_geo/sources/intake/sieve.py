"""Keep rows of text in columns, and set aside those that hold no text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from sahel_geo.model.report import Problem, Severity
from sahel_geo.sources.files import CONTROL, UNDECODED, make_problem
from sahel_geo.sources.intake.texts import to_text

NOT_TEXT = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
"""`files.CONTROL` as Arrow's regular expressions write it."""


@dataclass
class Sieve:
    """
    The rows of a file gathered so far, a piece at a time, and those set aside.

    Attributes
    ----------
    file
        Name of the file, for reports.
    width
        How many columns it has.
    positions
        Which of them are kept.
    longest
        Characters a cell may have.
    size
        Bytes of text kept, in both.
    """

    file: str
    width: int
    positions: list[int]
    longest: int
    pieces: list[list[Any]] = field(default_factory=list)
    numbers: list["np.ndarray[Any, Any]"] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: dict[int, tuple[str, ...]] = field(default_factory=dict)
    count: int = 0
    size: int = 0

    @property
    def read(self) -> int:
        """Rows seen, kept or set aside."""
        return self.count + len(self.problems)

    def set_aside(self, row: int, cells: Iterable[Any], rule: str, **values: str) -> None:
        """Set a row aside for a rule it breaks; its cells are kept to be shown."""
        problem = make_problem(self.file, row, rule, severity=Severity.ERROR, **values)
        self.problems.append(problem)
        shown = tuple(UNDECODED.sub("\N{REPLACEMENT CHARACTER}", to_text(c)) for c in cells)
        self.broken[row] = tuple(cell[: self.longest] for cell in shown)
        self.size += sum(map(len, self.broken[row]))

    def add(self, rows: list[Sequence[str]], numbers: list[int]) -> None:
        """Add rows of the kept columns; those that hold no text are set aside."""
        try:
            piece = self._to_arrays(rows)
            is_clean = not any(map(self._is_suspect, piece))
        except UnicodeEncodeError:
            is_clean = False
        if not is_clean:
            kept = [at for at, row in enumerate(rows) if self._is_good(numbers[at], row)]
            rows, numbers = [rows[at] for at in kept], [numbers[at] for at in kept]
            piece = self._to_arrays(rows)
        self.pieces.append(piece)
        self.size += sum(texts.nbytes for texts in piece)
        self.numbers.append(np.array(numbers, dtype="int64"))
        self.count += len(rows)

    def _to_arrays(self, rows: list[Sequence[str]]) -> list[Any]:
        columns = zip(*rows, strict=True) if rows else ([] for _ in self.positions)
        return [pa.array(column, type=pa.large_string()) for column in columns]

    def _is_suspect(self, texts: Any) -> bool:
        longest = pc.max(pc.utf8_length(texts)).as_py() or 0
        is_control = pc.any(pc.match_substring_regex(texts, NOT_TEXT)).as_py()
        return bool(longest > self.longest or is_control)

    def _is_good(self, row: int, cells: Sequence[str]) -> bool:
        for cell in cells:
            if len(cell) > self.longest:
                self.set_aside(row, cells, "cell_too_long", expected=str(self.longest + 1))
                return False
            if bad := UNDECODED.search(cell):
                self.set_aside(row, cells, "bad_sign", got=f"0x{ord(bad.group()) - 0xDC00:02X}")
                return False
            if bad := CONTROL.search(cell):
                self.set_aside(row, cells, "control_sign", got=f"0x{ord(bad.group()):02X}")
                return False
        return True

    def to_frame(self, names: Sequence[str]) -> pd.DataFrame:
        """Give the rows kept as texts by column, indexed by their numbers."""
        columns = [
            pa.chunked_array([piece[at] for piece in self.pieces], type=pa.large_string())
            for at in range(len(self.positions))
        ]
        numbers = np.concatenate(self.numbers) if self.numbers else np.array([], dtype="int64")
        index = pd.Index(numbers, dtype="int64")
        if not columns:
            return pd.DataFrame(index=index)
        frame = pa.Table.from_arrays(columns, names=[str(at) for at in range(len(columns))])
        cells: pd.DataFrame = frame.to_pandas().astype("str").set_axis(list(names), axis=1)
        return cells.set_axis(index, axis=0)

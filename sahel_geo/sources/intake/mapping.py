"""Which column of a file is which of ours: what a reader confirmed, and how it is remembered."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.searchtext import fold

FINGERPRINT_DIGITS = 16


def fingerprint_header(header: Iterable[str]) -> str:
    """Give sixteen hexadecimal digits that are the same for the same columns, however ordered."""
    names = sorted(fold(name).strip() for name in header)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:FINGERPRINT_DIGITS]


@dataclass(frozen=True)
class ColumnMapping:
    """
    Our columns and the file's columns that fill them.

    Attributes
    ----------
    columns
        Pairs of (ours, theirs), each of ours at most once, ordered by ours; a column of ours that
        is not named stays empty.
    fingerprint
        Of the header it was made for (`fingerprint_header`): a file of the same columns is read
        the same way the next time.
    """

    columns: tuple[tuple[str, str], ...]
    fingerprint: str

    def __post_init__(self) -> None:
        """Refuse two columns for one of ours, and order them."""
        ours = [our for our, _ in self.columns]
        if len(set(ours)) < len(ours):
            msg = f"Each of our columns is filled from one column, got {self.columns}."
            raise ValueError(msg)
        object.__setattr__(self, "columns", tuple(sorted(self.columns)))

    @classmethod
    def of(cls, columns: Mapping[str, str], header: Iterable[str]) -> "ColumnMapping":
        """Make the mapping {ours: theirs} of a file with this header; empty names are left out."""
        pairs = tuple((our, their) for our, their in columns.items() if their)
        return cls(pairs, fingerprint_header(header))

    def as_dict(self) -> dict[str, str]:
        """Give {ours: theirs}."""
        return dict(self.columns)

    def fits(self, header: Iterable[str]) -> bool:
        """Tell whether a file of this header can be read with it: all its columns are there."""
        names = set(header)
        return all(their in names for _, their in self.columns)

    def to_json(self) -> str:
        """Write it as JSON, the same text for the same mapping."""
        content = {"columns": dict(self.columns), "fingerprint": self.fingerprint}
        return json.dumps(content, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "ColumnMapping":
        """
        Read it from JSON.

        Raises
        ------
        SahelGeoError
            If the text is no mapping (`bad_mapping`).
        """
        try:
            content: Any = json.loads(text)
            columns, fingerprint = content["columns"], content["fingerprint"]
            names = [*columns.keys(), *columns.values(), fingerprint]
            if all(isinstance(name, str) for name in names):
                return cls(tuple(columns.items()), fingerprint)
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
            pass  # told below, as for what is JSON but no mapping
        rule = "bad_mapping"
        raise SahelGeoError(rule, got=text[:60])

"""The words for codes, actors and nationalities in both languages: a table, not code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sahel_geo.model.vocabulary import Language


@dataclass(frozen=True, eq=False)
class Terms:
    """
    Words by (kind, code), one mapping for each language; told apart by identity.

    `kind` is the `kind` column of `data/vocabulary.csv`, or `actor` for `data/actors.csv`.
    """

    words: Mapping[Language, Mapping[tuple[str, str], str]] = field(default_factory=dict)

    def word(self, kind: str, code: str, language: Language) -> str | None:
        """Give the word for a code, or None when the tables have none in that language."""
        return self.words.get(language, {}).get((kind, code)) or None

    def codes(self, kind: str) -> tuple[str, ...]:
        """List the codes of a kind, in the order of the table."""
        english = self.words.get(Language.ENGLISH, {})
        return tuple(code for known_kind, code in english if known_kind == kind)


NO_TERMS = Terms()
"""Of no data: every code is its own word."""

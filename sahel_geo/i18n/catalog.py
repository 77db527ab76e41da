"""Turn keys, codes, dates and rows into words of one language.

Messages live in `en.toml` and `fr.toml`, the same keys in both. A message is filled in with
`str.format`; one that depends on a count is a table with `one` and `other` (CLDR plural rules).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import Problem
from sahel_geo.model.terms import NO_TERMS, Terms
from sahel_geo.model.vocabulary import Language

LOCALES = {Language.ENGLISH: "en_GB", Language.FRENCH: "fr_FR"}


@cache
def read_messages(language: Language) -> Mapping[str, str]:
    """
    Read a language's catalogue.

    Returns
    -------
    messages
        Sentence by dotted key (`page.title`); plural forms are `<key>.one` and `<key>.other`.
    """
    file = resources.files("sahel_geo.i18n") / f"{language}.toml"
    return dict(_flatten(tomllib.loads(file.read_text(encoding="utf-8"))))


def _flatten(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in table.items():
        rows += (
            _flatten(value, f"{prefix}{name}.")
            if isinstance(value, dict)
            else [(prefix + name, str(value))]
        )
    return rows


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(LOCALES[language])


# tables and charts write the same days and numbers again and again, and writing one takes its time
@lru_cache(maxsize=20_000)
def _write_day(language: Language, day: date, pattern: str) -> str:
    return str(format_date(day, pattern, locale=_locale(language)))


@lru_cache(maxsize=20_000)
def _write_number(language: Language, value: float) -> str:
    return str(format_decimal(value, locale=_locale(language)))


@dataclass(frozen=True)
class DataText:
    """A text of the data, and the language it is in when that is not the reader's."""

    text: str
    foreign: Language | None = None


@dataclass(frozen=True)
class Translator:
    """The words of one language. `terms` are the vocabulary tables of the data."""

    language: Language
    terms: Terms = NO_TERMS

    @property
    def locale(self) -> Locale:
        """The Babel locale of the language: British English or French of France."""
        return _locale(self.language)

    def text(self, key: str, **values: object) -> str:
        """Give a message, filled in. A key without a message is a KeyError: a fault of ours."""
        return read_messages(self.language)[key].format(**values)

    def template(self, key: str) -> str:
        """Give a message as it stands, for a script that fills in its `{placeholders}`."""
        return read_messages(self.language)[key]

    def plural_forms(self, key: str) -> dict[str, str]:
        """Give the plural forms of a message as they stand, by the names `one` and `other`."""
        return {form: self.template(f"{key}.{form}") for form in ("one", "other")}

    def has(self, key: str) -> bool:
        """Tell whether the catalogue has a message: for words that only some codes need."""
        return key in read_messages(self.language)

    def count(self, key: str, number: int, **values: object) -> str:
        """Give the plural form for a number, which fills in `{n}` in the language's manner."""
        plural_form = self.locale.plural_form(number)
        form = plural_form if f"{key}.{plural_form}" in read_messages(self.language) else "other"
        return self.text(f"{key}.{form}", n=self.number(number), **values)

    def term(self, kind: str, code: str) -> str:
        """Give the word for a code of the vocabulary tables; a code without one stands as it is."""
        return self.terms.word(kind, code, self.language) or code

    def actor(self, names: str) -> str:
        """Give the name of an actor; several in one cell are parted by ` / `."""
        return " / ".join(self.term("actor", name) for name in names.split(" / "))

    def number(self, value: float) -> str:
        """Write a whole or decimal number with the language's separators."""
        return _write_number(self.language, value)

    def day(self, day: date) -> str:
        """Write a day in words: 16 September 2010."""
        return self._day(day, "d MMMM y")

    def month(self, day: date) -> str:
        """Write the month of a day: September 2010."""
        return _write_day(self.language, day, "MMMM y")

    def days(self, first: date, last: date) -> str:
        """Write a run of days in words, both included; one day is written once."""
        if first == last:
            return self.day(first)
        differing = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        # CLDR has patterns for runs of days with short months only
        patterns = [part.replace("MMM", "MMMM") for part in self._run_patterns()[differing]]
        return self._day(first, patterns[0]) + self._day(last, patterns[1])

    def _run_patterns(self) -> Mapping[str, Sequence[str]]:
        patterns: Mapping[str, Sequence[str]] = self.locale.interval_formats["yMMMd"]
        return patterns

    def _day(self, day: date, pattern: str) -> str:
        if self.language is Language.FRENCH and day.day == 1:
            pattern = pattern.replace("d", "d'er'", 1)  # 1er mai, 2 mai
        return _write_day(self.language, day, pattern)

    def listing(self, words: Sequence[str]) -> str:
        """Join words as the language does: a, b and c."""
        return str(format_list(list(words), locale=self.locale)) if words else ""

    def data_text(self, row: "pd.Series[Any] | Mapping[str, Any]", column: str) -> DataText:
        """
        Give a text of a row in the reader's language, else in its own, marked.

        Parameters
        ----------
        row
            A row with `column` in English and, where translated, `<column>_fr`.
        column
            The English column's name.

        Returns
        -------
        text
            With `foreign` set when only the other language has it; empty when neither does.
        """
        texts = {Language.ENGLISH: row.get(column), Language.FRENCH: row.get(f"{column}_fr")}
        found = {code: str(text) for code, text in texts.items() if isinstance(text, str) and text}
        if self.language in found:
            return DataText(found[self.language])
        return next((DataText(text, code) for code, text in found.items()), DataText(""))

    def problem(self, problem: Problem) -> str:
        """Write a problem of a file: `file, row N: what was expected, what came`."""
        sentence = self.rule(problem.rule, dict(problem.values))
        if problem.row is None:
            return self.text("problem.in_file", file=problem.file, sentence=sentence)
        return self.text("problem.in_row", file=problem.file, row=problem.row, sentence=sentence)

    def error(self, error: SahelGeoError) -> str:
        """Write an error for the reader."""
        return self.rule(error.rule, error.values)

    def rule(self, rule: str, values: Mapping[str, object]) -> str:
        """Write what a broken rule expected and what came; a country goes by its name."""
        if "country" in values:
            values = {**values, "country": self.term("country", str(values["country"]))}
        return self.text(f"problem.{rule}", **values)

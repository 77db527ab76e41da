"""What cards of every kind tell: dates, places and codes in words, with what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import pandas as pd

from sahel_geo.cartography.cards.card import Fact
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.vocabulary import TimePrecision

Row: TypeAlias = pd.Series


@dataclass(frozen=True)
class FactWriter:
    """Writes the facts of a card in one language."""

    translator: Translator

    def fact(self, label: str, value: DataText | str, explanation: str = "") -> Fact:
        """Write a fact under the label `card.<label>`."""
        value = DataText(value) if isinstance(value, str) else value
        return Fact(self.translator.text(f"card.{label}"), value, explanation)

    def term(self, label: str, kind: str, code: str) -> Fact:
        """Write a fact that is the word for a code."""
        return self.fact(label, self.translator.term(kind, code))

    def confidence(self, row: Row) -> Fact:
        """Write how well a row is known, and what that means."""
        code = str(row["confidence"])
        word = self.translator.term("confidence", code)
        return self.fact("confidence", word, self.translator.text(f"explain.confidence_{code}"))

    def precision_words(self, precision: int) -> str:
        """Explain how precisely a place is known."""
        return self.translator.text(f"explain.geo_precision_{precision}")


def date_words(row: Row | Mapping[str, Any], translator: Translator) -> str:
    """
    Write the date of an event as precisely as it is known.

    Parameters
    ----------
    row
        An event.
    translator
        The language.

    Returns
    -------
    words
        '16 September 2010', 'about 17 September 2010 (within three days)', 'in May 2011',
        '22–23 September 2010', 'roughly 1 May 2011 – 31 December 2012'.
    """
    start: date = row["event_date"].date()
    precision = int(row["time_precision"])
    if pd.notna(row["end_date"]):
        span = translator.days(start, row["end_date"].date())
        return span if precision == TimePrecision.DAY else translator.text("dates.rough", span=span)
    if precision == TimePrecision.DAY:
        return translator.day(start)
    if precision == TimePrecision.WEEK:
        return translator.text("dates.about", day=translator.day(start))
    return translator.text("dates.in_month", month=translator.month(start))

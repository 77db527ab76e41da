"""The file of a hostage case in words of one language, and what must be credited with it."""

from datetime import date

import pandas as pd

from sahel_geo.cartography.cards.cases import nationality_words
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.schema import END_COUNTS

CODE_COLUMNS = ("sector", "outcome", "confidence", "resolved")
TEXT_COLUMNS = (
    "employer",
    "captor_at_abduction",
    "custodian_later",
    "outcome_note",
    "ransom_reported",
)
"""Columns of a case that are words for codes, and texts in two languages."""


def write_facts(dataset: Dataset, case_id: str, translator: Translator) -> dict[str, str]:
    """
    Write the file of a case, by the columns of `hostage_cases.csv`.

    Parameters
    ----------
    dataset
        Everything there is.
    case_id
        The case.
    translator
        The language of words.

    Returns
    -------
    facts
        Only what is known; of a case that no row describes only its id.
    """
    case = dataset.case(case_id)
    if case is None:
        return {"case_id": case_id}
    facts = {
        "case_id": case_id,
        "name": translator.data_text(case, "name").text,
        "abducted_on": write_day(case["abducted_on"]),
        "ended_on": write_day(case["ended_on"]),
        "nationalities": nationality_words(case, translator),
    }
    facts |= {name: str(case[name]) for name in ("hostages", *END_COUNTS, "unaccounted")}
    facts |= {name: translator.term(name, str(case[name])) for name in CODE_COLUMNS}
    facts |= {name: translator.data_text(case, name).text for name in TEXT_COLUMNS}
    facts |= {name: str(case[name]) for name in ("source", "source_url")}
    return {name: words for name, words in facts.items() if words}


def write_credit(dataset: Dataset, translator: Translator) -> dict[str, str]:
    """
    Write whose work a file of a case is, what it does not claim, and of when the data are.

    Parameters
    ----------
    dataset
        For its last day and version.
    translator
        The language.

    Returns
    -------
    credit
        `sources`, `licence`, `disclaimer`, `data` as sentences, and the bare `version`.
    """
    sources = (translator.text("texts.source_events"), translator.text("texts.source_base"))
    day = translator.day(dataset.latest_day)
    return {
        "sources": " ".join(sources),
        "licence": translator.text("casefile.licence"),
        "disclaimer": translator.text("texts.disclaimer"),
        "data": translator.text("texts.data_date", day=day, version=dataset.version),
        "version": dataset.version,
    }


def write_day(day: date | None) -> str:
    """Write a day as YYYY-MM-DD; nothing when it is not known."""
    return "" if day is None or pd.isna(day) else f"{day:%Y-%m-%d}"

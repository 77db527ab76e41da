"""Every code that data may hold has its words in both languages."""

import csv
from enum import Enum, IntEnum, StrEnum

import pytest

from sahel_geo.model import vocabulary
from sahel_geo.model.vocabulary import END_STAGES, REPORT_STAGES, HostageStage
from sahel_geo.sources.catalog import SHIPPED_DATA

KINDS = {
    vocabulary.EventType: "event_type",
    vocabulary.SubEventType: "sub_event_type",
    vocabulary.HostageStage: "hostage_stage",
    vocabulary.Confidence: "confidence",
    vocabulary.GeoPrecision: "geo_precision",
    vocabulary.TimePrecision: "time_precision",
    vocabulary.Sector: "sector",
    vocabulary.Outcome: "outcome",
    vocabulary.Commodity: "commodity",
    vocabulary.SiteStatus: "site_status",
    vocabulary.PlaceKind: "place_kind",
    vocabulary.RouteKind: "route_kind",
    vocabulary.RegionClass: "feature_class",
    vocabulary.BorderKind: "border_kind",
}
"""Vocabularies of data, and the kind under which their words stand in the table."""

NOT_IN_DATA = {
    vocabulary.Language,  # names itself in its own language
    vocabulary.LayerName,  # words of the page: `layer.*` in the catalogue
    vocabulary.LayerFile,  # names of files
    vocabulary.RasterFile,
    vocabulary.PageName,  # the reader's choice: words of the page
    vocabulary.FlowLevel,
    vocabulary.OpenCases,  # the operator's choice
    vocabulary.ExportFormat,  # the look of an export
    vocabulary.DeckParts,
    vocabulary.Furniture,  # the look of an export
    vocabulary.ThemeName,  # the look of an export
    vocabulary.PaperName,  # the look of an export
}


def read_words():
    with (SHIPPED_DATA / "vocabulary.csv").open(encoding="utf-8", newline="") as stream:
        return {(row["kind"], row["code"]): row for row in csv.DictReader(stream)}


def test_every_vocabulary_is_looked_at():
    ours = {
        value
        for value in vars(vocabulary).values()
        if isinstance(value, type) and issubclass(value, Enum) and value not in {IntEnum, StrEnum}
    }
    assert ours == set(KINDS) | NOT_IN_DATA


@pytest.mark.parametrize("codes", KINDS, ids=lambda codes: codes.__name__)
def test_every_code_has_a_word_in_both_languages(codes):
    words = read_words()
    without = [
        code for code in codes for language in ("en", "fr")
        if not words.get((KINDS[codes], str(code.value)), {}).get(language, "").strip()
    ]  # fmt: skip
    assert without == []


@pytest.mark.parametrize("codes", KINDS, ids=lambda codes: codes.__name__)
def test_no_word_is_kept_for_a_code_that_is_none(codes):
    known = {str(code.value) for code in codes}
    assert {code for kind, code in read_words() if kind == KINDS[codes]} == known


def test_every_actor_of_the_shipped_events_has_a_french_name(shipped):
    cells = {*shipped.events["actor1"], *shipped.events["actor2"]} - {""}
    named = {name for cell in cells for name in cell.split(" / ")}
    words = shipped.terms.words[vocabulary.Language.FRENCH]
    assert {name for name in named if not words.get(("actor", name))} == set()


def test_a_stage_either_reports_or_ends_or_is_an_incident_of_its_own():
    assert not REPORT_STAGES & END_STAGES
    rest = set(HostageStage) - REPORT_STAGES - END_STAGES
    assert rest == {HostageStage.ABDUCTED, HostageStage.RESCUE_ATTEMPT}


def test_the_numbers_of_acled_are_kept():
    assert len(vocabulary.EventType) == 6
    assert len(vocabulary.SubEventType) == 25

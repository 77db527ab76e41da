"""A mapping is proposed by names and cells, kept as text, and found again for the same columns."""

import pandas as pd
import pytest

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.intake.mapping import ColumnMapping, fingerprint_header
from sahel_geo.sources.intake.proposals import Reason, name_words, propose_mapping
from sahel_geo.sources.intake.table import RawTable


def propose(**columns):
    return propose_columns({name.replace("_", " "): cells for name, cells in columns.items()})


def propose_columns(columns):
    length = len(next(iter(columns.values())))
    cells = pd.DataFrame(columns, index=range(2, length + 2), dtype="str")
    return propose_mapping(RawTable("events.csv", cells))


def chosen(proposals):
    return {ours: proposal.column for ours, proposal in proposals.items() if proposal.column}


def test_a_french_sheet_is_proposed_whole():
    proposals = propose_columns(
        {
            "N°": ["1", "2"],
            "Date de l’incident": ["30/06/2023", "03/07/2023"],
            "Pays": ["Mali", "Niger"],
            "Région": ["Gao", "Tillabéri"],
            "Localité": ["Gao", "Ayorou"],
            "Coord X": ["-0,04", "0,91"],
            "Coord Y": ["16,27", "14,73"],
            "Type d’incident": ["Attaque", "Attaque"],
            "Auteurs présumés": ["Inconnus", "Inconnus"],
            "Cible": ["Patrouille", ""],
            "Nb de morts": ["3", ""],
            "Résumé": ["Événement fictif 1", "Événement fictif 2"],
            "Lien": ["https://example.org", ""],
        }
    )
    assert chosen(proposals) == {
        "event_date": "Date de l’incident",
        "country": "Pays",
        "admin1": "Région",
        "location": "Localité",
        "longitude": "Coord X",
        "latitude": "Coord Y",
        "event_type": "Type d’incident",
        "actor1": "Auteurs présumés",
        "actor2": "Cible",
        "fatalities": "Nb de morts",
        "summary": "Résumé",
        "source_url": "Lien",
    }


def test_columns_whose_names_say_nothing_are_known_by_their_cells():
    proposals = propose(a=["2023-06-30"], b=["Mali"], c=["16.27"], d=["-0.04"])
    assert chosen(proposals) == {
        "event_date": "a",
        "country": "b",
        "latitude": "c",
        "longitude": "d",
    }
    assert proposals["country"].candidates[0].reason is Reason.CELLS
    assert proposals["country"].candidates[0].examples == ("Mali",)


def test_a_name_whose_cells_do_not_fit_is_not_proposed():
    proposals = propose(date=["Gao", "Kidal"], jour=["2023-06-30", "2023-07-01"])
    assert chosen(proposals)["event_date"] == "jour"
    assert [candidate.column for candidate in proposals["event_date"].candidates] == [
        "jour",
        "date",
    ]


def test_no_column_is_proposed_twice():
    columns = list(chosen(propose(name=["x"], date=["2023-06-30"], region=["Gao"])).values())
    assert len(set(columns)) == len(columns)


def test_an_empty_table_proposes_by_names():
    assert chosen(propose(date=[""], lat=[""], lon=[""])) == {
        "event_date": "date",
        "latitude": "lat",
        "longitude": "lon",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [("Date_de l'évènement", "date de l evenement"), ("eventDate", "event date"), ("N°", "n")],
)
def test_names_are_compared_by_their_words(name, words):
    assert name_words(name) == words


def test_a_mapping_comes_back_from_its_text():
    mapping = ColumnMapping.of({"latitude": "Coord Y", "country": "Pays", "title": ""}, ["Pays"])
    assert mapping.as_dict() == {"country": "Pays", "latitude": "Coord Y"}
    assert ColumnMapping.from_json(mapping.to_json()) == mapping


def test_a_mapping_fits_every_table_that_has_its_columns():
    mapping = ColumnMapping.of({"country": "Pays"}, ["Pays", "Date"])
    assert mapping.fits(["Date", "Pays", "Notes"])
    assert not mapping.fits(["Date"])
    assert mapping.fingerprint == fingerprint_header(["date", "PAYS"])


def test_one_of_our_columns_is_filled_from_one_column():
    with pytest.raises(ValueError, match="from one column"):
        ColumnMapping((("country", "a"), ("country", "b")), "")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"columns": {"a": 1}, "fingerprint": ""}'])
def test_a_text_that_is_no_mapping_is_refused_with_words(text):
    with pytest.raises(SahelGeoError) as caught:
        ColumnMapping.from_json(text)
    assert "a mapping of columns" in Translator(Language.ENGLISH).error(caught.value)

"""A stamp says all that is needed to make an export again, and nothing else gets in by it."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sahel_geo.export.logo import read_logo
from sahel_geo.export.stamp import START, Stamp, read_stamp, write_stamp
from sahel_geo.model.design import PageDesign
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import Extent
from sahel_geo.model.vocabulary import (
    ExportFormat,
    Furniture,
    Language,
    PaperName,
    ThemeName,
)


def make_logo():
    with BytesIO() as file:
        Image.new("RGB", (80, 40), "#123456").save(file, format="PNG")
        return read_logo(file.getvalue())


PLAIN = Stamp(ExportFormat.PNG, Language.ENGLISH, "0a1b2c3d4e5f", date(2026, 11, 22))
FULL = Stamp(
    kind=ExportFormat.PPTX_PICTURE,
    language=Language.FRENCH,
    data_version="0a1b2c3d4e5f",
    made_on=date(2026, 11, 22),
    query={"lang": ["fr"], "actor": ["JNIM (Ménaka)", "a<b>&'c'"]},
    design=PageDesign(
        paper=PaperName.A3_PORTRAIT,
        theme=ThemeName.DARK,
        furniture=frozenset({Furniture.TABLE}),
        title="",
        subtitle="Enlèvement – خطف",
        organisation="Ministère",
        marking="TLP:AMBER+STRICT",
        logo=make_logo(),
    ),
    extent=Extent(-1 / 3, 0.1, 7.000000000000001, 20.2),
    zoom=5.123456789,
    width_px=1234,
    dpi=150,
    width_mm=297.5,
    options={"unit": ["month"]},
)


@pytest.mark.parametrize("stamp", [PLAIN, FULL], ids=["plain", "full"])
def test_a_stamp_read_again_is_the_stamp(stamp):
    text = write_stamp(stamp)
    assert read_stamp(text) == stamp
    assert write_stamp(read_stamp(text)) == text


def test_a_stamp_needs_no_escape_in_xml_html_or_pdf():
    text = write_stamp(FULL)
    assert text.isascii()
    assert text.startswith(START)
    assert not set("<>&'()\n") & set(text)


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=200))
def test_any_title_survives(title):
    stamp = replace(PLAIN, design=PageDesign(title=title))
    assert read_stamp(write_stamp(stamp)) == stamp


def changed(**values):
    """Write a stamp with other values; None leaves one out."""
    told = json.loads(write_stamp(PLAIN)) | values
    return json.dumps({name: value for name, value in told.items() if value is not None})


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind": "exe"}, "kind"),
        ({"kind": None}, "kind"),
        ({"language": ["en"]}, "language"),
        ({"made_on": "2026-02-30"}, "made_on"),
        ({"data_version": "x" * 100}, "data_version"),
        ({"extent": [1, 2, 3]}, "extent"),
        ({"extent": [9, 2, 3, 4]}, "extent"),
        ({"extent": "1234"}, "extent"),
        ({"zoom": True}, "zoom"),
        ({"dpi": 1e9}, "dpi"),
        ({"width_px": 10**9}, "width_px"),
        ({"query": [1]}, "query"),
        ({"query": {"q": "word"}}, "query"),
        ({"query": {"q": ["x" * 1000]}}, "query"),
        ({"query": {"q": ["a\u0000b"]}}, "query"),
        ({"design": None}, "design"),
        ({"design": {"paper": "A0", "theme": "dark", "furniture": []}}, "paper"),
        ({"design": {"paper": "16:9", "theme": "dark", "furniture": ["sofa"]}}, "furniture"),
        (
            {"design": {"paper": "16:9", "theme": "dark", "furniture": [], "title": "x" * 500}},
            "title",
        ),
        (
            {"design": {"paper": "16:9", "theme": "dark", "furniture": [], "logo": "AAAA"}},
            "logo",
        ),
        ({"_sahel_geo": "1"}, "_sahel_geo"),
        ({"_sahel_geo": None}, "_sahel_geo"),
    ],
)  # fmt: skip
def test_a_value_that_nobody_could_ask_for_is_refused_by_its_name(values, name):
    with pytest.raises(SahelGeoError) as caught:
        read_stamp(changed(**values))
    assert (caught.value.rule, caught.value.values["name"]) == ("bad_stamp", name)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"_sahel_geo":1' * 9])
def test_what_is_no_json_object_is_no_stamp(text):
    with pytest.raises(SahelGeoError) as caught:
        read_stamp(text)
    assert caught.value.rule == "bad_stamp"


def test_a_stamp_of_a_later_program_says_so():
    with pytest.raises(SahelGeoError) as caught:
        read_stamp(changed(_sahel_geo=2))
    assert caught.value.rule == "newer_stamp"


def test_a_logo_in_a_stamp_is_looked_at_as_one_that_is_uploaded():
    told = json.loads(write_stamp(FULL))
    told["design"]["logo"] = b64encode(b"<svg onload=x>" * 40).decode()
    with pytest.raises(SahelGeoError) as caught:
        read_stamp(json.dumps(told))
    assert caught.value.values["name"] == "logo"

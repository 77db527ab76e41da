import json
import re
from dataclasses import asdict, replace

import pytest

from sahel_geo.cartography.web.jsontext import to_json_bytes, to_script_json
from sahel_geo.cartography.web.payloads import CONTROL_TEXTS, build_payloads
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from tests.cartography.web.handmade_map import (
    ARLIT,
    HOSTILE,
    NIAMEY,
    make_document,
    make_path,
    make_symbol,
)


def read_payloads(document):
    payloads = build_payloads(document, Translator(document.language))
    return json.loads(payloads.context), json.loads(payloads.events)


def collect_texts(value):
    if isinstance(value, dict):
        return {text for part in value.values() for text in collect_texts(part)}
    if isinstance(value, list):
        return {text for part in value for text in collect_texts(part)}
    return {value} if isinstance(value, str) else set()


def test_every_text_of_the_document_reaches_the_browser():
    document = make_document()
    context, events = read_payloads(document)
    found = collect_texts(context) | collect_texts(events)
    path = document.paths[0]
    wanted = set(asdict(document.texts).values())
    wanted |= {label.text for label in document.labels}
    wanted |= {symbol.name for symbol in document.symbols}
    wanted |= {footprint.name for footprint in (*document.footprints, *path.footprints)}
    wanted |= {step.name for step in path.steps} | {step.numbers for step in path.steps}
    wanted |= {line.words for line in (*path.legs, *path.fades)}
    wanted |= {tail.name for tail in path.tails} | {path.name}
    wanted |= {entry.words for entry in document.tray}
    wanted |= {entry.words for group in document.legend for entry in group.entries}
    wanted |= {"SOMAÏR (uranium)", "Kel Ahaggar", "Trans-Sahara Highway"}
    assert wanted <= found


def test_regions_and_routes_are_named_in_the_readers_language():
    context, _ = read_payloads(make_document(Language.FRENCH))
    names = {
        layer["key_prefix"]: layer["names"] for layer in context["layers"] if layer.get("names")
    }
    assert names == {
        "region": {"kel_ahaggar": "Kel Ahaggar (fr)"},
        "route": {"tsh_tam_agadez": "Transsaharienne"},
    }


def test_points_are_written_latitude_first():
    _, events = read_payloads(make_document())
    assert events["symbols"][0]["at"] == [NIAMEY[1], NIAMEY[0]]
    assert events["paths"][0]["legs"][0]["points"][0] == [ARLIT[1], ARLIT[0]]
    west_edge = min(longitude for _, longitude in events["areas"][-1][0])
    assert west_edge == -2


def test_an_area_shared_by_footprints_is_written_once():
    path = make_path()
    document = make_document(paths=(path, replace(path, case_id="other")))
    _, events = read_payloads(document)
    assert len(events["areas"]) == 2
    assert [path["footprints"][0]["area"] for path in events["paths"]] == [1, 1]


def test_a_filter_changes_only_the_events():
    everything = build_payloads(make_document(), Translator(Language.ENGLISH))
    fewer = build_payloads(make_document(symbols=()), Translator(Language.ENGLISH))
    assert everything.context == fewer.context
    assert everything.events != fewer.events


def test_equal_documents_give_equal_bytes():
    first = build_payloads(make_document(), Translator(Language.ENGLISH))
    assert first == build_payloads(make_document(), Translator(Language.ENGLISH))


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_controls_is_in_the_payload(language):
    context, _ = read_payloads(make_document(language))
    assert set(context["controls"]) == set(CONTROL_TEXTS)
    assert context["controls"]["distance"].startswith("{distance}")


@pytest.mark.parametrize("language", Language)
def test_the_scripts_use_no_word_that_is_not_sent(language, assets):
    scripts = "".join(
        asset.content.decode("utf-8")
        for asset in assets
        if asset.media_type == "text/javascript" and asset.name != "leaflet.js"
    )
    used = set(re.findall(r"controls\.(\w+)", scripts))
    assert used <= set(CONTROL_TEXTS)


def test_hostile_text_stays_text():
    symbol = make_symbol(HOSTILE, NIAMEY, HOSTILE, 1)
    _, events = read_payloads(make_document(symbols=(symbol,)))
    assert events["symbols"][0]["name"] == HOSTILE


def test_a_script_literal_cannot_end_its_script():
    value = {"key": HOSTILE, "nested": {"a": ["{% x %}", "{#", {}]}}
    literal = to_script_json(value)
    assert not set("<>&'\u2028\n") & set(literal)
    assert not any(start in literal for start in ("{{", "{%", "{#"))
    assert json.loads(literal) == value


def test_numbers_that_json_does_not_know_are_refused():
    with pytest.raises(ValueError, match="JSON"):
        to_json_bytes({"x": float("nan")})

"""What a map fetches: context, places and cases. The packed events are tested by `test_packing`."""

import json
import re
from dataclasses import asdict, replace
from datetime import date

import pytest
from makers import make_dataset, make_document, make_events

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.cartography.composition import compose_screen
from sahel_geo.cartography.composition.incidents import describe_places
from sahel_geo.cartography.web.context import CONTROL_TEXTS, PLURAL_TEXTS, write_context
from sahel_geo.cartography.web.jsontext import to_json_bytes, to_script_json
from sahel_geo.cartography.web.places import write_places
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection, MapView
from sahel_geo.model.vocabulary import Language, LayerFile
from tests.cartography.web.handmade_map import (
    ARLIT,
    AUTUMN,
    HOSTILE,
    IN_AUTUMN,
    NOWHERE,
    SITE_ID,
    at,
    make_map_data,
)
from tests.cartography.web.map_files import MADE_ON, moving_cases, write_map

JSON_FILES = ("context", "places", "cases")
FILES = (*JSON_FILES, "packed", "mask")
WINDOW = Period(date(2010, 9, 16), date(2010, 9, 30))


def read_files(dataset, selection=None):
    """Give context, places and cases as the browser reads them."""
    written = write_map(dataset, selection)
    return tuple(json.loads(getattr(written, name)) for name in JSON_FILES)


def collect_texts(value):
    if isinstance(value, dict):
        return {text for part in value.values() for text in collect_texts(part)}
    if isinstance(value, list):
        return {text for part in value for text in collect_texts(part)}
    return {value} if isinstance(value, str) else set()


def changed_by(dataset, *selections):
    """Name the files that differ between two selections."""
    first, second = (write_map(dataset, selection) for selection in selections)
    return {name for name in FILES if getattr(first, name) != getattr(second, name)}


# -- what is in which file ---------------------------------------------------------------------


def test_every_text_of_the_map_reaches_the_browser(map_data, english):
    found = set().union(*map(collect_texts, read_files(map_data)))
    screen = compose_screen(map_data, MapSelection(), english, made_on=MADE_ON)
    wanted = set(asdict(screen.imprint).values())
    wanted |= {label.text for label in screen.labels}
    groups = (*screen.legend, screen.incident_legend, screen.path_legend)
    wanted |= {group.title for group in groups}
    wanted |= {entry.words for group in groups for entry in group.entries}
    for case in moving_cases(map_data, MapSelection()):
        wanted |= {case.name} | {footprint.name for footprint in case.footprints}
        wanted |= {timed.mark.name for timed in case.marks}
        wanted |= {timed.mark.numbers for timed in case.marks}
        wanted |= {timed.line.words for timed in (*case.legs, *case.fades)}
        wanted |= {timed.line.name for timed in case.tails}
    wanted |= {"Niamey", "Arlit", "Ménaka", "In Guezzam", "Timétrine"}
    assert wanted <= found


@pytest.mark.parametrize("language", Language)
def test_regions_routes_and_sites_are_named_in_the_readers_language(map_data, language):
    context, _, _ = read_files(map_data, MapSelection(language=language))
    column = "name_fr" if language is Language.FRENCH else "name"
    for file, prefix in ((LayerFile.TUAREG_REGIONS, "region"), (LayerFile.ROUTES, "route")):
        (layer,) = [one for one in context["layers"] if one.get("key_prefix") == prefix]
        assert set(layer["names"].values()) <= set(map_data.layers[file][column]) | set(
            map_data.layers[file]["name"]
        )
        assert len(layer["names"]) == len(map_data.layers[file])
    (sites,) = [layer for layer in context["layers"] if layer["kind"] == "markers"]
    assert "uranium" in sites["markers"][0]["name"].lower()


@pytest.mark.parametrize(
    ("second", "changed"),
    [
        (MapSelection(period=AUTUMN), set()),
        (MapSelection(period=AUTUMN, window=WINDOW, is_cumulative=True), set()),
        (MapSelection(view=MapView(0.0, 15.0, 5.0)), set()),
        (MapSelection(countries=("MLI",)), {"mask", "cases"}),
        (MapSelection(text="no such word"), {"mask", "cases"}),
        (MapSelection(cases=("arlit",)), {"mask", "cases"}),
        (MapSelection(layers=frozenset()), {"context"}),
        (MapSelection(sites_by_year=True), {"context"}),
        (MapSelection(language=Language.FRENCH), {"context", "places", "cases"}),
    ],
)
def test_a_choice_changes_only_the_files_it_must(map_data, second, changed):
    assert changed_by(map_data, MapSelection(), second) == changed


def test_equal_inputs_give_equal_bytes(shipped):
    selection = replace(IN_AUTUMN, cases=("arlit-2010",))
    again = replace(shipped, events=shipped.events.copy(), steps=shipped.steps.copy())
    assert write_map(shipped, selection) == write_map(again, selection)


def test_points_are_written_latitude_first(map_data):
    context, _, cases = read_files(map_data)
    (case,) = cases["cases"]
    assert case["legs"][0]["points"][0] == [ARLIT[1], ARLIT[0]]
    assert case["steps"][0]["at"] == [ARLIT[1], ARLIT[0]]
    label = next(label for label in context["labels"] if label["text"] == "Arlit")
    assert label["at"] == [ARLIT[1], ARLIT[0]]


# -- places ------------------------------------------------------------------------------------


def test_places_are_named_by_their_number(shipped, french):
    places = json.loads(write_places(shipped, french, AreaFinder.of(shipped)))
    towns = describe_places(shipped.events)
    assert len(places["names"]) == shipped.events["place"].max() + 1
    for number, town in towns.iterrows():
        assert places["names"][number] == french.data_text(town, "location").text
    assert places["version"] == shipped.version


@pytest.mark.parametrize("language", Language)
def test_the_words_of_the_tray_filled_in_are_those_of_the_picture(shipped, language):
    selection = MapSelection(language=language)
    translator = Translator(language, shipped.terms)
    context, places, _ = read_files(shipped, selection)
    templates = {tray["key"]: tray["words"] for tray in places["trays"]}
    reports = context["controls"]["tray_reports"]
    document = make_document(replace(shipped, layers={}), selection)
    assert document.tray
    for entry in document.tray:
        words = templates[entry.key].replace("{n}", translator.number(entry.count))
        if entry.reports:
            form = translator.locale.plural_form(entry.reports)
            words += reports[form].replace("{n}", translator.number(entry.reports))
        assert words == entry.words


def test_what_has_no_location_is_in_a_tray_and_has_no_coordinates(map_data):
    _, places, _ = read_files(map_data)
    (tray,) = places["trays"]
    assert (tray["key"], places["names"][tray["place"]]) == ("tray:MLI", "Mali")
    for name in JSON_FILES:
        assert f"{NOWHERE[1]:.1f},{NOWHERE[0]:.1f}" not in str(getattr(write_map(map_data), name))


def test_a_region_shared_by_places_is_written_once_with_all_of_them(shipped):
    rows = [
        {"geo_precision": 3, "country": "MLI", "admin1": "Kidal", "longitude": x, "latitude": 19.0}
        for x in (1.0, 1.5)
    ]
    dataset = make_dataset(events=make_events(*rows), layers=shipped.layers, terms=shipped.terms)
    _, places, _ = read_files(dataset)
    (region,) = places["regions"]
    assert (region["key"], region["words"]) == ("area:MLI:Kidal", "Kidal")
    assert region["places"] == [0, 1]
    assert len(places["areas"]) == 1


def test_every_region_shaded_in_the_picture_is_named_with_its_places(shipped):
    _, places, _ = read_files(shipped)
    shaded = {footprint.key for footprint in make_document(shipped).footprints}
    named = {region["key"] for region in places["regions"]}
    assert {key for key in shaded if key.startswith("area:")} <= named
    numbers = [number for region in places["regions"] for number in region["places"]]
    regional = shipped.events.loc[shipped.events["geo_precision"] == 3, "place"]
    assert sorted(numbers) == sorted(set(regional))


# -- cases -------------------------------------------------------------------------------------


def test_days_of_a_case_are_whole_numbers_since_1970_with_both_ends(map_data):
    _, _, cases = read_files(map_data)
    (case,) = cases["cases"]
    raid = (date(2010, 9, 16) - date(1970, 1, 1)).days
    assert case["seen"][0] == [raid, raid]
    assert case["legs"][0]["days"] == [raid, raid + 10]
    assert case["steps"][0]["stays"] == [[raid, raid + 9]]
    assert case["steps"][1]["stays"][-1] == [raid + 14, None]  # held to this day


def test_an_area_shared_by_footprints_is_written_once(shipped):
    step = {"hostage_stage": "held", "event_type": "Strategic developments",
            "sub_event_type": "Other", "geo_precision": 2}  # fmt: skip
    rows = [step | {"case_id": case_id} for case_id in ("one", "two")]
    dataset = make_dataset(events=make_events(*rows), terms=shipped.terms)
    _, _, cases = read_files(dataset)
    assert [case["footprints"][0]["area"] for case in cases["cases"]] == [0, 0]
    assert len(cases["areas"]) == 1


# -- words of the controls ---------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_controls_is_sent(map_data, language):
    context, _, _ = read_files(map_data, MapSelection(language=language))
    assert {*CONTROL_TEXTS, *PLURAL_TEXTS} <= set(context["controls"])
    assert context["controls"]["distance"].startswith("{distance}")
    assert all(set(context["controls"][name]) == {"one", "other"} for name in PLURAL_TEXTS)


def test_the_scripts_use_no_word_that_is_not_sent(map_data, assets):
    context, _, _ = read_files(map_data)
    scripts = "".join(
        asset.content.decode("utf-8")
        for asset in assets
        if asset.media_type == "text/javascript" and asset.name != "leaflet.js"
    )
    used = set(re.findall(r"controls\.(\w+)\b(?!\()", scripts))
    assert used <= set(context["controls"])


def test_the_sites_tell_their_years(shipped):
    context, _, _ = read_files(shipped)
    (layer,) = [layer for layer in context["layers"] if layer["kind"] == "markers"]
    site = next(marker for marker in layer["markers"] if marker["key"] == f"site:{SITE_ID}")
    assert site["years"] == [1971, None]
    assert site["idle_undated"]  # suspended, and no source says since when


# -- hostile words -----------------------------------------------------------------------------


def test_hostile_words_stay_words(shipped):
    row = at((1.0, 15.0), HOSTILE)
    dataset = make_map_data(shipped, row, towns=[(HOSTILE, 1.0, 15.0)], name=HOSTILE)
    context, places, cases = read_files(dataset)
    assert HOSTILE in places["names"]
    assert cases["cases"][0]["name"] == HOSTILE
    assert HOSTILE in {label["text"] for label in context["labels"]}


def test_nothing_we_write_ourselves_is_markup(map_data, shipped):
    for dataset in (map_data, shipped):
        for language in Language:
            texts = set().union(
                *map(collect_texts, read_files(dataset, MapSelection(language=language)))
            )
            assert not [text for text in texts if re.search(r"<\w|</|&\w+;", text)]


def test_a_script_literal_cannot_end_its_script():
    value = {"key": HOSTILE + "\u2028", "nested": {"a": ["{% x %}", "{#", {}]}}
    literal = to_script_json(value)
    assert not set("<>&'\u2028\n") & set(literal)
    assert not any(start in literal for start in ("{{", "{%", "{#"))
    assert json.loads(literal) == value


def test_numbers_that_json_does_not_know_are_refused():
    with pytest.raises(ValueError, match="JSON"):
        to_json_bytes({"x": float("nan")})


def test_the_context_of_the_shipped_data_is_small(shipped, english):
    screen = compose_screen(shipped, MapSelection(), english, made_on=MADE_ON)
    assert len(write_context(screen, english)) < 400_000

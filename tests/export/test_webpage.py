import hashlib
import io
import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.cartography.cards import compose_card
from sahel_geo.cartography.web.cardfile import MOST_TOLD
from sahel_geo.cartography.web.cardtexts import write_card
from sahel_geo.cartography.web.packing import PACKED_TYPES
from sahel_geo.model.design import USUAL_FURNITURE, PageDesign
from sahel_geo.model.extent import Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import ALL_LAYERS, MapSelection
from sahel_geo.model.vocabulary import (
    EventType,
    FlowLevel,
    Furniture,
    Language,
    LayerName,
    ThemeName,
)
from tests.cartography.web.handmade_map import (
    HOSTILE,
    IN_AUTUMN,
    NIAMEY,
    NIAMEY_KEY,
    at,
    make_map_data,
)
from tests.export.saved_page import STAMP, SavedPage, save_page

SHIPPED_LIMIT = 4_000_000


@pytest.fixture(scope="module")
def map_data(shipped):
    return make_map_data(shipped)


@pytest.fixture(scope="module")
def page(map_data):
    return SavedPage(save_page(map_data, IN_AUTUMN).content)


@pytest.fixture(scope="module")
def shipped_page(shipped):
    return SavedPage(save_page(shipped).content)


def events_in(page):
    """How many events the pack of a page holds."""
    header = page.bytes_of("events.pack")[8:1024]
    return json.loads(header)["events"]


def test_a_page_is_one_html_file(map_data):
    saved = save_page(map_data, name="sahel_2010")
    assert saved.file_name == "sahel_2010.html"
    assert saved.media_type == "text/html"
    assert saved.content.startswith(b"<!doctype html>")


def test_the_same_input_gives_the_same_bytes(map_data):
    design = PageDesign(theme=ThemeName.DARK, organisation="Observatoire")
    assert save_page(map_data, IN_AUTUMN, design) == save_page(map_data, IN_AUTUMN, design)


def test_the_page_of_the_shipped_data_is_no_larger_than_four_megabytes(shipped_page):
    assert len(shipped_page.content) <= SHIPPED_LIMIT


def test_a_page_names_no_address_that_a_browser_would_ask_for(shipped_page):
    assert shipped_page.attributes("src") == []
    assert shipped_page.attributes("href") == []
    addresses = re.findall(r"url\(([^)]*)\)", shipped_page.texts["style"])
    assert all(address.startswith("#") for address in addresses)


def test_the_policy_allows_the_own_scripts_and_styles_and_nothing_else(shipped_page):
    (policy,) = [
        names["content"]
        for _, names in shipped_page.elements
        if names.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert "unsafe" not in policy
    digest = hashlib.sha256(shipped_page.texts["style"].encode("utf-8")).digest()
    assert rules["style-src"] == f"'sha256-{b64encode(digest).decode()}'"
    assert len(rules["script-src"].split()) == 5


def test_the_stamp_stands_in_an_element_of_its_own(page):
    assert page.texts["sahel-stamp"].strip() == STAMP


def test_only_events_that_pass_the_filters_are_in_the_file(shipped):
    selection = MapSelection(
        countries=("NER",), period=Period(date(2010, 1, 1), date(2010, 12, 31))
    )
    saved = SavedPage(
        save_page(shipped, replace(selection, layers=ALL_LAYERS - {LayerName.PATHS})).content
    )
    outside = shipped.events.loc[
        (shipped.events["country"] != "NER") & (shipped.events["case_id"] == "")
    ]
    text = saved.content.decode("utf-8")
    assert len(outside)
    assert not [title for title in outside["title"] if json.dumps(title)[1:-1] in text]
    cards = saved.file("cards.json")
    assert 0 < events_in(saved) < 100
    assert len(cards["groups"]) < 60


def test_places_are_numbered_anew_so_that_no_other_place_is_named(map_data):
    saved = SavedPage(save_page(map_data, MapSelection(event_types=(EventType.PROTESTS,))).content)
    assert saved.file("places.json")["names"] == ["Niamey"]
    assert events_in(saved) == 4


def test_a_real_event_of_several_rows_is_in_the_file_once(shipped):
    rows = [at(NIAMEY, "Niamey", joint_id="one", title=f"told {number}") for number in (1, 2)]
    saved = SavedPage(save_page(make_map_data(shipped, *rows), IN_AUTUMN).content)
    before = SavedPage(save_page(make_map_data(shipped), IN_AUTUMN).content)
    assert events_in(saved) == events_in(before) + 1


def test_the_window_is_where_the_timeline_stands_and_the_period_is_there_to_play(map_data):
    window = Period(date(2010, 9, 10), date(2010, 9, 20))
    saved = SavedPage(save_page(map_data, replace(IN_AUTUMN, window=window)).content)
    time = saved.json("page-start")["message"]["time"]
    assert time["window"] == [14862, 14872]
    assert time["period"] == [14853, 14913]
    whole = SavedPage(save_page(map_data, IN_AUTUMN).content)
    assert saved.texts["file:events.pack"] == whole.texts["file:events.pack"]
    assert "10 September" not in saved.texts["page-subtitle"]


def test_the_map_looks_at_the_extent_that_is_asked_for(map_data):
    saved = SavedPage(save_page(map_data, extent=Extent(0, 12, 6, 18)).content)
    assert saved.json("page-start")["options"]["home"] == [0, 12, 6, 18]


def test_a_layer_that_is_off_is_not_in_the_file(shipped):
    gone = {LayerName.RELIEF, LayerName.WATER, LayerName.TUAREG_REGIONS, LayerName.MINING_SITES}
    saved = SavedPage(save_page(shipped, MapSelection(layers=ALL_LAYERS - gone)).content)
    assert saved.files == [
        "borders.geojson",
        "cards.json",
        "cases.json",
        "context.json",
        "countries.geojson",
        "events.pack",
        "places.json",
        "routes.geojson",
    ]
    named = {switch["name"] for switch in saved.json("page-start")["switches"]}
    assert named == {name.value for name in ALL_LAYERS - gone}
    assert "site:" not in saved.texts["file:context.json"]


def test_the_relief_is_in_the_file_as_it_is(shipped_page):
    picture = Image.open(io.BytesIO(shipped_page.bytes_of("relief_3857.jpg")))
    picture.verify()
    assert picture.format == "JPEG"


def test_every_layer_can_be_switched_off_and_takes_its_names_along(shipped_page):
    switches = {s["name"]: s["hidden"] for s in shipped_page.json("page-start")["switches"]}
    context = shipped_page.file("context.json")
    assert set(switches) == {name.value for name in LayerName}
    hidden = [at for one in switches.values() for at in one["labels"]]
    assert sorted(hidden) == list(range(len(context["labels"])))
    assert switches["relief"]["layers"] == ["relief_3857.jpg"]
    assert switches["disputed"]["styles"] == {"borders.geojson": ["berm", "disputed"]}
    assert switches["incidents"]["shows"] == ["incidents"]
    entries = [one for group in context["legend"]["layers"] for one in group["entries"]]
    words = [entries[at]["words"] for at in switches["mining_sites"]["entries"]]
    assert "Gold" in words


def test_base_layers_keep_only_the_columns_they_are_drawn_by(shipped_page):
    borders = shipped_page.file("borders.geojson")["features"]
    assert {tuple(one["properties"]) for one in borders} == {("kind",)}
    routes = shipped_page.file("routes.geojson")["features"]
    assert {tuple(sorted(one["properties"])) for one in routes} == {("kind", "route_id")}


def test_a_place_lists_its_events_with_their_days(page):
    cards = page.file("cards.json")
    group = cards["groups"][NIAMEY_KEY]
    assert group["heading"]["text"] == "Niamey"
    items = [cards["items"][number] for number in group["items"]]
    assert len(items) == 12
    assert {tuple(item["days"]) for item in items} == {(14872, 14872)}


def test_whatever_can_be_clicked_has_the_card_of_the_dashboard(shipped, shipped_page, english):
    cards = shipped_page.file("cards.json")
    shown = filter_dataset(shipped, MapSelection())
    kinds = {key.partition(":")[0] for key in cards["cards"]}
    assert kinds == {"case", "steps", "leg", "tail", "fade", "site", "region", "route", "town"}
    for kind in sorted(kinds):
        key = next(key for key in sorted(cards["cards"]) if key.startswith(f"{kind}:"))
        written = cards["cards"][key]
        told = written | {"items": [cards["items"][number] for number in written["items"]]}
        assert told == write_card(compose_card(key, shown, english), english)


def test_a_page_that_may_not_tell_events_holds_no_word_of_them(map_data, shipped):
    row = at(
        NIAMEY,
        "Niamey",
        title="secret words",
        summary="hidden words",
        actor1="Nobody",
        source="A source",
    )
    data = make_map_data(shipped, row)
    told = save_page(data, IN_AUTUMN).content.decode("utf-8")
    kept = save_page(data, IN_AUTUMN, tells_events=False).content.decode("utf-8")
    for words in ("secret words", "hidden words", "Nobody", "A source"):
        assert words in told
        assert words not in kept
    cards = SavedPage(kept.encode("utf-8")).file("cards.json")
    assert cards["tells_events"] is False
    assert cards["groups"][NIAMEY_KEY]["items"] == []
    assert {key.partition(":")[0] for key in cards["cards"]} <= {"site", "region", "route", "town"}


def test_very_many_events_are_counted_and_not_told(shipped):
    rows = [at(NIAMEY, "Niamey") for _ in range(MOST_TOLD)]
    saved = SavedPage(save_page(make_map_data(shipped, *rows), IN_AUTUMN).content)
    assert saved.file("cards.json")["tells_events"] is False
    assert events_in(saved) > MOST_TOLD
    assert len(saved.content) < SHIPPED_LIMIT


def test_the_types_of_cards_are_those_of_the_pack(page):
    assert len(page.file("cards.json")["types"]) == len(PACKED_TYPES) - 1


def test_own_words_stand_above_and_the_stamp_says_what_was_chosen(map_data):
    design = PageDesign(
        title="Été au Sahel – أمن", subtitle="", organisation="Ministère", marking="tlp: amber"
    )
    saved = SavedPage(save_page(map_data, IN_AUTUMN, design).content)
    assert saved.texts["page-title"] == "Été au Sahel – أمن"
    assert "page-subtitle" not in saved.texts
    assert saved.texts["page-organisation"] == "Ministère"
    assert saved.texts["page-marking"] == "tlp: amber" * 2
    assert "TLP:AMBER" in saved.attributes("data-marking")
    assert "1 September – 31 October 2010" in saved.texts["page-stamp"].replace("\u2009", " ")
    assert "Made on 1 July 2026" in saved.texts["page-stamp"]
    assert map_data.version in saved.texts["page-stamp"]


def test_sources_and_disclaimer_can_be_left_out_but_not_the_stamp(map_data):
    bare = PageDesign(furniture=USUAL_FURNITURE - {Furniture.SOURCES, Furniture.DISCLAIMER})
    saved = SavedPage(save_page(map_data, design=bare).content)
    imprint = saved.file("context.json")["imprint"]
    assert set(imprint.values()) == {""}
    assert "without-sources" in "".join(saved.attributes("class"))
    assert "Data to" in saved.texts["page-stamp"]


def test_a_logo_is_in_the_file(map_data):
    file = io.BytesIO()
    Image.new("RGBA", (40, 20), "#0b4f6c").save(file, "PNG")
    design = PageDesign(organisation="Observatory", logo=file.getvalue())
    saved = SavedPage(save_page(map_data, design=design).content)
    (logo,) = [names for tag, names in saved.elements if tag == "img"]
    assert logo["src"] == f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"
    assert logo["alt"] == "Observatory"


def test_a_page_in_french_is_french_throughout(shipped):
    saved = SavedPage(save_page(shipped, MapSelection(language=Language.FRENCH)).content)
    assert ("html", {"lang": "fr"}) in saved.elements
    start = saved.json("page-start")
    assert start["words"]["layers"] == "Couches"
    assert saved.file("context.json")["language"] == "fr"
    assert "Établi le 1er juillet 2026" in saved.texts["page-stamp"]


@pytest.mark.parametrize("theme", ThemeName)
def test_every_theme_colours_the_map(map_data, theme):
    saved = SavedPage(save_page(map_data, design=PageDesign(theme=theme)).content)
    styles = saved.file("context.json")["styles"]
    colors = styles["event_colors"]
    assert len(set(colors)) == len(EventType)
    assert f"theme-{theme}" in "".join(saved.attributes("class"))
    assert [color for _, color in saved.file("cards.json")["types"]] == colors
    if theme is ThemeName.GREY:
        assert all(color[1:3] == color[3:5] == color[5:7] for color in colors)
    assert (saved.json("page-start")["paper"][0] < 60) == (theme is ThemeName.DARK)


def test_a_name_that_looks_like_a_colour_stays(shipped):
    data = make_map_data(shipped, towns=[("#ffffff", 4.0, 14.0)])
    saved = SavedPage(save_page(data, design=PageDesign(theme=ThemeName.DARK)).content)
    assert "#ffffff" in [label["text"] for label in saved.file("context.json")["labels"]]


def test_a_page_without_any_event_is_a_map(shipped):
    data = make_map_data(shipped)
    saved = SavedPage(save_page(data, MapSelection(text="nothing has these words")).content)
    assert events_in(saved) == 0
    assert saved.file("cards.json")["groups"] == {}
    assert saved.file("cases.json")["cases"] == []


def test_movements_added_up_have_their_cards(shipped):
    saved = SavedPage(save_page(shipped, MapSelection(flows=FlowLevel.COUNTRY)).content)
    cards = saved.file("cards.json")["cards"]
    assert any(key.startswith("flow:") for key in cards)
    assert saved.file("cases.json")["cases"] == []


def test_hostile_words_end_no_element(shipped):
    row = at((1.0, 15.0), HOSTILE, title=HOSTILE, summary=HOSTILE, actor1=HOSTILE, source=HOSTILE)
    data = make_map_data(shipped, row, towns=[(HOSTILE, 1.0, 15.0)], name=HOSTILE)
    design = PageDesign(title=HOSTILE, subtitle=HOSTILE, organisation=HOSTILE, marking=HOSTILE)
    saved = SavedPage(save_page(data, IN_AUTUMN, design).content)
    usual = SavedPage(save_page(make_map_data(shipped), IN_AUTUMN).content)
    scripts = [names for tag, names in saved.elements if tag == "script"]
    assert scripts == [names for tag, names in usual.elements if tag == "script"]
    assert saved.texts["page-title"] == HOSTILE
    assert HOSTILE in saved.file("places.json")["names"]
    assert not [tag for tag, _ in saved.elements if tag == "b"]


def test_events_outside_the_period_stay_at_home(shipped):
    late = at(NIAMEY, "Niamey", event_date="2011-05-05", title="unheard of before")
    saved = save_page(make_map_data(shipped, late), IN_AUTUMN)
    assert b"unheard of before" not in saved.content

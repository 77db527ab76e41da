"""What a click on the map or a row of the table tells."""

from dataclasses import fields, is_dataclass, replace

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import STEP, make_areas, make_cases, make_dataset, make_document, make_events

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import incidents_of
from sahel_geo.cartography.cards import CardItem, compose_card, date_words, links_of
from sahel_geo.cartography.cards.card import MOST_ITEMS
from sahel_geo.cartography.composition.incidents import place_keys
from sahel_geo.cartography.document import AreaLayer, LineLayer, MarkerLayer
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.extent import WGS84
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language, LayerFile, LayerName

ENGLISH, FRENCH = Translator(Language.ENGLISH), Translator(Language.FRENCH)
HOSTILE = "<img src=x onerror=alert(1)> {0} {n} **bold** %s [a](javascript:alert(1))"


def make_shown(*rows, cases=None):
    cases = make_cases() if cases is None else cases
    return filter_dataset(
        make_dataset(events=make_events(*rows, cases=cases), cases=cases), MapSelection()
    )


def event_card(translator=ENGLISH, **row):
    shown = make_shown(row)
    return compose_card(f"event:{shown.events['event_id'].iloc[0]}", shown, translator)


def facts_of(item):
    return {fact.label: fact.value.text for fact in item.facts}


def keys_of(document):
    """Give every key that a click on a document, or on a row of its table, can report."""
    keys = [*(s.key for s in document.symbols), *(f.key for f in document.footprints)]
    keys += [entry.key for entry in document.tray]
    keys += [label.key for label in document.labels if label.key]
    for path in document.paths:
        parts = (path.legs, path.steps, path.tails, path.fades, path.footprints)
        keys += [f"case:{path.case_id}", *(thing.key for part in parts for thing in part)]
    for layer in document.layers:
        if isinstance(layer, MarkerLayer):
            keys += [marker.key for marker in layer.markers]
        elif isinstance(layer, AreaLayer | LineLayer) and layer.key_prefix:
            column = {"region": "region_id", "route": "route_id"}[layer.key_prefix]
            keys += [f"{layer.key_prefix}:{value}" for value in layer.features[column]]
    return list(dict.fromkeys(keys))


def texts_in(thing):
    """Give every text of a card, however deep."""
    if isinstance(thing, DataText):
        yield thing
    elif isinstance(thing, str):
        yield DataText(thing)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts_in(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name))


@pytest.mark.parametrize(
    ("language", "selection"),
    [
        (Language.ENGLISH, MapSelection()),
        (Language.FRENCH, MapSelection(cases=("arlit-2010", "sahara-2003", "kobri-2025"))),
    ],
    ids=["everything", "three cases in French"],
)
def test_every_key_of_the_shipped_map_has_its_card(shipped, language, selection):
    translator = Translator(language, shipped.terms)
    shown = filter_dataset(shipped, selection)
    keys = keys_of(make_document(shipped, selection))
    for key in keys:
        card = compose_card(key, shown, translator)
        assert card is not None, key
        assert card.key == key
        assert card.kicker, key
        assert card.heading.text, key
        assert card.items, key
    prefixes = {key.partition(":")[0] for key in keys}
    assert {"case", "steps", "leg", "tail", "fade", "place", "site", "region", "route"} <= prefixes


@pytest.fixture(scope="module", params=Language)
def event_cards(request, shipped):
    translator = Translator(request.param, shipped.terms)
    shown = filter_dataset(shipped, MapSelection())
    ids = shown.events["event_id"]
    return request.param, [compose_card(f"event:{key}", shown, translator) for key in ids]


def test_no_text_of_an_event_is_dropped_in_either_language(shipped, event_cards):
    _, cards = event_cards
    for card, row in zip(cards, shipped.events.to_dict("records"), strict=True):
        (item,) = card.items
        assert card.heading.text in {row["title"], row["title_fr"]}
        assert item.text.text in {row["summary"], row["summary_fr"]}
        assert card.heading.text
        assert not item.title.text  # it is the heading
        assert bool(item.text.text) == bool(row["summary"] or row["summary_fr"])
        names, urls = row["source"].split("|"), row["source_url"].split("|")
        own = item.links[: len(names)]  # a joint event goes on with the sources of its other rows
        assert [link.label for link in own] == names
        assert [link.url for link in own] == urls
        assert row["joint_id"] or item.links == own


def test_a_text_in_the_other_language_is_marked(shipped, event_cards):
    language, cards = event_cards
    other = Language.FRENCH if language is Language.ENGLISH else Language.ENGLISH
    column = "summary" if language is Language.ENGLISH else "summary_fr"
    for card, row in zip(cards, shipped.events.to_dict("records"), strict=True):
        (item,) = card.items
        is_foreign = bool(item.text.text) and not row[column]
        assert item.text.foreign == (other if is_foreign else None)


def test_a_text_that_exists_in_english_only_is_shown_to_a_french_reader_as_english():
    card = event_card(FRENCH, title="Raid", title_fr="Attaque", summary="They came at night.")
    assert card.heading == DataText("Attaque")
    assert card.items[0].text == DataText("They came at night.", Language.ENGLISH)


@pytest.mark.parametrize(
    ("dates", "english", "french"),
    [
        ({"event_date": "2010-09-16"}, "16 September 2010", "16 septembre 2010"),
        (
            {"event_date": "2010-09-17", "time_precision": 2},
            "about 17 September 2010 (within three days)",
            "vers le 17 septembre 2010 (à trois jours près)",
        ),
        (
            {"event_date": "2011-05-01", "time_precision": 3},
            "in May 2011 (day unknown)",
            "en mai 2011 (jour inconnu)",
        ),
        (
            {"event_date": "2010-09-22", "end_date": "2010-09-23"},
            "22–23 September 2010",
            "22–23 septembre 2010",
        ),
        (
            {"event_date": "2011-05-01", "end_date": "2012-12-31", "time_precision": 3},
            "roughly 1 May 2011 – 31 December 2012",
            "approximativement 1er mai 2011 – 31 décembre 2012",
        ),
    ],
)
def test_dates_are_as_precise_as_they_are_known(dates, english, french):
    row = make_events(dates).iloc[0]
    words = [date_words(row, translator).replace("\u2009", " ") for translator in (ENGLISH, FRENCH)]
    assert words == [english, french]


def test_sources_pair_up_with_their_addresses_in_order():
    row = {"source": "RFI|AFP|Reuters", "source_url": "https://a.org||http://c.org"}
    links = links_of(row, ENGLISH)
    assert [(link.label, link.url) for link in links] == [
        ("RFI", "https://a.org"),
        ("AFP", ""),
        ("Reuters", "http://c.org"),
    ]


def test_an_address_without_a_name_is_called_a_source():
    (link,) = links_of({"source": "", "source_url": "https://a.org"}, FRENCH)
    assert (link.label, link.url) == ("Source", "https://a.org")
    assert links_of({"source": "", "source_url": ""}, ENGLISH) == ()
    assert links_of({"source": None, "source_url": None}, ENGLISH) == ()


def make_joint_events():
    """Make one release, told of in three rows of three cases, and another event there."""
    row = {"event_type": "Strategic developments", "hostage_stage": "released", "joint_id": "j1"}
    sources = [
        {"source": "RFI|AFP", "source_url": "https://rfi.org|https://afp.org"},
        {"source": "AFP|RFI|BBC", "source_url": "https://afp.org|https://rfi.org|https://bbc.org"},
        {"source": "RFI", "source_url": "https://rfi.org/later"},
    ]
    joint = [row | s | {"case_id": f"case-{n}"} for n, s in enumerate(sources)]
    return make_shown(*joint, {"source": "AP", "source_url": "https://ap.org"})


ALL_SOURCES = ["https://rfi.org", "https://afp.org", "https://bbc.org", "https://rfi.org/later"]


@pytest.mark.parametrize("geo_precision", [1, 3, 4])
def test_an_event_of_several_cases_is_listed_once_with_the_sources_of_all_its_rows(geo_precision):
    shown = make_joint_events()
    events = shown.events.assign(geo_precision=geo_precision)
    keys = {1: place_keys(events).iloc[0], 3: "area:NER:Agadez", 4: "tray:NER"}
    card = compose_card(keys[geo_precision], replace(shown, events=events), ENGLISH)
    links = [[link.url for link in item.links] for item in card.items]
    assert links == [ALL_SOURCES, ["https://ap.org"]]


def test_the_card_of_any_row_of_a_joint_event_names_its_own_sources_first():
    shown = make_joint_events()
    cards = [compose_card(f"event:{key}", shown, ENGLISH) for key in shown.events["event_id"]]
    assert [link.label for link in cards[1].items[0].links] == ["AFP", "RFI", "BBC", "RFI"]
    assert {link.url for link in cards[1].items[0].links} == set(ALL_SOURCES)
    assert [link.url for link in cards[3].items[0].links] == ["https://ap.org"]


def test_sources_without_an_address_are_named_once_as_well():
    row = {"source_url": "https://rfi.org", "joint_id": "j1"}
    shown = make_shown(row | {"source": "RFI|Le Monde"}, row | {"source": "RFI|Le Monde|AFP"})
    (item,) = compose_card(f"event:{shown.events['event_id'].iloc[0]}", shown, ENGLISH).items
    assert [link.label for link in item.links] == ["RFI", "Le Monde", "AFP"]


def test_a_step_names_the_sources_of_its_own_case():
    shown = make_joint_events()
    (item,) = compose_card("steps:case-0:1", shown, ENGLISH).items
    assert [link.label for link in item.links] == ["RFI", "AFP"]


# -- movements ---------------------------------------------------------------------------------


def leg_facts(key, *rows, translator=ENGLISH, layers=None):
    """Give the facts that lead the card of a leg of the case `arlit`."""
    events = make_events(*(STEP | row for row in rows))
    shown = filter_dataset(make_dataset(events=events, layers=layers), MapSelection())
    lead, *steps = compose_card(key, shown, translator).items
    assert len(steps) == key.count(",") + 1
    return facts_of(lead)


def make_towns(*rows):
    """Make towns of (name, longitude, latitude)."""
    names, longitudes, latitudes = zip(*rows, strict=True)
    points = gpd.points_from_xy(longitudes, latitudes)
    columns = {"name": names, "name_fr": names, "country": "NER"}
    return gpd.GeoDataFrame(columns, geometry=points, crs=WGS84)


BOTH = {
    LayerFile.COUNTRIES: make_areas(("NER", 4, 10, 12, 25), ("MLI", -6, 10, 4, 25)),
    LayerFile.TOWNS: make_towns(("Assamaka", 4.5, 18.74), ("Agadez", 8.0, 17.0)),
}
IN_NIGER = {"longitude": 7.39, "event_date": "2010-09-16", "actor1": "AQIM"}
IN_MALI = {"longitude": 0.5, "country": "MLI", "event_date": "2010-09-18", "actor1": "AQIM"}


def test_a_leg_tells_how_far_and_how_long_it_is_and_which_border_it_crosses():
    facts = leg_facts("leg:arlit:1,2", IN_NIGER, IN_MALI | {"confidence": "claimed"}, layers=BOTH)
    assert facts == {
        "Distance": "730 km in a straight line",
        "Between the reports": "2 days",
        "Borders crossed": "NER → MLI (about 50 km from Assamaka)",
        "Held by": "AQIM",
        "Weaker report": "claimed",
    }


def test_a_border_far_from_any_place_is_told_without_one():
    bare = {LayerFile.COUNTRIES: BOTH[LayerFile.COUNTRIES]}
    facts = leg_facts("leg:arlit:1,2", IN_NIGER, IN_MALI, layers=bare)
    assert facts["Borders crossed"] == "NER → MLI"


def test_a_border_over_which_only_an_undisclosed_report_leads_has_no_place():
    hidden = IN_MALI | {"geo_precision": 4, "longitude": 0.0}
    back = IN_NIGER | {"longitude": 6.0, "event_date": "2010-09-20"}
    facts = leg_facts("leg:arlit:1,2,3", IN_NIGER, hidden, back, layers=BOTH)
    assert facts["Borders crossed"] == "NER → MLI; MLI → NER"


def test_a_leg_within_one_country_crosses_no_border():
    facts = leg_facts("leg:arlit:1,2", IN_NIGER, IN_NIGER | {"longitude": 8.0}, layers=BOTH)
    assert facts["Borders crossed"] == "none known"


def test_captives_that_changed_hands_are_told_of_before_and_after():
    passed = IN_MALI | {"hostage_stage": "handed_over", "actor1": "AQIM", "actor2": "MUJAO"}
    facts = leg_facts("leg:arlit:1,2", IN_NIGER, passed)
    assert (facts["Held by, before"], facts["Held by, after"]) == ("AQIM", "MUJAO")


def test_a_leg_that_cannot_be_driven_in_its_time_is_doubted_with_figures():
    same_day = {"event_date": "2010-09-16"}
    facts = leg_facts("leg:arlit:1,2", IN_NIGER, IN_MALI | same_day | {"longitude": -12.0})
    assert facts["Doubtful"] == (
        "at least 2,040 km in at most 24 hours: 85 km an hour, day and night"
    )
    facts = leg_facts("leg:arlit:1,2", IN_NIGER, IN_MALI | same_day)
    assert "Doubtful" not in facts


def test_a_leg_speaks_french():
    translator = Translator(Language.FRENCH)
    facts = leg_facts("leg:arlit:1,2", IN_NIGER, IN_MALI, translator=translator, layers=BOTH)
    assert facts["Distance"] == "730\u00a0km en ligne droite"
    assert facts["Frontières franchies"] == "NER → MLI (Assamaka à environ 50\u00a0km)"


@pytest.mark.parametrize("language", Language)
def test_every_leg_of_the_shipped_cases_leads_with_its_facts(shipped, language):
    translator = Translator(language, shipped.terms)
    shown = filter_dataset(shipped, MapSelection())
    legs = [leg for path in make_document(shipped).paths for leg in path.legs]
    for leg in legs[::5]:
        lead = compose_card(leg.key, shown, translator).items[0]
        assert len(lead.facts) >= 5
        assert not lead.number


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "httpx://evil.example",
    ],
)
def test_only_web_addresses_can_be_followed(url):
    (link,) = links_of({"source": "RFI", "source_url": url}, ENGLISH)
    assert (link.label, link.url) == ("RFI", "")


@pytest.mark.parametrize("language", Language)
def test_hostile_text_stays_the_text_it_is(language):
    columns = ("title", "title_fr", "summary", "summary_fr", "location", "location_fr", "actor1")
    shown = make_shown(dict.fromkeys(columns, HOSTILE) | {"source": HOSTILE})
    event_id = shown.events["event_id"].iloc[0]
    card = compose_card(f"event:{event_id}", shown, Translator(language))
    assert card.heading.text == HOSTILE
    assert card.items[0].text.text == HOSTILE
    assert card.items[0].links[0].label == HOSTILE
    hostile = [text.text for text in texts_in(card) if "<img" in text.text]
    assert len(hostile) >= 5
    assert all(HOSTILE in text for text in hostile)


@given(
    st.sampled_from(
        ["place", "places", "area", "tray", "event", "case", "steps", "leg", "site", "x"]
    ),
    st.text(max_size=40),
)
def test_a_key_that_names_nothing_has_no_card(kind, rest):
    assert compose_card(f"{kind}:{rest}", SMALL, ENGLISH) is None
    assert compose_card(rest.replace(":", ""), SMALL, ENGLISH) is None


SMALL = make_shown({})


def test_an_event_tells_what_its_codes_mean():
    item = event_card(geo_precision=2, confidence="disputed").items[0]
    explanations = {fact.label: fact.explanation for fact in item.facts if fact.explanation}
    assert explanations == {
        "Place": "Near this place, or in a part of it: somewhere within about 25 km.",
        "Confidence": "Sources contradict each other or it was denied.",
    }


@pytest.mark.parametrize(
    ("fatalities", "words"), [("", "not known"), ("0", "none"), ("1200", "1,200")]
)
def test_unknown_deaths_are_not_no_deaths(fatalities, words):
    assert facts_of(event_card(fatalities=fatalities).items[0])["Deaths"] == words


def test_an_undisclosed_place_is_not_said_to_be_in_its_country():
    card = event_card(geo_precision=4, location="Paris (statement)")
    assert facts_of(card.items[0])["Place"] == "Paris (statement)"
    assert facts_of(event_card(location="Arlit").items[0])["Place"] == "Arlit, NER"


def count_incidents_of(card, shown):
    """Count what a card lists, behind the places of a merged symbol as well."""
    listed = [compose_card(item.key, shown, ENGLISH).items if item.key else (item,)
              for item in card.items]  # fmt: skip
    return sum(map(len, listed))


def test_the_card_of_a_symbol_lists_the_incidents_of_its_places(shipped, shipped_map, english):
    shown = filter_dataset(shipped, MapSelection())
    for symbol in shipped_map.symbols[::5]:
        card = compose_card(symbol.key, shown, english)
        assert count_incidents_of(card, shown) == symbol.count
        assert card.kicker == english.count("card.incidents_here", symbol.count)


def make_places():
    """Make Gao with three incidents, Ansongo with one and one that is not shown, and a report."""
    gao = {"location": "Gao", "country": "MLI", "longitude": -0.04, "latitude": 16.27}
    ansongo = {"location": "Ansongo", "country": "MLI", "longitude": 0.5, "latitude": 15.66}
    held = STEP | {"location": "Tessalit", "country": "MLI", "longitude": 1.0, "latitude": 20.2}
    hidden = ansongo | {"country": "NER"}
    undisclosed = {"location": "Mali", "country": "MLI", "geo_precision": 4}
    rows = [gao, ansongo, gao, hidden, held, undisclosed, gao | {"location": "Gao airport"}]
    cases = make_cases({})
    dataset = make_dataset(events=make_events(*rows, cases=cases), cases=cases)
    return dataset, filter_dataset(dataset, MapSelection(countries=("MLI",)))


def test_a_merged_symbol_lists_its_places_with_most_incidents_first_each_with_its_card():
    dataset, shown = make_places()
    numbers = ",".join(str(number) for number in sorted(set(dataset.events["place"])))
    card = compose_card(f"places:{dataset.version}:{numbers}", shown, ENGLISH)
    assert card.heading == DataText("Gao and 1 other place")
    assert card.kicker == "4 incidents"
    assert [(item.title.text, item.when) for item in card.items] == [
        ("Gao", "3 incidents"),
        ("Ansongo", "1 incident"),
    ]
    assert [item.key for item in card.items] == [
        "place:-0.0400,16.2700,1",
        "place:0.5000,15.6600,1",
    ]
    assert count_incidents_of(card, shown) == 4
    assert "zoom in" in card.note


def test_a_merged_symbol_of_which_one_place_is_left_goes_by_its_name():
    dataset, shown = make_places()
    gao = dataset.events["place"].iloc[0]
    card = compose_card(f"places:{dataset.version}:{gao},99", shown, FRENCH)
    assert (card.heading.text, card.note) == ("Gao", "")
    assert card.kicker == "3 incidents"


@pytest.mark.parametrize(
    "key",
    [
        "places:",
        "places:0123456789ab",
        "places:0123456789ab:",
        "places:0123456789ab:99",
        "places:0123456789ab:x,-1,1.0,٣,9999999999999999999999",
        "places:ba9876543210:0,1,2",
    ],
)
def test_a_merged_symbol_of_other_data_or_of_no_place_has_no_card(key):
    assert compose_card(key, make_places()[1], ENGLISH) is None


def test_places_a_step_apart_have_cards_of_their_own():
    shown = make_shown({"longitude": 7.3901}, {"longitude": 7.3902}, {"longitude": 7.3902})
    for key, count in (("7.3901", 1), ("7.3902", 2)):
        card = compose_card(f"place:{key},18.7400,1", shown, ENGLISH)
        assert len(card.items) == count
    assert compose_card("place:7.3901,18.7400,2", shown, ENGLISH) is None
    assert compose_card("place:7.39010,18.7400,1", shown, ENGLISH) is None


def make_crowd(number, **columns):
    """Make as many incidents on one day, all alike but for their names and what is given."""
    shown = make_shown({})
    events = shown.events.take([0] * number).reset_index(drop=True)
    ids = [f"crowd-{n}" for n in range(number)]
    return replace(shown, events=events.assign(event_id=ids, **columns))


@pytest.mark.parametrize("precision", [1, 3, 4])
def test_a_card_of_thousands_tells_a_hundred_and_how_many_it_leaves_out(precision):
    shown = make_crowd(40_000, geo_precision=precision)
    keys = {1: "place:7.3900,18.7400,1", 3: "area:NER:Agadez", 4: "tray:NER"}
    card = compose_card(keys[precision], shown, ENGLISH)
    assert card.kicker.startswith("40,000 ")
    assert len(card.items) == MOST_ITEMS + 1
    last = card.items[-1]
    assert last.text.text == "… and 39,900 more: narrow the choice, or see the table."
    assert not last.title.text
    exactly = compose_card(keys[precision], replace(shown, events=shown.events[:100]), ENGLISH)
    assert len(exactly.items) == MOST_ITEMS


def test_a_merged_symbol_of_thousands_of_places_lists_a_hundred():
    shown = make_crowd(3_000, place=range(3_000), longitude=[n / 10_000 for n in range(3_000)])
    key = f"places:{shown.version}:{','.join(map(str, range(3_000)))}"
    card = compose_card(key, shown, ENGLISH)
    assert card.heading.text == "Arlit and 2,999 other places"
    assert len(card.items) == MOST_ITEMS + 1
    assert card.items[0].key == "place:0.0000,18.7400,1"
    assert card.items[-1].text.text == "… and 2,900 more places: zoom in to part them."


def test_the_card_of_a_country_s_tray_lists_what_is_not_drawn(shipped, shipped_map, english):
    shown = filter_dataset(shipped, MapSelection())
    for entry in shipped_map.tray:
        card = compose_card(entry.key, shown, english)
        assert len(card.items) == entry.count + entry.reports
        is_statement = entry.key.endswith(":statements")
        assert ("A statement" if is_statement else "never disclosed") in card.note


def test_a_statement_is_not_told_as_something_that_happened_at_a_place(shipped, english):
    events = shipped.events
    said = events.loc[events["location"] == "(statement)", "event_id"].iloc[0]
    (item,) = compose_card(f"event:{said}", filter_dataset(shipped, MapSelection()), english).items
    place = next(fact for fact in item.facts if fact.label == "Place")
    assert place.value.text == "Statement"
    assert "never disclosed" not in place.explanation


def test_several_cases_are_listed_each_with_its_file_to_open(shipped, english):
    shown = filter_dataset(shipped, MapSelection(cases=("arlit-2010", "niamey-2011")))
    card = compose_card("cases:arlit-2010,niamey-2011,nobody", shown, english)
    assert [item.key for item in card.items] == ["case:arlit-2010", "case:niamey-2011"]
    assert all(compose_card(item.key, shown, english) for item in card.items)
    assert "1,139 days" in card.items[0].when


def test_the_card_of_a_region_lists_the_incidents_of_its_area(shipped, shipped_map, english):
    shown = filter_dataset(shipped, MapSelection())
    keys = [f.key for f in shipped_map.footprints if f.key.startswith("area:")]
    listed = [item for key in keys for item in compose_card(key, shown, english).items]
    incidents = incidents_of(shown.events)
    assert len(listed) == (incidents["geo_precision"] == 3).sum()


def test_incidents_of_unknown_regions_are_listed_by_the_region_under_their_point():
    regions = make_areas(("KID", 0, 18, 4, 21), ("GAO", -2, 15, 0, 21), column="admin1_id")
    rough = {"geo_precision": 3, "country": "MLI", "admin1": "Unspecified"}
    events = make_events(rough | {"longitude": 1}, rough | {"longitude": -1}, rough)
    layers = {LayerFile.ADMIN1: regions.assign(country="MLI", label_lon=0.0, label_lat=20.0)}
    dataset = make_dataset(events=events, layers=layers)
    document = make_document(dataset, MapSelection(layers=frozenset({LayerName.INCIDENTS})))
    shown = filter_dataset(dataset, MapSelection())
    cards = [compose_card(footprint.key, shown, ENGLISH) for footprint in document.footprints]
    assert [len(card.items) for card in cards] == [1, 1]
    # and what lies under no region at all
    assert len(compose_card("area:MLI:Unspecified", shown, ENGLISH).items) == 1


def test_a_region_that_is_not_named_goes_by_its_country():
    shown = make_shown({"geo_precision": 3, "admin1": "Unspecified", "country": "MLI"})
    assert compose_card("area:MLI:Unspecified", shown, ENGLISH).heading.text == "MLI"


def test_the_card_of_a_case_tells_its_story_in_order(shipped, english):
    shown = filter_dataset(shipped, MapSelection(cases=("arlit-2010",)))
    card = compose_card("case:arlit-2010", shown, english)
    assert card.heading.text == "Arlit seven"
    assert card.kicker == "Hostage case · 7 people"
    file, *told = card.items
    assert file.when == (
        "16 September 2010 to 29 October 2013: 1,139 days until the last was free, dead or rescued"
    )
    facts = facts_of(file)
    assert facts["People"] == "7 (7 released)"
    assert facts["Nationalities"] == "France 5, Madagascar 1, Togo 1"
    numbers = [int(item.number) for item in told if item.number]
    assert numbers == list(range(1, 25))
    days = shown.events.loc[shown.events["case_id"] == "arlit-2010", "event_date"]
    assert len(told) == len(days)


def test_a_case_that_is_not_known_to_have_ended_says_so(shipped, english):
    shown = filter_dataset(shipped, MapSelection(cases=("kobri-2025",)))
    card = compose_card("case:kobri-2025", shown, english)
    assert card.items[0].when.endswith("not known to have ended")


def test_a_step_tells_its_stage_its_people_and_its_party():
    cases = make_cases({"name": "Arlit seven"})
    shown = make_shown(
        STEP | {"hostage_stage": "abducted", "hostages": 7},
        STEP | {"hostage_stage": "released", "hostages": 1, "party": "A"},
        STEP | {"hostages": ""},
        cases=cases,
    )
    card = compose_card("steps:arlit:1,2,3", shown, ENGLISH)
    assert card.heading.text == "Arlit seven"
    assert [item.number for item in card.items] == ["1", "2", "3"]
    assert [facts_of(item)["Hostages"] for item in card.items] == [
        "abducted: 7 people",
        "released: 1 person (group A)",
        "held: number not known",
    ]


def test_a_mine_of_unknown_status_and_years_says_so(shipped, french):
    sites = shipped.layers[LayerFile.MINING_SITES]
    site = sites.loc[sites["status"] == ""].iloc[0]
    card = compose_card(f"site:{site['site_id']}", shipped, french)
    facts = facts_of(card.items[0])
    assert facts["État"] == "inconnu"
    assert card.items[0].links
    assert isinstance(card.items[0], CardItem)

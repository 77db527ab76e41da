"""People who may still be held are shown to their country only."""

import struct

import pandas as pd
import pytest
from makers import make_cases, make_dataset, make_document, make_event, make_events, make_step

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.care import WITHHELD, blur_open_cases, find_open_cases
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.movements import build_trajectories
from sahel_geo.cartography.cards import compose_card
from sahel_geo.cartography.composition.paths import compose_cases
from sahel_geo.cartography.figure import Page
from sahel_geo.cartography.web.cases import write_cases
from sahel_geo.cartography.web.packing import pack_events
from sahel_geo.cartography.web.places import write_places
from sahel_geo.export.geodata import export_csv, export_geojson
from sahel_geo.export.image import export_picture
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.places import number_places
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language, LayerFile

HERE, THERE = ("18.7423", "7.3912"), ("16.9744", "7.9933")
"""(latitude, longitude) of no place of the base map, so that they are found wherever they leak."""

OPEN_SIX = {
    "agadez-gretzmacher-2025",
    "agadez-abbt-2025",
    "kayes-cement-2025",
    "dosso-singh-2025",
    "niamey-rideout-2025",
    "kobri-2025",
}


def at(point, **changes):
    return make_step(latitude=point[0], longitude=point[1], **changes)


ROWS = (
    at(HERE, event_date="2010-09-16", hostage_stage="abducted", location="Quarter 7",
       summary="At the well of Quarter 7", sub_event_type="Abduction/forced disappearance"),
    at(THERE, event_date="2010-10-01", location="Farm 9", title="Seen at Farm 9"),
    make_event(event_date="2010-10-02", title="A clash elsewhere"),
)  # fmt: skip
DETAILS = ("Quarter 7", "Farm 9")


@pytest.fixture(scope="module")
def layers(shipped):
    return {file: shipped.layers[file] for file in (LayerFile.COUNTRIES, LayerFile.ADMIN1)}


@pytest.fixture(scope="module")
def told(layers):
    """One case without an end, told to the metre."""
    cases = make_cases({"name_fr": "Les sept d'Arlit"})
    return make_dataset(events=make_events(*ROWS, cases=cases), cases=cases, layers=layers)


@pytest.fixture(scope="module")
def blurred(told):
    return blur_open_cases(told)


@pytest.fixture(scope="module")
def blurred_shipped(shipped):
    return blur_open_cases(shipped)


def leaks(content):
    """Give what the bytes tell of the places of the open case."""
    numbers = [number for point in (HERE, THERE) for number in point]
    packed = [struct.pack("<i", round(float(number) * 10_000)) for number in numbers]
    secrets = [word.encode() for word in (*numbers, *DETAILS)] + packed
    return [secret for secret in secrets if secret in content]


# -- which cases -------------------------------------------------------------------------------


def test_the_shipped_data_have_six_open_cases(shipped):
    assert find_open_cases(shipped) == OPEN_SIX


def test_a_case_with_an_end_date_is_not_open_even_if_the_fate_of_some_is_unknown():
    cases = make_cases({"ended_on": "2011-01-01"})
    dataset = make_dataset(events=make_events(*ROWS, cases=cases), cases=cases)
    assert find_open_cases(dataset) == frozenset()
    assert blur_open_cases(dataset) is dataset


@pytest.mark.parametrize(("stage", "is_open"), [("held", True), ("released", False)])
def test_a_case_that_no_row_describes_is_open_until_its_steps_tell_an_end(stage, is_open):
    dataset = make_dataset(events=make_events(*ROWS, make_step(hostage_stage=stage)))
    assert (find_open_cases(dataset) == {"arlit"}) is is_open


# -- what is left ------------------------------------------------------------------------------


def test_steps_of_an_open_case_keep_their_days_and_people_and_lose_their_place(told, blurred):
    assert list(blurred.events[WITHHELD]) == [True, True, False]
    kept = ["event_id", "event_date", "first_day", "last_day", "hostage_stage", "hostages",
            "actor1", "confidence", "source", "source_url", "country", "row"]  # fmt: skip
    pd.testing.assert_frame_equal(blurred.events[kept], told.events[kept])
    for row in blurred.steps.to_dict("records"):
        assert (row["geo_precision"], row["admin1"]) == (4, "Unspecified")
        assert row["location"] == row["location_fr"] == "NER"  # no vocabulary: the code stands
        assert (row["geometry"].x, row["geometry"].y) == (row["longitude"], row["latitude"])
        assert row["summary"] == row["summary_fr"] == ""


def test_other_rows_stay_as_they_are(told, blurred):
    columns = [name for name in told.events.columns if name != "place"]
    expected = told.events.loc[told.events["case_id"] == "", columns]
    pd.testing.assert_frame_equal(blurred.events.loc[~blurred.events[WITHHELD], columns], expected)


def test_columns_keep_their_types_and_places_are_numbered_anew(told, blurred):
    pd.testing.assert_series_equal(blurred.events[told.events.columns].dtypes, told.events.dtypes)
    pd.testing.assert_series_equal(blurred.steps[told.steps.columns].dtypes, told.steps.dtypes)
    assert list(blurred.events["place"]) == list(number_places(blurred.events))
    assert set(blurred.steps["place"]) == set(blurred.events.loc[blurred.events[WITHHELD], "place"])


def test_the_dataset_given_is_not_changed_and_the_new_one_has_another_version(told, blurred):
    assert WITHHELD not in told.events.columns
    assert list(told.steps["location"]) == ["Quarter 7", "Farm 9"]
    assert len(blurred.version) == len(told.version) == 12
    assert blurred.version not in {told.version, blur_open_cases(blurred).version}
    assert blur_open_cases(told).version == blurred.version


def test_titles_name_the_case_and_the_stage_in_both_languages(blurred_shipped):
    steps = blurred_shipped.steps.set_index("event_id")
    first = steps.loc["agadez-abbt-2025-1-abduction"]
    assert (first["title"], first["title_fr"]) == (
        "Claudia Abbt – Abducted",
        "Claudia Abbt – Enlèvement",
    )
    assert (first["location"], first["location_fr"]) == ("Niger", "Niger")


def test_a_row_of_another_case_that_is_the_same_event_is_withheld_with_it():
    cases = make_cases({}, {"case_id": "freed", "ended_on": "2011-01-01", "resolved": "yes"})
    rows = [at(HERE, joint_id="both"), at(HERE, case_id="freed", joint_id="both")]
    rows.append(make_event(joint_id="both"))
    events = make_events(*rows, cases=cases)
    blurred = blur_open_cases(make_dataset(events=events, cases=cases))
    assert list(blurred.events[WITHHELD]) == [True, True, True]
    assert all(blurred.events["title"] != "")


def test_words_said_elsewhere_about_captives_keep_where_they_were_said():
    cases = make_cases({})
    events = make_events(make_step(location="Paris (statement)", geo_precision=4), cases=cases)
    blurred = blur_open_cases(make_dataset(events=events, cases=cases))
    assert list(blurred.steps["location"]) == ["Paris (statement)"]


def test_a_country_off_the_base_map_is_no_obstacle():
    cases = make_cases({})
    events = make_events(at(HERE, country="CHE"), cases=cases)
    blurred = blur_open_cases(make_dataset(events=events, cases=cases))
    assert list(blurred.steps["geo_precision"]) == [4]


# -- what can be seen of it --------------------------------------------------------------------


def test_the_shipped_six_have_no_vertex_and_no_place_finer_than_their_country(blurred_shipped):
    steps = blurred_shipped.steps
    steps = steps.loc[steps["case_id"].isin(OPEN_SIX)]
    assert len(steps) == 17
    assert set(steps["location"]) == {"Niger", "Mali"}
    for trajectory in build_trajectories(steps):
        assert not trajectory.legs
        assert not trajectory.tails
        assert all(fade.start is None for fade in trajectory.fades)


@pytest.mark.parametrize("language", list(Language))
def test_no_map_payload_tells_the_places_of_an_open_case(told, blurred, language):
    def payloads(dataset):
        translator = Translator(language, dataset.terms)
        areas = AreaFinder.of(dataset)
        shown = filter_dataset(dataset, MapSelection())
        yield pack_events(dataset.events).content
        yield write_places(dataset, translator, areas)
        yield write_cases(compose_cases(shown, ("arlit",), translator, areas))
        yield repr(make_document(dataset, MapSelection(cases=("arlit",)))).encode()

    assert all(leaks(payload) for payload in payloads(told))  # the test would see a leak
    assert [leaks(payload) for payload in payloads(blurred)] == [[], [], [], []]


def test_no_export_of_events_tells_the_places_of_an_open_case(told, blurred):
    def payloads(dataset):
        shown = filter_dataset(dataset, MapSelection()).events
        yield export_csv(shown, name="x").content
        yield export_geojson(shown, name="x").content

    assert all(leaks(payload) for payload in payloads(told))
    assert [leaks(payload) for payload in payloads(blurred)] == [[], []]


def test_a_snapshot_of_an_open_case_can_be_drawn(blurred):
    document = make_document(blurred, MapSelection(cases=("arlit",)))
    snapshot = export_picture(document, Page(), Translator(Language.ENGLISH))
    assert leaks(snapshot.content) == []


def test_a_card_says_that_the_place_is_withheld_not_that_nobody_disclosed_it(
    blurred_shipped, english
):
    shown = filter_dataset(blurred_shipped, MapSelection())
    card = compose_card("case:niamey-rideout-2025", shown, english)
    places = [fact for item in card.items for fact in item.facts if fact.label == "Place"]
    assert len(places) == 3
    assert {fact.explanation for fact in places} == {english.text("care.withheld")}


def test_a_search_finds_no_place_of_an_open_case(blurred_shipped):
    found = filter_dataset(blurred_shipped, MapSelection(text="Dagamanet"))
    assert found.events.empty

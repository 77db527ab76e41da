"""Movements added up between areas, as they are drawn."""

import numpy as np
import pytest
from makers import STEP, make_areas, make_cases, make_dataset, make_document, make_events

from sahel_geo.analysis.flows import count_flows
from sahel_geo.cartography.cards import compose_card
from sahel_geo.cartography.composition import compose_screen
from sahel_geo.cartography.composition.flows import compose_flows, curve_between, flow_width_px
from sahel_geo.cartography.symbology import FLOW_LEAST_PX, FLOW_WIDEST_PX
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import FlowLevel, Language, LayerFile, LayerName

ENGLISH = Translator(Language.ENGLISH)
COUNTRIES = make_areas(("NER", 4, 10, 12, 25), ("MLI", -6, 10, 4, 25)).assign(
    role="focus", label_lon=0.0, label_lat=15.0
)


def make_flows(**people):
    """Make cases, named by their people, of captives taken in Niger and last seen in a country."""
    cases = [{"case_id": name, "hostages": count, "unaccounted": count} for name, (count, _) in
             people.items()]  # fmt: skip
    steps = [
        STEP | {"case_id": name, "hostages": count} | step
        for name, (count, country) in people.items()
        for step in (
            {"hostage_stage": "abducted", "event_date": "2010-09-16"},
            {"country": country, "longitude": 0.5, "event_date": "2010-09-20"},
        )
    ]
    cases = make_cases(*cases)
    events = make_events(*steps, cases=cases)
    return make_dataset(events=events, cases=cases, layers={LayerFile.COUNTRIES: COUNTRIES})


def test_arrows_are_as_wide_as_many_people_and_the_widest_comes_first():
    dataset = make_flows(a=(7, "MLI"), b=(2, "MLI"), c=(3, "NER"))
    flows = compose_flows(dataset, FlowLevel.COUNTRY, ENGLISH)
    (arrow,) = flows.arrows
    assert (arrow.key, arrow.people, arrow.words) == ("flow:country:NER>MLI", 9, "9")
    assert arrow.name == "NER → MLI: 9 people"
    assert arrow.width_px == FLOW_WIDEST_PX
    assert [mark.numbers for mark in flows.stays] == ["3"]


def test_widths_are_in_proportion_but_none_is_too_thin_to_see():
    assert flow_width_px(10, 20) == FLOW_WIDEST_PX / 2
    assert flow_width_px(1, 1000) == FLOW_LEAST_PX


def test_an_arrow_joins_areas_and_never_the_places_of_reports():
    dataset = make_flows(a=(7, "MLI"))
    (arrow,) = compose_flows(dataset, FlowLevel.COUNTRY, ENGLISH).arrows
    told = set(zip(dataset.steps["longitude"], dataset.steps["latitude"], strict=True))
    assert not told & set(arrow.points)
    start, end = arrow.points[0], arrow.points[-1]
    assert 4 < start[0] < 12
    assert -6 < end[0] < 4


def test_there_and_back_are_two_arrows_on_either_side():
    there, back = curve_between((0, 10), (10, 10)), curve_between((10, 10), (0, 10))
    assert np.mean([y for _, y in there]) > 10 > np.mean([y for _, y in back])


def test_a_single_person_has_an_arrow_without_a_number():
    (arrow,) = compose_flows(make_flows(a=(1, "MLI")), FlowLevel.COUNTRY, ENGLISH).arrows
    assert arrow.words == ""
    assert arrow.name.endswith("1 person")


def test_a_base_map_without_areas_has_no_arrows():
    dataset = make_flows(a=(7, "MLI"))
    bare = make_dataset(events=dataset.events, cases=dataset.cases)
    flows = compose_flows(bare, FlowLevel.COUNTRY, ENGLISH)
    assert (flows.arrows, flows.stays, flows.legend.entries) == ((), (), ())


@pytest.mark.parametrize("level", FlowLevel)
@pytest.mark.parametrize("language", Language)
def test_arrows_and_numbers_of_the_shipped_data_add_up_to_the_people_counted(
    shipped, level, language
):
    flows = compose_flows(shipped, level, Translator(language, shipped.terms))
    counted = count_flows(shipped, level)
    drawn = sum(arrow.people for arrow in flows.arrows)
    assert drawn == sum(flow.people for flow in counted if flow.start != flow.end)
    assert len(flows.stays) == sum(flow.start == flow.end for flow in counted)
    keys = [thing.key for thing in (*flows.arrows, *flows.stays)]
    assert len(set(keys)) == len(keys)


def test_the_picture_of_flows_has_neither_incidents_nor_paths(shipped):
    document = make_document(shipped, MapSelection(flows=FlowLevel.COUNTRY))
    assert document.flows.arrows
    assert (document.paths, document.symbols, document.footprints, document.tray) == (
        (),
        (),
        (),
        (),
    )
    assert document.legend[0] == document.flows.legend
    assert document.texts.subtitle == "Between countries"
    people = sum(flow.people for flow in count_flows(shipped, FlowLevel.COUNTRY))
    moved = sum(arrow.people for arrow in document.flows.arrows)
    assert document.texts.counts == (
        f"Last reported in another area: {moved} people; in the same: {people - moved:,} people"
    )


def test_the_picture_of_flows_holds_every_arrow_from_end_to_end(shipped):
    document = make_document(shipped, MapSelection(flows=FlowLevel.COUNTRY))
    for arrow in document.flows.arrows:
        assert all(document.extent.contains(*point) for point in arrow.points), arrow.name


def test_a_screen_of_flows_shows_neither_incidents_nor_paths(shipped):
    chosen = MapSelection(flows=FlowLevel.ADMIN1, layers=frozenset(LayerName))
    screen = compose_screen(shipped, chosen, ENGLISH)
    assert screen.flows.arrows
    assert (screen.shows_incidents, screen.shows_paths) == (False, False)
    assert compose_screen(shipped, MapSelection(), ENGLISH).flows is None


@pytest.mark.parametrize("level", FlowLevel)
def test_a_click_on_an_arrow_lists_its_cases(shipped, level):
    flows = compose_flows(shipped, level, ENGLISH)
    counted = {f"flow:{level}:{f.start}>{f.end}": f.cases for f in count_flows(shipped, level)}
    for thing in (*flows.arrows[:3], *flows.stays[:2]):
        card = compose_card(thing.key, shipped, ENGLISH)
        assert card.heading.text == thing.name
        assert tuple(item.key for item in card.items) == tuple(
            f"case:{case_id}" for case_id in counted[thing.key]
        )


@pytest.mark.parametrize(
    "key", ["flow:", "flow:planet:A>B", "flow:country:XXX>YYY", "flow:country"]
)
def test_a_flow_that_is_not_there_has_no_card(shipped, key):
    assert compose_card(key, shipped, ENGLISH) is None

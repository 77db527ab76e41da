"""The movements of captives, added up between countries and regions."""

from dataclasses import replace

import pandas as pd
import pytest
from makers import STEP, make_areas, make_cases, make_dataset, make_events
from shapely import Point

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.flows import Flow, anchor_of, count_flows, count_unplaced, flow_matrix
from sahel_geo.model.vocabulary import FlowLevel, GeoPrecision, LayerFile

ARLIT = {"hostage_stage": "abducted", "hostages": 7}
KIDAL = {"country": "MLI", "admin1": "Kidal"}
SOMEWHERE = {"country": "MLI", "admin1": "Kidal|Gao", "geo_precision": 4}
CLOSED = {"ended_on": "2010-12-31", "released": 7, "unaccounted": 0, "resolved": "yes"}


def make_steps(*steps, **case):
    """Make the case `arlit`: seven people taken in the region of Agadez, then the steps given."""
    cases = make_cases(case)
    days = (f"2010-10-{day:02}" for day in range(1, 31))
    rows = [STEP | {"event_date": next(days)} | row for row in (ARLIT, *steps)]
    return make_dataset(events=make_events(*rows, cases=cases), cases=cases)


def people_of(dataset, level=FlowLevel.ADMIN1):
    return {(flow.start, flow.end): flow.people for flow in count_flows(dataset, level)}


def test_people_go_from_where_they_were_taken_to_where_they_were_last_told_of():
    dataset = make_steps(KIDAL, {"country": "DZA", "admin1": "Adrar"})
    assert count_flows(dataset, FlowLevel.ADMIN1) == (
        Flow("NER:Agadez", "DZA:Adrar", 7, ("arlit",)),
    )
    assert count_flows(dataset, FlowLevel.COUNTRY) == (Flow("NER", "DZA", 7, ("arlit",)),)


def test_the_place_of_release_counts_and_the_way_home_does_not():
    dataset = make_steps(
        KIDAL,
        {"hostage_stage": "released", "hostages": 7} | KIDAL,
        {"hostage_stage": "returned", "hostages": 7, "admin1": "Niamey"},
        **CLOSED,
    )
    assert people_of(dataset) == {("NER:Agadez", "MLI:Kidal"): 7}


def test_people_who_were_never_told_of_again_stay_where_they_were_taken():
    assert people_of(make_steps()) == {("NER:Agadez", "NER:Agadez"): 7}


def test_an_undisclosed_place_counts_under_its_country():
    dataset = make_steps(SOMEWHERE)
    assert people_of(dataset) == {("NER:Agadez", "MLI:?"): 7}
    assert people_of(dataset, FlowLevel.COUNTRY) == {("NER", "MLI"): 7}


def test_the_people_of_a_split_case_are_counted_by_branch():
    dataset = make_steps(
        {"hostages": 3, "party": "A"} | KIDAL,
        {"hostages": 2, "party": "B", "country": "DZA", "admin1": "Adrar"},
        {"hostages": 1, "party": "A1", "hostage_stage": "killed"} | SOMEWHERE,
    )
    assert people_of(dataset) == {
        ("NER:Agadez", "MLI:Kidal"): 3,
        ("NER:Agadez", "DZA:Adrar"): 2,
        ("NER:Agadez", "MLI:?"): 1,
        ("NER:Agadez", "NER:Agadez"): 1,
    }


def test_a_party_told_of_again_with_all_the_others_goes_with_them():
    dataset = make_steps(
        {"hostages": 3, "party": "A"} | KIDAL, {"country": "DZA", "admin1": "Adrar"}
    )
    assert people_of(dataset) == {("NER:Agadez", "DZA:Adrar"): 7}


def test_people_freed_without_a_number_are_all_whom_no_other_step_tells_of():
    dataset = make_steps(
        {"hostages": 2, "hostage_stage": "killed", "party": "A"} | SOMEWHERE,
        {"hostage_stage": "released", "party": "B"} | KIDAL,
        **CLOSED | {"released": 5, "killed": 2},
    )
    assert people_of(dataset) == {("NER:Agadez", "MLI:Kidal"): 5, ("NER:Agadez", "MLI:?"): 2}


def test_people_whose_number_is_told_of_no_part_are_left_out_and_said():
    dataset = make_steps(
        {"hostage_stage": "released", "party": "A"} | KIDAL,
        {"hostage_stage": "released", "party": "B"},
        **CLOSED | {"released": 5, "unaccounted": 2},
    )
    flows = count_flows(dataset, FlowLevel.COUNTRY)
    assert flows == (Flow("NER", "NER", 2, ("arlit",)),)
    assert count_unplaced(dataset, flows) == 5


def test_a_case_without_a_row_or_without_steps_has_no_flow():
    events = make_events(STEP | ARLIT | {"case_id": "other"})
    dataset = make_dataset(events=events, cases=make_cases({}))
    assert count_flows(dataset, FlowLevel.COUNTRY) == ()
    assert count_unplaced(dataset, ()) == 0


def test_the_matrix_has_a_row_for_each_start_and_a_column_for_each_end():
    flows = [Flow("NER", "MLI", 17, ("a", "b")), Flow("DZA", "MLI", 20, ("c",))]
    matrix = flow_matrix([*flows, Flow("NER", "NER", 98, ("d",))])
    expected = pd.DataFrame(
        [[20, 0], [17, 98]],
        index=pd.Index(["DZA", "NER"], name="start"),
        columns=pd.Index(["MLI", "NER"], name="end"),
    )
    pd.testing.assert_frame_equal(matrix, expected)
    assert flow_matrix([]).empty


def test_an_anchor_lies_in_its_area_and_an_unknown_region_has_its_country_s():
    mali, kidal = ("MLI", -4, 10, 4, 24), ("Kidal", 0, 18, 3, 21)
    layers = {
        LayerFile.COUNTRIES: make_areas(mali),
        LayerFile.ADMIN1: make_areas(kidal, column="country").assign(country="MLI"),
    }
    finder = AreaFinder.of(make_dataset(layers=layers))
    assert anchor_of("MLI:Kidal", finder) == (1.5, 19.5)
    assert anchor_of("MLI", finder) == anchor_of("MLI:?", finder) == (0, 17)
    assert anchor_of("NER", finder) is anchor_of("MLI:Gao", finder) is None


@pytest.mark.parametrize("level", FlowLevel)
def test_the_people_of_every_shipped_case_add_up_to_those_abducted(shipped, level):
    for case_id, hostages in shipped.cases["hostages"].items():
        steps = shipped.steps.loc[shipped.steps["case_id"] == case_id]
        flows = count_flows(replace(shipped, steps=steps), level)
        assert sum(flow.people for flow in flows) == hostages, case_id
        assert {flow.cases for flow in flows} == {(case_id,)}
        assert all(flow.people > 0 for flow in flows)


def test_known_cases_go_where_their_sources_tell(shipped):
    flows = {(flow.start, flow.end): flow for flow in count_flows(shipped, FlowLevel.ADMIN1)}
    # Arlit 2010: three freed in the region of Agadez, four in that of Kidal
    assert "arlit-2010" in flows["NER:Agadez", "NER:Agadez"].cases
    assert flows["NER:Agadez", "MLI:Kidal"] == Flow("NER:Agadez", "MLI:Kidal", 4, ("arlit-2010",))
    # Sahara 2003: 17 rescued at a disputed place in Algeria, 14 freed and one dead in Kidal
    assert flows["DZA:Illizi", "DZA:?"] == Flow("DZA:Illizi", "DZA:?", 17, ("sahara-2003",))
    assert flows["DZA:Illizi", "MLI:Kidal"].people == 15
    # Ebner and Kloiber: from southern Tunisia to somewhere in northern Mali
    assert flows["TUN:Tataouine", "MLI:?"].people == 2


def test_flows_come_with_most_people_first(shipped):
    people = [flow.people for flow in count_flows(shipped, FlowLevel.ADMIN1)]
    assert people == sorted(people, reverse=True)
    assert sum(people) == shipped.cases["hostages"].sum()


@pytest.mark.parametrize("level", FlowLevel)
def test_every_shipped_area_has_an_anchor_that_is_no_label_point(shipped, level):
    finder = AreaFinder.of(shipped)
    hidden = shipped.events.loc[shipped.events["geo_precision"] == GeoPrecision.UNDISCLOSED]
    labels = {(point.x, point.y) for point in hidden.geometry}
    for flow in count_flows(shipped, level):
        for code in (flow.start, flow.end):
            anchor = anchor_of(code, finder)
            assert anchor is not None, code
            assert anchor not in labels
            assert finder.countries[code[:3]].buffer(0.1).contains(Point(anchor))

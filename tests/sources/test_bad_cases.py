"""What is wrong with a case is said in one clear line; what is sound of it is drawn."""

import pytest
from makers import make_case, make_document, make_step, write_table

from sahel_geo.analysis.movements import build_trajectories
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources import Catalog, load_dataset

ENGLISH = Translator(Language.ENGLISH)

TAKEN = {"event_date": "2010-09-16", "hostage_stage": "abducted", "hostages": 7}
IN_ABANGHARIT = {"longitude": 6.05, "latitude": 17.88, "event_date": "2010-09-17"}
TIMETRINE = {"longitude": -0.58, "latitude": 19.33, "event_date": "2010-09-26", "country": "MLI"}
ANEFIS = {"longitude": 0.6, "latitude": 18.04, "event_date": "2010-10-20", "country": "MLI"}


@pytest.fixture
def load(tmp_path):
    """Load a folder of some steps of one case; gives the dataset and what is said of cases."""

    def load_steps(*steps, **case):
        rows = [make_step(event_id=f"s{n}", admin1="", **step) for n, step in enumerate(steps)]
        rows = [row | {"admin1": "Unspecified"} for row in rows]
        write_table(tmp_path / "events.csv", rows)
        write_table(tmp_path / "hostage_cases.csv", [make_case(**case)])
        (tmp_path / "geo").mkdir()
        dataset, report = load_dataset(Catalog.in_folder(tmp_path))
        told = [p for p in report.problems if p.row and p.rule != "no_word"]
        return dataset, [ENGLISH.problem(problem) for problem in told]

    return load_steps


def legs_of(dataset, case_id="arlit"):
    """Write the legs of a case by the rows they join, once it is seen that its map is drawn."""
    make_document(dataset)
    found = [case for case in build_trajectories(dataset.steps) if case.case_id == case_id]
    return [(leg.start.event_id, leg.end.event_id) for case in found for leg in case.legs]


def test_a_case_of_one_step_is_sound_and_has_no_leg(load):
    dataset, told = load(TAKEN)
    assert told == []
    assert legs_of(dataset) == []


def test_two_steps_of_one_day_are_drawn_in_their_order(load):
    dataset, told = load(TAKEN, IN_ABANGHARIT | {"event_date": "2010-09-16"}, TIMETRINE)
    assert told == []
    assert legs_of(dataset) == [("s0", "s1"), ("s1", "s2")]


def test_two_steps_of_one_day_too_far_apart_are_drawn_and_asked_about(load):
    dataset, told = load(TAKEN, TIMETRINE | {"event_date": "2010-09-16"})
    assert told == [
        (
            "events.csv, row 3: two steps of one day should not be more than "
            "500\N{NO-BREAK SPACE}km apart, got 841\N{NO-BREAK SPACE}km from the place of row 2."
        )
    ]
    assert legs_of(dataset) == [("s0", "s1")]


def test_steps_in_two_places_at_once_are_drawn_and_asked_about(load):
    dataset, told = load(TAKEN, TIMETRINE | {"end_date": "2010-10-25"}, ANEFIS)
    assert told == [
        (
            "events.csv, row 4: captives cannot be in two places at once: by row 3 they are "
            "189\N{NO-BREAK SPACE}km away until 2010-10-25."
        )
    ]
    assert legs_of(dataset) == [("s0", "s1"), ("s1", "s2")]


def test_a_step_of_unknown_stage_is_set_aside_and_the_others_are_drawn(load):
    dataset, told = load(TAKEN, IN_ABANGHARIT | {"hostage_stage": "sold"}, TIMETRINE)
    assert [line.partition(";")[0] for line in told] == [
        (
            "events.csv, row 3: hostage_stage must be one of abducted, moved, handed_over, held, "
            "proof_of_life, rescue_attempt, released, killed, died, escaped, rescued, returned"
        )
    ]
    assert told[0].endswith("got 'sold'.")
    assert legs_of(dataset) == [("s0", "s2")]


def test_a_step_before_its_abduction_is_told_of_and_drawn(load):
    dataset, told = load(IN_ABANGHARIT | {"event_date": "2010-09-01"}, TAKEN, TIMETRINE)
    assert told == [
        (
            "events.csv, row 2: no step of arlit can be before its abduction (2010-09-16), "
            "got 2010-09-01."
        )
    ]
    assert legs_of(dataset) == [("s0", "s1"), ("s1", "s2")]


def test_a_missing_case_row_is_told_of_and_its_path_is_drawn(load):
    dataset, told = load(TAKEN, *({"case_id": "djanet"} | step for step in (TAKEN, TIMETRINE)))
    assert told == [
        f"events.csv, row {row}: case_id must be a case of the table of cases, got 'djanet'."
        for row in (3, 4)
    ]
    assert legs_of(dataset, "djanet") == [("s1", "s2")]

"""Cases and their steps make one story."""
# ruff: noqa: E501 - a sentence is written in one piece

import pytest
from makers import STEP, make_cases, make_events

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.report import Severity
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources import case_checks

ENGLISH = Translator(Language.ENGLISH)
ABDUCTED = STEP | {"event_date": "2010-09-16", "hostage_stage": "abducted", "hostages": 7}


def step(event_date, stage, hostages="", **more):
    return STEP | {
        "event_date": event_date,
        "hostage_stage": stage,
        "hostages": hostages,
        **more,
    }


def make_story(*steps, **case):
    """Make events in file order, indexed by row, and one case."""
    cases = make_cases(case)
    events = make_events(*steps, cases=cases).set_index("row", drop=False).sort_index()
    return events, cases.set_axis(range(2, len(cases) + 2))


def say(problems):
    return [ENGLISH.problem(problem) for problem in problems]


def test_a_case_that_is_not_in_the_table_is_named():
    events, cases = make_story(ABDUCTED, {"case_id": "arlitt"})
    assert say(case_checks.check_case_ids("events.csv", events, cases)) == [
        "events.csv, row 3: case_id must be a case of the table of cases, got 'arlitt'."
    ]


def test_steps_must_follow_one_another():
    events, cases = make_story(
        ABDUCTED, step("2011-02-24", "released", 3), step("2010-09-30", "proof_of_life", 7)
    )
    assert say(case_checks.check_step_days("events.csv", events, cases)) == [
        (
            "events.csv, row 4: the steps of arlit must stand in order of event_date, "
            "got 2010-09-30 after 2011-02-24."
        )
    ]


def test_a_step_must_not_come_before_its_abduction():
    events, cases = make_story(
        step("2010-09-01", "held"), step("2010-09-01", "held", time_precision=3)
    )
    assert say(case_checks.check_step_days("events.csv", events, cases)) == [
        ("events.csv, row 2: no step of arlit can be before its abduction (2010-09-16), "
        "got 2010-09-01.")
    ]  # fmt: skip


def test_a_joint_id_on_one_row_joins_nothing():
    events, _ = make_story(ABDUCTED, {"joint_id": "x"}, {"joint_id": "y"}, {"joint_id": "y"})
    assert say(case_checks.check_joint_rows("events.csv", events)) == [
        "events.csv, row 3: a joint_id must stand on two rows or more, got 'x' on this one only."
    ]


def test_no_more_people_end_than_are_held():
    events, cases = make_story(
        ABDUCTED,
        step("2011-02-24", "released", 3, party="C"),
        step("2013-10-29", "released", 5),
    )
    assert say(case_checks.check_held("events.csv", events, cases)) == [
        "events.csv, row 4: hostages must not be more than were then held (4), got 5."
    ]


def test_people_on_their_way_home_are_no_longer_held():
    events, cases = make_story(
        ABDUCTED, step("2013-10-29", "released", 7), step("2013-10-30", "returned", 7)
    )
    assert case_checks.check_held("events.csv", events, cases) == []


def test_a_part_of_those_held_should_have_a_letter():
    events, cases = make_story(ABDUCTED, step("2010-09-30", "held", 5))
    problems = case_checks.check_held("events.csv", events, cases)
    assert say(problems) == [
        (
            "events.csv, row 3: a step of fewer people than were then held (7) should have a party, "
            "got 5 without one."
        )
    ]
    assert problems[0].severity is Severity.WARNING


def test_a_part_of_a_party_should_have_its_whole():
    events, cases = make_story(ABDUCTED, step("2010-09-30", "held", 2, party="B1"))
    problems = case_checks.check_held("events.csv", events, cases)
    assert say(problems) == [
        (
            "events.csv, row 3: a part such as 'B1' should have its whole among the steps of the case, "
            "got no 'B'."
        )
    ]
    assert problems[0].severity is Severity.WARNING


def test_each_case_has_an_abduction():
    events, cases = make_story(step("2010-09-16", "held", 7))
    assert say(case_checks.check_abductions("hostage_cases.csv", cases, events)) == [
        "hostage_cases.csv, row 2: the case must have a step 'abducted', got none for 'arlit'."
    ]


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (
            {"released": 3},
            "released + killed + died + escaped + rescued + unaccounted must add up to hostages (7), got 10.",
        ),
        (
            {"nationalities": "FRA:5|TGO:1"},
            "the people in nationalities must add up to hostages (7), got 6.",
        ),
    ],
)  # fmt: skip
def test_people_add_up(case, sentence):
    _, cases = make_story(ABDUCTED, **case)
    assert say(case_checks.check_people("hostage_cases.csv", cases)) == [
        f"hostage_cases.csv, row 2: {sentence}"
    ]


def test_ends_are_the_sum_of_the_steps():
    events, cases = make_story(
        ABDUCTED,
        step("2011-02-24", "released", 3, party="C"),
        step("2013-10-29", "released", 4),
        released=3,
        unaccounted=4,
    )
    assert say(case_checks.check_ends("hostage_cases.csv", cases, events)) == [
        "hostage_cases.csv, row 2: released must be the sum of the case's steps (7), got 3."
    ]


def test_a_step_of_unknown_number_leaves_room_in_the_sum():
    events, cases = make_story(ABDUCTED, step("2011-02-24", "released"), released=3, unaccounted=4)
    assert case_checks.check_ends("hostage_cases.csv", cases, events) == []


def test_without_cases_nothing_is_asked_of_steps():
    events, cases = make_story(ABDUCTED)
    none = cases.iloc[:0]
    assert case_checks.check_step_days("events.csv", events, none) == []
    assert case_checks.check_held("events.csv", events, none) == []


def at(place, event_date, stage="held", **more):
    """Make a step at a known place on a day of its own."""
    longitude, latitude = {
        "arlit": (7.39, 18.74), "in abangharit": (6.05, 17.88), "kidal": (1.41, 18.44),
        "near kidal": (1.2, 18.6),
    }[place]  # fmt: skip
    return step(event_date, stage, longitude=longitude, latitude=latitude, **more)


def check_places(*steps):
    events, _ = make_story(*steps)
    return case_checks.check_step_places("events.csv", events)


def test_a_case_of_one_step_is_sound():
    events, cases = make_story(ABDUCTED)
    assert case_checks.check_step_days("events.csv", events, cases) == []
    assert case_checks.check_step_places("events.csv", events) == []
    assert case_checks.check_held("events.csv", events, cases) == []


def test_captives_cannot_be_in_two_places_at_once():
    problems = check_places(
        at("arlit", "2010-10-01", end_date="2010-10-20"),
        at("kidal", "2010-10-10", end_date="2010-10-25"),
    )
    assert say(problems) == [
        (
            "events.csv, row 3: captives cannot be in two places at once: by row 2 they are 632\N{NO-BREAK SPACE}km "
            "away until 2010-10-20."
        )
    ]
    assert problems[0].severity is Severity.WARNING


def test_two_steps_of_a_day_should_not_be_a_desert_apart():
    problems = check_places(at("arlit", "2010-10-01"), at("kidal", "2010-10-01"))
    assert say(problems) == [
        (
            "events.csv, row 3: two steps of one day should not be more than 500\N{NO-BREAK SPACE}km apart, "
            "got 632\N{NO-BREAK SPACE}km from the place of row 2."
        )
    ]
    assert problems[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("arlit", "2010-09-16"), at("in abangharit", "2010-09-16")),
        (at("arlit", "2010-10-01", end_date="2010-10-20"), at("kidal", "2010-10-20")),
        (at("kidal", "2010-10-01", end_date="2010-10-20"), at("near kidal", "2010-10-10")),
        (at("arlit", "2010-10-01", end_date="2010-10-20"),
         at("kidal", "2010-10-10", time_precision=3)),
        (at("arlit", "2010-10-01", end_date="2010-10-20"),
         at("kidal", "2010-10-10", geo_precision=3)),
        (at("arlit", "2010-10-01", party="A"), at("kidal", "2010-10-01", party="B")),
        (at("arlit", "2010-10-01", "released"), at("kidal", "2010-10-01", "returned")),
    ],
    ids=["near enough to drive", "moved on the last day", "near each other", "some time that month",
         "somewhere in the region", "two parties", "flown home"],
)  # fmt: skip
def test_steps_that_go_together_are_not_asked_about(one, other):
    assert check_places(one, other) == []


def test_a_month_wholly_before_the_abduction_is_told_of_too():
    events, cases = make_story(
        step("2010-08-01", "held", time_precision=3), step("2010-09-14", "held", time_precision=2)
    )
    (problem,) = case_checks.check_step_days("events.csv", events, cases)
    assert problem.row == 2

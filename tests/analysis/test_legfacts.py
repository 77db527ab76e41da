"""What is known of legs: custody, certainty, crossings; shipped cases checked by hand."""

import pytest
from makers import STEP, make_areas, make_dataset, make_events

from sahel_geo.analysis.crossings import CountryFinder
from sahel_geo.analysis.legfacts import describe_legs, least_certain
from sahel_geo.model.vocabulary import Confidence, LayerFile

AQIM = "AQIM: Al Qaeda in the Islamic Maghreb"
BAND = "Unidentified Armed Group (Mali)"
CAPTIVES = "Civilians (France)"


def describe(*steps):
    """Describe the legs of steps, each a day later and a degree further east unless it says so."""
    rows = [
        STEP
        | {"event_date": f"2011-01-{number:02}", "longitude": number, "latitude": 18}
        | {"country": "NER", "actor1": BAND, "actor2": CAPTIVES}
        | step
        for number, step in enumerate(steps, start=1)
    ]
    areas = make_areas(("NER", -5, 10, 15, 20))
    dataset = make_dataset(events=make_events(*rows), layers={LayerFile.COUNTRIES: areas})
    return describe_legs(dataset, "arlit", CountryFinder.of(dataset))


def custody_of(*steps):
    facts = describe(*steps)
    return [facts[0].custody_before, *(leg.custody_after for leg in facts)]


def test_a_leg_has_its_length_its_days_and_its_weakest_end():
    first, second = describe({}, {"confidence": "claimed"}, {"confidence": "reported"})
    assert first.length_km == pytest.approx(105.9, abs=0.1)
    assert first.gap_days == (1, 1)
    assert (first.least_certain, second.least_certain) == (Confidence.CLAIMED, Confidence.CLAIMED)
    assert first.haste is None


def test_the_weakest_of_all_grades_is_disputed():
    assert least_certain(*Confidence) is Confidence.DISPUTED


def test_captives_are_with_the_first_actor_of_a_report():
    assert custody_of({}, {"actor1": AQIM}) == [BAND, AQIM]


@pytest.mark.parametrize(
    ("actor1", "actor2"),
    [(BAND, AQIM), (AQIM, BAND), (AQIM, CAPTIVES), ("Drug traffickers", AQIM)],
    ids=["they pass them on", "they take them over", "they have them", "a go-between passes them"],
)
def test_captives_handed_over_are_with_the_one_who_did_not_hold_them(actor1, actor2):
    step = {"hostage_stage": "handed_over", "actor1": actor1, "actor2": actor2}
    assert custody_of({}, step) == [BAND, AQIM]


@pytest.mark.parametrize(
    ("stage", "actor"),
    [
        ("rescue_attempt", "Military Forces of Niger"),
        ("rescued", "Military Forces of France"),
        ("killed", "Military Forces of Nigeria"),
    ],
)
def test_an_army_that_comes_for_captives_does_not_hold_them(stage, actor):
    step = {"hostage_stage": stage, "actor1": actor, "actor2": AQIM}
    assert custody_of({}, {"actor1": AQIM}, step) == [BAND, AQIM, AQIM]


def test_a_party_has_the_captors_of_its_own_steps():
    facts = describe(
        {},
        {"party": "A", "actor1": AQIM},
        {"party": "B"},
        {"party": "A", "hostage_stage": "released", "actor1": AQIM},
    )
    assert [(leg.custody_before, leg.custody_after) for leg in facts] == [
        (BAND, AQIM),
        (AQIM, AQIM),
        (BAND, BAND),
    ]


def test_a_case_without_legs_or_steps_has_none():
    assert describe({}) == ()
    dataset = make_dataset()
    assert describe_legs(dataset, "none", CountryFinder.of(dataset)) == ()


# Shipped cases, by the summaries of their rows


@pytest.fixture(scope="module")
def tell(shipped):
    finder = CountryFinder.of(shipped)
    return lambda case_id: describe_legs(shipped, case_id, finder)


def borders_of(facts):
    return [
        f"{crossing.from_country}>{crossing.to_country}"
        for leg in facts
        for crossing in leg.crossings
    ]


def test_arlit_2010_went_to_mali_and_by_disputed_word_twice_to_algeria(tell):
    # the three freed in February 2011 were let go in Niger, where three borders meet; the row
    # before, in Algeria, is disputed
    facts = tell("arlit-2010")
    assert borders_of(facts) == [
        "NER>MLI", "MLI>DZA", "DZA>MLI", "MLI>DZA", "DZA>MLI", "DZA>NER",
    ]  # fmt: skip
    to_algeria = [leg for leg in facts if "DZA" in {c.to_country for c in leg.crossings}]
    assert {leg.least_certain for leg in to_algeria} == {Confidence.DISPUTED}
    assert {leg.custody_before for leg in facts} == {leg.custody_after for leg in facts} == {AQIM}


def test_arlit_2010_crossed_from_niger_into_mali_within_ten_days(tell):
    (leg,) = [leg for leg in tell("arlit-2010") if borders_of([leg]) == ["NER>MLI"]]
    (crossing,) = leg.crossings
    assert leg.gap_days == (10, 10)
    assert [len(leg.leg.through), round(leg.length_km, -1)] == [3, 720]
    assert (crossing.longitude, crossing.latitude) == pytest.approx((4.2, 18.3), abs=0.3)
    assert crossing.is_told


def test_germaneau_2010_crossed_from_niger_into_mali_and_no_corner_of_algeria(tell):
    facts = tell("germaneau-2010")
    assert borders_of(facts) == ["NER>MLI"]
    assert [leg.gap_days for leg in facts] == [(22, 25), (69, 69)]
    # the camp that was attacked in July was AQIM's, though Mauritania's army leads the row
    assert [leg.custody_after for leg in facts] == [AQIM, AQIM]


@pytest.mark.parametrize("case_id", ["fowler-guay-2008", "ebner-kloiber-2008"])
def test_cases_held_at_undisclosed_places_have_no_leg(tell, case_id):
    assert tell(case_id) == ()


@pytest.mark.parametrize(
    ("case_id", "before", "after"),
    [
        ("menaka-camatte-2009", BAND, AQIM),
        ("kobenni-cicala-2009", "Unidentified Armed Group (Mauritania)", AQIM),
        ("timbuktu-stockly-2012", BAND, "Ansar Dine"),
        ("niamey-2011", AQIM, AQIM),
    ],
)
def test_captives_known_to_have_changed_hands_did(tell, case_id, before, after):
    facts = tell(case_id)
    assert (facts[0].custody_before, facts[-1].custody_after) == (before, after)


def test_every_shipped_leg_is_told_of(shipped, tell):
    facts = [leg for case_id in shipped.cases.index for leg in tell(case_id)]
    assert len(facts) > 50
    for leg in facts:
        assert leg.length_km > 0
        assert leg.custody_before
        assert leg.custody_after

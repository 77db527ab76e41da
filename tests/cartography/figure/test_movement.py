import numpy as np
import pytest
from matplotlib.figure import Figure

from sahel_geo.cartography import symbology
from sahel_geo.cartography.figure.legs import arrowhead, draw_legs, lay_out_legs
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.projection import fit_frame
from sahel_geo.cartography.figure.steps import lay_out_steps
from sahel_geo.cartography.figure.symbols import Disc
from sahel_geo.model.extent import SAHEL
from tests.cartography.figure.handmade_document import make_leg, make_path, make_step

FRAME = fit_frame(SAHEL, Box(0, 0, 1000, 600))
ARLIT, TIMETRINE = (7.4, 18.7), (0.5, 19.5)


def draw(*legs):
    axes = Figure().add_axes((0, 0, 1, 1))
    draw_legs(axes, lay_out_legs(FRAME, [make_path(legs=legs)]))
    return {artist.get_label(): artist for artist in axes.collections}


def test_the_arrowhead_points_the_way_in_the_middle_of_the_leg():
    head = arrowhead(np.array([(0.0, 0.0), (100.0, 0.0)]))
    tip = head.vertices[0]
    assert tip[0] == head.vertices[:, 0].max()
    assert head.get_extents().x0 < 50 < head.get_extents().x1


def test_a_leg_too_short_for_an_arrowhead_has_none():
    assert arrowhead(np.array([(0.0, 0.0), (10.0, 0.0)])) is None


def test_certain_legs_are_solid_and_others_dashed():
    solid = draw(make_leg(ARLIT, TIMETRINE))["legs"].get_linestyles()[0]
    dashed = draw(make_leg(ARLIT, TIMETRINE, certain=False))["legs"].get_linestyles()[0]
    assert solid[1] is None
    assert dashed[1] is not None


def test_legs_outside_the_period_are_faint():
    artists = draw(make_leg(ARLIT, TIMETRINE, faint=True))
    assert artists["legs"].get_colors()[0][3] == symbology.FAINT_OPACITY
    assert artists["arrows"].get_facecolors()[0][3] == symbology.FAINT_OPACITY


def test_legs_over_the_same_stretch_are_bowed_apart_either_way():
    there, back, again = lay_out_legs(
        FRAME,
        [make_path(legs=(make_leg(ARLIT, TIMETRINE), make_leg(TIMETRINE, ARLIT))),
         make_path(legs=(make_leg(ARLIT, TIMETRINE),))],
    )  # fmt: skip
    assert len(there.points) == 2
    middle = there.points.mean(axis=0)
    sides = [curve.points[len(curve.points) // 2] - middle for curve in (back, again)]
    assert min(np.hypot(*side) for side in sides) > 8
    assert np.dot(*sides) < 0
    assert back.points[0] == pytest.approx(there.points[-1])


def test_a_number_stands_at_its_place_when_that_is_free():
    (spot,) = lay_out_steps(FRAME, [make_path(steps=(make_step(*ARLIT),))], [])
    assert spot.centre == spot.home == pytest.approx(tuple(FRAME.to_page([ARLIT])[0]))


def test_a_number_stands_clear_of_the_symbol_at_its_place():
    home = tuple(FRAME.to_page([ARLIT])[0].tolist())
    disc = Disc(home, 15)
    (spot,) = lay_out_steps(FRAME, [make_path(steps=(make_step(*ARLIT),))], [disc])
    gap = np.hypot(spot.centre[0] - home[0], spot.centre[1] - home[1])
    assert 15 < gap < 15 + 2 * symbology.STEP_RADIUS_PX


def test_numbers_of_several_cases_at_one_place_do_not_cover_each_other():
    paths = [make_path(steps=(make_step(*ARLIT, numbers),)) for numbers in ("1", "2, 4", "3", "7")]
    spots = lay_out_steps(FRAME, paths, [])
    for number, spot in enumerate(spots):
        for other in spots[:number]:
            across = abs(spot.centre[0] - other.centre[0]) - spot.half_width - other.half_width
            down = abs(spot.centre[1] - other.centre[1]) - spot.half_height - other.half_height
            assert max(across, down) > -2


def test_a_step_without_number_is_a_dot_at_its_place():
    home = tuple(FRAME.to_page([ARLIT])[0].tolist())
    (spot,) = lay_out_steps(FRAME, [make_path(steps=(make_step(*ARLIT, ""),))], [Disc(home, 15)])
    assert spot.centre == spot.home
    assert spot.half_width < symbology.STEP_RADIUS_PX


def test_the_mark_is_as_wide_as_its_numbers():
    path = make_path(steps=(make_step(*ARLIT, "1"), make_step(*TIMETRINE, "2, 4, 6, 8, 10")))
    short, long = lay_out_steps(FRAME, [path], [])
    assert short.half_width == symbology.STEP_RADIUS_PX
    assert long.half_width > 3 * symbology.STEP_RADIUS_PX

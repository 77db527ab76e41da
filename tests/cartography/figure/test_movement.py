import numpy as np
import pytest
from matplotlib.figure import Figure

from sahel_geo.cartography import symbology
from sahel_geo.cartography.figure.legs import arrowhead, draw_legs, lay_out_legs
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.projection import fit_frame
from sahel_geo.cartography.figure.steps import draw_steps, lay_out_steps
from sahel_geo.cartography.figure.symbols import Disc
from sahel_geo.model.extent import SAHEL
from tests.cartography.figure.handmade_document import make_leg, make_path, make_step

FRAME = fit_frame(SAHEL, Box(0, 0, 1000, 600))
ARLIT, TIMETRINE = (7.4, 18.7), (0.5, 19.5)


def draw(*legs):
    """Draw legs; gives the artists of each label, from below upwards."""
    axes = Figure().add_axes((0, 0, 1, 1))
    draw_legs(axes, lay_out_legs(FRAME, [make_path(legs=legs)]))
    artists = {}
    for artist in sorted(axes.collections, key=lambda artist: artist.get_zorder()):
        artists.setdefault(artist.get_label(), []).append(artist)
    return artists


def line_of(artist):
    """Give the points of the one line of an artist."""
    (path,) = artist.get_paths()
    return path.vertices


def length_of(points):
    return np.hypot(*np.diff(points, axis=0).T).sum()


def test_the_arrowhead_points_the_way_in_the_middle_of_the_leg():
    head = arrowhead(np.array([(0.0, 0.0), (100.0, 0.0)]))
    tip = head.vertices[0]
    assert tip[0] == head.vertices[:, 0].max()
    assert head.get_extents().x0 < 50 < head.get_extents().x1


def test_a_leg_too_short_for_an_arrowhead_has_none():
    assert arrowhead(np.array([(0.0, 0.0), (10.0, 0.0)])) is None


def test_certain_legs_are_solid_and_others_dashed():
    (solid,) = draw(make_leg(ARLIT, TIMETRINE))["legs"][0].get_linestyles()
    (dashed,) = draw(make_leg(ARLIT, TIMETRINE, certain=False))["legs"][0].get_linestyles()
    assert solid[1] is None
    assert dashed[1] is not None


def test_a_leg_outside_the_window_is_faint_as_a_whole():
    artists = draw(make_leg(ARLIT, TIMETRINE, part=None))
    (legs,), (arrows,) = artists["legs"], artists["arrows"]
    assert legs.get_colors()[0][3] == symbology.FAINT_OPACITY
    assert arrows.get_facecolors()[0][3] == symbology.FAINT_OPACITY


def test_a_leg_inside_the_window_is_bright_as_a_whole():
    artists = draw(make_leg(ARLIT, TIMETRINE))
    (legs,), (arrows,) = artists["legs"], artists["arrows"]
    assert legs.get_colors()[0][3] == 1
    assert arrows.get_facecolors()[0][3] == 1


@pytest.mark.parametrize("part", [(0.0, 0.25), (0.4, 0.9), (0.75, 1.0), (0.31, 0.32)])
def test_the_part_of_a_leg_inside_the_window_lies_bright_on_the_faint_leg(part):
    artists = draw(make_leg(ARLIT, TIMETRINE, part=part))
    below, above = artists["legs"]
    assert below.get_colors()[0][3] == symbology.FAINT_OPACITY
    assert above.get_colors()[0][3] == 1
    whole, bright = line_of(below), line_of(above)
    start, end = whole[0], whole[-1]
    assert bright[0] == pytest.approx(start + (end - start) * part[0])
    assert bright[-1] == pytest.approx(start + (end - start) * part[1])


@pytest.mark.parametrize(
    ("part", "opacity"),
    [
        ((0.0, 0.4), symbology.FAINT_OPACITY),
        ((0.0, 0.5), 1),
        ((0.2, 0.9), 1),
        ((0.6, 1.0), symbology.FAINT_OPACITY),
    ],
)
def test_the_one_arrowhead_of_a_leg_is_bright_once_half_of_it_has_run(part, opacity):
    (arrows,) = draw(make_leg(ARLIT, TIMETRINE, part=part))["arrows"]
    assert len(arrows.get_paths()) == 1
    assert arrows.get_facecolors()[0][3] == opacity


def test_the_bright_part_of_a_bowed_leg_follows_its_bow():
    legs = (make_leg(ARLIT, TIMETRINE), make_leg(TIMETRINE, ARLIT, part=(0.2, 0.7)))
    _, curve = lay_out_legs(FRAME, [make_path(legs=legs)])
    bright = draw(*legs)["legs"][-1].get_paths()[-1].vertices
    assert length_of(bright) == pytest.approx(length_of(curve.points) / 2, rel=0.001)
    assert len(bright) > 10


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


def test_a_ring_marks_the_last_known_place_of_people_who_are_held():
    here, gone = make_step(*ARLIT, "1", is_last_known=True), make_step(*TIMETRINE, "2")
    axes = Figure().add_axes((0, 0, 1, 1))
    spots = lay_out_steps(FRAME, [make_path(steps=(here, gone))], [])
    draw_steps(axes, spots)
    (rings,) = [a for a in axes.collections if a.get_label() == "last known places"]
    (marks,) = [a for a in axes.collections if a.get_label() == "steps"]
    (ring,) = rings.get_paths()
    extent = ring.get_extents()
    assert ((extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2) == pytest.approx(
        spots[0].centre
    )
    assert extent.width == pytest.approx(
        2 * (spots[0].half_width + symbology.LAST_KNOWN_GAP_PX), rel=0.01
    )
    assert rings.get_zorder() < marks.get_zorder()


def test_nobody_held_leaves_no_ring():
    axes = Figure().add_axes((0, 0, 1, 1))
    draw_steps(axes, lay_out_steps(FRAME, [make_path(steps=(make_step(*ARLIT),))], []))
    assert "last known places" not in {artist.get_label() for artist in axes.collections}

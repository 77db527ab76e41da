import numpy as np
import pytest

from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.placement import (
    Board,
    cover_of_box,
    cover_of_discs,
    cover_of_line,
    cover_of_text,
    overlaps,
    spots_around,
    spots_beside,
)
from sahel_geo.cartography.figure.symbols import Disc

MAP_BOX = Box(0, 0, 200, 100)


def test_a_name_takes_its_first_free_spot():
    board = Board(MAP_BOX)
    board.take(cover_of_box(Box(0, 0, 50, 100)))
    covers = [cover_of_text((x, 50), 40, 10) for x in (30, 60, 100, 150)]
    assert board.first_free(covers) == 2


def test_a_name_without_a_free_spot_yields():
    board = Board(MAP_BOX)
    board.take(cover_of_box(MAP_BOX))
    assert board.first_free([cover_of_text((100, 50), 40, 10)]) is None
    assert board.first_free([]) is None


def test_a_name_never_leaves_the_map():
    assert Board(MAP_BOX).first_free([cover_of_text((190, 50), 40, 10)]) is None


def test_a_name_minds_lines_only_where_it_has_a_choice():
    board = Board(MAP_BOX)
    board.mind(cover_of_line(np.array([(0.0, 50.0), (200.0, 50.0)]), 6))
    on_the_line, clear = cover_of_text((100, 50), 40, 10), cover_of_text((100, 20), 40, 10)
    assert board.first_free([on_the_line, clear]) == 1
    assert board.first_free([on_the_line]) == 0
    assert board.first_free([on_the_line], only_clear=True) is None


def test_a_slanted_name_leaves_the_corners_of_its_box_free():
    cover = cover_of_text((100, 50), 60, 10, angle=45)
    lower_right = np.array([[115.0, 60, 120, 65]])
    along = np.array([[115.0, 33, 120, 38]])
    assert not overlaps(lower_right, cover).any()
    assert overlaps(along, cover).any()


def test_a_disc_covers_its_middle_but_not_the_corners_of_its_box():
    cover = cover_of_discs([Disc((50, 50), 20)])
    assert overlaps(np.array([[49.0, 31, 51, 33]]), cover).any()
    assert not overlaps(np.array([[64.0, 31, 69, 35]]), cover).any()
    assert len(cover_of_discs([])) == 0


def test_the_name_of_a_place_stands_to_its_right_if_it_can():
    spots = list(spots_beside((50, 50), 10, 30, 8))
    assert spots[0] == (50 + 10 + 4 + 15, 50)
    for x, y in spots:
        box = np.array([[x - 15, y - 4, x + 15, y + 4]])
        assert not overlaps(box, np.array([[48.0, 48, 52, 52]])).any()


@pytest.mark.parametrize("reach", [10, 40])
def test_the_name_of_an_area_stays_near_its_point(reach):
    spots = spots_around((50, 50), 40, 10, reach=reach)
    assert spots[0] == (50, 50)
    assert max(np.hypot(x - 50, y - 50) for x, y in spots) <= reach


def test_level_blocks_find_the_spot_that_is_found_one_by_one():
    rng = np.random.default_rng(7)
    board = Board(Box(0, 0, 400, 300))
    board.take(np.hstack([corners := rng.uniform(0, 380, (12, 2)), corners + 25]))
    board.mind(np.hstack([corners := rng.uniform(0, 380, (12, 2)), corners + 15]))
    for _ in range(60):
        spots = [(float(x), float(y)) for x, y in rng.uniform(-10, 410, (9, 2))]
        covers = [cover_of_text(spot, 60, 14) for spot in spots]
        for only_clear in (True, False):
            together = board.first_free_box(spots, 60, 14, only_clear=only_clear)
            assert together == board.first_free(covers, only_clear=only_clear)
    assert board.first_free_box([], 60, 14) is None

"""Symbols that would overlap are joined, and no count is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.cartography.composition.merging import merge_places, stand_aside
from sahel_geo.cartography.symbology import SYMBOL_MAX_RADIUS_PX, symbol_radius_px

seeds = st.integers(0, 2**32 - 1)
sizes = st.sampled_from([0, 1, 2, 5, 30, 150])
widths = st.sampled_from([1.0, 60.0, 300.0, 2000.0])
spacings = st.sampled_from([1.0, 1.3, 2.2])
caps = st.sampled_from([24, 50, 2500])


def make_places(*rows):
    """Make places from (x, y, count, hollow)."""
    columns = list(zip(*rows, strict=True)) or [[], [], [], []]
    dtypes = (float, float, np.int64, bool)
    return tuple(np.array(column, dtype=kind) for column, kind in zip(columns, dtypes, strict=True))


def make_random_places(seed, size, width):
    random = np.random.default_rng(seed)
    x, y = random.uniform(-width / 2, width / 2, size=(2, size))
    x[: size // 4], y[: size // 4] = x[:1].sum(), y[:1].sum()  # many at one point
    return x, y, random.geometric(0.2, size) - 1, random.random(size) < 0.4


def group_counts(places, merged):
    inside = merged.group_of >= 0
    weights = places[2][inside]
    return np.bincount(merged.group_of[inside], weights, len(merged.anchors)).astype(int)


@given(seeds, sizes, widths, spacings)
def test_every_event_stands_in_one_group_and_no_place_without_events_in_any(
    seed, size, width, spacing
):
    places = make_random_places(seed, size, width)
    merged = merge_places(*places, spacing=spacing)
    counts = group_counts(places, merged)
    assert counts.sum() == places[2].sum()
    assert np.array_equal(merged.group_of < 0, places[2] == 0)
    assert all(count > 0 for count in counts)
    assert merged.offsets.shape == (len(merged.anchors), 2)


@given(seeds, sizes, widths, spacings, caps)
def test_no_two_groups_of_one_kind_overlap_at_their_anchors(seed, size, width, spacing, cap):
    x, y, _, hollow = places = make_random_places(seed, size, width)
    merged = merge_places(*places, spacing=spacing, capped_at=cap)
    radii = np.array([symbol_radius_px(total, cap) for total in group_counts(places, merged)])
    at, kind = merged.anchors, hollow[merged.anchors]
    distances = np.hypot(x[at][:, None] - x[at], y[at][:, None] - y[at])
    overlaps = distances < spacing * (radii[:, None] + radii) - 1e-9
    np.fill_diagonal(overlaps, val=False)
    assert not (overlaps & (kind[:, None] == kind)).any()
    assert all((hollow[merged.group_of == group] == kind[group]).all() for group in range(len(at)))


@given(seeds, sizes, widths)
def test_groups_go_from_the_largest_to_the_smallest_and_then_by_their_anchor(seed, size, width):
    places = make_random_places(seed, size, width)
    merged = merge_places(*places)
    counts = group_counts(places, merged)
    keys = list(zip(-counts, merged.anchors, strict=True))
    assert keys == sorted(keys)
    assert np.array_equal(merged.group_of[merged.anchors], np.arange(len(merged.anchors)))


@given(seeds, st.integers(0, 25), widths)
def test_groups_do_not_depend_on_the_order_of_the_places(seed, size, width):
    random = np.random.default_rng(seed)
    x, y = random.uniform(0, width, size=(2, size))
    count = 1 << random.permutation(size)  # no two sums of these are equal
    places = (x, y, count, random.random(size) < 0.4)
    order = random.permutation(size)
    merged, shuffled = merge_places(*places), merge_places(*(column[order] for column in places))
    assert np.array_equal(order[shuffled.anchors], merged.anchors)
    assert np.array_equal(shuffled.group_of, merged.group_of[order])
    assert np.array_equal(shuffled.offsets, merged.offsets)


@given(seeds, sizes, widths)
def test_the_same_places_give_the_same_groups(seed, size, width):
    places = make_random_places(seed, size, width)
    one, other = merge_places(*places), merge_places(*places)
    assert np.array_equal(one.group_of, other.group_of)
    assert np.array_equal(one.offsets, other.offsets)


def test_a_group_stands_at_its_largest_place_and_does_not_move_while_others_join():
    merged = merge_places(*make_places((0, 0, 2, False), (5, 0, 9, False), (9, 0, 3, False)))
    assert merged.group_of.tolist() == [0, 0, 0]
    assert merged.anchors.tolist() == [1]
    assert merged.offsets.tolist() == [[0, 0]]


def test_a_place_joins_the_nearest_of_the_groups_that_it_would_overlap():
    merged = merge_places(*make_places((0, 0, 9, False), (31, 0, 8, False), (17, 0, 1, False)))
    assert merged.group_of.tolist() == [0, 1, 1]


def test_of_two_equally_near_groups_the_larger_one_is_joined():
    merged = merge_places(*make_places((0, 0, 8, False), (30, 0, 9, False), (15, 0, 1, False)))
    assert merged.anchors.tolist() == [1, 0]
    assert merged.group_of.tolist() == [1, 0, 0]


def test_a_group_that_grew_joins_its_neighbour_in_a_later_pass():
    radius = symbol_radius_px(4) + symbol_radius_px(4) + 0.5
    rows = [(0, 0, 4, False), (radius, 0, 4, False), (radius, 1, 3, False)]
    assert len(merge_places(*make_places(*rows[:2])).anchors) == 2
    assert len(merge_places(*make_places(*rows)).anchors) == 1


def test_symbols_that_only_touch_stay_two():
    apart = 2 * symbol_radius_px(1)
    for distance, groups in ((apart, 2), (apart - 1e-6, 1)):
        merged = merge_places(*make_places((0, 0, 1, False), (distance, 0, 1, False)))
        assert len(merged.anchors) == groups


def test_fewer_join_when_symbols_grow_more_slowly():
    near = make_places((0, 0, 20, False), (30, 0, 20, False))
    assert len(merge_places(*near).anchors) == 1
    assert len(merge_places(*near, capped_at=250).anchors) == 2
    offsets = stand_aside(*make_places((0, 0, 20, False), (9, 0, 20, True)), capped_at=2500)
    assert offsets.tolist() == [[0, 0], [0, 0]]


def test_more_spacing_joins_more():
    places = make_random_places(7, 150, 300.0)
    numbers = [len(merge_places(*places, spacing=s).anchors) for s in (1.0, 2.0, 8.0, 64.0)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == 2  # one filled, one hollow


def test_filled_and_hollow_places_at_one_point_stay_two_and_are_both_seen():
    merged = merge_places(*make_places((10, 20, 5, False), (10, 20, 3, True)))
    reach = symbol_radius_px(5) + symbol_radius_px(3)
    assert len(merged.anchors) == 2
    assert merged.offsets[0].tolist() == [0, 0]
    assert merged.offsets[1] == pytest.approx([reach * np.sin(np.radians(120)), reach / 2])


def test_hollow_groups_take_four_sides_of_a_filled_one_and_then_stand_further_out():
    filled = (0, 0, 500, False)
    hollow = [
        (9.1 * dx, 9.1 * dy, 1, True) for dx, dy in ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1))
    ]
    x, y, *_ = places = make_places(filled, *hollow)
    offsets = stand_aside(*places)
    at = np.column_stack([x, y]) + offsets
    bearings = np.degrees(np.arctan2(at[1:, 0], -at[1:, 1])) % 360
    assert bearings == pytest.approx([120, 60, 240, 300, 120])
    ring = SYMBOL_MAX_RADIUS_PX + symbol_radius_px(1)
    outer = ring + 2 * symbol_radius_px(1)
    assert np.hypot(*at[1:].T) == pytest.approx([ring, ring, ring, ring, outer])


def test_a_hollow_group_gives_way_to_a_small_filled_one_inside_it():
    offsets = stand_aside(*make_places((0, 0, 100, True), (15, 0, 1, False)))
    assert offsets[1].tolist() == [0, 0]
    at = np.array([0, 0]) + offsets[0] - [15, 0]
    assert np.hypot(*at) == pytest.approx(SYMBOL_MAX_RADIUS_PX + symbol_radius_px(1))


def test_of_several_filled_groups_a_hollow_one_stands_beside_the_nearest():
    offsets = stand_aside(
        *make_places((0, 0, 500, False), (30, 0, 500, False), (16, 0, 1, True), (99, 0, 1, True))
    )
    beside = np.array([16, 0]) + offsets[2] - [30, 0]
    assert np.hypot(*beside) == pytest.approx(SYMBOL_MAX_RADIUS_PX + symbol_radius_px(1))
    assert offsets[3].tolist() == [0, 0]  # touches nothing


def test_twelve_thousand_places_are_all_counted():
    random = np.random.default_rng(5)
    x, y = random.uniform(0, 1500, size=(2, 12_500))
    places = (x, y, random.geometric(0.1, 12_500), random.random(12_500) < 0.3)
    merged = merge_places(*places)
    assert group_counts(places, merged).sum() == places[2].sum()
    assert len(merged.anchors) < 3000

"""A picture of a film shows what the screen shows of the same days."""

from dataclasses import replace
from datetime import date

import pytest

from sahel_geo.analysis.timebins import TimeUnit
from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.composition.film import (
    compose_frames,
    compose_stage,
    plan_windows,
)
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection

YEARS = Period(date(2010, 3, 10), date(2013, 2, 5))


def keys(document):
    return [entry.key for group in document.legend for entry in group.entries]


def test_pictures_go_by_whole_units_and_end_with_the_period():
    windows = plan_windows(YEARS, TimeUnit.YEAR, units_shown=1)
    assert windows == (
        Period(date(2010, 3, 10), date(2010, 12, 31)),
        Period(date(2011, 1, 1), date(2011, 12, 31)),
        Period(date(2012, 1, 1), date(2012, 12, 31)),
        Period(date(2013, 1, 1), date(2013, 2, 5)),
    )


def test_a_picture_may_show_several_units_or_all_so_far():
    two = plan_windows(YEARS, TimeUnit.YEAR, units_shown=2)
    assert [window.start.year for window in two] == [2010, 2010, 2011, 2012]
    all_so_far = plan_windows(YEARS, TimeUnit.YEAR, units_shown=2, is_cumulative=True)
    assert {window.start for window in all_so_far} == {YEARS.start}
    assert [window.end for window in all_so_far] == [window.end for window in two]


def test_without_a_choice_a_picture_is_as_long_as_the_window_of_the_timeline():
    window = Period(date(2011, 1, 1), date(2011, 6, 30))
    longest = max(plan_windows(YEARS, TimeUnit.MONTH, window=window), key=lambda w: w.days)
    assert 180 <= longest.days <= 185
    twelfth = max(plan_windows(YEARS, TimeUnit.MONTH), key=lambda w: w.days)
    assert 89 <= twelfth.days <= 92


@pytest.fixture(scope="module")
def selection():
    return MapSelection(
        countries=("MLI", "NER"), period=Period(date(2010, 1, 1), date(2013, 12, 31))
    )


@pytest.fixture(scope="module")
def whole(shipped, english, selection):
    return compose_map(shipped, selection, english)


def test_a_picture_is_the_map_of_its_window(shipped, english, selection, whole):
    windows = plan_windows(selection.period, TimeUnit.YEAR)
    stage = compose_stage(shipped, selection, english, whole, windows)
    for frame in compose_frames(shipped, selection, english, stage, windows):
        chosen = replace(selection, window=frame.window)
        document = compose_map(shipped, chosen, english, extent=whole.extent)
        assert frame.symbols == document.symbols
        assert [(f.key, f.name) for f in frame.footprints] == [
            (f.key, f.name) for f in document.footprints
        ]
        assert frame.tray == document.tray
        assert frame.counts == document.texts.counts
        assert [path.case_id for path in frame.paths] == [path.case_id for path in document.paths]
        assert [leg.part for path in frame.paths for leg in path.legs] == [
            leg.part for path in document.paths for leg in path.legs
        ]
        few = {"steps_numbered", "leg_figures", "path_footprint", "fade"}  # only with few cases
        assert set(keys(document)) - set(keys(stage)) <= few
        assert not any(path.footprints for path in frame.paths)


def test_the_legend_of_a_film_tells_of_what_comes_and_goes(shipped, english):
    selection = MapSelection(
        cases=("arlit-2010",), period=Period(date(2010, 9, 1), date(2013, 12, 31))
    )
    whole = compose_map(shipped, selection, english)
    windows = plan_windows(selection.period, TimeUnit.YEAR)
    stage = compose_stage(shipped, selection, english, whole, windows)
    assert "faint" not in keys(whole)
    assert {"faint", "last_known", "possible"} <= set(keys(stage))
    assert "leg_figures" not in keys(stage)
    assert not any(leg.words for path in stage.paths for leg in path.legs)

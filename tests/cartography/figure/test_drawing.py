import itertools
import sys
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.colors import to_hex
from shapely.geometry import box

from sahel_geo.cartography import symbology
from sahel_geo.cartography.figure import Page, to_figure
from sahel_geo.cartography.symbology import LabelKind
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import WINDOW, Extent
from sahel_geo.model.vocabulary import Language
from tests.cartography.figure.handmade_document import (
    TEXTS,
    artists_of,
    axes_of,
    has_axes,
    make_countries,
    make_document,
    make_fade,
    make_footprint,
    make_label,
    make_leg,
    make_path,
    make_relief,
    make_step,
    make_symbol,
    picture_of,
    text_boxes,
    words_of,
)


def draw(translator, **changes):
    return to_figure(make_document(**changes), Page(), translator)


def pixel(figure, longitude, latitude, extent):
    """The colour of the picture near a point, by the share of the extent in the map's frame."""
    axes = axes_of(figure, "map")
    west, south, east, north = extent.as_tuple()
    area = axes.get_position()
    x = area.x0 + area.width * (longitude - west) / (east - west)
    y = area.y0 + area.height * (latitude - south) / (north - south)
    picture = picture_of(figure)
    return picture.getpixel((round(x * picture.width), round((1 - y) * picture.height)))


def test_the_figure_has_the_size_of_the_page_and_no_window_of_its_own(figure):
    assert tuple(figure.get_size_inches() * figure.dpi) == (1920, 1080)
    assert type(figure.canvas).__name__ == "FigureCanvasBase"
    assert (
        "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()
    )


def test_the_words_around_the_map_are_on_the_page(figure):
    words = words_of(figure, "sheet")
    for text in (TEXTS.title, TEXTS.subtitle, TEXTS.counts, TEXTS.sources, TEXTS.disclaimer):
        assert text in words
    assert f"{TEXTS.data_date} · {TEXTS.made_on}" in words
    assert "somewhere in Mali: 12" in words


def test_names_numbers_and_gaps_are_on_the_map(figure):
    words = words_of(figure, "map")
    for text in ("MALI", "Gao", "Niamey", "Ténéré", "1", "2, 4", "3", "N"):
        assert text in words
    assert "somewhere in" in " ".join(words)
    assert "720 km" in " ".join(words)


def test_meridians_and_parallels_are_named_on_the_edge(figure):
    words = words_of(figure, "sheet")
    assert "5°\u00a0E" in words
    assert "0°" in words
    assert "15°\u00a0N" in words


def test_french_degrees_say_west_as_ouest():
    french = to_figure(make_document(), Page(), Translator(Language.FRENCH))
    assert "5°\u00a0O" in words_of(french, "sheet")


def test_everything_stays_on_the_page(figure):
    for axes in figure.axes:
        for extent in text_boxes(figure, axes.get_label()):
            assert extent.x0 >= 0
            assert extent.y0 >= 0
            assert extent.x1 <= 1920
            assert extent.y1 <= 1080


def make_crowd():
    rng = np.random.default_rng(4)
    kinds = itertools.cycle(
        [LabelKind.TOWN, LabelKind.ADMIN1, LabelKind.REGION, LabelKind.LANDFORM]
    )
    return tuple(
        make_label(
            f"Name {number}",
            float(longitude),
            float(latitude),
            kind=kind,
            dot=kind is LabelKind.TOWN,
            rank=number % 5 + 1,
        )
        for number, (kind, (longitude, latitude)) in enumerate(
            zip(kinds, rng.uniform((-6, 12), (9, 22), (300, 2)), strict=False)
        )
    )


def test_no_name_lies_over_another_or_over_a_symbol(translator):
    symbols = tuple(make_symbol(x, y) for x in range(-5, 9, 2) for y in range(13, 22, 2))
    figure = draw(translator, labels=make_crowd(), symbols=symbols)
    boxes = text_boxes(figure, "map", "label")
    assert len(boxes) > 40
    for one, other in itertools.combinations(boxes, 2):
        # what is measured includes room for accents and descenders, hence two pixels
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        down = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert min(across, down) <= 2
    (collection,) = artists_of(figure, "symbols")
    to_pixels = axes_of(figure, "map").transData
    for path in collection.get_paths():
        extent = path.get_extents(to_pixels)
        middle = (extent.x0 + extent.x1) / 2, (extent.y0 + extent.y1) / 2
        assert not any(one.contains(*middle) for one in boxes)


def test_of_two_names_at_one_point_the_lower_rank_is_kept(translator):
    names = tuple(
        make_label(text, 0, 17, kind=LabelKind.WATER, dot=False, rank=rank)
        for text, rank in (("later", 5), ("first", 1))
    )
    crowd = tuple(
        make_label(f"{number}", 0, 17, kind=LabelKind.WATER, dot=False) for number in range(60)
    )
    words = words_of(draw(translator, labels=(*crowd, *names)), "map")
    assert "first" in words
    assert "later" not in words


def test_a_name_wanted_only_on_larger_maps_is_left_out(translator):
    labels = (make_label("far", min_zoom=4.0), make_label("near", 5.0, min_zoom=9.0))
    words = words_of(draw(translator, labels=labels), "map")
    assert "far" in words
    assert "near" not in words


def test_a_country_is_named_where_it_is_seen(translator):
    label = make_label("Niger", 15.0, 8.0, kind=LabelKind.COUNTRY, rank=1, dot=False)
    assert "NIGER" in words_of(draw(translator, labels=(label,)), "map")
    hidden = make_label("Chad", 15.0, 35.0, kind=LabelKind.COUNTRY, rank=1, dot=False)
    assert "CHAD" not in words_of(draw(translator, labels=(hidden,)), "map")


def test_text_of_the_data_is_not_read_as_mathematics(translator):
    odd = "$x_1^2$ {a} \\frac"
    figure = draw(translator, labels=(make_label(odd),), paths=(make_path(
        fades=(make_fade((0, 16), (-2, 18), odd),),
        legs=(make_leg((2, 14), (6, 20), words=odd),),
        steps=(make_step(2, 14, "$1$"),),
    ),))  # fmt: skip
    picture_of(figure)
    assert odd in words_of(figure, "map")
    assert "$1$" in words_of(figure, "map")


def test_a_fading_path_has_neither_arrow_nor_number(translator):
    figure = draw(translator, paths=(make_path(fades=(make_fade((0, 16), (-3, 19)),)),))
    (fade,) = artists_of(figure, "fades")
    opacity = fade.get_colors()[:, 3]
    assert opacity[0] == 1
    assert opacity[-1] == 0
    assert (np.diff(opacity) < 0).all()
    assert not artists_of(figure, "arrows")
    assert not artists_of(figure, "steps")
    assert not artists_of(figure, "dots of steps")
    assert "somewhere in" in " ".join(words_of(figure, "map"))


def test_the_words_of_a_path_have_its_colour(translator):
    path = make_path(legs=(make_leg((0, 14), (5, 19), words="two days"),))
    figure = draw(translator, paths=(path,))
    words = next(text for text in axes_of(figure, "map").texts if text.get_text() == "two days")
    assert to_hex(words.get_color()) == symbology.PATH_COLOR


def test_layers_lie_in_the_order_of_the_document_and_symbols_above(figure):
    depths = [
        artists_of(figure, label)[0].get_zorder()
        for label in ("countries", "borders", "footprints", "tails", "legs", "symbols", "steps")
    ]
    assert depths == sorted(depths)
    assert len(set(depths)) == len(depths)


def test_borders_in_dispute_are_dashed(translator):
    figure = draw(translator, extent=Extent(-6, 20, 9, 29))
    dashed = [bool(lines.get_linestyles()[0][1]) for lines in artists_of(figure, "borders")]
    assert sorted(dashed) == [False, True]


def test_relief_shades_the_land_and_leaves_the_sea_flat(translator, tmp_path):
    extent = Extent(-17.5, 6, -8, 14)
    land = make_countries()
    layers = make_relief(tmp_path), land
    plain, shaded = (draw(translator, layers=some, extent=extent) for some in ((land,), layers))
    sea, ground = (-16.0, 10.0), (-9.0, 10.0)
    assert pixel(plain, *sea, extent) == pixel(shaded, *sea, extent)
    assert sum(pixel(shaded, *ground, extent)) < sum(pixel(plain, *ground, extent))


def test_an_area_named_twice_is_shaded_once(translator):
    area = box(-2, 14, 2, 18)
    once, twice = (
        picture_of(draw(translator, footprints=(make_footprint(area),) * count)).tobytes()
        for count in (1, 2)
    )
    assert once == twice


def test_what_was_within_reach_is_drawn_dotted_and_paler_than_an_area_that_was_reported(translator):
    reach = replace(make_footprint(box(-4, 13, 6, 20)), style=symbology.REACH)
    path = replace(make_path(footprints=(make_footprint(box(0, 15, 2, 17)),)), reaches=(reach,))
    figure = draw(translator, paths=(path,))
    pale, clear = artists_of(figure, "footprints")
    assert pale.get_facecolor()[0][3] < clear.get_facecolor()[0][3]
    assert artists_of(figure, "footprint edges")[0].get_linestyles()[0][1]


def test_the_locator_is_left_out_where_the_map_shows_nearly_all(translator):
    assert has_axes(draw(translator), "locator")
    assert not has_axes(draw(translator, extent=WINDOW), "locator")


def test_a_document_without_layers_or_words_can_be_drawn(translator):
    texts = type(TEXTS)("", "", "", "", "", "", "")
    figure = draw(translator, layers=(), legend=(), texts=texts)
    assert not has_axes(figure, "locator")
    picture_of(figure)


@pytest.mark.parametrize(
    "page", [Page(1123, 794, 96), Page(2480, 3508, 300), Page(3840, 2160, 256)]
)
def test_other_pages_hold_the_same_map(page, document, translator):
    figure = to_figure(document, page, translator)
    assert "MALI" in words_of(figure, "map")
    for axes in figure.axes:
        for extent in text_boxes(figure, axes.get_label()):
            assert extent.x1 <= page.width_px


def test_the_name_of_a_place_is_kept_where_symbols_crowd_around_it(translator):
    crowd = tuple(make_symbol(x, 16.3, radius_px=12.0) for x in (-0.1, 0.0, 0.1))
    figure = draw(translator, symbols=crowd, labels=(make_label("Gao", rank=1),))
    assert "Gao" in words_of(figure, "map")


def test_a_step_beyond_the_frame_leaves_no_number_on_the_page(translator):
    figure = draw(translator, paths=(make_path(steps=(make_step(-16.0, 17.0, "7"),)),))
    (number,) = (text for text in axes_of(figure, "map").texts if text.get_text() == "7")
    assert number.get_clip_on()
    plain = draw(translator)
    assert picture_of(figure).tobytes() == picture_of(plain).tobytes()

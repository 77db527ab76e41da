import io
import itertools

import numpy as np
import pytest
from PIL import Image

from sahel_geo.cartography.composition.extras import compose_extras
from sahel_geo.cartography.figure import draw, page_of, plan_page
from sahel_geo.cartography.figure.layout import lay_out, stamp_words
from sahel_geo.cartography.figure.page import Box, Page
from sahel_geo.cartography.figure.placement import overlaps
from sahel_geo.cartography.figure.plan import dress
from sahel_geo.model.design import USUAL_FURNITURE, PageDesign
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Furniture, Language, PaperName, ThemeName
from tests.cartography.figure.handmade_document import (
    TEXTS,
    axes_of,
    has_axes,
    make_document,
    make_fade,
    make_path,
    words_of,
)
from tests.makers import make_document as compose

ALL = frozenset(Furniture)
LONG = "A very long title for a meeting of ministers on the security of the Sahel, " * 4


def make_logo(width=400, height=160):
    with io.BytesIO() as file:
        Image.new("RGBA", (width, height), (10, 80, 140, 255)).save(file, "PNG")
        return file.getvalue()


@pytest.fixture(scope="module", params=Language)
def full(request, shipped, english, french):
    """Everything of the shipped data, with its translator and its extras."""
    translator = {Language.ENGLISH: english, Language.FRENCH: french}[request.param]
    selection = MapSelection(language=request.param)
    extras = compose_extras(shipped, selection, translator, PageDesign(furniture=ALL))
    return compose(shipped, selection), translator, extras


def boxes_of(layout):
    """What stands on the page and must not run into anything else, by name."""
    boxes = {words.name: words.box for words in layout.words}
    boxes |= {f"chip {n}": chip.box(layout.map_box) for n, chip in enumerate(layout.chips)}
    boxes |= {f"marking {n}": marking.box for n, marking in enumerate(layout.markings)}
    boxes |= {"map": layout.map_box, "legend": layout.legend_box, "locator": layout.locator_box}
    boxes |= {"chart": layout.strips.chart_box, "table": layout.strips.table_box}
    brand = layout.brand
    if brand.height:
        boxes["brand"] = Box(
            brand.left, brand.top, brand.left + brand.width, brand.top + brand.height
        )
    return {name: box for name, box in boxes.items() if box is not None}


def run_into_each_other(one, other):
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.5 and down > 0.5


@pytest.mark.parametrize("paper", PaperName)
@pytest.mark.parametrize(
    "design",
    [
        PageDesign(),
        PageDesign(
            furniture=ALL,
            organisation="Ministry of Foreign Affairs and International Cooperation",
            marking="TLP:AMBER+STRICT",
            logo=make_logo(),
        ),
        PageDesign(
            title=LONG[:300], subtitle=LONG[:300], marking="Official", logo=make_logo(9, 90)
        ),
        PageDesign(furniture=frozenset()),
    ],
    ids=["usual", "all", "long", "bare"],
)
def test_nothing_on_a_page_runs_into_anything_else(full, paper, design):
    document, translator, extras = full
    page = page_of(paper)
    extras = extras if design.furniture == ALL else None
    layout = lay_out(dress(document, design), page, translator, design, extras)
    boxes = boxes_of(layout)
    for (name, one), (other_name, other) in itertools.combinations(boxes.items(), 2):
        assert not run_into_each_other(one, other), (name, other_name)
    for name, box in boxes.items():
        assert Box(0, 0, page.width, page.height).holds(box), name
    if layout.legend_box is not None:
        assert layout.legend.height <= layout.legend_box.height + 1
        assert layout.legend.width <= layout.legend_box.width + 1
    assert layout.map_box.height > 0.2 * page.height


@pytest.mark.parametrize("paper", PaperName)
@pytest.mark.parametrize("selection", [MapSelection(), MapSelection(cases=("arlit-2010",))])
def test_no_name_lies_over_another_or_over_a_symbol(shipped, english, paper, selection):
    plan = plan_page(compose(shipped, selection), page_of(paper), english)
    assert len(plan.names) > 20
    covers = [name.cover for name in plan.names]
    for number, cover in enumerate(covers):
        others = np.concatenate([*covers[:number], *covers[number + 1 :], plan.drawn.taken])
        assert not overlaps(cover, others).any(), plan.names[number].block.lines
    panel = plan.panel
    corner = np.array([(panel.left, panel.top, panel.right, panel.bottom)])
    assert not overlaps(np.concatenate(covers), corner).any()


def test_a_preview_has_everything_where_the_export_has_it(shipped, english):
    document = compose(shipped, MapSelection(cases=("arlit-2010",)))
    one, other = (
        plan_page(document, page_of(PaperName.WIDE, width_px=width), english)
        for width in (640, 1920)
    )
    assert one.layout.map_box == other.layout.map_box
    assert [name.block.lines for name in one.names] == [name.block.lines for name in other.names]
    centres = [np.array([name.centre for name in plan.names]) for plan in (one, other)]
    assert np.abs(centres[0] - centres[1]).max() < 0.01


def test_a_title_of_three_hundred_letters_is_set_whole(shipped, english):
    design = PageDesign(title=LONG[:300])
    for paper in PaperName:
        plan = plan_page(make_document(), page_of(paper), english, design)
        title = next(words for words in plan.layout.head if words.name == "title")
        assert " ".join(title.paragraph.lines) == design.title


def test_own_words_replace_the_maps_and_what_was_filtered_is_still_told(translator):
    design = PageDesign(title="Briefing", subtitle="")
    plan = plan_page(make_document(), Page(), translator, design)
    told = {words.name: " ".join(words.paragraph.lines) for words in plan.layout.words}
    assert told["title"] == "Briefing"
    assert "subtitle" not in told
    assert TEXTS.title in told["stamp"]
    assert TEXTS.subtitle in told["stamp"]


def test_without_sources_and_disclaimer_the_stamp_stays(translator):
    plan = plan_page(make_document(), Page(), translator, PageDesign(furniture=frozenset()))
    (stamp,) = plan.layout.foot
    assert stamp.paragraph.lines == (stamp_words(TEXTS),)


@pytest.mark.parametrize("theme", ThemeName)
@pytest.mark.parametrize("paper", [PaperName.WIDE, PaperName.SQUARE, PaperName.A4_PORTRAIT])
def test_every_theme_is_drawn_on_its_paper(document, translator, theme, paper):
    design = PageDesign(paper=paper, theme=theme, marking="TLP:RED")
    page = page_of(paper, width_px=400)
    figure = draw(plan_page(document, page, translator, design))
    with io.BytesIO() as file:
        figure.savefig(file, format="png")
        picture = Image.open(file).convert("RGB")
        assert picture.size == (page.width_px, page.height_px)
        corner = picture.getpixel((2, page.height_px // 2))
    assert (sum(corner) < 150) == (theme is ThemeName.DARK)


@pytest.mark.parametrize("marking", ["TLP:AMBER", "Diffusion restreinte"])
def test_a_marking_stands_at_the_top_and_the_bottom(translator, marking):
    plan = plan_page(make_document(), Page(), translator, PageDesign(marking=marking))
    assert words_of(draw(plan), "sheet").count(marking) == 2
    top, bottom = plan.layout.markings
    assert top.box.bottom < plan.layout.head[0].top
    assert bottom.box.top > plan.layout.foot[-1].top


@pytest.mark.parametrize(
    ("off", "axes"), [(Furniture.LEGEND, "legend"), (Furniture.INSET, "locator")]
)
def test_furniture_that_is_off_leaves_its_room_to_the_map(translator, off, axes):
    bare = PageDesign(furniture=USUAL_FURNITURE - {off})
    plan = plan_page(make_document(), Page(), translator, bare)
    assert not has_axes(draw(plan), axes)
    usual = plan_page(make_document(), Page(), translator)
    assert plan.layout.map_box.width >= usual.layout.map_box.width
    assert plan.layout.map_box.height >= usual.layout.map_box.height


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({Furniture.SCALE_BAR}, {"N": False, "0": True}),
        ({Furniture.NORTH_ARROW}, {"N": True, "0": False}),
        (set(), {"N": False, "0": False}),
    ],
)
def test_scale_bar_and_north_arrow_are_switched_each(translator, wanted, words):
    design = PageDesign(furniture=frozenset(wanted))
    plan = plan_page(make_document(), Page(), translator, design)
    written = words_of(draw(plan), "map")
    for word, is_there in words.items():
        assert (word in written) is is_there


def test_in_grey_letters_tell_the_kinds_of_incidents(document, translator):
    plan = plan_page(document, Page(), translator, PageDesign(theme=ThemeName.GREY))
    figure = draw(plan)
    letters = [text for text in axes_of(figure, "map").texts if text.get_gid() == "letter"]
    assert {text.get_text() for text in letters} == {"B"}
    assert "B" in words_of(figure, "legend")
    plain = draw(plan_page(document, Page(), translator))
    assert not [text for text in axes_of(plain, "map").texts if text.get_gid() == "letter"]


def test_a_logo_keeps_its_shape_and_colours(translator):
    design = PageDesign(logo=make_logo(800, 100), theme=ThemeName.DARK)
    plan = plan_page(make_document(), Page(), translator, design)
    box = plan.layout.brand.logo_box
    assert box.width / box.height == pytest.approx(8)
    (image,) = (image for image in axes_of(draw(plan), "sheet").images)
    assert tuple(image.get_array()[5, 5]) == (10, 80, 140, 255)


def test_an_end_without_words_takes_no_room_among_the_names(english):
    fades = (make_fade((0.0, 16.0), (1.0, 17.0), words=""), make_fade((3.0, 16.0), (4.0, 17.0)))
    plan = plan_page(make_document(paths=(make_path(fades=fades),), labels=()), Page(), english)
    assert [" ".join(name.block.lines) for name in plan.names] == ["somewhere in northern Mali"]

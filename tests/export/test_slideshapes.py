import numpy as np
import pytest
from lxml import etree

from sahel_geo.export.slidepaint import EMU_PER_PX, Paint, Stroke
from sahel_geo.export.slidepaths import CLOSE, CUBIC, LINE, MOVE
from sahel_geo.export.slideshapes import ShapeWriter
from sahel_geo.export.slidewords import Lettering, Words

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
RED = Paint("#a91609", 0.5)
PLAIN = Lettering("#26292b", 12.0)


def square(left, top, side):
    return np.array(
        [(left, top), (left + side, top), (left + side, top + side), (left, top + side)], float
    )


def tree_of(writer):
    return etree.fromstring(writer.to_xml())


def find(writer, path):
    return tree_of(writer).xpath(path, namespaces=NAMES)


def test_an_area_with_a_hole_is_one_shape_of_two_closed_rings():
    writer = ShapeWriter()
    writer.add_outline("Ring", [square(10, 20, 30), square(15, 25, 10)], fill=RED)
    (path,) = find(writer, "//a:path")
    assert len(path.findall("a:moveTo", NAMES)) == 2
    assert len(path.findall("a:close", NAMES)) == 2
    assert writer.points == 8


def test_a_shape_stands_at_its_place_and_its_points_count_from_its_corner():
    writer = ShapeWriter(scale=2.0)
    writer.add_outline("Square", [square(10, 20, 30)], fill=RED)
    (offset,) = find(writer, "//p:sp//a:off")
    assert (offset.get("x"), offset.get("y")) == (str(20 * EMU_PER_PX), str(40 * EMU_PER_PX))
    assert find(writer, "//a:pt")[0].get("x") == "0"


def test_a_ring_that_ends_where_it_began_has_no_point_twice():
    writer = ShapeWriter()
    ring = square(0, 0, 5)
    writer.add_outline("Square", [np.vstack([ring, ring[:1]])], fill=RED)
    assert writer.points == 4


def test_a_straight_line_is_a_connector_that_keeps_its_direction():
    writer = ShapeWriter()
    stroke = Stroke(RED, 2.0, (6.0, 3.0), arrow=True)
    writer.add_lines("Leg", [np.array([(50.0, 60.0), (10.0, 20.0)])], stroke)
    (transform,) = find(writer, "//p:cxnSp//a:xfrm")
    assert (transform.get("flipH"), transform.get("flipV")) == ("1", "1")
    assert find(writer, "//a:tailEnd")[0].get("type") == "triangle"
    (dash,) = find(writer, "//a:custDash/a:ds")
    assert (dash.get("d"), dash.get("sp")) == ("300000", "150000")


def test_curves_stay_curves():
    writer = ShapeWriter()
    points = np.array([(0, 0), (0, 5), (5, 10), (10, 10), (10, 0), (0, 0)], float)
    writer.add_path("Petal", points, [MOVE, CUBIC, CUBIC, CUBIC, LINE, CLOSE], fill=RED)
    (curve,) = find(writer, "//a:cubicBezTo")
    assert len(curve) == 3
    assert len(find(writer, "//a:close")) == 1


def test_a_group_covers_its_shapes_and_an_empty_one_is_left_out():
    writer = ShapeWriter()
    with writer.group("Land"):
        writer.add_box("A", (10, 10, 20, 20), fill=RED)
        writer.add_box("B", (40, 30, 50, 60), fill=RED)
    with writer.group("Nothing"):
        pass
    (group,) = find(writer, "//p:grpSp")
    assert group.xpath("./p:nvGrpSpPr/p:cNvPr/@name", namespaces=NAMES) == ["Land"]
    (size,) = group.xpath("./p:grpSpPr/a:xfrm/a:ext", namespaces=NAMES)
    assert (size.get("cx"), size.get("cy")) == (str(40 * EMU_PER_PX), str(50 * EMU_PER_PX))


def test_each_shape_has_a_number_of_its_own():
    writer = ShapeWriter()
    with writer.group("Group"):
        writer.add_ellipse("Disc", (0, 0, 9, 9), fill=RED)
        writer.add_ring("Ring", (0, 0, 9, 9), 0.3, bearings=(0, 120), fill=RED)
    writer.add_words("Words", (0, 0, 90, 9), Words(("Arlit",), PLAIN))
    numbers = find(writer, "//p:cNvPr/@id")
    assert len(numbers) == len(set(numbers)) == 5


def test_a_part_of_a_ring_runs_clockwise_from_the_top():
    writer = ShapeWriter()
    writer.add_ring("Ring", (0, 0, 9, 9), 0.4, bearings=(0, 90), fill=RED)
    guides = {guide.get("name"): guide.get("fmla") for guide in find(writer, "//a:gd")}
    assert guides == {"adj1": f"val {270 * 60_000}", "adj2": "val 0", "adj3": "val 20000"}


@pytest.mark.parametrize(
    ("words", "direction"), [("النيجر", "1"), ("Arlit النيجر", None), ("Enlèvement", None)]
)
def test_words_run_in_the_direction_of_their_first_letter(words, direction):
    writer = ShapeWriter()
    writer.add_words("Words", (0, 0, 90, 9), Words((words,), PLAIN))
    assert find(writer, "//a:pPr")[0].get("rtl") == direction
    assert find(writer, "//a:t")[0].text == words


def test_hostile_words_stay_words():
    writer = ShapeWriter()
    hostile = '</a:t><x a="1">&\x00\x0b'
    writer.add_words(hostile, (0, 0, 90, 9), Words((hostile,), PLAIN))
    assert find(writer, "//a:t")[0].text == hostile.replace("\x00", "\ufffd").replace(
        "\x0b", "\ufffd"
    )
    assert not find(writer, "//x")


def test_words_name_a_common_font():
    writer = ShapeWriter()
    writer.add_words("Words", (0, 0, 90, 9), Words(("Arlit",), PLAIN))
    assert {face.get("typeface") for face in find(writer, "//a:rPr/*[@typeface]")} == {"Arial"}

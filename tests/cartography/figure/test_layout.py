from dataclasses import replace

import pytest

from sahel_geo.cartography.document import TrayEntry
from sahel_geo.cartography.figure.layout import lay_out
from sahel_geo.cartography.figure.page import Box, Page
from tests.cartography.figure.handmade_document import TEXTS, make_document

LONG = "Hostage movements: " + ", ".join(["seven people of a mining town"] * 12)
PAGE_BOX = Box(0, 0, 1440, 810)


def make_tray(count):
    return tuple(
        TrayEntry(f"tray:{number}", f"somewhere in country {number}: 2", 2)
        for number in range(count)
    )


@pytest.mark.parametrize(
    "texts", [TEXTS, replace(TEXTS, title=LONG, subtitle=LONG, counts=LONG, sources=LONG)]
)
def test_parts_of_the_page_do_not_run_into_each_other(texts, translator):
    layout = lay_out(make_document(texts=texts, tray=make_tray(6)), Page(), translator)
    assert PAGE_BOX.holds(layout.map_box)
    assert layout.head[-1].box.bottom < layout.map_box.top
    assert layout.map_box.bottom < layout.foot[0].top
    assert layout.map_box.right < layout.legend_box.left
    assert layout.foot[-1].box.bottom <= 810
    assert layout.locator_box.bottom < layout.map_box.top
    assert layout.map_box.height > 500


@pytest.mark.parametrize(("people", "lines"), [(1, 1), (3, 1), (4, 2), (12, 3)])
def test_a_long_title_shrinks_then_takes_more_lines(people, lines, translator):
    title = "Hostage movements: " + ", ".join(["seven people of a town"] * people)
    (title, *_) = lay_out(make_document(texts=replace(TEXTS, title=title)), Page(), translator).head
    assert len(title.paragraph.lines) == lines
    assert title.paragraph.style.size_px >= 14


def test_every_entry_of_the_tray_has_its_place_below_the_map(translator):
    layout = lay_out(make_document(tray=make_tray(6)), Page(), translator)
    boxed = [chip for chip in layout.chips if chip.boxed]
    assert [chip.words for chip in boxed] == [entry.words for entry in make_tray(6)]
    assert max(chip.left + chip.width for chip in boxed) <= layout.map_box.right


def test_a_tray_too_long_for_its_lines_counts_the_rest(translator):
    layout = lay_out(make_document(tray=make_tray(60)), Page(), translator)
    boxed = [chip for chip in layout.chips if chip.boxed]
    shown = len(boxed) - 1
    assert boxed[-1].words == f"elsewhere: {2 * (60 - shown)}"
    assert max(chip.line for chip in boxed) <= 2


def test_an_entry_wider_than_the_map_is_shortened(translator):
    layout = lay_out(make_document(tray=(TrayEntry("tray:0", LONG, 3),)), Page(), translator)
    assert layout.chips[-1].left + layout.chips[-1].width <= layout.map_box.right


def test_without_a_tray_the_map_takes_its_room(translator):
    without, with_tray = (
        lay_out(make_document(tray=tray), Page(), translator) for tray in ((), make_tray(2))
    )
    assert without.chips == ()
    assert without.map_box.bottom > with_tray.map_box.bottom

"""Handling lines at the top and the bottom of a page, such as TLP:AMBER."""

from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sahel_geo.cartography.figure.lettering import measure, set_paragraph, write
from sahel_geo.cartography.figure.page import POINTS_PER_PX, Box, Page
from sahel_geo.cartography.symbology import TextStyle

MARKING_ROOM_PX = 17.0
"""What a marking takes of the page at either end."""
LINE_PX, EDGE_GAP_PX, PADDING_PX = 16.0, 6.0, 9.0
LETTERING = TextStyle("#ffffff", 10.5, bold=True, halo_px=0.0)
TLP_GROUND = "#000000"
TLP_COLORS = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}
"""Colours of the Traffic Light Protocol 2.0 (FIRST), on black."""
OTHER_GROUND = "#3b4145"


@dataclass(frozen=True)
class Marking:
    """One of the two lines. Its colours are fixed, whatever the theme."""

    words: str
    box: Box
    style: TextStyle
    ground: str


def set_markings(marking: str, page: Page) -> tuple[Marking, ...]:
    """Set a marking at the top and the bottom of the page, in the middle; none if it is empty."""
    if not marking:
        return ()
    compact = marking.upper().replace(" ", "")
    tlp = TLP_COLORS.get(compact)
    style = replace(LETTERING, color=tlp or LETTERING.color)
    words = set_paragraph(marking, style, page.width - 60)
    width = measure(words.lines[0], words.style) + 2 * PADDING_PX
    left = (page.width - width) / 2
    ground = TLP_GROUND if tlp else OTHER_GROUND
    tops = (EDGE_GAP_PX, page.height - EDGE_GAP_PX - LINE_PX)
    return tuple(
        Marking(words.lines[0], Box(left, top, left + width, top + LINE_PX), words.style, ground)
        for top in tops
    )


def draw_markings(sheet: Axes, markings: tuple[Marking, ...]) -> None:
    """Draw the handling lines."""
    for item in markings:
        box = item.box
        sheet.add_patch(
            Rectangle(
                (box.left, box.top), box.width, box.height, facecolor=item.ground,
                edgecolor="#808080", linewidth=0.5 * POINTS_PER_PX,
            )
        )  # fmt: skip
        text = write(sheet, item.words, box.centre, item.style, align="center", depth=1)
        text.set_color(item.style.color)
        text.set_gid("marking")

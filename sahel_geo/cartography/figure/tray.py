"""The tray below the map: what happened somewhere in a country, and is not drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from sahel_geo.cartography.document import TrayEntry
from sahel_geo.cartography.figure.canvas import colors_of
from sahel_geo.cartography.figure.lettering import Horizontal, measure, set_paragraph, write
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.symbology import INK, QUIET_INK, TextStyle
from sahel_geo.i18n.catalog import Translator

TRAY_WORDS = TextStyle(INK, 9.2, halo_px=0.0)
TRAY_HEADING = TextStyle(QUIET_INK, 9.2, italic=True, halo_px=0.0)
TRAY_FILL, TRAY_EDGE = "#ece9f1", "#8d7f9c"
TRAY_GAP_PX = 7.0
"""From the map's edge to the first line."""
TRAY_LINE_PX = 21.0
CHIP_PADDING_PX = 6.0
MOST_TRAY_LINES = 3


@dataclass(frozen=True)
class Chip:
    """One entry of the tray on the page."""

    words: str
    style: TextStyle
    left: float
    line: int
    width: float
    boxed: bool

    def box(self, map_box: Box) -> Box:
        """Give what it covers below a map."""
        middle = map_box.bottom + TRAY_GAP_PX + (self.line + 0.5) * TRAY_LINE_PX
        half = (TRAY_LINE_PX - 4) / 2
        return Box(self.left, middle - half, self.left + self.width, middle + half)


def set_tray(
    tray: Sequence[TrayEntry], between: tuple[float, float], translator: Translator
) -> tuple[Chip, ...]:
    """Set the tray in lines between two x; entries that find no line are counted in the last."""
    if not tray:
        return ()
    left, _ = between
    heading = translator.text("figure.tray")
    chips = [Chip(heading, TRAY_HEADING, left, 0, measure(heading, TRAY_HEADING), boxed=False)]
    for number, entry in enumerate(tray):
        rest = sum(later.count for later in tray[number:])
        chip = _next_chip(chips[-1], entry.words, between)
        overflow = _next_chip(chip, _rest_words(rest, translator), between)
        if overflow.line >= MOST_TRAY_LINES and number < len(tray) - 1:
            return (*chips, _next_chip(chips[-1], _rest_words(rest, translator), between))
        chips.append(chip)
    return tuple(chips)


def _rest_words(count: int, translator: Translator) -> str:
    return translator.text("figure.tray_rest", count=translator.number(count))


def _next_chip(last: Chip, words: str, between: tuple[float, float]) -> Chip:
    left, right = between
    width = measure(words, TRAY_WORDS) + 2 * CHIP_PADDING_PX
    style = TRAY_WORDS
    if width > right - left:
        set_words = set_paragraph(words, TRAY_WORDS, right - left - 2 * CHIP_PADDING_PX)
        words, style, width = set_words.lines[0], set_words.style, right - left
    start = last.left + last.width + 6
    if start + width > right:
        return Chip(words, style, left, last.line + 1, width, boxed=True)
    return Chip(words, style, start, last.line, width, boxed=True)


def draw_tray(sheet: Axes, chips: Sequence[Chip], map_box: Box) -> None:
    """Draw the tray below the map."""
    colors = colors_of(sheet)
    for chip in chips:
        box = chip.box(map_box)
        if chip.boxed:
            sheet.add_patch(
                FancyBboxPatch(
                    (box.left, box.top), box.width, box.height,
                    boxstyle="round,pad=0,rounding_size=5", facecolor=colors.of(TRAY_FILL),
                    edgecolor=colors.of(TRAY_EDGE), linewidth=0.6,
                )
            )  # fmt: skip
        place = box.centre if chip.boxed else (box.left, box.centre[1])
        align: Horizontal = "center" if chip.boxed else "left"
        write(sheet, chip.words, place, replace(chip.style, halo_px=0.0), align=align, depth=1)

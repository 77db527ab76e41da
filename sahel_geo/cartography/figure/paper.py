"""The formats of an export: slides in pixels, sheets of paper in millimetres.

The layout of a page depends on its size in CSS pixels alone. So a format keeps that size whatever
its resolution: twice the pixels give the same page, only finer, and a preview is the export.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sahel_geo.cartography.figure.page import CSS_PX_PER_INCH, MIN_HEIGHT, MIN_WIDTH, Page
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.vocabulary import PaperName

MM_PER_INCH = 25.4
LEAST_DPI, MOST_DPI = 96, 300
LEAST_WIDTH_PX, MOST_WIDTH_PX = 320, 8000
MOST_WIDTH_MM = 1000.0
PAPER_DPI = 150


@dataclass(frozen=True)
class Format:
    """Size of a format at its usual resolution; millimetres are None for what is never printed."""

    width_px: int
    height_px: int
    dpi: int
    width_mm: float | None = None

    @property
    def width(self) -> float:
        """Width in CSS pixels."""
        return self.width_px / self.dpi * CSS_PX_PER_INCH


def _sheet(width_mm: float, height_mm: float) -> Format:
    width, height = (round(side / MM_PER_INCH * PAPER_DPI) for side in (width_mm, height_mm))
    return Format(width, height, PAPER_DPI, width_mm)


FORMATS: Mapping[PaperName, Format] = {
    PaperName.WIDE: Format(1920, 1080, 128),
    PaperName.STANDARD: Format(1600, 1200, 128),
    PaperName.SQUARE: Format(1080, 1080, 128),
    PaperName.A4_LANDSCAPE: _sheet(297, 210),
    PaperName.A4_PORTRAIT: _sheet(210, 297),
    PaperName.A3_LANDSCAPE: _sheet(420, 297),
    PaperName.A3_PORTRAIT: _sheet(297, 420),
}


def page_of(
    paper: PaperName,
    *,
    width_px: int | None = None,
    dpi: int | None = None,
    width_mm: float | None = None,
) -> Page:
    """
    Give the page of a format.

    Parameters
    ----------
    paper
        The format; its proportions are kept.
    width_px
        Pixels across. Without `dpi` the layout stays that of the format, drawn coarser or finer;
        with `dpi` the page is as wide as so many pixels at that resolution.
    dpi
        Pixels to the inch, 96 to 300, both included. Alone it makes the format finer or coarser.
    width_mm
        Width in print; the page has the layout of that width. Wins over `width_px`.

    Returns
    -------
    page
        1920 by 1080 at 128 dpi for 16:9, 1600 by 1200 for 4:3, 1080 by 1080 for a square, and
        sheets of paper at 150 dpi, unless something else is asked for.

    Raises
    ------
    SahelGeoError
        `bad_dpi`, `bad_width_px` or `bad_width_mm`, with what was expected and what came.
    """
    usual = FORMATS[paper]
    _check("bad_dpi", dpi, LEAST_DPI, MOST_DPI)
    _check("bad_width_px", width_px, LEAST_WIDTH_PX, MOST_WIDTH_PX)
    if width_mm is not None:
        _check("bad_width_mm", width_mm, _least_width_mm(usual), MOST_WIDTH_MM)
        dpi = dpi or PAPER_DPI
        width_px = round(width_mm / MM_PER_INCH * dpi)
        _check("bad_width_px", width_px, LEAST_WIDTH_PX, MOST_WIDTH_PX)
        return _page(usual, width_px, dpi)
    if width_px is not None and dpi is not None:
        least = _least_width(usual) / CSS_PX_PER_INCH * dpi
        _check("bad_width_px", width_px, least, MOST_WIDTH_PX)
        return _page(usual, width_px, dpi)
    if width_px is None:
        resolution = float(dpi or usual.dpi)
        width_px = round(usual.width_px * resolution / usual.dpi)
    return _page(usual, width_px, width_px / usual.width_px * usual.dpi)


def _page(usual: Format, width_px: int, dpi: float) -> Page:
    return Page(width_px, round(width_px * usual.height_px / usual.width_px), dpi)


def _least_width(usual: Format) -> float:
    """Give the least width, in CSS pixels, at which a page of this shape holds a map."""
    return max(MIN_WIDTH, MIN_HEIGHT * usual.width_px / usual.height_px)


def _least_width_mm(usual: Format) -> float:
    return _least_width(usual) / CSS_PX_PER_INCH * MM_PER_INCH


def _check(rule: str, value: float | None, least: float, most: float) -> None:
    if value is not None and not least - 0.5 <= value <= most:
        raise SahelGeoError(rule, got=f"{value:g}", least=f"{least:.0f}", most=f"{most:.0f}")

"""Whose map it is: a logo with the name of the organisation below it."""

import io
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from PIL import Image

from sahel_geo.cartography.figure.lettering import Paragraph, measure, set_paragraph
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.symbology import INK, TextStyle
from sahel_geo.model.design import PageDesign

MOST_LOGO_PX = (170.0, 46.0)
"""Width and height a logo is fitted into."""
LOGO_GAP_PX = 4.0
NAME = TextStyle(INK, 11.0, bold=True, halo_px=0.0)
MOST_NAME_PX = 200.0


@dataclass(frozen=True)
class Brand:
    """Logo and name, flush left; without either it takes no room."""

    name: Paragraph | None = None
    logo: bytes | None = None
    logo_px: tuple[float, float] = (0.0, 0.0)
    left: float = 0.0
    top: float = 0.0
    is_placed: bool = False

    @property
    def width(self) -> float:
        """Of the wider of the two, in CSS pixels."""
        lines = self.name.lines if self.name else ()
        style = self.name.style if self.name else NAME
        return max([self.logo_px[0], *(measure(line, style) for line in lines)])

    @property
    def height(self) -> float:
        """Of both and the gap between them, in CSS pixels."""
        name = self.name.height if self.name else 0.0
        return self.logo_px[1] + name + (LOGO_GAP_PX if self.logo and name else 0.0)

    @property
    def logo_box(self) -> Box:
        """Where the logo goes."""
        width, height = self.logo_px
        return Box(self.left, self.top, self.left + width, self.top + height)

    @property
    def name_top(self) -> float:
        """Where the name begins."""
        return self.top + self.logo_px[1] + (LOGO_GAP_PX if self.logo else 0.0)

    def moved(self, left: float, top: float) -> "Brand":
        """Give it a place on the page."""
        return replace(self, left=left, top=top, is_placed=True)


def set_brand(design: PageDesign) -> Brand:
    """Set name and logo of a design; not yet anywhere on the page."""
    name = None
    if design.organisation:
        name = set_paragraph(design.organisation, NAME, MOST_NAME_PX, max_lines=3)
    if design.logo is None:
        return Brand(name)
    with Image.open(io.BytesIO(design.logo)) as picture:
        width, height = picture.size
    scale = min(MOST_LOGO_PX[0] / width, MOST_LOGO_PX[1] / height)
    return Brand(name, design.logo, (width * scale, height * scale))


def draw_brand(sheet: Axes, brand: Brand, *, pixels_per_px: float) -> None:
    """Draw logo and name where they were placed; the logo keeps its own colours."""
    if brand.name is not None:
        brand.name.write(sheet, brand.left, brand.name_top)
    if brand.logo is None:
        return
    box = brand.logo_box
    with Image.open(io.BytesIO(brand.logo)) as picture:
        size = max(round(box.width * pixels_per_px), 1), max(round(box.height * pixels_per_px), 1)
        pixels = np.asarray(picture.convert("RGBA").resize(size, Image.Resampling.LANCZOS))
    image = AxesImage(
        sheet, extent=(box.left, box.right, box.bottom, box.top), interpolation="nearest"
    )
    image.set_data(pixels)
    image.set_label("logo")
    sheet.add_image(image)

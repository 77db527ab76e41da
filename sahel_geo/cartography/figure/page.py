"""Sizes of an export, and rectangles on it.

Positions on a page are CSS pixels (1/96 inch) from its upper left corner, y growing downwards,
so that the lengths of `symbology` are used as they are, whatever the resolution.
"""

from dataclasses import dataclass
from typing import TypeAlias

Position: TypeAlias = tuple[float, float]
"""(x, y) in CSS pixels of the page."""

CSS_PX_PER_INCH = 96
POINTS_PER_PX = 72 / CSS_PX_PER_INCH
"""Matplotlib measures type and strokes in points."""
_HAIR = 1e-6


@dataclass(frozen=True)
class Page:
    """
    What an export is drawn on: its size in device pixels, and how many make an inch.

    The default is a 16:9 slide. At 128 pixels an inch a CSS pixel is 4/3 pixels of the picture,
    so that the smallest lettering of the page (8.25 CSS pixels) is 11 pixels tall.
    """

    width_px: int = 1920
    height_px: int = 1080
    dpi: float = 128

    def __post_init__(self) -> None:
        """Refuse a page too small to hold a map, a legend and its lines of text."""
        if self.dpi < 1 or self.width < MIN_WIDTH or self.height < MIN_HEIGHT:
            msg = (
                f"A page needs at least {MIN_WIDTH} by {MIN_HEIGHT} CSS pixels, "
                f"got {self.width_px} by {self.height_px} pixels at {self.dpi} dpi."
            )
            raise ValueError(msg)

    @property
    def width(self) -> float:
        """Width in CSS pixels."""
        return self.width_px / self.dpi * CSS_PX_PER_INCH

    @property
    def height(self) -> float:
        """Height in CSS pixels."""
        return self.height_px / self.dpi * CSS_PX_PER_INCH

    @property
    def size_in(self) -> tuple[float, float]:
        """(width, height) in inches."""
        return _inches(self.width_px, self.dpi), _inches(self.height_px, self.dpi)

    @property
    def pixels_per_px(self) -> float:
        """Device pixels in a CSS pixel."""
        return self.dpi / CSS_PX_PER_INCH


def _inches(pixels: int, dpi: float) -> float:
    """Give inches whose product with `dpi` holds the pixels: Matplotlib cuts it to whole ones."""
    inches = pixels / dpi
    return inches if inches * dpi >= pixels else (pixels + _HAIR) / dpi


MIN_WIDTH, MIN_HEIGHT = 640, 400


@dataclass(frozen=True)
class Box:
    """A rectangle on the page in CSS pixels; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Right minus left."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Bottom minus top."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """(x, y) of the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, margin: float) -> "Box":
        """Give the box with a margin added on every side (taken off when negative)."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def holds(self, other: "Box") -> bool:
        """Tell whether another box lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

"""Lines of type with a halo: words in a vector file, outlines in a picture of pixels.

Matplotlib draws a text that has path effects as outlines, also where words could stay words that
can be searched, copied and edited. And it sets every letter of a picture anew each time. Here only
the halo is an outline in SVG and PDF; in a picture both are, and outlines are kept: names come back
from one picture to the next.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

UNITS = 100.0
"""Size of the type in which outlines are kept."""
MOST_OUTLINES = 4096
POINTS_PER_INCH = 72
TALL_AND_DEEP = "lp"
"""Every line is at least as tall and deep as these, so that the lines of a block stand evenly."""


@dataclass(frozen=True)
class Halo:
    """A stroke below the letters: its width in points, half of it outside them."""

    width_pt: float
    color: str


@dataclass(frozen=True, eq=False)
class Outline:
    """A line of type at a size of `UNITS`, from its origin on the base line, y upwards."""

    path: Path
    width: float
    ascent: float
    descent: float

    def anchor(self, align: str, vertical: str) -> tuple[float, float]:
        """Give the point of the line that stands at its position, in Matplotlib's words."""
        across = {"left": 0.0, "center": self.width / 2, "right": self.width}[align]
        up = {
            "center": (self.ascent - self.descent) / 2,
            "center_baseline": self.ascent / 2,
            "baseline": 0.0,
            "bottom": -self.descent,
            "top": self.ascent,
        }[vertical]
        return across, up


@lru_cache(maxsize=MOST_OUTLINES)
def outline_of(text: str, font_file: str) -> Outline:
    """Give the outline of a line of type in a face."""
    face = FontProperties(fname=font_file, size=UNITS)
    width, height, descent = text_to_path.get_text_width_height_descent(text, face, ismath=False)
    _, least_height, least_descent = text_to_path.get_text_width_height_descent(
        TALL_AND_DEEP, face, ismath=False
    )
    vertices, codes = text_to_path.get_text_path(face, text, ismath=False)
    return Outline(
        Path(vertices, codes),
        float(width),
        float(max(height, least_height) - max(descent, least_descent)),
        float(max(descent, least_descent)),
    )


class Lettering(Text):
    """A line of type, perhaps with a halo; single lines only, never read as mathematics."""

    halo: Halo | None = None

    def draw(self, renderer: RendererBase) -> None:
        """Draw the halo, then the letters."""
        if not self.get_visible() or not self.get_text().strip():
            return
        if isinstance(renderer, RendererAgg):
            self._draw_outlines(renderer)
            return
        if self.halo is not None:
            stroke = Stroke(linewidth=self.halo.width_pt, foreground=self.halo.color)
            self.set_path_effects([stroke])
            super().draw(renderer)
            self.set_path_effects([])
        super().draw(renderer)

    def _draw_outlines(self, renderer: Any) -> None:
        outline = outline_of(self.get_text(), str(self.get_fontproperties().get_file()))
        across, up = outline.anchor(self.get_horizontalalignment(), self.get_verticalalignment())
        pixels_per_point = float(renderer.dpi) / POINTS_PER_INCH
        x, y = self.get_transform().transform(self.get_position())
        to_page = (
            Affine2D()
            .translate(-across, -up)
            .scale(float(self.get_fontsize()) * pixels_per_point / UNITS)
            .rotate_deg(self.get_rotation())
            .translate(x, y)
        )
        context = renderer.new_gc()
        self._set_gc_clip(context)  # type: ignore[attr-defined] # of every Artist
        context.set_snap(False)
        if self.halo is not None:
            context.set_linewidth(self.halo.width_pt * pixels_per_point)
            context.set_joinstyle("round")
            context.set_foreground(self.halo.color)
            renderer.draw_path(context, outline.path, to_page)
        context.set_linewidth(0.0)
        renderer.draw_path(context, outline.path, to_page, to_rgba(self.get_color()))
        context.restore()
        self.stale = False

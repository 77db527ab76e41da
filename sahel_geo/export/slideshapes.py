"""Shapes of a slide as the XML of PresentationML: outlines, lines, boxes, words and groups.

python-pptx builds one element at a time, which takes seconds for the outlines of a map; here the
XML of a slide is written as one text and read once. Positions and lengths are CSS pixels of the
page, turned to EMU (English metric units, 914,400 to the inch) on the way out.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sahel_geo.export.slidepaint import EMU_PER_PX, Paint, Stroke, to_emu
from sahel_geo.export.slidepaths import curved_way, straight_way
from sahel_geo.export.slidewords import Words, attribute

Floats: TypeAlias = npt.NDArray[np.float64]
Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
FIRST_ID = 2
"""The slide's tree of shapes is number 1; each shape has a number of its own."""
WHOLE_TURN = 360
UNITS_PER_DEGREE = 60_000
LARGEST_TURN = WHOLE_TURN * UNITS_PER_DEGREE


@dataclass
class _Group:
    name: str
    parts: list[str] = field(default_factory=list)
    bounds: Bounds | None = None

    def include(self, bounds: Bounds) -> None:
        if self.bounds is None:
            self.bounds = bounds
            return
        left, top, right, bottom = self.bounds
        self.bounds = (
            min(left, bounds[0]), min(top, bounds[1]), max(right, bounds[2]), max(bottom, bounds[3])
        )  # fmt: skip


class ShapeWriter:
    """
    Collects the shapes of one slide, from the bottom up, in groups.

    Parameters
    ----------
    scale
        Slide pixels to a pixel of the page; lengths, strokes and type all follow it.
    language
        Of the words, such as `fr-FR`.
    """

    def __init__(self, *, scale: float = 1.0, language: str = "en-GB") -> None:
        self._scale = scale
        self._language = language
        self._next_id = FIRST_ID
        self._stack = [_Group("")]
        self.pictures: list[bytes] = []
        self.points = 0
        """Points of the outlines and lines written so far."""

    @contextmanager
    def group(self, name: str) -> Iterator[None]:
        """Put the shapes written within into one named group; an empty group leaves no trace."""
        self._stack.append(_Group(name))
        number = self._take_id()
        yield
        group = self._stack.pop()
        if group.bounds is None:
            return
        x, y, width, height = self._frame(group.bounds)
        at, size = f'x="{x}" y="{y}"', f'cx="{width}" cy="{height}"'
        self._add(
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name={attribute(group.name)}/>'
            "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
            f"<a:off {at}/><a:ext {size}/><a:chOff {at}/><a:chExt {size}/></a:xfrm></p:grpSpPr>"
            f"{''.join(group.parts)}</p:grpSp>",
            group.bounds,
        )

    def add_outline(
        self,
        name: str,
        rings: Sequence[Floats],
        *,
        fill: Paint | None = None,
        stroke: Stroke | None = None,
    ) -> None:
        """
        Draw one shape of closed rings; rings within rings are holes.

        Parameters
        ----------
        rings
            Each (x, y) rows in CSS pixels; the last point may repeat the first.
        """
        closed = [ring[:-1] if len(ring) > 1 and (ring[0] == ring[-1]).all() else ring
                  for ring in rings]  # fmt: skip
        self._add_rings(name, [ring for ring in closed if len(ring)], fill, stroke, closed=True)

    def add_lines(self, name: str, lines: Sequence[Floats], stroke: Stroke) -> None:
        """Draw one shape of open lines, each (x, y) rows in CSS pixels."""
        kept = [line for line in lines if len(line) > 1]
        if len(kept) == 1 and len(kept[0]) == 2:  # noqa: PLR2004 - start and end
            self._add_connector(name, kept[0], stroke)
        else:
            self._add_rings(name, kept, None, stroke, closed=False)

    def add_path(
        self,
        name: str,
        points: Floats,
        codes: Sequence[int],
        *,
        fill: Paint | None = None,
        stroke: Stroke | None = None,
    ) -> None:
        """Draw one shape whose parts may be curves; `codes` say how each point is reached."""
        if len(points) == 0:
            return
        bounds = _bounds(points)
        local = self._local(points, bounds)
        self._add_shape(name, bounds, curved_way(local, codes), fill, stroke)
        self.points += len(points)

    def add_ellipse(
        self,
        name: str,
        bounds: Bounds,
        *,
        fill: Paint | None = None,
        stroke: Stroke | None = None,
        words: Words | None = None,
    ) -> None:
        """Draw an ellipse that fills a rectangle, with words in its middle."""
        self._add_preset(name, bounds, "ellipse", "<a:avLst/>", (fill, stroke, words))

    def add_box(
        self,
        name: str,
        bounds: Bounds,
        *,
        fill: Paint | None = None,
        stroke: Stroke | None = None,
        corner_px: float = 0.0,
        words: Words | None = None,
    ) -> None:
        """Draw a rectangle, with rounded corners if a radius is given, and words in it."""
        least = max(min(bounds[2] - bounds[0], bounds[3] - bounds[1]), 1e-6)
        if not corner_px:
            self._add_preset(name, bounds, "rect", "<a:avLst/>", (fill, stroke, words))
            return
        share = round(min(corner_px / least, 0.5) * 100_000)
        guides = f'<a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst>'
        self._add_preset(name, bounds, "roundRect", guides, (fill, stroke, words))

    def add_ring(
        self,
        name: str,
        bounds: Bounds,
        thickness: float,
        *,
        bearings: tuple[float, float] = (0.0, 360.0),
        fill: Paint,
    ) -> None:
        """
        Draw a ring that fills a square, or a part of it.

        Parameters
        ----------
        thickness
            As a share of the radius.
        bearings
            From and to, degrees clockwise from the top.
        """
        share = round(min(max(thickness, 0.0), 1.0) * 50_000)
        start, end = bearings
        if end - start > WHOLE_TURN - 1:
            guides = f'<a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst>'
            self._add_preset(name, bounds, "donut", guides, (fill, None, None))
            return
        # the program counts from the right
        turns = [round((bearing - 90) * UNITS_PER_DEGREE) % LARGEST_TURN for bearing in bearings]
        values = zip(("adj1", "adj2", "adj3"), (*turns, share), strict=True)
        told = "".join(f'<a:gd name="{key}" fmla="val {value}"/>' for key, value in values)
        arc = f"<a:avLst>{told}</a:avLst>"
        self._add_preset(name, bounds, "blockArc", arc, (fill, None, None))

    def add_words(
        self,
        name: str,
        bounds: Bounds,
        words: Words,
        *,
        angle: float = 0.0,
        placeholder: str = "",
    ) -> None:
        """
        Set words in a box of their own.

        Parameters
        ----------
        angle
            Degrees, anticlockwise, about the middle of the box.
        placeholder
            Such as `title`: what the words are to the program's outline and to a screen reader.
        """
        kind = f'<p:nvPr><p:ph type="{placeholder}"/></p:nvPr>' if placeholder else "<p:nvPr/>"
        box = "" if placeholder else ' txBox="1"'
        self._add(
            f"<p:sp><p:nvSpPr>{self._names(name)}<p:cNvSpPr{box}/>{kind}</p:nvSpPr>"
            f"<p:spPr>{self._transform(bounds, angle)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
            f"</p:spPr>{words.to_xml(self._scale, self._language)}</p:sp>",
            bounds,
        )

    @staticmethod
    def picture_mark(number: int) -> str:
        """Give what stands for the picture of a number until the slide has a relation to it."""
        return f"picture {number}"

    def add_picture(self, name: str, bounds: Bounds, content: bytes, *, words: str = "") -> None:
        """Lay a picture, PNG or JPEG; `words` tell what it shows to whoever cannot see it."""
        relation = self.picture_mark(len(self.pictures))
        self.pictures.append(content)
        self._add(
            f"<p:pic><p:nvPicPr>{self._names(name, words)}"
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            f"</p:blipFill><p:spPr>{self._transform(bounds)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>',
            bounds,
        )

    def to_xml(self) -> str:
        """Give the shapes as one element of PresentationML, `p:spTree`."""
        return (
            f'<p:spTree {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/>'
            "<p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>" + "".join(self._stack[0].parts) + "</p:spTree>"
        )

    # -- how a shape is written ---------------------------------------------------------------

    def _add(self, xml: str, bounds: Bounds) -> None:
        group = self._stack[-1]
        group.parts.append(xml)
        group.include(bounds)

    def _take_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    def _names(self, name: str, words: str = "") -> str:
        told = f" descr={attribute(words)}" if words else ""
        return f'<p:cNvPr id="{self._take_id()}" name={attribute(name)}{told}/>'

    def _emu(self, length_px: float) -> int:
        return to_emu(length_px * self._scale)

    def _frame(self, bounds: Bounds) -> tuple[int, int, int, int]:
        left, top, right, bottom = (self._emu(value) for value in bounds)
        return left, top, max(right - left, 0), max(bottom - top, 0)

    def _transform(self, bounds: Bounds, angle: float = 0.0, flips: str = "") -> str:
        x, y, width, height = self._frame(bounds)
        turn = round(-angle % WHOLE_TURN * UNITS_PER_DEGREE)
        turned = f' rot="{turn}"' if turn else ""
        return (
            f'<a:xfrm{turned}{flips}><a:off x="{x}" y="{y}"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        )

    def _local(self, points: Floats, bounds: Bounds) -> npt.NDArray[np.int64]:
        """Turn positions into EMU from the upper left corner of a shape."""
        x, y, _, _ = self._frame(bounds)
        emu = np.rint(points * (self._scale * EMU_PER_PX)).astype(np.int64)
        return emu - (x, y)

    def _add_rings(
        self,
        name: str,
        rings: Sequence[Floats],
        fill: Paint | None,
        stroke: Stroke | None,
        *,
        closed: bool,
    ) -> None:
        if not rings:
            return
        bounds = _bounds(np.concatenate(rings))
        ways = [straight_way(self._local(ring, bounds), closed=closed) for ring in rings]
        self.points += sum(map(len, rings))
        self._add_shape(name, bounds, "".join(ways), fill, stroke)

    def _add_shape(
        self,
        name: str,
        bounds: Bounds,
        commands: str,
        fill: Paint | None,
        stroke: Stroke | None,
    ) -> None:
        _, _, width, height = self._frame(bounds)
        filled = "" if fill else ' fill="none"'
        self._add(
            f"<p:sp><p:nvSpPr>{self._names(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{self._transform(bounds)}"
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{max(width, 1)}" h="{max(height, 1)}"{filled}>{commands}'
            f"</a:path></a:pathLst></a:custGeom>{self._look(fill, stroke)}</p:spPr></p:sp>",
            bounds,
        )

    def _add_connector(self, name: str, ends: Floats, stroke: Stroke) -> None:
        """Draw a straight line as the program's own, whose ends can be pulled."""
        (start_x, start_y), (end_x, end_y) = ends.tolist()
        flips = ' flipH="1"' * (end_x < start_x) + ' flipV="1"' * (end_y < start_y)
        bounds = _bounds(ends)
        self._add(
            f"<p:cxnSp><p:nvCxnSpPr>{self._names(name)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{self._transform(bounds, flips=flips)}<a:prstGeom prst="line"><a:avLst/>'
            f"</a:prstGeom>{stroke.to_xml(self._scale)}</p:spPr></p:cxnSp>",
            bounds,
        )
        self.points += 2

    def _add_preset(
        self,
        name: str,
        bounds: Bounds,
        preset: str,
        guides: str,
        look: tuple[Paint | None, Stroke | None, Words | None],
    ) -> None:
        fill, stroke, words = look
        text = words.to_xml(self._scale, self._language) if words else ""
        self._add(
            f"<p:sp><p:nvSpPr>{self._names(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{self._transform(bounds)}<a:prstGeom prst="{preset}">{guides}</a:prstGeom>'
            f"{self._look(fill, stroke)}</p:spPr>{text}</p:sp>",
            bounds,
        )

    def _look(self, fill: Paint | None, stroke: Stroke | None) -> str:
        filled = fill.to_xml() if fill else "<a:noFill/>"
        return filled + (stroke.to_xml(self._scale) if stroke else "<a:ln><a:noFill/></a:ln>")


def _bounds(points: Floats) -> Bounds:
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return left, top, right, bottom

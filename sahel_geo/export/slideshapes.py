"""Shapes of a slide as the XML of PresentationML: outlines, lines, boxes, words and groups.

python-pptx builds one element at a time, which takes seconds for the outlines of a map; here the
XML of a slide is written as one text and read once. Positions and lengths are CSS pixels of the
page, turned to EMU (English metric units, 914,400 to the inch) on the way out.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Side: TypeAlias = Literal["left", "center", "right"]
Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""

EMU_PER_PX = 9525
FONT = "Arial"
"""A font every office program has or replaces by one of the same widths."""
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
MOVE, LINE, QUADRATIC, CUBIC, CLOSE = 1, 2, 3, 4, 79
"""What leads to a point of an outline, numbered as Matplotlib numbers them."""
CURVES = {QUADRATIC: ("quadBezTo", 2), CUBIC: ("cubicBezTo", 3)}
FIRST_ID = 2
"""The slide's tree of shapes is number 1; each shape has a number of its own."""
WHOLE_TURN = 360
UNITS_PER_DEGREE = 60_000
ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r"}
ANCHORS = {"top": "t", "center": "ctr", "bottom": "b"}
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, such as control characters."""
RIGHT_TO_LEFT = re.compile("[^A-Za-z\u00c0-\u058f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A line whose first letter is Hebrew or Arabic."""


@dataclass(frozen=True)
class Paint:
    """A colour as #rrggbb and its opacity, 0 to 1."""

    color: str
    opacity: float = 1.0
    hatched_on: str = ""
    """When set, slanted lines of the colour on a ground of this one."""

    def to_xml(self) -> str:
        """Write the paint as a fill."""
        if self.opacity <= 0:
            return "<a:noFill/>"
        if self.hatched_on:
            ground = Paint(self.hatched_on).color_xml()
            return (
                f'<a:pattFill prst="wdUpDiag"><a:fgClr>{self.color_xml()}</a:fgClr>'
                f"<a:bgClr>{ground}</a:bgClr></a:pattFill>"
            )
        return f"<a:solidFill>{self.color_xml()}</a:solidFill>"

    def color_xml(self) -> str:
        """Write the colour alone."""
        code = self.color.lstrip("#").upper()
        if self.opacity >= 1:
            return f'<a:srgbClr val="{code}"/>'
        alpha = round(self.opacity * 100_000)
        return f'<a:srgbClr val="{code}"><a:alpha val="{alpha}"/></a:srgbClr>'


@dataclass(frozen=True)
class Stroke:
    """A line: its paint, its width, its dashes (length and gap in turn), an arrow at its end."""

    paint: Paint
    width_px: float
    dash_px: tuple[float, ...] = ()
    arrow: bool = False


@dataclass(frozen=True)
class Lettering:
    """How words are set."""

    color: str
    size_px: float
    bold: bool = False
    italic: bool = False
    spacing_px: float = 0.0
    halo: str = ""
    """Colour of a soft edge that keeps words legible over lines; empty for none."""
    halo_px: float = 0.0


@dataclass(frozen=True)
class Words:
    """Lines of words in one lettering; each line is a paragraph of its own."""

    lines: tuple[str, ...]
    lettering: Lettering
    align: Side = "left"
    anchor: Literal["top", "center", "bottom"] = "center"
    line_height: float = 1.2
    """From one line to the next, in type sizes."""
    wraps: bool = False
    """Lines break at the width of their box; otherwise they run on."""


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
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name={_attribute(group.name)}/>'
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
        self._add_rings(
            name, [ring for ring in closed if len(ring)], fill, stroke, ends="<a:close/>"
        )

    def add_lines(self, name: str, lines: Sequence[Floats], stroke: Stroke) -> None:
        """Draw one shape of open lines, each (x, y) rows in CSS pixels."""
        kept = [line for line in lines if len(line) > 1]
        if len(kept) == 1 and len(kept[0]) == 2:  # noqa: PLR2004 - start and end
            self._add_connector(name, kept[0], stroke)
        else:
            self._add_rings(name, kept, None, stroke, ends="")

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
        self._add_shape(name, bounds, _curve_commands(local, codes), fill, stroke)
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
        turns = [round((bearing - 90) % WHOLE_TURN * UNITS_PER_DEGREE) for bearing in (start, end)]
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
            f"</p:spPr>{self._text(words)}</p:sp>",
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
        told = f" descr={_attribute(words)}" if words else ""
        return f'<p:cNvPr id="{self._take_id()}" name={_attribute(name)}{told}/>'

    def _emu(self, length_px: float) -> int:
        return round(length_px * self._scale * EMU_PER_PX)

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
        ends: str,
    ) -> None:
        if not rings:
            return
        bounds = _bounds(np.concatenate(rings))
        commands = []
        for ring in rings:
            (x, y), *others = self._local(ring, bounds).tolist()
            commands.append(f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>')
            commands += [f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in others]
            commands.append(ends)
            self.points += len(ring)
        self._add_shape(name, bounds, "".join(commands), fill, stroke)

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
            f"</a:prstGeom>{self._line(stroke)}</p:spPr></p:cxnSp>",
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
        self._add(
            f"<p:sp><p:nvSpPr>{self._names(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{self._transform(bounds)}<a:prstGeom prst="{preset}">{guides}</a:prstGeom>'
            f"{self._look(fill, stroke)}</p:spPr>{self._text(words) if words else ''}</p:sp>",
            bounds,
        )

    def _look(self, fill: Paint | None, stroke: Stroke | None) -> str:
        filled = fill.to_xml() if fill else "<a:noFill/>"
        return filled + (self._line(stroke) if stroke else "<a:ln><a:noFill/></a:ln>")

    def _line(self, stroke: Stroke) -> str:
        cap = "flat" if stroke.dash_px or stroke.arrow else "rnd"
        dashes = ""
        if stroke.dash_px:
            # lengths are told in thousandths of a per cent of the width of the line
            lengths = [round(length / stroke.width_px * 100_000) for length in stroke.dash_px]
            pairs = zip(lengths[::2], lengths[1::2], strict=True)
            dashes = "".join(f'<a:ds d="{dash}" sp="{gap}"/>' for dash, gap in pairs)
            dashes = f"<a:custDash>{dashes}</a:custDash>"
        tip = '<a:tailEnd type="triangle" w="med" len="med"/>' if stroke.arrow else ""
        return (
            f'<a:ln w="{self._emu(stroke.width_px)}" cap="{cap}">{stroke.paint.to_xml()}'
            f"{dashes}<a:round/>{tip}</a:ln>"
        )

    def _text(self, words: Words) -> str:
        look = words.lettering
        points = look.size_px * self._scale * 0.75
        size = max(round(points * 100), 100)
        spacing = round(look.spacing_px * self._scale * 75)
        # names of places are no mistakes of spelling
        traits = f' lang="{self._language}" noProof="1" sz="{size}"'
        traits += f' b="{int(look.bold)}" i="{int(look.italic)}"'
        traits += f' spc="{spacing}"' if spacing else ""
        halo = ""
        if look.halo and look.halo_px:
            radius = self._emu(look.halo_px)
            color = Paint(look.halo).color_xml()
            halo = f'<a:effectLst><a:glow rad="{radius}">{color}</a:glow></a:effectLst>'
        face = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
        inside = Paint(look.color).to_xml() + halo + face
        spaced = f'<a:lnSpc><a:spcPts val="{round(size * words.line_height)}"/></a:lnSpc>'
        paragraphs = []
        for line in words.lines or ("",):
            rtl = ' rtl="1"' if RIGHT_TO_LEFT.match(line) else ""
            paragraphs.append(
                f'<a:p><a:pPr marL="0" indent="0" algn="{ALIGNMENTS[words.align]}"{rtl}>{spaced}'
                '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/></a:pPr>'
                f"<a:r><a:rPr{traits}>{inside}</a:rPr><a:t>{_plain(line)}</a:t></a:r></a:p>"
            )
        wrapping = "square" if words.wraps else "none"
        return (
            f'<p:txBody><a:bodyPr wrap="{wrapping}" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'anchor="{ANCHORS[words.anchor]}" rtlCol="0"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{''.join(paragraphs)}</p:txBody>"
        )


def without_halo(lettering: Lettering) -> Lettering:
    """Give a lettering for plain ground."""
    return replace(lettering, halo="", halo_px=0.0)


def _bounds(points: Floats) -> Bounds:
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return left, top, right, bottom


def _curve_commands(points: npt.NDArray[np.int64], codes: Sequence[int]) -> str:
    """Write the way along points, of which curves take two or three at a time."""
    commands: list[str] = []
    number = 0
    places = [f'<a:pt x="{x}" y="{y}"/>' for x, y in points.tolist()]
    while number < len(places):
        code = codes[number]
        if code in CURVES:
            word, count = CURVES[code]
            commands.append(f"<a:{word}>{''.join(places[number : number + count])}</a:{word}>")
            number += count
            continue
        if code == CLOSE:
            commands.append("<a:close/>")
        else:
            word = "moveTo" if code == MOVE else "lnTo"
            commands.append(f"<a:{word}>{places[number]}</a:{word}>")
        number += 1
    return "".join(commands)


def _plain(text: str) -> str:
    return escape(FORBIDDEN.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(FORBIDDEN.sub("\ufffd", text), {"\n": " ", "\t": " ", "\r": " "})

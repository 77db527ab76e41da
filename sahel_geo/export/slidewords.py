"""Words of a slide's shapes, and how DrawingML writes them."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from sahel_geo.export.slidepaint import Paint, to_emu

Side: TypeAlias = Literal["left", "center", "right"]

FONT = "Arial"
"""A font every office program has or replaces by one of the same widths."""
POINTS_PER_PX = 0.75
LEAST_SIZE = 100
"""A point, in hundredths of it: the least size of type that the format knows."""
ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r"}
ANCHORS = {"top": "t", "center": "ctr", "bottom": "b"}
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, such as control characters."""
RIGHT_TO_LEFT = re.compile("[^A-Za-z\u00c0-\u058f]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A line whose first letter is Hebrew or Arabic."""


def plain(text: str) -> str:
    """Write words between tags."""
    return escape(FORBIDDEN.sub("\ufffd", text))


def attribute(text: str) -> str:
    """Write words as the value of an attribute, with its quotation marks."""
    return quoteattr(FORBIDDEN.sub("\ufffd", text), {"\n": " ", "\t": " ", "\r": " "})


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

    def to_xml(self, scale: float, language: str) -> str:
        """Write the lettering of a run of words, `scale` times as large."""
        spacing = round(self.spacing_px * scale * POINTS_PER_PX * 100)
        # names of places are no mistakes of spelling
        traits = f'lang="{language}" noProof="1" sz="{self.size(scale)}"'
        traits += f' b="{int(self.bold)}" i="{int(self.italic)}"'
        traits += f' spc="{spacing}"' if spacing else ""
        halo = ""
        if self.halo and self.halo_px:
            color = Paint(self.halo).color_xml()
            radius = to_emu(self.halo_px * scale)
            halo = f'<a:effectLst><a:glow rad="{radius}">{color}</a:glow></a:effectLst>'
        face = f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/>'
        return f"<a:rPr {traits}>{Paint(self.color).to_xml()}{halo}{face}</a:rPr>"

    def size(self, scale: float) -> int:
        """Give the size of the type in hundredths of a point."""
        return max(round(self.size_px * scale * POINTS_PER_PX * 100), LEAST_SIZE)


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

    def to_xml(self, scale: float, language: str) -> str:
        """Write the words as the text of a shape, in type `scale` times as large."""
        wrapping = "square" if self.wraps else "none"
        paragraphs = "".join(self._paragraph(line, scale, language) for line in self.lines or ("",))
        return (
            f'<p:txBody><a:bodyPr wrap="{wrapping}" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'anchor="{ANCHORS[self.anchor]}" rtlCol="0"><a:noAutofit/></a:bodyPr>'
            f"<a:lstStyle/>{paragraphs}</p:txBody>"
        )

    def _paragraph(self, line: str, scale: float, language: str) -> str:
        direction = ' rtl="1"' if RIGHT_TO_LEFT.match(line) else ""
        spacing = round(self.lettering.size(scale) * self.line_height)
        return (
            f'<a:p><a:pPr marL="0" indent="0" algn="{ALIGNMENTS[self.align]}"{direction}>'
            f'<a:lnSpc><a:spcPts val="{spacing}"/></a:lnSpc>'
            '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/></a:pPr>'
            f"<a:r>{self.lettering.to_xml(scale, language)}<a:t>{plain(line)}</a:t></a:r></a:p>"
        )

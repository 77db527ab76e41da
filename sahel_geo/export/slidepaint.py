"""Fills and strokes of a slide's shapes, and how DrawingML writes them."""

from dataclasses import dataclass

EMU_PER_PX = 9525
"""English metric units (914,400 to the inch) to a CSS pixel."""


def to_emu(length_px: float) -> int:
    """Turn CSS pixels of a slide into English metric units."""
    return round(length_px * EMU_PER_PX)


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

    def to_xml(self, scale: float = 1.0) -> str:
        """Write the line, `scale` times as wide."""
        cap = "flat" if self.dash_px or self.arrow else "rnd"
        dashes = ""
        if self.dash_px:
            # lengths are told in thousandths of a per cent of the width of the line
            lengths = [round(length / self.width_px * 100_000) for length in self.dash_px]
            pairs = zip(lengths[::2], lengths[1::2], strict=True)
            dashes = "".join(f'<a:ds d="{dash}" sp="{gap}"/>' for dash, gap in pairs)
            dashes = f"<a:custDash>{dashes}</a:custDash>"
        tip = '<a:tailEnd type="triangle" w="med" len="med"/>' if self.arrow else ""
        return (
            f'<a:ln w="{to_emu(self.width_px * scale)}" cap="{cap}">{self.paint.to_xml()}'
            f"{dashes}<a:round/>{tip}</a:ln>"
        )

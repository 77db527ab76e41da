"""Colours of an export: those of the screen, or what takes their place on paper or a dark slide.

Everything is drawn with the colours of `symbology`; a theme says what each of them becomes. White
is the paper wherever it is used (halos, edges, the inside of hollow symbols), so that a dark theme
needs no second set of symbols. A colour without an entry of its own follows the theme's rule.
"""

import colorsys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import TypeAlias

from sahel_geo.cartography import symbology
from sahel_geo.cartography.document import (
    AreaLayer,
    CasePath,
    Footprint,
    Layer,
    LegendEntry,
    LegendGroup,
    LineLayer,
    MapDocument,
    MarkerLayer,
    ReliefLayer,
)
from sahel_geo.cartography.symbology import AreaStyle, LineStyle, MarkerStyle, TextStyle
from sahel_geo.cartography.themecolors import DARK, GREY, PRINT
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import EventType, ThemeName

Rgba: TypeAlias = tuple[float, float, float, float]
"""Red, green, blue, opacity, each from 0 to 1."""

WHITE = "#ffffff"
SHADOW = "#4a3f2e"
"""Shaded slopes darken towards this brown, not towards black, so that the land stays warm."""
BEYOND = "#e8e6e1"
"""Where the base layers end: neither land nor sea is claimed."""


@dataclass(frozen=True)
class PaperColors:
    """
    The inks of a theme: what the colours of the screen become on the page.

    Hand every colour of `symbology`, of a document or of a plan once through `of` (or a style
    through `line`, `area`, `marker`, `text`). Never hand it a colour that has been through it, nor
    a document that `apply_theme` has changed.
    """

    theme: ThemeName = ThemeName.SCREEN
    own: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What single colours become."""
    shadow_strength: float = 1.2
    """How strongly the relief shows: 1 multiplies the land by the picture."""
    letters: Mapping[EventType, str] = field(default_factory=dict)
    """Written into the symbols of incidents where colours cannot tell their kinds."""

    def of(self, color: str) -> str:
        """Give what a colour (#rrggbb) becomes."""
        color = color.lower()
        return self.own.get(color) or _RULES[self.theme](color)

    def rgba(self, color: Rgba) -> Rgba:
        """Give what a colour becomes; its opacity stays."""
        red, green, blue = channels(self.of(_hex(color)))
        return red, green, blue, color[3]

    def line(self, style: LineStyle) -> LineStyle:
        """Give a line style in these inks."""
        return replace(style, color=self.of(style.color))

    def area(self, style: AreaStyle) -> AreaStyle:
        """Give an area style in these inks."""
        outline = None if style.outline is None else self.line(style.outline)
        return replace(style, fill=self.of(style.fill), outline=outline)

    def marker(self, style: MarkerStyle) -> MarkerStyle:
        """Give a marker style in these inks."""
        return replace(style, fill=self.of(style.fill), edge=self.of(style.edge))

    def text(self, style: TextStyle) -> TextStyle:
        """Give a lettering in these inks."""
        return replace(style, color=self.of(style.color), halo=self.of(style.halo))

    def event(self, event_type: EventType) -> str:
        """Give the colour of a kind of incident."""
        return self.of(symbology.EVENT_COLORS[event_type])

    @property
    def paper(self) -> str:
        """What the page is made of."""
        return self.of(WHITE)

    @property
    def ink(self) -> str:
        """Title and words."""
        return self.of(symbology.INK)

    @property
    def quiet_ink(self) -> str:
        """Small print."""
        return self.of(symbology.QUIET_INK)

    @property
    def sea(self) -> str:
        """Water and what lies below everything."""
        return self.of(symbology.SEA)

    @property
    def land(self) -> str:
        """Land of the study area."""
        return self.of(symbology.LAND)

    @property
    def beyond(self) -> str:
        """Where the base layers end."""
        return self.of(BEYOND)

    @property
    def shadow(self) -> str:
        """What shaded slopes darken towards."""
        return self.of(SHADOW)


def paper_colors(theme: ThemeName, translator: Translator | None = None) -> PaperColors:
    """
    Give the inks of a theme.

    Parameters
    ----------
    theme
        The theme of the export.
    translator
        For the letters that tell kinds of incidents in grey; without one there are none.
    """
    letters: Mapping[EventType, str] = MappingProxyType({})
    if theme is ThemeName.GREY and translator is not None:
        letters = MappingProxyType(
            {kind: translator.text(f"design.letters.{kind.name.lower()}") for kind in EventType}
        )
    own, strength = _INKS[theme]
    return PaperColors(theme, own, strength, letters)


def apply_theme(document: MapDocument, theme: ThemeName) -> MapDocument:
    """
    Give a document with every colour of its styles and samples as the theme has it.

    For renderers that draw a document's styles as they stand. A `PagePlan` is made of the
    document as composed: its renderers hand each colour through `PagePlan.colors`.
    """
    if theme is ThemeName.SCREEN:
        return document
    inks = paper_colors(theme)
    flows = document.flows
    if flows is not None:
        stays = tuple(replace(stay, color=inks.of(stay.color)) for stay in flows.stays)
        flows = replace(flows, stays=stays, legend=_legend_group(flows.legend, inks))
    return replace(
        document,
        layers=tuple(_layer(layer, inks) for layer in document.layers),
        footprints=_footprints(document.footprints, inks),
        paths=tuple(_path(path, inks) for path in document.paths),
        legend=tuple(_legend_group(group, inks) for group in document.legend),
        flows=flows,
    )


def _layer(layer: Layer, inks: PaperColors) -> Layer:
    if isinstance(layer, ReliefLayer):
        return layer
    if isinstance(layer, MarkerLayer):
        markers = (replace(item, style=inks.marker(item.style)) for item in layer.markers)
        return replace(layer, markers=tuple(markers))
    if isinstance(layer, AreaLayer):
        areas = {value: inks.area(style) for value, style in layer.styles.items()}
        return replace(layer, styles=areas)
    assert isinstance(layer, LineLayer)
    return replace(layer, styles={value: inks.line(s) for value, s in layer.styles.items()})


def _footprints(items: Iterable[Footprint], inks: PaperColors) -> tuple[Footprint, ...]:
    return tuple(replace(item, style=inks.area(item.style)) for item in items)


def _path(path: CasePath, inks: PaperColors) -> CasePath:
    return replace(
        path,
        color=inks.of(path.color),
        legs=tuple(replace(leg, color=inks.of(leg.color)) for leg in path.legs),
        steps=tuple(replace(step, color=inks.of(step.color)) for step in path.steps),
        tails=tuple(replace(tail, style=inks.line(tail.style)) for tail in path.tails),
        fades=tuple(replace(fade, color=inks.of(fade.color)) for fade in path.fades),
        footprints=_footprints(path.footprints, inks),
        reaches=_footprints(path.reaches, inks),
    )


def _legend_group(group: LegendGroup, inks: PaperColors) -> LegendGroup:
    return replace(group, entries=tuple(_legend_entry(entry, inks) for entry in group.entries))


def _legend_entry(entry: LegendEntry, inks: PaperColors) -> LegendEntry:
    color = inks.of(entry.color) if entry.color else ""
    style = entry.style
    if isinstance(style, LineStyle):
        return replace(entry, color=color, style=inks.line(style))
    if isinstance(style, AreaStyle):
        return replace(entry, color=color, style=inks.area(style))
    if isinstance(style, MarkerStyle):
        return replace(entry, color=color, style=inks.marker(style))
    return replace(entry, color=color)


def channels(color: str) -> tuple[float, float, float]:
    """Give red, green and blue of a colour (#rrggbb), each from 0 to 1."""
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hex(color: Iterable[float]) -> str:
    red, green, blue = (round(part * 255) for part in list(color)[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


def _as_it_is(color: str) -> str:
    return color


@cache
def _grey(color: str) -> str:
    """Give the grey of the same luminance (sRGB, WCAG 2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in channels(color)
    ]
    luminance = sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    encoded = 12.92 * luminance
    if luminance > 0.0031308:  # noqa: PLR2004 - sRGB
        encoded = 1.055 * luminance ** (1 / 2.4) - 0.055
    return _hex((encoded, encoded, encoded))


@cache
def _inverted(color: str) -> str:
    """Give the same hue, light for dark: what is strong on white paper stays strong on black."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(color))
    return _hex(colorsys.hls_to_rgb(hue, 0.10 + 0.78 * (1 - lightness), saturation * 0.85))


_RULES: Mapping[ThemeName, Callable[[str], str]] = {
    ThemeName.SCREEN: _as_it_is,
    ThemeName.PRINT: _as_it_is,
    ThemeName.GREY: _grey,
    ThemeName.DARK: _inverted,
}
_INKS: Mapping[ThemeName, tuple[Mapping[str, str], float]] = {
    ThemeName.SCREEN: ({}, 1.2),
    ThemeName.PRINT: (PRINT, 0.9),
    ThemeName.GREY: (GREY, 0.6),
    ThemeName.DARK: (DARK, 1.0),
}

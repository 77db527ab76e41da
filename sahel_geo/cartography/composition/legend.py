"""The legend of what is really on the map, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping

from shapely import Geometry, LineString, box

from sahel_geo.cartography import symbology
from sahel_geo.cartography.document import (
    AreaLayer,
    CasePath,
    Footprint,
    Layer,
    LegendEntry,
    LegendGroup,
    LineLayer,
    Marker,
    MarkerLayer,
    PathFade,
    PathLeg,
    PathTail,
    PlaceSymbol,
    ReliefLayer,
    SampleKind,
    StepMark,
)
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.extent import Extent
from sahel_geo.model.vocabulary import EventType, LayerFile

SIZES = (1, 5, 10, 24)
"""Counts whose symbols the legend may show; those up to the largest drawn are."""

TERM_KINDS: Mapping[LayerFile, str] = {
    LayerFile.TUAREG_REGIONS: "feature_class",
    LayerFile.ROUTES: "route_kind",
}


def compose_legend(
    layers: Iterable[Layer],
    symbols: Iterable[PlaceSymbol],
    footprints: Iterable[Footprint],
    paths: Iterable[CasePath],
    extent: Extent,
    translator: Translator,
) -> tuple[LegendGroup, ...]:
    """
    List what lies inside an extent.

    Parameters
    ----------
    layers, symbols, footprints, paths
        What is drawn.
    extent
        What the reader looks at.
    translator
        The language of the words.

    Returns
    -------
    legend
        Groups with at least one entry: incidents, paths, mines, regions and routes, base map.
    """
    view = box(*extent.as_tuple())
    seen = [s for s in symbols if extent.contains(s.longitude, s.latitude)]
    shaded = [footprint for footprint in footprints if footprint.area.intersects(view)]
    lister = _Lister(view, extent, translator)
    layers = tuple(layers)
    groups = (
        ("incidents", lister.incidents(seen, shaded)),
        ("paths", lister.paths(tuple(paths))),
        ("sites", lister.sites(layers)),
        ("themes", lister.themes(layers)),
        ("base", lister.base(layers)),
    )
    listed = ((title, tuple(entries)) for title, entries in groups)
    return tuple(
        LegendGroup(translator.text(f"legend.{title}"), entries)
        for title, entries in listed
        if entries
    )


class _Lister:
    def __init__(self, view: Geometry, extent: Extent, translator: Translator) -> None:
        self._view, self._extent, self._translator = view, extent, translator

    def _text(self, key: str) -> str:
        return self._translator.text(f"legend.{key}")

    def incidents(self, seen: list[PlaceSymbol], shaded: list[Footprint]) -> Iterator[LegendEntry]:
        present = {kind for symbol in seen for kind, _ in symbol.counts}
        for kind in EventType:
            if kind in present:
                words = self._translator.term("event_type", kind)
                yield LegendEntry(SampleKind.EVENT, words, color=symbology.EVENT_COLORS[kind])
        if seen:
            most = max(symbol.count for symbol in seen)
            sizes = tuple(size for size in SIZES if size <= most) or SIZES[:1]
            capped = most > SIZES[-1]
            words = self._text("sizes_capped" if capped else "sizes")
            yield LegendEntry(SampleKind.EVENT_SIZES, words, sizes=sizes)
        if any(len(symbol.counts) > 1 for symbol in seen):
            yield LegendEntry(SampleKind.TEXT, self._text("mix"))
        if any(symbol.hollow for symbol in seen):
            yield LegendEntry(SampleKind.EVENT_HOLLOW, self._text("imprecise"))
        if any(symbol.possible_only for symbol in seen):
            yield LegendEntry(SampleKind.EVENT_POSSIBLE, self._text("possible"))
        if shaded:
            yield LegendEntry(SampleKind.AREA, self._text("footprint"), symbology.FOOTPRINT)

    def paths(self, paths: tuple[CasePath, ...]) -> Iterator[LegendEntry]:
        visible = [path for path in paths if self._sees_path(path)]
        colors = {path.color for path in visible}
        color = next(iter(colors)) if len(colors) == 1 else symbology.PATH_COLOR
        if len(colors) > 1 or len(visible) == 1:
            for path in visible:
                yield LegendEntry(SampleKind.STEP, path.name, color=path.color)
        legs = [leg for path in paths for leg in path.legs if self._sees(leg.points)]
        steps = [step for path in paths for step in path.steps if self._contains(step)]
        yield from self._legs(legs, color)
        if any(step.numbers for step in steps):
            yield LegendEntry(SampleKind.TEXT, self._text("steps_numbered"))
            if legs:
                yield LegendEntry(SampleKind.TEXT, self._text("leg_figures"))
        elif steps:
            yield LegendEntry(SampleKind.TEXT, self._text("steps_unnumbered"))
        fades = [fade for path in paths for fade in path.fades if self._sees(fade.points)]
        tails = [tail for path in paths for tail in path.tails if self._sees(tail.points)]
        yield from self._path_ends(paths, fades, tails, color)
        drawn: list[PathLeg | StepMark | PathFade | PathTail] = [*legs, *steps, *fades, *tails]
        if any(part.faint for part in drawn):
            yield LegendEntry(SampleKind.TEXT, self._text("faint"))

    def _legs(self, legs: list[PathLeg], color: str) -> Iterator[LegendEntry]:
        if any(leg.certain for leg in legs):
            yield LegendEntry(SampleKind.LEG, self._text("leg"), color=color)
        if any(not leg.certain for leg in legs):
            yield LegendEntry(SampleKind.LEG_UNCERTAIN, self._text("leg_uncertain"), color=color)

    def _path_ends(
        self,
        paths: tuple[CasePath, ...],
        fades: list[PathFade],
        tails: list[PathTail],
        color: str,
    ) -> Iterator[LegendEntry]:
        shaded = any(f.area.intersects(self._view) for path in paths for f in path.footprints)
        if shaded:
            yield LegendEntry(SampleKind.AREA, self._text("path_footprint"), symbology.FOOTPRINT)
        if fades:
            words = self._text("fade" if shaded else "fade_unshaded")
            yield LegendEntry(SampleKind.FADE, words, color=color)
        if tails:
            yield LegendEntry(SampleKind.LINE, self._text("tail"), symbology.TAIL)

    def _contains(self, thing: StepMark | PlaceSymbol | Marker) -> bool:
        return self._extent.contains(thing.longitude, thing.latitude)

    def _sees(self, points: tuple[tuple[float, float], ...]) -> bool:
        return bool(LineString(points).intersects(self._view))

    def _sees_path(self, path: CasePath) -> bool:
        lines = [line.points for part in (path.legs, path.tails, path.fades) for line in part]
        marks = any(self._contains(step) for step in path.steps)
        return marks or any(self._sees(line) for line in lines)

    def sites(self, layers: tuple[Layer, ...]) -> Iterator[LegendEntry]:
        markers = [
            marker
            for layer in layers
            if isinstance(layer, MarkerLayer)
            for marker in layer.markers
            if self._contains(marker)
        ]
        present = {marker.style for marker in markers}
        for commodity, style in symbology.COMMODITIES.items():
            if style in present:
                words = self._translator.term("commodity", commodity)
                yield LegendEntry(SampleKind.MARKER, words, style)
        if any(marker.hollow for marker in markers):
            yield LegendEntry(SampleKind.TEXT, self._text("site_hollow"))
        if any(marker.faded for marker in markers):
            yield LegendEntry(SampleKind.TEXT, self._text("site_faded"))

    def themes(self, layers: tuple[Layer, ...]) -> Iterator[LegendEntry]:
        for layer in layers:
            if isinstance(layer, AreaLayer | LineLayer) and layer.file in TERM_KINDS:
                for code in self._present(layer):
                    words = self._translator.term(TERM_KINDS[layer.file], code)
                    yield _styled(words, layer, code)

    def base(self, layers: tuple[Layer, ...]) -> Iterator[LegendEntry]:
        for layer in layers:
            if isinstance(layer, LineLayer) and layer.file is LayerFile.BORDERS:
                for code in self._present(layer):
                    if code != "coast":
                        yield _styled(self._text(f"border_{code}"), layer, code)
            elif isinstance(layer, LineLayer) and layer.file is LayerFile.RIVERS:
                if self._present(layer):
                    yield _styled(self._text("rivers"), layer, "")
            elif isinstance(layer, ReliefLayer):
                yield LegendEntry(SampleKind.RELIEF, self._text("relief"))

    def _present(self, layer: AreaLayer | LineLayer) -> list[str]:
        """List the styled codes of a layer that occur inside the extent, in the styles' order."""
        inside = layer.features.iloc[layer.features.sindex.query(self._view, "intersects")]
        if layer.style_by is None:
            return [""] if len(inside) else []
        codes = set(inside[layer.style_by])
        return [code for code in layer.styles if code in codes]


def _styled(words: str, layer: AreaLayer | LineLayer, code: str) -> LegendEntry:
    kind = SampleKind.AREA if isinstance(layer, AreaLayer) else SampleKind.LINE
    return LegendEntry(kind, words, layer.styles[code])

"""The legend of what is really on the map, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from shapely import Geometry, LineString, box

from sahel_geo.analysis.driving import MOST_WAY_KM, PACE_KMH
from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.incidents import MERGED_KEY, Incidents
from sahel_geo.cartography.document import (
    AreaLayer,
    CasePath,
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
from sahel_geo.cartography.symbology import AreaStyle, LineStyle
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DatasetInfo
from sahel_geo.model.extent import Extent
from sahel_geo.model.vocabulary import EventType, LayerFile

TERM_KINDS: Mapping[str, str] = {
    LayerFile.TUAREG_REGIONS: "feature_class",
    LayerFile.ROUTES: "route_kind",
}


def compose_legend(  # noqa: PLR0913 - what is drawn, and how it is told
    layers: Iterable[Layer],
    incidents: Incidents,
    paths: Iterable[CasePath],
    extent: Extent,
    translator: Translator,
    *,
    by_year: bool = False,
    datasets: Iterable[DatasetInfo] = (),
) -> tuple[LegendGroup, ...]:
    """
    List what lies inside an extent.

    Parameters
    ----------
    layers, incidents, paths
        What is drawn.
    extent
        What the reader looks at.
    translator
        The language of the words.
    by_year
        Whether mining sites are shown in their working years only.
    datasets
        Those that were brought in, whose places have a ring.

    Returns
    -------
    legend
        Groups with at least one entry: incidents, paths, mines, regions and routes, base map.
    """
    inside = _Inside(extent)
    visible = tuple(path for path in paths if inside.sees_path(path))
    colors = {path.color for path in visible}
    color = next(iter(colors)) if len(colors) == 1 else symbology.PATH_COLOR
    present = {*inside.incident_keys(incidents), *inside.path_keys(visible)}
    most = max((s.count for s in incidents.symbols if inside.contains(s)), default=0)
    capped_at = incidents.capped_at
    named = visible if len(colors) > 1 or len(visible) == 1 else ()
    writer = LegendWriter(translator)
    moving = (
        (
            "incidents",
            [_cut_sizes(entry, most) for entry in writer.incidents(capped_at, most, datasets)],
        ),
        ("paths", [*map(writer.case, named), *writer.paths(color)]),
    )
    present |= {entry.key for _, entries in moving for entry in entries if _is_case(entry)}
    groups = [
        LegendGroup(writer.title(title), tuple(entry for entry in entries if entry.key in present))
        for title, entries in moving
    ]
    groups += compose_layer_legend(layers, extent, translator, by_year=by_year)
    return tuple(group for group in groups if group.entries)


def compose_layer_legend(
    layers: Iterable[Layer], extent: Extent, translator: Translator, *, by_year: bool
) -> tuple[LegendGroup, ...]:
    """List mines, regions and routes, and the base map, as far as they lie inside an extent."""
    lister = _LayerLister(_Inside(extent), translator, by_year=by_year)
    layers = tuple(layers)
    groups = (
        ("sites", lister.sites(layers)),
        ("themes", lister.themes(layers)),
        ("own", lister.own(layers)),
        ("base", lister.base(layers)),
    )
    writer = LegendWriter(translator)
    listed = [LegendGroup(writer.title(title), tuple(entries)) for title, entries in groups]
    return tuple(group for group in listed if group.entries)


CASE_KEY = "case:"
RING_KEY = "ring:"


def _is_case(entry: LegendEntry) -> bool:
    return entry.key.startswith(CASE_KEY)


def _cut_sizes(entry: LegendEntry, most: int) -> LegendEntry:
    """Show the sizes up to the largest that is drawn."""
    if not entry.sizes:
        return entry
    sizes = tuple(size for size in entry.sizes if size <= most) or entry.sizes[:1]
    return replace(entry, sizes=sizes)


class LegendWriter:
    """Words every line the legend can have, each with the key of what must be on the map for it."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def _text(self, key: str) -> str:
        return self._translator.text(f"legend.{key}")

    def title(self, group: str) -> str:
        """Give the heading of a group."""
        return self._text(group)

    def incidents(
        self,
        capped_at: int = symbology.LEAST_CAP,
        most: int = 0,
        datasets: Iterable[DatasetInfo] = (),
    ) -> Iterator[LegendEntry]:
        """List the lines about incidents; `most` are in the largest symbol."""
        for kind in EventType:
            words = self._translator.term("event_type", kind)
            color = symbology.EVENT_COLORS[kind]
            yield LegendEntry(SampleKind.EVENT, words, f"event:{kind}", color=color)
        sizes = symbology.sample_counts(capped_at)
        words = self._size_words(capped_at, most)
        yield LegendEntry(SampleKind.EVENT_SIZES, words, "sizes", sizes=sizes, capped_at=capped_at)
        for info in datasets:
            words = self._translator.text("sets.legend", name=info.name)
            key = f"{RING_KEY}{info.dataset_id}"
            yield LegendEntry(SampleKind.EVENT_RING, words, key, color=info.color)
        yield self._line(SampleKind.TEXT, "mix")
        yield self._line(SampleKind.EVENT_HOLLOW, "imprecise")
        yield self._line(SampleKind.EVENT_POSSIBLE, "possible")
        yield self._line(SampleKind.TEXT, "merged")
        yield self._line(SampleKind.AREA, "footprint", symbology.FOOTPRINT)

    def _size_words(self, capped_at: int, most: int) -> str:
        """Say what sizes mean, and which counts look alike although they differ."""
        words = self._text("sizes")
        least = symbology.floor_of(capped_at)
        if least > 1:
            words += self._translator.text("legend.sizes_least", n=self._translator.number(least))
        if most > capped_at:
            words += self._translator.text(
                "legend.sizes_most", n=self._translator.number(capped_at)
            )
        return words

    def _reach_words(self) -> str:
        pace, way = (self._translator.number(round(value)) for value in (PACE_KMH, MOST_WAY_KM))
        return self._translator.text("legend.reach", kmh=pace, km=way)

    def case(self, path: CasePath) -> LegendEntry:
        """Write the line of a case with a colour of its own."""
        return LegendEntry(
            SampleKind.STEP, path.name, f"{CASE_KEY}{path.case_id}", color=path.color
        )

    def paths(self, color: str) -> Iterator[LegendEntry]:
        """List the lines about hostage movements, but those of single cases."""
        for kind, key in (
            (SampleKind.LEG, "leg"),
            (SampleKind.LEG_UNCERTAIN, "leg_uncertain"),
            (SampleKind.TEXT, "steps_numbered"),
            (SampleKind.TEXT, "leg_figures"),
            (SampleKind.TEXT, "steps_unnumbered"),
            (SampleKind.LAST_KNOWN, "last_known"),
        ):
            yield self._line(kind, key, color=color)
        yield self._line(SampleKind.AREA, "path_footprint", symbology.FOOTPRINT)
        yield LegendEntry(SampleKind.AREA, self._reach_words(), "reach", symbology.REACH)
        yield self._line(SampleKind.FADE, "fade", color=color)
        yield self._line(SampleKind.FADE, "fade_unshaded", color=color)
        yield self._line(SampleKind.LINE, "tail", symbology.TAIL)
        yield self._line(SampleKind.TEXT, "faint")

    def _line(
        self,
        kind: SampleKind,
        key: str,
        style: LineStyle | AreaStyle | None = None,
        color: str = "",
    ) -> LegendEntry:
        return LegendEntry(kind, self._text(key), key, style, color)


class _Inside:
    """Tells what lies inside an extent."""

    def __init__(self, extent: Extent) -> None:
        self.view: Geometry = box(*extent.as_tuple())
        self._extent = extent

    def contains(self, thing: StepMark | PlaceSymbol | Marker) -> bool:
        return self._extent.contains(thing.longitude, thing.latitude)

    def _sees(self, points: tuple[tuple[float, float], ...]) -> bool:
        return bool(LineString(points).intersects(self.view))

    def sees_path(self, path: CasePath) -> bool:
        lines = [line.points for part in (path.legs, path.tails, path.fades) for line in part]
        marks = any(self.contains(step) for step in path.steps)
        return marks or any(self._sees(line) for line in lines)

    def incident_keys(self, incidents: Incidents) -> Iterator[str]:
        """Name the lines of the legend that incidents inside call for."""
        seen = [symbol for symbol in incidents.symbols if self.contains(symbol)]
        yield from {f"event:{kind}" for symbol in seen for kind, _ in symbol.counts}
        yield from {f"{RING_KEY}{symbol.ring_of}" for symbol in seen if symbol.ring_of}
        if seen:
            yield "sizes"
        if any(len(symbol.counts) > 1 for symbol in seen):
            yield "mix"
        if any(symbol.hollow for symbol in seen):
            yield "imprecise"
        if any(symbol.possible_only for symbol in seen):
            yield "possible"
        if any(symbol.key.startswith(MERGED_KEY) for symbol in seen):
            yield "merged"
        if any(footprint.area.intersects(self.view) for footprint in incidents.footprints):
            yield "footprint"

    def path_keys(self, paths: tuple[CasePath, ...]) -> Iterator[str]:
        """Name the lines of the legend that movement paths inside call for."""
        legs = [leg for path in paths for leg in path.legs if self._sees(leg.points)]
        steps = [step for path in paths for step in path.steps if self.contains(step)]
        fades = [fade for path in paths for fade in path.fades if self._sees(fade.points)]
        tails = [tail for path in paths for tail in path.tails if self._sees(tail.points)]
        yield from {"leg" if leg.certain else "leg_uncertain" for leg in legs}
        if any(step.numbers for step in steps):
            yield "steps_numbered"
            if any(leg.words for leg in legs):
                yield "leg_figures"
        elif steps:
            yield "steps_unnumbered"
        if any(step.is_last_known for step in steps):
            yield "last_known"
        shaded = any(f.area.intersects(self.view) for path in paths for f in path.footprints)
        if shaded:
            yield "path_footprint"
        if any(reach.area.intersects(self.view) for path in paths for reach in path.reaches):
            yield "reach"
        if fades:
            yield "fade" if shaded else "fade_unshaded"
        if tails:
            yield "tail"
        drawn: list[PathLeg | StepMark | PathFade | PathTail] = [*legs, *steps, *fades, *tails]
        if any(part.faint for part in drawn):
            yield "faint"


class _LayerLister:
    def __init__(self, inside: _Inside, translator: Translator, *, by_year: bool) -> None:
        self._inside, self._translator, self._by_year = inside, translator, by_year

    def _text(self, key: str) -> str:
        return self._translator.text(f"legend.{key}")

    def sites(self, layers: tuple[Layer, ...]) -> Iterator[LegendEntry]:
        markers = [
            marker
            for layer in layers
            if isinstance(layer, MarkerLayer) and not layer.words
            for marker in layer.markers
            if self._inside.contains(marker)
        ]
        present = {marker.style for marker in markers}
        for commodity, style in symbology.COMMODITIES.items():
            if style in present:
                words = self._translator.term("commodity", commodity)
                yield LegendEntry(SampleKind.MARKER, words, f"commodity:{commodity}", style)
        for key, by_year, is_there in (
            ("site_hollow", "site_hollow_by_year", any(marker.hollow for marker in markers)),
            ("site_faded", "site_faded_by_year", any(marker.faded for marker in markers)),
        ):
            if is_there:
                words = self._text(by_year if self._by_year else key)
                yield LegendEntry(SampleKind.TEXT, words, key)

    def themes(self, layers: tuple[Layer, ...]) -> Iterator[LegendEntry]:
        for layer in layers:
            if isinstance(layer, AreaLayer | LineLayer) and layer.file in TERM_KINDS:
                for code in self._present(layer):
                    words = self._translator.term(TERM_KINDS[layer.file], code)
                    yield _styled(words, layer, code)

    def own(self, layers: tuple[Layer, ...]) -> Iterator[LegendEntry]:
        for layer in layers:
            if isinstance(layer, AreaLayer | LineLayer) and layer.words:
                if self._present(layer):
                    yield _styled(layer.words, layer, "")
            elif isinstance(layer, MarkerLayer) and layer.words:
                seen = [marker for marker in layer.markers if self._inside.contains(marker)]
                if seen:
                    yield LegendEntry(
                        SampleKind.MARKER, layer.words, f"{layer.file}:", seen[0].style
                    )

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
                yield LegendEntry(SampleKind.RELIEF, self._text("relief"), "relief")

    def _present(self, layer: AreaLayer | LineLayer) -> list[str]:
        """List the styled codes of a layer that occur inside the extent, in the styles' order."""
        view = self._inside.view
        inside = layer.features.iloc[layer.features.sindex.query(view, "intersects")]
        if layer.style_by is None:
            return [""] if len(inside) else []
        codes = set(inside[layer.style_by])
        return [code for code in layer.styles if code in codes]


def _styled(words: str, layer: AreaLayer | LineLayer, code: str) -> LegendEntry:
    kind = SampleKind.AREA if isinstance(layer, AreaLayer) else SampleKind.LINE
    return LegendEntry(kind, words, f"{layer.file}:{code}", layer.styles[code])

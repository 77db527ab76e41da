"""The map as one HTML file: pan, zoom, layers, timeline and cards, from a disk, without a network.

Only what passes the filters is inside: events are packed anew, with their own places, and cards,
paths and layers are those of what is shown. The window is where the timeline stands; the rest of
the period is there to be played.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.rights import count_kept_back, keep_back
from sahel_geo.analysis.summary import count_shown
from sahel_geo.cartography.composition import compose_screen, find_extent
from sahel_geo.cartography.composition.paths import compose_cases
from sahel_geo.cartography.composition.texts import compose_texts
from sahel_geo.cartography.document import MapTexts, ScreenMap
from sahel_geo.cartography.theme import channels, paper_colors
from sahel_geo.cartography.web.basefiles import write_base_files
from sahel_geo.cartography.web.cardfile import counted_events, find_keys, write_cards
from sahel_geo.cartography.web.cases import write_cases
from sahel_geo.cartography.web.context import write_context
from sahel_geo.cartography.web.jsontext import to_json_bytes
from sahel_geo.cartography.web.packing import pack_events
from sahel_geo.cartography.web.places import write_places
from sahel_geo.cartography.web.standalone import PageData, PageHead, write_page
from sahel_geo.cartography.web.switches import ABOVE, write_switch, write_switch_above
from sahel_geo.cartography.web.webmap import (
    MAP_OPTIONS,
    START_OPTIONS,
    MapFiles,
    MapUpdate,
    TimeCommand,
    write_message,
)
from sahel_geo.export.image import Snapshot
from sahel_geo.export.stamp import HTML_ID
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.design import PageDesign
from sahel_geo.model.extent import Extent
from sahel_geo.model.places import number_places
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Furniture, LayerName, ThemeName

HTML = "text/html"
CONTEXT, PLACES, CASES, EVENTS, CARDS = (
    "context.json",
    "places.json",
    "cases.json",
    "events.pack",
    "cards.json",
)
"""Names of the page's files besides those of the base layers."""

_COLOR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_WORDS = frozenset({"text", "words", "name", "names", "title", "controls", "timeline", "imprint"})
"""What in a file of the map is never a colour, whatever stands in it."""


def export_webpage(  # noqa: PLR0913 - what is shown, how it looks, and what is written of it
    dataset: Dataset,
    selection: MapSelection,
    design: PageDesign,
    extent: Extent | None,
    translator: Translator,
    stamp_text: str,
    *,
    name: str = "sahel",
    made_on: date | None = None,
    tells_events: bool = True,
) -> Snapshot:
    """
    Export the map as a page of its own.

    Rows that may not be passed on are not in it (see `analysis.rights`); the page says so.

    Parameters
    ----------
    dataset
        Everything there is, with open cases as they may be shown.
    selection
        What is shown. Its window is where the timeline stands at first, in its period; layers
        that are off are not in the file.
    design
        Theme, words, logo and marking of the page; of its furniture legend, scale bar, sources
        and disclaimer (north is always up, and the page has no paper).
    extent
        Where the map looks at first; None takes what fits what is shown.
    translator
        The language of every word.
    stamp_text
        The stamp, JSON; see `stamp`.
    name
        File name without its ending.
    made_on
        The day to name on the page; today (UTC) when None.
    tells_events
        False where the words of events must stay in the house: then cards tell how many of which
        kind happened, and the file holds no title, actor, toll, summary or source of any event,
        nor cards of cases. It still holds place, kind and days of each event, which the timeline
        is played with: leave those rows out of `dataset` to keep them back as well.

    Returns
    -------
    page
        HTML in UTF-8, one file; the same input gives the same bytes.
    """
    made_on = made_on or datetime.now(UTC).date()
    left_out = _tell_left_out(dataset, selection, translator)
    dataset = keep_back(dataset)
    writer = _WebpageWriter(dataset, selection, design, translator, made_on, left_out)
    home = extent or find_extent(dataset, writer.whole, translator)
    data = PageData(
        start=writer.start(home),
        files=writer.files(tells_events=tells_events),
        blocks={HTML_ID: stamp_text},
    )
    return Snapshot(write_page(writer.head(), data), HTML, f"{name}.html")


def _tell_left_out(dataset: Dataset, selection: MapSelection, translator: Translator) -> str:
    """Say which rows are not in the file, since their makers do not allow it."""
    shown = filter_dataset(dataset, replace(selection, window=None))
    names = [
        translator.count("sets.of_dataset", count, name=info.name)
        for info, count in count_kept_back(shown).items()
    ]
    return translator.text("sets.left_out", names=translator.listing(names)) if names else ""


@dataclass(frozen=True)
class _WebpageWriter:
    dataset: Dataset
    selection: MapSelection
    design: PageDesign
    translator: Translator
    made_on: date
    left_out: str = ""

    @cached_property
    def whole(self) -> MapSelection:
        """What is shown in the whole period."""
        return replace(self.selection, window=None, language=self.translator.language)

    @cached_property
    def shown(self) -> Dataset:
        return filter_dataset(self.dataset, self.whole)

    @cached_property
    def screen(self) -> ScreenMap:
        return self._compose_screen(self.selection.layers)

    def _compose_screen(self, layers: frozenset[LayerName]) -> ScreenMap:
        selection = replace(self.whole, layers=layers)
        screen = compose_screen(self.dataset, selection, self.translator, made_on=self.made_on)
        furniture, imprint = self.design.furniture, screen.imprint
        disclaimer = imprint.disclaimer if Furniture.DISCLAIMER in furniture else ""
        sources = imprint.sources if Furniture.SOURCES in furniture else ""
        # citations, dates and version stand in the page's own last line
        words = replace(
            imprint,
            sources=sources,
            disclaimer=disclaimer,
            data_date=disclaimer,
            made_on="",
            citations="",
        )
        return replace(screen, imprint=words)

    @cached_property
    def context(self) -> dict[str, Any]:
        return self._context_of(self.selection.layers)

    def _read(self, content: bytes) -> dict[str, Any]:
        """Read a file of the map again, in the colours of the theme."""
        values: dict[str, Any] = json.loads(content)
        if self.design.theme is ThemeName.SCREEN:
            return values
        inks = paper_colors(self.design.theme)
        recoloured: dict[str, Any] = _recolour(values, inks.of)
        return recoloured

    @cached_property
    def cases(self) -> dict[str, Any]:
        moving = (
            compose_cases(
                self.shown, self.whole.cases, self.translator, AreaFinder.of(self.dataset)
            )
            if self.screen.shows_paths
            else ()
        )
        return self._read(write_cases(moving))

    def head(self) -> PageHead:
        design, texts = self.design, self._texts()
        chosen = texts.title, texts.subtitle
        title = texts.title if design.title is None else design.title
        subtitle = texts.subtitle if design.subtitle is None else design.subtitle
        own = [] if (title, subtitle) == chosen else list(chosen)
        line = (*own, self.left_out, texts.citations, texts.data_date, texts.made_on)
        return PageHead(
            language=self.translator.language,
            title=title,
            subtitle=subtitle,
            stamp_line=" · ".join(words for words in line if words),
            needs_script=self.translator.text("webpage.needs_script"),
            organisation=design.organisation,
            marking=design.marking,
            logo=design.logo,
            looks=tuple(self._looks()),
        )

    def _texts(self) -> MapTexts:
        counts = count_shown(self.dataset, self.shown, self.whole)
        return compose_texts(
            self.shown,
            self.whole,
            self.screen.layers,
            counts,
            self.translator,
            made_on=self.made_on,
        )

    def _looks(self) -> Iterator[str]:
        yield f"theme-{self.design.theme}"
        for part in (Furniture.LEGEND, Furniture.SCALE_BAR):
            if part not in self.design.furniture:
                yield f"without-{part}"
        if not {Furniture.SOURCES, Furniture.DISCLAIMER} & self.design.furniture:
            yield "without-sources"

    def start(self, home: Extent) -> dict[str, Any]:
        """Give what `standalone.js` starts from."""
        longitude, latitude = home.centre
        text = self.translator.text
        paper = channels(paper_colors(self.design.theme).paper)
        return {
            "language": self.translator.language.value,
            "map": {"center": [latitude, longitude], "zoom": 5, **MAP_OPTIONS},
            "options": START_OPTIONS | {"home": home.as_tuple()},
            "message": self._message(),
            "switches": self._switches(),
            "words": {
                "layers": text("page.layers"),
                "hint": text("webpage.hint"),
                "cases": text("case_page.title"),
            },
            "paper": [round(channel * 255) for channel in paper],
        }

    def _message(self) -> dict[str, object]:
        selection = self.selection
        period = selection.period or self.dataset.period
        update = MapUpdate(
            files=MapFiles(CONTEXT, PLACES, EVENTS, None, CASES),
            time=TimeCommand(1, period, selection.window, selection.is_cumulative),
            notice=self.translator.text("map.unreachable"),
        )
        return write_message({name: name for name in self._base_files}, update)

    @cached_property
    def _base_files(self) -> Mapping[str, bytes]:
        return write_base_files(self.screen.layers)

    def _switches(self) -> list[dict[str, Any]]:
        """List the layers that can be switched off, those on top of the map first."""
        bare = self._context_of(frozenset())
        switches = []
        for name in reversed(LayerName):
            if name not in self.selection.layers:
                continue
            if name in ABOVE:
                hidden = write_switch_above(name, self.context)
            else:
                hidden = write_switch(self.context, self._context_of(frozenset({name})), bare)
            words = self.translator.text(f"layer.{name}")
            switches.append({"name": name.value, "words": words, "hidden": hidden})
        return [switch for switch in switches if switch["hidden"]]

    def _context_of(self, layers: frozenset[LayerName]) -> dict[str, Any]:
        return self._read(write_context(self._compose_screen(layers), self.translator))

    def files(self, *, tells_events: bool) -> dict[str, bytes]:
        """Give every file of the map by its name."""
        shown = self.shown
        counted = counted_events(shown.events)
        part = replace(shown, events=counted.assign(place=number_places(counted)))
        keys = {*find_keys(self.context), *find_keys(self.cases)}
        cards = write_cards(shown, keys, self.translator, tells_events=tells_events)
        return {
            CONTEXT: to_json_bytes(self.context),
            PLACES: write_places(part, self.translator, AreaFinder.of(self.dataset)),
            CASES: to_json_bytes(self.cases),
            EVENTS: pack_events(part.events).content,
            CARDS: to_json_bytes(self._read(cards)),
            **self._base_files,
        }


def _recolour(value: Any, ink: Callable[[str], str]) -> Any:
    """Put every colour of a file of the map through a theme; words stay as they are."""
    if isinstance(value, dict):
        return {key: part if key in _WORDS else _recolour(part, ink) for key, part in value.items()}
    if isinstance(value, list):
        return [_recolour(part, ink) for part in value]
    return ink(value) if isinstance(value, str) and _COLOR.fullmatch(value) else value

"""Write every card of a saved page: each event told once, each thing of the map with its card.

The dashboard composes a card when something is clicked, of the events in the window. A saved page
holds them ready: cards of places, regions and trays name their events, and `pagecards.js` tells
those in the window; cards of everything else are whole.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.cartography import symbology
from sahel_geo.cartography.cards import CardComposer
from sahel_geo.cartography.cards.card import MOST_ITEMS
from sahel_geo.cartography.cards.events import EventCards
from sahel_geo.cartography.cards.facts import FactWriter
from sahel_geo.cartography.composition.incidents import area_keys, place_keys, tray_key
from sahel_geo.cartography.web.cardtexts import write_card, write_card_texts, write_item, write_text
from sahel_geo.cartography.web.jsontext import to_json_bytes, write_day
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import REPORT_STAGES, EventType, GeoPrecision

MOST_TOLD = 4_000
"""Events told one by one, about a kilobyte each; of more only the numbers are told."""

TEXTS = ("card.places_note", "webpage.reports", "webpage.only_counts")
PLURAL_TEXTS = ("card.incidents_here", "card.events_here", "card.more_events", "card.more_places")

BY_WINDOW = frozenset({"place", "places", "area", "tray", "event"})
"""Kinds of keys whose cards depend on the window."""

FEATURES = frozenset({"site", "region", "route", "town"})
"""Kinds of keys of the base map: their cards tell of no event."""


def write_cards(
    shown: Dataset, keys: Iterable[str], translator: Translator, *, tells_events: bool = True
) -> bytes:
    """
    Write the cards of a page.

    Parameters
    ----------
    shown
        The filtered dataset, of the whole period of the page's timeline.
    keys
        What else can be clicked besides incidents: steps, movements, mines, regions, towns; and
        with them whatever their cards lead to.
    translator
        The language of every word.
    tells_events
        False when the words of events may not leave the house: then only their numbers are told.
        More than `MOST_TOLD` events are never told one by one.

    Returns
    -------
    content
        JSON, for `pagecards.js`; equal input gives equal bytes.
    """
    table = _ItemTable()
    events = counted_events(shown.events)
    tells_events = tells_events and len(events) <= MOST_TOLD
    numbers = _add_events(events, shown, translator, table) if tells_events else None
    others = [key for key in keys if tells_events or key.partition(":")[0] in FEATURES]
    cards = _write_others(shown, others, translator, table)
    content = {
        "tells_events": tells_events,
        "most_items": MOST_ITEMS,
        "texts": _write_texts(translator),
        "types": [
            [translator.term("event_type", kind), symbology.EVENT_COLORS[kind]]
            for kind in EventType
        ],
        "groups": _write_groups(events, numbers, shown, translator),
        "cards": cards,
        "cases": _list_cases(cards, shown, table),
        "items": table.written,
    }
    return to_json_bytes(content)


def counted_events(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Keep what symbols, shaded regions, the tray and the timeline tell of.

    Parameters
    ----------
    events
        Of a filtered dataset.

    Returns
    -------
    events
        Incidents, each real event once, and reports on captives whose place is undisclosed.
    """
    is_report = events["hostage_stage"].isin([str(stage) for stage in REPORT_STAGES])
    undisclosed = events["geo_precision"] == GeoPrecision.UNDISCLOSED
    return events.loc[events["is_incident"] | (is_report & undisclosed)]


def find_keys(values: Any) -> Iterator[str]:
    """Find what can be clicked in a file of the map, read again: features, marks, lines, areas."""
    if isinstance(values, list):
        for value in values:
            yield from find_keys(value)
    elif isinstance(values, dict):
        key = values.get("key")
        if isinstance(key, str) and ":" in key:
            yield key
        if values.get("key_prefix"):
            yield from (f"{values['key_prefix']}:{name}" for name in values["names"])
        if "case_id" in values:
            yield f"case:{values['case_id']}"
        for value in values.values():
            yield from find_keys(value)


class _ItemTable:
    """Things told on cards, each written once, though several cards may tell it."""

    def __init__(self) -> None:
        self.written: list[dict[str, Any]] = []
        self._numbers: dict[bytes, int] = {}

    def add(self, item: dict[str, Any]) -> int:
        key = to_json_bytes(item)
        if key not in self._numbers:
            self._numbers[key] = len(self.written)
            self.written.append(item)
        return self._numbers[key]


def _add_events(
    events: gpd.GeoDataFrame, shown: Dataset, translator: Translator, table: _ItemTable
) -> dict[Any, int]:
    """Tell each event, with its days; give its number in the table by its index."""
    items = EventCards(shown, translator).items_of(events)
    days = zip(events["first_day"], events["last_day"], strict=True)
    return {
        index: table.add(
            write_item(item, translator)
            | {"days": [write_day(first.date()), write_day(last.date())]}
        )
        for index, item, (first, last) in zip(events.index, items, days, strict=True)
    }


def _write_groups(
    events: pd.DataFrame,
    numbers: Mapping[Any, int] | None,
    shown: Dataset,
    translator: Translator,
) -> dict[str, dict[str, Any]]:
    """Write the heading of each place, region and tray, and which events it holds."""
    keyed = _key_events(events, shown)
    composer = CardComposer(shown, translator)
    groups: dict[str, dict[str, Any]] = {}
    for key, rows in keyed.groupby("key", sort=True):
        head = _write_head(str(key), events.loc[rows["event"].iloc[0]], composer, translator)
        held = [] if numbers is None else [numbers[index] for index in rows["event"]]
        groups[str(key)] = head | {"items": held}
    return groups


def _key_events(events: pd.DataFrame, shown: Dataset) -> pd.DataFrame:
    """Pair events with the keys of what counts them: a regional one has a place and a region."""
    precision = events["geo_precision"]
    undisclosed = events.loc[precision == GeoPrecision.UNDISCLOSED]
    regional = events.loc[precision == GeoPrecision.REGION]
    parts = [
        place_keys(events.loc[precision != GeoPrecision.UNDISCLOSED]),
        area_keys(regional, AreaFinder.of(shown)),
        pd.Series(
            [tray_key(row) for _, row in undisclosed.iterrows()],
            index=undisclosed.index,
            dtype=str,
        ),
    ]
    keys = pd.concat([part for part in parts if len(part)] or parts)
    return pd.DataFrame({"event": keys.index, "key": keys.to_numpy()})


def _write_head(
    key: str, first: "pd.Series[Any]", composer: CardComposer, translator: Translator
) -> dict[str, Any]:
    kind = key.partition(":")[0]
    if kind == "place":
        note = FactWriter(translator).precision_words(int(first["geo_precision"]))
        heading = write_text(translator.data_text(first, "location"), translator)
        return {"heading": heading, "note": note, "counts": "incidents_here"}
    card = composer.compose(key)
    assert card is not None, "a region or tray of an event has a card"
    counts = "events_here" if kind == "tray" else "incidents_here"
    return {"heading": write_text(card.heading, translator), "note": card.note, "counts": counts}


def _write_others(
    shown: Dataset, keys: Iterable[str], translator: Translator, table: _ItemTable
) -> dict[str, dict[str, Any]]:
    """Write the cards of all keys, and of those that these cards lead to."""
    cards: dict[str, dict[str, Any]] = {}
    composer = CardComposer(shown, translator)
    waiting = deque(sorted(set(keys)))
    while waiting:
        key = waiting.popleft()
        if key in cards or key.partition(":")[0] in BY_WINDOW:
            continue
        card = composer.compose(key)
        if card is None:
            continue
        written = write_card(card, translator)
        waiting.extend(_leads_to(written))
        cards[key] = written | {"items": [table.add(item) for item in written["items"]]}
    return cards


def _leads_to(card: Mapping[str, Any]) -> Iterator[str]:
    if card["case"]:
        yield card["case"]
    yield from (item["key"] for item in card["items"] if item["key"])


def _list_cases(
    cards: Mapping[str, Mapping[str, Any]], shown: Dataset, table: _ItemTable
) -> list[dict[str, Any]]:
    """List the cases that have a card by their first day, each with its days: a place to begin."""
    order = shown.cases["abducted_on"].sort_values(kind="stable").index
    keys = [f"case:{case_id}" for case_id in order if f"case:{case_id}" in cards]
    return [
        {
            "key": key,
            "title": cards[key]["heading"],
            "when": table.written[cards[key]["items"][0]]["when"],
        }
        for key in keys
    ]


def _write_texts(translator: Translator) -> dict[str, Any]:
    texts: dict[str, Any] = dict(write_card_texts(translator))
    texts |= {key.partition(".")[2]: translator.template(key) for key in TEXTS}
    return texts | {key.partition(".")[2]: translator.plural_forms(key) for key in PLURAL_TEXTS}

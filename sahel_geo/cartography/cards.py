"""What a click tells: a card of plain texts, facts and links about one thing of the map.

Keys name things as symbols, marks and features do: `place:`, `area:`, `tray:`, `event:`, `case:`,
`steps:`, `leg:`, `tail:`, `fade:`, `site:`, `region:`, `route:` and `town:`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any, TypeAlias

import geopandas as gpd
import pandas as pd

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.summary import incidents_of
from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.incidents import in_country, place_keys
from sahel_geo.cartography.composition.paths import case_name
from sahel_geo.i18n.catalog import DataText, Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import (
    EventType,
    GeoPrecision,
    Language,
    LayerFile,
    TimePrecision,
)

Row: TypeAlias = pd.Series


@dataclass(frozen=True)
class Fact:
    """A line of a card: a label, what is known, and what a code means."""

    label: str
    value: DataText
    explanation: str = ""


@dataclass(frozen=True)
class Link:
    """A source: its name, and its address when it has one (http or https only)."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class CardItem:
    """One thing told on a card, such as an event at a place."""

    title: DataText
    when: str = ""
    color: str = ""
    number: str = ""
    facts: tuple[Fact, ...] = ()
    text: DataText = field(default=DataText(""))
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Card:
    """What a click tells: a heading, then one or more things."""

    key: str
    kicker: str
    heading: DataText
    note: str = ""
    items: tuple[CardItem, ...] = ()


def compose_card(key: str, shown: Dataset, translator: Translator) -> Card | None:
    """
    Compose the card of a thing.

    Parameters
    ----------
    key
        As a click on the map or a row of the table reports it.
    shown
        The filtered dataset; cards of places and trays list its incidents, case cards all steps.
    translator
        The language of every word.

    Returns
    -------
    card
        None when the key names nothing that is there (any more).
    """
    kind, _, rest = key.partition(":")
    compose = _COMPOSERS.get(kind)
    return compose(_CardMaker(shown, translator), key, rest) if compose else None


class _CardMaker:
    def __init__(self, shown: Dataset, translator: Translator) -> None:
        self._shown, self._translator = shown, translator
        self._text = translator.text

    # -- places and trays -----------------------------------------------------------------------

    def place(self, key: str, _: str) -> Card | None:
        incidents = incidents_of(self._shown.events)
        rows = incidents.loc[place_keys(incidents) == key]
        if rows.empty:
            return None
        heading = self._translator.data_text(rows.iloc[0], "location")
        precision = int(rows.iloc[0]["geo_precision"])
        return self._events_card(key, heading, rows, self._precision_words(precision))

    def area(self, key: str, rest: str) -> Card | None:
        country, _, names = rest.partition(":")
        incidents = incidents_of(self._shown.events)
        rows = incidents.loc[
            (incidents["geo_precision"] == GeoPrecision.REGION)
            & (incidents["country"] == country)
            & (incidents["admin1"] == names)
        ]
        if rows.empty:
            return None
        regions = AreaFinder.of(self._shown).region_names(country, names, self._translator.language)
        land = self._translator.term("country", country)
        heading = f"{', '.join(regions)} ({land})" if regions else land
        note = self._precision_words(GeoPrecision.REGION)
        return self._events_card(key, DataText(heading), rows, note)

    def tray(self, key: str, country: str) -> Card | None:
        incidents = incidents_of(self._shown.events)
        undisclosed = incidents["geo_precision"] == GeoPrecision.UNDISCLOSED
        rows = incidents.loc[undisclosed & (incidents["country"] == country)]
        if rows.empty:
            return None
        heading = self._text("compose.somewhere", where=in_country(country, self._translator))
        note = self._precision_words(GeoPrecision.UNDISCLOSED)
        return self._events_card(key, DataText(heading[:1].upper() + heading[1:]), rows, note)

    def _events_card(self, key: str, heading: DataText, rows: gpd.GeoDataFrame, note: str) -> Card:
        kicker = self._translator.count("card.incidents_here", len(rows))
        items = tuple(self._event_item(row) for _, row in rows.iterrows())
        return Card(key, kicker, heading, note, items)

    def event(self, key: str, event_id: str) -> Card | None:
        rows = self._shown.events.loc[self._shown.events["event_id"] == event_id]
        if rows.empty:
            return None
        row = rows.iloc[0]
        title = self._translator.data_text(row, "title")
        kicker = self._translator.term("event_type", row["event_type"])
        return Card(key, kicker, title, "", (self._event_item(row),))

    def _event_item(self, row: Row, number: str = "") -> CardItem:
        return CardItem(
            title=self._translator.data_text(row, "title"),
            when=date_words(row, self._translator),
            color=symbology.EVENT_COLORS[EventType(row["event_type"])],
            number=number,
            facts=tuple(self._event_facts(row)),
            text=self._translator.data_text(row, "summary"),
            links=links_of(row, self._translator),
        )

    def _event_facts(self, row: Row) -> Iterator[Fact]:
        location = self._translator.data_text(row, "location")
        country = self._translator.term("country", row["country"])
        precision = int(row["geo_precision"])
        # an undisclosed place names what it is about; "Paris (statement), Niger" would mislead
        where = (
            location.text
            if precision == GeoPrecision.UNDISCLOSED
            else f"{location.text}, {country}"
        )
        yield self._fact(
            "place", DataText(where, location.foreign), self._precision_words(precision)
        )
        kind = self._translator.term("sub_event_type", row["sub_event_type"])
        yield self._fact("type", DataText(kind))
        if row["hostage_stage"]:
            stage = self._translator.term("hostage_stage", row["hostage_stage"])
            yield self._fact("stage", DataText(self._stage_words(stage, row)))
        actors = [name for name in (row["actor1"], row["actor2"]) if name]
        if actors:
            names = " – ".join(self._translator.actor(name) for name in actors)
            yield self._fact("actors", DataText(names))
        if pd.notna(row["fatalities"]) or row["event_type"] != EventType.STRATEGIC_DEVELOPMENTS:
            yield self._fact("fatalities", DataText(self._fatality_words(row["fatalities"])))
        yield self._confidence(row)

    def _stage_words(self, stage: str, row: Row) -> str:
        people = row["hostages"]
        if pd.isna(people):
            return self._text("card.stage_people_unknown", stage=stage)
        words = self._translator.count("card.stage_people", int(people), stage=stage)
        return (
            f"{words} ({self._text('card.party', party=row['party'])})" if row["party"] else words
        )

    def _fatality_words(self, fatalities: Any) -> str:
        if pd.isna(fatalities):
            return self._text("card.fatalities_unknown")
        if int(fatalities) == 0:
            return self._text("card.fatalities_none")
        return self._translator.number(int(fatalities))

    def _precision_words(self, precision: int) -> str:
        return self._text(f"explain.geo_precision_{precision}")

    def _confidence(self, row: Row) -> Fact:
        code = str(row["confidence"])
        word = self._translator.term("confidence", code)
        return self._fact("confidence", DataText(word), self._text(f"explain.confidence_{code}"))

    def _fact(self, label: str, value: DataText, explanation: str = "") -> Fact:
        return Fact(self._text(f"card.{label}"), value, explanation)

    # -- cases ----------------------------------------------------------------------------------

    def case(self, key: str, case_id: str) -> Card | None:
        case = self._shown.case(case_id)
        if case is None:
            return None
        rows = self._narrative(case_id)
        steps = self._numbers(case_id)
        file = CardItem(
            title=DataText(self._text("card.case_file")),
            when=self._held_words(case),
            facts=tuple(self._case_facts(case)),
            text=self._translator.data_text(case, "outcome_note"),
            links=links_of(case, self._translator),
        )
        told = tuple(
            self._event_item(row, steps.get(str(row["event_id"]), "")) for _, row in rows.iterrows()
        )
        heading = self._translator.data_text(case, "name")
        kicker = self._translator.count("card.case", int(case["hostages"]))
        return Card(key, kicker, heading, self._text("card.case_note"), (file, *told))

    def steps(self, key: str, rest: str) -> Card | None:
        case_id, _, numbers = rest.partition(":")
        wanted = set(numbers.split(","))
        steps = self._numbers(case_id)
        rows = [
            self._event_item(row, steps[str(row["event_id"])])
            for _, row in self._shown.steps.loc[self._shown.steps["case_id"] == case_id].iterrows()
            if steps[str(row["event_id"])] in wanted
        ]
        if not rows:
            return None
        heading = DataText(case_name(self._shown, case_id, self._translator))
        kicker = self._text(f"card.kicker_{key.partition(':')[0]}")
        return Card(key, kicker, heading, "", tuple(rows))

    def _numbers(self, case_id: str) -> dict[str, str]:
        steps = self._shown.steps.loc[self._shown.steps["case_id"] == case_id, "event_id"]
        return {str(event_id): str(number) for number, event_id in enumerate(steps, start=1)}

    def _narrative(self, case_id: str) -> gpd.GeoDataFrame:
        """Give a case's steps and the events related to it that pass the filters, in time order."""
        steps = self._shown.steps.loc[self._shown.steps["case_id"] == case_id]
        related = self._shown.events.loc[
            (self._shown.events["case_id"] == case_id) & (self._shown.events["hostage_stage"] == "")
        ]
        both = pd.concat([steps, related]) if len(related) else steps
        return both.sort_values("event_date", kind="stable")

    def _held_words(self, case: Row) -> str:
        start = self._translator.day(case["abducted_on"].date())
        if pd.isna(case["ended_on"]):
            return self._text("card.held_open", start=start)
        days = (case["ended_on"] - case["abducted_on"]).days
        end = self._translator.day(case["ended_on"].date())
        return self._translator.count("card.held_days", days, start=start, end=end)

    def _case_facts(self, case: Row) -> Iterator[Fact]:
        yield self._fact("people", DataText(self._people_words(case)))
        yield self._fact("nationalities", DataText(self._nationality_words(case)))
        yield self._fact("sector", DataText(self._translator.term("sector", case["sector"])))
        for column in ("employer", "captor_at_abduction", "custodian_later"):
            value = self._translator.data_text(case, column)
            if value.text:
                yield self._fact(column, value)
        yield self._fact("outcome", DataText(self._translator.term("outcome", case["outcome"])))
        ransom = self._translator.data_text(case, "ransom_reported")
        yield self._fact(
            "ransom", ransom if ransom.text else DataText(self._text("card.none_told"))
        )
        yield self._confidence(case)

    def _people_words(self, case: Row) -> str:
        ends = ("released", "rescued", "escaped", "killed", "died", "unaccounted")
        parts = [
            self._translator.count(f"card.people_{end}", int(case[end]))
            for end in ends
            if int(case[end]) > 0
        ]
        total = self._translator.number(int(case["hostages"]))
        return f"{total} ({', '.join(parts)})" if parts else total

    def _nationality_words(self, case: Row) -> str:
        pairs = [part.partition(":") for part in str(case["nationalities"]).split("|") if part]
        names = [f"{self._translator.term('country', code)} {people}" for code, _, people in pairs]
        return ", ".join(names)

    # -- features -------------------------------------------------------------------------------

    def site(self, key: str, site_id: str) -> Card | None:
        site = self._feature(LayerFile.MINING_SITES, "site_id", site_id)
        if site is None:
            return None
        facts = [self._fact("country", DataText(self._translator.term("country", site["country"])))]
        if site["operator"]:
            facts.append(self._fact("operator", DataText(site["operator"])))
        facts.append(self._fact("status", DataText(self._status_words(site))))
        facts.append(self._fact("years", DataText(self._year_words(site))))
        precision = int(site["geo_precision"])
        word = self._translator.term("geo_precision", str(precision))
        facts.append(self._fact("position", DataText(word), self._precision_words(precision)))
        basis = DataText(site["coord_basis"], _english(self._translator))
        facts.append(self._fact("basis", basis))
        kicker = self._translator.term("commodity", site["commodity"])
        return self._feature_card(key, kicker, site, "summary", facts)

    def _status_words(self, site: Row) -> str:
        if not site["status"]:
            return self._text("card.unknown")
        word = self._translator.term("site_status", site["status"])
        return self._text("card.as_of", status=word, day=site["status_as_of"])

    def _year_words(self, site: Row) -> str:
        unknown = self._text("card.unknown")
        start = unknown if pd.isna(site["start_year"]) else str(site["start_year"])
        end = "" if pd.isna(site["end_year"]) else str(site["end_year"])
        return self._text("card.years_between", start=start, end=end) if end else start

    def region(self, key: str, region_id: str) -> Card | None:
        region = self._feature(LayerFile.TUAREG_REGIONS, "region_id", region_id)
        if region is None:
            return None
        kicker = self._translator.term("feature_class", region["feature_class"])
        return self._feature_card(key, kicker, region, "basis", self._certainty(region))

    def route(self, key: str, route_id: str) -> Card | None:
        route = self._feature(LayerFile.ROUTES, "route_id", route_id)
        if route is None:
            return None
        kicker = self._translator.term("route_kind", route["kind"])
        return self._feature_card(key, kicker, route, "note", self._certainty(route))

    def town(self, key: str, place_id: str) -> Card | None:
        place = self._feature(LayerFile.PLACES, "place_id", place_id)
        if place is None:
            return None
        kicker = self._translator.term("place_kind", place["kind"])
        facts = [
            self._fact("country", DataText(self._translator.term("country", place["country"])))
        ]
        return self._feature_card(key, kicker, place, "note", facts)

    def _certainty(self, feature: Row) -> list[Fact]:
        word = self._translator.term("certainty", feature["certainty"])
        explanation = self._text("explain.certainty_approximate")
        return [self._fact("certainty", DataText(word), explanation)]

    def _feature(self, file: LayerFile, column: str, value: str) -> Row | None:
        features = self._shown.layers.get(file)
        if features is None:
            return None
        found = features.loc[features[column] == value]
        return None if found.empty else found.iloc[0]

    def _feature_card(
        self, key: str, kicker: str, feature: Row, text: str, facts: list[Fact]
    ) -> Card:
        item = CardItem(
            title=DataText(""),
            facts=tuple(facts),
            text=self._translator.data_text(feature, text),
            links=links_of(feature, self._translator),
        )
        return Card(key, kicker, self._translator.data_text(feature, "name"), "", (item,))


_COMPOSERS: Mapping[str, Callable[[_CardMaker, str, str], Card | None]] = {
    "place": _CardMaker.place,
    "area": _CardMaker.area,
    "tray": _CardMaker.tray,
    "event": _CardMaker.event,
    "case": _CardMaker.case,
    "steps": _CardMaker.steps,
    "leg": _CardMaker.steps,
    "tail": _CardMaker.steps,
    "fade": _CardMaker.steps,
    "site": _CardMaker.site,
    "region": _CardMaker.region,
    "route": _CardMaker.route,
    "town": _CardMaker.town,
}


def _english(translator: Translator) -> Language | None:
    """Mark a text that exists in English only, unless the reader reads English."""
    return None if translator.language is Language.ENGLISH else Language.ENGLISH


def date_words(row: Row | Mapping[str, Any], translator: Translator) -> str:
    """
    Write the date of an event as precisely as it is known.

    Parameters
    ----------
    row
        An event.
    translator
        The language.

    Returns
    -------
    words
        '16 September 2010', 'about 17 September 2010 (within three days)', 'in May 2011',
        '22–23 September 2010', 'roughly 1 May 2011 – 31 December 2012'.
    """
    start: date = row["event_date"].date()
    precision = int(row["time_precision"])
    if pd.notna(row["end_date"]):
        span = translator.days(start, row["end_date"].date())
        return span if precision == TimePrecision.DAY else translator.text("dates.rough", span=span)
    if precision == TimePrecision.DAY:
        return translator.day(start)
    if precision == TimePrecision.WEEK:
        return translator.text("dates.about", day=translator.day(start))
    return translator.text("dates.in_month", month=translator.month(start))


def links_of(row: Row, translator: Translator) -> tuple[Link, ...]:
    """List the sources of a row; names and addresses are parted by `|` and pair up in order."""
    names, urls = (str(row[column] or "").split("|") for column in ("source", "source_url"))
    return tuple(
        Link(name or translator.text("card.source"), _web_address(url))
        for name, url in zip_longest(names, urls, fillvalue="")
        if name or url
    )


def _web_address(url: str) -> str:
    """Keep an address only when a click on it opens a web page."""
    return url if url.startswith(("https://", "http://")) else ""

"""The reports, legs and footprints of a hostage case as rows in words of one language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import Geometry

from sahel_geo.analysis.areas import AreaFinder, disc
from sahel_geo.analysis.care import WITHHELD
from sahel_geo.analysis.legfacts import LegFacts
from sahel_geo.analysis.movements import Step
from sahel_geo.cartography.cards import date_words
from sahel_geo.cartography.composition.incidents import somewhere_words
from sahel_geo.cartography.composition.paths import number_words
from sahel_geo.export.casefacts import write_day
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import GeoPrecision

STEP_COLUMNS = {
    "number": "int64",
    "event_id": "str",
    "date": "str",
    "first_day": "str",
    "last_day": "str",
    "stage": "str",
    "stage_words": "str",
    "party": "str",
    "hostages": "Int64",
    "title": "str",
    "location": "str",
    "admin1": "str",
    "country": "str",
    "country_name": "str",
    "geo_precision": "int64",
    "place_known": "str",
    "actor1": "str",
    "actor2": "str",
    "confidence": "str",
    "confidence_words": "str",
    "summary": "str",
    "source": "str",
    "source_url": "str",
}
"""Columns of the reports and their types; those not named like events.csv are made here."""

LEG_COLUMNS = {
    "number": "int64",
    "from_report": "int64",
    "to_report": "int64",
    "through_reports": "str",
    "party": "str",
    "from_place": "str",
    "to_place": "str",
    "first_day": "str",
    "last_day": "str",
    "length_km": "float64",
    "gap_days_least": "int64",
    "gap_days_most": "int64",
    "certain": "bool",
    "certain_words": "str",
    "least_certain": "str",
    "borders": "str",
    "custody_before": "str",
    "custody_after": "str",
    "too_fast_kmh": "float64",
    "source": "str",
    "source_url": "str",
}

FOOTPRINT_COLUMNS = {
    "number": "int64",
    "reports": "str",
    "geo_precision": "int64",
    "area": "str",
    "reason": "str",
    "source": "str",
    "source_url": "str",
}

AreaKey = tuple[object, ...]


@dataclass(frozen=True)
class CaseRowWriter:
    """Writes what is told of a case; `rows` are those of its steps by `event_id`."""

    rows: Mapping[str, Mapping[str, Any]]
    translator: Translator
    areas: AreaFinder

    def step(self, step: Step) -> dict[str, Any]:
        """Write a report, by `STEP_COLUMNS`."""
        row, told = self.rows[step.event_id], self.translator
        copied = ("event_id", "party", "hostages", "admin1", "country", "geo_precision")
        return {
            "number": step.number,
            "date": date_words(row, told),
            "first_day": write_day(step.first_day),
            "last_day": write_day(step.last_day),
            "stage": step.stage.value,
            "stage_words": told.term("hostage_stage", step.stage.value),
            "country_name": told.term("country", row["country"]),
            "place_known": self._reason(row),
            "confidence_words": told.term("confidence", row["confidence"]),
            **{name: told.actor(row[name]) for name in ("actor1", "actor2")},
            **{name: told.data_text(row, name).text for name in ("title", "location", "summary")},
            **{name: row[name] for name in (*copied, "confidence", "source", "source_url")},
        }

    def leg(self, number: int, facts: LegFacts) -> dict[str, Any]:
        """Write a leg, by `LEG_COLUMNS`; its number only tells it from the others."""
        leg, told = facts.leg, self.translator
        return {
            "number": number,
            "from_report": leg.start.number,
            "to_report": leg.end.number,
            "through_reports": number_words([step.number for step in leg.through]),
            "party": leg.end.party,
            "from_place": self._location(leg.start),
            "to_place": self._location(leg.end),
            "first_day": write_day(leg.start.first_day),
            "last_day": write_day(leg.end.last_day),
            "length_km": round(facts.length_km, 1),
            "gap_days_least": facts.gap_days[0],
            "gap_days_most": facts.gap_days[1],
            "certain": leg.is_certain,
            "certain_words": told.text("legend.leg" if leg.is_certain else "legend.leg_uncertain"),
            "least_certain": facts.least_certain.value,
            "borders": self._border_words(facts),
            "custody_before": told.actor(facts.custody_before),
            "custody_after": told.actor(facts.custody_after),
            "too_fast_kmh": None if facts.haste is None else round(facts.haste.needed_kmh),
            **self._sources([leg.start, *leg.through, leg.end]),
        }

    def footprints(self, steps: Iterable[Step]) -> Iterator[tuple[dict[str, Any], Geometry]]:
        """Write where imprecise reports may have been, by `FOOTPRINT_COLUMNS`, with the area."""
        sharing: dict[AreaKey, list[Step]] = {}
        for step in steps:
            if step.geo_precision > GeoPrecision.PLACE:
                sharing.setdefault(self._area_key(step), []).append(step)
        for number, together in enumerate(sharing.values(), start=1):
            area = self._area(together[0])
            if area is not None:
                yield self._footprint(number, together), area

    def _footprint(self, number: int, steps: Sequence[Step]) -> dict[str, Any]:
        return {
            "number": number,
            "reports": number_words([step.number for step in steps]),
            "geo_precision": steps[0].geo_precision,
            "area": self._area_words(steps[0]),
            "reason": self._reason(self.rows[steps[0].event_id]),
            **self._sources(steps),
        }

    def _area_key(self, step: Step) -> AreaKey:
        country, names = self._region(step)
        if step.geo_precision == GeoPrecision.NEAR:
            return GeoPrecision.NEAR, step.point
        if step.geo_precision == GeoPrecision.REGION:
            return GeoPrecision.REGION, self.areas.region_key(country, names, *step.point)
        return GeoPrecision.UNDISCLOSED, country, names

    def _area(self, step: Step) -> Geometry | None:
        country, names = self._region(step)
        if step.geo_precision == GeoPrecision.NEAR:
            return disc(*step.point)
        if step.geo_precision == GeoPrecision.REGION:
            return self.areas.region_of(country, names, *step.point)
        return self.areas.undisclosed(country, names)

    def _area_words(self, step: Step) -> str:
        if step.geo_precision == GeoPrecision.NEAR:
            return self.translator.text("compose.near", place=self._location(step))
        if step.geo_precision == GeoPrecision.REGION:
            return self._location(step)
        return somewhere_words(*self._region(step), self.translator, self.areas)

    def _region(self, step: Step) -> tuple[str, str]:
        row = self.rows[step.event_id]
        return str(row["country"]), str(row["admin1"])

    def _location(self, step: Step) -> str:
        return self.translator.data_text(self.rows[step.event_id], "location").text

    def _reason(self, row: Mapping[str, Any]) -> str:
        """Say how precisely a place is known, or why no more is told of it."""
        if row.get(WITHHELD, False):
            return self.translator.text("care.withheld")
        return self.translator.text(f"explain.geo_precision_{row['geo_precision']}")

    def _border_words(self, facts: LegFacts) -> str:
        return ", ".join(
            f"{self.translator.term('country', crossing.from_country)} → "
            f"{self.translator.term('country', crossing.to_country)}"
            for crossing in facts.crossings
        )

    def _sources(self, steps: Iterable[Step]) -> dict[str, str]:
        """Give the sources of some reports, each address once."""
        pairs: dict[str, str] = {}
        for step in steps:
            row = self.rows[step.event_id]
            names, links = (str(row[column]).split("|") for column in ("source", "source_url"))
            for name, link in zip(names, links, strict=False):
                pairs.setdefault(link, name)
        return {"source": "|".join(pairs.values()), "source_url": "|".join(pairs)}

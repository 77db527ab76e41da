"""What each table and layer must hold: one pandera contract per file.

Tables are checked as text, cell by cell, before any cell becomes a day or a number, so that a
report can say what came. The metadata of a contract say which columns make a row unique and which
kinds of geometry a layer may hold. Columns that a contract does not name are kept.
"""

from collections.abc import Mapping
from enum import StrEnum

import pandera.pandas as pa

from sahel_geo.model import columns
from sahel_geo.model.columns import COUNTRY, LAST_YEAR, WHOLE_NUMBER
from sahel_geo.model.vocabulary import (
    BorderKind,
    Commodity,
    Confidence,
    EventType,
    GeoPrecision,
    HostageStage,
    LayerFile,
    Outcome,
    PlaceKind,
    RegionClass,
    RouteKind,
    Sector,
    SiteStatus,
    SubEventType,
    TimePrecision,
)


class TableFile(StrEnum):
    """A CSV table of `data/`, by the name of the file."""

    EVENTS = "events"
    CASES = "hostage_cases"
    ACTORS = "actors"
    VOCABULARY = "vocabulary"


POINTS = ("Point",)
LINES = ("LineString", "MultiLineString")
AREAS = ("Polygon", "MultiPolygon")


def _contract(
    name: str,
    content: Mapping[str, pa.Column],
    *,
    unique: tuple[str, ...] = (),
    geometry: tuple[str, ...] = (),
) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        dict(content), name=name, metadata={"unique": unique, "geometry": geometry}
    )


EVENTS = _contract(
    TableFile.EVENTS,
    {
        "event_id": columns.text(),
        "event_date": columns.day(),
        "end_date": columns.day(optional=True),
        "time_precision": columns.code(TimePrecision, "time_precision"),
        "event_type": columns.code(EventType, "event_type"),
        "sub_event_type": columns.code(SubEventType, "sub_event_type"),
        "title": columns.text(),
        "title_fr": columns.text(optional=True),
        "actor1": columns.text(),
        "actor2": columns.text(optional=True),
        "country": columns.country(),
        "admin1": columns.text(optional=True),
        "location": columns.text(),
        "latitude": columns.latitude(),
        "longitude": columns.longitude(),
        "geo_precision": columns.code(GeoPrecision, "geo_precision"),
        "fatalities": columns.count(optional=True),
        "case_id": columns.text(optional=True),
        "hostage_stage": columns.code(HostageStage, "hostage_stage", optional=True),
        "hostages": columns.count(optional=True),
        "summary": columns.text(optional=True),
        "confidence": columns.code(Confidence, "confidence"),
        **columns.sourced(),
        "party": columns.matching("[A-Z][0-9]?", "party", optional=True),
        "joint_id": columns.text(optional=True),
        "location_fr": columns.text(optional=True),
        "summary_fr": columns.text(optional=True),
    },
    unique=("event_id",),
)

EVENT_COLUMNS = tuple(EVENTS.columns)
"""The columns of `events.csv`, in the order in which they are written."""

NOT_IN_ALL_DATASETS = ("sub_event_type", "actor1", "location", "source", "source_url")
"""Columns of events that others' data may leave empty: UCDP does not say by what means a thing was
done, AWSD often not by whom, a sheet not where its coordinates are called, and none of them gives
the address of each source."""

IMPORTED = _contract(
    "imported",
    {
        **EVENTS.columns,
        "sub_event_type": columns.code(SubEventType, "sub_event_type", optional=True),
        "actor1": columns.text(optional=True),
        "location": columns.text(optional=True),
        "source": columns.listing(r"[^|]*[^|\s][^|]*", "source_names", optional=True),
        "source_url": columns.listing(columns.LINK, "links", optional=True),
        "fatalities_low": columns.count(optional=True),
        "fatalities_high": columns.count(optional=True),
    },
    unique=("event_id",),
)
"""Events a reader brings: those of `EVENTS` with `NOT_IN_ALL_DATASETS` optional, and the lowest
and highest number of deaths where a source gives a range. It is no file of `data/`, hence not among
`CONTRACTS`."""

END_COUNTS = ("released", "killed", "died", "escaped", "rescued")
"""Columns of a case that count people by how it ended for them; named like the stages."""

CASES = _contract(
    TableFile.CASES,
    {
        "case_id": columns.text(),
        "name": columns.text(),
        "abducted_on": columns.day(),
        "ended_on": columns.day(optional=True),
        "hostages": columns.count(),
        "nationalities": columns.listing(
            f"{COUNTRY}:{WHOLE_NUMBER}", "nationalities", optional=True, listed="country"
        ),
        "sector": columns.code(Sector, "sector"),
        "employer": columns.text(optional=True),
        "captor_at_abduction": columns.text(optional=True),
        "custodian_later": columns.text(optional=True),
        "outcome": columns.code(Outcome, "outcome"),
        "outcome_note": columns.text(optional=True),
        "ransom_reported": columns.text(optional=True),
        "confidence": columns.code(Confidence, "confidence"),
        **columns.sourced(),
        **{column: columns.count() for column in (*END_COUNTS, "unaccounted")},
        "resolved": columns.one_of("yes", "no", listed="resolved"),
        "name_fr": columns.text(optional=True),
        "employer_fr": columns.text(optional=True),
        "captor_at_abduction_fr": columns.text(optional=True),
        "custodian_later_fr": columns.text(optional=True),
        "outcome_note_fr": columns.text(optional=True),
        "ransom_reported_fr": columns.text(optional=True),
    },
    unique=("case_id",),
)

ACTORS = _contract(
    TableFile.ACTORS,
    {"actor": columns.text(), "actor_fr": columns.text(optional=True)},
    unique=("actor",),
)

VOCABULARY = _contract(
    TableFile.VOCABULARY,
    {
        "kind": columns.text(),
        "code": columns.text(),
        "en": columns.text(),
        "fr": columns.text(),
    },
    unique=("kind", "code"),
)

COUNTRIES = _contract(
    LayerFile.COUNTRIES,
    {
        "country": columns.country(),
        **columns.named(),
        "role": columns.one_of("focus", "context", "background"),
        "status": columns.open_code("country_status"),
        "label_lon": columns.longitude(),
        "label_lat": columns.latitude(),
    },
    unique=("country",),
    geometry=AREAS,
)

ADMIN1 = _contract(
    LayerFile.ADMIN1,
    {
        "admin1_id": columns.text(),
        "country": columns.country(),
        **columns.named(),
        "kind": columns.open_code("admin1_kind"),
        "approximate": columns.whole_number(0, 1),
        "label_lon": columns.longitude(),
        "label_lat": columns.latitude(),
    },
    unique=("admin1_id",),
    geometry=AREAS,
)

BORDERS = _contract(
    LayerFile.BORDERS,
    {
        "kind": columns.code(BorderKind, "border_kind"),
        "country_a": columns.country(),
        "country_b": columns.country(optional=True),
        "note": columns.text(optional=True),
        "note_fr": columns.text(optional=True),
    },
    geometry=LINES,
)

RIVERS = _contract(
    LayerFile.RIVERS,
    {
        "name": columns.text(optional=True),
        "name_fr": columns.text(optional=True),
        "rank": columns.whole_number(0, 12),
    },
    geometry=LINES,
)

LAKES = _contract(
    LayerFile.LAKES,
    {
        "name": columns.text(optional=True),
        "name_fr": columns.text(optional=True),
        "kind": columns.open_code("natural_kind"),
        "rank": columns.whole_number(0, 12),
    },
    geometry=AREAS,
)

TOWNS = _contract(
    LayerFile.TOWNS,
    {
        **columns.named(),
        "country": columns.country(),
        "population": columns.count(optional=True),
        "rank": columns.whole_number(0, 12),
        "capital": columns.whole_number(0, 1, optional=True),
    },
    geometry=POINTS,
)

MASSIFS = _contract(
    LayerFile.MASSIFS,
    {**columns.named(), "kind": columns.open_code("natural_kind")},
    geometry=AREAS,
)

PHYSICAL_LABELS = _contract(
    LayerFile.PHYSICAL_LABELS,
    {
        **columns.named(),
        "kind": columns.open_code("natural_kind"),
        "angle": columns.whole_number(-180, 180),
        "rank": columns.whole_number(0, 12),
    },
    geometry=POINTS,
)

TUAREG_REGIONS = _contract(
    LayerFile.TUAREG_REGIONS,
    {
        "region_id": columns.text(),
        "feature_class": columns.code(RegionClass, "feature_class"),
        **columns.named(),
        "confederation": columns.text(optional=True),
        "countries": columns.listing(COUNTRY, "country_codes", listed="country"),
        "basis": columns.text(optional=True),
        "basis_fr": columns.text(optional=True),
        "certainty": columns.open_code("certainty"),
        **columns.sourced(),
    },
    unique=("region_id",),
    geometry=AREAS,
)

MINING_SITES = _contract(
    LayerFile.MINING_SITES,
    {
        "site_id": columns.text(),
        "name": columns.text(),
        "country": columns.country(),
        "admin1": columns.text(optional=True),
        "latitude": columns.latitude(),
        "longitude": columns.longitude(),
        "geo_precision": columns.code(GeoPrecision, "geo_precision"),
        "commodity": columns.code(Commodity, "commodity"),
        "operator": columns.text(optional=True),
        "owner_nationality": columns.listing(
            COUNTRY, "country_codes", optional=True, listed="country"
        ),
        "status": columns.code(SiteStatus, "site_status", optional=True),
        "status_as_of": columns.text(optional=True),
        "start_year": columns.whole_number(0, LAST_YEAR, optional=True),
        "end_year": columns.whole_number(0, LAST_YEAR, optional=True),
        "summary": columns.text(optional=True),
        "name_fr": columns.text(optional=True),
        "summary_fr": columns.text(optional=True),
        **columns.sourced(),
        "coord_basis": columns.text(optional=True),
    },
    unique=("site_id",),
    geometry=POINTS,
)

ROUTES = _contract(
    LayerFile.ROUTES,
    {
        "route_id": columns.text(),
        **columns.named(),
        "kind": columns.code(RouteKind, "route_kind"),
        "certainty": columns.open_code("certainty"),
        "note": columns.text(optional=True),
        "note_fr": columns.text(optional=True),
        **columns.sourced(),
    },
    unique=("route_id",),
    geometry=LINES,
)

PLACES = _contract(
    LayerFile.PLACES,
    {
        "place_id": columns.text(),
        **columns.named(),
        "kind": columns.code(PlaceKind, "place_kind"),
        "country": columns.country(),
        "latitude": columns.latitude(),
        "longitude": columns.longitude(),
        "label_rank": columns.whole_number(1, 9),
        "note": columns.text(optional=True),
        "note_fr": columns.text(optional=True),
        **columns.sourced(),
    },
    unique=("place_id",),
    geometry=POINTS,
)

CONTRACTS: Mapping[TableFile | LayerFile, pa.DataFrameSchema] = {
    TableFile.EVENTS: EVENTS,
    TableFile.CASES: CASES,
    TableFile.ACTORS: ACTORS,
    TableFile.VOCABULARY: VOCABULARY,
    LayerFile.COUNTRIES: COUNTRIES,
    LayerFile.ADMIN1: ADMIN1,
    LayerFile.BORDERS: BORDERS,
    LayerFile.RIVERS: RIVERS,
    LayerFile.LAKES: LAKES,
    LayerFile.TOWNS: TOWNS,
    LayerFile.MASSIFS: MASSIFS,
    LayerFile.PHYSICAL_LABELS: PHYSICAL_LABELS,
    LayerFile.TUAREG_REGIONS: TUAREG_REGIONS,
    LayerFile.MINING_SITES: MINING_SITES,
    LayerFile.ROUTES: ROUTES,
    LayerFile.PLACES: PLACES,
}
"""The contract of every table and layer of a data folder."""

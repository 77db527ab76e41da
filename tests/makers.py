"""Rows with defaults: a test names only what matters to it.

Rows go through the same contract as files do, so that a maker cannot make what loading refuses.
"""

import csv
import json
from datetime import date
from itertools import count
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from sahel_geo.cartography.composition import compose_map
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import WGS84
from sahel_geo.model.schema import CASES, EVENT_COLUMNS, EVENTS
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.terms import Terms
from sahel_geo.sources.case_checks import find_steps
from sahel_geo.sources.contracts import accept_rows
from sahel_geo.sources.files import TextRows
from sahel_geo.sources.loading import build_cases, build_events, find_period

EVENT = {
    "event_date": "2012-06-15",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "title": "Clash near Arlit",
    "actor1": "Military Forces of Niger",
    "country": "NER",
    "admin1": "Agadez",
    "location": "Arlit",
    "latitude": "18.74",
    "longitude": "7.39",
    "geo_precision": "1",
    "confidence": "confirmed",
    "source": "RFI",
    "source_url": "https://example.org/rfi",
}

STEP = {
    "event_type": "Strategic developments",
    "sub_event_type": "Other",
    "hostage_stage": "held",
    "case_id": "arlit",
}

CASE = {
    "case_id": "arlit",
    "name": "Arlit seven",
    "abducted_on": "2010-09-16",
    "hostages": "7",
    "sector": "mining",
    "outcome": "unresolved",
    "confidence": "confirmed",
    "source": "RFI",
    "source_url": "https://example.org/rfi",
    "released": "0",
    "killed": "0",
    "died": "0",
    "escaped": "0",
    "rescued": "0",
    "unaccounted": "7",
    "resolved": "no",
}

_numbers = count(1)


def make_event(**changes):
    """Make a row of events.csv as text; each has an id of its own."""
    row = dict.fromkeys(EVENT_COLUMNS, "") | EVENT | {"event_id": f"event-{next(_numbers)}"}
    return row | {name: str(value) for name, value in changes.items()}


def make_step(**changes):
    """Make a row of events.csv that is a step of the case `arlit`, as text."""
    return make_event(**STEP | changes)


def make_case(**changes):
    """Make a row of hostage_cases.csv as text: seven people taken at Arlit, held since."""
    row = dict.fromkeys(CASES.columns, "") | CASE
    return row | {name: str(value) for name, value in changes.items()}


def make_rows(file, contract, rows, *, rules=()):
    """Take rows of text through a contract; a row that is refused fails the test that made it."""
    index = range(2, len(rows) + 2)
    cells = pd.DataFrame(rows, columns=None if rows else list(contract.columns), index=index)
    accepted = accept_rows(TextRows(file, cells.fillna("").astype("str")), contract, rules)
    assert not accepted.report.errors, accepted.report.errors
    return accepted.frame


def make_cases(*rows):
    """Make cases as a dataset has them; a row names only what differs from `CASE`."""
    if not rows:
        return build_cases(None)
    frame = make_rows("hostage_cases.csv", CASES, [make_case(**row) for row in rows])
    return build_cases(frame)


def make_events(*rows, cases=None):
    """Make events as a dataset has them; a row names only what differs from `EVENT`."""
    frame = make_rows("events.csv", EVENTS, [make_event(**row) for row in rows])
    return build_events(frame, make_cases() if cases is None else cases)


def make_dataset(*, events=None, cases=None, layers=None, terms=None):
    """Make a dataset as `load_dataset` does, of one clash at Arlit if nothing else is said."""
    cases = make_cases() if cases is None else cases
    events = make_events({}, cases=cases) if events is None else events
    return Dataset(
        events=events,
        steps=find_steps(events).sort_values("row"),
        cases=cases,
        layers=layers or {},
        rasters={},
        terms=terms or Terms(),
        version="0123456789ab",
        period=find_period(events),
    )


def make_areas(*rows, column="country"):
    """Make areas of (code, west, south, east, north), named by their code."""
    return gpd.GeoDataFrame(
        {
            column: [row[0] for row in rows],
            "name": [row[0] for row in rows],
            "name_fr": [row[0] for row in rows],
        },
        geometry=[shapely.box(*row[1:]) for row in rows],
        crs=WGS84,
    )


def write_table(file, rows, columns=None):
    """Write rows of text as CSV; gives the file."""
    file = Path(file)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns or list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


def write_layer(file, *features, **members):
    """Write (properties, geometry) pairs as GeoJSON; gives the file."""
    content = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": None if geometry is None else shapely.geometry.mapping(geometry),
        }
        for properties, geometry in features
    ]
    collection = {"type": "FeatureCollection", "features": content, **members}
    file = Path(file)
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(collection), encoding="utf-8")
    return file


def make_document(dataset, selection=None, **options):
    """Compose the map of a selection (of everything) as a picture shows it, on a day of its own."""
    selection = selection or MapSelection()
    translator = Translator(selection.language, dataset.terms)
    return compose_map(dataset, selection, translator, made_on=date(2026, 7, 1), **options)

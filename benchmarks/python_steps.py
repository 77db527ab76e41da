"""What the server does between a choice and the map: read, filter, count, compose, pack, draw."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import folium
import pandas as pd
from effort import Effort
from results import Row, clock, row_of_size, row_of_times
from streamlit_folium import _get_map_string

from sahel_geo.analysis.filtering import filter_dataset, passes_choices, stand_for_incidents
from sahel_geo.analysis.summary import count_shown
from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.figure.page import Page
from sahel_geo.cartography.web.packing import PackedEvents, pack_events, pack_mask
from sahel_geo.export.image import export_picture
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import SAHEL
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Confidence, EventType
from sahel_geo.sources import SHIPPED_DATA, Catalog, load_dataset

PNG_MS = 2000
FILTER_MS = 30
CHOICES = {
    "everything": MapSelection(),
    "Niger and Mali, Sep–Oct 2010": MapSelection(
        period=Period(date(2010, 9, 1), date(2010, 10, 31)), countries=("MLI", "NER")
    ),
    "the case arlit-2010": MapSelection(cases=("arlit-2010",)),
}


def measure_shipped(dataset: Dataset, effort: Effort) -> list[Row]:
    """Time every step with the shipped data, for three choices."""
    read = clock(lambda: load_dataset(Catalog.in_folder(SHIPPED_DATA)), min(effort.python, 5))
    rows = [row_of_times("read and check the data folder", read)]
    for name, choice in CHOICES.items():
        rows += _measure_choice(dataset, name, choice, effort)
    return rows


def _measure_choice(dataset: Dataset, name: str, choice: MapSelection, effort: Effort) -> list[Row]:
    translator = Translator(choice.language, dataset.terms)
    shown = filter_dataset(dataset, choice)
    document = compose_map(dataset, choice, translator, extent=SAHEL)
    work: dict[str, Callable[[], object]] = {
        "filter": lambda: filter_dataset(dataset, choice),
        "count": lambda: count_shown(dataset, shown, choice),
        "compose": lambda: compose_map(dataset, choice, translator, extent=SAHEL),
    }
    rows = [
        row_of_times(f"{step}: {name}", clock(run, effort.python)) for step, run in work.items()
    ]
    picture = clock(
        lambda: export_picture(document, Page(), translator, name="x"), min(effort.python, 5)
    )
    return [*rows, row_of_times(f"PNG 1920 × 1080: {name}", picture, p50_ms=PNG_MS)]


def measure_sizes(dataset: Dataset) -> list[Row]:
    """Weigh what is shipped."""
    naive = folium.Map(tiles=None)
    folium.GeoJson(dataset.events[["title", "geometry"]].to_json()).add_to(naive)
    naive.get_root().render()
    data = sum(file.stat().st_size for file in SHIPPED_DATA.rglob("*") if file.is_file())
    return [
        row_of_size("data folder", data / 1e6, "MB"),
        row_of_size("packed events", len(pack_events(dataset.events).content) / 1e3, "kB"),
        row_of_size("naive way: script of one GeoJson", len(_get_map_string(naive)) / 1e3, "kB"),
    ]


def measure_made(folder: Path, effort: Effort) -> list[Row]:
    """Time reading, filtering, counting and packing many made events."""
    dataset, _ = load_dataset(Catalog.in_folder(folder))
    read = clock(lambda: load_dataset(Catalog.in_folder(folder)), 1)
    choices = make_choices(dataset.period, effort.selections)
    filters = [
        clock(lambda choice=choice: filter_dataset(dataset, choice), 1) for choice in choices
    ]
    counts = [_time_count(dataset, choice) for choice in choices]
    packed = pack_events(dataset.events)
    masks = [_time_mask(dataset, packed, choice) for choice in choices]
    packing = clock(lambda: pack_events(dataset.events), min(effort.python, 5))
    return [
        row_of_times("read and check the data folder", read),
        row_of_times("filter in Python", [ms for run in filters for ms in run], p50_ms=FILTER_MS),
        row_of_times("count in Python", counts),
        row_of_times("pack the events (once)", packing),
        row_of_times("choose and write the mask of a filter", masks),
        row_of_size("packed events", len(packed.content) / 1e6, "MB"),
    ]


def make_choices(whole: Period, count: int) -> list[MapSelection]:
    """
    Make choices as readers make them: of time, countries, types, confidence, and several at once.

    Parameters
    ----------
    whole
        The span that periods are taken from.
    count
        How many; no two are equal.
    """
    countries = ("MLI", "NER", "BFA", "TCD", "MRT")
    types = list(EventType)
    kinds: list[Callable[[int], MapSelection]] = [
        lambda i: MapSelection(countries=countries[: 1 + i % len(countries)]),
        lambda i: MapSelection(event_types=(types[i % len(types)],)),
        lambda i: MapSelection(
            countries=(countries[i % len(countries)],), confidence=(Confidence.CONFIRMED,)
        ),
        lambda _: MapSelection(),
    ]
    return [
        replace(
            kinds[i % len(kinds)](i),
            period=Period(whole.start + timedelta(days=31 * i), whole.end - timedelta(days=i)),
        )
        for i in range(count)
    ]


def _time_count(dataset: Dataset, choice: MapSelection) -> float:
    shown = filter_dataset(dataset, choice)
    return clock(lambda: count_shown(dataset, shown, choice), 1)[0]


def _time_mask(dataset: Dataset, packed: PackedEvents, choice: MapSelection) -> float:
    def write() -> bytes:
        passes = passes_choices(dataset, choice)
        return pack_mask(packed, passes, stand_for_incidents(dataset.events, passes))

    return clock(write, 1)[0]


def write_points(folder: Path, file: Path) -> Path:
    """Write what the naive ways read of a data folder: where, when, and two words of each event."""
    columns = ["longitude", "latitude", "event_date", "event_type", "title"]
    events = pd.read_csv(folder / "events.csv", usecols=columns, parse_dates=["event_date"])
    events.to_parquet(file)
    return file

"""Compose the pictures of a film: what changes from one window of days to the next.

Base map, names, legend and title stay; `compose_map` of the whole period gives them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import geopandas as gpd
import pandas as pd

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset, sort_by_period
from sahel_geo.analysis.summary import count_shown
from sahel_geo.analysis.timebins import TimeUnit, bin_starts, choose_unit
from sahel_geo.cartography.composition.incidents import (
    PLACE_COLUMNS,
    Incidents,
    draw_incidents,
    plan_incidents,
)
from sahel_geo.cartography.composition.legend import compose_legend
from sahel_geo.cartography.composition.paths import cases_shown
from sahel_geo.cartography.composition.texts import count_words
from sahel_geo.cartography.document import (
    CasePath,
    Footprint,
    MapDocument,
    PlaceSymbol,
    SampleKind,
    TrayEntry,
)
from sahel_geo.cartography.mercator import view_of
from sahel_geo.cartography.moving import MovingCase, paths_in
from sahel_geo.cartography.symbology import LEG_WIDTH_OF_MANY_PX
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import LayerName

STARTING_SHARE = 12
"""A window that nobody chose is a twelfth of the period, as on the screen."""


@dataclass(frozen=True, eq=False)
class FilmFrame:
    """What one picture of a film shows of the events."""

    window: Period
    dates: str
    """'13 to 19 September 2010'."""
    counts: str
    part: tuple[float, float]
    """Where the window begins and ends, as shares of the period from 0 to 1."""
    symbols: tuple[PlaceSymbol, ...]
    footprints: tuple[Footprint, ...]
    paths: tuple[CasePath, ...]
    tray: tuple[TrayEntry, ...]


def plan_windows(
    period: Period,
    unit: TimeUnit | None = None,
    *,
    units_shown: int | None = None,
    window: Period | None = None,
    is_cumulative: bool = False,
) -> tuple[Period, ...]:
    """
    Plan what the pictures of a film show.

    Parameters
    ----------
    period
        What the film runs over.
    unit
        How far time goes from one picture to the next; None takes that of the timeline's bars.
    units_shown
        How many units a picture shows, ending with its own; None takes the length of `window`,
        or a twelfth of the period.
    window
        What the timeline shows; only its length matters.
    is_cumulative
        Whether every picture begins with the period.

    Returns
    -------
    windows
        Inside the period, their ends rising; the last one ends with the period.
    """
    starts = bin_starts(period, unit or choose_unit(period)).tolist()
    count = len(starts)
    if units_shown is None and window is not None:
        units_shown = max(round(window.days / period.days * count), 1)
    shown = units_shown or max(round(count / STARTING_SHARE), 1)
    firsts = [max(start, period.start) for start in starts]
    lasts = [*(start - timedelta(days=1) for start in starts[1:]), period.end]
    return tuple(
        Period(period.start if is_cumulative else firsts[max(number - shown + 1, 0)], last)
        for number, last in enumerate(lasts)
    )


def compose_stage(
    dataset: Dataset,
    selection: MapSelection,
    translator: Translator,
    document: MapDocument,
    windows: Sequence[Period],
) -> MapDocument:
    """
    Make the map of a whole period ready for its film.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        What the reader chose, without a window.
    translator
        The language of every word.
    document
        The map of the whole period.
    windows
        The days of each picture.

    Returns
    -------
    document
        Paths without words (see `plain_paths`), and a legend that lists what any picture shows:
        paths outside its days, incidents that may have been in them, people then held.
    """
    paths = plain_paths(document.paths, numbered=is_numbered(document))
    cases = {case.case_id: case for case in cases_shown(dataset, selection, translator)}
    events = filter_dataset(dataset, selection).events
    symbols = document.symbols
    if len(windows) > 1 and bool((events["first_day"] < events["last_day"]).any()):
        symbols += tuple(replace(symbol, possible_only=True) for symbol in symbols)
    incidents = Incidents(symbols, document.footprints, document.tray, _cap_of(document))
    legend = compose_legend(
        document.layers,
        incidents,
        [_at_all_times(path, cases[path.case_id], windows) for path in paths],
        document.extent,
        translator,
        by_year=selection.sites_by_year,
    )
    return replace(document, paths=paths, legend=legend)


def _cap_of(document: MapDocument) -> int:
    sizes = [
        entry.capped_at
        for group in document.legend
        for entry in group.entries
        if entry.kind is SampleKind.EVENT_SIZES
    ]
    return sizes[0] if sizes else Incidents().capped_at


def _at_all_times(path: CasePath, case: MovingCase, windows: Sequence[Period]) -> CasePath:
    """Give a path with all that any picture shows of it."""
    held = [
        any(stay.holds_on(window.end) for window in windows for stay in mark.stays)
        for mark in case.marks
    ]
    return replace(
        path,
        legs=tuple(replace(leg, part=leg.part if len(windows) == 1 else None) for leg in path.legs),
        steps=tuple(
            replace(step, is_last_known=is_held)
            for step, is_held in zip(path.steps, held, strict=True)
        ),
    )


def is_numbered(document: MapDocument) -> bool:
    """Tell whether the steps of a map's paths have numbers."""
    return any(step.numbers for path in document.paths for step in path.steps)


def plain_paths(paths: Iterable[CasePath], *, numbered: bool) -> tuple[CasePath, ...]:
    """
    Take the words beside legs and fading ends away: in a film there is no time to read them.

    Steps are numbered, lines wide and rough places shaded in every picture or in none, as they
    are on the map of the whole period: what the legend tells holds for all pictures.
    """
    return tuple(_plain_path(path) if numbered else _slim_path(_plain_path(path)) for path in paths)


def _plain_path(path: CasePath) -> CasePath:
    return replace(
        path,
        legs=tuple(replace(leg, words="") for leg in path.legs),
        fades=tuple(replace(fade, words="") for fade in path.fades),
    )


def _slim_path(path: CasePath) -> CasePath:
    """Give a path as it is drawn among many."""
    width = LEG_WIDTH_OF_MANY_PX
    return replace(
        path,
        legs=tuple(replace(leg, width_px=width) for leg in path.legs),
        fades=tuple(replace(fade, width_px=width) for fade in path.fades),
        steps=tuple(replace(step, numbers="") for step in path.steps),
        footprints=(),
        reaches=(),
    )


def compose_frames(
    dataset: Dataset,
    selection: MapSelection,
    translator: Translator,
    document: MapDocument,
    windows: Sequence[Period],
    *,
    zoom: float | None = None,
) -> Iterator[FilmFrame]:
    """
    Compose the pictures of a film, one when it is asked for.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        What the reader chose; its window does not matter.
    translator
        The language of every word.
    document
        The stage (`compose_stage`): its extent is that of every picture.
    windows
        The days of each picture, inside the period (see `plan_windows`).
    zoom
        The screen's zoom, at which symbols that would overlap are merged.

    Yields
    ------
    frame
        Counts and symbols are those that the screen shows for the same window.
    """
    areas = AreaFinder.of(dataset)
    period = selection.period or dataset.period
    whole = _narrow(filter_dataset(dataset, replace(selection, window=None)))
    at = view_of(document.extent).zoom if zoom is None else zoom
    plan = plan_incidents(dataset, whole, zoom=at)
    cases = cases_shown(dataset, selection, translator)
    for window in windows:
        chosen = replace(selection, period=period, window=None if window == period else window)
        shown = _shown_in(whole, window)
        incidents = Incidents()
        if LayerName.INCIDENTS in selection.layers:
            incidents = draw_incidents(plan, shown, translator, areas)
        yield FilmFrame(
            window=window,
            dates=translator.days(window.start, window.end),
            counts=count_words(count_shown(dataset, shown, chosen), translator),
            part=_part_of(period, window),
            symbols=incidents.symbols,
            footprints=incidents.footprints,
            paths=plain_paths(paths_in(cases, period, window), numbered=is_numbered(document)),
            tray=incidents.tray,
        )


SHOWN_COLUMNS = [
    *PLACE_COLUMNS,
    "event_type",
    "fatalities",
    "first_day",
    "hostage_stage",
    "is_incident",
    "joint_id",
    "last_day",
    "time_certainty",
]
"""What symbols, tray and counts are made of: taking rows of all columns takes ten times as long."""


def _narrow(shown: Dataset) -> Dataset:
    events = pd.DataFrame(shown.events)[SHOWN_COLUMNS]
    return replace(shown, events=gpd.GeoDataFrame(events))


def _shown_in(whole: Dataset, window: Period) -> Dataset:
    """Give what `filter_dataset` gives for a window: only how events stand to it has changed."""
    certainty = sort_by_period(whole.events, window)
    kept = certainty != ""
    events = whole.events.loc[kept].assign(time_certainty=pd.array(certainty[kept], dtype="str"))
    return replace(whole, events=events)


def _part_of(period: Period, window: Period) -> tuple[float, float]:
    start = (window.start - period.start).days
    return start / period.days, (start + window.days) / period.days

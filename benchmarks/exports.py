"""What a reader of the export dialog waits for: the preview, and files of every kind."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, cycle

from effort import Effort
from results import Row, clock, row_of_size, row_of_times

from sahel_geo.analysis.timebins import TimeUnit
from sahel_geo.export.deck import export_deck
from sahel_geo.export.deckplan import DeckRequest, plan_deck
from sahel_geo.export.filmstyle import FilmStyle
from sahel_geo.export.request import ExportRequest, compose_document, draw_preview, export_map
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.design import PageDesign
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat, ThemeName

PREVIEW_MS = 700
PICTURE_MS = 2000
DECK_MS, DECK_SLIDES = 20_000, 10
FILM_MS, FILM_DAYS = 15_000, Period(date(2013, 1, 1), date(2013, 4, 30))
"""120 days: a film of as many pictures, a day each."""
PAGE_MB = 4.0

EVERYTHING = MapSelection()
MADE_ON = date(2026, 1, 1)
FEW = 5


def measure_exports(dataset: Dataset, effort: Effort) -> list[Row]:
    """Time previews and files of the shipped data, each kind as the dialog asks for it."""
    repeats = min(effort.python, FEW)
    return [
        *_measure_previews(dataset, repeats),
        *_measure_files(dataset, repeats),
        *_measure_slow_files(dataset),
        *_measure_page(dataset, repeats),
    ]


def _ask(kind: ExportFormat = ExportFormat.PNG, **choices: object) -> ExportRequest:
    return replace(ExportRequest(EVERYTHING, kind, made_on=MADE_ON), **choices)  # type: ignore[arg-type]


def _measure_previews(dataset: Dataset, repeats: int) -> list[Row]:
    translator = Translator(EVERYTHING.language, dataset.terms)
    request = _ask()
    document = compose_document(dataset, request, translator)
    dark = _ask(design=PageDesign(theme=ThemeName.DARK))

    # what was asked for before is kept: each of these asks for something new
    last = dataset.period.end
    periods = (Period(dataset.period.start, last - timedelta(days=days)) for days in count(1))
    countries = cycle([(code,) for code in dataset.countries])

    def preview(**choices: object) -> None:
        asked = replace(request, selection=replace(EVERYTHING, **choices))  # type: ignore[arg-type]
        draw_preview(dataset, asked, compose_document(dataset, asked, translator))

    work: dict[str, Callable[[], object]] = {
        "preview: another look": lambda: draw_preview(dataset, dark, document),
        "preview: another period": lambda: preview(period=next(periods)),
        "preview: another country": lambda: preview(countries=next(countries)),
    }
    return [
        row_of_times(what, clock(run, repeats), p50_ms=PREVIEW_MS) for what, run in work.items()
    ]


def _measure_files(dataset: Dataset, repeats: int) -> list[Row]:
    budgets = {
        ExportFormat.PNG: PICTURE_MS,
        ExportFormat.PPTX: PICTURE_MS,
        ExportFormat.PPTX_PICTURE: None,
        ExportFormat.SVG: None,
        ExportFormat.PDF: None,
        ExportFormat.XLSX: None,
        ExportFormat.GPKG: None,
    }
    names = {
        ExportFormat.PNG: "PNG 1920 × 1080, composed and stamped",
        ExportFormat.PPTX: "slide of editable shapes",
        ExportFormat.PPTX_PICTURE: "slide as a picture",
    }
    return [
        row_of_times(
            names.get(kind, f"{kind.ending.upper()} of everything"),
            clock(lambda kind=kind: export_map(dataset, _ask(kind)), repeats),
            p50_ms=budget,
        )
        for kind, budget in budgets.items()
    ]


def _measure_slow_files(dataset: Dataset) -> list[Row]:
    """Time a deck and films, once each: they take seconds."""
    deck = _choose_deck(dataset)
    film = _ask(
        ExportFormat.MP4,
        selection=MapSelection(period=FILM_DAYS),
        film=FilmStyle(unit=TimeUnit.DAY, units_shown=14, frames_per_second=12),
    )
    slides = f"deck of {len(plan_deck(dataset, deck))} slides"
    frames = f"{FILM_DAYS.days} frames at 720p"
    gif = replace(film, format=ExportFormat.GIF)
    work: list[tuple[str, float | None, Callable[[], object]]] = [
        (f"{slides}, PPTX", DECK_MS, lambda: export_deck(dataset, deck)),
        (f"MP4, {frames}", FILM_MS, lambda: export_map(dataset, film)),
        (f"GIF, {frames}", None, lambda: export_map(dataset, gif)),
    ]
    return [
        row_of_times(what, clock(run, 1, warm=False), p50_ms=budget) for what, budget, run in work
    ]


def _choose_deck(dataset: Dataset) -> DeckRequest:
    """Choose as many cases as fill a deck: it has a map, a chart and sources besides."""
    cases = tuple(dataset.cases.index[: DECK_SLIDES - 3])
    return DeckRequest(_ask(ExportFormat.PPTX), cases)


def _measure_page(dataset: Dataset, repeats: int) -> list[Row]:
    request = _ask(ExportFormat.HTML)
    times = clock(lambda: export_map(dataset, request), repeats)
    size = len(export_map(dataset, request).content) / 1e6
    return [
        row_of_times("web page in one file", times),
        row_of_size("web page in one file: size", size, "MB", most=PAGE_MB),
    ]

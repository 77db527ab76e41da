"""A film of the timeline playing, as GIF or MP4."""

from collections.abc import Iterator
from dataclasses import replace

from PIL import Image

from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.composition.extras import compose_extras
from sahel_geo.cartography.composition.film import (
    FilmFrame,
    compose_frames,
    compose_stage,
    plan_windows,
)
from sahel_geo.cartography.document import MapDocument
from sahel_geo.cartography.figure.film import FilmStage
from sahel_geo.cartography.figure.plan import plan_page
from sahel_geo.export.filmfiles import write_gif, write_mp4
from sahel_geo.export.image import Snapshot
from sahel_geo.export.request import ExportRequest, Progress, page_of_request, stamp_text
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat, Furniture

MOST_FRAMES = 400
"""As many as the timeline has bars."""

MEDIA_TYPES = {ExportFormat.GIF: "image/gif", ExportFormat.MP4: "video/mp4"}
STAGE_SHARE = 0.05
"""Of the whole work, what is done before the first picture."""


def export_film(
    dataset: Dataset,
    request: ExportRequest,
    translator: Translator,
    *,
    name: str,
    progress: Progress,
) -> Snapshot:
    """
    Make a film of the timeline playing over a period.

    Parameters
    ----------
    dataset
        Everything there is.
    request
        What is shown; its film style says how time goes on. It runs over the whole period of the
        selection; the length of its window is that of the window of every picture.
    translator
        The language of every word.
    name
        The file's name without its ending.
    progress
        Is told the share that is done after each picture. What it raises stops the work; no file
        is left anywhere.

    Returns
    -------
    film
        The dates stand on every picture and in the chart below the map. The last picture stands
        longer. Its stamp is the comment of the file. The same request gives the same bytes with
        the same version of the encoder.

    Raises
    ------
    SahelGeoError
        `film_too_long` for more than `MOST_FRAMES` pictures; `film_failed` with what the encoder
        said.
    """
    selection = play_of(request.selection)
    windows = windows_of(dataset, request)
    document = _compose_whole(dataset, request, translator, windows)
    stage = _build_stage(dataset, request, translator, document, windows)
    progress(STAGE_SHARE)
    frames = compose_frames(dataset, selection, translator, document, windows, zoom=request.zoom)
    pictures = _draw_all(stage, frames, len(windows), progress)
    rate, stamp = request.film.frames_per_second, stamp_text(dataset, request)
    if request.format is ExportFormat.GIF:
        whole = selection.days(dataset.period)
        (sample,) = compose_frames(
            dataset, selection, translator, document, [whole], zoom=request.zoom
        )
        content = write_gif(pictures, stage.draw(sample), rate=rate, stamp=stamp)
    else:
        content = write_mp4(pictures, stage.size, rate=rate, stamp=stamp)
    return Snapshot(content, MEDIA_TYPES[request.format], f"{name}.{request.format.ending}")


def draw_last_picture(
    dataset: Dataset, request: ExportRequest, translator: Translator
) -> Image.Image:
    """Draw the last picture of a film, for a preview."""
    windows = windows_of(dataset, request)
    document = _compose_whole(dataset, request, translator, windows)
    stage = _build_stage(dataset, request, translator, document, windows)
    selection = play_of(request.selection)
    (frame,) = compose_frames(
        dataset, selection, translator, document, windows[-1:], zoom=request.zoom
    )
    return stage.draw(frame)


def play_of(selection: MapSelection) -> MapSelection:
    """Give what a film shows of a selection: its whole period, and events, not flows."""
    return replace(selection, window=None, flows=None)


def windows_of(dataset: Dataset, request: ExportRequest) -> tuple[Period, ...]:
    """
    Give the days of each picture of a film.

    Raises
    ------
    SahelGeoError
        `film_too_long`.
    """
    selection, film = request.selection, request.film
    windows = plan_windows(
        selection.period or dataset.period,
        film.unit,
        units_shown=film.units_shown,
        window=selection.window,
        is_cumulative=selection.is_cumulative,
    )
    if len(windows) > MOST_FRAMES:
        rule = "film_too_long"
        raise SahelGeoError(rule, most=MOST_FRAMES, got=len(windows))
    return windows


def _compose_whole(
    dataset: Dataset,
    request: ExportRequest,
    translator: Translator,
    windows: tuple[Period, ...],
) -> MapDocument:
    selection = play_of(request.selection)
    document = compose_map(
        dataset,
        selection,
        translator,
        extent=request.extent,
        zoom=request.zoom,
        made_on=request.made_on,
    )
    return compose_stage(dataset, selection, translator, document, windows)


def _build_stage(
    dataset: Dataset,
    request: ExportRequest,
    translator: Translator,
    document: MapDocument,
    windows: tuple[Period, ...],
) -> FilmStage:
    """Plan the page with a chart of the whole period, and draw what stays."""
    wanted = (request.design.furniture | {Furniture.CHART}) - {Furniture.TABLE}
    design = replace(request.design, furniture=wanted)
    extras = compose_extras(dataset, play_of(request.selection), translator, design)
    page = page_of_request(request)
    plan = plan_page(document, page, translator, design, extras)
    return FilmStage(plan, (translator.days(days.start, days.end) for days in windows))


def _draw_all(
    stage: FilmStage, frames: Iterator[FilmFrame], count: int, progress: Progress
) -> Iterator[Image.Image]:
    for number, frame in enumerate(frames, start=1):
        yield stage.draw(frame)
        progress(STAGE_SHARE + (1 - STAGE_SHARE) * number / (count + 1))

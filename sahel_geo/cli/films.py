"""`python -m sahel_geo animate`: a film of the timeline playing."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sahel_geo.cli.choices import read_request
from sahel_geo.cli.files import (
    DataOption,
    LanguageOption,
    OpenCasesOption,
    check_target,
    load_shown,
    one_line_errors,
    open_folder,
)
from sahel_geo.cli.options import ChoiceOptions, PageOptions, spread_options
from sahel_geo.cli.pictures import DEFAULT_NAME, export
from sahel_geo.model.vocabulary import ExportFormat, Language, OpenCases


class FilmUnit(StrEnum):
    """The units of `analysis.timebins.TimeUnit` that a film goes by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@spread_options
def animate(  # noqa: PLR0913 - bundles of options, and what only this command has
    choices: ChoiceOptions,
    page: PageOptions,
    out: Annotated[Path, typer.Option(help="The MP4 or GIF to write.")] = Path(
        f"{DEFAULT_NAME}.mp4"
    ),
    *,
    step: Annotated[
        FilmUnit | None,
        typer.Option(help="How far time goes from picture to picture; by the period's length."),
    ] = None,
    shown: Annotated[
        int | None,
        typer.Option(help="How many steps a picture shows; a twelfth of the period if not given."),
    ] = None,
    cumulative: Annotated[
        bool, typer.Option("--cumulative", help="Show all from the first day on.")
    ] = False,
    rate: Annotated[int, typer.Option(help="Pictures a second, 1 to 30.")] = 4,
    open_cases: OpenCasesOption = OpenCases.COUNTRY,
    data: DataOption = None,
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """Make a film of the timeline playing over the days chosen."""
    from sahel_geo.i18n.catalog import Translator

    translator = Translator(language)
    with one_line_errors(translator):
        check_target(out, (".mp4", ".gif"), translator)
        dataset = load_shown(open_folder(data, translator), open_cases, translator)
        translator = Translator(language, dataset.terms)
        from sahel_geo.analysis.timebins import TimeUnit
        from sahel_geo.export.filmstyle import FilmStyle

        film = FilmStyle(None if step is None else TimeUnit(step), shown, rate)
        kind = ExportFormat(out.suffix.lower().removeprefix("."))
        request = read_request(choices, page, kind, dataset, translator)
        selection = replace(request.selection, is_cumulative=cumulative)
        export(dataset, replace(request, selection=selection, film=film), out, translator)

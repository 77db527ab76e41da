"""`python -m sahel_geo deck`: a briefing in one go."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from pathlib import Path
from typing import Annotated

import typer

from sahel_geo.cli.choices import check_cases, read_request
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
from sahel_geo.cli.pictures import DECK_ENDINGS, DEFAULT_NAME, export
from sahel_geo.model.vocabulary import DeckParts, ExportFormat, Language, OpenCases


@spread_options
def deck(  # noqa: PLR0913 - bundles of options, and what only this command has
    choices: ChoiceOptions,
    page: PageOptions,
    out: Annotated[Path, typer.Option(help="The PPTX or PDF to write.")] = Path(
        f"{DEFAULT_NAME}.pptx"
    ),
    *,
    about: Annotated[
        list[str] | None,
        typer.Option(
            "--about",
            help="Hostage case to tell on a slide of its own; may repeat. Those of --case if none.",
            metavar="CASE",
        ),
    ] = None,
    by: Annotated[DeckParts, typer.Option(help="One slide more for each.")] = DeckParts.NONE,
    as_picture: Annotated[
        bool, typer.Option("--as-picture", help="Slides with pictures, not with shapes.")
    ] = False,
    open_cases: OpenCasesOption = OpenCases.COUNTRY,
    data: DataOption = None,
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """Make a briefing: map, chart, main events, cases, countries or months, and the sources."""
    from sahel_geo.i18n.catalog import Translator

    translator = Translator(language)
    with one_line_errors(translator):
        check_target(out, DECK_ENDINGS, translator)
        dataset = load_shown(open_folder(data, translator), open_cases, translator)
        translator = Translator(language, dataset.terms)
        check_cases(about or (), dataset, translator)
        from sahel_geo.export.deckplan import DeckRequest

        kind = ExportFormat(out.suffix.lower().removeprefix("."))
        request = read_request(choices, page, kind, dataset, translator)
        cases = tuple(about or ()) or request.selection.cases
        asked = DeckRequest(request, cases, by, native=not as_picture)
        export(dataset, asked, out, translator)

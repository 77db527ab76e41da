"""`python -m sahel_geo snapshot`: export the map of a choice of events, or its rows."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahel_geo.cli.choices import read_again, read_request
from sahel_geo.cli.files import (
    WRONG_USE,
    DataOption,
    LanguageOption,
    OpenCasesOption,
    check_target,
    load_shown,
    one_line_errors,
    open_folder,
    stop,
    write_file,
)
from sahel_geo.cli.options import ChoiceOptions, PageOptions, spread_options
from sahel_geo.cli.progress import show_progress
from sahel_geo.model.vocabulary import ExportFormat, Language, OpenCases

if TYPE_CHECKING:
    from sahel_geo.export.deckplan import DeckRequest
    from sahel_geo.export.request import ExportRequest
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.model.dataset import Dataset

DEFAULT_NAME = "sahel_geo"
DECK_ENDINGS = (".pptx", ".pdf")
ENDINGS = tuple(dict.fromkeys(f".{kind.ending}" for kind in ExportFormat))


@spread_options
def snapshot(  # noqa: PLR0913 - bundles of options, and what only this command has
    choices: ChoiceOptions,
    page: PageOptions,
    out: Annotated[
        Path | None,
        typer.Option(
            help=f"File to write; its ending says what: {', '.join(ENDINGS)}. "
            f"{DEFAULT_NAME}.png if not given."
        ),
    ] = None,
    *,
    as_picture: Annotated[
        bool, typer.Option("--as-picture", help="A slide with a picture, not with shapes.")
    ] = False,
    from_export: Annotated[
        Path | None,
        typer.Option(
            "--from-export",
            help="Export to make again; its choices and its look are taken from it.",
            metavar="FILE",
        ),
    ] = None,
    open_cases: OpenCasesOption = OpenCases.COUNTRY,
    data: DataOption = None,
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """Export the map of a choice of events as a picture, a slide, a page, a film or its rows."""
    from sahel_geo.i18n.catalog import Translator

    translator = Translator(language)
    with one_line_errors(translator):
        if from_export is not None and (choices, page) != (ChoiceOptions(), PageOptions()):
            stop(translator.text("cli.from_export_alone"), WRONG_USE)
        kind = read_kind(out, as_picture=as_picture)
        if out is not None:
            check_target(out, ENDINGS, translator)
        dataset = load_shown(open_folder(data, translator), open_cases, translator)
        translator = Translator(language, dataset.terms)
        if from_export is None:
            request = read_request(choices, page, kind or ExportFormat.PNG, dataset, translator)
            export(dataset, request, out, translator)
        else:
            export(dataset, read_again(from_export, kind, dataset, translator), out, translator)


def read_kind(out: Path | None, *, as_picture: bool = False) -> ExportFormat | None:
    """Read the kind of export from the ending of a file's name; None when there is no name."""
    ending = "" if out is None else out.suffix.lower().removeprefix(".")
    if as_picture and ending == ExportFormat.PPTX:
        return ExportFormat.PPTX_PICTURE
    return ExportFormat(ending) if ending in list(ExportFormat) else None


def export(
    dataset: "Dataset",
    asked: "ExportRequest | DeckRequest",
    out: Path | None,
    translator: "Translator",
) -> None:
    """Make an export or a deck, write it and say so."""
    from sahel_geo.analysis.filtering import choose_events
    from sahel_geo.export.deck import export_deck
    from sahel_geo.export.deckplan import DeckRequest
    from sahel_geo.export.request import export_map

    request = asked.request if isinstance(asked, DeckRequest) else asked
    endings = DECK_ENDINGS if isinstance(asked, DeckRequest) else ENDINGS
    target = out or Path(f"{DEFAULT_NAME}.{request.format.ending}")
    check_target(target, endings, translator)
    if not len(choose_events(dataset, request.selection)):
        typer.echo(translator.text("cli.nothing"), err=True)
    with show_progress(translator.text("cli.making", file=target)) as tell:
        if isinstance(asked, DeckRequest):
            file = export_deck(dataset, asked, progress=tell)
        else:
            file = export_map(dataset, asked, progress=tell)
    write_file(target, file.content)
    typer.echo(translator.text("cli.written", file=target))

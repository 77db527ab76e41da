"""`python -m sahel_geo workspace`: the datasets that are kept, and how one is removed."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahel_geo.cli.files import FAILED, WRONG_USE, LanguageOption, one_line_errors, stop
from sahel_geo.model.vocabulary import Language

if TYPE_CHECKING:
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.sources.setinfo import StoredSet

WORKSPACE_VARIABLE = "SAHEL_GEO_WORKSPACE"
"""Environment variable that names the folder; the page reads it as well."""


def workspace(
    folder: Annotated[
        Path | None,
        typer.Argument(envvar=WORKSPACE_VARIABLE, help="The folder in which datasets are kept."),
    ] = None,
    remove: Annotated[str, typer.Option(help="Remove the dataset of this id.", metavar="ID")] = "",
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """
    List the datasets of a workspace, or remove one.

    Exit code 0: all can be read. 1: some cannot, or the one to remove is not there.
    """
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.sources.workspace import list_sets, remove_set

    translator = Translator(language)
    if folder is None:
        stop(translator.text("workspace.no_folder"), WRONG_USE)
    if not folder.is_dir():
        stop(translator.text("cli.no_folder", folder=folder), WRONG_USE)
    with one_line_errors(translator):
        if remove:
            remove_set(folder, remove)
            typer.echo(translator.text("workspace.removed", id=remove))
            return
        listing = list_sets(folder)
        for stored in listing.sets:
            typer.echo(_line_of(stored, translator))
        for problem in listing.problems:
            typer.echo(translator.problem(problem))
        if not listing.sets and not listing.problems:
            typer.echo(translator.text("workspace.empty", folder=folder))
    if listing.problems:
        raise typer.Exit(FAILED)


def _line_of(stored: "StoredSet", translator: "Translator") -> str:
    from sahel_geo.sources.setinfo import SetContent

    info = stored.info
    is_layer = stored.content is SetContent.LAYER
    kind = "workspace.layer" if is_layer else f"merge.kind.{info.kind}"
    return translator.text(
        "workspace.listed",
        id=info.dataset_id,
        name=info.name,
        kind=translator.text(kind),
        rows=translator.count("workspace.rows", info.row_count),
        file=stored.file,
        day=translator.day(stored.read_on),
    )

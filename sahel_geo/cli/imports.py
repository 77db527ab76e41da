"""`python -m sahel_geo import`: read a file of events or shapes into a workspace."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahel_geo.cli.files import (
    FAILED,
    WRONG_USE,
    LanguageOption,
    check_target,
    one_line_errors,
    stop,
)
from sahel_geo.cli.options import spread_options
from sahel_geo.cli.workspaces import WORKSPACE_VARIABLE
from sahel_geo.model.vocabulary import Language

if TYPE_CHECKING:
    from sahel_geo.i18n.catalog import Translator


class FileForm(StrEnum):
    """Whose data a file holds: the imported kinds of `model.datasets`, or a layer of shapes."""

    ACLED = "acled"
    UCDP = "ucdp"
    GTD = "gtd"
    AWSD = "awsd"
    OWN = "own"
    LAYER = "layer"


@dataclass(frozen=True)
class SetOptions:
    """What the dataset is called and where it is from."""

    name: Annotated[
        str, typer.Option(help="What the dataset is called; the file's name if not given.")
    ] = ""
    as_: Annotated[
        FileForm | None,
        typer.Option(
            "--as",
            help="Whose data it is, with their citation and duties; told by the columns if not "
            "given. 'layer': shapes for the map, no events.",
        ),
    ] = None
    access_date: Annotated[
        str,
        typer.Option(help="Day on which you got the file, YYYY-MM-DD: ACLED asks for it.",
                     metavar="DAY"),
    ] = ""  # fmt: skip
    source: Annotated[str, typer.Option(help="How to cite it, where its makers do not say.")] = ""
    color: Annotated[
        str, typer.Option(help="Colour of its ring, or of the layer, #rrggbb.", metavar="HEX")
    ] = ""


@dataclass(frozen=True)
class ReadOptions:
    """How the file is read, and what becomes of its broken rows."""

    mapping: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="Which column is which, for a table whose form is not known; without it a "
            "proposal is written.",
        ),
    ] = None
    accept: Annotated[
        list[str] | None,
        typer.Option(help="Repair that may be done, such as decimal_comma; may repeat.",
                     metavar="REPAIR"),
    ] = None  # fmt: skip
    unrepaired: Annotated[
        bool, typer.Option("--unrepaired", help="Import without the repairs not accepted.")
    ] = False
    rejected: Annotated[
        Path | None,
        typer.Option(help="CSV or XLSX to write the rejected rows to, to mend and import again."),
    ] = None


@spread_options
def import_file(
    file: Annotated[Path, typer.Argument(help="The file of events, or of shapes.")],
    told: SetOptions,
    reading: ReadOptions,
    into: Annotated[
        Path | None,
        typer.Option(envvar=WORKSPACE_VARIABLE, help="The folder in which datasets are kept.",
                     metavar="WORKSPACE"),
    ] = None,
    replace: Annotated[
        str,
        typer.Option(help="Dataset of the workspace whose place the file takes.", metavar="ID"),
    ] = "",
    language: LanguageOption = Language.ENGLISH,
) -> None:  # fmt: skip
    """
    Read a file into a workspace, which the page then offers.

    Says what is wrong or odd, how many rows were read, accepted and set aside, and what is new,
    changed and gone when it replaces an older export. The dataset is written whole or not at all.
    Exit code 0: it is kept, though rows may be set aside. 1: nothing could be kept. 2: wrong use.
    """
    from sahel_geo.i18n.catalog import Translator

    translator = Translator(language)
    if into is None:
        stop(translator.text("workspace.no_workspace"), WRONG_USE)
    with one_line_errors(translator), _unreadable_files(translator):
        from sahel_geo.cli.importing import Import, import_events_of, import_layer_of
        from sahel_geo.sources.reference import shipped_reference

        if not file.exists():
            stop(translator.text("cli.no_file", file=file), WRONG_USE)
        if not into.parent.is_dir():
            stop(translator.text("cli.no_folder", folder=into.parent), WRONG_USE)
        if reading.rejected is not None:
            check_target(reading.rejected, (".csv", ".xlsx"), translator)
        translator = Translator(language, shipped_reference().terms)
        wanted = Import(file, into, told, reading, replace)
        work = import_layer_of if told.as_ is FileForm.LAYER else import_events_of
        work(wanted, translator)


@contextmanager
def _unreadable_files(translator: "Translator") -> Iterator[None]:
    """Say in one line why a whole file cannot be used."""
    from sahel_geo.sources.files import UnreadableFileError

    try:
        yield
    except UnreadableFileError as error:
        stop(translator.problem(error.problem), FAILED)

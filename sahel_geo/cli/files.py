"""What every command does with files: find them, read them, write them, say what went wrong."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from sahel_geo.model.vocabulary import Language, OpenCases

if TYPE_CHECKING:
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.model.dataset import Dataset
    from sahel_geo.sources import Catalog

FAILED, WRONG_USE, STOPPED = 1, 2, 130
"""Exit codes: something is wrong with files; with the command; Ctrl-C was pressed."""

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder with the tables and layers; the shipped one if not given."),
]
LanguageOption = Annotated[Language, typer.Option(help="The language of every word.")]
OpenCasesOption = Annotated[
    OpenCases,
    typer.Option(
        "--open-cases",
        envvar="SAHEL_GEO_OPEN_CASES",
        help="How precisely to show cases without an end date: people may still be held.",
    ),
]


def open_folder(data: Path | None, translator: "Translator") -> "Catalog":
    """Give the files of a data folder, the shipped one if none is named; stop if it is absent."""
    from sahel_geo.sources import SHIPPED_DATA, Catalog

    folder = data or SHIPPED_DATA
    if not folder.is_dir():
        stop(translator.text("cli.no_folder", folder=folder), WRONG_USE)
    return Catalog.in_folder(folder)


def load_shown(catalog: "Catalog", open_cases: OpenCases, translator: "Translator") -> "Dataset":
    """Load a data folder as it may be shown, and say how many rows are left out."""
    from sahel_geo.analysis.care import blur_open_cases
    from sahel_geo.sources import load_dataset

    dataset, report = load_dataset(catalog)
    if report.rejected:
        typer.echo(translator.count("cli.left_out", report.rejected), err=True)
    return blur_open_cases(dataset) if open_cases is OpenCases.COUNTRY else dataset


def check_target(file: Path, endings: tuple[str, ...], translator: "Translator") -> None:
    """Stop before the work, which takes a while, if a file cannot be written where it is asked."""
    if file.suffix.lower() not in endings:
        listed = ", ".join(endings)
        stop(translator.text("casefile.wrong_ending", endings=listed, file=file), WRONG_USE)
    if not file.parent.is_dir():
        stop(translator.text("cli.no_folder", folder=file.parent), FAILED)
    if not os.access(file.parent, os.W_OK):
        reason = os.strerror(errno.EACCES)
        stop(translator.text("cli.system", file=file.parent, reason=reason), FAILED)


def write_file(file: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:  # the reader knows the file, not its part
        raise OSError(error.errno, error.strerror, str(file)) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def one_line_errors(translator: "Translator") -> Iterator[None]:
    """Turn what can go wrong outside the program, and Ctrl-C, into one line."""
    from sahel_geo.model.errors import SahelGeoError

    try:
        yield
    except SahelGeoError as error:
        stop(translator.error(error), FAILED)
    except OSError as error:
        file, reason = error.filename or "", error.strerror or str(error)
        stop(translator.text("cli.system", file=file, reason=reason), FAILED)
    except KeyboardInterrupt:
        stop(translator.text("cli.stopped"), STOPPED)


def stop(message: str, code: int) -> NoReturn:
    """Say what is wrong and end with a code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)

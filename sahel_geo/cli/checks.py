"""`python -m sahel_geo validate`: check tables and layers."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sahel_geo.cli.files import (
    FAILED,
    WRONG_USE,
    DataOption,
    LanguageOption,
    open_folder,
    stop,
)
from sahel_geo.model.vocabulary import Language

if TYPE_CHECKING:
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.sources import Catalog
    from sahel_geo.sources.catalog import Input


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Tables or layers to check, known by their names or columns; all if none is given."
        ),
    ] = None,
    data: DataOption = None,
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """
    Check tables and layers, and say for each problem what was expected and what came.

    Exit code 0: nothing is wrong, though some things may be odd (warnings). 1: something is.
    """
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.model.report import Severity, ValidationReport
    from sahel_geo.sources import validate_files

    translator = Translator(language)
    reports = []
    for catalog, wanted in _plan_checks(files or [], data, translator):
        found = validate_files(catalog)
        reports += [found[file] for file in wanted]
    report = ValidationReport.merge(reports)
    for problem in report.problems:
        sentence = translator.problem(problem)
        is_warning = problem.severity is Severity.WARNING
        typer.echo(translator.text("cli.warning", sentence=sentence) if is_warning else sentence)
    summary = translator.text(
        "cli.summary",
        files=translator.count("cli.files", len(reports)),
        read=translator.count("cli.read", report.read),
        rejected=translator.count("cli.rejected", report.rejected),
        errors=translator.count("cli.errors", len(report.errors)),
        warnings=translator.count("cli.warnings", len(report.warnings)),
    )
    typer.echo(summary)
    if report.errors:
        raise typer.Exit(FAILED)


def _plan_checks(
    files: Sequence[Path], data: Path | None, translator: "Translator"
) -> "Iterator[tuple[Catalog, Sequence[Input]]]":
    """Give folders to read, and what to report of each: a file is checked among its folder's."""
    from sahel_geo.sources.catalog import INPUTS
    from sahel_geo.sources.recognition import recognise_file

    folder = open_folder(data, translator)
    if not files:
        yield folder, INPUTS
    left: list[tuple[Input, Path]] = []
    for file in files:
        wanted = recognise_file(file)
        if wanted is None:
            key = "cli.unknown_file" if file.exists() else "cli.no_file"
            stop(translator.text(key, file=file), WRONG_USE)
        left.append((wanted, file))
    while left:  # of two files for one table, each is checked in a turn of its own
        turn = dict(reversed(left))
        catalog = folder
        for wanted, file in turn.items():
            catalog = catalog.with_file(wanted, file)
        yield catalog, list(reversed(turn))
        left = [(wanted, file) for wanted, file in left if turn[wanted] != file]

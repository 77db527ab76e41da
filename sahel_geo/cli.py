"""The second shell: check the data and draw a map from a command line.

Frames, projections and drawing are imported inside the commands, so that help comes at once.
"""
# ruff: noqa: PLC0415 - the imports inside functions that the docstring speaks of

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from sahel_geo.model.vocabulary import Confidence, EventType, Language, LayerName

if TYPE_CHECKING:
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.model.dataset import Dataset
    from sahel_geo.model.extent import Extent
    from sahel_geo.model.selection import DroppedChoice, KnownCodes, MapSelection
    from sahel_geo.sources import Catalog
    from sahel_geo.sources.catalog import Input

FAILED, WRONG_USE = 1, 2
"""Exit codes: something is wrong with files; something is wrong with the command."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Insecurity in the Sahel on a map: check the data, draw a map without a browser.",
)

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder with the tables and layers; the shipped one if not given."),
]
LanguageOption = Annotated[Language, typer.Option(help="The language of every word.")]


@app.command()
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

    folder = _open_folder(data, translator)
    if not files:
        yield folder, INPUTS
    left: list[tuple[Input, Path]] = []
    for file in files:
        wanted = recognise_file(file)
        if wanted is None:
            key = "cli.unknown_file" if file.exists() else "cli.no_file"
            _stop(translator.text(key, file=file), WRONG_USE)
        left.append((wanted, file))
    while left:  # of two files for one table, each is checked in a turn of its own
        turn = dict(reversed(left))
        catalog = folder
        for wanted, file in turn.items():
            catalog = catalog.with_file(wanted, file)
        yield catalog, list(reversed(turn))
        left = [(wanted, file) for wanted, file in left if turn[wanted] != file]


def _open_folder(data: Path | None, translator: "Translator") -> "Catalog":
    from sahel_geo.sources import SHIPPED_DATA, Catalog

    folder = data or SHIPPED_DATA
    if not folder.is_dir():
        _stop(translator.text("cli.no_folder", folder=folder), WRONG_USE)
    return Catalog.in_folder(folder)


@app.command()
def snapshot(  # noqa: PLR0913 - one option for each choice of the reader
    out: Annotated[Path, typer.Option(help="The PNG to write.")] = Path("sahel_geo.png"),
    country: Annotated[
        list[str] | None, typer.Option(help="Country code, such as NER; may repeat.")
    ] = None,
    event_type: Annotated[
        list[str] | None, typer.Option("--type", help=f"Kind of event: {', '.join(EventType)}.")
    ] = None,
    actor: Annotated[
        list[str] | None, typer.Option(help="Actor, as the events name it; may repeat.")
    ] = None,
    case: Annotated[
        list[str] | None, typer.Option(help="Hostage case, such as arlit-2010; may repeat.")
    ] = None,
    confidence: Annotated[
        list[str] | None, typer.Option(help=f"How well attested: {', '.join(Confidence)}.")
    ] = None,
    *,
    hostage_only: Annotated[
        bool, typer.Option("--hostage-only", help="Only events of hostage cases.")
    ] = False,
    text: Annotated[str, typer.Option(help="Words that the events must hold.")] = "",
    first_day: Annotated[
        str, typer.Option("--from", help="First day, YYYY-MM-DD.", metavar="DAY")
    ] = "",
    last_day: Annotated[
        str, typer.Option("--to", help="Last day, YYYY-MM-DD.", metavar="DAY")
    ] = "",
    window: Annotated[
        str,
        typer.Option(help="Days shown of the period, as 2010-09-16..2010-10-29.", metavar="DAYS"),
    ] = "",
    hide: Annotated[
        list[str] | None, typer.Option(help=f"Layer to leave out: {', '.join(LayerName)}.")
    ] = None,
    sites_by_year: Annotated[
        bool, typer.Option("--sites-by-year", help="Mines only in their working years.")
    ] = False,
    extent: Annotated[
        str, typer.Option(help="Degrees, as west,south,east,north.", metavar="W,S,E,N")
    ] = "",
    data: DataOption = None,
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """Draw the map of a choice of events as a picture of 1920 by 1080 pixels."""
    from sahel_geo.i18n.catalog import Translator

    translator = Translator(language)
    with _one_line_errors(translator):
        if out.suffix.lower() != ".png":
            _stop(translator.text("cli.not_png", file=out), WRONG_USE)
        if not out.parent.is_dir():  # said before the drawing, which takes a while
            _stop(translator.text("cli.no_folder", folder=out.parent), FAILED)
        query = {
            "lang": [language.value],
            "country": country or [],
            "type": event_type or [],
            "actor": actor or [],
            "case": case or [],
            "confidence": confidence or [],
            "hostage": ["1"] if hostage_only else [],
            "q": [text] if text else [],
            "from": [first_day] if first_day else [],
            "to": [last_day] if last_day else [],
            "window": [window] if window else [],
            "hide": hide or [],
            "sites_by_year": ["1"] if sites_by_year else [],
        }
        view = _read_extent(extent, translator)
        write_file(out, _draw(query, view, _open_folder(data, translator), translator))
    typer.echo(translator.text("cli.written", file=out))


def _draw(
    query: dict[str, list[str]],
    extent: "Extent | None",
    catalog: "Catalog",
    translator: "Translator",
) -> bytes:
    from sahel_geo.analysis.filtering import filter_dataset
    from sahel_geo.cartography.composition import compose_map
    from sahel_geo.cartography.figure.page import Page
    from sahel_geo.export.image import export_snapshot
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.sources import load_dataset

    dataset, report = load_dataset(catalog)
    translator = Translator(translator.language, dataset.terms)
    if report.rejected:
        typer.echo(translator.count("cli.left_out", report.rejected), err=True)
    selection = _read_selection(query, dataset, translator)
    if filter_dataset(dataset, selection).events.empty:
        typer.echo(translator.text("cli.nothing"), err=True)
    document = compose_map(dataset, selection, translator, extent=extent)
    return export_snapshot(document, Page(), translator).content


def _read_selection(
    query: dict[str, list[str]], dataset: "Dataset", translator: "Translator"
) -> "MapSelection":
    """Read the choices as the page reads its link, but stop at a word that means nothing."""
    from sahel_geo.analysis.filtering import known_codes
    from sahel_geo.model.selection import from_query

    known = known_codes(dataset)
    # one end of the period alone: the data give the other
    if query["from"] and not query["to"]:
        query = {**query, "to": [dataset.period.end.isoformat()]}
    if query["to"] and not query["from"]:
        query = {**query, "from": [dataset.period.start.isoformat()]}
    selection, dropped = from_query({name: words for name, words in query.items() if words}, known)
    if dropped:
        lines = [_explain_dropped(choice, known, translator) for choice in dropped]
        _stop("\n".join(lines), WRONG_USE)
    return selection


def _explain_dropped(choice: "DroppedChoice", known: "KnownCodes", translator: "Translator") -> str:
    from sahel_geo.model.columns import FIRST_YEAR, LAST_YEAR

    codes: dict[str, Iterable[str]] = {
        "country": known.countries,
        "type": EventType,
        "actor": known.actors,
        "case": known.cases,
        "confidence": Confidence,
        "hide": LayerName,
    }
    if choice.name in codes:
        listed = "; ".join(sorted(str(code) for code in codes[choice.name]))
        return translator.text(
            "cli.unknown_word", option=choice.name, got=choice.value, known=listed
        )
    if choice.name == "window":
        return translator.text("cli.bad_window", low=FIRST_YEAR, high=LAST_YEAR, got=choice.value)
    if "from" in choice.name or "to" in choice.name:
        return translator.text("cli.bad_days", low=FIRST_YEAR, high=LAST_YEAR, got=choice.value)
    return translator.text("cli.bad_choice", name=choice.name, got=choice.value)


def _read_extent(text: str, translator: "Translator") -> "Extent | None":
    from sahel_geo.model.extent import Extent

    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        return Extent(west, south, east, north)
    except ValueError:
        _stop(translator.text("cli.bad_extent", got=text), WRONG_USE)


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
def _one_line_errors(translator: "Translator") -> Iterator[None]:
    """Turn what can go wrong outside the program into one line."""
    from sahel_geo.model.errors import SahelGeoError

    try:
        yield
    except SahelGeoError as error:
        _stop(translator.error(error), FAILED)
    except OSError as error:
        file, reason = error.filename or "", error.strerror or str(error)
        _stop(translator.text("cli.system", file=file, reason=reason), FAILED)


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)

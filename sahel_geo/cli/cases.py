"""`python -m sahel_geo case`: take a hostage case along as a file or a picture."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
from sahel_geo.model.vocabulary import Language, OpenCases

if TYPE_CHECKING:
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.model.dataset import Dataset


class CaseFile(StrEnum):
    """The kinds of `export.casefile.CaseFormat`, and a picture."""

    GEOJSON = "geojson"
    KML = "kml"
    GPKG = "gpkg"
    CSV = "csv"
    PNG = "png"


def case(
    case_id: Annotated[
        str, typer.Argument(metavar="CASE_ID", help="Hostage case, such as arlit-2010.")
    ],
    kind: Annotated[
        CaseFile | None,
        typer.Option("--format", help="Kind of file; by the ending of --out if not given."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="File to write; named after the case if not given.")
    ] = None,
    *,
    open_cases: OpenCasesOption = OpenCases.COUNTRY,
    data: DataOption = None,
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """Write a hostage case as GeoJSON, KML, GeoPackage or CSV, or draw it as a picture."""
    from sahel_geo.i18n.catalog import Translator

    translator = Translator(language)
    with one_line_errors(translator):
        kind = kind or _read_kind(out)
        endings = tuple(f".{ending}" for ending in ([kind] if kind else CaseFile))
        if out is not None:
            check_target(out, endings, translator)
        dataset = load_shown(open_folder(data, translator), open_cases, translator)
        translator = Translator(language, dataset.terms)
        _check_case(case_id, dataset, translator)
        name, content = _export(case_id, kind or CaseFile.GEOJSON, dataset, translator)
        file = out or Path(name)
        write_file(file, content)
    typer.echo(translator.text("cli.written", file=file))


def _read_kind(out: Path | None) -> CaseFile | None:
    """Read the kind of file from the ending of its name."""
    ending = "" if out is None else out.suffix.lower().removeprefix(".")
    return CaseFile(ending) if ending in list(CaseFile) else None


def _check_case(case_id: str, dataset: "Dataset", translator: "Translator") -> None:
    known = {*dataset.cases.index, *dataset.steps["case_id"]}
    if case_id not in known:
        listed = "; ".join(sorted(known))
        stop(translator.text("casefile.unknown", got=case_id, known=listed), WRONG_USE)


def _export(
    case_id: str, kind: CaseFile, dataset: "Dataset", translator: "Translator"
) -> tuple[str, bytes]:
    """Give the name and the content of a case's file."""
    from sahel_geo.export.casefile import CaseFormat, export_case, file_stem

    if kind is CaseFile.PNG:
        return f"{file_stem(case_id)}.png", _draw(case_id, dataset, translator)
    file = export_case(dataset, case_id, CaseFormat(kind), translator)
    return file.file_name, file.content


def _draw(case_id: str, dataset: "Dataset", translator: "Translator") -> bytes:
    from sahel_geo.export.request import ExportRequest, export_map
    from sahel_geo.model.selection import MapSelection

    selection = MapSelection(language=translator.language, cases=(case_id,))
    return export_map(dataset, ExportRequest(selection)).content

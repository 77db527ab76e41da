"""`python -m sahel_geo snapshot`: draw the map of a choice of events."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from collections.abc import Iterable
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
from sahel_geo.model.vocabulary import Confidence, EventType, Language, LayerName, OpenCases

if TYPE_CHECKING:
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.model.dataset import Dataset
    from sahel_geo.model.extent import Extent
    from sahel_geo.model.selection import DroppedChoice, KnownCodes, MapSelection


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
    open_cases: OpenCasesOption = OpenCases.COUNTRY,
    data: DataOption = None,
    language: LanguageOption = Language.ENGLISH,
) -> None:
    """Draw the map of a choice of events as a picture of 1920 by 1080 pixels."""
    from sahel_geo.i18n.catalog import Translator

    translator = Translator(language)
    with one_line_errors(translator):
        check_target(out, (".png",), translator)
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
        dataset = load_shown(open_folder(data, translator), open_cases, translator)
        write_file(out, _draw(query, view, dataset, translator))
    typer.echo(translator.text("cli.written", file=out))


def _draw(
    query: dict[str, list[str]],
    extent: "Extent | None",
    dataset: "Dataset",
    translator: "Translator",
) -> bytes:
    from sahel_geo.analysis.filtering import filter_dataset
    from sahel_geo.cartography.composition import compose_map
    from sahel_geo.cartography.figure.page import Page
    from sahel_geo.export.image import export_snapshot
    from sahel_geo.i18n.catalog import Translator

    translator = Translator(translator.language, dataset.terms)
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
        stop("\n".join(lines), WRONG_USE)
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
        stop(translator.text("cli.bad_extent", got=text), WRONG_USE)

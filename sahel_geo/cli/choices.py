"""Read the options of a command as a selection and a page, and stop at what means nothing."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sahel_geo.cli.files import WRONG_USE, stop
from sahel_geo.cli.options import ChoiceOptions, PageOptions
from sahel_geo.model.vocabulary import Confidence, EventType, ExportFormat, LayerName

if TYPE_CHECKING:
    from sahel_geo.export.deckplan import DeckRequest
    from sahel_geo.export.request import ExportRequest
    from sahel_geo.i18n.catalog import Translator
    from sahel_geo.model.dataset import Dataset
    from sahel_geo.model.design import PageDesign
    from sahel_geo.model.extent import Extent
    from sahel_geo.model.selection import DroppedChoice, KnownCodes, MapSelection


def read_request(
    choices: ChoiceOptions,
    page: PageOptions,
    kind: ExportFormat,
    dataset: "Dataset",
    translator: "Translator",
) -> "ExportRequest":
    """Read what is to be exported of some data, in the translator's language."""
    from sahel_geo.export.request import ExportRequest, check_request

    request = ExportRequest(
        selection=read_selection(choices, dataset, translator),
        format=kind,
        design=read_design(page),
        extent=read_extent(choices.extent, translator),
        width_px=page.width_px,
        dpi=page.dpi,
        width_mm=page.width_mm,
    )
    check_request(request)
    return request


def read_design(page: PageOptions) -> "PageDesign":
    """Read the look of a page."""
    from sahel_geo.export.logo import MOST_FILE_BYTES, read_logo
    from sahel_geo.model.design import USUAL_FURNITURE, PageDesign

    logo = None
    if page.logo is not None:
        with page.logo.open("rb") as file:
            logo = read_logo(file.read(MOST_FILE_BYTES + 1))
    return PageDesign(
        paper=page.paper,
        theme=page.theme,
        furniture=(USUAL_FURNITURE | set(page.with_ or ())) - set(page.without or ()),
        title=page.title,
        subtitle=page.subtitle,
        organisation=page.organisation,
        marking=page.marking,
        logo=logo,
    )


def read_selection(
    choices: ChoiceOptions, dataset: "Dataset", translator: "Translator"
) -> "MapSelection":
    """Read the choices as the page reads its link, but stop at a word that means nothing."""
    from sahel_geo.analysis.filtering import known_codes
    from sahel_geo.model.selection import from_query

    known = known_codes(dataset)
    query = _write_query(choices, translator)
    # one end of the period alone: the data give the other
    if query["from"] and not query["to"]:
        query["to"] = [dataset.period.end.isoformat()]
    if query["to"] and not query["from"]:
        query["from"] = [dataset.period.start.isoformat()]
    selection, dropped = from_query({name: words for name, words in query.items() if words}, known)
    if dropped:
        lines = [_explain_dropped(choice, known, translator) for choice in dropped]
        stop("\n".join(lines), WRONG_USE)
    return selection


def _write_query(choices: ChoiceOptions, translator: "Translator") -> dict[str, list[str]]:
    return {
        "lang": [translator.language.value],
        "country": choices.country or [],
        "type": choices.event_type or [],
        "actor": choices.actor or [],
        "case": choices.case or [],
        "confidence": choices.confidence or [],
        "hostage": ["1"] if choices.hostage_only else [],
        "q": [choices.text] if choices.text else [],
        "from": [choices.first_day] if choices.first_day else [],
        "to": [choices.last_day] if choices.last_day else [],
        "window": [choices.window] if choices.window else [],
        "hide": choices.hide or [],
        "sites_by_year": ["1"] if choices.sites_by_year else [],
    }


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


def check_cases(cases: Sequence[str], dataset: "Dataset", translator: "Translator") -> None:
    """Stop at a case that the data do not know."""
    for case_id in cases:
        if dataset.case(case_id) is None:
            listed = "; ".join(sorted(map(str, dataset.cases.index)))
            stop(translator.text("casefile.unknown", got=case_id, known=listed), WRONG_USE)


def read_extent(text: str, translator: "Translator") -> "Extent | None":
    """Read west,south,east,north in degrees; None when nothing is asked for."""
    from sahel_geo.model.extent import Extent

    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        return Extent(west, south, east, north)
    except ValueError:
        stop(translator.text("cli.bad_extent", got=text), WRONG_USE)


def read_again(
    file: Path, kind: ExportFormat | None, dataset: "Dataset", translator: "Translator"
) -> "ExportRequest | DeckRequest":
    """Read from an export how to make it again, perhaps as another kind; say what has changed."""
    from sahel_geo.export.deckstamp import deck_of, is_deck
    from sahel_geo.export.request import check_request, request_of
    from sahel_geo.export.stampfiles import find_stamp

    stamp = find_stamp(file)
    if stamp.data_version != dataset.version:
        words = translator.text(
            "stamp.other_data",
            file=file.name,
            expected=stamp.data_version,
            got=dataset.version,
        )
        typer.echo(words, err=True)
    if is_deck(stamp):
        deck, dropped = deck_of(stamp, dataset)
        request = _change_kind(deck.request, kind)
        asked: ExportRequest | DeckRequest = replace(deck, request=request)
    else:
        request, dropped = request_of(stamp, dataset)
        request = asked = _change_kind(request, kind)
    if dropped:
        listed = "; ".join(f"{choice.name} {choice.value}" for choice in dropped)
        typer.echo(translator.text("stamp.dropped", words=listed), err=True)
    check_request(request)
    return asked


def _change_kind(request: "ExportRequest", kind: ExportFormat | None) -> "ExportRequest":
    """Give a request as the kind that the new file's name asks for, if that is another one."""
    if kind is None or kind.ending == request.format.ending:
        return request
    return replace(request, format=kind)

"""Options that several commands share: which events, which page, where the files are.

Each bundle is a dataclass whose fields are options; `spread_options` lets a command take a bundle
as one argument. Only vocabularies are imported here, so that help comes at once.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from sahel_geo.model.vocabulary import (
    Confidence,
    EventType,
    Furniture,
    LayerName,
    PaperName,
    ThemeName,
)


@dataclass(frozen=True)
class ChoiceOptions:
    """Which events are shown, and where."""

    country: Annotated[
        list[str] | None, typer.Option(help="Country code, such as NER; may repeat.")
    ] = None
    event_type: Annotated[
        list[str] | None, typer.Option("--type", help=f"Kind of event: {', '.join(EventType)}.")
    ] = None
    actor: Annotated[
        list[str] | None, typer.Option(help="Actor, as the events name it; may repeat.")
    ] = None
    case: Annotated[
        list[str] | None, typer.Option(help="Hostage case, such as arlit-2010; may repeat.")
    ] = None
    confidence: Annotated[
        list[str] | None, typer.Option(help=f"How well attested: {', '.join(Confidence)}.")
    ] = None
    hostage_only: Annotated[
        bool, typer.Option("--hostage-only", help="Only events of hostage cases.")
    ] = False
    text: Annotated[str, typer.Option(help="Words that the events must hold.")] = ""
    first_day: Annotated[
        str, typer.Option("--from", help="First day, YYYY-MM-DD.", metavar="DAY")
    ] = ""
    last_day: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.", metavar="DAY")] = ""
    window: Annotated[
        str,
        typer.Option(help="Days shown of the period, as 2010-09-16..2010-10-29.", metavar="DAYS"),
    ] = ""
    hide: Annotated[
        list[str] | None, typer.Option(help=f"Layer to leave out: {', '.join(LayerName)}.")
    ] = None
    sites_by_year: Annotated[
        bool, typer.Option("--sites-by-year", help="Mines only in their working years.")
    ] = False
    extent: Annotated[
        str, typer.Option(help="Degrees, as west,south,east,north.", metavar="W,S,E,N")
    ] = ""


@dataclass(frozen=True)
class PageOptions:
    """What the page looks like."""

    paper: Annotated[PaperName, typer.Option(help="Format of the page.")] = PaperName.WIDE
    theme: Annotated[ThemeName, typer.Option(help="Colours.")] = ThemeName.SCREEN
    with_: Annotated[
        list[Furniture] | None,
        typer.Option("--with", help="To put on the page besides the usual; may repeat."),
    ] = None
    without: Annotated[
        list[Furniture] | None,
        typer.Option("--without", help="To leave out of the page; may repeat."),
    ] = None
    title: Annotated[
        str | None, typer.Option(help="Your own title; '' for none.", show_default=False)
    ] = None
    subtitle: Annotated[
        str | None, typer.Option(help="Your own subtitle; '' for none.", show_default=False)
    ] = None
    organisation: Annotated[str, typer.Option(help="Name of your organisation.")] = ""
    logo: Annotated[
        Path | None, typer.Option(help="PNG, JPEG or WebP of at most 5 MB.", metavar="FILE")
    ] = None
    marking: Annotated[
        str, typer.Option(help="Handling line at the top and the bottom, such as TLP:AMBER.")
    ] = ""
    width_px: Annotated[
        int | None, typer.Option("--width", help="Width in pixels.", metavar="PIXELS")
    ] = None
    width_mm: Annotated[
        float | None, typer.Option(help="Width in print.", metavar="MILLIMETRES")
    ] = None
    dpi: Annotated[int | None, typer.Option(help="Pixels to the inch, 96 to 300.")] = None


def spread_options(command: Callable[..., None]) -> Callable[..., None]:
    """
    Let a command take bundles of options.

    Parameters
    ----------
    command
        An argument whose type is a dataclass stands for the options that are its fields.

    Returns
    -------
    command
        With an argument for each option, as Typer wants them.
    """
    signature = inspect.signature(command, eval_str=True)
    bundles: dict[str, Any] = {
        name: argument.annotation
        for name, argument in signature.parameters.items()
        if is_dataclass(argument.annotation)
    }
    arguments: list[inspect.Parameter] = []
    for name, argument in signature.parameters.items():
        own = [argument] if name not in bundles else _arguments_of(bundles[name])
        arguments += [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]

    @wraps(command)
    def run(**given: Any) -> None:
        for name, bundle in bundles.items():
            names = [option.name for option in fields(bundle)]
            given[name] = bundle(**{option: given.pop(option) for option in names})
        command(**given)

    # what Typer reads in the place of the wrapper's own
    run.__signature__ = inspect.Signature(arguments)  # type: ignore[attr-defined]
    run.__annotations__ = {argument.name: argument.annotation for argument in arguments}
    return run


def _arguments_of(bundle: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(bundle, include_extras=True)
    return [
        inspect.Parameter(
            option.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=option.default,
            annotation=hints[option.name],
        )
        for option in fields(bundle)
    ]

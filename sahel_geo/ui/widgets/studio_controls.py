"""The controls of the export dialog: what is made, in which language, with which words and look."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from sahel_geo.cartography.document import MapTexts
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Furniture, Language, PaperName, ThemeName
from sahel_geo.ui import session
from sahel_geo.ui.studio import FORMATS, Purpose, Studio

LANGUAGE_NAMES = {Language.ENGLISH: "English", Language.FRENCH: "Français"}
"""Each language in its own words."""

MARKINGS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""The Traffic Light Protocol's labels (FIRST, version 2.0); others can be typed."""


def show_purpose(offered: tuple[Purpose, ...], translator: Translator) -> None:
    """Show what can be made."""
    _show_choice(
        "purpose",
        offered,
        session.studio().purpose,
        lambda studio, purpose: replace(studio, purpose=purpose),
        lambda purpose: translator.text(f"studio.purpose_{purpose}"),
        label=translator.text("studio.purpose"),
    )


def show_format(translator: Translator) -> None:
    """Show as which kind of file it can be made, and what that is good for."""
    studio = session.studio()
    kind = "deck_" if studio.purpose is Purpose.DECK else ""
    formats = FORMATS[studio.purpose]
    if len(formats) > 1:
        _show_choice(
            f"format_{studio.purpose}",
            formats,
            studio.format,
            Studio.with_format,
            lambda name: translator.text(f"studio.format_{kind}{name}"),
            label=translator.text("studio.format"),
        )
    st.caption(translator.text(f"studio.explain_{kind}{session.studio().format}"))


def show_language(shown: MapSelection, translator: Translator) -> None:
    """Show the languages an export can have, whatever that of the page."""
    _show_choice(
        "language",
        tuple(Language),
        session.studio().language or shown.language,
        lambda studio, language: replace(studio, language=language),
        lambda language: LANGUAGE_NAMES[language],
        label=translator.text("studio.language"),
    )


def show_page(translator: Translator) -> None:
    """Show the formats of a page."""
    design = session.studio().design
    st.selectbox(
        translator.text("studio.paper"),
        list(PaperName),
        format_func=lambda paper: translator.text(f"studio.paper_{paper.name.lower()}"),
        **session.bound_in_studio("paper", design.paper, _store_design("paper")),
    )


def show_theme(translator: Translator) -> None:
    """Show the colours a page can have."""
    _show_choice(
        "theme",
        tuple(ThemeName),
        session.studio().design.theme,
        lambda studio, theme: studio.with_design(theme=theme),
        lambda theme: translator.text(f"studio.theme_{theme}"),
        label=translator.text("studio.theme"),
    )


def show_words(texts: MapTexts, translator: Translator) -> None:
    """
    Show title and subtitle, filled in with the map's own words until they are changed.

    Parameters
    ----------
    texts
        The words of the map, in the language of the export.
    translator
        The page's language.
    """
    design = session.studio().design
    fields = (
        ("title", texts.title, "studio.title_help"),
        ("subtitle", texts.subtitle, "studio.subtitle_help"),
    )
    for name, own, help_key in fields:
        chosen = getattr(design, name)
        st.text_input(
            translator.text(f"studio.{name}"),
            help=translator.text(help_key),
            **session.bound_in_studio(name, own if chosen is None else chosen, _words(name, own)),
        )
    if design.title is not None or design.subtitle is not None:
        st.button(
            translator.text("studio.own_words"),
            icon=":material/undo:",
            type="tertiary",
            on_click=_take_own_words,
            key="studio_own_words",
        )


def _words(name: str, own: str) -> Callable[[str | None], Studio]:
    """Store a title; the map's own words are none of the reader's: they follow the filters."""

    def store(value: str | None) -> Studio:
        text = value or ""
        return session.studio().with_design(**{name: None if text == own else text})

    return store


def _take_own_words() -> None:
    session.change_studio(session.studio().with_design(title=None, subtitle=None))


def show_furniture(offered: tuple[Furniture, ...], translator: Translator) -> None:
    """Show what can stand on the page."""
    chosen = session.studio().design.furniture
    hidden = chosen - set(offered)

    def store(names: list[Furniture] | None) -> Studio:
        return session.studio().with_design(furniture=frozenset(names or ()) | hidden)

    st.pills(
        translator.text("studio.furniture"),
        offered,
        selection_mode="multi",
        wrap=True,
        format_func=lambda name: translator.text(f"studio.furniture_{name}"),
        **session.bound_in_studio("furniture", [name for name in offered if name in chosen], store),
    )


def show_marking(translator: Translator) -> None:
    """Show whose work it is, and how it may be handled."""
    design: PageDesign = session.studio().design
    st.text_input(
        translator.text("studio.organisation"),
        **session.bound_in_studio(
            "organisation", design.organisation, _store_design("organisation")
        ),
    )
    options = list(dict.fromkeys((*MARKINGS, *([design.marking] if design.marking else []))))
    st.selectbox(
        translator.text("studio.marking"),
        options,
        index=None,
        placeholder=translator.text("studio.marking_none"),
        accept_new_options=True,
        help=translator.text("studio.marking_help"),
        **session.bound_in_studio("marking", design.marking or None, _store_design("marking")),
    )


def _store_design(name: str) -> Callable[[Any], Studio]:
    """Store a part of the design; an emptied text is an empty one."""
    return lambda value: session.studio().with_design(**{name: "" if value is None else value})


def _show_choice(
    name: str,
    options: tuple[Any, ...],
    shown: Any,
    change: Callable[[Studio, Any], Studio],
    word_of: Callable[[Any], str],
    *,
    label: str,
) -> None:
    st.segmented_control(
        label,
        options,
        format_func=word_of,
        required=True,
        wrap=True,
        **session.bound_in_studio(
            name,
            shown,
            lambda value: change(session.studio(), shown if value is None else value),
        ),
    )

"""The controls of the export dialog that only some exports need: size, film, deck."""

from dataclasses import replace
from typing import Any

import streamlit as st

from sahel_geo.cartography.figure.paper import (
    LEAST_WIDTH_PX,
    MOST_WIDTH_MM,
    MOST_WIDTH_PX,
)
from sahel_geo.export.filmstyle import LEAST_RATE, MOST_RATE, MOST_UNITS
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import DeckParts
from sahel_geo.ui import session
from sahel_geo.ui.studio import FILM_STEPS, SizeUnit, Studio
from sahel_geo.ui.widgets.filters import case_label

AS_USUAL = "auto"
"""Stands for None among options: a widget takes None for nothing chosen."""

RESOLUTIONS = (96, 128, 150, 200, 300)


def show_size(translator: Translator) -> None:
    """Show how large a picture is, and how fine."""
    studio = session.studio()
    st.segmented_control(
        translator.text("studio.size_unit"),
        tuple(SizeUnit),
        format_func=lambda unit: translator.text(f"studio.size_{unit}"),
        required=True,
        wrap=True,
        help=translator.text("studio.size_help"),
        **session.bound_in_studio("unit", studio.unit, _store("unit")),
    )
    width, dpi = st.columns(2)
    if studio.unit is SizeUnit.PIXELS:
        width.number_input(
            translator.text("studio.width_px"),
            min_value=LEAST_WIDTH_PX,
            max_value=MOST_WIDTH_PX,
            step=10,
            **session.bound_in_studio("width_px", studio.width_px, _store("width_px")),
        )
        return
    if studio.unit is SizeUnit.MILLIMETRES:
        width.number_input(
            translator.text("studio.width_mm"),
            min_value=10,
            max_value=int(MOST_WIDTH_MM),
            step=1,
            **session.bound_in_studio("width_mm", studio.width_mm, _store("width_mm")),
        )
        width = dpi
    width.selectbox(
        translator.text("studio.dpi"),
        [AS_USUAL, *RESOLUTIONS],
        format_func=lambda value: (
            translator.text("studio.dpi_usual") if value == AS_USUAL else str(value)
        ),
        **session.bound_in_studio(
            "dpi",
            studio.dpi or AS_USUAL,
            lambda value: _store("dpi")(None if value == AS_USUAL else value),
        ),
    )


def show_film(shown: MapSelection, translator: Translator) -> None:
    """Show how time goes on in a film."""
    studio = session.studio()
    film = studio.film
    st.segmented_control(
        translator.text("studio.film_step"),
        (AS_USUAL, *FILM_STEPS),
        format_func=lambda unit: translator.text(f"studio.film_step_{unit}"),
        required=True,
        wrap=True,
        **session.bound_in_studio(
            "film_unit",
            film.unit or AS_USUAL,
            lambda unit: _store_film("unit")(None if unit == AS_USUAL else unit),
        ),
    )
    is_cumulative = studio.selection(shown).is_cumulative
    st.toggle(
        translator.text("studio.film_cumulative"),
        **session.bound_in_studio("film_cumulative", is_cumulative, _store("film_cumulative")),
    )
    units, rate = st.columns(2)
    units.number_input(
        translator.text("studio.film_units"),
        min_value=1,
        max_value=MOST_UNITS,
        value=None,
        placeholder=translator.text("studio.film_step_auto"),
        disabled=is_cumulative,
        **session.bound_in_studio("film_units", film.units_shown, _store_film("units_shown")),
    )
    rate.number_input(
        translator.text("studio.film_rate"),
        min_value=LEAST_RATE,
        max_value=MOST_RATE,
        **session.bound_in_studio(
            "film_rate", film.frames_per_second, _store_film("frames_per_second")
        ),
    )


def show_deck(dataset: Dataset, shown: MapSelection, translator: Translator) -> None:
    """Show what a deck has slides for."""
    studio = session.studio()
    st.multiselect(
        translator.text("studio.deck_cases"),
        list(dataset.cases.index),
        format_func=lambda case_id: case_label(dataset, case_id, translator),
        placeholder=translator.text("studio.deck_cases_none"),
        **session.bound_in_studio(
            "deck_cases",
            list(studio.cases(shown)),
            lambda ids: replace(session.studio(), deck_cases=tuple(ids)),
        ),
    )
    st.segmented_control(
        translator.text("studio.deck_by"),
        tuple(DeckParts),
        format_func=lambda part: translator.text(f"studio.deck_by_{part}"),
        required=True,
        wrap=True,
        **session.bound_in_studio("deck_by", studio.deck_by, _store("deck_by")),
    )


def show_deck_native(translator: Translator) -> None:
    """Show whether the maps of a deck are made of shapes or are pictures."""
    st.toggle(
        translator.text("studio.deck_native"),
        **session.bound_in_studio(
            "deck_native", session.studio().deck_native, _store("deck_native")
        ),
    )


def _store(name: str) -> Any:
    def store(value: Any) -> Studio:
        return replace(session.studio(), **{name: value})

    return store


def _store_film(name: str) -> Any:
    def store(value: Any) -> Studio:
        studio = session.studio()
        return replace(studio, film=replace(studio.film, **{name: value}))

    return store

"""The figures above the map, and what to do when nothing matches."""

from dataclasses import dataclass

import streamlit as st

from sahel_geo.analysis.summary import Counts
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection
from sahel_geo.ui import session


def show_figures(
    counts: Counts, dataset: Dataset, selection: MapSelection, translator: Translator
) -> None:
    """Show how many incidents, deaths and held people the map stands for."""
    possible, unknown = counts.incidents_possible, counts.fatalities_unknown
    day = translator.day(selection.days(dataset.period).end)
    figures = (
        _Figure(
            "incidents",
            translator.number(counts.incidents_certain),
            translator.count("page.more_possible", possible) if possible else None,
            translator.text("page.help_incidents"),
        ),
        _Figure(
            "fatalities",
            translator.text("card.unknown")
            if unknown and unknown == counts.incidents
            else translator.number(counts.fatalities),
            translator.count("page.without_toll", unknown) if unknown else None,
            translator.text("page.help_fatalities"),
        ),
        _Figure(
            "held",
            held_range(counts, translator),
            translator.text("page.held_on", day=day),
            held_help(counts, translator),
        ),
    )
    with st.container(key="figures"):
        for column, figure in zip(st.columns(len(figures)), figures, strict=True):
            column.metric(
                translator.text(f"page.figure_{figure.name}"),
                figure.value,
                figure.note,
                delta_color="off",
                delta_arrow="off",
                help=figure.explanation,
                border=True,
                height="stretch",
            )


@dataclass(frozen=True)
class _Figure:
    name: str
    value: str
    note: str | None
    explanation: str


def held_range(counts: Counts, translator: Translator) -> str:
    """Write the people held as a number, or as a range when an end's day is uncertain."""
    if counts.held_least == counts.held_most:
        return translator.number(counts.held_most)
    return f"{translator.number(counts.held_least)}–{translator.number(counts.held_most)}"


def held_help(counts: Counts, translator: Translator) -> str:
    """Explain the figure of people held, and how many are left out of it."""
    words = translator.text("page.help_held")
    if counts.fate_unknown:
        words += " " + translator.count("page.help_fate_unknown", counts.fate_unknown)
    return words


def show_nothing_matches(translator: Translator) -> None:
    """Say that no event matches, with two ways back."""
    st.info(translator.text("page.nothing_matches"), icon=":material/filter_alt_off:")
    back, everything, _ = st.columns([1, 1, 2])
    back.button(
        translator.text("page.undo"),
        on_click=session.undo,
        disabled=not session.can_undo(),
        key="nothing_undo",
        width="stretch",
    )
    everything.button(
        translator.text("page.show_everything"),
        on_click=session.reset,
        key="nothing_reset",
        type="primary",
        width="stretch",
    )

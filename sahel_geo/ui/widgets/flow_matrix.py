"""From where to where captives were moved: a table of people, coloured by their number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.flows import Flow
from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.flows import area_words
from sahel_geo.cartography.composition.paths import case_name
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.searchtext import fold
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import FlowLevel
from sahel_geo.ui import case_cache, case_reader, session
from sahel_geo.ui.widgets.chart_axis import ChartOfRows, write_spec

MATRIX_KEY = "flow_matrix"
CLICKED = "clicked"
"""Name of the chart's selection: the flow of a cell."""

ROW_PX = {FlowLevel.COUNTRY: 38, FlowLevel.ADMIN1: 19}
HEAD_PX = {FlowLevel.COUNTRY: 120, FlowLevel.ADMIN1: 200}
PADDING_PX = {"left": 5, "top": 5, "right": 26, "bottom": 5}
"""On the right there is room for the last head, which slants."""
NUMBER_PX = {FlowLevel.COUNTRY: 13, FlowLevel.ADMIN1: 9.5}
COLORS = ("#f3e7ec", symbology.PATH_COLOR)
DARK_FROM = 20
"""People from whom on a cell is so dark that its number is written in white."""

CASES_TOLD = 6
"""Cases named in a hint."""


def show_flow_matrix(dataset: Dataset, selection: MapSelection, translator: Translator) -> None:
    """Show between which areas people are added up, the matrix, and how it is read."""
    level = selection.flows or FlowLevel.COUNTRY
    st.segmented_control(
        translator.text("case_page.levels"),
        list(FlowLevel),
        format_func=lambda name: translator.text(f"case_page.level_{name}"),
        label_visibility="collapsed",
        required=True,
        **session.bound("flows", level, lambda value: {"flows": value}),
    )
    flows = case_cache.flows(dataset, level)
    chart = build_flow_matrix(flows, level, dataset, translator)
    key = f"{MATRIX_KEY}_{level}"
    st.vega_lite_chart(
        chart.rows,
        chart.spec,
        key=key,
        on_select=lambda: open_cell(key, flows, dataset),
        selection_mode=CLICKED,
    )
    people = sum(flow.people for flow in flows)
    cases = len({case_id for flow in flows for case_id in flow.cases})
    rests = translator.text(
        "case_page.rests_on",
        cases=translator.count("case_page.cases", cases),
        people=translator.count("case_page.captives", people),
    )
    st.caption(f"{rests} {translator.text('case_page.flows_note')}")


def open_cell(key: str, flows: Sequence[Flow], dataset: Dataset) -> None:
    """Open the cases of the flow that was clicked."""
    points = session.selected_in(key, CLICKED)
    number = points[0].get("number") if points else None
    if isinstance(number, int) and 0 <= number < len(flows):
        case_reader.open_cases(dataset, flows[number].cases)


@dataclass(frozen=True)
class _Look:
    """All of the chart but its rows."""

    level: FlowLevel
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    start_title: str
    end_title: str
    hints: tuple[tuple[str, str], ...]


def build_flow_matrix(
    flows: Sequence[Flow], level: FlowLevel, dataset: Dataset, translator: Translator
) -> ChartOfRows:
    """
    Build the matrix: a row for each area people were taken from, a column for each they came to.

    Parameters
    ----------
    flows
        `flows.count_flows(dataset, level)`.
    level
        Between which areas.
    dataset
        Where the names of areas and cases are.
    translator
        The language of every word.

    Returns
    -------
    chart
        A cell a flow; countries in the order of the alphabet, regions by their country.
    """
    areas = AreaFinder.of(dataset)
    rows = pd.DataFrame(
        {
            "number": range(len(flows)),
            "start": [_head(area_words(flow.start, areas, translator)) for flow in flows],
            "end": [_head(area_words(flow.end, areas, translator)) for flow in flows],
            "people": [flow.people for flow in flows],
            "cases": [_case_words(flow.cases, dataset, translator) for flow in flows],
        }
    )
    look = _Look(
        level,
        _order(rows["start"]),
        _order(rows["end"]),
        translator.text("case_page.flow_start"),
        translator.text("case_page.flow_end"),
        (
            ("start", translator.text("case_page.flow_start")),
            ("end", translator.text("case_page.flow_end")),
            ("people", translator.text("case_page.people")),
            ("cases", translator.text("case_page.go_cases")),
        ),
    )
    return ChartOfRows(rows, _write_matrix(look))


def _head(words: str) -> str:
    """Write the name of an area as the head of a row or column."""
    return words[:1].upper() + words[1:]


def _case_words(case_ids: Sequence[str], dataset: Dataset, translator: Translator) -> str:
    named = [case_name(dataset, case_id, translator) for case_id in case_ids[:CASES_TOLD]]
    return ", ".join(named) + (", …" if len(case_ids) > CASES_TOLD else "")


def _order(words: Iterable[str]) -> tuple[str, ...]:
    """Put areas in the order of their countries' names, then of their own."""
    return tuple(sorted(set(words), key=lambda word: (fold(word.rpartition(", ")[2]), fold(word))))


@lru_cache(maxsize=8)
def _write_matrix(look: _Look) -> dict[str, Any]:
    angle = -35 if look.level is FlowLevel.COUNTRY else -90
    axis: dict[str, Any] = {
        "labelColor": symbology.QUIET_INK,
        "labelLimit": 150,
        "labelOverlap": False,  # every area is named
        "grid": False,
        "ticks": False,
    }
    base = alt.Chart().encode(
        x=alt.X(
            "end:N",
            sort=list(look.ends),
            title=look.end_title,
            axis=alt.Axis(orient="top", labelAngle=angle, **axis),
        ),
        y=alt.Y("start:N", sort=list(look.starts), title=look.start_title, axis=alt.Axis(**axis)),
        tooltip=[alt.Tooltip(f"{name}:N", title=heading) for name, heading in look.hints],
    )
    scale = alt.Scale(type="log", range=list(COLORS))
    cells = (
        base.mark_rect(stroke="white", strokeWidth=1, cursor="pointer")
        .encode(color=alt.Color("people:Q", scale=scale, legend=None))
        .add_params(alt.selection_point(name=CLICKED, fields=["number"], on="click"))
    )
    numbers = base.mark_text(fontSize=NUMBER_PX[look.level], tooltip=None).encode(
        text="people:Q",
        color=alt.condition(
            f"datum.people >= {DARK_FROM}", alt.value("white"), alt.value(symbology.INK)
        ),
    )
    height = ROW_PX[look.level] * len(look.starts) + HEAD_PX[look.level]
    return write_spec((cells + numbers).properties(height=height, padding=PADDING_PX))

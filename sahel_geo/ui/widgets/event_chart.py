"""The events of the period over time, under the map; dragging over the chart chooses a period."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from sahel_geo.analysis.eventseries import CODED_COLUMNS
from sahel_geo.analysis.filtering import ChosenEvents
from sahel_geo.analysis.timebins import Days
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.ui import session
from sahel_geo.ui.widgets.chart_axis import BRUSH, ChartOfRows, chart_edges, chart_unit
from sahel_geo.ui.widgets.event_bars import build_bars
from sahel_geo.ui.widgets.event_lanes import EVENTS_DRAWN, build_lanes

BRUSHES_KEY = "event_chart_brushes"
"""How many brushes have chosen a period."""

COUNTED_BY = ("event_type", "country")
SINGLE = "single"
"""Not counted: each event by itself, while there are few."""


def show_event_chart(
    in_period: ChosenEvents, selection: MapSelection, translator: Translator
) -> None:
    """
    Show incidents over time by kind or by country, or the single events where they are few.

    Parameters
    ----------
    in_period
        The events of the whole period, whatever the window.
    selection
        What the reader chose; what lies outside its window is drawn pale.
    translator
        The reader's language.
    """
    whole = in_period.dataset.period  # what can be chosen
    period = selection.period or whole
    by = _show_choice(len(in_period) <= EVENTS_DRAWN, translator)
    chart = build_chart(in_period, period, selection.days(whole), by, translator)
    key = f"event_chart_{_brushes()}"
    st.vega_lite_chart(
        chart.rows,
        chart.spec,
        key=key,
        on_select=partial(store_brush, key, chart_edges(period), whole),
        selection_mode=BRUSH,
    )
    st.caption(_note(by, period, selection.window, translator))


def build_chart(
    in_period: ChosenEvents, period: Period, window: Period, by: str, translator: Translator
) -> ChartOfRows:
    """Build the chart of a period's events, counted by a column's codes or each by itself."""
    if by == SINGLE:
        return build_lanes(in_period.frame(), period, window, translator)
    events = in_period.frame([by, *CODED_COLUMNS])
    return build_bars(events, period, window, by, translator)


def _show_choice(has_few: bool, translator: Translator) -> str:  # noqa: FBT001 - a private helper
    # without the choice of single events the control is another one: what it kept may not be there
    options = [*COUNTED_BY, SINGLE] if has_few else [*COUNTED_BY]
    chosen = st.segmented_control(
        translator.text("chart.by"),
        options,
        default=options[0],
        format_func=lambda by: translator.text(f"chart.{by}"),
        key="chart_of_few" if has_few else "chart_of_many",
        label_visibility="collapsed",
        required=True,
    )
    return str(chosen or options[0])


def _note(by: str, period: Period, window: Period | None, translator: Translator) -> str:
    words = [translator.text("chart.drag")]
    if by == SINGLE:
        words.append(translator.text("chart.single_note"))
    else:
        unit = translator.text(f"chart.unit_{chart_unit(period)}")
        words += [unit, translator.text("chart.certainty_note")]
    if window is not None:
        words.append(translator.text("chart.window_note"))
    return " ".join(words)


def store_brush(key: str, edges: Days, whole: Period) -> None:
    """
    Choose the period that was brushed; what else the chart reports changes nothing.

    Parameters
    ----------
    key
        The chart's.
    edges
        First days of its bars and the day after the last.
    whole
        The data's span: all of it is no choice.
    """
    span_ms = read_brush(session.component_value(key))
    period = None if span_ms is None else brushed_period(span_ms, edges, whole)
    if period is not None:
        # the next chart is another one: on it the brush would lie about what was chosen
        st.session_state[BRUSHES_KEY] = _brushes() + 1
        session.choose(period=None if period == whole else period, window=None)


def _brushes() -> int:
    return int(st.session_state.get(BRUSHES_KEY, 0))


def read_brush(value: Any) -> tuple[float, float] | None:
    """Give the span of a chart's brush, in milliseconds since 1970 (UTC); None without one."""
    selection = value.get("selection") if isinstance(value, Mapping) else None
    brush = selection.get(BRUSH) if isinstance(selection, Mapping) else None
    spans = list(brush.values()) if isinstance(brush, Mapping) else []
    if len(spans) != 1 or not isinstance(spans[0], list | tuple):
        return None
    ends = [float(end) for end in spans[0] if isinstance(end, int | float) and np.isfinite(end)]
    return (min(ends), max(ends)) if len(ends) == 2 else None  # noqa: PLR2004 - a span has two ends


def brushed_period(span_ms: tuple[float, float], edges: Days, whole: Period) -> Period | None:
    """
    Give the days of the bars that a brush touches.

    Parameters
    ----------
    span_ms
        Where the brush begins and ends, in milliseconds since 1970 (UTC).
    edges
        First days of the bars and the day after the last.
    whole
        The period is cut to it.

    Returns
    -------
    period
        None for a brush beside all bars, or as thin as a click.
    """
    first_ms, last_ms = span_ms
    if first_ms == last_ms:
        return None
    marks = edges.astype("datetime64[ms]").astype(np.int64)
    low = max(int(np.searchsorted(marks, first_ms, side="right")) - 1, 0)
    high = min(int(np.searchsorted(marks, last_ms, side="left")), len(marks) - 1)
    if low >= high:
        return None
    last_day = edges[high] - np.timedelta64(1, "D")
    return Period(edges[low].item(), last_day.item()).cut(whole)

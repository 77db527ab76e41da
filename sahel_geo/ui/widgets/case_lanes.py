"""All cases over time: a bar as long as somebody was held, coloured by how it ended."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.paths import case_name
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period
from sahel_geo.model.vocabulary import GeoPrecision, Outcome
from sahel_geo.ui import case_cache, case_reader, session
from sahel_geo.ui.widgets.chart_axis import (
    ChartOfRows,
    DaysAxis,
    days_axis,
    encode_days,
    to_milliseconds,
    write_spec,
)

LANES_KEY = "case_lanes"
CLICKED = "clicked"
"""Name of the chart's selection: the case of a bar."""

LANE_PX, FRAME_PX = 17, 90
BAR_PX = 8
LEAST_SHARE = 0.007
"""A captivity of a few days is drawn as long as this share of the axis: to be seen and clicked."""

MARK_AREA_PX2, ARROW_AREA_PX2 = 12, 70
NAME_PX, NAME_GAP_PX = 11, 12
NAME_LETTERS = 22


def show_case_lanes(dataset: Dataset, translator: Translator) -> None:
    """Show the chart; clicking a bar opens its case."""
    chart = build_case_lanes(case_cache.casebook(dataset), dataset, translator)
    st.vega_lite_chart(
        chart.rows,
        chart.spec,
        key=LANES_KEY,
        on_select=partial(open_bar, dataset),
        selection_mode=CLICKED,
    )
    st.caption(translator.text("case_page.lanes_note"))


def open_bar(dataset: Dataset) -> None:
    """Open the case of the bar that was clicked."""
    points = session.selected_in(LANES_KEY, CLICKED)
    case_id = points[0].get("case_id") if points else None
    if case_id in dataset.cases.index:
        case_reader.open_cases(dataset, [str(case_id)])


@dataclass(frozen=True)
class _Look:
    """All of the chart but its rows."""

    axis: DaysAxis
    outcomes: tuple[tuple[str, str], ...]
    """Words and colours."""
    hints: tuple[tuple[str, str], ...]
    lanes: int


def build_case_lanes(
    casebook: pd.DataFrame, dataset: Dataset, translator: Translator
) -> ChartOfRows:
    """
    Build the chart: a lane for each case, in the order of abduction.

    Parameters
    ----------
    casebook
        `casebook.list_cases(dataset)`.
    dataset
        Its steps are marked on the bars.
    translator
        The language of names, legend and hints.

    Returns
    -------
    chart
        Rows of three kinds: `bar` (from the abduction to the last known day), `step` (filled with
        a known place, hollow without one) and `open` (an arrow where no end is known).
    """
    used = [outcome for outcome in Outcome if outcome in set(casebook["outcome"])]
    colors = symbology.OUTCOME_COLORS
    look = _Look(
        days_axis(_span(casebook, dataset)),
        tuple((translator.term("outcome", outcome), colors[outcome]) for outcome in used),
        tuple((name, translator.text(f"case_page.{name}")) for name in ("name", "days", "what")),
        len(casebook),
    )
    bars = _bars(casebook, dataset, translator)
    parts = [bars, _steps(bars, dataset, translator), _arrows(bars, casebook)]
    return ChartOfRows(pd.concat(parts, ignore_index=True), _write_lanes(look))


def _span(casebook: pd.DataFrame, dataset: Dataset) -> Period:
    if casebook.empty:
        return dataset.period
    first = min(casebook["abducted_on"].min().date(), dataset.latest_day)
    return Period(first, max(first, dataset.latest_day))


def _bars(casebook: pd.DataFrame, dataset: Dataset, translator: Translator) -> pd.DataFrame:
    span = _span(casebook, dataset)
    least_ms = span.days * LEAST_SHARE * 86_400_000
    start = to_milliseconds(casebook["abducted_on"])
    end = np.maximum(to_milliseconds(casebook["last_known_on"]), start + least_ms)
    middle = to_milliseconds(pd.Series([pd.Timestamp(span.start), pd.Timestamp(span.end)])).mean()
    is_early = (start + end) / 2 < middle
    names = [case_name(dataset, str(case_id), translator) for case_id in casebook.index]
    outcomes = [translator.term("outcome", code) for code in casebook["outcome"]]
    return pd.DataFrame(
        {
            "row": "bar",
            "case_id": casebook.index.astype(str),
            "lane": range(len(casebook)),
            "start": start,
            "end": end,
            "label": [_shorten(name) for name in names],
            "label_at": np.where(is_early, end, start),
            "side": np.where(is_early, "after", "before"),
            "name": names,
            "days": [_days_words(case, translator) for _, case in casebook.iterrows()],
            "outcome": outcomes,
            "what": outcomes,
        }
    )


def _shorten(name: str) -> str:
    return name if len(name) <= NAME_LETTERS else f"{name[: NAME_LETTERS - 1].rstrip()}…"


def _days_words(case: "pd.Series[Any]", translator: Translator) -> str:
    days = translator.days(case["abducted_on"].date(), case["last_known_on"].date())
    name = "open_days" if case["is_open"] else "closed_days"
    return translator.count(f"case_page.{name}", int(case["days_held"]), days=days)


def _steps(bars: pd.DataFrame, dataset: Dataset, translator: Translator) -> pd.DataFrame:
    """Mark each report in captivity, in the middle of the days it may be of."""
    steps = dataset.steps.loc[dataset.steps["case_id"].isin(bars["case_id"])]
    lanes = bars.set_index("case_id")
    start, end = to_milliseconds(steps["first_day"]), to_milliseconds(steps["last_day"])
    stages = [translator.term("hostage_stage", stage) for stage in steps["hostage_stage"]]
    named = lanes["name"].reindex(steps["case_id"]).to_numpy()
    return pd.DataFrame(
        {
            "row": "step",
            "case_id": steps["case_id"].to_numpy(),
            "lane": lanes["lane"].reindex(steps["case_id"]).to_numpy(),
            "start": (start + end) / 2,
            "placed": (steps["geo_precision"] < GeoPrecision.UNDISCLOSED).to_numpy(),
            "name": named,
            "days": [
                translator.days(first.date(), last.date())
                for first, last in zip(steps["first_day"], steps["last_day"], strict=True)
            ],
            "what": stages,
        }
    )


def _arrows(bars: pd.DataFrame, casebook: pd.DataFrame) -> pd.DataFrame:
    """Point onwards where no end is known."""
    is_open = casebook["is_open"].to_numpy()
    arrows = bars.loc[is_open]
    return arrows.assign(row="open", start=arrows["end"])


@lru_cache(maxsize=16)
def _write_lanes(look: _Look) -> dict[str, Any]:
    words, colors = zip(*look.outcomes, strict=True) if look.outcomes else ((), ())
    scale = alt.Scale(domain=list(words), range=list(colors))
    legend = alt.Legend(orient="top", columns=3, labelLimit=240, symbolStrokeWidth=0)
    lane = alt.Y("lane:O", axis=None, scale=alt.Scale(domain=list(range(look.lanes))))
    hints = [alt.Tooltip(f"{name}:N", title=heading) for name, heading in look.hints]
    base = alt.Chart().encode(y=lane, tooltip=hints)
    # one layer names the ends of the axis: named in several, Vega-Lite finds that they conflict
    first_x, x = encode_days("start", look.axis), alt.X("start:T", title=None)
    bars = (
        base.mark_bar(height=BAR_PX, cornerRadius=2, cursor="pointer")
        .transform_filter("datum.row == 'bar'")
        .encode(
            x=first_x,
            x2="end",
            color=alt.Color("outcome:N", title=None, scale=scale, legend=legend),
        )
        .add_params(alt.selection_point(name=CLICKED, fields=["case_id"], on="click"))
    )
    steps = (
        base.mark_point(size=MARK_AREA_PX2, filled=True, stroke=symbology.INK, strokeWidth=1)
        .transform_filter("datum.row == 'step'")
        .encode(
            x=x,
            fill=alt.condition("datum.placed", alt.value(symbology.INK), alt.value("white")),
        )
    )
    arrows = (
        base.mark_point(
            shape="triangle-right", size=ARROW_AREA_PX2, filled=True, xOffset=5, opacity=1
        )
        .transform_filter("datum.row == 'open'")
        .encode(x=x, color=alt.Color("outcome:N", title=None, scale=scale, legend=legend))
    )
    names = [
        _write_names(base, "after", align="left", dx=NAME_GAP_PX),
        _write_names(base, "before", align="right", dx=-NAME_GAP_PX),
    ]
    chart = alt.layer(bars, steps, arrows, *names).properties(
        height=LANE_PX * look.lanes + FRAME_PX
    )
    return write_spec(chart)


def _write_names(base: alt.Chart, side: str, **where: Any) -> alt.Chart:
    """Write names after the bars of the early cases, or before those of the late ones."""
    marks = base.mark_text(baseline="middle", fontSize=NAME_PX, color=symbology.INK, **where)
    filtered = marks.transform_filter(f"datum.row == 'bar' && datum.side == '{side}'")
    named: alt.Chart = filtered.encode(x=alt.X("label_at:T", title=None), text="label:N")
    return named

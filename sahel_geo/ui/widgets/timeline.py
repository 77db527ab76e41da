"""Every event shown along time, those without a known place as well."""

from datetime import date, timedelta

import altair as alt
import geopandas as gpd
import pandas as pd
import streamlit as st

from sahel_geo.cartography import symbology
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.period import Period
from sahel_geo.model.vocabulary import EventType, GeoPrecision

LANE_PX, AXIS_PX = 26, 52
YEARS_FROM_DAYS = 1100
"""Over a longer period than this the axis names years only."""

HINTS = ("date", "title", "place")
EVENTS_DRAWN = 5000
"""Vega-Lite's own limit for a chart's rows; later issues draw more on the map's timeline."""


def show_timeline(
    events: gpd.GeoDataFrame, words: pd.DataFrame, period: Period, translator: Translator
) -> None:
    """Show a lane for each kind of event; a bar is as long as the date is uncertain."""
    st.altair_chart(build_timeline(events, words, period, translator), key="timeline")
    st.caption(translator.text("page.timeline_note"))


def build_timeline(
    events: gpd.GeoDataFrame, words: pd.DataFrame, period: Period, translator: Translator
) -> alt.LayerChart:
    """
    Build the chart.

    Parameters
    ----------
    events
        Events shown; at most `EVENTS_DRAWN` are drawn, the earliest.
    words
        The same events in words.
    period
        The time axis, first and last day included.
    translator
        The language of lanes and hints.

    Returns
    -------
    chart
        Filled marks have a known place, hollow ones none.
    """
    rows = _marks(events, words)[:EVENTS_DRAWN]
    kinds = [kind for kind in EventType if kind in set(events["event_type"])]
    lanes = [translator.term("event_type", kind) for kind in kinds]
    colors = alt.Scale(domain=lanes, range=[symbology.EVENT_COLORS[kind] for kind in kinds])
    tooltip = [
        alt.Tooltip(f"{column}:N", title=translator.text(f"table.{column}")) for column in HINTS
    ]
    lane = alt.Y(
        "lane:N",
        sort=lanes,
        title=None,
        axis=alt.Axis(labelLimit=240, labelColor=symbology.QUIET_INK),
    )
    base = alt.Chart(rows).encode(y=lane, tooltip=tooltip)
    bars = base.mark_bar(height=9, opacity=0.3, cornerRadius=3).encode(
        x=_days_axis(period), x2="end:T", color=alt.Color("lane:N", legend=None, scale=colors)
    )
    hollow = base.mark_point(size=46, filled=True, fill="white", strokeWidth=1.6, opacity=1)
    hollow = hollow.encode(x="middle:T", stroke=alt.Stroke("lane:N", legend=None, scale=colors))
    filled = base.mark_point(size=56, filled=True, opacity=0.9).encode(
        x="middle:T", color=alt.Color("lane:N", legend=None, scale=colors)
    )
    marks = filled.transform_filter("datum.placed") + hollow.transform_filter("!datum.placed")
    chart: alt.LayerChart = (bars + marks).properties(height=LANE_PX * len(lanes) + AXIS_PX)
    return chart


def _days_axis(period: Period) -> alt.X:
    """Number the days so that both languages read them alike."""
    end = period.end + timedelta(days=1)
    return alt.X(
        "start:T",
        title=None,
        scale=alt.Scale(domain=[_vega_day(period.start), _vega_day(end)]),
        axis=alt.Axis(
            format="%Y" if period.days > YEARS_FROM_DAYS else "%Y-%m-%d",
            tickCount=8,
            labelOverlap=True,
            labelColor=symbology.QUIET_INK,
        ),
    )


def _vega_day(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _marks(events: gpd.GeoDataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """Give each event its bar, from its first day to the end of its last, and its mark between."""
    first, end = events["first_day"], events["last_day"] + pd.Timedelta(days=1)
    days = {"start": first, "end": end, "middle": first + (end - first) / 2}
    return pd.DataFrame(
        {
            **{name: day.dt.strftime("%Y-%m-%dT%H:%M:%S") for name, day in days.items()},
            "lane": words["type"],
            "placed": events["geo_precision"] < GeoPrecision.UNDISCLOSED,
            **{column: words[column] for column in HINTS},
        }
    )

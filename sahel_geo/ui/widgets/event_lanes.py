"""A chart of single events over time, those without a known place as well."""

import altair as alt
import numpy as np
import pandas as pd

from sahel_geo.cartography import symbology
from sahel_geo.cartography.wording import translate_events
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.period import Period
from sahel_geo.model.vocabulary import EventType, GeoPrecision
from sahel_geo.ui.widgets.chart_axis import (
    ChartOfRows,
    brush,
    days_axis,
    encode_days,
    to_milliseconds,
    write_spec,
)

LANE_PX, AXIS_PX = 26, 52
BAR_OPACITY, MARK_OPACITY = 0.3, 0.9

HINTS = ("date", "title", "place")
EVENTS_DRAWN = 1000
"""Single marks up to which the chart is quick and can be read."""


def build_lanes(
    events: pd.DataFrame, period: Period, window: Period, translator: Translator
) -> ChartOfRows:
    """
    Build the chart: a lane for each kind of event; a bar is as long as the date is uncertain.

    Parameters
    ----------
    events
        Events of the whole period, `EVENTS_DRAWN` at most.
    period
        The time axis, first and last day included.
    window
        The days that stand out; events outside are pale.
    translator
        The language of lanes and hints.

    Returns
    -------
    chart
        Filled marks have a known place, hollow ones none.
    """
    kinds = [kind for kind in EventType if kind in set(events["event_type"])]
    lanes = [translator.term("event_type", kind) for kind in kinds]
    colors = alt.Scale(domain=lanes, range=[symbology.EVENT_COLORS[kind] for kind in kinds])
    lane = alt.Y(
        "lane:N",
        sort=lanes,
        title=None,
        axis=alt.Axis(labelLimit=240, labelColor=symbology.QUIET_INK),
    )
    hints = [
        alt.Tooltip(f"{column}:N", title=translator.text(f"table.{column}")) for column in HINTS
    ]
    base = alt.Chart().encode(y=lane, tooltip=hints)
    color = alt.Color("lane:N", legend=None, scale=colors)
    mark_opacity = alt.Opacity("mark_opacity:Q", legend=None, scale=None)
    # the brush belongs to one layer only: a parameter of a name can stand once in a chart
    bars = (
        base.mark_bar(height=9, cornerRadius=3, clip=True)
        .encode(
            x=encode_days("start", days_axis(period)),
            x2="end",
            color=color,
            opacity=alt.Opacity("bar_opacity:Q", legend=None, scale=None),
        )
        .add_params(brush())
    )
    hollow = base.mark_point(size=46, filled=True, fill="white", strokeWidth=1.6, clip=True).encode(
        x="middle:T",
        stroke=alt.Stroke("lane:N", legend=None, scale=colors),
        opacity=mark_opacity,
    )
    filled = base.mark_point(size=56, filled=True, clip=True).encode(
        x="middle:T", color=color, opacity=mark_opacity
    )
    marks = filled.transform_filter("datum.placed") + hollow.transform_filter("!datum.placed")
    chart = (bars + marks).properties(height=LANE_PX * max(len(lanes), 1) + AXIS_PX)
    return ChartOfRows(_marks(events, window, translator), write_spec(chart))


def _marks(events: pd.DataFrame, window: Period, translator: Translator) -> pd.DataFrame:
    """Give each event its bar, from its first day to the end of its last, and its mark between."""
    words = translate_events(events, translator)
    first, last = events["first_day"], events["last_day"]
    start, end = to_milliseconds(first), to_milliseconds(last + pd.Timedelta(days=1))
    inside = (last >= pd.Timestamp(window.start)) & (first <= pd.Timestamp(window.end))
    strength = np.where(inside, 1.0, symbology.FAINT_OPACITY)
    return pd.DataFrame(
        {
            "start": start,
            "end": end,
            "middle": (start + end) / 2,
            "lane": words["type"],
            "placed": events["geo_precision"] < GeoPrecision.UNDISCLOSED,
            "bar_opacity": BAR_OPACITY * strength,
            "mark_opacity": MARK_OPACITY * strength,
            **{column: words[column] for column in HINTS},
        }
    )

"""Streamlit's own way: `st.pydeck_chart` with a ScatterplotLayer of all events, sent on each rerun.

Run by the benchmark, which names the events in the environment. No basemap: its tiles are outside.
"""

import os

import pandas as pd
import pydeck
import streamlit as st


@st.cache_data
def _read_events(file: str) -> pd.DataFrame:
    return pd.read_parquet(file)


st.set_page_config(layout="wide")
events = _read_events(os.environ["BENCHMARK_EVENTS"])
whole = events["event_date"].dt.date.min(), events["event_date"].dt.date.max()
with st.sidebar:
    start, end = st.slider("Period", *whole, whole)
days = events["event_date"].dt.date
shown = events.loc[(days >= start) & (days <= end)]
layer = pydeck.Layer(
    "ScatterplotLayer",
    shown[["longitude", "latitude"]],
    get_position=["longitude", "latitude"],
    get_radius=4000,
    get_fill_color=[200, 60, 40, 160],
)
st.pydeck_chart(
    pydeck.Deck(
        [layer],
        map_provider=None,
        initial_view_state=pydeck.ViewState(latitude=17, longitude=5, zoom=4),
    ),
    height=640,
)

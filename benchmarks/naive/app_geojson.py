"""The streamlit-folium documentation's way: one GeoJson feature group, swapped on each rerun.

Run by the benchmark, which names the events and a server of Leaflet's files in the environment.
"""

import os

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

LEAFLET = os.environ["BENCHMARK_LEAFLET"]
IS_CANVAS = bool(os.environ["BENCHMARK_CANVAS"])


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
points = gpd.GeoDataFrame(
    shown[["title", "event_type"]],
    geometry=gpd.points_from_xy(shown["longitude"], shown["latitude"]),
    crs="EPSG:4326",
)
base = folium.Map([17, 5], zoom_start=5, tiles=None, prefer_canvas=IS_CANVAS)
base.default_js = [("leaflet", f"{LEAFLET}/leaflet.js")]
base.default_css = [("leaflet_css", f"{LEAFLET}/leaflet.css")]
group = folium.FeatureGroup(name="Events")
folium.GeoJson(points, marker=folium.CircleMarker(radius=3, weight=1)).add_to(group)
st_folium(
    base,
    key="map",
    height=640,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=group,
)

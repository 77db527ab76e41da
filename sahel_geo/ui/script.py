"""The script that Streamlit runs for every visitor and every change."""

from sahel_geo.ui.page import render
from sahel_geo.ui.settings import Settings

render(Settings.from_environment())

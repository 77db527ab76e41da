"""What `streamlit run app.py` starts: the page, and the map's files beside it."""

from pathlib import Path

import streamlit as st

from sahel_geo.ui.server import asset_routes

PAGE_SCRIPT = Path(__file__).parent / "sahel_geo" / "ui" / "script.py"

app = st.App(PAGE_SCRIPT, routes=asset_routes())

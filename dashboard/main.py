"""The script that Streamlit runs for each reader."""

from functools import partial

import streamlit as st

from dashboard.assets import FRONTEND
from dashboard.render.components import components
from dashboard.screens.map import show_map

st.set_page_config(
    page_title="Dateline", page_icon=str(FRONTEND / "icon.svg"), layout="wide", initial_sidebar_state="collapsed"
)
components()["page"](key="page")
st.navigation([st.Page(partial(show_map), title="Map", url_path="map", default=True)], position="hidden").run()

"""The script that Streamlit runs for each reader."""

from functools import partial

import streamlit as st

from dashboard.assets import FRONTEND
from dashboard.render.components import components
from dashboard.screens.compare import show_compare
from dashboard.screens.map import show_map
from dashboard.settings import read_settings

st.set_page_config(
    page_title="Dateline", page_icon=str(FRONTEND / "icon.svg"), layout="wide", initial_sidebar_state="collapsed"
)
components()["page"](key="page")
pages = [
    st.Page(partial(show_map), title="Map", url_path="map", default=True),
    st.Page(show_compare, title="Compare", url_path="compare"),
]
if read_settings().curate:
    from dashboard.screens.add import TITLE, show_add  # readers do not wait for the extractor

    pages.append(st.Page(show_add, title=TITLE, url_path="add"))
st.navigation(pages, position="hidden").run()

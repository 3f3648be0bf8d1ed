"""The application: `streamlit run dashboard/app.py`, or `dateline run`."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.headers import Guard
from dashboard.routes import build_routes

app = st.App(
    Path(__file__).with_name("main.py"),
    routes=build_routes(),
    middleware=[Middleware(Guard)],
)

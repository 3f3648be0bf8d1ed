"""Serves one baseline (BENCH_SCRIPT) with Leaflet from its package, so that it works without a network too."""

import os
from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from xstatic.pkg import leaflet

HERE = Path(__file__).parent
NODE_MODULES = HERE.parents[2] / "bench-data" / "node_modules"

app = st.App(
    HERE / f"{os.environ['BENCH_SCRIPT']}.py",
    routes=[
        Mount("/bench-leaflet", StaticFiles(directory=leaflet.BASE_DIR)),
        Mount("/bench-modules", StaticFiles(directory=NODE_MODULES, check_dir=False)),
    ],
)

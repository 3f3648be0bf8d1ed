"""The application: `streamlit run dashboard/app.py`, or `dateline run`."""

import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from dashboard.headers import Guard
from dashboard.routes import build_routes
from dashboard.sockets import send_at_once
from events.faults import RecordError

CALM = 5.0
"""Seconds after which a first reader's page stands, and what it can do without may be imported."""


def warm() -> None:
    """Open the data set, and later the chart; what is wrong with the data is told to the reader who asks for it."""
    from dashboard.data import load  # noqa: PLC0415 - takes a second, while the browser boots

    with suppress(RecordError, OSError):
        if told := load().texts.told:
            sys.stdout.write(f"{told}\n")
            sys.stdout.flush()
    time.sleep(CALM)
    import dashboard.render.chart_spec  # noqa: F401, PLC0415 - see above


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Open the data while the first reader's browser loads the page."""
    send_at_once()
    Thread(target=warm, name="warm", daemon=True).start()
    yield


app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=lifespan,
    routes=build_routes(),
    middleware=[Middleware(Guard)],
)

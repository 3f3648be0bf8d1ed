"""The screen "Compare": without one source, and between two days."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.assets import assets_url
from dashboard.data import Loaded, load
from dashboard.render.components import components
from dashboard.render.head import COMPARE, show_head
from dashboard.views.compare_choice import Choice, build_options, completed
from dashboard.views.compare_view import build_compare_view
from events.faults import RecordError
from events.store import RecordStore


def show_compare() -> None:
    """Draw the screen; only the tables run again when the reader chooses."""
    try:
        loaded = load()
    except RecordError as error:
        st.text(f"The data cannot be opened. {error}")
        return
    show_head(loaded.store, COMPARE)
    if isinstance(loaded.store, RecordStore):
        show_comparison()
    else:
        st.text("A file of events holds no statements that could be compared.")


@st.fragment
def show_comparison() -> None:
    """The two tables, and what was chosen for them."""
    loaded = load()
    assert isinstance(loaded.store, RecordStore)  # noqa: S101 - show_compare asks
    choice = completed(committed_choice(), loaded.store.collection)
    components()["compare"](
        key="compare",
        data={
            "assets": assets_url(),
            "choice": choice.to_link(),
            "link": urlencode(choice.to_link(), doseq=True),
            **_content(loaded, choice),
        },
        on_choice_change=lambda: None,
    )


def committed_choice() -> Choice:
    """The choice that the page sent last; the link's on the first run."""
    sent: dict[str, Any] = (st.session_state.get("compare") or {}).get("choice") or {}
    if sent:
        return Choice.from_browser(sent)
    return Choice.from_link({name: st.query_params.get_all(name) for name in st.query_params})


def _content(loaded: Loaded, choice: Choice) -> dict[str, Any]:
    assert isinstance(loaded.store, RecordStore)  # noqa: S101 - show_compare asks
    return {"options": build_options(loaded.store), **build_compare_view(loaded.store, choice, loaded.texts.by_sha256)}

"""The map screen: filters, map and time, panel."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.assets import assets_url
from dashboard.data import AnyStore, Loaded, headline_of, is_counted_by_server, load, mentions_in, tally_query
from dashboard.render.components import components
from dashboard.render.head import show_head
from dashboard.render.map import render_map
from dashboard.screens.figures import show_figures, take_figures
from dashboard.settings import read_settings
from dashboard.state import ViewState
from dashboard.views.event_view import build_event_counts, build_event_view, near_of_view
from dashboard.views.focus import Focused, find_focused
from dashboard.views.known_view import fallen_away, known_only, within_pages
from dashboard.views.panel_view import build_panel_view
from events.engines.near import Near
from events.event_store import EventStore
from events.faults import RecordError
from events.selection import Selection
from events.store import RecordStore
from events.vocabulary import Clock

MAP_HEIGHT = 520


def show_map() -> None:
    """Draw the screen; only the panel runs again when the reader changes something."""
    try:
        loaded = load()
    except RecordError as error:
        st.text(f"The data cannot be opened. {error}")
        return
    show_head(loaded.store, "Map", headline_of(loaded, committed_view()))
    watch_data(loaded)
    filters, centre, right = st.columns([2, 6, 4], gap="small")
    with filters:
        components()["filters"](key="filters", data={"assets": assets_url()})
    with centre:
        render_map(MAP_HEIGHT)
        components()["scrubber"](key="scrubber", data={"assets": assets_url()})
    with right:
        show_panel()


def watch_data(loaded: Loaded) -> None:
    """Where articles are added, have this page drawn anew when a curator has written."""
    if read_settings().curate:
        data = {"assets": assets_url(), "version": loaded.version}
        components()["watch"](key="watch", data=data, on_version_change=lambda: None)


@st.fragment
def show_panel() -> None:
    """The panel: reads what the page committed, and answers with counts, statements, figures, positions."""
    loaded = load()
    asked = committed_view()
    state = known_only(asked, loaded.store)
    focused = find_focused(loaded.store, state) if isinstance(loaded.store, RecordStore) else None
    panel = build_panel(loaded, state, focused)
    state = within_pages(state, panel)
    figures = take_figures(loaded, state, focused, panel)
    headline = headline_of(loaded, state)
    components()["panel"](
        key="panel",
        data={
            "assets": assets_url(),
            "view": state.to_browser(),
            "link": urlencode(state.to_link(), doseq=True),
            "revision": loaded.version,
            "setup": build_setup(loaded, state.selection, near_of_view(loaded.store, state)),
            "counts": build_counts(loaded.store, state.selection),
            "headline": {"counts": headline.counts, "sides": headline.sides},
            "panel": panel | {"warnings": fault_in_words(loaded) + fallen_away(asked.selection, state.selection)},
        },
        on_view_change=lambda: None,
    )
    if figures is not None:
        show_figures(loaded, state, figures)


def build_panel(loaded: Loaded, state: ViewState, focused: Focused | None) -> dict[str, Any]:
    """The panel's content."""
    if isinstance(loaded.store, EventStore):
        return build_event_view(loaded.store, state)
    return build_panel_view(loaded.store, state, loaded.texts, mentions_in(loaded, state), focused)


def fault_in_words(loaded: Loaded) -> list[str]:
    """Why the page shows what was read before, not what is on disk; none = it shows that."""
    return [f"The data on disk cannot be opened: {loaded.fault}. You see what was read before."] if loaded.fault else []


def build_counts(store: AnyStore, selection: Selection) -> dict[str, Any] | None:
    """The engine's counts where the browser cannot make them; else None."""
    if isinstance(store, EventStore) and store.is_grouped:
        return build_event_counts(store, selection)
    return None


def committed_view() -> ViewState:
    """The view that the page sent last; the link's on the first run."""
    sent = st.session_state.get("panel") or {}
    view: dict[str, Any] | None = sent.get("view")
    if view:
        return ViewState.from_browser(view)
    return ViewState.from_link({name: st.query_params.get_all(name) for name in st.query_params})


def build_setup(loaded: Loaded, selection: Selection, near: Near | None = None) -> dict[str, Any]:
    """What the map and the filters need anew when text, clock, captives or the part looked at change the tally."""
    period = loaded.store.engine.period(selection.clock)
    printed = loaded.store.engine.period(Clock.SAID)
    basis = replace(selection, first=None, last=None)
    return {
        "tally": "tally?" + tally_query(loaded, basis, near),
        "words": loaded.map_view.words,
        "period": [day.isoformat() for day in period] if period else None,
        "clocks": 2 if isinstance(loaded.store, RecordStore) else 1,
        "counts": "server" if is_counted_by_server(loaded.store) else "layer",
        "forecastFrom": printed[1].isoformat() if printed and isinstance(loaded.store, RecordStore) else None,
    }

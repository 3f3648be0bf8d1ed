"""What of a link this data set can show: unknown values fall away, a page beyond the last becomes the last."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from dashboard.state import ViewState
from events.engines.event_cards import find_event
from events.event_store import EventStore
from events.selection import without_unknown
from events.store import RecordStore

_WITHOUT_ID = {"cell", "undated", "unplaced"}


def known_only(state: ViewState, store: RecordStore | EventStore) -> ViewState:
    """The view without the filters' values, and the chosen record, that the data set does not know."""
    select = state.select if state.select and _is_known(store, state.select) else None
    return replace(state, selection=without_unknown(state.selection, store.knows), select=select)


def within_pages(state: ViewState, panel: Mapping[str, Any]) -> ViewState:
    """The view on a page that its panel has; only the tab of statements has pages."""
    last = panel["pages"] - 1
    return replace(state, page=last) if state.tab == "statements" and state.page > last else state


def _is_known(store: RecordStore | EventStore, select: str) -> bool:
    kind, _, chosen = select.partition(":")
    if kind in _WITHOUT_ID:
        return True
    if isinstance(store, EventStore):
        return kind == "statement" and find_event(store.engine, chosen) is not None
    known: dict[str, Container[str]] = {
        "statement": store.collection.statements,
        "event": store.collection.events,
        "figure": store.collection.figures,
        "place": store.place_ids,
        "area": store.place_ids,
    }
    return chosen in known[kind]

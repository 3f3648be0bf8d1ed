"""What of a link this data set can show: the rest falls away and is named, a page beyond the last becomes the last."""

from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.state import ViewState
from events.engines.event_cards import find_event
from events.event_store import EventStore
from events.selection import FACET_TITLES, FACETS, Selection, window_in_words, without_unknown
from events.store import RecordStore
from events.vocabulary import Clock

LONGEST = 80
"""So much of an unknown value is repeated."""

_WITHOUT_ID = {"cell", "undated", "unplaced"}


def known_only(state: ViewState, store: RecordStore | EventStore) -> ViewState:
    """The view without what the data set does not know: values of filters, a chosen record, days wholly outside.

    Events of a file have one clock.
    """
    select = state.select if state.select and _is_known(store, state.select) else None
    selection = without_unknown(state.selection, store.knows)
    if isinstance(store, EventStore):
        selection = replace(selection, clock=Clock.ABOUT)
    if is_outside(selection, store):
        selection = selection.without_window()
    return replace(state, selection=selection, select=select)


def is_outside(selection: Selection, store: RecordStore | EventStore) -> bool:
    """Whether the window has no day in common with the data's period; the slider cannot show such a one."""
    period = store.engine.period(selection.clock)
    first, last = selection.first or date.min, selection.last or date.max
    return period is not None and (first > period[1] or last < period[0])


def fallen_away(asked: Selection, shown: Selection) -> list[str]:
    """A sentence for each part of a selection that was asked for and is not shown."""
    values = [
        f"{FACET_TITLES[facet]}: these data have no “{value[:LONGEST]}”; it is left out."
        for facet in FACETS
        for value in asked.values(facet)
        if value not in shown.values(facet)
    ]
    if (asked.first, asked.last) == (shown.first, shown.last):
        return values
    days = window_in_words(asked.first, asked.last)
    return [*values, f"The days asked for ({days}) lie outside these data: the whole period is shown."]


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

"""Everything that the panel shows for one view (docs/map-protocol.md, "What Python gives the parts")."""

from typing import Any
from urllib.parse import urlencode

from dashboard.state import ViewState
from dashboard.views.echoes_view import Mentions
from dashboard.views.emptied import build_emptied, build_notes
from dashboard.views.focus import Focus, Focused, find_focused
from dashboard.views.passages import Texts
from dashboard.views.positions_view import build_positions_view
from dashboard.views.statement_view import build_statement_view
from dashboard.wording import facet_label
from events.records import Statement
from events.selection import Selection, to_parameters
from events.store import RecordStore


def build_panel_view(
    store: RecordStore,
    state: ViewState,
    texts: Texts,
    mentions: Mentions | None = None,
    focused: Focused | None = None,
) -> dict[str, Any]:
    """The panel's content: counts of the selection, and the tab that is open, narrowed to what is chosen.

    ``mentions`` are the echoes found in the texts; without them those recorded count. ``focused`` is what the view
    holds, if it was found already. The figures have their own parts below the panel.
    """
    counts = store.counts(state.selection)
    focused = focused or find_focused(store, state)
    listed = [*focused.statements, *_struck_through(store, state)] if state.tab == "statements" else []
    cards = build_statement_view(store, state, listed, texts, mentions)
    return {
        "status": {"statements": counts.statements, "figures": focused.selected_figures, "places": counts.places},
        "notes": build_notes(counts) + ([{"text": texts.told}] if texts.told and not texts.is_given else []),
        "emptied": None if counts.statements else _emptied(store, state.selection),
        "selection": _heading(focused.focus),
        "tab": state.tab,
        "total": len(focused.statements),
        "page": cards.page,
        "pages": cards.pages,
        "groups": cards.groups,
        "positions": build_positions_view(store, focused.statements, state, mentions)
        if state.tab == "positions"
        else [],
        "exports": [{"label": "CSV of this view", "href": "export/statements.csv?" + query_of(state.selection)}],
        "counted": selection_in_words(store, state.selection),
    }


def _struck_through(store: RecordStore, state: ViewState) -> list[Statement]:
    """The retracted statements of the view: everywhere, of the event or the statement that is chosen."""
    kind, _, chosen = (state.select or "").partition(":")
    retracted = store.retracted(state.selection)
    if not kind:
        return retracted
    return [one for one in retracted if chosen == (one.event_id if kind == "event" else one.statement_id)]


def query_of(selection: Selection) -> str:
    """The selection as a query string."""
    return urlencode(to_parameters(selection), doseq=True)


def selection_in_words(store: RecordStore, selection: Selection) -> str:
    """The selection as a person would say it, with the labels of values."""
    return selection.in_words(lambda facet, value: _label(store, facet, value))


def _label(store: RecordStore, facet: str, value: str) -> str:
    if not store.knows(facet, value):
        return f"{value} (unknown)"
    return facet_label(facet, value, store.collection, store.gazetteer)


def _heading(focus: Focus) -> dict[str, Any] | None:
    return {"title": focus.title, "subtitle": focus.subtitle, "clear": True} if focus.title else None


def _emptied(store: RecordStore, selection: Selection) -> dict[str, Any]:
    def count(other: Selection) -> int:
        return store.counts(other).statements

    def label(facet: str, value: str) -> str:
        return _label(store, facet, value)

    return build_emptied(count, selection, label, len(store.statement_ids))

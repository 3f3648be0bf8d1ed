"""Everything that the panel shows for one view of a file of events, in the shape of ``panel_view``."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dashboard.state import ViewState
from dashboard.views.emptied import Label, build_emptied, build_notes
from dashboard.views.event_words import how_counted
from events.engines.event_cards import EventRow
from events.engines.near import Near, cell_condition, joined, near_of
from events.engines.query import Condition, is_drawn
from events.event_store import EventStore
from events.exports.event_csv import MOST_ROWS
from events.selection import Selection, to_parameters
from events.store import RecordStore
from events.vocabulary import Side
from events.wording import day_in_words

PAGE_SIZE = 50
MOST_SIGNS = 2_000
"""So much of an event's text is on its card."""
NO_CLAIMANT = "Claimant not recorded"

Card = dict[str, Any]


@dataclass(frozen=True)
class EventFocus:
    """The rows that the panel shows, and the heading that says so; None = everything selected."""

    where: Condition
    title: str | None = None


def build_event_view(store: EventStore, state: ViewState) -> dict[str, Any]:
    """The panel's content: one page of cards, never more, whatever the number of events."""
    counts = store.counts(state.selection)
    focus = build_event_focus(store, state)
    total = store.engine.count_numbers(focus.where) if focus.title else counts.statements
    pages = max(1, -(-total // PAGE_SIZE))
    page = _page_to_show(store, state, focus.where, pages)
    is_listed = state.tab == "statements"
    return {
        "status": {"statements": counts.statements, "figures": 0, "places": counts.places},
        "notes": build_notes(counts),
        "emptied": None if counts.statements else _emptied(store, state.selection),
        "selection": {"title": focus.title, "subtitle": "", "clear": True} if focus.title else None,
        "tab": state.tab,
        "total": total,
        "page": page,
        "pages": pages,
        "groups": _groups(store.page(focus.where, PAGE_SIZE, page * PAGE_SIZE)) if is_listed else [],
        "positions": [],
        "exports": [_export(state.selection, counts.statements)],
        "counted": f"{state.selection.in_words(_labeller(store))}. {how_counted(store)}",
    }


def build_event_focus(store: EventStore, state: ViewState) -> EventFocus:
    """The selection, narrowed to the cell, the undated or the unplaced events; anything else narrows nothing."""
    where = store.engine.select(state.selection)
    kind, _, chosen = (state.select or "").partition(":")
    match kind:
        case "cell":
            size, column, row = chosen.split("/")
            near = near_of_view(store, state)
            detail = store.engine.detail(state.selection, near) if near else None
            cell = cell_condition(float(size), int(column), int(row), detail)
            return EventFocus(joined(where.add(is_drawn()), cell), "Events under this mark")
        case "unplaced":
            return EventFocus(where.add(f"NOT ({is_drawn()})"), "Events without a place")
        case "undated":
            return EventFocus(store.engine.select(state.selection, is_dated=False), "Undated events")
        case _:
            return EventFocus(where)


def near_of_view(store: EventStore | RecordStore, state: ViewState) -> Near | None:
    """Where the map shows more than a grouped tally holds, if the events there can be drawn closer."""
    if not isinstance(store, EventStore) or store.engine.marks is None or state.map is None:
        return None
    latitude, longitude, zoom = (float(part) for part in state.map.split(","))
    near = near_of(latitude, longitude, zoom, store.engine.marks.size)
    return near if near and store.engine.detail(state.selection, near) else None


def build_event_counts(store: EventStore, selection: Selection) -> dict[str, Any]:
    """What the map layer would count if it had the facets: the engine's counts (docs/map-protocol.md, ``counts``)."""
    counts = store.counts(selection)
    facets = {facet: store.engine.value_counts(facet, selection) for facet in store.engine.codes}
    days = {
        "from": selection.first.isoformat() if selection.first else None,
        "to": selection.last.isoformat() if selection.last else None,
    }
    return {
        **days,
        "statements": counts.statements,
        "placed": counts.placed,
        "facets": facets,
        **store.engine.timeline(selection),
    }


def build_event_card(row: EventRow) -> Card:
    """Everything that the card of one event shows (docs/map-protocol.md, ``card``)."""
    place = _place_in_words(row)
    return {
        "id": row.event_id,
        "claimants": [{"name": name, "side": Side.UNKNOWN.value, "role": None} for name in row.claimants],
        "voice": None if row.claimants else NO_CLAIMANT,
        "verb": "reported",
        "relayed": None,
        "report": ", ".join(row.outlets),
        "gist": _text_of(row) or f"{row.kind or 'Event'}, without a text in the file",
        "caveat": None,
        "said": None,
        "about": _days_in_words(row) or None,
        "day_note": None if row.day else "Without any day",
        "places": [place] if place else [],
        "speaking": [],
        "figures": [],
        "position": None,
        "echo": None,
        "link": None,
        "citation": _citation(row),
        "passage": None,
        "retracted": None,
    }


def _days_in_words(row: EventRow) -> str:
    ends = dict.fromkeys(day_in_words(day) for day in (row.day, row.last_day) if day)
    return " to ".join(ends)


def _place_in_words(row: EventRow) -> str | None:
    if row.latitude is None or row.longitude is None:
        return None
    precision = f", known to the {row.precision}" if row.precision and row.precision != "exact" else ""
    return f"{row.latitude:.3f}, {row.longitude:.3f}{precision}"


def _citation(row: EventRow) -> str:
    parts = [", ".join(row.claimants) or NO_CLAIMANT, _days_in_words(row), _place_in_words(row)]
    outlets = f" In: {', '.join(row.outlets)}." if row.outlets else ""
    who = ", ".join(part for part in parts if part)
    return f"{who}: {_text_of(row) or row.kind or 'event'}.{outlets} Event {row.event_id}."


def _text_of(row: EventRow) -> str:
    """The event's text; of a very long one its beginning, for a page of cards goes to the browser at every step."""
    text = row.text or ""
    if len(text) <= MOST_SIGNS:
        return text
    return f"{text[:MOST_SIGNS]} … (the first {MOST_SIGNS:,} of {len(text):,} characters; the CSV of this view has all)"


def _groups(rows: list[EventRow]) -> list[dict[str, Any]]:
    if not rows:
        return []
    cards = [build_event_card(row) for row in rows]
    return [{"id": None, "title": None, "kind": "other", "day": None, "count": len(cards), "statements": cards}]


def _page_to_show(store: EventStore, state: ViewState, where: Condition, pages: int) -> int:
    """The page asked for; a chosen event brings its own page."""
    kind, _, chosen = (state.select or "").partition(":")
    rank = store.rank(where, chosen) if kind == "statement" else None
    return rank // PAGE_SIZE if rank is not None else min(state.page, pages - 1)


def _emptied(store: EventStore, selection: Selection) -> dict[str, Any]:
    def count(other: Selection) -> int:
        return store.engine.count_numbers(store.engine.select(other))

    return build_emptied(count, selection, _labeller(store), store.engine.file.rows)


def _labeller(store: EventStore) -> Label:
    def label(facet: str, value: str) -> str:
        known = store.engine.codes.get(facet)
        return value if known and value in known.values else f"{value} (unknown)"

    return label


def _export(selection: Selection, events: int) -> dict[str, str]:
    href = "export/statements.csv?" + urlencode(to_parameters(selection), doseq=True)
    capped = f" (the newest {MOST_ROWS:,} of {events:,} events)" if events > MOST_ROWS else ""
    return {"label": f"CSV of this view{capped}", "href": href}

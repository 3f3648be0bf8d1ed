"""What the map and the filters need to know of a file of events besides numbers."""

from typing import Any

from dashboard.views.map_view import OPENING, SOURCE_FACETS
from events.event_store import EventStore
from events.selection import FACET_TITLES, FACETS

EARTH_KM = 40_075
"""Around the equator."""
LEAST_SPAN = 0.2
"""Degrees that the opening view shows at least, so that a single place does not fill it."""


def build_event_words(store: EventStore) -> dict[str, Any]:
    """The words of the file (docs/map-protocol.md, ``words``). Filters of a grouped tally are the engine's work."""
    return {
        "unit": "event",
        "places": [],
        "events": [],
        "facets": {facet: _facet_words(store, facet) for facet in FACETS if facet in store.engine.codes},
        "opening": list(_opening(store)),
        "howCounted": how_counted(store),
    }


def how_counted(store: EventStore) -> str:
    """How the page counts, in one sentence."""
    rows = f"{store.engine.file.rows:,}"
    if store.engine.marks is None:
        return f"One count an event, {rows} in all; an event of several days counts in every window that it overlaps."
    side = EARTH_KM / store.engine.marks.size
    return (
        f"{rows} events, counted by their days and by cells of the map {side:.1f} km wide at the equator: "
        "a mark stands in the middle of a cell. No event is left out, and lists show each at its own place."
    )


def _facet_words(store: EventStore, facet: str) -> dict[str, Any]:
    return {
        "title": FACET_TITLES[facet],
        "group": "source" if facet in {*SOURCE_FACETS, "outlet"} else "more",
        "mask": not store.is_grouped,
        "values": [{"id": value, "label": value} for value in store.engine.codes[facet].values],
    }


def _opening(store: EventStore) -> tuple[float, float, float, float]:
    if store.opening is None:
        return OPENING
    south, west, north, east = store.opening
    high, wide = (max(0.0, LEAST_SPAN - span) / 2 for span in (north - south, east - west))
    return (south - high, west - wide, north + high, east + wide)

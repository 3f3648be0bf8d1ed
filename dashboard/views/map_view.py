"""What the map and the filters need to know besides numbers: words for places, events and values."""

from dataclasses import dataclass
from typing import Any

from dashboard.wording import SIDE_TAGS, facet_label, place_label
from events.selection import FACET_TITLES, FACETS
from events.store import RecordStore
from events.vocabulary import Side
from geodata.places import Place

OPENING = (48.0, 33.0, 52.6, 39.0)
"""South, west, north, east of the opening view, in degrees (DESIGN, The screen)."""

SOURCE_FACETS = ("report", "claimant", "side")


@dataclass(frozen=True)
class MapView:
    """The words of a data set (docs/map-protocol.md, ``words``), index by index as its tally has them."""

    words: dict[str, Any]


def build_map_view(store: RecordStore) -> MapView:
    """The words for the records of ``store``."""
    events = [store.collection.events[event_id] for event_id in store.event_ids]
    return MapView(
        {
            "unit": "statement",
            "places": [place_words(store.gazetteer.get(place_id)) for place_id in store.place_ids],
            "events": [{"id": one.event_id, "title": one.title, "kind": one.kind.value} for one in events],
            "facets": {facet: _facet_words(store, facet) for facet in FACETS if facet in store.engine.codes},
            "opening": list(OPENING),
            "howCounted": "One count a statement and place.",
        }
    )


def place_words(place: Place) -> dict[str, Any]:
    """A place as the map layer knows it; ``boundary`` None = a point or a ring."""
    return {
        "id": place.place_id,
        "name": place.name,
        "label": place_label(place),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision.value,
        "radius_km": place.radius_km,
        "boundary": place.boundary_id,
    }


def _facet_words(store: RecordStore, facet: str) -> dict[str, Any]:
    values = store.engine.codes[facet].values
    return {
        "title": FACET_TITLES[facet],
        "group": "source" if facet in SOURCE_FACETS else "more",
        "mask": True,
        "values": [_value_words(store, facet, value) for value in values],
    }


def _value_words(store: RecordStore, facet: str, value: str) -> dict[str, Any]:
    words = {"id": value, "label": facet_label(facet, value, store.collection, store.gazetteer)}
    if facet == "side" and value in {side.value for side in Side}:
        tag, color = SIDE_TAGS[Side(value)]
        words |= {"tag": tag, "color": color}
    return words

"""Where the statements of a view differ: by type, one sentence each, with the way to both sides."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.state import ViewState
from dashboard.views.figure_chart import key_of
from dashboard.views.knowledge import collection_of
from events.collection import Collection
from events.differences import TITLES, Difference, DifferenceSide, DifferenceType, find_differences
from events.marks import figure_marks, side_of
from events.records import Figure, Statement
from events.sentences import when, who
from events.store import RecordStore
from events.vocabulary import Role

MOST_PAIRS = 60_000
"""Each figure is put beside each other of its measure; beyond this many pairs the list would not come at once."""

Item = dict[str, Any]


def build_differences_view(
    store: RecordStore,
    state: ViewState,
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    texts: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """``groups`` by type with their counts, ``apparent`` apart; ``note`` where there are too many to compare."""
    if count_pairs(figures) > MOST_PAIRS:
        return {"groups": [], "apparent": None, "note": "Too many figures to compare at once: choose fewer days."}
    known = collection_of(store, state)
    chosen = [known.statements[one.statement_id] for one in statements if one.statement_id in known.statements]
    own = [known.figures[one.figure_id] for one in figures if one.figure_id in known.figures]
    found = find_differences(known, store.gazetteer, chosen, own, texts)
    groups = [_group(kind, found, store, known) for kind in TITLES if any(one.type is kind for one in found)]
    return {
        "groups": [one for one in groups if one["type"] != DifferenceType.ONLY_APPARENT.value],
        "apparent": next((one for one in groups if one["type"] == DifferenceType.ONLY_APPARENT.value), None),
        "note": None if found else "No differences in this selection.",
    }


def count_pairs(figures: Sequence[Figure]) -> int:
    """How many pairs of figures have one measure, party and unit."""
    sizes = Counter((one.measure, one.party, one.unit) for one in figures)
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _group(kind: DifferenceType, found: Sequence[Difference], store: RecordStore, known: Collection) -> Item:
    items = [_item(one, store, known) for one in found if one.type is kind]
    return {"type": kind.value, "title": TITLES[kind], "count": len(items), "items": items}


def _item(one: Difference, store: RecordStore, known: Collection) -> Item:
    return {
        "id": one.difference_id,
        "sentence": one.sentence,
        "sides": [_side(side, store, known) for side in one.sides],
        "positions": any(side.stance for side in one.sides),
    }


def _side(side: DifferenceSide, store: RecordStore, known: Collection) -> Item:
    statement = known.statements[side.statement_id]
    speaker, _ = side_of([known.claimants[each] for each in statement.claimants])
    return {
        "statement_id": side.statement_id,
        "label": f"{who(statement, known)}, {when(statement, known).removeprefix('on ')}",
        "side": speaker,
        "fly": fly_to(statement, store),
        "chart": chart_key(side, store, known),
    }


def chart_key(side: DifferenceSide, store: RecordStore, known: Collection) -> str | None:
    """The measure under which a side stands in the chart."""
    figure = known.figures.get(side.figure_id or "")
    return key_of(figure_marks(known, store.gazetteer, [figure])[0]) if figure else None


def fly_to(statement: Statement, store: RecordStore) -> dict[str, str] | None:
    """Where the map goes for a statement: its first place that is drawn."""
    for mention in statement.places:
        place = store.gazetteer.get(mention.place_id)
        if mention.role is not Role.SAID_AT and place.precision.value != "country":
            return {"area" if place.boundary_id else "place": place.place_id}
    return None

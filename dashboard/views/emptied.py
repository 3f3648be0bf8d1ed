"""What to say when a selection is empty, or when a part of it has no day or no place."""

from collections.abc import Callable
from typing import Any

from events.engines.duckdb import Counts
from events.selection import FACET_TITLES, FACETS, Selection

Label = Callable[[str, str], str]
"""The label of a facet's value."""


def build_notes(counts: Counts) -> list[dict[str, Any]]:
    """What the map cannot show, and how to reach it."""
    notes = []
    if counts.undated:
        notes.append({"text": f"{counts.undated:,} without a day", "select": "undated"})
    if counts.unplaced:
        notes.append({"text": f"{counts.unplaced:,} without a place on the map", "select": "unplaced"})
    return notes


def build_emptied(count: Callable[[Selection], int], selection: Selection, label: Label, total: int) -> dict[str, Any]:
    """Which filter left nothing: the first without which something remains. No ``drop``: no filter did it.

    ``total`` counts the statements of the data set, those without a day among them.
    """
    if not count(Selection(clock=selection.clock)):
        return {"text": "No statement here has a day." if total else "This data set holds no statements.", "drop": None}
    for name in reversed(selection.active_filters()):
        rest = count(selection.without(name))
        if rest:
            drop: dict[str, Any] = {name: [] if name in FACETS else "" if name == "text" else False}
            return {"text": _emptied_by(selection, name, rest, label), "drop": drop}
    if count(selection.without_window()):
        return {"text": "Nothing on these days: the time window emptied it.", "drop": {"from": None, "to": None}}
    all_filters: dict[str, Any] = {name: [] for name in FACETS} | {"text": "", "exact": False, "from": None, "to": None}
    return {"text": "Nothing here: these filters together leave no statement.", "drop": all_filters}


def _emptied_by(selection: Selection, name: str, rest: int, label: Label) -> str:
    if name in FACETS:
        values = " or ".join(label(name, value) for value in selection.values(name))
        said = f"{FACET_TITLES[name]}: {values}"
    else:
        said = f"Text: {selection.text}" if name == "text" else "Exact places only"
    return f"Nothing here: the filter “{said}” emptied it. Without it there are {rest:,}."

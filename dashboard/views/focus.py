"""What a chosen mark narrows the panel to."""

from dataclasses import dataclass

from dashboard.state import ViewState
from dashboard.wording import place_label
from events.engines.query import Condition, in_selection, is_drawn, is_primary
from events.records import Figure, Statement
from events.store import RecordStore


@dataclass(frozen=True)
class Focus:
    """The rows that the panel shows, and the heading that says so; None = everything selected."""

    where: Condition
    title: str | None = None
    subtitle: str = ""


def build_focus(store: RecordStore, state: ViewState) -> Focus:
    """The selection, narrowed to the chosen place, area, event or cell; an unknown id narrows nothing."""
    where = in_selection(state.selection, store.engine.codes)
    kind, _, chosen = (state.select or "").partition(":")
    match kind:
        case "place" | "area" if chosen in store.place_ids:
            where.add(f"mark_place = $mark AND {is_drawn()}", mark=store.place_ids.index(chosen))
            place = store.gazetteer.get(chosen)
            title = f"Somewhere in {place_label(place)}" if place.boundary_id else place_label(place)
            return Focus(where, title, "statements that name this place")
        case "event" if chosen in store.event_ids:
            where.add("mark_event = $mark", mark=store.event_ids.index(chosen))
            return Focus(where, store.collection.events[chosen].title, "statements on this event")
        case "cell":
            add_cell(where, chosen)
            return Focus(where, "Statements under this mark", "")
        case "unplaced":
            where.add(f"{is_primary()} AND NOT {is_drawn()}")
            return Focus(where, "Statements without a place on the map", "")
        case "undated":
            return Focus(in_selection(state.selection, store.engine.codes, dated=False), "Undated statements", "")
        case _:
            return Focus(where)


@dataclass(frozen=True)
class Focused:
    """What a view holds, found once for all its parts: ``statements`` and ``figures`` are those in focus."""

    focus: Focus
    statements: list[Statement]
    figures: list[Figure]
    selected_figures: int


def find_focused(store: RecordStore, state: ViewState) -> Focused:
    """The statements and figures of the view, and how many figures the whole selection holds."""
    focus = build_focus(store, state)
    statements = store.by_number(store.engine.numbers(focus.where))
    figures = store.figures(statements, state.selection)
    if focus.title is None:  # nothing is chosen: the view holds the whole selection
        return Focused(focus, statements, figures, len(figures))
    selected = store.figures(store.statements(state.selection), state.selection)
    return Focused(focus, statements, figures, len(selected))


def add_cell(where: Condition, cell: str) -> None:
    """Rows within one cell of the map: the layer's own sum, so that the same rows are found."""
    size, x, y = cell.split("/")
    where.add(
        "floor(CAST(x AS DOUBLE) * $size) = $cx AND floor(CAST(y AS DOUBLE) * $size) = $cy",
        size=float(size),
        cx=int(x),
        cy=int(y),
    )
    where.add(is_drawn())

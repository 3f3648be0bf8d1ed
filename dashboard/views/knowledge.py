"""What a reader of a view may know: in the said clock, only what was known on its last day."""

from datetime import date

from dashboard.state import ViewState
from events.collection import Collection
from events.known import known_by
from events.store import RecordStore
from events.vocabulary import Clock


def collection_of(store: RecordStore, state: ViewState) -> Collection:
    """The records that the view may tell of; in the about clock, or without a last day, all of them."""
    day = day_of(state)
    return store.collection if day is None else known_by(store.collection, day)


def day_of(state: ViewState) -> date | None:
    """The day whose knowledge the view shows; None = everything."""
    return state.selection.last if state.selection.clock is Clock.SAID else None

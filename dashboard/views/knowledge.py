"""What a reader of a view may know: in the said clock, only what was known on its last day."""

from dashboard.state import ViewState
from events.collection import Collection
from events.known import known_by
from events.store import RecordStore
from events.vocabulary import Clock


def collection_of(store: RecordStore, state: ViewState) -> Collection:
    """The records that the view may tell of; in the about clock, or without a last day, all of them."""
    selection = state.selection
    if selection.clock is not Clock.SAID or selection.last is None:
        return store.collection
    return known_by(store.collection, selection.last)

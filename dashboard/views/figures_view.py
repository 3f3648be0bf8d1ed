"""The figures of a view as rows of a table."""

from collections.abc import Iterable
from typing import Any

from dashboard.state import ViewState
from dashboard.views.echoes_view import Mentions, echo_in_words
from dashboard.wording import (
    CAPTIVE,
    NEWSROOM_VOICE,
    derived_in_words,
    figure_day_in_words,
    party_in_words,
    place_label,
)
from events.records import Claimant, Figure
from events.store import RecordStore
from events.table import figure_days, is_captive
from events.wording import bounds_in_words

MOST_ROWS = 300
"""A longer table is for a file: the browser would need longer to draw it than a reader waits."""

Row = dict[str, Any]
RowBook = dict[str, Row]
"""Rows by figure, as long as the data are the same."""


def build_figures_view(
    store: RecordStore,
    state: ViewState,
    figures: Iterable[Figure],
    book: RowBook | None = None,
    mentions: Mentions | None = None,
) -> list[Row]:
    """One row a figure, by day; value as written beside value as understood. At most ``MOST_ROWS``, the first ones.

    ``book`` keeps the rows from one view to the next, but for the ``echo``, which depends on the view.
    """
    known = {} if book is None else book
    for figure in (shown := store.by_day(figures)[:MOST_ROWS]):
        if figure.figure_id not in known:
            known[figure.figure_id] = build_row(store, figure)
    statements = store.collection.statements
    return [
        known[one.figure_id] | {"echo": echo_in_words(store, statements[one.statement_id], state, mentions)}
        for one in shown
    ]


def build_row(store: RecordStore, figure: Figure) -> Row:
    """Everything that the row of one figure shows, whatever the view."""
    known = store.collection
    statement = known.statements[figure.statement_id]
    claimants = [known.claimants[one] for one in statement.claimants]
    span = figure_days(figure, statement, known).span
    return {
        "id": figure.figure_id,
        "statement_id": statement.statement_id,
        "value": bounds_in_words(figure),
        "as_written": figure.as_written,
        "measure": figure.measure.value,
        "party": party_in_words(figure),
        "claimant": ", ".join(one.name for one in claimants) or NEWSROOM_VOICE,
        "sides": list(dict.fromkeys(_side(one) for one in claimants)),
        "day": figure_day_in_words(figure, statement, known),
        "sort_day": span.first.isoformat() if span else "",
        "place": _place_in_words(store, figure),
        "forecast": figure.forecast,
        "derived": derived_in_words(figure, known),
        "note": statement.caveat,
    }


def _side(claimant: Claimant) -> str:
    """Under which side a claimant stands; somebody in custody under none."""
    return CAPTIVE if is_captive(claimant) else claimant.side.value


def _place_in_words(store: RecordStore, figure: Figure) -> str:
    if figure.place_id is None:
        return ""
    statement = store.collection.statements[figure.statement_id]
    is_near = any(mention.near for mention in statement.places if mention.place_id == figure.place_id)
    return ("near " if is_near else "") + place_label(store.gazetteer.get(figure.place_id))

"""How often the same words stand in the articles: several mentions, one origin."""

from collections.abc import Mapping

from dashboard.state import ViewState
from events.collection import Collection
from events.echoes import Origin, find_origins, recorded_root
from events.records import Statement
from events.store import RecordStore
from events.table import known_on
from events.vocabulary import Clock

Mentions = Mapping[str, Origin]
"""The origin of each statement with echoes; those without any are left out."""


def build_mentions(collection: Collection, texts: Mapping[str, str]) -> Mentions:
    """The origin of each statement with echoes, recorded or found in the articles' texts."""
    return {
        one.statement_id: origin
        for origin in find_origins(collection, None, texts)
        if origin.mentions > 1
        for one in origin.statements
    }


def origin_id(statement: Statement, collection: Collection, mentions: Mentions | None) -> str:
    """The id of the statement that this one goes back to, by what was found in the texts or else is recorded."""
    found = (mentions or {}).get(statement.statement_id)
    return found.origin.statement_id if found else recorded_root(statement, collection)


def echo_in_words(store: RecordStore, statement: Statement, state: ViewState, mentions: Mentions | None) -> str | None:
    """How often the words stand in the articles that a reader of this view could know; None = once."""
    if mentions is not None:
        origin = mentions.get(statement.statement_id)
        return origin.in_words() if origin else None
    known = [one for one in store.collection.mentions_of(statement) if _is_known(store, one, state)]
    return Origin(tuple(known)).in_words() if len(known) > 1 else None


def _is_known(store: RecordStore, statement: Statement, state: ViewState) -> bool:
    if state.selection.clock is not Clock.SAID or state.selection.last is None:
        return True
    day = known_on(statement, store.collection.articles[statement.article_id])
    return day is not None and day <= state.selection.last

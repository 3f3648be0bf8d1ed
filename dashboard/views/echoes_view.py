"""How often the same words stand in the articles: several mentions, one origin."""

from collections.abc import Mapping

from events.collection import Collection
from events.echoes import Origin, find_origins, recorded_root
from events.records import Statement

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

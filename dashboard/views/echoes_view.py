"""How often the same words stand in the articles: several mentions, one origin."""

from collections.abc import Mapping

from events.collection import Collection
from events.echoes import find_origins

Mentions = Mapping[str, str]
"""What a card says of its echoes, by statement; those without any are left out."""


def build_mentions(collection: Collection, texts: Mapping[str, str]) -> Mentions:
    """``2 mentions, 1 origin`` for each statement with echoes, recorded or found in the articles' texts."""
    return {
        one.statement_id: origin.in_words()
        for origin in find_origins(collection, None, texts)
        if origin.mentions > 1
        for one in origin.statements
    }

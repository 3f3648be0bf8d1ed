"""A reporting word with whose it is, and the sentence that it was found in."""

import re
from dataclasses import dataclass
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.memory import Memory
from events.extract.mention import Mention


@dataclass(frozen=True, slots=True)
class Hit:
    """A reporting word and who it belongs to; positions count in the sentence."""

    kind: str  # verb, citing, according, count
    names: tuple[str, ...]
    actor_kind: str
    start: int  # of the subject
    subject_end: int
    word_start: int
    word_end: int
    how: str = "same-sentence"
    is_inverted: bool = False
    is_relative: bool = False
    in_quote: bool = False
    relay: str | None = None  # who passes the words on, when it is the subject of "quoted"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence prepared for the search: its text with quotations masked, its mentions counted from its start."""

    text: str
    masked: str
    mentions: tuple[Mention, ...]
    is_headline: bool


@lru_cache(maxsize=8)
def phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for whole words or phrases, in any case."""
    return re.compile(rf"(?<![\w-])(?:{any_of(words)})(?![\w-])", re.IGNORECASE)


def candidates(spoken: Spoken, memory: Memory, lexicon: Lexicon) -> list[Mention]:
    """Everybody who can be meant in a sentence: those named, and those whom its pronouns mean."""
    pronouns = memory.find_references(spoken.text, spoken.mentions, lexicon, is_headline=spoken.is_headline)
    return sorted([*spoken.mentions, *pronouns], key=lambda m: m.end)


def how_found(mention: Mention) -> str:
    """How the speaker was found, as a draft tells it."""
    return "pronoun" if mention.rule in {"pronoun", "role"} else "same-sentence"


def person_follows(spoken: Spoken, mention: Mention) -> bool:
    """As in "Ukraine's military intelligence chief Budanov": the person behind the body speaks."""
    return any(
        other.kind == "person"
        and other.start > mention.start
        and re.fullmatch(r"(?:['’]s)? (?:[\w’'.-]+ ){0,6}", spoken.text[mention.end : other.start])
        for other in spoken.mentions
    )

"""Numbers and reporting words that gave no draft, each with the reason, for the review screen."""

import re

from events.extract.attribution import Attributed
from events.extract.drafts import LeftOut
from events.extract.figures import Refused
from events.extract.lexicon import Lexicon, any_of


def list_left_out(
    text: str, attributed: list[Attributed], refused: list[Refused], drafted: set[int], lexicon: Lexicon
) -> list[LeftOut]:
    """Everything that a reviewer may want to draft by hand, in text order."""
    found = [
        LeftOut(r.number.start, r.number.end, text[r.number.start : r.number.end], r.reason)
        for r in refused
        if _is_worth_telling(text, r)
    ]
    verbs = re.compile(rf"(?<![\w-])(?:{any_of(lexicon.words('reporting', 'verbs'))})(?![\w-])")
    for item in attributed:
        if item.sentence.start in drafted or item.is_header:
            continue
        if (match := verbs.search(item.sentence.text)) is not None:
            start = item.sentence.start + match.start()
            reason = "nobody known speaks here" if item.claim is None else "nothing is asserted here"
            found.append(LeftOut(start, start + len(match.group()), match.group(), reason))
    return sorted(found, key=lambda left: left.start)


def _is_worth_telling(text: str, refused: Refused) -> bool:
    words = text[refused.number.digits_start : refused.number.end].lower()
    return words not in {"a", "an", "one"}

"""Numbers and reporting words that gave no draft, each with the reason, for the review screen."""

import re

from events.extract.article import ReadArticle
from events.extract.drafts import DraftStatement, LeftOut
from events.extract.figures import Refused
from events.extract.lexicon import any_of


def list_left_out(article: ReadArticle, refused: list[Refused], statements: list[DraftStatement]) -> list[LeftOut]:
    """Everything that a reviewer may want to draft by hand, in text order."""
    found = [_number_left(article.text, number) for number in refused if _is_worth_telling(article.text, number)]
    drafted = {statement.start for statement in statements}
    verbs = re.compile(rf"(?<![\w-])(?:{any_of(article.lexicon.words('reporting', 'verbs'))})(?![\w-])")
    for item in article.attributed:
        match = verbs.search(item.sentence.text)
        if match is None or item.sentence.start in drafted or item.is_header:
            continue
        start = item.sentence.start + match.start()
        reason = "nobody known speaks here" if item.claim is None else "nothing is asserted here"
        found.append(LeftOut(start, start + len(match.group()), match.group(), reason))
    return sorted(found, key=lambda left: left.start)


def _number_left(text: str, refused: Refused) -> LeftOut:
    number = refused.number
    return LeftOut(number.start, number.end, text[number.start : number.end], refused.reason)


def _is_worth_telling(text: str, refused: Refused) -> bool:
    words = text[refused.number.digits_start : refused.number.end].lower()
    return words not in {"a", "an", "one"}

"""A draft statement for every sentence that somebody can be said to have uttered."""

import re
from dataclasses import replace

from events.extract.article import ReadArticle
from events.extract.claims import Attributed, Claim
from events.extract.drafts import DraftFigure, DraftStatement, Why
from events.extract.stances import stance_of
from events.extract.timing import Timed

_SHORTEST_QUOTE = 25  # characters; shorter ones are a word or two in marks


_ANNOUNCES = re.compile(  # "has offered a grimmer number": what it is comes later
    r"\b(?:offer(?:ed|s)|g[ai]ve[sn]?|provid(?:ed|es)|paint(?:ed|s)|drew|draws) (?:an?|another) (?:[\w-]+ ){0,3}"
    r"(?:number|figure|picture|account|estimate|version|count|tally|view)[.:]?$"
)


_COMPARES = re.compile(  # "That is well above what Seoul has acknowledged": the newsroom compares
    r"(?:(?:These|Those|That|This|The) [^.,;“\"]{0,40}?(?:lies?|is|are|was|were) (?:far |well |much |still )?"
    r"(?:above|below|higher than|lower than|more than|less than)\b|"
    r"[^.,;“\"]{2,40} (?:also |itself )?counts? (?:differently|cautiously|otherwise|more|less|still more|higher)\b)"
)


def draft_statements(article: ReadArticle, figures: list[DraftFigure]) -> list[DraftStatement]:
    """One draft a sentence that has a claimant, in text order."""
    drafts: list[DraftStatement] = []
    for index, item in enumerate(article.attributed):
        if item.claim is not None and _is_statement(item, item.claim, figures):
            drafts.append(_draft(article, item, item.claim, article.times_of(index), _before(drafts)))
    return drafts


def _before(drafts: list[DraftStatement]) -> DraftStatement | None:
    """The draft whose day can hold on: not one that looks back ("On Friday it had spoken of 1,500")."""
    last = drafts[-1] if drafts else None
    is_aside = last is not None and "said_on" in last.why and last.why["said_on"].rule == "date-of-earlier-speech"
    if last is None or not is_aside:
        return last
    earlier = drafts[-2] if len(drafts) > 1 else None
    same = earlier is not None and {earlier.claimant, earlier.via} & {last.claimant} and earlier.via == last.via
    return replace(earlier, start=last.start, end=last.end) if earlier is not None and same else None


def _is_earlier(text: str, claim: Claim) -> bool:
    return text[max(0, claim.verb[0] - 4) : claim.verb[1]].startswith("had ") or text.startswith("had ", claim.verb[0])


def _is_statement(item: Attributed, claim: Claim, figures: list[DraftFigure]) -> bool:
    if item.is_header or not item.is_statement:
        return False
    sentence = item.sentence
    has_figure = any(sentence.start <= figure.start < sentence.end for figure in figures)
    if not has_figure and (_ANNOUNCES.search(sentence.text) or _COMPARES.match(sentence.text)):
        return False
    return claim.why.rule != "own-count" or has_figure


def _draft(
    article: ReadArticle, item: Attributed, claim: Claim, times: Timed, before: DraftStatement | None
) -> DraftStatement:
    sentence, why, said_on = item.sentence, {"claimant": claim.why}, None
    if times.said is not None:
        said_on = times.said.value
        rule = "date-of-earlier-speech" if _is_earlier(article.text, claim) else "date-of-speaking"
        why["said_on"] = Why(rule, times.said.start, times.said.end, "same-sentence")
    elif before is not None and before.said_on and _goes_on(article, before, claim, sentence.start):
        said_on = before.said_on
        why["said_on"] = Why("date-carried", before.start, before.end, "carried")
    return DraftStatement(
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        claimant=claim.label,
        via=claim.via,
        said_on=said_on,
        stance=stance_of(sentence.text),
        quote=_longest_quote(article.text, item),
        why=why,
    )


def _goes_on(article: ReadArticle, before: DraftStatement, claim: Claim, start: int) -> bool:
    """Whether the same speaker goes on in the next sentence or the one after it."""
    earlier = {name for name in (*before.claimant.split("; "), before.via) if name}
    if not earlier & {name for name in (*claim.names, claim.via) if name}:
        return False
    is_late = before.why["claimant"].rule == "said-in-next-sentence"  # the sentence that tells so stands between
    lines, reach = (4, 320) if is_late else (2, 120)
    return article.text.count("\n", before.end, start) <= lines and start - before.end < reach


def _longest_quote(text: str, item: Attributed) -> str | None:
    longest = max(item.sentence.quotations, key=lambda quotation: quotation.length, default=None)
    if longest is None or longest.length <= _SHORTEST_QUOTE:
        return None
    return text[longest.start + 1 : longest.end - (1 if longest.is_closed else 0)]

"""Which date of a sentence is the day of speaking, and which the day that a figure holds for."""

import re
from dataclasses import dataclass

from events.extract.claims import Claim
from events.extract.clauses import clause_of
from events.extract.dates import DateMention
from events.extract.sentences import Sentence

_SAID_WORDS = re.compile(r"^(?:[^.;“\"]{0,70}?)$")
_BARRIER = re.compile(
    r"\b(?:that|have|has|had|were|was|are|is|will|would|could|may|killed|wounded|since|troops|soldiers|"
    r"met|came|went|left|took|saw|fell|began|arrived|crossed|fought|entered|moved|lost|attacked|seen)\b"
)
_OCCASION = re.compile(
    r"^['’]?s? ?(?:(?:evening|nightly|morning|video|daily|joint|press|latest|intelligence) "
    r")*(?:address|estimate|assessment|report|update|briefing|statement|interview|post|"
    r"message|speech|press conference|news conference|conference|hearing|remarks|session|"
    r"bulletin|meeting|summit|parliamentary)\b"
)


@dataclass(frozen=True, slots=True)
class Timed:
    """The dates of a sentence, told apart."""

    said: DateMention | None
    facts: tuple[DateMention, ...]


def tell_apart(text: str, sentence: Sentence, claim: Claim | None, dates: list[DateMention]) -> Timed:
    """The date of speaking, if the sentence gives one, and the dates of what is told."""
    inside = [d for d in dates if sentence.start <= d.start < sentence.end]
    said = next((d for d in inside if _is_said(text, sentence, claim, d)), None) if claim else None
    return Timed(said, tuple(d for d in inside if d is not said))


def _is_said(text: str, sentence: Sentence, claim: Claim | None, date: DateMention) -> bool:
    if claim is None or date.cue in {"since", "until", "till", "by", "before", "by the end of", "between"}:
        return False
    if re.search(r"\d to $", text[max(0, date.start - 5) : date.start]):
        return False  # "from May 1 to January 5"
    if date.precision == "year" or (date.precision == "season" and not 0 <= date.start - claim.verb[1] < 12):
        return False
    if claim.verb[1] <= date.start and date.start - claim.verb[1] < 110:
        return _joins(text[claim.verb[1] : date.start], text[slice(*claim.verb)], claim, date) or _is_occasion(
            text, date
        )
    if date.end <= claim.hit_start:
        return _leads(text, sentence, claim, date) or _is_occasion(text, date)
    if claim.hit_end <= date.start and date.end <= claim.verb[0] + 1:
        return _OTHER_DOING.match(text, claim.hit_end) is None  # "Yu, who visited Kyiv last month, said"
    return _is_occasion(text, date)


_SETTING = re.compile(
    r"(?:In an?|In his|In her|In its|Speaking|At an?|At his|During|Addressing|Asked|Briefing|Testifying|Appearing|"
    r"Writing|"
    r"Talking|Answering|Meeting)\b[^,;.]{0,80}$"
)


_CLEFT = re.compile(r"It was (?:only |not until |already )?(?:on |in )?")
_OTHER_DOING = re.compile(
    r",? who (?!spoke|told|said|briefed|attended|addressed|announced|wrote|was speaking|was briefed|testified)\w+ "
)


def _leads(text: str, sentence: Sentence, claim: Claim, date: DateMention) -> bool:
    """As in "In January, the NIS said …": the date opens the sentence and the speaker follows."""
    between, lead = text[date.end : claim.hit_start], text[sentence.start : date.start]
    if _CLEFT.fullmatch(lead):
        return True  # "It was only on April 26 that Gerasimov praised …"
    if re.search(r"\d", lead) or _BARRIER.search(lead):
        return False
    is_setting = _SETTING.match(text[sentence.start : date.start]) is not None
    opens = (date.start - sentence.start < 30 or is_setting) and len(between) < 110 and not _BARRIER.search(between)
    return opens and "," not in between.removesuffix(", ").lstrip(",")


def _joins(after: str, text_of_verb: str, claim: Claim, date: DateMention) -> bool:
    """Only asides stand between the reporting word and the date: "told reporters in Seoul on Friday"."""
    inner = after
    if claim.verb[1] <= claim.hit_start:
        inner = after[max(0, claim.hit_end - claim.verb[1]) :]
    if (
        re.match(
            r"(?:put|estimat|plac|peg|number|count|report|tall|claim|announc|regist|record|confirm|list)\w*$",
            text_of_verb,
        )
        and date.cue == "on"
        and not re.search(r"[,;“\"]\D", inner)
    ):
        return True
    if re.search(r"[“\"]", inner.strip()[:-1] if inner.strip() else ""):
        return False
    return (
        not _BARRIER.search(inner)
        and len(inner) < 90
        and not re.search(r"\d{3}", inner)
        and (date.cue in {"on", "", "in", "during"})
    )


def _is_occasion(text: str, date: DateMention) -> bool:
    if re.search(
        r"\b(?:published|aired|posted|released|dated|broadcast|recorded) $", text[max(0, date.start - 12) : date.start]
    ):
        return True
    return bool(_OCCASION.match(text[date.end : date.end + 50].lstrip()))


_COUNT_OF_DAY = re.compile(r" (?:figure|estimate|count|number|tally|toll|assessment|total)s?\b")
_IN_ASIDE = re.compile(r", (?:which|who|whose|where)\b[^,]*$")
_FROM_ON = ("since", "from", "between", "starting", "beginning", "after")


def as_of(
    text: str,
    timed: Timed,
    figure: tuple[int, int],
    bounds: tuple[int, int],
    others: list[tuple[int, int]],
    measure: str,
) -> DateMention | None:
    """The day that a figure holds for: a date of its clause, else the day it was said on, else "since"."""
    begin, end = clause_of(text, figure, bounds)
    near = [d for d in timed.facts if begin <= d.start < end and not _is_others(text, figure, others, d)]
    near = [d for d in near if d.start >= figure[0] or d.end > figure[0] - 30 or not _COUNT_OF_DAY.match(text, d.end)]
    near = [d for d in near if d.end <= figure[1] or not _COUNT_OF_DAY.match(text, d.end)]
    firm = [d for d in near if d.cue not in {*_FROM_ON, "until", "till", "before"} or d.cue in {"between", "from"}]
    firm = [d for d in firm if not re.search(r"\bsince\b[^,.;]*$", text[max(bounds[0], d.start - 75) : d.start])]
    if measure != "expected" and timed.said is not None:
        firm = [d for d in firm if not d.cue.startswith("by")] or firm
    if firm:
        return min(firm, key=lambda d: _distance(text, d, figure, others))
    if timed.said is not None:
        return timed.said
    return next((d for d in near if d.cue in _FROM_ON), None)


def _is_others(text: str, figure: tuple[int, int], others: list[tuple[int, int]], date: DateMention) -> bool:
    """A date in a relative clause about somebody else: "units that have fought there since August"."""
    if date.end <= figure[0] and "," in text[date.end : figure[0]] and any(end <= date.start for _, end in others):
        return True  # "of the 12,000 who left in October, a third are dead"
    if _IN_ASIDE.search(text[max(0, date.start - 90) : date.start]) and "," in text[date.end : figure[0]]:
        return True  # "Ukraine, which crossed the border on August 6, has lost 40 percent of it"
    between = re.sub(r", [^,]*,", ",", text[figure[1] : date.start])
    if date.cue.startswith("by") and " and " in between and any(figure[1] <= start < date.start for start, _ in others):
        return True
    if re.match(r" (?:that|who|which) (?:have|has|had|were|was) [^,;]*$", text[figure[1] : date.start]):
        return False  # "the 1,500 who were sent in December"
    return bool(re.search(r"\b(?:that|who|which) (?:have|has|had|were|was)\b", text[figure[1] : date.start]))


def _distance(text: str, date: DateMention, figure: tuple[int, int], others: list[tuple[int, int]]) -> int:
    """How far a date stands from a figure; another figure between them counts heavily."""
    first, last = min(date.end, figure[1]), max(date.start, figure[0])
    between = any(first <= start < last for start, _ in others)
    return (
        last
        - first
        + 200 * between
        + 40 * ("," in text[first:last])
        + 60 * (" and " in text[first:last])
        + 100 * (". " in text[first:last])
    )

"""What a figure counts, read from the words round it."""

import re
from dataclasses import dataclass

from events.extract.lexicon import Lexicon, MeasureRule

_STOP_AFTER = re.compile(
    r";|\. | and that | and (?:he |she |they |it )?(?:warned|said|says|added|predicted|expects?|believes?|noted|told|"
    r"claimed|stressed)\b|, (?:while|but|where|whereas|although|though|of wh\w+|and (?:that|the|a|an|its|it|"
    r"he|she|they)\b|as (?:well|the)|after|before|leaving|according|which (?:is|was|said|has|"
    r"had|estimated))| while (?!\w+ing\b)| but | than |, (?:said|says) |: "
)
_STOP_BEFORE = re.compile(
    r"[”\"],? |, adding that |,? and that |;|\. |, (?:while|but|where|whereas|although|though|of wh\w+|"
    r"after|before)| while (?!\w+ing\b)| but | than |: (?!$)"
)


_ASIDE = re.compile(r", [^,;.]{3,60},(?= (?:has|have|had|is|was|were|may|could|now|stands?|might|reached|rose)\b)")


@dataclass(frozen=True, slots=True)
class Found:
    """A measure with the rule that gave it and its evidence; positions count in the text searched."""

    measure: str
    rule: str
    start: int
    end: int


def find_measure(
    text: str,
    figure: tuple[int, int],
    bounds: tuple[int, int],
    others: list[tuple[int, int]],
    noun: str,
    lexicon: Lexicon,
) -> Found | None:
    """The measure of the figure at ``figure`` in its sentence ``bounds``; None when no word tells it."""
    before, after = _context(text, figure, bounds, others)
    phrase = text[figure[0] : figure[1]]
    joint = re.search(lexicon.files["measures"]["joint"], phrase + after[:25], re.IGNORECASE)
    if joint is not None and joint.start() < len(phrase):
        return Found("casualties", "joint", *figure)
    own = _own_measure(phrase, noun, lexicon)
    candidates = [c for rule in lexicon.measures if (c := _try(rule, before, after, figure)) is not None]
    stronger = 5 if noun.lower() in lexicon.files["units"]["noun_measure"] else 4
    overruled = any(
        c[0] >= stronger and c[2].measure in {"casualties", "captured", "killed", "missing"} for c in candidates
    )
    if own is not None and not (own in {"killed", "wounded"} and overruled):
        return Found(own, f"noun-{own}", *figure)
    best = max(candidates, key=lambda c: (c[0], -c[1]), default=None)
    return best[2] if best else None


def _own_measure(phrase: str, noun: str, lexicon: Lexicon) -> str | None:
    """What the counted noun says itself: "deaths", "wounded soldiers", "captives"."""
    table = lexicon.files["units"]["noun_measure"]
    own: str | None = table.get(noun) or table.get(noun.lower())
    if own is not None:
        return own
    described = re.search(r"\b(?:injured|wounded|captured|missing|dead|fallen)\b", phrase)
    return table[described.group()] if described else None


def _context(
    text: str, figure: tuple[int, int], bounds: tuple[int, int], others: list[tuple[int, int]]
) -> tuple[str, str]:
    """The words before and behind a figure that can be about it: up to another figure or a new clause."""
    first = max([bounds[0], *(end for _, end in others if end <= figure[0])])
    last = min([bounds[1], *(start for start, _ in others if start >= figure[1])])
    before, after = text[first : figure[0]], text[figure[1] : last]
    before, after, last = _as_part(text, figure, bounds, others, before, after, last)
    before = _ASIDE.sub(" ", before)
    if (
        first > bounds[0]
        and re.search(r"(?:,|\band|\bor)\s*$", before)
        and re.match(r" (?:others? |more )?(?:were|was|had|have|are|being)\b", after)
    ):
        before = ""  # "100 were killed and 1,000 others were injured": the first verb is the first figure's
    cut = [m.end() for m in _STOP_BEFORE.finditer(before)]
    before = re.sub(
        r", (?:however|though|meanwhile|in turn|he said|she said|it said|they said),",
        " ",
        before[cut[-1] :] if cut else before,
    )
    stop = _STOP_AFTER.search(after)
    after = after[: stop.start()] if stop else after
    if last < bounds[1] and not stop:
        after = re.sub(
            r"(?:,| and| or|/)\s+(?:(?:has|have|had|were|was|another|also|a|the|then|left|with|some) "
            r")*\w+(?:ing|ed|ded|t)? ?(?:at |to )?(?:about |some |the |at least |as many as |up to |another )?$",
            "",
            after,
        )
    return before, after


_PART_OF = re.compile(r" of (?:the |its |their |those |these |an? )?(?:original |some |about |first |roughly )*")


_PREDICATE = re.compile(r"[^,.;]{0,30}?\b(?:were|was|are|is|have|had|has|died|fell|will|would|remain\w*)\b")


def _as_part(
    text: str, figure: tuple[int, int], bounds: tuple[int, int], others: list[tuple[int, int]],
    before: str, after: str, last: int,
) -> tuple[str, str, int]:  # fmt: skip
    """As in "600 of the 12,000 soldiers were dead": what is told behind the whole is told of the part."""
    following = [other for other in others if other[0] >= figure[1]]
    if following and _PART_OF.fullmatch(after):
        last = min([bounds[1], *(start for start, _ in following[1:])])
        behind = text[following[0][1] : last]
        return (before, behind, last) if _PREDICATE.match(behind) else (before, after, following[0][0])
    if _PART_OF.fullmatch(before):
        return (
            "",
            re.split(r" (?:were|was|are|is|have|had|has|would|will|could|may|might|died|fell)\b", after)[0],
            bounds[1],
        )
    return before, after, last


def _try(rule: MeasureRule, before: str, after: str, figure: tuple[int, int]) -> tuple[float, int, Found] | None:
    best: tuple[float, int, Found] | None = None
    if rule.after is not None and (match := rule.after.search(after)) is not None:
        distance = _word_distance(match)
        if distance <= rule.near:
            # A word right behind the number is about it: "the 11,000 sent", whatever else is planned.
            best = (
                rule.rank + (distance <= 5 and rule.measure == "arrived" and rule.rank == 2),
                distance,
                Found(rule.measure, rule.rule_id, figure[1], figure[1] + match.end()),
            )
    if rule.before is not None:
        for match in rule.before.finditer(before):
            distance = len(before) - match.start()
            word = re.match(r"\W*[\w-]+", before[match.start() :])
            distance -= word.end() if word else 0
            if distance <= rule.near and (best is None or distance < best[1]):
                shift = figure[0] - len(before)
                best = (rule.rank, distance, Found(rule.measure, rule.rule_id, shift + match.start(), figure[0]))
    return best


def _word_distance(match: re.Match[str]) -> int:
    """How far behind the figure the telling word begins."""
    last = match.group().rsplit(" ", 1)[0]
    return max(0, len(last) if len(match.group()) > len(last) else match.end())

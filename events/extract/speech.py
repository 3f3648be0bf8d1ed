"""Reporting words of one sentence, each with its subject: "X said", ", said X"."""

import re
from functools import lru_cache

from events.extract.citations import find_cited, find_own_counts
from events.extract.gaps import COUNT_NOUN, SILENT, closes, is_silent
from events.extract.hits import Hit, Spoken, candidates, how_found, person_follows
from events.extract.lexicon import Lexicon, any_of
from events.extract.memory import Memory
from events.extract.mention import Mention

_PREPOSITION = re.compile(
    r"\b(?:to|from|for|in|of|by|with|against|into|at|near|on|toward|towards|about|alongside|"
    r"via|between|under|inside|across|over|than|citing|quoting|quoted|cited|"
    r"cites|quotes|including|like|helping|help|joining|fighting|kill|killed|killing|joined|"
    r"told|telling|behind|outside|within|versus|without|informed|asked) (?:the |"
    r"an? |its |their )?(?:(?:state |public )?(?:daily|newspaper|broadcaster|agency|news agency|channel|outlet|"
    r"magazine|website|"
    r"portal|station|network|paper|tabloid|weekly) )?(?:[A-Z][\w.]+['’]s )?(?:(?:[A-Z][\w.]+ )?"
    r"(?:President|Prime Minister|Chancellor|Premier|leader|Leader|Chairman|"
    r"Gen\.|General|Secretary|Minister|president|chairman|minister|ally|partner) )?$"
)
_IN_RELATIVE = re.compile(
    r"\b(?:who|whose)(?: (?!the\b)[a-z-]+){1,4} (?:the |an? )?$"
)  # "who advises the government said"
_SAYING = re.compile(
    r"[,—–] (saying|adding|claiming|noting|stating|warning|arguing|insisting|stressing|estimating|explaining|"
    r"announcing|"
    r"reporting|asserting|alleging|confirming|denying|acknowledging|predicting|suggesting|telling|declaring|"
    r"speaking of|"
    r"citing intelligence|putting (?=the|its|their|total|losses))\b"
)
_OPENING = (
    r"(?:(?:On|In|At|Late on|Early on|Earlier on|Last|This|Earlier this|Meanwhile|Separately)[^,.;“\"]{0,40},? )?"
)
_ACTIVE_CAPTIVE = re.compile(
    r"said|says|told|tells|complain(?:s|ed)|recounts|recounted|asks|asked|shouts|jokes|boasts|curses|laments|testified|recalled|claimed|reported|admitted|explained|stated|confirmed|wrote"
)


@lru_cache(maxsize=4)
def _verbs(verbs: tuple[str, ...], patterns: tuple[str, ...], loose: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(verbs)}|{'|'.join(patterns)})(?![\w-])", re.IGNORECASE if loose else 0)


def find_hits(spoken: Spoken, lexicon: Lexicon, memory: Memory) -> list[Hit]:
    """Every reporting word with a subject, in text order."""
    everyone = candidates(spoken, memory, lexicon)
    found = [
        *_verb_hits(spoken, everyone, lexicon),
        *find_cited(spoken, everyone, lexicon),
        *find_own_counts(spoken, lexicon),
        *_saying(spoken, everyone),
    ]
    return sorted(found, key=lambda hit: hit.word_start)


def _verb_hits(spoken: Spoken, everyone: list[Mention], lexicon: Lexicon) -> list[Hit]:
    found = []
    reporting = lexicon.files["reporting"]
    verbs = _verbs(tuple(reporting["verbs"]), tuple(reporting["verb_patterns"]), spoken.is_headline)
    for match in verbs.finditer(spoken.text):
        if any(m.start < match.end() and match.start() < m.end for m in spoken.mentions if m.kind != "captive") and (
            not match.group().endswith(" as saying")
        ):
            continue
        in_quote = spoken.masked[match.start()] == "§"
        if re.match(
            r" (?:reporters |journalists |lawmakers |\w+ )?(?:about|on) the "
            r"(?:\w+[ -]){0,3}(?:briefing|meeting|session|hearing)",
            spoken.text[match.end() :],
        ):
            continue
        hit = _subject_before(spoken, match, everyone, in_quote) or _subject_behind(spoken, match, everyone, in_quote)
        if hit is not None:
            found.append(hit)
    return found


def _saying(spoken: Spoken, everyone: list[Mention]) -> list[Hit]:
    """As in "Seoul drew another conclusion on Friday, saying …": the one who begins the sentence says it."""
    match = _SAYING.search(spoken.masked)
    opener = min((m for m in everyone if m.kind not in {"channel", "captive"}), key=lambda m: m.start, default=None)
    if match is None or opener is None or opener.start >= match.start():
        return []
    lead, behind = spoken.text[: opener.start], spoken.text[opener.end : match.start()]
    if not re.fullmatch(rf"{_OPENING}(?:[Tt]he |[Aa]n? )?", lead) or re.match(r"['’]s? |,? and |,", behind):
        return []
    hit = Hit(
        "saying", opener.names, opener.kind, opener.start, opener.end, match.start(1), match.end(1), how_found(opener)
    )
    return [hit]


def _subject_before(spoken: Spoken, match: re.Match[str], everyone: list[Mention], in_quote: bool) -> Hit | None:
    source = spoken.text if in_quote else spoken.masked
    earlier = [m for m in everyone if m.end <= match.start() and m.kind != "channel"]
    for mention in reversed(earlier[-8:]):
        gap = source[mention.end : match.start()]
        if in_quote and (
            '"' in gap or "“" in gap or mention.kind not in {"agency", "outlet"} or mention.rule == "pronoun"
        ):
            return None
        if (gap_end := closes(gap)) is None:
            continue
        is_mute = SILENT.fullmatch(match.group()) and is_silent(source[: mention.start], gap_end)
        if is_mute:
            return None
        if not _may_speak(spoken, mention, match) or _is_apposition(spoken, mention):
            continue
        names, start = _joined(spoken, mention)
        relative = bool(re.search(r"\b(?:who|which)\b", gap_end))
        return Hit(
            "verb",
            names,
            mention.kind,
            start,
            mention.end,
            match.start(),
            match.end(),
            how_found(mention),
            False,
            relative,
            in_quote,
        )
    return None


def _is_apposition(spoken: Spoken, mention: Mention) -> bool:
    """As in "Ryder, the Pentagon spokesperson, said" and "the ISW, a Washington think tank, said"."""
    heads = {"person", "agency", "outlet"} if mention.kind == "state" else {"person"}
    return mention.kind != "person" and any(
        m.kind in heads and re.fullmatch(r", (?:the |an? )?(?:[\w-]+ ){0,5}", spoken.text[m.end : mention.start])
        for m in spoken.mentions
        if m.end < mention.start
    )


def _may_speak(spoken: Spoken, mention: Mention, match: re.Match[str]) -> bool:
    if mention.kind == "captive" and _ACTIVE_CAPTIVE.fullmatch(match.group()) is None:
        return False
    behind = spoken.text[mention.end :]
    if re.match(r",? (?:who|which)\b", behind):
        return True
    before = spoken.text[: mention.start]
    if mention.rule != "whose" and (_PREPOSITION.search(before) or _IN_RELATIVE.search(before)):
        return False
    return not behind.startswith(("'s ", "’s ", "' ", "’ ")) or re.match(COUNT_NOUN, behind) is not None


def _joined(spoken: Spoken, mention: Mention) -> tuple[tuple[str, ...], int]:
    """Names of ``mention`` and of those joined to it by "and" or a comma."""
    names, start, is_listed = list(mention.names), mention.start, False
    for other in reversed([m for m in spoken.mentions if m.end < mention.start]):
        between = spoken.text[other.end : start]
        by_and = re.fullmatch(r",? (?:and|or|as well as) (?:the |Rep\. |fellow lawmaker |also )?", between) is not None
        by_comma = is_listed and re.fullmatch(r", (?:the )?", between) is not None
        alike = other.kind == mention.kind or {other.kind, mention.kind} <= {"agency", "state", "group"}
        if not alike or not (by_and or by_comma):
            break
        names[:0] = [name for name in other.names if name not in names]
        start, is_listed = other.start, True
    return tuple(names), start


def _subject_behind(spoken: Spoken, match: re.Match[str], everyone: list[Mention], in_quote: bool) -> Hit | None:
    if (
        in_quote
        or match.group().endswith(" that")
        or match.group() in {"told", "tells", "informed", "notified", "briefed"}
        or not re.search(r"[,”\"’'?!—–-]\s*$", spoken.text[: match.start()])
    ):
        return None
    later = [m for m in everyone if m.start >= match.end() and m.kind not in {"channel"}]
    for mention in sorted(later, key=lambda m: m.start)[:5]:
        gap = spoken.text[match.end() : mention.start]
        if not re.fullmatch(r" (?:[\w’'.-]+ ){0,8}", gap) or re.search(r"\b(?:that|to|on|in)\b", gap):
            return None
        if re.match(r"['’]s ", spoken.text[mention.end :]) or (
            mention.kind in {"group", "state", "agency"} and person_follows(spoken, mention)
        ):
            continue
        return Hit(
            "verb",
            mention.names,
            mention.kind,
            mention.start,
            mention.end,
            match.start(),
            match.end(),
            how_found(mention),
            is_inverted=True,
        )
    return None

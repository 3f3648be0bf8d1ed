"""Reporting words of one sentence, each with its subject: "X said", ", said X", "according to X", "citing X"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.memory import Memory
from events.extract.mention import Mention

_FILLER = (
    r"has|have|had|also|later|earlier|then|again|already|first|previously|recently|separately|"
    r"repeatedly|publicly|himself|herself|itself|"
    r"themselves|now|who|which|that|in turn|meanwhile|however|reportedly|since|further|only|"
    r"still|both|all|alike|officially|immediately|never|"
    r"neither|nor|not|did|does|do|yet|once|so far|today|yesterday|on|early|late|for (?:his|"
    r"her|its|their) part|too|even|just|as|jointly|currently|today|too"
)
_CALENDAR = (
    r"(?:on |in |last |this |the |early |late |mid-)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day(?:'s)?|(?:\d{1,2} )?(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Aug\.|Sept\.|Oct\.|"
    r"Nov\.|Dec\.)(?: \d{1,2})?(?:,? 20\d\d)?|week|month|year|morning|evening|afternoon)"
)
_SETTING = (
    r"(?:in|at|during|after|before|following|via|through|on|to|from) (?:an? |the |his |her |"
    r"its |their )?(?:[\w’'.-]+ ){0,5}?(?:interview|briefing|statement|address|report|update|"
    r"assessment|post|message|speech|session|conference|hearing|meeting|summit|comment|"
    r"comments|comment|channel|broadcast|bulletin|remarks|Telegram|Facebook|X|podcast|call)"
    r"(?: (?:with|to|for|by|of|in|on|at|published|from) (?:the )?[\w’' .-]{2,60}?)?"
)
_GAP = re.compile(rf"[\s,]*(?:(?:{_FILLER}|{_CALENDAR}|{_SETTING}|['’]s?)\b[\s,]*|['’]s? )*")
_COUNT_NOUN = (
    r"(?:['’]s?)?(?: (?:latest|new|own|recent|daily|preliminary|internal|official|own|most|"
    r"first|\w+day|intelligence))*(?: (?:report|reports|assessment|assessments|update|"
    r"statement|analysis|data|figures|estimate|estimates|officials?|spokes(?:man|woman|"
    r"person)|sources?|representatives?|analysts?|experts?|chief|briefing|monitoring group|"
    r"group|project|channel|think tank|news agency|monitors?|press service|press "
    r"office|press centre|press center|documents?|summary|review|investigation))"
)
_PREPOSITION = re.compile(
    r"\b(?:to|from|for|in|of|by|with|against|into|at|near|on|toward|towards|about|alongside|"
    r"via|between|under|inside|across|over|than|citing|quoting|quoted|cited|"
    r"cites|quotes|including|like|helping|help|joining|fighting|kill|killed|killing|joined|"
    r"told|telling|behind|after|before|outside|within|versus|without|informed|asked) (?:the |"
    r"an? |its |their )?(?:[A-Z][\w.]+['’]s )?$"
)
_SILENT = re.compile(r"said|say|comment(?:ed)?|specif\w+|disclos\w+|reveal\w*|mention\w*|respond\w*|replied")
_ACTIVE_CAPTIVE = re.compile(
    r"said|says|told|tells|testified|recalled|claimed|reported|admitted|explained|stated|confirmed|wrote"
)


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


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sentence prepared for the search: its text with quotations masked, its mentions counted from its start."""

    text: str
    masked: str
    mentions: tuple[Mention, ...]
    is_headline: bool


@lru_cache(maxsize=4)
def _verbs(verbs: tuple[str, ...], patterns: tuple[str, ...], loose: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(verbs)}|{'|'.join(patterns)})(?![\w-])", re.IGNORECASE if loose else 0)


@lru_cache(maxsize=4)
def _phrases(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(words)})(?![\w-])", re.IGNORECASE)


def find_hits(spoken: Spoken, lexicon: Lexicon, memory: Memory) -> list[Hit]:
    """Every reporting word with a subject, in text order."""
    return sorted(
        [*_verb_hits(spoken, lexicon, memory), *_cited(spoken, lexicon, memory), *_counts(spoken, lexicon)],
        key=lambda hit: hit.word_start,
    )


def _verb_hits(spoken: Spoken, lexicon: Lexicon, memory: Memory) -> list[Hit]:
    found = []
    reporting = lexicon.files["reporting"]
    verbs = _verbs(tuple(reporting["verbs"]), tuple(reporting["verb_patterns"]), spoken.is_headline)
    for match in verbs.finditer(spoken.text):
        if any(m.start < match.end() and match.start() < m.end for m in spoken.mentions if m.kind != "captive"):
            continue
        in_quote = spoken.masked[match.start()] == "§"
        if re.match(
            r" (?:reporters |journalists |lawmakers |\w+ )?(?:about|on) the "
            r"(?:\w+[ -]){0,3}(?:briefing|meeting|session|hearing)",
            spoken.text[match.end() :],
        ):
            continue
        hit = _subject_before(spoken, match, memory, lexicon, in_quote) or _subject_behind(
            spoken, match, memory, lexicon, in_quote
        )
        if hit is not None:
            found.append(hit)
    return found


def _candidates(spoken: Spoken, memory: Memory, lexicon: Lexicon) -> list[Mention]:
    pronouns = memory.find_references(spoken.text, spoken.mentions, lexicon, is_headline=spoken.is_headline)
    return sorted([*spoken.mentions, *pronouns], key=lambda m: m.end)


def _subject_before(
    spoken: Spoken, match: re.Match[str], memory: Memory, lexicon: Lexicon, in_quote: bool
) -> Hit | None:
    source = spoken.text if in_quote else spoken.masked
    earlier = [m for m in _candidates(spoken, memory, lexicon) if m.end <= match.start() and m.kind != "channel"]
    for mention in reversed(earlier[-8:]):
        gap = source[mention.end : match.start()]
        if in_quote and ('"' in gap or "“" in gap or mention.kind not in {"agency", "outlet"}):
            return None
        if (gap_end := _closes(gap)) is None:
            continue
        if _SILENT.fullmatch(match.group()) and _is_silent(source[: mention.start], gap_end):
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
            _how(mention),
            False,
            relative,
            in_quote,
        )
    return None


def _is_silent(before: str, gap: str) -> bool:
    """As in "the Kremlin has not said" and "neither Moscow nor Pyongyang has commented"."""
    return re.search(r"\bnot\b", gap) is not None or re.search(r"\b[Nn]either\b", before) is not None


def _is_apposition(spoken: Spoken, mention: Mention) -> bool:
    """As in "Ryder, the Pentagon spokesperson, said": Ryder speaks."""
    return mention.kind != "person" and any(
        m.kind == "person" and re.fullmatch(r", (?:the |an? )?(?:[\w-]+ ){0,5}", spoken.text[m.end : mention.start])
        for m in spoken.mentions
        if m.end < mention.start
    )


def _closes(gap: str) -> str | None:
    """What is left between subject and verb once asides are gone; None when more than filler is left."""
    bare = re.sub(r"\s*\([^)]*\)", "", gap)
    noun = re.match(_COUNT_NOUN + r"(?= |$)", bare)
    if noun:
        bare = bare[noun.end() :]
    for aside in (
        r"^,(?: [^,]{2,140},){1,3}(?= )",
        r"^ of [^,]{2,60},(?: [^,]{2,100},)?(?= )",
        r"^ [–—-] [^–—]{2,120} [–—-](?= )",
        r"^ of (?:the )?[\w’' .-]{2,80}(?= $)",
        r"^ (?:[a-z]+ing|stationed|based|deployed|familiar|close|involved|briefed) [^,.;:“\"]{2,80}(?= $)",
        r"^ (?:in|at|from|based in) [A-Z][\w-]+(?: [A-Z][\w-]+)?(?= )",
        r"^ and (?:its|their|his|her) (?:[\w-]+ ){0,2}[\w-]+(?= )",
        r"^ (?:from|of|in|with) (?:both|all|the|two|several) [\w -]{2,50}(?= $)",
    ):
        relative = re.match(r"^,? (?:who|which)\b", bare)
        cut = re.sub(aside, "", bare, count=1)
        if not relative and cut != bare:
            bare = cut
            break
        if relative and _GAP.fullmatch(bare) is None and cut != bare:
            bare = cut
            break
    return bare if _GAP.fullmatch(bare) else None


def _may_speak(spoken: Spoken, mention: Mention, match: re.Match[str]) -> bool:
    if mention.kind == "captive" and _ACTIVE_CAPTIVE.fullmatch(match.group()) is None:
        return False
    behind = spoken.text[mention.end :]
    if re.match(r",? (?:who|which)\b", behind):
        return True
    if _PREPOSITION.search(spoken.text[: mention.start]) and mention.kind != "pronoun":
        return False
    return not behind.startswith(("'s ", "’s ", "' ", "’ ")) or re.match(_COUNT_NOUN, behind) is not None


def _how(mention: Mention) -> str:
    return "pronoun" if mention.rule in {"pronoun", "role"} else "same-sentence"


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


def _subject_behind(
    spoken: Spoken, match: re.Match[str], memory: Memory, lexicon: Lexicon, in_quote: bool
) -> Hit | None:
    if (
        in_quote
        or match.group() in {"told", "tells", "informed", "notified", "briefed"}
        or not re.search(r"[,”\"’'?!—–-]\s*$", spoken.text[: match.start()])
    ):
        return None
    later = [m for m in _candidates(spoken, memory, lexicon) if m.start >= match.end() and m.kind not in {"channel"}]
    for mention in sorted(later, key=lambda m: m.start)[:5]:
        gap = spoken.text[match.end() : mention.start]
        if not re.fullmatch(r" (?:[\w’'.-]+ ){0,8}", gap) or re.search(r"\b(?:that|to|on|in)\b", gap):
            return None
        if re.match(r"['’]s ", spoken.text[mention.end :]) or (
            mention.kind in {"group", "state", "agency"} and _person_follows(spoken, mention)
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
            _how(mention),
            is_inverted=True,
        )
    return None


def _person_follows(spoken: Spoken, mention: Mention) -> bool:
    return any(
        other.kind == "person"
        and other.start > mention.start
        and re.fullmatch(r"(?:['’]s)? (?:[\w’'.-]+ ){0,6}", spoken.text[mention.end : other.start])
        for other in spoken.mentions
    )


def _cited(spoken: Spoken, lexicon: Lexicon, memory: Memory) -> list[Hit]:
    reporting = lexicon.files["reporting"]
    found = []
    for kind, key in (("citing", "citing"), ("according", "according_to"), ("citing", "citing_outlet")):
        for match in _phrases(tuple(reporting[key])).finditer(spoken.text):
            if spoken.masked[match.start()] == "§":
                continue
            if kind == "according" and re.search(
                r"\b(?:referring to|citing|based on) (?:a |the )?$", spoken.text[: match.start()]
            ):
                continue
            if key == "citing_outlet" and not any(
                m.kind == "outlet" and m.end <= match.start() for m in spoken.mentions
            ):
                continue
            if (hit := _object_of(spoken, match, kind, lexicon, memory)) is not None:
                found.append(hit)
    return found


def _object_of(spoken: Spoken, match: re.Match[str], kind: str, lexicon: Lexicon, memory: Memory) -> Hit | None:
    later = sorted(
        (m for m in _candidates(spoken, memory, lexicon) if m.start >= match.end() - 1 and m.kind != "channel"),
        key=lambda m: m.start,
    )
    for index, mention in enumerate(later[:6]):
        gap = spoken.text[match.end() : mention.start]
        if not re.fullmatch(
            r" ?(?:(?:\w\.)+ |[\w’'-]+,? (?!and\b)|Lt\. |Col\. |Gen\. |Maj\. |Rep\. ){0,9}", gap
        ) or re.search(r"\b(?:that|said|says|as|about|on)\b", gap):
            return None
        if mention.kind in {"state", "group", "agency"} and _person_follows(spoken, mention):
            continue
        if mention.kind == "captive" and kind == "citing":
            return None
        names, end, last = list(mention.names), mention.end, mention
        for other in later[index + 1 :]:
            if other.kind != last.kind or not re.fullmatch(
                r",? and (?:the )?|, (?:the )?", spoken.text[end : other.start]
            ):
                break
            names, end, last = [*names, *other.names], other.end, other
        return Hit(
            kind,
            tuple(dict.fromkeys(names)),
            mention.kind,
            mention.start,
            end,
            match.start(),
            match.end(),
            _how(mention),
        )
    return None


def _counts(spoken: Spoken, lexicon: Lexicon) -> list[Hit]:
    """As in "The NIS's estimate", "Pentagon estimates": the number belongs to the one named."""
    nouns = any_of(lexicon.words("reporting", "own_count"))
    found = []
    for mention in spoken.mentions:
        if mention.kind in {"channel", "captive"} or spoken.masked[mention.start] == "§":
            continue
        match = re.match(
            rf"['’]s? (?:[\w-]+ ){{0,3}}?(?:{nouns})\b|s['’] (?:[\w-]+ ){{0,2}}?(?:{nouns})\b| "
            rf"(?:estimate|estimates|figures|data|count|tally|assessments?|reports?)\b",
            spoken.text[mention.end :],
        )
        if match:
            end = mention.end + match.end()
            found.append(Hit("count", mention.names, mention.kind, mention.start, mention.end, mention.end, end))
    return found

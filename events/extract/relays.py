"""The outlet or channel through which somebody's words came: "told CNN", "carried by KCNA"."""

import re

from events.extract.hits import Hit, Spoken
from events.extract.mention import Mention

_KIND = (
    r"(?:[Tt]he |a |an |his |her |its |their )?(?:[A-Z]\w+(?: [A-Z]\w+)?(?:['’]s)? |state |state-run |public |private |"
    r"national |local |Telegram )?"
    r"(?:broadcaster |newspaper |daily |weekly |news agency |agency |channel |outlet |magazine |station |website |"
    r"portal |radio |"
    r"television |TV channel |network |tabloid |news site |wire )?"
)
_GIVEN_TO = re.compile(
    r"\b(?:(?:[Ss]poke|[Ss]poken|[Ss]peaking|[Tt]alked|[Tt]alking) (?:to|with)|(?:quoted|cited|interviewed|seen|"
    r"obtained|reviewed|viewed) (?:by|in)|"
    r"(?:interview|conversation|comments?|remarks?|message|statement|e-?mail) (?:with|to|for|in)) "
    rf"{_KIND}$"
)
_HANDED_ON = re.compile(
    r"\b(?:interview (?:with|to|for|in)|(?:carried|published|posted|released|relayed|aired|broadcast|quoted|cited|"
    r"reported|"
    r"run|printed|obtained|seen|intercepted) (?:by|in|on)|shared (?:[\w’'-]+ ){0,4}with|(?:comments?|remarks?) to) "
    rf"{_KIND}$"
)
_ON_CHANNEL = re.compile(rf"\b(?:on|to|with|via) {_KIND}$")
_SHARED = re.compile(
    r"\b(?:(?:shared|shares) (?:[\w’'-]+ ){0,4}with|seen by|obtained by|provided to|reviewed by|interview (?:with|to)|"
    r"comments? to|statement to|intercepted by|published by) (?:[Tt]he |[\w' ]{0,30}? )?$"
)


def told(spoken: Spoken, hit: Hit) -> str | None:
    """The outlet or channel that the words went to."""
    return _before_verb(spoken, hit) or _behind_verb(spoken, hit)


def _before_verb(spoken: Spoken, hit: Hit) -> str | None:
    for mention in spoken.mentions:
        if mention.kind not in {"outlet", "channel"} or mention.start >= hit.word_end:
            continue
        if hit.word_start <= mention.start and mention.kind == "outlet":
            return mention.label  # "was quoted by The War Zone as saying"
        begin = hit.subject_end if mention.start >= hit.subject_end else 0
        is_other = hit.start <= mention.start < hit.subject_end
        if not is_other and _GIVEN_TO.search(spoken.text[begin : mention.start]):
            return mention.label  # "In an interview with TSN, he said"
    return None


def _behind_verb(spoken: Spoken, hit: Hit) -> str | None:
    verb = spoken.text[hit.word_start : hit.word_end]
    for mention in spoken.mentions:
        between = spoken.text[hit.word_end : mention.start]
        if mention.start < hit.word_end or mention.kind not in {"outlet", "channel", "agency"} or len(between) > 180:
            continue
        if mention.kind == "agency":
            if between.endswith(" intercepted by "):
                return mention.label
            continue
        if re.fullmatch(rf"(?:was |is |were |been )?(?:quoted|cited) as \w+ (?:\w+ )?by {_KIND}", f"{verb}{between}"):
            return mention.label
        is_told = re.match(r"tell|told", verb) and re.fullmatch(rf" {_KIND}", between)
        is_posted = len(between) < 140 and _ON_CHANNEL.search(between) and not re.search(r"\bthat\b", between)
        is_given = _HANDED_ON.search(between) and _not_in_quote(spoken, mention)
        if is_told or is_posted or is_given:
            return mention.label
    return None


def _not_in_quote(spoken: Spoken, mention: Mention) -> bool:
    return spoken.masked[mention.start] != "§"


def shared_with(spoken: Spoken) -> str | None:
    """The outlet that somebody's words or paper were given to."""
    return next(
        (m.label for m in spoken.mentions if m.kind == "outlet" and _SHARED.search(spoken.text[: m.start])), None
    )

"""Whose people or arms a figure counts."""

import re

_NK = r"North[- ]Koreans?|N\. Koreans?|DPRK|Pyongyang|Koreans|Kim(?: Jong[- ][Uu]n)?['’]s|Storm Corps|North['’]s"
_RU = r"Russians?|Moscow['’]s|Putin['’]s"
_UA = r"Ukrainians?|Kyiv['’]s"
_NATION = re.compile(
    rf"(?P<DPRK>{_NK})|(?P<Russia>{_RU})|(?P<Ukraine>{_UA})|(?P<other>South Koreans?|Americans?|Chinese|Yemeni|Cuban|Indian|Nepal\w+)"
)
_MIXED = re.compile(
    rf"(?:{_RU})(?: \w+)? (?:and|as well as|and also|along with|together with|alongside) (?:the )?(?:{_NK})|(?:{_NK})(?: \w+)? (?:and|as well as|along with|together with|alongside) (?:the )?(?:{_RU})|"
    rf"(?:including|among them|some of them) (?:\w+ ){{0,4}}(?:{_NK})|(?:{_RU})[- ](?:{_NK})|joint (?:Russian|force)|combined (?:force|Russian)|both (?:{_RU}|{_NK})"
)
_NOT_WHOSE = re.compile(
    r"^(?:['’]s)? (?:side|war|territory|soil|command|control|front|border|region|Oblast|oblast|forces? (?:to|against)|army['’]s|positions|president|officials?|intelligence|military intelligence|captivity|custody|incursion|capital|lawmaker|counterparts?|invasion|attacks?|strike|drones?|Far East|Defen[cs]e|Security|General|Armed|MP|Foreign|ministry|leader|uniforms?|documents|names|units?,? which|military claims?|mission)\b"
)
_AGAINST = re.compile(
    r"\b(?:by|against|with|for|alongside|from|near|behind|support|supporting|help|helping|assist|assisting|than|join|joining|to|told|clash\w* with|fighting|kill(?:ed|ing)?|in) (?:the )?$"
)


def find_party(text: str, figure: tuple[int, int], bounds: tuple[int, int], default: str | None) -> str | None:
    """The party of the figure at ``figure`` within its sentence: a name in it, else the nearest one it can mean."""
    phrase = text[figure[0] : figure[1]]
    tail = text[figure[1] : min(bounds[1], figure[1] + 70)]
    if _MIXED.search(phrase) or re.match(rf"[^.;]{{0,25}}?(?:{_MIXED.pattern})", tail) is not None:
        return "mixed"
    own = _NATION.search(phrase)
    if own:
        return own.lastgroup
    clause = _clause(text, figure, bounds)
    named = [
        m
        for m in _NATION.finditer(text, *clause)
        if not _NOT_WHOSE.match(text[m.end() :]) and not _AGAINST.search(text[: m.start()])
    ]
    before = [m for m in named if m.end() <= figure[0]]
    mixed = [m for m in _MIXED.finditer(text, *clause)]
    if mixed and (not before or mixed[-1].end() >= before[-1].end()):
        return "mixed"
    if before:
        return before[-1].lastgroup
    behind = [m for m in named if m.start() >= figure[1]]
    return behind[0].lastgroup if behind else default


def _clause(text: str, figure: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int]:
    cuts = [m.end() for m in re.finditer(r"; |, (?:while|but|whereas) | while ", text[bounds[0] : figure[0]])]
    begin = bounds[0] + (cuts[-1] if cuts else 0)
    stop = re.search(r"; |, (?:while|but|whereas) | while ", text[figure[1] : bounds[1]])
    return begin, figure[1] + stop.start() if stop else bounds[1]


def default_party(text: str) -> str | None:
    """The party that an article's bare "soldiers" are: the one it names most."""
    counts: dict[str, int] = {}
    for match in _NATION.finditer(text):
        if match.lastgroup and not _NOT_WHOSE.match(text[match.end() :]):
            counts[match.lastgroup] = counts.get(match.lastgroup, 0) + 1
    return max(counts, key=lambda party: counts[party], default=None)

"""Whose people or arms a figure counts."""

import re

_NK = (
    r"North[- ]Koreans?|N\. Koreans?|DPRK|Koreans|Kim(?: Jong[- ][Uu]n)?['’]s|Storm Corps|"
    r"North['’]s|Pyongyang['’]s|North Korea['’]s"
)
_RU = r"Russians?|Moscow['’]s|Putin['’]s|Russia['’]s"
_UA = r"Ukrainians?|Kyiv['’]s|Ukraine['’]s"
_OTHER = r"South Koreans?|Americans?|Chinese|Yemeni|Cuban|Indian|Nepal\w+"
_PEOPLE = (
    r"(?:soldiers?|troops?|servicem[ae]n|personnel|fighters?|men|people|officers?|units?|"
    r"forces?|army|brigades?|battalions?|"
    r"regiments?|divisions?|compan(?:y|ies)|contingents?|casualt\w+|losses|deaths?|dead|"
    r"wounded|infantry\w*|paratroop\w+|marines|"
    r"workers|laborers|labourers|sappers|builders|prisoners?|captives?|POWs?|military|"
    r"recruits|generals?|group(?:ing)?|commandos?|"
    r"special|engineers?|deployment|reinforcements|invaders|attackers|mercenaries|operators|"
    r"shells|missiles|artillery|"
    r"howitzers|tanks|vehicles|drones|weapons|ammunition|munitions|systems|rockets|equipment)"
)
_SUBJECT = (
    r"(?:to|has|had|have|will|may|May|might|could|would|can|is (?:to|set to|going to|about to|ready to|due to|"
    r"thought|believed|estimated|said|"
    r"reported) to have|is|was)? ?(?:already |now |also |reportedly |"
    r"so far |likely |since |end up |be |been |to |have )*(?:lost|spar(?:e|ed|es|ing)|offer\w*|lend|lent|giv(?:e|"
    r"es|en|ing)|gave|hand(?:s|ed)? over|add\w*|put|"
    r"rais\w+|train\w*|mov(?:e|ed|es|ing)|lose|loses|losing|suffer\w*|"
    r"sent|send|sends|sending|deploy\w*|dispatch\w*|concentrat\w+|station\w+|amass\w+|mass\w+|"
    r"gather\w+|ship\w*|suppl\w+|deliver\w+|provid\w+|"
    r"transferr\w+|withdr\w+|pull\w*|sustain\w*|(?:keeps?|kept)(?! \w+ing)|commit\w*|begun|started|preparing|"
    r"prepares|plans|intends|expected|contributed|agreed|decided)\b"
)
_OWNER = re.compile(
    rf"(?P<DPRK>(?:North Koreans|N\. Koreans|Koreans)(?!['’])|(?:{_NK})(?= (?:[\w-]+ "
    rf"){{0,3}}?{_PEOPLE}\b)|(?:North Korea|Pyongyang|DPRK|[Tt]he North|Kim Jong[ -][Uu]n|Kim) "
    rf"(?={_SUBJECT}))"
    rf"|(?P<other>(?:{_OTHER})(?= (?:[\w-]+ ){{0,2}}?{_PEOPLE}\b))"
    rf"|(?P<Russia>Russians(?!['’])|[Tt]he enemy(?= (?:has |had |is |was )?(?:lost|loses?|suffer\w*|pull\w*|"
    rf"mov\w+|deploy\w*|withdr\w+|sent|"
    rf"commit\w*|redeploy\w*|transferr\w+|losing|gather\w*|amass\w*|concentrated))|enemy(?= (?:troops|soldiers|"
    rf"forces|personnel|losses))|occupiers|invaders|"
    rf"(?:{_RU})(?= (?:[\w-]+ ){{0,2}}?{_PEOPLE}\b)|(?:Russia|Moscow|the Russian army|the "
    rf"Kremlin) (?:has |had )?(?:already |now )?(?:lost|loses?|losing|suffered|concentrated|"
    rf"stationed|amassed|massed|gathered|(?:keeps|kept)(?! \w+ing)|withdrew|sustained|been losing|been suffering)\b)"
    rf"|(?P<Ukraine>Ukrainians(?!['’])|(?:{_UA})(?= (?:[\w-]+ ){{0,2}}?{_PEOPLE}\b)|(?:Ukraine|Kyiv) (?={_SUBJECT}))"
)
_NATION = re.compile(
    rf"(?P<DPRK>{_NK}|North Korea\b)|(?P<other>{_OTHER})|(?P<Russia>{_RU}|enemy|occupiers|"
    rf"invaders)|(?P<Ukraine>{_UA})"
)
_NATION_BEHIND = re.compile(
    rf",? (?:(?:were|are|of|from) )?(?:(?:the|its|an?|elite) )*(?:{_NATION.pattern})(?= \w*\s?{_PEOPLE}|,|\.|"
    rf" said| and| were| was| are|$)"
)
_MIXED = re.compile(
    rf"(?:{_RU})(?: \w+)? (?:and|as well as|and also|along with|together with|alongside) (?:the )?(?:{_NK})|"
    rf"(?:{_NK})(?: \w+)? (?:and|as well as|along with|together with|alongside) (?:the "
    rf")?(?:{_RU})|(?:{_NK}) (?:among them|amongst them|included)|(?:including|among them|some of them) "
    rf"(?:\w+ ){{0,4}}(?:{_NK})|(?:{_RU})[- ](?:{_NK})|mixed (?:group|force|unit)|combined force|both (?:{_RU}|{_NK})"
)
_NOT_OWNER = re.compile(
    r"\b(?:by|against|with|for|alongside|from|near|behind|support|supporting|help|helping|"
    r"assist|assisting|than|join|joining|joined|to|told|"
    r"fighting|into|among|within|replace|replacing|under) (?:the |its |a |an )?(?:[a-z-]+ )?$"
)
_NOT_THEIRS = re.compile(
    r"(?:['’]s)? (?:military|army) (?:intelligence|said|says|officials?|sources?|command|"
    r"claims?|reported|estimates?|leaders?)| (?:forces|troops|soldiers|units|army) (?:killed|"
    r"captured|struck|said|took)"
)
_CUT = re.compile(r"; |, (?:while|but|whereas) | while (?!\w+ing\b)")


def find_party(
    text: str, figure: tuple[int, int], bounds: tuple[int, int], default: str | None, speaker: tuple[int, int] = (0, 0)
) -> str | None:
    """The party of the figure at ``figure`` within its sentence: a name in it, else the nearest that can own it."""
    phrase = text[figure[0] : figure[1]]
    tail = text[figure[1] : min(bounds[1], figure[1] + 70)]
    if _MIXED.search(phrase) or re.match(rf"[^.;]{{0,25}}?(?:{_MIXED.pattern})", tail) is not None:
        return "mixed"
    behind_it = _NATION_BEHIND.match(tail)
    if behind_it and _NOT_THEIRS.match(tail, behind_it.end()):
        behind_it = None  # "…, Ukrainian military intelligence believes"
    own = _NATION.search(phrase) or behind_it
    if own:
        return own.lastgroup
    begin, stop = _clause(text, figure, bounds)
    owners = [
        (m.start(), m.lastgroup)
        for m in _OWNER.finditer(text, begin, stop)
        if _can_own(text, m) and not speaker[0] <= m.start() < speaker[1]
    ]
    owners += [(m.end() - 1, "mixed") for m in _MIXED.finditer(text, begin, stop)]
    before = [owner for owner in owners if owner[0] < figure[0]]
    if before:
        return max(before, key=lambda owner: (owner[0], owner[1] == "mixed"))[1]
    behind = [owner for owner in owners if owner[0] >= figure[1]]
    return min(behind, key=lambda owner: (owner[0], owner[1] != "mixed"))[1] if behind else default


def _can_own(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 60) : match.start()]
    return _NOT_OWNER.search(before) is None and _NOT_THEIRS.match(text, match.end()) is None


def _clause(text: str, figure: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int]:
    cuts = [m.end() for m in _CUT.finditer(text, bounds[0], figure[0])]
    stop = _CUT.search(text, figure[1], bounds[1])
    return (cuts[-1] if cuts else bounds[0]), (stop.start() if stop else bounds[1])


def last_party(text: str, begin: int, end: int) -> str | None:
    """The party named last between two places, for a sentence that names none."""
    owners = [(m.start(), m.lastgroup) for m in _OWNER.finditer(text, begin, end) if _can_own(text, m)]
    owners += [(m.end() - 1, "mixed") for m in _MIXED.finditer(text, begin, end)]
    return max(owners, key=lambda owner: (owner[0], owner[1] == "mixed"), default=(0, None))[1]


def default_party(text: str) -> str | None:
    """The party that an article's bare "soldiers" are: the one it names most."""
    counts: dict[str, int] = {}
    for match in _OWNER.finditer(text):
        if match.lastgroup and _NOT_THEIRS.match(text, match.end()) is None:
            counts[match.lastgroup] = counts.get(match.lastgroup, 0) + 1
    most = max(counts, key=lambda party: counts[party], default=None)
    # These are articles on North Korean troops: others are only meant where they are named far more often.
    return "DPRK" if most and counts.get("DPRK", 0) * 3 >= counts[most] else most

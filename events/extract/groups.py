"""Groups that speak without a name: "US officials", lawmakers, prisoners, a brigade by its number."""

import re
from collections.abc import Iterator
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.mention import Mention

_MILITARIES = {
    "South Korea": "South Korean military",
    "Ukraine": "Ukrainian military",
    "Russia": "Russian military",
    "United States": "Pentagon",
}


def find_lawmakers(text: str) -> Iterator[Mention]:
    """Lawmakers of no named country are Seoul's where its intelligence service briefs them."""
    if re.search(r"\bNIS\b|National Intelligence Service|National Assembly", text):
        for match in re.finditer(r"(?<![\w-])(?:(?:two|three|several|some|other|the) )?(?:lawmakers|MPs)\b", text):
            yield Mention(match.start(), match.end(), ("South Korean lawmakers",), "group", ("lawmaker",), "lawmakers")
        for match in re.finditer(r"(?<![\w-])(?:[Aa]|[Oo]ne|[Aa]nother) (?:lawmaker|MP)\b(?: in Seoul)?", text):
            yield Mention(match.start(), match.end(), ("South Korean lawmaker",), "group", ("lawmaker",), "lawmakers")


def find_locals(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Somebody whom only a calling and a place tell: "a resident of North Pyongan province"."""
    locals_ = "|".join(lexicon.words("groups", "locals"))
    pattern = re.compile(
        rf"(?<![\w-])(?:[Aa]n?|[Oo]ne|[Aa]nother) (?P<who>(?:{locals_}) (?:of|from|in|inside|near) "
        r"(?:the )?(?:[A-Z][\w-]+ ?){1,3}(?:province|county|city|region|oblast|district)?(?<! ))(?![\w-])"
    )
    for match in pattern.finditer(text):
        who = match["who"]
        yield Mention(match.start(), match.end(), (who,), "group", (who.split()[0],), "local")


def find_captives(text: str) -> Iterator[Mention]:
    """Prisoners, who are never named."""
    pattern = (
        r"(?<![\w-])(?:[Bb]oth|[Tt]he two|[Oo]ne of the|[Tt]he|[Oo]ne|[Aa]) (?P<who>(?:captured|"
        r"wounded|detained) (?:North Korean )?(?:soldier|m[ae]n|serviceman|fighter|troop)s?|"
        r"prisoners?(?: of war)?|captives?|POWs?|men\b)(?! of)|(?<![\w-])Both(?= (?:men )?(?:told|said|testified)\b)"
    )
    if re.search(r"captur|prisoner|custody|POW", text):
        for match in re.finditer(pattern, text):
            many = (match["who"] or "s").endswith(("s", "men")) or match.group().lower().startswith(("both", "the two"))
            yield Mention(
                match.start(),
                match.end(),
                (f"captured North Korean soldier{'s' if many else ''}",),
                "captive",
                (),
                "captive",
            )


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Groups of a state, those known by a city, and the nouns of those who only speak for themselves."""
    leads, modifiers, nouns, themselves, fields, callings = (
        "|".join(lexicon.words("groups", key))
        for key in ("leads", "modifiers", "nouns", "themselves", "fields", "callings")
    )
    states = any_of(lexicon.adjectives)
    of_state = re.compile(
        rf"(?<![\w-])(?P<lead>(?:(?:{leads}|[A-Z][a-z]+-based) )*)"
        rf"(?P<states>(?:{states})(?:(?:, (?:and )?| and |-)(?:{states}))*) "
        rf"(?P<who>(?:(?:{modifiers}) )*(?:{nouns})\b(?![- ](?:general|led|made|trained|style)|-))"
    )
    by_city = re.compile(
        rf"(?<![\w-])(?:(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother|[Tt]wo|[Ss]everal|[Ss]ome) )?(?:(?:{modifiers}) )*"
        rf"(?P<name>[A-Z][a-z]+-(?:based|affiliated|aligned|linked|"
        rf"backed) (?:(?:{fields}) )*(?P<who>{callings}))(?![\w-])"
    )
    return of_state, by_city, re.compile(themselves)


def find_based(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Somebody known by a city and a calling: "a Seoul-based researcher"."""
    for match in _patterns(lexicon)[1].finditer(text):
        yield Mention(match.start(), match.end(), (match["name"],), "group", (match["who"].rstrip("s"),), "based-in")


def find_groups(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Groups that a state's adjective names: "US officials", "South Korean lawmakers"."""
    of_state, _, themselves = _patterns(lexicon)
    adjective = any_of(lexicon.adjectives)
    for match in of_state.finditer(text):
        states = [lexicon.adjectives[s] for s in re.findall(adjective, match["states"].replace("’", "'"))]
        who = match["who"].lower()
        is_captive = (
            re.search(r"troops|soldier|servic|fighters|prisoner|pow\b|forces|paratrooper", who) is not None
            and re.search(r"(?:officer|official|commander|operator|pilot|medic|doctor)s?$", who) is None
        )
        names = _group_names(states, who, match["states"], is_own=themselves.search(who) is not None)
        kind = "captive" if is_captive else "group"
        yield Mention(match.start(), match.end(), names, kind, _group_roles(who), "group-of-state")


def _group_names(states: list[str], who: str, written: str, *, is_own: bool) -> tuple[str, ...]:
    """As in "US officials" speak for the United States; lawmakers, soldiers and bloggers only for themselves."""
    if len(states) > 1:
        return tuple(dict.fromkeys(states))
    if is_own and not written.endswith(("'s", "’s")):
        return (f"{written[0].upper()}{written[1:]} {who}",)
    if re.search(r"\bmilitary intelligence\b|defen[cs]e intelligence", who) and states == ["Ukraine"]:
        return ("HUR",)
    if re.search(r"intelligence|spies|spy agency", who) and states == ["South Korea"]:
        return ("National Intelligence Service",)
    if (
        re.search(r"\b(?:military|army)(?: (?:officials?|sources?|officers?))?$", who)
        and states[0] in _MILITARIES
        and states != ["United States"]
    ):
        return (_MILITARIES[states[0]],)
    return tuple(states)


def _group_roles(who: str) -> tuple[str, ...]:
    noun = re.search(
        r"lawmaker|mp\b|pilot|operator|research\w+|professor|historian|scholar|veteran|blogger|milblogger|"
        r"paratrooper|medic|"
        r"sniper|scout|general|colonel|captain|sergeant|minister|official|officer|diplomat|commander|spokes\w+|"
        r"representative|soldier|"
        r"ambassador|envoy|source|expert|analyst",
        who,
    )
    return (noun.group(),) if noun else ()

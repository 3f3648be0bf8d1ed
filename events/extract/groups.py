"""Groups that speak without a name: "US officials", lawmakers, prisoners, a brigade by its number."""

import re
from collections.abc import Iterator
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.mention import Mention

_GROUP = (
    r"(?P<who>(?:senior |top |high-ranking |unnamed |anonymous |unidentified |former |other |"
    r"several |some |two |three |intelligence |military |defen[cs]e |"
    r"government |administration |national security |security |presidential |diplomatic |army "
    r"|Western |police |parliamentary |opposition |ruling[- ]party |front-?line |special )*"
    r"(?:drone pilots?|pilots?|drone operators?|operators?|infantrym[ae]n|researchers?|scholars?|professors?|"
    r"historians?|"
    r"observers?|volunteers?|snipers?|scouts?|marines?|gunners?|tankers?|sappers?|instructors?|deserters?|defectors?|"
    r"businessm[ae]n|economists?|strategists?|advis[eo]rs?|negotiators?|delegates?|generals?|colonels?|captains?|"
    r"sergeants?|lieutenants?|intelligence officers?|milbloggers?|war correspondents?|correspondents?|propagandists?|"
    r"ministers?|politicians?|senators?|congressm[ae]n|aides?|interpreters?|investigators?|inspectors?|"
    r"officials?|officers?|spies|spy agency|spy chief|(?:assessments?|estimates?)(?= "
    r"(?:shows?|says?|suggests?|puts?|seen|shared)\b)|"
    r"intelligence(?: (?:services?|agency|agencies|community|data|sources|assessments?|"
    r"reports?|officials?))?|military|government|authorities|administration|"
    r"sources?|army|forces|diplomats?|commanders?|lawmakers?|MPs?|legislators?|"
    r"parliamentarians?|envoy|ambassador|troops|soldiers?|servicem[ae]n|service ?members?|"
    r"fighters|prisoners?|POWs?|"
    r"spokes(?:man|woman|person)|representatives?|media|press|defen[cs]e ministry|foreign "
    r"ministry|Defen[cs]e Ministry|Foreign Ministry|embassy|parliament|analysts?|experts?|"
    r"paratroopers?|drone operators?|medics?|doctors?|state media|bloggers?|military bloggers|"
    r"milbloggers)\b(?![- ](?:general|led|made|trained|style)|-))"
)


_ONLY_THEMSELVES = re.compile(
    r"lawmaker|mps?$|legislator|parliamentarian|soldier|troops|servicem|fighters|prisoner|"
    r"pows?$|analyst|expert|blogger|paratrooper|pilot|infantry|research|scholar|professor|historian|observer|volunteer|"
    r"sniper|scout|marine|gunner|tanker|sapper|instructor|desert|defector|business|economist|strategist|advis|negotiat|"
    r"general|colonel|captain|sergeant|lieutenant|correspondent|propagandist|politician|senator|congress|interpreter|"
    r"investigator|inspector|"
    r"medic|doctor|operator|media|press|diplomat|commander|officers?$|envoy|ambassador"
)


_BASED = re.compile(
    r"(?<![\w-])(?:(?:[Aa]n?|[Oo]ne|[Tt]he|[Aa]nother|[Tt]wo|[Ss]everal|[Ss]ome) )?(?:(?:senior|veteran|leading|"
    r"defen[cs]e|"
    r"military|independent) )*(?P<name>[A-Z][a-z]+-(?:based|affiliated|aligned|linked|backed) (?:(?:defen[cs]e|"
    r"military|security|political|war|foreign|"
    r"Western|North "
    r"Korean?|Russian?|arms|weapons|intelligence) )*(?P<who>milbloggers?|bloggers?|sources?|researchers?|analysts?|"
    r"experts?|diplomats?|scholars?|"
    r"professors?|"
    r"historians?|observers?|specialists?|officials?|sources?|activists?|consultants?))(?![\w-])"
)


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


def find_captives(text: str) -> Iterator[Mention]:
    """Prisoners, who are never named."""
    pattern = (
        r"(?<![\w-])(?:[Bb]oth|[Tt]he two|[Oo]ne of the|[Tt]he|[Oo]ne|[Aa]) (?P<who>(?:captured|"
        r"wounded|detained) (?:North Korean )?(?:soldier|m[ae]n|serviceman|fighter|troop)s?|"
        r"prisoners?(?: of war)?|captives?|POWs?|men\b)(?! of)"
    )
    if re.search(r"captur|prisoner|custody|POW", text):
        for match in re.finditer(pattern, text):
            many = match["who"].endswith(("s", "men")) or match.group().lower().startswith(("both", "the two"))
            yield Mention(
                match.start(),
                match.end(),
                (f"captured North Korean soldier{'s' if many else ''}",),
                "captive",
                (),
                "captive",
            )


@lru_cache(maxsize=4)
def _group_pattern(adjectives: str) -> re.Pattern[str]:
    article = (
        r"(?:(?:an?|the|one|another|senior|top|high-ranking|prominent|well-known|pro-war|pro-Kremlin|popular|"
        r"influential|leading|serving|"
        r"retired|young|experienced|veteran|captured|local|Moscow-based|Kyiv-based|Seoul-based|unnamed|anonymous|"
        r"former|two|three|"
        r"several|some|many|other) )*"
    )
    return re.compile(
        rf"(?<![\w-])(?P<lead>{article})(?P<states>(?:{adjectives})(?:(?:, (?:and )?| and |"
        rf"-)(?:{adjectives}))*) {_GROUP}"
    )


def find_based(text: str) -> Iterator[Mention]:
    """Somebody known by a city and a calling: "a Seoul-based researcher"."""
    for match in _BASED.finditer(text):
        yield Mention(match.start(), match.end(), (match["name"],), "group", (match["who"].rstrip("s"),), "based-in")


def find_groups(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """Groups that a state's adjective names: "US officials", "South Korean lawmakers"."""
    for match in _group_pattern(any_of(lexicon.adjectives)).finditer(text):
        states = re.findall(any_of(lexicon.adjectives), match["states"].replace("’", "'"))
        names = [lexicon.adjectives[state] for state in states]
        who = match["who"].lower()
        kind = "group"
        if re.search(r"troops|soldier|servic|fighters|prisoner|pow\b|forces|paratrooper", who):
            kind = "captive"
        yield Mention(
            match.start(),
            match.end(),
            _group_names(names, who, match["states"]),
            kind,
            _group_roles(who),
            "group-of-state",
        )


def _group_names(states: list[str], who: str, written: str) -> tuple[str, ...]:
    """As in "US officials" speak for the United States; lawmakers, soldiers and bloggers only for themselves."""
    if len(states) > 1:
        return tuple(dict.fromkeys(states))
    if _ONLY_THEMSELVES.search(who) and not written.endswith(("'s", "’s")):
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

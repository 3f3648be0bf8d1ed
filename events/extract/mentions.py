"""Who is named where in a text: known names, names behind a title, and unnamed groups such as "US officials"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from events.extract.lexicon import Actor, Lexicon, any_of

_CAPITAL = r"[A-ZÀ-ÞŁŚŽ][\w'’-]+"
_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|[A-Z]\.|von|der|de|bin)){{1,3}}"
_GROUP = (
    r"(?P<who>(?:senior |top |high-ranking |unnamed |anonymous |unidentified |former |other |several |some |two |three |intelligence |military |defen[cs]e |"
    r"government |administration |national security |security |presidential |diplomatic |army |Western |police |parliamentary |opposition |ruling[- ]party |front-?line |special )*"
    r"(?:officials?|officers?|spies|spy agency|spy chief|assessments?|estimates?|intelligence(?: (?:services?|agency|agencies|community|data|sources|assessments?|reports?|officials?))?|military|government|authorities|administration|"
    r"sources?|army|forces|diplomats?|commanders?|lawmakers?|MPs?|legislators?|parliamentarians?|envoy|ambassador|troops|soldiers?|servicem[ae]n|fighters|prisoners?|POWs?|"
    r"spokes(?:man|woman|person)|representatives?|media|press|defen[cs]e ministry|foreign ministry|Defen[cs]e Ministry|Foreign Ministry|embassy|parliament|analysts?|experts?|paratroopers?|drone operators?|medics?|doctors?|state media|bloggers?|military bloggers|milbloggers)\b)"
)
_SPOKEN_FOR = (
    r"(?P<who>(?:(?:an?|the|one|another|two|several|some|unnamed|senior|top|high-ranking|former|anonymous|unidentified|deputy|chief|official|informed) )*"
    r"(?:officials?|spokes(?:man|woman|person|people)|representatives?|sources?|officers?|analysts?|experts?|assessments?|researchers?|diplomats?|interlocutors?)"
    r"(?: (?:for|from|of|at|in|with|within|inside|close to) (?:the )?))$"
)
_VERBS = r"(?:said|says|told|added|noted|stated|wrote|explained|reported|confirmed|claimed|warned|recalled|estimates|estimated|believes|announced)"
_BESIDE_VERB = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.] )(?P<name>{_NAME})(?= (?:also |later |has |had )?{_VERBS}\b)",
        rf"[,”\"’] {_VERBS} (?P<name>{_NAME})",
        rf"[Aa]ccording to (?P<name>{_NAME})",
        rf", (?P<name>{_NAME})(?=, {_VERBS}\b)",
    )
)
_STATES_HEAD = r"(?:the )?(?:head|chief|director|commander) of (?:the )?$"


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named at a place in the text."""

    start: int
    end: int
    names: tuple[str, ...]
    kind: str  # person, agency, state, outlet, channel, group, captive
    roles: tuple[str, ...] = ()
    rule: str = "known-name"

    @property
    def label(self) -> str:
        """The names as a draft gives them."""
        return "; ".join(self.names)


def find_mentions(text: str, lexicon: Lexicon) -> list[Mention]:
    """Everybody whom ``text`` names, in order, the longest reading of each place."""
    found = [
        *_known(text, lexicon),
        *_titled(text, lexicon),
        *(m for match in _described(text) if (m := _person(match, lexicon, "")) is not None),
        *_callsigns(text),
        *_lawmakers(text),
        *_captives(text),
        *_military_units(text),
        *_groups(text, lexicon),
    ]
    found = _longest(found)
    found.extend(_surnames(text, lexicon, found))
    return [_widen(mention, text, lexicon) for mention in _longest(found)]


def _longest(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if not any(mention.start < other.end and other.start < mention.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _known(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    for match in lexicon.names.finditer(text):
        actor = lexicon.actors.get(match.group().replace("’", "'").replace("\u00a0", " "))
        if actor is not None and _is_speaker(match, text, actor):
            yield Mention(match.start(), match.end(), (actor.name,), actor.kind, actor.roles)


def _is_speaker(match: re.Match[str], text: str, actor: Actor) -> bool:
    """Short names that are also other words: X the channel, Time, Independent, Astra."""
    behind, ahead = text[: match.start()], text[match.end() :]
    if match.group() == "X":
        return bool(re.search(r"\b(?:on|to) $", behind))
    if actor.name in {"Time", "Independent", "Babel", "Astra", "Telegraph", "Guardian", "NV", "RT", "Economist"}:
        return bool(
            re.search(r"(?:\b[Tt]he|to|by|citing|told) $", behind) or match.group().startswith("The ")
        ) and not re.match(r" [A-Z]", ahead)
    return True


@lru_cache(maxsize=4)
def _title_patterns(lexicon_id: int, ranks: str, posts: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    del lexicon_id
    before = rf"(?P<title>(?<!\w)(?:(?:{ranks})|(?i:{posts}))),? (?P<name>{_NAME})"
    after = rf"(?P<name>{_NAME}), (?P<title>(?:(?:an?|the|who|one of|deputy|chief|acting|former|senior|head|spokes\w+|commander|director)\b)[^,.;“\"]{{2,110}}?(?:,|\.|$| said| told))"
    return re.compile(before), re.compile(after)


def _titled(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    titles = lexicon.files["titles"]
    before, after = _title_patterns(id(lexicon), any_of(titles["ranks"]), any_of(titles["posts"]))
    for match in before.finditer(text):
        if (mention := _person(match, lexicon, match["title"])) is not None:
            yield mention
    for match in after.finditer(text):
        roles = " ".join(match["title"].split()[:6])
        if re.search(rf"(?i)\b(?:{any_of(titles['posts'])})\b", match["title"]) and (
            mention := _person(match, lexicon, roles)
        ):
            yield mention


def _described(text: str) -> Iterator[re.Match[str]]:
    """Two or three capitals beside a reporting word: "Jane Roe said", "said Jane Roe", "a medic, Jane Roe, said"."""
    for pattern in _BESIDE_VERB:
        yield from pattern.finditer(text)


def _callsigns(text: str) -> Iterator[Mention]:
    """Soldiers known by a callsign: "with the callsign Kit"."""
    for match in re.finditer(
        r"\b(?:[Cc]all ?signs?|nicknamed|nom de guerre|goes by|known only as) (?:is |of |was |the name )?[“\"'‘]?(?P<name>[A-Z][a-z]+)",
        text,
    ):
        yield Mention(match.start("name"), match.end("name"), (match["name"],), "person", ("soldier",), "callsign")


def _lawmakers(text: str) -> Iterator[Mention]:
    """Lawmakers of no named country are Seoul's where its intelligence service briefs them."""
    if re.search(r"\bNIS\b|National Intelligence Service|National Assembly", text):
        for match in re.finditer(r"(?<![\w-])(?:(?:two|three|several|some|other|the) )?(?:lawmakers|MPs)\b", text):
            yield Mention(match.start(), match.end(), ("South Korean lawmakers",), "group", ("lawmaker",), "lawmakers")


def _captives(text: str) -> Iterator[Mention]:
    """Prisoners, who are never named."""
    pattern = r"(?<![\w-])(?:[Bb]oth|[Tt]he two|[Oo]ne of the|[Tt]he|[Oo]ne|[Aa]) (?P<who>(?:captured|wounded|detained) (?:North Korean )?(?:soldier|m[ae]n|serviceman|fighter|troop)s?|prisoners?(?: of war)?|captives?|POWs?|men\b)(?! of)"
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


def _military_units(text: str) -> Iterator[Mention]:
    """Brigades and regiments by number: "the 95th Air Assault Brigade"."""
    pattern = (
        r"\b\d{1,3}(?:st|nd|rd|th) (?:[A-Z][\w-]+ ){0,5}?(?P<noun>Brigade|Regiment|Battalion|Division|Corps|Army)\b"
    )
    for match in re.finditer(pattern, text):
        yield Mention(match.start(), match.end(), (match.group(),), "agency", (match["noun"].lower(),), "military-unit")


def _person(match: re.Match[str], lexicon: Lexicon, title: str) -> Mention | None:
    words = match["name"].split()
    stop = set(lexicon.words("titles", "not_names"))
    titles = {part for rank in lexicon.words("titles", "ranks") for part in rank.split()}
    posts = {part for post in lexicon.words("titles", "posts") for part in post.split()}
    titles |= {post.title() for post in posts}
    start = match.start("name")
    while words and (
        words[0] in stop or words[0] in titles or words[0].endswith(("'s", "’s")) or words[0].lower() in posts
    ):
        start += len(words[0]) + 1
        words = words[1:]
    while words and (words[-1] in stop or words[-1].endswith(("'s", "’s"))):
        words = words[:-1]
    if len(words) < 2 or any(word in stop or word.strip(".'’") in stop for word in words):
        return None
    name = " ".join(words)
    if name in lexicon.actors:
        return None
    roles = _roles_in(title, lexicon)
    return Mention(start, start + len(name), (name,), "person", roles, "named-with-title")


def _roles_in(title: str, lexicon: Lexicon) -> tuple[str, ...]:
    nouns = lexicon.words("reporting", "person_nouns")
    lowered = title.lower()
    found = [noun for noun in nouns if re.search(rf"\b{re.escape(noun)}\b", lowered)]
    ranks = {
        "gen": "general",
        "col": "colonel",
        "lt": "lieutenant",
        "rep": "lawmaker",
        "sgt": "sergeant",
        "maj": "major",
        "capt": "captain",
        "adm": "admiral",
        "sen": "senator",
    }
    found.extend(noun for short, noun in ranks.items() if re.search(rf"\b{short}\b", lowered))
    return tuple(found)


@lru_cache(maxsize=4)
def _group_pattern(adjectives: str) -> re.Pattern[str]:
    article = r"(?:(?:an?|the|one|another|senior|top|high-ranking|unnamed|anonymous|former|two|three|several|some|many|other) )*"
    return re.compile(
        rf"(?<![\w-])(?P<lead>{article})(?P<states>(?:{adjectives})(?:(?:, (?:and )?| and |-)(?:{adjectives}))*) {_GROUP}"
    )


def _groups(text: str, lexicon: Lexicon) -> Iterator[Mention]:
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


_ONLY_THEMSELVES = re.compile(
    r"lawmaker|mps?$|legislator|parliamentarian|soldier|troops|servicem|fighters|prisoner|pows?$|analyst|expert|blogger|paratrooper|"
    r"medic|doctor|operator|media|press|diplomat|commander|officers?$|envoy|ambassador"
)
_MILITARIES = {
    "South Korea": "South Korean military",
    "Ukraine": "Ukrainian military",
    "Russia": "Russian military",
    "United States": "Pentagon",
}


def _group_names(states: list[str], who: str, written: str) -> tuple[str, ...]:
    """ "US officials" speak for the United States; lawmakers, soldiers and bloggers only for themselves."""
    if len(states) > 1:
        return tuple(dict.fromkeys(states))
    if _ONLY_THEMSELVES.search(who):
        return (f"{written} {who}",)
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
        r"lawmaker|mp\b|official|officer|diplomat|commander|spokes\w+|representative|soldier|ambassador|envoy|source|expert|analyst",
        who,
    )
    return (noun.group(),) if noun else ()


def _surnames(text: str, lexicon: Lexicon, found: list[Mention]) -> Iterator[Mention]:
    """Later mentions of a person by the last word of the name, or the first for Korean names."""
    people = {m.names[0]: m for m in reversed(found) if m.kind == "person"}
    short: dict[str, Mention] = {}
    for name, mention in people.items():
        known = lexicon.actors.get(name)
        parts = name.split()
        candidates = [parts[-1]] if not _is_korean(parts) else [parts[0]]
        candidates += [s for s, actors in lexicon.surnames.items() if known in actors]
        for surname in candidates:
            if surname not in short or mention.start < short[surname].start:
                short[surname] = mention
    if not short:
        return
    for match in re.finditer(rf"(?<![\w-])(?:{any_of(short)})(?![\w-]|\.\w| [A-Z][a-z]+-)", text):
        person = short.get(match.group())
        if (
            person is not None
            and match.start() > person.start
            and not re.search(r"Kim $|Jong[ -]$", text[: match.start()])
        ):
            yield replace(person, start=match.start(), end=match.end(), rule="surname")


def _is_korean(parts: list[str]) -> bool:
    return len(parts) >= 2 and (
        ("-" in parts[-1] and parts[-1].split("-")[-1][:1].islower())
        or len(parts) == 3
        and len(parts[0]) <= 5
        and parts[0] in {"Kim", "Lee", "Park", "Choe", "Choi", "Jong", "Ri", "Cho", "Yoon", "Shin", "Pak", "Han"}
    )


def _widen(mention: Mention, text: str, lexicon: Lexicon) -> Mention:
    """Take in "a spokesman for the …" before a body, and the initials in brackets behind it."""
    start, end, kind, names, roles, rule = (
        mention.start,
        mention.end,
        mention.kind,
        mention.names,
        mention.roles,
        mention.rule,
    )
    bracket = re.match(r" ?\((?:[A-ZА-Я][\w-]{1,9}|the [\w ]+)\)", text[end:])
    if bracket and kind in {"agency", "state", "group"}:
        end += bracket.end()
    spokes = re.match(
        r"(?:['’]s)? (?:official|spokes(?:man|woman|person)|representative|source|officer)s?\b(?! [A-Z])", text[end:]
    )
    if spokes and kind in {"agency", "group"}:
        end += spokes.end()
        rule, roles = "speaks-for", (*roles, *_roles_in(spokes.group(), lexicon))
    if kind in {"agency", "state", "outlet", "group"}:
        before = text[max(0, start - 80) : start]
        spoken = re.search(_SPOKEN_FOR, before)
        if spoken and not (kind == "state" and re.search(r" (?:in|at|inside) (?:the )?$", spoken.group())):
            start -= len(before) - spoken.start("who")
            rule, roles = "speaks-for", (*roles, *_roles_in(spoken["who"], lexicon))
        head = re.search(_STATES_HEAD, before)
        if head and names[0] in lexicon.heads:
            actor = lexicon.heads[names[0]]
            start -= len(before) - head.start()
            return Mention(start, end, (actor.name,), "person", actor.roles, "head-of")
    return Mention(start, end, names, kind, roles, rule)

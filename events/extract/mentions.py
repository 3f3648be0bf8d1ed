"""Who is named where in a text: known names, names behind a title, and unnamed groups."""

import re
from collections.abc import Iterator
from dataclasses import replace

from events.extract.bodies import find_bodies, find_military_units, find_ministries
from events.extract.groups import find_based, find_captives, find_groups, find_lawmakers, find_locals
from events.extract.lexicon import Actor, Lexicon
from events.extract.mention import Mention
from events.extract.people import find_callsigns, find_described, find_first_names, find_surnames, find_titled, roles_in

_SPOKEN_FOR = (
    r"(?P<who>(?:(?:an?|the|one|another|two|several|some|unnamed|senior|top|high-ranking|"
    r"former|anonymous|unidentified|deputy|chief|official|informed) )*"
    r"(?:officials?|spokes(?:man|woman|person|people)|representatives?|sources?|officers?|"
    r"analysts?|experts?|assessments?|researchers?|diplomats?|interlocutors?|medics?|soldiers?|servicem[ae]n|commanders?|"
    r"fighters?|snipers?|operators?|pilots?|sergeants?|lieutenants?|captains?|majors?|colonels?|gunners?|paratroopers?|scouts?)"
    r"(?: (?:for|from|of|on|at|in|with|within|inside|close to) (?:the )?))$"
)


_ONLY_THERE = re.compile(  # a diplomat in Seoul speaks for somebody else, an official in Seoul for South Korea
    r"^(?!.*\b(?:[Oo]fficials?|officers?) (?:in|at) (?:Kyiv|Kiev|Seoul|Washington|Moscow|Pyongyang|London|Tokyo|Berlin|"
    r"Paris|Warsaw|Beijing)$)"
    r".* (?:in|at|inside) (?:the )?\S+(?: \S+)?$"
)
_STATES_HEAD = (
    r"(?<!deputy )(?<!vice )(?<!former )(?<!first )(?:the )?\b(?:head|chief|director|"
    r"commander) of (?:the )?$"
)
_NAMED_BEFORE = re.compile(
    r"(?!\w*day\b|January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b[A-Z][\w’'-]+, (?:the |then-|a )?$"
)


def find_mentions(text: str, lexicon: Lexicon) -> list[Mention]:
    """Everybody whom ``text`` names, in order, the longest reading of each place."""
    found = [
        *_known(text, lexicon),
        *find_titled(text, lexicon),
        *find_described(text, lexicon),
        *find_callsigns(text),
        *find_first_names(text, lexicon),
        *find_lawmakers(text),
        *find_based(text, lexicon),
        *find_captives(text),
        *find_locals(text, lexicon),
        *find_military_units(text),
        *find_ministries(text, lexicon),
        *(body for body in find_bodies(text) if not _has_known(body, text, lexicon)),
        *find_groups(text, lexicon),
    ]
    found = _longest(found)
    found.extend(find_surnames(text, lexicon, found))
    return _as_written([_widen(mention, text, lexicon) for mention in _longest(found)], text, lexicon)


def _as_written(mentions: list[Mention], text: str, lexicon: Lexicon) -> list[Mention]:
    """People by the spelling of their full name that the article uses: "Jeon Ha-gyu", not "Jeon Ha-kyu"."""
    house, written = set(lexicon.words("people", "house")), dict[str, str]()
    for mention in mentions:
        words = text[mention.start : mention.end]
        if mention.kind == "person" and mention.label not in house and _spells_alike(words, mention.label):
            written.setdefault(mention.label, words)
    return [replace(m, names=(written[m.label],)) if m.kind == "person" and m.label in written else m for m in mentions]


def _spells_alike(words: str, name: str) -> bool:
    """Whether ``words`` are ``name`` in another transliteration: as many words, with the same initials."""
    first, second = words.split(), name.split()
    return (
        words != name
        and len(first) == len(second) > 1
        and all(a[0] == b[0] for a, b in zip(first, second, strict=True))
    )


def _has_known(body: Mention, text: str, lexicon: Lexicon) -> bool:
    """Whether a known name stands in what looks like an unknown body's."""
    known = lexicon.names.search(text, body.start, body.end + 40)
    return known is not None and known.start() < body.end


def _longest(found: list[Mention]) -> list[Mention]:
    """Of mentions that overlap, the longest."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, m.start - m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
        else:
            kept.append(mention)
    return kept


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
        rule, roles = "speaks-for", (*roles, *roles_in(spokes.group(), lexicon))
    if kind in {"agency", "state", "outlet", "group"}:
        before = text[max(0, start - 80) : start]
        spoken = re.search(_SPOKEN_FOR, before, re.IGNORECASE)
        if spoken and not (kind == "state" and _ONLY_THERE.search(f"{spoken.group()}{text[start:end]}")):
            start -= len(before) - spoken.start("who")
            rule, roles = "speaks-for", (*roles, *roles_in(spoken["who"], lexicon))
        head = re.search(_STATES_HEAD, before, re.IGNORECASE)
        if head and not _NAMED_BEFORE.search(before[: head.start()]):
            start -= len(before) - head.start()
            rule = "speaks-for"
            if names[0] in lexicon.heads:
                actor = lexicon.heads[names[0]]
                return Mention(start, end, (actor.name,), "person", actor.roles, "head-of")
    return Mention(start, end, names, kind, roles, rule)

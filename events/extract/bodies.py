"""Bodies that speak and that no list names one by one: ministries of states, institutes, units by number."""

import re
from collections.abc import Iterator
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.mention import Mention


def find_bodies(text: str) -> Iterator[Mention]:
    """Bodies that the data files do not know: capitals that end in a word such as Institute or Corporation."""
    last = (
        r"(?:Corporation|Institute|Cent(?:er|re)|Foundation|Initiative|Observatory|Network|"
        r"Association|University|Council|Committee|"
        r"Commission|Agency|Group|Project|Company|Society|Bureau|Office|Team)"
    )
    for match in re.finditer(
        rf"(?<![\w-])(?:[A-Z][\w'’-]+ ){{1,4}}{last}(?: (?:for|of|on) (?:the )?[A-Z][\w-]+(?: "
        rf"[A-Z][\w-]+){{0,3}})?(?![\w-])",
        text,
    ):
        name = re.sub(r"^(?:The|In|At|By|On|For|According|Meanwhile) ", "", match.group())
        if " " in name:
            yield Mention(match.end() - len(name), match.end(), (name,), "agency", (name.split()[-1].lower(),), "body")


def find_military_units(text: str) -> Iterator[Mention]:
    """Brigades and regiments by number: "the 95th Air Assault Brigade"."""
    pattern = (
        r"\b\d{1,3}(?:st|nd|rd|th) (?:[A-Z][\w-]+ ){0,5}?(?P<noun>Brigade|Regiment|Battalion|Division|Corps|Army)\b"
    )
    for match in re.finditer(pattern, text):
        yield Mention(match.start(), match.end(), (match.group(),), "agency", (match["noun"].lower(),), "military-unit")


@lru_cache(maxsize=4)
def _ministry_pattern(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, tuple[str, str]], dict[str, str]]:
    """The pattern, what a written form means (kind, noun), and the state that an adjective or name means."""
    kinds, named = lexicon.files["ministries"]["kinds"], lexicon.files["ministries"]["states"]
    forms = {form: (kind, entry["noun"]) for kind, entry in kinds.items() for form in entry["forms"]}
    states = {word: name for name, state in named.items() for word in state["owners"]}
    body, owner, state = any_of(forms), any_of(states), any_of(named)
    pattern = re.compile(
        rf"(?<![\w-])(?:(?:(?P<owner>{owner})|(?P<whose>{state}), whose) (?:own |top )?(?P<body>{body})|"
        rf"(?P<of_body>{body}) of (?:the )?(?P<of_state>{state}))(?![\w-])"
    )
    return pattern, forms, states


def find_ministries(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """As in "Japan's defence ministry", "Ministry of Defense of Ukraine", "South Korea, whose spy agency"."""
    pattern, forms, states = _ministry_pattern(lexicon)
    for match in pattern.finditer(text):
        owner = match["owner"]
        state = states[owner.replace("’", "'")] if owner else match["whose"] or match["of_state"]
        kind, noun = forms[(match["body"] or match["of_body"]).replace("\u00a0", " ").replace("’", "'")]
        name = lexicon.files["ministries"]["states"][state].get(kind)
        rule = "whose" if match["whose"] else "known-name"
        if name is not None:
            yield Mention(match.start(), match.end(), (name,), "agency", (noun, noun.split()[-1]), rule)

"""Whose a claim is without a verb of saying: "according to X", "citing X", "X's estimate"."""

import re
from dataclasses import replace

from events.extract.hits import Hit, Spoken, how_found, person_follows, phrases
from events.extract.lexicon import Lexicon, any_of
from events.extract.mention import Mention

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:put|estimated|placed|given|assessed|reckoned|reported|counted|numbered|set|"
    r"pegged|"
    r"believed|thought|calculated|judged)\b(?:[^.;,“\"]|,(?=\d)){1,60}?\bby(?= (?:[A-Z]|the [A-Z]|[a-z]+ officials))"
)


def find_cited(spoken: Spoken, everyone: list[Mention], lexicon: Lexicon) -> list[Hit]:
    """Those whom a sentence cites."""
    reporting = lexicon.files["reporting"]
    found = []
    for kind, key in (("citing", "citing"), ("according", "according_to"), ("citing", "citing_outlet")):
        for match in phrases(tuple(reporting[key])).finditer(spoken.text):
            if spoken.masked[match.start()] == "§" or _cites_nobody(spoken, match, kind, key):
                continue
            if (hit := _object_of(spoken, match, kind, everyone)) is not None:
                found.append(replace(hit, relay=_relay_of(spoken, match, everyone)) if kind == "citing" else hit)
    for match in _PASSIVE.finditer(spoken.masked):
        if (hit := _object_of(spoken, match, "according", everyone)) is not None:
            found.append(hit)
    return [*found, *_in_words_of(spoken, everyone, lexicon)]


def _cites_nobody(spoken: Spoken, match: re.Match[str], kind: str, key: str) -> bool:
    """As in "cited by Suspilne", "referring to a report by the UN", "the 6,000 announced by Shoigu"."""
    if kind == "citing" and spoken.text.startswith((" by ", " in ", " as "), match.end()):
        return True
    if re.fullmatch(r"\w+ by|(?:is|are|was|were|as|an?) .*by", match.group()) and _is_participle(spoken.text, match):
        return True
    if key == "citing_outlet":
        return not any(m.kind == "outlet" and m.end <= match.start() for m in spoken.mentions)
    before = spoken.text[: match.start()]
    return kind == "according" and re.search(r"\b(?:referring to|citing|based on) (?:a |the )?$", before) is not None


def _relay_of(spoken: Spoken, match: re.Match[str], everyone: list[Mention]) -> str | None:
    """As in "Tass quoted Shoigu", "he quoted the NIS": the one right before the word."""
    before = [m for m in everyone if m.end <= match.start() and m.kind not in {"channel", "captive"}]
    nearest = before[-1] if before else None
    opener = next((m for m in before if m.kind == "person" and m.start < 30), None)
    if opener and nearest and spoken.text[nearest.end : match.start()].startswith(", "):
        aside = spoken.text[opener.end : match.start()]
        return opener.label if re.search(r", (?:who|a|an|the) ", aside) and aside.count(",") <= 3 else nearest.label
    is_next = nearest and re.fullmatch(r",? (?:also |later |then |in turn )?", spoken.text[nearest.end : match.start()])
    return nearest.label if nearest and is_next else None


def _is_participle(text: str, match: re.Match[str]) -> bool:
    """As in "beyond the 6,000 announced by Shoigu": a part of what another says, unless a comma sets it off."""
    if re.match(r"(?:as|is|are|was|were) |[^ ]+$|an? ", match.group()):
        return False
    before = text[: match.start()]
    return not re.search(r"(?:[,(–—] ?|^|\b(?:was|were|is|are|been|being|as|first) )$", before)


def _in_words_of(spoken: Spoken, everyone: list[Mention], lexicon: Lexicon) -> list[Hit]:
    """As in "in Kirby's words", "by his count", "on Kyiv's estimate"."""
    nouns = any_of(lexicon.words("reporting", "possessed"))
    found = []
    for mention in everyone:
        lead = re.search(
            r"(?:^|[,;(–—] ?|that )(?P<word>[Bb]y|[Ii]n|[Oo]n|[Gg]oing by) (?:the )?$", spoken.text[: mention.start]
        )
        own = r"" if mention.rule == "pronoun" else r"['’]s?"
        behind = re.match(rf"{own} (?:own |latest |new )?(?:{nouns})\b", spoken.text[mention.end :])
        if lead and behind and mention.kind not in {"channel", "captive"} and spoken.masked[mention.start] != "§":
            end = mention.end + behind.end()
            found.append(
                Hit(
                    "according",
                    mention.names,
                    mention.kind,
                    mention.start,
                    end,
                    lead.start("word"),
                    end,
                    how_found(mention),
                )
            )
    return found


def _object_of(spoken: Spoken, match: re.Match[str], kind: str, everyone: list[Mention]) -> Hit | None:
    later = sorted(
        (m for m in everyone if m.start >= match.end() - 1 and m.kind != "channel"),
        key=lambda m: m.start,
    )
    for index, mention in enumerate(later[:6]):
        gap = spoken.text[match.end() : mention.start]
        if not re.fullmatch(
            r" ?(?:(?:\w\.)+ |[\w’'-]+,? (?!and\b)|Lt\. |Col\. |Gen\. |Maj\. |Rep\. ){0,9}", gap
        ) or re.search(r"\b(?:that|said|says|as|about|on)\b", gap):
            return None
        if mention.kind in {"state", "group", "agency"} and person_follows(spoken, mention):
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
            how_found(mention),
        )
    return None


def find_own_counts(spoken: Spoken, lexicon: Lexicon) -> list[Hit]:
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

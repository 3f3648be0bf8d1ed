"""A number that is a figure, and what rates and shares add to it."""

import re
from dataclasses import dataclass

from events.extract.lexicon import Lexicon
from events.extract.numbers import Number

RATE = re.compile(
    r"^(?: (?:soldiers|troops|men|casualties|losses|personnel))?(?: (?:killed|wounded|or|and|injured|lost))*,? "
    r"(?:(?:a|per|each|every) (?P<span>day|week|month)|(?P<adverb>daily|weekly|monthly))\b"
)
_RATE_LATER = re.compile(
    r"(?: [\w-]+){1,9} (?:per|each|every(?: single)?|"
    r"(?<!in )(?<!within )(?<!over )(?<!for )(?<!during )(?<!than )a(?= \w+(?! (?:later|ago|earlier|before|after|of|"
    r"when|since)))) "
    r"(?P<span>day|week|month)\b(?! (?:later|ago|earlier|before|after|of|since))|(?: [\w-]+){1,4} "
    r"(?P<adverb>daily|weekly|monthly)\b"
)
_RATE_BEFORE = re.compile(
    r"\b(?:(?P<adverb>daily|weekly|monthly) (?:\w+ ){0,3}?(?:of|at|average|to|were|was|reach\w*)|"
    r"(?:each|every|per) (?P<span>day|week|month),? (?:\w+ ){0,4})[^.;]{0,25}$",
    re.IGNORECASE,
)
_SPANS = {"daily": "day", "weekly": "week", "monthly": "month"}
_WHOLE = re.compile(
    r"^,? (?:of|can|could|can[’']t|cannot|may|might|no longer|never|fell|lost|did|remain\w*|are|were|have|had|has|"
    r"was|is|dead|killed|casualt\w+|losses|the)\b"
)
_OF_THAT = re.compile(
    r" of (?:that|it|this|those|these)\b(?: (?:number|total|figure|sum|amount|force|ground|area|territory|land))?"
    r"(?=[.,;)]|$| (?:was|were|is|are|has|have|had|lost|again|by|in|since|dead|killed|wounded|and|at|on)\b)"
)
_ACTS = re.compile(
    r" (?:was|were|had|has|have|is|are|will|would|could|can|may|never|did|died|fell|came|made|got|survived|reached|"
    r"returned|crossed|surrendered|became|remained|lost|ended|managed)\b"
)
SHARED = re.compile(
    r"\b(?:whom|them|these|those|soldiers?|troops|personnel|contingent|force|forces|territory|"
    r"land|area|ground|region|shells?|"
    r"ammunition|artillery|munitions|casualties|losses|men|units?|North Koreans|army|killed|"
    r"brigades?|group|fighters|deployed|"
    r"strength|manpower|incursion|equipment|captives|dead|wounded|loss|number|drones|missiles|"
    r"rounds|pocket|bridgehead|salient|guns|howitzers|attackers|recruits|"
    r"sappers|"
    r"villages|settlements|km|kilometers|kilometres|miles|gains|captured|wave|intake|deaths|fatalities|prisoners|"
    r"mines|homes|levels?|pace|rate|volume|output|production|supply|supplies|deliveries|stocks?|stockpiles?|"
    r"defenders|garrison|corps|regiments?|battalions?|survivors|newcomers|workers|labou?rers|builders)\b",
    re.IGNORECASE,
)
_SHARE_BEFORE = re.compile(
    r"\b(?:casualt\w+|loss(?:es)?|strength|contingent|manpower|territory|destroyed|lost|"
    r"decimate\w*|killed|wounded|share|ratio|"
    r"proportion|recaptured|retaken|regained|controls?|retook|dead|shells|ammunition)\b"
)


_REDUCED = re.compile(
    r"\b(?:contingent|troops|forces?|brigades?|battalions?|regiments?|units?|ranks|strength|soldiers|manpower|army|corps)\b"
    r"[^.;]{0,80}\b(?:reduced|thinned|depleted|shrunk|whittled down|diminished|worn down|cut|ground down|weakened) "
    r"(?:[a-z]+ )?by (?:about |some |nearly |roughly )?$"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that is a figure: its words, unit and the noun that it counts."""

    number: Number
    start: int
    end: int
    unit: str
    noun: str


_ARMS = re.compile(
    r"\b(?P<noun>shells|rounds|missiles|rockets|containers|howitzers|guns|tanks|drones|mines)\b", re.IGNORECASE
)
_NUMBER_OF = re.compile(
    r"\b(?:numbers?|totals?|counts?|tally|stocks?|supply|supplies|deliveries|shipments?) of (?:[\w-]+ ){0,3}?"
    r"(?P<noun>shells|rounds|missiles|rockets|containers|howitzers|guns|tanks|drones|mines|launchers|vehicles|"
    r"brigades|battalions|villages|settlements)\b"
)
_MEN = re.compile(
    r"\b(?:soldiers?|troops|servicemen|North Koreans|Koreans|Russians|men|fighters|casualties|officers)\b"
)


def find_share(text: str, number: Number, kept: list[Counted]) -> Counted | None:
    """A percentage or fraction, when it is one of soldiers, losses, materiel or ground."""
    behind = text[number.end : number.end + 70]
    clause = re.split(r"[.;]|,(?!\d)", behind)[0]
    noun = SHARED.search(clause)
    near = text[max(0, number.start - 70) : number.start]
    whole = _WHOLE.match(behind) and (noun or SHARED.search(near))
    attributive = re.match(r" (?:North Korean|Russian|Ukrainian|casualt|loss)", behind)
    ratio = number.qualifier == "share" and noun is not None and noun.start() < 25
    part = (
        kept
        and re.search(r"(?:and|or|,|to|:) (?:about |some |nearly |roughly |only |just |perhaps )?$", near)
        and (
            number.qualifier != "half"
            or re.search(r"\b[Oo]f [^,;]*[\d,]+ [^,;]{3,60}, (?:about |some |nearly )?$", near)
        )
    )
    part = part or _REDUCED.search(text[max(0, number.start - 140) : number.start])
    acts = number.qualifier == "share" and _ACTS.match(behind)
    of_that = _OF_THAT.match(behind)
    if not (of_that or whole or attributive or ratio or acts or part or _SHARE_BEFORE.search(near)):
        return None
    reach = re.match(r" of \D{0,40}$", clause[: noun.end()]) if noun else None
    end = number.end + (noun.end() if noun and reach else 0)
    return Counted(number, number.start, end, "percent", noun.group() if noun else "")


def arms_before(text: str, number: Number) -> str | None:
    """The arms that "of them" means, where a sentence names some and nobody else."""
    before = text[: number.start]
    named = _ARMS.search(before)
    return named.group("noun").lower() if named and not _MEN.search(before) else None


def arms_numbered(text: str, number: Number, lexicon: Lexicon) -> str | None:
    """The arms that "the number of shells was by now close to 12 million" counts."""
    named = None
    for match in _NUMBER_OF.finditer(text, 0, number.start):
        named = match
    if named is None:
        return None
    units = lexicon.files["units"]["units"]
    return next((unit for unit, nouns in units.items() if named["noun"] in nouns and unit != "persons"), None)


def with_rate(text: str, number: Number, end: int, unit: str) -> str:
    """The unit, "per day" where the words round the number make it a rate."""
    behind = text[number.end :]
    match = (
        RATE.match(text[end:])
        or RATE.match(behind)
        or _RATE_LATER.match(behind)
        or _RATE_BEFORE.search(text[: number.start])
    )
    if match is None:
        return unit
    return f"{unit} per {match['span'] or _SPANS[match['adverb'].lower()]}"

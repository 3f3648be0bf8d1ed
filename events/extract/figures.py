"""Which numbers of a sentence are figures: how many soldiers, units, losses, how much materiel or ground."""

import re
from dataclasses import dataclass
from functools import lru_cache

from events.extract.dates import DateMention
from events.extract.lexicon import Lexicon, any_of
from events.extract.numbers import Number, find_numbers

_LOSS = r"killed|wounded|injured|dead|died|captured|missing|deserted|hurt|taken prisoner|fled|perished|lost|surrendered|withdrawn|in reserve|deployed|arrived|sent|engaged|fighting"
_ELLIPSIS = re.compile(
    rf"^,? ?(?:of (?:them|whom|these|those|its|their|the)\b|(?:others?|more|additional)?,? ?(?:(?:who |that )?(?:were|was|are|is|being|had been|have been|has been|have|had|has|may have been|reportedly|already|now|believed|be|seriously|severely|later|remain|remained|still) ?)*(?:{_LOSS})\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:casualt(?:y|ies)|loss(?:es)?|deaths?|dead|killed|wounded|injured|missing|captured|deserters|number(?:s|ed|ing)?|total(?:s|ed|l?ing)?|toll|strength|count|contingent|troops|soldiers|ranks|force|presence|deployment|group(?:ing)?|reinforcements|estimate|figure|prisoners|tally)\b"
    r"[^.;,]{0,60}?\b(?:at|to|reach(?:ed|es|ing)?|is|was|are|were|of|pass(?:ed|es)?|number(?:ed|ing|s|ed at)?|be|now|stand(?:s|ing)? at|stood at|as|total(?:ed|led|ing|s)?|hit|from|grew|grow|rise|rose|exceeded|had|have|has|than|approaching|dead|wounded|killed|injured|include[ds]?) ?(?:already |now |almost |the )*$",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"\b(?:dead|wounded|injured|killed|casualties|losses|deaths|missing|captured|tops?|prisoners|soldiers|troops)(?: now)?:? $",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"^(?: (?:soldiers|troops|men|casualties|losses|personnel))?,? (?:(?:a|per|each|every) (?P<span>day|week|month)|(?P<adverb>daily|weekly|monthly))\b"
)
_RATE_BEFORE = re.compile(
    r"\b(?:(?P<adverb>daily|weekly|monthly) (?:\w+ ){0,3}?(?:of|at|average|to|were|was|reach\w*)|(?:each|every) (?P<span>day|week|month),? (?:\w+ ){0,4})[^.;]{0,25}$",
    re.IGNORECASE,
)
_SPANS = {"daily": "day", "weekly": "week", "monthly": "month"}
_WHOLE = re.compile(r"^(?:,)? (?:of|are|were|have|had|has|was|is|dead|killed|casualt\w+|losses)\b")
_SHARED = re.compile(
    r"\b(?:whom|them|these|those|soldiers?|troops|personnel|contingent|force|forces|territory|land|area|ground|region|shells?|ammunition|artillery|munitions|casualties|losses|men|units?|North Koreans|army|killed|brigades?|group|fighters|initial|deployed|strength|manpower|incursion|equipment|captives|dead|wounded|loss|number|drones|missiles|rounds)\b"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that is a figure: its words, unit and the noun that it counts."""

    number: Number
    start: int
    end: int
    unit: str
    noun: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that is none, and why."""

    number: Number
    reason: str


def find_counted(
    text: str, offset: int, dates: list[DateMention], lexicon: Lexicon
) -> tuple[list[Counted], list[Refused]]:
    """The figures of a sentence in order, and the numbers that are none; positions count from ``offset``."""
    kept: list[Counted] = []
    refused: list[Refused] = []
    for number in find_numbers(text):
        if any(number.digits_start + offset < d.end and d.start < number.end + offset for d in dates):
            continue
        counted = _count(text, number, kept, lexicon)
        if counted is None:
            refused.append(Refused(_moved(number, offset), "no soldiers, losses, materiel or ground counted"))
        else:
            kept.append(counted)
    return [_shift(c, offset) for c in kept], refused


def _shift(counted: Counted, offset: int) -> Counted:
    return Counted(
        _moved(counted.number, offset), counted.start + offset, counted.end + offset, counted.unit, counted.noun
    )


def _moved(number: Number, offset: int) -> Number:
    return Number(
        number.start + offset,
        number.end + offset,
        number.low,
        number.high,
        number.qualifier,
        number.unit,
        number.digits_start + offset,
    )


def _count(text: str, number: Number, kept: list[Counted], lexicon: Lexicon) -> Counted | None:
    if _is_name_or_measure(text, number):
        return None
    if number.unit == "percent":
        return _share(text, number)
    head = _head_noun(text, number, lexicon)
    bare = text[number.digits_start : number.end].lower() in {"a", "an", "half a", "half an"}
    if head is not None:
        unit, noun, end = head
        if not _is_plausible(text, number, unit, noun, bare, lexicon):
            return None
        return Counted(number, number.start, end, _with_rate(text, number, end, unit), noun)
    return None if bare else _without_noun(text, number, kept)


def _is_name_or_measure(text: str, number: Number) -> bool:
    behind = text[number.end : number.end + 40]
    before = text[: number.digits_start]
    if re.match(r"-(?!strong|plus|man\b|soldier|hundred)[A-Za-z]|[A-Za-z]|['’]s\b|/\d|:\d\d|(?:st|nd|rd|th)\b", behind):
        return True
    if re.match(
        r"[ -]?(?:mm|km|kilomet|miles?|meters?|metres?|hours?|days?|weeks?|months?|years?|minutes?|times|percent of the vote|dollars|euros|won\b|hryvni|billion|degrees|a\.m|p\.m|phases?|stages?|directions?|ways|points|flights|occasions|fronts|sides|countries|nations)\b",
        behind,
    ):
        return True
    return bool(
        re.search(
            r"\b(?:[Aa]ged?|No\.|[Pp]age|[Rr]esolution|[Aa]rticle|[Bb]rigade|the age of|[Oo]ffice|[Rr]oom|[Nn]o|[Aa]ny|[Tt]he only|[Ee]very|[Pp]oint|[Pp]hase|[Uu]nit) $",
            before,
        )
    )


def _share(text: str, number: Number) -> Counted | None:
    behind = text[number.end : number.end + 70]
    clause = re.split(r"[.;,]", behind)[0]
    if not _WHOLE.match(behind) or not (
        _SHARED.search(clause) or _SHARED.search(text[max(0, number.start - 60) : number.start])
    ):
        near = text[max(0, number.start - 70) : number.start]
        if not (
            re.search(
                r"\b(?:casualt\w+|loss(?:es)?|strength|contingent|manpower|territory|destroyed|lost|decimate\w*|killed|wounded|share|ratio|proportion|recaptured|retaken|regained|controls?)\b",
                near,
            )
            or re.match(r" (?:North Korean|Russian|Ukrainian|casualt|loss)", behind)
        ):
            return None
    noun = _SHARED.search(clause)
    end = number.end + (noun.end() if noun and noun.end() < 45 else 0)
    return Counted(number, number.start, end, "percent", noun.group() if noun else "")


@lru_cache(maxsize=4)
def _tables(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    units = {noun: unit for unit, nouns in lexicon.files["units"]["units"].items() for noun in nouns}
    nouns = re.compile(rf"(?:{any_of(units)})(?![\w-])", re.IGNORECASE)
    modifiers = re.compile(rf"(?:{any_of(lexicon.words('units', 'modifiers'))})(?![\w])[,-]?")
    return nouns, {noun.lower(): unit for noun, unit in units.items()} | units, modifiers


def _head_noun(text: str, number: Number, lexicon: Lexicon) -> tuple[str, str, int] | None:
    """The last noun of the words that follow a number, when it is one that figures count."""
    nouns, units, modifiers = _tables(lexicon)
    position = number.end + (len("-strong") if text.startswith("-strong", number.end) else 0)
    best: tuple[str, str, int] | None = None
    for _ in range(12):
        gap = re.compile(r"(?:[ \u00a0]|-(?=man\b|soldier))(?:[\"“(]|N\.Korean )?").match(text, position)
        if gap is None:
            break
        noun = nouns.match(text, gap.end())
        modifier = modifiers.match(text, gap.end())
        if noun and not (modifier and len(modifier.group()) > len(noun.group())):
            unit = units.get(noun.group()) or units[noun.group().lower()]
            best, position = (unit, noun.group(), noun.end()), noun.end()
        elif modifier and not (best and re.match(r"(?:of|the|its|their|those|these|or|his)\b", modifier.group())):
            position = modifier.end()
        elif (
            re.compile(
                r"[a-z]+(?:ed|ing)\b(?= (?:North|Russian|soldiers|troops|and))|[A-Z][\w.]+(?= (?:North Korean |Russian )?(?:soldiers|troops|servicemen|fighters)\b)"
            ).match(text, gap.end())
            and best is None
        ):
            position = re.compile(r"[\w.]+").match(text, gap.end()).end()  # type: ignore[union-attr]
        else:
            break
    return best


def _is_plausible(text: str, number: Number, unit: str, noun: str, bare: bool, lexicon: Lexicon) -> bool:
    if bare and (
        unit not in {"brigades", "battalions", "regiments", "divisions", "companies", "platoons"}
        or number.qualifier == "exact"
    ):
        return False
    if noun in {"North Korean", "general", "North Koreans"} and number.low == number.high == 1 and noun == "general":
        return True
    if noun in {"North Korean"} and re.match(
        r" (?!was|were|is|has|had|killed|captured|who|and|in|from|to|on|dead|or|prisoner|surrendered)[a-z]",
        text[number.end + 1 + len(noun) :],
    ):
        return False
    if noun.lower() in lexicon.words("units", "weak") and noun not in {"North Korean"}:
        return bool(
            re.search(
                r"\b(?:North Korean|N\. Korean|Korean|Russian|Ukrainian|soldier|troops|killed|casualt|wounded|injured|artillery|air defen|brigade|captured|personnel|army|military|Kursk|Pyongyang|forces?)",
                text,
            )
        ) and not re.match(r" in (?:the )?(?:charge|place)", text[number.end :])
    return not (
        number.low == number.high == 1
        and text[number.digits_start : number.end].lower() == "one"
        and re.search(r"\bno $", text[: number.start])
    )


def _with_rate(text: str, number: Number, end: int, unit: str) -> str:
    match = _RATE.match(text[end:]) or _RATE.match(text[number.end :]) or _RATE_BEFORE.search(text[: number.start])
    if match is None:
        return unit
    return f"{unit} per {match['span'] or _SPANS[match['adverb'].lower()]}"


def _without_noun(text: str, number: Number, kept: list[Counted]) -> Counted | None:
    """ "8,000 of them", "casualties at around 4,700", "one was destroyed" after "three brigades"."""
    behind, before = text[number.end :], text[: number.start]
    one = number.low == number.high == 1
    ellipsis = _ELLIPSIS.match(behind)
    earlier = [c for c in kept if c.unit not in {"percent"}]
    if one and not (earlier and re.match(r" (?:was|has|had|of (?:them|whom|which))\b", behind)):
        return None
    unit = (
        earlier[-1].unit
        if earlier
        and earlier[-1].unit in {"brigades", "battalions", "regiments", "units", "companies"}
        and (number.high or 0) < 20
        else "persons"
    )
    if ellipsis:
        if behind.startswith((" of the", " of its", " of their")) and not _SHARED.search(re.split(r"[.;]", behind)[0]):
            return None
        end = number.end + ellipsis.end()
        return Counted(
            number, number.start, end, _with_rate(text, number, number.end, unit), _noun_in(ellipsis.group())
        )
    if number.low is None and number.high is None:
        return None
    big = max(number.low or 0, number.high or 0) >= 10
    if (
        big
        and (_COUNTED.search(before) or _DIRECT.search(before))
        and not re.match(r" (?:[a-z]+ ){0,2}(?:per ?cent|dollars|million|km|miles)", behind)
    ):
        follow = re.match(
            r" (?!and|in|on|by|as|at|of|to|from|since|with|who|have|has|had|were|was|are|or|is|for|during|after|per|a|each|every|now|this|last|while|while|but|so|dead|out|today|until|if|when|including|it|he|they|according)[a-z]+",
            behind,
        )
        if follow is None:
            return Counted(number, number.start, number.end, _with_rate(text, number, number.end, unit), "")
    if (
        earlier
        and big
        and re.match(r" (?:in|to|at|on) (?:[A-Z]|the )|\.|,|$| (?:others|more)\b", behind)
        and re.search(r"(?:and|or|to|from|while) (?:another |about |only )?$", before)
    ):
        return Counted(number, number.start, number.end, unit, "")
    return None


def _noun_in(words: str) -> str:
    match = re.search(r"killed|wounded|injured|dead|captured|missing|hurt", words)
    return {"hurt": "injured"}.get(match.group(), match.group()) if match else ""

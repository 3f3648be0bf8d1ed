"""Which numbers of a sentence are figures: how many soldiers, units, losses, how much materiel or ground."""

import re
from dataclasses import dataclass, replace

from events.extract.dates import DateMention
from events.extract.frames import goes_on_as_count, is_led_to, is_set_beside
from events.extract.lexicon import Lexicon
from events.extract.nouns import find_head
from events.extract.numbers import Number, find_numbers
from events.extract.shares import RATE, SHARED, Counted, arms_before, arms_numbered, find_share, with_rate
from events.extract.uncounted import is_name_or_measure

_LOSS = (
    r"suffered|destroyed|wiped out|decimated|routed|out of (?:action|combat)|casualties|"
    r"unaccounted|incapacitated|killed|wounded|injured|dead|died|captured|missing|deserted|"
    r"hurt|taken prisoner|fled|perished|lost|surrendered|withdrawn|in reserve|deployed|"
    r"arrived|sent|engaged|fighting|been|announced|promised|pledged|planned|committed|dispatched|stationed|trained|"
    r"shipped|flown|mustered|assigned|transferred|moved|eliminated|neutrali[sz]ed|buried|rescued|repatriated|recruited|"
    r"evacuated|hospitali[sz]ed|treated|slain|maimed|present|in (?:combat|Kursk|Russia|action|training)"
)
_AUX = (
    r"completely|entirely|almost|fully|nearly|practically|effectively|who|that|were|was|are|"
    r"is|being|had been|have been|has been|have|had|has|may have been|reportedly|already|now|"
    r"believed|be|"
    r"originally|initially|first|thought|known|said|estimated|to have|seriously|severely|badly|later|remain|remained|"
    r"still|also|otherwise|then"
)
_ELLIPSIS = re.compile(rf"^,? ?(?:(?:others?|more|additional)?,? ?(?:(?:{_AUX}) ?)*(?:{_LOSS})\b)", re.IGNORECASE)
_OF_THEM = re.compile(
    r"^[”\"]? of (?:them|whom|these|those|which)\b(?: (?:soldiers|troops|men|casualties|fighters))?", re.IGNORECASE
)
_ADJACENT = re.compile(
    r"^ (?:others? |more )?(?P<loss>killed|wounded|injured|dead|captured|missing|hurt|dead and wounded)\b"
)
_SUBJECT = re.compile(
    r"^ (?:(?:more|others?),? )?(?:of them )?(?:were|are|had|have|has|will|would|remain\w*|"
    r"could|may|might|was|is|stayed|fought|died|"
    r"arrived|went|came|joined|took part|surrendered|left|deserted|fled|made it|returned|"
    r"survived|suffered|took|lost|became|who (?:went|came|had|have|were|are|left|set out|first|crossed|joined|"
    r"fought|followed)|"
    r"to (?:serve|fight|join|arrive|be|go|come|take part|deploy|follow|reach|die|work|help|train|leave|stay))\b"
)
_PEOPLE = re.compile(
    r"\b(?:soldiers?|troops|servicem[ae]n|North Koreans?|fighters|men|personnel|casualties|"
    r"forces|contingent|prisoners|Koreans|deserters|defectors|dead|wounded|workers|sappers|builders|engineers|recruits|"
    r"captives|POWs|survivors|conscripts|mercenaries|marines|paratroopers|commandos|infantry\w*|losses|deaths|newcomers)\b"
)
_COUNTED = re.compile(
    r"\b(?:casualt(?:y|ies)|loss(?:es)?|deaths?|dead|killed|wounded|injured|missing|captured|"
    r"deserters|number(?:s|ed|ing)?|"
    r"total(?:s|ed|l?ing)?|toll|strength|count|contingent|troops|soldiers|ranks|force|forces|"
    r"presence|deployment|group(?:ing)?|"
    r"corps|brigade|division|regiment|battalion|unit|units|reinforcements|estimate|estimates|figure|prisoners|tally|"
    r"North Koreans|size|headcount|army|garrison)\b"
    r"[^.;]{0,60}?\b(?:at|to|reach(?:ed|es|ing)?|is|was|are|were|of|ran into|run into|went into|pass(?:ed|es)?|"
    r"number(?:ed|ing|s|ed at)?|be|now|"
    r"stand(?:s|ing)? at|stood at|as|total(?:ed|led|ing|s)?|hit|from|grew|grow|rise|rose|"
    r"exceed(?:ed|s|ing)?|had|have|has|than|"
    r"approaching|dead|wounded|killed|injured|include[ds]?|surpass(?:ed|es|ing)?|topp?(?:ed|s|"
    r"ing)?|climb(?:ed|s|ing)?|"
    r"swell(?:ed|s)?|near(?:s|ed)|approach(?:es|ed)|grown|risen|nearing|totalling|between) "
    r"?(?:already |now |almost |the |at |to )*[“\"]?$",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"\b(?:dead|wounded|wounds|injured|killed|casualties|losses|deaths|missing|captured|"
    r"captures?|tops?|prisoners|soldiers|troops|lost|loses?|losing|killing|"
    r"wounding|injuring|kills?|wound|injure|provid(?:e|ed|es|ing)|suppl(?:y|ied|ies|ying)|"
    r"recruit(?:ed|ing)?|deploy(?:ed|s|ing)?|sen[dt]s?|sending|dispatch(?:ed|es)|including|"
    r"among them|groups? of|teams? of|squads? of|batch(?:es)? of|waves? of|columns? of|part(?:y|ies) of|"
    r"detachments? of|"
    r"North Koreans)(?: now)?:? $",
    re.IGNORECASE,
)
_SENDING = re.compile(
    r"\b(?:sen[dt]|deploy|dispatch|provide|supply|recruit|bring|transfer|train|prepare|ship)\w*\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r" (?!and|in|on|by|as|at|of|to|from|since|with|who|have|has|had|were|was|are|or|is|for|"
    r"during|after|before|per|a\b|each|every|now|"
    r"this|last|while|but|so|dead|out|today|until|if|when|including|it|he|they|she|according|"
    r"that|which|given|reported|over|"
    r"across|within|because|although|though|near|along|around|under|between|we|already|alone|"
    r"yesterday|not|be|will|would|could|"
    r"may|made|\w+ed\b|put|cited|quoted|than|earlier|announced|estimated|the\b|killed|wounded|"
    r"injured|captured|missing|more|others)[a-z]"
)
_UNITS_OF_MEN = frozenset({"brigades", "battalions", "regiments", "units", "companies", "platoons", "divisions"})
_MOST_NUMBERS = 40  # in one sentence; more are a table


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
    numbers = find_numbers(text)
    if len(numbers) > _MOST_NUMBERS:
        return [], [Refused(_moved(number, offset), "stands in a table") for number in numbers]
    for number in numbers:
        if any(number.digits_start + offset < d.end and d.start < number.end + offset for d in dates):
            continue
        counted = _count(text, number, kept, lexicon)
        if counted is None:
            refused.append(Refused(_moved(number, offset), "no soldiers, losses, materiel or ground counted"))
        else:
            kept.append(counted)
    return [_shift(c, offset) for c in kept], refused


def _shift(counted: Counted, offset: int) -> Counted:
    return replace(
        counted, number=_moved(counted.number, offset), start=counted.start + offset, end=counted.end + offset
    )


def _moved(number: Number, offset: int) -> Number:
    return replace(
        number, start=number.start + offset, end=number.end + offset, digits_start=number.digits_start + offset
    )


def _count(text: str, number: Number, kept: list[Counted], lexicon: Lexicon) -> Counted | None:
    if is_name_or_measure(text, number):
        return None
    if number.unit == "percent":
        return find_share(text, number, kept)
    head = find_head(text, number, lexicon)
    if head is not None and not (head.noun.lower() == "others" and _unit_before(text, number, kept) != "persons"):
        unit = kept[-1].unit if kept and _is_of_kind(text, number, kept[-1]) else head.unit
        return Counted(number, number.start, head.end, with_rate(text, number, head.end, unit), head.noun)
    if text[number.digits_start : number.end].lower() in {"a", "an", "half a", "half an"}:
        return None
    return _without_noun(text, number, kept, lexicon)


def _is_of_kind(text: str, number: Number, last: Counted) -> bool:
    """As in "three battalions of marines and two of engineers"."""
    of_kind = re.match(r" of (?!the\b|its\b|their\b|those\b|these\b)[a-z]", text[number.end :])
    return of_kind is not None and _size(number) < 20 and last.unit in _UNITS_OF_MEN


def _without_noun(text: str, number: Number, kept: list[Counted], lexicon: Lexicon) -> Counted | None:
    """As in "8,000 of them", "casualties at around 4,700", "one was destroyed" after "three brigades"."""
    behind = text[number.end :]
    earlier = [c for c in kept if c.unit != "percent"]
    if number.low == number.high == 1 and not _is_one_of_several(text, number, bool(earlier)):
        return None
    unit = _unit_before(text, number, earlier)
    of_them = _OF_THEM.match(behind)
    if of_them and (
        earlier or _PEOPLE.search(text) or not re.search(r"\d", text[: number.start]) or arms_before(text, number)
    ):
        return _plain_count(text, number, number.end + of_them.end(), arms_before(text, number) or unit, "")
    if (adjacent := _ADJACENT.match(behind)) is not None:
        return _plain_count(
            text, number, number.end + adjacent.end(), "persons", adjacent["loss"].replace("hurt", "injured")
        )
    if _is_told_behind(text, number, bool(earlier)) or (unit == "persons" and _is_whole(text, number)):
        return _plain_count(text, number, number.end, unit, "")
    unit = arms_numbered(text, number, lexicon) or unit
    if earlier and is_set_beside(text, number, lexicon) and _is_alone(text, number):
        return _plain_count(text, number, number.end, earlier[-1].unit, "")
    people = bool(earlier) or _PEOPLE.search(text) is not None
    if _size(number) >= (10 if people else 100) and (
        goes_on_as_count(text, number, lexicon)
        or is_led_to(text, number, lexicon, has_people=people or _size(number) >= 1000)
    ):
        return _plain_count(text, number, number.end, unit, "")
    return _counted_before(text, number, earlier, unit)


def _size(number: Number) -> int:
    is_vague = number.low is None and number.high is None
    return 100 if is_vague else max(number.low or 0, number.high or 0)


def _is_alone(text: str, number: Number) -> bool:
    """Whether no noun stands behind a number that could be what it counts."""
    behind = text[number.end :]
    other = re.match(r" (?:[a-z]+ ){0,2}(?:per ?cent|dollars|million|km|miles)", behind)
    return other is None and not (_FOLLOWS.match(behind) and not _SUBJECT.match(behind))


def _is_told_behind(text: str, number: Number, has_earlier: bool) -> bool:
    """As in "3,000 were killed", "200 of its guns", "500 strong", "90 a day" where people are counted."""
    behind, has_people = text[number.end :], has_earlier or _PEOPLE.search(text) is not None
    if _ELLIPSIS.match(behind) and (has_people or _size(number) >= 100):
        return True
    clause = re.split(r"[.;]|,(?!\d)", behind)[0][:60]
    if re.match(r" of (?:the|its|their|those|these|an?) (?:[a-z]+ )?\d", behind):
        return True
    if has_people and re.match(r",? (?:in all|in total|altogether|overall|all told|combined)\b", behind):
        return True
    if re.match(r" of (?:the|its|their)\b", behind) and SHARED.search(clause):
        return True
    return re.match(r" (?:in number|strong)\b", behind) is not None or (has_people and RATE.match(behind) is not None)


def _is_whole(text: str, number: Number) -> bool:
    """As in "Of an original 12,000, a third are dead"."""
    size = number.high or number.low or 0
    opens = re.search(r"\b[Oo]f $", text[: number.start]) and text.startswith(",", number.end)
    return bool(opens) and (size >= 1000 or (size >= 20 and _PEOPLE.search(text) is not None))


def _is_one_of_several(text: str, number: Number, has_earlier: bool) -> bool:
    """As in "Three brigades, one was destroyed"; "the paratroopers took one of them"."""
    behind = text[number.end :]
    if re.match(
        r" of (?:them|whom|those|these|the \w+),? (?:said|says|told|added|also said|recalled|explained)\b", behind
    ):
        return False
    if has_earlier and re.match(r" (?:was|has|had|of (?:them|whom|which))\b", behind):
        return True
    taken = re.search(r"\b(?:took|captured|killed|wounded|capturing|taken) $", text[: number.start])
    return re.match(r" of them\b", behind) is not None and taken is not None


def _unit_before(text: str, number: Number, earlier: list[Counted]) -> str:
    """Brigades stay brigades ("one was destroyed"), and "the number" stays what it was a number of."""
    if not earlier:
        return "persons"
    last = earlier[-1].unit.split(" per ")[0]
    small = max(number.low or 0, number.high or 0) < 20
    if last in {"brigades", "battalions", "regiments", "units", "companies"}:
        return last if small else "persons"
    if last != "persons" and re.match(r" (?:more|others)\b", text[number.end :]):
        return last
    return (
        last
        if last != "persons"
        and re.search(r"\b(?:the|that|this|its) (?:number|figure|total)\b", text[earlier[-1].end : number.start])
        else "persons"
    )


def _plain_count(text: str, number: Number, end: int, unit: str, noun: str) -> Counted:
    return Counted(number, number.start, end, with_rate(text, number, end, unit), noun)


def _counted_before(text: str, number: Number, earlier: list[Counted], unit: str) -> Counted | None:
    """The words before a bare number say what it counts."""
    behind, before, to_digits = text[number.end :], text[: number.start], text[: number.digits_start]
    is_vague = number.low is None and number.high is None
    size = _size(number)
    if size < 10 or not _is_alone(text, number):
        return None
    people = bool(earlier or _PEOPLE.search(text))
    told = _COUNTED.search(before) or _COUNTED.search(to_digits) or _DIRECT.search(before) or _DIRECT.search(to_digits)
    joined = (
        earlier
        and re.search(r"(?:\band|\bor|\bto|\bfrom|\bwhile|\beven|perhaps|possibly) (?:another |about |only )?$", before)
        and re.match(r" (?:in|to|at|on) (?:[A-Z]|the )|[.,;]|$| (?:others|more|if)\b", behind)
    )
    more = re.match(r",? (?:more|others)\b", behind) and (people or size >= 100 or _SENDING.search(before))
    told = told or re.match(
        r" the numbers? of (?:the )?(?:[\w-]+ ){0,2}?(?:soldiers|troops|men|North Koreans|dead)", behind
    )
    told = told or re.search(r"\b(?:speaking|spoke|speaks|spoken|talked|talking) of $", before)
    if is_vague:
        is_counted = _COUNTED.search(before) is not None
        return _plain_count(text, number, number.end, unit, "") if is_counted else None
    if (told and size >= 10) or joined or more or (((people and size >= 20) or size >= 100) and _SUBJECT.match(behind)):
        return _plain_count(text, number, number.end, unit, "")
    return None

"""The noun that a number counts: the words that follow it, up to the last one that figures count."""

import re
from dataclasses import dataclass
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.numbers import Number

_UNITS_OF_MEN = frozenset({"brigades", "battalions", "regiments", "divisions", "companies", "platoons", "units"})
_ADJECTIVE = re.compile(
    r"(?!killed|wounded|injured|captured|according|including|during|following|being|only|really|reportedly|lost|sent)"
    r"(?:[a-z][\w-]*)?(?:ed|ing|ly|al|ic|ive|ern|ous|ble|ary|ful|less|ish|made|run|style|"
    r"class|speaking|grade|type)\b[,]?"
)
_WEAK_CONTEXT = re.compile(
    r"\b(?:North Korean|N\. Korean|Korean|Russian|Ukrainian|soldier|troops|killed|casualt|"
    r"wounded|injured|artillery|air defen|"
    r"Russia|Ukraine|Moscow|Koksan|howitzer|missile|launcher|shells?\b|munition|container|Rajin|Najin|Dunay|Dunai|"
    r"shipment|shipped|front|"
    r"brigade|captured|personnel|army|military|Kursk|Pyongyang|forces?|assault|North)"
)
_ONLOOKERS = re.compile(
    r" (?:briefed|familiar|who (?:were|was) (?:briefed|familiar)|with (?:direct )?knowledge|"
    r"close to|said|told|in the room|"
    r"who spoke|who asked|of parliament|involved in the|at the table|who attended)"
)
_NATION_FOLLOWED = re.compile(
    r" (?!was|were|is|are|has|had|have|killed|captured|who|and|in|from|to|on|dead|or|prisoner|"
    r"surrendered|died|wounded|by|near|taken|"
    r"fighting|whom|that|will|would|could|as|per|every|each|a\b|at|with)[a-z]"
)


_NEXT_FIGURE = re.compile(r" (?:(?:another|about|some|at least|more than|up to|around) )*\d")


@dataclass(frozen=True, slots=True)
class Head:
    """A counted noun, the unit it makes and where it ends."""

    unit: str
    noun: str
    end: int


def find_head(text: str, number: Number, lexicon: Lexicon) -> Head | None:
    """The noun behind ``number``, when it is one that figures count and means it here."""
    head = _walk(text, number, lexicon)
    return head if head is not None and _is_meant(text, number, head, lexicon) else None


@lru_cache(maxsize=4)
def _tables(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    units = {noun: unit for unit, nouns in lexicon.files["units"]["units"].items() for noun in nouns}
    nouns = re.compile(rf"(?:{any_of(units)})(?![\w-])", re.IGNORECASE)
    modifiers = re.compile(rf"(?:{any_of(lexicon.words('units', 'modifiers'))})(?![\w-])[,-]?", re.IGNORECASE)
    return nouns, {noun.lower(): unit for noun, unit in units.items()} | units, modifiers


def _walk(text: str, number: Number, lexicon: Lexicon) -> Head | None:
    nouns, units, modifiers = _tables(lexicon)
    is_strong = text.startswith("-strong", number.end)
    position = number.end + (len("-strong") if is_strong else 0)
    best: Head | None = None
    strangers = 0
    for _ in range(12):
        gap = re.compile(r"[\"”]?[ \u00a0](?:[\"“(])?|-(?=man\b|soldier|person\b|troop)").match(text, position)
        if gap is None:
            break
        noun, modifier = nouns.match(text, gap.end()), modifiers.match(text, gap.end())
        if noun and not (modifier and len(modifier.group()) > len(noun.group())):
            unit = units.get(noun.group()) or units[noun.group().lower()]
            if best and _NEXT_FIGURE.match(text, noun.end()):
                break  # "50 soldiers and injured 47"
            best, position = Head(unit, noun.group(), noun.end()), noun.end()
        elif modifier and position == number.end and modifier.group().lower() in {"and", "or"}:
            break  # "put the dead at 100 and the wounded at 1,000"
        elif modifier and not (best and re.match(r"(?:of|the|its|their|those|these|or|his|in)\b", modifier.group())):
            position = modifier.end()
        elif (
            best is None
            and strangers < 3
            and (stranger := _ADJECTIVE.match(text, gap.end()) or _name_before(text, gap.end()))
        ):
            strangers, position = strangers + 1, stranger.end()
        else:
            break
    return Head("persons", "strong", position) if best is None and is_strong else best


def _name_before(text: str, position: int) -> re.Match[str] | None:
    """A capital word that goes with the noun: "Storm troops", "Pantsir air defence systems"."""
    return re.compile(
        r"(?:[A-Z][A-Za-z]{0,6}-?\d+[A-Za-z]*(?:-\d+)?|\d{2,3}-?mm|\d{2,3}-millimet(?:er|re)|[A-Z][\w.]*\w)(?=[ -])"
    ).match(text, position)


def _is_meant(text: str, number: Number, head: Head, lexicon: Lexicon) -> bool:
    words = text[number.digits_start : number.end].lower()
    if words in {"a", "an", "half a", "half an"}:
        return head.unit in _UNITS_OF_MEN and number.qualifier != "exact"
    if words == "one" and _is_no_count(text, number, head):
        return False
    if head.unit == "persons" and (_ONLOOKERS.match(text, head.end) or re.match(r"['’]s?\s", text[head.end :])):
        return False  # people who were briefed, and "one prisoner's account"
    if head.noun == "North Korean":
        return _NATION_FOLLOWED.match(text, head.end) is None
    if head.noun.lower() not in lexicon.words("units", "weak"):
        return True
    behind = re.match(
        r" (?:in (?:charge|place)|calls?\b|visits?\b|voyages?\b|movements?\b|deliveries|transits?\b|loads?\b|"
        r"of thousands|secretary|election)",
        text[head.end :],
    )
    return _WEAK_CONTEXT.search(text) is not None and behind is None


def _is_no_count(text: str, number: Number, head: Head) -> bool:
    """As in "not one soldier" and "one of the soldiers"."""
    if re.search(r"\b(?:not|no|nor|every|any) $", text[: number.digits_start], re.IGNORECASE):
        return True
    part = re.match(r" of (?:the|its|their|his|those|these)\b", text[number.end :])
    return part is not None and "one of" in text[number.start : head.end].lower()

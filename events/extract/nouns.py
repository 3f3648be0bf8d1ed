"""The noun that a number counts: the words that follow it, up to the last one that figures count."""

import re
from dataclasses import dataclass
from functools import lru_cache

from events.extract.lexicon import Lexicon, any_of
from events.extract.numbers import Number

_UNITS_OF_MEN = frozenset({"brigades", "battalions", "regiments", "divisions", "companies", "platoons", "units"})
_ADJECTIVE = re.compile(
    r"(?!killed|wounded|injured|captured|according|including|during|following|being|only|really|reportedly|lost|sent)"
    r"(?:[a-z][\w-]*)?(?:ed|ing|ly|al|ic|ive|ern|ous|ble|ary|ful|less|ish|made|run|style|class|speaking|grade|type)\b[,]?"
)
_WEAK_CONTEXT = re.compile(
    r"\b(?:North Korean|N\. Korean|Korean|Russian|Ukrainian|soldier|troops|killed|casualt|wounded|injured|artillery|air defen|"
    r"brigade|captured|personnel|army|military|Kursk|Pyongyang|forces?|assault|North)"
)
_ONLOOKERS = re.compile(
    r" (?:briefed|familiar|who (?:were|was) (?:briefed|familiar)|with (?:direct )?knowledge|close to|said|told|in the room|"
    r"who spoke|who asked|of parliament|involved in the|at the table|who attended)"
)
_NATION_FOLLOWED = re.compile(
    r" (?!was|were|is|are|has|had|have|killed|captured|who|and|in|from|to|on|dead|or|prisoner|surrendered|died|wounded|by|near|taken|"
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
        gap = re.compile(r"[\"”]?[ \u00a0](?:[\"“(])?|-(?=man\b|soldier)").match(text, position)
        if gap is None:
            break
        noun, modifier = nouns.match(text, gap.end()), modifiers.match(text, gap.end())
        if noun and not (modifier and len(modifier.group()) > len(noun.group())):
            unit = units.get(noun.group()) or units[noun.group().lower()]
            if best and _NEXT_FIGURE.match(text, noun.end()):
                break  # "50 soldiers and injured 47"
            best, position = Head(unit, noun.group(), noun.end()), noun.end()
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
    """A capital word that goes with the noun: "Storm troops", "Pyongyang soldiers"."""
    return re.compile(
        r"[A-Z][\w.]+(?= (?:North Korean |Russian )?(?:soldiers|troops|servicemen|fighters|infantry)\b)"
    ).match(text, position)


def _is_meant(text: str, number: Number, head: Head, lexicon: Lexicon) -> bool:
    words = text[number.digits_start : number.end].lower()
    if words in {"a", "an", "half a", "half an"} and (head.unit not in _UNITS_OF_MEN or number.qualifier == "exact"):
        return False
    if text[: number.digits_start].endswith(("all but ", "but ")) and number.qualifier == "exact":
        return False
    if re.search(r"\b(?:[Nn]ot|[Nn]o|[Nn]or|[Ee]very|[Aa]ny) $", text[: number.digits_start]) and words == "one":
        return False
    if head.unit == "persons" and _ONLOOKERS.match(text, head.end):
        return False
    if (
        words == "one"
        and re.match(r" of (?:the|its|their|his|those|these)\b", text[number.end :])
        and "one of" in text[number.start : head.end].lower()
    ):
        return False
    if head.noun == "North Korean" and _NATION_FOLLOWED.match(text, head.end):
        return False
    if head.noun.lower() in lexicon.words("units", "weak") and head.noun != "North Korean":
        return bool(_WEAK_CONTEXT.search(text)) and not re.match(
            r" (?:in (?:charge|place)|of thousands|secretary|election)", text[head.end :]
        )
    return True

"""Frames that make a bare number a count: "11 were listed as missing", "there are already 11,000 in Kursk"."""

import re
from functools import lru_cache

from events.extract.lexicon import Lexicon
from events.extract.numbers import Number

_LEAD = 100  # characters before a number that can hold its frame
_OVERTAKES = re.compile(r"(?:have |has |had )?(?:passed|exceed|topp|surpass|approach|near)", re.IGNORECASE)


@lru_cache(maxsize=4)
def _patterns(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    counting = lexicon.files["counting"]
    keys = ("behind", "there", "counted", "kept", "whose", "compared", "apart")
    patterns = {key: re.compile("|".join(counting[key])) for key in keys}
    follows = {f"{key}>": re.compile(pattern) for key, pattern in counting["follows"].items()}
    return patterns | follows | {"apart>": re.compile(counting["apart_follows"])}


def goes_on_as_count(text: str, number: Number, lexicon: Lexicon) -> bool:
    """As in "no more than 7,000 fit to fight", "Over 3,000 followed", "Hundreds are presumed dead"."""
    return _patterns(lexicon)["behind"].match(text, number.end) is not None


def is_led_to(text: str, number: Number, lexicon: Lexicon, *, has_people: bool) -> bool:
    """As in "In April it had counted 600", "there are 11,000 in Kursk", "to have 10,000 there", "Kyiv's passed 900"."""
    patterns, lead = _patterns(lexicon), text[max(0, number.start - _LEAD) : number.start]
    keys = ["there", "counted"]
    if has_people:
        keys += ["kept", "apart"]
    if _OVERTAKES.match(text, number.start):
        keys.append("whose")
    return any(patterns[key].search(lead) and patterns[f"{key}>"].match(text, number.end) for key in keys)


def is_set_beside(text: str, number: Number, lexicon: Lexicon) -> bool:
    """As in "450 square kilometres, compared with almost 1,300 last August"."""
    return _patterns(lexicon)["compared"].search(text[max(0, number.start - _LEAD) : number.start]) is not None

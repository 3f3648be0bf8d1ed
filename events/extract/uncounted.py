"""Numbers that count nobody: distances, spans of time, ages, years, and parts of names."""

import re

from events.extract.numbers import Number

_NOT_COUNTED = re.compile(
    r"[ -]?(?:mm|km|kilomet|miles?|meters?|metres?|hours?|days?|weeks?|months?|years?|"
    r"minutes?|times|dollars|euros|won\b|hryvni|billion|"
    r"degrees|a\.m|p\.m|phases?|stages?|directions?|ways|points|flights|occasions|fronts|"
    r"sides|countries|nations|waves of|trips|visits|"
    r"voyages|strikes|entities|individuals|sanctions|seats|votes|articles|questions)\b"
)
_TURNS = re.compile(
    r" (?:[a-z]+ )?(?:rounds|waves|batches|tranches|stages|instal+ments|goes|shifts|echelons|rotations)\b"
)


def is_name_or_measure(text: str, number: Number) -> bool:
    """Calibres, distances, spans of time, ages, and numbers that are part of a name."""
    behind, before = text[number.end : number.end + 40], text[: number.digits_start]
    if before.endswith(("In ", "in ")) and re.fullmatch(r"20[0-3]\d", text[number.digits_start : number.end]):
        return True  # a year
    if before.endswith("all but ") or (before.endswith("in ") and _TURNS.match(behind)):
        return True
    if re.match(
        r"-(?!strong|plus|odd\b|man\b|person\b|troop|soldier|hundred)[A-Za-z]|[A-Za-z]|['’]s\b|/\d|:\d\d|(?:st|nd|rd|"
        r"th)\b",
        behind,
    ):
        return True
    if _NOT_COUNTED.match(behind):
        return True
    return bool(
        re.search(r"\b(?:[Aa]ged?|[Aa]ged \d\d (?:and|or)|No\.|[Pp]age|[Rr]esolution|[Aa]rticle|[Bb]rigade|"
r"the age of|[Oo]ffice|[Rr]oom|[Tt]he only|[Ee]very|[Pp]oint|[Pp]hase|[Uu]nit|[Hh]ighway) $", before)
    )  # fmt: skip

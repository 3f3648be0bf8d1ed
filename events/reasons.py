"""Why two numbers cannot both be true, or can."""

from datetime import timedelta

from events.comparands import Comparand
from events.figures import CUMULATIVE, cannot_exceed, days_overlap, is_one_event
from events.sentences import place_in_words

WIDE = 2
"""From this ratio between two numbers that can both be true, the gap is worth a reader's look."""

NEAR = timedelta(days=60)
"""A count that only grows may well differ on two days far apart; nearer ones are put side by side."""


def is_wide_gap(one: Comparand, other: Comparand) -> bool:
    """Whether two numbers of one quantity, on days not far apart, are far apart."""
    if one.days is None or other.days is None:
        return False
    gap = max(one.days.first, other.days.first) - min(one.days.last, other.days.last)
    return gap <= NEAR and ratio(one, other) >= WIDE


def ratio(one: Comparand, other: Comparand) -> float:
    """How many times the larger number is the smaller, by bounds of one kind; 1 where no kind is given by both."""
    if one.range is None or other.range is None:
        return 1
    found = [1.0]
    for first, second in ((one.range.low, other.range.low), (one.range.high, other.range.high)):
        if first is not None and second is not None and first != second:
            found.append(max(first, second) / max(min(first, second), 1))
    return max(found)


def why_not(one: Comparand, other: Comparand) -> str:
    """Why no numbers fit both."""
    if not days_overlap(one, other):
        return "Such a count only grows: no numbers fit both."
    condition = ", if both mean the same day; a day is not given" if "published" in _bases(one, other) else ""
    if cannot_exceed(one, other) and cannot_exceed(other, one):
        return f"No number fits both{condition}."
    part, whole = (one, other) if cannot_exceed(one, other) else (other, one)
    return f"{place_in_words(part)} is part of {_whole_in_words(whole)}: no numbers fit both{condition}."


def _whole_in_words(one: Comparand) -> str:
    return place_in_words(one) if one.place else "the whole, for which no place is said"


def _bases(*pair: Comparand) -> set[str | None]:
    return {one.day_basis for one in pair}


def why_revised(one: Comparand, other: Comparand) -> str:
    """What a reader has to know before taking a claimant's later figure for a correction."""
    has_grown = one.figure.measure in CUMULATIVE and _size(other) > _size(one) and not days_overlap(one, other)
    return "Such a count only grows: it may have grown, and nothing been corrected." if has_grown else ""


def why_both(one: Comparand, other: Comparand) -> str:
    """By how much two numbers differ, and why both can be true."""
    reasons = []
    less, more = sorted((one, other), key=_size)
    if less.range and less.range.high is None:
        reasons.append("the lower one has no upper bound")
    if more.range and more.range.low is None:
        reasons.append("the higher one has no lower bound")
    if not days_overlap(one, other):
        reasons.append("the count can have grown between the two days")
    if one.place != other.place:
        reasons.append("a part can hold less than the whole")
    because = " and ".join(reasons) or "their days are not given closely enough to tell"
    times = ratio(one, other)
    words = f"{times:.0f} times" if times >= 3 else f"{times:.1f} times"
    return f"The numbers are about {words} apart; both can be true: {because}."


def _size(one: Comparand) -> float:
    known = [each for each in (one.range.low, one.range.high) if each is not None] if one.range else []
    return sum(known) / len(known) if known else 0


def why_apparent(one: Comparand, other: Comparand) -> str:
    """What keeps two numbers from being one quantity."""
    reasons = []
    if one.figure.measure is not other.figure.measure:
        reasons.append(f"two measures ({one.figure.measure.value}, {other.figure.measure.value})")
    if one.figure.forecast != other.figure.forecast:
        reasons.append("one of them a forecast")
    if one.place and other.place and one.place != other.place:
        reasons.append(f"two scopes ({place_in_words(one)}, {place_in_words(other)})")
    if not is_one_event(one, other):
        reasons.append("two events")
    if not days_overlap(one, other):
        reasons.append("different days")
    if not reasons:
        reasons.append("one place is not said" if one.place != other.place else "one number is not held to exactly")
    return f"No contradiction: {', '.join(reasons)}."

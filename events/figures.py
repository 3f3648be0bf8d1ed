"""Which figures can be compared, what they allow together, and which exclude each other. Never an average.

A figure bounds one quantity: a measure of a party, in a unit, somewhere, on some days. Two quantities are bound to
each other in two ways only: a part never exceeds the whole that it lies in, and a count that only grows (killed,
arrived) never exceeds the same count on a later day. Two figures exclude each other when that leaves no room for both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, combinations, product

from events.comparands import Comparand
from events.ranges import Range, intersection
from events.vocabulary import Measure, Party
from geodata.places import Place, Precision

CUMULATIVE = frozenset(
    {
        Measure.ARRIVED,
        Measure.CASUALTIES,
        Measure.KILLED,
        Measure.WOUNDED,
        Measure.CAPTURED,
        Measure.DESERTED,
    }
)
"""Measures counted up to a day: a later number may be larger, never smaller."""

_PER_EVENT = CUMULATIVE | {Measure.WITHDRAWN, Measure.MISSING}
"""Measures that count what happened; two different events are then two different counts."""

ABOUT = 0.25
"""How far "about", an estimate of one number, or a derived number reaches either way before it is held to exclude
another. Rounding to one digit moves 20, 200 or 2,000 by up to a quarter. It only keeps neighbours from being called
contradictions, which the page says in words; it never becomes a bound of a range."""

LONGEST = timedelta(days=31)
"""A figure dated more loosely than a month (a season, a year) says too little about its day to exclude another."""


def comparable(one: Comparand, other: Comparand) -> bool:
    """Whether the two speak of one quantity, or of a part and its whole, or of one count on two days. Symmetric.

    Same measure, party and unit; both forecasts or neither; overlapping scope; days that overlap, or any two days
    for a count that only grows. The measure "other" is never compared, nor what is undated, vague or denied.
    """
    return is_one_thing(one, other) and (one.figure.measure in CUMULATIVE or days_overlap(one, other))


def is_one_thing(one: Comparand, other: Comparand) -> bool:
    """Whether the two could be compared if their days allowed it."""
    return (
        one.kind == other.kind
        and one.figure.measure is not Measure.OTHER
        and one.is_definite
        and other.is_definite
        and _is_one_whole(one, other)
        and is_one_event(one, other)
        and scopes_overlap(one.place, other.place)
    )


def _is_one_whole(one: Comparand, other: Comparand) -> bool:
    """Percents are of one whole; numbers always are."""
    return one.unit != "percent" or one.figure.of == other.figure.of


def is_one_event(one: Comparand, other: Comparand) -> bool:
    """Counts of what happened at two different events are two different counts."""
    first, second = one.statement.event_id, other.statement.event_id
    return one.figure.measure not in _PER_EVENT or first is None or second is None or first == second


def scopes_overlap(one: Place | None, other: Place | None) -> bool:
    """Whether the places are the same, one lies in the other, or one is not said."""
    return lies_in(one, other) or lies_in(other, one)


def lies_in(part: Place | None, whole: Place | None) -> bool:
    """Whether ``part`` is ``whole`` or lies in it, by oblast and country; None is everywhere."""
    if whole is None or part == whole:
        return True
    if part is None:
        return False
    if whole.precision is Precision.COUNTRY:
        return part.country == whole.country
    return whole.precision is Precision.OBLAST and whole.admin1 is not None and part.admin1 == whole.admin1


def days_overlap(one: Comparand, other: Comparand) -> bool:
    """Whether the two figures hold for at least one common day."""
    return one.days is not None and other.days is not None and one.days.overlaps(other.days)


def cannot_exceed(one: Comparand, other: Comparand) -> bool:
    """Whether the quantity of ``one`` is at most that of ``other``, whatever the numbers.

    On common days: if its scope lies in the other's. For a count that only grows, on earlier days too, but then only
    where both are recorded on one event, so that both count the same from the same beginning.
    """
    if not comparable(one, other) or not lies_in(one.place, other.place):
        return False
    assert one.days is not None and other.days is not None  # noqa: S101, PT018 - comparable is dated
    if one.days.overlaps(other.days):
        return all(each.last - each.first < LONGEST for each in (one.days, other.days))
    is_same_count = one.statement.event_id is not None and one.statement.event_id == other.statement.event_id
    return is_same_count and one.days.last < other.days.first


def exclude(one: Comparand, other: Comparand) -> bool:
    """Whether both cannot be true. Ranges that touch, as 11,000 and "over 11,000" do, are not held to exclude."""
    return _is_above(one, other) or _is_above(other, one)


def _is_above(one: Comparand, other: Comparand) -> bool:
    return _exceeds(_reach_down(one), _reach_up(other)) and cannot_exceed(one, other)


def _exceeds(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high


def _reach_down(one: Comparand) -> float | None:
    if one.range is None or one.range.low is None:
        return None
    return one.range.low * (1 - ABOUT) if one.is_soft else one.range.low


def _reach_up(one: Comparand) -> float | None:
    if one.range is None or one.range.high is None:
        return None
    return one.range.high * (1 + ABOUT) if one.is_soft else one.range.high


def minimal_conflicts(figures: Iterable[Comparand]) -> list[tuple[Comparand, Comparand]]:
    """The pairs that exclude each other. No value satisfies all of the statements if, and only if, there is one.

    Pairs are enough: a value for every quantity can be found as soon as each two figures leave room for one.
    """
    ordered = sorted((one for one in figures if one.range is not None), key=lambda one: one.figure_id)
    reaches = [(one, _reach_down(one), _reach_up(one)) for one in ordered]
    return [
        (one, other)
        for (one, low, high), (other, other_low, other_high) in combinations(reaches, 2)
        if (_exceeds(low, other_high) or _exceeds(other_low, high))  # numbers first: most pairs end here
        and one.statement is not other.statement
        and exclude(one, other)
    ]


def pairs_of(figures: Iterable[Comparand]) -> list[tuple[Comparand, Comparand]]:
    """The pairs of different statements that can be compared, each once."""
    groups: dict[object, list[Comparand]] = {}
    for one in figures:
        groups.setdefault(one.kind, []).append(one)
    return [
        pair
        for group in groups.values()
        for pair in _pairs_by_event(group)
        if pair[0].statement is not pair[1].statement and comparable(*pair)
    ]


def _pairs_by_event(group: Sequence[Comparand]) -> Iterable[tuple[Comparand, Comparand]]:
    """The pairs of one kind; of counts, those on one event or on none, so that many events stay quick."""
    if group[0].figure.measure not in _PER_EVENT:
        return combinations(group, 2)
    events: dict[str | None, list[Comparand]] = {}
    for one in group:
        events.setdefault(one.statement.event_id, []).append(one)
    on_none = events.pop(None, [])
    on_one = [one for each in events.values() for one in each]
    within = (combinations(each, 2) for each in (*events.values(), on_none))
    return chain(chain.from_iterable(within), product(on_none, on_one))


def allowed_range(figures: Iterable[Comparand]) -> Range | None:
    """The values that every statement allows for their greatest quantity; None if two exclude each other.

    The greatest quantity has the widest scope and the last day; smaller ones only raise its lower bound. "About",
    estimates of one number and derived numbers set no bound: they stand beside the range, not in it.
    """
    known = [one for one in figures if one.range is not None]
    if not known or minimal_conflicts(known):
        return None
    return intersection(bounds for _, bounds in _bounds(known))


def _bounds(known: Sequence[Comparand]) -> list[tuple[Comparand, Range]]:
    """Each figure that bounds the greatest quantity, with the bounds that it sets."""
    top = greatest(known)
    bearing = [one for one in known if not one.is_soft and (one is top or cannot_exceed(one, top))]
    bounds = [(one, _bounds_of(one, bearing)) for one in bearing]
    return [(one, known_bounds) for one, known_bounds in bounds if not known_bounds.is_open]


def _bounds_of(one: Comparand, bearing: Sequence[Comparand]) -> Range:
    """The bounds that a figure sets for the greatest quantity: an upper one only if nothing can exceed it."""
    assert one.range is not None  # noqa: S101 - only definite figures come here
    limits = all(other is one or cannot_exceed(other, one) for other in bearing)
    return one.range if limits else Range(one.range.low, None, one.range.is_strict)


def greatest(figures: Iterable[Comparand]) -> Comparand:
    """The figure of the widest scope and the last day; of equals, the one with the first id."""
    return min(figures, key=_rank)


def _rank(one: Comparand) -> tuple[int, int, str]:
    width = len(Precision) if one.place is None else one.place.precision.rank
    return (-width, -(one.days.last.toordinal() if one.days else 0), one.figure_id)


@dataclass(frozen=True)
class Agreement:
    """Figures of one quantity, and what they allow together.

    ``allowed`` is None when no value satisfies all; ``conflicts`` are then the pairs that exclude each other.
    ``bounding`` are the members that set a bound of it.
    """

    measure: Measure
    party: Party
    unit: str
    is_forecast: bool
    top: Comparand
    members: tuple[Comparand, ...]
    allowed: Range | None
    conflicts: tuple[tuple[Comparand, Comparand], ...]
    bounding: tuple[Comparand, ...]


def agreements(figures: Iterable[Comparand]) -> list[Agreement]:
    """Every quantity that definite figures speak of, with what they allow; by measure, party, unit and day."""
    known = list(figures)
    found: list[Agreement] = []
    kinds = sorted({one.kind for one in known}, key=lambda kind: (kind[0].value, kind[1].value, kind[2], kind[3]))
    for kind in kinds:
        of_kind = [one for one in known if one.kind == kind]
        definite = [one for one in of_kind if one.is_definite]
        found += [_agree(members) for members in _quantities(definite)]
    return found


def _quantities(figures: Iterable[Comparand]) -> Iterable[list[Comparand]]:
    """The figures by the greatest quantity that they bear on, each figure once, the widest and latest first."""
    grounds: dict[object, list[Comparand]] = {}
    for one in figures:
        grounds.setdefault((one.place, one.days, one.statement.event_id, one.figure.of), []).append(one)
    rest = sorted(grounds.values(), key=lambda ground: _rank(greatest(ground)))
    while rest:
        top, others = rest[0], rest[1:]
        under = [ground for ground in others if cannot_exceed(ground[0], top[0])]
        yield [one for ground in (top, *under) for one in ground]
        taken = {id(ground) for ground in under}
        rest = [ground for ground in others if id(ground) not in taken]


def _agree(members: list[Comparand]) -> Agreement:
    top = greatest(members)
    measure, party, unit, is_forecast = top.kind
    return Agreement(
        measure=measure,
        party=party,
        unit=unit,
        is_forecast=is_forecast,
        top=top,
        members=tuple(members),
        allowed=allowed_range(members),
        conflicts=tuple(minimal_conflicts(members)),
        bounding=tuple(one for one, _ in _bounds(members)),
    )

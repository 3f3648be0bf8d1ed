"""Where statements differ: one typed, checkable sentence each, with both sides."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Any

from events.collection import Collection
from events.comparands import Comparand, comparands
from events.echoes import find_origins
from events.figures import days_overlap, exclude, is_one_thing, pairs_of
from events.positions import Meeting, Opposition, find_oppositions, find_turns
from events.ranges import intersection
from events.reasons import WIDE, is_wide_gap, ratio, why_apparent, why_both, why_not, why_revised
from events.records import Figure, Statement
from events.sentences import figure_said, position_said
from events.table import known_on
from events.vocabulary import Measure, Stance
from geodata.gazetteer import Gazetteer

FAMILIES = (
    frozenset({Measure.CASUALTIES, Measure.KILLED, Measure.WOUNDED}),
    frozenset({Measure.ARRIVED, Measure.PRESENT, Measure.ENGAGED, Measure.RESERVE}),
)
"""Measures that a reader may take for one another."""

CROWD = 300
"""From this many figures that could be taken for one another, only neighbours by day are compared for looks."""


class DifferenceType(StrEnum):
    """How two statements differ."""

    EXCLUDE_EACH_OTHER = "exclude_each_other"
    WIDE_GAP_COMPATIBLE = "wide_gap_compatible"
    OPPOSITE_POSITIONS = "opposite_positions"
    REVISED = "revised"
    SAME_FIGURE_TWO_DATES = "same_figure_two_dates"
    ONLY_APPARENT = "only_apparent"


TITLES = {
    DifferenceType.EXCLUDE_EACH_OTHER: "Exclude each other",
    DifferenceType.WIDE_GAP_COMPATIBLE: "Wide gap, compatible",
    DifferenceType.OPPOSITE_POSITIONS: "Opposite positions",
    DifferenceType.REVISED: "Revised by the same claimant",
    DifferenceType.SAME_FIGURE_TWO_DATES: "Same figure, two dates",
    DifferenceType.ONLY_APPARENT: "Only apparent: another measure, scope, event or day",
}
"""The types in the order of a list, with their headings."""


@dataclass(frozen=True, slots=True)
class DifferenceSide:
    """One side of a difference: a statement, with its number or its stance.

    A derived number stands in the unit that it comes to; ``said_on`` is the EDTF string as recorded.
    """

    statement_id: str
    figure_id: str | None = None
    low: int | None = None
    high: int | None = None
    unit: str | None = None
    stance: Stance | None = None
    said_on: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The side as the command writes it: ``figure_id`` and ``stance`` only where there is one."""
        row: dict[str, Any] = {"statement_id": self.statement_id}
        if self.figure_id is not None:
            row["figure_id"] = self.figure_id
        row |= {"low": self.low, "high": self.high, "unit": self.unit}
        if self.stance is not None:
            row["stance"] = self.stance.value
        return row | {"said_on": self.said_on}


@dataclass(frozen=True, slots=True)
class Difference:
    """Two statements that differ, in one sentence; ``sides`` in the order of the sentence, the earlier first."""

    type: DifferenceType
    sentence: str
    sides: tuple[DifferenceSide, DifferenceSide]

    @property
    def difference_id(self) -> str:
        """An id that does not depend on the order of the records: the type and both sides."""
        return ".".join([self.type.value, *sorted(side.figure_id or side.statement_id for side in self.sides)])

    def as_dict(self) -> dict[str, Any]:
        """The difference as the command writes it."""
        sides = [side.as_dict() for side in self.sides]
        return {"type": self.type.value, "sentence": self.sentence, "sides": sides}


def find_differences(
    collection: Collection,
    gazetteer: Gazetteer,
    statements: Iterable[Statement] | None = None,
    figures: Iterable[Figure] | None = None,
    texts: Mapping[str, str] | None = None,
    *,
    with_apparent: bool = True,
) -> list[Difference]:
    """Every difference between the statements, or all that are not retracted, by type and day.

    An origin and its echoes count once, a position in the mention that says its day. ``figures`` narrows which figures
    take part; ``texts`` find more echoes; without ``with_apparent`` those that are only apparent are left out.
    """
    origins = find_origins(collection, statements, texts)
    single = {each.origin.statement_id: each.origin for each in origins}
    if figures is None:
        figures = [figure for one in single.values() for figure in collection.figures_of(one.statement_id)]
    known = comparands(collection, gazetteer, [one for one in figures if one.statement_id in single])
    found = [
        *_of_figures(known, collection, with_apparent=with_apparent),
        *_of_positions([each.best_dated for each in origins], collection),
    ]
    order = list(DifferenceType)

    def rank(one: Difference) -> tuple[int, str, date, str]:
        first = collection.statements[one.sides[0].statement_id]
        question = first.position.question_id if first.position and one.sides[0].stance else ""
        return (order.index(one.type), question, _said(first, collection)[0], one.difference_id)

    return sorted(found, key=rank)


def count_by_type(differences: Iterable[Difference]) -> dict[DifferenceType, int]:
    """How many there are of each type, none left out."""
    found = list(differences)
    return {one: sum(each.type is one for each in found) for one in DifferenceType}


def _of_figures(known: list[Comparand], collection: Collection, *, with_apparent: bool) -> Iterable[Difference]:
    typed = [*_in_series(known, collection), *_in_pairs(known, collection)]
    yield from typed
    if with_apparent:
        yield from apparent_differences(known, collection, {_pair_id(one) for one in typed})


def _pair_id(one: Difference) -> str:
    return one.difference_id.partition(".")[2]


def _in_series(known: list[Comparand], collection: Collection) -> Iterable[Difference]:
    """What the same claimants said of one thing on two days: each figure beside the last one before it."""
    series: dict[object, list[Comparand]] = {}
    for one in sorted((one for one in known if one.range and one.is_asserted), key=lambda one: _age(one, collection)):
        if not one.statement.claimants:
            continue
        earlier = series.setdefault((one.kind, frozenset(one.statement.claimants)), [])
        before = [each for each in earlier if _is_said_before(each, one, collection) and is_one_thing(each, one)]
        earlier.append(one)
        if before and before[-1].range != one.range:
            yield _between(DifferenceType.REVISED, before[-1], one, why_revised(before[-1], one), collection)
        elif before and not days_overlap(before[-1], one):
            ending = _repeated(before[-1], one, collection)
            yield _between(DifferenceType.SAME_FIGURE_TWO_DATES, before[-1], one, ending, collection)


def _in_pairs(known: list[Comparand], collection: Collection) -> Iterable[Difference]:
    """What two claimants said of one quantity."""
    for pair in pairs_of(known):
        one, other = sorted(pair, key=lambda each: _age(each, collection))
        if _are_by_the_same(one, other) and _is_said_before(one, other, collection):
            continue  # a claimant's own series
        if exclude(one, other):
            yield _between(DifferenceType.EXCLUDE_EACH_OTHER, one, other, why_not(one, other), collection)
        elif is_wide_gap(one, other):
            yield _between(DifferenceType.WIDE_GAP_COMPATIBLE, one, other, why_both(one, other), collection)


def _repeated(one: Comparand, other: Comparand, collection: Collection) -> str:
    labels = [collection.articles[each.statement.article_id].label for each in (one, other)]
    told = f"As “{labels[0]}” and “{labels[1]}” have it, " if labels[0] != labels[1] else "It is "
    return f"{told}the same figure for two dates, a repeat or a misdating; the texts do not settle which."


def apparent_differences(
    known: list[Comparand], collection: Collection, typed: AbstractSet[str] = frozenset()
) -> Iterable[Difference]:
    """Numbers that look as if they excluded each other, and do not: another measure, scope, event or day.

    ``typed`` holds the pairs that already have a type. In a family of more than ``CROWD`` figures only neighbours
    by day are put beside each other.
    """
    for family in _families(known, collection):
        for one, other in combinations(family, 2) if len(family) <= CROWD else pairwise(family):
            if one.statement is not other.statement and _look_opposed(one, other):
                found = _between(DifferenceType.ONLY_APPARENT, one, other, why_apparent(one, other), collection)
                if _pair_id(found) not in typed:
                    yield found


def _families(known: list[Comparand], collection: Collection) -> list[list[Comparand]]:
    """Definite figures that a reader could take for one another: losses, or strength, of a party in one unit."""
    families: dict[object, list[Comparand]] = {}
    for one in sorted(known, key=lambda one: _age(one, collection)):
        if one.is_definite and one.unit != "percent" and one.figure.measure is not Measure.OTHER:
            alike = next((each for each in FAMILIES if one.figure.measure in each), one.figure.measure)
            families.setdefault((alike, one.figure.party, one.unit), []).append(one)
    return list(families.values())


def _look_opposed(one: Comparand, other: Comparand) -> bool:
    """Ranges without a common number, or far apart for two measures that are easily taken for one."""
    known = [each.range for each in (one, other) if each.range is not None]
    are_two_measures = one.figure.measure is not other.figure.measure
    return intersection(known) is None or (are_two_measures and ratio(one, other) >= WIDE)


def _of_positions(statements: list[Statement], collection: Collection) -> Iterable[Difference]:
    for found in find_oppositions(statements, collection):
        pair = sorted((found.affirming, found.contrary), key=lambda each: _said(each, collection))
        yield _on_question(DifferenceType.OPPOSITE_POSITIONS, pair, _caveat(found), collection)
    for turn in find_turns(statements, collection):
        yield _on_question(DifferenceType.REVISED, list(turn), "", collection)


def _caveat(found: Opposition) -> str:
    """What a reader has to know before taking the two for a contradiction."""
    caveats = []
    if found.meeting is Meeting.AT_THE_EDGE:
        caveats.append("Their days meet only because one is approximate: both can be true, one day after the other.")
    if found.meeting is Meeting.DAY_NOT_GIVEN:
        caveats.append("The day of one is not given: it may be another day.")
    if found.contrary.position and found.contrary.position.stance is Stance.NOT_OBSERVED:
        caveats.append("Not having observed it is no denial.")
    return " ".join(caveats)


def _on_question(kind: DifferenceType, pair: list[Statement], ending: str, collection: Collection) -> Difference:
    question = _question_in_words(pair[0], collection)
    said = [position_said(each, collection) for each in pair]
    sentence = _joined(f"“{question}” {said[0]}; {said[1]}.", ending)
    sides = [
        DifferenceSide(one.statement_id, stance=one.position.stance if one.position else None, said_on=one.said_on)
        for one in pair
    ]
    return Difference(kind, sentence, (sides[0], sides[1]))


def _question_in_words(statement: Statement, collection: Collection) -> str:
    return collection.questions[statement.position.question_id].text if statement.position else ""


def _between(kind: DifferenceType, one: Comparand, other: Comparand, ending: str, collection: Collection) -> Difference:
    sentence = _joined(f"{figure_said(one, collection)}; {figure_said(other, collection)}.", ending)
    return Difference(kind, sentence, (_side(one), _side(other)))


def _joined(*parts: str) -> str:
    words = " ".join(part for part in parts if part)
    return words[0].upper() + words[1:]


def _side(one: Comparand) -> DifferenceSide:
    low, high = (one.range.low, one.range.high) if one.range else (None, None)
    return DifferenceSide(one.statement.statement_id, one.figure_id, low, high, one.unit, said_on=one.statement.said_on)


def _age(one: Comparand, collection: Collection) -> tuple[date, str, str]:
    return (*_said(one.statement, collection), one.figure_id)


def _said(statement: Statement, collection: Collection) -> tuple[date, str]:
    day = known_on(statement, collection.articles[statement.article_id])
    return (day or date.max, statement.statement_id)


def _is_said_before(one: Comparand, other: Comparand, collection: Collection) -> bool:
    return _said(one.statement, collection)[0] < _said(other.statement, collection)[0]


def _are_by_the_same(one: Comparand, other: Comparand) -> bool:
    return bool(one.statement.claimants) and set(one.statement.claimants) == set(other.statement.claimants)

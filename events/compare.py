"""How ranges and positions move: without a claimant, side or report; and between two days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.collection import Collection
from events.comparands import Comparand, comparands
from events.differences import Difference, find_differences
from events.echoes import without_echoes
from events.figures import is_one_thing
from events.known import known_by, narrowed
from events.positions import PositionMark, position_matrices
from events.records import Statement
from events.sentences import STANCE_VERBS, counted, value_in_words, who
from events.table import NEWSROOM, is_captive, known_on
from events.vocabulary import Measure, Party, Side, Stance
from geodata.gazetteer import Gazetteer

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """What to leave out: ids of claimants (``newsroom`` is the newsroom's own voice), sides, ids of reports.

    A joint statement goes only when all of its claimants do. A captive, who cannot speak freely, stands on no side.
    """

    claimants: frozenset[str] = frozenset()
    sides: frozenset[Side] = frozenset()
    reports: frozenset[str] = frozenset()

    def holds(self, statement: Statement, collection: Collection) -> bool:
        """Whether the statement is left out."""
        speakers = statement.claimants or (NEWSROOM,)
        return statement.article_id in self.reports or all(self._silences(one, collection) for one in speakers)

    def _silences(self, claimant_id: str, collection: Collection) -> bool:
        known = collection.claimants.get(claimant_id)
        has_side = known is not None and known.side in self.sides and not is_captive(known)
        return claimant_id in self.claimants or has_side


@dataclass(frozen=True, slots=True)
class Spread:
    """The lowest and the highest figure given for one measure; None where no figure gives a number."""

    lowest: Comparand | None
    highest: Comparand | None
    figures: int

    def in_words(self) -> str:
        """``at least 300 to two-thirds of 4,000 casualties``; ``no figure``."""
        if self.lowest is None or self.highest is None:
            return "no figure"
        ends = dict.fromkeys(value_in_words(one) for one in (self.lowest, self.highest))
        return " to ".join(ends)


@dataclass(frozen=True, slots=True)
class RangeMove:
    """One measure of one party before and after: the figures at both ends."""

    measure: Measure
    party: Party
    unit: str
    is_forecast: bool
    before: Spread
    after: Spread

    @property
    def has_moved(self) -> bool:
        """Whether an end is another figure than before."""
        return (self.before.lowest, self.before.highest) != (self.after.lowest, self.after.highest)


@dataclass(frozen=True, slots=True)
class PositionMove:
    """One question before and after: which claimants hold which stance, by stance; ids in order."""

    question_id: str
    before: dict[Stance, tuple[str, ...]]
    after: dict[Stance, tuple[str, ...]]

    @property
    def has_moved(self) -> bool:
        """Whether anybody's stance came or went."""
        return self.before != self.after


@dataclass(frozen=True)
class Comparison:
    """Ranges and positions before and after, those that did not move among them; ``rest`` is the smaller collection."""

    rest: Collection
    statements_left: int
    origins_left: int
    ranges: tuple[RangeMove, ...]
    positions: tuple[PositionMove, ...]
    gone: tuple[Difference, ...]
    come: tuple[Difference, ...]


def without(
    collection: Collection, gazetteer: Gazetteer, leave_out: LeaveOut, texts: Texts | None = None
) -> Comparison:
    """How ranges, positions and differences move when a claimant, side or report is left out.

    ``texts`` are the articles' texts by sha256; without them only recorded echoes count.
    """
    kept = {one.statement_id for one in collection.current_statements() if not leave_out.holds(one, collection)}
    return compare(collection, narrowed(collection, kept), gazetteer, texts)


def compare(before: Collection, after: Collection, gazetteer: Gazetteer, texts: Texts | None = None) -> Comparison:
    """What moved from one collection to another; differences that are only apparent are left aside."""
    first = {one.difference_id: one for one in _differences(before, gazetteer, texts)}
    second = {one.difference_id: one for one in _differences(after, gazetteer, texts)}
    statements = after.current_statements()
    return Comparison(
        rest=after,
        statements_left=len(statements),
        origins_left=len(without_echoes(after, statements, texts)),
        ranges=tuple(range_moves(before, after, gazetteer, texts)),
        positions=tuple(position_moves(before, after)),
        gone=tuple(one for key, one in first.items() if key not in second),
        come=tuple(one for key, one in second.items() if key not in first),
    )


def _differences(collection: Collection, gazetteer: Gazetteer, texts: Texts | None) -> list[Difference]:
    return find_differences(collection, gazetteer, texts=texts, with_apparent=False)


def range_moves(
    before: Collection, after: Collection, gazetteer: Gazetteer, texts: Texts | None = None
) -> Iterable[RangeMove]:
    """The spread of every measure before and after, by measure, party and unit."""
    first, second = (_by_kind(one, gazetteer, texts) for one in (before, after))
    for kind in sorted(first.keys() | second.keys(), key=lambda kind: tuple(map(str, kind))):
        yield RangeMove(*kind, spread_of(first.get(kind, [])), spread_of(second.get(kind, [])))


def _by_kind(
    collection: Collection, gazetteer: Gazetteer, texts: Texts | None
) -> dict[tuple[Measure, Party, str, bool], list[Comparand]]:
    kinds: dict[tuple[Measure, Party, str, bool], list[Comparand]] = {}
    statements = without_echoes(collection, collection.current_statements(), texts)
    figures = [figure for one in statements for figure in collection.figures_of(one.statement_id)]
    for one in comparands(collection, gazetteer, figures):
        if one.is_asserted:
            kinds.setdefault(one.kind, []).append(one)
    return kinds


def spread_of(figures: Iterable[Comparand]) -> Spread:
    """The figures with the lowest and the highest number among these; of equals, that with the first id."""
    known = sorted(figures, key=lambda one: one.figure_id)
    definite = [one for one in known if one.range is not None]
    return Spread(
        lowest=min(definite, key=_lowest, default=None),
        highest=max(definite, key=_highest, default=None),
        figures=len(known),
    )


def _lowest(one: Comparand) -> int:
    return min(_numbers(one))


def _highest(one: Comparand) -> int:
    return max(_numbers(one))


def _numbers(one: Comparand) -> list[int]:
    return [each for each in (one.range.low, one.range.high) if each is not None] if one.range else []


def position_moves(before: Collection, after: Collection) -> Iterable[PositionMove]:
    """Who holds which stance on every question, before and after."""
    first, second = _stances(before), _stances(after)
    for question_id in sorted(first.keys() | second.keys()):
        yield PositionMove(question_id, first.get(question_id, {}), second.get(question_id, {}))


def _stances(collection: Collection) -> dict[str, dict[Stance, tuple[str, ...]]]:
    found: dict[str, dict[Stance, tuple[str, ...]]] = {}
    for matrix in position_matrices(collection):
        holders: dict[Stance, set[str]] = {}
        for row in matrix.rows:
            for mark in row.marks:
                holders.setdefault(mark.stance, set()).add(row.claimant_id or NEWSROOM)
        found[matrix.question.question_id] = {
            stance: tuple(sorted(holders[stance])) for stance in Stance if stance in holders
        }
    return found


class ChangeKind(StrEnum):
    """What changed between two days."""

    NEW_CLAIMANT = "new_claimant"
    NEW_FIGURE = "new_figure"
    REVISED_FIGURE = "revised_figure"
    NEW_POSITION = "new_position"
    CHANGED_POSITION = "changed_position"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of what changed: ``day`` is when it could first be known, ``before`` None where nothing was there."""

    kind: ChangeKind
    day: date
    subject: str
    before: str | None
    after: str
    statement_ids: tuple[str, ...]


def between(
    collection: Collection, gazetteer: Gazetteer, first: date, second: date, texts: Texts | None = None
) -> list[Change]:
    """What a reader could know at the end of ``second`` and not yet at the end of ``first``, by day and kind.

    Echoes of what was known are no change.
    """
    early, late = known_by(collection, first), known_by(collection, second)
    known = {one.statement_id for one in early.statements.values()}
    new = [one for one in without_echoes(late, late.current_statements(), texts) if one.statement_id not in known]
    changes = [*_new_claimants(early, late), *_new_figures(new, late, gazetteer), *_new_positions(early, late)]
    return sorted(changes, key=lambda one: (one.day, one.kind.value, one.subject, one.statement_ids))


def _new_claimants(early: Collection, late: Collection) -> Iterable[Change]:
    before = {claimant for one in early.current_statements() for claimant in one.claimants}
    firsts: dict[str, Statement] = {}
    for one in sorted(late.current_statements(), key=lambda each: _day(each, late)):
        for claimant in one.claimants:
            firsts.setdefault(claimant, one)
    for claimant, one in firsts.items():
        if claimant not in before:
            name, side = late.claimants[claimant].name, late.claimants[claimant].side
            yield Change(ChangeKind.NEW_CLAIMANT, _day(one, late)[0], name, None, side.value, (one.statement_id,))


def _new_figures(new: list[Statement], late: Collection, gazetteer: Gazetteer) -> Iterable[Change]:
    """Figures first known between the days; one that repeats its claimants' last number is no change."""
    everything = [one for one in comparands(late, gazetteer) if one.is_asserted]
    everything.sort(key=lambda one: (*_day(one.statement, late), one.figure_id))
    fresh = {one.statement_id for one in new}
    for position, one in enumerate(everything):
        if one.statement.statement_id not in fresh:
            continue
        before = next((each for each in reversed(everything[:position]) if _is_earlier_word(each, one)), None)
        if before is None or before.range != one.range:
            yield _figure_change(before, one, late)


def _is_earlier_word(earlier: Comparand, one: Comparand) -> bool:
    same = bool(one.statement.claimants) and set(earlier.statement.claimants) == set(one.statement.claimants)
    return same and is_one_thing(earlier, one) and earlier.statement is not one.statement


def _figure_change(before: Comparand | None, one: Comparand, late: Collection) -> Change:
    statements = [each.statement.statement_id for each in (before, one) if each is not None]
    return Change(
        kind=ChangeKind.NEW_FIGURE if before is None else ChangeKind.REVISED_FIGURE,
        day=_day(one.statement, late)[0],
        subject=who(one.statement, late),
        before=counted(before) if before else None,
        after=counted(one),
        statement_ids=tuple(statements),
    )


def _new_positions(early: Collection, late: Collection) -> Iterable[Change]:
    """Claimants who took a first position on a question, or whose last one is another than before."""
    before = _marks(early)
    for (question_id, claimant_id), marks in _marks(late).items():
        last = before[question_id, claimant_id][-1] if (question_id, claimant_id) in before else None
        mark = marks[-1] if last else marks[0]
        if last is not None and last.stance is mark.stance:
            continue
        name = late.claimants[claimant_id].name if claimant_id in late.claimants else NEWSROOM
        yield Change(
            kind=ChangeKind.CHANGED_POSITION if last else ChangeKind.NEW_POSITION,
            day=mark.day,
            subject=f"{name}: {late.questions[question_id].text}",
            before=STANCE_VERBS[last.stance] if last else None,
            after=STANCE_VERBS[mark.stance],
            statement_ids=(last.statement_id, mark.statement_id) if last else (mark.statement_id,),
        )


def _marks(collection: Collection) -> dict[tuple[str, str], tuple[PositionMark, ...]]:
    return {
        (matrix.question.question_id, row.claimant_id or NEWSROOM): row.marks
        for matrix in position_matrices(collection)
        for row in matrix.rows
    }


def _day(statement: Statement, collection: Collection) -> tuple[date, str]:
    day = known_on(statement, collection.articles[statement.article_id])
    return (day or date.max, statement.statement_id)

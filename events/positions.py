"""Who affirms, denies, disputes, expects, had not observed, or is silent on a question, day by day.

Every position is a mark on its day and nothing is carried forward: who affirmed on 7 November is not taken to affirm
in December, and a silence is what one report said of one day. A day without a mark means that nothing is recorded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from events.collection import Collection
from events.days import Span
from events.records import Question, Statement
from events.table import NEWSROOM, Placed, about_days, known_on, said_days
from events.vocabulary import Clock, Side, Stance

CONTRARY = frozenset({Stance.DENIES, Stance.DISPUTES, Stance.NOT_OBSERVED})
"""The stances that are opposite to affirming."""

WEEK = timedelta(days=7)
"""A statement without a day was said in an article's news: somewhere in the week before it was printed."""

ANSWER = timedelta(days=60)
"""A denial that names no days of its own answers for days that somebody else named, up to this long before it."""

_ROUGHLY = timedelta(days=1)
"""How far an approximate day ("~") reaches, as in the edtf package's padding: https://github.com/ixc/python-edtf
(PADDING_DAY_PRECISION, read 22 November 2026)."""


@dataclass(frozen=True, slots=True)
class PositionMark:
    """One stance on its day; ``placed`` are all days that it stands for, ``day`` the one under which it is shown."""

    statement_id: str
    stance: Stance
    day: date
    placed: Placed

    @property
    def day_is_given(self) -> bool:
        """False where only the article's day is known."""
        return self.placed.basis != "published"


@dataclass(frozen=True)
class PositionRow:
    """One claimant's marks by day. ``claimant_id`` and ``side`` are None for the newsroom's own voice."""

    claimant_id: str | None
    name: str | None
    side: Side | None
    marks: tuple[PositionMark, ...]

    def on(self, day: date) -> list[PositionMark]:
        """The marks of one day; empty = nothing recorded, which is not silence."""
        return [mark for mark in self.marks if mark.day == day]


@dataclass(frozen=True)
class PositionMatrix:
    """A question's positions: rows by side and name, ``days`` those that have a mark; ``undated`` have no day."""

    question: Question
    days: tuple[date, ...]
    rows: tuple[PositionRow, ...]
    undated: tuple[str, ...]


def position_matrices(
    collection: Collection,
    statements: Iterable[Statement] | None = None,
    clock: Clock = Clock.SAID,
    since: date | None = None,
) -> list[PositionMatrix]:
    """A matrix for each question on which one of the statements takes a position, by the question's id.

    In the about clock a mark stands on the first of its days that is not before ``since``.
    """
    held: dict[str, list[Statement]] = {}
    for one in collection.current_statements() if statements is None else statements:
        if one.position is not None:
            held.setdefault(one.position.question_id, []).append(one)
    return [_matrix(collection.questions[each], held[each], collection, clock, since) for each in sorted(held)]


def _matrix(
    question: Question, held: Sequence[Statement], collection: Collection, clock: Clock, since: date | None
) -> PositionMatrix:
    by_claimant: dict[str, list[PositionMark]] = {}
    undated: list[str] = []
    for one in sorted(held, key=lambda each: each.statement_id):
        mark = _mark(one, collection, clock, since)
        if mark is None:
            undated.append(one.statement_id)
            continue
        for claimant in one.claimants or (NEWSROOM,):
            by_claimant.setdefault(claimant, []).append(mark)
    rows = [_row(claimant, marks, collection) for claimant, marks in by_claimant.items()]
    days = sorted({mark.day for row in rows for mark in row.marks})
    return PositionMatrix(question, tuple(days), tuple(sorted(rows, key=_by_side)), tuple(undated))


def _mark(statement: Statement, collection: Collection, clock: Clock, since: date | None) -> PositionMark | None:
    assert statement.position is not None  # noqa: S101 - only statements with a position come here
    is_said = clock is Clock.SAID
    placed = (
        said_days(statement, collection.articles[statement.article_id])
        if is_said
        else about_days(statement, collection)
    )
    if placed.span is None:
        return None
    day = placed.span.last if is_said else min(max(placed.span.first, since or date.min), placed.span.last)
    return PositionMark(statement.statement_id, statement.position.stance, day, placed)


def _row(claimant_id: str, marks: list[PositionMark], collection: Collection) -> PositionRow:
    ordered = tuple(sorted(marks, key=lambda mark: (mark.day, mark.statement_id)))
    claimant = collection.claimants.get(claimant_id)
    if claimant is None:
        return PositionRow(None, None, None, ordered)
    return PositionRow(claimant_id, claimant.name, claimant.side, ordered)


def _by_side(row: PositionRow) -> tuple[int, str, str]:
    order = list(Side)
    return (order.index(row.side) if row.side else len(order), (row.name or "").casefold(), row.claimant_id or "")


class Meeting(Enum):
    """How the days of two positions meet."""

    COMMON_DAYS = "common days"
    DAY_NOT_GIVEN = "only if one was said in the week before its article was printed"
    AT_THE_EDGE = "only because one of the days is approximate"
    ANSWER = "the contrary one names no days and answers for those that the other named"


@dataclass(frozen=True, slots=True)
class Opposition:
    """A statement that affirms and one that does not, on one question and on days that meet."""

    affirming: Statement
    contrary: Statement
    meeting: Meeting


def find_oppositions(statements: Iterable[Statement], collection: Collection) -> list[Opposition]:
    """The pairs of opposite positions; what a claimant says several times for the same days counts once."""
    held = _said_once([one for one in statements if one.position is not None], collection)
    affirming = [one for one in held if _stance(one) is Stance.AFFIRMS]
    contrary = [one for one in held if _stance(one) in CONTRARY]
    return [
        Opposition(one, other, meeting)
        for one in affirming
        for other in contrary
        if _question(one) == _question(other) and not _is_by_the_same(one, other)
        if (meeting := _meeting(one, other, collection)) is not None
    ]


def find_turns(statements: Iterable[Statement], collection: Collection) -> list[tuple[Statement, Statement]]:
    """Where the same claimants went from affirming to the contrary or back: the last before, the first after."""
    held = _said_once([one for one in statements if one.position is not None], collection)
    by_whom: dict[object, list[Statement]] = {}
    for one in held:
        if _stance(one) is Stance.AFFIRMS or _stance(one) in CONTRARY:
            by_whom.setdefault((_question(one), frozenset(one.claimants)), []).append(one)
    turns = []
    for said in by_whom.values():
        ordered = sorted(said, key=lambda one: _order(one, collection))
        turns += [pair for pair in pairwise(ordered) if _is_turn(*pair, collection) and pair[0].claimants]
    return turns


def _is_turn(one: Statement, other: Statement, collection: Collection) -> bool:
    days = [known_on(each, collection.articles[each.article_id]) for each in (one, other)]
    return (_stance(one) is Stance.AFFIRMS) != (_stance(other) is Stance.AFFIRMS) and days[0] != days[1]


def _stance(statement: Statement) -> Stance | None:
    return statement.position.stance if statement.position else None


def _question(statement: Statement) -> str | None:
    return statement.position.question_id if statement.position else None


def _is_by_the_same(one: Statement, other: Statement) -> bool:
    """The same claimants; two newsrooms are two."""
    same = set(one.claimants) == set(other.claimants)
    return same and (bool(one.claimants) or one.article_id == other.article_id)


def _said_once(statements: list[Statement], collection: Collection) -> list[Statement]:
    """Of statements by the same claimants with one stance for the same days, the one with the best day; dated only."""
    kept: list[Statement] = []
    dated = [one for one in statements if said_days(one, collection.articles[one.article_id]).span]
    for one in sorted(dated, key=lambda each: _order(each, collection)):
        if not any(_repeats(one, other, collection) for other in kept):
            kept.append(one)
    return kept


def _repeats(one: Statement, other: Statement, collection: Collection) -> bool:
    return (
        one.position == other.position
        and _is_by_the_same(one, other)
        and _spoken_days(one, collection).overlaps(_spoken_days(other, collection))
    )


def _order(statement: Statement, collection: Collection) -> tuple[bool, date, str]:
    day = known_on(statement, collection.articles[statement.article_id])
    return (statement.said_on is None, day or date.max, statement.statement_id)


def _spoken_days(statement: Statement, collection: Collection) -> Span:
    """The days that a position holds for: those it names, else the day said, else the week before its article."""
    placed = about_days(statement, collection)
    assert placed.span is not None  # noqa: S101 - undated statements were left out
    if placed.basis == "published":
        return Span(placed.span.first - WEEK, placed.span.last)
    return placed.span


def has_days_of_its_own(statement: Statement, collection: Collection) -> bool:
    """Whether the statement, or its event, names the days that it is about."""
    return about_days(statement, collection).basis in {"refers_to", "event"}


def _meeting(affirming: Statement, contrary: Statement, collection: Collection) -> Meeting | None:
    one, other = _spoken_days(affirming, collection), _spoken_days(contrary, collection)
    if one.overlaps(other):
        known = [about_days(each, collection).span for each in (affirming, contrary)]
        do_meet = known[0] is not None and known[1] is not None and known[0].overlaps(known[1])
        return Meeting.COMMON_DAYS if do_meet else Meeting.DAY_NOT_GIVEN
    if _widened(one, affirming).overlaps(_widened(other, contrary)):
        return Meeting.AT_THE_EDGE
    is_open = has_days_of_its_own(affirming, collection) and not has_days_of_its_own(contrary, collection)
    return Meeting.ANSWER if is_open and one.last <= other.last <= one.last + ANSWER else None


def _widened(days: Span, statement: Statement) -> Span:
    """The days with an approximate end reaching a little further."""
    named = statement.refers_to or statement.said_on or ""
    if not named.endswith(("~", "%")):
        return days
    return Span(days.first - _ROUGHLY, days.last + _ROUGHLY)

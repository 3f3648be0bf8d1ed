"""Which statements repeat one another: several mentions, one origin."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from events.collection import Collection
from events.records import Figure, Statement
from events.table import known_on

ALIKE = 90
"""From this rapidfuzz score (0 to 100, on normalised words in order) two passages are one sentence told twice."""

FEWEST_WORDS = 8
"""Shorter passages look alike by chance."""


@dataclass(frozen=True)
class Origin:
    """Statements that go back to one: the origin first, then its echoes by the day they could be known."""

    statements: tuple[Statement, ...]

    @property
    def origin(self) -> Statement:
        """The statement that the others echo."""
        return self.statements[0]

    @property
    def best_dated(self) -> Statement:
        """The mention that says when it was said: the origin, or the first echo that has the day where it has none."""
        return min(self.statements, key=lambda one: one.said_on is None)

    @property
    def mentions(self) -> int:
        """How many statements there are."""
        return len(self.statements)

    def in_words(self) -> str:
        """``2 mentions, 1 origin``."""
        return f"{self.mentions} {'mention' if self.mentions == 1 else 'mentions'}, 1 origin"


def find_origins(
    collection: Collection, statements: Iterable[Statement] | None = None, texts: Mapping[str, str] | None = None
) -> list[Origin]:
    """The statements, or all that are not retracted, each under its origin; by the origin's id.

    An echo is recorded (``echo_of``), or found: the passages of two statements with the same claimants in two articles
    say nearly the same words. ``texts`` are the articles' texts by sha256; without them only recorded echoes count.
    """
    chosen = list(collection.current_statements() if statements is None else statements)
    roots = {one.statement_id: recorded_root(one, collection) for one in chosen}
    for first, second in alike(collection, chosen, texts or {}):
        _join(roots, first.statement_id, second.statement_id)
    groups: dict[str, list[Statement]] = {}
    for one in chosen:
        groups.setdefault(roots[one.statement_id], []).append(one)
    return sorted(
        (Origin(tuple(sorted(group, key=lambda one: _age(one, collection)))) for group in groups.values()),
        key=lambda each: each.origin.statement_id,
    )


def count_origins(
    collection: Collection, statements: Iterable[Statement] | None = None, texts: Mapping[str, str] | None = None
) -> int:
    """How many independent origins the statements have."""
    return len(find_origins(collection, statements, texts))


def without_echoes(
    collection: Collection, statements: Iterable[Statement], texts: Mapping[str, str] | None = None
) -> list[Statement]:
    """One statement an origin: of those given, the origin itself, or the echo known first; in order of their ids."""
    return [each.origin for each in find_origins(collection, statements, texts)]


def repeats(collection: Collection, figures: Iterable[Figure]) -> set[str]:
    """The ids of those figures of echoes that only repeat another of the figures; one that differs is none."""
    if not collection.echo_ids:
        return set()
    known = list(figures)
    echoes = [one for one in known if one.statement_id in collection.echo_ids]
    roots = {recorded_root(collection.statements[one.statement_id], collection) for one in echoes}
    told = {_told(one, collection): one.statement_id for one in known if one.statement_id in roots}
    return {
        one.figure_id for one in echoes if told.setdefault(_told(one, collection), one.statement_id) != one.statement_id
    }


def _told(figure: Figure, collection: Collection) -> tuple[object, ...]:
    """What an echo repeats; not the day, which may be only that of its article."""
    root = recorded_root(collection.statements[figure.statement_id], collection)
    counted = (figure.measure, figure.party, figure.unit, figure.place_id, figure.forecast)
    return (root, *counted, figure.low, figure.high, figure.qualifier)


def mentions_in_words(collection: Collection, statements: Iterable[Statement]) -> str | None:
    """``3 mentions, 2 origins`` by the recorded echoes; None where each statement is an origin of its own."""
    roots = {one.statement_id: recorded_root(one, collection) for one in statements}
    origins = len(set(roots.values()))
    if origins == len(roots):
        return None
    return f"{len(roots)} mentions, {origins} {'origin' if origins == 1 else 'origins'}"


def recorded_root(statement: Statement, collection: Collection) -> str:
    """The id of the statement that this one goes back to by its recorded echoes; its own if it echoes none."""
    seen = [statement.statement_id]
    while statement.echo_of is not None and statement.echo_of not in seen:
        seen.append(statement.echo_of)
        if statement.echo_of not in collection.statements:
            break
        statement = collection.statements[statement.echo_of]
    return min(seen) if statement.echo_of in seen[:-1] else seen[-1]


def _join(roots: dict[str, str], first: str, second: str) -> None:
    kept, dropped = sorted((roots[first], roots[second]))
    for each, root in roots.items():
        if root == dropped:
            roots[each] = kept


def _age(statement: Statement, collection: Collection) -> tuple[bool, date, str]:
    """Origins before echoes, then by the first day known, the undated last."""
    day = known_on(statement, collection.articles[statement.article_id])
    return (statement.echo_of is not None, day or date.max, statement.statement_id)


def alike(
    collection: Collection, statements: Iterable[Statement], texts: Mapping[str, str]
) -> list[tuple[Statement, Statement]]:
    """Pairs of statements in different articles, by the same claimants, whose passages say nearly the same words."""
    groups: dict[tuple[str, ...], list[tuple[Statement, str]]] = {}
    for one in statements:
        words = passage_words(one, texts.get(collection.articles[one.article_id].text_sha256, ""))
        if len(words.split()) >= FEWEST_WORDS:
            groups.setdefault(tuple(sorted(one.claimants)), []).append((one, words))
    return [pair for group in groups.values() for pair in _alike_in(group)]


def _alike_in(group: list[tuple[Statement, str]]) -> Iterable[tuple[Statement, Statement]]:
    passages = [words for _, words in group]
    scores = process.cdist(passages, passages, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    for row, (first, _) in enumerate(group):
        for column in range(row + 1, len(group)):
            second = group[column][0]
            if scores[row][column] and _can_repeat(first, second):
                yield first, second


def _can_repeat(first: Statement, second: Statement) -> bool:
    """Two articles; and of the statements that one sentence gives, those on the same matter."""
    is_same_matter = (first.event_id, first.position) == (second.event_id, second.position)
    return first.article_id != second.article_id and is_same_matter


def passage_words(statement: Statement, text: str) -> str:
    """The words of a statement's passage without case, accents, signs; empty when the text is not given."""
    passage = unicodedata.normalize("NFKD", text[statement.span.start : statement.span.end]).casefold()
    bare = "".join(letter for letter in passage if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare))

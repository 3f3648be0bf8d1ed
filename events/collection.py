"""Collection: the records of a data set, current revisions by id, with their history."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from events.records import AnyRecord, Article, Claimant, Event, Figure, Question, Retraction, Statement


@dataclass(frozen=True)
class Collection:
    """The current record of each id, in the order read; ``history`` holds every line of an id, oldest first.

    A retracted record stays in its table, so that it can be shown struck through; ``retractions`` says why.
    Selections leave retracted statements and figures out of every count. Not to be changed once it is read from.
    """

    articles: dict[str, Article] = field(default_factory=dict)
    claimants: dict[str, Claimant] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    retractions: dict[str, Retraction] = field(default_factory=dict)
    history: dict[str, tuple[AnyRecord, ...]] = field(default_factory=dict)

    def table_of(self, record: AnyRecord) -> dict[str, AnyRecord]:
        """The dictionary that holds records of this type."""
        return getattr(self, record.type + "s")  # type: ignore[no-any-return]

    def figures_of(self, statement_id: str) -> list[Figure]:
        """The figures of a statement that are not retracted, in the order read."""
        return self._figures_by_statement.get(statement_id, [])

    @cached_property
    def _figures_by_statement(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.figures.values():
            if figure.figure_id not in self.retractions:
                found.setdefault(figure.statement_id, []).append(figure)
        return found

    def mentions_of(self, statement: Statement) -> list[Statement]:
        """The statements that are recorded as one origin with this one, itself included, in the order read."""
        return self._mentions_by_origin.get(statement.echo_of or statement.statement_id, [])

    @cached_property
    def _mentions_by_origin(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for one in self.current_statements():
            found.setdefault(one.echo_of or one.statement_id, []).append(one)
        return found

    @cached_property
    def echo_ids(self) -> frozenset[str]:
        """The ids of the statements that echo another."""
        return frozenset(key for key, one in self.statements.items() if one.echo_of is not None)

    def current_statements(self) -> list[Statement]:
        """The statements that are not retracted, in the order read."""
        return [one for one in self.statements.values() if self.retraction_of(one) is None]

    def retracted_statements(self) -> list[Statement]:
        """The statements that are retracted, in the order read: shown struck through, counted nowhere."""
        return [one for one in self.statements.values() if self.retraction_of(one) is not None]

    def retraction_of(self, statement: Statement) -> Retraction | None:
        """What withdraws a statement: its own retraction, or its article's."""
        return self.retractions.get(statement.statement_id) or self.retractions.get(statement.article_id)


def collect(records: Iterable[AnyRecord]) -> Collection:
    """The records with the highest revision of each id kept; lines of one id and revision must not repeat."""
    collection = Collection()
    history: dict[str, list[AnyRecord]] = {}
    for record in records:
        history.setdefault(record.record_id, []).append(record)
        table = collection.table_of(record)
        known = table.get(record.record_id)
        if known is None or known.revision < record.revision:
            table[record.record_id] = record
    collection.history.update({key: tuple(sorted(lines, key=_by_time)) for key, lines in history.items()})
    return collection


def _by_time(line: AnyRecord) -> tuple[datetime, bool, int]:
    """When a line was written; a revision is older than its retraction of the same second."""
    return line.recorded_at, line.type == "retraction", line.revision

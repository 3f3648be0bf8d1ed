"""What a reader could know on a day."""

from collections.abc import Set as AbstractSet
from dataclasses import fields
from datetime import date

from events.collection import Collection
from events.records import AnyRecord, Statement
from events.table import known_on


def known_by(collection: Collection, day: date) -> Collection:
    """The collection as it could be known on ``day``: statements known on it or before, and what they name.

    What has no day at all is left out. Nothing of a later statement stays: neither its figures, nor an event, claimant
    or question that only it names, nor that an earlier one is echoed by it.
    """
    kept = {one.statement_id for one in collection.statements.values() if _is_known(one, collection, day)}
    return narrowed(collection, kept)


def _is_known(statement: Statement, collection: Collection, day: date) -> bool:
    since = known_on(statement, collection.articles[statement.article_id])
    return since is not None and since <= day


def narrowed(collection: Collection, statement_ids: AbstractSet[str]) -> Collection:
    """Only these statements, their figures, and the records that they name, without history; other links are cut."""
    statements = {
        key: _cut_echo(one, statement_ids) for key, one in collection.statements.items() if key in statement_ids
    }
    figures = {key: one for key, one in collection.figures.items() if one.statement_id in statement_ids}
    figures = {
        key: one if one.of is None or one.of in figures else one.model_copy(update={"of": None})
        for key, one in figures.items()
    }
    named = _named_by(statements)
    kept = Collection(
        articles={key: one for key, one in collection.articles.items() if key in named},
        claimants={key: one for key, one in collection.claimants.items() if key in named},
        statements=statements,
        figures=figures,
        events={key: one for key, one in collection.events.items() if key in named},
        questions={key: one for key, one in collection.questions.items() if key in named},
    )
    known = {key for table in _tables(kept) for key in table}
    kept.retractions.update({key: one for key, one in collection.retractions.items() if key in known})
    kept.history.update({key: (one,) for table in _tables(kept) for key, one in table.items()})
    return kept


def _cut_echo(statement: Statement, statement_ids: AbstractSet[str]) -> Statement:
    if statement.echo_of is None or statement.echo_of in statement_ids:
        return statement
    return statement.model_copy(update={"echo_of": None})


def _named_by(statements: dict[str, Statement]) -> set[str]:
    named: set[str] = set()
    for one in statements.values():
        named |= {one.article_id, *one.claimants, *one.relayed_by}
        named |= {one.event_id} if one.event_id else set()
        named |= {one.position.question_id} if one.position else set()
    return named


def _tables(collection: Collection) -> list[dict[str, AnyRecord]]:
    names = [field.name for field in fields(collection) if field.name not in {"retractions", "history"}]
    return [getattr(collection, name) for name in names]

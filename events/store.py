"""Store: an opened data set, ready to be selected from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from events.collection import Collection, collect
from events.engines.duckdb import Counts, DuckEngine
from events.engines.rows import open_tables
from events.faults import Fault
from events.files import SHIPPED, read_records
from events.records import AnyRecord, Article, Figure, Statement
from events.selection import Selection
from events.table import NEWSROOM, NOT_STATED, figure_days, to_tables
from events.vocabulary import EventKind, Measure, Party, Side
from geodata.gazetteer import Gazetteer, load_gazetteer


@dataclass(frozen=True)
class RecordStore:
    """Records of one or several data folders. ``faults`` names every line that was left out.

    ``statement_ids``, ``place_ids`` and ``event_ids`` are what the engine's numbers stand for.
    """

    collection: Collection
    faults: tuple[Fault, ...]
    gazetteer: Gazetteer
    engine: DuckEngine
    statement_ids: tuple[str, ...]
    place_ids: tuple[str, ...]
    event_ids: tuple[str, ...]

    def knows(self, facet: str, value: str) -> bool:
        """Whether a facet can have this value here: a record's, or one of a closed list that records choose from."""
        match facet:
            case "report":
                return value in self.collection.articles
            case "outlet":
                return value in {one.outlet or NOT_STATED for one in self.collection.articles.values()}
            case "claimant":
                return value == NEWSROOM or value in self.collection.claimants
            case "side":
                return value == NEWSROOM or value in set(Side)
            case "place":
                return any(value == place.place_id for place in self.gazetteer.places)
            case _:
                closed: dict[str, type[StrEnum]] = {"kind": EventKind, "measure": Measure, "party": Party}
                return value in set(closed[facet])

    def statements(self, selection: Selection) -> list[Statement]:
        """The selected statements, in the order of the files."""
        return self.by_number(self.engine.numbers(self.engine.select(selection)))

    def by_number(self, numbers: Iterable[int]) -> list[Statement]:
        """Statements by the engine's numbers."""
        return [self.collection.statements[self.statement_ids[number]] for number in numbers]

    def retracted(self, selection: Selection) -> list[Statement]:
        """The retracted statements that the selection would hold; they are listed, and counted nowhere."""
        if not self.collection.retractions:
            return []
        engine, ids = self._struck
        return [self.collection.statements[ids[number]] for number in engine.numbers(engine.select(selection))]

    @cached_property
    def _struck(self) -> tuple[DuckEngine, tuple[str, ...]]:
        tables = to_tables(self.collection, self.gazetteer, self.collection.retracted_statements())
        engine, statement_ids, _, _ = open_tables(tables)
        return engine, statement_ids

    def figures(self, statements: Iterable[Statement], selection: Selection) -> list[Figure]:
        """The figures of these statements; where a measure or party is chosen, only those that have it."""
        found = [one for statement in statements for one in self.collection.figures_of(statement.statement_id)]
        if not selection.measure and not selection.party:
            return found
        return [
            one
            for one in found
            if (not selection.measure or one.measure in selection.measure)
            and (not selection.party or one.party in selection.party)
        ]

    def by_day(self, figures: Iterable[Figure]) -> list[Figure]:
        """The figures by first day, measure and id; undated ones first."""
        return sorted(figures, key=lambda one: self._figure_order[one.figure_id])

    @cached_property
    def _figure_order(self) -> dict[str, tuple[str, str, str]]:
        """What figures are ordered by: found once, because reading days takes longer than a window may."""
        known = self.collection
        order = {}
        for key, figure in known.figures.items():
            span = figure_days(figure, known.statements[figure.statement_id], known).span
            order[key] = (span.first.isoformat() if span else "", figure.measure.value, key)
        return order

    def counts(self, selection: Selection) -> Counts:
        """How many statements, places and placements the selection holds."""
        return self.engine.counts(selection)


def open_records(folders: Sequence[Path] = (SHIPPED,), gazetteer: Gazetteer | None = None) -> RecordStore:
    """The records of the folders, ready to be selected from.

    Raises:
        RecordError: a folder is not there.
    """
    gazetteer = gazetteer or load_gazetteer()
    reading = read_records(folders, gazetteer)
    return store_of(reading.collection, reading.faults, gazetteer)


def store_of(collection: Collection, faults: tuple[Fault, ...], gazetteer: Gazetteer) -> RecordStore:
    """A store of records that were read already."""
    engine, statement_ids, place_ids, event_ids = open_tables(to_tables(collection, gazetteer))
    return RecordStore(collection, faults, gazetteer, engine, statement_ids, place_ids, event_ids)


def select_records(store: RecordStore, selection: Selection) -> Collection:
    """The selected statements, their figures, and only the records that they name."""
    statements = store.statements(selection)
    figures = _with_wholes(store.figures(statements, selection), store.collection)
    return collect(_named(statements, figures, store.collection))


def _with_wholes(figures: list[Figure], known: Collection) -> list[Figure]:
    """The figures, and those that a share of them is a share of."""
    found = {figure.figure_id: figure for figure in figures}
    for figure in figures:
        whole = figure.of
        while whole is not None and whole not in found:
            found[whole] = known.figures[whole]
            whole = found[whole].of
    return list(found.values())


def _named(statements: list[Statement], figures: list[Figure], known: Collection) -> Iterable[AnyRecord]:
    """These records and all that they name, each once."""
    chosen = {one.statement_id: one for one in statements}
    for figure in figures:
        chosen.setdefault(figure.statement_id, known.statements[figure.statement_id])
    articles = dict.fromkeys(one.article_id for one in chosen.values())
    claimants = dict.fromkeys(name for one in chosen.values() for name in (*one.claimants, *one.relayed_by))
    events = dict.fromkeys(one.event_id for one in chosen.values() if one.event_id)
    questions = dict.fromkeys(one.position.question_id for one in chosen.values() if one.position)
    yield from (known.articles[one] for one in articles)
    yield from (known.claimants[one] for one in claimants)
    yield from (known.questions[one] for one in questions)
    yield from (known.events[one] for one in events)
    for one in chosen.values():
        echo = one.echo_of if one.echo_of in chosen else None
        yield one if echo == one.echo_of else replace_echo(one)
    yield from figures
    yield from (known.retractions[one.figure_id] for one in figures if one.figure_id in known.retractions)
    yield from (known.retractions[one] for one in chosen if one in known.retractions)


def replace_echo(statement: Statement) -> Statement:
    """The statement without its echo, for a selection that the echoed one is not part of."""
    return statement.model_copy(update={"echo_of": None})


def article_of(collection: Collection, statement: Statement) -> Article:
    """The article that a statement stands in."""
    return collection.articles[statement.article_id]

"""EventStore: a Parquet file of events, opened, ready to be selected from; an event counts as one statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from events.engines.duckdb import ROW_LIMIT, Counts
from events.engines.event_cards import EventRow, central_box, find_event, rank_of, read_events
from events.engines.opening import open_engine
from events.engines.parquet import EventEngine
from events.engines.query import Condition
from events.selection import Selection


@dataclass(frozen=True)
class EventStore:
    """An opened file. ``engine`` counts and finds; ``opening`` is the box that most events lie in.

    ``opening``: south, west, north, east in degrees; None when no event has a place.
    """

    path: Path
    engine: EventEngine
    opening: tuple[float, float, float, float] | None

    @property
    def is_grouped(self) -> bool:
        """Whether the browser gets counts by cell and days, since there are too many events to send."""
        return self.engine.marks is not None

    def knows(self, facet: str, value: str) -> bool:
        """Whether an event of the file has this value of a facet."""
        return facet in self.engine.codes and value in self.engine.codes[facet].values

    def counts(self, selection: Selection) -> Counts:
        """How many events and places the selection holds."""
        return self.engine.counts(selection)

    def page(self, where: Condition, limit: int, offset: int = 0) -> list[EventRow]:
        """At most ``limit`` events that fulfil ``where``, newest first."""
        return read_events(self.engine, self.engine.newest(where, limit, offset))

    def rank(self, where: Condition, event_id: str) -> int | None:
        """How many events stand before this one, newest first; None if it does not fulfil ``where``."""
        number = find_event(self.engine, event_id)
        return rank_of(self.engine, where, number) if number is not None else None

    def events(self, selection: Selection, limit: int, chunk: int = 5_000) -> Iterator[EventRow]:
        """The selected events, newest first, at most ``limit``; read ``chunk`` by ``chunk``."""
        numbers = self.engine.newest(self.engine.select(selection), limit)
        for start in range(0, len(numbers), chunk):
            yield from read_events(self.engine, numbers[start : start + chunk])


def open_parquet(path: Path, row_limit: int = ROW_LIMIT) -> EventStore:
    """The events of a Parquet file; above ``row_limit`` the browser gets counts by cell and days.

    Raises:
        RecordError: the file cannot be opened as events; one sentence for the first thing wrong.
    """
    engine = open_engine(path, row_limit)
    return EventStore(path, engine, central_box(engine))

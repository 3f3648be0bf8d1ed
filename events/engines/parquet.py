"""A Parquet file of events behind the engine: columns in memory, texts left in the file."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import reduce
from typing import Any, TypeVar

import duckdb
import numpy as np

from events.engines.duckdb import EPOCH, Counts, DuckEngine
from events.engines.event_file import EventFile
from events.engines.event_rows import NO_SPOT, Array, Marks
from events.engines.near import Detail, Near, joined, merged
from events.engines.query import Condition, FacetCodes, in_selection, is_drawn
from events.engines.timeline import build_timeline
from events.selection import FACETS, Selection
from events.table import CURLY, STRAIGHT, fold, words_of
from events.tally import DRAWN, EXACT, PRIMARY, Tally
from events.vocabulary import Clock

FEW = 1_000
"""So many events from the top are found by sorting."""
MOST_NEAR = 500_000
"""So many rows a part of the map may have that is drawn closer."""
Key = TypeVar("Key")
Value = TypeVar("Value")

KEPT = 4
"""How many searches, histograms and details are kept."""


class EventEngine(DuckEngine):
    """The engine over events: a row an event. ``marks`` is what the browser counts where rows are too many.

    ``cards`` is a table of what the file says of each event, by number.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, file: EventFile, codes: dict[str, FacetCodes], marks: Marks | None
    ) -> None:
        super().__init__(connection, codes, _mark_columns(connection))
        self.file = file
        self.marks = marks
        [(self._undated, self._spots)] = self.run(
            "SELECT count(*) FILTER (about_first IS NULL), max(spot) + 1 FROM placed_rows"
        )
        self._found: OrderedDict[tuple[str, ...], Array] = OrderedDict()
        self._details: OrderedDict[tuple[Selection, Near], Detail | None] = OrderedDict()
        self._timelines: OrderedDict[Selection, dict[str, Any]] = OrderedDict()

    def run(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows that ``sql`` gives; a parameter that is an array is a table of that name with a column ``one``."""
        return self._execute(sql, parameters or {}).fetchall()

    def arrays(self, sql: str, parameters: dict[str, Any] | None = None) -> dict[str, Array]:
        """The columns that ``sql`` gives; a parameter that is an array is a table as in ``run``."""
        columns: dict[str, Any] = self._execute(sql, parameters or {}).fetchnumpy()
        return columns

    def _execute(self, sql: str, parameters: dict[str, Any]) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        for name, value in parameters.items():
            if isinstance(value, np.ndarray) and len(value):
                cursor.register(name, {"one": value})
            elif isinstance(value, np.ndarray):  # DuckDB takes no empty array
                cursor.execute(f"CREATE TEMP VIEW {name} AS SELECT 0 AS one WHERE FALSE")
        plain = {name: value for name, value in parameters.items() if not isinstance(value, np.ndarray)}
        return cursor.execute(sql, plain)

    def column(self, name: str, where: Condition) -> Array:
        """One column of the rows that fulfil ``where``; it must not hold NULL."""
        found = self.arrays(f'SELECT "{name}" AS found FROM placed_rows WHERE {where.sql}', where.parameters)["found"]
        return np.ma.getdata(found)

    def select(self, selection: Selection, *, is_dated: bool = True) -> Condition:
        """The selection as a condition on rows; with ``is_dated`` False: the undated ones among them."""
        window = Selection(selection.first, selection.last, selection.clock, exact=selection.exact)
        where = in_selection(window, self.codes, dated=is_dated)
        for facet in FACETS:
            if selection.values(facet):
                self._add_facet(where, facet, selection.values(facet))
        if words := words_of(selection.text):
            found = self._numbers_with(words)
            where.add("number IN (SELECT one FROM found_text)", found_text=found)
        return where

    def _add_facet(self, where: Condition, facet: str, chosen: tuple[str, ...]) -> None:
        wanted = self.codes[facet].codes_with(chosen) if facet in self.codes else []
        if not wanted:
            where.add("FALSE")
        elif len(wanted) == 1:
            where.add(f'"{facet}" = $code_{facet}', **{f"code_{facet}": wanted[0]})
        else:
            where.add(
                f'"{facet}" IN (SELECT one FROM codes_{facet})', **{f"codes_{facet}": np.array(wanted, np.uint16)}
            )

    def _numbers_with(self, words: tuple[str, ...]) -> Array:
        """The events that hold every word; the last few searches are kept."""
        return _kept(self._found, words, lambda: np.flatnonzero(reduce(np.logical_and, self._holding(words))))

    def _holding(self, words: Sequence[str]) -> Iterator[Array]:
        """Of each word, for each event whether its text, or one of its outlets, claimants or kinds, holds it.

        The texts are read once for all the words. A yes or no for each event, for intersecting millions of sorted
        numbers takes ten times as long.
        """
        folded, parameters = "replace(lower(text), 'ß', 'ss')", {}
        if not all(word.isalnum() for word in words):  # only then can a quote be in one: ten million texts cost time
            folded, parameters = f"translate({folded}, $curly, $straight)", {"curly": CURLY, "straight": STRAIGHT}
        held = ", ".join(f"coalesce(contains(folded, $word_{n}), false) AS word_{n}" for n in range(len(words)))
        parameters |= {f"word_{n}": word for n, word in enumerate(words)}
        found = self.arrays(f"SELECT number, {held} FROM (SELECT number, {folded} AS folded FROM cards)", parameters)
        for n, word in enumerate(words):
            holds = np.zeros(self.file.rows, np.bool_)
            holds[np.ma.getdata(found["number"])] = np.ma.getdata(found[f"word_{n}"])
            if (named := self._named(word)).clauses:
                any_of = Condition([" OR ".join(named.clauses)], named.parameters)
                holds[self.column("number", any_of)] = True
            yield holds

    def _named(self, word: str) -> Condition:
        """A clause for each facet that has values with the word."""
        named = Condition()
        for facet, one in self.codes.items():
            values = tuple(value for value in one.values if word in fold(value))
            if values:
                self._add_facet(named, facet, values)
        return named

    def period(self, clock: Clock) -> tuple[date, date] | None:  # noqa: ARG002 - the file has one clock
        """The first and last day of all events; None if none has a day."""
        return self.file.period

    def counts(self, selection: Selection) -> Counts:
        """How many events and places the selection holds, exactly."""
        spots = self.column("spot", self.select(selection))
        is_there = np.zeros(self._spots, np.bool_)
        is_there[spots] = True
        unplaced = len(spots) - int(np.count_nonzero(spots)) if is_there[NO_SPOT] else 0
        places = int(np.count_nonzero(is_there[NO_SPOT + 1 :]))
        undated = self.count_numbers(self.select(selection, is_dated=False)) if self._undated else 0
        return Counts(len(spots), places, len(spots) - unplaced, undated, unplaced)

    def newest(self, where: Condition, limit: int, offset: int = 0) -> list[int]:
        """The numbers of at most ``limit`` events that fulfil ``where``, the last in time first.

        Far down the list the engine's own sorting would take seconds; the rows lie in order already.
        """
        if offset < FEW:
            return self.numbers(where, "position DESC", limit, offset)
        positions = self.column("position", where)
        if not bool(np.all(positions[:-1] < positions[1:])):  # a join may have mixed them
            positions = np.sort(positions)
        end = max(len(positions) - offset, 0)
        here = Condition().add(
            "position IN (SELECT one FROM positions)", positions=positions[max(end - limit, 0) : end].copy()
        )
        return self.numbers(here, "position DESC")

    def numbers(self, where: Condition, order: str = "number", limit: int | None = None, offset: int = 0) -> list[int]:
        """The numbers of the events that fulfil ``where``, ordered."""
        window = f"LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
        rows = self.run(f"SELECT number FROM placed_rows WHERE {where.sql} ORDER BY {order} {window}", where.parameters)
        return [number for (number,) in rows]

    def count_numbers(self, where: Condition) -> int:
        """How many events fulfil ``where``."""
        [(count,)] = self.run(f"SELECT count(*) FROM placed_rows WHERE {where.sql}", where.parameters)
        return int(count)

    def value_counts(self, facet: str, selection: Selection) -> list[int]:
        """Events by value of a facet under all other filters of the selection, in the order of its values."""
        one = self.codes[facet]
        by_code = np.bincount(self.column(facet, self.select(selection.without(facet))), minlength=len(one.sets))
        counts = [0] * len(one.values)
        for code, values in enumerate(one.sets):
            for value in values:
                counts[value] += int(by_code[code])
        return counts

    def tally(self, selection: Selection, near: Near | None = None) -> Tally:
        """The rows that the browser counts from; in a big data set the selection's counts by cell and days.

        ``near`` is where events are drawn closer: each at its place if they are few enough, else by finer cells.
        """
        if self.marks is None:
            basis = Selection(clock=selection.clock, text=selection.text)
            return self._tally_of_rows(basis, self.select(basis))
        where = self.select(selection.without_window()).add(is_drawn())
        detail = self.detail(selection, near) if near is not None else None
        if detail is not None:
            columns = merged(self._marks_of(joined(where, detail.rows, but=True)), self._rows_of(where, detail))
        else:
            columns = self._marks_of(where)
        epoch, days = self._calendar(selection.clock)
        return Tally((epoch - EPOCH).days, days, columns)

    def detail(self, selection: Selection, near: Near) -> Detail | None:
        """How close the selected events of a part of the map are drawn; None: by the cells of the whole map.

        As close as at most ``MOST_NEAR`` rows allow, whatever the window is.
        """
        if self.marks is None:
            return None
        basis, coarsest = selection.without_window(), self.marks.size
        return _kept(self._details, (basis, near), lambda: self._find_detail(basis, near, coarsest))

    def _find_detail(self, basis: Selection, near: Near, coarsest: float) -> Detail | None:
        part = near.condition(coarsest)
        where = joined(self.select(basis).add(is_drawn()), part)
        if self.count_numbers(where) <= MOST_NEAR:
            return Detail(part)
        for detail in (Detail(part, size) for size in near.sizes(coarsest)):
            cells = f"SELECT DISTINCT {detail.place('x')}, {detail.place('y')}, about_first, about_last"
            [(rows,)] = self.run(f"SELECT count(*) FROM ({cells} FROM placed_rows WHERE {where.sql})", where.parameters)
            if rows <= MOST_NEAR:
                return detail
        return None

    def _marks_of(self, where: Condition) -> dict[str, Array]:
        assert self.marks is not None  # noqa: S101 - asked only of a grouped data set
        counts = np.bincount(self.column("mark", where), minlength=len(self.marks.start))
        [kept] = np.nonzero(counts)
        columns: dict[str, Array] = {name: getattr(self.marks, name)[kept] for name in ("x", "y", "start", "end")}
        return columns | {"count": counts[kept].astype(np.uint32)}

    def _rows_of(self, where: Condition, detail: Detail) -> dict[str, Array]:
        there = joined(where, detail.rows)
        epoch = {"epoch": self.file.period[0] if self.file.period else EPOCH}
        found = self.arrays(
            f"""SELECT {detail.place("x")} AS x, {detail.place("y")} AS y, CAST(count(*) AS UINTEGER) AS count,
                       CAST(about_first - $epoch AS USMALLINT) AS start, CAST(about_last - $epoch AS USMALLINT) AS "end"
                FROM placed_rows WHERE {there.sql} GROUP BY ALL""",
            there.parameters | epoch,
        )
        return {name: np.ma.getdata(column) for name, column in found.items()}

    def timeline(self, selection: Selection) -> dict[str, Any]:
        """The histogram of the whole period under the selection's filters; it stays while only the window moves."""
        basis = selection.without_window()
        return _kept(self._timelines, basis, lambda: self._count_timeline(basis))

    def _count_timeline(self, basis: Selection) -> dict[str, Any]:
        where = self.select(basis)
        epoch, days = self._calendar(basis.clock)
        found = self.arrays(
            f"""SELECT about_first - $epoch AS start, about_last - $epoch AS "end", count(*) AS rows
                FROM placed_rows WHERE {where.sql} GROUP BY ALL""",
            where.parameters | {"epoch": epoch},
        )
        start, end, rows = (np.ma.getdata(found[name]).astype(np.int64) for name in ("start", "end", "rows"))
        return build_timeline(start, end, rows, (epoch - EPOCH).days, days)


def _kept(cache: OrderedDict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    """What is kept under the key, made where it is not; the oldest of more than ``KEPT`` go."""
    if key in cache:
        return cache[key]
    value = cache[key] = make()
    while len(cache) > KEPT:
        cache.popitem(last=False)
    return value


def _mark_columns(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The flags go to the browser only where a row's are not the default ones."""
    [(plain,)] = connection.execute(
        f"SELECT coalesce(bool_and(flags = {PRIMARY | DRAWN | EXACT}), true) FROM placed_rows"
    ).fetchall()
    return {} if plain else {"flags": "flags"}

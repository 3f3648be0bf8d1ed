"""DuckDB in process: runs every selection, over the shipped records as over a GeoParquet file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from events.engines.query import (
    Condition,
    FacetCodes,
    day_columns,
    facet_column,
    in_selection,
    is_drawn,
    is_primary,
)
from events.selection import FACETS, Selection
from events.tally import SPEAKING, Facet, Tally, smallest_code
from events.vocabulary import Clock

ROW_LIMIT = 1_500_000
"""Above this many rows the browser gets counts by cell and days instead of rows (research: map-speed)."""
FINEST_ZOOM = 12
CELL_PIXELS = 22

EPOCH = date(1970, 1, 1)
LAST_DAY_NUMBER = 65_535
"""The greatest day that a column of a tally holds, 179 years after its first."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a selection holds; ``undated`` and ``unplaced`` statements are counted, not hidden."""

    statements: int
    places: int
    placed: int
    undated: int
    unplaced: int


class DuckEngine:
    """A read-only view of a data set. ``placed_rows`` and ``texts`` are tables or views of the connection.

    ``codes`` explains the code columns. Every call takes a cursor of its own: threads may share the engine.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        codes: dict[str, FacetCodes],
        mark_columns: Mapping[str, str] | None = None,
    ) -> None:
        self._connection = connection
        self.codes = codes
        self.mark_columns = dict(mark_columns or {})
        self._periods: dict[Clock, tuple[date, date] | None] = {}

    def run(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """All rows that ``sql`` gives."""
        return self._connection.cursor().execute(sql, parameters or {}).fetchall()

    def arrays(self, sql: str, parameters: dict[str, Any] | None = None) -> dict[str, npt.NDArray[Any]]:
        """The columns that ``sql`` gives."""
        columns: dict[str, Any] = self._connection.cursor().execute(sql, parameters or {}).fetchnumpy()
        return columns

    def period(self, clock: Clock) -> tuple[date, date] | None:
        """The first and last day of all statements; None if none has a day."""
        if clock not in self._periods:
            first, last = day_columns(clock)
            [(begins, ends)] = self.run(f"SELECT min({first}), max({last}) FROM placed_rows")
            self._periods[clock] = (begins, ends) if begins is not None else None
        return self._periods[clock]

    def counts(self, selection: Selection) -> Counts:
        """How many statements, places and placements the selection holds."""
        where = in_selection(selection, self.codes)
        [(statements, unplaced, places, placed)] = self.run(
            f"""SELECT count(*) FILTER ({is_primary()}),
                       count(*) FILTER ({is_primary()} AND NOT {is_drawn()}),
                       count(DISTINCT {self._place_key()}) FILTER ({is_drawn()} AND flags & {SPEAKING} = 0),
                       count(*) FILTER ({is_drawn()} AND flags & {SPEAKING} = 0)
                FROM placed_rows WHERE {where.sql}""",
            where.parameters,
        )
        undated = in_selection(selection, self.codes, dated=False)
        [(without_day,)] = self.run(
            f"SELECT count(*) FROM placed_rows WHERE {is_primary()} AND {undated.sql}", undated.parameters
        )
        return Counts(statements, places, placed, without_day, unplaced)

    def _place_key(self) -> str:
        return self.mark_columns.get("place", "hash(x, y)")

    def numbers(self, where: Condition, order: str = "number", limit: int | None = None, offset: int = 0) -> list[int]:
        """The numbers of the statements that have a row fulfilling ``where``, each once, ordered."""
        window = f"LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
        rows = self.arrays(
            f"SELECT number FROM placed_rows WHERE {where.sql} GROUP BY number ORDER BY {order} {window}",
            where.parameters,
        )
        return [int(number) for number in rows["number"].tolist()]

    def count_numbers(self, where: Condition) -> int:
        """How many statements have a row fulfilling ``where``."""
        [(count,)] = self.run(f"SELECT count(DISTINCT number) FROM placed_rows WHERE {where.sql}", where.parameters)
        return int(count)

    def select(self, selection: Selection) -> Condition:
        """The selection as a condition on rows, to be narrowed further."""
        return in_selection(selection, self.codes)

    def value_counts(self, facet: str, selection: Selection) -> list[int]:
        """Statements by value of a facet under all other filters of the selection, in the order of its values."""
        where = in_selection(selection.without(facet), self.codes)
        column = facet_column(facet, selection)
        rows = self.run(
            f'SELECT "{column}", count(*) FROM placed_rows WHERE {is_primary()} AND {where.sql} GROUP BY 1',
            where.parameters,
        )
        counts = [0] * len(self.codes[column].values)
        for code, count in rows:
            for value in self.codes[column].sets[code]:
                counts[value] += count
        return counts

    def tally(self, selection: Selection) -> Tally:
        """The rows that the browser counts from: facets and window are its business, text is the engine's.

        Above ``ROW_LIMIT`` rows: counts by cell and days of the whole selection but its window.
        """
        basis = Selection(clock=selection.clock, text=selection.text, captives=selection.captives)
        where = in_selection(basis, self.codes)
        [(rows,)] = self.run(f"SELECT count(*) FROM placed_rows WHERE {where.sql}", where.parameters)
        if rows > ROW_LIMIT:
            return self._grouped_tally(selection.without_window())
        return self._tally_of_rows(basis, where)

    def _tally_of_rows(self, basis: Selection, where: Condition) -> Tally:
        facets = [facet for facet in FACETS if facet_column(facet, basis) in self.codes]
        epoch, days = self._calendar(basis.clock)
        first, last = day_columns(basis.clock)
        columns = [
            "x",
            "y",
            f"{day_number(first)} AS start",
            f'{day_number(last)} AS "end"',
            *(f"{column} AS {name}" for name, column in self.mark_columns.items()),
            *(f'"{facet_column(facet, basis)}" AS "facet:{facet}"' for facet in facets),
        ]
        found = self.arrays(
            f"SELECT {', '.join(columns)} FROM placed_rows WHERE {where.sql} ORDER BY start, number",
            where.parameters | {"epoch": epoch},
        )
        codes = {facet: self.codes[facet_column(facet, basis)] for facet in facets}
        for facet, one in codes.items():
            found[f"facet:{facet}"] = found[f"facet:{facet}"].astype(smallest_code(len(one.sets)))
        described = {facet: Facet(len(one.values), one.sets) for facet, one in codes.items()}
        return Tally((epoch - EPOCH).days, days, _plain(found), described)

    def _grouped_tally(self, selection: Selection) -> Tally:
        where = in_selection(selection, self.codes).add(is_drawn())
        epoch, days = self._calendar(selection.clock)
        first, last = day_columns(selection.clock)
        found = self.arrays(
            f"""SELECT CAST((cx + 0.5) / $size AS FLOAT) AS x, CAST((cy + 0.5) / $size AS FLOAT) AS y,
                       {day_number("begins")} AS start,
                       {day_number("ends")} AS "end",
                       CAST(rows AS UINTEGER) AS count
                FROM (SELECT floor(x * $size) AS cx, floor(y * $size) AS cy, {first} AS begins, {last} AS ends,
                             count(*) AS rows
                      FROM placed_rows WHERE {where.sql} GROUP BY ALL)
                ORDER BY start""",
            where.parameters | {"epoch": epoch, "size": self._cells_a_side(selection.clock)},
        )
        return Tally((epoch - EPOCH).days, days, _plain(found))

    def _cells_a_side(self, clock: Clock) -> float:
        """The finest division of the world under which the whole data set fits into ``ROW_LIMIT`` groups."""
        first, last = day_columns(clock)
        for zoom in range(FINEST_ZOOM, 0, -1):
            size = float(256 << zoom) / CELL_PIXELS
            [(groups,)] = self.run(
                f"SELECT approx_count_distinct(hash(floor(x * $size), floor(y * $size), {first}, {last})) "
                "FROM placed_rows",
                {"size": size},
            )
            if groups <= ROW_LIMIT * 0.95:
                return size
        return 256 / CELL_PIXELS

    def _calendar(self, clock: Clock) -> tuple[date, int]:
        first, last = self.period(clock) or (EPOCH, EPOCH)
        epoch = max(first, date.fromordinal(max(1, last.toordinal() - LAST_DAY_NUMBER)))
        return epoch, (last - epoch).days + 1


def day_number(day: str) -> str:
    """Days from ``$epoch`` to the column ``day``; earlier days, centuries ago, stand on the epoch."""
    return f"CAST(greatest(0, date_diff('day', CAST($epoch AS DATE), {day})) AS USMALLINT)"


def _plain(columns: dict[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
    """Columns without masks: a coordinate that is NULL becomes NaN."""
    return {
        name: np.ma.filled(column, np.nan) if isinstance(column, np.ma.MaskedArray) else column
        for name, column in columns.items()
    }

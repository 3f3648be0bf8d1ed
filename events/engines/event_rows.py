"""The rows that selections run over, made from a Parquet file of events: one row an event, facets as codes."""

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from events.engines.event_file import COARSE, EventFile
from events.engines.query import FacetCodes
from events.mercator import project
from events.tally import DASHED, DRAWN, EXACT, PRIMARY, smallest_code

FACET_COLUMNS = ("outlet", "claimant", "kind")
MOST_SETS = 65_536
FINEST_ZOOM = 12
CELL_PIXELS = 22
NO_SPOT = 0
"""The spot of an event without a place; places count from 1."""

_UNDATED = 65_535
_CHUNK = 1_000_000

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Marks:
    """What the browser counts instead of rows in a big data set: a cell of the map and days, sorted by ``start``.

    ``size`` cells a side of the world; x and y are a cell's centre.
    """

    x: Array
    y: Array
    start: Array
    end: Array
    size: float


def encode_facets(connection: duckdb.DuckDBPyConnection) -> dict[str, FacetCodes]:
    """The facets' values by frequency, and for each a table ``NAME_codes`` of what stands in the file and its code.

    A facet without any value, or with more different lists than a code can tell apart, is left out.
    """
    codes = {}
    for facet in FACET_COLUMNS:
        connection.execute(
            f'CREATE TEMP TABLE "{facet}_found" AS SELECT "{facet}" AS found, count(*) AS rows FROM cards GROUP BY 1'
        )
        [(found,)] = connection.execute(f'SELECT count(*) FROM "{facet}_found"').fetchall()
        if found <= MOST_SETS:
            one = _encode_facet(connection, facet)
            if one.values:
                codes[facet] = one
    return codes


def _encode_facet(connection: duckdb.DuckDBPyConnection, facet: str) -> FacetCodes:
    rows = connection.execute(f'SELECT rowid, found, rows FROM "{facet}_found" ORDER BY rows DESC, rowid').fetchall()
    chosen = [(rowid, _as_set(found), count) for rowid, found, count in rows]
    totals: dict[str, int] = {}
    for _, one, count in chosen:
        for value in one:
            totals[value] = totals.get(value, 0) + count
    values = tuple(sorted(totals, key=lambda value: (-totals[value], value)))
    index = {value: number for number, value in enumerate(values)}
    sets = {one: code for code, one in enumerate(dict.fromkeys(one for _, one, _ in chosen))}
    coded = {"at": np.array([one[0] for one in chosen]), "code": np.array([sets[one[1]] for one in chosen], np.uint16)}
    connection.register("coded", coded)
    connection.execute(
        f'CREATE TEMP TABLE "{facet}_codes" AS SELECT found, code '
        f'FROM "{facet}_found" AS one JOIN coded ON one.rowid = coded.at'
    )
    connection.unregister("coded")
    return FacetCodes(values, tuple(tuple(index[value] for value in one) for one in sets))


def _as_set(found: str | list[str | None] | None) -> tuple[str, ...]:
    """What a row has of a facet: each value once, in one order; nothing for NULL and empty text."""
    values = [found] if isinstance(found, str) or found is None else found
    return tuple(sorted({value for value in values if value}))


def load_rows(connection: duckdb.DuckDBPyConnection, file: EventFile, codes: dict[str, FacetCodes]) -> dict[str, Array]:
    """The columns of ``placed_rows``, in the order of the file's rows or any other."""
    joins = "".join(
        f' LEFT JOIN "{name}_codes" AS {name}_ ON f."{name}" IS NOT DISTINCT FROM {name}_.found' for name in codes
    )
    shown = "".join(f', CAST({name}_.code AS USMALLINT) AS "{name}"' for name in codes)
    epoch = file.period[0].isoformat() if file.period else "1970-01-01"
    rows: dict[str, Any] = connection.execute(
        f"""SELECT number, longitude, latitude,
                   CAST(coalesce(day - DATE '{epoch}', {_UNDATED}) AS USMALLINT) AS start,
                   CAST(coalesce(coalesce(last_day, day) - DATE '{epoch}', {_UNDATED}) AS USMALLINT) AS "end",
                   coalesce("precision" IN {COARSE}, false) AS coarse {shown}
            FROM cards AS f {joins}"""
    ).fetchnumpy()
    for name, one in codes.items():
        rows[name] = rows[name].astype(smallest_code(len(one.sets)), copy=False)
    _place(rows)
    return dict(rows)


def _place(rows: dict[str, Array]) -> None:
    """Replace the degrees by x, y, the number of the spot, and flags."""
    longitude, latitude = (np.ma.filled(rows.pop(name), np.nan) for name in ("longitude", "latitude"))
    x, y = np.empty(len(longitude), np.float32), np.empty(len(longitude), np.float32)
    for start in range(0, len(x), _CHUNK):  # the projection's steps are in double precision: a chunk at a time
        part = slice(start, start + _CHUNK)
        x[part], y[part] = project(longitude[part], latitude[part])
    is_placed, coarse = ~np.isnan(x), rows.pop("coarse")
    rows["x"], rows["y"] = x, y
    rows["spot"] = _spots(longitude, latitude, is_placed)
    rows["flags"] = (PRIMARY + DRAWN * is_placed + (EXACT * ~coarse + DASHED * coarse) * is_placed).astype(np.uint8)


def _spots(longitude: Array, latitude: Array, is_placed: Array) -> Array:
    """A number for each different place, to the seventh decimal of a degree (a centimetre)."""
    east = np.round((np.where(is_placed, longitude, 0) + 180) * 1e7).astype(np.uint64)
    north = np.round((np.where(is_placed, latitude, 0) + 90) * 1e7).astype(np.uint64)
    _, numbers = np.unique(east << np.uint64(32) | north, return_inverse=True)
    return np.where(is_placed, numbers + 1, NO_SPOT).astype(np.int32)


def group_rows(connection: duckdb.DuckDBPyConnection, rows: dict[str, Array], limit: int) -> tuple[Array, Marks]:
    """The order of the rows by mark, and the marks; ``rows`` gets ``mark``, and x and y become those of its cell.

    ``fine_x`` and ``fine_y`` keep where an event is.

    Cells are the finest under which there are at most about ``limit`` marks.
    """
    finest = float(256 << FINEST_ZOOM) / CELL_PIXELS
    is_placed = rows["spot"] != NO_SPOT
    cx, cy = (_cells(rows[axis], finest, is_placed) for axis in ("x", "y"))
    coarser = _coarsening(connection, {"cx": cx, "cy": cy, "start": rows["start"], "end": rows["end"]}, limit)
    cx, cy = ((cells >> coarser).astype(np.uint64) for cells in (cx, cy))
    lasts = (rows["end"] - rows["start"]).astype(np.uint64)
    key = rows["start"].astype(np.uint64) << np.uint64(48) | lasts << np.uint64(32) | cx << np.uint64(16) | cy
    key[~is_placed] |= np.uint64(0xFFFFFFFF)
    order = np.argsort(key)
    key = key[order]
    begins = np.concatenate([[True], key[1:] != key[:-1]])
    rows["mark"] = np.empty(len(key), np.int32)
    rows["mark"][order] = np.cumsum(begins, dtype=np.int32) - 1
    marks = _marks(key[begins], finest / (1 << coarser))
    rows["fine_x"], rows["fine_y"] = rows["x"], rows["y"]
    rows["x"], rows["y"] = marks.x[rows["mark"]], marks.y[rows["mark"]]
    return order, marks


def _cells(axis: Array, size: float, is_placed: Array) -> Array:
    return np.floor(np.where(is_placed, axis, 0).astype(np.float64) * size).astype(np.uint16)


def _coarsening(connection: duckdb.DuckDBPyConnection, cells: dict[str, Array], limit: int) -> int:
    """How many times the side of a cell is doubled."""
    connection.register("cells", cells)
    try:
        for step in range(FINEST_ZOOM):
            [(groups,)] = connection.execute(
                f'SELECT approx_count_distinct(hash(cx >> {step}, cy >> {step}, start, "end")) FROM cells'
            ).fetchall()
            if groups <= limit * 0.95:
                return step
        return FINEST_ZOOM - 1
    finally:
        connection.unregister("cells")


def _marks(keys: Array, size: float) -> Marks:
    """The marks that the packed keys stand for; those without a place have NaN."""
    start = keys >> np.uint64(48)
    cell = keys & np.uint64(0xFFFFFFFF)
    is_placed = cell != 0xFFFFFFFF
    x, y = (
        np.where(is_placed, (part.astype(np.float64) + 0.5) / size, np.nan).astype(np.float32)
        for part in (cell >> np.uint64(16), cell & np.uint64(0xFFFF))
    )
    end = start + (keys >> np.uint64(32) & np.uint64(0xFFFF))
    return Marks(x, y, start.astype(np.uint16), end.astype(np.uint16), size)

"""The Parquet file of events: which columns it must have, and what is wrong with one, in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from events.faults import RecordError
from geodata.places import Precision

MOST_DAYS = 65_535
"""The browser keeps days in 16 bits."""
REQUIRED = ("event_id", "event_date", "longitude", "latitude")
EMPTY = {
    "end_date": "DATE",
    "outlet": "VARCHAR[]",
    "claimant": "VARCHAR",
    "kind": "VARCHAR",
    "text": "VARCHAR",
    "precision": "VARCHAR",
}
"""The columns that may be absent, and the type of the empty column that stands for each."""
ROW_NUMBER = "file_row_number"
"""What DuckDB calls the number of a file's row; no column may have the name."""
COARSE = (Precision.DISTRICT.value, Precision.OBLAST.value, Precision.COUNTRY.value)

_TEXT, _LIST = {"VARCHAR"}, {"VARCHAR", "VARCHAR[]"}
_WHOLE = {f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "BIG", "HUGE")} | {
    "INTEGER",
    "UINTEGER",
}
_DAY = {"DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"}
_TYPES = {
    "event_id": (_TEXT | _WHOLE, "text or whole numbers"),
    "event_date": (_DAY, "days (DATE)"),
    "end_date": (_DAY, "days (DATE)"),
    "outlet": (_LIST, "lists of text"),
    "claimant": (_LIST, "text"),
    "kind": (_TEXT, "text"),
    "longitude": (_WHOLE | {"FLOAT", "DOUBLE"}, "numbers (DOUBLE)"),
    "latitude": (_WHOLE | {"FLOAT", "DOUBLE"}, "numbers (DOUBLE)"),
    "text": (_TEXT, "text"),
    "precision": (_TEXT, "text"),
}
_SAID_TYPES = {"VARCHAR": "text", "TIMESTAMP WITH TIME ZONE": "instants with a time zone"}

_PRECISIONS = ", ".join(one.value for one in Precision)
_BAD_ROWS = (
    ("event_id IS NULL OR CAST(event_id AS VARCHAR) = ''", "has no event_id; every event needs one of its own"),
    ("day <> event_date", "event_date {event_date} has a time of day; expected a day"),
    ("last_day <> end_date", "end_date {end_date} has a time of day; expected a day"),
    ("year(day) NOT BETWEEN 1 AND 9999 OR year(last_day) NOT BETWEEN 1 AND 9999", "has a year beyond 1 to 9999"),
    ("day IS NULL AND last_day IS NOT NULL", "has an end_date without an event_date"),
    ("last_day < day", "end_date {last_day} is before event_date {day}; expected that day or a later one"),
    ("isnan(longitude)", "longitude is NaN; expected degrees, or NULL for no place"),
    ("isnan(latitude)", "latitude is NaN; expected degrees, or NULL for no place"),
    ("longitude IS NULL AND latitude IS NOT NULL", "has a latitude and no longitude; expected both, or NULL in both"),
    ("latitude IS NULL AND longitude IS NOT NULL", "has a longitude and no latitude; expected both, or NULL in both"),
    (
        "longitude NOT BETWEEN -180 AND 180",
        "longitude {longitude} is outside the world; expected -180 to 180",
    ),
    ("latitude NOT BETWEEN -90 AND 90", "latitude {latitude} is outside the world; expected -90 to 90"),
    (
        f'"precision" NOT IN ({", ".join(repr(one.value) for one in Precision)})',
        f"precision {{precision!r}} is not one of {_PRECISIONS}",
    ),
)


@dataclass(frozen=True)
class EventFile:
    """A checked file: its number of rows, its period (None = no row has a day), and the type of each column."""

    path: Path
    rows: int
    period: tuple[date, date] | None
    types: dict[str, str]


def open_file(connection: duckdb.DuckDBPyConnection, path: Path) -> EventFile:
    """Make the view ``event_file`` over the file, with every column, and check its rows.

    Raises:
        RecordError: the file cannot be opened as events; one sentence for the first thing wrong.
    """
    if path.is_dir():
        raise RecordError(f"{path.name}: is a folder; expected one Parquet file")
    if not path.is_file():
        raise RecordError(f"{path.name}: there is no such file")
    try:
        types = _types_of(connection, path)
        _check_columns(path, types)
        _create_view(connection, path, types)
        rows, period = _check_rows(connection, path)
        _check_ids(connection, path, rows)
    except duckdb.Error as error:
        raise _unreadable(path) from error
    return EventFile(path, rows, period, types)


def copy_cards(connection: duckdb.DuckDBPyConnection, cache: Path) -> None:
    """Copy the rows into the table ``cards`` of a file of DuckDB's own: one row is then found in milliseconds.

    In a Parquet file a row costs the reading of its whole row group; in memory ten million texts cost too much.
    """
    literal = str(cache).replace("'", "''")
    connection.execute(f"ATTACH '{literal}' AS cache")
    connection.execute(
        "CREATE TABLE cache.cards AS SELECT number, event_id, day, last_day, outlet, claimant, kind, "
        'longitude, latitude, text, "precision" FROM event_file'
    )
    connection.execute("CHECKPOINT cache")
    connection.execute("CREATE VIEW cards AS FROM cache.cards")


def _unreadable(path: Path) -> RecordError:
    return RecordError(f"{path.name}: is no Parquet file, or is damaged or cut off; expected a whole Parquet file")


def _types_of(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    described = connection.execute(f"DESCRIBE SELECT * FROM {source_of(path)}").fetchall()
    return {row[0]: row[1] for row in described}


def source_of(path: Path, *, numbered: bool = False) -> str:
    """The file as DuckDB names it; signs that would make its name a pattern are put in brackets."""
    literal = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path)).replace("'", "''")
    return f"read_parquet('{literal}', hive_partitioning = false, file_row_number = {str(numbered).lower()})"


def _check_columns(path: Path, types: dict[str, str]) -> None:
    for name in REQUIRED:
        if name not in types:
            raise RecordError(f"{path.name}: there is no column {name}; it has {', '.join(types)[:300]}")
    if ROW_NUMBER in types:
        raise RecordError(f"{path.name}: column {ROW_NUMBER} has the name of the row's number; give it another one")
    for name, (allowed, expected) in _TYPES.items():
        found = types.get(name)
        if found is not None and found not in allowed and not found.startswith("DECIMAL"):
            raise RecordError(f"{path.name}: column {name} holds {_SAID_TYPES.get(found, found)}; expected {expected}")


def _create_view(connection: duckdb.DuckDBPyConnection, path: Path, types: dict[str, str]) -> None:
    absent = [f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in EMPTY.items() if name not in types]
    present = [f'"{name}"' for name in (*REQUIRED, *EMPTY) if name in types and name not in {"longitude", "latitude"}]
    columns = [
        f"CAST({ROW_NUMBER} AS INTEGER) AS number",
        "CAST(longitude AS DOUBLE) AS longitude",
        "CAST(latitude AS DOUBLE) AS latitude",
        *present,
        *absent,
        "CAST(event_date AS DATE) AS day",
        f"CAST({'end_date' if 'end_date' in types else 'NULL'} AS DATE) AS last_day",
    ]
    connection.execute(f"CREATE VIEW event_file AS SELECT {', '.join(columns)} FROM {source_of(path, numbered=True)}")


def _check_rows(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[int, tuple[date, date] | None]:
    firsts = ", ".join(f"min(number) FILTER ({condition})" for condition, _ in _BAD_ROWS)
    [(rows, *bad)] = connection.execute(f"SELECT count(*), {firsts} FROM event_file").fetchall()
    if not rows:
        raise RecordError(f"{path.name}: holds 0 rows; expected at least one event")
    for number, (_, sentence) in zip(bad, _BAD_ROWS, strict=True):
        if number is not None:
            raise RecordError(_say(connection, path, number, sentence))
    [(first, last)] = connection.execute("SELECT min(day), max(coalesce(last_day, day)) FROM event_file").fetchall()
    if first is None:
        return rows, None
    if (last - first).days >= MOST_DAYS:
        ends = (_at(connection, "day", first), _at(connection, "coalesce(last_day, day)", last))
        raise RecordError(
            f"{path.name}: runs from {first} (event {ends[0]}) to {last} (event {ends[1]}); "
            f"expected a period of at most {MOST_DAYS:,} days"
        )
    return rows, (first, last)


def _at(connection: duckdb.DuckDBPyConnection, column: str, day: date) -> str:
    sql = f"SELECT CAST(arg_min(event_id, number) AS VARCHAR) FROM event_file WHERE {column} = $day"
    [(event_id,)] = connection.execute(sql, {"day": day}).fetchall()
    return str(event_id)[:80]


def _say(connection: duckdb.DuckDBPyConnection, path: Path, number: int, sentence: str) -> str:
    row = _row(connection, number, ("event_id", "event_date", "end_date", "longitude", "latitude", "precision"))
    days = _row(connection, number, ("day", "last_day")) if "{day}" in sentence else {}
    name = f"event {row['event_id']}" if row["event_id"] else f"row {number + 1}"
    return f"{path.name}: {name[:80]}: {sentence.format(**row, **days)}"


def _row(connection: duckdb.DuckDBPyConnection, number: int, columns: Sequence[str]) -> dict[str, Any]:
    shown = ", ".join(f'CAST("{name}" AS VARCHAR)' for name in columns)
    [row] = connection.execute(f"SELECT {shown} FROM event_file WHERE number = $number", {"number": number}).fetchall()
    return dict(zip(columns, row, strict=True))


def _check_ids(connection: duckdb.DuckDBPyConnection, path: Path, rows: int) -> None:
    """As many hashes as rows proves that the ids differ; only fewer need the long way."""
    [(hashes,)] = connection.execute("SELECT count(DISTINCT hash(event_id)) FROM event_file").fetchall()
    if hashes == rows:
        return
    doubled = connection.execute(
        "SELECT event_id, count(*) FROM event_file GROUP BY 1 HAVING count(*) > 1 ORDER BY min(number) LIMIT 1"
    ).fetchall()
    for event_id, times in doubled:
        raise RecordError(f"{path.name}: event_id {str(event_id)[:80]} stands on {times:,} rows; expected one")

"""Opens a Parquet file of events as an engine: texts into a file of their own, everything else into memory."""

import shutil
import tempfile
import weakref
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir

import duckdb
import numpy as np

from events.engines.duckdb import EPOCH, ROW_LIMIT
from events.engines.event_file import EventFile, copy_cards, open_file
from events.engines.event_rows import NO_SPOT, Marks, encode_facets, group_rows, load_rows
from events.engines.parquet import EventEngine
from events.engines.query import FacetCodes
from events.faults import RecordError


def open_engine(path: Path, row_limit: int = ROW_LIMIT) -> EventEngine:
    """The engine over a Parquet file; above ``row_limit`` rows the browser gets counts by cell and days.

    Raises:
        RecordError: the file cannot be opened as events; one sentence for the first thing wrong.
    """
    connection = duckdb.connect(":memory:")
    file = open_file(connection, path)
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    try:
        copy_cards(connection, folder / "cards.duckdb")
        codes = encode_facets(connection)
        marks = _create_rows(connection, file, codes, row_limit)
    except duckdb.Error as error:
        raise RecordError(
            f"{path.name}: cannot be read whole, or there is no room for its texts in {gettempdir()}"
        ) from error
    finally:
        # An open file needs no name: without one, nothing is left behind however the program ends.
        shutil.rmtree(folder, ignore_errors=True)
    engine = EventEngine(connection, file, codes, marks)
    weakref.finalize(engine, _close, connection, folder)
    return engine


def _close(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)  # where an open file keeps its name


def _create_rows(
    connection: duckdb.DuckDBPyConnection, file: EventFile, codes: dict[str, FacetCodes], row_limit: int
) -> Marks | None:
    """Make ``placed_rows``, sorted by its first day: a filter on days then skips most of it."""
    rows = load_rows(connection, file, codes)
    marks = None
    if file.rows > row_limit:
        order, marks = group_rows(connection, rows, row_limit)
    else:
        order = np.lexsort((rows["number"], rows["start"]))
    for name in list(rows):
        rows[name] = rows[name][order]
    epoch = file.period[0] if file.period else EPOCH
    connection.register("incoming", rows)
    columns = ", ".join(f'"{name}"' for name in rows if name not in {"start", "end", "x", "y"})
    connection.execute(
        f"""CREATE TABLE kept_rows AS
            SELECT {columns}, CASE WHEN spot <> {NO_SPOT} THEN x END AS x, CASE WHEN spot <> {NO_SPOT} THEN y END AS y,
                   {_day("start", file)} AS about_first, {_day("end", file)} AS about_last FROM incoming""",
        {"epoch": epoch},
    )
    connection.unregister("incoming")
    connection.execute(
        "CREATE VIEW placed_rows AS "
        "SELECT *, rowid AS position, about_first AS said_first, about_last AS said_last FROM kept_rows"
    )
    return marks


def _day(name: str, file: EventFile) -> str:
    """Days after the epoch as a date; what lies beyond the period is undated."""
    last = (file.period[1] - file.period[0]) // timedelta(days=1) if file.period else -1
    return f'CASE WHEN "{name}" <= {last} THEN CAST($epoch AS DATE) + CAST("{name}" AS INTEGER) END'

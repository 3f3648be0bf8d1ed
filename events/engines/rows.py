"""The rows that selections run over, made from records: one row a statement and place, facets as codes."""

from collections.abc import Iterable

import duckdb
import numpy as np
import pandas as pd

from events.engines.duckdb import DuckEngine
from events.engines.query import FacetCodes
from events.mercator import project
from events.selection import FACETS
from events.table import Tables
from events.tally import DASHED, DRAWN, EXACT, HOLLOW, NO_INDEX, PRIMARY, SPEAKING, STRUCK, smallest_code

MARK_COLUMNS = {"flags": "flags", "place": "mark_place", "event": "mark_event"}
"""Columns of the tally that are not facets, and what they are called here: a facet is named ``place`` too."""
_FLAGS = {
    "drawn": DRAWN,
    "speaking": SPEAKING,
    "hollow": HOLLOW,
    "struck": STRUCK,
    "dashed": DASHED,
    "exact": EXACT,
}
_DAYS = ("about_first", "about_last", "said_first", "said_last")


def open_tables(tables: Tables) -> tuple[DuckEngine, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """An engine over the tables, and what its codes stand for: statement ids by number, place ids, event ids."""
    statements = tables.statements
    places = tuple(dict.fromkeys(tables.placements["place_id"])) if len(tables.placements) else ()
    events = tuple(dict.fromkeys(statements["event_id"].dropna())) if len(statements) else ()
    coded, codes = _encode_facets(statements)
    rows = _placed_rows(tables, coded, places, events)
    connection = duckdb.connect(":memory:")
    _create(connection, "placed_rows", rows)
    _create(connection, "texts", coded[["number", "haystack"]])
    return DuckEngine(connection, codes, MARK_COLUMNS), tuple(statements["statement_id"]), places, events


def _create(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    connection.register("incoming", frame)
    days = [f"CAST({column} AS DATE) AS {column}" for column in _DAYS if column in frame]
    replaced = f"REPLACE ({', '.join(days)})" if days else ""
    connection.execute(f"CREATE TABLE {name} AS SELECT * {replaced} FROM incoming")
    connection.unregister("incoming")


def _encode_facets(statements: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, FacetCodes]]:
    """The statements with a number, and a code column for every facet."""
    coded = statements.assign(number=np.arange(len(statements), dtype=np.int32))
    codes = {}
    for facet in (*FACETS, "side_with_captives"):
        codes[facet], column = encode_facet(statements[facet])
        coded[facet] = column
    return coded, codes


def encode_facet(lists: Iterable[list[str]]) -> tuple[FacetCodes, np.ndarray]:
    """The values in the order of their frequency, the sets of them that occur, and each list's set."""
    chosen = [tuple(one) for one in lists]
    flat = pd.Series([value for one in chosen for value in one], dtype=object)
    values = tuple(flat.value_counts(sort=True).index)
    index = {value: code for code, value in enumerate(values)}
    sets = {one: code for code, one in enumerate(dict.fromkeys(chosen))}
    as_codes = np.array([sets[one] for one in chosen], dtype=smallest_code(max(len(sets), 1)))
    return FacetCodes(values, tuple(tuple(index[value] for value in one) for one in sets)), as_codes


def _placed_rows(tables: Tables, coded: pd.DataFrame, places: tuple[str, ...], events: tuple[str, ...]) -> pd.DataFrame:
    """A row for each placement, and one for each statement without any; one row of each statement is primary."""
    columns = ["number", "statement_id", "event_id", *_DAYS, *FACETS, "side_with_captives"]
    placements = tables.placements.rename(columns={"role": "place_role"})
    rows = coded[columns].merge(placements, on="statement_id", how="left")
    for name in _FLAGS:
        rows[name] = rows[name].fillna(value=False).astype(bool)
    rows["x"], rows["y"] = project(rows["longitude"].to_numpy(float), rows["latitude"].to_numpy(float))
    rows = rows.assign(
        mark_place=_indices(rows["place_id"], places),
        mark_event=_indices(rows["event_id"], events),
        flags=_flags(rows),
    )
    return rows[["number", "x", "y", *MARK_COLUMNS.values(), *_DAYS, *FACETS, "side_with_captives"]]


def _indices(ids: pd.Series, known: tuple[str, ...]) -> np.ndarray:
    index = {value: number for number, value in enumerate(known)}
    return ids.map(index).fillna(NO_INDEX).to_numpy(dtype=np.uint16)


def _flags(rows: pd.DataFrame) -> np.ndarray:
    flags = np.zeros(len(rows), dtype=np.uint8)
    for name, bit in _FLAGS.items():
        flags[rows[name].to_numpy(dtype=bool)] |= bit
    rank = rows["exact"] * 4 + (rows["drawn"] & ~rows["speaking"]) * 2 + rows["drawn"] * 1
    best = rank.groupby(rows["number"]).idxmax()
    flags[best.to_numpy()] |= PRIMARY
    return flags

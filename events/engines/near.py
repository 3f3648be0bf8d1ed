"""The part of the map that a reader looks at closely, as the address of a tally names it: ``11/1220/684``."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from events.engines.query import Condition
from events.mercator import project

STEP = 4.0
"""The side of a part in map tiles of 256 pixels: a pan within it asks for nothing new."""
MARGIN = 5.0
"""How far round it the part reaches, in tiles: half of a window 2,560 pixels wide."""
TILE_CELLS = 256 / 22
MOST_ZOOM = 19
FINER = 2
"""So many zooms closer than the map's are the finest cells: a mark then lies within a few pixels of its events."""

_WRITTEN = re.compile(r"(\d{1,2})/(\d{1,7})/(\d{1,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Near:
    """A square of the map at a zoom, and its surroundings."""

    zoom: int
    column: int
    row: int

    def __str__(self) -> str:
        """The part as ``parse_near`` reads it."""
        return f"{self.zoom}/{self.column}/{self.row}"

    def condition(self, size: float) -> Condition:
        """Rows whose cell of the grouped tally, ``size`` cells a side of the world, reaches into the part."""
        step, margin = STEP / 2**self.zoom, MARGIN / 2**self.zoom + 0.5 / size
        return Condition().add(
            "x BETWEEN $near_west AND $near_east AND y BETWEEN $near_north AND $near_south",
            near_west=self.column * step - margin,
            near_east=(self.column + 1) * step + margin,
            near_north=self.row * step - margin,
            near_south=(self.row + 1) * step + margin,
        )

    def sizes(self, coarsest: float) -> list[float]:
        """The grids, finest first, in which the part shows more than cells of ``coarsest`` a side of the world do."""
        levels = range(self.zoom + FINER, -1, -1)
        return [size for size in (TILE_CELLS * 2**level for level in levels) if size > coarsest * 1.01]


@dataclass(frozen=True)
class Detail:
    """The rows of a part that are drawn closer: each at its place, or where they are too many, by finer cells.

    ``size`` of these are a side of the world; None = each row at its place.
    """

    rows: Condition
    size: float | None = None

    def place(self, axis: str) -> str:
        """Where a row is drawn, as the tally has it: in 32 bits."""
        if self.size is None:
            return f"fine_{axis}"
        return f"CAST((floor(CAST(fine_{axis} AS DOUBLE) * {self.size!r}) + 0.5) / {self.size!r} AS FLOAT)"


def near_of(latitude: float, longitude: float, zoom: float, size: float) -> Near | None:
    """The part around a centre; None where the map shows no more than cells of ``size`` a side already do."""
    level = min(int(zoom), MOST_ZOOM)
    if TILE_CELLS * 2**level <= size * 1.01:
        return None
    x, y = project(longitude, latitude)
    step = STEP / 2**level
    return Near(level, max(0, int(x // step)), max(0, int(y // step)))


def parse_near(text: str | None) -> Near | None:
    """The part that an address names; None if it names none."""
    match = _WRITTEN.fullmatch(text or "")
    if match is None or int(match[1]) > MOST_ZOOM:
        return None
    return Near(int(match[1]), int(match[2]), int(match[3]))


def joined(where: Condition, other: Condition, *, but: bool = False) -> Condition:
    """Rows that fulfil both; with ``but``: the first and not the other."""
    clause = f"NOT ({other.sql})" if but else other.sql
    return Condition([*where.clauses, clause], where.parameters | other.parameters)


def merged(one: dict[str, npt.NDArray[Any]], other: dict[str, npt.NDArray[Any]]) -> dict[str, npt.NDArray[Any]]:
    """The rows of both, sorted by their first day."""
    both = {name: np.concatenate([one[name], other[name]]) for name in one}
    order = np.argsort(both["start"], kind="stable")
    return {name: column[order] for name, column in both.items()}


def cell_condition(size: float, column: int, row: int, detail: Detail | None) -> Condition:
    """Rows within a cell of the map as the layer counts it; those of ``detail`` it has where they are drawn closer."""
    where = detail.rows if detail else Condition()
    x, y = (f"CASE WHEN {where.sql} THEN {detail.place(axis)} ELSE {axis} END" if detail else axis for axis in "xy")
    return Condition(
        [f"floor(CAST({x} AS DOUBLE) * $size) = $cx", f"floor(CAST({y} AS DOUBLE) * $size) = $cy"],
        where.parameters | {"size": size, "cx": column, "cy": row},
    )

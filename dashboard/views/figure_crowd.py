"""A crowd of figures: those that look alike and would cover each other are one mark, which says how many it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from typing import Any

Row = dict[str, Any]

CROWD = 300
"""Up to this many figures each has a mark of its own; beyond, the browser would draw marks that cover each other."""

COLUMNS, LEVELS = 120, 60
"""Figures of one look merge when they lie in one cell of at most so many across the days and the values that are shown:
some 3 pixels either way beside the map, a third of a mark's width."""
DAY = 86_400_000

WORD_LINES = 4
"""Figures in words stand on so many lines in turn, so that neighbours do not cover each other."""


def merge_crowd(marks: Sequence[Row], day_of: Callable[[Row], float]) -> list[Row]:
    """One row a cell and look, in the order of the marks; ``count`` says for how many figures it stands.

    A merged row is its first figure's, at that figure's own place: no number and no day is made up. The counts sum to
    the number of marks. Days are milliseconds of UTC. A cell is as wide as whole days of the marks themselves, not of
    the slider's period, which in the said clock reaches beyond what is known. Tags, days and lines are left out: in a
    crowd there is no room for them.
    """
    days = [day_of(mark) for mark in marks]
    wide = DAY * (int((max(days) - min(days)) / DAY) // COLUMNS + 1)
    high = max(_largest(marks), 1) / LEVELS
    found: dict[tuple[Any, ...], list[Any]] = {}
    for mark, day in zip(marks, days, strict=True):
        row = mark["row"]
        value, top = row["value"], row["top"]
        cell = (
            day // wide,
            row["words"] if value is None else value // high,
            None if top is None else top // high,
            row["shape"],
            row["color"],
            row["fill"],
            row["Note"],
        )
        if cell in found:
            found[cell][2] += 1
        else:
            found[cell] = [row, day, 1]
    lines = cycle(range(WORD_LINES))
    return [_merged(row, day, count, lines) for row, day, count in found.values()]


def _merged(row: Row, day: float, count: int, lines: Iterator[int]) -> Row:
    return row | {
        "day": day,
        "count": count,
        "first": None,
        "last": None,
        "series": None,
        "tag": "",
        "slot": next(lines) if row["role"] == "vague" else 0,
        "Stands for": stands_for(count),
    }


def _largest(marks: Iterable[Row]) -> float:
    return max((mark["row"]["top"] or mark["row"]["value"] or 0 for mark in marks), default=0)


def stands_for(count: int) -> str:
    """What a mark of a crowd says beside its first figure."""
    return "this figure" if count == 1 else f"{count:,} figures that lie on one another"

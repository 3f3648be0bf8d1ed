"""A crowd of figures: those that look alike and would cover each other are one mark, which says how many it is."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any

import numpy as np
import numpy.typing as npt

Row = dict[str, Any]
Numbers = npt.NDArray[np.float64]

CROWD = 300
"""Up to this many figures each has a mark of its own; beyond, the browser would draw marks that cover each other."""

COLUMNS, LEVELS = 100, 50
"""Figures of one look merge when they lie in one cell of at most so many across the days and the values that are shown:
some 3 pixels either way beside the map, a third of a mark's width."""
DAY = 86_400_000

WORD_LINES = 4
"""Figures in words stand on so many lines in turn, so that neighbours do not cover each other."""


def merge_crowd(marks: Sequence[Row], size: int, *, is_said: bool) -> list[Row]:
    """One row a cell and look, in the order of the marks; ``count`` says for how many figures it stands.

    A merged row is its first figure's, at that figure's own place: no number and no day is made up. The counts sum to
    the number of marks. A cell is as wide as whole days of the marks themselves, not of the slider's period, which in
    the said clock reaches beyond what is known. Tags, days and lines are left out: in a crowd there is no room.
    """
    spots = np.array([mark["spot"] for mark in marks], float).reshape(-1, 4)
    days = spots[:, 1 if is_said else 0]
    firsts, counts = _merge(marks, days, spots[:, 2], spots[:, 3]) if marks else ([], [])
    lines = cycle(range(WORD_LINES))
    shared = {"first": None, "last": None, "series": None, "tag": "", "size": size, "slot": 0}
    rows = []
    for first, day, count in zip(firsts, days[firsts].tolist(), counts, strict=True):
        row = marks[first]["row"] | shared
        row["day"] = day
        if count > 1:
            row["count"] = count
            row["Says"] = f"{row['Says']} (one of {count:,} figures that lie here)"
        if row["role"] == "vague":
            row["slot"] = next(lines)
        rows.append(row)
    return rows


def spot_of(row: Row, known_at: float) -> tuple[float, float, float, float]:
    """Where a mark lies: its day in the about clock, in the said clock, and its ends."""
    low, high = (float("nan") if row[name] is None else float(row[name]) for name in ("value", "top"))
    return (row["day"], known_at, low, high)


def _merge(marks: Sequence[Row], days: Numbers, low: Numbers, high: Numbers) -> tuple[list[int], list[int]]:
    """The first mark of each cell and look, and how many lie in it."""
    known: dict[tuple[str, ...], int] = {}
    looks = np.array([known.setdefault(mark["look"], len(known)) for mark in marks])
    width = DAY * (int((days.max() - days.min()) / DAY) // COLUMNS + 1)
    most = max(np.nanmax([low, high], initial=1), 1)
    # One number a cell and look; an end that is not there lies on a level below all others.
    code = days // width - days.min() // width
    for part, limit in ((_levels(low, most), LEVELS + 2), (_levels(high, most), LEVELS + 2), (looks, len(known))):
        code = code * limit + part
    _, firsts, counts = np.unique(code, return_index=True, return_counts=True)
    order = np.argsort(firsts)
    return firsts[order].tolist(), counts[order].tolist()


def _levels(values: Numbers, most: float) -> Numbers:
    return np.nan_to_num(values * LEVELS // most + 1, nan=0)

"""A crowd of figures: those that look alike and would cover each other are one mark, which says how many it is."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any

import numpy as np
import numpy.typing as npt

Row = dict[str, Any]

CROWD = 300
"""Up to this many figures each has a mark of its own; beyond, the browser would draw marks that cover each other."""

COLUMNS, LEVELS = 120, 60
"""Figures of one look merge when they lie in one cell of at most so many across the days and the values that are shown:
some 3 pixels either way beside the map, a third of a mark's width."""
DAY = 86_400_000

WORD_LINES = 4
"""Figures in words stand on so many lines in turn, so that neighbours do not cover each other."""


def merge_crowd(marks: Sequence[Row], day: str, size: int) -> list[Row]:
    """One row a cell and look, in the order of the marks; ``count`` says for how many figures it stands.

    A merged row is its first figure's, at that figure's own place: no number and no day is made up. The counts sum to
    the number of marks. ``day`` names the day of a mark, in milliseconds of UTC. A cell is as wide as whole days of the
    marks themselves, not of the slider's period, which in the said clock reaches beyond what is known. Tags, days and
    lines are left out: in a crowd there is no room for them.
    """
    lines = cycle(range(WORD_LINES))
    firsts, counts = _merge(marks, day) if marks else ([], [])
    return [
        marks[first]["row"]
        | {
            "day": marks[first][day],
            "count": count,
            "first": None,
            "last": None,
            "series": None,
            "tag": "",
            "size": size,
            "slot": next(lines) if marks[first]["vague"] else 0,
            "Stands for": stands_for(count),
        }
        for first, count in zip(firsts, counts, strict=True)
    ]


def _merge(marks: Sequence[Row], day: str) -> tuple[list[int], list[int]]:
    """The first mark of each cell and look, and how many lie in it."""
    days = np.array([mark[day] for mark in marks])
    low, high = (np.array([mark["row"][name] for mark in marks], float) for name in ("value", "top"))
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


def _levels(values: npt.NDArray[np.float64], most: float) -> npt.NDArray[np.float64]:
    return np.nan_to_num(values * LEVELS // most + 1, nan=0)


def stands_for(count: int) -> str:
    """What a mark of a crowd says beside its first figure."""
    return "this figure" if count == 1 else f"{count:,} figures that lie on one another"

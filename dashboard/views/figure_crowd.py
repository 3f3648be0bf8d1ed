"""A crowd of figures: those that look alike and would cover each other are one mark, which says how many it is."""

from collections.abc import Sequence
from itertools import cycle

import numpy as np

from dashboard.views.mark_book import DAY, HIGH, KNOWN, LOOK, LOW, Mark, Numbers

CROWD = 300
"""Up to this many figures each has a mark of its own; beyond, the browser would draw marks that cover each other."""

COLUMNS, LEVELS = 50, 25
"""Figures of one look merge when they lie in one cell of at most so many across the days and the values that are shown:
6 to 7 pixels either way beside the map, less than a mark's width."""
ONE_DAY = 86_400_000

WORD_LINES = 4
"""Figures in words stand on so many lines in turn, so that neighbours do not cover each other."""


def merge_crowd(marks: Sequence[Mark], spots: Numbers, size: int, *, is_said: bool) -> list[Mark]:
    """One row a cell and look, in the order of the marks; ``count`` says for how many figures it stands.

    A merged row is its first figure's, at that figure's own place: no number and no day is made up. The counts sum to
    the number of marks, whose ``spots`` the book gives. A cell is as wide as whole days of the marks themselves, not of
    the slider's period, which in the said clock reaches beyond what is known. Tags, days and lines are left out: in a
    crowd there is no room.
    """
    if not marks:
        return []
    days = spots[:, KNOWN if is_said else DAY]
    firsts, counts = _merge(days, spots)
    lines = cycle(range(WORD_LINES))
    shared = {"first": None, "last": None, "series": None, "tag": "", "size": size, "slot": 0}
    rows = []
    for first, day, count in zip(firsts.tolist(), days[firsts].tolist(), counts.tolist(), strict=True):
        row = marks[first]["row"] | shared
        row["day"] = day
        if count > 1:
            row["count"] = count
            row["Says"] = f"{row['Says']} (one of {count:,} figures that lie here)"
        if row["role"] == "vague":
            row["slot"] = next(lines)
        rows.append(row)
    return rows


def _merge(days: Numbers, spots: Numbers) -> tuple[np.ndarray, np.ndarray]:
    """The first mark of each cell and look, and how many lie in it."""
    width = ONE_DAY * (int((days.max() - days.min()) / ONE_DAY) // COLUMNS + 1)
    most = max(np.nanmax(spots[:, [LOW, HIGH]], initial=1), 1)
    # One number a cell and look; an end that is not there lies on a level below all others.
    code = days // width - days.min() // width
    for end in (LOW, HIGH):
        code = code * (LEVELS + 2) + np.nan_to_num(spots[:, end] * LEVELS // most + 1, nan=0)
    code = code * (spots[:, LOOK].max() + 1) + spots[:, LOOK]
    _, firsts, counts = np.unique(code.astype(np.int64), return_index=True, return_counts=True)
    order = np.argsort(firsts)
    return firsts[order], counts[order]

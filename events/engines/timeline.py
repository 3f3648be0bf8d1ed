"""The histogram over a period, as the map layer makes it (frontend/tally.js)."""

from typing import Any

import numpy as np

from events.engines.event_rows import Array

MOST_BINS = 400
"""Bars of the histogram, as in frontend/tally.js."""


def build_timeline(start: Array, end: Array, rows: Array, epoch: int, days: int) -> dict[str, Any]:
    """``bins``: events in every bin of ``binDays`` days that they overlap; ``startDays``: the days on which one begins.

    ``rows`` events each begin ``start`` and end ``end`` days after ``epoch`` (days since 1970), both included, in a
    period of ``days``.
    """
    width = max(1, -(-days // MOST_BINS))
    change = np.zeros(-(-days // width) + 1, np.int64)
    np.add.at(change, start // width, rows)
    np.subtract.at(change, end // width + 1, rows)
    return {
        "bins": np.cumsum(change)[:-1].tolist(),
        "binDays": width,
        "startDays": (np.unique(start) + epoch).tolist(),
    }
